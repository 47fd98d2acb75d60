"use strict";
/** Playing a run: an instant that moves along the run, by itself or in steps. */
const SpaceTimePlayback = (() => {
  const { lowerBound } = SpaceTime;
  const { element, button } = SpaceTimePanels;
  /** At speed 1, what is in view when playing begins takes so long. */
  const VIEW_SECONDS = 10;
  const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 4, 8];
  /** A change stays highlighted for so long while a run plays. */
  const CHANGE_SECONDS = 0.8;
  /** While a run plays, a longer time without events is skipped. */
  const SILENCE_SECONDS = 2;
  const FRAME_SECONDS_MAX = 0.1;

  /**
   * The instant that is shown. It is after the event `head`, at `time` in milliseconds; without playback, both are
   * null. What happened after the event `before` counts as changed.
   */
  class Playback {
    constructor(model) {
      this.model = model;
      this.end = model.time[model.size - 1];
      const times = model.faults.flatMap(({ from, to }) => [from, to]).filter((time) => time <= this.end);
      this.faultTimes = Float64Array.from(new Set(times)).sort();
      Object.assign(this, { head: null, time: null, before: null, fault: null, isPlaying: false, speed: 1 });
    }

    get isOn() {
      return this.head !== null;
    }

    /** Shows the instant after an event, or after all events until a time. */
    go(head, time = this.model.time[Math.max(0, head)]) {
      this.before = this.isOn && head > this.head ? this.head : head - 1;
      Object.assign(this, { head, time, fault: null });
    }

    leave() {
      Object.assign(this, { head: null, time: null, before: null, fault: null, isPlaying: false });
    }

    /** The last event that has happened at a time; -1 before the first one. */
    lastUntil(millis) {
      return lowerBound(this.model.size, (i) => this.model.time[i] > millis) - 1;
    }

    stepEvent(step) {
      this.go(Math.max(-1, Math.min(this.model.size - 1, this.head + step)));
    }

    /** To the next, or with a step of -1 the previous, receipt or loss of a message. */
    stepMessage(step) {
      const { fates } = this.model;
      const at = step > 0 ? lowerBound(fates.length, (i) => fates[i] > this.head)
        : lowerBound(fates.length, (i) => fates[i] >= this.head) - 1;
      if (at >= 0 && at < fates.length) {
        this.go(fates[at]);
      }
    }

    /** To the next or previous time at which a fault begins or ends. */
    stepFault(step) {
      const times = this.faultTimes;
      const at = step > 0 ? lowerBound(times.length, (i) => times[i] > this.time)
        : lowerBound(times.length, (i) => times[i] >= this.time) - 1;
      if (at >= 0 && at < times.length) {
        this.go(this.lastUntil(times[at]), times[at]);
        this.fault = times[at];
      }
    }

    /** What begins and ends at the fault's time that was stepped to, as sentences. */
    faultWords() {
      const named = (fault) => `${fault.family}${fault.lane < 0 ? "" : " at " + this.model.lanes[fault.lane].name}: `
        + fault.words;
      return [
        ...this.model.faults.filter((fault) => fault.from === this.fault).map((f) => "fault begins, " + named(f)),
        ...this.model.faults.filter((fault) => fault.to === this.fault).map((f) => "fault ends, " + named(f)),
      ];
    }

    play(viewMillis) {
      this.viewMillis = viewMillis;
      this.isPlaying = this.time < this.end;
    }

    /** The milliseconds of the run that a second of playing shows. */
    get rate() {
      return (this.viewMillis / VIEW_SECONDS) * this.speed;
    }

    /** Moves the instant by what so many seconds of playing show; at the end of the run, playing ends. */
    advance(seconds) {
      const next = this.model.time[Math.min(this.model.size - 1, this.head + 1)];
      const silenceMillis = SILENCE_SECONDS * this.rate;
      const from = next - this.time > silenceMillis ? next - silenceMillis / 8 : this.time;
      const time = Math.min(this.end, from + this.rate * Math.min(seconds, FRAME_SECONDS_MAX));
      Object.assign(this, { head: this.lastUntil(time), time, fault: null });
      this.before = this.lastUntil(time - this.rate * CHANGE_SECONDS);
      this.isPlaying &&= time < this.end;
    }
  }

  /** The buttons of a diagram's playback, and its clock while it plays. */
  class Bar {
    constructor(diagram) {
      this.diagram = diagram;
      this.playback = diagram.playback;
      this.keys = {
        " ": () => this.toggle(),
        ".": () => this.step("stepEvent", 1),
        ",": () => this.step("stepEvent", -1),
        n: () => this.step("stepMessage", 1),
        N: () => this.step("stepMessage", -1),
        f: () => this.step("stepFault", 1),
        F: () => this.step("stepFault", -1),
        ">": () => this.changeSpeed(1),
        "<": () => this.changeSpeed(-1),
      };
      this.build();
    }

    build() {
      this.element = element("div", "toolbar playback");
      this.element.setAttribute("role", "group");
      this.element.setAttribute("aria-label", "Playback");
      this.playing = button("", "space", this.keys[" "]);
      this.playing.className = "play";
      this.speed = element("select");
      SPEEDS.forEach((speed) => this.speed.append(new Option("speed " + speed, speed, speed === 1, speed === 1)));
      this.speed.setAttribute("aria-label", "Speed");
      this.speed.title = "> and <";
      this.speed.addEventListener("change", () => {
        this.playback.speed = Number(this.speed.value);
      });
      this.element.append(this.playing, this.speed, ...this.pair("event", ",", "."), ...this.pair("message", "N", "n"));
      if (this.playback.faultTimes.length > 0) {
        this.element.append(...this.pair("fault", "F", "f"));
      }
      this.leaving = button("Leave", "Escape", () => this.leave());
      this.where = element("output", "where");
      this.element.append(this.leaving, this.where);
      this.show();
    }

    pair(name, back, forth) {
      const made = [["‹ ", back, `Back by one ${name}`], ["", forth, `Forward by one ${name}`]];
      return made.map(([mark, key, label]) => {
        const stepping = button(mark === "" ? `${name} ›` : `‹ ${name}`, `${label} (${key})`, this.keys[key]);
        stepping.setAttribute("aria-label", label);
        return stepping;
      });
    }

    show() {
      const { isPlaying, isOn, time } = this.playback;
      this.playing.textContent = isPlaying ? "Pause" : "Play";
      this.leaving.hidden = !isOn;
      this.where.textContent = isOn ? (time / 1000).toFixed(6) + " s" : "";
    }

    /** Playback begins at the selected event, or at the beginning of what is in view. */
    enter() {
      if (!this.playback.isOn) {
        const { selected } = this.diagram;
        const { from } = squall.view.value;
        if (selected === null) {
          this.playback.go(this.playback.lastUntil(from), from);
        } else {
          this.playback.go(selected);
        }
      }
      this.diagram.select(null);
    }

    toggle() {
      this.enter();
      if (this.playback.isPlaying) {
        this.playback.isPlaying = false;
      } else {
        const { from, to } = squall.view.value;
        this.playback.play(to - from);
        this.lastFrame = null;
        requestAnimationFrame((now) => this.frame(now));
      }
      this.moved();
    }

    frame(now) {
      if (this.playback.isPlaying) {
        this.playback.advance(this.lastFrame === null ? 0 : (now - this.lastFrame) / 1000);
        this.lastFrame = now;
        this.moved();
        requestAnimationFrame((next) => this.frame(next));
      }
    }

    step(how, step) {
      this.enter();
      this.playback.isPlaying = false;
      this.playback[how](step);
      this.moved();
    }

    changeSpeed(step) {
      const at = SPEEDS.indexOf(this.playback.speed) + step;
      this.playback.speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at))];
      this.speed.value = String(this.playback.speed);
    }

    leave() {
      this.playback.leave();
      this.diagram.changed();
      this.diagram.canvas.focus();
    }

    /** Keeps the instant in view; while a run plays, the picture moves with it. */
    moved() {
      const { from, to } = squall.view.value;
      const { time, isPlaying } = this.playback;
      const length = to - from;
      const isGliding = isPlaying && !matchMedia("(prefers-reduced-motion: reduce)").matches;
      const latest = isGliding ? 0.75 : 1;
      if (time < from || time > from + length * latest) {
        const start = Math.max(0, time - length * (isGliding && time >= from ? latest : 0.3));
        this.diagram.show({ from: start, to: start + length });
      }
      this.diagram.changed();
    }
  }

  return { Playback, Bar };
})();
