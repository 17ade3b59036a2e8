"""How sure a tip is: the card behind its letter, and the page about all of the evidence."""

from collections import Counter
from collections.abc import Iterable
from html import escape

from unkink.guide.desk import GuideDesk
from unkink.guide.pages.frame import Page, template
from unkink.guide.sources import Bibliography, Custom, Source, read_bibliography
from unkink.tip_files import FullTip, read_grades

_WORD = {"A": "strong", "B": "fair", "C": "thin", "D": "custom"}
"""Each letter in one word."""
_SEEN = {
    "partly": "We saw it in part; a number may be off.",
    "named": "We know it by name only, so nothing rests on it alone.",
}


def card(full: FullTip, root: str) -> str:
    """Return the letter of one tip, what it holds for and what not, and the sources."""
    held, _, limits = full.grade_for.partition("; ")
    facts = (
        ("The letter is for", _sentence(held)),
        ("Its limits", _sentence(limits) if limits else _no_limits(held)),
        ("Why do it", full.why),
    )
    return template("evidence.html").substitute(
        grade=escape(full.evidence),
        letters="".join(_letter(letter, full.evidence) for letter in _WORD),
        meaning=escape(_meaning(read_grades().get(full.evidence, ""))),
        facts="".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts if text),
        sources=_own_words(full) if full.own else _grounds(full),
        root=root,
    )


def page(desk: GuideDesk, root: str) -> Page:
    """Say how sure all of it is, before anybody asks."""
    library = read_bibliography()
    counts = Counter(one.evidence for one in desk.shelf() if one.hidden is None and not one.own)
    body = template("evidence-page.html").substitute(
        grades="".join(
            f"<dt>{letter}</dt><dd><b>{_WORD[letter].capitalize()}</b>{escape(_meaning(meaning))} "
            f'<span class="soft">{_tips(counts[letter])}.</span></dd>'
            for letter, meaning in read_grades().items()
        ),
        topics=_topics(library),
        customs="".join(map(_custom, library.customs)),
        root=root,
    )
    return Page("How sure is this?", body, "evidence", ("evidence.css",))


def _letter(letter: str, grade: str) -> str:
    if letter != grade:
        return f"<span>{letter}</span>"
    return f"<span data-on>{letter} <small>{_WORD[letter]}</small></span>"


def _meaning(told: str) -> str:
    return _sentence(told.replace(", for grade_for", ""))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def _no_limits(held: str) -> str:
    return "It says nothing beyond that line." if held else ""


def _tips(count: int) -> str:
    return "1 tip" if count == 1 else f"{count} tips"


def _own_words(full: FullTip) -> str:
    """Return what the person wrote about their own tip, as they wrote it."""
    if not full.source:
        return '<p class="more">This is your own tip: nobody has graded it.</p>'
    return f'<h3>You wrote</h3><ul class="sources"><li>{escape(full.source)}</li></ul>'


def _grounds(full: FullTip) -> str:
    grounds = read_bibliography().grounds(f"{full.source}; {full.grade_for}")
    items = [*map(_source, grounds.sources), *map(_custom, grounds.customs)]
    return f'<h3>Where it is from</h3><ul class="sources">{"".join(items)}</ul>'


def _topics(library: Bibliography) -> str:
    topics = dict.fromkeys(source.topic for source in library.sources)
    return "".join(
        f'<h3>{escape(topic)}</h3><ul class="sources">'
        + _items(source for source in library.sources if source.topic == topic)
        + "</ul>"
        for topic in topics
    )


def _items(sources: Iterable[Source]) -> str:
    return "".join(map(_source, sources))


def _source(source: Source) -> str:
    doubt = f'<span class="seen">{_SEEN[source.seen]}</span>' if source.seen in _SEEN else ""
    found = escape(source.found).replace(" %", "\N{NO-BREAK SPACE}%")
    return f"<li>{found}<cite>{escape(source.citation)}</cite>{doubt}</li>"


def _custom(custom: Custom) -> str:
    return f"<li>{escape(custom.says)}</li>"
