// My pace, Read aloud, Sound, and the single keys: switches that the program remembers.

import { tell } from "./desk.js";

const PRESSED = "aria-pressed";

export class Switches {
  /**
   * @param {object} page  `switches`: how they were left; `act`: where to tell
   * @param {function(string)} hears  called with the name of one that was turned
   */
  constructor(page, hears) {
    this.state = { ...page.switches };
    this.act = page.act;
    this.hears = hears;
    this.told = Promise.resolve();
    this.buttons = new Map(
      [...document.querySelectorAll("[data-switch]")].map((one) => [one.dataset.switch, one]),
    );
    for (const [name, button] of this.buttons) {
      button.addEventListener("click", () => this.turn(name));
    }
    this.box = document.getElementById("keys-on");
    this.box.addEventListener("change", () => this.turn("keys"));
    this.show();
  }

  on(name) {
    return this.state[name];
  }

  turn(name) {
    this.state[name] = !this.state[name];
    this.show();
    // Kept or not, it works here and now: nothing is said. One after the other, for the last counts.
    this.told = this.told.then(() => tell(this.act, { action: "tuned", switches: this.state }));
    this.hears(name);
  }

  show() {
    for (const [name, button] of this.buttons) button.setAttribute(PRESSED, this.state[name]);
    this.box.checked = this.state.keys;
  }
}
