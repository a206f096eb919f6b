"""What people have typed into a page that stands in the data, or in last term's: dates, weights, terms, mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale
from babel.dates import get_month_names

from course.check.things import all_texts
from course.model.course import Course
from course.page import Page
from course.problems import Problem

_NOT_PROSE = re.compile(r"https?://\S+|\]\([^)]*\)|<[^>]*>")
_MAIL = re.compile(r"(?<![\w.+/@-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?!:)\b(?!:)")
_SEASON = r"(?:spring|summer|fall|autumn|winter)(?: term| semester)?"
_TERM = re.compile(rf"\b(?:{_SEASON},? (20\d\d)|(20\d\d),? {_SEASON})\b", re.IGNORECASE)
_AMOUNT = r"\**(?P<amount>\d+(?:\.\d+)?\s*(?:%|percent\b|points?\b))"
_GIVES = r"(?:worth|makes? up|counts?(?: for)?|gives?|contributes?|accounts? for)"
_WORTH = re.compile(rf"\b{_GIVES}\s+(?:(?:about|up to|a total of|in total)\s+)?{_AMOUNT}", re.IGNORECASE)
_A_DAY = r"(?!\s+(?:per|for each|a day|each))"
_END = r"(?=[^\w\s]|\s*$|\s+(?:and|or|is|are|in|for)\b)"
_GRADE = rf"(?:the|your)\s+(?:(?:final|course|overall|total)\s+)?grade\b{_END}{_A_DAY}"
_OF_GRADE = re.compile(rf"{_AMOUNT}\**\s+of\s+{_GRADE}", re.IGNORECASE)


def problems(page: Page, course: Course) -> Iterator[Problem]:
    """Weights, terms and mail addresses that are typed by hand."""
    yield from _weight_problems(page, course)
    yield from _term_problems(page, course)
    yield from _mail_problems(page, course)


def date_problems(page: Page, language: str) -> Iterator[Problem]:
    """Dates that are typed by hand, in the words of the course's language and of English."""
    pattern = _typed_date(language)
    for number, line in page.lines():
        for match in pattern.finditer(_NOT_PROSE.sub("", line)):
            remedy = "write it in data/, in assignments.yml if it is a due date, and `{{ due_dates() }}` here"
            text = f"the date `{match[0]}` is typed by hand; {remedy}"
            yield page.problem("typed-date", number, match[0], text)


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


def _weight_problems(page: Page, course: Course) -> Iterator[Problem]:
    """What a page says of the weight of a part of the grade: its own part's, or of the grade at all."""
    here = [part for part in course.parts() if part.page == page.path and (part.weight or part.points is not None)]
    for pattern in (_WORTH, _OF_GRADE) if here else (_OF_GRADE,):
        for match in pattern.finditer(page.prose):
            typed = match["amount"]
            if pattern is _OF_GRADE and here and _WORTH.search(page.prose, max(match.start() - 40, 0), match.end()):
                continue  # told as what the part gives
            name = here[0].id if len(here) == 1 else "ID"
            known = f", and data/course.yml says {_told(here[0])} for `{name}`" if len(here) == 1 else ""
            field, unit = ("points", "points") if here and not here[0].weight else ("weight", "%")
            text = f'`{typed}` is typed by hand{known}; write `{{{{ part("{name}").{field} }}}} {unit}` instead'
            more = "" if len(here) == 1 else ", with the id of the part in data/course.yml for ID"
            yield page.found("typed-weight", match, f"{text}{more}")


def _told(part: object) -> str:
    weights = part.weight or {}
    amounts = [f"{weight:f} %" for weight in weights.values()] or [f"{part.points:f} points"]
    return " or ".join(amounts)


def _term_problems(page: Page, course: Course) -> Iterator[Problem]:
    """The name of another term, and of past ones as the data has them."""
    past = [re.escape(item.term) for item in course.past_terms if item.term.casefold() != course.term.name.casefold()]
    found = [match for match in _TERM.finditer(page.prose) if not _is_this_term(match, course)]
    if past:
        named = re.finditer(rf"(?<!\w)(?:{'|'.join(past)})(?!\w)", page.prose, re.IGNORECASE)
        found += [
            match
            for match in named
            if not any(match.start() < other.end() and other.start() < match.end() for other in found)
        ]
    for match in found:
        remedy = "write `{{ course.term.name }}`, or put backticks around it, if it is meant"
        text = f"`{match[0]}` is not this term; {remedy}"
        yield page.found("old-term", match, text)


def _is_this_term(match: re.Match[str], course: Course) -> bool:
    name, year = course.term.name.casefold(), match[1] or match[2]
    season = re.sub(r"\d+|term|semester|,", "", match[0].casefold()).strip()
    return season in name and year in name


def _mail_problems(page: Page, course: Course) -> Iterator[Problem]:
    known = {text.removeprefix("mailto:").casefold() for _, text in all_texts(course) if "@" in text}
    for match in _MAIL.finditer(page.prose):
        if match[0].rstrip(".").casefold() not in known:
            remedy = f"correct it, or write it there, or `mailto:{match[0]}` in data/links.yml"
            text = f"`{match[0]}` is the address of nobody in data/staff.yml; {remedy}"
            yield page.found("foreign-mail", match, text)
