"""Dates that are counted from others: `8 days after sess01 23:59`, `next class after lec07`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, time, timedelta
from functools import partial

from course.calendar.outline import Line, Task, Where, in_section, outline
from course.calendar.pour import Placed, Poured, begin, keep_empty, pin, pour, share
from course.calendar.slots import Slot, first_of_week
from course.calendar.timing import at
from course.model.course import Course
from course.model.entries import Entry
from course.model.when import Relative, When
from course.problems import Finding, suggest

TERM = "term"
"""The name by which dates are counted from the term's first or last day."""

DEEPEST = 100
"""How many things may hang on each other where none has been worked out yet."""

Moment = tuple[date, time | None]
"""A day, with the hour in the course's time zone where one is known."""


class Unresolved(Exception):
    """A date cannot be worked out, or not before the rest is poured; `text` says why, if that is a mistake of its own.

    `circle` names the things that are counted from each other, if that is why.
    """

    def __init__(self, text: str = "", circle: tuple[str, ...] = (), check: str = "no-day") -> None:
        super().__init__(text)
        self.text = text
        self.check = check
        self.circle = circle


@dataclass
class Dates:
    """What is needed to count: the poured entries and the assignments by id, and what is being counted just now."""

    poured: Poured
    lines: dict[str, Line]
    tasks: dict[str, Task]
    final: bool = False
    counting: list[tuple[str, str]] = field(default_factory=list)
    failed: set[tuple[str, str]] = field(default_factory=set)
    known: dict[tuple[str, str], Moment] = field(default_factory=dict)

    @property
    def course(self) -> Course:
        """The course that all of it belongs to."""
        return self.poured.course


def place(course: Course) -> Dates:
    """Places all entries of a course; what does not fit is told in the findings of `poured`."""
    outlined = outline(course)
    poured = begin(course, outlined)
    dates = Dates(
        poured,
        dict(reversed([*{line.entry.id: line for line in reversed(outlined.lines)}.items()])),
        dict(reversed([*{task.assignment.id: task for task in reversed(outlined.tasks)}.items()])),
    )
    for name in outlined.sections:
        _place_section(dates, name)
    dates.final = True
    for name in outlined.sections:
        for line, entry in poured.held(name):
            if (name, entry.id) not in poured.placed:
                _place_counted(dates, name, line, entry)
    return dates


def moment(dates: Dates, when: When, name: str, anchor: str = "this") -> Moment:
    """The first day, with its hour, of a date, which is that of `anchor`; raises Unresolved where it has none."""
    if when.days:
        return when.days[0].first, when.hour
    if when.week and when.weekday is not None and dates.course.term.start:
        first = first_of_week(dates.course, when.week[0])
        return first + timedelta(days=(when.weekday - first.weekday()) % 7), when.hour
    if when.relative:
        return _counted(dates, when.relative, when.hour, name)
    raise Unresolved(
        f"`{anchor}` is on no certain day (`{when.text}`), so that nothing can be counted from it; write a date"
    )


def _place_section(dates: Dates, name: str) -> None:
    poured = dates.poured
    held = [*poured.held(name)]
    floating = [(line, entry) for line, entry in held if entry.date is None or waits(entry.date)]
    counted = [(line, entry) for line, entry in held if entry.date and entry.date.relative and not waits(entry.date)]
    for line, entry in held:
        if entry.moved_from:
            poured.findings += keep_empty(poured, name, line, entry)
    for line, entry in held:
        if entry.date and _is_one_day(dates, entry.date):
            pin(poured, name, line, entry, moment(dates, entry.date, name)[0])
        elif entry.date and not entry.date.relative:
            poured.placed[name, entry.id] = Placed(entry, line.where, when=entry.date)
    waiting: dict[str, list[tuple[Line, Entry]]] = {}
    for line, entry in counted:
        waiting.setdefault(entry.date.relative.anchor, []).append((line, entry))
    settle = partial(_settle, dates, name, waiting)
    for anchor in [anchor for anchor in waiting if anchor not in dates.lines or (name, anchor) in poured.placed]:
        settle(anchor)
    wrong = [*_waiting_findings(dates, name, floating)]
    poured.findings += wrong
    places = {finding.where for finding in wrong}
    floating = [pair for pair in floating if (*pair[0].where, "date") not in places]
    if poured.slots[name]:
        pour(poured, name, floating, settle)
    else:
        for line, entry in floating:
            poured.placed[name, entry.id] = Placed(entry, line.where)


