"""A course in time: its events and its deadlines, each with the sections that it is for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from course.calendar.outline import Line, Task, Where, in_section, lasting
from course.calendar.pour import Placed, far_outside, written
from course.calendar.resolve import Dates, Unresolved, counting, moment, place, told
from course.calendar.slots import first_of_week
from course.calendar.timing import Timing, at, exists, on
from course.model.course import Course, Kind
from course.model.entries import Entry, Group
from course.model.grades import Part
from course.model.pattern import Meeting
from course.model.people import Room
from course.model.values import Hours, Span
from course.model.when import When
from course.model.work import Assignment, Due
from course.problems import Finding

Usual = tuple[tuple[Hours | None, ...], tuple[str | None, ...]]
"""The hours and the place that all meetings of a weekday have; empty where they differ."""

NOTHING: Usual = ((), ())

NO_DAY = "cannot be worked out, since what it is counted from has no day; write a date"


@dataclass(frozen=True)
class Event:
    """An entry with its date (schema.org Event), for some sections; `sections` are none where it is for all.

    `number` is its own, or counts the entries of a numbered kind by date, from 1, where there are several. `sitting`
    says which of its several days this is, from 1. `moved` are the days it was on before. `own_hours` and `own_place`
    say that its weekday does not tell them, so that pages must.
    """

    entry: Entry
    where: Where
    groups: tuple[Where, ...]
    kind: Kind
    number: str | None
    sections: tuple[str, ...]
    timing: Timing
    place: str | None
    meeting: Meeting | None
    note: str | None
    sitting: tuple[int, int]
    moved: tuple[Timing, ...]
    own_hours: bool
    own_place: bool

    @property
    def anchor(self) -> str:
        """The anchor of the event on a page."""
        return self.entry.id if self.sitting[0] == 1 else f"{self.entry.id}-{self.sitting[0]}"

    @property
    def rooms(self) -> tuple[Room, ...]:
        """Who sits where: what the entry says, or its kind."""
        return self.entry.rooms or self.kind.rooms

    @property
    def mode(self) -> str | None:
        """How people meet: what the entry says, or its meeting."""
        return self.entry.mode or (self.meeting.mode if self.meeting else None)

    @property
    def join(self) -> str | None:
        """The key of the address to join at."""
        return self.entry.join or (self.meeting.join if self.meeting else None)


@dataclass(frozen=True)
class DueTime:
    """One of the times at which something is due, with the percent of the credit that is given until then."""

    timing: Timing
    due: Due


@dataclass(frozen=True)
class Deadline:
    """An assignment with its dates, for some sections; `sections` are none where it is for all.

    `released`, `opens` and `closes` are None where nothing is said; `was` are the due dates before.
    """

    assignment: Assignment
    where: Where
    project: Assignment | None
    part: Part | None
    kind: Kind
    number: str | None
    sections: tuple[str, ...]
    released: Timing | None
    opens: Timing | None
    dues: tuple[DueTime, ...]
    closes: Timing | None
    was: tuple[Timing, ...]

    @property
    def due(self) -> Timing | None:
        """The first due time; None where there is none."""
        return self.dues[0].timing if self.dues else None


@dataclass(frozen=True)
class Calendar:
    """Everything of a course that has a date, in the order of time, and what does not fit.

    Events without a day come last, in the order of the schedule. `sections` are the names of the sections, with the
    single one WHOLE where there are none. `released` says when materials come out, by their identity.
    """

    course: Course
    sections: tuple[str, ...]
    groups: dict[Where, Group]
    events: tuple[Event, ...]
    deadlines: tuple[Deadline, ...]
    released: dict[int, Timing]
    findings: tuple[Finding, ...]

    @property
    def edges(self) -> tuple[datetime, ...]:
        """The noons of the term's first and last day, whose zones may have different names; none without dates."""
        term = self.course.term
        return tuple(at(self.course, day, time(12)) for day in (term.start, term.end) if day)


@dataclass(frozen=True)
class KeyDate:
    """A line among the important dates: something due, or an event that counts toward the grade."""

    timing: Timing
    deadline: Deadline | None = None
    event: Event | None = None

    @property
    def part(self) -> str | None:
        """The id of the part of the grade that it belongs to."""
        return self.deadline.assignment.part if self.deadline else self.event.entry.part


def calendar(course: Course) -> Calendar:
    """Pours the entries of a course over its meetings, and dates its assignments."""
    dates = place(course)
    findings = dates.poured.findings
    events = _numbered(_in_order(_events(dates)))
    deadlines = tuple(deadline for task in dates.poured.outline.tasks for deadline in _deadlines(dates, task, findings))
    deadlines = _numbered(sorted(deadlines, key=lambda deadline: _due(deadline).order(time.max)))
    released = dict(_released(dates, findings))
    findings += [*_due_findings(course, deadlines), *_hour_findings(events, deadlines)]
    return Calendar(
        course,
        dates.poured.outline.sections,
        dates.poured.outline.groups,
        tuple(event for event in events if not event.entry.draft),
        tuple(deadline for deadline in deadlines if not deadline.assignment.draft),
        released,
        tuple(dict.fromkeys(findings)),
    )


