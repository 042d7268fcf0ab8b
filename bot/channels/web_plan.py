"""The plan of a person of the web channel as a file: made anew of the facts that are held when it is asked for."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.channels.action_server import ActionServer
from bot.channels.attaching import list_for
from bot.channels.drawing import drawn
from bot.channels.refusals import Refused
from bot.channels.web_files import file_answer
from bot.render.files import plan_file


async def plan_answer(actions: ActionServer, person: str, form: str, headers: dict[str, str]) -> HTTPResponse:
    """The plan as an answer with a file's name.

    Args:
        actions: knows the plan.
        person: the key of whose plan it is.
        form: one of bot.render.files.FORMS.
        headers: of every answer of the channel.

    Raises:
        Refused: too little is known for a plan; says what it needs.
        ActionServerFailed: the plan cannot be had.
    """
    found = await actions.plan(person)
    if found.get("document") is None:
        raise Refused(404, str(found.get("missing")))
    listed = await list_for(actions, person) if form == "pdf" else None
    file = await drawn(lambda: plan_file(found["document"], form, person, listed))
    return file_answer(file, headers)
