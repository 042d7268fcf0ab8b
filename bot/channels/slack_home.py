"""The bot's home in Slack: what it is, what to try, what is kept, and buttons that begin a talk."""

from __future__ import annotations

from typing import Any

from bot.render.slack_blocks import buttons, context, header, section

NAME = "Physiatry Step Advisor"
WHAT = (
    "I help international medical graduates without US citizenship to plan for a residency in PM&amp;R (physiatry): "
    "what your USMLE scores mean, when to sit an exam, what to do next."
)
TRY = (
    "Write to me under *Messages*, in any words. For example:\n"
    '• "step 1 passed first try, CK 238, need a visa"\n'
    '• "nbme 231, 233, 232, exam in 3 weeks. delay?"\n'
    '• "what should I do next?"'
)
LISTS = "You may also send me your program list there as a CSV file."
KEPT = (
    "I keep what you tell me about your exams and plans, so that you need not repeat it. Ask *what do you know about me* "
    "to see it, or write *delete my data* to have it removed. In channels others read along: there I know only what you told me in that channel."
)
LIMITS = "Answers rest on one article and on dated outside facts, and show which. They are not legal or medical advice."
# Titles and payloads as the action server has them.
STARTERS = (
    {"title": "What my score means", "payload": "/ask_score_band"},
    {"title": "When to sit the exam", "payload": "/ask_step2_timing"},
    {"title": "After a low score", "payload": "/ask_low_score_recovery"},
    {"title": "What to do next", "payload": "/ask_action_plan"},
    {"title": "What can I ask?", "payload": "/help"},
)


def view() -> dict[str, Any]:
    """The home, the same for everybody: nothing of a person stands in it."""
    return {
        "type": "home",
        "blocks": [
            header(NAME),
            section(WHAT),
            section(TRY),
            buttons(list(STARTERS)),
            section(LISTS),
            {"type": "divider"},
            context(KEPT),
            context(LIMITS),
        ],
    }
