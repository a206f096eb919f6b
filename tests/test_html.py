"""The HTML of every page, read by html-validate: nothing is wrong but what Material writes, each with its reason."""

import json
import shutil
import subprocess

import pytest

import run
from tests.conftest import COURSES, ROOT

VALIDATOR = ROOT / "tests" / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
NAMES = sorted(path.parent.name for path in COURSES.glob("*/facts.yml"))
PLACES = [f"--{name}" for name in ("lanes", "rows", "days", "row", "day", "columns", "length", "column", "span")]
"""Where things stand in the week of office hours; the stylesheet makes a grid of it."""
RULES = {
    "doctype-style": ["error", {"style": "lowercase"}],  # Material's; HTML takes both
    "long-title": "off",  # the name of a page and of its course; that of a talk is long
    "no-inline-style": ["error", {"allowedProperties": PLACES}],
    "no-trailing-whitespace": "off",  # templates leave some, and nobody sees it
    "valid-id": ["error", {"relaxed": True}],  # Material's begin with an underscore, as HTML allows
    "void-style": "off",  # Markdown writes `<hr />`, as HTML allows
}
KNOWN = {
    ("valid-autocomplete", 'id="__drawer" autocomplete="off"'): "Firefox would keep the menu open after a reload",
    ("valid-autocomplete", 'id="__search" autocomplete="off"'): "the same for the search",
    ("wcag/h32", 'data-md-component="palette"'): "the form groups switches, which act at once",
    ("wcag/h32", 'name="search"'): "the search answers while one types",
    ("attribute-allowed-values", 'tabindex=""'): "an open part of the menu has no number there, which counts as none",
    (
        "unique-landmark",
        '<nav class="md-nav md-nav--secondary"',
    ): "it stands beside the page and in the menu; one is hidden",
    ("unique-landmark", '<nav class="md-nav" aria-label='): "headings under a heading stand in both of these",
}
"""What Material writes, by rule and by a part of the line that it stands in."""


def findings(folder, pages):
    """The rule, the message and the line of all that is wrong with some pages."""
    if not (shutil.which("node") and VALIDATOR.exists()):
        pytest.fail(f"The packages of tests/package.json are missing; run `python3 run.py test`. {run.NODE}", False)
    settings, report = folder / "htmlvalidate.json", folder / "report.json"
    settings.write_text(json.dumps({"root": True, "extends": ["html-validate:recommended"], "rules": RULES}), "utf-8")
    command = ["node", VALIDATOR, "--config", settings, "--formatter", f"json={report}", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert report.exists(), done.stderr
    for page in json.loads(report.read_text("utf-8")):
        lines = page["source"].splitlines()
        yield from ((each["ruleId"], each["message"], lines[each["line"] - 1].strip()) for each in page["messages"])


@pytest.fixture(scope="module")
def found(site, course_site, tmp_path_factory):
    pages = [*site.rglob("*.html"), *(course_site(name) / "index.html" for name in NAMES)]
    return [*findings(tmp_path_factory.mktemp("html"), pages)]


def test_nothing_is_wrong_but_what_material_writes(found):
    assert [each for each in found if not any(each[0] == rule and part in each[2] for rule, part in KNOWN)] == []


def test_what_material_writes_is_still_there(found):
    """What has been mended is taken off the list."""
    gone = [known for known in KNOWN if not any(rule == known[0] and known[1] in line for rule, _, line in found)]

    assert gone == []


def test_mistake_in_a_page_is_found(tmp_path):
    page = tmp_path / "index.html"
    body = '<p id="a">Text</p>\n<p id="a">Text</p>'
    page.write_text(
        f'<!doctype html>\n<html lang="en"><head><title>T</title></head>\n<body>{body}</body></html>\n', "utf-8"
    )

    assert [*findings(tmp_path, [page])] == [("no-dup-id", 'Duplicate ID "a"', '<p id="a">Text</p></body></html>')]
