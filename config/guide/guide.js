// The instruction page: countdown, controls, figure, and the answers to the reminder.

import { Course } from "./course.js";
import { tell } from "./desk.js";
import { MovingFigure } from "./moving-figure.js";
import { RedFlags } from "./red-flags.js";

const page = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const course = new Course(page.steps, page.seconds);

/** "ready", "running", "paused" or "finished". */
let mode = "ready";
let figure = null;
let beat = 0;
let lastBeat = 0;
let prompt = page.prompt;
let locked = false;

// ── drawing ────────────────────────────────────────────────────────────────────────────────────

const GO = { ready: "Start", running: "Pause", paused: "Carry on", finished: "Start" };
const STATE = { ready: "Ready when you are", paused: "Paused", running: "", finished: "" };

/** A number and its unit: seconds, or minutes and seconds where they need three digits. */
function clock(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000 - 0.02);
  if (seconds < 100) return [String(seconds), "sec"];
  return [`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`, "min"];
}

function timeLeft() {
  const seconds = Math.ceil(course.remaining / 1000);
  return seconds >= 90 ? `${Math.round(seconds / 60)} min left` : `${seconds} s left`;
}

/** Puts the loop on its place on the line; positions come from here, the policy allows no style. */
function placeLoop() {
  const width = byId("loop").clientWidth;
  const radius = byId("ring").clientWidth / 2;
  const count = page.steps.length;
  const along = (place) =>
    radius + (width - 2 * radius) * (count === 1 ? 0.5 : place / (count - 1));
  [...byId("dots").children].forEach((dot, place) => {
    dot.style.left = `${along(place)}px`;
  });
  byId("ring").style.transform = `translateX(${along(course.place)}px)`;
  byId("gone").style.transform = `scaleX(${along(course.place) / width})`;
}

/** Draws what changes with every beat. */
function drawTime() {
  const reading = mode === "running" && course.reading > 0;
  const [number, unit] = clock(course.left);
  byId("left").textContent = number;
  byId("unit").textContent = reading ? "read" : unit;
  byId("ring").classList.toggle("reading", reading);
  byId("arc").style.strokeDashoffset = 1000 * (1 - course.share);
  byId("state").textContent = mode === "running" ? timeLeft() : STATE[mode];
}

/** Draws what changes with the step. */
function drawStep() {
  const here = course.place;
  for (const group of [byId("steps"), byId("nexts")]) {
    [...group.children].forEach((line, place) => line.classList.toggle("on", place === here));
  }
  [...byId("dots").children].forEach((dot, place) => {
    dot.className = place < here ? "past" : place === here ? "on" : "";
  });
  byId("count").textContent = `Step ${here + 1} of ${page.steps.length}`;
  byId("back").disabled = here === 0;
  placeLoop();
  drawTime();
  figure?.follow(here);
}

/** For screen readers only: the eye sees it anyway. */
function speak(text) {
  byId("spoken").textContent = text;
}

function speakStep() {
  const [number, unit] = clock(course.lengths[course.place]);
  const words = unit === "sec" ? `${number} seconds` : `${number} minutes`;
  speak(`Step ${course.place + 1} of ${page.steps.length}. ${page.steps[course.place]} ${words}.`);
}

// ── running ────────────────────────────────────────────────────────────────────────────────────

function setMode(next) {
  mode = next;
  document.body.dataset.mode = mode;
  const running = mode === "running";
  byId("go-label").textContent = GO[mode];
  byId("go-play").hidden = running;
  byId("go-pause").hidden = !running;
  clearInterval(beat);
  if (running) {
    lastBeat = performance.now();
    beat = setInterval(onBeat, 200);
  }
  figure?.want(mode !== "paused");
  drawTime();
}

function onBeat() {
  const now = performance.now();
  const before = course.place;
  course.advance(now - lastBeat);
  lastBeat = now;
  if (course.over) finish();
  else if (course.place !== before) showStep();
  else drawTime();
}

function showStep() {
  drawStep();
  speakStep();
}

function startOrPause() {
  if (mode === "finished") return;
  if (mode === "running") {
    setMode("paused");
    speak("Paused.");
  } else {
    setMode("running");
    speakStep();
  }
}

function forward() {
  if (mode === "finished") return;
  course.forward();
  if (course.over) finish();
  else showStep();
}

