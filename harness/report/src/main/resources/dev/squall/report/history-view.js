"use strict";
/** The timeline's canvas: time axis, fault bands and lanes; draws only what is in view. */
squall.HistoryView = class {
  static #AXIS = 22;
  static #FRAMES = 1000;

  constructor(canvas, model) {
    this.canvas = canvas;
    this.model = model;
    this.showPoints = false;
    this.selected = -1;
    this.faults = new squall.HistoryFaults(model.faults, squall.HistoryView.#AXIS);
    this.top = this.faults.bottom + 2;
    this.rowHeight = Math.min(26, Math.max(6, Math.floor(560 / Math.max(1, model.lanes.length))));
    this.height = this.top + this.rowHeight * model.lanes.length + 6;
    this.redrawing = new squall.Redrawing(canvas, () => this.#draw());
    this.range = { from: 0, to: model.end };
    this.resize();
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.resize());
  }

  resize() {
    const style = getComputedStyle(document.documentElement);
    const names = ["ground", "panel", "ink", "ink-faint", "rule", "accent", "ok", "info", "fail", "bad", "fault", "fault-ink"];
    this.colours = {};
    for (const name of names) {
      this.colours[name.replace(/-(.)/, (_, letter) => letter.toUpperCase())] = style.getPropertyValue("--" + name).trim();
    }
    this.width = this.canvas.parentElement.clientWidth;
    this.left = this.width < 600 ? 30 : 60;
    const scale = window.devicePixelRatio || 1;
    this.canvas.style.height = this.height + "px";
    this.canvas.width = Math.round(this.width * scale);
    this.canvas.height = Math.round(this.height * scale);
    // A canvas of another size is empty.
    this.#draw();
  }

  request() {
    this.redrawing.request();
  }

  x(millis) {
    return this.left + ((millis - this.range.from) / (this.range.to - this.range.from)) * (this.width - this.left);
  }

  millis(x) {
    return this.range.from + ((x - this.left) / (this.width - this.left)) * (this.range.to - this.range.from);
  }

  #paint() {
    const { colours } = this;
    return {
      context: this.canvas.getContext("2d"),
      colours,
      colourOf: (kind) => ({ dim: colours.rule, ok: colours.ok, fail: colours.fail, info: colours.info })[kind],
      x: (millis) => this.x(millis),
      millis: (x) => this.millis(x),
      left: this.left,
      right: this.width,
    };
  }

  #laneTop(lane) {
    return this.top + lane * this.rowHeight + 1;
  }

  #draw() {
    const context = this.canvas.getContext("2d");
    const scale = window.devicePixelRatio || 1;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    context.font = "12px system-ui, sans-serif";
    context.textBaseline = "middle";
    this.#drawLaneNames(context);
    const paint = this.#paint();
    this.faults.drawNames(paint);
    context.save();
    context.beginPath();
    context.rect(this.left, 0, this.width - this.left, this.height);
    context.clip();
    this.#drawAxis(context);
    this.faults.drawBehind(paint, this.height);
    this.#drawLanes(context, paint);
    context.restore();
  }

  #drawLanes(context, paint) {
    const shares = new squall.HistoryShares(this.model, paint, Math.ceil(this.height));
    const bars = new squall.HistoryBars(this.model, paint, shares, this.showPoints);
    this.model.lanes.forEach((lane, n) => bars.drawLane(lane, this.#laneTop(n), this.rowHeight - 2));
    shares.show();
    this.#drawAbove(context, bars);
  }

  #drawLaneNames(context) {
    const every = Math.ceil(13 / this.rowHeight);
    context.fillStyle = this.colours.inkFaint;
    context.textAlign = "left";
    const prefix = this.left > 40 ? "client " : "";
    for (let lane = 0; lane < this.model.lanes.length; lane += every) {
      context.fillText(prefix + lane, 0, this.#laneTop(lane) + this.rowHeight / 2 - 1);
    }
  }

  #drawAxis(context) {
    const span = this.range.to - this.range.from;
    const rough = (span / (this.width - this.left)) * 110;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
    context.textAlign = "left";
    for (let tick = Math.ceil(this.range.from / step) * step; tick <= this.range.to; tick += step) {
      const x = Math.round(this.x(tick)) + 0.5;
      context.strokeStyle = this.colours.rule;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(x, 4);
      context.lineTo(x, this.height);
      context.stroke();
      const label = squall.HistoryView.time(tick, step);
      if (x + 4 + context.measureText(label).width <= this.width) {
        context.fillStyle = this.colours.inkFaint;
        context.fillText(label, x + 4, 10);
      }
    }
  }

  /** A moment in seconds, with as many digits as tell neighbours apart. */
  static time(millis, step) {
    const digits = Math.max(0, Math.min(6, Math.ceil(-Math.log10(step / 1000))));
    return (millis / 1000).toFixed(digits) + " s";
  }

  /** What must be seen whatever lies over it: the violation, what was found, what is selected. */
  #drawAbove(context, bars) {
    const { operations, shown, marked } = this.model;
    for (const position of marked) {
      if (shown[position] && this.#isInView(position)) {
        bars.drawBar(position, this.#laneTop(operations.lane[position]), this.rowHeight - 2);
      }
    }
    this.#drawFound(context);
    if (this.selected >= 0 && this.#isInView(this.selected)) {
      this.#drawFrame(context, this.selected, this.colours.accent, []);
    }
  }

  /** What was found has frames; where that is too much, ticks above the lanes say where to look. */
  #drawFound(context) {
    const { found, operations } = this.model;
    const began = (n) => operations.began[found[n]];
    const first = squall.firstAtLeast(found.length, began, this.range.from);
    const last = squall.firstAtLeast(found.length, began, this.range.to);
    if (last - first <= squall.HistoryView.#FRAMES) {
      for (let n = first; n < last; n++) {
        this.#drawFrame(context, found[n], this.colours.ink, [2, 2]);
      }
      return;
    }
    context.fillStyle = this.colours.ink;
    for (let x = this.left, n = first; x < this.width && n < last; x += 2) {
      const next = squall.firstAtLeast(last, began, this.millis(x + 2));
      if (next > n) {
        context.fillRect(x, this.top - 7, 2, 5);
      }
      n = next;
    }
  }

  #isInView(position) {
    return this.model.operations.began[position] <= this.range.to && this.model.barEnd(position) >= this.range.from;
  }

  #drawFrame(context, position, colour, dashes) {
    const { x, y, width, height } = this.boxOf(position);
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.setLineDash(dashes);
    context.strokeRect(x - 2, y - 1, width + 4, height + 2);
    context.setLineDash([]);
  }

  /** Where an operation is on the canvas, in CSS pixels. */
  boxOf(position) {
    const bars = new squall.HistoryBars(this.model, this.#paint(), null, this.showPoints);
    return bars.box(position, this.#laneTop(this.model.operations.lane[position]), this.rowHeight - 2);
  }

  /** The fault whose strip is at a place is shaded; answers what it is, in words, empty if there is none. */
  pointAt(x, y) {
    const fault = x < this.left ? -1 : this.faults.at(this.#paint(), x, y);
    if (fault !== this.faults.pointed) {
      this.faults.pointed = fault;
      this.request();
    }
    return this.faults.told(fault);
  }

  /** The position of the shown operation at a place, or -1. */
  at(x, y) {
    const lane = this.model.lanes[Math.floor((y - this.top) / this.rowHeight)];
    if (!lane || x < this.left) {
      return -1;
    }
    const { shown } = this.model;
    let n = squall.firstAtLeast(lane.began.length, (i) => lane.began[i], this.millis(x + 2)) - 1;
    while (n >= 0 && !shown[lane.positions[n]]) {
      n--;
    }
    const found = n < 0 ? -1 : lane.positions[n];
    return found >= 0 && this.x(this.model.barEnd(found)) >= x - 4 ? found : -1;
  }
};