def _waiting_findings(dates: Dates, name: str, floating: list[tuple[Line, Entry]]) -> Iterator[Finding]:
    """What is wrong with entries that are to come after another one."""
    for line, entry in floating:
        anchor = entry.date.relative.anchor if entry.date else None
        if anchor and anchor not in dates.lines:
            yield Finding(
                "unknown-entry", (*line.where, "date"), f"there is no entry `{anchor}`; {suggest(anchor, dates.lines)}"
            )
        elif anchor and in_section(dates.lines[anchor].entry, name) is None:
            text = f"section {name} does not have `{anchor}`; write another date under `by_section`"
            yield Finding("no-day", (*line.where, "date"), text)


def waits(when: When) -> bool:
    """Whether a date says no more than that an entry takes the next free meeting after another one."""
    counted = when.relative
    return counted is not None and (counted.way, counted.count, counted.point) == ("after", 0, None)


def _is_one_day(dates: Dates, when: When) -> bool:
    if when.days:
        return len(when.days) == 1 and when.days[0].first == when.days[0].last
    return when.weekday is not None and when.week[0] == when.week[1] and dates.course.term.start is not None


def _settle(dates: Dates, name: str, waiting: dict[str, list[tuple[Line, Entry]]], anchor: str) -> None:
    """Places what is counted from a thing that has its day, and what is counted from that, so that others make room."""
    stack = [*waiting.get(anchor, ())]
    while stack:
        line, entry = stack.pop(0)
        try:
            if entry.date.relative.way != "with" or entry.date.relative.point:
                moment(dates, entry.date, name)
        except Unresolved:
            continue  # once the rest is poured it is tried again, and told
        _place_counted(dates, name, line, entry)
        if (name, entry.id) in dates.poured.placed:
            stack += waiting.get(entry.id, ())


def _place_counted(dates: Dates, name: str, line: Line, entry: Entry) -> None:
    when = entry.date
    done = (name, entry.id) in dates.failed or (name, entry.id) in dates.poured.placed
    if when is None or not when.relative or waits(when) or done:
        return
    try:
        counted = when.relative
        with counting(dates, entry.id, name):
            if counted.way == "with" and counted.point is None and counted.anchor in dates.lines:
                share(dates.poured, name, line, entry, _placed(dates, counted.anchor, name))
            else:
                pin(dates.poured, name, line, entry, moment(dates, when, name)[0])
    except Unresolved as error:
        dates.failed.add((name, entry.id))
        dates.poured.findings += told(dates, (*line.where, "date"), entry.id, error)


def _counted(dates: Dates, counted: Relative, hour: time | None, name: str) -> Moment:
    day, known = _point(dates, counted, name)
    if counted.unit == "class" and counted.count:
        slot = _class(dates, counted, day, name)
        return slot.day, hour or (slot.hours.start if slot.hours else None)
    if counted.unit in ("hour", "minute") and counted.count:
        if known is None:
            raise Unresolved(
                f"`{counted.anchor}` has no hour, so that hours cannot be counted from it; write days, or a date"
            )
        step = timedelta(minutes=counted.count * (60 if counted.unit == "hour" else 1))
        exact = (at(dates.course, day, known).astimezone(UTC) + step).astimezone(at(dates.course, day, known).tzinfo)
        return exact.date(), hour or exact.time()
    if counted.count:
        days = counted.count * (7 if counted.unit == "week" else 1)
        return day + timedelta(days=days), hour
    return day, hour or known


def _point(dates: Dates, counted: Relative, name: str) -> Moment:
    """The time of a thing that something is counted from."""
    anchor = counted.anchor
    if anchor == TERM:
        edge = dates.course.term.end if counted.point == "end" or counted.way == "before" else dates.course.term.start
        edge = dates.course.term.start if counted.point == "start" else edge
        if edge is None:
            raise Unresolved("the term has no dates; write `start` and `end` of `term` in data/course.yml")
        return edge, None
    if anchor in dates.lines:
        return _entry_point(dates, _placed(dates, anchor, name), counted)
    if anchor in dates.tasks:
        return _task_point(dates, dates.tasks[anchor], counted, name)
    raise Unresolved(
        f"there is no entry or assignment `{anchor}`; {suggest(anchor, [*dates.lines, *dates.tasks, TERM])}",
        check="unknown-entry",
    )


def _entry_point(dates: Dates, placed: Placed, counted: Relative) -> Moment:
    if counted.point in ("release", "due"):
        raise Unresolved(
            f"`{counted.anchor}` is an entry of the schedule, which has no {counted.point}; "
            f"write `start of {counted.anchor}` or `end of {counted.anchor}`"
        )
    if placed.days:
        first, last = placed.days[0], placed.days[-1]
        exact = not counted.count or counted.unit in ("hour", "minute")
        late = counted.point == "end" or (counted.point is None and counted.way == "after" and exact)
        day, hours, _ = last if counted.way == "after" or counted.point == "end" else first
        return day, (hours.end if late and hours.end else None if late else hours.start) if hours else None
    if placed.when and placed.when.days:
        span = placed.when.days[-1] if counted.way == "after" or counted.point == "end" else placed.when.days[0]
        return span.last if counted.way == "after" or counted.point == "end" else span.first, None
    raise Unresolved(f"`{counted.anchor}` has no day to count from; give it one, or write a date here")


