// Small pictures, one for each step: where nothing shall move, and on paper.
/* global FigurePlayer */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/** The second that shows a stretch of the cycle best: its last key pose, or its middle. */
export function tellingSecond(table, [from, to]) {
  const keys = table.keys.filter((second) => second > from && second <= to);
  return keys.length ? keys[keys.length - 1] : (from + to) / 2;
}

/** Puts the picture of each step into the place at the same index. */
export function drawSteps(table, places) {
  places.forEach((place, index) => {
    const picture = document.createElementNS(SVG_NAMESPACE, "svg");
    picture.setAttribute("class", "fig");
    picture.setAttribute("aria-hidden", "true");
    const player = new FigurePlayer(picture, table);
    player.show(Math.min(tellingSecond(table, table.steps[index]), table.cycle - 0.01));
    place.prepend(picture);
  });
}
