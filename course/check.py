"""What the facts of a course say against each other: references, sums, orders."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from course import icons
from course.calendar.items import Calendar
from course.calendar.outline import Outline, Where, outline
from course.calendar.slots import days_off, meetings, week_of
from course.load import Source
from course.materials import SAME, original
from course.model.base import Model
from course.model.course import Course, kinds
from course.model.entries import Entry, Group, Reading, Topic
from course.model.grades import Part
from course.model.materials import Material
from course.model.values import TBA, is_id
from course.problems import Finding, nearest, suggest
from course.text import OUTSIDE, inline

RESERVED = ("term",)
"""Names by which dates are counted from something else than an entry or an assignment."""


def findings(course: Course, calendar: Calendar, pages: Collection[str], source: Source) -> Iterator[Finding]:
    """All mistakes that can be seen from the data, and from the names of the files in `docs/`."""
    outlined = outline(course)
    yield from calendar.findings
    yield from _repeated_ids(course, outlined, source)
    yield from _references(course, outlined, pages)
    yield from _sections(course, outlined)
    yield from _targets(course, pages)
    yield from _weights(course)
    yield from _days_off(course)
    yield from _texts(course, outlined)
    yield from _weeks(course, outlined)
    yield from _links_in_texts(course, (), pages)
    yield from _repetitions(course, outlined)


def _texts(course: Course, outlined: Outline) -> Iterator[Finding]:
    """Texts that look like a slip of something else."""
    flat = [key for key, link in course.links.items() if isinstance(link, Material)]
    hand_ins = [(("hand_in",), course.hand_in)]
    hand_ins += [(("sections", n, "hand_in"), section.hand_in) for n, section in enumerate(course.sections)]
    hand_ins += [((*task.where, "hand_in"), task.assignment.hand_in) for task in outlined.tasks]
    for where, words in dict.fromkeys(hand_ins):
        near = nearest(words, flat) if words and words not in flat else None
        if near and (is_id(words) or near == words.casefold()):
            text = f"`{words}` is shown as it stands; did you mean `{near}` of data/links.yml?"
            yield Finding(where, text, warning=True)
    for line in outlined.lines:
        for category in line.entry.readings:
            near = nearest(category, ("required", "suggested"))
            if near and near != category:
                yield Finding((*line.where, "readings", category), f"did you mean `{near}`?", warning=True, at_key=True)
    least = [*course.letters.values()]
    if least != sorted(set(least), reverse=True):
        text = "are not in order; write the best first, each with a lower number than the one before"
        yield Finding(("letters",), text, warning=True)


def _weeks(course: Course, outlined: Outline) -> Iterator[Finding]:
    """Weeks that the term does not have."""
    if course.term.start is None:
        return
    last = week_of(course, course.term.end)
    told = [((*line.where, "date"), line.entry.date) for line in outlined.lines]
    for task in outlined.tasks:
        item = task.assignment
        told += [((*task.where, key), getattr(item, key)) for key in ("released", "opens", "closes")]
        told += [((*task.where, "due"), due.date) for due in item.due]
    for where, when in told:
        if when and when.week and not 1 <= when.week[0] <= when.week[1] <= last + 4:
            yield Finding(where, f"the term has weeks 1 to {last}; write one of them, or a date", warning=True)


def _links_in_texts(value: object, where: Where, files: Collection[str]) -> Iterator[Finding]:
    """Links in titles, texts and notes that lead nowhere."""
    if isinstance(value, str) and "](" in value:
        try:
            inline(value, lambda path: _existing(path, files))
        except ValueError as error:
            yield Finding(where, str(error))
    elif isinstance(value, Model):
        for name in value.model_fields_set:
            yield from _links_in_texts(getattr(value, name), (*where, name), files)
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from _links_in_texts(inner, (*where, n), files)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _links_in_texts(inner, (*where, name), files)


def _existing(path: str, files: Collection[str]) -> str:
    if path not in files:
        raise ValueError(f"there is no file docs/{path}; {suggest(path, files)}")
    return path


def _repetitions(course: Course, outlined: Outline) -> Iterator[Finding]:
    """Titles of repetitions that do not say which one it is."""
    titles: dict[int, set[str]] = {}
    for task in outlined.tasks:
        if len(task.where) == 2:
            titles.setdefault(task.where[1], set()).add(task.assignment.title)
    for n, item in enumerate(course.assignments):
        if item.repeat and item.repeat.numbers and any("<id>" in title or "<title>" in title for title in titles[n]):
            text = "`<id>` and `<title>` need `repeat` with kinds or ids of entries; write `<n>`"
            yield Finding(("assignments", n, "title"), text)
        elif item.repeat and len(item.repeat.numbers) > 1 and len(titles[n]) == 1:
            yield Finding(("assignments", n, "title"), "is the same every time; write `<n>` in it", warning=True)


def link_findings(course: Course, used: Collection[tuple[str, ...]], materials: Mapping[str, str]) -> Iterator[Finding]:
    """Mistakes in `links.yml`: unknown kinds of material, and keys that nothing uses.

    `used` holds the keys that pages use, as `("colab",)` or `("lec05", "slides")`; `materials` the known kinds.
    """
    outlined = outline(course)
    ids, repeated = _owners(outlined), _has_twice(outlined)
    named = {key[0] for key in used} | {key for key, _ in _named_links(course, outlined)}
    named |= {nearest(key, course.links) for key in named - course.links.keys()}  # told where it is misspelled
    for key, link in course.links.items():
        where = ("links", key)
        if key in ids and isinstance(link, Material):
            text = f"`{key}` is in the schedule or the assignments; write below it what the address is: `slides: ...`"
            yield Finding(where, text, at_key=True)
        elif key in ids:
            for name in link.keys() - materials.keys():
                yield Finding(
                    (*where, name), f"`{name}` is no kind of material; {suggest(name, materials)}", at_key=True
                )
        elif key in materials and key not in named:
            text = "this kind of material stands below no id; move it below the id of an entry or an assignment"
            yield Finding(where, text, at_key=True)
        elif key not in named and not repeated:  # else a key may be left without its entry by that mistake
            near = nearest(key, ids)
            text = f"nothing uses this key; did you mean `{near}`?" if near else "nothing uses this key; delete it"
            yield Finding(where, text, warning=near is None, at_key=True)


def _owners(outlined: Outline) -> set[str]:
    """The ids under which materials may stand."""
    ids = {line.entry.id for line in outlined.lines} | {task.assignment.id for task in outlined.tasks}
    ids |= {group.id for group in outlined.groups.values() if group.id}
    return ids | {topic.id for topic in _topics(outlined) if topic.id}


def _topics(outlined: Outline) -> Iterator[Topic]:
    for line in outlined.lines:
        yield from _with_inner((*line.entry.topics, *line.entry.activities))


def _with_inner(topics: tuple[Topic, ...]) -> Iterator[Topic]:
    """Topics, and topics in them."""
    stack = [*topics]
    while stack:
        topic = stack.pop()
        yield topic
        stack += topic.topics


def _ids(outlined: Outline) -> Iterator[tuple[str, Where]]:
    """All ids that share one set of names, with the paths of what they name; a repetition's once."""
    yield from ((line.entry.id, line.where) for line in outlined.lines)
    yield from ((group.id, path) for path, group in outlined.groups.items() if group.id)
    yield from ((task.assignment.id, task.where) for task in outlined.tasks)


def _has_twice(outlined: Outline) -> bool:
    ids = [name for name, _ in _ids(outlined)]
    return len(set(ids)) < len(ids)


def _repeated_ids(course: Course, outlined: Outline, source: Source) -> Iterator[Finding]:
    parts = [(part.id, path) for part, path in _parts(course.grading, ("grading",))]
    schemes = [(item.id, ("schemes", n)) for n, item in enumerate(course.schemes)]
    sections = [(item.id, ("sections", n)) for n, item in enumerate(course.sections)]
    for named in ([*_ids(outlined)], parts, schemes, sections):
        first: dict[str, Where] = {}
        for name, path in named:
            where = (*path, "id")
            if name in RESERVED:
                yield Finding(where, f"`{name}` means the term itself in dates; write another id")
            elif name in first:
                place = source.place((*first[name], "id"))
                yield Finding(where, f"`{name}` is already the id at {place}; write another one")
            first.setdefault(name, path)


def _references(course: Course, outlined: Outline, pages: Collection[str]) -> Iterator[Finding]:
    twice = _has_twice(outlined)
    tasks = (
        None if twice else {task.assignment.id for task in outlined.tasks} | {item.id for item in course.assignments}
    )
    names = [part.id for part in course.parts()]
    parts = set(names) if len(set(names)) == len(names) else None  # else another is missing by that mistake
    pages = {path for path in pages if path.endswith(".md")}
    flat = {key for key, link in course.links.items() if isinstance(link, Material)}
    known = kinds(course)
    for line in outlined.lines:
        for name, names, what in (
            ("kind", known, "kind of entry"),
            ("assignment", tasks, "assignment"),
            ("part", parts, "part of the grade"),
            ("page", pages, "page in docs/"),
        ):
            yield from _reference((*line.where, name), getattr(line.entry, name), names, what)
    for task in outlined.tasks:
        for name, names, what in (
            ("kind", known, "kind"),
            ("part", parts, "part of the grade"),
            ("page", pages, "page in docs/"),
        ):
            yield from _reference((*task.where, name), getattr(task.assignment, name), names, what)
    entries = {line.entry.id for line in outlined.lines}
    for n, item in enumerate(course.assignments):
        for name in item.repeat.names if item.repeat else ():
            yield from _reference(("assignments", n, "repeat"), name, entries | known.keys(), "kind or entry")
    for path, group in outlined.groups.items():
        yield from _reference((*path, "page"), group.page, pages, "page in docs/")
        yield from _reference((*path, "kind"), group.kind, known, "kind of entry")
        for name in group.assignments:
            yield from _reference((*path, "assignments"), name, tasks, "assignment")
    for part, path in _parts(course.grading, ("grading",)):
        yield from _reference((*path, "page"), part.page, pages, "page in docs/")
    for n, rule in enumerate(course.rules):
        for name in rule.parts:
            yield from _reference(("rules", n, "parts"), name, parts, "part of the grade")
    for key, where in _named_links(course, outlined):
        yield from _reference(where, key, flat, "key in data/links.yml")
    yield from _kind_references(course, known)
    yield from _change_references(outlined, known, pages)
    yield from _people(course, outlined)


