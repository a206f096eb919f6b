"""The addresses of other sites in data and pages: where each stands, and which of them the link checker found dead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from course.check.things import all_texts
from course.problems import Finding, Problem
from course.project import Project

GONE = (404, 410)
"""Answers that say that nothing is there (RFC 9110, sections 15.5.5 and 15.5.11); others may be the network's weather,
or a guard against robots."""

_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_ADDED = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """Where an address stands: file, line and column, and the path of the value in a data file."""

    url: str
    file: str
    line: int
    column: int
    path: str = ""

    def problem(self, check: str, text: str) -> Problem:
        """A problem of the address."""
        return Problem(self.file, self.line, self.column, self.path, text, check)


def places(found: Project) -> Iterator[Place]:
    """All addresses of other sites in the data and in pages, in the order of the files."""
    for where, text in all_texts(found.course):
        for url in _addresses(text):
            spot = found.source.problem(Finding("unsure-address", found.source.written(where), ""))
            yield Place(url, spot.file, spot.line, spot.column, spot.path)
    for page in found.pages:
        for match in _ADDRESS.finditer(page.prose):
            for url in _addresses(match[0]):
                line = page.prose.count("\n", 0, match.start()) + 1
                column = page.text.split("\n")[line - 1].find(url) + 1
                yield Place(url, page.file, line, max(column, 1))


def problems(places: Iterable[Place], answers: Mapping[str, tuple[int | None, str]]) -> Iterator[Problem]:
    """What the answers say: an address that leads nowhere, or one of which it could not be told.

    `answers` are the status and the reason of each address that was not reached.
    """
    for place in places:
        if place.url in answers:
            status, reason = answers[place.url]
            if status in GONE:
                text = f"`{place.url}` leads nowhere any more ({reason}); write where it is now, or delete it"
                yield place.problem("dead-address", text)
            else:
                text = f"could not tell whether `{place.url}` is there ({reason}); open it in a browser"
                yield place.problem("unsure-address", text)


def answers(report: Mapping[str, Any]) -> dict[str, tuple[int | None, str]]:
    """What a report of lychee in JSON says of the addresses that were not reached: status and reason."""
    maps = [report.get(name) or {} for name in ("error_map", "timeout_map")]
    items = [item for each in maps for several in each.values() for item in several]
    return {item["url"]: (item["status"].get("code"), _reason(item["status"])) for item in items}


def since(places: Sequence[Place], diff: str) -> list[Place]:
    """The places whose lines a change has added, as `git diff --unified=0` tells it."""
    added: dict[str, set[int]] = {}
    for part in re.split(r"^diff --git .*$", diff, flags=re.MULTILINE)[1:]:
        name = re.search(r"^\+\+\+ b/(.+)$", part, re.MULTILINE)
        for match in _ADDED.finditer(part) if name else ():
            first = int(match[1])
            added.setdefault(name[1].strip(), set()).update(range(first, first + int(match[2] or 1)))
    return [place for place in places if place.line in added.get(place.file, ())]


def _reason(status: Mapping[str, Any]) -> str:
    text = status.get("details") or status.get("text") or "no answer"
    return text.removeprefix("Rejected status code: ").removeprefix("Network error: ").partition(" (error")[0]


def _addresses(text: str) -> Iterator[str]:
    """The addresses in a text, without the signs of the sentence and the brackets around them."""
    for match in _ADDRESS.finditer(text):
        url = match[0].rstrip(".,;:!?*_")
        while url.endswith((")", "]")) and url.count(url[-1]) > url.count({")": "(", "]": "["}[url[-1]]):
            url = url[:-1].rstrip(".,;:!?*_")
        if "](" in url:  # two links of Markdown without a space
            url = url.partition("](")[0]
        yield url
