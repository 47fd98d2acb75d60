"use strict";
/**
 * The replicas of a quorum store at an instant: the version and the value of each key that each replica has stored, and
 * which replicas asked and answered in the rounds of an operation.
 */
const SpaceTimeQuorums = (() => {
  const { Kind, lowerBound } = SpaceTime;
  const { element, shortened } = SpaceTimePanels;
  const { text, version } = SpaceTimeState;
  const { versionName } = SpaceTimeRounds;
  const KEYS_MAX = 6;
  const VALUE_CHARACTERS_MAX = 16;

  /** The keys of all replicas: for each key the events that changed it, and for each replica its versions. */
  class Stores {
    constructor(model, facts) {
      this.keys = new Map();
      const lanes = model.lanes.map(() => new Set());
      for (let event = 0; event < model.size; event++) {
        if (model.kind[event] === Kind.FACT) {
          const { type, content } = facts.factAt(event);
          const lane = model.lane[event];
          if (type === "stored" && content?.timestamp !== undefined) {
            this.put(lanes[lane], { event, lane, key: content.key, timestamp: content.timestamp });
          } else if (type === "recovered" && Array.isArray(content?.versions)) {
            this.recover(lanes[lane], event, lane, content.versions);
          }
        }
      }
    }

    put(known, { event, lane, key, timestamp, isSure = true }) {
      const name = text(key);
      if (!this.keys.has(name)) {
        this.keys.set(name, { name, key, events: [], lanes: new Map() });
      }
      const { events, lanes } = this.keys.get(name);
      if (!lanes.has(lane)) {
        lanes.set(lane, []);
      }
      events.push(event);
      lanes.get(lane).push({ event, timestamp, isSure });
      known.add(name);
    }

    /** A page holds only the beginning of a long list of recovered versions; the others are not sure. */
    recover(known, event, lane, versions) {
      const isWhole = versions.every((held) => held?.timestamp !== undefined);
      const told = new Set(versions.map((held) => text(held?.key ?? null)));
      for (const name of [...known].filter((each) => !told.has(each))) {
        const { key, lanes } = this.keys.get(name);
        const { timestamp } = lanes.get(lane).at(-1);
        this.put(known, { event, lane, key, timestamp: isWhole ? null : timestamp, isSure: isWhole });
      }
      for (const { key, timestamp } of versions.filter((held) => held?.timestamp !== undefined)) {
        this.put(known, { event, lane, key, timestamp });
      }
    }

    /** The keys that changed last until an event, in the order in which they were first stored. */
    keysAt(event, important) {
      const since = ({ name, events }) => {
        const later = lowerBound(events.length, (i) => events[i] > event);
        return later === 0 ? -1 : name === important ? Infinity : events[later - 1];
      };
      const changed = [...this.keys.values()].map((key) => ({ key, since: since(key) }))
        .filter((each) => each.since >= 0).sort((one, other) => other.since - one.since);
      const shown = new Set(changed.slice(0, KEYS_MAX).map((each) => each.key));
      return { keys: [...this.keys.values()].filter((key) => shown.has(key)), others: changed.length - shown.size };
    }
  }

  class Quorums {
    constructor(model, facts) {
      this.model = model;
      this.stores = new Stores(model, facts);
      this.rounds = new SpaceTimeRounds.Rounds(model);
      this.storing = this.rounds.storing();
      this.replicas = model.lanes.map((lane, i) => i).filter((i) => !model.lanes[i].isClient);
      Object.assign(this, SpaceTimePanels.comparison("Versions by replica",
        "Solid frame: the newest version at any replica at this instant. ≠: the replica has another version, or "
        + "another value under the same one. ✓: the answer counted. Late: the operation had gone on without it. Of a "
        + "selected operation, all answers are shown. ?: the page does not tell if the replica still had the version "
        + "after its crash. A replica that no quorum needed may be older: whether a difference breaks the claim, the "
        + "verdict says."));
      this.words = element("p", "election");
      this.element.append(this.words);
    }

    /** Of a selected operation everything is shown, of another one what has happened at the instant. */
    show({ event, before, isSelected }) {
      const operation = this.rounds.at(event);
      const until = isSelected ? Infinity : event;
      const rounds = operation === null ? [] : operation.rounds.filter((round) => round.event <= until)
        .map((round, n) => ({ ...round, until, end: this.rounds.endOf(operation, n) }));
      const important = rounds[0]?.content?.key;
      const { keys, others } = this.stores.keysAt(event, important === undefined ? null : text(important));
      const headings = [element("th", "", "replica"), ...rounds.map((round, n) => heading(round, n)),
        ...keys.map((key) => element("th", key.name === text(important ?? null) ? "matters" : "", `key ${key.name}`))];
      const cells = keys.map((key) => this.cellsOf(key, { event, before }));
      this.scroll.replaceChildren(SpaceTimePanels.tableOf(headings, this.replicas.map((lane, i) => [
        element("th", "", SpaceTimePanels.nameAt(this.model, lane, event)),
        ...rounds.map((round) => this.answerCell(round, lane)),
        ...cells.map((column) => column[i]),
      ])));
      this.words.textContent = this.operationWords(operation, rounds, until)
        + (others > 0 ? ` Keys that changed earlier: ${others}, not shown.` : "");
    }

    /** What each replica has of a key. */
    cellsOf(key, { event, before }) {
      const held = this.replicas.map((lane) => {
        const versions = key.lanes.get(lane) ?? [];
        const last = versions[lowerBound(versions.length, (i) => versions[i].event > event) - 1];
        return last === undefined || last.timestamp === null
          ? { timestamp: null, value: undefined, since: last?.event ?? -1, isSure: true }
          : { ...last, since: last.event, value: this.valueOf(key, lane, versions, last) };
      });
      const newest = held.map((each) => each.timestamp).reduce(later, null);
      const values = held.filter((each) => isSame(each.timestamp, newest) && each.value !== undefined)
        .map((each) => JSON.stringify(each.value));
      const isClear = new Set(values).size <= 1;
      return held.map((each) => cell(each, {
        isNewest: isSame(each.timestamp, newest), isClear, newest, isChanged: each.since > before,
      }));
    }

    /** The value under a version at a replica; undefined if the trace does not tell it. */
    valueOf(key, lane, versions, { event, timestamp }) {
      const stored = versions.find((each) => isSame(each.timestamp, timestamp))?.event ?? event;
      const first = (round) => round.received.get(lane) ?? Infinity;
      const rounds = (this.storing.get(versionName(key.key, timestamp)) ?? [])
        .filter((round) => this.model.time[first(round)] <= this.model.time[stored])
        .sort((one, other) => first(one) - first(other));
      return rounds.length > 0 ? rounds[0].content.version.value : this.ownValue(stored);
    }

    /** The value that a node stored by itself: that of the write to which it then replied. */
    ownValue(stored) {
      const next = this.model.step(stored, 1);
      const operation = this.rounds.operations.get(this.rounds.operationOf[next]);
      return operation?.reply !== next || operation.request === null ? undefined
        : SpaceTimeState.parse(this.model.textOf(operation.request)).content?.value;
    }

    answerCell(round, lane) {
      const asked = round.asked.get(lane) ?? Infinity;
      const answered = round.answered.get(lane) ?? Infinity;
      if (asked > round.until) {
        return element("td", "", "not asked");
      }
      if (answered === Infinity || answered > round.until) {
        return element("td", "", "no answer");
      }
      if (answered > round.end) {
        return element("td", "entry", "late");
      }
      const { content } = SpaceTimeState.parse(this.model.textOf(answered));
      return element("td", "entry committed", "✓ " + (round.isStoring ? "stored" : versionWords(content?.version)));
    }

    operationWords(operation, rounds, until) {
      if (operation === null) {
        return "";
      }
      const { model } = this;
      const coordinator = operation.coordinator === null ? "" : ` at ${model.lanes[operation.coordinator].name}`;
      const quorums = rounds.map((round) => {
        const last = Math.min(until, round.end);
        const names = this.replicas.filter((lane) => (round.answered.get(lane) ?? Infinity) <= last)
          .map((lane) => model.lanes[lane].name).join(", ") || "no answer";
        return `${round.isStoring ? "Write" : "Read"} quorum${round.end <= until ? "" : " so far"}: ${names}`;
      });
      const { index, reply } = operation;
      const replied = reply !== null && reply <= until
        ? ["Reply: " + model.textOf(reply).replace(/,?"in_reply_to":\d+/, "").replace(" {}", "")] : [];
      return [`Operation ${index}, ${model.textOf(model.invocations.get(index))}${coordinator}`, ...quorums, ...replied]
        .join(". ") + ".";
    }
  }

  function heading({ isStoring, content }, n) {
    const { timestamp } = content?.version ?? {};
    return element("th", "", `${n + 1}. ` + (isStoring ? `store ${timestamp ? name(timestamp) : "it"}` : "read"));
  }

  function versionWords(told) {
    if (told?.timestamp?.counter === undefined) {
      return "answered";
    }
    return name(told.timestamp) + (told.timestamp.counter === 0 ? "" : `, ${valueWords(told.value)}`);
  }

  function name(timestamp) {
    return timestamp.counter === 0 ? "none" : version(timestamp);
  }

  function valueWords(value) {
    return value === undefined ? "value not told" : shortened(text(value), VALUE_CHARACTERS_MAX);
  }

  function cell({ timestamp, value, isSure }, { isNewest, isClear, newest, isChanged }) {
    if (newest === null) {
      return element("td");
    }
    const isDifferent = !isNewest || !isClear;
    const made = element("td", ["entry", ...(isNewest ? ["committed"] : []), ...(isDifferent ? ["differs"] : []),
      ...(isChanged ? ["changed"] : [])].join(" "));
    const sign = (isDifferent ? "≠ " : "") + (timestamp === null ? "none" : name(timestamp));
    made.append(element("b", "", sign + (isSure ? "" : " ?")));
    if (timestamp !== null) {
      made.append(element("br"), valueWords(value));
    }
    return made;
  }

  /** Timestamps are ordered by their counter, then by their node. */
  function later(one, other) {
    if (one === null || other === null) {
      return one ?? other;
    }
    const isLater = one.counter === other.counter ? one.nodeId > other.nodeId : one.counter > other.counter;
    return isLater ? one : other;
  }

  function isSame(one, other) {
    return one === other || (one?.counter === other?.counter && one?.nodeId === other?.nodeId);
  }

  /** The replicas of a run, or null if they are not those of a quorum store. */
  function read(model, facts) {
    const { words } = model.text;
    const isQuorumStore = words.some((each) => each.startsWith("get_request {"))
      && words.some((each) => each.startsWith("recovered {") || each.startsWith("stored {"));
    return isQuorumStore ? new Quorums(model, facts) : null;
  }

  return { read };
})();
