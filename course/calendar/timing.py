"""A date that has been worked out: the days and hours of something, or what is known of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from course.calendar.slots import first_of_week
from course.model.course import Course
from course.model.values import Hours, Span
from course.model.when import When

LAST = date.max


@dataclass(frozen=True)
class Timing:
    """When something is.

    `days` are days in a row, or several choices of one; `start` is the first of them, aware and with its hour where
    one is known, and `end` likewise the end. Without days, `weeks` are the first and the last week of the term, with
    a `weekday` where the term has no dates; `tba` says that all of it is to be announced, `about` when.
    """

    days: tuple[Span, ...] = ()
    hours: Hours | None = None
    start: date | datetime | None = None
    end: date | datetime | None = None
    weeks: tuple[int, int] | None = None
    weekday: int | None = None
    tba: bool = False
    about: date | None = None

    @property
    def day(self) -> date | None:
        """The first day; None where there is none."""
        return self.days[0].first if self.days else None

    @property
    def last(self) -> date | None:
        """The last day; None where there is none."""
        return self.days[-1].last if self.days else None

    @property
    def is_one_day(self) -> bool:
        """Whether it is on one certain day."""
        return len(self.days) == 1 and self.days[0].first == self.days[0].last

    def order(self, unknown: time) -> tuple[date, time]:
        """A sort key: what has no hour counts as at the hour `unknown`, what has no day comes last."""
        hour = self.start.time() if isinstance(self.start, datetime) else unknown
        return (self.day or self.about or LAST, hour)


def on(course: Course, days: tuple[Span, ...], hours: Hours | None) -> Timing:
    """The timing of something on these days, at these hours of the course's time zone."""
    start: date | datetime = days[0].first
    end: date | datetime | None = days[-1].last if days[-1].last != start else None
    if hours and hours.start is not None and all(span.first == span.last for span in days):
        start = at(course, days[0].first, hours.start)
        end = at(course, days[-1].last, hours.end) if hours.end else end
    return Timing(days, hours, start, end)


def timing_of(course: Course, when: When, hours: Hours | None) -> Timing:
    """The timing of a date that is counted from nothing."""
    if when.days:
        return on(course, when.days, hours)
    if when.week and course.term.start:
        first, last = (first_of_week(course, number) for number in when.week)
        return Timing(weeks=when.week, start=first, end=last)
    if when.week:
        return Timing(weeks=when.week, weekday=when.weekday, hours=hours)
    return Timing(tba=when.tba, about=when.about)


def choices(timing: Timing) -> Iterator[tuple[date | datetime, date | datetime | None]]:
    """The start and the end of each choice of days; whole days end as the next one begins (RFC 5545, section 3.6.1)."""
    hours = timing.hours
    if timing.is_one_day:
        yield timing.start, timing.end
    elif isinstance(timing.start, datetime):
        zone = timing.start.tzinfo
        for span in timing.days:
            end = datetime.combine(span.first, hours.end, zone) if hours.end else None
            yield datetime.combine(span.first, hours.start, zone), end
    else:
        yield from ((span.first, span.last + timedelta(days=1)) for span in timing.days)


def at(course: Course, day: date, hour: time) -> datetime:
    """A moment in the course's time zone."""
    return datetime.combine(day, hour, ZoneInfo(course.timezone))


def exists(moment: date | datetime | None) -> bool:
    """Whether a moment is one: hours that a clock change leaves out are not."""
    if not isinstance(moment, datetime):
        return True
    return moment.astimezone(UTC).astimezone(moment.tzinfo).time() == moment.time()


def hours_of(hour: time | None) -> Hours | None:
    """One hour as the start of something, if it is known."""
    return Hours(hour) if hour else None
