// The health questions: "None" and "I prefer not to say" take every other tick away, and one press
// keeps what is ticked. Answers leave the page by POST alone. Where they have changed elsewhere since
// the page was made, nothing is kept yet: it tells what changed, and ticks what was ticked there too.

import { tell } from "./desk.js";

const page = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const form = byId("questions");
const tags = [...form.querySelectorAll("input[name=tag]")];
const [none, declined] = [byId("none"), byId("declined")];
let { mark } = page;

/** Keeps the ticks free of contradictions. */
function agree(ticked) {
  if (!ticked.checked) return;
  for (const box of [...tags, none, declined]) {
    const goes = tags.includes(ticked) ? !tags.includes(box) : box !== ticked;
    if (goes) box.checked = false;
  }
}

/** Returns what is to be kept, or undefined where nothing is ticked. */
function answer() {
  const ticked = tags.filter((box) => box.checked).map((box) => box.value);
  if (declined.checked) return { action: "decline" };
  if (ticked.length || none.checked) return { action: "answer", tags: ticked };
  return undefined;
}

/** Ticks these questions, for the person to look at; where there are none, the last lines stay. */
function tick(wanted) {
  for (const box of tags) box.checked = wanted.includes(box.value);
  if (wanted.length) none.checked = declined.checked = false;
}

async function keep(action) {
  const reply = await tell(page.act, { ...action, mark });
  byId("reply").textContent = reply.say;
  byId("news").textContent = reply.news ?? "";
  byId("news").hidden = !reply.news;
  if (reply.mark) mark = reply.mark;
  if (reply.tags) tick(reply.tags);
  for (const text of byId("verdict").children) text.hidden = text.dataset.level !== reply.level;
  return reply.ok;
}

form.addEventListener("change", (event) => agree(event.target));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const action = answer();
  if (action) keep(action);
  else byId("reply").textContent = "Tick what applies, or one of the last two lines.";
});
byId("forget").addEventListener("click", async () => {
  if (await keep({ action: "forget" })) {
    for (const box of [...tags, none, declined]) box.checked = false;
  }
});
