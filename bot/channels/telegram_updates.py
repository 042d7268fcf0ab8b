"""What an update of Telegram means: who says what to the bot, or pressed which button, or nothing that concerns it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import CallbackQuery, Message, MessageEntity, Update
from telegram.constants import ChatType

from bot.channels.telegram_sending import Place
from bot.link_code import link_code_in
from bot.vocabulary import intent_of

NAME = "telegram"
# What Telegram is asked to tell; everything else would be thrown away.
KINDS_OF_UPDATES = ("message", "callback_query")
COMMANDS = {
    "start": "/start",
    "help": "/help",
    "profile": f"/{intent_of('ask_profile')}",
    "plan": f"/{intent_of('action_plan')}",
    "forget": f"/{intent_of('delete_my_data')}",
    "link": "give me a linking code",
}
_COMMAND = re.compile(r"^/(?P<name>[A-Za-z0-9_]+)(?:@(?P<bot>\w+))?(?P<words>\s.*)?$", re.S)
# What a message can bring beside text, and how it is called in "I can't read ...".
UNREADABLE = {
    "photo": "pictures",
    "voice": "voice messages",
    "audio": "sound",
    "video": "videos",
    "video_note": "videos",
    "animation": "animations",
    "sticker": "stickers",
    "location": "locations",
    "venue": "locations",
    "contact": "contacts",
    "poll": "polls",
    "dice": "dice",
    "document": "files of that kind",
}


@dataclass(frozen=True)
class Me:
    """The bot itself; its name is empty until Telegram has told it."""

    id: int
    name: str = ""


@dataclass(frozen=True)
class Said:
    """A message to the bot.

    Attributes:
        message: as Telegram told it.
        person: who writes, as the guard knows them.
        event: the id under which it runs once.
        place: where it is answered.
        public: whether others read along.
        text: the words, the command as a payload, or nothing.
        unread: what came beside or instead of words and cannot be read, by its name for people.
    """

    message: Message
    person: str
    event: str
    place: Place
    public: bool
    text: str
    unread: str


@dataclass(frozen=True)
class Pressed:
    """A button that was pressed.

    Attributes:
        query: as Telegram told it.
        title: what the button says.
        theirs: whether it was shown to the person who pressed it.
    """

    query: CallbackQuery
    person: str
    event: str
    place: Place
    public: bool
    text: str
    title: str
    theirs: bool


def read(update: Update, me: Me) -> Said | Pressed | None:
    """What an update means; None if it is nothing that the bot has to answer."""
    if update.message is not None:
        return _said(update.message, me)
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    return None


def _said(message: Message, me: Me) -> Said | None:
    writer, private = message.from_user, message.chat.type == ChatType.PRIVATE
    # `sender_chat`: an anonymous administrator or a channel. Nobody can be told apart behind it.
    if writer is None or writer.is_bot or message.sender_chat is not None:
        return None
    if not private and message.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return None
    unread = next((name for kind, name in UNREADABLE.items() if getattr(message, kind)), "")
    text, named = _without_name(message, me)
    if not text and not unread and not named:
        return None
    command = _COMMAND.match(text)
    if command is not None and command["bot"] and command["bot"].lower() != me.name.lower() and not private:
        return None
    if not private and not (named or _replies_to(message, me) or _is_for(command, me)):
        return None
    reply_to = None if private else message.message_id
    person = str(writer.id) if private else f"{message.chat.id}:{writer.id}"
    thread = message.message_thread_id if message.is_topic_message else None
    place = Place(message.chat.id, thread, reply_to, f"{NAME}:{person}")
    event = f"{message.chat.id}:{message.message_id}"
    return Said(message, person, event, place, not private, _meant(text, command), unread)


def _pressed(query: CallbackQuery) -> Pressed | None:
    shown = query.message
    if shown is None or query.data is None or query.from_user.is_bot:
        return None
    private = shown.chat.type == ChatType.PRIVATE
    asked = _answered_by(shown)
    reply_to = asked.message_id if asked is not None and not private else None
    thread = shown.message_thread_id if isinstance(shown, Message) and shown.is_topic_message else None
    who = query.from_user.id
    person = str(who) if private else f"{shown.chat.id}:{who}"
    return Pressed(
        query,
        person=person,
        event=f"{shown.chat.id}:{shown.message_id}",
        place=Place(shown.chat.id, thread, reply_to, f"{NAME}:{person}"),
        public=not private,
        text=query.data,
        title=_title(query),
        theirs=private or (asked is not None and asked.from_user is not None and asked.from_user.id == who),
    )


def _answered_by(shown: object) -> Message | None:
    """The person's message that the bot's answers. In a group every answer with buttons is one to a message.

    A message in a topic that answers nothing is told as an answer to the message that opened the topic.
    """
    asked = shown.reply_to_message if isinstance(shown, Message) else None
    return None if asked is None or asked.forum_topic_created is not None else asked


def _title(query: CallbackQuery) -> str:
    """What the pressed button says; empty if the message is too old to tell."""
    keyboard = query.message.reply_markup if isinstance(query.message, Message) else None
    buttons = (button for row in (keyboard.inline_keyboard if keyboard else ()) for button in row)
    return next((button.text for button in buttons if button.callback_data == query.data), "")


def _replies_to(message: Message, me: Me) -> bool:
    to = message.reply_to_message
    return to is not None and to.from_user is not None and to.from_user.id == me.id and to.forum_topic_created is None


def _is_for(command: re.Match[str] | None, me: Me) -> bool:
    """Whether a command in a group is for this bot: by its name, or because it is one of ours. Others may be another bot's."""
    if command is None:
        return False
    return bool(command["bot"]) or command["name"].lower() in COMMANDS


def _meant(text: str, command: re.Match[str] | None) -> str:
    """The text as the guard takes it: a command alone as a payload, a command with words as words."""
    if command is None:
        return text
    name, words = command["name"].lower(), (command["words"] or "").strip()
    if name == "start":
        # A link t.me/bot?start=code opens the talk with "/start code".
        code = link_code_in(words)
        return words if code else COMMANDS["start"]
    if words:
        return f"/{command['name']} {words}"
    return COMMANDS.get(name, f"/{command['name']}")


def _without_name(message: Message, me: Me) -> tuple[str, bool]:
    """The words of a message without mentions of the bot, and whether there was one. Offsets count units of UTF-16."""
    text = message.text or message.caption or ""
    entities = message.entities if message.text else message.caption_entities
    raw, named = text.encode("utf-16-le", "surrogatepass"), False
    for entity in sorted(entities, key=lambda each: each.offset, reverse=True):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        if _is_me(entity, raw[start:end].decode("utf-16-le", "replace"), me):
            raw, named = raw[:start] + raw[end:], True
    left = raw.decode("utf-16-le", "replace")
    return (re.sub(r"[ \t]{2,}", " ", left).strip(" ,:\n\t") if named else left.strip()), named


def _is_me(entity: MessageEntity, text: str, me: Me) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntity.MENTION and bool(me.name) and text.lower() == f"@{me.name}".lower()
