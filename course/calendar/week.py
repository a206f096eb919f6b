"""The week of office hours: who can be met on which weekday, and what stands beside what in a grid of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from math import lcm

from course.calendar.office import OfficeTime, free_days, is_held, single_days
from course.calendar.slots import days
from course.model.course import Course
from course.model.pattern import DayOff
from course.model.people import OfficeHour, Person
from course.model.values import WEEKDAYS, Hours

STEP = 5
"""The minutes of a row of the grid."""

WEEKEND = (5, 6)
"""The weekdays beside Monday on which weeks of people begin, as against those of a term, which begin on any."""

OPEN = 30
"""The minutes that hours without an end take in the grid."""

COLOURS = ("blue", "teal", "purple", "green", "orange", "pink")
"""The colours by which people are told apart, in the order of `staff.yml`."""


@dataclass(frozen=True)
class Shift:
    """Weekly office hours on one weekday; rows and columns of the grid count from 1, `row` is None without an hour."""

    person: Person
    hours: OfficeHour
    place: str | None
    colour: str
    row: int | None = None
    rows: int = 0
    column: int = 0
    span: int = 0


@dataclass(frozen=True)
class OfficeDay:
    """A weekday, Monday being 0, with its office hours in order; `lanes` are the most at one time."""

    weekday: int
    shifts: tuple[Shift, ...]
    columns: int
    lanes: int


@dataclass(frozen=True)
class OfficeWeek:
    """The week of office hours, with what is no part of it: words, single days, days off without any.

    `hours` are those that begin in the grid, each with its row; there are none where no hour is known. `untimed` are
    the office hours that have no place in it.
    """

    days: tuple[OfficeDay, ...]
    hours: tuple[tuple[int, time], ...]
    untimed: tuple[tuple[Person, OfficeHour], ...]
    words: tuple[tuple[Person, OfficeHour], ...]
    single: tuple[OfficeTime, ...]
    off: tuple[DayOff, ...]

    @property
    def rows(self) -> int:
        """The rows of the grid."""
        return len(self.hours) * 60 // STEP

    @property
    def lanes(self) -> int:
        """How many office hours the grid has beside each other."""
        return sum(day.lanes for day in self.days)


def week(course: Course, since: date) -> OfficeWeek:
    """The week of office hours as of a day: what is over by then is left out."""
    weekly = [(person, hours) for person, hours in course.office_hours if hours.days and not _is_over(hours, since)]
    timed = [hours.time for _, hours in weekly if _has_hour(hours)]
    first = min((each.start.hour for each in timed), default=0)
    last = max((_end(each) - 1 for each in timed), default=-1) // 60
    used = {weekday for _, hours in weekly for weekday in hours.days}
    begin = course.term.week_start if course.term.week_start in WEEKEND else 0
    order = sorted(used, key=lambda weekday: (weekday - begin) % len(WEEKDAYS))
    return OfficeWeek(
        tuple(_day(course, weekly, weekday, first) for weekday in order),
        tuple(((hour - first) * 60 // STEP + 1, time(hour)) for hour in range(first, last + 1)),
        tuple((person, hours) for person, hours in weekly if not _has_hour(hours)),
        tuple((person, hours) for person, hours in course.office_hours if not (hours.days or hours.date)),
        single_days(course, since),
        tuple(_off(course, weekly, since)),
    )


def colour(course: Course, person: Person) -> str:
    """The colour of somebody of the staff."""
    return COLOURS[course.staff.index(person) % len(COLOURS)]


def _is_over(hours: OfficeHour, since: date) -> bool:
    return hours.until is not None and hours.until < since


def _has_hour(hours: OfficeHour) -> bool:
    return hours.time is not None and hours.time.start is not None


def _off(course: Course, weekly: list[tuple[Person, OfficeHour]], since: date) -> Iterator[DayOff]:
    """The days off, from a day on, on which there would be office hours."""
    free = free_days(course)
    for item in course.days_off:
        span = [day for day in days(max(item.date.first, since), item.date.last) if day in free]
        if not (item.kinds or item.sections) and any(
            is_held(course, hours, day) for _, hours in weekly for day in span
        ):
            yield item


def _day(course: Course, weekly: list[tuple[Person, OfficeHour]], weekday: int, first: int) -> OfficeDay:
    shifts = [
        _shift(course, person, hours, first) for person, hours in sorted(weekly, key=_by_time) if weekday in hours.days
    ]
    groups = [*_beside([shift for shift in shifts if shift.row])]
    columns = lcm(*map(len, groups))
    placed = [
        replace(shift, column=n * columns // len(group) + 1, span=columns // len(group))
        for group in groups
        for n, lane in enumerate(group)
        for shift in lane
    ]
    placed.sort(key=lambda shift: (shift.row, shift.column))
    untimed = (shift for shift in shifts if shift.row is None)
    return OfficeDay(weekday, (*placed, *untimed), columns, max(map(len, groups), default=0))


def _beside(shifts: list[Shift]) -> Iterator[list[list[Shift]]]:
    """Office hours in order of time, in groups of those that overlap; each group has as few lanes as it can."""
    lanes: list[list[Shift]] = []
    for shift in shifts:
        if lanes and all(_last(lane) <= shift.row for lane in lanes):
            yield lanes
            lanes = []
        free = next((lane for lane in lanes if _last(lane) <= shift.row), None)
        if free is None:
            lanes.append([shift])
        else:
            free.append(shift)
    if lanes:
        yield lanes


def _last(lane: list[Shift]) -> int:
    return lane[-1].row + lane[-1].rows


def _shift(course: Course, person: Person, hours: OfficeHour, first: int) -> Shift:
    shift = Shift(person, hours, hours.place or person.place, colour(course, person))
    if not _has_hour(hours):
        return shift
    start, end = ((minutes - first * 60) // STEP for minutes in (_minutes(hours.time.start), _end(hours.time)))
    return replace(shift, row=start + 1, rows=max(end - start, 1))


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _end(hours: Hours) -> int:
    """The minute of the day that hours end at in the grid."""
    return _minutes(hours.end) if hours.end else min(_minutes(hours.start) + OPEN, 24 * 60)


def _by_time(pair: tuple[Person, OfficeHour]) -> tuple[int, int]:
    """A sort key: hours that are not known come last, the longer of two that begin together first."""
    hours = pair[1].time
    return (_minutes(hours.start), -_end(hours)) if _has_hour(pair[1]) else (24 * 60, 0)
