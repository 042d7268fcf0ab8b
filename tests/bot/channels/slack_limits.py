"""What Slack would refuse in a message: the limits of its Block Kit reference, checked as its Web API does (`invalid_blocks`)."""

from __future__ import annotations

from typing import Any

TEXT, MESSAGE_BLOCKS, HOME_BLOCKS = 40_000, 50, 100
_TEXT_KEYS = {"type", "text", "emoji", "verbatim"}
_KEYS = {
    "header": {"type", "text", "block_id"},
    "section": {"type", "text", "block_id"},
    "context": {"type", "elements", "block_id"},
    "actions": {"type", "elements", "block_id"},
    "divider": {"type", "block_id"},
}
_BUTTON = {"type", "action_id", "text", "value", "accessibility_label", "style"}


def refusals(blocks: Any, most: int = MESSAGE_BLOCKS) -> list[str]:
    """Each thing that is wrong with some blocks; nothing if Slack would take them."""
    if not isinstance(blocks, list) or not 0 < len(blocks) <= most:
        return [f"there are 1 to {most} blocks"]
    found = [fault for block in blocks for fault in _block(block)]
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    actions = [each["action_id"] for block in blocks if block.get("type") == "actions" for each in block["elements"]]
    if len(set(ids)) < len(ids) or len(set(actions)) < len(actions):
        found.append("an id stands twice")
    return found + [f"the id {id_} is too long" for id_ in (*ids, *actions) if not 0 < len(id_) <= 255]


def _block(block: dict[str, Any]) -> list[str]:
    kind = block.get("type")
    if kind not in _KEYS:
        return [f"{kind} is no block"]
    found = [f"{kind} has no {key}" for key in set(block) - _KEYS[kind]]
    if kind == "header":
        found += _text(block.get("text"), 150, ("plain_text",))
    elif kind == "section":
        found += _text(block.get("text"), 3000, ("mrkdwn", "plain_text"))
    elif kind == "context":
        elements = block.get("elements") or []
        found += [] if 0 < len(elements) <= 10 else ["a context block has 1 to 10 elements"]
        found += [fault for each in elements for fault in _text(each, 3000, ("mrkdwn", "plain_text"))]
    elif kind == "actions":
        elements = block.get("elements") or []
        found += [] if 0 < len(elements) <= 25 else ["an actions block has 1 to 25 elements"]
        found += [fault for each in elements for fault in _button(each)]
    return found


def _button(button: dict[str, Any]) -> list[str]:
    found = [f"a button has no {key}" for key in set(button) - _BUTTON]
    found += [] if button.get("type") == "button" else ["only buttons are used"]
    found += _text(button.get("text"), 75, ("plain_text",))
    found += [] if 0 < len(button.get("value", "x")) <= 2000 else ["a button's value has 1 to 2000 characters"]
    found += [] if len(button.get("accessibility_label", "")) <= 75 else ["a button's label has 75 characters"]
    return found


def _text(text: Any, most: int, kinds: tuple[str, ...]) -> list[str]:
    if not isinstance(text, dict) or text.get("type") not in kinds or set(text) - _TEXT_KEYS:
        return [f"{text} is no text object of {kinds}"]
    if ("emoji" in text and text["type"] == "mrkdwn") or ("verbatim" in text and text["type"] == "plain_text"):
        return [f"{text} mixes the two kinds of text"]
    return [] if 0 < len(text.get("text", "")) <= most else [f"a text has 1 to {most} characters: {text}"]
