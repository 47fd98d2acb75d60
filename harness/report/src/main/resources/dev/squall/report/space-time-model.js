"use strict";
/**
 * What happened in a run, as the diagram needs it: events in an order that agrees with cause and effect, who they
 * happened to, and which message led from one to another. No drawing is done here.
 */
const SpaceTime = (() => {
  const Kind = { SENT: 0, RECEIVED: 1, LOST: 2, FACT: 3, INVOKE: 4, OK: 5, FAIL: 6, INFO: 7 };
  const NONE = -1;
  const Mark = { CONCURRENT: 0, PAST: 1, FUTURE: 2, ITSELF: 3 };

  class Model {
    constructor(events, lanes, faults, startMillis) {
      this.size = events.kind.length;
      this.kind = events.kind;
      this.lane = events.lane;
      this.other = events.other;
      this.text = events.text;
      this.time = timesOf(events.micros, startMillis);
      this.lanes = Array.from(lanes.client, (client, i) => ({
        name: lanes.name.words[lanes.name.codes[i]],
        isClient: client === 1,
      }));
      this.faults = faultsOf(faults, this.lanes);
      this.linkMessages();
      this.linkLanes();
    }

    /** Finds the sending of each receipt and loss, and the first fate of each sending. */
    linkMessages() {
      const sendings = [];
      const fates = [];
      this.partner = new Int32Array(this.size).fill(NONE);
      this.receiptsBefore = new Uint8Array(this.size);
      const receipts = new Uint8Array(this.size);
      for (let i = 0; i < this.size; i++) {
        if (this.kind[i] === Kind.SENT) {
          sendings.push(i);
        } else if (this.kind[i] === Kind.RECEIVED || this.kind[i] === Kind.LOST) {
          const sending = sendings[sendings.length - this.other[i]];
          this.partner[i] = sending;
          this.partner[sending] = this.partner[sending] === NONE ? i : this.partner[sending];
          this.receiptsBefore[i] = receipts[sending];
          receipts[sending] += this.kind[i] === Kind.RECEIVED && receipts[sending] < 255 ? 1 : 0;
          fates.push(i);
        }
      }
      this.fates = Int32Array.from(fates);
      this.fateless = Int32Array.from(sendings.filter((sending) => this.partner[sending] === NONE));
      this.earliestSending = new Int32Array(fates.length);
      for (let i = fates.length - 1, earliest = this.size; i >= 0; i--) {
        earliest = Math.min(earliest, this.partner[fates[i]]);
        this.earliestSending[i] = earliest;
      }
    }

    /**
     * Calls an action with the receipts and losses of messages that are on their way at some instant of a range of
     * events, in order, until it returns false. Those after the last such message are not looked at.
     */
    forEachFate(first, end, action) {
      const { fates } = this;
      for (let i = lowerBound(fates.length, (at) => fates[at] >= first); i < fates.length; i++) {
        if (this.earliestSending[i] >= end) {
          return;
        }
        if (this.partner[fates[i]] < end && action(fates[i]) === false) {
          return;
        }
      }
    }

    linkLanes() {
      const ofLane = this.lanes.map(() => []);
      this.positionInLane = new Int32Array(this.size).fill(NONE);
      this.invocations = new Map();
      for (let i = 0; i < this.size; i++) {
        const lane = this.lane[i];
        if (lane !== NONE) {
          this.positionInLane[i] = ofLane[lane].length;
          ofLane[lane].push(i);
        }
        if (this.kind[i] === Kind.INVOKE) {
          this.invocations.set(this.other[i], i);
        }
      }
      this.eventsOfLane = ofLane.map((events) => Int32Array.from(events));
    }

    /** A message's body, a fact, an operation; that of the message with a receipt or a loss. */
    textOf(event) {
      const told = this.isFate(event) ? this.partner[event] : event;
      return this.text.words[this.text.codes[told]];
    }

    isFate(event) {
      return this.kind[event] === Kind.RECEIVED || this.kind[event] === Kind.LOST;
    }

    /** The first event at or after a time. */
    firstAt(millis) {
      return lowerBound(this.size, (i) => this.time[i] >= millis);
    }

    /**
     * What happened before an event and what it happened before (Lamport 1978), by a Mark for each event. What happens
     * at one node or client is in order, over its restarts too; a sending is before each of its receipts. One pass
     * over the events for each direction.
     */
    cone(event) {
      const marks = new Uint8Array(this.size);
      this.markPast(event, marks);
      this.markFuture(event, marks);
      marks[event] = Mark.ITSELF;
      return marks;
    }

    markPast(event, marks) {
      const reached = new Uint8Array(this.lanes.length);
      for (let i = event; i >= 0; i--) {
        const lane = this.lane[i];
        if (i === event || marks[i] === Mark.PAST || (lane !== NONE && reached[lane])) {
          marks[i] = Mark.PAST;
          if (lane !== NONE) {
            reached[lane] = 1;
          }
          if (this.isFate(i)) {
            marks[this.partner[i]] = Mark.PAST;
          }
        }
      }
    }

    markFuture(event, marks) {
      const reached = new Uint8Array(this.lanes.length);
      const isAfter = (i) => i === event || marks[i] === Mark.FUTURE;
      for (let i = event; i < this.size; i++) {
        const lane = this.lane[i];
        const isCaused = this.isFate(i) && this.partner[i] >= event && isAfter(this.partner[i]);
        if (i === event || isCaused || (lane !== NONE && reached[lane])) {
          marks[i] = Mark.FUTURE;
          if (lane !== NONE) {
            reached[lane] = 1;
          }
        }
      }
    }

    /** The next event of the same lane, or the previous one with a step of -1; the event itself at the end. */
    step(event, step) {
      const lane = this.lane[event];
      const stepped = lane === NONE ? undefined : this.eventsOfLane[lane][this.positionInLane[event] + step];
      return stepped === undefined ? event : stepped;
    }

    /** The other end of a message. */
    follow(event) {
      return this.partner[event] === NONE ? event : this.partner[event];
    }

    /** The event of a lane that is next to a time, or NONE. */
    nearest(lane, millis) {
      const events = this.eventsOfLane[lane];
      const after = lowerBound(events.length, (i) => this.time[events[i]] >= millis);
      if (after === events.length) {
        return after === 0 ? NONE : events[after - 1];
      }
      const isLater = after === 0 || this.time[events[after]] - millis < millis - this.time[events[after - 1]];
      return events[isLater ? after : after - 1];
    }

    /** The operation that an event of a client belongs to, by its index in the history, or null. */
    operationOf(event) {
      if (this.lane[event] === NONE || !this.lanes[this.lane[event]].isClient) {
        return null;
      }
      let i = event;
      while (this.kind[i] !== Kind.INVOKE) {
        const isBetweenOperations = i !== event && this.kind[i] > Kind.INVOKE;
        if (isBetweenOperations || this.positionInLane[i] === 0) {
          return null;
        }
        i = this.step(i, -1);
      }
      return this.other[i];
    }
  }

  function timesOf(micros, startMillis) {
    const times = new Float64Array(micros.length);
    let now = Math.round(startMillis * 1000);
    for (let i = 0; i < micros.length; i++) {
      now += micros[i] >>> 0;
      times[i] = now / 1000;
    }
    return times;
  }

  function faultsOf(columns, lanes) {
    return Array.from(columns.from, (from, i) => {
      const node = columns.node.words[columns.node.codes[i]];
      return {
        from,
        to: columns.to[i],
        family: columns.family.words[columns.family.codes[i]],
        words: columns.words.words[columns.words.codes[i]],
        lane: lanes.findIndex((lane) => !lane.isClient && lane.name === node),
      };
    });
  }

  /** The first of so many positions at which something holds that holds from there on. */
  function lowerBound(size, holds) {
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  return { Kind, Mark, NONE, Model, lowerBound };
})();
