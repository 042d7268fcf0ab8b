"""What gathers about a person over time: practice scores in order, and the advice given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.orm import Session

from actions.profile import WORDS_GONE, AdviceGiven, PracticeScore, Stated
from actions.store.connections import reading, writing
from actions.store.models import AdviceRow, PersonRow, PracticeScoreRow

# The fact whose values gather.
PRACTICE = "practice_scores"
# Of each person, the latest pieces of advice that are kept.
ADVICE_KEPT = 200


class History:
    """The histories in a store.

    Args:
        engine: of the profile store.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def practice(self, key: str) -> tuple[PracticeScore, ...]:
        """A person's practice scores in the order taken.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        with reading(self.engine) as session:
            return practice_of(session, key)

    def advice(self, key: str) -> tuple[AdviceGiven, ...]:
        """The advice given to a person, the oldest first.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        of_person = select(AdviceRow).join(PersonRow, PersonRow.id == AdviceRow.person_id).where(PersonRow.key == key)
        with reading(self.engine) as session:
            rows = session.scalars(of_person.order_by(AdviceRow.id)).all()
            return tuple(AdviceGiven(row.advice_id, row.topic, row.facts, row.given_at) for row in rows)

    def last_advice(self, key: str) -> tuple[AdviceGiven, ...]:
        """What was said on the topic that a person was advised on last; nothing if there was no advice yet.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        given = self.advice(key)
        return tuple(each for each in given if (each.at, each.topic) == (given[-1].at, given[-1].topic))

    def advised(self, key: str, given: Sequence[AdviceGiven]) -> None:
        """Keep what a person was advised, and of all advice to them the latest.

        Somebody unknown stays unknown: who was erased meanwhile is not brought back.

        Raises:
            StoreUnavailable: nothing was written.
        """
        if not given:
            return
        with writing(self.engine) as session:
            person = session.scalars(select(PersonRow.id).where(PersonRow.key == key)).one_or_none()
            if person is None:
                return
            session.add_all(
                AdviceRow(
                    person_id=person, advice_id=each.id, topic=each.topic, facts=dict(each.facts), given_at=each.at
                )
                for each in given
            )
            session.flush()
            mine = AdviceRow.person_id == person
            latest = select(AdviceRow.id).where(mine).order_by(AdviceRow.id.desc()).offset(ADVICE_KEPT - 1).limit(1)
            session.execute(delete(AdviceRow).where(mine, AdviceRow.id < latest.scalar_subquery()))


def practice_of(session: Session, key: str) -> tuple[PracticeScore, ...]:
    """A person's practice scores in the order taken."""
    query = select(PracticeScoreRow).join(PersonRow, PersonRow.id == PracticeScoreRow.person_id)
    rows = session.scalars(query.where(PersonRow.key == key).order_by(PracticeScoreRow.place)).all()
    return tuple(PracticeScore(row.score, row.words, row.stated_at) for row in rows)


def keep_scores(session: Session, person: int, scores: Iterable[int], stated: Stated) -> None:
    """Make a person's history the given list. A score that was there before keeps its own words and time.

    Args:
        session: a transaction that writes; the fact has its new value already.
        person: the person's row.
        scores: all scores in the order taken.
        stated: the words and the time of those that are new.
    """
    new = list(scores)
    mine = select(PracticeScoreRow).where(PracticeScoreRow.person_id == person).order_by(PracticeScoreRow.place)
    old = [PracticeScore(row.score, row.words, row.stated_at) for row in session.scalars(mine)]
    history = [PracticeScore(score, stated.words, stated.at) for score in new]
    same = SequenceMatcher(None, [each.score for each in old], new, autojunk=False)
    for block in same.get_matching_blocks():
        history[block.b : block.b + block.size] = old[block.a : block.a + block.size]
    if history == old:
        return
    session.execute(delete(PracticeScoreRow).where(PracticeScoreRow.person_id == person))
    rows = [
        {"person_id": person, "place": place, "score": each.score, "words": each.words, "stated_at": each.at}
        for place, each in enumerate(history)
    ]
    session.execute(insert(PracticeScoreRow), rows)


def without(session: Session, person: int, names: Collection[str], words: Collection[str]) -> None:
    """Take facts that a person took back out of the advice kept, and their words out of the practice scores told with them.

    Args:
        session: a transaction that writes.
        person: the person's row.
        names: the facts.
        words: in which they were told.
    """
    for row in session.scalars(select(AdviceRow).where(AdviceRow.person_id == person)):
        if not row.facts.keys().isdisjoint(names):
            row.facts = {name: value for name, value in row.facts.items() if name not in names}
    told = (PracticeScoreRow.person_id == person, PracticeScoreRow.words.in_(words))
    session.execute(update(PracticeScoreRow).where(*told).values(words=WORDS_GONE))
