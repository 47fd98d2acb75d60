"use strict";
/** The history's timeline: its controls, and what mouse, fingers and keys do. */
squall.Timeline = class {
  static #KEYS_HELP = "Arrows move, + and \u2212 zoom, 0 shows all, n and p go to the next and the previous operation"
    + " (of those found), v shows the violation. The wheel zooms once the timeline has the focus, or with Ctrl.";

  constructor(host, model) {
    this.model = model;
    this.pointers = new Map();
    this.#build(host);
    this.view = new squall.HistoryView(this.canvas, model);
    this.#listen();
    squall.view.listen((range) => this.#show(range));
    squall.selection.listen((index) => this.#select(model.positionOf(index)));
    if (squall.view.value === null) {
      this.#open();
    }
  }

  /** Somebody who opens a red run looks for what went wrong. */
  #open() {
    if (this.model.marked.length > 0) {
      this.showViolation();
    } else {
      this.zoomTo(0, this.model.end);
    }
  }

  #element(parent, tag, properties, attributes = {}) {
    const element = Object.assign(document.createElement(tag), properties);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    parent.append(element);
    return element;
  }

  #build(host) {
    const bar = this.#element(host, "div", { className: "controls" }, { role: "group", "aria-label": "Timeline" });
    const button = (text, name, action) => {
      const element = this.#element(bar, "button", { type: "button", textContent: text, title: name }, { "aria-label": name });
      element.addEventListener("click", action);
    };
    button("+", "Zoom in", () => this.zoom(0.5));
    button("\u2212", "Zoom out", () => this.zoom(2));
    button("\u2190", "Earlier", () => this.pan(-0.25));
    button("\u2192", "Later", () => this.pan(0.25));
    button("all", "Show the whole run", () => this.zoomTo(0, this.model.end));
    if (this.model.marked.length > 0) {
      button("violation", "Show the violation", () => this.showViolation());
    }
    this.#buildFilters(bar);
    this.count = this.#element(host, "p", { className: "count" }, { role: "status" });
    const frame = this.#element(host, "div", { className: "frame" });
    this.canvas = this.#element(frame, "canvas", { tabIndex: 0 }, {
      role: "application",
      "aria-label": "Timeline: " + host.dataset.words,
      "aria-describedby": "timeline-help",
    });
    this.details = this.#element(host, "div", { className: "details" }, { "aria-live": "polite" });
    this.#element(host, "p", { className: "help", id: "timeline-help", textContent: squall.Timeline.#KEYS_HELP });
  }

  #buildFilters(bar) {
    const field = (name, tag, properties) => {
      const label = this.#element(bar, "label", { textContent: name + " " });
      return this.#element(label, tag, properties);
    };
    const text = (name, size) => field(name, "input", { type: "search", size, autocomplete: "off", spellcheck: false });
    this.searchField = text("search", 12);
    this.filters = { function: field("function", "select", {}), key: text("key", 5), process: text("process", 4) };
    this.#element(this.filters.function, "option", { value: "", textContent: "all" });
    for (const word of this.model.operations.function.words) {
      this.#element(this.filters.function, "option", { value: word, textContent: word });
    }
    this.filters.key.parentElement.hidden = this.model.operations.key.words.every((word) => word === "");
    if (this.model.operations.point) {
      this.points = field("linearization points", "input", { type: "checkbox" });
    }
    this.searchField.title = "Function, key, value, node, error; #17 is the operation of that index, p3 a process";
  }

  #listen() {
    this.searchField.addEventListener("input", () => this.#search());
    this.searchField.addEventListener("keydown", (event) => event.key === "Enter" && this.step(event.shiftKey ? -1 : 1));
    Object.values(this.filters).forEach((field) => field.addEventListener("input", () => this.#filter()));
    this.points?.addEventListener("change", () => {
      this.view.showPoints = this.points.checked;
      this.view.request();
    });
    this.canvas.addEventListener("keydown", (event) => this.#onKey(event));
    this.canvas.addEventListener("wheel", (event) => this.#onWheel(event), { passive: false });
    this.canvas.addEventListener("pointerdown", (event) => this.#onDown(event));
    this.canvas.addEventListener("pointermove", (event) => this.#onMove(event));
    this.canvas.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.view.pointAt(-1, -1));
    ["pointerup", "pointercancel"].forEach((end) => this.canvas.addEventListener(end, (event) => this.#onUp(event)));
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("[data-operation]");
      if (link) {
        this.reveal(this.model.positionOf(Number(link.dataset.operation)));
      }
    });
    this.#tellCount();
  }

  #search() {
    this.model.search(this.searchField.value);
    this.#tellCount();
    this.view.request();
  }

  #filter() {
    const wanted = {};
    for (const [column, field] of Object.entries(this.filters)) {
      if (field.value.trim() !== "") {
        wanted[column] = column === "process" ? Number(field.value) : field.value.trim();
      }
    }
    this.model.filter(wanted);
    this.#search();
  }

  #tellCount() {
    const { size, shownCount, found } = this.model;
    const shown = shownCount === size ? `${size} operations` : `${shownCount} of ${size} operations`;
    this.count.textContent = this.searchField.value.trim() === "" ? shown : `${shown}; ${found.length} found`;
  }

  /** The next found operation is selected and brought into view. */
  step(direction) {
    const { selected, range } = this.view;
    const { size, operations } = this.model;
    const inView = squall.firstAtLeast(size, (i) => operations.began[i], range.from);
    this.reveal(this.model.next(selected >= 0 ? selected : inView - (direction > 0 ? 1 : 0), direction));
  }

  /** Selects an operation and brings it into view, at a scale at which it can be told from its neighbours. */
  reveal(position) {
    if (position < 0) {
      return;
    }
    const { from, to } = this.view.range;
    const began = this.model.operations.began[position];
    const length = this.model.barEnd(position) - began;
    const span = Math.min(to - from, Math.max(length, this.model.meanLength) * 20);
    if (began < from || began > to || span < to - from) {
      this.zoomTo(began + length / 2 - span / 2, began + length / 2 + span / 2);
    }
    squall.selection.set(this.model.operations.index[position], this);
  }

  showViolation() {
    const { marked, operations } = this.model;
    let from = Infinity;
    let to = 0;
    for (const position of marked) {
      from = Math.min(from, operations.began[position]);
      to = Math.max(to, operations.ended[position] < 0 ? operations.began[position] : operations.ended[position]);
    }
    const margin = Math.max((to - from) * 0.15, this.#shortest());
    this.zoomTo(from - margin, to + margin);
  }

  #shortest() {
    return Math.max(0.01, this.model.end / 1e7);
  }

  zoom(factor, centre = (this.view.range.from + this.view.range.to) / 2) {
    const { from, to } = this.view.range;
    this.zoomTo(centre - (centre - from) * factor, centre + (to - centre) * factor);
  }

  pan(share) {
    const { from, to } = this.view.range;
    this.zoomTo(from + (to - from) * share, to + (to - from) * share);
  }

  /** Within the run; what would stand out of it is moved back in. */
  zoomTo(from, to) {
    const span = Math.min(this.model.end, Math.max(this.#shortest(), to - from));
    const start = Math.min(Math.max(0, from), this.model.end - span);
    squall.view.set({ from: start, to: start + span }, this);
  }

  #show(range) {
    this.view.range = range;
    this.view.request();
  }

  #select(position) {
    this.view.selected = position;
    this.view.request();
    this.details.replaceChildren();
    if (position >= 0) {
      this.#tell(this.#facts(position));
    }
  }

  #tell(facts) {
    const list = this.#element(this.details, "dl", {});
    for (const [name, value] of facts) {
      const entry = this.#element(list, "div", {});
      this.#element(entry, "dt", { textContent: name });
      this.#element(entry, "dd", { textContent: value });
    }
  }

  #facts(position) {
    const { operations } = this.model;
    const word = (column) => this.model.word(column, position);
    const ended = operations.ended[position];
    const facts = [
      ["operation", String(operations.number[position])],
      ["request", [word("function"), word("key"), word("argument")].filter((part) => part !== "").join(" ")],
      ["outcome", word("outcome") + (word("error") === "" ? "" : ": " + word("error"))],
      ["answer", word("result")],
      ["node", word("node")],
      ["process", operations.process[position] + " (client " + operations.lane[position] + ")"],
      ["began", operations.began[position].toFixed(3) + " ms"],
      ["ended", ended < 0 ? "never" : ended.toFixed(3) + " ms"],
      ["violation", ["cannot matter", "", "shows it", "has no place in any order"][operations.mark[position]]],
    ];
    return facts.filter(([, value]) => value !== "");
  }

  #onKey(event) {
    const actions = {
      ArrowLeft: () => this.pan(-0.1),
      ArrowRight: () => this.pan(0.1),
      "+": () => this.zoom(0.5),
      "=": () => this.zoom(0.5),
      "-": () => this.zoom(2),
      0: () => this.zoomTo(0, this.model.end),
      n: () => this.step(1),
      p: () => this.step(-1),
      v: () => this.model.marked.length > 0 && this.showViolation(),
      Escape: () => squall.selection.set(null, this),
    };
    if (actions[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      actions[event.key]();
    }
  }

  /** Without focus the wheel scrolls the page as anywhere. */
  #onWheel(event) {
    if (!event.ctrlKey && document.activeElement !== this.canvas) {
      return;
    }
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.pan(event.deltaX / this.view.width);
    } else {
      this.zoom(1.0015 ** event.deltaY, this.view.millis(event.offsetX));
    }
  }

  #onDown(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.offsetX, startX: event.offsetX, startY: event.offsetY });
  }

  /** One finger drags; two pinch: the moments under them stay under them. */
  #onMove(event) {
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) {
      this.canvas.title = this.view.pointAt(event.offsetX, event.offsetY);
      return;
    }
    const [other] = [...this.pointers.values()].filter((candidate) => candidate !== pointer);
    const pixels = this.view.width - this.view.left;
    if (!other) {
      this.pan((pointer.x - event.offsetX) / pixels);
    } else if (Math.abs(event.offsetX - other.x) > 8 && Math.abs(pointer.x - other.x) > 8) {
      this.zoom(Math.abs((pointer.x - other.x) / (event.offsetX - other.x)), this.view.millis(other.x));
    }
    pointer.x = event.offsetX;
  }

  #onUp(event) {
    const pointer = this.pointers.get(event.pointerId);
    this.pointers.delete(event.pointerId);
    if (pointer && event.type === "pointerup" && Math.abs(event.offsetX - pointer.startX) < 4) {
      const position = this.view.at(event.offsetX, event.offsetY);
      const fault = this.view.pointAt(event.offsetX, event.offsetY);
      squall.selection.set(position < 0 ? null : this.model.operations.index[position], this);
      if (fault !== "") {
        this.#tell([["fault", fault]]);
      }
    }
  }
};

Promise.all([squall.data("history"), squall.data("faults")]).then(([operations, faults]) => {
  const host = document.getElementById("timeline");
  squall.timeline = new squall.Timeline(host, new squall.HistoryModel(operations, faults));
});
