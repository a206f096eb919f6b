import re

import pytest
import yaml

from course.model import KINDS
from course.words import languages
from tests.conftest import ROOT

TEMPLATES = sorted((ROOT / "overrides" / "fragments").glob("*.html"))
PRINTED = set().union(*(re.findall(r"\blabel\.(\w+)", path.read_text("utf-8")) for path in TEMPLATES))
IN_FEEDS = set(re.findall(r"label\[\W(\w+)\W\]", (ROOT / "course" / "feed.py").read_text("utf-8")))


@pytest.fixture(params=sorted(languages()))
def words(request):
    return yaml.load((ROOT / "course" / "words" / f"{request.param}.yml").read_text("utf-8"), Loader=yaml.BaseLoader)


def test_words_are_those_that_are_printed(words):
    assert words.keys() - {"kinds", "materials"} == PRINTED | IN_FEEDS


def test_words_name_all_known_kinds(words):
    assert words["kinds"].keys() == KINDS.keys()


def test_words_name_the_same_materials_in_every_language(words):
    english = yaml.load((ROOT / "course" / "words" / "en.yml").read_text("utf-8"), Loader=yaml.BaseLoader)

    assert words["materials"].keys() == english["materials"].keys()
