"use strict";
/**
 * Raft's state at each node and moment, as the nodes' facts tell it: role, term, what is committed and applied, and
 * the log. Everything is kept by versions, so that any moment is found by bisection.
 */
const SpaceTimeRaft = (() => {
  const { lowerBound, Kind } = SpaceTime;

  /** A value that changes; asked for by the number of an event. */
  class Versions {
    constructor(first) {
      this.events = [];
      this.values = [];
      this.first = first;
    }
    set(event, value) {
      if (this.events.at(-1) === event) {
        this.values[this.values.length - 1] = value;
      } else {
        this.events.push(event);
        this.values.push(value);
      }
    }
    /** The event that set the value that holds after an event; -1 for the first value. */
    since(event) {
      const later = lowerBound(this.events.length, (i) => this.events[i] > event);
      return later === 0 ? -1 : this.events[later - 1];
    }
    latest() {
      return this.values.length === 0 ? this.first : this.values.at(-1);
    }
    /** The value after an event. */
    at(event) {
      const later = lowerBound(this.events.length, (i) => this.events[i] > event);
      return later === 0 ? this.first : this.values[later - 1];
    }
  }

  class NodeState {
    constructor(name) {
      this.name = name;
      this.role = new Versions(null);
      this.term = new Versions(null);
      this.vote = new Versions(null);
      this.length = new Versions(0);
      this.committed = new Versions(0);
      this.applied = new Versions(0);
      this.snapshot = new Versions(0);
      this.entries = [];
    }

    put(event, index, entry) {
      this.entries[index] ??= new Versions(null);
      this.entries[index].set(event, entry);
    }

    /** What stable storage holds may be older than what the node last had: its term tells which entry it is. */
    restore(event, index, term) {
      const versions = this.entries[index];
      if (versions?.latest()?.term === term) {
        return;
      }
      this.put(event, index, versions?.values.findLast((entry) => entry.term === term) ?? { term, command: null });
    }

    at(event) {
      return {
        role: this.role.at(event),
        term: this.term.at(event),
        vote: this.vote.at(event),
        length: this.length.at(event),
        committed: this.committed.at(event),
        applied: this.applied.at(event),
        snapshot: this.snapshot.at(event),
      };
    }

    /** The entry at an index after an event, or null if the log does not tell it. */
    entryAt(event, index) {
      return this.entries[index]?.at(event) ?? null;
    }
  }

  const onFact = {
    recovered(node, event, fact) {
      const terms = termsOf(fact.entryTerms);
      node.role.set(event, "follower");
      node.term.set(event, fact.term);
      setChanged(node.vote, event, fact.votedFor ?? null);
      node.snapshot.set(event, fact.snapshotLength);
      node.committed.set(event, fact.snapshotLength);
      node.applied.set(event, fact.snapshotLength);
      node.length.set(event, fact.snapshotLength + terms.length);
      terms.forEach((term, i) => node.restore(event, fact.snapshotLength + i, term));
    },
    became_follower: (node, event, fact) => become(node, event, "follower", fact.term),
    became_candidate: (node, event, fact) => become(node, event, "candidate", fact.term),
    became_leader: (node, event, fact) => become(node, event, "leader", fact.term),
    vote_granted: (node, event, fact) => node.vote.set(event, fact.candidate),
    appended(node, event, fact) {
      node.put(event, fact.index, { term: fact.term, command: fact.command });
      node.length.set(event, fact.index + 1);
    },
    truncated: (node, event, fact) => node.length.set(event, fact.length),
    committed: (node, event, fact) => node.committed.set(event, fact.length),
    applied: (node, event, fact) => node.applied.set(event, fact.index + 1),
    installed_snapshot(node, event, fact) {
      node.snapshot.set(event, fact.length);
      node.committed.set(event, Math.max(node.committed.latest(), fact.length));
      node.applied.set(event, fact.length);
      node.length.set(event, fact.logLength);
    },
  };

  /** A candidate has voted for itself; a new term begins without a vote. */
  function become(node, event, role, term) {
    setChanged(node.role, event, role);
    if (role === "candidate") {
      node.vote.set(event, node.name);
    } else if (node.term.latest() !== term) {
      setChanged(node.vote, event, null);
    }
    setChanged(node.term, event, term);
  }

  function setChanged(versions, event, value) {
    if (versions.latest() !== value) {
      versions.set(event, value);
    }
  }

  /** A list as it is, or long ones as runs: "1×302 19×5". */
  function termsOf(terms) {
    if (Array.isArray(terms)) {
      return terms;
    }
    return terms.split(" ").flatMap((run) => {
      const [term, length] = run.split("×").map(Number);
      return new Array(length).fill(term);
    });
  }

  /** The states of a run's nodes by lane, or null if its nodes do not tell Raft's facts. */
  function read(model) {
    if (!model.text.words.some((text) => text.startsWith("became_follower {"))) {
      return null;
    }
    const facts = model.text.words.map(() => null);
    const nodes = model.lanes.map((lane) => (lane.isClient ? null : new NodeState(lane.name)));
    for (let event = 0; event < model.size; event++) {
      if (model.kind[event] === Kind.FACT) {
        const code = model.text.codes[event];
        facts[code] ??= SpaceTimeState.parse(model.text.words[code]);
        const { type, content } = facts[code];
        if (Object.hasOwn(onFact, type) && content !== null) {
          onFact[type](nodes[model.lane[event]], event, content);
        }
      }
    }
    return nodes;
  }

  return { read };
})();
