"""One fact taken back: what goes with it, what is said of it, and the buttons for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.facts import Facts
from actions.profile import Profile
from actions.replies import MAX_BUTTONS, Replies, Reply
from actions.statements import SCORES

NOT_HELD, NO_EFFECT = "I hold no {fact} of yours, so nothing was removed.", "My advice so far stays the same."


def with_implied(names: Sequence[str], held: Profile) -> tuple[str, ...]:
    """The held ones of some facts, and with a score the pass that was told in the same words.

    A pass that only follows from a score cannot outlive it.
    """
    gone = [name for name in names if name in held.stated]
    for score, status in SCORES.items():
        if score in gone and status in held.stated:
            told, passed = held.stated[score], held.stated[status]
            if passed.value == "passed" and (told.words, told.at) == (passed.words, passed.at):
                gone.append(status)
    return tuple(dict.fromkeys(gone))


@dataclass(frozen=True)
class Removing:
    """What is said about facts that are taken back.

    Attributes:
        replies: makes replies.
        facts: how facts are named.
    """

    replies: Replies
    facts: Facts

    def removed(
        self, wanted: Sequence[str], gone: Sequence[str], held: Profile, effect: str, offer: str | None
    ) -> Reply:
        """One line on what was removed, and what that changes of the advice given in this talk.

        Args:
            wanted: the facts named by the person.
            gone: those that were removed.
            held: the profile before.
            effect: what falls with them; empty if nothing.
            offer: the topic answered last, as a button.
        """
        if not gone:
            text = NOT_HELD.format(fact=" or ".join(self.facts[name].label for name in wanted if name in self.facts))
        else:
            said = [f"{self.facts[name].label} {self.facts[name].say(held.stated[name].value)}" for name in gone]
            text = f"Removed: {'; '.join(said)}. {effect or NO_EFFECT} I don't ask for it again in this talk."
        next_ = [*([offer] if offer else []), "ask_profile", "action_plan"]
        return self.replies.plain("profile.removed", [text], next=dict.fromkeys(next_))

    def choices(self, profile: Profile, page: int) -> Reply:
        """The held facts as buttons, each of which removes one; with "More" to the others."""
        names = list(profile.stated)
        rest = names[max(0, page - 1) * (MAX_BUTTONS - 1) :] or names
        shown = rest if len(rest) <= MAX_BUTTONS else rest[: MAX_BUTTONS - 1]
        buttons = [
            {"title": self.facts[name].button_label, "payload": f'/ask_profile{{"remove":"{name}"}}'} for name in shown
        ]
        if len(shown) < len(rest):
            buttons.append({"title": "More", "payload": f'/ask_profile{{"change":{max(1, page) + 1}}}'})
        texts = [
            'To change a fact, just write the right value, for example "CK 242".',
            'To remove one, tap it here or write "remove my visa".',
        ]
        return {**self.replies.plain("profile.choices", [" ".join(texts)]), "next": buttons}


def change_button() -> dict[str, str]:
    """The button that leads to the choices."""
    return {"title": "Change something", "payload": '/ask_profile{"change":1}'}
