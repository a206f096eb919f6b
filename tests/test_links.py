import pytest
from jinja2 import Environment, UndefinedError

from course.links import Links
from course.load import load
from tests.conftest import SMALL


@pytest.fixture(scope="module")
def links():
    course, _, _ = load(SMALL / "data")
    return Links(course)


def render(links, text):
    return Environment(autoescape=True).from_string(text).render(links=links)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("{{ links.forum }}", "https://example.org/forum"),
        ("{{ links['forum'] }}", "https://example.org/forum"),
        ("{{ links.lec01.slides }}", "https://example.org/lec01.pdf"),
        ("{% set key = 'recording' %}{{ links.lec01[key] }}", "https://example.org/lec01.mp4"),
    ],
)
def test_link(links, text, address):
    assert render(links, text) == address


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ links.forun }}", "there is no `links.forun` in data/links.yml; did you mean `forum`?"),
        ("{{ links.lec01.slide }}", "there is no `links.lec01.slide` in data/links.yml; did you mean `slides`?"),
        (
            "{{ links.lec01 }}",
            "`links.lec01` is a group of addresses; write `links.lec01.slides` or `links.lec01.recording`",
        ),
        ("{{ links }}", "`links` is no address; write `links.` and a key of data/links.yml"),
    ],
)
def test_link_that_does_not_exist(links, text, message):
    with pytest.raises(UndefinedError) as caught:
        render(links, text)

    assert str(caught.value) == message
