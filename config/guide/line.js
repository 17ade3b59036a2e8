// The line to the program that served this page, and to nobody else. Once unkink has ended, anybody
// may answer at its address. So nothing is said before the other end has proved itself, what is said
// is sealed, and an answer without a proof is no answer. A page that has lost its line says so, keeps
// what is on it and sends nothing.

import { at, canTell, every, longest, nonce, page, proves, sealed } from "./seals.js";

/** A proof comes at once; a figure may have to be drawn first. */
const PROOF_MS = 5_000;
const PATIENCE_MS = 30_000;
const LONGEST_ANSWER = 8 * 1024 * 1024;
const SILENT = "This page has lost unkink.";
const STRANGER = "Another program answers in unkink’s place.";
const UNSURE = "This browser cannot tell whether it talks to unkink.";

const notice = document.getElementById("lost");
let asking = null;
let asked = 0;
let heard = 0;
let leaving = false;
let touched = Date.now();
let proved = Date.now();
let timer = 0;
let check = prove;

// ── asking ─────────────────────────────────────────────────────────────────────────────────────

/** Reads an answer to its end; nobody may fill this computer's memory with an endless one. */
async function whole(response) {
  if (response.body === null) return new Uint8Array();
  const parts = [];
  let size = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > LONGEST_ANSWER) {
      reader.cancel();
      throw new Error("an answer without end");
    }
    parts.push(value);
  }
}

/**
 * Asks the program for a page or a file, or tells it an action; only a proved answer counts. Whoever
 * tells one has it proved first (`prove`) that somebody is there who may know of it.
 *
 * @returns {Promise<{ok: boolean, status: number, text: string}|null>}  null: there is no line
 */
export async function ask(address, action) {
  const url = new URL(address, location.href);
  const once = nonce();
  const turn = (asked += 1);
  const headers = { "Page-Id": page, "Page-Nonce": once };
  const signal = AbortSignal.timeout(address === at ? PROOF_MS : PATIENCE_MS);
  const request = { headers, signal, mode: "same-origin", credentials: "omit", redirect: "error" };
  try {
    if (action !== undefined) {
      headers["Content-Type"] = "application/json";
      request.method = "POST";
      request.body = await sealed(once, url.pathname, action);
    }
    const response = await fetch(url, request);
    const { ok, status } = response;
    const body = await whole(response);
    const proof = response.headers.get("Page-Proof");
    if (!(await proves(proof, once, url.pathname, status, body))) return lose(turn, STRANGER);
    hold(turn);
    return { ok, status, text: new TextDecoder().decode(body) };
  } catch {
    return lose(turn, (await canTell()) ? SILENT : UNSURE);
  }
}

/** Whether the program that served this page is there now. */
export function prove() {
  asking ??= ask(at)
    .then((answer) => answer !== null)
    .finally(() => {
      asking = null;
    });
  return asking;
}

/** Has `look` keep the line, for a page that asks for more than a proof each time. */
export function keepBy(look) {
  check = look;
}

// ── lost and held ──────────────────────────────────────────────────────────────────────────────

/** Whether the page knows that nobody it knows is there. */
export const isLost = () => !notice.hidden;

/** Whether nothing newer is known: what was asked before the last word on the line is old. */
function isNews(turn) {
  if (turn < heard) return false;
  heard = turn;
  return true;
}

function hold(turn) {
  if (!isNews(turn)) return;
  proved = Date.now();
  if (!isLost()) return;
  // The focus shall not go with the button that was pressed.
  if (notice.contains(document.activeElement)) document.getElementById("main").focus({ preventScroll: true });
  notice.hidden = true;
  show();
  document.dispatchEvent(new Event("held"));
}

function lose(turn, words) {
  if (leaving || !isNews(turn)) return null; // what is under way ends with the page
  const told = document.getElementById("lost-what");
  if (told.textContent !== words || !isLost()) {
    notice.hidden = false;
    told.parentElement.setAttribute("role", "status"); // only a page that lost it has something to say
    told.textContent = words;
  }
  show();
  return null;
}

/** What would send says that it does not; it stays where it is, and so does the focus. */
function show() {
  for (const one of document.querySelectorAll("[data-sends]")) {
    if (isLost()) one.setAttribute("aria-disabled", "true");
    else one.removeAttribute("aria-disabled");
  }
}

// ── ways away from here: the next page has to be one of ours, too ──────────────────────────────

/** Where a click on this leads within our pages; null for everything else. */
function goal(element) {
  const link = element.closest?.("a[href]");
  if (!link || link.target) return null;
  const { origin, pathname, search, hash, href } = new URL(link.getAttribute("href"), location.href);
  const here = pathname === location.pathname && search === location.search && hash;
  return origin === location.origin && !here ? href : null;
}

async function go(leave) {
  if (await prove()) leave();
}

/** Goes to another page of ours, if it is ours still. */
export function goTo(address) {
  return go(() => location.assign(address));
}

function clicked(event) {
  const href = goal(event.target);
  if (isLost() && event.target.closest?.("[data-sends]")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    prove();
  } else if (href !== null) {
    const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    // Another tab can only be opened at once, by the browser itself.
    if (plain || isLost()) event.preventDefault();
    if (plain) goTo(href);
  }
}

function submitted(event) {
  const form = event.target;
  if (form.hasAttribute("action")) {
    event.preventDefault();
    go(() => form.submit());
  } else if (isLost() && form.querySelector("[data-sends]")) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

// ── staying ────────────────────────────────────────────────────────────────────────────────────

/** Asks again while the page is in sight and in use, so that the pages stay open under it. */
function stay() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(again, every);
}

async function again() {
  if (!isLost() && !document.hidden && Date.now() - touched < longest) await check();
  stay();
}

function touch() {
  touched = Date.now();
  if (!isLost() && touched - proved > every) {
    proved = touched; // one question, however much the pointer moves
    check();
  }
}

function look() {
  if (document.hidden) return clearTimeout(timer);
  touched = Date.now();
  check();
  stay();
}

addEventListener("click", clicked, true);
addEventListener("auxclick", clicked, true);
addEventListener("submit", submitted, true);
for (const one of ["pointermove", "pointerdown", "keydown", "scroll"]) {
  addEventListener(one, touch, { capture: true, passive: true });
}
document.addEventListener("visibilitychange", look);
addEventListener("focus", look);
addEventListener("pagehide", () => {
  leaving = true;
});
addEventListener("pageshow", (event) => {
  leaving = false;
  if (event.persisted) look();
});
document.getElementById("lost-again").addEventListener("click", () => check());
stay();

// Pictures come now, not when they are scrolled to: by then somebody else may send them.
addEventListener("load", () => {
  for (const one of document.images) one.loading = "eager";
});
