"use strict";
/** The space-time diagram at work: what is in view, what is selected, mouse and keyboard. */
squall.spaceTime = (() => {
  const { element, button } = SpaceTimePanels;
  const ZOOM = 1.5;
  const SHORTEST_MILLIS = 0.01;
  const HINT = "Point at an arrow or a mark to read it; select it, and what led to it and what it led to light up. "
    + "Keys: left and right step along the line, up and down change lines, m follows the message, + and - zoom, "
    + "[ and ] move, Home shows the opening view, Escape clears. Playback: space plays and pauses, period and comma "
    + "step by event, n and N by message, f and F by fault, > and < change the speed.";

  class Diagram {
    constructor(figure, model) {
      this.figure = figure;
      this.model = model;
      this.raft = SpaceTimeRaft.read(model);
      this.facts = SpaceTimeState.read(model);
      this.playback = new SpaceTimePlayback.Playback(model);
      this.opening = { from: Number(figure.dataset.from), to: Number(figure.dataset.to) };
      this.whole = { from: model.time[0], to: model.time[model.size - 1] + 1 };
      Object.assign(this, { selected: null, hovered: null, marks: null, cursor: null });
      this.redrawing = new squall.Redrawing(figure, () => this.draw());
      this.build();
      this.listen();
      squall.view.listen(() => this.changed());
      squall.selection.listen((operation, from) => this.onOperation(operation, from));
      if (squall.view.value === null || figure.dataset.violation === "true") {
        this.show(this.opening);
      }
    }

    build() {
      this.canvas = element("canvas");
      this.canvas.tabIndex = 0;
      this.canvas.setAttribute("role", "application");
      this.canvas.setAttribute("aria-label", "Space-time diagram");
      this.canvas.setAttribute("aria-describedby", "space-time-event");
      this.event = element("div", "event");
      this.event.id = "space-time-event";
      this.event.setAttribute("aria-live", "polite");
      this.logs = element("div", "logs");
      this.table = SpaceTimePanels.table();
      const stage = element("div", this.facts ? "stage states" : "stage");
      stage.append(this.canvas, this.event, ...(this.facts ? [this.logs] : []));
      this.bar = new SpaceTimePlayback.Bar(this);
      this.comparisons = this.facts ? this.comparisonsOfNodes() : [];
      this.figure.append(this.toolbar(), this.bar.element, stage, ...this.comparisons.map((each) => each.element),
        this.table.details);
      this.picture = new SpaceTimePicture.Picture(this.canvas, this.model, this.raft);
      this.picture.shown = new Set(this.figure.dataset.operations.split(" ").filter(Boolean).map(Number));
    }

    /** What the nodes should agree on, side by side: logs, versions, transactions, texts or deliveries. */
    comparisonsOfNodes() {
      const { model, raft, facts, figure: { dataset: { index, transaction } } } = this;
      const made = [
        SpaceTimeQuorums.read(model, facts),
        SpaceTimeCommits.read(model, facts, { important: transaction, starter: raft ? "initiator" : "coordinator" }),
        SpaceTimeTexts.read(model, facts),
        raft && new SpaceTimeLogs.Logs(model, raft, index === "" ? null : Number(index)),
      ].filter(Boolean);
      const deliveries = made.length === 0 ? SpaceTimeDeliveries.read(model, facts) : null;
      return deliveries === null ? made : [deliveries];
    }

    toolbar() {
      const bar = element("div", "toolbar");
      const opening = this.figure.dataset.violation === "true" ? "Violation" : "Beginning";
      bar.append(
        button(opening, "Home", () => this.show(this.opening)),
        button("Whole run", "", () => this.show(this.whole)),
        button("Zoom in", "+", () => this.zoom(1 / ZOOM)),
        button("Zoom out", "-", () => this.zoom(ZOOM)),
        button("Earlier", "[", () => this.pan(-0.5)),
        button("Later", "]", () => this.pan(0.5)),
        button("Previous event", "left arrow", () => this.step(-1)),
        button("Next event", "right arrow", () => this.step(1)),
        button("Other end", "m", () => this.follow()),
        this.clientsBox(),
      );
      return bar;
    }

    clientsBox() {
      const label = element("label");
      this.clients = element("input");
      this.clients.type = "checkbox";
      this.clients.checked = this.model.lanes.filter((lane) => lane.isClient).length <= 24;
      this.clients.addEventListener("change", () => this.changed());
      label.append(this.clients, " clients");
      return label;
    }

    listen() {
      const keys = {
        ArrowLeft: () => this.step(-1),
        ArrowRight: () => this.step(1),
        ArrowUp: () => this.changeLane(-1),
        ArrowDown: () => this.changeLane(1),
        m: () => this.follow(),
        Enter: () => this.follow(),
        "+": () => this.zoom(1 / ZOOM),
        "=": () => this.zoom(1 / ZOOM),
        "-": () => this.zoom(ZOOM),
        "[": () => this.pan(-0.5),
        "]": () => this.pan(0.5),
        Home: () => this.show(this.opening),
        Escape: () => (this.playback.isOn ? this.bar.leave() : this.select(null)),
        ...this.bar.keys,
      };
      this.canvas.addEventListener("keydown", (pressed) => {
        if (Object.hasOwn(keys, pressed.key) && !pressed.ctrlKey && !pressed.altKey && !pressed.metaKey) {
          pressed.preventDefault();
          keys[pressed.key]();
        }
      });
      this.canvas.addEventListener("wheel", (turned) => this.onWheel(turned), { passive: false });
      this.canvas.addEventListener("pointerdown", (pointer) => this.onDown(pointer));
      this.canvas.addEventListener("pointermove", (pointer) => this.onMove(pointer));
      this.canvas.addEventListener("pointerup", (pointer) => this.onUp(pointer));
      this.canvas.addEventListener("pointerleave", () => this.hover(null));
      this.table.details.addEventListener("toggle", () => this.changed());
      new ResizeObserver(() => this.changed()).observe(this.figure);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.changed());
    }

    changed() {
      this.redrawing.request();
    }

    draw() {
      const view = squall.view.value;
      const { selected, hovered, marks, playback } = this;
      const cursor = playback.isOn ? playback.time : this.cursor;
      this.picture.showsClients = this.clients.checked;
      this.picture.layOut(this.canvas.parentElement.clientWidth - this.logsWidth());
      this.picture.draw({ view, cursor, selected, hovered, marks, playback });
      this.bar.show();
      this.showEvent();
      if (this.facts) {
        SpaceTimePanels.showStates(this.logs, this.picture, this, this.moment());
        this.comparisons.forEach((each) => each.show(this.moment()));
      }
      if (this.table.details.open && !playback.isPlaying) {
        SpaceTimePanels.showTable(this.table.body, this.model, view, (event) => this.select(event));
      }
    }

    showEvent() {
      const { playback } = this;
      const dense = this.picture.isDense
        ? "So many messages are in view that only their number is drawn, lost ones below the line; zoom in. " : "";
      const head = playback.isOn && playback.head >= 0 ? playback.head : null;
      this.event.setAttribute("aria-live", playback.isPlaying ? "off" : "polite");
      if (playback.fault === null || this.hovered !== null) {
        SpaceTimePanels.showEvent(this.event, this.model, this.hovered ?? this.selected ?? head, dense + HINT);
      } else {
        SpaceTimePanels.showFault(this.event, playback.fault, playback.faultWords());
      }
    }

    /** The panel of logs stands beside the picture if the style sheet has room for it there. */
    logsWidth() {
      const isBeside = this.facts && getComputedStyle(this.logs).position === "absolute";
      return isBeside ? this.logs.offsetWidth : 0;
    }

    /**
     * The last event that has happened at the instant shown, the event after which changes are marked, and if the event
     * is a selected one.
     */
    moment() {
      const { playback, selected } = this;
      if (selected === null && playback.isOn) {
        return { event: playback.head, before: playback.before, isSelected: false };
      }
      const event = selected ?? this.model.firstAt(this.cursor ?? squall.view.value.to) - 1;
      return { event, before: selected === null ? event : event - 1, isSelected: selected !== null };
    }

    show({ from, to }) {
      squall.view.set({ from, to }, "space-time");
    }

    zoom(factor, around = this.cursorInView()) {
      const { from, to } = squall.view.value;
      const length = Math.max(SHORTEST_MILLIS, Math.min(this.whole.to, (to - from) * factor));
      const start = Math.max(0, around - ((around - from) / (to - from)) * length);
      this.show({ from: start, to: start + length });
    }

    cursorInView() {
      const { from, to } = squall.view.value;
      return this.cursor !== null && this.cursor >= from && this.cursor <= to ? this.cursor : (from + to) / 2;
    }

    pan(part) {
      const { from, to } = squall.view.value;
      const start = Math.max(0, Math.min(this.whole.to - (to - from) / 2, from + (to - from) * part));
      this.show({ from: start, to: start + to - from });
    }

    onWheel(turned) {
      if (turned.ctrlKey || turned.metaKey) {
        turned.preventDefault();
        this.zoom(turned.deltaY > 0 ? 1.2 : 1 / 1.2, this.picture.millis(turned.offsetX));
      } else if (turned.shiftKey || Math.abs(turned.deltaX) > Math.abs(turned.deltaY)) {
        turned.preventDefault();
        this.pan((turned.deltaX || turned.deltaY) / 1000);
      }
    }

    onDown(pointer) {
      this.drag = { x: pointer.offsetX, view: squall.view.value, isMoved: false };
      this.canvas.setPointerCapture(pointer.pointerId);
    }

    onMove(pointer) {
      if (!this.drag) {
        this.hover(this.picture.eventAt(pointer.offsetX, pointer.offsetY));
        return;
      }
      const moved = pointer.offsetX - this.drag.x;
      this.drag.isMoved ||= Math.abs(moved) > 4;
      if (this.drag.isMoved) {
        const { from, to } = this.drag.view;
        const shift = -(moved * (to - from)) / (this.picture.width - this.picture.left);
        const start = Math.max(0, from + shift);
        this.show({ from: start, to: start + to - from });
      }
    }

    onUp(pointer) {
      const isClick = this.drag && !this.drag.isMoved;
      this.drag = null;
      if (isClick) {
        const event = this.picture.eventAt(pointer.offsetX, pointer.offsetY);
        this.select(event);
        this.cursor = event === null ? this.picture.millis(pointer.offsetX) : this.cursor;
      }
    }

    hover(event) {
      if (event !== this.hovered) {
        this.hovered = event;
        this.changed();
      }
    }

    /** Selects an event, or none; what comes before and after it lights up. */
    select(event) {
      this.choose(event);
      const operation = event === null ? null : this.model.operationOf(event);
      if (operation !== squall.selection.value) {
        squall.selection.set(operation, "space-time");
      }
    }

    choose(event) {
      if (event !== null) {
        this.playback.leave();
      }
      this.selected = event;
      this.hovered = null;
      this.marks = event === null ? null : this.model.cone(event);
      this.cursor = event === null ? null : this.model.time[event];
      this.changed();
    }

    onOperation(operation, from) {
      const event = this.model.invocations.get(operation);
      if (from !== "space-time" && event !== undefined) {
        this.choose(event);
      }
    }

    /** Selects an event by keyboard, and brings it into view. */
    go(event) {
      this.select(event);
      const { from, to } = squall.view.value;
      if (this.cursor < from || this.cursor > to) {
        const start = Math.max(0, this.cursor - (to - from) / 2);
        this.show({ from: start, to: start + to - from });
      }
    }

    step(step) {
      this.go(this.selected === null ? this.firstToSelect() : this.model.step(this.selected, step));
    }

    follow() {
      this.go(this.selected === null ? this.firstToSelect() : this.model.follow(this.selected));
    }

    changeLane(step) {
      const from = this.selected === null ? this.firstToSelect() : this.selected;
      let lane = this.model.lane[from] + step;
      while (this.picture.rows[lane]?.isShown === false) {
        lane += step;
      }
      if (this.picture.rows[lane]) {
        const event = this.model.nearest(lane, this.model.time[from]);
        this.go(event === SpaceTime.NONE ? from : event);
      }
    }

    /** What the keyboard begins with: the first event of a node in view. */
    firstToSelect() {
      const first = this.model.firstAt(squall.view.value.from);
      for (let i = first; i < this.model.size; i++) {
        if (this.model.lane[i] >= 0 && !this.model.lanes[this.model.lane[i]].isClient) {
          return i;
        }
      }
      return Math.max(0, Math.min(first, this.model.size - 1));
    }
  }

  /** The diagram, when its data are read. */
  async function open() {
    const figure = document.getElementById("space-time-figure");
    const tables = ["space-time-events", "space-time-lanes", "space-time-faults"].map(squall.data);
    const [events, lanes, faults] = await Promise.all(tables);
    return new Diagram(figure, new SpaceTime.Model(events, lanes, faults, Number(figure.dataset.start)));
  }

  return open();
})();
