"""What the tips rest on: every name leads to a citation, and no citation is there for nobody."""

import re

import pytest

from tests.pool.files import TIPS
from unkink.guide.sources import read_bibliography, spelled_out

LIBRARY = read_bibliography()
NAMED = re.compile(r"[A-Z][\w-]+(?: and [A-Z][\w-]+)? \d{4}")
"""A study as tips write it: "Buijze 2016", "Johnson and Rosenfield 2023"."""


def told() -> dict[str, str]:
    """Return what each tip says about where it is from."""
    return {tip["id"]: f"{tip['source']}; {tip['grade_for']}" for tip in TIPS}


def test_every_study_that_a_tip_names_has_its_citation() -> None:
    known = {name for source in LIBRARY.sources for name in (source.name, *source.also)}
    named = {
        (tip_id, name)
        for tip_id, text in told().items()
        for name in NAMED.findall(spelled_out(text))
    }
    assert len(named) > 50
    assert sorted(pair for pair in named if pair[1] not in known) == []


def test_every_part_of_a_source_is_a_citation_or_says_that_it_is_custom() -> None:
    unknown = []
    for tip in TIPS:
        for part in re.sub(r" \(.*?\)", "", tip["source"]).split("; "):
            grounds = LIBRARY.grounds(part)
            if not grounds.sources and not grounds.customs:
                unknown.append((tip["id"], part))
    assert unknown == []


def test_no_source_and_no_custom_is_there_for_nobody() -> None:
    used = [LIBRARY.grounds(text) for text in told().values()]
    sources = {source.name for grounds in used for source in grounds.sources}
    customs = {custom.name for grounds in used for custom in grounds.customs}
    assert [one.name for one in LIBRARY.sources if one.name not in sources] == []
    assert [one.name for one in LIBRARY.customs if one.name not in customs] == []


def test_a_good_grade_rests_on_something_that_was_read() -> None:
    bare = [
        tip["id"]
        for tip in TIPS
        if tip["evidence"] in "AB"
        and not any(one.seen == "read" for one in LIBRARY.grounds(told()[tip["id"]]).sources)
    ]
    assert bare == []


def test_custom_alone_never_has_a_good_grade_and_the_article_is_no_study() -> None:
    grades = {tip["evidence"] for tip in TIPS if not LIBRARY.grounds(told()[tip["id"]]).sources}
    assert grades <= {"C", "D"}
    assert not any("article" in source.name.lower() for source in LIBRARY.sources)


def test_what_is_known_by_name_only_claims_no_result() -> None:
    for source in LIBRARY.sources:
        assert source.seen in ("read", "partly", "named")
        assert source.seen != "named" or not re.search(r"\d", source.found), source.name
        assert source.seen == "named" or source.place, source.name


def test_every_finding_is_one_or_two_plain_sentences() -> None:
    for text in (one.found for one in LIBRARY.sources):
        assert 10 <= len(text) <= 200, text
        assert text.endswith(".")
        assert "!" not in text
        assert not re.search(r"\b(cures?|heals?|prevents?|proves?|guarantee\w*)\b", text), text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Galinsky 2000, 2007", ["Galinsky 2000", "Galinsky 2007"]),
        ("Waongenngarm 2018, 2021; Buckley 2015", None),
        ("WHO 2020 (Bull 2020)", ["Bull 2020"]),
        ("article L45, L57 (four times each way); Viljanen 2003", ["Viljanen 2003"]),
        ("article L2016", []),
        ("Somebody 1999", []),
        ("", []),
    ],
)
def test_shorthand_is_understood(text: str, names: list[str] | None) -> None:
    expected = (
        ["Waongenngarm 2018", "Waongenngarm 2021", "Buckley 2015"] if names is None else names
    )
    assert [source.name for source in LIBRARY.grounds(text).sources] == expected
