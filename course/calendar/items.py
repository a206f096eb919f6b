"""What a calendar is made of: events, deadlines, and both in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property

from course.calendar.outline import Where
from course.calendar.timing import Timing, at
from course.model.course import Course, Kind
from course.model.entries import Entry, Group
from course.model.grades import Part
from course.model.pattern import Meeting
from course.model.people import Room
from course.model.work import Assignment, Due
from course.problems import Finding


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
    def name(self) -> str:
        """What tells it from all others: the name of its feed."""
        return "-".join((self.anchor, *self.sections))

    @property
    def has_day(self) -> bool:
        """Whether it is on a known day."""
        return self.timing.day is not None

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
        """The key of the address to join at; its meeting's, unless people meet in one room this time."""
        return self.entry.join or (self.meeting.join if self.meeting and self.mode != "in_person" else None)


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
    def name(self) -> str:
        """What tells it from all others: the name of its feed."""
        return "-".join((self.assignment.id, *self.sections))

    @property
    def page(self) -> str | None:
        """The page about it: its own, or that of its part of the grade."""
        return self.assignment.page or (self.part.page if self.part else None)

    @property
    def has_day(self) -> bool:
        """Whether it is due on a known day."""
        return any(due.timing.day for due in self.dues)

    @property
    def due(self) -> Timing | None:
        """The first due time; None where there is none."""
        return self.dues[0].timing if self.dues else None

    @property
    def last_call(self) -> Timing:
        """What orders an assignment among others: when it is due, or closes, if that is known."""
        return self.due or self.closes or Timing()


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

    @cached_property
    def by_assignment(self) -> dict[str, Assignment]:
        """The assignments by id, as the first section that has them."""
        return {item.assignment.id: item.assignment for item in reversed(self.deadlines)}

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


def is_for(item: Event | Deadline, section: str | None) -> bool:
    """Whether an event or a deadline is for a section; everything is for None."""
    return section is None or not item.sections or section in item.sections
