"use strict";
/** What the sections' scripts share: the page's data, the range of time that is in view, and what is selected. */
const squall = (() => {
  const blocks = new Map();

  function bytesOf(letters) {
    if (Uint8Array.fromBase64) {
      return Uint8Array.fromBase64(letters);
    }
    const binary = atob(letters);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < bytes.length; i++) {
      bytes[i] = binary.charCodeAt(i);
    }
    return bytes;
  }

  async function decode(element) {
    const bytes = bytesOf(element.textContent);
    element.remove();
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const buffer = await new Response(stream).arrayBuffer();
    const headerEnd = buffer.byteLength - 4;
    const headerBytes = new DataView(buffer).getInt32(headerEnd, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, headerEnd - headerBytes, headerBytes)));
    const columns = {};
    for (const { name, type, at, bytes: length, words } of header) {
      if (type === "float64") {
        columns[name] = new Float64Array(buffer, at, length / 8);
      } else {
        const codes = new Int32Array(buffer, at, length / 4);
        columns[name] = type === "text" ? { codes, words } : codes;
      }
    }
    return columns;
  }

  /** A table's columns by name, or null if the page has no such table. */
  function data(name) {
    if (!blocks.has(name)) {
      const element = document.getElementById("data-" + name);
      blocks.set(name, element ? decode(element) : Promise.resolve(null));
    }
    return blocks.get(name);
  }

  /** A value that tells those who listen when it changes. */
  class Shared {
    constructor(value) {
      this.value = value;
      this.listeners = [];
    }
    set(value, from) {
      this.value = value;
      this.listeners.forEach((listener) => listener(value, from));
    }
    listen(listener) {
      this.listeners.push(listener);
      if (this.value !== null) {
        listener(this.value, null);
      }
    }
  }

  const PAUSE_MILLIS = 150;

  /** Has something drawn anew, once for all that changes until then: what is out of sight when changes pause. */
  class Redrawing {
    constructor(element, draw) {
      this.element = element;
      this.draw = draw;
      this.isDue = false;
    }
    request() {
      if (!this.isDue) {
        this.isDue = true;
        requestAnimationFrame(() => this.#drawIfInSight());
      } else if (this.pause) {
        clearTimeout(this.pause);
        this.pause = setTimeout(() => this.#drawNow(), PAUSE_MILLIS);
      }
    }
    #drawIfInSight() {
      const { top, bottom } = this.element.getBoundingClientRect();
      if (bottom > 0 && top < window.innerHeight) {
        this.#drawNow();
      } else {
        this.pause = setTimeout(() => this.#drawNow(), PAUSE_MILLIS);
      }
    }
    #drawNow() {
      this.isDue = false;
      this.pause = 0;
      this.draw();
    }
  }

  return {
    data,
    Shared,
    Redrawing,
    /** The range of time in view, {from, to} in milliseconds since the run began; all diagrams follow it. */
    view: new Shared(null),
    /** The selected operation, by the index of its invocation, or null. */
    selection: new Shared(null),
  };
})();
