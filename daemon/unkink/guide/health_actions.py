"""Changes of the health answers on a page: never over answers that its form knows nothing of.

A form tells by its mark which answers it was made from. Where they are others by now, nothing is
written: the person is told what changed, and everything that was ticked here or there is ticked.
"""

from msgspec.structs import replace as with_more

from unkink.core.health import HealthProfile
from unkink.guide.desk import GuideDesk
from unkink.guide.reply import Reply, reply
from unkink.health_answers import (
    UnknownTags,
    change_words,
    level_of_new,
    listed,
    news,
    with_tags,
)
from unkink.health_file import UNREADABLE_TAG

_LOOK = "Everything that was ticked here or there is ticked now. Look it over, then save."
_SHOWN = "The answers of now are ticked. Look them over, then choose again."
_OLD = "This page is older than unkink remembers"


def answer(desk: GuideDesk, tags: frozenset[str], mark: str) -> Reply | None:
    """Keep the answers; one that is a red flag too has its text shown once. None: no such tag."""
    before, pool = desk.health(), desk.pool
    after = with_tags(before, tags, pool, desk.today())
    if isinstance(after, UnknownTags):
        return None
    strange = before.tags - pool.tags - {UNREADABLE_TAG}
    old = " What no question asks about is in health.toml.old." if strange else ""
    told = _news(desk, mark, before, after)
    if told is not None:
        return _refused(desk, told, tags | before.tags, _LOOK)
    said = _keep(desk, before, after, f"Saved.{old}")
    return said if level_of_new(before, after, pool) is None else with_more(said, level="soon")


def decline(desk: GuideDesk, mark: str) -> Reply:
    """Keep that they prefer not to say."""
    return _let_go(desk, mark, desk.health().decline(), "Noted. Nothing will ask again.")


def forget(desk: GuideDesk, mark: str) -> Reply:
    """Remove the answers."""
    return _let_go(desk, mark, desk.health().forget(), "Your answers are removed.")


def clear(desk: GuideDesk, mark: str) -> Reply:
    """Lift the locks that the page tells of; of others the person is told first."""
    then, locked = desk.health_at(mark), desk.health().locked
    more = locked if then is None else locked - then.locked
    if not more:
        return _marked(desk, reply(desk.clear_flags(), "All tips are back."))
    words = (
        "Nothing was changed yet. Since this page was opened, a sign on the list put more aside: "
        f"{listed(_labels(desk, more))}. If you have been cleared for that too, say so once more."
    )
    return _marked(desk, Reply(ok=False, say=words))


def _labels(desk: GuideDesk, kinds: frozenset[str]) -> list[str]:
    """Name kinds of tips as the page does."""
    known = {one.id: one.label for one in desk.pool.categories}
    return [known.get(kind, kind) for kind in kinds]


def _let_go(desk: GuideDesk, mark: str, after: HealthProfile, thanks: str) -> Reply:
    before = desk.health()
    told = _news(desk, mark, before, after)
    if told is not None:
        return _refused(desk, told, before.tags, _SHOWN)
    return _keep(desk, before, after, thanks)


def _news(desk: GuideDesk, mark: str, now: HealthProfile, wanted: HealthProfile) -> str | None:
    """Say what the form does not know; None where it knows all, or wants what is there already."""
    then = desk.health_at(mark)
    if now.same_answers(wanted) or (then is not None and now.same_answers(then)):
        return None
    if then is None:
        return f"{_OLD}, and the answers may have changed since."
    # A lock or a date may have changed as well: the form does not speak of them.
    return f"Since this page was opened, {_joined(news(then, now, desk.pool))}."


def _refused(desk: GuideDesk, told: str, ticked: frozenset[str], onward: str) -> Reply:
    known = ticked & desk.pool.tags
    said = Reply(ok=False, say="Nothing was saved yet.", news=f"{told} {onward}")
    return _marked(desk, with_more(said, tags=sorted(known)))


def _keep(desk: GuideDesk, before: HealthProfile, after: HealthProfile, thanks: str) -> Reply:
    problem = desk.keep_health(after)
    change = change_words(before, after, desk.pool, desk.today())
    return _marked(desk, reply(problem, f"{thanks} {change}"))


def _marked(desk: GuideDesk, said: Reply) -> Reply:
    return with_more(said, mark=desk.health_mark())


def _joined(parts: tuple[str, ...]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
