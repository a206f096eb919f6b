"""From a course to HTML: one function that fills the fragments of `overrides/fragments/`.

The fragments have a Jinja environment of their own: text is escaped, and an unknown name is an error.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_skeleton, get_day_names
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    UndefinedError,
)

from course.materials import materials
from course.model import Model
from course.project import Project


def environment(folder: Path, found: Project, cache: BytecodeCache | None = None) -> Environment:
    """The environment of the fragments in `folder`: a course, its dates, its words, and filters for dates."""
    fragments = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=cache,
        finalize=printable,
    )
    written = partial(format_skeleton, locale=found.course.language)
    fragments.filters |= {
        "day": lambda when: written("MMMd", _date(when)),
        "weekday": lambda when: written("E", _date(when)),
        "long_day": lambda when: written("MMMEd", _date(when)),
        "full_day": lambda when: format_date(_date(when), "full", locale=found.course.language),
        "weekday_name": lambda number: get_day_names("wide", locale=found.course.language)[number],
        "hour": lambda when: f"{when:%H:%M}",
        "zone": zone,
        "literal": lambda text: re.sub(r"([\\`*_{}\[\]#])", r"\\\1", text),  # no sign means anything in Markdown
    }
    fragments.tests["naming"] = lambda title, kind: bool(re.search(rf"\b{re.escape(kind)}\b", title, re.IGNORECASE))
    fragments.globals |= {
        "course": found.course,
        "calendar": found.calendar,
        "words": found.words,
        "label": found.words.label,
        "schedule_page": found.schedule_page,
        "materials_of": partial(materials, found.course, found.words),
    }
    return fragments


def printable(value: Any) -> Any:
    """A value that templates may print; raises UndefinedError for what people must never read, such as `None`."""
    if value is None:
        raise UndefinedError("there is no value; write it in data/, or delete the braces")
    if isinstance(value, Model):
        fields = ", ".join(type(value).model_fields)
        raise UndefinedError(f"this is no text but has parts; write a dot and one of: {fields}")
    return value


def compiled(root: Path) -> FileSystemBytecodeCache:
    """Where Jinja keeps templates that it has compiled, below `root`; one that has changed is compiled anew."""
    folder = root / ".cache" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def fragment(fragments: Environment, name: str, **values: Any) -> str:
    """The fragment `name`, without indentation, so that Markdown takes it as it is.

    Among the values that it prints, `page_url` turns the path of a page in `docs/` into its address as seen from the
    page being built.
    """
    html = fragments.get_template(f"{name}.html").render(**values)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"(?m)^[ \t]+|[ \t]+$", "", html)).strip()


def own_emoji(content: str) -> str:
    """A page's HTML with emoji as characters, where Material would fetch pictures of them from another host."""
    return re.sub(r'<img alt="([^"]*)" class="twemoji" src="https?:[^>]*>', r"\1", content)


def zone(when: datetime) -> str:
    """The short name of a time's zone: `KST`, or `UTC-03` where the zone has a number only."""
    name = when.tzname() or ""
    return f"UTC{name}" if name[:1] in "+-" else name


def _date(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
