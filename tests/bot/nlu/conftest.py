"""The encoder is built once for all tests that read texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.encoder import Encoder, export


@pytest.fixture(scope="session")
def encoder_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("encoder")
    export(folder)
    return folder


@pytest.fixture(scope="session")
def encoder(encoder_folder: Path) -> Encoder:
    return Encoder(encoder_folder)
