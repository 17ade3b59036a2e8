"""Why it is quiet: what the program waits for, and what it decided last."""

from collections.abc import Sequence
from html import escape

from unkink.guide.desk import GuideDesk, JournalDay
from unkink.guide.pages.frame import Page, template
from unkink.journal_words import Line


def page(desk: GuideDesk) -> Page:
    """Show the reasons and the journal."""
    body = template("why.html").substitute(
        reasons=_items(desk.why()) or "<li>Nothing is being held back just now.</li>",
        journal="".join(map(_day, desk.journal())) or "<p>Nothing has been decided yet.</p>",
    )
    return Page("Why quiet?", body, "why", styles=("library.css",))


def _items(lines: Sequence[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)


def _day(day: JournalDay) -> str:
    lines = "".join(map(_line, day.lines))
    return f'<h3>{escape(day.name)}</h3><ol class="lines">{lines}</ol>'


def _line(line: Line) -> str:
    machine = line.time.isoformat(timespec="seconds")
    return f'<li><time datetime="{machine}">{line.time:%H:%M}</time> {escape(line.text)}</li>'
