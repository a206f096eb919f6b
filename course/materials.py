"""The materials of entries, groups and assignments, from `links.yml`; what is held back is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from course.calendar.items import Calendar
from course.calendar.timing import Timing, at
from course.model import materials as model
from course.model.base import given
from course.model.course import Course
from course.model.entries import Entry
from course.model.values import TBA
from course.model.work import Assignment
from course.text import OUTSIDE
from course.words import Words

SAME = "same as "


@dataclass(frozen=True)
class Material:
    """Something to open: its label, its addresses, what `links.yml` says of it, and its kind.

    `urls` have the name of a format each, where there are several; they are empty where it is to be announced.
    """

    label: str
    urls: tuple[tuple[str | None, str], ...]
    item: model.Material
    kind: str


def materials(shelf: Shelf, owner: str, section: str | None = None) -> tuple[Material, ...]:
    """What `links.yml` has under an id that can be shown, to one section or to all."""
    return tuple(_materials(shelf, owner, section))


@dataclass(frozen=True)
class Shelf:
    """Where materials are taken from; what comes out after `until` is left out, with None drafts alone."""

    calendar: Calendar
    words: Words
    until: datetime | None = None


def presented(calendar: Calendar, entry: Entry) -> list[Assignment]:
    """The assignment that an entry presents, whose materials are shown with its own; none if it presents none."""
    found = calendar.by_assignment.get(entry.assignment) if entry.assignment else None
    return [found] if found else []


def shown(shelf: Shelf, key: str | None) -> model.Material | None:
    """A flat key of `links.yml` that can be shown; None where it is held back, or no key is given."""
    item = shelf.calendar.course.link(key) if key else None
    return item if item and is_shown(shelf.calendar, item, shelf.until) else None


def is_shown(calendar: Calendar, item: model.Material, now: datetime | None) -> bool:
    """Whether a material may be in the site at the moment `now`, and what it is the same as, too."""
    source = original(calendar.course, item) if (item.url or "").startswith(SAME) else item
    return source is not None and is_out(calendar, item, now) and is_out(calendar, source, now)


def held_files(calendar: Calendar, now: datetime | None) -> frozenset[str]:
    """The files of the site that only materials name that are held back."""
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for link in calendar.course.links.values():
        for item in [link] if isinstance(link, model.Material) else [one for items in link.values() for one in items]:
            paths = {url.partition("#")[0] for _, url in urls(calendar.course, item) if not OUTSIDE.match(url)}
            named[is_shown(calendar, item, now)] |= paths
    return frozenset(named[False] - named[True])


def is_out(calendar: Calendar, item: model.Material, now: datetime | None) -> bool:
    """Whether a material may be in the site at the moment `now`; without one, everything but drafts may."""
    if item.draft:
        return False
    timing = calendar.released.get(id(item))
    return now is None or item.released is None or (timing is not None and moment(calendar.course, timing) <= now)


def moment(course: Course, timing: Timing) -> datetime:
    """The moment at which something comes out; what is not known yet never does."""
    if isinstance(timing.start, datetime):
        return timing.start
    if isinstance(timing.start, date):
        return at(course, timing.start, time.min)
    return datetime.max.replace(tzinfo=UTC)


def urls(course: Course, item: model.Material) -> tuple[tuple[str | None, str], ...]:
    """The addresses of a material, each with the name of its format where there are several."""
    if item.formats:
        return tuple((name, url) for name, url in item.formats.items() if url != TBA)
    if item.url.startswith(SAME):
        other = original(course, item)
        return urls(course, other) if other else ()
    return () if item.url == TBA else ((None, item.url),)


def original(course: Course, item: model.Material) -> model.Material | None:
    """The material that another one is the same as; None where there is none, or one that refers on."""
    owner, _, kind = item.url.removeprefix(SAME).partition(".")
    link = course.links.get(owner)
    found = next(iter(link.get(kind, ())), None) if isinstance(link, dict) and kind else link
    return found if isinstance(found, model.Material) and not (found.url or "").startswith(SAME) else None


def _materials(shelf: Shelf, owner: str, section: str | None) -> Iterator[Material]:
    course = shelf.calendar.course
    for kind, items in course.group(owner).items():
        for item in items:
            source = original(course, item) if (item.url or "").startswith(SAME) else item
            if is_shown(shelf.calendar, item, shelf.until) and (
                section is None or not item.sections or section in item.sections
            ):
                told = source.model_copy(update=given(item)) if source is not item else item
                label = told.title or shelf.words.materials.get(kind, kind)
                yield Material(label, urls(course, item), told, kind)
