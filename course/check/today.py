"""What hangs on today: what should have come out, or come to be known, by now. None of it ever fails anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from course.calendar.items import Calendar, Event
from course.calendar.pour import written
from course.check.things import all_materials
from course.materials import is_shown
from course.model.entries import Entry
from course.model.values import TBA
from course.problems import Finding

PATIENCE = timedelta(days=3)
"""How long after a class its materials may be missing."""

MEMORY = timedelta(days=28)
"""How long they are asked for."""

USUAL = 0.7
"""The share of the classes held whose having a material makes it one that all should have."""


def early_materials(calendar: Calendar, now: datetime) -> Iterator[Finding]:
    """Recordings of classes that have not been held."""
    first = _by_id(calendar)
    for key, link in calendar.course.links.items():
        day = first[key].timing.day if key in first else None
        for where, item in all_materials(("links", key), link):
            if day and day > now.date() and "recording" in where and is_shown(calendar, item, now):
                text = f"`{key}` is on {written(day)} only, and has a recording already; move it to the right class"
                yield Finding("early-material", where, text)


def missing_materials(calendar: Calendar, now: datetime) -> Iterator[Finding]:
    """Classes held some days ago without a material that most others of their kind have."""
    course = calendar.course
    held = [event for event in _by_id(calendar).values() if _is_held(event) and event.timing.last < now.date()]
    for kind in sorted({event.entry.kind for event in held}):
        alike = [event for event in held if event.entry.kind == kind]
        counts = Counter(name for event in alike for name in course.group(event.entry.id))
        for event in alike:
            age = now.date() - event.timing.last
            if not PATIENCE <= age <= MEMORY:
                continue
            for name, count in counts.items():
                if len(alike) > 3 and count >= USUAL * len(alike) and name not in course.group(event.entry.id):
                    text = f"was held on {written(event.timing.last)} and has no {name} yet, as {count} others have"
                    remedy = f"write `{name}: ...` under `{event.entry.id}` in data/links.yml"
                    yield Finding("missing-material", event.where, f"{text}; {remedy}")


def past_unknowns(calendar: Calendar, now: datetime) -> Iterator[Finding]:
    """What is to be announced still, though its day is over."""
    for event in _by_id(calendar).values():
        last = event.timing.last or event.timing.about
        if last is None or last >= now.date():
            continue
        for key, value in _said(event.entry):
            if TBA in (value if isinstance(value, Collection) else [value]):
                text = f"is still `TBA`, and it was on {written(last)}; write what is known now, or delete this key"
                yield Finding("past-tba", (*event.where, key), text)
        if event.timing.tba:
            text = f"is marked as about {written(last)}, and that day is over; write the exact date"
            yield Finding("past-tba", (*event.where, "date"), text)
    for deadline in calendar.deadlines:
        about = deadline.due.about if deadline.due else None
        if about and about < now.date():
            text = f"is marked as about {written(about)}, and that day is over; write the exact date"
            yield Finding("past-tba", (*deadline.where, "due"), text)


def past_joins(calendar: Calendar, now: datetime) -> Iterator[Finding]:
    """Talks that are over, can still be joined, and have no recording."""
    for event in _by_id(calendar).values():
        over = event.timing.last is not None and event.timing.last < now.date()
        if over and event.entry.join and "recording" not in calendar.course.group(event.entry.id):
            text = f"was on {written(event.timing.last)}, and its address to join at is still shown; delete `join`"
            remedy = f"and write `recording: ...` under `{event.entry.id}` in data/links.yml, if there is one"
            yield Finding("past-join", (*event.where, "join"), f"{text}, {remedy}")


def _by_id(calendar: Calendar) -> dict[str, Event]:
    """The last day of each entry."""
    return {event.entry.id: event for event in calendar.events}


def _is_held(event: Event) -> bool:
    return event.timing.is_one_day and not event.entry.cancelled


def _said(entry: Entry) -> Iterator[tuple[str, object]]:
    for key in ("title", "subtitle", "place", "people", "note"):
        yield key, getattr(entry, key)
    yield "time", TBA if entry.time and entry.time.start is None else None