def _changes(outlined: Outline) -> Iterator[tuple[Where, Model]]:
    """What differs by section, each with its path."""
    things = [(line.where, line.entry) for line in outlined.lines]
    things += [(task.where, task.assignment) for task in outlined.tasks]
    for where, thing in things:
        yield from (((*where, "by_section", name), change) for name, change in thing.by_section.items())


def _change_references(outlined: Outline, known: Collection[str], pages: Collection[str]) -> Iterator[Finding]:
    for where, change in _changes(outlined):
        yield from _reference((*where, "page"), change.page, pages, "page in docs/")
        yield from _reference((*where, "kind"), change.kind, known, "kind")


def _kind_references(course: Course, known: Collection[str]) -> Iterator[Finding]:
    for name, kind in course.kinds.items():
        yield from _reference(("kinds", name, "counted_with"), kind.counted_with, known, "kind of entry")
        if kind.icon and not icons.exists(kind.icon):
            text = f"there is no icon `{kind.icon}`; look for one in the icon search of Material for MkDocs"
            yield Finding(("kinds", name, "icon"), text)
    for where, items in _meeting_lists(course):
        for n, item in enumerate(items):
            for name in item.kinds:
                yield from _reference((*where, n, "kinds"), name, known, "kind of entry")


def _meeting_lists(course: Course) -> Iterator[tuple[Where, tuple]]:
    for name in ("meetings", "days_off", "makeup_days"):
        yield (name,), getattr(course, name)
        for n, section in enumerate(course.sections):
            yield ("sections", n, name), getattr(section, name)


def _people(course: Course, outlined: Outline) -> Iterator[Finding]:
    """People who are named alone must be of the staff; others are written with more than a name."""
    staff = {person.name for person in course.staff} | {TBA}
    named = [((*line.where, "people"), line.entry.people) for line in outlined.lines]
    for line in outlined.lines:
        topics = (*line.entry.topics, *line.entry.activities)
        named += [((*line.where, "topics"), topic.people) for topic in _with_inner(topics)]
    named += [((*task.where, "people"), task.assignment.people) for task in outlined.tasks]
    named += [(("sections", n, "people"), section.people) for n, section in enumerate(course.sections)]
    named += [((*where, "people"), change.people or ()) for where, change in _changes(outlined)]
    for where, people in named:
        for giver in people:
            if isinstance(giver, str) and giver not in staff:
                near = nearest(giver, staff)
                remedy = f"did you mean `{near}`?" if near else f"for somebody from outside write `{{name: {giver}}}`"
                yield Finding(where, f"there is no `{giver}` in data/staff.yml; {remedy}")


def _named_links(course: Course, outlined: Outline) -> Iterator[tuple[str, Where]]:
    """The flat keys of `links.yml` that the data names, each with the path where it is named."""
    for name in ("resources", "past_terms"):
        yield from ((item.link, (name, n, "link")) for n, item in enumerate(getattr(course, name)) if item.link)
    if course.registration and course.registration.link:
        yield course.registration.link, ("registration", "link")
    for where, items in _meeting_lists(course):
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


def _reference(where: Where, name: str | None, known: Collection[str] | None, what: str) -> Iterator[Finding]:
    if name is not None and known is not None and name not in known:
        yield Finding(where, f"there is no {what} `{name}`; {suggest(name, known)}")


