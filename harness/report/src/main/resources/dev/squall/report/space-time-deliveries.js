"use strict";
/** What each node of a broadcast delivered until an instant, in its order, with the differences between nodes. */
const SpaceTimeDeliveries = (() => {
  const { lowerBound, Kind } = SpaceTime;
  const { element } = SpaceTimePanels;
  const COLUMNS = 12;
  const MISSING_MAX = 6;
  const MESSAGE_CHARACTERS_MAX = 16;

  class Deliveries {
    constructor(model, nodes) {
      Object.assign(this, { model, nodes });
      Object.assign(this, SpaceTimePanels.comparison("Deliveries side by side",
        "Each row is a node's deliveries in their order. ≠: another node delivered another message at this place. "
        + "×2: the node delivered the message before. Whether a difference breaks the claim, the verdict says."));
    }

    show({ event, before }) {
      const lists = this.nodes.map((node) => node.events.slice(0, lowerBound(node.events.length,
        (i) => node.events[i] > event)));
      const longest = Math.max(...lists.map((list) => list.length));
      const first = Math.max(0, longest - COLUMNS);
      const all = new Set(lists.flatMap((list, i) => this.nodes[i].messages.slice(0, list.length)));
      const table = element("table");
      const head = element("tr");
      head.append(element("th", "", "order"));
      for (let place = first; place < longest; place++) {
        head.append(element("th", "", String(place + 1)));
      }
      head.append(element("th", "", "not delivered"));
      table.append(element("thead"), element("tbody"));
      table.tHead.append(head);
      lists.forEach((list, i) => {
        table.tBodies[0].append(this.row(i, { list, lists, first, longest, before, all }));
      });
      this.scroll.replaceChildren(table);
    }

    row(i, { list, lists, first, longest, before, all }) {
      const node = this.nodes[i];
      const row = element("tr");
      row.append(element("th", "", node.name));
      for (let place = first; place < longest; place++) {
        const made = element("td");
        if (place < list.length) {
          const isDifferent = lists.some((other, j) => place < other.length
            && this.nodes[j].messages[place] !== node.messages[place]);
          const isAgain = node.messages.indexOf(node.messages[place]) < place;
          made.className = "entry committed" + (isDifferent ? " differs" : "")
            + (node.events[place] > before ? " changed" : "");
          made.textContent = (isDifferent ? "≠ " : "") + shortened(node.messages[place]) + (isAgain ? " ×2" : "");
        }
        row.append(made);
      }
      const delivered = new Set(node.messages.slice(0, list.length));
      const missing = [...all].filter((message) => !delivered.has(message));
      row.append(element("td", "", missing.slice(0, MISSING_MAX).map(shortened).join(", ")
        + (missing.length > MISSING_MAX ? ` and ${missing.length - MISSING_MAX} more` : "")));
      return row;
    }
  }

  function shortened(message) {
    return message.length <= MESSAGE_CHARACTERS_MAX ? message : message.slice(0, MESSAGE_CHARACTERS_MAX - 1) + "…";
  }

  /** The deliveries of a run's nodes, or null if its nodes note no broadcasts. */
  function read(model, facts) {
    if (facts === null || !model.text.words.some((text) => text.startsWith("broadcast {"))) {
      return null;
    }
    const nodes = model.lanes.map((lane) => (lane.isClient ? null : { name: lane.name, events: [], messages: [] }));
    for (let event = 0; event < model.size; event++) {
      if (model.kind[event] === Kind.FACT) {
        const { type, content } = facts.factAt(event);
        if ((type === "delivered" || type === "delivered_at") && content?.message !== undefined) {
          const node = nodes[model.lane[event]];
          node.events.push(event);
          node.messages.push(typeof content.message === "string" ? content.message : JSON.stringify(content.message));
        }
      }
    }
    return new Deliveries(model, nodes.filter((node) => node !== null));
  }

  return { read };
})();
