"use strict";
/** What stands beside the picture: buttons, the words of an event, Raft's logs, and the events in view as a table. */
const SpaceTimePanels = (() => {
  const { Kind } = SpaceTime;
  const ENTRIES_MAX = 6;
  const ROWS_MAX = 200;

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    if (text !== undefined) {
      made.textContent = text;
    }
    return made;
  }

  function button(text, title, action) {
    const made = element("button", "", text);
    made.type = "button";
    made.title = title;
    made.addEventListener("click", action);
    return made;
  }

  function seconds(millis) {
    return (millis / 1000).toFixed(6) + " s";
  }

  /** An event in words, without its text. */
  function title(model, event) {
    const lane = model.lane[event] >= 0 ? model.lanes[model.lane[event]].name : "";
    const sent = model.isFate(event) ? model.partner[event] : event;
    const from = model.lanes[model.lane[sent]]?.name;
    const to = model.lanes[model.other[sent]]?.name;
    switch (model.kind[event]) {
      case Kind.SENT:
        return `${from} sends to ${to}` + (model.partner[event] < 0 ? "; what became of it is not told" : "");
      case Kind.RECEIVED:
        return `${to} receives from ${from}` + (model.receiptsBefore[event] > 0 ? ", not for the first time" : "");
      case Kind.LOST:
        return `lost on its way from ${from} to ${to}`;
      case Kind.FACT:
        return `${lane} (life ${model.other[event]}) notes`;
      default:
        return `${lane} ${["invokes", "completes: ok", "completes: fail", "ends without knowing"][
          model.kind[event] - Kind.INVOKE]} (operation ${model.other[event]})`;
    }
  }

  function showEvent(panel, model, event, words) {
    panel.replaceChildren();
    if (event === null) {
      panel.append(element("p", "hint", words));
      return;
    }
    panel.append(element("p", "", `${seconds(model.time[event])}: ${title(model, event)}`));
    panel.append(element("pre", "", model.textOf(event)));
  }

  /** The logs of all nodes after an event; each stands at the height of its node's line where there is room. */
  function showLogs(panel, picture, raft, event) {
    panel.replaceChildren();
    picture.model.lanes.forEach((lane, i) => {
      if (!lane.isClient) {
        const box = element("div", "node");
        box.style.setProperty("--top", picture.rows[i].y - picture.rows[i].height / 2 + "px");
        box.append(...logOf(lane.name, raft[i], event, isDown(picture.model, i, event)));
        panel.append(box);
      }
    });
  }

  function isDown({ faults, time }, lane, event) {
    const now = event < 0 ? 0 : time[event];
    return faults.some((fault) => fault.lane === lane && SpaceTimeLanes.BREAKS.includes(fault.family)
      && fault.from <= now && now < fault.to);
  }

  function logOf(name, node, event, down) {
    const state = node.at(event);
    const head = element("p", "", `${name} ${down ? "down, was " : ""}${state.role ?? "unknown"}, `
      + `term ${state.term ?? "unknown"}` + (state.snapshot > 0 ? `, snapshot of ${state.snapshot}` : ""));
    const entries = element("ol", "entries");
    const first = Math.max(state.snapshot, state.length - ENTRIES_MAX);
    for (let index = first; index < state.length; index++) {
      entries.append(entryOf(node.entryAt(event, index), index, state));
    }
    const sizes = element(
      "p", "sizes", `${state.length} entries, ${state.committed} committed, ${state.applied} applied`);
    return [head, entries, sizes];
  }

  function entryOf(entry, index, state) {
    const isCommitted = index < state.committed;
    const item = element("li", isCommitted ? "committed" : "");
    item.append(element("span", "index", String(index)), element("span", "term", entry ? "t" + entry.term : "?"));
    const command = entry?.command ? JSON.stringify(entry.command) : "command not told";
    item.title = `entry ${index}, ${isCommitted ? "committed" : "not known here to be committed"}: ${command}`;
    return item;
  }

  /** The first events in view, for those who read rather than look. */
  function showTable(body, model, view, select) {
    body.replaceChildren();
    const first = model.firstAt(view.from);
    for (let i = first; i < model.size && i < first + ROWS_MAX && model.time[i] < view.to; i++) {
      const row = element("tr");
      const jump = button(seconds(model.time[i]), "Show this event", () => select(i));
      const time = element("td");
      time.append(jump);
      row.append(time, element("td", "", title(model, i)), element("td", "mono", model.textOf(i)));
      body.append(row);
    }
  }

  function table() {
    const details = element("details");
    details.append(element("summary", "", `Events in view as a table (the first ${ROWS_MAX})`));
    const scroll = element("div", "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Events in view");
    const made = element("table");
    const head = element("tr");
    head.append(...["Time", "What", "Body"].map((text) => element("th", "", text)));
    made.append(element("thead"), element("tbody"));
    made.tHead.append(head);
    scroll.append(made);
    details.append(scroll);
    return { details, body: made.tBodies[0] };
  }

  return { element, button, title, showEvent, showLogs, showTable, table };
})();
