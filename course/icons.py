"""The icons that Material for MkDocs brings, by their names; its files are read, nothing of it is run."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

SEARCH = "squidfunk.github.io/mkdocs-material/reference/icons-emojis"
"""Where people look for an icon."""


@cache
def folder() -> Path:
    """Where the icons are."""
    return Path(find_spec("material").origin).parent / "templates" / ".icons"


def exists(name: str) -> bool:
    """Whether there is an icon with this name, like `material/flask`."""
    return (folder() / f"{name}.svg").is_file()


@cache
def svg(name: str) -> str:
    """The drawing of an icon."""
    return (folder() / f"{name}.svg").read_text("utf-8")
