"""The web channel's part for a person's own program list: it comes as a file, and goes as one."""

from __future__ import annotations

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.action_server import ActionServer, ActionServerFailed
from bot.channels.drawing import drawn
from bot.channels.list_files import SHOW_LIST, NotAList, bring
from bot.channels.refusals import Refused
from bot.channels.web_files import file_answer
from bot.render.files import programs_files, sheet_file

LONGEST_NAME = 200
NOT_FOUND = 404
NO_LIST = "You have no program list yet. Send me one, and I can give it back as a file."


async def upload(request: Request, key: str, headers: dict[str, str]) -> HTTPResponse:
    """Take a list: the body is the file, its name stands in `?name=`. Answers what was kept, what was wrong, and what to send to see it.

    Raises:
        Refused: it is no list.
        bot.channels.action_server.ActionServerFailed: it was not taken.
    """
    actions: ActionServer = request.app.ctx.action_server
    name = str(request.args.get("name", ""))[:LONGEST_NAME]
    try:
        kept = await bring(actions, key, name, request.body)
    except NotAList as error:
        raise Refused(400, str(error)) from None
    return response.json({**kept, "show": SHOW_LIST}, headers=headers)


async def download(request: Request, key: str, headers: dict[str, str]) -> HTTPResponse:
    """The whole placed list as CSV.

    Raises:
        Refused: there is none.
        bot.channels.action_server.ActionServerFailed: it cannot be had.
    """
    actions: ActionServer = request.app.ctx.action_server
    try:
        return file_answer(sheet_file(await actions.programs_csv(key)), headers)
    except ActionServerFailed as error:
        if error.status == NOT_FOUND:
            raise Refused(NOT_FOUND, NO_LIST) from None
        raise


async def document(request: Request, key: str, headers: dict[str, str]) -> HTTPResponse:
    """The whole placed list as PDF.

    Raises:
        Refused: there is none.
        bot.channels.action_server.ActionServerFailed: it cannot be had.
    """
    actions: ActionServer = request.app.ctx.action_server
    listed = await actions.listed(key)
    files = await drawn(lambda: programs_files(listed))
    if not files:
        raise Refused(NOT_FOUND, NO_LIST)
    return file_answer(files[0], headers)


async def template(request: Request, key: str, headers: dict[str, str]) -> HTTPResponse:
    """An empty list with its columns.

    Raises:
        bot.channels.action_server.ActionServerFailed: it cannot be had.
    """
    actions: ActionServer = request.app.ctx.action_server
    return file_answer(sheet_file(await actions.programs_template(), "program-list-template.csv"), headers)
