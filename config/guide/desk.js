// Tells the program what the person did on this page, and brings its words back.

import { ask, prove } from "./line.js";

const LOST = "Not sent: this page has lost unkink.";
const UNSURE = "No answer from unkink, so this may not have arrived.";

/** What each action is to the person. */
const WHAT = {
  did: "Done",
  snooze: "Snooze",
  skip: "Skip",
  another: "Another tip",
  rate: "What you think of this tip",
  felt: "How it feels now",
  answer: "Your answers",
  decline: "“I prefer not to say”",
  forget: "“Remove my answers”",
  tight: "Where it is tight",
  tuned: "The switch",
  flags: "What you ticked",
  cleared: "That you are cleared",
  sore: "The sore day",
};

/** Says what was refused, and what can be done about it. */
function refused({ action }, status) {
  const what = `${WHAT[action]}: not taken.`;
  if (status >= 500) return `${what} Something went wrong in unkink; its log says what.`;
  if (status === 400) return `${what} unkink did not understand it; load this page anew.`;
  return `${what} unkink does not allow it from this page; open it again from the tray.`;
}

/**
 * Sends one action, such as {action: "skip", prompt: 3}, to whoever served this page and nobody else.
 *
 * @returns {Promise<{ok: boolean, say: string, lost?: boolean}>}  never rejects: a page that lost its server says so
 */
export async function tell(address, action) {
  if (!(await prove())) return { ok: false, lost: true, say: LOST };
  const answer = await ask(address, action);
  if (answer === null) return { ok: false, lost: true, say: UNSURE };
  if (!answer.ok) return { ok: false, say: refused(action, answer.status) };
  return JSON.parse(answer.text);
}
