"""Which pages may talk to the web channel: the advisor's own, and those of origins that the operator names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.refusals import Refused

VARIABLE = "ADVISOR_WEB_ORIGINS"
_ORIGIN = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?")
_DEFAULT_PORT = {"http": ":80", "https": ":443"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}
NOT_ALLOWED = "This page may not talk to the advisor. Please open the advisor's own page."


class OriginUnusable(Exception):
    """What stands in ADVISOR_WEB_ORIGINS is no list of origins; the message says what was found and what is expected."""


@dataclass(frozen=True)
class Origins:
    """The origins that are allowed besides the advisor's own; each is compared as a whole, there are no patterns."""

    allowed: frozenset[str] = frozenset()

    @classmethod
    def from_text(cls, text: str) -> Origins:
        """Read a list with commas in between.

        Raises:
            OriginUnusable: one of them is no origin.
        """
        found = [each.strip().lower() for each in text.split(",") if each.strip()]
        for each in found:
            if not _ORIGIN.fullmatch(each):
                raise OriginUnusable(
                    f'{VARIABLE} holds "{each}"; exact origins like https://www.example.edu are expected, without a path'
                )
        return cls(frozenset(map(_canonical, found)))

    def headers(self, request_headers: Mapping[str, str], host: str) -> dict[str, str]:
        """What the answer has to carry so that the asking page may read it.

        Raises:
            Refused: the page may not ask.
        """
        origin = request_headers.get("origin")
        if origin is None or self._is_own(origin, host):
            return {"Vary": "Origin"}
        if _canonical(origin) not in self.allowed:
            raise Refused(403, NOT_ALLOWED)
        return {
            "Vary": "Origin",
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": "Retry-After",
        }

    @staticmethod
    def _is_own(origin: str, host: str) -> bool:
        """Whether the page comes from the host that it talks to. The scheme is not compared: a proxy may take TLS off."""
        scheme, _, rest = _canonical(origin).partition("://")
        return scheme in _DEFAULT_PORT and rest == host.lower().removesuffix(_DEFAULT_PORT[scheme])


def _canonical(origin: str) -> str:
    """As browsers write it: in small letters, and without the port that its scheme has anyway."""
    scheme, separator, rest = origin.lower().partition("://")
    return f"{scheme}{separator}{rest.removesuffix(_DEFAULT_PORT.get(scheme, ''))}"
