import re

import pytest
import yaml

from course.model.course import KINDS, Course
from course.model.values import MODES, STATES
from course.words import FALLBACK, languages, words
from tests.conftest import ROOT

FOLDER = ROOT / "course" / "words"
TEMPLATES = sorted((ROOT / "overrides" / "fragments").glob("*.*"))
PRINTED = set().union(*(re.findall(r"\blabel\.(\w+)", path.read_text("utf-8")) for path in TEMPLATES))
CODE = "".join(path.read_text("utf-8") for path in (*(ROOT / "course").glob("*.py"), ROOT / "macros.py"))
BY_CODE = set(re.findall(r"label\[\W(\w+)\W\]", CODE))
BY_VALUE = {word.replace(" ", "_") for word in (*MODES, *STATES)}
BY_FIELD = {"released", "opens", "due", "closes", "required", "suggested", "odd_weeks", "even_weeks"}


def read(language):
    return yaml.load((FOLDER / f"{language}.yml").read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(params=sorted(languages()))
def told(request):
    return read(request.param)


def test_english_words_are_those_that_are_printed():
    assert read(FALLBACK).keys() - {"kinds", "materials"} == PRINTED | BY_CODE | BY_VALUE | BY_FIELD


def test_english_words_name_all_known_kinds():
    assert read(FALLBACK)["kinds"].keys() == KINDS.keys()


def test_no_language_lacks_a_word(told):
    english = read(FALLBACK)

    assert told.keys() == english.keys()
    assert told["kinds"].keys() == english["kinds"].keys()
    assert told["materials"].keys() == english["materials"].keys()


def test_words_with_blanks_have_the_same_in_every_language(told):
    english = read(FALLBACK)
    blanks = {key: set(re.findall(r"\{\w+\}", word)) for key, word in english.items() if isinstance(word, str)}

    assert {key: set(re.findall(r"\{\w+\}", told[key])) for key in blanks} == blanks


def test_missing_word_is_english(small, monkeypatch, tmp_path):
    for language in ("en", "de"):
        (tmp_path / f"{language}.yml").write_text((FOLDER / f"{language}.yml").read_text("utf-8"), "utf-8")
    text = (tmp_path / "de.yml").read_text("utf-8")
    (tmp_path / "de.yml").write_text(text.replace("week: Woche\n", "").replace("  lab: Praktikum\n", ""), "utf-8")
    monkeypatch.setattr("course.words.files", lambda _: tmp_path)
    for cached in (languages, words.__globals__["text"]):
        cached.cache_clear()
    course = Course.model_validate(
        {"title": "T", "timezone": "Europe/Berlin", "language": "de-AT", "term": {"name": "T"}, "schedule": []}
    )

    found = words(course)
    for cached in (languages, words.__globals__["text"]):
        cached.cache_clear()

    assert (found.label["week"], found.label["weeks"], found.kinds["lab"], found.kinds["exam"]) == (
        "Week",
        "Wochen",
        "Lab",
        "Prüfung",
    )
