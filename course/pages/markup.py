"""What is wrong with the markup of a page: front matter, comments, pictures without words, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from course.braces import BLOCKS, calls
from course.mathematics import FormulaError, mathml
from course.page import Page
from course.pages.anchors import HEADING
from course.problems import Problem

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_HARMLESS = re.compile(r"\s*(?:more|markdownlint-\S.*|prettier-ignore\S*|vale\s.*|toc)?\s*", re.DOTALL)
_FORMULA = re.compile(r"(?<![\\$])(?:\$\$((?:\\.|[^\\$])+?)\$\$|\$(?![\s$])((?:\\.|[^\\$])+?)(?<!\s)\$)", re.DOTALL)
_UNCLOSED = re.compile(r"-{3}[ \t]*\n(?:\w+:.*\n)+(?!-{3}|\.{3})")
_PICTURE = re.compile(r"!\[\s*\](?=[(\[])")
_RAW_PICTURE = re.compile(r"<img\b(?:(?!\balt\s*=)[^>])*>", re.IGNORECASE)
_BLOCK = re.compile(rf"\{{\{{\s*(?:{'|'.join(BLOCKS)})\(")


def problems(page: Page) -> Iterator[Problem]:
    """All problems of a page's markup."""
    yield from _front_matter_problems(page)
    yield from _comment_problems(page)
    for pattern in (_PICTURE, _RAW_PICTURE):
        for match in pattern.finditer(page.prose):
            text = "this picture has no words for those who cannot see it; write what it shows: `![A cat](cat.png)`"
            yield page.found("no-alt", match, text)
    yield from _heading_problems(page)
    yield from _formula_problems(page)
    if page.open_fence:
        text = "this block of code is never closed, so that all below it is code; write the same signs at its end"
        yield page.problem("open-code", page.open_fence, "", text)


def _formula_problems(page: Page) -> Iterator[Problem]:
    for match in _FORMULA.finditer(page.prose) if "$" in page.prose else ():
        try:
            mathml((match[1] or match[2]).strip())
        except FormulaError as error:
            yield page.found("formula", match, str(error))


def _front_matter_problems(page: Page) -> Iterator[Problem]:
    if isinstance(page.front_matter, yaml.YAMLError):
        mark = getattr(page.front_matter, "problem_mark", None)
        text = "the settings between the two lines of `---` cannot be read; check brackets, colons and indentation"
        line = min(mark.line + 2, page.text.count("\n") + 1) if mark else 1
        yield page.problem("front-matter", line, "", text)
    elif not page.front_matter and _UNCLOSED.match(page.text):
        text = "the settings that begin here with `---` have no end; write another line of `---` below them"
        yield page.problem("front-matter", 1, "", text)


def _comment_problems(page: Page) -> Iterator[Problem]:
    for match in _COMMENT.finditer(page.commented):
        if not _HARMLESS.fullmatch(match[1]):
            text = "this comment is published with the page; write `{# ... #}`, which stays here, or delete it"
            yield page.found("html-comment", match, text)


def _heading_problems(page: Page) -> Iterator[Problem]:
    """Headings more than one step below the one before; what macros print may have headings of its own."""
    level, end, first = 1, 0, bool(calls(page, "talk") or calls(page, "assignment"))
    for match in HEADING.finditer(page.prose):
        printed = _BLOCK.search(page.prose, end, match.start())
        if len(match[1]) > level + 1 and not printed:
            text = f"this heading skips a level; write `{'#' * (level + 1)}`, one sign more than the heading above it"
            yield page.found("heading-level", match, text)
        if len(match[1]) == 1 and first:
            text = "this page has a heading of the first level already; write `##`, or delete it"
            yield page.found("heading-level", match, text)
        first = first or len(match[1]) == 1
        level, end = len(match[1]), match.end()
