"""The action server, as far as a person's program list is asked for."""

from __future__ import annotations

from typing import Any

from bot.channels.action_server import ActionServerFailed
from tests.program_documents import listed

SHEET = "\ufeffProgram\r\nExample Rehab Hospital 1\r\n"


class FakeLists:
    """Gives a whole list, or fails, and remembers who was asked about."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gives: dict[str, Any] = {"document": None, "summary": {}}
        self.lists_fail: ActionServerFailed | None = None

    def have(self, programs: int = 60) -> None:
        """From now on there is a list of so many programs."""
        self.gives = listed(programs)

    async def listed(self, person: str) -> dict[str, Any]:
        self._ask(person)
        return self.gives

    async def programs_csv(self, person: str) -> str:
        self._ask(person)
        if not self.gives["document"]:
            raise ActionServerFailed("/programs.csv was answered with status 404", 404)
        return SHEET

    def _ask(self, person: str) -> None:
        if self.lists_fail is not None:
            raise self.lists_fail
        self.asked.append(person)


def programs_reply(id_: str = "programs.file") -> dict[str, Any]:
    """A reply with a part of the list in it, as a message of Rasa."""
    found = listed(60)
    tiers = [{**tier, "programs": tier["programs"][:1]} for tier in found["document"]["tiers"]]
    custom = {**found["summary"], "id": id_, "document": {**found["document"], "tiers": tiers, "faults": []}}
    return {"text": custom["text"], "custom": custom}
