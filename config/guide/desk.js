// Tells the program what the person did on this page, and brings its words back.

const ASLEEP = "unkink's page has gone to sleep: open it again from the tray.";

/**
 * Sends one action, such as {action: "done", prompt: 3}.
 *
 * @returns {Promise<{ok: boolean, say: string}>}  never rejects: a page that lost its server says so
 */
export async function tell(address, action) {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(action),
    });
    if (response.ok) return await response.json();
  } catch {
    // The server stops when nobody has looked for ten minutes: that is expected.
  }
  return { ok: false, say: ASLEEP };
}
