"""`advisor plan`: the action plan as a file, of what is stored of a person or of facts that are only given."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.paths import VAR

# Those of bot.render.files, which takes long to load; a test holds both together.
FORMS = ("pdf", "ics", "md", "json")
# What is missing is told in one of two ways.
TELL_IT = "tell it in `advisor chat`, or give all that you know with --facts"


class PlanFailed(Exception):
    """No file was written; the message says why and what can be done."""


def add(commands: Any, with_today: Callable[[argparse.ArgumentParser], None], name: str) -> None:
    """Add the command to the command line.

    Args:
        commands: where to add it.
        with_today: adds the option for another day.
        name: under which `advisor chat` knows the person at the keyboard.
    """
    plan = commands.add_parser(
        "plan",
        help="the action plan as a file: PDF, calendar, Markdown or JSON",
        description="Write the action plan; the ending of the file's name says as what: .pdf, .ics (calendar), .md (Markdown) or .json. Behind the PDF follows the person's program list, if there is one.",
    )
    plan.add_argument("file", type=Path, metavar="FILE", help="where to write it, as in plan.pdf")
    whose = plan.add_mutually_exclusive_group()
    whose.add_argument(
        "--facts",
        metavar="JSON",
        help='make it of these facts, as in {"step1_status": "passed", "step2_ck_score": 238}; nothing is stored',
    )
    whose.add_argument(
        "--person",
        metavar="ID",
        help="make it of what is stored of this person: channel and name, as in rest:anna (default: who talks in `advisor chat`)",
    )
    plan.add_argument("--store", type=Path, default=VAR, metavar="FOLDER", help="of the stored profiles (default: var)")
    with_today(plan)
    plan.set_defaults(command=_plan, name=name)


def _plan(parsed: argparse.Namespace) -> int:
    # All that can be wrong with the command line is found before a server is started.
    form = _form(parsed.file)
    facts = None if parsed.facts is None else facts_of(parsed.facts)
    person = None if facts is not None else parsed.person or f"rest:{parsed.name}"
    if person is not None and ":" not in person:
        raise PlanFailed(
            f'"{person}" names nobody: a person is a channel and a name, as in --person rest:{person}. Nothing was written.'
        )
    answer, listed = _asked(parsed.store, parsed.today, person, facts, with_list=form == "pdf")
    document = answer.get("document")
    if document is None:
        whose = "" if person is None else f'Of "{person}" too little is stored for a plan. '
        raise PlanFailed(f"{whose}{answer.get('missing')} Nothing was written; {TELL_IT}.")
    from bot.render.files import plan_file

    write_whole(parsed.file, plan_file(document, form, person, listed).content)
    count = listed["document"]["total"] if listed and listed["document"] else 0
    programs = f", with your list of {count} program{'' if count == 1 else 's'}" if count else ""
    sys.stderr.write(f"wrote {parsed.file}: {document['title']}{programs}\n")
    return 0


def _form(path: Path) -> str:
    """The form that the ending of a file's name asks for.

    Raises:
        PlanFailed: there is no such form.
    """
    ending = path.suffix.lower().lstrip(".")
    if ending in FORMS:
        return ending
    found = f'"{path.name}" ends with ".{ending}"' if ending else f'"{path.name}" has no ending'
    raise PlanFailed(
        f"{found}; the ending says as what the plan is written: .pdf, .ics (calendar), .md (Markdown) or .json, "
        f"as in {path.stem or 'plan'}.pdf. Nothing was written."
    )


def facts_of(text: str) -> dict[str, Any]:
    """The facts of a command line; which facts and values can be is the action server's to say.

    Raises:
        PlanFailed: it is no JSON object.
    """
    example = """write an object of facts, as in --facts '{"step1_status": "passed", "step2_ck_score": 238}'"""
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        where = f" (at character {error.pos + 1})" if isinstance(error, json.JSONDecodeError) else ""
        raise PlanFailed(f"what stands behind --facts is no JSON{where}; {example}") from None
    if not isinstance(found, dict):
        raise PlanFailed(f"what stands behind --facts is JSON, but no object; {example}")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _asked(
    store: Path, today: str | None, person: str | None, facts: dict[str, Any] | None, *, with_list: bool
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """What an action server answers that is started for it: the plan, and the program list if one is wanted.

    It works on the person's store, or on an empty one for given facts.
    """
    from bot.actions_client import ActionsClient, ActionsFailed
    from bot.launch import Plan, action_server

    with contextlib.ExitStack() as stack:
        if facts is not None:
            store = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="advisor-")))
        url, secret = stack.enter_context(action_server(Plan(store=store.absolute(), today=today)))
        try:
            client = ActionsClient(url, secret)
            answer = client.plan(person, facts)
        except ActionsFailed as error:
            raise PlanFailed(f"{str(error).rstrip('.')}. Nothing was written.") from None
        try:
            return answer, client.programs(person) if with_list and person is not None else None
        except ActionsFailed as error:
            sys.stderr.write(f"{str(error).rstrip('.')}; the plan is written without the program list\n")
            return answer, None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: what stood there before stays until the new one is complete.

    Raises:
        PlanFailed: it cannot be written there.
    """
    try:
        with _draft(path) as draft:
            draft.write_bytes(content)
            os.replace(draft, path)
    except OSError as error:
        raise PlanFailed(
            f"{path} cannot be written ({error.strerror}); name a file in a folder that you may write to"
        ) from None


@contextlib.contextmanager
def _draft(path: Path) -> Iterator[Path]:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)
