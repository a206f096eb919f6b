"""The things of a course with their paths, as several checks go through them."""

from __future__ import annotations

from collections.abc import Iterator

from course.calendar.outline import Outline, Where
from course.model.base import Model
from course.model.course import Course
from course.model.entries import Topic
from course.model.grades import Part
from course.model.materials import Material
from course.model.people import OfficeHour


def all_changes(outlined: Outline) -> Iterator[tuple[Where, Model]]:
    """What differs by section."""
    things = [(line.where, line.entry) for line in outlined.lines]
    things += [(task.where, task.assignment) for task in outlined.tasks]
    for where, thing in things:
        yield from (((*where, "by_section", name), change) for name, change in thing.by_section.items())


def all_meeting_lists(course: Course) -> Iterator[tuple[Where, tuple]]:
    """The meetings, the days off and the make-up days of the course and of its sections."""
    for name in ("meetings", "days_off", "makeup_days"):
        yield (name,), getattr(course, name)
        for n, section in enumerate(course.sections):
            yield ("sections", n, name), getattr(section, name)


def all_office_hours(course: Course) -> Iterator[tuple[Where, OfficeHour]]:
    """All office hours with their paths."""
    for n, person in enumerate(course.staff):
        yield from ((("staff", n, "office_hours", m), hours) for m, hours in enumerate(person.office_hours))


def all_topics(outlined: Outline) -> Iterator[Topic]:
    """The topics and activities of all entries, and topics in them."""
    for line in outlined.lines:
        yield from with_inner((*line.entry.topics, *line.entry.activities))


def with_inner(topics: tuple[Topic, ...]) -> Iterator[Topic]:
    """Topics, and topics in them."""
    stack = [*topics]
    while stack:
        topic = stack.pop()
        yield topic
        stack += topic.topics


def all_materials(where: Where, link: object) -> Iterator[tuple[Where, Material]]:
    """The materials that stand below one key of `links.yml`, or the one that the key is for."""
    if isinstance(link, Material):
        yield where, link
    elif isinstance(link, dict):
        yield from (((*where, kind, n), item) for kind, items in link.items() for n, item in enumerate(items))


def all_parts(parts: tuple[Part, ...], where: Where) -> Iterator[tuple[Part, Where]]:
    """The parts of the grade, each before the parts that it is made of."""
    for n, part in enumerate(parts):
        yield part, (*where, n)
        yield from all_parts(part.parts, (*where, n, "parts"))


def all_texts(value: object, where: Where = ()) -> Iterator[tuple[Where, str]]:
    """Every piece of text that somebody has written."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Model):
        for name in value.model_fields_set:
            yield from all_texts(getattr(value, name), (*where, name))
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from all_texts(inner, (*where, n))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from all_texts(inner, (*where, name))
