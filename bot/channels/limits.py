"""How much one address may ask of the web channel. How fast a person may write is the guard's to say."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable

from bot.channels.guard import RateLimit, TooManyMessages
from bot.channels.refusals import too_many

# An address is shared by many, in a library or behind a university's one door: six persons at their quickest.
PERSONS = 6
# Without this limit a new session would be a way around the limit of a person.
SESSIONS_PER_SECOND = 0.1


class AddressLimits:
    """Counts requests and new sessions of an address.

    Args:
        burst: how many messages a person may send at once; the limits here move with it, 0 switches them off.
        now: a clock in seconds.
    """

    def __init__(self, burst: int = 40, now: Callable[[], float] = time.monotonic) -> None:
        self._requests = RateLimit(burst * PERSONS, float(PERSONS), now)
        self._sessions = RateLimit((burst + 1) // 2, SESSIONS_PER_SECOND, now)

    def request(self, address: str) -> None:
        """Count a request.

        Raises:
            Refused: it is one too many.
        """
        try:
            self._requests.take(network(address))
        except TooManyMessages as error:
            raise too_many(error.wait, "requests") from None

    def session(self, address: str) -> None:
        """Count a session of somebody new.

        Raises:
            Refused: it is one too many.
        """
        try:
            self._sessions.take(network(address))
        except TooManyMessages as error:
            raise too_many(error.wait, "new talks") from None


def network(address: str) -> str:
    """What counts as one address: of IPv6 the half that a subscriber is given, because the other half is theirs to choose."""
    try:
        parsed = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
