"""What a chat channel sends beside a reply: its chart and its files, with what the action server has to be asked for first."""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol

from bot.channels.action_server import ActionServerFailed
from bot.channels.drawing import drawn
from bot.contract import PLAN_FILE, PROGRAMS_FILE, Reply
from bot.render.attachments import attachments
from bot.render.files import File, Listed

logger = logging.getLogger(__name__)


class GivesLists(Protocol):
    """The action server, as far as a person's program list is asked for."""

    async def listed(self, person: str) -> Listed:
        """The whole list and its summary."""

    async def programs_csv(self, person: str) -> str:
        """The whole list as CSV."""


async def files_beside(reply: Reply, person: str, action_server: GivesLists) -> list[File]:
    """The files of a reply, the chart first. What is handed over is the person's whole program list, not the part in the reply.

    Args:
        reply: a reply of the contract.
        person: the key of the person whom it is for.
        action_server: knows the list.

    Raises:
        ActionServerFailed: the list is what is to be handed over, and cannot be had.
    """
    listed, sheet = None, None
    if reply["id"] == PROGRAMS_FILE:
        listed, sheet = await asyncio.gather(action_server.listed(person), action_server.programs_csv(person))
    elif reply["id"] == PLAN_FILE:
        listed = await list_for(action_server, person)
    # Drawing and setting take a moment in which others shall be answered.
    return await drawn(lambda: attachments(reply, person, listed, sheet))


async def list_for(action_server: GivesLists, person: str) -> Listed | None:
    """The person's list as the appendix of a plan; a plan goes without it where it cannot be had."""
    try:
        return await action_server.listed(person)
    except ActionServerFailed as error:
        logger.warning("a plan goes without the program list: %s", error)
        return None
