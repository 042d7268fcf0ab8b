"""Which topics a message asks for: each sentence is classed by itself, and what is asked outweighs what is merely said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml

from bot.nlu.clauses import Clause, Mood, clauses, sentences
from bot.nlu.topic_model import Floats, Readings
from bot.vocabulary import ADVICE, DISTRESS, REQUESTS, STATEMENT, topic_of

QUESTIONS = (*ADVICE, *REQUESTS)
THRESHOLDS = Path(__file__).with_name("thresholds.yml")
# At most so many topics are offered where a message is not understood for sure.
OFFERED = 3
# Said around a question, it is not what the message is about.
POLITENESS = ("greet", "goodbye", "thanks", "affirm", "deny", "chitchat")
# These were compared by cross-validation on data/nlu (the answers that bench/eval_topics.py keeps).
# Two parts that ask different things are both answered if each is this probable; else the message as a whole decides.
ALSO_FROM = 0.65
# Beside facts a single question decides alone if it is this probable: what else is said is only its ground. Without facts it is answered
# beside what the message as a whole asks.
ALONE_FROM = 0.9
# What states facts and asks nothing is so many times more probably a statement than its words alone tell.
STATEMENT_ODDS = 30.0
# What supposes something is so many times more probably a question about it.
SUPPOSED_ODDS = 3.0
# Despair is looked for in every sentence and answered rather once too often.
DISTRESS_FROM = 0.4
# From here on the model decides also beside facts and questions.
SURE_DISTRESS_FROM = 0.8
# Of what may be despair or a wish to be forgotten nothing is kept to learn from. Far below what would be answered as such: of forty-five
# phrasings that no example has all come out above it, of twenty questions from other fields none.
PRIVATE = (DISTRESS, "delete_my_data")
PRIVATE_FROM = 0.02
# Words that are never about an exam. They decide whatever else the message holds.
DESPAIR = re.compile(
    r"\bsuicid|\bkill(?:ing)? myself|\bkms\b|\b(?:want|wanna|wish|going|ready) (?:to |i (?:was|were) )?(?:die|dead)\b|\bend (?:it all|my life|everything)"
    r"|\b(?:don'?t|do not|dont) (?:want|wanna) (?:to )?(?:live|be here|exist|be alive|wake up)|\b(?:no|nothing) (?:reason|point) (?:to|in) liv"
    r"|\b(?:can'?t|cannot|cant) (?:go on|live)\b|\bhate myself|\bworthless|\bhurt(?:ing)? myself|\bself.?harm|\bbetter off (?:dead|without me)"
    r"|\b(?:my )?life is (?:over|meaningless)|\bpoint (?:of|in) (?:living|life|going on|being alive|existing)|\beven alive\b|\bnot? wanna? wake up|\bstop(?:ped)? existing|\bbetter dead than\b|\bif i (?:was|were) dead\b|\bgoodbye letter\b|\bgod (?:please )?take me\b|\bwon'?t be here tomorrow\b|\bjeene ka mann\b|\bdisappear forever|\bhurts? to die|\bof dying\b|\bmany pills|\bend (?:myself|(?:her|his|their) life)|\bkeep living|\beverything to end|\b(?:is|be) my last night|\bquiero morir|\bno quiero vivir|\bme quiero matar|\bmarna chahta|\bmarne ka",
    re.I,
)
MAX_SENTENCES = 12
# What stands before the question in its sentence and is no longer than this ("when", "and then") belongs to it.
SHORT = 2
OUT_OF_SCOPE, SUPPOSED = "out_of_scope", "what_if"
# What may be asked about where it is not sure: nobody wants to hear "Did you mean ...?" to a greeting.
ASKED_ABOUT = (*QUESTIONS, OUT_OF_SCOPE)


# Gives the labels, and what the topic model makes of texts.
Reader = Callable[[Sequence[str]], tuple[list[str], Readings]]


@dataclass(frozen=True)
class Thresholds:
    """Where understanding ends. Chosen by bench/thresholds.py on cross-validated answers, with the curve in docs/.

    Attributes:
        foreign_below: below this trust a message is taken as out of scope.
        unsure_below: below this one it is asked about.
    """

    foreign_below: float
    unsure_below: float

    @classmethod
    def load(cls) -> Thresholds:
        """The values that the script wrote."""
        return cls(**yaml.safe_load(THRESHOLDS.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Topics:
    """What a message asks for.

    Attributes:
        topic: the first topic asked.
        also: further topics, in the order asked.
        confidence: how probable the first topic is, from 0 to 1.
        ranking: the most probable topics of the part that decided, with their probabilities.
        unsure: the topics to ask about, best first, where the message was not understood for sure.
        private: whether any part of it may be despair or a wish to be forgotten, whatever it was taken for.
    """

    topic: str
    also: tuple[str, ...]
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    unsure: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True)
class _Part:
    topic: str
    confidence: float
    row: Floats


def pieces(text: str) -> list[str]:
    """What of a message is read: the whole, then each part that may ask something by itself."""
    return list(dict.fromkeys([text, *_parts(text)]))


def find(text: str, read: Reader, thresholds: Thresholds, *, states_facts: bool) -> Topics:
    """The topics of a message.

    Args:
        text: the message.
        read: reads pieces of it; the labels are intents.
        thresholds: where understanding ends.
        states_facts: whether facts were read in the message; what asks nothing is then a statement.
    """
    texts = pieces(text)
    names, readings = read(texts)
    labels = [topic_of(label) for label in names]
    if _despairs(text, readings.rows, labels, states_facts=states_facts):
        return Topics(DISTRESS, (), 1.0, ((DISTRESS, 1.0),), private=True)
    found = _weighed(text, readings, labels, thresholds, states_facts=states_facts)
    return replace(found, private=_may_be_private(readings.rows, labels))


def _may_be_private(rows: Floats, labels: Sequence[str]) -> bool:
    places = [labels.index(topic) for topic in PRIVATE if topic in labels]
    return bool((rows[:, places] >= PRIVATE_FROM).any())


def _weighed(
    text: str, readings: Readings, labels: Sequence[str], thresholds: Thresholds, *, states_facts: bool
) -> Topics:
    """The topics of a message that is no despair: which of its parts decide."""
    states = states_facts and not asks_something(text)
    rows = _in_its_light(readings.rows, labels, states=states, supposes=_supposes(text))
    parts = [
        _Part(labels[int(row.argmax())], float(trust), row) for row, trust in zip(rows, readings.trust, strict=True)
    ]
    whole, rest = parts[0], parts[1:]
    asking = [part for part in rest if part.topic in QUESTIONS and part.row.max() >= ALSO_FROM]
    if len({part.topic for part in asking}) > 1 or (asking and whole.topic in POLITENESS):
        return _several(asking, labels)
    sure = [part for part in asking if part.row.max() >= ALONE_FROM and len(rest) > 1]
    if sure and states_facts:
        return _several(sure, labels)
    if sure and whole.topic in QUESTIONS:
        return _several([whole, *sure], labels)
    if states and whole.topic == STATEMENT:
        return _found(STATEMENT, (), max(0.9, whole.confidence), whole, labels)
    return _judged(whole, labels, thresholds)


def _in_its_light(rows: Floats, labels: Sequence[str], *, states: bool, supposes: bool) -> Floats:
    """The probabilities once it is known what the message does; despair was looked for before."""
    odds = np.ones(len(labels))
    for topic, factor in (
        (DISTRESS, 0.0),
        (STATEMENT, STATEMENT_ODDS if states else 1.0),
        (SUPPOSED, SUPPOSED_ODDS if supposes else 1.0),
    ):
        if topic in labels:
            odds[labels.index(topic)] = factor
    weighed = rows * odds
    return np.asarray(weighed / np.maximum(weighed.sum(axis=1, keepdims=True), 1e-12))


def _supposes(text: str) -> bool:
    return any(clause.mood is Mood.SUPPOSES for clause in clauses(text))


def _judged(whole: _Part, labels: Sequence[str], thresholds: Thresholds) -> Topics:
    """What one part asks: answered, asked about, or foreign, by how far the model can be trusted."""
    if whole.confidence < thresholds.foreign_below:
        return _found(OUT_OF_SCOPE, (), 1 - whole.confidence, whole, labels)
    found = _found(whole.topic, (), whole.confidence, whole, labels)
    if whole.topic not in ASKED_ABOUT or whole.confidence >= thresholds.unsure_below:
        return found
    best = [labels[place] for place in np.argsort(-whole.row)[:OFFERED]]
    return replace(found, unsure=tuple(topic for topic in best if topic in QUESTIONS))


def asks_something(text: str) -> bool:
    """Whether any part of a message is a question, a supposition or a request."""
    return any(clause.mood is not Mood.STATES or _requests(clause) for clause in clauses(text))


_REQUEST_WORDS = {
    "tell", "advise", "advice", "help", "explain", "guide", "suggest", "recommend", "show", "give", "delete", "forget", "erase",
    "chances", "chance", "plan", "export", "send", "where", "what", "how", "which", "should", "confused", "worried", "scared",
}  # fmt: skip


def _requests(clause: Clause) -> bool:
    return bool(_REQUEST_WORDS & set(clause.text.lower().replace("?", " ").split()))


def _parts(text: str) -> list[str]:
    """What is classed by itself: sentences, and in each the questions that "and" puts in a row."""
    found: list[str] = []
    for sentence, _ in sentences(text):
        asked = [clause for clause in clauses(sentence) if clause.mood is not Mood.STATES]
        if len(asked) > 1:
            found += [clause.text for clause in asked]
        elif asked and len(asked[0].text.split()) > 2 and len(sentence.split()) - len(asked[0].text.split()) > SHORT:
            found.append(asked[0].text)
        else:
            found.append(sentence)
    return [part for part in found if part.strip()][:MAX_SENTENCES]


def _despairs(text: str, rows: Floats, labels: Sequence[str], *, states_facts: bool) -> bool:
    """Words of despair decide by themselves; the model only where nothing is asked and no fact is stated."""
    if DESPAIR.search(text):
        return True
    if DISTRESS in labels and (rows[:, labels.index(DISTRESS)] >= SURE_DISTRESS_FROM).any():
        return True
    if DISTRESS not in labels or states_facts or any(clause.mood is Mood.ASKS for clause in clauses(text)):
        return False
    return bool((rows[:, labels.index(DISTRESS)] >= DISTRESS_FROM).any())


def _several(asking: Sequence[_Part], labels: Sequence[str]) -> Topics:
    """The topics of the parts that ask, in order; later parts on the same topic add nothing."""
    first = asking[0]
    also = tuple(dict.fromkeys(part.topic for part in asking[1:] if part.topic != first.topic))
    return _found(first.topic, also, first.confidence, first, labels)


def _found(topic: str, also: tuple[str, ...], confidence: float, part: _Part, labels: Sequence[str]) -> Topics:
    best = np.argsort(-part.row)[:5]
    return Topics(topic, also, round(confidence, 4), tuple((labels[i], round(float(part.row[i]), 4)) for i in best))
