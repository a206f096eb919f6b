"""From the order of entries to dates: entries fall, in order, into the meetings that are left free.

Pure: nothing here reads a clock. All times are aware, in the course's time zone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from course.model import Assignment, Course, DayOff, Entry, Kind, Meeting, Part, kinds
from course.problems import Finding
from course.values import Hours, Released, weekday

GRACE = timedelta(days=31)
"""How far outside the term a date may lie before it looks like a slip."""


@dataclass(frozen=True)
class Slot:
    """A weekly meeting on a day of the term."""

    day: date
    meeting: Meeting


@dataclass(frozen=True)
class Event:
    """An entry with its date (schema.org Event). `end` is None where only the start is known.

    `number` counts the entries of a numbered kind by date, from 1. `apart` says that hours or place are
    not those of the weekly meeting, so that pages must tell them.
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
    """One meeting day of a week: its events, and whether and why it is a day off. `day` is None outside the term."""

    day: date | None
    events: tuple[Event, ...]
    off: DayOff | None


@dataclass(frozen=True)
class Week:
    """One week of the term, numbered from 1, with a cell for each weekday of the pattern."""

    number: int
    monday: date
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Calendar:
    """Everything of a course that has a date, in the order of time, and what does not fit."""

    events: tuple[Event, ...]
    deadlines: tuple[Deadline, ...]
    weeks: tuple[Week, ...]
    columns: tuple[date, ...]
    """A day of the first week for each weekday of the pattern: the heads of the week table."""
    zone: datetime
    """The start of the term's first day, for the name of the time zone."""
    findings: tuple[Finding, ...]


def calendar(course: Course) -> Calendar:
    """Pours the entries of a course over its meetings, and dates its assignments."""
    slots = meetings(course)
    taken, findings = _pour(course, slots)
    events = _events(course, taken)
    deadlines = tuple(sorted(_deadlines(course, events), key=lambda deadline: (_moment(deadline.due))))
    weekdays = sorted({day for meeting in course.meetings for day in meeting.days})
    monday = course.term.start - timedelta(days=course.term.start.weekday())
    return Calendar(
        events,
        deadlines,
        tuple(_weeks(course, slots, events, weekdays)),
        tuple(monday + timedelta(days=day) for day in weekdays),
        _at(course, course.term.start, time.min),
        (*findings, *_due_findings(course, events)),
    )


def event(calendar: Calendar, entry_id: str) -> Event:
    """The event of one entry; raises KeyError where there is none."""
    return {event.entry.id: event for event in calendar.events}[entry_id]


def key_dates(course: Course, calendar: Calendar, part: str | None = None) -> tuple[KeyDate, ...]:
    """What is due and what counts toward the grade, in order of time; with `part`, of that part of the grade alone."""
    due = [KeyDate(deadline.due, deadline=deadline) for deadline in calendar.deadlines]
    held = [KeyDate(event.start, event=event) for event in calendar.events if event.entry.part]
    chosen = [date for date in due + held if part in (None, date.part)]
    return tuple(sorted(chosen, key=lambda date: _moment(date.when)))


def days_off(course: Course) -> dict[date, DayOff]:
    """The days without meetings, each with the first line of `days_off` that names it."""
    off: dict[date, DayOff] = {}
    for entry in course.days_off:
        for day in _days(entry.date.first, entry.date.last):
            off.setdefault(day, entry)
    return off


def meetings(course: Course) -> tuple[Slot, ...]:
    """The meetings of the term that are not on a day off, in order of time."""
    off = days_off(course)
    slots = (
        Slot(day, meeting)
        for day in _days(course.term.start, course.term.end)
        for meeting in sorted(course.meetings, key=lambda meeting: meeting.time.start)
        if day.weekday() in meeting.days and day not in off
    )
    return tuple(slots)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


# --- pouring -------------------------------------------------------------------------------------------------------


def _pour(course: Course, slots: tuple[Slot, ...]) -> tuple[dict[int, tuple[date, Slot | None]], list[Finding]]:
    """For each entry, by its place in the schedule: its day, and the meeting that it takes."""
    pinned, findings = _pin(course, slots)
    used = {id(slot) for _, slot in pinned.values()}
    free = [slot for slot in slots if id(slot) not in used]
    floating = [n for n, entry in enumerate(course.schedule) if entry.date is None]
    taken = pinned | {n: (slot.day, slot) for n, slot in zip(floating, free, strict=False)}
    return taken, [*findings, *_fit(course, floating, free)]


def _pin(course: Course, slots: tuple[Slot, ...]) -> tuple[dict[int, tuple[date, Slot | None]], list[Finding]]:
    pinned: dict[int, tuple[date, Slot | None]] = {}
    owners: dict[int, Entry] = {}
    findings = []
    for n, entry in enumerate(course.schedule):
        if entry.date is None:
            continue
        today = [slot for slot in slots if slot.day == entry.date]
        free = [slot for slot in today if id(slot) not in owners]
        where = ("schedule", n, "date")
        if free and (entry.time is None or _overlap(entry.time, free[0].meeting.time)):
            owners[id(free[0])] = entry
            pinned[n] = (entry.date, free[0])
        elif entry.time is not None:
            pinned[n] = (entry.date, None)
            if not course.term.start - GRACE <= entry.date <= course.term.end + GRACE:
                findings.append(Finding(where, _far(course, entry.date), warning=True))
        elif today:
            text = f"the meeting of {_day(entry.date)} is already taken by `{owners[id(today[0])].id}`"
            findings.append(Finding(where, f"{text}; write another date, or give this entry a `time` of its own"))
        else:
            findings.append(Finding(where, _no_meeting(course, slots, entry.date)))
    return pinned, findings


