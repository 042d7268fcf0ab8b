"""What is said of the facts of a message: noted, changed, taken back, unusable; and which advice falls with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions import left_out, statements
from actions.facts import Facts
from actions.messages import Message
from actions.profile import Change, Profile
from actions.removing import Removing
from actions.replies import Replies, Reply
from actions.strategy import standing

NOTHING = 'I did not find a fact in that which I can use. You can tell me, for example: "step 1 passed first try, CK 238, need a visa".'


@dataclass(frozen=True)
class Noting:
    """Acknowledges facts.

    Attributes:
        replies: makes replies.
        facts: how facts are named.
        message: the message.
        before: the profile before the message.
        after: the profile after it.
        changes: what it stated.
        overtaken: facts that gave way to an answer.
        removed: facts that were taken back.
        fallen: which advice no longer holds after that; empty if none.
    """

    replies: Replies
    facts: Facts
    message: Message
    before: Profile
    after: Profile
    changes: tuple[Change, ...]
    overtaken: Sequence[str]
    removed: Sequence[str]
    fallen: str

    @property
    def changed(self) -> str:
        """What was replaced or gave way, and the advice that falls with it; empty if nothing was."""
        replaced = statements.acknowledge_changes(self.changes, self.facts)
        gone = statements.acknowledge_gone(self.overtaken, self.before, self.facts)
        return _joined(replaced, gone, self.fallen) if replaced or gone else ""

    @property
    def new(self) -> str:
        """What was understood, in one line."""
        return self.changed or statements.acknowledge_new(self.changes, self.facts)

    def led(self, given: list[Reply], *, repeated: bool) -> list[Reply]:
        """The replies, the first of them led by what changed.

        Args:
            given: the replies.
            repeated: whether they give the last answer anew, for a new fact.
        """
        lead = self.changed or (statements.acknowledge_new(self.changes, self.facts) if repeated else "")
        if over := left_out.sentence(self.message, self.facts):
            given = [self.replies.with_first(given[0], over), *given[1:]] if given else given
        said = not given or any(lead in block.get("text", "") for block in given[0]["body"])
        return given if not lead or said else [self.replies.with_first(given[0], lead), *given[1:]]

    def noted(self, last_topic: str | None) -> Reply:
        """What was understood, where there is nothing to advise on it."""
        if not self.changes:
            return self.replies.plain("profile.nothing_new", [NOTHING], next=("help", "ask_profile"))
        offer = [last_topic] if last_topic else []
        if standing.step2_done(self.after):
            usual = ("score_band", "lors")
        elif self.after.get("step2_ck_status") == "not_taken":
            usual = ("step2_target", "step2_timing")
        else:
            usual = ("score_band", "step2_timing")
        topics = dict.fromkeys([*offer, *usual, "action_plan"])
        values = {change.name: change.after for change in self.changes}
        return self.replies.plain("profile.noted", [self.new], next=topics, facts_used=values)

    def complaints(self, complaints: Sequence[str]) -> list[str]:
        """What could not be used, what could, and that nothing held was lost."""
        held = [name for name in self.after.stated if name not in {change.name for change in self.changes}]
        told = bool(self.message.claimed or self.message.unclear)
        kept = ["What I knew before stays as it was."] if held and told else []
        new = statements.acknowledge_new(self.changes, self.facts)
        return [*complaints, *([new] if new else []), *kept]

    def of_profile(self, last_topic: str | None) -> Reply | None:
        """The answer to a wish to remove or change what is held; None where there is no such wish."""
        said = Removing(self.replies, self.facts)
        if self.message.remove:
            return said.removed(self.message.remove, self.removed, self.before, self.fallen, last_topic)
        if self.message.change and self.after.stated:
            return said.choices(self.after, self.message.change)
        return None


def _joined(*lines: str) -> str:
    return " ".join(line for line in lines if line)
