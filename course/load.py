"""From the YAML files of a course to a `Course`, with the line and column of every part kept.

YAML is read as text alone: `10:30` stays `10:30`, `no` stays `no`. The model decides what a text means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from course.document import Document, Where, read
from course.model.base import SHAPE
from course.model.course import FILES, Course
from course.model.entries import Entry
from course.model.materials import Material
from course.model.work import Assignment
from course.problems import ERROR, Finding, Mistake, Problem, nearest, suggest
from course.repair import model_at, repaired

MATERIALS = ("slides", "recording", "video", "code", "notes", "handout", "reading", "solution", "worksheet", "notebook")
"""Kinds of materials that people look for beside an entry."""

MEANT = {
    "people": ("speaker", "speakers", "lecturer", "teacher", "presenter", "instructor", "by", "who"),
    "place": ("room", "location", "where", "venue"),
    "title": ("name", "topic"),
    "date": ("day", "when"),
    "time": ("hours", "hour"),
    "role": ("position",),
    "url": ("link", "website", "homepage", "href"),
    "email": ("mail", "e-mail"),
    "photo": ("picture", "image"),
    "kind": ("type",),
    "note": ("comment", "notes", "remark"),
    "part": ("category",),
    "reason": ("title", "name", "why"),
}
"""Other words for keys."""


@dataclass(frozen=True)
class Source:
    """The data files of a course, by the name of the field they hold; `course` holds all other fields.

    `partial` is what can be read of a course with mistakes, if anything can be told from it.
    """

    documents: Mapping[str, Document]
    partial: Course | None = None

    def problem(self, finding: Finding) -> Problem:
        """The problem that a finding is, with file, line and column."""
        document, where = self._find(finding.where)
        text = finding.text.replace("{place}", self.place(finding.other)) if finding.other else finding.text
        return document.problem(finding.check, where, text, at_key=finding.at_key)

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
        told = [_problem(source, detail) for detail in _without_echoes(details)]
        commented = {(problem.file, problem.line) for problem in problems if problem.check == "comment"}
        if not any(problem.level == ERROR for problem in problems):
            source = replace(source, partial=repaired(content, details))
        return None, source, problems + [each for each in told if (each.file, each.line) not in commented]
    return (None if any(problem.level == ERROR for problem in problems) else course), source, problems


def _read(path: Path, file: str) -> tuple[Document, list[Problem]]:
    try:
        return read(path, file)
    except FileNotFoundError:
        required = path.stem in ("course", "schedule")
        text = "the file is missing; create it (data/README.md says what goes into it)"
        return Document(file), [Problem(file, 1, 1, "", text, "missing-file")] if required else []


def _unknown_files(folder: Path, shown: str) -> Iterator[Problem]:
    known = [f"{name}.yml" for name in ("course", *FILES)]
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in known:
            near = nearest(path.name, known)
            remedy = f"rename it to `{near}`" if near else f"the data files are {', '.join(known)}"
            text = f"no data file has this name, so that nothing reads it; {remedy}, or delete it"
            yield Problem(f"{shown}/{path.name}", 1, 1, "", text, "unknown-file")


def _merge(documents: Mapping[str, Document]) -> tuple[dict[str, Any], list[Problem]]:
    about, problems = documents["course"], []
    content = about.content if isinstance(about.content, dict) else {}
    if about.content is not None and content is not about.content:
        problems.append(about.problem("mapping", (), "expects lines of `key: value`; write e.g. `code: CS492(C)`"))
    for name in content.keys() & set(FILES):
        text = (
            f"does not belong in this file; move what is below it to {documents[name].file}, without `{name}:` itself"
        )
        problems.append(about.problem("wrong-file", (name,), text, at_key=True))
    others = {name: documents[name].content for name in FILES if documents[name].content is not None}
    return {**content, **others}, problems


def _file(detail: Mapping[str, Any]) -> str:
    return detail["loc"][0] if detail["loc"] and detail["loc"][0] in FILES else "course"


def _without_echoes(details: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """A misspelled key is one mistake: the key that is missing because of it is not told again."""
    misspelled = {
        (*detail["loc"][:-1], nearest(str(detail["loc"][-1]), model_at(detail["loc"][:-1]).model_fields))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    return (detail for detail in details if detail["type"] != "missing" or detail["loc"] not in misspelled)


def _problem(source: Source, detail: Mapping[str, Any]) -> Problem:
    where = tuple(step for step in detail["loc"] if step != "[key]" and not str(step).startswith(SHAPE))
    at_key = detail["type"] == "extra_forbidden" or "[key]" in detail["loc"]
    if detail["type"] != "missing":
        where = source.written(where)  # a value on one line may stand for lines of `key: value`
    check, text = _sentence(detail)
    return source.problem(Finding(check, where, text, at_key=at_key))


def _sentence(detail: Mapping[str, Any]) -> tuple[str, str]:  # noqa: PLR0911 - a sentence for each case
    """The check that tells of an error of the model, and what it says."""
    *around, key = detail["loc"] or ("",)
    fields = model_at(around).model_fields
    while isinstance(key, int) and around:  # an item of a list: its field has the example
        *around, key = around
    known = model_at(around).model_fields.get(key)
    example = f"write e.g. `{key}: {known.examples[0]}`" if known else ""
    match detail["type"]:
        case "extra_forbidden" if detail["input"] == "":
            text = "there is no such key; if a comma has cut a text in two, put it in quotes, and a list in [ and ]"
            return "unknown-key", text
        case "extra_forbidden":
            return "unknown-key", _unknown_key(str(key), model_at(around), fields)
        case "missing":
            return "missing-key", f"is missing; {example}"
        case "value_error" if detail["input"] == "" and known and known.is_required():
            return "no-value", f"has no value; {example}"
        case "value_error":
            error = detail["ctx"]["error"]
            return (error.check if isinstance(error, Mistake) else "value"), str(error)
        case "tuple_type" | "list_type":
            return "list", "expects a list; begin each item with `- `, or put the items between [ and ]"
        case "model_type" | "model_attributes_type" | "dict_type":
            example = example or f"write e.g. `{_written(model_at(detail['loc']))}`"
            return "mapping", f"expects lines of `key: value`; {example}"
        case other:
            raise AssertionError(f"no sentence for {other}")


def _unknown_key(key: str, model: type[BaseModel], fields: Collection[str]) -> str:
    names = [name for name in fields if name not in FILES]
    if model in (Entry, Assignment) and key in MATERIALS:
        return f"there is no such key; write the address in data/links.yml, as `{key}: ...` below the id of this"
    if model is Entry and key in ("due", "deadline"):
        return "there is no such key; due dates are those of assignments, in data/assignments.yml"
    meant = next((name for name, words in MEANT.items() if key in words and name in names), None)
    return f"there is no such key; {f'did you mean `{meant}`?' if meant else suggest(key, names)}"


def _written(model: type[BaseModel]) -> str:
    """The smallest example of a model, on one line."""
    fields = {key: each for key, each in model.model_fields.items() if each.is_required()} or {
        "url": Material.model_fields["url"]
    }
    return f"{{{', '.join(f'{key}: {each.examples[0]}' for key, each in fields.items())}}}"
