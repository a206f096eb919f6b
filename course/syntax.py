"""What is wrong with the syntax of a YAML file, in words for its writer; and what YAML would drop in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from course.problems import Problem

# libyaml reads about ten times faster; some Python builds come without it.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

SYNTAX = (
    ("undefined alias", "a value begins with `*`, which has a meaning in YAML; put the whole value in quotes"),
    (
        "alphabetic or numeric",
        "a value begins with `*` or `&`, which has a meaning in YAML; put the whole value in quotes",
    ),
    ("start any token", "a value begins with {sign}, which YAML does not allow; put the whole value in double quotes"),
    (
        "mapping values are not",
        "a colon with a space stands where none can be; put the text around it in quotes, or indent the line like "
        "its neighbours",
    ),
    (
        "expected key",
        "this line is not indented like its neighbours; give it as many spaces as the other lines of the same entry",
    ),
    (
        "'-' indicator",
        "this line is not indented like its neighbours; begin it with `- `, or give it as many spaces as the other "
        "lines of the same entry",
    ),
    (
        "',' or",
        "the {closing} to this {opening} is missing, or a comma between two items; write it where it belongs, and put "
        "text with one of , : [ ] {{ }} in quotes",
    ),
    (
        "could not find expected ':'",
        "there is no `key: value` here; write a colon and a space after the key, or indent the line if it continues "
        "the text above",
    ),
    ("end of stream", "the quote that begins here is never closed; write the closing one"),
    ("escape character", "a text in double quotes has a backslash in it; write ' instead of \" at both ends"),
    ("entries are not allowed", "a list begins in the middle of a line; put its first `- ` on a line of its own"),
    ("document", "a line of `---` or `...` splits the file; delete that line"),
)
"""What the parser says, by a piece of it, and what it means to somebody who writes the file."""

_MEANT = re.compile(r"[:;]-?\)$|\b\w\)$")  # a smile, and the last of a), b), c)
_PAIRS = {"]": "[", "}": "{", ")": "("}

_ESCAPE = re.compile(r"\\(?:[abefrtvNLP_]|n(?=[a-z]))")

EXPLAINED = (
    (r"[“”„]", "curly quotes are no quotes for YAML; write straight ones"),
    (r"[：，]", "this is the wide form of a colon or comma; write the plain one, with a space behind it"),
    (r"^\s*-[^\s-]", "there is no space behind the `-`; write `- `"),
    (r"\[[^\]]*\]\(https?:", "this is a link of Markdown; write the address alone, without [ ] and ( )"),
    (r"^\s*\u00a0", "an invisible no-break space stands here; write ordinary spaces"),
)
"""Signs in a line that cannot be read which tell why, before what the parser says of it."""

UNKNOWN_SYNTAX = (
    "this cannot be read; compare it with its neighbours: indentation, colons, brackets, and the quotes around text "
    "that has such characters in it"
)

_COMMENT = (
    "everything after ` #` is left out as a comment; put the whole text in quotes if it belongs to it, or write a "
    "space after the `#` if it is a comment"
)


def place(before: str) -> tuple[int, int]:
    """The line and the column behind a text, counted from 1."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def mistake(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """The problem that an error of the parser tells of."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _unseen(file, text, getattr(error, "position", 0))
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
    if begin and "could not find expected ':'" in reason:  # the key, and not what comes after it
        mark, row = begin, begin.line
    column, sentence = _explained(lines, row, mark.column, reason)
    if begin and sentence is None and ("',' or" in reason or "end of stream" in reason):
        row, column = begin.line, begin.column
    sentence = sentence or next((told for part, told in SYNTAX if part in reason), UNKNOWN_SYNTAX)
    here = lines[row][column] if column < len(lines[row]) else ""
    sentence = sentence.replace("{sign}", "a backtick" if here == "`" else f"`{here}`")
    closing = {"[": "]", "{": "}"}.get(here, "bracket")
    sentence = sentence.replace("{opening}", f"`{here}`").replace("{closing}", f"`{closing}`").replace("{{ }}", "{ }")
    return Problem(file, row + 1, column + 1, "", sentence, "syntax")


def _explained(lines: list[str], row: int, column: int, reason: str) -> tuple[int, str | None]:
    """A column and a sentence for a mistake that the signs around it explain; None where they do not."""
    line = lines[row]
    before, here = line[:column].rstrip(), line[column : column + 1]
    for pattern, told in EXPLAINED:
        found = re.search(pattern, line)
        if found:
            return found.start(), told
    told = None
    in_list = "',' or" in reason
    if (in_list or "expected key" in reason) and before[-1:] in ("'", '"') and here not in (",", "}", "]", ""):
        told = "a text goes on after its closing quote; put all of it in quotes of the other kind"
    elif in_list and here == ":":
        told = "a colon with a space stands in this text; put the whole text in quotes"
    elif "document" in reason and not any(re.match(r"(---|\.\.\.)(\s|$)", each) for each in lines):
        told = "this does not go on as the file began; begin every item with `- `, or every line with a key"
    elif here and here in "}],":
        told = f"there is nothing before this `{here}` that it belongs to; delete it, or write what is missing"
    return column, told


_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")


def conflict(file: str, text: str) -> Iterator[Problem]:
    """What git leaves of two versions that it could not join."""
    found = _CONFLICT.search(text)
    if found:
        told = "git left two versions here; delete the wrong one, and the lines of `<<<<<<<`, `=======` and `>>>>>>>`"
        yield Problem(file, *place(text[: found.start()]), "", told, "conflict")


def invisible(file: str, text: str) -> Iterator[Problem]:
    """Characters that nobody can see."""
    for found in _INVISIBLE.finditer(text):
        yield _unseen(file, text, found.start())


def _unseen(file: str, text: str, position: int) -> Problem:
    line, column = place(text[:position])
    told = f"an invisible character stands here; delete what is around column {column}, and type it again"
    return Problem(file, line, column, "", told, "character")


def undecoded(file: str, raw: bytes, error: UnicodeDecodeError) -> Problem:
    """Text in another encoding, at the first letter that tells."""
    told = "this is not UTF-8 text; save the file with the encoding UTF-8, and look at the letters here"
    return Problem(file, *place(raw[: error.start].decode("utf-8", "replace")), "", told, "encoding")


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
            told = f"YAML would drop `&{name}` at the start of this value; put the whole value in quotes"
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
        alone = last in _PAIRS and _PAIRS[last] not in value and not _MEANT.search(value)
        stray = alone or (last == '"' and value.count('"') == 1)
        if stray and node.end_mark.line < len(lines):
            told = f"this text ends with `{last}`, and nothing opens it; delete it, or write the missing one"
            line, column = node.end_mark.line + 1, node.end_mark.column
            yield Problem(file, line, max(column, 1), "", told, "stray-sign")


def _escape_problems(file: str, text: str, root: yaml.Node) -> Iterator[Problem]:
    """Backslashes between double quotes that make one sign of two, as in `"\\theta"` and `"\\nabla"`."""
    lines = text.splitlines()
    for node in _scalars(root, set()):
        for number in range(node.start_mark.line, node.end_mark.line + 1) if node.style == '"' else ():
            match = _ESCAPE.search(lines[number]) if number < len(lines) else None
            if match:
                told = f"`{match[0]}` is another character in double quotes; write ' instead of \" at both ends"
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
