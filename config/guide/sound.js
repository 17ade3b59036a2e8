// Soft tones, made here: no file is loaded.

const LOUDNESS = 0.06;
const RISE_S = 0.015;

export class Sound {
  /** One tone: a step begins. */
  step() {
    this.tone(660, 0, 0.4);
  }

  /** Two tones, downward: the last step is over. */
  end() {
    this.tone(660, 0, 0.45);
    this.tone(495, 0.18, 0.7);
  }

  /** Sounds at this pitch, so many seconds from now and so long; it swells and fades. */
  tone(pitch, after, length) {
    if (!globalThis.AudioContext) return;
    // Built at the first tone: a browser lets a page sound only after something was clicked.
    this.context ??= new AudioContext();
    const { context } = this;
    const begins = context.currentTime + after;
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, begins);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, begins + RISE_S);
    loudness.gain.exponentialRampToValueAtTime(0.0001, begins + length);
    tone.connect(loudness).connect(context.destination);
    tone.start(begins);
    tone.stop(begins + length);
  }
}
