"""Where the project's files are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FACTS = ROOT / "facts.yml"
DOMAIN = ROOT / "domain.yml"
CONFIG = ROOT / "config.yml"
ENDPOINTS = ROOT / "endpoints.yml"
DATA = ROOT / "data"
MODELS = ROOT / "models"
VAR = ROOT / "var"
PAGE = ROOT / "bot" / "web"
