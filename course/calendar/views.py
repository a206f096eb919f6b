"""The shapes in which a schedule is shown: weeks with their weekdays, lists by group or week, days by the hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from course.calendar.items import Calendar, Deadline, DueTime, Event, is_for
from course.calendar.outline import WHOLE, Where
from course.calendar.slots import days_off, first_of_week, meetings, week_of, week_start
from course.calendar.timing import Timing
from course.model.entries import Entry, Group
from course.model.pattern import DayOff

BY_DATE = ("date", "time", "classes", "moved_from", "place", "note")
"""What a row of a list tells beside each of its dates."""


@dataclass(frozen=True)
class Mark:
    """One of the times of an assignment in the schedule: `released`, `opens`, `due` or `closes`; `work` has no time."""

    what: str
    timing: Timing
    deadline: Deadline
    due: DueTime | None = None


@dataclass(frozen=True)
class Cell:
    """What stands under one weekday in a week.

    `day` is None outside the term. `away` are events that were on these days before and have moved elsewhere.
    """

    day: date | None
    events: tuple[Event, ...]
    off: tuple[DayOff, ...]
    away: tuple[Event, ...]


@dataclass(frozen=True)
class Week:
    """One week of the term, numbered from 1, with a cell for each column.

    `strips` are events of several days, or of no certain one; `running` is work that was handed out before the week
    and is due after it; `groups` begin in this week.
    """

    number: int
    first: date
    last: date
    cells: tuple[Cell, ...]
    strips: tuple[Event, ...]
    marks: tuple[Mark, ...]
    running: tuple[Deadline, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Table:
    """All weeks; `columns` are days of one week, one for each weekday; `rest` has no place in any week."""

    columns: tuple[date, ...]
    weeks: tuple[Week, ...]
    rest: tuple[Event, ...]
    later: tuple[Mark, ...]

    @property
    def has_marks(self) -> bool:
        """Whether any week has something to hand in or to take up."""
        return any(week.marks or week.running for week in self.weeks)


@dataclass(frozen=True)
class Row:
    """A line of a list: an entry with its events, one for each section or sitting; or a mark; or days off."""

    day: date | None
    events: tuple[Event, ...] = ()
    mark: Mark | None = None
    off: DayOff | None = None


@dataclass(frozen=True)
class Block:
    """A part of a list under a heading: a group, at a depth from 0, or a week."""

    group: Group | None
    depth: int
    week: int | None
    first: date | None
    last: date | None
    rows: tuple[Row, ...]
    running: tuple[Deadline, ...] = ()


@dataclass(frozen=True)
class Hour:
    """The events that start at one time of a day: one cell that spans all tracks, or a cell for each track."""

    first: Event
    cells: tuple[tuple[Event, ...], ...]
    span: int


@dataclass(frozen=True)
class Day:
    """One day by the hour; `groups` begin on it, `tracks` are the names of those that run side by side."""

    day: date
    groups: tuple[Group, ...]
    tracks: tuple[str, ...]
    hours: tuple[Hour, ...]
    marks: tuple[Mark, ...] = ()


def view(calendar: Calendar, section: str | None) -> str:
    """The shape that suits a course where none is asked for."""
    if not any(event.timing.day or event.timing.weeks for event in calendar.events):
        return "list"
    if any(group.date for group in calendar.groups.values()):
        return "days"
    return "list" if section is None and calendar.sections != (WHOLE,) else "weeks"


def marks(calendar: Calendar, section: str | None = None) -> tuple[Mark, ...]:
    """All times of assignments in order; a release that an entry presents at that time is left to the entry."""
    found = [mark for deadline in calendar.deadlines if is_for(deadline, section) for mark in _marks(deadline)]
    presented = {(event.entry.assignment, event.timing.start) for event in calendar.events if event.entry.assignment}
    kept = [mark for mark in found if mark.what != "released" or (_id(mark), mark.timing.start) not in presented]
    return tuple(sorted(kept, key=lambda mark: mark.timing.order(time.max)))


def kinds(calendar: Calendar, section: str | None = None, group: str | None = None) -> tuple[str, ...]:
    """The kinds of entries in the schedule, in their order; `due` at the end where it shows assignments, too."""
    found = dict.fromkeys(event.entry.kind for event in _shown(calendar, section, group))
    return (*found, "due") if not group and marks(calendar, section) else (*found,)


def missed(calendar: Calendar, section: str | None = None) -> Iterator[tuple[date, tuple[DayOff, ...]]]:
    """The days of the term on which a meeting would be and is not, with what says so, in order."""
    course, names = calendar.course, calendar.sections if section is None else (section,)
    weekdays = {day for name in names for meeting in meetings(course, name) for day in meeting.days}
    for day, items in sorted(_off(calendar, section).items()) if course.term.start else ():
        if course.term.start <= day <= course.term.end and day.weekday() in weekdays:
            yield day, items


def running(calendar: Calendar, first: date, last: date, section: str | None = None) -> tuple[Deadline, ...]:
    """The work that goes on all days from `first` to `last`: handed out before, and due after."""
    found = (item for item in calendar.deadlines if is_for(item, section) and _runs(item, first, last))
    return tuple({item.assignment.id: item for item in found}.values())


def weeks(calendar: Calendar, section: str | None = None, group: str | None = None) -> Table:
    """The schedule as a table of weeks, for one section or for all; with `group`, its entries alone."""
    course = calendar.course
    events = _shown(calendar, section, group)
    dated = () if group else marks(calendar, section)
    days = [day for event in events for day in (event.timing.day, event.timing.last, *_old_days(event)) if day]
    days += [mark.timing.day for mark in dated if mark.timing.day]
    days += [course.term.start, course.term.end] if course.term.start and not group else []
    if not days or course.term.start is None:
        return Table((), (), tuple(events), dated)
    frame = _frame(calendar, section, events, dated)
    loose = [event.timing.weeks for event in events] + [mark.timing.weeks for mark in dated]
    numbers = [week_of(course, day) for day in (min(days), max(days))]
    numbers += [number for both in loose if both for number in both]
    numbers = range(min(numbers), max(numbers) + 1)
    found = [_week(frame, number) for number in numbers]
    found = [week for week in found if week.cells or week.strips or week.marks]
    columns = tuple(first_of_week(course, 1) + timedelta(days=n) for n in frame.columns)
    rest = tuple(event for event in events if not event.timing.day and not isinstance(event.timing.start, date))
    later = tuple(mark for mark in dated if not mark.timing.day and not isinstance(mark.timing.start, date))
    return Table(columns, tuple(found), rest, later)


def blocks(calendar: Calendar, section: str | None = None, group: str | None = None) -> tuple[Block, ...]:
    """The schedule as a list: by its groups where it has some, else by week; with `group`, that group alone."""
    events = [event for event in calendar.events if is_for(event, section)]
    if calendar.groups:
        found = _group_blocks(calendar, events, section)
        return _inside(calendar, found, group) if group else tuple(block for _, block in found)
    return tuple(_week_blocks(calendar, events, section))


def programme(
    calendar: Calendar, section: str | None = None, group: str | None = None
) -> tuple[tuple[Day, ...], tuple[Event, ...], tuple[Mark, ...]]:
    """The schedule day by day, then the events and the work without a day; with `group`, its entries alone."""
    events = _shown(calendar, section, group)
    dated = () if group else marks(calendar, section)
    by_day: dict[date | None, tuple[list[Event], list[Mark]]] = {}
    for event in events:
        by_day.setdefault(event.timing.day, ([], []))[0].append(event)
    for mark in dated:
        by_day.setdefault(mark.timing.day, ([], []))[1].append(mark)
    loose = by_day.pop(None, ([], []))
    started: set[Where] = set()
    shown = tuple(_day(calendar, day, *by_day[day], started) for day in sorted(by_day))
    return shown, tuple(loose[0]), tuple(loose[1])


def _shown(calendar: Calendar, section: str | None, group: str | None) -> list[Event]:
    """The events of one section or of all, in one group or in all."""
    events = [event for event in calendar.events if is_for(event, section)]
    path = _path(calendar, group) if group else ()
    return [event for event in events if event.where[: len(path)] == path or not path]


def _path(calendar: Calendar, group: str) -> Where:
    return next(path for path, item in calendar.groups.items() if item.id == group)


def _marks(deadline: Deadline) -> Iterator[Mark]:
    for what in ("released", "opens"):
        timing = getattr(deadline, what)
        if timing:
            yield Mark(what, timing, deadline)
    for due in deadline.dues:
        yield Mark("due", due.timing, deadline, due)
    if deadline.closes:
        yield Mark("closes", deadline.closes, deadline)


def _id(mark: Mark) -> str:
    return mark.deadline.assignment.id


def _runs(item: Deadline, first: date, last: date) -> bool:
    begin, end = item.released or item.opens, item.due or item.closes
    return bool(begin and end and begin.day and end.day) and begin.day < first and last < end.day


def _columns(calendar: Calendar, section: str | None, events: list[Event]) -> list[int]:
    """The columns of a table, as days after the first day of a week."""
    names = calendar.sections if section is None else (section,)
    weekdays = {day for name in names for meeting in meetings(calendar.course, name) for day in meeting.days}
    weekdays = weekdays or {event.timing.day.weekday() for event in events if event.timing.is_one_day}
    return sorted((day - calendar.course.term.week_start) % 7 for day in weekdays)


def _off(calendar: Calendar, section: str | None) -> dict[date, tuple[DayOff, ...]]:
    """The days off that are shown: those of the section, or those that all sections have."""
    names = calendar.sections if section is None else (section,)
    several = [days_off(calendar.course, name) for name in names]
    common = {day: items for day, items in several[0].items() if all(day in other for other in several)}
    shown = {day: tuple(item for item in items if item.show) for day, items in common.items()}
    return {day: items for day, items in shown.items() if items}


def _old_days(event: Event) -> list[date]:
    return [timing.day for timing in event.moved if timing.day]


@dataclass
class _Frame:
    """What a table of weeks is made from: its columns, and everything by the number of its week."""

    calendar: Calendar
    section: str | None
    columns: list[int]
    off: dict[date, tuple[DayOff, ...]]
    events: dict[int, list[Event]] = field(default_factory=dict)
    strips: dict[int, list[Event]] = field(default_factory=dict)
    away: dict[int, list[tuple[date, Event]]] = field(default_factory=dict)
    marks: dict[int, list[Mark]] = field(default_factory=dict)
    started: set[Where] = field(default_factory=set)


def _frame(calendar: Calendar, section: str | None, events: list[Event], dated: tuple[Mark, ...]) -> _Frame:
    course = calendar.course
    frame = _Frame(calendar, section, _columns(calendar, section, events), _off(calendar, section))
    for event in events:
        if event.timing.is_one_day:
            frame.events.setdefault(week_of(course, event.timing.day), []).append(event)
        else:
            for number in _weeks_of(calendar, event.timing):
                frame.strips.setdefault(number, []).append(event)
        for day in _old_days(event):
            frame.away.setdefault(week_of(course, day), []).append((day, event))
    for mark in dated:
        for number in _weeks_of(calendar, mark.timing)[-1:]:
            frame.marks.setdefault(number, []).append(mark)
    return frame


def _weeks_of(calendar: Calendar, timing: Timing) -> list[int]:
    if timing.weeks:
        return [*range(timing.weeks[0], timing.weeks[1] + 1)]
    ends = [[week_of(calendar.course, day) for day in (span.first, span.last)] for span in timing.days]
    return sorted({number for first, last in ends for number in range(first, last + 1)})


def _week(frame: _Frame, number: int) -> Week:
    calendar, term = frame.calendar, frame.calendar.course.term
    first = first_of_week(calendar.course, number)
    last = first + timedelta(days=6)
    events, strips = frame.events.get(number, []), frame.strips.get(number, [])
    in_term = term.start is None or (first <= term.end and term.start <= last)
    cells = tuple(_cells(frame, number, first)) if in_term or events or number in frame.away else ()
    begun = {path: calendar.groups[path] for event in (*strips, *events) for path in event.groups}
    begun = {path: group for path, group in begun.items() if path not in frame.started}
    frame.started |= begun.keys()
    return Week(
        number,
        first,
        last,
        cells,
        tuple(strips),
        tuple(frame.marks.get(number, ())),
        running(calendar, first, last, frame.section),
        tuple(begun.values()),
    )


def _cells(frame: _Frame, number: int, first: date) -> Iterator[Cell]:
    """The cells of a week; what is beside the columns stands with the column before it, or with the first."""
    term = frame.calendar.course.term
    days = [first + timedelta(days=n) for n in frame.columns]
    for n, day in enumerate(days):
        begin = day if n else first
        end = days[n + 1] if n + 1 < len(days) else first + timedelta(days=7)
        inside = tuple(event for event in frame.events.get(number, ()) if begin <= event.timing.day < end)
        moved = tuple(event for old, event in frame.away.get(number, ()) if begin <= old < end)
        in_term = term.start is None or term.start <= day <= term.end
        off = frame.off.get(day, ()) if in_term else ()
        yield Cell(day if in_term or inside or moved else None, inside, off, moved)


def _week_blocks(calendar: Calendar, events: list[Event], section: str | None) -> Iterator[Block]:
    dated = marks(calendar, section)
    rows = [*_entry_rows(events), *(Row(mark.timing.day, mark=mark) for mark in dated), *_off_rows(calendar, section)]
    placed: dict[int, list[Row]] = {}
    for row in rows:
        number = _week_of_row(calendar, row)
        if number is not None:
            placed.setdefault(number, []).append(row)
    for number in range(min(placed), max(placed) + 1) if placed else ():
        first = first_of_week(calendar.course, number)
        last = first + timedelta(days=6)
        inside = tuple(sorted(placed.get(number, ()), key=_row_order))
        term = calendar.course.term
        if inside or (term.start and term.start <= last and first <= term.end):
            yield Block(None, 0, number, first, last, inside, running(calendar, first, last, section))
    rest = tuple(row for row in rows if _week_of_row(calendar, row) is None)
    if rest:
        yield Block(None, 0, None, None, None, rest)


def _week_of_row(calendar: Calendar, row: Row) -> int | None:
    if calendar.course.term.start is None:
        return None
    if row.day:
        return week_of(calendar.course, row.day)
    timing = row.mark.timing if row.mark else row.events[0].timing if row.events else None
    return timing.weeks[0] if timing and timing.weeks else None


def _row_order(row: Row) -> tuple[date, int, time]:
    """By day, days off first, then by the hour, work last; what is in some week comes before, what has no day after."""
    timing = row.mark.timing if row.mark else row.events[0].timing if row.events else Timing()
    hour = timing.start.time() if isinstance(timing.start, datetime) else time.min
    return (row.day or (date.min if timing.weeks else date.max), 0 if row.off else 2 if row.mark else 1, hour)


def _entry_rows(events: list[Event]) -> list[Row]:
    """One row for each entry, with all its events; sections for which more than its date differs have their own."""
    rows: dict[str, list[list[Event]]] = {}
    for event in events:
        known = rows.setdefault(event.entry.id, [])
        same = next((found for found in known if _reads_alike(found[0].entry, event.entry)), None)
        if same is None:
            known.append([event])
        else:
            same.append(event)
    return [Row(found[0].timing.day, tuple(found)) for several in rows.values() for found in several]


def _reads_alike(one: Entry, other: Entry) -> bool:
    return one is other or one == other.model_copy(update={name: getattr(one, name) for name in BY_DATE})


def _off_rows(calendar: Calendar, section: str | None) -> list[Row]:
    """One row for each day off, or for days in a row with one reason, where a meeting would have been."""
    seen, rows = set(), []
    for day, items in missed(calendar, section):
        for item in items:
            if (item, week_start(calendar.course, day)) not in seen:
                seen.add((item, week_start(calendar.course, day)))
                rows.append(Row(day, off=item))
    return rows


def _group_blocks(calendar: Calendar, events: list[Event], section: str | None) -> list[tuple[Where, Block]]:
    """The groups in the order of the schedule, each with its entries, its work, and the days off that fall in it."""
    order = [*dict.fromkeys(path for where in _paths(calendar) for path in where)]
    by_group: dict[Where, list[Row]] = {path: [] for path in order}
    for row in sorted(_entry_rows(events), key=lambda row: row.events[0].where):
        by_group[(row.events[0].groups or ((),))[-1]].append(row)
    first_days = {path: min((row.day for row in rows if row.day), default=None) for path, rows in by_group.items()}
    named = {name: path for path in order for name in (calendar.groups[path].assignments if path else ())}
    loose = [Row(mark.timing.day, mark=mark) for mark in marks(calendar, section)] + _off_rows(calendar, section)
    loose += [Row(None, mark=mark) for mark in _undated(calendar, section, named)]
    for row in loose:
        by_group[_home(calendar, row, named, first_days, order)].append(row)
    found = []
    for path in order:
        rows = tuple(_woven(by_group[path]))
        if path or rows:
            group = calendar.groups.get(path)
            days = [row.day for row in rows if row.day and row.events]
            ends = (min(days), max(days)) if days else (None, None)
            found.append((path, Block(group, max(len(path) // 2 - 1, 0), None, *ends, rows)))
    return found


def _paths(calendar: Calendar) -> Iterator[list[Where]]:
    """The paths of all groups, and that of entries outside of them, in the order of the schedule."""
    outside = [event.where for event in calendar.events if not event.groups]
    places = {path: path for path in calendar.groups}
    if outside or not calendar.groups:
        places[()] = min(outside, default=())
    yield from ([path] for path in sorted(places, key=places.__getitem__))


def _home(
    calendar: Calendar,
    row: Row,
    named: dict[str, Where],
    first_days: dict[Where, date | None],
    order: list[Where],
) -> Where:
    """The group of a mark or of a day off: the one that names the work, else the one whose days it falls in."""
    for name in _names(calendar, row.mark.deadline) if row.mark else ():
        if name in named:
            return named[name]
    weeks = row.mark.timing.weeks if row.mark else None
    for path in order if weeks else ():
        if path and calendar.groups[path].weeks == str(weeks[0]):
            return path
    dated = [(day, path) for path, day in first_days.items() if day]
    if not dated or row.day is None:
        return order[-1]
    before = [item for item in dated if item[0] <= row.day]
    return max(before)[1] if before else min(dated)[1]


def _names(calendar: Calendar, deadline: Deadline) -> list[str]:
    """The names by which a group may mean an assignment: its own, its project's, that of its repetition."""
    project = [deadline.project.id] if deadline.project else []
    return [deadline.assignment.id, *project, calendar.course.assignments[deadline.where[1]].id]