def _overlap(one: Hours, other: Hours) -> bool:
    late = time.max
    return one.start < (other.end or late) and other.start < (one.end or late)


def _no_meeting(course: Course, slots: tuple[Slot, ...], day: date) -> str:
    off = days_off(course).get(day)
    if off:
        reason = f" ({off.reason})" if off.reason else ""
        return f"{_day(day)} is a day off{reason}; write another date, or give the entry a `time` of its own"
    if not course.term.start <= day <= course.term.end:
        return f"{_day(day)} is outside the term; write a date from {course.term.start} to {course.term.end}"
    earlier = [slot.day for slot in slots if slot.day < day][-1:]
    later = [slot.day for slot in slots if slot.day > day][:1]
    choices = " or ".join(f"{near} ({weekday(near)})" for near in earlier + later)
    return f"there is no meeting on {_day(day)}; write {choices}, or give the entry a `time` of its own"


def _far(course: Course, day: date) -> str:
    return f"{_day(day)} is far outside the term ({course.term.start} to {course.term.end}); check the year and the month"


def _fit(course: Course, floating: list[int], free: list[Slot]) -> Iterator[Finding]:
    if len(floating) > len(free):
        homeless = [course.schedule[n].id for n in floating[len(free) :]]
        text = f"no meeting is left for {_names(homeless)}; drop a day from `days_off`, an entry, or end the term later"
        yield Finding(("schedule", floating[len(free)]), text)
    elif len(free) > len(floating):
        days = [_day(slot.day) for slot in free[len(floating) :]]
        text = f"no entry is left for the meetings of {_names(days)}; add entries, or list the days under `days_off`"
        yield Finding(("schedule", len(course.schedule) - 1), text, warning=True)


def _names(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown


def _day(day: date) -> str:
    return f"{weekday(day)} {day}"


# --- dating --------------------------------------------------------------------------------------------------------


def _events(course: Course, taken: Mapping[int, tuple[date, Slot | None]]) -> tuple[Event, ...]:
    known, counted = kinds(course), Counter[str]()
    events = []
    order = sorted(taken, key=lambda n: (taken[n][0], _hours(course, n, taken[n][1], known).start, n))
    for n in order:
        entry, (day, slot) = course.schedule[n], taken[n]
        kind = known.get(entry.kind, Kind())
        counted[entry.kind] += 1
        hours = _hours(course, n, slot, known)
        place = entry.place or kind.place or (slot.meeting.place if slot else None)
        events.append(
            Event(
                entry,
                kind,
                counted[entry.kind] if kind.numbered else None,
                _at(course, day, hours.start),
                _at(course, day, hours.end) if hours.end else None,
                place,
                slot is None or (hours, place) != (slot.meeting.time, slot.meeting.place),
            )
        )
    return tuple(events)


def _hours(course: Course, n: int, slot: Slot | None, known: Mapping[str, Kind]) -> Hours:
    entry = course.schedule[n]
    own = entry.time or known.get(entry.kind, Kind()).time
    if own is None:
        assert slot is not None, "an entry without a meeting has hours of its own"
        return slot.meeting.time
    return own


def _at(course: Course, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(course.timezone))


def _deadlines(course: Course, events: tuple[Event, ...]) -> Iterator[Deadline]:
    for assignment in course.assignments:
        hour = assignment.due.hour or course.due_time
        due = _at(course, assignment.due.day, hour) if hour else assignment.due.day
        yield Deadline(assignment, course.part(assignment.part), _released(assignment.released, events), due)


def _released(released: Released | None, events: tuple[Event, ...]) -> date | datetime | None:
    if released is None or released.day:
        return released.day if released else None
    return next((event.start for event in events if event.entry.id == released.entry), None)


def _moment(when: date | datetime, unknown: time = time.max) -> tuple[date, time]:
    """A sort key: what has no hour counts as at the hour `unknown`, else as last on its day."""
    return (when.date(), when.time()) if isinstance(when, datetime) else (when, unknown)


def _due_findings(course: Course, events: tuple[Event, ...]) -> Iterator[Finding]:
    for n, deadline in enumerate(_deadlines(course, events)):
        where, due = ("assignments", n, "due"), _moment(deadline.due)
        if deadline.released and due < _moment(deadline.released, time.min):
            day = _day(_moment(deadline.released)[0])
            text = f"{_day(due[0])} is before the release on {day}; write a later date, or release it earlier"
            yield Finding(where, text)
        elif not course.term.start - GRACE <= due[0] <= course.term.end + GRACE:
            yield Finding(where, _far(course, due[0]), warning=True)


# --- weeks ---------------------------------------------------------------------------------------------------------


def _weeks(course: Course, slots: tuple[Slot, ...], events: tuple[Event, ...], weekdays: list[int]) -> Iterator[Week]:
    term, off = course.term, days_off(course)
    last = max([term.end, *(event.start.date() for event in events)])
    first = min([term.start, *(event.start.date() for event in events)])
    start = term.start - timedelta(days=term.start.weekday())
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        cells = []
        for column, day_of_week in enumerate(weekdays):
            begin = monday if column == 0 else monday + timedelta(days=day_of_week)
            end = monday + timedelta(days=weekdays[column + 1] if column + 1 < len(weekdays) else 7)
            inside = tuple(event for event in events if begin <= event.start.date() < end)
            day = monday + timedelta(days=day_of_week)
            in_term = term.start <= day <= term.end
            cells.append(Cell(day if in_term or inside else None, inside, off.get(day) if in_term else None))
        yield Week((monday - start).days // 7 + 1, monday, tuple(cells))
        monday += timedelta(days=7)
