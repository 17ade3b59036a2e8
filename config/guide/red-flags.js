// The red-flag list: a tick shows what to do at once, and tells the program to lock what it locks.

/** From the most urgent to the least: one verdict at a time, the most urgent one. */
const LEVELS = ["emergency", "soon", "advice"];

export class RedFlags {
  /**
   * @param {Element} list      holds the boxes
   * @param {Element} verdict   holds one text for each level
   * @param {function(string[])} onTick  tells the ids of all ticked flags; resolves to the answer
   */
  constructor(list, verdict, onTick) {
    this.boxes = [...list.querySelectorAll("input[name=flag]")];
    this.verdict = verdict;
    this.onTick = onTick;
    this.untold = false;
    for (const box of this.boxes) {
      box.addEventListener("change", () => {
        this.show();
        if (box.checked) this.tell();
      });
    }
    document.addEventListener("held", () => this.untold && this.tell());
    this.show(); // a browser may keep ticks over a reload
  }

  /** Has the ticks told; those that unkink could not hear are told when it is back. */
  async tell() {
    const ids = this.ticked.map((one) => one.value);
    this.untold = ids.length > 0 && Boolean((await this.onTick(ids)).lost);
  }

  /** The boxes that are ticked. */
  get ticked() {
    return this.boxes.filter((box) => box.checked);
  }

  /** The level that counts, or undefined. */
  get level() {
    return LEVELS.find((level) => this.ticked.some((box) => box.dataset.level === level));
  }

  /** Shows the text of the level that counts. */
  show() {
    for (const text of this.verdict.children) text.hidden = text.dataset.level !== this.level;
    this.verdict.dispatchEvent(new Event("verdict"));
  }

  /** Takes all ticks away. */
  clear() {
    for (const box of this.boxes) box.checked = false;
    this.show();
  }
}

/**
 * Shows the way onward that fits: "None" is no answer while something is ticked, and after an
 * emergency there is no way onward.
 */
export function keepWays(flags, none, onward) {
  const offer = () => {
    none.hidden = flags.level !== undefined;
    onward.hidden = flags.level === undefined || flags.level === "emergency";
  };
  flags.verdict.addEventListener("verdict", offer);
  offer();
}
