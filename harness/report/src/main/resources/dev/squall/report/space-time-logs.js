"use strict";
/**
 * Raft's logs at an instant, a row for each node and a column for each index, so that entries that should be the same
 * stand below each other; and the votes of the newest election.
 */
const SpaceTimeLogs = (() => {
  const { Kind } = SpaceTime;
  const { element } = SpaceTimePanels;
  const COLUMNS = 9;
  const BEFORE = 3;
  const COMMAND_CHARACTERS_MAX = 22;
  const BANDS = 3;

  class Logs {
    /** @param index the index of the entry that matters, or null */
    constructor(model, raft, index) {
      Object.assign(this, { model, raft, index });
      this.nodes = model.lanes.map((lane, i) => ({ name: lane.name, log: raft[i] })).filter(({ log }) => log);
      this.votes = votesOf(model, raft);
      Object.assign(this, SpaceTimePanels.comparison("Logs side by side",
        "Solid frame: known at the node to be committed. Dashed: not known. Stripes change with the term. "
        + "≠: differs from the entry that a node has committed there."));
      this.election = element("p", "election");
      this.element.append(this.election);
    }

    show({ event, before }) {
      const states = this.nodes.map(({ log }) => log.at(event));
      const end = Math.max(1, ...states.map((state) => state.length));
      const isTold = this.index !== null && this.index < end;
      const last = isTold ? Math.min(end, Math.max(COLUMNS, this.index + COLUMNS - BEFORE)) : end;
      const first = Math.max(0, last - COLUMNS);
      const table = element("table");
      const head = element("tr");
      head.append(element("th", "", "index"));
      const rows = this.nodes.map(({ name }) => {
        const row = element("tr");
        row.append(element("th", "", name));
        return row;
      });
      for (let index = first; index < last; index++) {
        head.append(element("th", index === this.index ? "matters" : "", String(index)));
        const entries = this.nodes.map(({ log }, i) => cellState(log, states[i], event, index));
        const committed = entries.filter((entry) => entry.isCommitted && entry.term !== null);
        entries.forEach((entry, i) => {
          const since = this.nodes[i].log.entries[index]?.since(event) ?? -1;
          rows[i].append(cell(entry, committed.some((other) => differs(entry, other)), since > before));
        });
      }
      table.append(element("thead"), element("tbody"));
      table.tHead.append(head);
      table.tBodies[0].append(...rows);
      this.scroll.replaceChildren(table);
      this.election.textContent = this.electionWords(states, event);
    }

    /** The votes of the newest term until an event. */
    electionWords(states, event) {
      const terms = states.map((state) => state.term ?? 0);
      const votes = this.votes.get(Math.max(...terms))?.filter((vote) => vote.event <= event) ?? [];
      const candidates = [...new Set(votes.map((vote) => vote.candidate))];
      return candidates.map((candidate) => {
        const voters = votes.filter((vote) => vote.candidate === candidate).map((vote) => vote.voter);
        return `Term ${Math.max(...terms)}: ${candidate} has the votes of ${[...new Set(voters)].sort().join(", ")} `
          + `(${new Set(voters).size} of ${this.nodes.length}).`;
      }).join(" ");
    }
  }

  function cellState(log, state, event, index) {
    const isThere = index < state.length && index >= state.snapshot;
    const entry = isThere ? log.entryAt(event, index) : null;
    return {
      isInSnapshot: index < state.snapshot,
      term: entry?.term ?? null,
      command: entry?.command ?? null,
      isCommitted: index < state.committed,
    };
  }

  /** By Raft's rule, index and term identify an entry. */
  function differs(entry, other) {
    return entry.term !== null && entry.term !== other.term;
  }

  function cell(entry, isDifferent, isChanged) {
    const made = element("td");
    if (entry.term === null) {
      made.textContent = entry.isInSnapshot ? "snapshot" : "";
      return made;
    }
    made.className = [
      "entry", "band" + (entry.term % BANDS), ...(entry.isCommitted ? ["committed"] : []),
      ...(isDifferent ? ["differs"] : []), ...(isChanged ? ["changed"] : []),
    ].join(" ");
    made.append(element("b", "", (isDifferent ? "≠ " : "") + "term " + entry.term), element("br"),
      commandWords(entry.command));
    return made;
  }

  function commandWords(command) {
    if (command === null) {
      return "command not told";
    }
    const { operation, key, from, to } = command;
    const shown = (value) => (value === null || value === undefined ? "" : " " + text(value));
    const words = operation === undefined ? text(command)
      : operation === "blank" ? "no-op" : operation + shown(key) + shown(from) + shown(to);
    return words.length <= COMMAND_CHARACTERS_MAX ? words : words.slice(0, COMMAND_CHARACTERS_MAX - 1) + "…";
  }

  function text(value) {
    return typeof value === "string" ? value : JSON.stringify(value);
  }

  /** All votes by term, in order; a candidate votes for itself. */
  function votesOf(model, raft) {
    const votes = new Map();
    raft.forEach((log, lane) => {
      log?.vote.events.forEach((event, i) => {
        const candidate = log.vote.values[i];
        if (candidate !== null && model.kind[event] === Kind.FACT) {
          const term = log.term.at(event);
          votes.set(term, [...(votes.get(term) ?? []), { event, voter: model.lanes[lane].name, candidate }]);
        }
      });
    });
    return votes;
  }

  return { Logs };
})();
