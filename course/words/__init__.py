"""The words that templates print, one YAML file per language; what one lacks is taken from English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from course.calendar.slots import section
from course.model.course import Course
from course.syntax import LOADER

FALLBACK = "en"


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


def base(language: str) -> str:
    """A language without its country: `pt` of `pt-BR`."""
    return language.partition("-")[0]


def words(course: Course) -> Words:
    """The words of a course's language; raises KeyError where there is no file for it."""
    own, fallback = text(base(course.language)), text(FALLBACK)
    kinds, materials = ({**fallback[name], **own.get(name, {})} for name in ("kinds", "materials"))
    kinds |= {
        key: kind.label or kinds.get(key) or key.replace("_", " ").capitalize() for key, kind in course.kinds.items()
    }
    return Words({**fallback, **own}, kinds, {**materials, **course.materials})


def section_name(course: Course, label: Mapping[str, str], name: str) -> str:
    """The name of a section as it is shown."""
    return section(course, name).title or f"{label['section']} {name}"


@cache
def text(language: str) -> Mapping[str, Any]:
    """The words of one language's file; raises KeyError where there is none."""
    if language not in languages():
        raise KeyError(language)
    return yaml.load((files(__name__) / f"{language}.yml").read_text("utf-8"), Loader=LOADER)
