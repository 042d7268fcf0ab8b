"""Advice and talk as replies: the contract between the action server and the channels (reply.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from actions import charts
from actions.contradictions import Contradiction
from actions.facts import Fact
from actions.knowledge.library import Knowledge, OutsideFact
from actions.profile import Profile
from actions.strategy import standing
from actions.strategy.advice import Advice, Items, Paragraph, Plan
from actions.talk import Say
from actions.topics import Topic, payload

Reply = dict[str, Any]

MAX_BUTTONS = 5


class Replies:
    """Makes replies.

    Args:
        knowledge: where citations and notes come from.
        topics: the buttons.
    """

    def __init__(self, knowledge: Knowledge, topics: Mapping[str, Topic]) -> None:
        self.knowledge, self.topics = knowledge, topics

    def of_advice(self, advice: Advice, profile: Profile) -> Reply:
        """Advice as a reply; texts carry the numbers of their citations."""
        number = {claim: place for place, claim in enumerate(advice.claims, 1)}

        def cited(text: Paragraph) -> str:
            places = sorted(number[claim] for claim in text.claims)
            return f"{text.text} [{', '.join(map(str, places))}]" if places else text.text

        body: list[dict[str, Any]] = []
        for block in advice.body:
            if isinstance(block, Items):
                body.append({"type": "list", "items": [cited(item) for item in block.items]})
            else:
                body.append({"type": "paragraph", "text": cited(block)})
        values = profile.values
        return self._finish(
            id=advice.id,
            severity=advice.severity,
            title=advice.title,
            body=body,
            facts_used={name: values[name] for name in advice.facts_used if name in values},
            citations=self._citations(advice.claims),
            notes=self.notes(advice.notes),
            next=self.buttons(topic for topic in advice.next if topic != "visa" or not standing.needs_no_visa(profile)),
            chart=charts.as_json(advice.chart, self.knowledge),
            document=self._document(advice.plan),
        )

    def of_talk(self, say: Say) -> Reply:
        """Something from talk.yml as a reply."""
        return self.plain(f"talk.{say.id}", say.paragraphs, notes=say.notes, next=say.next)

    def plain(
        self,
        id: str,  # the contract's own name
        paragraphs: Sequence[str],
        *,
        items: Sequence[str] = (),
        title: str = "",
        severity: str = "info",
        notes: Iterable[str | OutsideFact] = (),
        next: Iterable[str] = (),
        citations: Sequence[str] = (),
        facts_used: Mapping[str, Any] | None = None,
    ) -> Reply:
        """A reply that is no advice: an acknowledgement, a question back, a list of what is known."""
        body: list[dict[str, Any]] = [{"type": "paragraph", "text": text} for text in paragraphs]
        if items:
            body.append({"type": "list", "items": list(items)})
        return self._finish(
            id=id,
            severity=severity,
            title=title,
            body=body,
            facts_used=dict(facts_used or {}),
            citations=self._citations(citations),
            notes=self.notes(notes),
            next=self.buttons(next),
        )

    def of_complaint(self, say: Say, last_topic: str | None) -> Reply:
        """What is said to somebody whom the answer before did not help: where it came from is offered, if it was advice."""
        return self.plain(
            f"talk.{say.id}", say.paragraphs, next=[*(["how_do_you_know"] if last_topic else []), *say.next]
        )

    def notes(self, notes: Iterable[str | OutsideFact]) -> list[dict[str, str]]:
        """Dated facts as notes."""
        facts = [self.knowledge.outside[note] if isinstance(note, str) else note for note in notes]
        return [
            {"text": fact.text, "as_of": fact.as_of.isoformat(), "source": fact.source, "certainty": fact.certainty}
            for fact in facts
        ]

    def buttons(self, topics: Iterable[str]) -> list[dict[str, str]]:
        """Topics as buttons, as many as a reply may have."""
        known = [topic for topic in topics if topic in self.topics]
        return [{"title": self.topics[topic].button, "payload": payload(topic)} for topic in known][:MAX_BUTTONS]

    def question(self, fact: Fact, today: date) -> Reply:
        """A question for one more fact, with why it is asked, and its usual answers as buttons."""
        offered = [button.on(today) for button in fact.buttons]
        reply = self.plain(f"ask.{fact.name}", [f"**{fact.question}** {fact.why}"])
        return {
            **reply,
            "next": [statement_button(button.title, button.facts) for button in offered][:MAX_BUTTONS],
        }

    def with_first(self, reply: Reply, text: str) -> Reply:
        """The reply with a sentence put before it."""
        return self._finish(**{**reply, "body": [{"type": "paragraph", "text": text}, *reply["body"]]})

    def with_last(self, reply: Reply, text: str) -> Reply:
        """The reply with a sentence put after it."""
        return self._finish(**{**reply, "body": [*reply["body"], {"type": "paragraph", "text": text}]})

    def with_more(self, reply: Reply, topic: str, page: int) -> Reply:
        """The reply with a button to what else there is to say on its topic."""
        more = {"title": "More", "payload": f'{payload(topic)}{{"more":{page}}}'}
        return {**reply, "next": [*reply["next"][: MAX_BUTTONS - 1], more]}

    def of_contradiction(self, found: Contradiction, values: Mapping[str, Any]) -> Reply:
        """A question about facts that cannot all be true, with the possible answers as buttons."""
        concerned = {name: values[name] for name in found.facts if name in values}
        reply = self.plain(found.id, [found.text], severity="caution", facts_used=concerned)
        return {**reply, "next": [statement_button(title, facts) for title, facts in found.answers]}

    def _document(self, plan: Plan | None) -> dict[str, Any] | None:
        """The plan in full, for channels that can show or save one."""
        if plan is None:
            return None
        steps = [
            {
                "id": step.id,
                "name": step.name,
                "text": step.text,
                "start": step.start.isoformat() if step.start else None,
                "by": step.by.isoformat(),
                "certainty": "expected" if step.expected else "confirmed",
                "done": step.done,
                "late": step.late,
                "missing": step.missing,
                "citations": self._citations(step.claims),
            }
            for step in plan.steps
        ]
        days = [
            {
                "name": each.name,
                "label": each.label,
                "day": each.day.isoformat(),
                "certainty": "expected" if each.expected else "confirmed",
            }
            for each in plan.days
        ]
        head = {"kind": "plan", "title": plan.title, "made_on": plan.made_on.isoformat()}
        return {**head, "match_year": plan.match_year, "scenarios": list(plan.scenarios), "steps": steps, "days": days}

    def _citations(self, claims: Iterable[str]) -> list[dict[str, str]]:
        return [{"id": claim, "section": self.knowledge.claims[claim].section} for claim in claims]

    def _finish(self, **parts: Any) -> Reply:
        reply: Reply = {"chart": None, "document": None, **parts, "text": ""}
        reply["text"] = as_text(reply)
        return reply


def statement_button(title: str, facts: Mapping[str, object]) -> dict[str, str]:
    """A button that states facts."""
    return {"title": title, "payload": "/profile_statement" + json.dumps(facts, separators=(",", ":"))}


def as_text(reply: Reply) -> str:
    """The whole reply as plain text, for any channel that knows nothing else. Single newlines only."""
    lines = [reply["title"]] if reply["title"] else []
    for block in reply["body"]:
        lines += [block["text"]] if block["type"] == "paragraph" else [f"- {item}" for item in block["items"]]
    for note in reply["notes"]:
        sure = "" if note["certainty"] == "confirmed" else f"{note['certainty']}, "
        lines.append(f"Note ({sure}as of {note['as_of']}): {note['text']} {note['source']}")
    if reply["citations"]:
        sections: dict[str, list[int]] = {}
        for place, citation in enumerate(reply["citations"], 1):
            sections.setdefault(citation["section"], []).append(place)
        named = [f"[{', '.join(map(str, places))}] {section}" for section, places in sections.items()]
        lines.append("From the article: " + "; ".join(named))
    return "\n".join(lines).replace("**", "")


def each_once(replies: Sequence[Reply]) -> list[Reply]:
    """The replies without those that two topics share, and each picture beside the first of them only."""
    first: dict[str, Reply] = {}
    for reply in replies:
        drawn = [each["chart"] for each in first.values()]
        shown = {**reply, "chart": None} if reply["chart"] in drawn else reply
        first.setdefault(reply["id"], shown)
    return list(first.values())
