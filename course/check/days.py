"""Days: weeks that the term does not have, days off beyond it, dates on days and in weeks without classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from course.calendar.items import Calendar, Event
from course.calendar.outline import WHOLE, Outline, Where
from course.calendar.pour import far_outside, written
from course.calendar.slots import days, days_off, meetings, slots, week_of
from course.check.things import all_meeting_lists, all_office_hours
from course.model.course import Course
from course.problems import Finding

LONGEST = timedelta(days=366)
"""How many days of one item are looked at."""

EXAMS = ("exam", "test", "quiz")
"""The kinds of entries that nothing else may overlap."""


def weeks(course: Course, outlined: Outline) -> Iterator[Finding]:
    """Weeks that the term does not have."""
    if course.term.start is None:
        return
    last = week_of(course, course.term.end)
    told = [((*line.where, "date"), line.entry.date) for line in outlined.lines]
    for task in outlined.tasks:
        item = task.assignment
        told += [((*task.where, key), getattr(item, key)) for key in ("released", "opens", "closes")]
        told += [((*task.where, "due"), due.date) for due in item.due]
    for where, when in told:
        if when and when.week and not 1 <= when.week[0] <= when.week[1] <= last + 4:
            text = f"`{when.text}` is not in the term, which has weeks 1 to {last}; write one of these, or a date"
            yield Finding("outside-term", where, text)


def free_days(course: Course) -> Iterator[Finding]:
    """Days off outside the term, and days off that are make-up days, too."""
    term = course.term
    for where, items in all_meeting_lists(course):
        for n, item in enumerate(items if where[-1] == "days_off" and term.start else ()):
            if item.date.last < term.start or item.date.first > term.end:
                text = f"lies outside the term ({term.start} to {term.end}); correct the date, or delete it"
                yield Finding("outside-term", (*where, n), text)
    for where, items in all_meeting_lists(course):
        for n, item in enumerate(items if where[-1] == "makeup_days" else ()):
            name = course.sections[where[1]].id if len(where) > 1 else ""
            off = days_off(course, name).get(item.date)
            if off and item.follows is None:
                text = f"{item.date} is also a day off; delete it under `days_off`, or here"
                yield Finding("makeup-day", (*where, n, "date"), text)


def idle_days(calendar: Calendar) -> Iterator[Finding]:
    """Days off on which nothing would meet, so that they change nothing: most often the date is a slip."""
    course = calendar.course
    if course.term.start is None or not any(slots(course, name) for name in calendar.sections):
        return
    for where, items in all_meeting_lists(course):
        names = [course.sections[where[1]].id] if len(where) > 1 else calendar.sections
        for n, item in enumerate(items if where[-1] == "days_off" else ()):
            inside = course.term.start <= item.date.last and item.date.first <= course.term.end
            weekdays = {day for name in names for meeting in meetings(course, name) for day in meeting.days}
            if inside and not any(day.weekday() in weekdays for day in days(item.date.first, item.date.last)):
                text = f"nothing meets on {written(item.date.first)}, so that this changes nothing; correct the date"
                yield Finding("idle-day-off", (*where, n, "date"), f"{text}, if another day is meant")


def term_name(course: Course) -> Iterator[Finding]:
    """A year in the name of the term that is none of its days, as in a name left from last term."""
    term = course.term
    years = {day.year for day in (term.start, term.end) if day}
    told = {int(number) for number in re.findall(r"\d+", term.name)}
    told |= {int(first[:2] + last) for first, last in re.findall(r"(\d{4})[/-](\d{2})\b", term.name)}
    if years and max(told, default=0) >= 100 and not told & years:
        wrong = max(told)
        text = f"`{term.name}` names {wrong}, and the term is in {' and '.join(map(str, sorted(years)))}"
        yield Finding("term-name", ("term", "name"), f"{text}; correct the name, or `start` and `end`")


def repeated_days(course: Course) -> Iterator[Finding]:
    """Days that are off twice, for the same meetings."""
    for where, items in all_meeting_lists(course):
        seen: dict[tuple[object, ...], Where] = {}
        for n, item in enumerate(items if where[-1] == "days_off" else ()):
            for day in days(item.date.first, min(item.date.last, item.date.first + LONGEST)):
                key = (day, item.kinds, item.sections)
                if seen.setdefault(key, (*where, n)) != (*where, n):
                    text = f"{written(day)} is off in {{place}} already; delete it in one of the two"
                    yield Finding("repeated-day-off", (*where, n, "date"), text, other=seen[key])
                    break


def odd_hours(course: Course) -> Iterator[Finding]:
    """Meetings and office hours in the night, or longer than six hours, as an hour without its afternoon is."""
    told = [
        ((*where, n, "time"), item.time)
        for where, items in all_meeting_lists(course)
        for n, item in enumerate(items)
        if hasattr(item, "time")
    ]
    for where, hours in all_office_hours(course):
        told += [((*where, "time"), hours.time)]
        told += [((*where, "changes", n, "time"), change.time) for n, change in enumerate(hours.changes)]
    for where, hours in told:
        if hours and hours.start and hours.end:
            long = (hours.end.hour - hours.start.hour) * 60 + hours.end.minute - hours.start.minute > 6 * 60
            if hours.start.hour < 6 or long:
                text = "is at night, or longer than six hours; write hours up to 24, like 13:00-14:15, if that is meant"
                yield Finding("odd-hours", where, text)


def long_term(course: Course) -> Iterator[Finding]:
    """A term of more than a year."""
    term = course.term
    if term.start and (term.end - term.start).days > 366:
        text = f"the term has {(term.end - term.start).days} days; check the years of `start` and `end`"
        yield Finding("far-date", ("term", "end"), text)


def due_days(calendar: Calendar) -> Iterator[Finding]:
    """Due dates on a day off, or outside the term."""
    course = calendar.course
    off = {day: items[0] for day, items in days_off(course, WHOLE).items() if not items[0].kinds}
    for deadline in calendar.deadlines:
        for day in [due.timing.day for due in deadline.dues if due.timing.is_one_day]:
            where = (*deadline.where, "due")
            if day in off:
                reason = f" ({off[day].reason})" if off[day].reason else ""
                yield Finding(
                    "due-day", where, f"{written(day)} is a day off{reason}; write another day, if that is not meant"
                )
            elif _is_just_outside(course, day):
                told = f"{written(day)} is outside the term ({course.term.start} to {course.term.end})"
                yield Finding("due-day", where, f"{told}; write another day, if that is not meant")


def _is_just_outside(course: Course, day: date) -> bool:
    """Whether a day is outside the term, but not so far that it is told as a slip."""
    term = course.term
    return bool(term.start) and not term.start <= day <= term.end and far_outside(course, day) is None


def empty_weeks(calendar: Calendar) -> Iterator[Finding]:
    """Entries that are pinned into a week of the term in which nothing meets."""
    course = calendar.course
    for name in calendar.sections if course.term.start else ():
        met = {week_of(course, slot.day) for slot in slots(course, name)}
        for event in calendar.events:
            day = event.timing.day
            within = day and course.term.start <= day <= course.term.end
            pinned = event.entry.date and name in (event.sections or calendar.sections)
            if met and within and pinned and week_of(course, day) not in met:
                text = f"{written(day)} is in a week without meetings; write another date, if it is not meant"
                yield Finding("week-without-meeting", (*event.where, "date"), text)


def overlaps(calendar: Calendar) -> Iterator[Finding]:
    """Exams at the hours of something else."""
    exact = [event for event in calendar.events if _is_exact(event)]
    for exam in [event for event in exact if event.entry.kind in EXAMS]:
        others = [other for other in exact if other.where != exam.where and not _together(exam, other)]
        other = next((other for other in others if _overlap(calendar, exam, other)), None)
        if other:
            text = f"overlaps with `{other.entry.id}` in {{place}}; write another `date` or `time` for one of them"
            yield Finding("overlap", exam.where, text, other=other.where)


def _is_exact(event: Event) -> bool:
    start, end = event.timing.start, event.timing.end
    return event.timing.is_one_day and isinstance(start, datetime) and isinstance(end, datetime)


def _together(one: Event, other: Event) -> bool:
    """Whether one of two entries is said to share the meeting of the other: `date: with lec05`."""
    for entry, anchor in ((one.entry, other.entry.id), (other.entry, one.entry.id)):
        counted = entry.date.relative if entry.date else None
        if counted and (counted.way, counted.count, counted.anchor) == ("with", 0, anchor):
            return True
    return False


def _overlap(calendar: Calendar, one: Event, other: Event) -> bool:
    return (
        bool({*(one.sections or calendar.sections)} & {*(other.sections or calendar.sections)})
        and not (one.entry.cancelled or other.entry.cancelled)
        and one.timing.start < other.timing.end
        and other.timing.start < one.timing.end
    )
