"""The `advisor` command: run, train, chat, parse, converse, plan, review, export, retain."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import cli_own_data, cli_plan
from bot.paths import VAR
from bot.training import TrainingFailed, ensure_trained, is_trained

if TYPE_CHECKING:
    from bot.review_client import ReviewClient

EXIT_FAILED = 1
TO_TRY = (
    "Try it: open the address in a browser, or in another terminal:\n"
    "  .venv/bin/advisor chat --url {url}\n"
    '  curl -s {url}/webhooks/rest/webhook -d \'{{"sender": "me", "message": "CK 238, need a visa. What are my chances?"}}\''
)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status is 0 when it did what was asked."""
    parsed = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = parsed.command
    from bot.channels.switches import HalfSwitchedOn
    from bot.examples import NotTaken
    from bot.review_client import ReviewFailed
    from bot.servers import LaunchFailed

    known = (
        TrainingFailed,
        LaunchFailed,
        ReviewFailed,
        NotTaken,
        HalfSwitchedOn,
        cli_own_data.OwnDataFailed,
        cli_plan.PlanFailed,
    )
    try:
        return command(parsed)
    except known as error:
        _say(str(error))
        return EXIT_FAILED
    except KeyboardInterrupt:
        _say("stopped")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="advisor", description="Physiatry Step Advisor: USMLE scores and strategy for IMGs who want PM&R."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    run = commands.add_parser(
        "run",
        help="start the advisor: page, REST and action server",
        description="Start the action server and the Rasa server, and stop both on Ctrl-C.",
    )
    run.add_argument("--port", type=int, default=5005, help="of the page and REST (default 5005)")
    run.add_argument("--host", default="127.0.0.1", help="where to listen (default 127.0.0.1, this machine only)")
    run.add_argument(
        "--store",
        type=Path,
        default=VAR,
        metavar="FOLDER",
        help="of both stores, the web key and the logs (default: var)",
    )
    _today(run)
    run.set_defaults(command=_run)

    train = commands.add_parser(
        "train",
        help="train the model if data, config or understanding changed",
        description="Train the model; nothing is done if it fits its sources already.",
    )
    train.set_defaults(command=_train)

    chat = commands.add_parser(
        "chat",
        help="talk in this terminal",
        description="Talk in this terminal. Offered answers are numbered: type the number.",
    )
    chat.add_argument("--url", help="of an advisor that runs already; without it one is started")
    chat.add_argument(
        "--name",
        default=_name(),
        help="who you are; the same name goes on with what it told before",
    )
    _today(chat)
    chat.set_defaults(command=_chat)

    parse = commands.add_parser(
        "parse",
        help="what messages mean: JSON lines in, JSON lines out",
        description='Read JSON lines {"text": …} on standard input; write {"text", "topic", "also", "confidence", "facts"} for each.',
    )
    _today(parse)
    parse.set_defaults(command=_parse)

    converse = commands.add_parser(
        "converse",
        help="whole conversations: JSON lines in, JSON lines out",
        description='Read JSON lines {"id": …, "turns": […]} on standard input; write {"id", "replies", "facts"} for each, from the real servers on a fresh store.',
    )
    _today(converse)
    converse.set_defaults(command=_converse)

    cli_plan.add(commands, _today, _name())
    _add_review(commands)
    cli_own_data.add(commands, _today)
    return parser


def _add_review(commands: Any) -> None:
    review = commands.add_parser(
        "review",
        help="make training examples of what was not understood or did not help",
        description="Show the messages that were not understood or whose answer did not help, most frequent first, and write the chosen ones into data/nlu.",
    )
    review.add_argument(
        "--url", help="of an action server that runs already (its secret in ADVISOR_SECRET); without it one is started"
    )
    what = review.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="write all of them as JSON lines and ask nothing")
    what.add_argument("--take", nargs=2, metavar=("ID", "TOPIC"), help="make one of them an example of a topic")
    review.set_defaults(command=_review)


