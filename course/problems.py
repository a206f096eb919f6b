"""What is wrong, where it stands, and what to write instead."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Collection, Set
from dataclasses import dataclass

LISTED = 16
"""How many right names a message lists."""

ERROR, WARNING, HINT = "error", "warning", "hint"

ERRORS = (
    # files and their syntax
    *("missing-file", "unreadable-file", "encoding", "empty-file", "unknown-file", "wrong-file"),
    *("syntax", "conflict", "tab", "character", "escape", "repeated-key", "key", "alias", "tag", "merge", "null"),
    # keys and values
    *("unknown-key", "missing-key", "no-value", "list", "mapping", "one-value", "value", "weekday", "upside-down"),
    *("contradiction", "language"),
    # references
    *("repeated-id", "reserved-id", "misplaced-link", "unknown-link", "unknown-page", "unknown-path"),
    *("unknown-anchor", "unknown-person", "unknown-assignment", "unknown-entry", "unknown-kind", "unknown-part"),
    *("unknown-section", "unknown-scheme", "unknown-material", "unknown-icon"),
    # dates
    *("no-meeting", "taken", "too-few-meetings", "circle", "no-day", "blank", "clock-change", "duration"),
    *("formula",),
    # pages
    *("braces", "unknown-name", "macro", "nothing-to-print", "front-matter", "repeated-anchor"),
    # the built site
    *("held-back", "left-over", "dead-link"),
)
"""The checks whose findings stop every build: no right site can be made, or not the one that was meant."""

WARNINGS = (
    *("comment", "stray-sign", "silenced"),
    *("look-alike", "wrong-page", "repeated-person", "unused-link", "unused-file", "page-in-no-menu", "placeholder"),
    *("far-date", "outside-term", "term-name", "repeated-day-off", "same-date", "no-hour"),
    *("office-day",),
    *("due-before-release", "due-order"),
    *("weights", "points", "letters", "sequence", "same-title"),
    *("typed-date", "typed-weight", "old-term", "foreign-mail"),
    *("html-comment", "no-alt", "heading-level", "link-text", "broken-link", "open-code"),
    *("custom-domain", "site-address", "large-file", "dead-address"),
)
"""The checks whose findings are almost surely slips: they fail a strict build, and can be silenced with a reason."""

HINTS = (
    *("spare-meetings", "idle-day-off", "odd-hours", "moved-from", "makeup-day", "week-without-meeting", "overlap"),
    *("office-hours",),
    *("due-day", "no-due", "other-number", "repeated-title", "repeated-address", "old-address"),
    *("early-material", "missing-material", "past-tba", "past-join"),
    *("repository", "unsure-address"),
)
"""The checks whose findings are unusual but may be meant, or hang on today: they fail nothing."""

LEVELS = {name: level for level, names in ((ERROR, ERRORS), (WARNING, WARNINGS), (HINT, HINTS)) for name in names}
"""Every check with the level of its findings."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one file, found by one of the checks; `line` and `column` count from 1."""

    file: str
    line: int
    column: int
    path: str
    text: str
    check: str

    @property
    def level(self) -> str:
        """How bad it is: an error, a warning or a hint."""
        return LEVELS[self.check]

    def __str__(self) -> str:
        return f"{self.place}: {self.level}: {self.message}"

    @property
    def place(self) -> str:
        """File, line and column, as editors and terminals make a link of them."""
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def message(self) -> str:
        """The problem without its place: the path of the value, if there is one, and the sentence."""
        return f"{self.path}: {self.text}" if self.path else self.text


@dataclass(frozen=True)
class Finding:
    """A mistake in the data, told by the path of the value, `("schedule", 4, "date")`, or of its key.

    Where the mistake lies between two places, `other` is the path of the second, whose file and line take the place of
    `{place}` in the text.
    """

    check: str
    where: tuple[str | int, ...]
    text: str
    at_key: bool = False
    other: tuple[str | int, ...] | None = None

    @property
    def level(self) -> str:
        """How bad it is: an error, a warning or a hint."""
        return LEVELS[self.check]


class Mistake(ValueError):
    """A value that cannot be read, with the check that tells so where it is not `value`."""

    def __init__(self, check: str, text: str) -> None:
        super().__init__(text)
        self.check = check


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that `word` was most likely meant to be, if one is near enough."""
    by_folded = {name.casefold(): name for name in known}
    alike = [name for name in known if _bare(name) == _bare(word)]
    if alike:
        return alike[0]
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


def no_file(path: str, files: Collection[str], folder: str | None = None) -> str:
    """The sentence about a file of `docs/` that does not exist, with the nearest one as seen from `folder`."""
    same_name = [file for file in files if posixpath.basename(file) == posixpath.basename(path)]
    alike = [file for file in files if posixpath.splitext(file)[1] == posixpath.splitext(path)[1]] or files
    near = same_name[0] if len(same_name) == 1 else nearest(path, alike) or nearest(f"{path}.md", files)
    if near is None and re.match(r"(?:www\.|[\w-]+(?:\.[\w-]+)+/)", path):
        return f"there is no file docs/{path}; write https:// before it, if it is an address of the web"
    if near is None:
        return f"there is no file docs/{path}; add it, or write the path of another"
    return (
        f"there is no file docs/{path}; did you mean `{near if folder is None else posixpath.relpath(near, folder)}`?"
    )


def no_anchor(path: str, anchor: str, known: Collection[str]) -> str:
    """The sentence about a place that a page of `docs/` does not have, with the nearest one that it has."""
    near = nearest(anchor, known)
    remedy = f"did you mean `#{near}`?" if near else "write one that it has, or leave it out"
    return f"docs/{path} has no heading or other place with the address `#{anchor}`; {remedy}"


def _bare(word: str) -> str:
    """A word without what is easily left out: capitals, signs, zeros before a number."""
    return re.sub(r"[\W_]|(?<!\d)0+(?=\d)", "", word.casefold())


def suggest(word: str, known: Collection[str]) -> str:
    """The end of a sentence about an unknown word: the nearest known one, or all of them."""
    names = sorted(known) if isinstance(known, Set) else list(known)
    near = nearest(word, names)
    if near:
        return f"did you mean `{near}`?"
    if not names:
        return "there is none yet"
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return f"write one of: {', '.join(names[:LISTED])}{more}"
