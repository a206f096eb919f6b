from datetime import UTC, datetime

import pytest
from jinja2 import Environment, UndefinedError

from course import project
from course.links import Links
from tests.conftest import SMALL

SUMMER = datetime(2026, 7, 1, tzinfo=UTC)


def read(folder, here="index.md", now=None):
    return Links(project.read(folder).calendar, lambda: here, now)


@pytest.fixture(scope="module")
def links():
    return read(SMALL)


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
        ("{{ links.forun }}", "there is no `links.forun` in data/links.yml; did you mean `links.forum`?"),
        (
            "{{ links.lec01.slide }}",
            "there is no `links.lec01.slide` in data/links.yml; did you mean `links.lec01.slides`?",
        ),
        (
            "{{ links.lec01 }}",
            "`links.lec01` is a group of addresses; write `links.lec01.slides` or `links.lec01.recording`",
        ),
        ("{{ links }}", "`links` is not an address; write `links.` and a key of data/links.yml"),
    ],
)
def test_link_that_does_not_exist(links, text, message):
    with pytest.raises(UndefinedError) as caught:
        render(links, text)

    assert str(caught.value) == message


def test_file_of_the_site_is_told_from_the_page(small):
    small.write("docs/files/book.pdf", "")
    small.change("data/links.yml", "book: https://example.org/book", "book: files/book.pdf")

    assert render(read(small.root, "index.md"), "{{ links.book }}") == "files/book.pdf"
    assert render(read(small.root, "talks/talk1.md"), "{{ links.book }}") == "../files/book.pdf"


@pytest.mark.parametrize(
    ("new", "now", "message"),
    [
        ("{url: https://example.org/book, draft: yes}", SUMMER, "`links.book` is held back; "),
        ("{url: https://example.org/book, released: 2026-08-01}", SUMMER, "`links.book` is held back; "),
        ("TBA", SUMMER, "`links.book` has no address yet; "),
    ],
)
def test_link_that_is_not_out_is_an_error(small, new, now, message):
    small.change("data/links.yml", "book: https://example.org/book", f"book: {new}")

    with pytest.raises(UndefinedError, match=message):
        render(read(small.root, now=now), "{{ links.book }}")


def test_link_that_has_come_out(small):
    new = "book: {url: https://example.org/book, released: 2026-06-01}"
    small.change("data/links.yml", "book: https://example.org/book", new)

    assert render(read(small.root, now=SUMMER), "{{ links.book }}") == "https://example.org/book"
