"""The question back: which one, when it comes again, why it is asked, and what is said to an answer that cannot be used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actions import contradictions
from actions.contradictions import Contradiction
from actions.facts import Facts
from actions.messages import Message
from actions.profile import Profile
from actions.replies import Replies, Reply
from actions.strategy.calendar import span_of
from actions.strategy.engine import is_open
from actions.strategy.rules import RULES
from actions.topics import Topic

# So many questions in a row, then something is given back.
IN_A_ROW = 3
# An answer unusable for this many times is not asked for any more.
GIVES_UP = 3
# A longer message that is not understood is about something else, no answer that went wrong.
ANSWER_WORDS = 5
NAMED = 3
# With the exam in fewer days than this, nobody has to say how many weeks are left for it.
SOON = 56
# Who did not say whether an exam is taken is not asked for its score or its attempts next.
_RESTS_ON = {
    "step1_attempts": "step1_status",
    "step1_score": "step1_status",
    "step2_ck_score": "step2_ck_status",
    "step2_ck_attempts": "step2_ck_status",
    "step2_ck_date": "step2_ck_status",
    "step3_score": "step3_status",
}
# What a message is taken for whose answer to a question went wrong, and what is about something else.
_NO_ANSWER = {"profile_statement", "out_of_scope", "chitchat", "affirm", "deny"}
_NO_DIGRESSION = {"profile_statement", "chitchat", "affirm", "deny", "greet", "goodbye", "thanks", "restart", "distress",
                  "delete_my_data"}  # fmt: skip
_WH = re.compile(r"^\W*(?:what|who|when|where|why|how|which|can|could|should|is|are|do|does|will|would)\b", re.I)


@dataclass(frozen=True)
class Question:
    """A question back.

    Attributes:
        id: the fact or the contradiction that it is about.
        asks: the fact by which its answer is read.
        reply: the question with its buttons.
        is_grave: whether it is about facts that cannot all be true.
        is_said: whether its reply is among the answers already.
    """

    id: str
    asks: str
    reply: Reply
    is_grave: bool = False
    is_said: bool = False


@dataclass(frozen=True)
class Asking:
    """Asks one person.

    Attributes:
        replies: makes replies.
        facts: the questions.
        topics: how topics are named in a sentence.
        profile: what is held after the message.
        message: the message, with what was asked before.
        today: the day.
    """

    replies: Replies
    facts: Facts
    topics: Mapping[str, Topic]
    profile: Profile
    message: Message
    today: date

    @property
    def open(self) -> Question | None:
        """The question asked in the last answer, if this message leaves it open."""
        asked, id_ = self.message.asked, self.message.asked_last
        if asked is None or asked not in self.facts:
            return None
        found = next((each for each in self._contradictions() if each.id == id_), None)
        if found is not None:
            return self._of_contradiction(found)
        return self._of_fact(asked) if is_open(asked, self.profile) else None

    def next(self, wanted: Sequence[str], new: set[str]) -> Question | None:
        """What to ask now: facts that do not fit together first, then the fact that would help most; each once in a talk.

        Args:
            wanted: facts that would help, the most useful first.
            new: the facts that this message stated.
        """
        before, found = self.message.asked_before, self.contradiction(new)
        if found is not None:
            return self._of_contradiction(found)
        return next((self._of_fact(fact) for fact in wanted if fact not in before and self._makes_sense(fact)), None)

    def _makes_sense(self, fact: str) -> bool:
        """Whether a question is none that was left open already in other words, and none that the exam day answers."""
        rests_on = _RESTS_ON.get(fact, "")
        passed_over = self.message.remembered.came_back
        if rests_on in self.message.asked_before and rests_on not in passed_over and not self.profile.knows(rests_on):
            return False
        day = self.profile.get("step2_ck_date")
        return fact != "prep_weeks" or not isinstance(day, str) or (span_of(day)[1] - self.today).days > SOON

    def contradiction(self, new: set[str]) -> Contradiction | None:
        """The facts that do not fit together to ask about now: new ones, or such as were not asked about in this talk."""
        return contradictions.to_ask(self.profile, self.facts, self.today, new, self.message.asked_before)

    def is_digression(self, given: bool, new: bool) -> bool:
        """Whether the message left the open question for something else, so that the question comes back, once.

        Args:
            given: whether it was answered on a topic.
            new: whether it stated facts.
        """
        message = self.message
        aside = message.about_question or message.not_helped or message.insult or message.remove or message.change
        if self.open is None or aside or self.open.id in self.message.remembered.came_back:
            return False
        return new or (given and not set(self.message.topics[:1]) <= _NO_DIGRESSION)

    def coming_back(self, question: Question) -> Question:
        """The question again, after a digression."""
        topic = self.topics.get(self.message.last_topic or "")
        # A topic is named only where the question is about it: "Back to letters: have you passed Step 1?" makes no sense.
        away = (
            topic
            and self.message.last_topic not in self.message.topics
            and self.message.last_topic in _topics_of(question.asks, every=True)
        )
        lead = f"Back to {topic.phrase}:" if topic and away else "Back to my question:"
        return replace(question, reply=self._with_lead(question, lead))

    def is_unusable(self) -> bool:
        """Whether the message was meant as an answer to the open question and says nothing that can be used."""
        message = self.message
        aside = message.about_question or message.not_helped or message.insult or message.language or message.remove
        if self.open is None or aside or message.change or message.supposed or message.may_keep is not None:
            return False
        if message.claimed or message.unclear or "?" in message.text or message.text.startswith("/"):
            return False
        short = len(message.text.split()) <= ANSWER_WORDS and not _WH.match(message.text)
        return short and (bool(message.unsure) or set(message.topics) <= _NO_ANSWER)

    def again(self, fact: str, complaints: Sequence[str], tries: int) -> Reply:
        """The question again after an answer that cannot be used: first as it was, then explained with an example.

        Args:
            fact: what was asked for.
            complaints: what could not be used; the sentences come first.
            tries: how many unusable answers there were, this one counted.
        """
        asked, open_ = self.facts[fact], self.open
        if open_ is not None and open_.is_grave and open_.asks == fact:
            question, offered = open_.reply["body"][0]["text"], open_.reply["next"]
        else:
            question, offered = f"**{asked.question}**", self.replies.question(asked, self.today)["next"]
        if tries > 1:
            texts = [*complaints, f'{asked.why} {question} You can write, for example: "{asked.example}".']
        else:
            texts = [*complaints, *([] if any("?" in each for each in complaints) else [question])]
        return {**self.replies.plain("facts.unusable", texts, severity="caution"), "next": offered}

    def not_understood(self) -> str:
        """What is said of an answer in which nothing was found."""
        words = " ".join(self.message.text.split())[:40]
        return f'I could not read an answer in "{words}".' if words else "I could not read an answer in that."

    def why(self, question: Question) -> Reply:
        """Why the open question is asked, what the answer would change, and the question again."""
        reply = question.reply
        if question.is_grave:
            reason, asked = (
                "Both cannot be true, and I don't want to advise you on the wrong one.",
                reply["body"][0]["text"],
            )
        else:
            fact = self.facts[question.id]
            concerned = [self.topics[topic].phrase for topic in _topics_of(question.id) if topic in self.topics]
            changes = f" It can change what I say on: {'; '.join(concerned[:NAMED])}." if concerned else ""
            reason, asked = f'{fact.why}{changes} You need not tell me: write "skip".', f"**{fact.question}**"
        return {**self.replies.plain("ask.why", [reason, asked]), "next": reply["next"]}

    def _contradictions(self) -> tuple[Contradiction, ...]:
        return contradictions.found(self.profile, self.facts, self.today)

    def _of_contradiction(self, found: Contradiction) -> Question:
        return Question(found.id, found.asks, self.replies.of_contradiction(found, self.profile.values), is_grave=True)

    def _of_fact(self, fact: str) -> Question:
        return Question(fact, fact, self.replies.question(self.facts[fact], self.today))

    def _with_lead(self, question: Question, lead: str) -> Reply:
        reply = question.reply
        if question.is_grave:
            return self.replies.with_first(reply, lead)
        again = self.replies.plain(reply["id"], [f"{lead} **{self.facts[question.id].question}**"])
        return {**again, "next": reply["next"]}


def _topics_of(fact: str, *, every: bool = False) -> list[str]:
    """The topics whose rules need a fact or say that it sharpens them: the first of each rule, or every one."""
    rules = [rule for rule in RULES if fact in rule.needs or fact in rule.sharpened_by]
    return list(dict.fromkeys(topic for rule in rules for topic in rule.topics[: None if every else 1]))
