"""The anchors of a page: those of its headings, those that are written, those that macros print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from markdown.extensions.toc import slugify

from course.braces import Facts, calls
from course.page import Page
from course.problems import Problem
from course.text import plain

HEADING = re.compile(r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(#{1,6})[ \t]+(.*?)[ \t]*#*$", re.MULTILINE)
_UNUSUAL = re.compile(r"<|&\w+;|\[\^|:[\w-]+:|\{\{")
_SETEXT = re.compile(r"^(?![#>*\s-])(.+)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?\s*([^{}]*)\}\s*$")
_OWN = re.compile(r"""\bid=["']?([^"'>\s]+)|\{:?[^{}]*#([\w:.-]+)[^{}]*\}""")
_NOTE = re.compile(r"^\[\^([^\]]+)\]:", re.MULTILINE)


def anchors(page: Page, facts: Facts | None) -> frozenset[str] | None:
    """The anchors of a page; None where they cannot be told from its source."""
    headings = [*_headings(page)]
    titled = any(calls(page, macro) for macro in ("talk", "assignment"))
    in_sections = facts is not None and facts.course.sections and calls(page, "schedule")
    if facts is None or titled or in_sections or any(_UNUSUAL.search(text) or not name for text, name in headings):
        return None
    found = {"", *(f"__tabbed_{n}_{m}" for n in range(1, 20) for m in range(1, 10))}
    found |= {one or other for one, other in _OWN.findall(page.prose)}
    found |= {f"{kind}:{name}" for name in _NOTE.findall(page.prose) for kind in ("fn", "fnref")}
    for name, count in Counter(name for _, name in headings).items():
        found |= {name, *(f"{name}_{n}" for n in range(1, count))}
    return frozenset(found) | (facts.anchors if calls(page, "schedule") else frozenset())


def problems(page: Page, facts: Facts) -> Iterator[Problem]:
    """Headings whose anchor is that of an entry in the schedule on the same page."""
    ids: Collection[str] = facts.entries if calls(page, "schedule") else ()
    for match in HEADING.finditer(page.headed) if ids else ():
        anchor = _anchor(match[2])
        if anchor in ids or re.fullmatch(r"week-\d+", anchor):
            text = (
                f"the schedule uses `#{anchor}`, too; write another address after the heading: `{{: #about-{anchor} }}`"
            )
            yield page.found("repeated-anchor", match, text)


def _headings(page: Page) -> Iterator[tuple[str, str]]:
    """The headings with their anchors."""
    texts = [match[2] for match in HEADING.finditer(page.headed)]
    texts += [match[1] for match in _SETEXT.finditer(page.headed)]
    return ((text, _anchor(text)) for text in texts)


def _anchor(heading: str) -> str:
    own = re.search(r"\{:?[^{}]*#([\w:.-]+)", heading)
    return own[1] if own else slugify(plain(_ATTRIBUTES.sub("", heading)), "-")
