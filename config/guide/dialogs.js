// Evidence, Keyboard, and Stop with its list of warning signs.

import { tell } from "./desk.js";
import { goTo } from "./line.js";
import { RedFlags } from "./red-flags.js";

const byId = (id) => document.getElementById(id);

export class Dialogs {
  /**
   * @param {object} page  `act`: where to tell; `sore`: where locks are shown
   * @param {function()} pause  called before a dialog covers the steps
   */
  constructor(page, pause) {
    this.page = page;
    this.pause = pause;
    this.locked = false;
    for (const dialog of document.querySelectorAll("dialog")) {
      dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog) dialog.close(); // the backdrop
      });
    }
    for (const button of document.querySelectorAll("[data-opens]")) {
      button.addEventListener("click", () => this.open(button.dataset.opens));
    }
    this.watchFlags();
  }

  open(id) {
    this.pause();
    byId(id).showModal();
    byId(id).querySelector("h2[tabindex]")?.focus();
  }

  watchFlags() {
    const stopped = byId("stopped");
    const flags = new RedFlags(stopped, byId("verdict"), async (ids) => {
      const given = await tell(this.page.act, { action: "flags", ids });
      byId("stopped-reply").textContent = given.say;
      this.locked ||= given.ok;
      return given;
    });
    const offerNone = () => {
      byId("none").hidden = flags.level !== undefined;
    };
    flags.verdict.addEventListener("verdict", offerNone);
    offerNone();
    byId("none").addEventListener("click", () => stopped.close());
    stopped.addEventListener("close", () => {
      // What was ticked may have locked this very tip.
      if (this.locked) goTo(this.page.sore);
    });
  }
}
