"use strict";
/** Draws one lane of a history: each operation as a bar, or, where there are many to a pixel, what share of them. */
squall.HistoryBars = class {
  static #CELL = 2;

  /**
   * @param paint {context, colours, x(millis), millis(x), left, right}
   * @param showPoints whether linearization points are drawn
   */
  constructor(model, paint, showPoints) {
    this.model = model;
    this.paint = paint;
    this.showPoints = showPoints;
  }

  drawLane(lane, top, height) {
    const { paint, model } = this;
    const began = (n) => model.operations.began[lane.positions[n]];
    const size = lane.positions.length;
    // The one before the first that begins in view may reach into it.
    const first = Math.max(0, squall.firstAtLeast(size, began, paint.millis(paint.left)) - 1);
    const last = squall.firstAtLeast(size, began, paint.millis(paint.right));
    if ((last - first) * 3 > paint.right - paint.left) {
      this.#drawShares(lane, first, last, top, height);
      return;
    }
    for (let n = first; n < last; n++) {
      if (model.shown[lane.positions[n]]) {
        this.drawBar(lane.positions[n], top, height);
      }
    }
  }

  #drawShares(lane, first, last, top, height) {
    const { paint, model } = this;
    const began = (n) => model.operations.began[lane.positions[n]];
    const step = squall.HistoryBars.#CELL;
    const colours = squall.HistoryModel.KINDS.map((kind) => this.#colourOf(kind));
    let from = first;
    for (let x = paint.left; x < paint.right && from < last; x += step) {
      const bound = paint.millis(x + step);
      let to = from;
      while (to < last && to - from < 32 && began(to) < bound) {
        to++;
      }
      if (to - from === 32) {
        to = from + squall.firstAtLeast(last - from, (n) => began(from + n), bound);
      }
      this.#drawCell(lane.counts, from, to, x, top, height, colours);
      from = to;
    }
  }

  #drawCell(counts, from, to, x, top, height, colours) {
    const shares = counts.map((count) => count[to] - count[from]);
    const total = shares.reduce((sum, share) => sum + share, 0);
    let bottom = top + height;
    shares.forEach((share, kind) => {
      if (share > 0) {
        // What is rare is still seen.
        const tall = Math.max(1, (height * share) / total);
        this.paint.context.fillStyle = colours[kind];
        this.paint.context.fillRect(x, bottom - tall, squall.HistoryBars.#CELL, tall);
        bottom -= tall;
      }
    });
  }

  #colourOf(kind) {
    const { colours } = this.paint;
    return { dim: colours.rule, ok: colours.ok, fail: colours.fail, info: colours.info }[kind];
  }

  /** Where an operation's bar is: at least so wide that it can be seen. */
  box(position, top, height) {
    const { paint, model } = this;
    const x = paint.x(model.operations.began[position]);
    return { x, y: top, width: Math.max(3, paint.x(model.barEnd(position)) - x), height };
  }

  /** Succeeded: full. Failed: hollow. Indeterminate: full, with an end that is torn. */
  drawBar(position, top, height) {
    const { context, colours } = this.paint;
    const { operations, kind } = this.model;
    const box = this.box(position, top, height);
    const isPartOfViolation = operations.mark[position] > 1;
    const outcome = this.model.word("outcome", position);
    const colour = isPartOfViolation ? colours.bad : this.#colourOf(squall.HistoryModel.KINDS[kind[position]]);
    context.fillStyle = colour;
    context.strokeStyle = colour;
    this.#outline(box, outcome);
    if (outcome === "fail") {
      context.lineWidth = 1;
      context.stroke();
    } else {
      context.fill();
    }
    this.#drawLabel(position, box, outcome === "fail" ? colours.ink : this.#inkOn(kind[position], isPartOfViolation));
    if (operations.mark[position] === 3) {
      this.#drawPointer(box);
    }
    if (this.showPoints && operations.point && operations.point[position] >= 0) {
      this.#drawPoint(this.paint.x(operations.point[position]), box);
    }
  }

  #inkOn(kind, isPartOfViolation) {
    return kind === 0 && !isPartOfViolation ? this.paint.colours.ink : this.paint.colours.ground;
  }

  #outline({ x, y, width, height }, outcome) {
    const { context } = this.paint;
    context.beginPath();
    if (outcome !== "info" || width < 8) {
      context.rect(x, y + 0.5, width, height - 1);
      return;
    }
    context.moveTo(x, y);
    for (let tooth = 0; tooth <= 4; tooth++) {
      context.lineTo(x + width - (tooth % 2 === 0 ? 0 : 4), y + (height * tooth) / 4);
    }
    context.lineTo(x, y + height);
    context.closePath();
  }

  #drawLabel(position, box, colour) {
    const { context, left, right } = this.paint;
    const start = Math.max(box.x, left);
    const room = Math.min(box.x + box.width, right) - start - 6;
    if (box.height < 12 || room < 14) {
      return;
    }
    const label = this.model.label(position, true);
    context.save();
    context.beginPath();
    context.rect(start, box.y, room + 4, box.height);
    context.clip();
    context.fillStyle = colour;
    context.fillText(label, start + 3, box.y + box.height / 2 + 0.5);
    context.restore();
  }

  /** A wedge above the operation that has no place. */
  #drawPointer({ x, y, width }) {
    const { context, colours } = this.paint;
    const middle = x + Math.min(width, 12) / 2;
    context.fillStyle = colours.bad;
    context.beginPath();
    context.moveTo(middle, y + 1);
    context.lineTo(middle - 6, y - 8);
    context.lineTo(middle + 6, y - 8);
    context.fill();
  }

  #drawPoint(x, { y, height }) {
    const { context, colours } = this.paint;
    const middle = y + height / 2;
    const reach = Math.min(5, height / 2);
    context.beginPath();
    context.moveTo(x, middle - reach);
    context.lineTo(x + reach, middle);
    context.lineTo(x, middle + reach);
    context.lineTo(x - reach, middle);
    context.closePath();
    context.fillStyle = colours.ground;
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.5;
    context.fill();
    context.stroke();
  }
};
