"""The materials of entries and assignments, from `links.yml`."""

from __future__ import annotations

from dataclasses import dataclass

from course.model import Assignment, Course, Entry
from course.words import Words


@dataclass(frozen=True)
class Material:
    """One address with its kind (`slides`) and the kind's label (`Slides`)."""

    kind: str
    label: str
    url: str


def materials(course: Course, words: Words, item: Entry | Assignment) -> tuple[Material, ...]:
    """What `links.yml` has under the id of an entry or assignment; for an entry its assignment's too."""
    links = list(course.group(item.id).items())
    if isinstance(item, Entry) and item.assignment:
        links += course.group(item.assignment).items()
    return tuple(Material(kind, words.materials[kind], url) for kind, url in links)
