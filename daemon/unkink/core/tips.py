"""The part of a tip that the rules need; steps, figure and sources stay on disk until looked at."""

from dataclasses import field

from unkink.core.values import dataclass

BREAK_SLOTS = frozenset({"micro", "active"})
"""Slots of tips that are done at once, in a break; cards and notes are for later."""


@dataclass(frozen=True, slots=True)
class Tip:
    """One line in a notification, and what decides whether it may be one."""

    id: str
    category: str
    slot: str
    title: str
    notify: str
    duration: int
    contexts: frozenset[str]
    body: tuple[str, ...]
    contra: frozenset[str]
    gate: str
    pose: str = ""
    """How the figure is placed ("seated", "standing", "walking", …); "" without a figure."""
    own: bool = False
    """Whether the person wrote it."""

    @property
    def on_feet(self) -> bool:
        """Whether the break it makes is spent on one's feet."""
        if "standing" not in self.contexts:
            return False
        upright = self.pose in ("standing", "walking")
        return "desk" not in self.contexts or (upright and self.slot in BREAK_SLOTS)


@dataclass(frozen=True, slots=True)
class Category:
    """A family of tips and how often it may appear."""

    id: str
    label: str
    weight: int
    max_per_day: int


@dataclass(frozen=True, slots=True)
class Question:
    """One health question; its tag is what tips exclude."""

    tag: str
    ask: str
    kind: str
    """"lasting", or "today" for one that ends at midnight."""


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One sign to check before anything else on a sore day."""

    id: str
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Level:
    """What the program says and locks when a red flag of this level is ticked."""

    say: str
    lock: frozenset[str]


@dataclass(frozen=True, slots=True)
class SafetyTexts:
    """Texts that are shown letter for letter."""

    short: str
    first_start: str
    stop_rule: str
    driving_rule: str


@dataclass(frozen=True, slots=True)
class Pool:
    """The prevention pool: every tip, question and red flag the program knows."""

    tips: tuple[Tip, ...] = ()
    categories: tuple[Category, ...] = ()
    questions: tuple[Question, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    levels: dict[str, Level] = field(default_factory=dict)
    safety: SafetyTexts = SafetyTexts("", "", "", "")
    tags: frozenset[str] = field(init=False)
    """The health tags the questions define."""

    def __post_init__(self) -> None:
        tags = frozenset(question.tag for question in self.questions)
        object.__setattr__(self, "tags", tags)  # derived once; a frozen value has no other way

    def tip(self, tip_id: str) -> Tip | None:
        """Find a tip by its id."""
        return next((tip for tip in self.tips if tip.id == tip_id), None)

    def category(self, category_id: str) -> Category | None:
        """Find a category by its id."""
        return next((one for one in self.categories if one.id == category_id), None)
