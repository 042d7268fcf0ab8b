"""Sessions of the web channel: an unguessable id that the server makes, inside a token that only the server can sign."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt

AUDIENCE = "advisor-web"
ALGORITHM = "HS256"
LIFETIME = timedelta(days=30)
# So long after its end a token still gets a new one of the same person; it opens nothing else.
GRACE = timedelta(days=7)
_ID_BYTES = 16
_ID = re.compile(r"[0-9a-f]{32}")
# A longer one is not ours.
_LONGEST = 1000


class NoSession(Exception):
    """A token is missing, is not ours, or has ended."""


def _now() -> datetime:
    return datetime.now(timezone.utc)


class Tokens:
    """Issues tokens and reads them.

    Args:
        key: what they are signed with; every server has the same.
        now: the clock.
    """

    def __init__(self, key: str, now: Callable[[], datetime] = _now) -> None:
        self._key, self._now = key, now

    def issue(self, person: str | None = None) -> tuple[str, datetime]:
        """A new token and when it ends; without a person it is that of somebody new."""
        issued = self._now().replace(microsecond=0)
        ends = issued + LIFETIME
        claims = {"sub": person or secrets.token_hex(_ID_BYTES), "aud": AUDIENCE, "iat": issued, "exp": ends}
        return jwt.encode(claims, self._key, algorithm=ALGORITHM), ends

    def person(self, token: str | None) -> str:
        """Whose token this is.

        Raises:
            NoSession: it opens nothing.
        """
        return self._read(token, timedelta(0))

    def person_to_renew(self, token: str | None) -> str:
        """The same, for a token that may have ended lately.

        Raises:
            NoSession: it is not ours, or ended too long ago.
        """
        return self._read(token, GRACE)

    def _read(self, token: str | None, grace: timedelta) -> str:
        if not token or len(token) > _LONGEST:
            raise NoSession
        # The time is compared here, by our clock; PyJWT would ask the system's.
        options: Any = {"require": ["sub", "aud", "iat", "exp"], "verify_exp": False, "verify_iat": False}
        try:
            claims = jwt.decode(token, self._key, algorithms=[ALGORITHM], audience=AUDIENCE, options=options)
            ends = datetime.fromtimestamp(claims["exp"], timezone.utc)
        except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError, OSError):
            raise NoSession from None
        if self._now() >= ends + grace or not _ID.fullmatch(str(claims["sub"])):
            raise NoSession
        return str(claims["sub"])
