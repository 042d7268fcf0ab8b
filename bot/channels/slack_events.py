"""What a signed request of Slack means: a message to the bot, a press of a button, a look at its home, or nothing to us."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.render.slack_blocks import owner_of
from bot.render.slack_text import unescape

NAME = "slack"
# The events that are asked for, each with the permission that it needs. The manifest and docs/slack.md name the same.
EVENTS = {"app_mention": "app_mentions:read", "message.im": "im:history", "app_home_opened": None}
# Kinds of messages that a person wrote; edits, deletions, joins and the like are others.
_WRITTEN = (None, "file_share", "thread_broadcast", "me_message")
_BY_SLACK = "USLACKBOT"
_TAG = re.compile(r"<([^<>\n]*)>")
_SCHEMES = ("mailto:", "tel:")

Json = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where something was said, by whom, and where it is answered.

    Attributes:
        team: the workspace.
        channel: the conversation; for a press in the bot's home, the person.
        user: who.
        public: whether others read along.
        thread: the thread to answer in; None outside of threads.
    """

    team: str
    channel: str
    user: str
    public: bool
    thread: str | None = None

    @property
    def person(self) -> str:
        """The person as the channel knows them: somebody else in each channel, so that nothing private shows there."""
        return f"{self.team}:{self.channel}:{self.user}" if self.public else f"{self.team}:{self.user}"

    @property
    def alone(self) -> Place:
        """The talk between the two; Slack takes a person's id for it, and opens it if there was none."""
        return Place(self.team, self.user, self.user, False)

    @property
    def key(self) -> str:
        """The person's key in both stores."""
        return f"{NAME}:{self.person}"


@dataclass(frozen=True)
class Message:
    """Something that was written to the bot.

    Attributes:
        place: where.
        text: as Slack sent it.
        files: what came with it, as Slack describes them.
        event: stands for this message, whichever and however many events tell of it.
        bot: the bot's own id, if the event names it.
    """

    place: Place
    text: str
    files: tuple[Json, ...]
    event: str
    bot: str = ""

    def words(self, bot: str) -> str:
        """The text as it was typed, without the mention of the bot.

        Args:
            bot: the bot's own id; without it the first mention where others read is taken for the bot's.
        """
        own = bot or next(iter(re.findall(r"<@([A-Z0-9]+)", self.text)), "") if self.place.public else bot
        return cleaned(self.text, own)


@dataclass(frozen=True)
class Press:
    """A button that was pressed.

    Attributes:
        place: where, by whom.
        payload: what it sends.
        title: what stands on it.
        event: stands for the buttons of this message: they are used once.
        owner: for whom they are; empty if that is not said.
        message: the time stamp of their message; empty in the bot's home.
        blocks: that message's blocks.
        text: its text.
    """

    place: Place
    payload: str
    title: str
    event: str
    owner: str
    message: str
    blocks: tuple[Json, ...]
    text: str


@dataclass(frozen=True)
class HomeOpened:
    """Somebody looks at the bot's home."""

    team: str
    user: str


def of_event(body: Json) -> Message | HomeOpened | None:
    """What an event means; None if it is nothing to us.

    Args:
        body: the request's JSON, with `authorizations` or `team_id`, and `event`.
    """
    event, team = _object(body, "event"), _team_of_event(body)
    user = _text(event, "user")
    if not team or not user:
        return None
    if event.get("type") == "app_home_opened":
        return HomeOpened(team, user) if event.get("tab", "home") == "home" else None
    return _message(event, team, user, _own_id(body))


def _message(event: Json, team: str, user: str, bot: str) -> Message | None:
    channel, ts = _text(event, "channel"), _text(event, "ts")
    if not channel or not ts or not _by_a_person(event, user, bot):
        return None
    private = event.get("channel_type") == "im" or channel.startswith("D")
    # In channels only who mentions the bot is answered; Slack tells of that post as app_mention.
    if event.get("type") != ("message" if private else "app_mention"):
        return None
    thread = _text(event, "thread_ts") or ("" if private else ts)
    place = Place(team, channel, user, not private, thread or None)
    files = tuple(each for each in _list(event, "files") if isinstance(each, dict))
    return Message(place, _text(event, "text"), files, f"{team}:{channel}:{ts}", bot)


