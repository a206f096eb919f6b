"""From a course to HTML: one function that fills the fragments of `overrides/fragments/`.

The fragments have a Jinja environment of their own: text is escaped, and an unknown name is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    UndefinedError,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

from course import text
from course.calendar.feeds import single
from course.calendar.items import Event
from course.calendar.office import horizon, single_days
from course.calendar.slots import own_meetings, section, shared_meetings
from course.calendar.timing import Timing
from course.calendar.upcoming import bounds
from course.calendar.week import colour
from course.clock import Clock
from course.icons import svg
from course.materials import Material, Shelf, materials, presented, shown, urls
from course.model.base import Model
from course.model.grades import ALL
from course.model.values import TBA
from course.model.work import Late
from course.project import Project
from course.words import section_name


def environment(
    folder: Path,
    found: Project,
    cache: BytecodeCache | None = None,
    now: datetime | None = None,
    source_url: Callable[[str], str] | None = None,
) -> Environment:
    """The environment of the fragments in `folder`: a course, its dates, its words, and filters for them.

    `now` is the moment that the site is built for; what comes out later is left out. `source_url` turns a place in
    the data, like `data/schedule.yml:12`, into the address where it can be seen and changed.
    """
    fragments = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=cache,
        finalize=printable,
    )
    course, label = found.course, found.words.label
    clock, shelf = Clock(course.language, course.hours), Shelf(found.calendar, found.words, now)
    fragments.filters |= {
        "day": clock.day,
        "weekday": clock.weekday,
        "long_day": clock.long_day,
        "full_day": clock.full_day,
        "weekday_name": clock.weekday_name,
        "days": clock.days,
        "hour": clock.hour,
        "hours": clock.hours,
        "zone": zone,
        "zone_name": clock.zone_name,
        "length_of": lambda minutes: length(minutes, label),
        "number": lambda amount: f"{amount.normalize():f}",
        "language": clock.language_name,
        "fill": lambda pattern, **values: pattern.format(**values),
        "text": pass_context(partial(_inline, label["tba"])),
        "plain": lambda value: label["tba"] if value == TBA else text.plain(value),
        "hand_in_of": lambda name: section(course, name).hand_in,
        "section_name": partial(section_name, course, label),
        "heading": _heading,
        "host": lambda address: (urlsplit(address).hostname or address).removeprefix("www."),
        "typed": text.typed,
        "paragraphs": lambda value: value.split("\n\n"),
        "icon": lambda name: Markup(svg(name)),  # noqa: S704 - a file of an installed package
        "iso": lambda when: when.isoformat() if when else "",
    }
    fragments.tests |= {
        "naming": lambda title, kind: bool(re.search(rf"\b{re.escape(kind)}\b", title, re.IGNORECASE)),
        "outside": lambda address: bool(text.OUTSIDE.match(address)),
        "hour": lambda when: isinstance(when, datetime),
        "key": lambda value: value in course.links,
        "open": lambda event: any(material.urls for material in _shown_with(shelf, event)),
    }
    fragments.globals |= {
        "course": course,
        "calendar": found.calendar,
        "words": found.words,
        "label": label,
        "undated": Timing(),
        "schedule_page": found.schedule_page,
        "zones": "/".join(dict.fromkeys(zone(day) for day in found.calendar.edges)),
        "single_days": single_days(course, horizon(course, now)),
        "colour_of": partial(colour, course),
        "weeks_of": partial(_weeks, label),
        "presented": partial(presented, found.calendar),
        "shared_meetings": shared_meetings(course),
        "own_meetings": partial(own_meetings, course),
        "materials_of": partial(materials, shelf),
        "link_of": partial(shown, shelf),
        "shown_readings": lambda readings: any(item.title or shown(shelf, item.link) for item in readings),
        "urls_of": partial(urls, course),
        "over": lambda timing: bounds(course, timing)[1],
        "file_of": lambda item: single(item) if item.has_day else "",
        "source_of": lambda where: source_url(found.source.place(where)) if source_url else "",
    }
    return fragments


def printable(value: Any) -> Any:
    """A value that templates may print; raises UndefinedError for what people must never read, such as `None`."""
    if value is None:
        raise UndefinedError("there is no value; write it in data/, or delete the braces")
    if isinstance(value, Late) and value.text:
        return value.text
    if isinstance(value, dict) and value.keys() == {ALL}:
        return value[ALL]
    if isinstance(value, Model):
        fields = ", ".join(type(value).model_fields)
        raise UndefinedError(f"this is no text but has parts; write a dot and one of: {fields}")
    if isinstance(value, dict | tuple | frozenset) or is_dataclass(value):
        raise UndefinedError("these are several values; write a dot and a name, or a number in brackets, behind them")
    return value


def compiled(root: Path) -> FileSystemBytecodeCache:
    """Where Jinja keeps templates that it has compiled, below `root`.

    One that has changed is compiled anew, and all are when this module changes, since filters are compiled in.
    """
    folder = root / ".cache" / "templates" / sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def fragment(fragments: Environment, name: str, **values: Any) -> str:
    """The fragment `name`, without indentation, so that Markdown takes it as it is.

    Among the values that it prints, `page_url` turns the path of a page or file in `docs/` into its address as seen
    from the page being built.
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


def length(minutes: int, label: dict[str, str]) -> str:
    """A length of time in words: `1 h 40 min`."""
    hours, rest = divmod(minutes, 60)
    parts = [label["hours"].format(count=hours)] if hours and not (rest and minutes < 120) else []
    return " ".join(
        [*parts, *([label["minutes"].format(count=rest if parts else minutes)] if rest or not parts else [])]
    )


def ranges(numbers: frozenset[int]) -> str:
    """Numbers with those in a row joined: `1-3, 7`."""
    told: list[str] = []
    for number in sorted(numbers):
        if number - 1 not in numbers:
            told.append(str(number))
        elif number + 1 not in numbers:
            told[-1] += f"–{number}"
    return ", ".join(told)


def _shown_with(shelf: Shelf, event: Event) -> Iterator[Material]:
    """The materials that are shown with an event: its own, and those of what it presents."""
    for owner in (event.entry, *presented(shelf.calendar, event.entry)):
        yield from materials(shelf, owner.id)


@pass_context
def _heading(context: Context, value: str) -> Markup:
    """A title as a heading of a Markdown page, where no sign of it means anything once more."""
    html = str(_inline(context["label"]["tba"], context, value))
    return Markup(re.sub(r"[*_`\[\]{}~^=!]", lambda match: f"&#{ord(match[0])};", html))  # noqa: S704


def _weeks(label: dict[str, str], weeks: frozenset[int]) -> str:
    """The weeks of a meeting in words."""
    for name, begin in (("odd_weeks", 1), ("even_weeks", 2)):
        if weeks == frozenset(range(begin, 100, 2)):
            return label[name]
    if len(weeks) == 1:
        return f"{label['week']} {min(weeks)}"
    return label["weeks_only"].format(weeks=ranges(weeks))


def _inline(tba: str, context: Context, value: str) -> Markup | str:
    page_url: Callable[[str], str] = context.get("page_url") or str
    return tba if value == TBA else text.inline(value, page_url)
