"""Make the two environments, `.venv` (bot) and `.venv-actions` (action server), or leave them alone if they are right.

Run by `make`; any Python from 3.8 on can run it, it uses nothing but the standard library. What it does:

1. gets uv, at the pinned release, into `.tools`
2. for each environment finds a Python: a working one on the path, else one that pyenv holds, else one that uv fetches
3. installs the pinned and hashed requirements

Each environment keeps a stamp of what it was made from, so a second run has nothing to do.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMP = "made-from.sha256"
# What Rasa, spaCy and the stores need from the interpreter itself; a Python built without them installs well and fails late.
NEEDED_MODULES = "ssl, sqlite3, ctypes, zlib, bz2"


class SetupError(Exception):
    """Something that the person at the keyboard has to mend; the message says what and how."""


@dataclass(frozen=True)
class Environment:
    """One virtual environment: where it is, which Pythons may run it, what is installed into it."""

    folder: str
    purpose: str
    lowest: tuple[int, int]
    highest: tuple[int, int]
    requirements: str
    installs_command: bool = False

    @property
    def wanted(self) -> str:
        """The accepted versions in words."""
        low, high = (".".join(map(str, version)) for version in (self.lowest, self.highest))
        return low if low == high else f"{low} to {high}"

    def python(self, root: Path) -> Path:
        """Path of the environment's own interpreter."""
        return root / self.folder / "bin" / "python"


BOT = Environment(".venv", "the bot (Rasa)", (3, 10), (3, 10), "requirements/bot.txt", installs_command=True)
ACTIONS = Environment(".venv-actions", "the action server", (3, 12), (3, 14), "requirements/actions.txt")


def version_of(python: str) -> tuple[int, int] | None:
    """The (major, minor) of an interpreter that really runs and has what we need; None for any other.

    A pyenv shim answers to `python3.10` and then refuses to run, so a name on the path proves nothing.
    """
    code = f"import sys, {NEEDED_MODULES}; print(*sys.version_info[:2])"
    try:
        done = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, timeout=30, check=True)
        major, minor = done.stdout.split()
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return int(major), int(minor)


def names(environment: Environment) -> list[str]:
    """File names under which a fitting Python may stand, newest first."""
    newest, oldest = environment.highest[1], environment.lowest[1]
    return [f"python3.{minor}" for minor in range(newest, oldest - 1, -1)] + ["python3", "python"]


def on_path(environment: Environment) -> list[str]:
    """Candidates in the folders of PATH, in the order of the names, then of the folders."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    return [str(folder / name) for name in names(environment) for folder in folders if (folder / name).is_file()]


def in_pyenv(environment: Environment) -> list[str]:
    """Candidates among the versions that pyenv holds, newest first."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    low, high = environment.lowest, environment.highest
    found = []
    for python in (root / "versions").glob("3.*/bin/python"):
        parts = python.parents[1].name.split(".")
        if all(part.isdigit() for part in parts) and low <= (int(parts[0]), int(parts[1])) <= high:
            found.append((tuple(map(int, parts)), str(python)))
    return [python for _, python in sorted(found, reverse=True)]


def fetched_by_uv(environment: Environment, uv: Path) -> list[str]:
    """A Python that uv downloads for the project; empty when it cannot be had."""
    version = ".".join(map(str, environment.lowest))
    say(f"no Python {environment.wanted} found here: asking uv to fetch {version}")
    limits = {"UV_HTTP_TIMEOUT": "60", "UV_HTTP_RETRIES": "1"}
    done = subprocess.run([str(uv), "python", "install", version], env={**os.environ, **limits}, check=False)
    if done.returncode != 0:
        return []
    found = subprocess.run(
        [str(uv), "python", "find", "--managed-python", version], capture_output=True, text=True, check=False
    )
    return [found.stdout.strip()] if found.returncode == 0 else []


