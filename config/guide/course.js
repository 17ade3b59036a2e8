// The way through the steps and their time. No page in here: it is told how much time has passed.

/** Letters read in a second; a step waits until its sentence can have been read. */
const READING_SPEED = 15;

/** Nobody waits longer than this for reading. */
const LONGEST_READING_MS = 6000;

export class Course {
  /**
   * @param {string[]} steps    the sentences
   * @param {number[]} seconds  how long each is done
   * @param {(number|null)[]} repeats  how often each is done within its time, where that is known
   */
  constructor(steps, seconds, repeats) {
    this.steps = steps;
    this.lengths = seconds.map((length) => length * 1000);
    this.repeats = repeats;
    this.start();
  }

  /** Goes back to the beginning. */
  start() {
    this.over = false;
    this.done = this.steps.map(() => false);
    this.enter(0);
  }

  /** Begins step number `place` anew. */
  enter(place) {
    this.place = place;
    this.left = this.lengths[place];
    this.reading = this.readingTime(place);
  }

  /** Reading time on top of a step that is shorter than its sentence; the first one was read before Start. */
  readingTime(place) {
    if (place === 0) return 0;
    const needed = (this.steps[place].length / READING_SPEED) * 1000 - this.lengths[place];
    return Math.max(0, Math.min(LONGEST_READING_MS, needed));
  }

  /** Lets `passed` milliseconds go by; a long gap may pass several steps, or the end. */
  advance(passed) {
    while (passed > 0 && !this.over) {
      if (this.reading > 0) {
        const read = Math.min(this.reading, passed);
        this.reading -= read;
        passed -= read;
      } else if (passed < this.left) {
        this.left -= passed;
        passed = 0;
      } else {
        passed -= this.left;
        this.left = 0;
        this.forward();
      }
    }
  }

  /**
   * Goes to the next step, or to the end. Without a clock the person's word counts; with one, half
   * the time of a step must have gone by, so that who only leafs through has not done the tip.
   */
  forward(done = this.share <= 0.5) {
    this.done[this.place] ||= done;
    if (this.place + 1 < this.steps.length) {
      this.enter(this.place + 1);
    } else {
      this.left = 0;
      this.over = true;
    }
  }

  /** Goes to the step before. */
  back() {
    if (this.place > 0) this.enter(this.place - 1);
  }

  /** Whether every step was done. */
  get whole() {
    return this.done.every(Boolean);
  }

  /** Share of this step that is still to do, 1 to 0. */
  get share() {
    return this.left / this.lengths[this.place];
  }

  /** Which time it is of how many, as [2, 4]; null where the step names none. */
  get repeat() {
    const count = this.repeats[this.place];
    return count && [Math.min(count, Math.floor((1 - this.share) * count + 1e-6) + 1), count];
  }

  /** Milliseconds until the end, reading aside. */
  get remaining() {
    return this.lengths.slice(this.place + 1).reduce((sum, length) => sum + length, this.left);
  }
}
