"use strict";
/**
 * The rounds of requests by which a quorum store serves its clients: which replicas an operation asked, and when each
 * of them answered. A message of a round is attributed to the operation that its sender was serving when the round
 * began; later copies have the same number.
 */
const SpaceTimeRounds = (() => {
  const { Kind, NONE } = SpaceTime;
  const TYPE = /^(get|set)_(request|response) /;
  const NUMBER = /"(?:msg_id|in_reply_to)":(\d+)\}$/;

  class Round {
    /** @param text the first request's body */
    constructor({ isStoring, operation, event, text }) {
      Object.assign(this, { isStoring, operation, event });
      this.content = SpaceTimeState.parse(text).content;
      /** Events by replica's lane: the request's first sending and receipt, and the receipt of the first answer. */
      Object.assign(this, { asked: new Map(), received: new Map(), answered: new Map() });
    }
  }

  class Rounds {
    constructor(model) {
      this.model = model;
      this.operationOf = new Int32Array(model.size).fill(NONE);
      /** By the index of the invocation: {request, coordinator, rounds, reply}, as far as the trace tells them. */
      this.operations = new Map();
      this.roundOfNumber = new Map();
      this.operationOfNumber = new Map();
      this.served = new Int32Array(model.lanes.length).fill(NONE);
      for (let event = 0; event < model.size; event++) {
        const operation = this.read(event);
        this.operationOf[event] = operation;
        if (model.lane[event] !== NONE && operation !== NONE) {
          this.served[model.lane[event]] = operation;
        }
      }
    }

    /** Returns the operation that an event belongs to, or NONE. */
    read(event) {
      const { model } = this;
      const lane = model.lane[event];
      switch (model.kind[event]) {
        case Kind.INVOKE:
          this.operations.set(model.other[event], { request: null, coordinator: null, rounds: [], reply: null });
          return model.other[event];
        case Kind.SENT:
          return this.sent(event, lane, model.other[event]);
        case Kind.RECEIVED:
          return this.received(event, lane, model.lane[model.partner[event]]);
        case Kind.LOST:
          return this.operationOf[model.partner[event]];
        default:
          return this.served[lane];
      }
    }

    sent(event, from, to) {
      const text = this.model.textOf(event);
      const number = NUMBER.exec(text)?.[1];
      if (number === undefined) {
        return NONE;
      }
      if (this.model.lanes[from].isClient) {
        this.operationOfNumber.set(`${from} ${number}`, this.served[from]);
        const operation = this.operations.get(this.served[from]);
        if (operation) {
          operation.request ??= event;
        }
        return this.served[from];
      }
      if (this.model.lanes[to].isClient) {
        const operation = this.operationOfNumber.get(`${to} ${number}`) ?? NONE;
        if (this.operations.has(operation)) {
          this.operations.get(operation).reply ??= event;
        }
        return operation;
      }
      const [, verb, kind] = TYPE.exec(text) ?? [];
      return kind === "request" ? this.asked(event, `${from} ${number}`, { to, text, isStoring: verb === "set" })
        : this.roundOfNumber.get(`${to} ${number}`)?.operation ?? NONE;
    }

    asked(event, number, { to, text, isStoring }) {
      let round = this.roundOfNumber.get(number);
      if (round === undefined) {
        round = new Round({ isStoring, operation: this.served[this.model.lane[event]], event, text });
        this.roundOfNumber.set(number, round);
        this.operations.get(round.operation)?.rounds.push(round);
      }
      if (!round.asked.has(to)) {
        round.asked.set(to, event);
      }
      return round.operation;
    }

    received(event, at, from) {
      const text = this.model.textOf(event);
      const operation = this.operationOf[this.model.partner[event]];
      if (this.model.lanes[from].isClient) {
        const served = this.operations.get(operation);
        if (served) {
          served.coordinator ??= at;
        }
        return operation;
      }
      const [, , kind] = TYPE.exec(text) ?? [];
      if (kind !== undefined) {
        const asker = kind === "request" ? from : at;
        const round = this.roundOfNumber.get(`${asker} ${NUMBER.exec(text)?.[1]}`);
        const [events, replica] = kind === "request" ? [round?.received, at] : [round?.answered, from];
        if (events && !events.has(replica)) {
          events.set(replica, event);
        }
      }
      return operation;
    }

    /** The operation that the last event until an event belongs to, as {index, ...}; null if there is none. */
    at(event) {
      for (let i = event; i >= 0; i--) {
        if (this.operations.has(this.operationOf[i])) {
          return { index: this.operationOf[i], ...this.operations.get(this.operationOf[i]) };
        }
      }
      return null;
    }

    /** The event with which an operation went on without further answers of its nth round; Infinity if none did. */
    endOf(operation, n) {
      return Math.min(operation.rounds[n + 1]?.event ?? Infinity, operation.reply ?? Infinity);
    }

    /** All rounds that stored a version, by {@link #versionName}. */
    storing() {
      const rounds = new Map();
      for (const round of this.roundOfNumber.values()) {
        const { key, version } = round.content ?? {};
        if (round.isStoring && version?.timestamp !== undefined) {
          const name = versionName(key, version.timestamp);
          rounds.set(name, [...(rounds.get(name) ?? []), round]);
        }
      }
      return rounds;
    }
  }

  function versionName(key, timestamp) {
    return JSON.stringify([key, timestamp]);
  }

  return { Rounds, versionName };
})();
