// What the person says about the tip: done, another, later, not this one; liked or not; how it felt.

import { tell } from "./desk.js";

const byId = (id) => document.getElementById(id);
const PRESSED = "aria-pressed";

/**
 * Which doing of the tip this page speaks of. Back, a reload and a copied tab come to the same visit
 * again, as it is kept beside the address; another prompt, and "Once more", begin another.
 */
class Doing {
  constructor(prompt) {
    const kept = history.state?.doing;
    if (kept && (prompt === null || prompt === kept.prompt)) this.now = kept;
    else this.begin(prompt);
  }

  begin(prompt = null) {
    this.keep({ visit: crypto.randomUUID(), prompt, counted: false });
  }

  /** What was told is told of this doing. */
  count() {
    this.keep({ ...this.now, counted: true });
  }

  keep(now) {
    this.now = now;
    history.replaceState({ ...history.state, doing: now }, "");
  }
}

export class Answers {
  /**
   * @param {object} page  `act`, `root`, `tip`, `prompt` (its number or null), `liking`
   * @param {function()} onLater  called when the reminder was put off or skipped
   */
  constructor(page, onLater) {
    this.page = page;
    this.prompt = page.prompt;
    this.liking = page.liking;
    this.onLater = onLater;
    this.noted = false;
    this.doing = new Doing(page.prompt);
    for (const one of document.querySelectorAll("[data-later]")) {
      one.addEventListener("click", () => this.later(one.dataset.later));
    }
    for (const one of document.querySelectorAll("[data-liking]")) {
      one.addEventListener("click", () => this.rate(one.dataset.liking));
    }
    for (const one of document.querySelectorAll("[data-felt]")) {
      one.addEventListener("click", () => this.feel(one.dataset.felt));
    }
    for (const one of document.querySelectorAll("[data-another]")) {
      one.addEventListener("click", () => this.another());
    }
    this.showLiking();
  }

  tell(action, more) {
    return tell(this.page.act, { action, ...more });
  }

  /** Says that the tip was done; the program counts each doing once, whatever became of the prompt. */
  async done() {
    if (this.noted) return;
    this.noted = true;
    const { visit, prompt } = this.doing.now;
    const given = await this.tell("did", { tip: this.page.tip, prompt, visit });
    this.noted = given.ok;
    if (given.ok) {
      this.doing.count();
      this.settle();
    }
    this.showDone();
    byId("finished-words").textContent = given.ok ? `${given.say} This page can be closed.` : given.say;
    byId("reply").textContent = given.ok ? "" : given.say;
  }

  /** Playing has begun: after a doing that was counted, such as before a reload, it is another. */
  begin() {
    if (this.doing.now.counted) this.doing.begin();
  }

  /** The next time is another time. */
  startAnew() {
    this.noted = false;
    this.doing.begin();
    this.showDone();
    byId("finished-words").textContent = "Did you do it? Then say Done.";
    byId("felt-reply").textContent = "";
    byId("worse").hidden = true;
    this.showFelt(null);
  }

  showDone() {
    for (const one of document.querySelectorAll("[data-done]")) one.disabled = this.noted;
  }

  async later(action) {
    const given = await this.tell(action, { prompt: this.prompt });
    byId("reply").textContent = given.say;
    if (!given.ok) return;
    this.settle();
    this.onLater();
  }

  /** Nobody waits for an answer any more. */
  settle() {
    this.prompt = null;
    for (const one of document.querySelectorAll("[data-later]")) one.disabled = true;
  }

  async another() {
    const given = await this.tell("another", { tip: this.page.tip });
    if (given.ok) location.href = `${this.page.root}/${given.go}`;
    else byId("reply").textContent = given.say;
  }

  async rate(button) {
    const liking = button === this.liking ? "usual" : button;
    const given = await this.tell("rate", { tip: this.page.tip, liking });
    byId("reply").textContent = given.say;
    if (!given.ok) return;
    this.liking = liking;
    this.showLiking();
  }

  showLiking() {
    const disliked = this.liking === "not";
    byId("more").setAttribute(PRESSED, this.liking === "more");
    byId("not").setAttribute(PRESSED, disliked);
    byId("not-label").toggleAttribute("data-off", disliked);
    byId("bring-back").toggleAttribute("data-off", !disliked);
  }

  async feel(stiffness) {
    this.showFelt(stiffness);
    const given = await this.tell("felt", { tip: this.page.tip, stiffness });
    byId("felt-reply").textContent = given.say;
    byId("worse").hidden = stiffness !== "worse";
    if (!given.ok) this.showFelt(null);
  }

  showFelt(stiffness) {
    for (const one of document.querySelectorAll("[data-felt]")) {
      one.setAttribute(PRESSED, one.dataset.felt === stiffness);
    }
  }
}
