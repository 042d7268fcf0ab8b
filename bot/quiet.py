"""Keeps what Rasa and TensorFlow say about themselves out of the terminal; warnings of ours and errors stay."""

from __future__ import annotations

import logging
import os
import re
import sys
import warnings
from pathlib import Path
from typing import Any

from bot import discreet_log
from bot.paths import ROOT

# Read when Rasa and TensorFlow are imported, so they have to be set before.
ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "CUDA_VISIBLE_DEVICES": "-1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "LOG_LEVEL": "ERROR",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


def set_environment() -> None:
    """Set the variables for this process and those that it starts; what is set already stays."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)


def quieten() -> None:
    """Only errors, and no warnings of libraries."""
    set_environment()
    warnings.showwarning = _show_ours
    discreet_log.install()
    for name in ("rasa", "tensorflow", "absl", "apscheduler", "sanic", "sanic.root", "asyncio"):
        logging.getLogger(name).setLevel(logging.ERROR)
    _quieten_structlog()


def _show_ours(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: Any = None,
    line: str | None = None,
) -> None:
    """Show a warning only if our own code is at fault. A filter would not do: Rasa puts its own in front."""
    if Path(filename).is_relative_to(ROOT / "bot"):
        sys.stderr.write(warnings.formatwarning(message, category, filename, lineno, line))


def _quieten_structlog() -> None:
    import structlog

    structlog.configure(processors=[_name_alone], wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


def _name_alone(_logger: Any, _method: str, event: dict[str, Any]) -> Any:
    """Log the name of an event of Rasa's; what comes with it is senders and texts."""
    import structlog

    name = str(event.get("event"))
    logging.getLogger("bot.rasa").error(
        "%s", name if re.fullmatch(r"[a-z_.]{1,80}", name) else "an event without a name"
    )
    raise structlog.DropEvent
