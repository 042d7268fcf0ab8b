"""The part of the HTTP interface for a person's own program list: brought, shown as a whole, and as a sheet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

from sanic import HTTPResponse, Request, Sanic, json
from sanic.exceptions import BadRequest
from sanic.response import text

from actions.programs import sheet
from actions.programs.bringing import LONGEST, SOURCES, Source, bring
from actions.programs.document import document
from actions.programs.placing import Placement, place_all
from actions.programs.program import Fault, NoList
from actions.programs.talk import Lists
from actions.replies import Replies
from actions.server.own_data import LONGEST_KEY, NO_PERSON
from actions.server.settings import Settings
from actions.store.programs import ProgramStore
from actions.store.repository import StoreUnavailable
from actions.turn import Advisor

MOST_DOLLARS = 1_000_000


class _Refused(Exception):
    """A request that cannot be answered; what was found and what is expected, and the status."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def program_routes(app: Sanic, advisor: Advisor, settings: Settings) -> None:
    """Add /programs, /programs.csv and /programs/template.csv."""
    store = ProgramStore(advisor.store.engine)

    @app.post("/programs")
    async def bring_list(request: Request) -> HTTPResponse:
        """Take `{"person", "content", "source"}`: a sheet takes the place of the list held, lines without a header are added."""

        def take() -> HTTPResponse:
            person, content, source = _body(request)
            brought = bring(store, person, content, source, settings.today(), datetime.now(UTC))
            read = brought.reading
            return json(
                {
                    "rows": read.total,
                    "kept": len(read.rows),
                    "replaced": brought.replaced,
                    "known": brought.known,
                    "held": len(brought.held),
                    "faults": [fault.as_dict() for fault in read.faults],
                    "remarks": [remark.as_dict() for remark in read.remarks],
                }
            )

        return await _answer(take)

    @app.get("/programs")
    async def show_list(request: Request) -> HTTPResponse:
        """The whole placed list of `?person=` as a document, and the reply that sums it up; with `&budget=`, what that buys."""

        def show() -> HTTPResponse:
            person, budget = _person(request), _budget(request)
            placed, faults, lists = _placed(advisor, store, settings, person)
            programs = [each.program for each in placed]
            whole = document(placed, faults, advisor.knowledge, settings.today()) if placed else None
            return json({"document": whole, "summary": lists.listed(programs, faults, budget=budget)})

        return await _answer(show)

    @app.get("/programs.csv")
    async def sheet_of_list(request: Request) -> HTTPResponse:
        """The placed list of `?person=` as a sheet; 404 for somebody who has none."""

        def write() -> HTTPResponse:
            placed, _, _ = _placed(advisor, store, settings, _person(request))
            if not placed:
                raise _Refused("there is no program list of this person yet; POST /programs brings one", 404)
            return _sheet(sheet.export(placed), "programs.csv")

        return await _answer(write)

    @app.get("/programs/template.csv")
    async def template(request: Request) -> HTTPResponse:
        """An empty sheet with the header and one made-up line."""
        return _sheet(sheet.template(), "template.csv")


def _placed(
    advisor: Advisor, store: ProgramStore, settings: Settings, person: str
) -> tuple[tuple[Placement, ...], tuple[Fault, ...], Lists]:
    profile, today = advisor.store.profile(person), settings.today()
    brought = store.last_import(person)
    placed = place_all(store.held(person), profile, advisor.knowledge, today)
    lists = Lists(Replies(advisor.knowledge, advisor.topics), advisor.knowledge, profile, today)
    return placed, brought.faults if brought else (), lists


def _body(request: Request) -> tuple[str, str, Source]:
    try:
        body = request.json
    except BadRequest:
        body = None
    if not isinstance(body, dict):
        raise _Refused("the body is no JSON object")
    person, content, source = body.get("person"), body.get("content"), body.get("source", "upload")
    if not isinstance(person, str) or not 0 < len(person) <= LONGEST_KEY:
        raise _Refused(NO_PERSON)
    if not isinstance(content, str):
        raise _Refused('"content" has to be the text of the list, as in "Program,City,Visa\\n…"')
    if source not in SOURCES:
        raise _Refused(f'"source" has to be one of {", ".join(SOURCES)}')
    if len(content) > LONGEST:
        text_ = (
            f"The list has {len(content):,} characters; up to {LONGEST:,} are read. Take out long notes, or split it."
        )
        raise _Refused(text_, 413)
    return person, content, cast(Source, source)


def _person(request: Request) -> str:
    person = request.args.get("person", "")
    if not 0 < len(person) <= LONGEST_KEY:
        raise _Refused(NO_PERSON)
    return str(person)


def _budget(request: Request) -> int | None:
    told = request.args.get("budget")
    if told is None:
        return None
    if not (told.isascii() and told.isdigit() and len(told) < 8 and int(told) <= MOST_DOLLARS):
        raise _Refused(f'"budget" has to be whole dollars up to {MOST_DOLLARS:,}, as in budget=1500')
    return int(told)


def _sheet(content: str, name: str) -> HTTPResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return text(content, content_type="text/csv; charset=utf-8", headers=headers)


async def _answer(work: Callable[[], HTTPResponse]) -> HTTPResponse:
    """What the work gives; a sentence where the request cannot be used or the store does not answer."""
    try:
        return await asyncio.to_thread(work)
    except _Refused as error:
        return json(_error(str(error)), status=error.status)
    except NoList as error:
        return json(_error(str(error)), status=400)
    except StoreUnavailable:
        return json(_error("the profile store cannot be reached"), status=503)


def _error(sentence: str) -> dict[str, Any]:
    return {"error": sentence}
