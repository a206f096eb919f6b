"""Formulas as MathML, which browsers show by themselves: no script, no font, no request."""

from __future__ import annotations

import html
import re

from latex2mathml import exceptions
from latex2mathml.converter import convert

# What pymdownx.arithmatex leaves in a page with `generic: true`.
_FORMULA = re.compile(r'(class="arithmatex">)\\([(\[])(.*?)\\[)\]](?=</)', re.DOTALL)
_UNKNOWN = re.compile(r"<m\w+[^>]*>(\\[a-zA-Z]+)</m\w+>")
# The converter's own errors, and what it meets where a formula ends too early.
_ERRORS = (
    *(error for error in vars(exceptions).values() if isinstance(error, type)),
    StopIteration,
    LookupError,
    ValueError,
)


class FormulaError(ValueError):
    """A formula that cannot be read; `formula` is its LaTeX, the message says what to do."""

    def __init__(self, formula: str, text: str) -> None:
        super().__init__(text)
        self.formula = formula


def to_mathml(content: str) -> str:
    """A page's HTML with its LaTeX formulas turned into MathML. Raises FormulaError."""
    return _FORMULA.sub(_replace, content)


def mathml(latex: str, *, block: bool = False) -> str:
    """One LaTeX formula as MathML, as a block of its own or within a line. Raises FormulaError."""
    braces = re.sub(r"\\.", "", latex)
    if braces.count("{") != braces.count("}"):
        counts = f"{braces.count('{')} `{{` and {braces.count('}')} `}}`"
        raise FormulaError(latex, f"the formula has {counts}; write the missing one")
    try:
        found = convert(latex, display="block" if block else "inline")
    except _ERRORS as error:
        raise FormulaError(latex, "the formula cannot be read; check its braces and arguments") from error
    unknown = _UNKNOWN.search(found)
    if unknown:
        raise FormulaError(latex, f"the formula's `{unknown[1]}` is unknown; write it with other LaTeX commands")
    return found


def _replace(match: re.Match[str]) -> str:
    return match[1] + mathml(html.unescape(match[3]).strip(), block=match[2] == "[")
