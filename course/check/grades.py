"""The grade: weights and points that do not sum up, letters out of order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from course.calendar.outline import Outline, Where
from course.check.references import reference
from course.check.things import all_parts
from course.model.course import Course
from course.model.grades import Part
from course.problems import Finding


def weights(course: Course) -> Iterator[Finding]:
    """Weights and points that do not sum to what they should, in any of the schemes."""
    unknown = [*_unknown_schemes(course)]
    yield from unknown
    if unknown:  # what it would count is missing by that mistake
        return
    for scheme in course.scheme_ids():
        found = [part.weight_in(scheme) for part in course.grading]
        total = sum(weight for weight in found if weight is not None)
        if any(weight is not None for weight in found) and total != 100:
            of_scheme = f" of `{scheme}`" if scheme else ""
            text = f"the weights{of_scheme} sum to {total:f}, not to 100; change one of them by {100 - total:+f}"
            yield Finding("weights", ("grading",), text)
        for part, where in all_parts(course.grading, ("grading",)):
            yield from _sums(part, (*where, "parts"), scheme)


def points(course: Course, outlined: Outline) -> Iterator[Finding]:
    """Points that say something else than the weights, and work that does not sum to its part of the grade."""
    total = course.points
    if len(course.scheme_ids()) == 1 and total and all(_counted(course, part) for part in course.grading):
        for n, part in enumerate(course.grading):
            weight = part.weight_in(course.scheme_ids()[0])
            if part.points * 100 != weight * total:
                text = f"{part.points:f} of {total:f} points are not {weight:f} % of the grade; change one of the two"
                yield Finding("points", ("grading", n, "points"), text)
                break  # one wrong number shifts all shares
    for part, where in all_parts(course.grading, ("grading",)):
        yield from _work(course, outlined, part, where)


def letters(course: Course) -> Iterator[Finding]:
    """Letter grades that are not in the order of their percents."""
    least = [*course.letters.values()]
    if least != sorted(set(least), reverse=True):
        text = "are not in order; write the best first, each with a lower number than the one before"
        yield Finding("letters", ("letters",), text)


def _counted(course: Course, part: Part) -> bool:
    return part.points is not None and part.weight_in(course.scheme_ids()[0]) is not None


def _unknown_schemes(course: Course) -> Iterator[Finding]:
    for part, where in all_parts(course.grading, ("grading",)):
        for name in part.weight or {}:
            if name and name not in course.scheme_ids():
                yield from reference(
                    (*where, "weight", name), name, [item.id for item in course.schemes], "scheme of grading"
                )


def _sums(part: Part, where: Where, scheme: str) -> Iterator[Finding]:
    """What the parts of a part sum to, where it and all of them say a weight or points."""
    for what, own, inner in (
        ("weights", part.weight_in(scheme), [item.weight_in(scheme) for item in part.parts]),
        ("points", part.points, [item.points for item in part.parts]),
    ):
        if own is not None and inner and all(amount is not None for amount in inner):
            yield from _sum(where, f"the {what} of its parts", sum(inner, Decimal(0)), own)


def _work(course: Course, outlined: Outline, part: Part, where: Where) -> Iterator[Finding]:
    """What the work of a part sums to, where the part and all of its work say a weight or points."""
    tasks = [task.assignment for task in outlined.tasks if task.assignment.part == part.id and part.id]
    tasks = [task for task in tasks if not (task.milestones or task.optional or task.cancelled)]
    held = any(line.entry.part == part.id for line in outlined.lines)
    if not tasks or held or part.best or part.parts or len(course.scheme_ids()) > 1:
        return
    own = part.weight_in(course.scheme_ids()[0])
    for what, whole, found in (
        ("weight", own, [task.weight for task in tasks]),
        ("points", part.points, [task.points for task in tasks]),
    ):
        if whole is not None and all(amount is not None for amount in found):
            yield from _sum((*where, what), f"the {what} of its assignments", sum(found, Decimal(0)), whole)


def _sum(where: Where, what: str, total: Decimal, whole: Decimal) -> Iterator[Finding]:
    if total != whole:
        text = f"{what} sum to {total:f}, not to {whole:f}; change one of them by {whole - total:+f}"
        yield Finding("weights", where, text.replace("the weight of", "the weights of"))
