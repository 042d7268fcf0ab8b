"""When a message is despair: it is answered before everything else, and nothing of it is kept to learn from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.clauses import Mood, clauses
from bot.nlu.topic_model import Floats
from bot.vocabulary import DISTRESS

# A message that asks nothing and states no fact is despair from here on.
DISTRESS_FROM = 0.4
# From here on also one with facts and questions.
SURE_DISTRESS_FROM = 0.8
# A single sentence that is so sure decides if the whole gives it a little room, and one surer still by itself: short sentences out of their
# context ("someone stop me", "i live on it") look like despair far more often than whole messages do.
ROOM_FROM, CERTAIN_FROM = 0.06, 0.97
# Of what may be despair or a wish to be forgotten nothing is kept to learn from. Far below what would be answered as such: of forty-five
# phrasings that no example has all come out above it, of twenty questions from other fields none.
PRIVATE = (DISTRESS, "delete_my_data")
PRIVATE_FROM = 0.02
# Words that are never about an exam. They decide whatever else the message holds.
_WORDS = re.compile(
    r"(?<!career )(?<!financial )(?<!academic )(?<!professional )(?<!programs )(?<!applications )(?<!apps )\bsuicid|\bkill(?:ing)? myself|\bkms\b|\b(?:want|wanna|wish|going|ready) (?:to |i (?:was|were) )?(?:die|dead)\b|\bend (?:it all|my life|everything)"
    r"|\b(?:don'?t|do not|dont) (?:want|wanna) (?:to )?(?:live|be here|exist|be alive|wake up)|\b(?:no|nothing) (?:reason|point) (?:to|in) liv"
    r"|\b(?:can'?t|cannot|cant) (?:go on|live)\b|\bhate myself|\bworthless|\bhurt(?:ing)? myself|\bself.?harm|\bbetter off (?:dead|without me)"
    r"|\b(?:my )?life is (?:over|meaningless)|\bpoint (?:of|in) (?:living|life|going on|being alive|existing)|\beven alive\b|\bnot? wanna? wake up|\bstop(?:ped)? existing|\bbetter dead than\b|\bif i (?:was|were) dead\b|\bgoodbye letter\b|\bgod (?:please )?take me\b|\bwon'?t be here tomorrow\b|\bjeene ka mann\b|\bdisappear forever|\bhurts? to die|\bof dying\b|\bmany pills|\bend (?:myself|(?:her|his|their) life)|\bkeep living|\beverything to end|\b(?:is|be) my last night|\bquiero morir|\bno quiero vivir|\bme quiero matar|\bmarna chahta|\bmarne ka",
    re.I,
)


def says_so(text: str) -> bool:
    """Whether a message has words that are never about an exam."""
    return _WORDS.search(text) is not None


def despairs(text: str, rows: Floats, labels: Sequence[str], *, states_facts: bool) -> bool:
    """Whether a message is despair: by its words, or by what the model makes of the whole (the first row) and of its sentences."""
    if says_so(text):
        return True
    if DISTRESS not in labels:
        return False
    whole, part = float(rows[0, labels.index(DISTRESS)]), float(rows[:, labels.index(DISTRESS)].max())
    if whole >= SURE_DISTRESS_FROM or part >= CERTAIN_FROM or (part >= SURE_DISTRESS_FROM and whole >= ROOM_FROM):
        return True
    asks = states_facts or any(clause.mood is Mood.ASKS for clause in clauses(text))
    return whole >= DISTRESS_FROM and not asks


def may_be_private(rows: Floats, labels: Sequence[str]) -> bool:
    """Whether any part of a message may be despair or a wish to be forgotten, whatever it was taken for."""
    places = [labels.index(topic) for topic in PRIVATE if topic in labels]
    return bool((rows[:, places] >= PRIVATE_FROM).any())
