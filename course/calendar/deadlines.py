"""From assignments to deadlines, each with the sections that it is for; and when materials come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import time

from course.calendar.items import Deadline, DueTime
from course.calendar.numbers import numbers
from course.calendar.outline import Task, in_section
from course.calendar.pour import far_outside, written
from course.calendar.resolve import Dates, Unresolved, counting, moment, told
from course.calendar.timing import Timing, hours_of, on, timing_of
from course.model.course import NO_KIND, Course
from course.model.values import Span
from course.model.when import When
from course.model.work import Assignment
from course.problems import Finding

NO_DAY = "cannot be worked out, since what it is counted from has no day; write a date"


def deadlines(dates: Dates, findings: list[Finding]) -> list[Deadline]:
    """All assignments in the order of what is due, what is alike in several sections once; adds what is wrong."""
    found = [pair for task in dates.poured.outline.tasks for pair in _deadlines(dates, task, findings)]
    found.sort(key=lambda pair: pair[0].last_call.order(time.max))
    counted = numbers(deadline for deadline, _ in found)
    return [
        replace(deadline, sections=sections, number=counted[deadline.assignment.id])
        if sections or counted[deadline.assignment.id] != deadline.number
        else deadline
        for deadline, sections in found
    ]


def _deadlines(dates: Dates, task: Task, findings: list[Finding]) -> Iterator[tuple[Deadline, tuple[str, ...]]]:
    found: list[tuple[Deadline, list[str]]] = []
    names = dates.poured.outline.sections
    for name in names:
        assignment = in_section(task.assignment, name)
        if assignment is None:
            continue
        deadline = _deadline(dates, task, assignment, name, findings)
        same = next((sections for other, sections in found if other == deadline), None)
        if same is None:
            found.append((deadline, [name]))
        else:
            same.append(name)
    for deadline, sections in found:
        yield deadline, () if sections == [*names] else tuple(sections)


def _deadline(dates: Dates, task: Task, item: Assignment, name: str, findings: list[Finding]) -> Deadline:
    course = dates.course

    def timed(key: str, when: When | None, hour: time | None = None) -> Timing | None:
        if when is None or when.none:
            return None
        thing = f"{item.id}.{'due' if key in ('due', 'closes') else 'release'}"
        if (name, thing) in dates.failed:
            return None
        if when.blank:
            text = (
                f"`{when.text}`: what is in < > is only filled in by `repeat`; write a number or an id, or add `repeat`"
            )
            findings.append(Finding("blank", (*task.where, key), text))
            return None
        try:
            with counting(dates, thing, name):
                return _timed(dates, when, hour, name)
        except Unresolved as error:
            findings.extend(told(dates, (*task.where, key), item.id, error))
            return None

    dues = ((timed("due", due.date, course.due_time), due) for due in item.due)
    return Deadline(
        item,
        task.where,
        task.project,
        course.part(item.part),
        dates.poured.kinds.get(item.kind or "", NO_KIND),
        item.number,
        (),
        timed("released", item.released),
        timed("opens", item.opens),
        tuple(DueTime(timing, due) for timing, due in dues if timing),
        timed("closes", item.closes, course.due_time),
        tuple(timing for when in item.was if (timing := timed("was", when))),
    )


def _timed(dates: Dates, when: When, hour: time | None, name: str) -> Timing:
    if when.relative or (when.week and when.weekday is not None and dates.course.term.start):
        day, known = moment(dates, when, name)
        return on(dates.course, (Span(day, day),), hours_of(known or hour))
    return timing_of(dates.course, when, hours_of(when.hour or hour))


def released(dates: Dates, findings: list[Finding]) -> Iterator[tuple[int, Timing]]:
    """When the materials come out that are held back until some day; without an hour, as that day begins.

    Where sections differ, a material comes out when it may for all of them.
    """
    for key, link in dates.course.links.items():
        kinds = link.items() if isinstance(link, dict) else [(None, (link,))]
        for kind, items in kinds:
            for item in (item for item in items if item.released):
                found, texts = [], []
                for name in item.sections or dates.poured.outline.sections:
                    try:
                        found.append(_timed(dates, item.released, None, name))
                    except Unresolved as error:
                        texts.append(error.text)
                if found:
                    yield id(item), max(found, key=lambda timing: timing.order(time.max))
                else:
                    where = ("links", key, kind) if kind else ("links", key)
                    findings.append(Finding("no-day", (*where, "released"), next(filter(None, texts), NO_DAY)))


def due_findings(course: Course, deadlines: Iterable[Deadline]) -> Iterator[Finding]:
    """Due dates that do not agree with the release, with each other, or with the term."""
    for deadline in deadlines:
        where, due, begin = (*deadline.where, "due"), deadline.due, deadline.released or deadline.opens
        closes, dues = deadline.closes, [due.timing for due in deadline.dues if due.timing.day]
        if due and due.day and due in deadline.was:
            yield Finding(
                "same-date",
                (*deadline.where, "was"),
                "is the same as the due date; write the one that was announced before, or delete `was`",
            )
        first = min(dues, key=lambda timing: timing.order(time.max), default=None)
        if first and begin and begin.day and first.order(time.max) < begin.order(time.min):
            text = f"{written(first.day)} is before the release on {written(begin.day)}"
            yield Finding("due-before-release", where, f"{text}; write a later date, or release it earlier")
        elif closes and closes.day and dues and closes.order(time.max) < dues[-1].order(time.min):
            text = f"closes on {written(closes.day)}, before it is due on {written(dues[-1].day)}"
            yield Finding("due-order", (*deadline.where, "closes"), f"{text}; write a later date")
        elif dues != sorted(dues, key=lambda timing: timing.order(time.max)):
            yield Finding("due-order", where, "the due times are not in order; write the earliest first")
        elif dues and (far := far_outside(course, dues[0].day)):
            yield Finding("far-date", where, far)
