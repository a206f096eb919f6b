"""Names that refer to something: pages, people, assignments, parts of the grade, links, sections."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from course import icons
from course.calendar.outline import Outline, Where
from course.calendar.slots import meetings
from course.check.things import all_changes, all_materials, all_meeting_lists, all_parts, all_texts, with_inner
from course.load import Source
from course.mathematics import FormulaError, to_mathml
from course.model.course import Course, kinds
from course.model.entries import Entry, Group, Reading
from course.model.materials import Material
from course.model.values import TBA
from course.problems import Finding, Mistake, nearest, no_file, suggest
from course.text import inline

RESERVED = ("term",)
"""Names by which dates are counted from something else than an entry or an assignment."""


def ids(outlined: Outline) -> Iterator[tuple[str, Where]]:
    """All ids that share one set of names, with the paths of what they name; a repetition's once."""
    yield from ((line.entry.id, line.where) for line in outlined.lines)
    yield from ((group.id, path) for path, group in outlined.groups.items() if group.id)
    yield from ((task.assignment.id, task.where) for task in outlined.tasks)


def has_twice(outlined: Outline) -> bool:
    """Whether two things have the same id."""
    names = [name for name, _ in ids(outlined)]
    return len(set(names)) < len(names)


def repeated_ids(course: Course, outlined: Outline, source: Source) -> Iterator[Finding]:
    """Ids that two things have, and ids that dates keep for themselves."""
    parts = [(part.id, path) for part, path in all_parts(course.grading, ("grading",))]
    schemes = [(item.id, ("schemes", n)) for n, item in enumerate(course.schemes)]
    sections = [(item.id, ("sections", n)) for n, item in enumerate(course.sections)]
    for named in ([*ids(outlined)], parts, schemes, sections):
        first: dict[str, Where] = {}
        for name, path in named:
            where = (*path, "id")
            if name in RESERVED:
                yield Finding("reserved-id", where, f"`{name}` means the term itself in dates; write another id")
            elif name in first:
                place = source.place((*first[name], "id"))
                yield Finding("repeated-id", where, f"`{name}` is already the id at {place}; write another one")
            first.setdefault(name, path)


@dataclass(frozen=True)
class Known:
    """The names that there are; None where a mistake elsewhere keeps them from being known."""

    kinds: Collection[str]
    tasks: Collection[str] | None
    parts: Collection[str] | None
    pages: Collection[str]

    def of(self, key: str) -> tuple[Collection[str] | None, str]:
        """What a key may name, and what that is called."""
        return {
            "kind": (self.kinds, "kind of entry"),
            "assignment": (self.tasks, "assignment"),
            "part": (self.parts, "part of the grade"),
            "page": (self.pages, "page in docs/"),
        }[key]


def references(course: Course, outlined: Outline, files: Collection[str], source: Source) -> Iterator[Finding]:
    """Names in the data that refer to nothing; `files` are those in `docs/`."""
    known = _known(course, outlined, files)
    presenting = [line for line in outlined.lines if line.entry.assignment]
    if known.tasks == set() and presenting:
        text = f"there are no assignments yet; create data/assignments.yml with `{presenting[0].entry.assignment}`"
        yield Finding("unknown-assignment", (*presenting[0].where, "assignment"), text)
        known = replace(known, tasks=None)
    things = [(line.where, line.entry, ("kind", "assignment", "part", "page")) for line in outlined.lines]
    things += [(task.where, task.assignment, ("kind", "part", "page")) for task in outlined.tasks]
    for path, thing, keys in things:
        for key in keys:
            where = (*path, key)
            if source.written(where) == where:  # else it is that of the project or the group around, and told there
                yield from reference(where, getattr(thing, key), *known.of(key))
    yield from _group_references(outlined, known)
    yield from _grade_references(course, known)
    for n, item in enumerate(course.course_links):
        yield from reference(("course_links", n, "page"), item.page, *known.of("page"))
    yield from _icons(course)
    flat = {key for key, link in course.links.items() if isinstance(link, Material)}
    for key, where in named_links(course, outlined):
        yield from reference(where, key, flat, "key in data/links.yml")
    entries = {line.entry.id for line in outlined.lines}
    for n, item in enumerate(course.assignments):
        for name in item.repeat.names if item.repeat else ():
            yield from reference(("assignments", n, "repeat"), name, {*entries, *known.kinds}, "kind or entry")
    yield from _kind_references(course, known.kinds)
    yield from _change_references(outlined, known.kinds, known.pages)
    yield from _people(course, outlined)


