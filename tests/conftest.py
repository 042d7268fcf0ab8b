"""A PostgreSQL of the tests' own, for both environments: nothing here needs more than pytest and Debian's `postgresql`."""

from __future__ import annotations

import glob
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

USER, PASSWORD = "advisor", "p@ss word"


class Postgres:
    """A server with a fresh data folder on loopback, without the waits for a disk that a real one needs."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._databases = 0
        # PostgreSQL refuses to run as root.
        self._as = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        secret = folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        if self._as:
            for path in (folder, secret):
                shutil.chown(path, "postgres", "postgres")
        self._run("initdb", "-D", "data", "-U", USER, f"--pwfile={secret}", "-A", "scram-sha-256", "-E", "UTF8", "-N")

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -c fsync=off -c max_connections=200"
        self._run("pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", settings)

    def stop(self) -> None:
        """Stop it; connections are cut."""
        self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", "data")

    def restart(self) -> None:
        """What an upgrade of the server does to its clients."""
        self.stop()
        self.start()

    def new_database(self) -> str:
        """The address of an empty database."""
        self._databases += 1
        name = f"database_{self._databases}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, name)
        return f"postgresql://{USER}:p%40ss%20word@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        environment = {**os.environ, "PGPASSWORD": PASSWORD, "LC_ALL": "C.UTF-8"}
        output = self.folder / "output"
        # Into a file: the server that pg_ctl leaves behind would hold a pipe open.
        with output.open("wb") as printed:
            done = subprocess.run(
                command, cwd=self.folder, env=environment, stdout=printed, stderr=printed, timeout=60, **self._as
            )
        assert done.returncode == 0, f"{program}: {output.read_text(errors='replace')}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One server for all tests of a run; without its programs the tests are skipped, but never where CI is set."""
    found = shutil.which("initdb")
    folders = [str(Path(found).resolve().parent)] if found else sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if not folders:
        message = "NOT TESTED: PostgreSQL is not installed (on Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder = Path(tempfile.mkdtemp(prefix="advisor-postgres-"))
    server = Postgres(Path(folders[-1]), folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: Postgres) -> str:
    """The address of an empty database on a running server."""
    return postgres_server.new_database()
