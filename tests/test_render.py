"""What people see, compared with files that were looked at; `pytest --accept` writes them anew."""

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, UndefinedError, nodes

from course import project, render
from course.calendar import event, key_dates
from tests.conftest import ROOT, SMALL

FRAGMENTS = ROOT / "overrides" / "fragments"


@pytest.fixture(scope="module")
def found():
    return project.read(SMALL)


def show(found, name, **values):
    fragments = render.environment(FRAGMENTS, found.course, found.calendar, found.words)
    return render.fragment(fragments, name, lambda path: f"../{path.removesuffix('.md')}/", **values)


@pytest.mark.parametrize("name", ["schedule", "meetings", "staff", "grading", "resources", "past_terms"])
def test_fragment(found, golden, name):
    golden(f"{name}.html", show(found, name))


def test_due_dates(found, golden):
    golden("due_dates.html", show(found, "due_dates", dates=key_dates(found.calendar)))


def test_talk(found, golden):
    golden("talk.md", show(found, "talk", event=event(found.calendar, "talk1")))


@pytest.mark.parametrize(("is_home", "name"), [(True, "heading_home.html"), (False, "heading.html")])
def test_heading(found, golden, is_home, name):
    golden(name, show(found, "heading", is_home=is_home))


def test_text_is_escaped(found):
    html = show(found, "schedule")

    assert "Second Things &amp; &lt;More&gt;" in html
    assert BeautifulSoup(html, "html.parser").find("more") is None


def test_unknown_name_in_a_fragment_is_an_error(found):
    with pytest.raises(UndefinedError, match="'dates' is undefined"):
        show(found, "due_dates")


@pytest.mark.parametrize("fragment", sorted(path.name for path in FRAGMENTS.glob("*.html")))
def test_fragment_has_no_word_of_its_own(fragment):
    """Every word that people read comes from the data or from `course/words/`."""
    template = Environment(autoescape=True).parse((FRAGMENTS / fragment).read_text("utf-8"))
    told = "".join(node.data for node in template.find_all(nodes.TemplateData))

    assert [word for word in BeautifulSoup(told, "html.parser").get_text().split() if word.isalpha()] == []
