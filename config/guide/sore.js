// The sore-day page: the check comes first, then gentle tips only.

import { tell } from "./desk.js";
import { RedFlags } from "./red-flags.js";

const page = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const reply = byId("reply");

/** Tells the program, and shows the page anew; where that fails, the words say why. */
async function change(action) {
  const answer = await tell(page.act, action);
  if (answer.ok) location.reload();
  else reply.textContent = answer.say;
}

const verdict = byId("verdict");
const flags = new RedFlags(document.querySelector(".flags"), verdict, async (ids) => {
  const answer = await tell(page.act, { action: "flags", ids });
  reply.textContent = answer.say;
});

/** "None" is no answer while something is ticked; after an emergency there is no way onward. */
function offer() {
  byId("none").hidden = flags.level !== undefined;
  byId("onward").hidden = flags.level === undefined || flags.level === "emergency";
}

verdict.addEventListener("verdict", offer);
offer();
byId("none").addEventListener("click", () => change({ action: "sore", on: true }));
byId("onward").addEventListener("click", () => change({ action: "sore", on: true }));
byId("better")?.addEventListener("click", () => change({ action: "sore", on: false }));
byId("cleared")?.addEventListener("click", () => change({ action: "cleared" }));
