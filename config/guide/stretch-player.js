// Plays one stretch of a figure's cycle over and over, without a jump.
/* global FigurePlayer */

/** From one stretch to the next, the figure glides for so long. */
const GLIDE_S = 0.4;

/** At the end of a movement that does not come back by itself it rests, and then goes back. */
const REST_S = 0.6;
const WAY_BACK = 1.5;

/** Tenths of a unit by which the ends of a stretch may differ and still meet unseen. */
const UNSEEN = 40;

const eased = (share) => share * share * (3 - 2 * share);

export class StretchPlayer extends FigurePlayer {
  /** Keeps to [from, to], in seconds; null is the whole cycle. */
  keepTo(stretch) {
    if (stretch === (this.stretch ?? null)) return;
    this.gliding = stretch && this.playing ? GLIDE_S : 0;
    this.glidesFrom = this.sampleBefore(this.second);
    this.stretch = stretch;
    this.along = 0;
    this.meets = stretch !== null && this.endsMeet(stretch);
    if (!this.gliding) super.show(stretch ? this.secondAt(0) : this.second);
  }

  /** Goes on by the difference to the second that is shown. */
  show(second) {
    if (!this.stretch) return super.show(second);
    const passed = second - this.second;
    if (this.gliding > 0) return this.glide(passed);
    this.along += passed;
    super.show(this.secondAt(this.along));
  }

  glide(passed) {
    this.gliding = Math.max(0, this.gliding - passed);
    if (this.gliding === 0) return super.show(this.secondAt(0));
    const to = this.sampleBefore(this.secondAt(0));
    const share = eased(1 - this.gliding / GLIDE_S);
    for (const part of this.parts) this.draw(part, this.glidesFrom, to, share);
  }

  /** Where in the cycle one is when the stretch has been played for so long. */
  secondAt(along) {
    const [from, to] = this.stretch;
    const length = to - from;
    // Not quite to the end: there the next stretch begins.
    const last = Math.min(to, this.data.cycle) - 0.01;
    if (length <= 0.02) return from;
    if (this.meets) return Math.min(last, from + (along % length));
    const there = along % (length + REST_S + length / WAY_BACK);
    const back = Math.max(0, there - length - REST_S) * WAY_BACK;
    return Math.max(from, Math.min(last, from + there) - back);
  }

  /** Whether the last pose of a stretch is so near the first that nobody sees the step between. */
  endsMeet([from, to]) {
    const first = this.sampleBefore(from);
    const last = this.sampleBefore(Math.min(to, this.data.cycle) - 0.01);
    return this.data.shapes.every(({ i }) => {
      if (!Array.isArray(i) || i[first] < 0 || i[last] < 0) return true;
      const here = this.data.points[i[first]];
      return this.data.points[i[last]].every((x, n) => Math.abs(x - here[n]) <= UNSEEN);
    });
  }
}
