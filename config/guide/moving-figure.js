// The figure that moves beside the steps. `player.js`, a plain script, has been run before.
/* global FigurePlayer */

/**
 * Stretches of the cycle that belong to the steps, as [from, to] in seconds: where the drawing
 * tells its story in as many words as there are steps. Otherwise null, and the whole cycle runs.
 */
function stretches(table, steps) {
  const starts = [];
  table.caption.forEach((word, sample) => {
    if (word && word !== table.caption[sample - 1]) starts.push(table.t[sample]);
  });
  if (steps < 2 || starts.length !== steps) return null;
  return starts.map((start, place) => [start, starts[place + 1] ?? table.cycle]);
}

/** A player that can be kept within one stretch of the cycle. */
class StretchPlayer extends FigurePlayer {
  show(second) {
    if (!this.stretch) return super.show(second);
    const [from, to] = this.stretch;
    const inside = second >= from && second < to ? second - from : 0;
    // Not quite to the end: there the next word begins.
    return super.show(from + 0.01 + Math.min(inside, to - from - 0.03));
  }
}

export class MovingFigure {
  /** Takes the place of the still picture as soon as the table has come; without it the still stays. */
  static async load(address, steps) {
    const response = await fetch(address);
    if (!response.ok) return null;
    return new MovingFigure(await response.json(), steps);
  }

  constructor(table, steps) {
    const svg = document.getElementById("moving");
    const word = document.getElementById("word");
    this.still = document.getElementById("still");
    this.svg = svg;
    this.word = word;
    this.wanted = true;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.player = new StretchPlayer(svg, table, (text) => {
      word.textContent = text;
    });
    this.stretches = stretches(table, steps);
    this.calm.addEventListener("change", () => this.obey());
    document.addEventListener("visibilitychange", () => this.obey());
    this.obey();
  }

  /** Shows what belongs to the step at `place`. */
  follow(place) {
    if (!this.stretches) return;
    this.player.stretch = this.stretches[place];
    this.player.show(this.stretches[place][0]);
  }

  /** Moves or rests, as the person paused or carried on. */
  want(moving) {
    this.wanted = moving;
    this.obey();
  }

  /** Where motion is not wanted, the key poses speak; a page nobody sees does not move. */
  obey() {
    const calm = this.calm.matches;
    this.still.hidden = !calm;
    this.svg.toggleAttribute("hidden", calm);
    this.word.hidden = calm;
    if (this.wanted && !calm && !document.hidden) this.player.play();
    else this.player.pause();
  }
}
