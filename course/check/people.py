"""People: somebody entered twice, and roles that are spelled in two ways."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator

from course.load import Source
from course.model.course import Course
from course.problems import Finding

ROLES = (
    *("Instructor", "Lecturer", "Professor", "Teaching Assistant", "Head Teaching Assistant", "Course Assistant"),
    *("Tutor", "Grader", "Coordinator"),
)
"""Roles as universities call them; any others may be written."""

ALIKE = 0.85
"""How alike two roles are that are one, spelled in two ways (difflib's ratio)."""


def twice(course: Course, source: Source) -> Iterator[Finding]:
    """People with the name or the mail address of somebody before them."""
    for key in ("name", "email"):
        first: dict[str, int] = {}
        for n, person in enumerate(course.staff):
            said = getattr(person, key)
            if said and first.setdefault(said.casefold(), n) != n:
                place = source.place(("staff", first[said.casefold()]))
                text = f"`{said}` is already at {place}; write one person with a list of roles, or make the two differ"
                yield Finding("repeated-person", ("staff", n, key), text)


def roles(course: Course) -> Iterator[Finding]:
    """Roles of one person that are nearly those of others, or nearly a usual one."""
    counts = Counter(role for person in course.staff for role in person.role)
    usual = [*ROLES] if course.language.startswith("en") else []
    for n, person in enumerate(course.staff):
        for role in person.role:
            others = [other for other in counts if counts[other] > 1] + usual
            near = next((other for other in others if _is_slip(role, other)), None)
            if near and counts[role] == 1 and role not in usual:
                yield Finding(
                    "look-alike",
                    ("staff", n, "role"),
                    f"`{role}` would be shown as a role of its own; did you mean `{near}`?",
                )


def _is_slip(one: str, other: str) -> bool:
    """Whether one of two roles is the other misspelled: as many words, the same numbers, nearly the same letters."""
    words = [re.split(r"[\s-]+", each) for each in (one, other)]
    numbers = [re.findall(r"\d+", each) for each in (one, other)]
    alike = len(words[0]) == len(words[1]) and numbers[0] == numbers[1] and one.rstrip("s") != other.rstrip("s")
    return alike and difflib.SequenceMatcher(None, one, other).ratio() >= ALIKE
