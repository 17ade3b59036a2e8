// The sore-day page: the check comes first, then gentle tips only.

import { tell } from "./desk.js";
import { RedFlags, keepWays } from "./red-flags.js";

const page = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const reply = byId("reply");
let { mark } = page;

/**
 * Tells the program, and shows what follows from it; where that fails, words beside the button say
 * why: the list with its own words may be folded.
 */
async function change(action, words = reply) {
  const answer = await tell(page.act, action);
  if (answer.mark) mark = answer.mark;
  if (answer.ok) location.assign(page.sore);
  else words.textContent = answer.say;
}

const flags = new RedFlags(document.querySelector(".flags"), byId("verdict"), async (ids) => {
  const answer = await tell(page.act, { action: "flags", ids });
  reply.textContent = answer.say;
  return answer;
});

keepWays(flags, byId("none"), byId("onward"));
byId("none").addEventListener("click", () => change({ action: "sore", on: true }));
byId("onward").addEventListener("click", () => change({ action: "sore", on: true }));
byId("better")?.addEventListener("click", () => change({ action: "sore", on: false }, byId("gentle-reply")));
byId("cleared")?.addEventListener("click", () => change({ action: "cleared", mark }, byId("locked-reply")));
