"""The words that templates print, one YAML file per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from course.load import LOADER
from course.model import Course


@dataclass(frozen=True)
class Words:
    """The words of one language, and the labels of kinds and materials with a course's own among them."""

    label: Mapping[str, str]
    kinds: Mapping[str, str]
    materials: Mapping[str, str]


@cache
def languages() -> frozenset[str]:
    """The languages that have a file here."""
    return frozenset(file.name.removesuffix(".yml") for file in files(__name__).iterdir() if file.name.endswith(".yml"))


def words(course: Course) -> Words:
    """The words of a course's language; raises KeyError where there is no file for it."""
    text = _text(course.language)
    own = {
        key: kind.label or text["kinds"].get(key) or key.replace("_", " ").capitalize()
        for key, kind in course.kinds.items()
    }
    return Words(text, {**text["kinds"], **own}, {**text["materials"], **course.materials})


@cache
def _text(language: str) -> Mapping[str, Any]:
    if language not in languages():
        raise KeyError(language)
    return yaml.load((files(__name__) / f"{language}.yml").read_text("utf-8"), Loader=LOADER)
