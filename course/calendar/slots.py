"""The meetings of a term: weekly meetings, minus days off, plus days that make up for others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from course.model.course import Course
from course.model.pattern import DayOff, MakeUp, Meeting, Section
from course.model.values import Hours

WEEK = timedelta(days=7)


@dataclass(frozen=True, eq=False)
class Slot:
    """A meeting on a day of the term, or one of several classes that are held in it; `note` says why it is held."""

    day: date
    meeting: Meeting
    note: str | None = None

    @property
    def hours(self) -> Hours | None:
        """The hours of the meeting, in the course's time zone."""
        return self.meeting.time

    def serves(self, kind: str) -> bool:
        """Whether the meeting was made for entries of a kind."""
        return kind in self.meeting.kinds


def days(first: date, last: date) -> Iterator[date]:
    """All days from `first` to `last`, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def section(course: Course, name: str) -> Section | None:
    """The section with this name; None for the whole course."""
    return next((section for section in course.sections if section.id == name), None)


def week_start(course: Course, day: date) -> date:
    """The first day of the week that a day is in."""
    return day - timedelta(days=(day.weekday() - course.term.week_start) % 7)


def week_of(course: Course, day: date) -> int:
    """The number of the week that a day is in; the term begins in week 1. Raises TypeError without a term's start."""
    return (week_start(course, day) - week_start(course, course.term.start)) // WEEK + 1


def first_of_week(course: Course, number: int) -> date:
    """The first day of a week of the term."""
    return week_start(course, course.term.start) + (number - 1) * WEEK


def meetings(course: Course, name: str) -> tuple[Meeting, ...]:
    """The weekly meetings of a section: its own, and those of the course for other kinds of entries."""
    here = section(course, name)
    own = tuple(_placed(meeting, here) for meeting in here.meetings) if here else ()
    shared = [meeting for meeting in course.meetings if not any(_same_kinds(meeting, other) for other in own)]
    return (*(_placed(meeting, here) if here else meeting for meeting in shared), *own)


def shared_meetings(course: Course) -> tuple[Meeting, ...]:
    """The weekly meetings that all sections have together; those of the course where there are no sections."""
    own = [meeting for each in course.sections for meeting in each.meetings]
    return tuple(meeting for meeting in course.meetings if not any(_same_kinds(meeting, other) for other in own))


def own_meetings(course: Course, name: str) -> tuple[Meeting, ...]:
    """The weekly meetings of a section that not all sections have."""
    both = {(meeting.days, meeting.time, meeting.kinds) for meeting in shared_meetings(course)}
    return tuple(
        meeting for meeting in meetings(course, name) if (meeting.days, meeting.time, meeting.kinds) not in both
    )


def days_off(course: Course, name: str) -> dict[date, tuple[DayOff, ...]]:
    """The days off of a section, each with the items that name it."""
    here = section(course, name)
    common = [item for item in course.days_off if not item.sections or name in item.sections]
    off: dict[date, tuple[DayOff, ...]] = {}
    for item in (*common, *(here.days_off if here else ())):
        for day in days(item.date.first, item.date.last):
            off[day] = (*off.get(day, ()), item)
    return off


def makeup_days(course: Course, name: str) -> tuple[MakeUp, ...]:
    """The make-up days of a section."""
    here = section(course, name)
    common = tuple(item for item in course.makeup_days if not item.sections or name in item.sections)
    return common + (here.makeup_days if here else ())


def slots(course: Course, name: str) -> tuple[Slot, ...]:
    """The meetings of a section, in order of time; none for a course without dates."""
    if course.term.start is None or course.term.end is None:
        return ()
    by_weekday: dict[int, list[Meeting]] = {}
    for meeting in sorted(meetings(course, name), key=_begin):
        for weekday in meeting.days:
            by_weekday.setdefault(weekday, []).append(meeting)
    off, extra = days_off(course, name), makeup_days(course, name)
    found = list(_regular(course, by_weekday, off, {item.date for item in extra if item.follows is not None}))
    for item in extra:
        found += _made_up(course, by_weekday, item, name)
    return tuple(sorted(found, key=lambda slot: (slot.day, _begin(slot.meeting))))


def _placed(meeting: Meeting, here: Section) -> Meeting:
    """A meeting with the place, the mode and the address to join at of its section, where it says none."""
    said = {key: getattr(here, key) for key in ("place", "mode", "join")}
    missing = {key: value for key, value in said.items() if value and getattr(meeting, key) is None}
    return meeting.model_copy(update=missing) if missing else meeting


def _same_kinds(one: Meeting, other: Meeting) -> bool:
    return bool({*one.kinds} & {*other.kinds}) or not (one.kinds or other.kinds)


def _begin(meeting: Meeting) -> time:
    return (meeting.time.start if meeting.time else None) or time.min


def _regular(
    course: Course, pattern: dict[int, list[Meeting]], off: dict[date, tuple[DayOff, ...]], replaced: set[date]
) -> Iterator[Slot]:
    named = {kind for several in pattern.values() for meeting in several for kind in meeting.kinds}
    for day in days(course.term.start, course.term.end):
        for meeting in pattern.get(day.weekday(), ()) if day not in replaced else ():
            if _holds(course, meeting, day) and not any(_is_off(item, meeting, named) for item in off.get(day, ())):
                yield from [Slot(day, meeting) for _ in range(meeting.classes)]


def _holds(course: Course, meeting: Meeting, day: date) -> bool:
    begun = meeting.since is None or meeting.since <= day
    ended = meeting.until is not None and meeting.until < day
    return begun and not ended and (meeting.weeks is None or week_of(course, day) in meeting.weeks)


def _is_off(item: DayOff, meeting: Meeting, named: set[str]) -> bool:
    """Whether a day off is one for a meeting; a meeting without kinds is for all that no other one names."""
    kinds = {*item.kinds}
    return not kinds or bool(kinds & {*meeting.kinds} if meeting.kinds else kinds - named)


def _made_up(course: Course, pattern: dict[int, list[Meeting]], item: MakeUp, name: str) -> Iterator[Slot]:
    if item.follows is not None:
        for meeting in pattern.get(item.follows, ()):
            if _holds(course, meeting, item.date) and not (item.kinds and not {*item.kinds} & {*meeting.kinds}):
                moved = meeting.model_copy(update={"place": item.place}) if item.place else meeting
                yield from [Slot(item.date, moved, item.note) for _ in range(meeting.classes)]
        return
    here = section(course, name)
    extra = Meeting.model_construct(days=(item.date.weekday(),), time=item.time, kinds=item.kinds, place=item.place)
    extra = _placed(extra, here) if here else extra
    yield from [Slot(item.date, extra, item.note) for _ in range(item.classes)]