def event(calendar: Calendar, entry_id: str) -> Event:
    """The first event of one entry; raises KeyError where there is none."""
    return {event.entry.id: event for event in reversed(calendar.events)}[entry_id]


def events_of(calendar: Calendar, entry_id: str) -> tuple[Event, ...]:
    """All events of one entry, one for each sitting or section."""
    return tuple(event for event in calendar.events if event.entry.id == entry_id)


def key_dates(calendar: Calendar, part: str | None = None, section: str | None = None) -> tuple[KeyDate, ...]:
    """What is due and what counts toward the grade, in order of time.

    With `part`, that of one part of the grade and of the parts that it is made of; with `section`, that of one section.
    """
    due = [KeyDate(_due(item), deadline=item) for item in calendar.deadlines if item.dues or _has_more(calendar, item)]
    held = [
        KeyDate(event.timing, event=event) for event in calendar.events if event.entry.part and event.sitting[0] == 1
    ]
    chosen = [date for date in due + held if part is None or date.part in _parts(calendar.course, part)]
    chosen = [date for date in chosen if is_for(date.deadline or date.event, section)]
    return tuple(sorted(chosen, key=lambda date: date.timing.order(time.max)))


def _has_more(calendar: Calendar, item: Deadline) -> bool:
    """Whether something without a due date has anything to show; a project may consist of its milestones alone."""
    own = item.assignment
    return not own.milestones or bool(own.note or own.hand_in or calendar.course.group(own.id))


def dates_of(calendar: Calendar, assignment_id: str) -> tuple[KeyDate, ...]:
    """The dates of one assignment and of its milestones."""
    found = [item for item in calendar.deadlines if _is_of(item, assignment_id)]
    own = [item for item in found if item.assignment.id == assignment_id]
    return tuple(KeyDate(_due(item), deadline=item) for item in (*own, *(item for item in found if item not in own)))


def _is_of(deadline: Deadline, assignment_id: str) -> bool:
    project = deadline.project.id if deadline.project else None
    return assignment_id in (deadline.assignment.id, project)


def _parts(course: Course, name: str) -> set[str]:
    """The ids of a part of the grade and of all that it is made of."""
    part = course.part(name)
    return {name}.union(*(_parts(course, inner.id) for inner in part.parts)) if part else {name}


def is_for(item: Event | Deadline, section: str | None) -> bool:
    """Whether an event or a deadline is for a section; everything is for None."""
    return section is None or not item.sections or section in item.sections


def _events(dates: Dates) -> Iterator[Event]:
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
                same = next((sections for other, sections in found if other == event), None)
                if same is None:
                    found.append((event, [name]))
                else:
                    same.append(name)
        for event, sections in found:
            for_all = sections == [*names]
            yield event if for_all else replace(event, sections=tuple(sections))


def _held(dates: Dates, line: Line, placed: Placed, usual: dict[tuple[int, tuple[str, ...]], Usual]) -> Iterator[Event]:
    course, entry = dates.course, placed.entry
    kind = dates.poured.kinds.get(entry.kind, Kind())
    slot = placed.slots[0] if placed.slots else None
    meeting = slot.meeting if slot else None
    where = entry.place or kind.place or (meeting.place if meeting else None)
    moved = tuple(on(course, when.days, Hours(when.hour) if when.hour else None) for when in entry.moved_from)
    timings = [on(course, (Span(day, day),), hours) for day, hours in placed.days]
    timings = timings or [_loose(course, placed, entry, kind)]
    for n, timing in enumerate(timings, 1):
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
            (n, len(timings)),
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


def timing_of(course: Course, when: When, hours: Hours | None) -> Timing:
    """The timing of a date that is counted from nothing."""
    if when.days:
        return on(course, when.days, hours)
    if when.week and course.term.start:
        first, last = (first_of_week(course, number) for number in when.week)
        if when.weekday is not None:
            return on(course, (Span(first, first),), hours)
        return Timing(weeks=when.week, start=first, end=last)
    if when.week:
        return Timing(weeks=when.week, weekday=when.weekday, hours=hours)
    return Timing(tba=when.tba, about=when.about)


def _in_order(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: _first(event.timing))


def _first(timing: Timing) -> tuple[date, time]:
    if timing.weeks and isinstance(timing.start, date):
        return (timing.start, time.min)
    return timing.order(time.min)