def _known(course: Course, outlined: Outline, files: Collection[str]) -> Known:
    tasks = {task.assignment.id for task in outlined.tasks} | {item.id for item in course.assignments}
    parts = [part.id for part in course.parts()]
    return Known(
        kinds(course),
        None if has_twice(outlined) else tasks,
        set(parts) if len(set(parts)) == len(parts) else None,
        {path for path in files if path.endswith(".md")},
    )


def _group_references(outlined: Outline, known: Known) -> Iterator[Finding]:
    for path, group in outlined.groups.items():
        for key in ("page", "kind"):
            yield from reference((*path, key), getattr(group, key), *known.of(key))
        for name in group.assignments:
            yield from reference((*path, "assignments"), name, *known.of("assignment"))


def _grade_references(course: Course, known: Known) -> Iterator[Finding]:
    for part, path in all_parts(course.grading, ("grading",)):
        yield from reference((*path, "page"), part.page, *known.of("page"))
    for n, rule in enumerate(course.rules):
        for name in rule.parts:
            yield from reference(("rules", n, "parts"), name, *known.of("part"))


def _change_references(outlined: Outline, known: Collection[str], pages: Collection[str]) -> Iterator[Finding]:
    for where, change in all_changes(outlined):
        yield from reference((*where, "page"), change.page, pages, "page in docs/")
        yield from reference((*where, "kind"), change.kind, known, "kind")


def _kind_references(course: Course, known: Collection[str]) -> Iterator[Finding]:
    for name, kind in course.kinds.items():
        yield from reference(("kinds", name, "counted_with"), kind.counted_with, known, "kind of entry")
    for where, items in all_meeting_lists(course):
        for n, item in enumerate(items):
            for name in item.kinds:
                yield from reference((*where, n, "kinds"), name, known, "kind of entry")


def _icons(course: Course) -> Iterator[Finding]:
    named = [(("kinds", name, "icon"), kind.icon) for name, kind in course.kinds.items()]
    named += [(("course_links", n, "icon"), item.icon) for n, item in enumerate(course.course_links)]
    for where, name in named:
        if name and not icons.exists(name):
            text = f"there is no icon `{name}`; copy a name from {icons.SEARCH}, like `material/flask`"
            yield Finding("unknown-icon", where, text)


def _people(course: Course, outlined: Outline) -> Iterator[Finding]:
    """People who are named alone must be of the staff; others are written with more than a name."""
    staff = {person.name for person in course.staff} | {TBA}
    named = [((*line.where, "people"), line.entry.people) for line in outlined.lines]
    for line in outlined.lines:
        topics = (*line.entry.topics, *line.entry.activities)
        named += [((*line.where, "topics"), topic.people) for topic in with_inner(topics)]
    named += [((*task.where, "people"), task.assignment.people) for task in outlined.tasks]
    named += [(("sections", n, "people"), section.people) for n, section in enumerate(course.sections)]
    named += [((*where, "people"), change.people or ()) for where, change in all_changes(outlined)]
    for where, people in named:
        for giver in people:
            if isinstance(giver, str) and giver not in staff:
                near = nearest(giver, staff)
                remedy = f"did you mean `{near}`?" if near else f"for somebody from outside write `{{name: {giver}}}`"
                yield Finding("unknown-person", where, f"there is no `{giver}` in data/staff.yml; {remedy}")


def named_links(course: Course, outlined: Outline) -> Iterator[tuple[str, Where]]:
    """The flat keys of `links.yml` that the data names, each with the path where it is named."""
    for name in ("resources", "past_terms", "course_links"):
        yield from ((item.link, (name, n, "link")) for n, item in enumerate(getattr(course, name)) if item.link)
    if course.registration and course.registration.link:
        yield course.registration.link, ("registration", "link")
    for where, items in all_meeting_lists(course):
        yield from ((item.join, (*where, n, "join")) for n, item in enumerate(items) if getattr(item, "join", None))
    hand_ins = [(course.hand_in, ("hand_in",))]
    for n, section in enumerate(course.sections):
        hand_ins.append((section.hand_in, ("sections", n, "hand_in")))
        yield from [(section.join, ("sections", n, "join"))] if section.join else []
    for line in outlined.lines:
        for entry in (line.entry, *line.entry.by_section.values()):
            yield from [(entry.join, (*line.where, "join"))] if entry.join else []
            yield from ((key, (*line.where, "readings")) for key in _reading_keys(entry))
    for path, group in outlined.groups.items():
        yield from ((key, (*path, "readings")) for key in _reading_keys(group))
    for task in outlined.tasks:
        for item in (task.assignment, *task.assignment.by_section.values()):
            hand_ins.append((item.hand_in, (*task.where, "hand_in")))
    yield from ((key, where) for key, where in hand_ins if key in course.links)  # else it is words
    for n, person in enumerate(course.staff):
        for m, hours in enumerate(person.office_hours):
            yield from [(hours.link, ("staff", n, "office_hours", m, "link"))] if hours.link else []


