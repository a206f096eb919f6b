"""From the order of entries to days: entries fall, in order, into the meetings that are left free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from course.model import Course, DayOff, Entry, Meeting
from course.problems import Finding
from course.values import Hours, weekday

MARGIN = timedelta(days=31)
"""How far outside the term a date may lie before it looks like a slip."""


@dataclass(frozen=True)
class Slot:
    """A weekly meeting on a day of the term."""

    day: date
    meeting: Meeting


@dataclass(frozen=True)
class Placed:
    """An entry on its day; `slot` is the meeting that it takes, None where it stands beside the pattern."""

    entry: Entry
    day: date
    slot: Slot | None


def pour(course: Course) -> tuple[list[Placed], list[Finding]]:
    """Places the entries of a course, in the order of the schedule; tells what does not fit."""
    slots = meetings(course)
    pinned, findings = _pin(course, slots)
    used = {placed.slot for placed in pinned.values()}
    free = [slot for slot in slots if slot not in used]
    floating = [n for n, entry in enumerate(course.schedule) if entry.date is None]
    poured = {n: Placed(course.schedule[n], slot.day, slot) for n, slot in zip(floating, free, strict=False)}
    placed = pinned | poured
    findings += () if any(not finding.warning for finding in findings) else _fit(course, floating, free)
    return [placed[n] for n in sorted(placed)], findings


def meetings(course: Course) -> tuple[Slot, ...]:
    """The meetings of the term that are not on a day off, in order of time."""
    off = days_off(course)
    pattern = sorted(course.meetings, key=lambda meeting: meeting.time.start)
    days = [day for day in _days(course.term.start, course.term.end) if day not in off]
    return tuple(Slot(day, meeting) for day in days for meeting in pattern if day.weekday() in meeting.days)


def days_off(course: Course) -> dict[date, DayOff]:
    """The days without meetings, each with the first item of `days_off` that names it."""
    off: dict[date, DayOff] = {}
    for item in course.days_off:
        for day in _days(item.date.first, item.date.last):
            off.setdefault(day, item)
    return off


def far_outside(course: Course, day: date) -> str | None:
    """What to say of a day that is so far outside the term that it looks like a slip."""
    term = course.term
    if term.start - MARGIN <= day <= term.end + MARGIN:
        return None
    return f"{written(day)} is far outside the term ({term.start} to {term.end}); check the year and the month"


def written(day: date) -> str:
    """A day as messages write it, and as data files may: `Mon 2025-09-01`."""
    return f"{weekday(day)} {day}"


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _pin(course: Course, slots: Iterable[Slot]) -> tuple[dict[int, Placed], list[Finding]]:
    pinned: dict[int, Placed] = {}
    owners: dict[Slot, Entry] = {}
    findings = []
    for n, entry in enumerate(course.schedule):
        if entry.date is None:
            continue
        today = [slot for slot in slots if slot.day == entry.date]
        free = next((slot for slot in today if slot not in owners), None)
        if free and (entry.time is None or _overlap(entry.time, free.meeting.time)):
            owners[free] = entry
            pinned[n] = Placed(entry, entry.date, free)
        elif entry.time is not None:
            pinned[n] = Placed(entry, entry.date, None)
        text = far_outside(course, entry.date) if n in pinned else _no_place(course, slots, owners, today, entry.date)
        if text:
            findings.append(Finding(("schedule", n, "date"), text, warning=n in pinned))
    return pinned, findings


def _overlap(one: Hours, other: Hours) -> bool:
    return one.start < (other.end or time.max) and other.start < (one.end or time.max)


def _no_place(course: Course, slots: Iterable[Slot], owners: dict[Slot, Entry], today: list[Slot], day: date) -> str:
    """Why an entry without hours of its own cannot be pinned to a day."""
    own = "give the entry a `time` of its own"
    if today:
        return (
            f"the meeting of {written(day)} is already taken by `{owners[today[0]].id}`; write another date, or {own}"
        )
    off = days_off(course).get(day)
    if off:
        reason = f" ({off.reason})" if off.reason else ""
        return f"{written(day)} is a day off{reason}; write another date, or {own}"
    if not course.term.start <= day <= course.term.end:
        term = f"from {course.term.start} to {course.term.end}"
        return f"{written(day)} is outside the term; write a date {term}, or {own}"
    near = [slot.day for slot in slots if slot.day < day][-1:] + [slot.day for slot in slots if slot.day > day][:1]
    choices = " or ".join(f"`{written(choice)}`" for choice in near)
    return f"there is no meeting on {written(day)}; write {choices}, or {own}"


def _fit(course: Course, floating: list[int], free: list[Slot]) -> Iterator[Finding]:
    if len(floating) > len(free):
        homeless = [f"`{course.schedule[n].id}`" for n in floating[len(free) :]]
        text = f"no meeting is left for {_some(homeless)}; drop an entry or a day of `days_off`, or end the term later"
        yield Finding(("schedule", floating[len(free)]), text)
    elif len(free) > len(floating):
        days = [written(slot.day) for slot in free[len(floating) :]]
        text = f"no entry is left for the meetings of {_some(days)}; add entries, or list the days under `days_off`"
        yield Finding(("schedule", len(course.schedule) - 1), text, warning=True)


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown
