"""From the order of entries to days: entries fall, in order, into the meetings that are left free."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from course.model import Course, DayOff, Entry, Meeting, hours_of
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
    """An entry on its day, with the meetings that it takes; none where it stands beside the pattern."""

    entry: Entry
    day: date
    slots: tuple[Slot, ...]


def pour(course: Course) -> tuple[list[Placed], list[Finding]]:
    """Places the entries of a course, in the order of the schedule; tells what does not fit."""
    slots = meetings(course)
    pinned, findings = _pin(course, slots)
    used = {slot for placed in pinned.values() for slot in placed.slots}
    free = [slot for slot in slots if slot not in used]
    floating = [n for n, entry in enumerate(course.schedule) if entry.date is None]
    poured = {n: Placed(course.schedule[n], slot.day, (slot,)) for n, slot in zip(floating, free, strict=False)}
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


def _pin(course: Course, slots: Collection[Slot]) -> tuple[dict[int, Placed], list[Finding]]:
    pinned: dict[int, Placed] = {}
    owners: dict[Slot, Entry] = {}
    findings = []
    for n, entry in enumerate(course.schedule):
        if entry.date is None:
            continue
        where = ("schedule", n, "date")
        taken = _taken(course, entry, [slot for slot in slots if slot.day == entry.date], owners)
        owner = next((owners[slot] for slot in taken or () if slot in owners), None)
        if taken is None:
            findings.append(Finding(where, _no_meeting(course, slots, entry.date)))
        elif owner:
            text = f"the meeting of {written(entry.date)} is already taken by `{owner.id}`"
            findings.append(Finding(where, f"{text}; write another date, or a `time` that does not overlap"))
        else:
            owners |= dict.fromkeys(taken, entry)
            pinned[n] = Placed(entry, entry.date, taken)
            far = far_outside(course, entry.date)
            findings += [Finding(where, far, warning=True)] if far else []
    return pinned, findings


def _taken(course: Course, entry: Entry, today: list[Slot], owners: Collection[Slot]) -> tuple[Slot, ...] | None:
    """The meetings of its day that a pinned entry takes; None where it has no hours without one."""
    hours = hours_of(course, entry)
    if hours is None:
        free = [slot for slot in today if slot not in owners]
        return tuple((free or today)[:1]) or None
    overlapping = tuple(slot for slot in today if _overlap(hours, slot.meeting.time))
    is_class = entry.time is None and any(_overlap(hours, meeting.time) for meeting in course.meetings)
    return None if is_class and not today else overlapping


def _overlap(one: Hours, other: Hours) -> bool:
    return one.start < (other.end or time.max) and other.start < (one.end or time.max)


def _no_meeting(course: Course, slots: Collection[Slot], day: date) -> str:
    own = "give the entry a `time` of its own"
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
        yield Finding(("schedule", len(course.schedule) - 1) if course.schedule else ("schedule",), text, warning=True)


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown
