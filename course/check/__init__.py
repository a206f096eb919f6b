"""What the facts of a course say against each other: references, sums, orders, dates, titles, addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from course.calendar.items import Calendar
from course.calendar.outline import outline
from course.check import days, grades, office, people, references, shelf, titles, today, work
from course.load import Source
from course.model.course import Course
from course.problems import Finding
from course.words import Words


@dataclass(frozen=True)
class Pages:
    """What is known of the pages: the files in `docs/`, the keys of `links.yml` that pages use, in their parts, the ids
    of the entries that each page is about, and the anchors of each, None where they cannot be told.
    """

    files: Collection[str]
    used: Collection[tuple[str, ...]]
    talks: Mapping[str, Collection[str]]
    anchors: Mapping[str, Collection[str] | None]


def findings(calendar: Calendar, source: Source, pages: Pages, words: Words) -> Iterator[Finding]:
    """All mistakes that can be seen from the data, and from what is known of the pages."""
    course, files = calendar.course, pages.files
    outlined = outline(course)
    twice = references.has_twice(outlined)
    yield from (each for each in calendar.findings if not (twice and each.check == "too-few-meetings"))
    yield from references.repeated_ids(course, outlined, source)
    yield from references.references(course, outlined, files, source)
    yield from references.sections(course, outlined)
    yield from references.links_in_texts(course, files)
    yield from references.formulas(course)
    yield from people.twice(course, source)
    yield from people.roles(course)
    yield from office.single_days(course)
    yield from office.days(course)
    yield from office.words(course)
    yield from office.overlaps(course)
    yield from shelf.keys(course, pages.used, words.materials)
    yield from shelf.targets(course, files, pages.anchors)
    yield from shelf.placeholders(course, source)
    yield from shelf.repeated(course, source)
    yield from shelf.earlier_years(course, source)
    yield from grades.weights(course)
    yield from grades.points(course, outlined)
    yield from grades.letters(course)
    yield from days.weeks(course, outlined)
    yield from days.free_days(course)
    yield from days.idle_days(calendar)
    yield from days.term_name(course)
    yield from days.long_term(course)
    yield from days.repeated_days(course)
    yield from days.odd_hours(course)
    yield from work.without_due(calendar)
    yield from days.due_days(calendar)
    yield from days.empty_weeks(calendar)
    yield from days.overlaps(calendar)
    yield from titles.texts(course, outlined)
    yield from titles.repetitions(course, outlined)
    if not twice:  # else things are told that only follow from it
        yield from references.wrong_pages(outlined, pages.talks)
        yield from titles.sequences(course, outlined)
        yield from titles.other_numbers(calendar, outlined)
        yield from titles.repeated_numbers(course, outlined)
        yield from titles.repeated_titles(course, outlined)


def reference_findings(course: Course, files: Collection[str], source: Source) -> Iterator[Finding]:
    """Names that refer to nothing, as they can be told of a course that has other mistakes, too."""
    outlined = outline(course)
    yield from references.repeated_ids(course, outlined, source)
    yield from references.references(course, outlined, files, source)
    yield from references.sections(course, outlined)


def findings_today(calendar: Calendar, now: datetime) -> Iterator[Finding]:
    """What is unusual as of a moment; all of it are hints, so that an unchanged course never begins to fail."""
    yield from today.early_materials(calendar, now)
    yield from today.missing_materials(calendar, now)
    yield from today.past_unknowns(calendar, now)
    yield from today.past_joins(calendar, now)
