// Where is it tight: an open place shines on the map and lets its tips come first for a while.

import { tell } from "./desk.js";

const page = JSON.parse(document.getElementById("data").textContent);
const areas = [...document.querySelectorAll("details.area")];
const map = new Map(
  [...document.querySelectorAll(".map [data-area]")].map((one) => [one.dataset.area, one]),
);

let untold = false;

document.addEventListener("held", () => untold && tellOpen());
for (const area of areas) {
  map.get(area.dataset.area)?.addEventListener("click", () => {
    area.open = !area.open;
    if (area.open) area.scrollIntoView({ block: "nearest" });
  });
  area.addEventListener("toggle", told);
}

function told(event) {
  const area = event.target;
  map.get(area.dataset.area)?.classList.toggle("on", area.open);
  tellOpen();
}

async function tellOpen() {
  const open = areas.filter((one) => one.open).map((one) => one.dataset.area);
  const reply = await tell(page.act, { action: "tight", areas: open });
  untold = Boolean(reply.lost);
  document.getElementById("tight-reply").textContent = reply.say;
}
