"""What has become of the dates of a course: each entry's old and new date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from course.calendar.items import Calendar, Event
from course.calendar.timing import Timing

Key = tuple[str, str, int]


@dataclass(frozen=True)
class Change:
    """An entry whose date has changed, in one section, ``""`` where there are none; None where it was not there.

    `sitting` counts the days of an entry that takes several, from 1.
    """

    entry: str
    section: str
    sitting: int
    old: Timing | None
    new: Timing | None


def changes(old: Calendar, new: Calendar) -> tuple[Change, ...]:
    """The entries whose dates differ between two courses, in the order of the new one, those that are gone last."""
    before, after = dict(_dates(old)), dict(_dates(new))
    keys = [*after, *(key for key in before if key not in after)]
    differing = (key for key in keys if before.get(key) != after.get(key))
    return tuple(Change(*key, before.get(key), after.get(key)) for key in differing)


def _dates(calendar: Calendar) -> Iterator[tuple[Key, Timing]]:
    for event in calendar.events:
        for section in event.sections or calendar.sections:
            yield _key(event, section), event.timing


def _key(event: Event, section: str) -> Key:
    return event.entry.id, section, event.sitting[0]
