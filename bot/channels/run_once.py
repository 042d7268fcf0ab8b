"""Hands messages to Rasa, and one that was answered before, by this server or another, not a second time."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.state.history import History


class RunOnce:
    """Runs a turn, or tells the replies that are stored under the message's id.

    The store is asked under Rasa's lock of the person. Where servers share that lock, the same id on two of them at the same moment
    runs once.

    Args:
        agent: Rasa's agent.
        history: what was said before.
    """

    def __init__(self, agent: Any, history: History) -> None:
        self._agent, self._history = agent, history

    async def __call__(self, message: UserMessage) -> None:
        """Run a message; one without an id of its own always runs.

        Raises:
            bot.state.history.HistoryUnavailable: nobody can tell whether it ran before, so it does not run.
        """
        async with self._agent.lock_store.lock(message.sender_id):
            known = await self._history.turn(message.sender_id, message.message_id) if message.message_id else None
            if known is None or not known.replies:
                await self._agent.processor.handle_message(message)
                return
        message.output_channel.repeated = True
        for reply in known.replies:
            await message.output_channel.send_response(message.sender_id, {"text": reply["text"], "custom": reply})