def _reading_keys(item: Entry | Group) -> Iterator[str]:
    groups: Mapping[str, tuple[Reading, ...]] = item.readings or {}
    yield from (reading.link for list_ in groups.values() for reading in list_ if reading.link)


UNKNOWN = {
    "kind of entry": "unknown-kind",
    "kind": "unknown-kind",
    "kind or entry": "unknown-entry",
    "assignment": "unknown-assignment",
    "part of the grade": "unknown-part",
    "page in docs/": "unknown-page",
    "file in docs/": "unknown-path",
    "key in data/links.yml": "unknown-link",
    "section": "unknown-section",
    "scheme of grading": "unknown-scheme",
}
"""The check that tells of a name that refers to nothing, by what it should refer to."""


def reference(where: Where, name: str | None, known: Collection[str] | None, what: str) -> Iterator[Finding]:
    """Tells of a name that is none of the known ones; nothing is told where those are not known."""
    if name is None or known is None or name in known:
        return
    if UNKNOWN[what] in ("unknown-page", "unknown-path"):
        yield Finding(UNKNOWN[what], where, no_file(name, known))
    elif UNKNOWN[what] == "unknown-link":
        yield Finding("unknown-link", where, f"data/links.yml has no address `{name}`; {suggest(name, known)}")
    else:
        yield Finding(UNKNOWN[what], where, f"there is no {what} `{name}`; {suggest(name, known)}")


def sections(course: Course, outlined: Outline) -> Iterator[Finding]:
    """Sections that are named and do not exist, and sections without a meeting."""
    names = [section.id for section in course.sections]
    told = [((*line.where, key), section) for line in outlined.lines for key, section in _said(line.entry)]
    told += [((*task.where, key), section) for task in outlined.tasks for key, section in _said(task.assignment)]
    told += [
        ((*where, n, "sections"), section)
        for where, items in all_meeting_lists(course)
        for n, item in enumerate(items)
        for section in getattr(item, "sections", ())
    ]
    told += [
        (("staff", n, "sections"), section) for n, person in enumerate(course.staff) for section in person.sections
    ]
    for key, link in course.links.items():
        told += [
            ((*where, "sections"), one) for where, item in all_materials(("links", key), link) for one in item.sections
        ]
    for where, section in dict.fromkeys(told):
        yield from reference(where, section, names, "section")
    met = {name for name in names if meetings(course, name)}
    if course.term.start and met:
        for n, name in enumerate(names):
            if name not in met:
                text = f"section {name} has no meetings; write `meetings` for it here, or for all in the course"
                yield Finding("no-meeting", ("sections", n), text)


def _said(item: Entry) -> Iterator[tuple[str, str]]:
    yield from (("sections", section) for section in item.sections)
    yield from (("by_section", section) for section in item.by_section)


def links_in_texts(course: Course, files: Collection[str]) -> Iterator[Finding]:
    """Links in titles, texts and notes that lead nowhere, and braces, which mean something in pages alone."""
    for where, text in all_texts(course):
        if re.search(r"\{\{\s*\w+[.(]", text):
            told = "double braces are for pages, and are shown here as they stand; write the text or the address itself"
            yield Finding("braces", where, told)
        if "](" in text:
            try:
                inline(text, lambda path: _existing(path, files))
            except ValueError as error:
                check = error.check if isinstance(error, Mistake) else "value"
                yield Finding(check, where, str(error))


def formulas(course: Course) -> Iterator[Finding]:
    """Formulas in titles, texts and notes that cannot be read."""
    for where, text in all_texts(course):
        if "$" in text or "\\(" in text:
            try:
                to_mathml(str(inline(text, str)))
            except FormulaError as error:
                yield Finding("formula", where, str(error))
            except ValueError:  # a link that leads nowhere, which is told as such
                continue


def wrong_pages(outlined: Outline, talks: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """Entries whose page is about another one; `talks` are the ids of the entries that pages are about, by page."""
    for line in outlined.lines:
        about = talks.get(line.entry.page or "", ())
        if about and line.entry.id not in about:
            right = next((path for path, ids in talks.items() if line.entry.id in ids), None)
            others = " and ".join(f"`{each}`" for each in sorted(about))
            text = f"docs/{line.entry.page} is about {others}; "
            text += f"write `{right}`" if right else f'write another page, or `{{{{ talk("{line.entry.id}") }}}}` in it'
            yield Finding("wrong-page", (*line.where, "page"), text)


def _existing(path: str, files: Collection[str]) -> str:
    if path not in files:
        raise Mistake("unknown-path", f"a link in this text leads nowhere: {no_file(path, files)}")
    return path
