"""The data reference, `data/README.md`: every field and every macro, told by the code itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from course.model import FILES, KINDS, Course, inner_model

INTRODUCTION = """\
# The data of a course

This file is written by `python -m course reference`, from the descriptions in `course/model.py` and `macros.py`.

Five YAML files hold the facts of a course, each once. Everything is read as text, so `10:30` and `no` need no quotes.
Quotes are for text that holds `: ` or ` #`, that begins with a sign such as `[`, `*` or `&`, or that holds a comma
between `{` and `}`. Dates are written year-month-day; a weekday in front is allowed, and then it is checked
(`Mon 2025-09-01`).

After a change, `python3 run.py check` prints every mistake with its place and what to write instead."""

LINKS = """\
Under the id of an entry or an assignment stands one line per material (`slides: https://...`). A key with an address
of its own is for pages: `{{ links.colab }}`; so is a part of a group: `{{ links.lec05.slides }}`."""


MACROS = """\
A page in `docs/` calls them between double braces, each on a line of its own; `part` alone stands within a sentence.
Pages also have the addresses as `links` and the fields of `course.yml` as `course`: `{{ course.hand_in }}`,
`{{ course.term.name }}`."""


def reference(macros: Mapping[str, str]) -> str:
    """The whole reference as Markdown; `macros` are the descriptions of the macros by their calls."""
    about = {name: field for name, field in Course.model_fields.items() if name not in FILES}
    blocks = [INTRODUCTION, "## course.yml", _table(about), *_models(Course, about)]
    for name in FILES:
        blocks += [f"## {name}.yml", *_file(name)]
    blocks += ["## Kinds of entries", f"Known without being declared: {', '.join(f'`{kind}`' for kind in KINDS)}."]
    blocks += [
        "## Macros",
        "A page in `docs/` calls them between double braces, each on a line of its own.",
        _macros(macros),
    ]
    return "\n\n".join(blocks) + "\n"


def _file(name: str) -> Iterator[str]:
    field = Course.model_fields[name]
    if name == "links":
        yield LINKS
        return
    item = inner_model(field.annotation)
    yield f"A list. {item.__doc__}"
    yield _table(item.model_fields)
    yield from _models(item, item.model_fields)


def _models(model: type[BaseModel], fields: Mapping[str, FieldInfo]) -> Iterator[str]:
    for name, field in fields.items():
        inner = inner_model(field.annotation)
        if inner and inner is not model:
            yield f"### {name}"
            yield inner.__doc__
            yield _table(inner.model_fields)


def _table(fields: Mapping[str, FieldInfo]) -> str:
    rows = ["| key | | meaning | example |", "| --- | --- | --- | --- |"]
    for name, field in fields.items():
        needed = "required" if field.is_required() else ""
        rows.append(f"| `{name}` | {needed} | {field.description} | `{name}: {field.examples[0]}` |")
    return "\n".join(rows)


def _macros(macros: Mapping[str, str]) -> str:
    rows = ["| macro | prints |", "| --- | --- |"]
    rows += [f"| `{{{{ {call} }}}}` | {text} |" for call, text in macros.items()]
    return "\n".join(rows)
