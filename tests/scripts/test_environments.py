"""Set-up finds a Python that works, and says what to do where there is none."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environments() -> ModuleType:
    spec = importlib.util.spec_from_file_location("environments", ROOT / "scripts" / "environments.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["environments"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def wanted(environments: ModuleType) -> object:
    here = sys.version_info[:2]
    return environments.Environment(".venv-x", "a test", here, here, "requirements/actions.txt")


def executable(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script)
    path.chmod(0o755)
    return path


def no_uv(environment: object, uv: Path) -> list[str]:
    return []


def name() -> str:
    return f"python3.{sys.version_info[1]}"


def test_a_name_on_the_path_that_refuses_to_run_is_passed_over(
    environments: ModuleType, wanted: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executable(tmp_path / "shims" / name(), "#!/bin/sh\necho 'command not found' >&2\nexit 127\n")
    working = tmp_path / "bin" / name()
    executable(working, f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    monkeypatch.setenv("PATH", f"{tmp_path / 'shims'}{os.pathsep}{tmp_path / 'bin'}")
    monkeypatch.setattr(environments, "fetched_by_uv", no_uv)
    assert environments.find_python(wanted, Path("uv")) == str(working)


def test_a_python_of_another_version_is_passed_over(
    environments: ModuleType, wanted: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executable(tmp_path / name(), "#!/bin/sh\necho 3 7\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "none"))
    monkeypatch.setattr(environments, "fetched_by_uv", no_uv)
    with pytest.raises(environments.SetupError):
        environments.find_python(wanted, Path("uv"))


def test_pyenv_is_asked_after_the_path_and_its_newest_fitting_version_is_taken(
    environments: ModuleType, wanted: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    minor = sys.version_info[1]
    for version in (f"3.{minor}.1", f"3.{minor}.9", f"3.{minor}.10", "3.7.17", "not-a-version"):
        script = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
        executable(tmp_path / "versions" / version / "bin" / "python", script)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setattr(environments, "fetched_by_uv", no_uv)
    found = environments.find_python(wanted, Path("uv"))
    assert found == str(tmp_path / "versions" / f"3.{minor}.10" / "bin" / "python")


def test_where_none_can_be_had_the_message_names_the_choices(
    environments: ModuleType, wanted: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setattr(environments, "fetched_by_uv", no_uv)
    with pytest.raises(environments.SetupError) as caught:
        environments.find_python(wanted, Path("uv"))
    message = str(caught.value)
    for choice in ("apt-get install", "pyenv install", "network", "PATH"):
        assert choice in message


def test_an_environment_made_from_the_same_is_left_alone(environments: ModuleType, tmp_path: Path) -> None:
    python = tmp_path / "bin" / "python"
    executable(python, f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    made_from = environments.stamp(b"one", b"two")
    (tmp_path / environments.STAMP).write_text(made_from)
    assert environments.is_made(tmp_path, made_from)
    assert not environments.is_made(tmp_path, environments.stamp(b"one", b"other"))


def test_an_environment_whose_python_is_gone_is_made_again(environments: ModuleType, tmp_path: Path) -> None:
    made_from = environments.stamp(b"one")
    (tmp_path / environments.STAMP).write_text(made_from)
    assert not environments.is_made(tmp_path, made_from)
