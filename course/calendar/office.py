"""Office hours in time: the single days on which somebody of the staff can be met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from course.calendar.outline import WHOLE
from course.calendar.slots import days, days_off
from course.calendar.timing import at
from course.model.course import Course
from course.model.people import OfficeChange, OfficeHour, Person
from course.model.values import Hours, Span


@dataclass(frozen=True)
class OfficeTime:
    """Office hours on one day; `start` and `end` are aware, and None where the hours are not known.

    `change` is what the person has said of this day, `moved_from` when it would have begun, where it begins at another
    moment. What is cancelled stays on its day.
    """

    person: Person
    hours: OfficeHour
    day: date
    start: datetime | None
    end: datetime | None
    place: str | None
    cancelled: bool = False
    moved_from: datetime | None = None
    change: OfficeChange | None = None


def office_times(course: Course, first: date, last: date) -> tuple[OfficeTime, ...]:
    """The office hours of all people on the days from `first` to `last`, in order of time; those without hours first.

    Those on weekdays are held from the start to the end of the term, or from their own first to their own last day,
    but not on days off of the whole course, unless something is said to be different on that day.
    """
    found = [
        _held(course, person, hours, day)
        for person in course.staff
        for hours in person.office_hours
        for day in _days(course, hours, first, last)
    ]
    within = [each for each in found if first <= each.day <= last]
    return tuple(sorted(within, key=lambda each: (each.day, each.start.timestamp() if each.start else 0)))


def reach(course: Course) -> Span | None:
    """The first and the last day for which office hours can be told; None for a course without any date."""
    every = [hours for person in course.staff for hours in person.office_hours]
    known = [course.term.start, course.term.end]
    known += [day for hours in every for day in (hours.date, hours.since, hours.until)]
    known += [day for hours in every for change in hours.changes for day in (change.date, change.to)]
    told = [day for day in known if day]
    return Span(min(told), max(told)) if told else None


def is_held(course: Course, hours: OfficeHour, day: date) -> bool:
    """Whether office hours are on a day by their own words; days off are not asked for."""
    begin, end = hours.since or course.term.start, hours.until or course.term.end
    within = (begin is None or begin <= day) and (end is None or day <= end)
    return day == hours.date or (within and day.weekday() in hours.days)


def free_days(course: Course) -> frozenset[date]:
    """The days off of the whole course, on which there are no weekly office hours."""
    return frozenset(day for day, items in days_off(course, WHOLE).items() if any(not item.kinds for item in items))


def _days(course: Course, hours: OfficeHour, first: date, last: date) -> Iterator[date]:
    """The days that office hours would be on, and those of their changes, which may lead into the days asked for."""
    told = {hours.date, *hours.not_on, *(change.date for change in hours.changes)} - {None}
    begin, end = hours.since or course.term.start or first, hours.until or course.term.end or last
    free = free_days(course)
    weekly = {day for day in days(max(first, begin), min(last, end)) if day not in free} if hours.days else set()
    return (day for day in weekly | told if is_held(course, hours, day))


def _held(course: Course, person: Person, hours: OfficeHour, day: date) -> OfficeTime:
    change = next((change for change in hours.changes if change.date == day), None)
    place = (change and change.place) or hours.place or person.place
    new_day, time = (change and change.to) or day, (change and change.time) or hours.time
    (old, _), (start, end) = _moments(course, day, hours.time), _moments(course, new_day, time)
    moved_from = old if old != start else None
    return OfficeTime(person, hours, new_day, start, end, place, day in hours.not_on, moved_from, change)


def _moments(course: Course, day: date, hours: Hours | None) -> tuple[datetime | None, datetime | None]:
    """The start and the end of hours on a day, as far as they are known."""
    start = at(course, day, hours.start) if hours and hours.start else None
    return start, at(course, day, hours.end) if hours and hours.end else None
