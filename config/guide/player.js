// Plays a baked figure (see unkink/figure/bake.py) inside an <svg class="fig">.
//
// The script knows nothing about bodies: it blends ready-made points from sample to sample. It is
// inlined into a page with a strict content policy, so it has no import, no inline style, no eval.

"use strict";

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/** Numbers that each path command uses up. */
const NUMBERS_TAKEN = { M: 2, L: 2, C: 6, Z: 0 };

/** A tab that slept must not make the figure jump: one frame moves it by at most this much. */
const LONGEST_FRAME_S = 0.1;

/** Path text from command letters and a flat row of coordinates. */
function pathText(commands, numbers) {
  let text = "";
  let next = 0;
  for (const command of commands) {
    text += command;
    for (let n = 0; n < NUMBERS_TAKEN[command]; n++) {
      text += (n ? " " : "") + numbers[next++];
    }
  }
  return text;
}

/** Value at a sample; rows that never change are stored as a single value. */
function valueAt(row, sample) {
  return Array.isArray(row) ? row[sample] : row;
}

class FigurePlayer {
  /**
   * @param {SVGSVGElement} svg      an <svg class="fig">; what it holds is replaced
   * @param {object} data            the baked table
   * @param {function(string)} onCaption  called when the word under the figure changes
   */
  constructor(svg, data, onCaption = () => {}) {
    this.svg = svg;
    this.data = data;
    this.onCaption = onCaption;
    this.speed = 1;
    this.second = 0;
    this.playing = false;
    this.caption = null;
    this.parts = this.build();
    this.show(0);
  }

  /** Puts one empty path for each shape into the picture, in painting order. */
  build() {
    const [width, height] = this.data.size;
    // Points are whole tenths of a unit: shorter to send, and quick to join into a path.
    this.svg.setAttribute("viewBox", `0 0 ${width * 10} ${height * 10}`);
    const group = document.createElementNS(SVG_NAMESPACE, "g");
    group.setAttribute("class", "tenths");
    const parts = this.data.shapes.map((shape) => {
      const path = document.createElementNS(SVG_NAMESPACE, "path");
      path.setAttribute("class", shape.s);
      group.append(path);
      return { shape, path, drawn: null, opacity: null };
    });
    this.svg.replaceChildren(group);
    return parts;
  }

  /** Draws the figure as it is at this second of the cycle. */
  show(second) {
    const { t, cycle, caption } = this.data;
    this.second = cycle > 0 ? ((second % cycle) + cycle) % cycle : 0;
    const from = this.sampleBefore(this.second);
    const to = Math.min(from + 1, t.length - 1);
    const span = t[to] - t[from];
    const share = span > 0 ? (this.second - t[from]) / span : 0;
    for (const part of this.parts) this.draw(part, from, to, share);
    if (caption[from] !== this.caption) {
      this.caption = caption[from];
      this.onCaption(this.caption);
    }
  }

  /** Index of the last sample at or before a second. */
  sampleBefore(second) {
    const { t } = this.data;
    let low = 0;
    let high = t.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (t[middle] <= second) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Draws one path between two samples; a path that is about to vanish fades in place. */
  draw(part, from, to, share) {
    const { i, o, c } = part.shape;
    const here = valueAt(i, from);
    const there = valueAt(i, to);
    if (here < 0) {
      this.fade(part, 0);
      return;
    }
    const goal = there < 0 ? 0 : valueAt(o, to);
    this.fade(part, valueAt(o, from) * (1 - share) + goal * share);
    if (there < 0 || there === here) {
      if (part.drawn === here) return; // nothing moves in this part
      part.drawn = here;
      part.path.setAttribute("d", pathText(c, this.data.points[here]));
      return;
    }
    const a = this.data.points[here];
    const b = this.data.points[there];
    part.drawn = null;
    part.path.setAttribute("d", pathText(c, a.map((x, n) => Math.round(x + (b[n] - x) * share))));
  }

  /** Sets the opacity of a path, in percent. */
  fade(part, opacity) {
    if (opacity === part.opacity) return;
    part.opacity = opacity;
    part.path.setAttribute("opacity", (opacity / 100).toFixed(2));
    part.path.setAttribute("visibility", opacity > 1 ? "visible" : "hidden");
  }

  /** Runs the cycle until `pause`. */
  play() {
    if (this.playing) return;
    this.playing = true;
    let last = null;
    const tick = (now) => {
      // A pause and a new start within one frame leave two ticks: only the latest may go on.
      if (!this.playing || this.tick !== tick) return;
      if (last !== null) {
        const passed = Math.min(LONGEST_FRAME_S, (now - last) / 1000);
        this.show(this.second + passed * this.speed);
      }
      last = now;
      requestAnimationFrame(tick);
    };
    this.tick = tick;
    requestAnimationFrame(tick);
  }

  /** Stops where the figure is. */
  pause() {
    this.playing = false;
  }

  /** Shows a key pose and stays there. */
  rest() {
    this.pause();
    const { keys } = this.data;
    this.show(keys[Math.min(1, keys.length - 1)] || 0);
  }
}

/**
 * Starts a player where the person allows motion; otherwise it shows a key pose and lets the still
 * pictures speak. A hidden page does not move. Set `player.wanted = false` and call `player.obey()`
 * to keep it still for good, as a pause button does.
 */
function startFigure(svg, data, onCaption) {
  const player = new FigurePlayer(svg, data, onCaption);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  player.wanted = true;
  player.obey = () => {
    if (calm.matches) player.rest();
    else if (player.wanted && !document.hidden) player.play();
    else player.pause();
  };
  calm.addEventListener("change", player.obey);
  document.addEventListener("visibilitychange", player.obey);
  player.obey();
  return player;
}
