"""What is wrong in a page beside its braces: front matter, anchors, dates typed by hand, files that do not exist."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

import yaml
from babel import Locale
from babel.dates import get_month_names
from markdown.extensions.toc import slugify

from course.braces import Facts, calls
from course.page import Page
from course.problems import Problem, suggest

_NOT_PROSE = re.compile(r"https?://\S+|\]\([^)]*\)|<[^>]*>")
_SRC = re.compile(r"""<[a-z][^>]*\ssrc=["']?([^"'>\s]+)""", re.IGNORECASE)


def problems(page: Page, facts: Facts | None, files: Collection[str]) -> Iterator[Problem]:
    """All problems of a page beside its braces; without facts, those that can be told without a course.

    `files` are the paths in `docs/`.
    """
    yield from _front_matter_problems(page)
    yield from _anchor_problems(page, facts) if facts else ()
    yield from _date_problems(page, facts.course.language if facts else "en")
    yield from _source_problems(page, files)


def asset_problems(file: str, text: str, named: Collection[str], files: Collection[str]) -> Iterator[Problem]:
    """Scripts and stylesheets that the configuration `text` names and that are in neither `docs/` nor `overrides/`."""
    for path in named:
        if not re.match(r"https?://|//", path) and path not in files:
            before = text[: max(text.find(path), 0)]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            yield Problem(file, line, column, "", f"there is no file docs/{path}; {suggest(path, files)}")


def _front_matter_problems(page: Page) -> Iterator[Problem]:
    if isinstance(page.front_matter, yaml.YAMLError):
        mark = getattr(page.front_matter, "problem_mark", None)
        text = "what stands between the lines of hyphens cannot be read; check its brackets, colons and indentation"
        yield page.problem(min(mark.line + 2, page.text.count("\n") + 1) if mark else 1, "", text)


def _anchor_problems(page: Page, facts: Facts) -> Iterator[Problem]:
    """Headings whose anchor is that of an entry in the schedule on the same page."""
    ids = facts.entries if calls(page, "schedule") else ()
    for number, line in page.lines():
        heading = re.match(r"#+\s+(.*)", line)
        own = re.search(r"\{:?[^}]*#([\w-]+)", line)
        anchor = own[1] if own else slugify(heading[1], "-") if heading else ""
        if anchor in ids or (ids and re.fullmatch(r"week-\d+", anchor)):
            text = (
                f"the anchor `{anchor}` of this heading is one of the schedule; write {{: #other }} behind the heading"
            )
            yield page.problem(number, "#", text)


def _date_problems(page: Page, language: str) -> Iterator[Problem]:
    pattern = _typed_date(language)
    for number, line in page.lines():
        for match in pattern.finditer(_NOT_PROSE.sub("", line)):
            text = f"the date `{match[0]}` is typed by hand; write it in data/, and let a macro print it"
            yield page.problem(number, match[0], text, warning=True)


@cache
def _typed_date(language: str) -> re.Pattern[str]:
    names = {"Sept"}
    for locale in {language, "en"}:
        for width in ("wide", "abbreviated"):
            names |= {
                name.rstrip(".") for name in get_month_names(width, locale=Locale.parse(locale, sep="-")).values()
            }
    months = "|".join(sorted(map(re.escape, names - {"May"}), key=len, reverse=True))
    day, end = r"\d{1,2}(?:st|nd|rd|th)?", r"(?=\s*(?:$|[,.;:)(]|\d{4}))"  # May and may are words, too
    forms = (
        r"\b\d{4}[-/]\d{2}[-/]\d{2}\b",
        r"\b\d{1,2}([./])\d{1,2}\1\d{4}\b",
        rf"(?i:\b(?:{months})\.? {day}\b)",
        rf"(?i:\b{day}\.? (?:of )?(?:{months})(?!\w))",
        rf"\bMay {day}{end}",
        rf"\b{day}\.? (?:of )?May{end}",
    )
    return re.compile("|".join(forms))


def _source_problems(page: Page, files: Collection[str]) -> Iterator[Problem]:
    stem, _ = posixpath.splitext(page.path)
    folders = (stem, posixpath.dirname(stem))  # as the page's address ends in a slash, or in .html
    if posixpath.basename(stem) in ("index", "README"):
        folders = folders[1:]
    for number, line in page.lines():
        for match in _SRC.finditer(line):
            address = urlsplit(match[1])
            elsewhere = address.scheme or address.netloc or address.path[:1] in ("", "/") or "{{" in match[1]
            paths = [posixpath.normpath(posixpath.join(base, unquote(address.path))) for base in folders]
            found = {f"{path}{end}" for path in paths for end in ("", ".md", "/index.md")} & set(files)
            if not (elsewhere or found):
                path = paths[0]
                text = f"there is no file docs/{path}; {suggest(path, files)}"
                yield page.problem(number, match[1], text)
