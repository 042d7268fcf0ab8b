"""The list as a whole: how many programs, the balance of its tiers, what it costs, what a budget buys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.knowledge.library import Knowledge, OutsideFact
from actions.profile import Profile
from actions.programs.placing import TIERS, Placement, Tier
from actions.programs.program import PMR
from actions.strategy import standing
from actions.strategy.program_count import cost

# The tiers that money is spent on, the first first.
SENT: tuple[Tier, ...] = ("apply_first", "apply", "if_affordable")


@dataclass(frozen=True)
class Bought:
    """What a budget buys, taken in the order of the list.

    Attributes:
        dollars: the budget.
        programs: how many programs.
        spent: what they cost.
        first_left: the tier of the first program that it does not buy; None if it buys all.
    """

    dollars: int
    programs: int
    spent: int
    first_left: Tier | None


@dataclass(frozen=True)
class Whole:
    """The list as a whole.

    Attributes:
        total: how many programs it has.
        tiers: how many stand in each tier.
        specialties: how many that are not left out, by specialty, the largest first.
        fees: what these cost, by specialty, in dollars.
        stale: how many were checked more than a year ago.
        unknown: what is not known most often, with for how many.
    """

    total: int
    tiers: dict[Tier, int]
    specialties: dict[str, int]
    fees: dict[str, int]
    stale: int
    unknown: tuple[tuple[str, int], ...]

    @property
    def sent(self) -> int:
        """How many are not left out."""
        return sum(self.tiers[tier] for tier in SENT)

    @property
    def fee(self) -> int:
        """What all that are not left out cost, in dollars."""
        return sum(self.fees.values())

    def backup(self) -> tuple[int, int]:
        """How many of those that are not left out are of another specialty than PM&R, and what they cost."""
        others = [name for name in self.specialties if name != PMR]
        return sum(self.specialties[name] for name in others), sum(self.fees[name] for name in others)


def whole(placed: Sequence[Placement], knowledge: Knowledge) -> Whole:
    """Count a placed list and work out its fees."""
    counted = Counter(each.tier for each in placed)
    specialties = Counter(each.program.specialty for each in placed if each.tier in SENT)
    by_size = dict(specialties.most_common())
    fee = knowledge.outside["application_fee"]
    unknown = Counter(_kind(text.text) for each in placed if each.tier in SENT for text in each.unknown)
    return Whole(
        total=len(placed),
        tiers={tier: counted[tier] for tier in TIERS},
        specialties=by_size,
        fees={name: cost(count, fee) for name, count in by_size.items()},
        stale=sum(each.stale for each in placed),
        unknown=tuple(unknown.most_common()),
    )


def _kind(text: str) -> str:
    """What is unknown without the score that belongs to one program alone."""
    return "Whether your Step 2 CK will reach the stated cutoff" if text.startswith("Whether your Step 2 CK") else text


def fee_for(placed: Iterable[Placement], tiers: Sequence[Tier], fee: OutsideFact) -> int:
    """What the programs of some tiers cost in dollars; each specialty starts anew."""
    counted = Counter(each.program.specialty for each in placed if each.tier in tiers)
    return sum(cost(count, fee) for count in counted.values())


def buys(dollars: int, placed: Sequence[Placement], fee: OutsideFact) -> Bought:
    """What a budget buys in application fees: programs in the order of the list, until the next one costs too much."""
    counted: Counter[str] = Counter()
    spent = 0
    for each in (each for each in placed if each.tier in SENT):
        name = each.program.specialty
        price = cost(counted[name] + 1, fee) - cost(counted[name], fee)
        if spent + price > dollars:
            return Bought(dollars, counted.total(), spent, each.tier)
        counted[name] += 1
        spent += price
    return Bought(dollars, counted.total(), spent, None)


def balance(found: Whole, profile: Profile, knowledge: Knowledge) -> str:
    """Whether the mix of tiers fits the score range, by our reading `program_balance`; empty where no range is known."""
    first, second, third = (found.tiers[tier] for tier in SENT)
    score = standing.step2_score(profile)
    careful = standing.needs_compensation(profile, knowledge)
    if not found.sent or (score is None and not careful):
        return ""
    if careful:
        fits = first > second + third
        wish = "more programs to apply to first than all others together"
    elif score is not None and knowledge.numbers.band(score)[0] == "solid":
        fits = first + second > third
        wish = "more in the first two tiers than in the third"
    else:
        fits = first > 0
        wish = "any mix, with some to apply to first"
    return f"Our reading for your scores: {wish}. {'Yours fits.' if fits else 'Yours does not yet.'}"
