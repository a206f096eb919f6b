"""The materials of entries and assignments, from `links.yml`."""

from __future__ import annotations

from dataclasses import dataclass

from course.model import Assignment, Course, Entry
from course.words import Words


@dataclass(frozen=True)
class Material:
    """One address with its kind (`slides`), the kind's label (`Slides`), and the title of what it belongs to."""

    kind: str
    label: str
    title: str
    url: str


def materials(course: Course, words: Words, item: Entry | Assignment) -> tuple[Material, ...]:
    """What `links.yml` has under the id of an entry or assignment; for an entry its assignment's too."""
    items = [item]
    if isinstance(item, Entry) and item.assignment:
        items += (assignment for assignment in course.assignments if assignment.id == item.assignment)
    return tuple(
        Material(kind, words.materials[kind], owner.title, url)
        for owner in items
        for kind, url in course.group(owner.id).items()
    )