function backward() {
  if (mode === "finished" || course.place === 0) return;
  course.back();
  showStep();
}

/** The loop opens into a straight line: unkinked. Only a browser that can animate paths shows it. */
function unkink() {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const kink = "M0 40H280C360 40 380 4 280 4C180 4 200 40 280 40H560";
  const looser = "M0 40H240C280 40 300 30 280 30C260 30 280 40 320 40H560";
  const straight = byId("flat").getAttribute("d");
  byId("flat").animate(
    [
      { d: `path("${kink}")` },
      { d: `path("${looser}")`, offset: 0.7 },
      { d: `path("${straight}")` },
    ],
    { duration: 900, easing: "cubic-bezier(.3,.05,.2,1)" },
  );
}

function showFinished(finished) {
  byId("finished").hidden = !finished;
  for (const id of ["doing", "loop", "controls"]) byId(id).hidden = finished;
}

function finish() {
  setMode("finished");
  showFinished(true);
  byId("finished-title").focus({ preventScroll: true });
  unkink();
  if (prompt !== null) answer("done");
}

function again() {
  showFinished(false);
  course.start();
  setMode("ready");
  drawStep();
  byId("go").focus();
}

// ── answers to the reminder ────────────────────────────────────────────────────────────────────

/** Sends Done, Snooze or Skip; what was answered once is not asked again. */
async function answer(action) {
  const given = await tell(page.act, { action, prompt });
  // The words go where the eye is.
  byId("reply").textContent = mode === "finished" ? "" : given.say;
  byId("finished-words").textContent = `${given.say} This page can be closed.`;
  if (!given.ok) return;
  prompt = null;
  byId("prompt-bar").hidden = true;
  if (action !== "done" && mode === "running") setMode("paused");
}

// ── Stop, and the other dialogs ────────────────────────────────────────────────────────────────

function open(id) {
  if (mode === "running") setMode("paused");
  byId(id).showModal();
}

function stop() {
  open("stopped");
  byId("stopped-title").focus();
}

const verdict = byId("verdict");
const flags = new RedFlags(byId("stopped"), verdict, async (ids) => {
  const given = await tell(page.act, { action: "flags", ids });
  byId("stopped-reply").textContent = given.say;
  locked ||= given.ok;
});

function offerNone() {
  byId("none").hidden = flags.level !== undefined;
}

verdict.addEventListener("verdict", offerNone);
offerNone();
byId("none").addEventListener("click", () => byId("stopped").close());
byId("stopped").addEventListener("close", () => {
  // What was ticked may have locked this very tip.
  if (locked) location.href = page.sore;
});

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // the backdrop
  });
}

// ── keyboard ───────────────────────────────────────────────────────────────────────────────────

const KEYS = { arrowright: forward, arrowleft: backward, s: stop, " ": startOrPause };

document.addEventListener("keydown", (event) => {
  const act = KEYS[event.key.toLowerCase()];
  const busy = event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]");
  if (!act || busy || !byId("keys-on").checked) return;
  // Space on another button or link is that button's own.
  if (event.key === " " && event.target.closest("button, a") && event.target.id !== "go") return;
  event.preventDefault();
  if (!event.repeat) act();
});

// ── beginning ──────────────────────────────────────────────────────────────────────────────────

byId("go").addEventListener("click", startOrPause);
byId("next").addEventListener("click", forward);
byId("back").addEventListener("click", backward);
byId("stop").addEventListener("click", stop);
byId("again").addEventListener("click", again);
byId("open-evidence").addEventListener("click", () => open("evidence"));
byId("open-keys").addEventListener("click", () => open("keys"));
for (const button of document.querySelectorAll("[data-action]")) {
  button.addEventListener("click", () => answer(button.dataset.action));
}
addEventListener("resize", placeLoop);
addEventListener("beforeprint", () => mode === "running" && setMode("paused"));

drawStep();
setMode("ready");
byId("go").focus({ preventScroll: true });
// Two frames later, so that the loop does not travel to its first place.
requestAnimationFrame(() =>
  requestAnimationFrame(() => byId("loop").classList.add("placed")),
);

if (page.figure !== null) {
  figure = await MovingFigure.load(page.figure, page.steps.length);
  figure?.follow(course.place);
  figure?.want(mode !== "paused");
}
