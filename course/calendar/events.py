"""From placed entries to events, each with the sections that it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any

from course.calendar.items import Event
from course.calendar.numbers import numbers
from course.calendar.outline import Line, lasting
from course.calendar.pour import Placed
from course.calendar.resolve import Dates
from course.calendar.timing import Timing, hours_of, on, timing_of
from course.model.course import NO_KIND, Course, Kind
from course.model.entries import Entry
from course.model.pattern import Meeting
from course.model.values import Hours, Span

Usual = tuple[tuple[Hours | None, ...], tuple[str | None, ...]]
"""The hours and the place that all meetings of a weekday have; empty where they differ."""

NOTHING: Usual = ((), ())


def events(dates: Dates) -> list[Event]:
    """All events in the order of time, what is alike in several sections once; those without a day come last."""
    found = sorted(_events(dates), key=lambda pair: _first(pair[0].timing))
    counted = numbers(event for event, _ in found)
    return [
        replace(event, sections=sections, number=counted[event.entry.id])
        if sections or counted[event.entry.id] != event.number
        else event
        for event, sections in found
    ]


def _events(dates: Dates) -> Iterator[tuple[Event, tuple[str, ...]]]:
    """The events with the sections that they are for, none where they are for all."""
    poured = dates.poured
    names = poured.outline.sections
    usual = {name: _usual(poured.patterns[name]) for name in names}
    for line in poured.outline.lines:
        found: list[tuple[Event, list[str]]] = []
        for name in names:
            placed = poured.placed.get((name, line.entry.id))
            if placed is None or placed.where != line.where:
                continue
            for event in _held(dates, line, placed, usual[name]):
                same = next((sections for other, sections in found if _alike(other, event)), None)
                if same is None:
                    found.append((event, [name]))
                else:
                    same.append(name)
        for event, sections in found:
            yield event, () if sections == [*names] else tuple(sections)


def _alike(one: Event, other: Event) -> bool:
    """Whether two sections see the same: a date that was written in different ways is no difference."""
    if one.entry is not other.entry:
        entry = one.entry.model_copy(update={name: getattr(other.entry, name) for name in ("date", "time", "classes")})
        one = replace(one, entry=other.entry) if entry == other.entry else one
    return one == other


def _held(dates: Dates, line: Line, placed: Placed, usual: dict[tuple[int, tuple[str, ...]], Usual]) -> Iterator[Event]:
    course, entry = dates.course, placed.entry
    kind = dates.poured.kinds.get(entry.kind, NO_KIND)
    moved = tuple(on(course, when.days, hours_of(when.hour)) for when in entry.moved_from)
    held = [(on(course, (Span(day, day),), hours), slot) for day, hours, slot in placed.days]
    held = held or [(_loose(course, placed, entry, kind), None)]
    for n, (timing, slot) in enumerate(held, 1):
        meeting = slot.meeting if slot else None
        where = entry.place or kind.place or (meeting.place if meeting else None)
        weekday = timing.day.weekday() if timing.day else None
        hours, places = usual.get((weekday, meeting.kinds), NOTHING) if meeting else NOTHING
        yield Event(
            entry,
            line.where,
            line.groups,
            kind,
            entry.number,
            (),
            timing,
            where,
            meeting,
            slot.note if slot else None,
            (n, len(held)),
            moved if n == 1 else (),
            timing.hours not in hours,
            where not in places,
        )


def _usual(pattern: tuple[Meeting, ...]) -> dict[tuple[int, tuple[str, ...]], Usual]:
    """What the meetings on a weekday for some kinds have in common."""
    found: dict[tuple[int, tuple[str, ...]], list[Meeting]] = {}
    for meeting in pattern:
        for day in meeting.days:
            found.setdefault((day, meeting.kinds), []).append(meeting)
    return {
        key: (_only({meeting.time for meeting in several}), _only({meeting.place for meeting in several}))
        for key, several in found.items()
    }


def _only(values: set[Any]) -> tuple[Any, ...]:
    return tuple(values) if len(values) == 1 else ()


def _loose(course: Course, placed: Placed, entry: Entry, kind: Kind) -> Timing:
    """The timing of an entry that has no certain day."""
    hours = entry.time or (kind.time if placed.when else None)
    hours = lasting(hours, entry.duration) if hours else None
    timing = timing_of(course, placed.when, hours) if placed.when else Timing()
    return timing if timing.days else replace(timing, hours=hours)


def _first(timing: Timing) -> tuple[date, time]:
    if timing.weeks and isinstance(timing.start, date):
        return (timing.start, time.min)
    return timing.order(time.min)
