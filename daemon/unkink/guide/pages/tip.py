"""The instructions of one tip: figure, steps with their countdown, care lines."""

from html import escape

from unkink.guide.desk import GuideDesk
from unkink.guide.pages import red_flags
from unkink.guide.pages.evidence import card
from unkink.guide.pages.frame import Page, icon, template
from unkink.guide.words import length, place
from unkink.tip_files import FullTip

_ICONS = (
    "play",
    "pause",
    "back",
    "next",
    "stop",
    "info",
    "care",
    "check",
    "snooze",
    "skip",
    "keys",
)
LONG_STEP = 96
"""Letters from which a step is set smaller, so that it still fits its panel."""


def page(full: FullTip, desk: GuideDesk, root: str) -> Page:
    """Show a tip that nothing hides."""
    tip, pool = full.tip, desk.pool
    category = pool.category(tip.category)
    prompt = desk.live_prompt(tip.id)
    body = template("guide.html").substitute(
        {f"i_{name}": icon(name) for name in _ICONS},
        title=escape(tip.title),
        category=escape(category.label if category else tip.category),
        length=length(tip.duration),
        place=place(tip),
        needs=f" · you need: {escape(', '.join(full.needs))}" if full.needs else "",
        own=" · your own tip" if full.own else "",
        stage=_stage(full, root),
        steps="".join(f"<li>{escape(step)}</li>\n" for step in full.steps),
        long="long" if max(map(len, full.steps)) > LONG_STEP else "",
        nexts="".join(f"<p>{line}</p>\n" for line in _nexts(full)),
        dots="<li></li>" * len(full.steps),
        count=len(full.steps),
        why=escape(full.why),
        caution=escape(full.caution),
        stop_rule=escape(pool.safety.stop_rule),
        driving_rule=escape(pool.safety.driving_rule),
        prompt_bar=_prompt_bar(prompt, desk),
        evidence=card(full, root),
        grade=escape(full.evidence),
        rows=red_flags.rows(pool),
        verdicts=red_flags.verdicts(pool, desk.emergency_number),
        root=root,
    )
    data: dict[str, object] = {
        "steps": full.steps,
        "seconds": full.step_s,
        "prompt": prompt,
        "act": f"{root}/act",
        "figure": None if full.figure is None else f"{root}/figure/{tip.id}.json",
        "sore": f"{root}/sore",
    }
    scripts = ("player.js", "guide.js")
    return Page(tip.title, body, "", ("figure.css", "guide.css", "evidence.css"), scripts, data)


def _nexts(full: FullTip) -> list[str]:
    return [f"Then: {escape(step)}" for step in full.steps[1:]] + ["Last step."]


def _stage(full: FullTip, root: str) -> str:
    """Return the still picture, which the moving one replaces when it has come."""
    if full.figure is None:
        return ""
    return template("stage.html").substitute(
        picture=f"{root}/figure/{full.tip.id}", title=escape(full.tip.title)
    )


def _prompt_bar(prompt: int | None, desk: GuideDesk) -> str:
    """Return Done, Snooze and Skip where a prompt waits for an answer; nothing otherwise."""
    if prompt is None:
        return ""
    return template("prompt-bar.html").substitute(
        {f"i_{name}": icon(name) for name in _ICONS}, snooze=length(desk.snooze)
    )
