"""From the YAML files of a course to a `Course`, with the line and column of every part kept.

YAML is read as text alone: `10:30` stays `10:30`, `no` stays `no`. The model decides what a text means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from course.model.base import SHAPE, inner_model
from course.model.course import FILES, Course
from course.model.entries import Entry, Group
from course.model.materials import Material
from course.problems import Finding, Problem, nearest, suggest

Where = tuple[str | int, ...]

SHAPES = {
    f"{SHAPE}entry": Entry,
    f"{SHAPE}group": Group,
    **{f"{SHAPE}{name}": Material for name in ("address", "material", "materials")},
}
"""The models behind the shapes that a value may take, by the steps that name them in the path of an error."""

# libyaml reads about ten times faster; some Python builds come without it.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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

    def problem(
        self, where: Where, text: str, *, warning: bool = False, hint: bool = False, at_key: bool = False
    ) -> Problem:
        """A problem at a value, at its key, or at the nearest thing around it that exists."""
        places = self.keys if at_key else self.values
        known = next((where[:n] for n in range(len(where), -1, -1) if where[:n] in places), ())
        line, column = places.get(known) or self.values.get((), (1, 1))
        return Problem(self.file, line, column, self.path(where), text, warning, hint)

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


@dataclass(frozen=True)
class Source:
    """The data files of a course, by the name of the field they hold; `course` holds all other fields."""

    documents: Mapping[str, Document]

    def problem(self, finding: Finding) -> Problem:
        """The problem that a finding is, with file, line and column."""
        document, where = self._find(finding.where)
        text = finding.text.replace("{place}", self.place(finding.other)) if finding.other else finding.text
        return document.problem(where, text, warning=finding.warning, hint=finding.hint, at_key=finding.at_key)

    def written(self, where: Where) -> Where:
        """As much of a path as somebody has written."""
        document, inner = self._find(where)
        return (*where[: len(where) - len(inner)], *document.written(inner))

    def place(self, where: Where) -> str:
        """File and line of a value, as another message refers to it."""
        document, inner = self._find(where)
        known = next((inner[:n] for n in range(len(inner), -1, -1) if inner[:n] in document.values), ())
        line, _ = document.values.get(known, (1, 1))
        return f"{document.file}:{line}"

    def _find(self, where: Where) -> tuple[Document, Where]:
        name = where[0] if where and where[0] in FILES else "course"
        return self.documents[name], where[1:] if name != "course" else where


def load(folder: Path, shown: str = "data") -> tuple[Course | None, Source, list[Problem]]:
    """Reads the files of `folder` into a `Course`, or into all problems that are in the way of one.

    `shown` is the folder's name in messages. Files other than `course.yml` and `schedule.yml` may be missing.
    """
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for name in ("course", *FILES):
        documents[name], found = _read(folder / f"{name}.yml", f"{shown}/{name}.yml")
        problems += found
    problems += _unknown_files(folder, shown)
    source = Source(documents)
    content, found = _merge(documents)
    problems += found
    unread = {name for name, document in documents.items() if document.content is None}
    try:
        course = Course.model_validate(content)
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if _file(detail) not in unread]
        return None, source, problems + [_problem(source, detail) for detail in _without_echoes(details)]
    return (None if problems else course), source, problems


def _read(path: Path, file: str) -> tuple[Document, list[Problem]]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        required = path.stem in ("course", "schedule")
        text = "the file is missing; create it (data/README.md says what goes into it)"
        return Document(file), [Problem(file, 1, 1, "", text)] if required else []
    except OSError as error:
        return Document(file), [Problem(file, 1, 1, "", f"the file cannot be read ({error.strerror}); mend that")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(raw[: error.start].decode("utf-8", "replace"))
        return Document(file), [Problem(file, line, column, "", "this is not UTF-8 text; save the file as UTF-8")]
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        return Document(file), [_syntax(file, text, error)]
    if node is None:
        text = "the file is empty; write its first entry (data/README.md says what goes into it), or delete the file"
        return Document(file), [Problem(file, 1, 1, "", text)]
    return _document(file, node)


def _unknown_files(folder: Path, shown: str) -> Iterator[Problem]:
    known = [f"{name}.yml" for name in ("course", *FILES)]
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in known:
            text = f"nothing reads this file; {suggest(path.name, known)}"
            yield Problem(f"{shown}/{path.name}", 1, 1, "", text)


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _syntax(file: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        line, column = _place(text[: getattr(error, "position", 0)])
        return Problem(file, line, column, "", "a character stands here that YAML does not allow; delete it")
    lines = text.splitlines() or [""]
    row = min(mark.line, len(lines) - 1)
    tab = lines[row].find("\t")
    if tab >= 0 and not lines[row][:tab].strip():
        return Problem(file, row + 1, tab + 1, "", "a tab stands here; write spaces instead, two for each step")
    reason = getattr(error, "problem", None) or "it cannot be read"
    begin = getattr(error, "context_mark", None)
    where = f" in what begins in line {begin.line + 1}" if begin and begin.line != row else ""
    advice = "compare it with its neighbours: indentation, colons, brackets, and quotes around text with signs in it"
    return Problem(file, row + 1, mark.column + 1, "", f"this is no valid YAML ({reason}{where}); {advice}")


def _document(file: str, root: yaml.Node) -> tuple[Document, list[Problem]]:
    values: dict[Where, tuple[int, int]] = {}
    keys: dict[Where, tuple[int, int]] = {}
    repeated: list[Problem] = []
    broken: list[Problem] = []

    def mark(node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + 1, node.start_mark.column + 1

    def problem(node: yaml.Node, text: str) -> Problem:
        return Problem(file, *mark(node), "", text)

    def plain(node: yaml.Node, where: Where, around: tuple[int, ...]) -> Any:
        values[where] = mark(node)
        if id(node) in around:
            broken.append(problem(node, "the alias stands for something that holds it; write the value out"))
            return ""
        around += (id(node),)
        if isinstance(node, yaml.SequenceNode):
            return [plain(item, (*where, n), around) for n, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return mapping(node, where, around)
        return node.value

    def mapping(node: yaml.MappingNode, where: Where, around: tuple[int, ...]) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key, value in node.value:
            inner = (*where, key.value) if isinstance(key, yaml.ScalarNode) else where
            if inner == where:
                text = "a key must be one word; put what stands here in quotes if it is text"
                broken.append(problem(key, text))
            elif key.value in content:
                text = f"`{key.value}` is already in line {keys[inner][0]}; delete one of the two"
                repeated.append(problem(key, text))
            else:
                keys[inner] = mark(key)
                content[key.value] = plain(value, inner, around)
        return content

    content = plain(root, (), ())
    return Document(file, None if broken else content, values, keys), broken + repeated


def _merge(documents: Mapping[str, Document]) -> tuple[dict[str, Any], list[Problem]]:
    about, problems = documents["course"], []
    content = about.content if isinstance(about.content, dict) else {}
    if about.content is not None and content is not about.content:
        problems.append(about.problem((), "expects lines of `key: value`; write e.g. `code: CS492(C)`"))
    for name in content.keys() & set(FILES):
        problems.append(
            about.problem((name,), f"stands in the wrong file; move it to {documents[name].file}", at_key=True)
        )
    others = {name: documents[name].content for name in FILES if documents[name].content is not None}
    return {**content, **others}, problems


def _file(detail: Mapping[str, Any]) -> str:
    return detail["loc"][0] if detail["loc"] and detail["loc"][0] in FILES else "course"


def _without_echoes(details: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """A misspelled key is one mistake: the key that is missing because of it is not told again."""
    misspelled = {
        (*detail["loc"][:-1], nearest(str(detail["loc"][-1]), _model(detail["loc"][:-1]).model_fields))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    return (detail for detail in details if detail["type"] != "missing" or detail["loc"] not in misspelled)


def _problem(source: Source, detail: Mapping[str, Any]) -> Problem:
    where = tuple(step for step in detail["loc"] if step != "[key]" and not str(step).startswith(SHAPE))
    at_key = detail["type"] == "extra_forbidden" or "[key]" in detail["loc"]
    if detail["type"] != "missing":
        where = source.written(where)  # a value on one line may stand for lines of `key: value`
    return source.problem(Finding(where, _sentence(detail), at_key=at_key))


def _sentence(detail: Mapping[str, Any]) -> str:
    *around, key = detail["loc"] or ("",)
    fields = _model(around).model_fields
    while isinstance(key, int) and around:  # an item of a list: its field has the example
        *around, key = around
    known = _model(around).model_fields.get(key)
    example = f"write e.g. `{key}: {known.examples[0]}`" if known else ""
    match detail["type"]:
        case "extra_forbidden" if detail["input"] == "":
            text = "there is no such key; if it belongs to what stands before it, put that in quotes, or in [ and ]"
        case "extra_forbidden":
            text = f"there is no such key; {suggest(str(key), [name for name in fields if name not in FILES])}"
        case "missing":
            text = f"is missing; {example}"
        case "value_error" if detail["input"] == "" and known and known.is_required():
            text = f"has no value; {example}"
        case "value_error":
            text = str(detail["ctx"]["error"])
        case "tuple_type" | "list_type":
            text = "expects a list; begin each item with `- `, or put the items between [ and ]"
        case "model_type" | "model_attributes_type" | "dict_type":
            text = f"expects lines of `key: value`; {example}" if example else "expects lines of `key: value`"
        case other:
            raise AssertionError(f"no sentence for {other}")
    return text


def _model(loc: Sequence[str | int]) -> type[BaseModel]:
    """The model of which a value at `loc`, the path of an error, is an instance."""
    model: type[BaseModel] = Course
    for step in loc:
        if step in SHAPES:
            model = SHAPES[step]
        elif step in model.model_fields:
            model = inner_model(model.model_fields[step].annotation) or model
    return model


def _inside(content: Any, step: str | int) -> Any:
    if isinstance(content, dict):
        return content.get(step)
    if isinstance(content, list) and isinstance(step, int) and step < len(content):
        return content[step]
    return None
