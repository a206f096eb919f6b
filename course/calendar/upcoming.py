"""What comes next: the classes and the due dates from a moment on, each with the moments that bound it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from course.calendar.items import Calendar, Deadline, DueTime, Event
from course.calendar.office import OfficeTime, office_times, reach
from course.calendar.timing import Timing, at
from course.calendar.views import missed
from course.model.course import Course
from course.model.pattern import DayOff

WITHOUT_END = timedelta(hours=2)
"""How long something without an end is taken to last."""


@dataclass(frozen=True)
class Held:
    """An event with the moments at which it begins and is over, in the course's time zone."""

    event: Event
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Owed:
    """A due time, or an event that counts toward the grade, with the moment after which it is too late."""

    until: datetime
    timing: Timing
    sections: tuple[str, ...]
    deadline: Deadline | None = None
    due: DueTime | None = None
    event: Event | None = None


@dataclass(frozen=True)
class Met:
    """Office hours on one day, with the moments at which they begin and are over."""

    time: OfficeTime
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Pause:
    """A day on which a meeting would be, and is not."""

    item: DayOff
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Upcoming:
    """What is not over at a moment, in order of time, and the events before it, the latest first.

    `met` are office hours. `first` is when the first class of the term begins, and `last`
    when everything is over; None without dates.
    """

    held: tuple[Held, ...]
    past: tuple[Held, ...]
    owed: tuple[Owed, ...]
    pauses: tuple[Pause, ...]
    met: tuple[Met, ...]
    first: datetime | None
    last: datetime | None


def upcoming(calendar: Calendar, now: datetime) -> Upcoming:
    """What comes next as of `now`, and what was last."""
    course = calendar.course
    held = [Held(event, *bounds(course, event.timing)) for event in calendar.events if event.timing.day]
    held.sort(key=lambda item: (item.begins, item.ends))
    owed = sorted(_owed(calendar), key=lambda item: item.until)
    ends = [item.ends for item in held] + [item.until for item in owed]
    ends += [_after(course, course.term.end)] if course.term.end and ends else []
    return Upcoming(
        tuple(item for item in held if item.ends > now),
        tuple(item for item in reversed(held) if item.ends <= now),
        tuple(item for item in owed if item.until > now),
        tuple(pause for pause in _pauses(calendar) if pause.ends > now),
        tuple(item for item in _met(course) if item.ends > now),
        min((item.begins for item in held), default=None),
        max(ends, default=None),
    )


def bounds(course: Course, timing: Timing) -> tuple[datetime, datetime]:
    """The moments at which something with a day begins and is over; without hours, whole days are meant."""
    if not isinstance(timing.start, datetime):
        return at(course, timing.day, time.min), _after(course, timing.last)
    if isinstance(timing.end, datetime):
        return timing.start, timing.end
    hours = timing.hours
    open_end = hours is not None and hours.later
    end = _after(course, timing.last) if open_end or not timing.is_one_day else timing.start + WITHOUT_END
    return timing.start, end


def _after(course: Course, day: date) -> datetime:
    """The midnight that ends a day."""
    return at(course, day + timedelta(days=1), time.min)


def _owed(calendar: Calendar) -> list[Owed]:
    course = calendar.course
    found: list[Owed] = []
    for deadline in calendar.deadlines:
        for due in () if deadline.assignment.cancelled else (each for each in deadline.dues if each.timing.day):
            item = Owed(_too_late(course, due.timing), due.timing, deadline.sections, deadline=deadline, due=due)
            same = next((n for n, other in enumerate(found) if _is_same(other, item)), None)
            if same is None:
                found.append(item)
            else:
                sections = (*found[same].sections, *item.sections)
                found[same] = replace(item, sections=() if {*sections} == {*calendar.sections} else sections)
    for event in calendar.events:
        if event.entry.part and event.timing.day and not event.entry.cancelled:
            found.append(Owed(bounds(course, event.timing)[0], event.timing, event.sections, event=event))
    return found


def _is_same(one: Owed, other: Owed) -> bool:
    """Whether sections owe the same at the same time, however it was handed out."""
    same = one.deadline.assignment.id == other.deadline.assignment.id
    return same and (one.timing, one.due.due.credit) == (other.timing, other.due.due.credit)


def _too_late(course: Course, timing: Timing) -> datetime:
    return timing.start if isinstance(timing.start, datetime) else _after(course, timing.last)


def _met(course: Course) -> list[Met]:
    known = reach(course)
    times = office_times(course, known.first, known.last) if known else ()
    return [Met(each, each.start, each.end or each.start + WITHOUT_END) for each in times if each.start]


def _pauses(calendar: Calendar) -> list[Pause]:
    """The days on which no section has any meeting, though some would."""
    whole = ((day, item) for day, items in missed(calendar) for item in items[:1] if not item.kinds)
    return [Pause(item, at(calendar.course, day, time.min), _after(calendar.course, day)) for day, item in whole]
