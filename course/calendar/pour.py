"""From the order of entries to days: entries fall, in order, into the meetings that are left free.

Every section is poured by itself. What has a day of its own is pinned first; what is counted from something that is
poured is placed last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from course.calendar.outline import WHOLE, Line, Outline, Where, in_section, lasting
from course.calendar.slots import Slot, days, days_off, meetings, slots
from course.model.course import NO_KIND, Course, Kind, kinds
from course.model.entries import Entry
from course.model.pattern import Meeting
from course.model.values import CANCELLED, Hours, weekday
from course.model.when import When
from course.problems import ERROR, Finding

MARGIN = timedelta(days=31)
"""How far outside the term a date may lie before it looks like a slip."""


@dataclass(frozen=True)
class Placed:
    """An entry as one section has it: the days it is on, each with its hours and its meeting, and all that it takes.

    `when` is its date where that is no day: a span, a choice, a week, or not known yet; there are no `days` then.
    """

    entry: Entry
    where: Where
    days: tuple[tuple[date, Hours | None, Slot | None], ...] = ()
    slots: tuple[Slot, ...] = ()
    when: When | None = None


@dataclass
class Poured:
    """What has been poured so far; `owners` says which entry has taken a meeting."""

    course: Course
    outline: Outline
    kinds: dict[str, Kind]
    patterns: dict[str, tuple[Meeting, ...]]
    slots: dict[str, tuple[Slot, ...]]
    placed: dict[tuple[str, str], Placed] = field(default_factory=dict)
    owners: dict[Slot, Placed] = field(default_factory=dict)
    by_day: dict[tuple[str, date], list[Slot]] = field(default_factory=dict)
    pools: dict[tuple[str, str], list[Slot]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def held(self, name: str) -> Iterator[tuple[Line, Entry]]:
        """The entries that a section has, in the order of the schedule."""
        for line in self.outline.lines:
            entry = in_section(line.entry, name)
            if entry is not None:
                yield line, entry

    def pool(self, name: str, kind: str) -> list[Slot]:
        """The meetings of a section that are for entries of a kind."""
        if (name, kind) not in self.pools:
            own = [slot for slot in self.slots[name] if slot.serves(kind)]
            self.pools[name, kind] = own or [slot for slot in self.slots[name] if not slot.meeting.kinds]
        return self.pools[name, kind]


def begin(course: Course, outlined: Outline) -> Poured:
    """The meetings of all sections, with nothing poured into them yet."""
    patterns = {name: meetings(course, name) for name in outlined.sections}
    poured = Poured(
        course, outlined, kinds(course), patterns, {name: slots(course, name) for name in outlined.sections}
    )
    for name, found in poured.slots.items():
        for slot in found:
            poured.by_day.setdefault((name, slot.day), []).append(slot)
    return poured


def pin(poured: Poured, name: str, line: Line, entry: Entry, day: date) -> None:
    """Pins an entry to a day: it takes the meetings of that day that its hours overlap, or has hours of its own."""
    today = [slot for slot in poured.by_day.get((name, day), ()) if _may_take(poured, name, slot, entry.kind)]
    taken = _taken(poured, name, entry, today)
    owner = next((poured.owners[slot] for slot in taken or () if slot in poured.owners), None)
    if owner and _same_day_group(poured.outline, line, owner):
        owner = None
    where = (*line.where, "date")
    if taken is None:
        poured.findings.append(Finding("no-meeting", where, _no_meeting(poured, name, entry.kind, day)))
    elif owner:
        text = f"the meeting of {written(day)} is already taken by `{owner.entry.id}` in {{place}}"
        remedy = f"write another date, `date: with {owner.entry.id}` to share it, or a `time` that does not overlap"
        poured.findings.append(Finding("taken", where, f"{text}; {remedy}", other=(*owner.where, "date")))
    else:
        later = _following(poured, name, entry, taken, day) if entry.classes > 1 and taken else ()
        if taken and len(taken) + len(later) < entry.classes:
            free = len(taken) + len(later)
            text = f"takes {entry.classes} meetings, and only {free} {'is' if free == 1 else 'are'} free"
            text += f" from {written(day)} on"
            poured.findings.append(
                Finding("too-few-meetings", (*line.where, "classes"), f"{text}; write fewer, or an earlier date")
            )
        _take(poured, name, (line, entry), (*taken, *later), day)
        far = far_outside(poured.course, day)
        poured.findings += [Finding("far-date", where, far)] if far else []


def _same_day_group(outline: Outline, line: Line, other: Placed) -> bool:
    """Whether an entry stands with another one in a group of one day, whose entries share its meetings."""
    return (
        bool(line.groups) and other.where[:-2] == line.groups[-1] and outline.groups[line.groups[-1]].date is not None
    )


def keep_empty(poured: Poured, name: str, line: Line, entry: Entry) -> Iterator[Finding]:
    """Leaves the meetings empty that an entry has been moved away from; tells of days that had none."""
    new = entry.date.days[0].first if entry.date and entry.date.days else None
    old = [(day, when.hour) for when in entry.moved_from for span in when.days for day in days(span.first, span.last)]
    if new and entry.time is None and any(day == new and hour is None for day, hour in old):
        text = "is the day that it is on now; write the day that it was on before, or delete `moved_from`"
        yield Finding("same-date", (*line.where, "moved_from"), text)
    for day, hour in ((day, hour) for day, hour in old if day != new):
        far = far_outside(poured.course, day)
        if far:
            yield Finding("far-date", (*line.where, "moved_from"), far)
            continue
        held = [slot for slot in poured.by_day.get((name, day), ()) if _may_take(poured, name, slot, entry.kind)]
        held = [slot for slot in held if not (hour and slot.hours and slot.hours.start != hour)]
        for slot in held[: entry.classes]:
            poured.owners.setdefault(slot, Placed(entry, line.where))
        if not held and poured.slots[name]:
            near = " or ".join(f"`{written(other)}`" for other in _around(poured, name, entry.kind, day))
            text = (
                f"there is no meeting on {written(day)} to move away from; write {near}, unless it had hours of its own"
            )
            yield Finding("moved-from", (*line.where, "moved_from"), text)


def _around(poured: Poured, name: str, kind: str, day: date) -> list[date]:
    """The days of the meetings before and after a day."""
    days = [slot.day for slot in poured.pool(name, kind)]
    return [other for other in days if other < day][-1:] + [other for other in days if other > day][:1]


def pour(poured: Poured, name: str, floating: list[tuple[Line, Entry]], settle: Callable[[str], None]) -> None:
    """Lets the entries without a date fall into the meetings that are left free, in order; tells what does not fit.

    An entry that is to come after another one waits for it, and those after it in the schedule wait as well. Once an
    entry has its day, `settle` is told its id.
    """
    pools: dict[str, list[Slot]] = {}
    used: dict[str, int] = {}
    homeless: list[tuple[Line, Entry]] = []
    own_meetings = {kind for meeting in poured.patterns[name] for kind in meeting.kinds}
    for line, entry in floating:
        kind = entry.kind if entry.kind in own_meetings else ""
        if kind not in pools:
            pools[kind] = poured.pool(name, kind)
            used[kind] = 0
        pool, found = pools[kind], []
        before = poured.placed.get((name, entry.date.relative.anchor)) if entry.date else None
        if entry.date and before is None:
            poured.findings.append(Finding("no-day", (*line.where, "date"), _comes_later(entry.date.relative.anchor)))
        while before and used[kind] < len(pool) and not _is_after(pool[used[kind]], before):
            used[kind] += 1
        begun = used[kind]
        while used[kind] < len(pool) and len(found) < entry.classes:
            slot = pool[used[kind]]
            used[kind] += 1
            if slot not in poured.owners:
                found.append(slot)
        if len(found) < entry.classes:
            homeless.append((line, entry))
        elif found:
            _take(poured, name, (line, entry), tuple(found), None)
            settle(entry.id)
        if entry.cancelled == CANCELLED[1] or len(found) < entry.classes:
            used[kind] = begun
    if any(finding.level == ERROR for finding in poured.findings):
        return
    poured.findings += _homeless(poured, name, homeless) if homeless else _spare(poured, name)


def share(poured: Poured, name: str, line: Line, entry: Entry, other: Placed) -> None:
    """Places an entry together with another one: on its days, in its meetings."""
    own = _own_hours(poured, entry)
    held = tuple(
        (day, lasting(own or hours, entry.duration) if own or hours else None, slot) for day, hours, slot in other.days
    )
    poured.placed[name, entry.id] = Placed(entry, line.where, held, other.slots, other.when)


def far_outside(course: Course, day: date) -> str | None:
    """What to say of a day that is so far outside the term that it looks like a slip."""
    term = course.term
    if term.start is None or term.start - MARGIN <= day <= term.end + MARGIN:
        return None
    return f"{written(day)} is far outside the term ({term.start} to {term.end}); check the year and the month"


def written(day: date) -> str:
    """A day as messages write it, and as data files may: `Mon 2025-09-01`."""
    return f"{weekday(day)} {day}"


def _take(poured: Poured, name: str, placed: tuple[Line, Entry], taken: tuple[Slot, ...], day: date | None) -> None:
    line, entry = placed
    own = _own_hours(poured, entry)
    held = [(slot.day, own or slot.hours, slot) for slot in taken] or [(day, own, None)]
    held = held if entry.classes > 1 else held[:1]
    once = {on: (on, lasting(hours, entry.duration) if hours else None, slot) for on, hours, slot in reversed(held)}
    found = Placed(entry, line.where, tuple(reversed(once.values())), taken)
    poured.placed[name, entry.id] = found
    if entry.cancelled != CANCELLED[1]:
        poured.owners.update(dict.fromkeys(taken, found))


def _own_hours(poured: Poured, entry: Entry) -> Hours | None:
    """The hours that an entry has by itself or by its kind; None where it has those of its meeting."""
    return entry.time or poured.kinds.get(entry.kind, NO_KIND).time


def _may_take(poured: Poured, name: str, slot: Slot, kind: str) -> bool:
    named = any(kind in meeting.kinds for meeting in poured.patterns[name])
    return slot.serves(kind) if named else not slot.meeting.kinds


def _taken(poured: Poured, name: str, entry: Entry, today: list[Slot]) -> tuple[Slot, ...] | None:
    """The meetings of its day that a pinned entry takes; None where it has no hours without one."""
    hours = _own_hours(poured, entry)
    if hours is None or hours.start is None:
        free = [slot for slot in today if slot not in poured.owners]
        return tuple((free or today)[:1]) or (() if hours or not poured.patterns[name] else None)
    overlapping = tuple(_some_of(today, hours, entry.classes))
    pattern = [meeting.time for meeting in poured.patterns[name] if meeting.time]
    is_class = entry.time is None and any(_overlap(hours, other) for other in pattern)
    return None if is_class and not today else overlapping


def _some_of(today: list[Slot], hours: Hours, classes: int) -> Iterator[Slot]:
    """The meetings that overlap with hours; of the classes that one meeting holds, as many as are asked for."""
    taken: list[Meeting] = []
    for slot in today:
        if (slot.hours is None or _overlap(hours, slot.hours)) and taken.count(slot.meeting) < classes:
            taken.append(slot.meeting)
            yield slot


def _following(poured: Poured, name: str, entry: Entry, taken: tuple[Slot, ...], day: date) -> tuple[Slot, ...]:
    """The meetings after the first one that a pinned entry takes, where it takes several."""
    later = [slot for slot in poured.pool(name, entry.kind) if slot.day >= day and slot not in taken]
    return tuple(slot for slot in later if slot not in poured.owners)[: entry.classes - len(taken)]


def _overlap(one: Hours, other: Hours) -> bool:
    if one.start is None or other.start is None:
        return False
    return one.start < (other.end or time.max) and other.start < (one.end or time.max)


def _no_meeting(poured: Poured, name: str, kind: str, day: date) -> str:
    course, own = poured.course, "give the entry a `time` of its own"
    off = next(iter(days_off(course, name).get(day, ())), None)
    of_section = f" of section {name}" if name != WHOLE else ""
    if off:
        reason = f" ({off.reason})" if off.reason else ""
        return f"{written(day)} is a day off{of_section}{reason}; write another date, or {own}"
    if course.term.start and not course.term.start <= day <= course.term.end:
        term = f"from {course.term.start} to {course.term.end}"
        return f"{written(day)} is outside the term; write a date {term}, or {own}"
    choices = " or ".join(f"`{written(near)}`" for near in _around(poured, name, kind, day))
    remedy = f"write {choices}, or {own}" if choices else own
    return f"there is no meeting{of_section} on {written(day)}; {remedy}"


def _comes_later(anchor: str) -> str:
    return (
        f"hangs on `{anchor}`, which comes later in the schedule; move `{anchor}` above it, or give `{anchor}` a date"
    )


def _is_after(slot: Slot, placed: Placed) -> bool:
    """Whether a meeting is after an entry, by the hour where both have hours."""
    if placed.when and placed.when.days:
        return slot.day > placed.when.days[-1].last
    if not placed.days or any(slot.meeting is other.meeting and slot.day == other.day for other in placed.slots):
        return True
    day, hours, _ = placed.days[-1]
    if slot.day != day:
        return slot.day > day
    begun = slot.hours.start if slot.hours else None
    ended = (hours.end or hours.start) if hours else None
    return bool(begun and ended) and begun >= ended


def _homeless(poured: Poured, name: str, left: list[tuple[Line, Entry]]) -> Iterator[Finding]:
    names = _some([f"`{entry.id}`" for _, entry in left])
    missing = sum(entry.classes for _, entry in left)
    of_section = f" in section {name}" if name != WHOLE else ""
    if any(poured.pool(name, entry.kind) for _, entry in left):
        more = f"{missing} more meeting{'s' * (missing > 1)}"
        text = f"the schedule needs {more}{of_section} than there are: none is left for {names}"
        remedy = "delete entries or days of `days_off`, or end the term later"
        remedy += ", or say which `sections` it is for" if name != WHOLE else ""
    else:
        wanted = " and ".join(f"`{kind}`" for kind in dict.fromkeys(entry.kind for _, entry in left))
        text = f"no weekly meeting{of_section} is for entries of kind {wanted}, such as {names}"
        remedy = "name the kind in `kinds` of a meeting in data/course.yml, or write `date: none`"
    yield Finding("too-few-meetings", left[0][0].where, f"{text}; {remedy}")


def _spare(poured: Poured, name: str) -> Iterator[Finding]:
    """Meetings that are left over; those for kinds of which the schedule has no entry are meant to be so."""
    used = {slot.meeting.kinds for slot in poured.owners}
    free = [slot for slot in poured.slots[name] if slot not in poured.owners]
    free = [slot for slot in free if slot.meeting.kinds in used or not used]
    if free:
        days = _some([*dict.fromkeys(written(slot.day) for slot in free)])
        of_section = f" of section {name}" if name != WHOLE else ""
        text = f"{len(free)} meeting{'s' * (len(free) > 1)}{of_section} without an entry: {days}"
        remedy = "add entries to the schedule, or list the days under `days_off`"
        yield Finding("spare-meetings", _where_meetings(poured, name), f"{text}; {remedy}")


def _where_meetings(poured: Poured, name: str) -> Where:
    """The path of the meetings of a section."""
    sections = [section.id for section in poured.course.sections]
    own = name in sections and poured.course.sections[sections.index(name)].meetings
    return ("sections", sections.index(name), "meetings") if own else ("meetings",)


def _some(names: Collection[str]) -> str:
    names = [*names]
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown
