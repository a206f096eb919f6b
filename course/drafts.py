"""Pages that are held back: nothing of the course links to them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from course.calendar.outline import outline
from course.model.base import Model
from course.model.course import Course
from course.model.materials import Material

Value = TypeVar("Value")


def held_pages(course: Course) -> frozenset[str]:
    """The pages that belong to nothing but entries, groups and assignments that are held back."""
    outlined = outline(course)
    things = [line.entry for line in outlined.lines] + [task.assignment for task in outlined.tasks]
    things += [*outlined.groups.values()]
    parts = {part.page for part in course.parts()}
    return frozenset(
        {thing.page for thing in things if thing.draft} - {thing.page for thing in things if not thing.draft} - parts
    )


def without(value: Value, pages: Collection[str]) -> Value:
    """A value of the data without its links to some pages, as deep as they stand; materials on them are drafts."""
    changed: Any = value
    if isinstance(value, Model):
        inner = {name: without(getattr(value, name), pages) for name in value.model_fields_set}
        if isinstance(value, Material) and (value.url or "").partition("#")[0] in pages:
            inner["draft"] = True
        if inner.get("page") in pages:
            inner["page"] = None
        changed = value.model_copy(update=inner)
    elif isinstance(value, tuple):
        changed = tuple(without(inner, pages) for inner in value)
    elif isinstance(value, dict):
        changed = {key: without(inner, pages) for key, inner in value.items()}
    return changed
