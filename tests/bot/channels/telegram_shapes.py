"""Updates in the shape in which Telegram delivers them; the numbers and names are made up."""

from __future__ import annotations

import itertools
from typing import Any

ANA: dict[str, Any] = {"id": 501, "is_bot": False, "first_name": "Ana", "language_code": "es"}
BEN: dict[str, Any] = {"id": 502, "is_bot": False, "first_name": "Ben", "username": "ben_md"}
OTHER_BOT: dict[str, Any] = {"id": 999, "is_bot": True, "first_name": "Weather", "username": "weather_bot"}
ADVISOR: dict[str, Any] = {"id": 12345, "is_bot": True, "first_name": "Advisor", "username": "pmr_advisor_bot"}
GROUP: dict[str, Any] = {"id": -77, "type": "group", "title": "Study group", "all_members_are_administrators": False}
SUPERGROUP: dict[str, Any] = {"id": -100200300, "type": "supergroup", "title": "PM&R", "is_forum": True}
CHANNEL: dict[str, Any] = {"id": -100900, "type": "channel", "title": "News"}
_updates, _messages = itertools.count(700_000_001), itertools.count(11)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def private(user: dict[str, Any]) -> dict[str, Any]:
    return {"id": user["id"], "type": "private", "first_name": user["first_name"]}


def update(**content: Any) -> dict[str, Any]:
    return {"update_id": next(_updates), **content}


def message(
    text: str = "", user: dict[str, Any] = ANA, chat: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """An update with a message; the marks that Telegram sets on commands and mentions are set."""
    said: dict[str, Any] = {
        "message_id": next(_messages),
        "from": user,
        "chat": chat or private(user),
        "date": 1795341600,
    }
    if text:
        said |= {"text": text, **_marks(text, "entities")}
    if "caption" in more:
        said |= _marks(more["caption"], "caption_entities")
    return update(message={**said, **more})


def _marks(text: str, name: str) -> dict[str, Any]:
    found, at = [], 0
    for word in text.split(" "):
        kind = "bot_command" if word.startswith("/") and len(word) > 1 else "mention" if word.startswith("@") else ""
        if kind:
            bare = word.rstrip(",:?!.")
            found.append({"type": kind, "offset": units(text[:at]), "length": units(bare)})
        at += len(word) + 1
    return {name: found} if found else {}


def button(
    shown: dict[str, Any], data: str, user: dict[str, Any] = ANA, asked: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Somebody presses a button under a message that the bot sent.

    Args:
        shown: the message.
        data: what the button sends.
        user: who presses it.
        asked: the message that the bot's answers, as it is told in groups.
    """
    told = {name: value for name, value in shown.items() if name != "file"}
    if asked is not None:
        told["reply_to_message"] = asked
    query = {"id": f"q{next(_updates)}", "from": user, "message": told, "chat_instance": "-4401", "data": data}
    return update(callback_query=query)


def of_the_bot(chat: dict[str, Any], text: str = "An answer") -> dict[str, Any]:
    """A message of the bot itself, as one that others reply to."""
    return {"message_id": next(_messages), "from": ADVISOR, "chat": chat, "date": 1795341600, "text": text}


PHOTO = [
    {"file_id": "p1", "file_unique_id": "a", "width": 90, "height": 67, "file_size": 1200},
    {"file_id": "p2", "file_unique_id": "b", "width": 1280, "height": 960, "file_size": 120000},
]
VOICE = {"file_id": "v1", "file_unique_id": "c", "duration": 4, "mime_type": "audio/ogg", "file_size": 14000}
STICKER = {
    "file_id": "s1",
    "file_unique_id": "d",
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
}


def document(name: str, media_type: str, size: int, file_id: str = "d1") -> dict[str, Any]:
    return {"file_id": file_id, "file_unique_id": "e", "file_name": name, "mime_type": media_type, "file_size": size}
