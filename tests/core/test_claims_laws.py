"""What holds of claims whatever is seen, and in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from unkink.core.claims import LONGEST, Circumstance, Claims
from unkink.core.moment import MINUTE, Moment
from unkink.core.settings import ProgramSettings
from unkink.core.surroundings import Kind, Sign, Surroundings

SIGNS = tuple(Sign(kind, f"{kind.value} of {name}", name) for kind in Kind for name in ("A", "B"))
LOOKS = st.lists(
    st.tuples(
        st.integers(1, 200),  # minutes since the look before
        st.frozensets(st.sampled_from(SIGNS)),
        st.booleans(),  # whether somebody is back after an hour or more
        st.booleans(),  # whether there is input
    ),
    min_size=1,
    max_size=30,
)
Look = tuple[int, frozenset[Sign], bool, bool]


def circumstance(at: float, look: Look, *, first: bool) -> Circumstance:
    return Circumstance(Moment(at), returned=look[2], working=look[3], first=first)


def around(signs: frozenset[Sign]) -> Surroundings:
    return Surroundings(tuple(sorted(signs, key=lambda one: one.words)))


@given(LOOKS)
def test_nothing_is_believed_longer_than_its_kind_allows(looks: list[Look]) -> None:
    claims, at, since = Claims(), 0.0, dict[Sign, float]()
    for number, look in enumerate(looks):
        at += look[0] * MINUTE
        since = {sign: since.get(sign, at) for sign in look[1]}
        claims.take(around(look[1]), circumstance(at, look, first=number == 0))
        for sign in claims.believed().signs:
            assert sign in look[1]
            assert at - since[sign] < LONGEST.get(sign.kind, float("inf"))


@given(LOOKS)
def test_a_claim_that_is_not_believed_stays_so_until_a_look_does_not_see_it(
    looks: list[Look],
) -> None:
    claims, at, doubted = Claims(), 0.0, frozenset[Sign]()
    for number, look in enumerate(looks):
        at += look[0] * MINUTE
        claims.take(around(look[1]), circumstance(at, look, first=number == 0))
        now = frozenset(claim.sign for claim in claims.doubted())
        assert doubted & look[1] <= now <= look[1]
        doubted = now


@given(LOOKS)
def test_each_doubt_is_told_once(looks: list[Look]) -> None:
    claims, at, told = Claims(), 0.0, set[Sign]()
    for number, look in enumerate(looks):
        at += look[0] * MINUTE
        told &= look[1]
        news = claims.take(around(look[1]), circumstance(at, look, first=number == 0))
        assert not told & {claim.sign for claim in news}
        told |= {claim.sign for claim in news}
        assert told == {claim.sign for claim in claims.doubted()}


@given(LOOKS)
def test_the_persons_own_word_is_never_weighed(looks: list[Look]) -> None:
    rows = (
        ProgramSettings("a", call=True, fullscreen=True, screen_on=True),
        ProgramSettings("b", call=False, fullscreen=False, screen_on=False),
    )
    settled = {Kind.CALL, Kind.SHARING, Kind.FULLSCREEN, Kind.INHIBITOR}
    claims, at = Claims(), 0.0
    for number, look in enumerate(looks):
        at += look[0] * MINUTE
        claims.take(around(look[1]), circumstance(at, look, first=number == 0), rows)
        believed = {(one.kind, one.program) for one in claims.believed().signs}
        for sign in look[1]:
            if sign.kind in settled:
                assert ((sign.kind, sign.program) in believed) is (sign.program == "A")


@given(LOOKS, st.integers(1, 5))
def test_looking_again_at_once_changes_nothing(looks: list[Look], times: int) -> None:
    once, often, at = Claims(), Claims(), 0.0
    for number, look in enumerate(looks):
        at += look[0] * MINUTE
        how = circumstance(at, look, first=number == 0)
        again = circumstance(at, (0, look[1], False, look[3]), first=False)
        once.take(around(look[1]), how)
        often.take(around(look[1]), how)
        for _ in range(times):
            often.take(around(look[1]), again)
        assert once.believed() == often.believed()
        assert [one.doubt for one in once.doubted()] == [one.doubt for one in often.doubted()]
