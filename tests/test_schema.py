"""The JSON Schemas: made from the models, named by the data files, right about good and bad data.

Data is read here as editors read it (YAML 1.2, core schema), without the project's own code.
"""

import json
import re

import pytest
import yaml
from jsonschema import Draft7Validator

from course.messages import BASE, COURSE, SUBJECTS, entries, examples
from course.model.course import FILES
from course.schema import schemas
from tests.conftest import COURSES, ROOT

NAMES = ("course", *FILES)
SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}
GOOD = [path for folder in (ROOT, *COURSES.iterdir()) for path in sorted((folder / "data").glob("*.yml"))]


class Core(yaml.SafeLoader):
    """YAML 1.2: no dates, no hours as numbers, no yes and no as truth values."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - as the base class has it


Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(~|null|Null|NULL|)$"), ["~", "n", "N", ""])
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))


def errors(name, text):
    return [error.message for error in Draft7Validator(SCHEMAS[name]).iter_errors(yaml.load(text, Core))]


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid_and_what_the_models_say(name):
    Draft7Validator.check_schema(SCHEMAS[name])

    assert (ROOT / "data" / "schema" / f"{name}.json").read_text("utf-8") == schemas()[name]


@pytest.mark.parametrize("name", NAMES)
def test_data_file_names_its_schema(name):
    first = (ROOT / "data" / f"{name}.yml").read_text("utf-8").partition("\n")[0]

    assert first == f"# yaml-language-server: $schema=schema/{name}.json"


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parents[1].name}/{path.name}")
def test_good_data_fits(path):
    assert errors(path.stem, path.read_text("utf-8")) == []


def test_every_field_is_described():
    for schema in SCHEMAS.values():
        for model in [schema, *schema["definitions"].values()]:
            assert [key for key, each in model.get("properties", {}).items() if not each.get("description")] == []


SEEN = ("unknown-key", "missing-key", "list", "mapping", "one-value", "value", "unknown-icon")
VALUES = [
    (check, example)
    for check in [name for subject in SUBJECTS for name in entries(subject)]
    for example in examples(check)
    if example.file.startswith("data/") and example.file.removeprefix("data/").removesuffix(".yml") in NAMES
]


def written(example, text):
    if example.file != "data/course.yml":
        return text
    kept = [line for key, line in COURSE.items() if not any(each.startswith(f"{key}:") for each in text.splitlines())]
    return "\n".join([*kept, text])


@pytest.mark.parametrize(
    ("check", "example"), [each for each in VALUES if each[1].good], ids=lambda each: str(each)[:30]
)
def test_mended_example_fits(check, example):
    assert errors(example.file.removeprefix("data/").removesuffix(".yml"), written(example, example.good)) == []


def test_mistakes_that_an_editor_underlines():
    """All mistakes of keys, shapes and missing keys, and of values whose form says enough."""
    shapes = [each for each in VALUES if each[0] in ("unknown-key", "missing-key", "list", "mapping", "one-value")]
    unseen = [
        (check, example.bad)
        for check, example in shapes
        if not errors(example.file.removeprefix("data/").removesuffix(".yml"), written(example, example.bad))
    ]

    assert len(shapes) >= 8
    assert unseen == []
    assert BASE


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("schedule", "- {id: Lec 1, title: A}"),
        ("schedule", "- {id: a, title: A, optional: maybe}"),
        ("schedule", "- {id: a, title: A, time: 25:00}"),
        ("schedule", "- {id: a, title: A, mode: onlin}"),
        ("schedule", "- {id: a, title: A, page: talks/a}"),
        ("schedule", "- {title: A, entries: [{id: a}]}"),
        ("staff", "- {name: A, role: B, email: a(at)b}"),
        ("staff", "- {name: A, role: B, photo: a.pdf}"),
        ("links", "a: {slides: {title: A, ulr: https://www.kaist.ac.kr/}}"),
        ("links", "A B: https://www.kaist.ac.kr/"),
        ("assignments", "- {id: a, title: A, weight: ten}"),
    ],
)
def test_value_that_an_editor_underlines(name, text):
    assert errors(name, text) != []
