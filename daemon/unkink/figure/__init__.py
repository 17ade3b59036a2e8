"""Exercise figures: keyframes become a body in space, flat shapes, and then SVG, a table or a PNG.

The package stands alone: it takes a `[tip.figure]` table as parsed from TOML (or JSON), knows
nothing of the daemon, and needs Pillow only for PNG. The daemon runs `python -m unkink.figure` as a
short-lived child, so nothing of this stays in memory.

What callers use:

* `portfolio.portfolio(table)`: everything the guide page needs, as one JSON value;
* `png.picture(table, size, theme)`: the picture of a notification;
* `source.read(table)`: a checked `Figure`, or a `FigureError` that names the word at fault;
* `scene.still_shapes(figure)`, `scene.shapes_at(figure, pose)`, `svg.picture(shapes, label)`,
  `timeline.key_poses(figure.frames)`, `bake.bake(figure)`, `style.css()`: the single steps.

How it flows, each module knowing only those before it:

    keyframes, table   the table, checked, filled in    geometry, outlines   vectors; flat paths
    timeline    channels at any second; key poses      rig/     channels to joints in space
    draw/       joints to shapes, in layers            props/   furniture, water, things
    marks/      arrows, touch, breath, ghost           scene    one moment, all of it
    style       THE ONLY PLACE for colours and widths  svg, bake, png   three writers

The page plays the baked table with `config/guide/player.js`, which knows nothing about bodies.
"""
