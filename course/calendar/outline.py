"""The things of a course one by one: entries out of their groups, work out of its repetitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from course.model.base import Model, given
from course.model.course import Course
from course.model.entries import Entry, Group
from course.model.values import Hours
from course.model.when import When, filled, read_day
from course.model.work import Assignment

T = TypeVar("T", Entry, Assignment, Group)

Where = tuple[str | int, ...]
"""The path of a value in the data: ``("schedule", 4, "date")``."""

Clocks = dict[str | None, time | None]
"""When the last entry of a day ends, by track, if that is known; what is for all tracks has the track None."""

WHOLE = ""
"""The section of a course that has none."""

INHERITED = (
    *("part", "late", "hand_in", "audience", "page", "team", "people", "optional", "cancelled", "draft", "sections"),
)
"""What a milestone has from its project, unless it says otherwise."""


@dataclass(frozen=True)
class Line:
    """An entry with its path, and with the paths of the groups that it stands in, the outermost first."""

    entry: Entry
    where: Where
    groups: tuple[Where, ...] = ()


@dataclass(frozen=True)
class Task:
    """An assignment with its path; `project` is what it is a milestone of."""

    assignment: Assignment
    where: Where
    project: Assignment | None = None


@dataclass(frozen=True)
class Outline:
    """All entries, groups and assignments of a course in the order of the files."""

    lines: tuple[Line, ...]
    groups: dict[Where, Group]
    tasks: tuple[Task, ...]
    sections: tuple[str, ...]


def outline(course: Course) -> Outline:
    """Takes a course apart."""
    groups: dict[Where, Group] = {}
    lines = tuple(_lines(course.schedule, ("schedule",), (), groups, {}))
    tasks = tuple(task for n, item in enumerate(course.assignments) for task in _tasks(item, ("assignments", n), lines))
    return Outline(lines, groups, tasks, tuple(section.id for section in course.sections) or (WHOLE,))


def in_section(item: T, section: str) -> T | None:
    """An entry or an assignment as a section has it; None where the section does not have it."""
    if item.sections and section not in item.sections:
        return None
    change = item.by_section.get(section)
    return item.model_copy(update=given(change)) if change else item


def _lines(
    items: tuple[Entry | Group, ...],
    where: Where,
    around: tuple[Where, ...],
    groups: dict[Where, Group],
    clocks: Clocks,
) -> Iterator[Line]:
    for n, item in enumerate(items):
        here = (*where, n)
        outer = groups[around[-1]] if around else None
        if isinstance(item, Group):
            group = groups[here] = _within(item, outer) if outer else item
            inner = clocks if outer and outer.date == group.date and not group.start else {None: group.start}
            yield from _lines(item.entries, (*here, "entries"), (*around, here), groups, inner)
        else:
            entry = _within(item, outer) if outer else item
            yield Line(_timed(entry, clocks) if outer and outer.date else entry, here, around)


def _within(item: T, group: Group) -> T:
    """An entry or a group with what it has from the group around it."""
    said = {name: getattr(group, name) for name in ("kind", "place", "mode") if getattr(group, name)}
    if group.date:
        said["date"] = group.date if isinstance(item, Group) else read_day(str(group.date))
    said = {name: value for name, value in said.items() if name not in item.model_fields_set}
    if group.draft:
        said["draft"] = True
    return item.model_copy(update=said) if said else item


def _timed(entry: Entry, clocks: Clocks) -> Entry:
    """An entry of a day; one that has a length alone starts when the one before it ends, in its track or in all."""
    ends = [clocks.get(entry.track, clocks.get(None))] if entry.track else [*clocks.values()]
    hours = entry.time
    if hours is None and entry.duration and ends and None not in ends:
        hours = Hours(max(ends))
    hours = lasting(hours, entry.duration) if hours else None
    if not entry.track:
        clocks.clear()
    clocks[entry.track] = hours.end if hours else None
    return entry.model_copy(update={"time": hours}) if hours != entry.time else entry


def lasting(hours: Hours, minutes: int | None) -> Hours:
    """Hours with their end counted from their start, where only their length is known; never into the next day."""
    if hours.start is None or hours.end or not minutes:
        return hours
    begin = datetime.combine(date.min, hours.start)
    end = begin + timedelta(minutes=minutes)
    return Hours(hours.start, end.time(), hours.later) if end.date() == begin.date() else hours


def _tasks(
    item: Assignment, where: Where, lines: tuple[Line, ...], project: Assignment | None = None
) -> Iterator[Task]:
    for one in _repeated(item, lines):
        yield Task(one, where, project)
        for n, milestone in enumerate(one.milestones):
            said = {name: getattr(one, name) for name in INHERITED if name not in milestone.model_fields_set}
            yield from _tasks(milestone.model_copy(update=said), (*where, "milestones", n), lines, one)


def _repeated(item: Assignment, lines: tuple[Line, ...]) -> Iterator[Assignment]:
    repeat = item.repeat
    if repeat is None:
        yield item
    elif repeat.names:
        entries = (line.entry for line in lines if line.entry.id not in repeat.without)
        named = (entry for entry in entries if {entry.kind, entry.id} & {*repeat.names})
        for number, entry in enumerate(named, 1):
            yield _one(item, number, entry)
    else:
        for number in repeat.numbers:
            yield _one(item, number, None)


def _one(item: Assignment, number: int, entry: Entry | None) -> Assignment:
    fields = {name: _fill(getattr(item, name), number, entry) for name in item.model_fields_set}
    suffix = entry.id if entry else number
    own = [part.model_copy(update={"id": f"{part.id}_{suffix}"}) for part in fields.get("milestones", ())]
    return item.model_copy(update={**fields, "id": f"{item.id}_{suffix}", "milestones": tuple(own), "repeat": None})


def _fill(value: Any, number: int, entry: Entry | None) -> Any:
    """A value with `<n>`, `<id>` and `<title>` filled in, as deep as they stand."""
    if isinstance(value, str):
        text = value.replace("<n>", str(number))
        return text.replace("<id>", entry.id).replace("<title>", entry.title) if entry else text
    if isinstance(value, When):
        return filled(value, number, entry.id if entry else None)
    if isinstance(value, Model):
        return value.model_copy(
            update={name: _fill(getattr(value, name), number, entry) for name in value.model_fields_set}
        )
    if isinstance(value, tuple):
        return tuple(_fill(inner, number, entry) for inner in value)
    if isinstance(value, dict):
        return {key: _fill(inner, number, entry) for key, inner in value.items()}
    return value
