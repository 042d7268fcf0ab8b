"""Trains the model if what it is made from changed. The content counts, not the dates of the files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.paths import CONFIG, DATA, DOMAIN, MODELS, ROOT


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


def train() -> Path:
    """Train anew and remove the models of older sources.

    Raises:
        TrainingFailed: Rasa refused the data, or contradicting rules.
    """
    from bot.quiet import quieten

    quieten()
    from rasa import model_training

    path = model_path()
    MODELS.mkdir(exist_ok=True)
    result = model_training.train(
        domain=str(DOMAIN),
        config=str(CONFIG),
        training_files=[str(DATA)],
        output=str(MODELS),
        fixed_model_name=path.name[: -len(".tar.gz")],
        force_training=True,
    )
    if result.code != 0 or not path.is_file():
        raise TrainingFailed("the model could not be trained; the lines above say which file or rule is at fault")
    for old in MODELS.glob("*.tar.gz"):
        if old != path:
            old.unlink()
    return path
