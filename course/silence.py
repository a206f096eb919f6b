"""Warnings and hints that a course has silenced, each with a reason; what silences nothing is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from course.model.course import Course, Silenced
from course.problems import ERROR, WARNINGS, Finding, Problem

ELSEWHERE = ("large-file", "dead-address")
"""Checks of the built site and of other sites' answers, of which the check of the sources knows nothing."""


def split(course: Course, problems: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
    """The problems that are told, and those that are not."""
    told, silent = [], []
    for problem in problems:
        (silent if any(_is_meant(item, problem) for item in course.silenced) else told).append(problem)
    return told, silent


def findings(course: Course, problems: Iterable[Problem]) -> Iterator[Finding]:
    """What silences nothing: a warning that has been mended since. Hints come and go with the days.

    Errors may hide what would be silenced, so that nothing is told beside one.
    """
    problems = [*problems]
    if any(problem.level == ERROR for problem in problems):
        return
    for n, item in enumerate(course.silenced):
        if (
            item.check in WARNINGS
            and item.check not in ELSEWHERE
            and not any(_is_meant(item, problem) for problem in problems)
        ):
            at = f" at `{item.at}`" if item.at else ""
            text = f"there is no message of `{item.check}`{at} to silence; delete this item, or correct its `at`"
            yield Finding("silenced", ("silenced", n), text)


def _is_meant(item: Silenced, problem: Problem) -> bool:
    if item.check != problem.check or problem.level == ERROR:
        return False
    places = (problem.path, problem.file, f"{problem.file}:{problem.line}")
    return item.at is None or item.at in places or problem.path.startswith((f"{item.at}.", f"{item.at}["))
