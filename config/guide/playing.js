// Plays a course by a clock that is given: starts, pauses, goes on, ends.

const BEAT_MS = 200;

/** The browser's own time. */
export const SYSTEM_CLOCK = {
  now: () => performance.now(),
  /** Calls `beat` every so many milliseconds; returns what ends that. */
  every(milliseconds, beat) {
    const timer = setInterval(beat, milliseconds);
    return () => clearInterval(timer);
  },
};

export class Playing {
  /**
   * @param {Course} course
   * @param {object} clock  such as SYSTEM_CLOCK
   * @param {object} person  ownPace(): no clock is wanted; held(): a sentence is still being spoken
   * @param {object} hears  mode(), step(), time(), end(): called after each such change
   */
  constructor(course, clock, person, hears) {
    this.course = course;
    this.clock = clock;
    this.person = person;
    this.hears = hears;
    /** "ready", "running", "paused" or "finished". */
    this.mode = "ready";
    this.stopClock = () => {};
  }

  get running() {
    return this.mode === "running";
  }

  get finished() {
    return this.mode === "finished";
  }

  /** Whether the reading time holds the clock. */
  get reading() {
    return this.running && this.course.reading > 0;
  }

  /** Does what the one large button says. */
  go() {
    if (this.finished) return;
    if (!this.running) {
      this.turn("running");
    } else if (this.person.ownPace()) {
      this.forward();
    } else {
      this.turn("paused");
    }
  }

  pause() {
    if (this.running) this.turn("paused");
  }

  forward() {
    if (this.finished) return;
    if (this.running && this.person.ownPace()) this.course.forward(true);
    else this.course.forward();
    if (this.course.over) this.finish();
    else this.hears.step();
  }

  backward() {
    if (this.finished || this.course.place === 0) return;
    this.course.back();
    this.hears.step();
  }

  /** Ends, at whichever step. */
  finish() {
    if (this.finished) return;
    this.turn("finished");
    this.hears.end();
  }

  /** Goes back to the beginning. */
  again() {
    this.course.start();
    this.turn("ready");
    this.hears.step();
  }

  turn(mode) {
    this.mode = mode;
    this.stopClock();
    this.stopClock = () => {};
    if (this.running) {
      this.last = this.clock.now();
      this.stopClock = this.clock.every(BEAT_MS, () => this.beat());
    }
    this.hears.mode();
  }

  beat() {
    const now = this.clock.now();
    const passed = now - this.last;
    this.last = now;
    if (this.person.ownPace()) return;
    if (this.person.held()) return this.hears.time();
    const before = this.course.place;
    this.course.advance(passed);
    if (this.course.over) this.finish();
    else if (this.course.place !== before) this.hears.step();
    else this.hears.time();
  }
}
