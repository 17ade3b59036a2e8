// The welcome page: its list works as on the sore-day page, which is also where a sore day goes on.

import { tell } from "./desk.js";
import { RedFlags, keepWays } from "./red-flags.js";

const page = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const reply = byId("reply");

const flags = new RedFlags(document.querySelector(".flags"), byId("verdict"), async (ids) => {
  const answer = await tell(page.act, { action: "flags", ids });
  reply.textContent = answer.say;
  return answer;
});

keepWays(flags, byId("none"), byId("onward"));
byId("onward").addEventListener("click", async () => {
  const answer = await tell(page.act, { action: "sore", on: true });
  if (answer.ok) location.href = page.sore;
  else reply.textContent = answer.say;
});
