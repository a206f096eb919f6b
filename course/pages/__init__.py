"""What is wrong in pages beside their braces: markup, links, anchors, and what should not be typed by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from course.braces import Facts
from course.page import Page
from course.pages import anchors, links, markup, prose
from course.problems import Problem

Anchors = Mapping[str, frozenset[str] | None]


def problems(page: Page, facts: Facts | None, files: Collection[str], known: Anchors) -> Iterator[Problem]:
    """All problems of a page beside its braces; without facts, those that can be told without a course.

    `files` are the paths in `docs/` and of what the build adds to them; `known` are the anchors of each page, None
    where they cannot be told.
    """
    yield from markup.problems(page)
    yield from links.problems(page, files, known)
    yield from prose.date_problems(page, facts.course.language if facts else "en")
    if facts:
        yield from anchors.problems(page, facts)
        yield from prose.problems(page, facts.course)
