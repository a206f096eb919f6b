"""Assignments of a course with dates that have none."""

from __future__ import annotations

from collections.abc import Iterator

from course.calendar.items import Calendar
from course.problems import Finding


def without_due(calendar: Calendar) -> Iterator[Finding]:
    """Assignments without a due date, where others have one; a project may be due in its milestones."""
    dated = any(deadline.dues for deadline in calendar.deadlines)
    for deadline in calendar.deadlines if dated and calendar.course.term.start else ():
        own = deadline.assignment
        if not (deadline.dues or own.due or own.milestones or deadline.closes or own.cancelled or deadline.project):
            yield Finding("no-due", deadline.where, "has no due date; write `due`, or `due: TBA` while it is not known")
