"""A clock for pages that only the test moves, and a voice and a loudspeaker that take notes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from tests.guide.browsing import Browser

CLOCK = """
(() => {
  let now = 1000, next = 1;
  const timers = new Map();
  performance.now = () => now;
  window.setInterval = (act, every) => {
    timers.set(next, {act, every, due: now + every});
    return next++;
  };
  window.clearInterval = (timer) => timers.delete(timer);
  window.letPass = (milliseconds) => {
    for (const end = now + milliseconds; now < end; ) {
      now = Math.min(end, ...[...timers.values()].map((timer) => timer.due));
      for (const timer of [...timers.values()]) {
        if (timer.due > now) continue;
        timer.due += timer.every;
        timer.act();
      }
    }
  };
})();
"""

VOICE = """
(() => {
  window.said = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  let speaking = null;
  const synthesis = {
    getVoices: () => [{name: "Ada", lang: "en"}],
    addEventListener() {},
    speak(one) { window.said.push(one.text); speaking = one; },
    cancel() { if (speaking) window.said.push("(cut)"); speaking = null; },
  };
  window.fallSilent = () => { const one = speaking; speaking = null; one.onend?.(); };
  Object.defineProperty(window, "speechSynthesis", {value: synthesis});
})();
"""

LOUDSPEAKER = """
(() => {
  window.tones = [];
  const gain = {
    setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {},
  };
  window.AudioContext = class {
    currentTime = 0;
    destination = {};
    createGain() { return {gain, connect: (to) => to}; }
    createOscillator() {
      const frequency = {value: 0};
      return {
        frequency,
        connect: (to) => to,
        start: () => window.tones.push(frequency.value),
        stop() {},
      };
    }
  };
})();
"""


@contextmanager
def prepared(browser: Browser, *scripts: str) -> Iterator[None]:
    """Run these in each page before its own scripts."""
    call = browser.driver.execute_cdp_cmd
    added = [
        call("Page.addScriptToEvaluateOnNewDocument", {"source": one})["identifier"]
        for one in scripts
    ]
    try:
        yield
    finally:
        for one in added:
            call("Page.removeScriptToEvaluateOnNewDocument", {"identifier": one})


def let_pass(browser: Browser, seconds: float) -> None:
    """Move the page's clock; everything due on the way happens."""
    browser.script(f"letPass({seconds * 1000})")


def told(browser: Browser, name: str) -> list[object]:
    """Return and forget what `said` or `tones` holds."""
    heard: list[object] = json.loads(
        str(browser.script(f"JSON.stringify({name}.splice(0, {name}.length))"))
    )
    return heard
