"use strict";
/** Draws one lane of a history: each operation as a bar, or, where there are many to a pixel, what share of them. */
squall.HistoryBars = class {
  /**
   * @param paint {context, colours, colourOf(kind), x(millis), millis(x), left, right}
   * @param shares the HistoryShares that draws where there are many
   * @param showPoints whether linearization points are drawn
   */
  constructor(model, paint, shares, showPoints) {
    this.model = model;
    this.paint = paint;
    this.shares = shares;
    this.showPoints = showPoints;
  }

  drawLane(lane, top, height) {
    const { paint, model } = this;
    const size = lane.positions.length;
    const firstAtLeast = (bound) => squall.firstAtLeast(size, (n) => lane.began[n], bound);
    // The one before the first that begins in view may reach into it.
    const first = Math.max(0, firstAtLeast(paint.millis(paint.left)) - 1);
    const last = firstAtLeast(paint.millis(paint.right));
    if ((last - first) * 3 > paint.right - paint.left) {
      this.shares.drawLane(lane, first, last, top, height);
      return;
    }
    for (let n = first; n < last; n++) {
      if (model.shown[lane.positions[n]]) {
        this.drawBar(lane.positions[n], top, height);
      }
    }
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
    const colour = isPartOfViolation ? colours.bad : this.paint.colourOf(squall.HistoryModel.KINDS[kind[position]]);
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

  /** On the upper edge, where it hides no label. */
  #drawPoint(x, { y, height }) {
    const { context, colours } = this.paint;
    const reach = Math.min(5, height / 2);
    context.fillStyle = colours.ground;
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
    context.fill();
    context.stroke();
  }
};
