"""One YAML file: its content as text, lists and mappings, where each key and value stands, and what is wrong with it.

YAML is read as text alone: `10:30` stays `10:30`, `no` stays `no`. What YAML would do beside that in silence, such as
dropping a tag or what follows a ` #`, is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from course.problems import Problem

Where = tuple[str | int, ...]

# libyaml reads about ten times faster; some Python builds come without it.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")}
NULLS = ("~", "null", "Null", "NULL")

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


@dataclass(frozen=True)
class Document:
    """One YAML file: its content as text, lists and mappings, and where each key and value stands."""

    file: str
    content: Any = None
    values: Mapping[Where, tuple[int, int]] = field(default_factory=dict)
    keys: Mapping[Where, tuple[int, int]] = field(default_factory=dict)

    def written(self, where: Where) -> Where:
        """As much of a path as somebody has written; a single value may stand where a list is read."""
        found: Where = ()
        for step in where:
            if (*found, step) in self.values or (*found, step) in self.keys:
                found = (*found, step)
            elif not isinstance(step, int):
                break
        return found

    def problem(self, check: str, where: Where, text: str, *, at_key: bool = False) -> Problem:
        """A problem at a value, at its key, or at the nearest thing around it that exists."""
        places = self.keys if at_key else self.values
        known = next((where[:n] for n in range(len(where), -1, -1) if where[:n] in places), ())
        line, column = places.get(known) or self.values.get((), (1, 1))
        return Problem(self.file, line, column, self.path(where), text, check)

    def path(self, where: Where) -> str:
        """The path of a value as people read it: items of a list by their id, name or title, or counted from 1."""
        path, content = "", self.content
        for step in where:
            inside = _inside(content, step)
            if isinstance(step, int) and not isinstance(content, list):
                continue  # a single value where a list is read
            if isinstance(step, int):
                names = [inside.get(key) for key in ("id", "name", "title")] if isinstance(inside, dict) else []
                name = next((name for name in names if isinstance(name, str) and name), None)
                path += f".{name}" if name else f"[{step + 1}]"
            else:
                path += f".{step}"
            content = inside
        return path.removeprefix(".")


def read(path: Path, file: str, *, settings: bool = False) -> tuple[Document, list[Problem]]:
    """Reads a file, which messages call `file`; its content is None where a mistake is in the way.

    In `settings`, which are for other programs as well, what YAML does in silence is no mistake; of `!ENV [NAME,
    value]` the value is taken.

    Raises FileNotFoundError where there is none.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        text = f"the file cannot be read ({error.strerror}); put a file of text there"
        return Document(file), [Problem(file, 1, 1, "", text, "unreadable-file")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(raw[: error.start].decode("utf-8", "replace"))
        text = "this is not UTF-8 text; save the file as UTF-8"
        return Document(file), [Problem(file, line, column, "", text, "encoding")]
    try:
        node = yaml.compose(text, Loader=LOADER)
        anchors = [*_anchor_problems(file, text)] if "&" in text and not settings else []
    except yaml.YAMLError as error:
        return Document(file), [_syntax(file, text, error)]
    if node is None:
        text = "the file is empty; write its first entry (data/README.md says what goes into it), or delete the file"
        return Document(file), [Problem(file, 1, 1, "", text, "empty-file")]
    if settings:
        return _document(file, node, settings)[0], []
    document, problems = _document(file, node)
    escapes = [*_escape_problems(file, text, node)] if "\\" in text else []
    problems += [*anchors, *escapes, *_comment_problems(file, text, node), *_stray_problems(file, text, node)]
    content = None if anchors or escapes else document.content
    return Document(file, content, document.values, document.keys), problems


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _syntax(file: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        line, column = _place(text[: getattr(error, "position", 0)])
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


_COMMENT = "what follows ` #` is left out as a comment; put the text in quotes, or a space behind the `#`"


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


def _document(file: str, root: yaml.Node, settings: bool = False) -> tuple[Document, list[Problem]]:
    values: dict[Where, tuple[int, int]] = {}
    keys: dict[Where, tuple[int, int]] = {}
    repeated: list[Problem] = []
    broken: list[Problem] = []

    def mark(node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + 1, node.start_mark.column + 1

    def refuse(check: str, node: yaml.Node, text: str) -> None:
        broken.append(Problem(file, *mark(node), "", text, check))

    def plain(node: yaml.Node, where: Where, around: tuple[int, ...]) -> Any:
        values[where] = mark(node)
        if id(node) in around:
            refuse("alias", node, "the alias stands for something that holds it; write the value out")
            return ""
        if settings and node.tag == "!ENV" and isinstance(node, yaml.SequenceNode):
            return plain(node.value[-1], where, around) if node.value else ""
        if node.tag not in PLAIN_TAGS and not settings:
            told = f"`!{node.tag.lstrip('!').rpartition(':')[2]}`" if node.tag != "!" else "`!`"
            refuse("tag", node, f"{told} at the start of a value is left out by YAML; put the whole value in quotes")
        around += (id(node),)
        if isinstance(node, yaml.SequenceNode):
            return [plain(item, (*where, n), around) for n, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return mapping(node, where, around)
        if node.style in (None, "") and node.value in NULLS and not settings:
            refuse("null", node, f"`{node.value}` would be shown as it stands; delete the line, or put it in quotes")
        return node.value

    def mapping(node: yaml.MappingNode, where: Where, around: tuple[int, ...]) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key, value in node.value:
            inner = (*where, key.value) if isinstance(key, yaml.ScalarNode) else where
            if inner == where:
                refuse("key", key, "a key must be one word; put what stands here in quotes if it is text")
            elif key.value == "<<" and not settings:
                refuse("merge", key, "`<<` copies nothing here; write the lines out")
            elif key.value in content:
                text = f"`{key.value}` is already in line {keys[inner][0]}; delete one of the two"
                repeated.append(Problem(file, *mark(key), "", text, "repeated-key"))
            else:
                keys[inner] = mark(key)
                content[key.value] = plain(value, inner, around)
        return content

    content = plain(root, (), ())
    return Document(file, None if broken else content, values, keys), broken + repeated


def _inside(content: Any, step: str | int) -> Any:
    if isinstance(content, dict):
        return content.get(step)
    if isinstance(content, list) and isinstance(step, int) and step < len(content):
        return content[step]
    return None
