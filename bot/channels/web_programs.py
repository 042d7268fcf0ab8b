"""The web channel's part for a person's own program list: it comes as a file, and goes as one."""

from __future__ import annotations

import urllib.parse

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.action_server import ActionServer
from bot.channels.list_files import SHOW_LIST, NotAList, bring
from bot.channels.refusals import Refused

LONGEST_NAME = 200
CSV = "text/csv; charset=utf-8"
# A spreadsheet takes a file without this mark for one in the machine's old encoding.
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


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
    """The placed list as CSV.

    Raises:
        bot.channels.action_server.ActionServerFailed: it cannot be had.
    """
    actions: ActionServer = request.app.ctx.action_server
    return _file(await actions.programs_csv(key), "my-programs.csv", headers)


async def template(request: Request, key: str, headers: dict[str, str]) -> HTTPResponse:
    """An empty list with its columns.

    Raises:
        bot.channels.action_server.ActionServerFailed: it cannot be had.
    """
    actions: ActionServer = request.app.ctx.action_server
    return _file(await actions.programs_template(), "program-list-template.csv", headers)


def _file(text: str, name: str, headers: dict[str, str]) -> HTTPResponse:
    disposition = f"attachment; filename*=UTF-8''{urllib.parse.quote(name)}"
    content = (MARK + text.removeprefix(MARK)).encode()
    return response.raw(content, headers={**headers, "Content-Disposition": disposition}, content_type=CSV)
