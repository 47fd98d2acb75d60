"use strict";
/** What stands beside the picture: buttons, the words of an event, Raft's logs, and the events in view as a table. */
const SpaceTimePanels = (() => {
  const { Kind } = SpaceTime;
  const ENTRIES_MAX = 6;
  const ROWS_MAX = 200;
  const FIELDS_MAX = 4;

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

  /**
   * A view below the picture that compares the nodes at an instant.
   *
   * @param hint what its marks mean
   * @return the view, and the region that its table stands in
   */
  function comparison(title, hint) {
    const made = element("div", "aligned");
    const scroll = element("div", "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", title);
    made.append(element("h3", "", title), scroll, element("p", "hint", hint));
    return { element: made, scroll };
  }

  /** A table with a row of headings and rows of cells. */
  function tableOf(headings, rows) {
    const made = element("table");
    const head = element("tr");
    head.append(...headings);
    made.append(element("thead"), element("tbody"));
    made.tHead.append(head);
    made.tBodies[0].append(...rows.map((cells) => {
      const row = element("tr");
      row.append(...cells);
      return row;
    }));
    return made;
  }

  function shortened(words, charactersMax) {
    return words.length <= charactersMax ? words : words.slice(0, charactersMax - 1) + "…";
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

  function showFault(panel, millis, sentences) {
    panel.replaceChildren(...sentences.map((sentence) => element("p", "", `${seconds(millis)}: ${sentence}`)));
  }

  /**
   * The states of all nodes after an event, with what has changed since another event marked; each stands at the height
   * of its node's line where there is room.
   *
   * @param states Raft's state or null, and the facts of any system
   */
  function showStates(panel, picture, { raft, facts }, { event, before }) {
    panel.replaceChildren();
    picture.model.lanes.forEach((lane, i) => {
      if (!lane.isClient) {
        const box = element("div", "node");
        box.style.setProperty("--top", picture.rows[i].y - picture.rows[i].height / 2 + "px");
        const down = isDown(picture.model, i, event);
        box.append(...(raft
          ? logOf(lane.name, raft[i], { event, before, down })
          : fieldsOf(lane.name, facts.nodes[i].at(event, facts.factAt), { before, down })));
        panel.append(box);
      }
    });
  }

  /** A text that is marked if it has changed. */
  function changing(words, isChanged) {
    return isChanged ? element("mark", "", words) : words;
  }

  function fieldsOf(name, { known, values }, { before, down }) {
    const list = element("ul", "fields");
    for (const field of values(FIELDS_MAX)) {
      const item = element("li");
      item.title = `${field.name}: ${field.value}`;
      item.append(changing(item.title, field.since > before));
      list.append(item);
    }
    const more = known.length > FIELDS_MAX ? `, ${known.length - FIELDS_MAX} older facts not shown` : "";
    const state = known.length === 0 ? " has noted nothing yet" : more;
    return [element("p", "", `${name}${down ? " down" : ""}${state}`), list];
  }

  function isDown({ faults, time }, lane, event) {
    const now = event < 0 ? 0 : time[event];
    return faults.some((fault) => fault.lane === lane && SpaceTimeLanes.BREAKS.includes(fault.family)
      && fault.from <= now && now < fault.to);
  }

  /** A node's name, and if it is down after an event. */
  function nameAt(model, lane, event) {
    return model.lanes[lane].name + (isDown(model, lane, event) ? " down" : "");
  }

  function logOf(name, node, { event, before, down }) {
    const state = node.at(event);
    const changed = (field, words) => changing(words, node[field].since(event) > before);
    const head = element("p", "", `${name} ${down ? "down, was " : ""}`);
    head.append(changed("role", state.role ?? "unknown"), ", ", changed("term", `term ${state.term ?? "unknown"}`));
    if (state.vote !== null || node.vote.since(event) > before) {
      head.append(", ", changed("vote", state.vote === null ? "no vote" : `vote ${state.vote}`));
    }
    head.append(state.snapshot > 0 ? `, snapshot of ${state.snapshot}` : "");
    const entries = element("ol", "entries");
    const first = Math.max(state.snapshot, state.length - ENTRIES_MAX);
    for (let index = first; index < state.length; index++) {
      const isChanged = node.entries[index]?.since(event) > before;
      entries.append(entryOf(node.entryAt(event, index), index, { ...state, isChanged }));
    }
    const sizes = element("p", "sizes");
    sizes.append(changed("length", `${state.length} entries`), ", ",
      changed("committed", `${state.committed} committed`), ", ", changed("applied", `${state.applied} applied`));
    return [head, entries, sizes];
  }

  function entryOf(entry, index, state) {
    const isCommitted = index < state.committed;
    const item = element("li", (isCommitted ? "committed" : "") + (state.isChanged ? " changed" : ""));
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

  return {
    element, button, title, comparison, tableOf, shortened, nameAt, showEvent, showFault, showStates, showTable, table,
  };
})();
