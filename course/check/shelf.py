"""The addresses of a course: what stands in `links.yml` under a wrong key, under none, or twice; what is no address."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import urlsplit

from course.calendar.outline import Outline, Where, outline
from course.check.references import has_twice, named_links, reference
from course.check.things import all_materials, all_texts, all_topics
from course.load import Source
from course.materials import SAME, original
from course.model.course import Course
from course.model.materials import Material
from course.model.values import TBA
from course.problems import Finding, nearest, no_anchor, no_file, suggest
from course.text import OUTSIDE

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+|[^@\s]+@[^@\s]+\.[^@\s]+", re.IGNORECASE)
_RESERVED = re.compile(
    r"(?:.*\.)?(?:example\.(?:org|com|net|edu)|example|test|invalid|localhost)|127(?:\.\d+){3}", re.IGNORECASE
)
_UNFINISHED = re.compile(
    r"\b(?:TODO|FIXME|CHANGEME|PLACEHOLDER|XXX+)\b|\b[Yy]our[-_](?:name|user(?:name)?|org|repo|course|site|link|id)\b"
    r"|/\.\.\.|\.\.\.$|…"
)


def keys(course: Course, used: Collection[tuple[str, ...]], materials: Mapping[str, str]) -> Iterator[Finding]:
    """Keys of `links.yml` that are no kind of material, that stand in the wrong place, or that nothing uses.

    `used` holds the keys that pages use, as `("colab",)` or `("lec05", "slides")`; `materials` the known kinds.
    """
    outlined = outline(course)
    ids, repeated = _owners(outlined), has_twice(outlined)
    named = {key[0] for key in used} | {key for key, _ in named_links(course, outlined)}
    if not outlined.tasks:  # their file is told as missing
        named |= {line.entry.assignment for line in outlined.lines if line.entry.assignment}
    named |= {nearest(key, course.links) for key in named - course.links.keys()}  # told where it is misspelled
    for key, link in course.links.items():
        where = ("links", key)
        if key in ids and isinstance(link, Material):
            text = f"it is not said what this address of `{key}` is; write e.g. `{key}: {{slides: https://...}}`"
            yield Finding("misplaced-link", where, text, at_key=True)
        elif key in ids:
            for name in link.keys() - materials.keys():
                text = f"`{name}` is not a kind of material; {suggest(name, materials)}"
                yield Finding("unknown-material", (*where, name), text, at_key=True)
        elif key in materials and key not in named:
            text = (
                f"it is not said what has these `{key}`; write its id as a line above, like `lec01:`, and indent this"
            )
            yield Finding("misplaced-link", where, text, at_key=True)
        elif key not in named and not repeated:  # else a key may be left without its entry by that mistake
            near = nearest(key, ids)
            text = f"nothing uses this address; write `{{{{ links.{key} }}}}` in a page, or delete it"
            text = f"there is no entry or assignment `{key}`; did you mean `{near}`?" if near else text
            yield Finding("misplaced-link" if near else "unused-link", where, text, at_key=True)


def targets(course: Course, files: Collection[str], anchors: Mapping[str, Collection[str] | None]) -> Iterator[Finding]:
    """Addresses of the site that do not exist, and materials that are the same as none."""
    for where, item in _shelf(course):
        if item.url and item.url.startswith(SAME) and original(course, item) is None:
            names = [".".join(map(str, each[1:3])) for each, _ in _shelf(course) if each != where]
            remedy = suggest(item.url.removeprefix(SAME), names) if names else "write an address"
            text = f"`{item.url}` finds nothing; {remedy}"
            yield Finding("unknown-material", where, text)
            continue
        for url in [item.url] if item.url else item.formats.values():
            path, _, anchor = url.partition("#")
            if url == TBA or url.startswith(SAME) or OUTSIDE.match(url):
                continue
            if path not in files:
                yield Finding("unknown-path", where, no_file(path, files))
            elif anchor and anchors.get(path) is not None and anchor not in anchors[path]:
                yield Finding("unknown-anchor", where, no_anchor(path, anchor, anchors[path]))
    for n, person in enumerate(course.staff):
        yield from reference(("staff", n, "photo"), person.photo, files, "file in docs/")


def placeholders(course: Course, source: Source) -> Iterator[Finding]:
    """Addresses that lead nowhere by their names (RFC 2606, section 2 and 3), or that nobody has filled in yet."""
    for where, text in all_texts(course):
        if _ADDRESS.fullmatch(text):
            parts = urlsplit(text if "://" in text else f"//{text.removeprefix('mailto:')}")
            if _RESERVED.fullmatch(parts.hostname or "") or _UNFINISHED.search(text):
                told = f"`{text}` is a placeholder; write the real address, or delete this key"
                yield Finding("placeholder", source.written(where), told)


def repeated(course: Course, source: Source) -> Iterator[Finding]:
    """The same address under two keys, which tells easily of one that was copied and never changed."""
    first: dict[str, Where] = {}
    for where, item in _shelf(course):
        for url in [item.url] if item.url else item.formats.values():
            if url == TBA or url.startswith(SAME):
                continue
            here = source.written(where)
            if first.setdefault(url.rstrip("/"), here) != here:
                other = first[url.rstrip("/")]
                name = ".".join(step for step in other[1:] if isinstance(step, str))
                remedy = f"write `{SAME}{name}` if both are meant to be one"
                text = f"the same address stands at `{name}` in {{place}}; correct one of the two, or {remedy}"
                yield Finding("repeated-address", here, text, other=other)


def earlier_years(course: Course, source: Source) -> Iterator[Finding]:
    """Materials of classes and assignments whose address names one of the two years before the term."""
    if course.term.start is None:
        return
    ids, year = _owners(outline(course)), course.term.start.year
    for where, item in _shelf(course):
        found = re.search(rf"(?<!\d)(?:{year - 2}|{year - 1})(?!\d)", item.url or "") if where[1] in ids else None
        if found:
            text = f"the address names {found[0]}; write this term's, if it is last term's"
            yield Finding("old-address", source.written(where), text)


def _shelf(course: Course) -> Iterator[tuple[Where, Material]]:
    for key, link in course.links.items():
        yield from all_materials(("links", key), link)


def _owners(outlined: Outline) -> set[str]:
    """The ids under which materials may stand."""
    ids = {line.entry.id for line in outlined.lines} | {task.assignment.id for task in outlined.tasks}
    ids |= {group.id for group in outlined.groups.values() if group.id}
    return ids | {topic.id for topic in all_topics(outlined) if topic.id}