def _undated(calendar: Calendar, section: str | None, named: dict[str, Where]) -> Iterator[Mark]:
    """The work without any date that a group names."""
    for deadline in calendar.deadlines:
        if is_for(deadline, section) and not [*_marks(deadline)] and {*_names(calendar, deadline)} & named.keys():
            yield Mark("work", Timing(), deadline)


def _woven(rows: list[Row]) -> Iterator[Row]:
    """Entries in their own order, with days off and work put in by date."""
    entries = [row for row in rows if row.events]
    others = sorted((row for row in rows if not row.events), key=_row_order)
    for row in entries:
        while others and others[0].day and row.day and _row_order(others[0]) < _row_order(row):
            yield others.pop(0)
        yield row
    yield from others


def _inside(calendar: Calendar, found: list[tuple[Where, Block]], group: str) -> tuple[Block, ...]:
    path = _path(calendar, group)
    return tuple(block for where, block in found if where[: len(path)] == path)


def _day(calendar: Calendar, day: date, inside: list[Event], dated: list[Mark], started: set[Where]) -> Day:
    by_start: dict[time, list[Event]] = {}
    for event in inside:
        hours = event.timing.hours
        start = (hours.start or time.max) if hours else time.min  # what is to be announced comes last
        by_start.setdefault(start, []).append(event)
    begun = {path: calendar.groups[path] for event in inside for path in event.groups if path not in started}
    started |= begun.keys()
    tracks = tuple(dict.fromkeys(event.entry.track for event in inside if event.entry.track))
    hours = tuple(hour for start in sorted(by_start) for hour in _hours(by_start[start], tracks))
    return Day(day, tuple(begun.values()), tracks, hours, tuple(dated))


def _hours(events: list[Event], tracks: tuple[str, ...]) -> Iterator[Hour]:
    common = tuple(event for event in events if not event.entry.track)
    if common:
        yield Hour(common[0], (common,), max(len(tracks), 1))
    if len(common) < len(events):
        cells = tuple(tuple(event for event in events if event.entry.track == track) for track in tracks)
        yield Hour(next(cell for cell in cells if cell)[0], cells, 1)
