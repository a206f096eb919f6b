"""A course in time: its events, its deadlines, its weeks.

Pure: nothing here reads a clock. All times are aware, in the course's time zone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from course.model import Assignment, Course, DayOff, Entry, Kind, Part, kinds
from course.pour import Placed, days_off, far_outside, pour, written
from course.problems import Finding
from course.values import Hours, Released

NOON = time(12)


@dataclass(frozen=True)
class Event:
    """An entry with its date (schema.org Event). `end` is None where only the start is known.

    `number` counts the entries of a numbered kind by date, from 1, where there are several. `apart` says that the
    weekday does not tell hours and place, so that pages must.
    """

    entry: Entry
    kind: Kind
    number: int | None
    start: datetime
    end: datetime | None
    place: str | None
    apart: bool


@dataclass(frozen=True)
class Deadline:
    """An assignment with its dates; `due` is a day where no hour is known, `released` None where nothing is said."""

    assignment: Assignment
    part: Part | None
    released: date | datetime | None
    due: date | datetime


@dataclass(frozen=True)
class KeyDate:
    """A line among the important dates: something due, or an event that counts toward the grade."""

    when: date | datetime
    deadline: Deadline | None = None
    event: Event | None = None

    @property
    def part(self) -> str | None:
        """The id of the part of the grade that it belongs to."""
        return self.deadline.assignment.part if self.deadline else self.event.entry.part


@dataclass(frozen=True)
class Cell:
    """One meeting day of a week: its events, and the day off that it is. `day` is None outside the term."""

    day: date | None
    events: tuple[Event, ...]
    off: DayOff | None


@dataclass(frozen=True)
class Week:
    """One week of the term, numbered from 1, with a cell for each weekday of the pattern."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Calendar:
    """Everything of a course that has a date, in the order of time, and what does not fit.

    `columns` are days of the first week, one for each weekday of the pattern; `start` and `end` are the noons of the
    term's first and last day, whose zones may have different names.
    """

    events: tuple[Event, ...]
    deadlines: tuple[Deadline, ...]
    weeks: tuple[Week, ...]
    columns: tuple[date, ...]
    start: datetime
    end: datetime
    findings: tuple[Finding, ...]


def calendar(course: Course) -> Calendar:
    """Pours the entries of a course over its meetings, and dates its assignments."""
    placed, findings = pour(course)
    events = _events(course, placed)
    deadlines = [_deadline(course, assignment, events) for assignment in course.assignments]
    weekdays = sorted({day for meeting in course.meetings for day in meeting.days})
    monday = _monday(course.term.start)
    return Calendar(
        events,
        tuple(sorted(deadlines, key=lambda deadline: _moment(deadline.due))),
        tuple(_weeks(course, events, weekdays)),
        tuple(monday + timedelta(days=day) for day in weekdays),
        _at(course, course.term.start, NOON),
        _at(course, course.term.end, NOON),
        (*findings, *_due_findings(course, deadlines)),
    )


def event(calendar: Calendar, entry_id: str) -> Event:
    """The event of one entry; raises KeyError where there is none."""
    return {event.entry.id: event for event in calendar.events}[entry_id]


def key_dates(calendar: Calendar, part: str | None = None) -> tuple[KeyDate, ...]:
    """What is due and what counts toward the grade, in order of time; with `part`, of that part of the grade alone."""
    due = [KeyDate(deadline.due, deadline=deadline) for deadline in calendar.deadlines]
    held = [KeyDate(event.start, event=event) for event in calendar.events if event.entry.part]
    chosen = [date for date in due + held if part in (None, date.part)]
    return tuple(sorted(chosen, key=lambda date: _moment(date.when)))


def _events(course: Course, placed: list[Placed]) -> tuple[Event, ...]:
    known, counted, events = kinds(course), Counter[str](), []
    total = Counter(item.entry.kind for item in placed)
    dated = [(item, known.get(item.entry.kind, Kind())) for item in placed]
    for item, kind in sorted(dated, key=lambda pair: (pair[0].day, _hours(*pair).start)):
        counted[item.entry.kind] += 1
        number = counted[item.entry.kind] if kind.numbered and total[item.entry.kind] > 1 else None
        events.append(_event(course, item, kind, number))
    return tuple(events)


def _event(course: Course, item: Placed, kind: Kind, number: int | None) -> Event:
    meeting = item.slots[0].meeting if item.slots else None
    hours = _hours(item, kind)
    place = item.entry.place or kind.place or (meeting.place if meeting else None)
    start = _at(course, item.day, hours.start)
    end = _at(course, item.day, hours.end) if hours.end else None
    crowded = sum(item.day.weekday() in meeting.days for meeting in course.meetings) > 1
    apart = meeting is None or crowded or (hours, place) != (meeting.time, meeting.place)
    return Event(item.entry, kind, number, start, end, place, apart)


def _hours(item: Placed, kind: Kind) -> Hours:
    """The hours of an entry; one that takes no meeting has hours of its own."""
    return item.entry.time or kind.time or item.slots[0].meeting.time


def _at(course: Course, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(course.timezone))


def _deadline(course: Course, assignment: Assignment, events: tuple[Event, ...]) -> Deadline:
    hour = assignment.due.hour or course.due_time
    due = _at(course, assignment.due.day, hour) if hour else assignment.due.day
    return Deadline(assignment, course.part(assignment.part), _released(assignment.released, events), due)


def _released(released: Released | None, events: tuple[Event, ...]) -> date | datetime | None:
    if released is None:
        return None
    return released.day or next((event.start for event in events if event.entry.id == released.entry), None)


def _moment(when: date | datetime, unknown: time = time.max) -> tuple[date, time]:
    """A sort key: what has no hour counts as at the hour `unknown`, else as last on its day."""
    return (when.date(), when.time()) if isinstance(when, datetime) else (when, unknown)


def _due_findings(course: Course, deadlines: list[Deadline]) -> Iterator[Finding]:
    for n, deadline in enumerate(deadlines):
        where, due = ("assignments", n, "due"), _moment(deadline.due)
        far = far_outside(course, due[0])
        if deadline.released and due < _moment(deadline.released, time.min):
            release = written(_moment(deadline.released)[0])
            text = f"{written(due[0])} is before the release on {release}; write a later date, or release it earlier"
            yield Finding(where, text)
        elif far:
            yield Finding(where, far, warning=True)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(course: Course, events: tuple[Event, ...], weekdays: list[int]) -> Iterator[Week]:
    days = [course.term.start, course.term.end, *(event.start.date() for event in events)]
    first, monday = _monday(course.term.start), _monday(min(days))
    while monday <= max(days):
        cells = tuple(_cells(course, events, [monday + timedelta(days=day) for day in weekdays]))
        yield Week((monday - first).days // 7 + 1, cells)
        monday += timedelta(days=7)


def _cells(course: Course, events: tuple[Event, ...], days: list[date]) -> Iterator[Cell]:
    """The cells of a week; an event beside the pattern stands with the meeting day before it, or with the first."""
    off = days_off(course)
    for n, day in enumerate(days):
        begin = day if n else _monday(day)
        end = days[n + 1] if n + 1 < len(days) else _monday(day) + timedelta(days=7)
        inside = tuple(event for event in events if begin <= event.start.date() < end)
        in_term = course.term.start <= day <= course.term.end
        yield Cell(day if in_term or inside else None, inside, off.get(day) if in_term else None)
