// Single keys. They can be switched off, as speech input and shaky hands press them unawares.

/**
 * @param {function(): boolean} wanted  whether the keys are on
 * @param {Object<string, function()>} keys  by `KeyboardEvent.key`, in lower case
 */
export function listen(wanted, keys) {
  document.addEventListener("keydown", (event) => {
    const act = keys[event.key.toLowerCase()];
    const busy =
      event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]");
    if (!act || busy || !wanted()) return;
    // Space on another button or link is that button's own.
    if (event.key === " " && event.target.closest("button, a") && event.target.id !== "go") return;
    event.preventDefault();
    if (!event.repeat) act();
  });
}

/** Which arrow key goes on: where lines run to the left, so does the way. */
export function arrows(forward, backward) {
  const leftward = getComputedStyle(document.documentElement).direction === "rtl";
  return leftward
    ? { arrowleft: forward, arrowright: backward }
    : { arrowright: forward, arrowleft: backward };
}
