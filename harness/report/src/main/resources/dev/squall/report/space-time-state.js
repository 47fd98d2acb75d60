"use strict";
/**
 * The state of each node at an instant, as the node's facts tell it: versions of keys, a clock, what was delivered,
 * votes and decisions of transactions. Facts of unknown types are shown as they are. Each field keeps the events that
 * set it, so that any instant is found by bisection.
 */
const SpaceTimeState = (() => {
  const { Kind, lowerBound } = SpaceTime;
  const LISTED_MAX = 5;
  const VALUE_CHARACTERS_MAX = 48;
  /** A field for each of these types lists what the node noted, in order, instead of the last fact only. */
  const LISTS = { delivered: "delivered", delivered_at: "delivered", accepted: "accepted", executed: "executed" };

  class Field {
    constructor(name, isList) {
      Object.assign(this, { name, isList, events: [] });
    }
    /** The number of the fact, of those of this field, that was the last one until an event; -1 if there is none. */
    positionAt(event) {
      return lowerBound(this.events.length, (i) => this.events[i] > event) - 1;
    }
  }

  class NodeFacts {
    constructor() {
      this.fields = new Map();
    }

    note(event, name, isList) {
      if (!this.fields.has(name)) {
        this.fields.set(name, new Field(name, isList));
      }
      this.fields.get(name).events.push(event);
    }

    /** What is known of the node after an event, {name, value, since} each; the latest changes come first. */
    at(event, factAt) {
      const known = [];
      for (const field of this.fields.values()) {
        const position = field.positionAt(event);
        if (position >= 0) {
          known.push({ field, position, since: field.events[position] });
        }
      }
      known.sort((one, other) => other.since - one.since);
      return { known, values: (shown) => known.slice(0, shown).map((each) => valued(each, factAt)) };
    }
  }

  function valued({ field, position, since }, factAt) {
    if (!field.isList) {
      return { name: field.name, value: shortened(valueOf(factAt(since))), since };
    }
    const first = Math.max(0, position + 1 - LISTED_MAX);
    const items = field.events.slice(first, position + 1).map((event) => itemOf(factAt(event)));
    return { name: `${field.name} (${position + 1})`, value: (first > 0 ? "… " : "") + items.join(", "), since };
  }

  /** The field that a fact sets. */
  function nameOf({ type, content }) {
    if (LISTS[type] !== undefined) {
      return LISTS[type];
    }
    if (content?.transaction !== undefined) {
      return "transaction " + text(content.transaction);
    }
    if (content?.key !== undefined) {
      return type === "stored" ? "key " + text(content.key) : words(type) + ", key " + text(content.key);
    }
    if (content?.node !== undefined) {
      return ["suspected", "restored"].includes(type) ? "node " + text(content.node)
        : words(type) + " " + text(content.node);
    }
    return content?.timestamp !== undefined ? "clock" : words(type);
  }

  function valueOf({ type, content }) {
    if (content === null) {
      return "too long to show";
    }
    const { transaction, key, node, timestamp, ...rest } = content;
    if (key !== undefined && timestamp !== undefined) {
      return "version " + version(timestamp);
    }
    const said = transaction === undefined && node === undefined && timestamp === undefined ? [] : [words(type)];
    const clock = timestamp === undefined ? [] : [version(timestamp)];
    const others = Object.entries(rest).map(([name, value]) => `${words(name)} ${text(value)}`);
    return [...clock, ...said, ...others].join(" ") || "noted";
  }

  function itemOf({ content }) {
    const item = content?.message ?? content?.number ?? content?.id ?? content;
    return shortened(text(item));
  }

  /** A version or a timestamp; one of a counter and a node's name is written as both. */
  function version(timestamp) {
    return timestamp?.counter === undefined ? text(timestamp) : timestamp.counter + "." + text(timestamp.nodeId);
  }

  function words(name) {
    return name.replaceAll("_", " ").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  }

  function text(value) {
    return typeof value === "string" ? value : JSON.stringify(value);
  }

  function shortened(value) {
    return value.length <= VALUE_CHARACTERS_MAX ? value : value.slice(0, VALUE_CHARACTERS_MAX - 1) + "…";
  }

  /** A fact's type and, unless a part of it was left out, its content. */
  function parse(factText) {
    const space = factText.indexOf(" ");
    const type = space < 0 ? factText : factText.slice(0, space);
    try {
      return { type, content: space < 0 ? {} : JSON.parse(factText.slice(space + 1)) };
    } catch {
      return { type, content: null };
    }
  }

  /** What is known of each node, by lane: an object with nodes and factAt; null if no node notes facts. */
  function read(model) {
    const parsed = new Array(model.text.words.length);
    const names = new Array(model.text.words.length);
    const nodes = model.lanes.map((lane) => (lane.isClient ? null : new NodeFacts()));
    let hasFacts = false;
    for (let event = 0; event < model.size; event++) {
      if (model.kind[event] === Kind.FACT) {
        hasFacts = true;
        const code = model.text.codes[event];
        parsed[code] ??= parse(model.text.words[code]);
        names[code] ??= nameOf(parsed[code]);
        nodes[model.lane[event]].note(event, names[code], LISTS[parsed[code].type] !== undefined);
      }
    }
    return hasFacts ? { nodes, factAt: (event) => parsed[model.text.codes[event]] } : null;
  }

  return { read, parse, text, version };
})();
