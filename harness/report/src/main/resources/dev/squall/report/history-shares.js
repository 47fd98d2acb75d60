"use strict";
/**
 * Draws lanes in which many operations share a pixel: a column for each two pixels, divided by what share of its
 * operations is of which kind. A frame's lanes become one picture, as tens of thousands of rectangles would take long.
 */
squall.HistoryShares = class {
  static #CELL = 2;

  /** @param paint as that of HistoryBars */
  constructor(model, paint, height) {
    this.model = model;
    this.paint = paint;
    this.columns = Math.max(1, Math.ceil((paint.right - paint.left) / squall.HistoryShares.#CELL));
    this.height = height;
    this.colours = squall.HistoryModel.KINDS.map((kind) => squall.HistoryShares.#pixel(paint.colourOf(kind)));
    this.image = null;
  }

  /** The bytes of a colour such as #0072b2 as they stand in a picture. */
  static #pixel(colour) {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return new Uint32Array(new Uint8ClampedArray([red, green, blue, 255]).buffer)[0];
  }

  /** Adds the operations from the first to before the last of a lane. */
  drawLane(lane, first, last, top, height) {
    this.image ??= new ImageData(this.columns, this.height);
    const pixels = new Uint32Array(this.image.data.buffer);
    const { millis, left } = this.paint;
    let from = first;
    for (let column = 0; column < this.columns && from < last; column++) {
      const to = this.#firstAtLeast(lane.began, from, last, millis(left + (column + 1) * squall.HistoryShares.#CELL));
      if (to > from) {
        this.#drawCell(lane.counts, from, to, pixels, column + Math.round(top) * this.columns, Math.round(height));
      }
      from = to;
    }
  }

  /** Found in steps that double, as most cells hold few. */
  #firstAtLeast(began, from, last, bound) {
    let low = from;
    let step = 1;
    while (low + step <= last && began[low + step - 1] < bound) {
      low += step;
      step *= 2;
    }
    const room = Math.min(step, last - low);
    return low + squall.firstAtLeast(room, (n) => began[low + n], bound);
  }

  /** The most telling on top, and seen however rare it is. */
  #drawCell(counts, from, to, pixels, start, height) {
    let total = 0;
    for (const count of counts) {
      total += count[to] - count[from];
    }
    let at = start;
    let left = total;
    let room = height;
    for (let kind = counts.length - 1; kind >= 0 && left > 0 && room > 0; kind--) {
      const share = counts[kind][to] - counts[kind][from];
      left -= share;
      const tall = left === 0 ? room : Math.min(room, Math.max(Math.sign(share), Math.round((height * share) / total)));
      for (let y = 0; y < tall; y++, at += this.columns) {
        pixels[at] = this.colours[kind];
      }
      room -= tall;
    }
  }

  /** Puts what was added on the canvas. */
  show() {
    if (this.image === null) {
      return;
    }
    const picture = new OffscreenCanvas(this.columns, this.height);
    picture.getContext("2d").putImageData(this.image, 0, 0);
    const { context, left } = this.paint;
    context.imageSmoothingEnabled = false;
    context.drawImage(picture, left, 0, this.columns * squall.HistoryShares.#CELL, this.height);
  }
};
