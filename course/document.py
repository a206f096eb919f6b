"""One YAML file: its content as text, lists and mappings, where each key and value stands, and what is wrong with it.

YAML is read as text alone: `10:30` stays `10:30`, `no` stays `no`. What YAML would do beside that in silence, such as
dropping a tag or what follows a ` #`, is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from course import syntax
from course.problems import ERROR, Problem

Where = tuple[str | int, ...]

PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")}
NULLS = ("~", "null", "Null", "NULL")


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
                name = next((name for name in names if isinstance(name, str) and name and "](" not in name), None)
                path += f".{name}" if name else f"[{step + 1}]" if path else f"item {step + 1}"
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
    text, problems = _text(path, file)
    problems += [*syntax.conflict(file, text), *syntax.invisible(file, text)][:1]
    if problems:
        return Document(file), problems
    try:
        node = yaml.compose(text, Loader=syntax.LOADER)
    except yaml.YAMLError as error:
        return Document(file), [syntax.mistake(file, text, error)]
    if node is None:
        text = "the file is empty; write its first entry (data/README.md says what goes into it), or delete the file"
        text = "the file is empty; take it from the template again" if settings else text
        return Document(file), [Problem(file, 1, 1, "", text, "empty-file")]
    if settings:
        return _document(file, node, settings)
    document, problems = _document(file, node)
    problems += syntax.dropped(file, text, node)
    broken = any(problem.level == ERROR and problem.check != "repeated-key" for problem in problems)
    return Document(file, None if broken else document.content, document.values, document.keys), problems


def _text(path: Path, file: str) -> tuple[str, list[Problem]]:
    """The text of a file, or why there is none."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        text = f"the file cannot be read ({error.strerror}); let it be read by everybody"
        if path.is_dir():
            text = "this is a folder; delete or rename it, and create a file of this name"
        return "", [Problem(file, 1, 1, "", text, "unreadable-file")]
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        return "", [syntax.undecoded(file, raw, error)]


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
            refuse(
                "alias",
                node,
                "this `*` copies the block that it is in; delete the word with `*`, and write what should stand here",
            )
            return ""
        if settings and node.tag == "!ENV" and isinstance(node, yaml.SequenceNode):
            return plain(node.value[-1], where, around) if node.value else ""
        if node.tag not in PLAIN_TAGS and not settings:
            told = f"`!{node.tag.lstrip('!').rpartition(':')[2]}`" if node.tag != "!" else "`!`"
            refuse("tag", node, f"YAML would drop {told} at the start of this value; put the whole value in quotes")
        around += (id(node),)
        if isinstance(node, yaml.SequenceNode):
            return [plain(item, (*where, n), around) for n, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return mapping(node, where, around)
        if node.style in (None, "") and node.value in NULLS and not settings:
            what = f"`{where[-1]}: {node.value}`" if where and isinstance(where[-1], str) else f"`{node.value}`"
            refuse("null", node, f"would be shown as the word `{node.value}`; delete {what}, or put the word in quotes")
        return node.value

    def mapping(node: yaml.MappingNode, where: Where, around: tuple[int, ...]) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key, value in node.value:
            inner = (*where, key.value) if isinstance(key, yaml.ScalarNode) else where
            if inner == where:
                refuse(
                    "key",
                    key,
                    "a bracket stands where a key like `title` should; delete it, or put the whole text in quotes",
                )
            elif key.value == "<<" and not settings:
                refuse(
                    "merge",
                    key,
                    "`<<` does not work here; delete it, and write the lines that it should have copied",
                )
            elif key.value in content:
                text = "`{}` is already in line {}, column {}; delete one of the two".format(key.value, *keys[inner])
                repeated.append(Problem(file, *mark(key), "", text, "repeated-key"))
            else:
                keys[inner] = mark(key)
                content[key.value] = plain(value, inner, around)
        return content

    content = plain(root, (), ())
    return Document(file, content, values, keys), broken + repeated


def _inside(content: Any, step: str | int) -> Any:
    if isinstance(content, dict):
        return content.get(step)
    if isinstance(content, list) and isinstance(step, int) and step < len(content):
        return content[step]
    return None
