"""JSON Schemas of the data files, from the models, so that editors complete keys and underline mistakes.

They say what can be said of one value alone (JSON Schema, draft 7, as editors read it); the checks know the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BeforeValidator, Discriminator, PlainValidator, Tag
from pydantic.fields import FieldInfo

from course.model import values as v
from course.model.base import SHAPE, Model
from course.model.course import FILES, Course
from course.problems import HINTS, WARNINGS

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
PLAIN = ["string", "number", "boolean"]
_DAY = r"([A-Za-z]+,?\s+)?\d{4}-\d{2}-\d{2}"
_HOUR = r"([01]?\d|2[0-3]):[0-5]\d"
_NUMBER = r"^\d{1,6}(\.\d+)?\s*%?$"


def _text(pattern: str = "", *others: str) -> Schema:
    kinds = ["string", *others]
    return {"type": kinds if others else "string", **({"pattern": pattern} if pattern else {})}


def _one_of(words: Iterable[str]) -> Schema:
    """One of several words in small or capital letters; editors offer them in small ones."""
    words = [*words]
    signs = {" ": "[ _-]"}
    letters = ("".join(signs.get(sign) or f"[{sign.upper()}{sign}]" for sign in word) for word in words)
    return {"anyOf": [{"enum": words}, _text(f"^({'|'.join(letters)})$")]}


LEAVES: Mapping[Callable[..., Any], Schema] = {
    v.read_words: {"type": PLAIN},
    v.read_id: _text("^[a-z][a-z0-9_]*$"),
    v.read_section: _text("^[A-Za-z0-9][A-Za-z0-9_-]*$", "integer"),
    v.read_date: _text(f"^{_DAY}$"),
    v.read_span: _text(rf"^{_DAY}(\.\.{_DAY})?$"),
    v.read_time: _text(f"^{_HOUR}$"),
    v.read_hours: _text(rf"^{_HOUR}(\s*[-–]\s*({_HOUR})?)?$|^[Tt][Bb][ADCadc]$"),
    v.read_weekday: _one_of((*v.WEEKDAYS, *(name.lower() for name in v.WEEKDAY_NAMES))),
    v.read_duration: _text("", "integer"),
    v.read_days: _text(r"^\d+\s*(day|week)s?$"),
    v.read_count: {"type": "integer", "minimum": 1, "maximum": 99},
    v.read_weeks: _text("", "integer"),
    v.read_number: _text("", "number"),
    v.read_repeat: _text("", "integer"),
    v.read_best: _text(r"^(best\s+)?\d+\s+of\s+\d+$|^drop\s+\d+$"),
    v.read_mode: _one_of(v.MODES),
    v.read_colour: _one_of(v.COLOURS),
    v.read_icon: _text("^(material|fontawesome|octicons|simple)/[a-z0-9/-]+$"),
    v.read_language: _text("^[a-z]{2,3}([-_][A-Z]{2})?$"),
    v.read_clock: {"enum": [12, 24, "12", "24"]},
    v.read_cancelled: _one_of(v.CANCELLED),
    v.read_state: _one_of(v.STATES),
    v.read_paper: _one_of(v.PAPERS),
    v.read_address: _text(r"^(https?://|mailto:)\S+$"),
    v.read_target: _text(r"^(https?://|mailto:)\S+$|^same as \S+$|^[Tt][Bb][ADCadc]$|^[^\s/:][^\s:]*\.\w+(#\S+)?$"),
    v.read_file: _text(r"^[^/:][^:]*\.\w+$"),
    v.read_picture: _text(rf"^[^/:][^:]*({'|'.join(re.escape(end) for end in v.PICTURES)})$"),
    v.read_email: _text(r"^[^@\s<>\":]+@[^@\s<>\":]+\.[^@\s<>\":.]+$"),
    v.read_page: _text(r"^[^/].*\.md$"),
    v.read_weight: {"anyOf": [{"type": "number", "minimum": 0, "maximum": 100}, _text(_NUMBER)]},
    v.read_amount: {"anyOf": [{"type": "number", "minimum": 0}, _text(_NUMBER)]},
    v.read_flag: {"enum": [True, False, "yes", "no", "true", "false", "Yes", "No", "YES", "NO"]},
    v.read_timezone: _text("^(UTC|[A-Za-z_]+/[A-Za-z_/+-]+)$"),
    v.read_check: {"enum": [*WARNINGS, *HINTS]},
}
"""What the readers of single values take; those that are not here take any text, as dates in all their forms."""


def schemas() -> dict[str, str]:
    """The schemas of all data files, as JSON, by the name of the file."""
    about = {name: each for name, each in Course.model_fields.items() if name not in FILES}
    found = {"course": _object("course.yml: what the course is.", about, models := {})}
    written = {"course": _with_models(found["course"], models)}
    for name in FILES:
        models = {}
        field = Course.model_fields[name]
        schema = _schema(field.annotation, field.metadata, models) | {"description": _described(field)}
        written[name] = _with_models(schema, models)
    return {name: json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for name, schema in written.items()}


def _with_models(schema: Schema, models: Mapping[str, Schema]) -> Schema:
    return {"$schema": DRAFT, **schema, "definitions": dict(sorted(models.items()))}


def _object(description: str, fields: Mapping[str, FieldInfo], models: dict[str, Schema]) -> Schema:
    properties = {
        name: {**_schema(each.annotation, each.metadata, models), "description": _described(each)}
        for name, each in fields.items()
    }
    required = [name for name, each in fields.items() if each.is_required()]
    more = {"required": required} if required else {}
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        **more,
        "additionalProperties": False,
    }


def _described(field: FieldInfo) -> str:
    plain = re.sub(r"\[([^\]]*)\]\(#[^)]*\)", r"\1", field.description)
    return f"{plain} Example: {field.examples[0]}"


def _schema(annotation: Any, metadata: Iterable[Any], models: dict[str, Schema]) -> Schema:  # noqa: PLR0911
    """The schema of a type with what pydantic knows of it beside."""
    metadata, arguments = [*metadata], get_args(annotation)
    if get_origin(annotation) is Annotated:
        return _schema(arguments[0], [*arguments[1:], *metadata], models)
    readers = [each.func for each in metadata if isinstance(each, PlainValidator)]
    if readers:
        return LEAVES.get(readers[0], _text())
    if any(isinstance(each, Discriminator) for each in metadata):
        return _shaped(arguments, models)
    if get_origin(annotation) in (Union, UnionType):
        (inner,) = [each for each in arguments if each is not type(None)]
        return _schema(inner, metadata, models)
    is_short = any(isinstance(each, BeforeValidator) for each in metadata)
    if get_origin(annotation) is tuple:
        inner = _schema(arguments[0], (), models)
        every = {"type": "array", "items": inner}
        return _either("array", every, inner if arguments[0] is not v.Weekday else _text()) if is_short else every
    if get_origin(annotation) is dict:
        inner = _schema(arguments[1], (), models)
        every = {"type": "object", "additionalProperties": inner}
        names = _schema(arguments[0], (), models) if arguments[0] is not str else {}
        every |= {"propertyNames": names} if names else {}
        return {"anyOf": [every, inner]} if is_short else every
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return _model(annotation, models, is_short)
    return {"type": PLAIN}


def _either(kind: str, then: Schema, other: Schema) -> Schema:
    return {"if": {"type": kind}, "then": then, "else": other}


def _model(model: type[Model], models: dict[str, Schema], is_short: bool) -> Schema:
    """A reference to a model; one that may stand on one line takes what its first field takes."""
    name = model.__name__
    if name not in models:
        models[name] = {}
        models[name] = _object(model.__doc__, model.model_fields, models)
    reference = {"$ref": f"#/definitions/{name}"}
    short = [getattr(model, each) for each in ("_short", "_words") if hasattr(model, each)]
    key = next(iter(short[0]("x y"))) if short else next(iter(model.model_fields)) if is_short else None
    if key is None:
        return reference
    field = model.model_fields[key]
    return _either("object", reference, _schema(field.annotation, field.metadata, models))


def _shaped(choices: tuple[Any, ...], models: dict[str, Schema]) -> Schema:
    """What may have one of several shapes, by the tags of the shapes."""
    shapes = {}
    for choice in choices:
        tag = next(each.tag for each in choice.__metadata__ if isinstance(each, Tag))
        shapes[tag.removeprefix(SHAPE)] = _schema(get_args(choice)[0], choice.__metadata__, models)
    if "group" in shapes:
        return {"if": {"required": ["entries"]}, "then": shapes["group"], "else": shapes["entry"]}
    if "mapping" in shapes:
        return _either("object", shapes["mapping"], shapes["text"])
    whole = {"anyOf": [{"required": ["url"]}, {"required": ["formats"]}]}
    reference = {"$ref": "#/definitions/Material"}
    inner = {"if": whole, "then": reference, "else": shapes["materials"]}
    return _either("object", inner, shapes["address"])
