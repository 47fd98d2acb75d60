"use strict";
/**
 * The faults of a run above its lanes: a strip for each family, with its name. Behind the lanes one faint tint says
 * that a fault was in force, however many were; the fault that is pointed at is shaded, and told.
 */
squall.HistoryFaults = class {
  static #STRIP = 17;
  static #GAP = 6;

  /** @param top where the first strip begins, in pixels */
  constructor(faults, top) {
    this.faults = faults;
    this.top = top;
    this.families = [...new Set(faults.family.words)];
    this.bottom = top + this.families.length * squall.HistoryFaults.#STRIP + squall.HistoryFaults.#GAP;
    this.pointed = -1;
  }

  /** @param paint as that of HistoryBars, clipped to what is right of the lanes' names */
  drawBehind(paint, height) {
    const { context, colours } = paint;
    context.fillStyle = colours.fault;
    context.globalAlpha = 0.5;
    context.beginPath();
    this.#eachInView(paint, (fault, x, width) => context.rect(x, this.bottom, width, height - this.bottom));
    context.fill();
    context.globalAlpha = 1;
    if (this.pointed >= 0) {
      const { x, width } = this.#span(paint, this.pointed);
      context.fillRect(x, this.top, width, height - this.top);
    }
    context.fillStyle = colours.faultInk;
    this.#eachInView(paint, (fault, x, width) => this.#drawStrip(paint, fault, x, width));
  }

  #span({ x, left, right }, fault) {
    const from = Math.max(left, x(this.faults.from[fault]));
    return { x: from, width: Math.max(2, Math.min(right, x(this.faults.until[fault])) - from) };
  }

  #eachInView(paint, action) {
    const [begin, end] = [paint.millis(paint.left), paint.millis(paint.right)];
    for (let fault = 0; fault < this.faults.from.length; fault++) {
      if (this.faults.until[fault] >= begin && this.faults.from[fault] <= end) {
        const { x, width } = this.#span(paint, fault);
        action(fault, x, width);
      }
    }
  }

  /** What was done is said where a name beside the strips leaves the room for it. */
  #drawStrip({ context, left }, fault, x, width) {
    const y = this.#row(fault);
    context.fillRect(x, y + 14, width, fault === this.pointed ? 3 : 2);
    if (width > 30 && this.#hasRoom(left)) {
      context.save();
      context.beginPath();
      context.rect(x, y, width - 2, squall.HistoryFaults.#STRIP);
      context.clip();
      context.fillText(this.#words(fault), x + 1, y + 7);
      context.restore();
    }
  }

  #hasRoom(left) {
    return left > 40;
  }

  /** The families' names: left of the lanes, or, where there is no room for them, above each strip once. */
  drawNames({ context, colours, left }) {
    context.fillStyle = colours.faultInk;
    const [x, y] = this.#hasRoom(left) ? [0, 10] : [left + 2, 7];
    this.families.forEach((family, row) => context.fillText(family, x, this.top + row * squall.HistoryFaults.#STRIP + y));
  }

  #family(fault) {
    return this.faults.family.words[this.faults.family.codes[fault]];
  }

  #words(fault) {
    return this.faults.words.words[this.faults.words.codes[fault]];
  }

  #row(fault) {
    return this.top + this.families.indexOf(this.#family(fault)) * squall.HistoryFaults.#STRIP;
  }

  /** The fault whose strip is at a place, or -1. */
  at(paint, x, y) {
    let found = -1;
    this.#eachInView(paint, (fault, start, width) => {
      const isInRow = y >= this.#row(fault) && y < this.#row(fault) + squall.HistoryFaults.#STRIP;
      found = isInRow && x >= start - 2 && x <= start + width + 2 ? fault : found;
    });
    return found;
  }

  /** What a fault did and when; empty of none. */
  told(fault) {
    const { from, until } = this.faults;
    const seconds = (millis) => (millis / 1000).toFixed(3) + " s";
    return fault < 0
      ? "" : `${[this.#family(fault), this.#words(fault)].join(" ").trim()}, ${seconds(from[fault])} to ${seconds(until[fault])}`;
  }
};
