"""Which programs move to another tier when a fact about the person changes, and by which reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.programs.findings import Reason
from actions.programs.placing import TIERS, Placement, Tier, place
from actions.programs.program import Program

# Facts about the person that placing looks at; without a change of one of them nothing moves.
LOOKED_AT = frozenset(("step2_ck_score", "step2_ck_status", "step3_status", "visa_need", "applicant_type"))


@dataclass(frozen=True)
class Move:
    """A program that moved.

    Attributes:
        placement: where it stands now.
        before: the tier in which it stood.
        reason: what decides it now and did not before.
    """

    placement: Placement
    before: Tier
    reason: Reason

    @property
    def up(self) -> bool:
        """Whether it moved towards the programs to apply to first."""
        return TIERS.index(self.placement.tier) < TIERS.index(self.before)


def moves(
    programs: Sequence[Program], before: Profile, after: Profile, knowledge: Knowledge, today: date
) -> tuple[Move, ...]:
    """The programs that stand elsewhere after a change, in the order of the tiers where they stand now."""
    found = []
    for program in programs:
        old, new = (place(program, profile, knowledge, today) for profile in (before, after))
        if old.tier != new.tier:
            found.append(Move(new, old.tier, _reason(old, new)))
    return tuple(sorted(found, key=lambda move: TIERS.index(move.placement.tier)))


def _reason(old: Placement, new: Placement) -> Reason:
    """The first reason that is new; where a reason only fell away, the first one that still stands."""
    said = {reason.text for reason in old.reasons}
    return next((reason for reason in new.reasons if reason.text not in said), new.reasons[0])
