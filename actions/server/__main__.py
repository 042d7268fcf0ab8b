"""Run the action server: `python -m actions.server --port 5055`."""

from __future__ import annotations

import argparse
import logging
import sys
import warnings

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from actions import discreet_log
from actions.knowledge.freshness import overdue
from actions.server.app import make_advisor, make_app
from actions.server.settings import SettingsError, from_environment
from actions.yaml_files import FileError


def main() -> int:
    """Start and serve until stopped; 1 if it cannot start."""
    parser = argparse.ArgumentParser(prog="python -m actions.server", description="The advisor's action server.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5055)
    arguments = parser.parse_args()
    discreet_log.install()
    logging.captureWarnings(True)
    # The SDK says at each call that Rasa's release differs from its own; that pair is the one we chose and test.
    warnings.filterwarnings("ignore", message="Your versions of rasa and rasa_sdk")
    try:
        settings = from_environment()
        advisor = make_advisor(settings)
        app = make_app(advisor, settings)
    except (SettingsError, FileError) as error:
        print(f"the action server cannot start: {error}", file=sys.stderr)  # noqa: T201
        return 1
    except (SQLAlchemyError, CommandError, ImportError, OSError) as error:
        print(f"the action server cannot start: the profile store cannot be opened ({error})", file=sys.stderr)  # noqa: T201
        return 1
    for line in overdue(advisor.knowledge, settings.today()):
        logging.getLogger("actions").warning("a dated fact is older than its shelf life: %s", line)
    discreet_log.now_serving()
    app.run(host=arguments.host, port=arguments.port, single_process=True, access_log=False, motd=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
