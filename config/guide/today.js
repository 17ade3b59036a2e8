// Keeps the page of a day that goes on as it is now, while somebody looks at it. What changes is
// taken over piece by piece, so that focus, scrolling and what is unfolded stay; nothing is
// announced, as nothing here is urgent.

import { ask, isLost, keepBy } from "./line.js";

const EVERY = 30_000;

const day = document.getElementById("day");
let waiting = 0;

/** Makes `old` say what `fresh` says; elements that are the same stay where they are. */
function becomes(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    old.replaceWith(document.adoptNode(fresh));
  } else if (old.nodeType === Node.ELEMENT_NODE) {
    sameAttributes(old, fresh);
    sameChildren(old, fresh);
  } else if (old.nodeValue !== fresh.nodeValue) {
    old.nodeValue = fresh.nodeValue;
  }
}

/** What the person has unfolded stays so. */
const OWN = new Set(["open"]);

function sameAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !OWN.has(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !OWN.has(name)) old.setAttribute(name, value);
  }
}

function sameChildren(old, fresh) {
  const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
  after.forEach((node, place) => {
    if (place < before.length) becomes(before[place], node);
    else old.append(document.adoptNode(node));
  });
  for (const node of before.slice(after.length)) node.remove();
}

/** Asks for the page anew; only what unkink itself says is taken over. */
async function update() {
  const answer = await ask(location.href);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(answer.text, "text/html");
  const fresh = page.getElementById("day");
  if (!fresh) return;
  becomes(day, fresh);
  if (document.title !== page.title) document.title = page.title;
}

async function look() {
  clearTimeout(waiting);
  await update();
  clearTimeout(waiting);
  if (!document.hidden && !isLost()) waiting = setTimeout(look, EVERY);
}

if ("live" in day.dataset) {
  keepBy(look);
  document.addEventListener("visibilitychange", () => clearTimeout(waiting));
  if (!document.hidden) waiting = setTimeout(look, EVERY);
}

// Where the band is wider than the screen, what was last is in view.
const band = document.querySelector(".band");
const now = band?.querySelector(".line");
if (now) {
  const place = now.getBoundingClientRect().left - band.getBoundingClientRect().left;
  band.scrollLeft = place - 0.9 * band.clientWidth;
}
