"""What all models share: fields with a sentence for their writer, and shapes that one field may take."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, create_model

SHAPE = "shape:"
"""What begins a step in the path of an error that says which shape of a value was read; nobody typed it."""


class Model(BaseModel):
    """A mapping in a data file: it never changes once read, and has no other keys than these."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def field(description: str, example: str, default: Any = ...) -> Any:
    """A field with a sentence for its writer and an example that can be pasted."""
    return Field(default, description=description, examples=[example])


def several(inner: Any) -> Any:
    """A list of `inner`; a single value is a list of one."""
    return Annotated[tuple[inner, ...], BeforeValidator(_as_list)]


def either(text: Any, mapping: Any) -> Any:
    """A value written on one line, read as `text`, or lines of `key: value`, read as `mapping`."""
    return Annotated[
        Annotated[text, Tag(f"{SHAPE}text")] | Annotated[mapping, Tag(f"{SHAPE}mapping")], Discriminator(_shape)
    ]


def changed(name: str, model: type[Model], fixed: tuple[str, ...]) -> type[Model]:
    """A model in which every field of another one may be missing, but for those that never change."""
    fields = {
        key: (
            Annotated[(value.annotation, *value.metadata)] if value.metadata else value.annotation,
            field(value.description, value.examples[0], None),
        )
        for key, value in model.model_fields.items()
        if key not in fixed
    }
    return create_model(name, __base__=Model, __doc__=f"What differs in one section. {model.__doc__}", **fields)


def given(model: Model) -> dict[str, Any]:
    """The fields that somebody has written, without the defaults."""
    return {name: getattr(model, name) for name in model.model_fields_set}


def inner_model(annotation: Any) -> type[Model] | None:
    """The model inside a field's type: `Entry` in `tuple[Entry, ...]`; None where there is none."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    inner = (inner_model(argument) for argument in get_args(annotation))
    return next((model for model in inner if model), None)


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


def _shape(value: Any) -> str:
    return f"{SHAPE}mapping" if isinstance(value, dict | Model) else f"{SHAPE}text"
