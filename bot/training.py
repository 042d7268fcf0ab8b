"""Trains the model if what it is made from changed. The content counts, not the dates of the files."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from bot.paths import CONFIG, DATA, DOMAIN, MODELS, ROOT
from bot.quiet import quieten, set_environment


class TrainingFailed(Exception):
    """Rasa could not train; the message says what to look at."""


def sources() -> list[Path]:
    """Every file that the model is made from: data, domain, config, the understanding and the pinned libraries."""
    data = sorted(path for path in DATA.rglob("*.yml"))
    understanding = sorted(path for path in (ROOT / "bot" / "nlu").iterdir() if path.suffix in (".py", ".yml"))
    return [CONFIG, DOMAIN, *data, *understanding, ROOT / "bot" / "vocabulary.py", ROOT / "requirements" / "bot.txt"]


def fingerprint() -> str:
    """Stands for the content of all sources."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def model_path() -> Path:
    """Where the model of the present sources is, or would be."""
    return MODELS / f"{fingerprint()}.tar.gz"


def is_trained() -> bool:
    """Whether that model is there."""
    return model_path().is_file()


def ensure_trained() -> Path:
    """The model of the present sources; it is trained first if it is not there.

    Training runs in a process of its own: it prints, and it takes memory that a server should not keep.

    Raises:
        TrainingFailed: Rasa refused the data, or contradicting rules.
    """
    path = model_path()
    if path.is_file():
        return path
    set_environment()
    quiet = {"PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "bot.training"]
    done = subprocess.run(  # noqa: S603  # our own module
        command,
        cwd=ROOT,
        env={**os.environ, **quiet},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
    )
    if done.returncode != 0 or not path.is_file():
        raise TrainingFailed(f"the model could not be trained:\n{done.stdout.strip()[-2000:]}")
    for old in MODELS.glob("*.tar.gz"):
        if old != path:
            old.unlink()
    return path


def _train() -> int:
    quieten()
    from rasa import model_training

    result = model_training.train(
        domain=str(DOMAIN),
        config=str(CONFIG),
        training_files=[str(DATA)],
        output=str(MODELS),
        fixed_model_name=model_path().name[: -len(".tar.gz")],
        force_training=True,
    )
    return int(result.code)


if __name__ == "__main__":
    MODELS.mkdir(exist_ok=True)
    sys.exit(_train())
