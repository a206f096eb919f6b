"""What the facts of a course say against each other: references, sums, orders."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from course.calendar import Calendar
from course.load import Source
from course.model import Assignment, Course, Entry, Part, kinds
from course.problems import Finding, nearest, suggest


def findings(course: Course, calendar: Calendar, pages: Collection[str], source: Source) -> Iterator[Finding]:
    """All mistakes that can be seen from the data, and from the names of the files in `docs/`."""
    yield from calendar.findings
    yield from _repeated_ids(course, source)
    yield from _references(course, pages)
    yield from _weights(course)
    yield from _days_off(course)


def link_findings(course: Course, used: Collection[tuple[str, ...]], materials: Mapping[str, str]) -> Iterator[Finding]:
    """Mistakes in `links.yml`: unknown kinds of material, and keys that nothing uses.

    `used` holds the keys that pages use, as `("colab",)` or `("lec05", "slides")`; `materials` the known kinds.
    """
    ids = set(course.ids())
    repeated = len(ids) < len([*course.ids()])  # then a key may be left without its entry by that mistake
    named = {key[0] for key in used} | {item.link for item in (*course.resources, *course.past_terms)}
    named |= {nearest(key, course.links) for key in named - course.links.keys()}  # told where it is misspelled
    for key, link in course.links.items():
        where = ("links", key)
        if key in ids and isinstance(link, str):
            text = f"`{key}` is in the schedule or the assignments; write below it what the address is: `slides: ...`"
            yield Finding(where, text, at_key=True)
        elif key in ids:
            for name in course.group(key).keys() - materials.keys():
                yield Finding(
                    (*where, name), f"`{name}` is no kind of material; {suggest(name, materials)}", at_key=True
                )
        elif key in materials:
            text = "this kind of material stands below no id; move it below the id of an entry or an assignment"
            yield Finding(where, text, at_key=True)
        elif key not in named and not repeated:
            near = nearest(key, ids)
            text = f"nothing uses this key; did you mean `{near}`?" if near else "nothing uses this key; delete it"
            yield Finding(where, text, warning=near is None, at_key=True)


def _repeated_ids(course: Course, source: Source) -> Iterator[Finding]:
    for names in (("schedule", "assignments"), ("grading",)):
        first: dict[str, tuple[str, int]] = {}
        for name in names:
            for n, item in enumerate(getattr(course, name)):
                if item.id in first:
                    place = source.place((*first[item.id], "id"))
                    yield Finding((name, n, "id"), f"`{item.id}` is already the id at {place}; write another one")
                first.setdefault(item.id, (name, n))


def _references(course: Course, pages: Collection[str]) -> Iterator[Finding]:
    entries, assignments = _ids(course.schedule), _ids(course.assignments)
    parts, pages = _ids(course.grading), {path for path in pages if path.endswith(".md")}
    flat = {key for key, link in course.links.items() if isinstance(link, str)}
    for n, entry in enumerate(course.schedule):
        where = ("schedule", n)
        yield from _reference((*where, "kind"), entry.kind, kinds(course), "kind of entry")
        yield from _reference((*where, "assignment"), entry.assignment, assignments, "assignment")
        yield from _reference((*where, "part"), entry.part, parts, "part of the grade")
        yield from _reference((*where, "page"), entry.page, pages, "page in docs/")
    for n, assignment in enumerate(course.assignments):
        where = ("assignments", n)
        yield from _reference((*where, "part"), assignment.part, parts, "part of the grade")
        if assignment.released and assignment.released.entry:
            yield from _reference((*where, "released"), assignment.released.entry, entries, "entry of the schedule")
    for n, part in enumerate(course.grading):
        yield from _reference(("grading", n, "page"), part.page, pages, "page in docs/")
    for name in ("resources", "past_terms"):
        for n, item in enumerate(getattr(course, name)):
            yield from _reference((name, n, "link"), item.link, flat, "key in data/links.yml")


def _ids(items: Sequence[Entry | Assignment | Part]) -> set[str] | None:
    """The ids of a list; None where one is there twice, since then another is missing by that mistake."""
    ids = {item.id for item in items}
    return ids if len(ids) == len(items) else None


def _reference(
    where: tuple[str | int, ...], name: str | None, known: Collection[str] | None, what: str
) -> Iterator[Finding]:
    if name is not None and known is not None and name not in known:
        yield Finding(where, f"there is no {what} `{name}`; {suggest(name, known)}")


def _weights(course: Course) -> Iterator[Finding]:
    total = sum(part.weight for part in course.grading)
    if course.grading and total != 100:
        text = f"the weights sum to {total:f}, not to 100; change one of them by {100 - total:+f}"
        yield Finding(("grading",), text)


def _days_off(course: Course) -> Iterator[Finding]:
    for n, item in enumerate(course.days_off):
        if item.date.last < course.term.start or item.date.first > course.term.end:
            term = f"{course.term.start} to {course.term.end}"
            yield Finding(("days_off", n), f"lies outside the term ({term}); mend the date, or delete it", warning=True)