def _sections(course: Course, outlined: Outline) -> Iterator[Finding]:
    names = [section.id for section in course.sections]
    told = [((*line.where, key), section) for line in outlined.lines for key, section in _said(line.entry)]
    told += [((*task.where, key), section) for task in outlined.tasks for key, section in _said(task.assignment)]
    told += [
        ((*where, n, "sections"), section)
        for where, items in _meeting_lists(course)
        for n, item in enumerate(items)
        for section in getattr(item, "sections", ())
    ]
    for key, link in course.links.items():
        told += [
            ((*where, "sections"), one) for where, item in _materials(("links", key), link) for one in item.sections
        ]
    for where, section in dict.fromkeys(told):
        yield from _reference(where, section, names, "section")
    met = {name for name in names if meetings(course, name)}
    if course.term.start and met:
        for n, name in enumerate(names):
            if name not in met:
                text = f"section {name} has no meetings; write `meetings` for it here, or for all in the course"
                yield Finding(("sections", n), text)


def _said(item: Entry) -> Iterator[tuple[str, str]]:
    yield from (("sections", section) for section in item.sections)
    yield from (("by_section", section) for section in item.by_section)


def _targets(course: Course, files: Collection[str]) -> Iterator[Finding]:
    """Addresses of the site that do not exist, and materials that are the same as none."""
    for key, link in course.links.items():
        for where, item in _materials(("links", key), link):
            if item.url and item.url.startswith(SAME) and original(course, item) is None:
                other = item.url.removeprefix(SAME)
                text = f"there is no material `{other}`; write an id, a dot and a kind: `lec05.slides`"
                yield Finding(where, text)
                continue
            for url in [item.url] if item.url else item.formats.values():
                path = url.partition("#")[0]
                if url != TBA and not url.startswith(SAME) and not OUTSIDE.match(url) and path not in files:
                    yield Finding(where, f"there is no file docs/{path}; {suggest(path, files)}")
    for n, person in enumerate(course.staff):
        yield from _reference(("staff", n, "photo"), person.photo, files, "file in docs/")


def _materials(where: Where, link: object) -> Iterator[tuple[Where, Material]]:
    if isinstance(link, Material):
        yield where, link
    elif isinstance(link, dict):
        yield from (((*where, kind, n), item) for kind, items in link.items() for n, item in enumerate(items))


def _parts(parts: tuple[Part, ...], where: Where) -> Iterator[tuple[Part, Where]]:
    for n, part in enumerate(parts):
        yield part, (*where, n)
        yield from _parts(part.parts, (*where, n, "parts"))


def _weights(course: Course) -> Iterator[Finding]:
    schemes = course.scheme_ids()
    unknown = [*_scheme_findings(course, schemes)]
    yield from unknown
    if unknown:  # what it would count is missing by that mistake
        return
    for scheme in schemes:
        weights = [part.weight_in(scheme) for part in course.grading]
        total = sum(weight for weight in weights if weight is not None)
        if any(weight is not None for weight in weights) and total != 100:
            of_scheme = f" of `{scheme}`" if scheme else ""
            text = f"the weights{of_scheme} sum to {total:f}, not to 100; change one of them by {100 - total:+f}"
            yield Finding(("grading",), text)
        for part, where in _parts(course.grading, ("grading",)):
            yield from _sums(part, (*where, "parts"), scheme)


def _scheme_findings(course: Course, schemes: tuple[str, ...]) -> Iterator[Finding]:
    for part, where in _parts(course.grading, ("grading",)):
        for name in part.weight or {}:
            if name and name not in schemes:
                yield from _reference((*where, "weight", name), name, [item.id for item in course.schemes], "scheme")


def _sums(part: Part, where: Where, scheme: str) -> Iterator[Finding]:
    """What the parts of a part sum to, where it and all of them say a weight or points."""
    for what, own, inner in (
        ("weights", part.weight_in(scheme), [item.weight_in(scheme) for item in part.parts]),
        ("points", part.points, [item.points for item in part.parts]),
    ):
        if own is not None and inner and all(amount is not None for amount in inner):
            total = sum(inner, Decimal(0))
            if total != own:
                text = (
                    f"the {what} of its parts sum to {total:f}, not to {own:f}; change one of them by {own - total:+f}"
                )
                yield Finding(where, text)


def _days_off(course: Course) -> Iterator[Finding]:
    term = course.term
    for where, items in _meeting_lists(course):
        for n, item in enumerate(items if where[-1] == "days_off" and term.start else ()):
            if item.date.last < term.start or item.date.first > term.end:
                told = f"{term.start} to {term.end}"
                yield Finding((*where, n), f"lies outside the term ({told}); mend the date, or delete it", warning=True)
    for where, items in _meeting_lists(course):
        for n, item in enumerate(items if where[-1] == "makeup_days" else ()):
            name = course.sections[where[1]].id if len(where) > 1 else ""
            off = days_off(course, name).get(item.date)
            if off and item.follows is None:
                text = f"{item.date} is a day off and a make-up day; delete one of the two"
                yield Finding((*where, n, "date"), text, hint=True)
