// The instruction page: what its parts tell each other.

import { Answers } from "./answers.js";
import { Board, unkink } from "./board.js";
import { Course } from "./course.js";
import { Dialogs } from "./dialogs.js";
import { MovingFigure } from "./moving-figure.js";
import { Playing, SYSTEM_CLOCK } from "./playing.js";
import { arrows, listen } from "./shortcuts.js";
import { Sound } from "./sound.js";
import { Switches } from "./switches.js";
import { Voice } from "./voice.js";

/** A step this short is over before a count would help. */
const SHORTEST_COUNTED_MS = 6000;
const COUNTED_FROM = 3;
const LAST_WORDS = "That was it.";

const page = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const course = new Course(page.steps, page.seconds, page.repeats);
const sound = new Sound();
const switches = new Switches(page, turned);
const voice = new Voice(SYSTEM_CLOCK, (there) => {
  byId("voice").toggleAttribute("data-off", !there);
});
const ownPace = () => switches.on("own_pace");
const listening = () => voice.busy;
const playing = new Playing(
  course,
  SYSTEM_CLOCK,
  { ownPace, held: listening },
  { mode: modeChanged, step: stepChanged, time: timePassed, end: ended },
);
const board = new Board(playing, ownPace, listening);
const answers = new Answers(page, () => playing.pause());
const dialogs = new Dialogs(page, () => playing.pause());
let figure = null;
let counted = 0;
let begun = false;

// ── what is seen, heard and told ───────────────────────────────────────────────────────────────

/** For screen readers only: the eye sees it anyway, and who listens already shall not hear it twice. */
function announce(text) {
  byId("spoken").textContent = text;
}

function tellStep() {
  if (playing.running && switches.on("sound")) sound.step();
  if (playing.running && aloud()) {
    course.reading = 0; // who hears it need not read it
    voice.say(begun ? page.steps[course.place] : `${page.title}. ${page.steps[course.place]}`);
  } else {
    announce(board.spokenStep);
  }
  begun ||= playing.running;
  counted = COUNTED_FROM + 1;
}

function aloud() {
  return switches.on("voice") && !byId("voice").hasAttribute("data-off");
}

function modeChanged() {
  board.drawMode();
  moveFigure();
  if (playing.running && !begun) answers.begin();
  if (playing.running) return tellStep();
  voice.hush();
  if (playing.mode === "paused") announce("Paused.");
}

function stepChanged() {
  board.drawStep();
  moveFigure();
  tellStep();
}

/** Before the start the figure shows what will come, then what is to be done now. */
function moveFigure() {
  const ready = playing.mode === "ready";
  figure?.follow(course.place, ready && course.place === 0);
  figure?.want(ready || playing.running);
}

function timePassed() {
  board.drawTime();
  const seconds = Math.ceil(course.left / 1000);
  const worth = course.lengths[course.place] >= SHORTEST_COUNTED_MS && !playing.reading;
  if (!aloud() || !worth || seconds >= counted) return;
  counted = seconds;
  voice.count(seconds);
}

function ended() {
  if (switches.on("sound")) sound.end();
  if (aloud()) voice.say(LAST_WORDS);
  byId("finished-title").focus({ preventScroll: true });
  unkink();
  if (course.whole) answers.done();
}

/** Done in the middle of the tip is its end as well. */
function sayDone() {
  answers.done();
  playing.finish();
}

function again() {
  answers.startAnew();
  begun = false;
  playing.again();
  byId("go").focus({ preventScroll: true });
}

function turned(name) {
  if (name === "voice") {
    if (aloud() && playing.running) tellStep();
    else voice.hush();
  }
  if (name === "sound" && switches.on("sound")) sound.step();
  board.drawMode();
}

function stop() {
  dialogs.open("stopped");
}

// ── beginning ──────────────────────────────────────────────────────────────────────────────────

const forward = () => playing.forward();
const backward = () => playing.backward();
byId("go").addEventListener("click", () => playing.go());
byId("next").addEventListener("click", forward);
byId("back").addEventListener("click", backward);
byId("again").addEventListener("click", again);
for (const one of document.querySelectorAll("[data-done]")) one.addEventListener("click", sayDone);
addEventListener("beforeprint", () => playing.pause());
addEventListener("pagehide", () => voice.hush());

listen(() => switches.on("keys"), {
  ...arrows(forward, backward),
  " ": () => playing.go(),
  s: stop,
  d: sayDone,
  n: () => answers.another(),
  p: () => switches.turn("own_pace"),
  v: () => !byId("voice").hasAttribute("data-off") && switches.turn("voice"),
  b: () => switches.turn("sound"),
});

board.drawStep();
byId("go").focus({ preventScroll: true });

if (page.figure !== null) {
  figure = await MovingFigure.load(page.figure, page.steps.length);
  moveFigure();
}
