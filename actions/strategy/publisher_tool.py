"""The publisher's own tool."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Rule, say


def publisher_tool(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
    """The publisher's own tool is named once, as what its publisher says of it, and not recommended."""
    return Advice(
        id="lookup.publisher_tool",
        severity="info",
        title="The publisher's own tool",
        body=(
            say(
                "The article's publisher offers a tool, SmartPick. It says that the tool reads profile, scores and preferences and gives back a personal list of programs.",
                "smartpick.personal_list",
            ),
            say(
                "It also says that one can try it free, without a card and without an account. These are its own words; I have not tested it and do not recommend it.",
                "smartpick.no_account",
            ),
        ),
        next=("program_selection",),
    )


RULE = Rule(name="publisher_tool", topics=("program_research_tools",), apply=publisher_tool, more=True)
