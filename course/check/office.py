"""Office hours: single days on which there are none, hours that are never held, hours at which somebody has others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from course.calendar.office import OfficeTime, is_held, office_times, reach
from course.calendar.pour import far_outside, written
from course.check.things import all_office_hours
from course.model.course import Course
from course.model.people import OfficeHour
from course.model.values import WEEKDAY_NAMES
from course.problems import Finding

MINUTE = timedelta(minutes=1)


LOOKS_WEEKLY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b.*\d", re.IGNORECASE)
"""A weekday with a number behind it."""


def single_days(course: Course) -> Iterator[Finding]:
    """Days named in `not_on` and `changes` on which the office hours are not held anyway."""
    for where, hours in all_office_hours(course):
        told = [((*where, "not_on"), day) for day in hours.not_on]
        told += [((*where, "changes", n, "date"), change.date) for n, change in enumerate(hours.changes)]
        for path, day in told:
            if not is_held(course, hours, day):
                yield Finding("office-day", path, _not_held(course, hours, day))


def _not_held(course: Course, hours: OfficeHour, day: date) -> str:
    if hours.date:
        return f"{written(day)} is not the day of these office hours; write {hours.date}"
    if not hours.days:
        return "these office hours have no days of which one can differ; write `days`, or delete this"
    if day.weekday() not in hours.days:
        names = " or ".join(WEEKDAY_NAMES[weekday] for weekday in hours.days)
        return f"{written(day)} is not among the days of these office hours; write a {names}"
    first, last = hours.since or course.term.start, hours.until or course.term.end
    return f"on {written(day)} these office hours are not held, but from {first} to {last}; write a day between"


def words(course: Course) -> Iterator[Finding]:
    """Office hours written as words that look like a weekday with hours, so that no calendar has them."""
    for where, hours in all_office_hours(course):
        if hours.text and not (hours.days or hours.date or hours.time) and LOOKS_WEEKLY.search(hours.text):
            text = f"`{hours.text}` is taken as words, and is in no calendar"
            remedy = "write e.g. `{days: [tue], time: 14:00-15:00}`, if it is every week"
            yield Finding("office-hours", where, f"{text}; {remedy}")


def days(course: Course) -> Iterator[Finding]:
    """Office hours outside the term, and weekly ones on no day at all."""
    term = course.term
    if term.start is None:
        return
    for where, hours in all_office_hours(course):
        told = [((*where, key), getattr(hours, key)) for key in ("date", "since", "until")]
        told += [((*where, "changes", n, "to"), change.to) for n, change in enumerate(hours.changes)]
        far = [Finding("far-date", path, text) for path, day in told if day and (text := far_outside(course, day))]
        yield from far
        if hours.date and not far and not term.start <= hours.date <= term.end:
            text = f"{written(hours.date)} is outside the term ({term.start} to {term.end}); write another day"
            yield Finding("office-hours", (*where, "date"), f"{text}, if that is not meant")
        first, last = hours.since or term.start, hours.until or term.end
        held = (first + timedelta(days=n) for n in range(min((last - first).days + 1, 7)))
        if hours.days and not far and not any(is_held(course, hours, day) for day in held):
            text = f"are on no day, as they are held from {first} to {last}; correct `since`, `until` or `days`"
            yield Finding("office-hours", where, text)


def overlaps(course: Course) -> Iterator[Finding]:
    """Office hours of one person at the hours of others of the same person."""
    known = reach(course)
    times = office_times(course, known.first, known.last) if known else ()
    for n, person in enumerate(course.staff):
        own = [[each for each in times if each.hours is hours and not each.cancelled] for hours in person.office_hours]
        for first, second in combinations(range(len(own)), 2):
            pairs = ((one, other) for one in own[first] for other in own[second] if one.day == other.day)
            day = next((one.day for one, other in pairs if _overlap(one, other)), None)
            if day:
                where = ("staff", n, "office_hours")
                text = f"are on {written(day)} at the hours of those in {{place}}; write another `time`, or `not_on`"
                yield Finding("overlap", (*where, second), f"{text}, for one of them", other=(*where, first))


def _overlap(one: OfficeTime, other: OfficeTime) -> bool:
    if not (one.start and other.start):
        return False
    return one.start < (other.end or other.start + MINUTE) and other.start < (one.end or one.start + MINUTE)
