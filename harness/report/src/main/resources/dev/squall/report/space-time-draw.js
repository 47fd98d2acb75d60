"use strict";
/** Draws a range of time of a run on a canvas: only what is in view, and densities where arrows would be a thicket. */
const SpaceTimePicture = (() => {
  const { Kind, Mark, NONE } = SpaceTime;

  const AXIS_PIXELS = 24;
  const CLIENT_PIXELS = 18;
  const NODE_PIXELS = 84;
  const FACTS_MAX = 4000;
  const NEAR_PIXELS = 9;
  const VEIL = 0.75;
  const FONT = "11px system-ui, sans-serif";
  const COLOURS = [
    "ground", "panel", "ink", "ink-faint", "rule", "accent", "ok", "info", "fail", "bad", "fault", "fault-ink",
  ];

  class Picture {
    constructor(canvas, model, raft) {
      this.canvas = canvas;
      this.pen = canvas.getContext("2d");
      this.model = model;
      this.raft = raft;
      this.showsClients = true;
    }

    /** Places the lanes, for a width in pixels; the height follows. */
    layOut(width) {
      this.width = width;
      this.left = width < 600 ? 58 : 76;
      let y = AXIS_PIXELS;
      this.rows = this.model.lanes.map((lane) => {
        const height = lane.isClient ? (this.showsClients ? CLIENT_PIXELS : 0) : NODE_PIXELS;
        const row = { y: y + height / 2, height, isShown: height > 0 };
        y += height;
        return row;
      });
      this.height = y + 4;
      const scale = window.devicePixelRatio || 1;
      this.canvas.width = Math.round(width * scale);
      this.canvas.height = Math.round(this.height * scale);
      this.canvas.style.height = this.height + "px";
      this.pen.setTransform(scale, 0, 0, scale, 0, 0);
    }

    x(millis) {
      return this.left + ((millis - this.view.from) / (this.view.to - this.view.from)) * (this.width - this.left - 8);
    }

    millis(x) {
      return this.view.from + ((x - this.left) / (this.width - this.left - 8)) * (this.view.to - this.view.from);
    }

    /** @param state what to show: {view, cursor, selected, marks, hovered, playback} */
    draw(state) {
      Object.assign(this, state);
      const style = getComputedStyle(document.documentElement);
      this.colour = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue("--" + name).trim()]));
      this.points = [];
      this.segments = [];
      this.texts = [];
      this.flying = [];
      this.first = this.model.firstAt(this.view.from);
      this.end = this.model.firstAt(this.view.to);
      const pen = this.pen;
      pen.font = FONT;
      pen.textBaseline = "middle";
      pen.fillStyle = this.colour.ground;
      pen.fillRect(0, 0, this.width, this.height);
      this.clipped(() => {
        SpaceTimeLanes.drawFaults(this);
        this.drawGrid();
      });
      this.drawAxis();
      this.drawNames();
      this.clipped(() => {
        SpaceTimeLanes.draw(this);
        SpaceTimeArrows.draw(this);
        this.drawFacts();
        this.drawTexts();
        this.drawPlayback();
        this.drawCursor();
      });
    }

    clipped(action) {
      this.pen.save();
      this.pen.beginPath();
      this.pen.rect(this.left, 0, this.width - this.left, this.height);
      this.pen.clip();
      action();
      this.pen.restore();
    }

    drawAxis() {
      const { pen, colour } = this;
      pen.fillStyle = colour["ink-faint"];
      pen.textAlign = "center";
      for (const tick of this.ticks()) {
        const label = this.timeLabel(tick);
        const x = this.x(tick);
        const half = pen.measureText(label).width / 2;
        if (x - half >= this.left && x + half <= this.width) {
          pen.fillText(label, x, AXIS_PIXELS / 2);
        }
      }
      pen.textAlign = "left";
    }

    drawGrid() {
      this.pen.fillStyle = this.colour.rule;
      this.ticks().forEach((tick) => this.pen.fillRect(Math.round(this.x(tick)), AXIS_PIXELS - 4, 1, this.height));
    }

    /** Round times at least 90 pixels apart. */
    ticks() {
      const least = ((this.view.to - this.view.from) * 90) / (this.width - this.left);
      const power = 10 ** Math.floor(Math.log10(least));
      const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= least);
      const ticks = [];
      for (let n = Math.ceil(this.view.from / step); n * step < this.view.to; n++) {
        ticks.push(n * step);
      }
      return ticks;
    }

    timeLabel(millis) {
      const span = this.view.to - this.view.from;
      const digits = span > 5000 ? 0 : span > 500 ? 1 : span > 50 ? 2 : span > 5 ? 3 : span > 0.5 ? 4 : 6;
      return (millis / 1000).toFixed(digits) + " s";
    }

    drawNames() {
      const { pen, colour } = this;
      this.model.lanes.forEach((lane, i) => {
        if (this.rows[i].isShown) {
          pen.fillStyle = lane.isClient ? colour["ink-faint"] : colour.ink;
          pen.font = lane.isClient ? FONT : "bold 14px system-ui, sans-serif";
          pen.fillText(lane.name, 4, this.rows[i].y, this.left - 8);
        }
      });
      pen.font = FONT;
    }

    /**
     * Notes a text to stand above all lines; shortened to a width, and left out where that is small or where another
     * text stands already.
     */
    write(text, x, y, width, colour) {
      if (width < 24) {
        return false;
      }
      let shown = text;
      while (shown.length > 2 && this.pen.measureText(shown).width > width) {
        shown = shown.slice(0, Math.floor(shown.length * 0.85) - 1) + "…";
      }
      const end = x + this.pen.measureText(shown).width;
      const isTaken = this.texts.some((other) => Math.abs(other.y - y) < 12 && other.x < end && x < other.end);
      if (!isTaken) {
        this.texts.push({ shown, x, y, end, colour });
      }
      return !isTaken;
    }

    /** With a rim in the ground's colour, so that they can be read where lines cross them. */
    drawTexts() {
      const { pen } = this;
      pen.lineJoin = "round";
      for (const { shown, x, y, colour } of this.texts) {
        pen.lineWidth = 3;
        pen.strokeStyle = this.colour.ground;
        pen.strokeText(shown, x, y);
        pen.fillStyle = colour;
        pen.fillText(shown, x, y);
      }
    }

    /** By what the selected event has to do with it. */
    style(event, plain) {
      const mark = this.marks ? this.marks[event] : null;
      const isLit = mark !== null && mark !== Mark.CONCURRENT;
      const lit = mark === Mark.FUTURE ? this.colour.info : this.colour.accent;
      this.pen.strokeStyle = this.pen.fillStyle = isLit ? lit : plain;
      this.pen.globalAlpha = mark === Mark.CONCURRENT ? 0.3 : 1;
      this.pen.lineWidth = isLit ? 2 : 1;
    }

    stroke({ x1, y1, x2, y2 }) {
      this.pen.beginPath();
      this.pen.moveTo(x1, y1);
      this.pen.lineTo(x2, y2);
      this.pen.stroke();
    }

    drawCross(x, y) {
      this.pen.lineWidth = 2;
      this.stroke({ x1: x - 4, y1: y - 4, x2: x + 4, y2: y + 4 });
      this.stroke({ x1: x - 4, y1: y + 4, x2: x + 4, y2: y - 4 });
    }

    /** Facts as squares on their node's line; those of deliveries and applications are filled. */
    drawFacts() {
      const { model, pen, colour } = this;
      if (this.isDense || this.end - this.first > FACTS_MAX) {
        return;
      }
      for (let i = this.first; i < this.end; i++) {
        if (model.kind[i] === Kind.FACT) {
          const x = this.x(model.time[i]);
          const y = this.rows[model.lane[i]].y;
          this.style(i, colour.ok);
          const isOutcome = /^(delivered|applied|committed|stored)\b/.test(model.textOf(i));
          pen.fillStyle = isOutcome ? pen.fillStyle : colour.ground;
          pen.fillRect(x - 3, y - 3, 6, 6);
          pen.strokeRect(x - 3, y - 3, 6, 6);
          pen.globalAlpha = 1;
          this.points.push({ x, y, event: i });
        }
      }
    }

    /** Pales what has not happened yet at the playback's instant, and draws the messages on their way. */
    drawPlayback() {
      const { pen, colour, playback } = this;
      if (!playback?.isOn) {
        return;
      }
      const x = Math.max(this.left, this.x(playback.time));
      pen.globalAlpha = VEIL;
      pen.fillStyle = colour.ground;
      pen.fillRect(x, AXIS_PIXELS, this.width - x, this.height);
      pen.globalAlpha = 1;
      pen.fillStyle = colour.accent;
      this.flying.forEach((message) => {
        pen.beginPath();
        pen.arc(message.x, message.y, 4, 0, 2 * Math.PI);
        pen.fill();
      });
    }

    isLaterThanSelected(event) {
      return this.marks !== null && this.marks[event] === Mark.FUTURE;
    }

    drawCursor() {
      const { pen, colour } = this;
      if (this.cursor !== null) {
        pen.fillStyle = colour.accent;
        pen.fillRect(this.x(this.cursor) - 0.5, AXIS_PIXELS - 6, 1, this.height);
      }
      const isPaused = this.playback?.isOn && !this.playback.isPlaying && this.playback.head >= 0;
      const head = isPaused ? this.playback.head : null;
      for (const event of [this.hovered, this.selected ?? head]) {
        const at = event === null ? null : this.placeOf(event);
        if (at) {
          pen.strokeStyle = event !== this.hovered ? colour.accent : colour.ink;
          pen.lineWidth = 2;
          pen.beginPath();
          pen.arc(at.x, at.y, 8, 0, 2 * Math.PI);
          pen.stroke();
        }
      }
    }

    placeOf(event) {
      const lane = this.model.lane[event];
      const drawn = this.points.find((point) => point.event === event);
      const row = lane === NONE ? null : this.rows[lane];
      return drawn ?? (row?.isShown ? { x: this.x(this.model.time[event]), y: row.y } : null);
    }

    /** The event at a place of the canvas, or of the arrow that passes it; null if there is none. */
    eventAt(x, y) {
      const point = nearest(this.points, (candidate) => Math.hypot(candidate.x - x, candidate.y - y));
      return point ?? nearest(this.segments, (segment) => distance(segment, x, y));
    }
  }

  function nearest(candidates, distanceOf) {
    let best = null;
    let bestDistance = NEAR_PIXELS;
    for (const candidate of candidates) {
      const candidateDistance = distanceOf(candidate);
      if (candidateDistance < bestDistance) {
        best = candidate.event;
        bestDistance = candidateDistance;
      }
    }
    return best;
  }

  function distance({ x1, y1, x2, y2 }, x, y) {
    const square = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const along = square === 0 ? 0 : ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / square;
    const part = Math.min(1, Math.max(0, along));
    return Math.hypot(x1 + part * (x2 - x1) - x, y1 + part * (y2 - y1) - y);
  }

  return { Picture, AXIS_PIXELS };
})();
