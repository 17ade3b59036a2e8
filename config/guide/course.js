// The way through the steps and their time. No page in here: it is told how much time has passed.

/** Letters read in a second; a step waits until its sentence can have been read. */
const READING_SPEED = 15;

/** Nobody waits longer than this for reading. */
const LONGEST_READING_MS = 6000;

export class Course {
  /**
   * @param {string[]} steps    the sentences
   * @param {number[]} seconds  how long each is done
   */
  constructor(steps, seconds) {
    this.steps = steps;
    this.lengths = seconds.map((length) => length * 1000);
    this.start();
  }

  /** Goes back to the beginning. */
  start() {
    this.over = false;
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
        this.forward();
      }
    }
  }

  /** Goes to the next step, or to the end. */
  forward() {
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

  /** Share of this step that is still to do, 1 to 0. */
  get share() {
    return this.left / this.lengths[this.place];
  }

  /** Milliseconds until the end, reading aside. */
  get remaining() {
    return this.lengths.slice(this.place + 1).reduce((sum, length) => sum + length, this.left);
  }
}
