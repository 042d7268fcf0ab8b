"""A file as an answer of the web channel."""

from __future__ import annotations

from sanic import response
from sanic.response import HTTPResponse

from bot.render.files import File


def file_answer(file: File, headers: dict[str, str]) -> HTTPResponse:
    """The file with its name and type.

    Args:
        file: to hand over; its name is of letters that a header can carry.
        headers: of every answer of the channel.
    """
    charset = "" if file.media_type == "application/pdf" else "; charset=utf-8"
    named = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return response.raw(file.content, content_type=f"{file.media_type}{charset}", headers={**headers, **named})
