"""Sends the replies of a turn as lines of JSON, each as soon as it is made."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from sanic.request import Request

from bot.channels.guard import Guard, Incoming, TooManyMessages
from bot.channels.refusals import Refused, too_many
from bot.contract import Reply

CONTENT_TYPE = "application/x-ndjson"
# Notices of the guard that mean: no answer yet, the same message may be sent again. After how many seconds.
NOT_YET = {"guard.not_ready": 10, "guard.no_answer": 5, "guard.too_slow": 5}


async def stream(request: Request, guard: Guard, incoming: Incoming, headers: dict[str, str]) -> None:
    """Run a turn and send its replies. Who goes away in the middle does not stop it.

    Raises:
        Refused: there is no reply to send; the status says why.
    """
    made: asyncio.Queue[Reply | None] = asyncio.Queue()
    turn = asyncio.ensure_future(guard.turn(incoming, made.put_nowait))
    turn.add_done_callback(lambda _: made.put_nowait(None))
    reply, sent, answer = await made.get(), list[Reply](), None
    if reply is None:
        _refuse_without_answer(turn)
    answer = await request.respond(content_type=CONTENT_TYPE, headers=headers)
    while reply is not None:
        await answer.send(_line({"reply": reply}))
        sent.append(reply)
        reply = await made.get()
    rest = [each for each in turn.result() if each not in sent]
    late = next((each for each in rest if each["id"] in NOT_YET), None)
    if late is not None:
        await answer.send(_line({"error": late["text"]}))
    else:
        for each in rest:
            await answer.send(_line({"reply": each}))
        await answer.send(_line({"done": True, "message_id": incoming.event}))
    await answer.eof()


def _refuse_without_answer(turn: asyncio.Future[list[Reply]]) -> None:
    try:
        replies = turn.result()
    except TooManyMessages as error:
        raise too_many(error.wait) from None
    if replies[0]["id"] in NOT_YET:
        raise Refused(503, replies[0]["text"], NOT_YET[replies[0]["id"]])


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
