"""A course in time, and what pages ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time

from course.calendar.deadlines import deadlines, due_findings, released
from course.calendar.events import events
from course.calendar.items import Calendar, Deadline, Event, KeyDate, is_for
from course.calendar.outline import Outline, lasting
from course.calendar.pour import written
from course.calendar.resolve import place
from course.calendar.timing import exists
from course.model.course import Course
from course.model.values import Hours
from course.problems import Finding


def calendar(course: Course) -> Calendar:
    """Pours the entries of a course over its meetings, and dates its assignments.

    What is wrong at one place is told once, though it may be wrong in several sections or repetitions.
    """
    dates = place(course)
    findings = dates.poured.findings
    held, due = events(dates), deadlines(dates, findings)
    out = dict(released(dates, findings))
    findings += [*_length_findings(dates.poured.outline), *due_findings(course, due), *_hour_findings(held, due)]
    return Calendar(
        course,
        dates.poured.outline.sections,
        {path: group for path, group in dates.poured.outline.groups.items() if not group.draft},
        tuple(event for event in held if not event.entry.draft),
        tuple(deadline for deadline in due if not deadline.assignment.draft),
        out,
        tuple({(finding.where, finding.level): finding for finding in reversed(findings)}.values())[::-1],
    )


def events_of(calendar: Calendar, entry_id: str) -> tuple[Event, ...]:
    """All events of one entry, one for each sitting or section."""
    return tuple(event for event in calendar.events if event.entry.id == entry_id)


def key_dates(calendar: Calendar, part: str | None = None, section: str | None = None) -> tuple[KeyDate, ...]:
    """What is due and what counts toward the grade, in order of time.

    With `part`, that of one part of the grade and of the parts that it is made of; with `section`, that of one section.
    """
    due = [
        KeyDate(item.last_call, deadline=item) for item in calendar.deadlines if item.dues or _has_more(calendar, item)
    ]
    held = [KeyDate(event.timing, event=event) for event in calendar.events if event.entry.part]
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
    found.sort(key=lambda item: item.assignment.id != assignment_id)
    return tuple(KeyDate(item.last_call, deadline=item) for item in found)


def _is_of(deadline: Deadline, assignment_id: str) -> bool:
    project = deadline.project.id if deadline.project else None
    return assignment_id in (deadline.assignment.id, project)


def _parts(course: Course, name: str) -> set[str]:
    """The ids of a part of the grade and of all that it is made of."""
    part = course.part(name)
    return {name}.union(*(_parts(course, inner.id) for inner in part.parts)) if part else {name}


def _length_findings(outline: Outline) -> Iterator[Finding]:
    """Lengths of entries that do not agree with their hours, or that have no hour to start at."""
    for line in outline.lines:
        entry, hours = line.entry, line.entry.time
        where = (*line.where, "duration")
        if entry.duration and hours and hours.start and hours.end:
            if lasting(Hours(hours.start), entry.duration).end != hours.end:
                yield Finding("duration", where, "does not agree with `time`; delete one of the two")
        elif entry.duration and not hours and line.groups and outline.groups[line.groups[-1]].date:
            text = "its start is unknown, as the entry above has no end; write `time` here, or `start` for the group"
            yield Finding("no-hour", where, text)


def _hour_findings(events: Iterable[Event], deadlines: Iterable[Deadline]) -> Iterator[Finding]:
    shown = [((*event.where, "time"), hour) for event in events for hour in (event.timing.start, event.timing.end)]
    shown += [((*deadline.where, "due"), due.timing.start) for deadline in deadlines for due in deadline.dues]
    for where, hour in shown:
        if not exists(hour):
            text = f"there is no {hour:%H:%M} on {written(hour.date())}, since the clocks go forward over it"
            yield Finding("clock-change", where, f"{text}; write an hour before or after")
