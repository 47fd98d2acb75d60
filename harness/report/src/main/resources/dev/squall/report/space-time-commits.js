"use strict";
/** Atomic commitment at an instant: the state of each transaction at each node, as the nodes' facts tell it. */
const SpaceTimeCommits = (() => {
  const { Kind, lowerBound } = SpaceTime;
  const { element, shortened } = SpaceTimePanels;
  const { text } = SpaceTimeState;
  const TRANSACTIONS_MAX = 6;
  const NAME_CHARACTERS_MAX = 16;
  const OUTCOMES = { true: "✓ committed", false: "✗ aborted" };

  /** A transaction: the events of its facts, its participants if they are told, and its states at each node. */
  class Transaction {
    constructor(name) {
      Object.assign(this, { name, events: [], participants: null, coordinator: null, nodes: new Map() });
    }

    note(event, lane, life, { type, content }) {
      this.events.push(event);
      if (!this.nodes.has(lane)) {
        this.nodes.set(lane, []);
      }
      const states = this.nodes.get(lane);
      const last = states.at(-1) ?? { decisions: [] };
      const next = last.life === life ? { ...last } : { life, decisions: last.decisions, isDecided: false };
      next.event = event;
      if (type === "begun") {
        this.participants = Array.isArray(content.participants) ? new Set(content.participants) : null;
        this.coordinator = lane;
      } else if (type === "voted") {
        next.vote = content.ok === true;
      } else if (type === "suspected") {
        next.suspects = [...(next.suspects ?? []), content.participant];
      } else {
        const commit = content.commit === true;
        next.isDecided = true;
        next.decisions = last.decisions.at(-1) === commit ? last.decisions : [...last.decisions, commit];
      }
      states.push(next);
    }

    /** The state at a node after an event; null before its first fact. */
    at(lane, event) {
      const states = this.nodes.get(lane) ?? [];
      return states[lowerBound(states.length, (i) => states[i].event > event) - 1] ?? null;
    }
  }

  class Commits {
    /**
     * @param important the name of the transaction that matters, or null
     * @param starter the word for the node that begins a transaction
     */
    constructor(model, facts, { important, starter }) {
      Object.assign(this, { model, important, starter });
      this.transactions = new Map();
      this.nodes = model.lanes.map((lane, i) => i).filter((i) => !model.lanes[i].isClient);
      this.lives = model.lanes.map(() => []);
      for (let event = 0; event < model.size; event++) {
        if (model.kind[event] === Kind.FACT) {
          this.note(event, facts.factAt(event));
        }
      }
      Object.assign(this, SpaceTimePanels.comparison("Transactions by node",
        "… prepared: the node has voted ok and does not know the decision. ✓ and ✗: the decision is known at the node. "
        + "≠: decisions on the transaction differ. –: the node takes no part."));
      this.words = element("p", "election");
      this.element.append(this.words);
    }

    note(event, fact) {
      const lane = this.model.lane[event];
      const life = this.model.other[event];
      if (this.lives[lane].at(-1)?.life !== life) {
        this.lives[lane].push({ event, life });
      }
      const name = fact.content?.transaction;
      if (name !== undefined && ["begun", "voted", "suspected", "decided"].includes(fact.type)) {
        if (!this.transactions.has(text(name))) {
          this.transactions.set(text(name), new Transaction(text(name)));
        }
        this.transactions.get(text(name)).note(event, lane, life, fact);
      }
    }

    show({ event, before }) {
      const { shown, others } = this.shownAt(event);
      const columns = shown.map((transaction) => this.column(transaction, event, before));
      const headings = [element("th", "", "transaction"), ...columns.map((column) => column.heading)];
      this.scroll.replaceChildren(SpaceTimePanels.tableOf(headings, this.nodes.map((lane, i) => [
        element("th", "", SpaceTimePanels.nameAt(this.model, lane, event)),
        ...columns.map((column) => column.cells[i]),
      ])));
      this.words.textContent = others > 0 ? `Transactions of earlier facts: ${others}, not shown.` : "";
    }

    /** The transactions with the latest facts, in the order in which they began. */
    shownAt(event) {
      const begun = [...this.transactions.values()].filter((each) => each.events[0] <= event);
      const since = ({ name, events }) => (name === this.important ? Infinity
        : events[lowerBound(events.length, (i) => events[i] > event) - 1]);
      const latest = begun.map((each) => ({ each, since: since(each) })).sort((one, other) => other.since - one.since);
      const shown = new Set(latest.slice(0, TRANSACTIONS_MAX).map(({ each }) => each));
      return { shown: begun.filter((each) => shown.has(each)), others: begun.length - shown.size };
    }

    column(transaction, event, before) {
      const states = this.nodes.map((lane) => transaction.at(lane, event));
      const isDifferent = new Set(states.flatMap((state) => state?.decisions ?? [])).size > 1;
      const heading = element("th", transaction.name === this.important ? "matters" : "",
        (isDifferent ? "≠ " : "") + shortened(transaction.name, NAME_CHARACTERS_MAX));
      const cells = this.nodes.map((lane, i) => {
        const state = states[i];
        const words = this.wordsOf(transaction, lane, state, event);
        const hasDecided = (state?.decisions.length ?? 0) > 0;
        return element("td", words === "–" ? "" : ["entry", ...(hasDecided ? ["committed"] : []),
          ...(isDifferent && hasDecided ? ["differs"] : []), ...(state?.event > before ? ["changed"] : [])].join(" "),
        (isDifferent && hasDecided ? "≠ " : "") + words);
      });
      return { heading, cells };
    }

    wordsOf(transaction, lane, state, event) {
      const { lanes } = this.model;
      const starts = this.lives[lane];
      const life = starts[lowerBound(starts.length, (i) => starts[i].event > event) - 1]?.life;
      const isCurrent = state !== null && state.life === life;
      const isParticipant = transaction.participants?.has(lanes[lane].name) ?? state?.vote !== undefined;
      const isStarter = transaction.coordinator === lane && state !== null;
      if (!isParticipant && state === null) {
        return "–";
      }
      const decisions = state?.decisions ?? [];
      const isDecided = isCurrent && state.isDecided;
      const now = isDecided ? OUTCOMES[decisions.at(-1)] : partWords(isCurrent ? state : null, isParticipant);
      const earlier = isDecided ? decisions.slice(0, -1) : decisions;
      const lost = !isCurrent && state?.vote === true && decisions.length === 0 ? ["before its crash prepared"] : [];
      return [
        now,
        ...(isStarter ? [this.starter + (isDecided || !isCurrent ? "" : " undecided")] : []),
        ...((isCurrent && state.suspects) || []).map((name) => `suspects ${name}`),
        ...(isDecided && state.vote && !decisions.at(-1) ? ["had voted ok"] : []),
        ...earlier.map((commit) => `before ${OUTCOMES[commit].slice(2)}`),
        ...lost,
      ].filter(Boolean).join(", ");
    }
  }

  /** The state of a participant that knows no decision. */
  function partWords(state, isParticipant) {
    if (state?.vote === undefined) {
      return isParticipant ? "idle" : "";
    }
    return state.vote ? "… prepared" : "voted to abort";
  }

  /** The transactions of a run, or null if its nodes note no votes on transactions. */
  function read(model, facts, options) {
    return model.text.words.some((each) => each.startsWith('voted {"transaction"'))
      ? new Commits(model, facts, options) : null;
  }

  return { read };
})();
