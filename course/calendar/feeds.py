"""The calendar feeds of a site: how each file is named, and what is in it."""

from __future__ import annotations

from dataclasses import dataclass

from course.calendar.items import Calendar, Deadline, Event, is_for
from course.calendar.office import OfficeTime, office_times, reach

ALL, CLASSES, DEADLINES, OFFICE, ONE = "all", "calendar", "deadlines", "office-hours", "calendar/"
"""What a feed has: everything, classes, what is due, office hours, or one thing alone; each begins a file's name."""

BASIC = tuple(f"{what}.ics" for what in (ALL, CLASSES, DEADLINES))
"""The feeds that every site has."""


@dataclass(frozen=True)
class Feed:
    """A file that calendar programs read; with a `section`, only what is for it."""

    name: str
    what: str
    section: str | None
    events: tuple[Event, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    times: tuple[OfficeTime, ...] = ()

    @property
    def is_subscribed(self) -> bool:
        """Whether it follows the course, and is no copy of one thing."""
        return self.what != ONE

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing with a day."""
        days = [event.timing.day for event in self.events]
        days += [due.timing.day for item in self.deadlines for due in item.dues]
        return not any(days) and not self.times


def feeds(calendar: Calendar, section: str | None = None) -> tuple[Feed, ...]:
    """The feeds to subscribe to: of the whole course, or of one section, with the office hours of those who teach it.

    Who teaches no section in particular is there for all; the feed of office hours alone is one, of everybody.
    """
    events = tuple(event for event in calendar.events if is_for(event, section))
    due = tuple(deadline for deadline in calendar.deadlines if is_for(deadline, section))
    known = reach(calendar.course)
    times = office_times(calendar.course, known.first, known.last) if known else ()
    end = f"-{section}.ics" if section else ".ics"
    mine = tuple(each for each in times if _teaches(calendar, each, section))
    return (
        Feed(f"{ALL}{end}", ALL, section, events, due, mine),
        Feed(f"{CLASSES}{end}", CLASSES, section, events),
        Feed(f"{DEADLINES}{end}", DEADLINES, section, deadlines=due),
        *([Feed(f"{OFFICE}.ics", OFFICE, None, times=times)] if times else ()),
    )


def _teaches(calendar: Calendar, time: OfficeTime, section: str | None) -> bool:
    sections = calendar.course.sections_of(time.person)
    return section is None or not sections or section in sections


def singles(calendar: Calendar) -> tuple[Feed, ...]:
    """A file for everything that has a day, to be added to somebody's calendar by itself."""
    found: dict[str, Feed] = {}
    for event in calendar.events:
        if event.has_day:
            old = found.get(name := single(event), Feed(name, ONE, None))
            found[name] = Feed(name, ONE, None, (*old.events, event), old.deadlines)
    for deadline in calendar.deadlines:
        if deadline.has_day:
            old = found.get(name := single(deadline), Feed(name, ONE, None))
            found[name] = Feed(name, ONE, None, old.events, (*old.deadlines, deadline))
    return tuple(found.values())


def single(item: Event | Deadline) -> str:
    """The name of the file that has one event or one deadline alone."""
    return f"{ONE}{item.name}.ics"


def every(calendar: Calendar) -> tuple[Feed, ...]:
    """All feeds of a site."""
    sections = [None, *(section.id for section in calendar.course.sections)]
    found = [*(feed for section in sections for feed in feeds(calendar, section)), *singles(calendar)]
    return tuple({feed.name: feed for feed in found}.values())


def names(calendar: Calendar | None) -> tuple[str, ...]:
    """The names of all feeds of a site; of a course that cannot be read, those that every site has."""
    return tuple(feed.name for feed in every(calendar)) if calendar else BASIC
