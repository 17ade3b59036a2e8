// Reads the steps aloud with the voice of the browser, so that nobody has to look.

/** A sentence that never reports its end holds the clock no longer than this. */
const PATIENCE_MS = 1500;
const SLOWEST_MS_PER_LETTER = 95;

/** Slower than talk: it is listened to in the middle of a move. */
const RATE = 0.95;

export class Voice {
  /**
   * @param {object} clock  tells the time by `now()`
   * @param {function(boolean)} hears  called when it is known whether there are voices
   */
  constructor(clock, hears) {
    this.clock = clock;
    this.synthesis = globalThis.speechSynthesis;
    this.ends = 0;
    if (!this.synthesis) return hears(false);
    const look = () => hears(this.synthesis.getVoices().length > 0);
    this.synthesis.addEventListener("voiceschanged", look); // Chromium knows them only later
    look();
  }

  /** Whether a sentence is being spoken that is worth waiting for. */
  get busy() {
    return this.clock.now() < this.ends;
  }

  /** Says a sentence; what was being said is cut short. */
  say(text) {
    this.hush();
    const sentence = this.utter(text);
    this.ends = this.clock.now() + PATIENCE_MS + text.length * SLOWEST_MS_PER_LETTER;
    sentence.onend = sentence.onerror = () => {
      if (this.sentence === sentence) this.ends = 0;
    };
    this.sentence = sentence;
  }

  /** Says a number in passing; nothing waits for it. */
  count(number) {
    if (!this.busy) this.utter(String(number));
  }

  /** Falls silent. */
  hush() {
    this.ends = 0;
    this.sentence = null;
    this.synthesis?.cancel();
  }

  utter(text) {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = document.documentElement.lang;
    utterance.rate = RATE;
    this.synthesis.speak(utterance);
    return utterance;
  }
}
