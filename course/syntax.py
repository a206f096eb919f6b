"""What is wrong with the syntax of a YAML file, in words for its writer; and what YAML would drop in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from course.problems import Problem

# libyaml reads about ten times faster; some Python builds come without it.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

SYNTAX = (
    ("undefined alias", "a value begins with `*`, which YAML keeps for itself; put the whole value in quotes"),
    ("alphabetic or numeric", "a value begins with `*` or `&`, which YAML keeps for itself; put the value in quotes"),
    ("start any token", "a value begins with {sign}, which YAML keeps for itself; put the whole value in quotes"),
    (
        "mapping values are not",
        "a colon with a space stands where none can be; put the text around it in quotes, or indent the line like "
        "those around it",
    ),
    (
        "expected key",
        "this line does not line up with those before it; indent it like its neighbours, and put a text that has "
        "quotes inside in quotes as a whole",
    ),
    ("'-' indicator", "this line does not line up with the items before it; begin it with `- `, or indent it further"),
    ("',' or", "a bracket or a comma is missing{opened}; close the bracket, or put text with signs in it in quotes"),
    (
        "could not find expected ':'",
        "there is no `key: value` here; write a colon and a space behind the key, or indent the line if it continues "
        "the text before it",
    ),
    ("end of stream", "a quote is opened{opened} and never closed; write the closing one"),
    ("escape character", "a backslash stands between double quotes; write single quotes instead"),
    ("entries are not allowed", "a list begins where none can; put its first `- ` on a line of its own"),
    ("document", "a line of `---` or `...` parts the file in two; delete that line"),
)
"""What the parser says, by a piece of it, and what it means to somebody who writes the file."""

_PAIRS = {"]": "[", "}": "{", ")": "("}

_ESCAPE = re.compile(r"\\(?:[abefrtvNLP_]|n(?=[a-z]))")

UNKNOWN_SYNTAX = (
    "this cannot be read; compare it with its neighbours: indentation, colons, brackets, and quotes around text with "
    "signs in it"
)

_COMMENT = "what follows ` #` is left out as a comment; put the text in quotes, or a space behind the `#`"


def place(before: str) -> tuple[int, int]:
    """The line and the column behind a text, counted from 1."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def mistake(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """The problem that an error of the parser tells of."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        line, column = place(text[: getattr(error, "position", 0)])
        return Problem(file, line, column, "", "a sign stands here that cannot be seen; delete it", "character")
    lines, begin = text.splitlines() or [""], getattr(error, "context_mark", None)
    last = min(mark.line, len(lines) - 1)
    if begin and mark.line >= len(lines):  # what is missing at the end of the file is missing where it begins
        mark = begin
    row = min(mark.line, len(lines) - 1)
    tab = lines[row].find("\t")
    if tab >= 0 and not lines[row][:tab].strip():
        told = "a tab stands here; write spaces instead, two for each step"
        return Problem(file, row + 1, tab + 1, "", told, "tab")
    reason, first = getattr(error, "problem", None) or "", begin.line if begin else row
    inside = range(first, last + 1) if "',' or" in reason else ()
    commented = next((n for n in inside if re.search(r"\s#[^\s#]", lines[n])), None)
    if commented is not None:
        column = re.search(r"\s#[^\s#]", lines[commented]).start() + 2
        return Problem(file, commented + 1, column, "", _COMMENT, "syntax")
    opened = f" in line {first + 1}" if first < row else ""
    sign = f"`{lines[row][mark.column]}`" if mark.column < len(lines[row]) else "a sign"
    sentence = next((told for part, told in SYNTAX if part in reason), UNKNOWN_SYNTAX)
    sentence = sentence.replace("{opened}", opened).replace("{sign}", sign)
    return Problem(file, row + 1, mark.column + 1, "", sentence, "syntax")


def dropped(file: str, text: str, root: yaml.Node) -> Iterator[Problem]:
    """What YAML takes for signs of its own where somebody most likely means text."""
    yield from _anchor_problems(file, text) if "&" in text else ()
    yield from _escape_problems(file, text, root) if "\\" in text else ()
    yield from _comment_problems(file, text, root)
    yield from _stray_problems(file, text, root)


def _anchor_problems(file: str, text: str) -> Iterator[Problem]:
    """Values that begin with `&` where nothing refers to them: the sign and the word behind it would be dropped."""
    events = [*yaml.parse(text, Loader=LOADER)]
    used = {event.anchor for event in events if isinstance(event, yaml.AliasEvent)}
    for event in events:
        name = getattr(event, "anchor", None)
        if name and name not in used:
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            told = f"`&{name}` at the start of a value is left out by YAML; put the whole value in quotes"
            yield Problem(file, line, column, "", told, "alias")


def _comment_problems(file: str, text: str, root: yaml.Node) -> Iterator[Problem]:
    """Plain texts that end at a ` #` without a space behind it, as in `Assignment #1`."""
    if not re.search(r"\s#[^\s#]", text):
        return
    lines = text.splitlines()
    for node in _scalars(root, set()):
        if node.style in (None, "") and node.end_mark.line < len(lines):
            rest = lines[node.end_mark.line][node.end_mark.column :]
            match = re.match(r"\s+#(?=[^\s#])", f" {rest}" if not node.value else rest)
            if match:
                line, column = node.end_mark.line + 1, lines[node.end_mark.line].index("#", node.end_mark.column) + 1
                yield Problem(file, line, column, "", _COMMENT, "comment")


def _stray_problems(file: str, text: str, root: yaml.Node) -> Iterator[Problem]:
    """Texts without quotes that end with a quote or a bracket which nothing opens: the sign before was lost."""
    lines = text.splitlines()
    for node in _scalars(root, set()):
        value = node.value
        last = value[-1:] if node.style in (None, "") else ""
        stray = (last == '"' and value.count('"') == 1) or (last in _PAIRS and _PAIRS[last] not in value)
        if stray and node.end_mark.line < len(lines):
            told = f"the `{last}` at the end of this text has no counterpart; delete it, or write the other one"
            line, column = node.end_mark.line + 1, node.end_mark.column
            yield Problem(file, line, max(column, 1), "", told, "stray-sign")


def _escape_problems(file: str, text: str, root: yaml.Node) -> Iterator[Problem]:
    """Backslashes between double quotes that make one sign of two, as in `"\\theta"` and `"\\nabla"`."""
    lines = text.splitlines()
    for node in _scalars(root, set()):
        for number in range(node.start_mark.line, node.end_mark.line + 1) if node.style == '"' else ():
            match = _ESCAPE.search(lines[number]) if number < len(lines) else None
            if match:
                told = f"`{match[0]}` between double quotes is another sign; write the text between single quotes"
                yield Problem(file, number + 1, match.start() + 1, "", told, "escape")
                break


def _scalars(node: yaml.Node, seen: set[int]) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif id(node) not in seen:
        seen.add(id(node))
        inner = node.value if isinstance(node, yaml.SequenceNode) else [each for pair in node.value for each in pair]
        for each in inner:
            yield from _scalars(each, seen)