def _by_a_person(event: Json, user: str, bot: str) -> bool:
    if event.get("bot_id") or event.get("bot_profile") or user in (_BY_SLACK, bot):
        return False
    return event.get("subtype") in _WRITTEN and not event.get("hidden") and not event.get("edited")


def of_press(payload: Json) -> Press | None:
    """What an interaction means; None for everything but a button of ours.

    Args:
        payload: the JSON in the form's `payload`.
    """
    action = next((each for each in _list(payload, "actions") if isinstance(each, dict)), {})
    user = _object(payload, "user")
    team = _team_of_press(payload)
    sends, who = _text(action, "value"), _text(user, "id")
    if payload.get("type") != "block_actions" or action.get("type") != "button" or not (sends and who and team):
        return None
    title = unescape(_text(_object(action, "text"), "text"))
    message, container = _object(payload, "message"), _object(payload, "container")
    channel = _text(_object(payload, "channel"), "id") or _text(container, "channel_id")
    if not channel:
        # In the home: answered in the talk between the two.
        event = f"{team}:{who}:home:{_text(action, 'action_ts')}"
        return Press(Place(team, who, who, False), sends, title, event, who, "", (), "")
    ts = _text(message, "ts") or _text(container, "message_ts")
    if not ts:
        return None
    private = channel.startswith("D")
    thread = _text(message, "thread_ts") or _text(container, "thread_ts") or ("" if private else ts)
    blocks = tuple(each for each in _list(message, "blocks") if isinstance(each, dict))
    place = Place(team, channel, who, not private, thread or None)
    owner = owner_of(_text(action, "block_id"))
    return Press(place, sends, title, f"{team}:{channel}:{ts}:button", owner, ts, blocks, _text(message, "text"))


def cleaned(text: str, bot: str = "") -> str:
    """A text of Slack as it was typed: mentions, links and escapes written out.

    Args:
        text: as Slack sent it.
        bot: the bot's own id; its mention is left out.
    """
    if bot:
        text = re.sub(rf"[ \t]*<@{re.escape(bot)}(?:\|[^<>]*)?>[,:]?[ \t]*", " ", text)
    return unescape(_TAG.sub(lambda found: _written_out(found[1]), text)).strip()


def _written_out(tag: str) -> str:
    what, _, label = tag.partition("|")
    if what.startswith("@"):
        return f"@{label.lstrip('@') or 'someone'}"
    if what.startswith("#"):
        return f"#{label.lstrip('#') or 'channel'}"
    if what.startswith("!"):
        name = what[1:].partition("^")[0]
        return label or ("@group" if name == "subteam" else f"@{name}")
    return label or next((what[len(each) :] for each in _SCHEMES if what.startswith(each)), what)


def _own_id(body: Json) -> str:
    """The bot's own id, as the event's authorizations tell it."""
    return _text(_authorization(body), "user_id")


def _team_of_event(body: Json) -> str:
    """The workspace in which the bot is installed. In a channel that two share, `team_id` can be the writer's."""
    return _text(_authorization(body), "team_id") or _text(body, "team_id")


def _team_of_press(payload: Json) -> str:
    """The same workspace: the one of the bot's own message, or of its home. `team` and the person's are the presser's."""
    told = _text(_object(payload, "message"), "team") or _text(_object(payload, "view"), "app_installed_team_id")
    return told or _text(_object(payload, "team"), "id") or _text(_object(payload, "user"), "team_id")


def _authorization(body: Json) -> Json:
    """For which installation of the bot an event is told."""
    told = (each for each in _list(body, "authorizations") if isinstance(each, dict) and each.get("is_bot"))
    return next(told, {})


def _text(of: Json, name: str) -> str:
    found = of.get(name)
    return found if isinstance(found, str) else ""


def _object(of: Json, name: str) -> Json:
    found = of.get(name)
    return found if isinstance(found, dict) else {}


def _list(of: Json, name: str) -> list[Any]:
    found = of.get(name)
    return found if isinstance(found, list) else []