def _name() -> str:
    """Who is at the keyboard, if no other name is given."""
    return os.environ.get("USER") or "me"


def _today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="advise as if it were this day")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no day; write it as 2026-11-22') from None


def _say(text: str) -> None:
    """A line for the person at the keyboard; standard output stays free for answers."""
    print(text, file=sys.stderr, flush=True)


def _model() -> Path:
    if not is_trained():
        _say("training the model (about a minute) …")
    return ensure_trained()


def _train(parsed: argparse.Namespace) -> int:
    if is_trained():
        _say("the model fits its sources; nothing to train")
        return 0
    _say(f"trained: {_model().name}")
    return 0


def _run(parsed: argparse.Namespace) -> int:
    from bot.channels import telegram_settings
    from bot.channels.switches import told
    from bot.launch import Plan, house
    from bot.servers import Reviver

    # The servers run in another folder than the one in which the command was typed.
    store = parsed.store.absolute()
    plan = Plan(
        port=parsed.port, host=parsed.host, today=parsed.today, store=store, logs=store / "logs", platforms=True
    )
    on = told(os.environ, store / "logs" / "rasa-server.log")
    # What is wrong there is told before anything is trained or started.
    telegram_settings.settings(os.environ)
    with house(plan, _model(), _say) as running:
        _say(f"\nThe advisor is at {running.url}\n{TO_TRY.format(url=running.url)}\nChannels: {on}. Ctrl-C stops it.")
        reviver = Reviver(running.servers, _say)
        retention = cli_own_data.Daily(running, plan, _say)
        try:
            while True:
                reviver.look()
                retention.look()
                time.sleep(0.5)
        except KeyboardInterrupt:
            _say("\nstopping both servers …")
    return 0


def _chat(parsed: argparse.Namespace) -> int:
    from bot.launch import Plan, house
    from bot.terminal import talk

    if parsed.url:
        return talk(parsed.url.rstrip("/"), parsed.name)
    with house(Plan(port=0, today=parsed.today), _model(), _say) as running:
        return talk(running.url, parsed.name)


def _parse(parsed: argparse.Namespace) -> int:
    from bot.json_lines import run, text_field
    from bot.understanding import Understanding

    if parsed.today:
        os.environ["ADVISOR_TODAY"] = parsed.today
    understanding = Understanding(_model())
    return run(sys.stdin.buffer, sys.stdout, lambda line: understanding.parse(text_field(line, "text")))


def _converse(parsed: argparse.Namespace) -> int:
    import tempfile

    from bot.conversing import converse
    from bot.json_lines import run
    from bot.launch import Plan, house

    with tempfile.TemporaryDirectory(prefix="advisor-") as store:
        plan = Plan(port=0, store=Path(store), today=parsed.today, burst=0)
        with house(plan, _model(), lambda text: None) as running:
            return run(sys.stdin.buffer, sys.stdout, lambda line: converse(running, line))


def _review(parsed: argparse.Namespace) -> int:
    from bot.launch import Plan, action_server
    from bot.review_client import ReviewClient, ReviewFailed

    if parsed.url:
        secret = os.environ.get("ADVISOR_SECRET")
        if not secret:
            raise ReviewFailed(
                "ADVISOR_SECRET is not set; set it to the secret with which that action server was started"
            )
        return _review_at(ReviewClient(parsed.url.rstrip("/"), secret), parsed)
    with action_server(Plan()) as (url, secret):
        return _review_at(ReviewClient(url, secret), parsed)


def _review_at(client: ReviewClient, parsed: argparse.Namespace) -> int:
    from bot import review

    if parsed.list:
        return review.list_all(client, sys.stdout)
    if parsed.take:
        number, topic = parsed.take
        return review.take_one(client, number, topic, _say)
    return review.ask_for_each(client, review.typed, print)


if __name__ == "__main__":
    sys.exit(main())
