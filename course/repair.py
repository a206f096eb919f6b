"""A course as far as it can be read, with the examples of the models in the place of what cannot.

It is no course that anybody would publish, but it tells which names exist, so that one run finds the wrong references
beside the wrong values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from course.model.base import SHAPE, inner_model
from course.model.course import FILES, Course
from course.model.entries import Entry, Group
from course.model.materials import Material
from course.problems import nearest
from course.syntax import LOADER

SHAPES = {
    f"{SHAPE}entry": Entry,
    f"{SHAPE}group": Group,
    **{f"{SHAPE}{name}": Material for name in ("address", "material", "materials")},
}
"""The models behind the shapes that a value may take, by the steps that name them in the path of an error."""

NAMES = ("id", "name")
"""Keys by which other things know one; where they are wrong, nobody knows what else is."""


NAMING = ("kinds", "materials", "sections", "schemes", "grading", *FILES)
"""Fields of a course that say which names there are."""


def model_at(loc: Sequence[str | int]) -> type[BaseModel]:
    """The model of which a value at `loc`, the path of an error, is an instance."""
    model: type[BaseModel] = Course
    for step in loc:
        if step in SHAPES:
            model = SHAPES[step]
        elif step in model.model_fields:
            model = inner_model(model.model_fields[step].annotation) or model
    return model


def repaired(content: Mapping[str, Any], details: Sequence[Mapping[str, Any]]) -> Course | None:
    """The course that a content with some errors comes nearest to; None where too much hangs on what is wrong."""
    mended = deepcopy(content)
    if not all(_mend(mended, detail) for detail in details):
        return None
    try:
        return Course.model_validate(mended)
    except ValidationError:
        return None


def _mend(content: Any, detail: Mapping[str, Any]) -> bool:
    """Takes a wrong key out, or puts the example of its field in the place of a value; False where neither helps."""
    *around, key = [step for step in detail["loc"] if not str(step).startswith(SHAPE)]
    if not isinstance(key, str) or key in (*NAMES, "[key]"):
        return False
    if not around and (key in NAMING or nearest(key, Course.model_fields) in NAMING):
        return False
    holder, last = content, key
    for step in around:
        if isinstance(content, list) and isinstance(step, int):
            content = content[step]
        elif isinstance(content, dict) and step in content:
            holder, last, content = content, step, content[step]
        elif not isinstance(step, int):  # a single value where a list is read has no step of its own
            return False
    if isinstance(content, dict):
        holder, last = content, key
    elif not isinstance(content, str):  # else a value on one line, which stands for lines of `key: value`
        return False
    if detail["type"] == "extra_forbidden":
        holder.pop(last, None)
        return True
    path = detail["loc"][: max(n for n, step in enumerate(detail["loc"]) if step == last)]
    field = model_at(path).model_fields.get(last)
    if field:
        holder[last] = yaml.load(f"example: {field.examples[0]}", Loader=LOADER)["example"]
    return field is not None
