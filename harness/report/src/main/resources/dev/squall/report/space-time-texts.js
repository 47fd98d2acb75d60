"use strict";
/** The text at each replica at an instant, rebuilt from the facts of its editor's node. */
const SpaceTimeTexts = (() => {
  const { Kind, lowerBound } = SpaceTime;
  const { element } = SpaceTimePanels;
  const SHOWN_BEFORE = 12;
  const SHOWN_DIFFERENT = 40;
  const SHOWN_AFTER = 12;
  /** Control characters, and those that change the direction of what follows. */
  const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

  /** A replica's text as a list of letters, each linked to its neighbours, with the operations it has applied. */
  class Replica {
    constructor(life) {
      Object.assign(this, { life, since: -1, isWhole: true, applied: new Set(), letters: new Map() });
      this.begin = { value: "", previous: null, next: null };
    }

    apply(event, { operation, placed, removed }, values) {
      this.isWhole &&= Array.isArray(placed) && Array.isArray(removed);
      this.since = event;
      this.applied.add(nameOf(operation));
      for (const each of Array.isArray(placed) ? placed : []) {
        if (each?.character === undefined) {
          this.isWhole = false;
        } else {
          this.place(nameOf(each.character), values, nameOf(each.after));
        }
      }
      for (const each of Array.isArray(removed) ? removed : []) {
        this.isWhole &&= each?.number !== undefined;
        this.remove(nameOf(each));
      }
    }

    place(name, values, after) {
      const previous = this.letters.get(after) ?? this.begin;
      const letter = { value: values.get(name) ?? "?", previous, next: previous.next };
      if (letter.next !== null) {
        letter.next.previous = letter;
      }
      previous.next = letter;
      this.letters.set(name, letter);
    }

    remove(name) {
      const letter = this.letters.get(name);
      if (letter !== undefined) {
        this.letters.delete(name);
        letter.previous.next = letter.next;
        if (letter.next !== null) {
          letter.next.previous = letter.previous;
        }
      }
    }

    get text() {
      const values = [];
      for (let letter = this.begin.next; letter !== null; letter = letter.next) {
        values.push(letter.value);
      }
      return values.join("");
    }

    hasSameOperations(other) {
      return this.applied.size === other.applied.size && [...this.applied].every((each) => other.applied.has(each));
    }
  }

  class Texts {
    constructor(model, facts) {
      this.model = model;
      this.facts = facts;
      this.nodes = model.lanes.map((lane, i) => i).filter((i) => !model.lanes[i].isClient);
      this.values = new Map();
      this.events = [];
      for (let event = 0; event < model.size; event++) {
        if (model.kind[event] === Kind.FACT) {
          this.note(event, facts.factAt(event));
        }
      }
      this.restart();
      Object.assign(this, SpaceTimePanels.comparison("Text at each replica",
        "Underlined: where the texts differ. Solid frame: the text of most replicas. ≠: another text; the replica may "
        + "only be behind. Double frame: another replica has applied the same operations and has another text, which "
        + "breaks convergence."));
    }

    note(event, { type, content }) {
      if (type === "inserting" && content?.first?.number !== undefined) {
        [...String(content.characters)].forEach((value, i) => {
          this.values.set(nameOf({ ...content.first, number: content.first.number + i }), value);
        });
      }
      this.events.push(event);
    }

    restart() {
      this.done = 0;
      this.replicas = this.model.lanes.map(() => new Replica(-1));
    }

    /** Applies the facts until an event. Going back begins anew, which takes time in the number of facts. */
    goTo(event) {
      const end = lowerBound(this.events.length, (i) => this.events[i] > event);
      if (end < this.done) {
        this.restart();
      }
      for (; this.done < end; this.done++) {
        const now = this.events[this.done];
        const lane = this.model.lane[now];
        // An editor's node keeps its text in memory only.
        if (this.replicas[lane].life !== this.model.other[now]) {
          this.replicas[lane] = new Replica(this.model.other[now]);
        }
        const { type, content } = this.facts.factAt(now);
        if (type === "applied" && content?.operation !== undefined) {
          this.replicas[lane].apply(now, content, this.values);
        }
      }
    }

    show({ event, before }) {
      this.goTo(event);
      const replicas = this.nodes.map((lane) => this.replicas[lane]);
      const texts = replicas.map((replica) => replica.text);
      const common = mostCommon(texts);
      const range = differenceOf(texts);
      const all = new Set(replicas.flatMap((replica) => [...replica.applied])).size;
      const headings = ["replica", "text", "operations"].map((words) => element("th", "", words));
      this.scroll.replaceChildren(SpaceTimePanels.tableOf(headings, this.nodes.map((lane, i) => {
        const against = replicas.findIndex((other, j) => texts[j] !== texts[i] && replicas[i].hasSameOperations(other));
        const isDifferent = texts[i] !== common || against >= 0;
        const cell = element("td", ["entry", ...(texts[i] === common ? ["committed"] : []),
          ...(against >= 0 ? ["differs"] : []), ...(replicas[i].since > before ? ["changed"] : [])].join(" "));
        cell.append(isDifferent ? "≠ " : "", excerpt(texts[i], range),
          replicas[i].isWhole ? "" : " (the page holds only a part)");
        return [element("th", "", SpaceTimePanels.nameAt(this.model, lane, event)), cell,
          element("td", "", this.operationWords(replicas[i], all, against))];
      })));
    }

    operationWords({ applied }, all, against) {
      const missing = all - applied.size;
      return (missing === 0 ? `all ${all}` : `${applied.size}, lacks ${missing} of ${all}`)
        + (against < 0 ? "" : `: the same as ${this.model.lanes[this.nodes[against]].name}, and another text`);
    }
  }

  function nameOf(id) {
    return `${id?.node}:${id?.number}`;
  }

  /** The text that more replicas have than any other one; null if there is none. */
  function mostCommon(texts) {
    const counts = new Map();
    texts.forEach((each) => counts.set(each, (counts.get(each) ?? 0) + 1));
    const [first, second] = [...counts].sort((one, other) => other[1] - one[1]);
    return second === undefined || first[1] > second[1] ? first[0] : null;
  }

  /**
   * The number of characters that all texts begin with, of those that they end with, and the position from which texts
   * are shown.
   */
  function differenceOf(texts) {
    const shortest = Math.min(...texts.map((each) => each.length));
    let prefix = 0;
    while (prefix < shortest && texts.every((each) => each[prefix] === texts[0][prefix])) {
      prefix++;
    }
    let suffix = 0;
    while (suffix < shortest - prefix && texts.every((each) => each.at(-1 - suffix) === texts[0].at(-1 - suffix))) {
      suffix++;
    }
    const isSame = texts.every((each) => each === texts[0]);
    return { prefix, suffix, first: Math.max(0, prefix - SHOWN_BEFORE - (isSame ? SHOWN_DIFFERENT : 0)) };
  }

  /** The part of a text where it differs from the others; its end if it differs from none. */
  function excerpt(text, { prefix, suffix, first }) {
    if (text === "") {
      return "(empty)";
    }
    const end = text.length - suffix;
    const different = text.slice(prefix, Math.min(end, prefix + SHOWN_DIFFERENT));
    const made = element("code", "", (first > 0 ? "…" : "") + seen(text.slice(first, prefix)));
    if (different !== "") {
      made.append(element("mark", "", seen(different) + (end > prefix + SHOWN_DIFFERENT ? "…" : "")));
    }
    made.append(seen(text.slice(end, end + SHOWN_AFTER)) + (text.length > end + SHOWN_AFTER ? "…" : ""));
    return made;
  }

  function seen(text) {
    return text.replace(UNSEEN, "\ufffd");
  }

  /** The texts of a run, or null if its nodes are not those of editors. */
  function read(model, facts) {
    return model.text.words.some((each) => each.startsWith('applied {"operation":{'))
      ? new Texts(model, facts) : null;
  }

  return { read };
})();
