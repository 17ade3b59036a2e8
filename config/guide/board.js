// Draws where one is on the way: the step, the next one, the loop on its line, the large button.

const byId = (id) => document.getElementById(id);

/** What the large button says; at one's own pace it leads on instead of pausing. */
const GO = { ready: "Start", running: "Pause", paused: "Carry on", finished: "Start" };
const STATE = { ready: "Ready when you are", paused: "Paused", finished: "" };

/** A number and its unit: seconds, or minutes and seconds where they need three digits. */
function clock(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000 - 0.02);
  if (seconds < 100) return [String(seconds), "sec"];
  return [`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`, "min"];
}

export class Board {
  /**
   * @param {Playing} playing
   * @param {function(): boolean} ownPace  whether the clock is dropped
   * @param {function(): boolean} listening  whether a sentence is being spoken
   */
  constructor(playing, ownPace, listening) {
    this.playing = playing;
    this.course = playing.course;
    this.ownPace = ownPace;
    this.listening = listening;
    addEventListener("resize", () => this.placeLoop());
    // Two frames later, so that the loop does not travel to its first place.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => byId("loop").classList.add("placed")),
    );
  }

  /** Puts the loop on its place on the line; positions come from here, the policy allows no style. */
  placeLoop() {
    const width = byId("loop").clientWidth;
    const radius = byId("ring").clientWidth / 2;
    const count = this.course.steps.length;
    const along = (place) =>
      radius + (width - 2 * radius) * (count === 1 ? 0.5 : place / (count - 1));
    const way = getComputedStyle(document.documentElement).direction === "rtl" ? -1 : 1;
    [...byId("dots").children].forEach((dot, place) => {
      dot.style.transform = `translateX(${way * along(place)}px)`;
    });
    byId("ring").style.transform = `translateX(${way * along(this.course.place)}px)`;
    byId("gone").style.transform = `scaleX(${along(this.course.place) / width})`;
  }

  /** Draws what changes with the mode. */
  drawMode() {
    const { mode, running } = this.playing;
    const leads = running && this.ownPace();
    const last = this.course.place === this.course.steps.length - 1;
    document.body.dataset.mode = mode;
    byId("go-label").textContent = leads ? (last ? "Finish" : "Next step") : GO[mode];
    byId("go-play").toggleAttribute("hidden", running);
    byId("go-pause").toggleAttribute("hidden", !running || leads);
    byId("go-next").toggleAttribute("hidden", !leads);
    byId("ring").classList.toggle("pace", this.ownPace());
    byId("doing").toggleAttribute("data-off", mode === "finished");
    byId("finished").toggleAttribute("data-off", mode !== "finished");
    byId("offer").toggleAttribute("data-off", mode !== "finished");
    this.drawTime();
  }

  /** Draws what changes with every beat. */
  drawTime() {
    const { reading } = this.playing;
    const listening = this.playing.running && this.listening();
    const [number, unit] = clock(this.course.left);
    byId("left").textContent = number;
    byId("unit").textContent = listening ? "listen" : reading ? "read" : unit;
    byId("ring").classList.toggle("reading", reading || listening);
    byId("arc").style.strokeDashoffset = this.ownPace() ? 0 : 1000 * (1 - this.course.share);
    byId("repeat").textContent = this.course.repeat?.join(" of ") ?? "";
    byId("state").textContent = this.state();
  }

  state() {
    const { mode } = this.playing;
    if (mode !== "running") return STATE[mode];
    if (this.ownPace()) return "At your pace";
    const seconds = Math.ceil(this.course.remaining / 1000);
    return seconds >= 90 ? `${Math.round(seconds / 60)} min left` : `${seconds} s left`;
  }

  /** Draws what changes with the step. */
  drawStep() {
    const here = this.course.place;
    for (const group of [byId("steps"), byId("nexts")]) {
      [...group.children].forEach((line, place) => line.classList.toggle("on", place === here));
    }
    [...byId("dots").children].forEach((dot, place) => {
      dot.className = place < here ? "past" : place === here ? "on" : "";
    });
    byId("count").textContent = `Step ${here + 1} of ${this.course.steps.length}`;
    byId("back").disabled = here === 0;
    this.placeLoop();
    this.drawMode();
  }

  /** The step in the words of a screen reader, with the time it lasts. */
  get spokenStep() {
    const { place, steps, lengths } = this.course;
    const [number, unit] = clock(lengths[place]);
    const length = unit === "sec" ? `${number} seconds` : `${Math.round(lengths[place] / 60000)} minutes`;
    const ends = this.ownPace() ? "" : ` ${length}.`;
    return `Step ${place + 1} of ${steps.length}. ${steps[place]}${ends}`;
  }
}

/** The loop opens into a straight line: unkinked. Only a browser that can animate paths shows it. */
export function unkink() {
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
