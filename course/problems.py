"""What is wrong, where it stands, and what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Set
from dataclasses import dataclass

LISTED = 16
"""How many right names a message lists."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one file; `line` and `column` count from 1.

    An error stops every build; a warning is almost surely a slip, and fails a strict one; a hint is unusual but may be
    meant, and fails nothing.
    """

    file: str
    line: int
    column: int
    path: str
    text: str
    warning: bool = False
    hint: bool = False

    def __str__(self) -> str:
        return self.told("warning: " if self.warning else "hint: " if self.hint else "")

    def told(self, level: str = "") -> str:
        """The problem on one line, with `level` behind its place."""
        path = f"{self.path}: " if self.path else ""
        return f"{self.file}:{self.line}:{self.column}: {level}{path}{self.text}"


@dataclass(frozen=True)
class Finding:
    """A mistake in the data, told by the path of the value, `("schedule", 4, "date")`, or of its key.

    Where the mistake lies between two places, `other` is the path of the second, whose file and line take the place of
    `{place}` in the text.
    """

    where: tuple[str | int, ...]
    text: str
    warning: bool = False
    hint: bool = False
    at_key: bool = False
    other: tuple[str | int, ...] | None = None


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that `word` was most likely meant to be, if one is near enough."""
    by_folded = {name.casefold(): name for name in known}
    alike = [name for name in known if _bare(name) == _bare(word)]
    if alike:
        return alike[0]
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


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
