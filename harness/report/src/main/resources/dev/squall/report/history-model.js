"use strict";
/** The operations of a history by position: which there are in a lane, which are shown, which a search finds. */
squall.HistoryModel = class {
  /** What a bar is, the most telling last. */
  static KINDS = ["dim", "ok", "fail", "info"];

  constructor(operations, faults) {
    this.operations = operations;
    this.faults = faults;
    this.size = operations.began.length;
    this.end = this.#end();
    this.meanLength = this.#meanLength();
    this.lanes = this.#lanes();
    this.found = new Int32Array(0);
    this.marked = Int32Array.from(operations.mark.keys()).filter((position) => operations.mark[position] > 1);
    this.kind = this.#kinds();
    this.filter({});
  }

  #end() {
    const { began, ended } = this.operations;
    let end = 1;
    for (let i = 0; i < this.size; i++) {
      end = Math.max(end, began[i], ended[i]);
    }
    for (const until of this.faults.until) {
      end = Math.max(end, until);
    }
    return end;
  }

  #meanLength() {
    let sum = 0;
    for (let i = 0; i < this.size; i++) {
      sum += this.barEnd(i) - this.operations.began[i];
    }
    return Math.max(this.end / 1e6, sum / Math.max(1, this.size));
  }

  /** For each lane the positions of its operations, by time: they do not overlap. When each began stands beside. */
  #lanes() {
    const { lane, began } = this.operations;
    const counts = [];
    for (let i = 0; i < this.size; i++) {
      counts[lane[i]] = (counts[lane[i]] ?? 0) + 1;
    }
    const lanes = counts.map((count) => ({
      positions: new Int32Array(count),
      began: new Float64Array(count),
      filled: 0,
    }));
    for (let i = 0; i < this.size; i++) {
      const entry = lanes[lane[i]];
      entry.began[entry.filled] = began[i];
      entry.positions[entry.filled++] = i;
    }
    return lanes;
  }

  #kinds() {
    const { outcome, mark } = this.operations;
    const codes = outcome.words.map((word) => squall.HistoryModel.KINDS.indexOf(word));
    return Uint8Array.from(outcome.codes, (code, i) => (mark[i] === 0 ? 0 : codes[code]));
  }

  /** Shows only operations with these words, each a {column: word}; counts make drawing many of them cheap. */
  filter(wanted) {
    const { process } = this.operations;
    const texts = Object.entries(wanted).filter(([column]) => column !== "process");
    const codes = texts.map(([column, word]) => [this.operations[column].codes, this.#codeOf(column, word)]);
    this.shown = new Uint8Array(this.size);
    this.shownCount = 0;
    for (let i = 0; i < this.size; i++) {
      const passes = (wanted.process === undefined || process[i] === wanted.process)
        && codes.every(([column, code]) => column[i] === code);
      this.shown[i] = passes ? 1 : 0;
      this.shownCount += this.shown[i];
    }
    this.lanes.forEach((lane) => this.#count(lane));
  }

  /** The quotes of a text can be left out. */
  #codeOf(column, word) {
    const { words } = this.operations[column];
    return words.includes(word) ? words.indexOf(word) : words.indexOf(JSON.stringify(word));
  }

  /** counts[kind][n]: how many of the lane's first n operations are shown and of this kind. */
  #count(lane) {
    const length = lane.positions.length;
    lane.counts = squall.HistoryModel.KINDS.map(() => new Int32Array(length + 1));
    for (let n = 0; n < length; n++) {
      const position = lane.positions[n];
      lane.counts.forEach((counts, kind) => {
        counts[n + 1] = counts[n] + (this.kind[position] === kind ? this.shown[position] : 0);
      });
    }
  }

  /** Finds what is shown and holds all terms of a text; returns how many there are. */
  search(text) {
    const terms = text.trim().toLowerCase().split(/\s+/).filter((term) => term !== "");
    const tests = terms.map((term) => this.#termTest(term));
    const found = [];
    for (let i = 0; tests.length > 0 && i < this.size; i++) {
      if (this.shown[i] && tests.every((test) => test(i))) {
        found.push(i);
      }
    }
    this.found = Int32Array.from(found);
    return found.length;
  }

  /** A number must be met whole, a word may be met by its beginning; #17 is the operation of that index. */
  #termTest(term) {
    const { index, process } = this.operations;
    if (/^#\d+$/.test(term)) {
      return (i) => index[i] === Number(term.slice(1));
    }
    const meets = (token) => (/^-?\d+$/.test(term) ? token === term : token.startsWith(term));
    const hits = ["function", "key", "argument", "result", "node", "error", "outcome"].map((column) => {
      const { codes, words } = this.operations[column];
      const hit = words.map((word) => word.toLowerCase().split(/[\s,:"()[\]{}]+/).some((token) => token !== "" && meets(token)));
      return [codes, hit];
    });
    return (i) => hits.some(([codes, hit]) => hit[codes[i]]) || term === "p" + process[i];
  }

  /** The next after (or, backwards, before) a position: of what was found, else of what is shown; -1 if none. */
  next(position, step) {
    if (this.found.length > 0) {
      const at = squall.firstAtLeast(this.found.length, (n) => this.found[n], position);
      const isThere = this.found[at] === position;
      return this.found[step > 0 ? at + (isThere ? 1 : 0) : at - 1] ?? -1;
    }
    for (let i = position + step; i >= 0 && i < this.size; i += step) {
      if (this.shown[i]) {
        return i;
      }
    }
    return -1;
  }

  /** The position of the operation with this index of its invocation, or -1. */
  positionOf(index) {
    const at = squall.firstAtLeast(this.size, (i) => this.operations.index[i], index);
    return at < this.size && this.operations.index[at] === index ? at : -1;
  }

  word(column, position) {
    const { codes, words } = this.operations[column];
    return words[codes[position]];
  }

  /** When an operation's bar ends: one that never ended ends with the history. */
  barEnd(position) {
    const ended = this.operations.ended[position];
    return ended < 0 ? this.end : ended;
  }

  /** What stands on a bar. */
  label(position, withKey) {
    const [name, key, argument, result] = ["function", "key", "argument", "result"].map((c) => this.word(c, position));
    const parts = [name, withKey && key !== "" ? key + ":" : "", argument, result === "" ? "" : "\u2192 " + result];
    return parts.filter((part) => part !== "").join(" ");
  }
};

/** The first n in 0..size, for which the ascending values reach a bound; size if none does. */
squall.firstAtLeast = (size, value, bound) => {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value(middle) < bound) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
};
