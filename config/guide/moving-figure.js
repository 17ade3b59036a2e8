// The figure that moves beside the steps. `player.js`, a plain script, has been run before.

import { ask } from "./line.js";
import { drawSteps, tellingSecond } from "./step-pictures.js";
import { StretchPlayer } from "./stretch-player.js";

const byId = (id) => document.getElementById(id);

export class MovingFigure {
  /** Takes the place of the still picture as soon as the table has come; without it the still stays. */
  static async load(address, steps) {
    const answer = await ask(`${address}.json`);
    if (!answer?.ok) return null;
    const figure = new MovingFigure(JSON.parse(answer.text), steps);
    // On paper all poses stand in one picture where no step has one of its own.
    if (!figure.stretches) byId("paper").src = `${address}.poses.svg`;
    return figure;
  }

  constructor(table, steps) {
    this.table = table;
    this.place = 0;
    this.whole = true;
    this.wanted = true;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    // One stretch for each step, or the whole cycle throughout.
    this.stretches = table.steps?.length === steps ? table.steps : null;
    this.player = new StretchPlayer(byId("moving"), table, (text) => {
      byId("word").textContent = text;
    });
    this.calm.addEventListener("change", () => {
      this.follow(this.place, this.whole);
      this.obey();
    });
    document.addEventListener("visibilitychange", () => this.obey());
    addEventListener("beforeprint", () => this.drawPrint());
    this.obey();
  }

  /** Shows what belongs to the step at `place`; with `whole` the cycle, as nothing has begun yet. */
  follow(place, whole) {
    this.place = place;
    this.whole = whole;
    if (!this.stretches) return;
    if (this.calm.matches) return this.obey();
    this.player.keepTo(whole ? null : this.stretches[place]);
  }

  /** Moves or rests, as the person paused or carried on. */
  want(moving) {
    this.wanted = moving;
    this.obey();
  }

  /** Where motion is not wanted, key poses speak; a page nobody sees does not move. */
  obey() {
    const calm = this.calm.matches;
    const poses = calm && !this.stretches;
    byId("still").hidden = !poses;
    byId("moving").toggleAttribute("hidden", poses);
    byId("word").hidden = poses;
    byId("stage").classList.toggle("calm", calm && this.stretches !== null);
    if (calm) this.rest();
    else if (this.wanted && !document.hidden) this.player.play();
    else this.player.pause();
  }

  /** Shows the key pose of the step in large, and those of all steps in small. */
  rest() {
    this.player.pause();
    if (!this.stretches) return;
    this.player.keepTo(null);
    this.player.show(tellingSecond(this.table, this.stretches[this.place]));
    this.drawStrip();
    [...byId("strip").children].forEach((one, place) => {
      one.className = place === this.place ? "on" : "";
    });
  }

  drawStrip() {
    const strip = byId("strip");
    if (strip.childElementCount) return;
    strip.append(...this.stretches.map(() => document.createElement("li")));
    drawSteps(this.table, [...strip.children]);
  }

  /** On paper each step carries its picture. */
  drawPrint() {
    const steps = byId("steps");
    if (!this.stretches || steps.classList.contains("pictured")) return;
    steps.classList.add("pictured");
    drawSteps(this.table, [...steps.children]);
  }
}
