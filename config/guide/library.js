// The library: filters and search over the tips on the page, kept in the address; "Bring back".

import { tell } from "./desk.js";
import { ask } from "./line.js";

const page = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const form = byId("finder");
const KEYS = ["find", "area", "minutes", "place", "bare"];

/** Seconds from and to which a tip has each length; a minute is one of the break it fills. */
const LENGTHS = { 1: [0, 75], 5: [0, 300], long: [301, Infinity] };

// ── what is wanted: the form, and the address that remembers it ─────────────────────────────────

/** The filters that are set, such as {area: "neck", find: "turn"}. */
function wanted() {
  const said = new FormData(form);
  const pairs = KEYS.map((key) => [key, String(said.get(key) ?? "").trim()]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ""));
}

/** Writes the filters into the address; `step` makes it one that Back returns from. */
function remember(step) {
  const told = new URLSearchParams(wanted()).toString();
  if (told === location.hash.slice(1)) return;
  const address = told ? `#${told}` : location.pathname;
  if (step) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** Takes the filters from the address; one that names something else, such as #main, says nothing. */
function recall() {
  const told = new URLSearchParams(location.hash.slice(1));
  if (location.hash && !KEYS.some((key) => told.has(key))) return;
  form.reset();
  for (const key of KEYS.filter((name) => told.has(name))) {
    const field = form.elements.namedItem(key);
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = true;
    else field.value = told.get(key);
  }
  // An area or a length that nobody offers would leave its field empty.
  if (form.elements.area.selectedIndex < 0) form.elements.area.value = "";
  for (const name of ["minutes", "place"]) {
    if (!form.querySelector(`[name=${name}]:checked`)) form.elements[name].value = "";
  }
  show();
}

// ── what is shown ──────────────────────────────────────────────────────────────────────────────

function fits(item, filters) {
  const { area, place, seconds, needs, words } = item.dataset;
  const [from, to] = LENGTHS[filters.minutes] ?? [0, Infinity];
  const text = `${item.textContent} ${words}`.toLowerCase();
  return (
    (!filters.area || area.split(" ").includes(filters.area)) &&
    (!filters.place || place.split(" ").includes(filters.place)) &&
    Number(seconds) >= from &&
    Number(seconds) <= to &&
    (!filters.bare || needs === "0") &&
    (filters.find ?? "").toLowerCase().split(/\s+/).every((word) => text.includes(word))
  );
}

function show() {
  const filters = wanted();
  const items = [...document.querySelectorAll(".category li")];
  for (const item of items) item.hidden = !fits(item, filters);
  for (const one of document.querySelectorAll(".category")) {
    one.hidden = !one.querySelector("li:not([hidden])");
  }
  const found = items.filter((item) => !item.hidden).length;
  const used = Object.keys(filters).length;
  const tips = items.length === 1 ? "1 tip" : `${items.length} tips`;
  byId("count").textContent = used ? `${found} of ${tips}` : `${tips} for you today`;
  byId("reset").hidden = used === 0;
  byId("nothing").hidden = found > 0 || used === 0;
  byId("paths").hidden = used > 0;
  const behind = used - ("find" in filters ? 1 : 0);
  byId("used").hidden = behind === 0;
  byId("used").textContent = `: ${behind}`;
}

/** Takes all filters off; the focus goes where looking begins anew. */
function showAll() {
  form.reset();
  remember(true);
  show();
  byId("find").focus({ preventScroll: true });
}

// ── "Bring back" ───────────────────────────────────────────────────────────────────────────────

/** Asks for the page as it is now, and takes over what is on the shelf. */
async function restock() {
  const answer = await ask(location.pathname);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(answer.text, "text/html").getElementById("shelf");
  for (const one of fresh.querySelectorAll("img")) one.loading = "eager";
  byId("shelf").replaceWith(document.adoptNode(fresh));
  byId("away")?.setAttribute("open", "");
  show();
}

async function bringBack(button) {
  button.disabled = true;
  const answer = await tell(page.act, { action: "rate", tip: button.dataset.back, liking: "usual" });
  button.disabled = false;
  if (answer.ok) await restock();
  byId("reply").textContent = answer.ok ? "It is back in the library." : answer.say;
  byId("reply").focus();
}

// ── listening ──────────────────────────────────────────────────────────────────────────────────

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => {
  if (event.target.id === "find") return;
  remember(true);
  show();
});

byId("find").addEventListener("input", () => {
  // One step back for the whole search, not for each letter.
  remember(!new URLSearchParams(location.hash.slice(1)).has("find"));
  show();
});

byId("open-filters").addEventListener("click", () => {
  const open = form.classList.toggle("open");
  byId("open-filters").setAttribute("aria-expanded", String(open));
});

document.addEventListener("click", (event) => {
  if (event.target.closest("#reset, #show-all")) showAll();
  const back = event.target.closest("[data-back]");
  if (back) bringBack(back);
});

addEventListener("popstate", recall);
// A browser may put old answers back into the form when the page is shown again.
addEventListener("pageshow", recall);