def _placed(dates: Dates, anchor: str, name: str) -> Placed:
    """Where an entry is; raises Unresolved where it is not known yet, or never."""
    found = dates.poured.placed.get((name, anchor))
    if found:
        return found
    line = dates.lines[anchor]
    entry = in_section(line.entry, name)
    if entry is None:
        raise Unresolved(f"section {name} does not have `{anchor}`; write another date for it under `by_section`")
    if not dates.final:
        raise Unresolved
    _refuse_circle(dates, anchor, name)
    _place_counted(dates, name, line, entry)
    found = dates.poured.placed.get((name, anchor))
    if found is None:
        raise Unresolved  # told where it does not fit
    return found


def _task_point(dates: Dates, task: Task, counted: Relative, name: str) -> Moment:
    item = in_section(task.assignment, name)
    if item is None:
        raise Unresolved(f"section {name} does not have `{counted.anchor}`; write another date under `by_section`")
    released = counted.point in ("release", "start") or (counted.point is None and counted.way == "with")
    when = (item.released or item.opens) if released else next((due.date for due in item.due), None)
    if when is None:
        what = "release" if released else "due date"
        raise Unresolved(f"`{counted.anchor}` has no {what} to count from; give it one, or write a date here")
    thing = f"{counted.anchor}.{'release' if released else 'due'}"
    if (thing, name) not in dates.known:
        with counting(dates, thing, name):
            dates.known[thing, name] = moment(dates, when, name, counted.anchor)
    day, hour = dates.known[thing, name]
    return day, hour or (None if released else dates.course.due_time)


@contextmanager
def counting(dates: Dates, thing: str, name: str) -> Iterator[None]:
    """Notes what is being counted in a section; raises Unresolved where that has come round in a circle."""
    _refuse_circle(dates, thing, name)
    if len(dates.counting) >= DEEPEST:
        raise Unresolved(f"hangs on more than {DEEPEST} others, one after another; give one of them a day of its own")
    dates.counting.append((thing, name))
    try:
        yield
    finally:
        dates.counting.pop()


def _refuse_circle(dates: Dates, thing: str, name: str) -> None:
    if (thing, name) in dates.counting:
        circle = [known for known, section in dates.counting[dates.counting.index((thing, name)) :] if section == name]
        dates.failed |= {(name, known) for known in circle}
        raise Unresolved(circle=tuple(known.partition(".")[0] for known in circle))


def told(dates: Dates, where: Where, own: str, error: Unresolved) -> Iterator[Finding]:
    """What to say of the date of `own`, which stands at `where`; nothing if it is told elsewhere."""
    if error.text:
        yield Finding(error.check, where, error.text)
    elif error.circle == (own,):
        yield Finding("circle", where, f"`{own}` is counted from itself; give it a date")
    elif own in error.circle:
        other = error.circle[(error.circle.index(own) + 1) % len(error.circle)]
        how = "from" if len(error.circle) == 2 else "by way of others from"
        text = f"`{own}` is counted from `{other}`, and `{other}` in {{place}} {how} `{own}`; give one of them a date"
        yield Finding("circle", where, text, other=_where(dates, other))


def _where(dates: Dates, anchor: str) -> Where:
    return dates.lines[anchor].where if anchor in dates.lines else dates.tasks[anchor].where


def _is_held(owner: Placed | None) -> bool:
    """Whether a class is held in a meeting; what has been moved away or cancelled leaves it empty."""
    return owner is None or bool(owner.slots and not owner.entry.cancelled)


def _class(dates: Dates, counted: Relative, day: date, name: str) -> Slot:
    """The class that is so many classes after a day, or before it; classes are those of the anchor's kind."""
    placed = dates.poured.placed.get((name, counted.anchor))
    pool = dates.poured.pool(name, placed.entry.kind if placed else "") or dates.poured.slots[name]
    pool = [slot for slot in pool if _is_held(dates.poured.owners.get(slot))]
    later = [slot for slot in pool if (slot.day > day if counted.count > 0 else slot.day < day)]
    index = counted.count - 1 if counted.count > 0 else len(later) + counted.count
    if not 0 <= index < len(later):
        number = abs(counted.count)
        few = f"there are not {number} classes" if number > 1 else "there is no class"
        raise Unresolved(f"{few} {counted.way} `{counted.anchor}`; write a date")
    return later[index]
