"""The documentation says what the code does: fields, macros, commands, packages."""

import json
import re
from typing import Annotated

import pytest
import yaml
from pydantic import TypeAdapter

import run
from course.__main__ import commands, described
from course.braces import BLOCKS
from course.load import load
from course.model.base import inner_model
from course.model.course import FILES, Course
from course.model.entries import Group
from course.model.materials import Material
from course.reference import reference
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def models(model, seen):
    """A model and all models inside it, each once; those that only differ by section have the fields of others."""
    if model in seen or model.__name__.endswith("Change"):
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        inner = inner_model(field.annotation)
        yield from models(inner, seen) if inner else ()


def fields(*roots):
    seen = set()
    for root in roots:
        for model in models(root, seen):
            yield from ((f"{model.__name__}.{name}", field) for name, field in model.model_fields.items())


def test_data_reference_is_what_the_code_says():
    macros = described(ROOT / "macros.py")

    assert (ROOT / "data" / "README.md").read_text("utf-8") == reference(macros)


def test_every_macro_is_described_and_checked():
    macros = {call.partition("(")[0]: text for call, text in described(ROOT / "macros.py").items()}

    assert [name for name, text in macros.items() if not text] == []
    assert sorted(macros) == sorted((*BLOCKS, "part"))


@pytest.mark.parametrize(("name", "field"), list(fields(Course, Group, Material)))
def test_field_has_a_sentence_and_an_example_that_is_read(name, field):
    content = yaml.load(f"key: {field.examples[0]}", Loader=yaml.BaseLoader)
    reader = TypeAdapter(Annotated[field.annotation, field, *field.metadata])

    assert field.description.endswith(".")
    assert reader.validate_python(content["key"]) is not None


@pytest.mark.parametrize("command", run.COMMANDS)
def test_command_is_documented(command):
    assert f"run.py {command}" in README + CONTRIBUTING


def test_commands_of_the_course_are_documented():
    for command in commands.commands:
        assert f"python -m course {command}" in README + CONTRIBUTING


def test_every_package_has_a_reason():
    pins = (ROOT / "requirements.txt").read_text("utf-8") + (ROOT / "tests" / "requirements.txt").read_text("utf-8")
    packages = re.findall(r"^([\w-]+)==", pins, re.MULTILINE)
    for file in ("tests/package.json", "benchmarks/package.json"):
        packages += json.loads((ROOT / file).read_text("utf-8"))["devDependencies"]

    assert [package for package in packages if f"| {package} |" not in CONTRIBUTING] == []


@pytest.mark.parametrize("lock", ["requirements-lock.txt", "tests/requirements-lock.txt"])
def test_lock_has_the_pins(lock):
    folder = (ROOT / lock).parent
    pins = (folder / "requirements.txt").read_text("utf-8")
    locked = (ROOT / lock).read_text("utf-8").lower()

    assert [pin for pin in re.findall(r"^[\w-]+==\S+", pins, re.MULTILINE) if f"\n{pin.lower()} \\" not in locked] == []


@pytest.mark.parametrize("name", ["course", *FILES])
def test_example_at_the_head_of_a_data_file_is_right(name, small):
    """A course may drop the head of a file; where there is one, its example must work."""
    lines = (ROOT / "data" / f"{name}.yml").read_text("utf-8").partition("\n\n")[0].splitlines()
    head = "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines if line.startswith("#"))
    _, _, example = head.partition("\n\n")
    content = yaml.load(example, Loader=yaml.BaseLoader)

    if content and name == "course":
        content = yaml.load((small.root / "data" / "course.yml").read_text("utf-8"), Loader=yaml.BaseLoader) | content
    if content:
        small.write(f"data/{name}.yml", yaml.dump(content))
    _, _, problems = load(small.root / "data")

    assert problems == []