def _numbered(items: list) -> tuple:
    """Events or deadlines with their numbers; those of one thing, in several sections or sittings, have the same."""
    totals = Counter(kind for kind, _ in {(_kind(item), _thing(item).id) for item in items})
    counted: Counter[str] = Counter()
    numbers: dict[str, str | None] = {}
    for item in items:
        thing, kind = _thing(item), _kind(item)
        if thing.id in numbers:
            continue
        own = re.match(r"\d+", thing.number) if thing.number else None
        counted[kind] = int(own[0]) if own else counted[kind] + (not thing.number)
        computed = str(counted[kind]) if item.kind.numbered and totals[kind] > 1 and not thing.draft else None
        numbers[thing.id] = thing.number or computed
    return tuple(replace(item, number=numbers[_thing(item).id]) for item in items)


def _thing(item: Event | Deadline) -> Entry | Assignment:
    return item.entry if isinstance(item, Event) else item.assignment


def _kind(item: Event | Deadline) -> str:
    """The kind by which something is counted."""
    return item.kind.counted_with or _thing(item).kind or ""


def _deadlines(dates: Dates, task: Task, findings: list[Finding]) -> Iterator[Deadline]:
    found: list[tuple[Deadline, list[str]]] = []
    names = dates.poured.outline.sections
    for name in names:
        assignment = in_section(task.assignment, name)
        if assignment is None:
            continue
        deadline = _deadline(dates, task, assignment, name, findings)
        same = next((sections for other, sections in found if other == deadline), None)
        if same is None:
            found.append((deadline, [name]))
        else:
            same.append(name)
    for deadline, sections in found:
        yield deadline if sections == [*names] else replace(deadline, sections=tuple(sections))


def _deadline(dates: Dates, task: Task, item: Assignment, name: str, findings: list[Finding]) -> Deadline:
    course = dates.course

    def timed(key: str, when: When | None, hour: time | None = None) -> Timing | None:
        if when is None or when.none:
            return None
        thing = f"{item.id}.{'due' if key in ('due', 'closes') else 'release'}"
        if (name, thing) in dates.failed:
            return None
        try:
            with counting(dates, thing, name):
                return _timed(dates, when, hour, name)
        except Unresolved as error:
            findings.extend(told(dates, (*task.where, key), item.id, error))
            return None

    dues = ((timed("due", due.date, course.due_time), due) for due in item.due)
    return Deadline(
        item,
        task.where,
        task.project,
        course.part(item.part),
        dates.poured.kinds.get(item.kind or "", Kind()),
        item.number,
        (),
        timed("released", item.released),
        timed("opens", item.opens),
        tuple(DueTime(timing, due) for timing, due in dues if timing),
        timed("closes", item.closes, course.due_time),
        tuple(timing_of(course, when, _hour(when.hour)) for when in item.was),
    )


def _timed(dates: Dates, when: When, hour: time | None, name: str) -> Timing:
    if when.relative or (when.week and when.weekday is not None and dates.course.term.start):
        day, known = moment(dates, when, name)
        return on(dates.course, (Span(day, day),), _hour(known or hour))
    return timing_of(dates.course, when, _hour(when.hour or hour))


def _released(dates: Dates, findings: list[Finding]) -> Iterator[tuple[int, Timing]]:
    """When the materials come out that are held back until some day; without an hour, as that day begins."""
    for key, link in dates.course.links.items():
        kinds = link.items() if isinstance(link, dict) else [(None, (link,))]
        for kind, items in kinds:
            for item in (item for item in items if item.released):
                name = next(iter(item.sections), dates.poured.outline.sections[0])
                try:
                    yield id(item), _timed(dates, item.released, None, name)
                except Unresolved as error:
                    where = ("links", key, kind) if kind else ("links", key)
                    findings.append(Finding((*where, "released"), error.text or NO_DAY))


def _hour(hour: time | None) -> Hours | None:
    return Hours(hour) if hour else None


def _due(deadline: Deadline) -> Timing:
    """What orders an assignment among others."""
    return deadline.due or deadline.closes or Timing()


def _due_findings(course: Course, deadlines: Iterable[Deadline]) -> Iterator[Finding]:
    for deadline in deadlines:
        where, due, released = (*deadline.where, "due"), deadline.due, deadline.released or deadline.opens
        if due is None or due.day is None:
            continue
        far = far_outside(course, due.day)
        if released and released.day and due.order(time.max) < released.order(time.min):
            text = f"{written(due.day)} is before the release on {written(released.day)}"
            yield Finding(where, f"{text}; write a later date, or release it earlier")
        elif far:
            yield Finding(where, far, warning=True)


def _hour_findings(events: Iterable[Event], deadlines: Iterable[Deadline]) -> Iterator[Finding]:
    shown = [((*event.where, "time"), hour) for event in events for hour in (event.timing.start, event.timing.end)]
    shown += [((*deadline.where, "due"), due.timing.start) for deadline in deadlines for due in deadline.dues]
    for where, hour in shown:
        if not exists(hour):
            text = f"there is no {hour:%H:%M} on {written(hour.date())}, since the clocks go forward over it"
            yield Finding(where, f"{text}; write an hour before or after")
