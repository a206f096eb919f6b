"""Titles and other words: numbers that are missing or twice, repetitions that look the same, likely slips."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from course.calendar.items import Calendar
from course.calendar.outline import Outline, Where, in_section
from course.model.course import NO_KIND, Course, kinds
from course.model.materials import Material
from course.model.values import is_id
from course.model.work import Assignment
from course.problems import Finding, nearest

_NUMBER = re.compile(r"(?<![\w.,/-])(\d{1,2})(?:st|nd|rd|th)?(?![\w%]|[.,/-]\w)")
_CHAPTER = re.compile(r"\b(?:chapter|ch\.|section|§|version|python|top)\s*#", re.IGNORECASE)

MANY = 3
"""How many titles may begin with the second number, as labs do that begin in the second week."""

Numbered = tuple[Where, str, int]
"""A title with its path, the number in it, and the title with `#` for the number in the middle."""


def texts(course: Course, outlined: Outline) -> Iterator[Finding]:
    """Texts that look like a slip of a name."""
    flat = [key for key, link in course.links.items() if isinstance(link, Material)]
    hand_ins = [(("hand_in",), course.hand_in)]
    hand_ins += [(("sections", n, "hand_in"), section.hand_in) for n, section in enumerate(course.sections)]
    hand_ins += [((*task.where, "hand_in"), task.assignment.hand_in) for task in outlined.tasks]
    for where, words in dict.fromkeys(hand_ins):
        near = nearest(words, flat) if words and words not in flat else None
        if near and (is_id(words) or near == words.casefold()):
            text = f"`{words}` is shown as it stands; did you mean `{near}` of data/links.yml?"
            yield Finding("look-alike", where, text)
    for line in outlined.lines:
        for category in line.entry.readings:
            near = nearest(category, ("required", "suggested"))
            if near and near != category:
                where = (*line.where, "readings", category)
                yield Finding(
                    "look-alike",
                    where,
                    f"`{category}` would be shown as it stands; did you mean `{near}`?",
                    at_key=True,
                )


def repetitions(course: Course, outlined: Outline) -> Iterator[Finding]:
    """Titles of repetitions that do not say which one it is."""
    titles: dict[int, set[str]] = {}
    for task in outlined.tasks:
        if len(task.where) == 2:
            titles.setdefault(task.where[1], set()).add(task.assignment.title)
    for n, item in enumerate(course.assignments):
        where = ("assignments", n, "title")
        if item.repeat and item.repeat.numbers and any("<id>" in title or "<title>" in title for title in titles[n]):
            text = "`<id>` and `<title>` need a `repeat` with a kind, like `repeat: lecture`; write `<n>` here"
            yield Finding("blank", where, text)
        elif item.repeat and len(item.repeat.numbers) > 1 and len(titles[n]) == 1:
            yield Finding(
                "same-title", where, "would be the same in every repetition; write `<n>` where its number belongs"
            )


def sequences(course: Course, outlined: Outline) -> Iterator[Finding]:
    """Titles that are numbered by hand, with a number missing, twice, or out of order: Part 2 without Part 1."""
    told: set[Where] = set()
    for name in outlined.sections:
        entries = [(line.where, in_section(line.entry, name)) for line in outlined.lines]
        titles = [((*where, "title"), entry.title) for where, entry in entries if entry]
        for finding in _sequences(titles):
            if finding.where not in told:
                told.add(finding.where)
                yield finding
    yield from _sequences(((*where, "title"), item.title) for where, item in _own_tasks(course, outlined))


def other_numbers(calendar: Calendar, outlined: Outline) -> Iterator[Finding]:
    """Entries whose title has another number than the title of the assignment that they present."""
    for line in outlined.lines:
        task = calendar.by_assignment.get(line.entry.assignment or "")
        own, its = (_NUMBER.findall(title) for title in (line.entry.title, task.title if task else ""))
        if len(own) == len(its) == 1 and own != its:
            text = f"the title has the number {own[0]}, and `{task.title}` has {its[0]}; correct one, if that is a slip"
            yield Finding("other-number", (*line.where, "assignment"), text)


def repeated_numbers(course: Course, outlined: Outline) -> Iterator[Finding]:
    """Numbers of their own that two entries or assignments of one kind have."""
    for things in ([(line.where, line.entry) for line in outlined.lines], _own_tasks(course, outlined)):
        first: dict[tuple[str | None, str], Where] = {}
        for where, thing in things:
            key = (thing.kind, thing.number or "")
            if thing.number and not thing.sections and first.setdefault(key, where) != where:
                text = f"number {thing.number} is also that of the one in {{place}}; write another number"
                yield Finding("sequence", (*where, "number"), text, other=first[key])


def _own_tasks(course: Course, outlined: Outline) -> list[tuple[Where, Assignment]]:
    """The assignments as they are written, without repetitions."""
    return [
        (task.where, task.assignment)
        for task in outlined.tasks
        if task.assignment.title == _written_title(course, task.where)
    ]


def repeated_titles(course: Course, outlined: Outline) -> Iterator[Finding]:
    """Lectures and talks that have the title of another one; numbered ones are told as a sequence."""
    known, told = kinds(course), set()
    for name in outlined.sections:
        first: dict[str, Where] = {}
        for line in outlined.lines:
            entry = in_section(line.entry, name)
            counted = entry and known.get(entry.kind, NO_KIND).numbered and not _NUMBER.search(entry.title)
            where = (*line.where, "title")
            key = f"{entry.kind} {entry.title.casefold()}" if entry else ""
            if counted and first.setdefault(key, where) != where and where not in told:
                told.add(where)
                text = "has the same title as the entry in {place}; change one, or write one entry with `classes: 2`"
                yield Finding("repeated-title", where, text, other=first[key])


def _written_title(course: Course, where: Where) -> str | None:
    """The title of an assignment as it stands in the file; None inside of others, or where it is repeated."""
    item = course.assignments[where[1]]
    return item.title if len(where) == 2 and not item.repeat else None


def _sequences(titles: Iterable[tuple[Where, str]]) -> Iterator[Finding]:
    by_stem: dict[str, list[Numbered]] = {}
    for where, title in titles:
        for head in re.sub(r"\$[^$]*\$", "", title).split(": ")[0].split(" / "):
            found = [*_NUMBER.finditer(head)]
            if len(found) == 1:
                start, end = found[0].span()
                stem = f"{head[:start]}#{head[end:]}"
                by_stem.setdefault(stem.casefold(), []).append((where, stem, int(found[0][1])))
    for several in by_stem.values():
        yield from _one_sequence(several)


def _one_sequence(several: list[Numbered]) -> Iterator[Finding]:
    """What is wrong with the numbers of titles that are alike; one finding, as one wrong number shifts the others."""
    stem, numbers = several[0][1], [number for _, _, number in several]
    missing = sorted({*range(1, max(numbers) + 1)} - {*numbers})
    twice = next((number for number in numbers if numbers.count(number) > 1), None)
    late = next((n for n in range(1, len(numbers)) if numbers[n] < numbers[n - 1]), None)
    if _CHAPTER.search(stem):
        return
    if twice is not None:
        yield _repeated_number(several, twice, missing)
    elif len(missing) == 1 and not (missing == [1] and len(several) > MANY):
        after = next(where for where, _, number in several if number > missing[0])
        text = f"there is no `{_numbered(stem, missing[0])}`; correct the number, or add what is missing"
        yield Finding("sequence", after, text)
    elif late:
        text = f"`{_numbered(stem, numbers[late])}` comes after `{_numbered(stem, numbers[late - 1])}`"
        yield Finding("sequence", several[late][0], f"{text}; swap the two, or correct the numbers")


def _repeated_number(several: list[Numbered], number: int, missing: list[int]) -> Finding:
    """A number that stands twice; where one other is missing, that is the one which was meant."""
    stem, places = several[0][1], [where for where, _, each in several if each == number]
    title = _numbered(stem, number)
    if len(missing) == 1:
        text = f"`{title}` comes twice, and `{_numbered(stem, missing[0])}` never; correct one of the numbers"
        return Finding("sequence", places[0] if missing[0] < number else places[-1], text)
    text = f"`{title}` is already in {{place}}; correct one of the two numbers"
    return Finding("sequence", places[-1], text, other=places[0])


def _numbered(stem: str, number: int) -> str:
    return stem.replace("#", str(number))
