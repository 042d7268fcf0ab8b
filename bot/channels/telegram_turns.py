"""What is done for a person on Telegram: a turn for each message and each button, and their program list from a file."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

from sanic import Sanic
from telegram import Document, User
from telegram.error import TelegramError

from bot.channels import list_files
from bot.channels.action_server import ActionServer, ActionServerFailed
from bot.channels.chat import Chat, Deliver, cannot_read, may_press_again
from bot.channels.guard import Incoming
from bot.channels.telegram_sending import Place, Sender
from bot.channels.telegram_updates import NAME, Pressed, Said
from bot.contract import Reply, notice

# After so many seconds of a turn "is typing" is shown, for five each time, and no longer than a turn may take.
TYPING = (1.0, 4.5, 4.5)

NOT_YOURS = "These buttons are for the person who asked. Write to me, and you get your own."
NOT_SEEN = "I read your words. I can't read {kind}, so if something in there matters, please write it."


def said(app: Sanic, sender: Sender, message: Said) -> None:
    """Begin what a message asks for."""
    turn = _begun(app, sender, message)
    if turn is not None:
        # Under a key of its own: beside the turn, and one at a time.
        app.ctx.chat.do(f"{NAME}:typing:{message.person}", _typing(sender, message.place, turn))


def _begun(app: Sanic, sender: Sender, message: Said) -> asyncio.Task[None] | None:
    chat: Chat = app.ctx.chat
    incoming = Incoming(NAME, message.person, message.text, message.event, message.public)
    alone = _delivery(sender, _alone(message.place, message.message.from_user))
    file = message.message.document
    if file is not None and list_files.is_list(file.file_name or "", file.mime_type or ""):
        shown = replace(incoming, text=list_files.SHOW_LIST, event=f"{message.event}:list")
        if message.text:
            # The words first: facts in them count where the list is placed.
            chat.take(incoming, _delivery(sender, message.place), alone)
        deliver = _delivery(sender, message.place)
        return chat.do(incoming.key, _bring(app, sender, file, shown, deliver), deliver)
    if message.unread and not message.text:
        # Through the guard all the same, which counts it and answers it once; an album comes as a message for each picture.
        album = message.message.media_group_id
        event = f"{message.place.chat}:{album}" if album else message.event
        incoming = replace(incoming, text=None, event=event)
    return chat.take(incoming, _delivery(sender, message.place, message.unread), alone)


def pressed(app: Sanic, sender: Sender, button: Pressed) -> None:
    """Begin what a button asks for. In a group only who was asked may answer."""
    chat: Chat = app.ctx.chat
    # Beside the person's turns: the button shows that it waits until then.
    chat.do(f"{NAME}:button:{button.person}", sender.answer(button.query, "" if button.theirs else NOT_YOURS))
    if not button.theirs:
        return

    async def deliver(replies: list[Reply]) -> None:
        if not may_press_again(replies):
            # What ran before a restart may have been another of these buttons.
            await sender.chosen(button.query, button.title if replies else "")
        await sender.replies(button.place, replies)

    incoming = Incoming(NAME, button.person, button.text, button.event, button.public)
    chat.take(incoming, deliver, _delivery(sender, _alone(button.place, button.query.from_user)))


def _alone(place: Place, person: User | None) -> Place:
    """The chat between the two, which has the person's number. Telegram refuses it until they opened it."""
    return Place(person.id if person is not None else place.chat, key=place.key)


def _delivery(sender: Sender, place: Place, unread: str = "") -> Deliver:
    async def deliver(replies: list[Reply]) -> None:
        await sender.replies(place, _with_unread(replies, unread) if unread and replies else replies)

    return deliver


def _with_unread(replies: list[Reply], kind: str) -> list[Reply]:
    """The replies, and that a picture or the like was not read."""
    if [reply["id"] for reply in replies] == ["guard.not_text"]:
        return [cannot_read(kind, list_files.FILES_TOO)]
    return [notice("not_seen", NOT_SEEN.format(kind=kind)), *replies]


async def _typing(sender: Sender, place: Place, turn: asyncio.Task[None]) -> None:
    for wait in TYPING:
        done, _ = await asyncio.wait([turn], timeout=wait)
        if done:
            return
        await sender.typing(place)


async def _bring(app: Sanic, sender: Sender, file: Document, shown: Incoming, deliver: Deliver) -> None:
    """Store a program list, then show it by an ordinary turn."""
    too_many = app.ctx.chat.count(shown.key)
    if too_many is not None:
        await deliver([too_many])
        return
    fault = await _stored(app.ctx.action_server, sender, file, shown.key)
    if fault:
        await deliver([notice("list_not_stored", fault)])
    else:
        app.ctx.chat.take(shown, deliver)


async def _stored(actions: ActionServer, sender: Sender, file: Document, person: str) -> str:
    """Store a program list; nothing, or why that did not go."""
    name = file.file_name or ""
    try:
        list_files.check_size(name, file.file_size or 0)
        content = await sender.download(file.file_id, partial(list_files.check_size, name))
        await list_files.bring(actions, person, name, content)
    except list_files.NotAList as error:
        return str(error)
    except TelegramError:
        return list_files.NOT_FETCHED
    except ActionServerFailed:
        return list_files.NOT_STORED
    return ""