def find_python(environment: Environment, uv: Path) -> str:
    """The Python for an environment: the first that works on the path, in pyenv, from uv.

    Raises:
        SetupError: none can be had; names the choices.
    """
    for source in (on_path, in_pyenv, lambda wanted: fetched_by_uv(wanted, uv)):
        for candidate in source(environment):
            version = version_of(candidate)
            if version and environment.lowest <= version <= environment.highest:
                return candidate
    example = ".".join(map(str, environment.lowest))
    raise SetupError(
        f"Python {environment.wanted} is needed for {environment.purpose} and none was found:\n"
        f"not on the path, not in pyenv, and uv could not download one. Do one of these, then run make again:\n"
        f"  - install it with your system's packages (for example: apt-get install python{example})\n"
        f"  - pyenv install {example}\n"
        f"  - connect to the network, so that uv can fetch it\n"
        f"  - put a folder that holds a working python{example} on PATH"
    )


def say(text: str) -> None:
    """One line of progress."""
    print(f"set-up: {text}", flush=True)


def run(command: list[str], what: str, **environ: str) -> None:
    """Run a step whose output is shown as it comes.

    Raises:
        SetupError: it failed; says which step.
    """
    if subprocess.run(command, env={**os.environ, **environ}, cwd=ROOT, check=False).returncode != 0:
        raise SetupError(
            f"{what} failed; the lines above say why. Nothing was left half made that a new run would not mend."
        )


def stamp(*parts: bytes) -> str:
    """A fingerprint of what an environment is made from."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def is_made(folder: Path, expected: str) -> bool:
    """Whether the folder was made from exactly this, and its Python still runs."""
    kept = folder / STAMP
    return kept.is_file() and kept.read_text() == expected and version_of(str(folder / "bin" / "python")) is not None


def get_uv() -> Path:
    """Our own pinned uv in `.tools`, installed with the pip of any Python that can make an environment.

    Raises:
        SetupError: no Python here can make an environment with pip in it.
    """
    folder = ROOT / ".tools"
    wanted = ROOT / "requirements" / "tools.txt"
    expected = stamp(wanted.read_bytes())
    if is_made(folder, expected):
        return folder / "bin" / "uv"
    say("getting uv, which installs everything else")
    any_python = Environment(".tools", "uv", (3, 8), (3, 14), "requirements/tools.txt")
    for python in [sys.executable, *on_path(any_python), *in_pyenv(any_python)]:
        shutil.rmtree(folder, ignore_errors=True)
        if version_of(python) is None:
            continue
        if subprocess.run([python, "-m", "venv", str(folder)], capture_output=True, check=False).returncode == 0:
            pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            run([*pip, "--require-hashes", "-r", str(wanted)], "installing uv")
            (folder / STAMP).write_text(expected)
            return folder / "bin" / "uv"
    raise SetupError(
        "No Python here can make a virtual environment with pip in it.\n"
        "On Debian or Ubuntu: apt-get install python3-venv. Then run make again."
    )


def make(environment: Environment, uv: Path) -> None:
    """Bring one environment to the pinned state."""
    folder = ROOT / environment.folder
    requirements = ROOT / environment.requirements
    parts = [requirements.read_bytes(), str(ROOT).encode()]
    if environment.installs_command:
        parts.append((ROOT / "pyproject.toml").read_bytes())
    expected = stamp(*parts)
    if is_made(folder, expected):
        return
    current = version_of(str(environment.python(ROOT)))
    if current is None or not environment.lowest <= current <= environment.highest:
        python = find_python(environment, uv)
        say(f"making {environment.folder} for {environment.purpose} with {python}")
        run([str(uv), "venv", "--quiet", "--clear", "--python", python, str(folder)], f"making {environment.folder}")
    say(f"installing {environment.requirements} (the first time this takes some minutes)")
    (folder / STAMP).unlink(missing_ok=True)
    install = {"VIRTUAL_ENV": str(folder)}
    run(
        [str(uv), "pip", "sync", "--compile-bytecode", "--require-hashes", str(requirements)],
        f"installing {environment.requirements}",
        **install,
    )
    if environment.installs_command:
        command = [str(uv), "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
        run(command, "making the advisor command", **install)
    (folder / STAMP).write_text(expected)
    say(f"{environment.folder} is ready")


def main() -> int:
    """Make both environments; 0 when both stand."""
    try:
        uv = get_uv()
        make(BOT, uv)
        make(ACTIONS, uv)
    except SetupError as error:
        print(f"\nset-up stopped: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
