"""Materials: formats, files, languages, what is the same as another, and what is held back."""

from datetime import UTC, datetime

import pytest

from course.calendar.calendar import key_dates
from course.calendar.views import weeks
from course.materials import Shelf, held_files, materials
from course.render import environment, fragment
from tests.conftest import MEETINGS, ROOT

SCHEDULE = "- {id: a, title: A}\n- {id: b, title: B}\n"
LINKS = """
a:
  slides: {formats: {PDF: https://example.org/a.pdf, source: https://example.org/a.tex}, language: ko, access: students}
  recording: [https://example.org/1, {url: https://example.org/2, title: Part 2}]
  worksheet: TBA
  solution: {url: https://example.org/solution, released: 1 day after a}
  notes: {url: https://example.org/secret, draft: yes}
b:
  slides: same as a.slides
  code: {url: same as book, title: Code of the book}
book: {url: https://example.org/book, title: The Book}
"""
CLASS_DAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
NEXT_DAY = datetime(2026, 3, 3, 12, tzinfo=UTC)


def shown(found, owner, until=None, section=None):
    shelf = Shelf(found.found.calendar, found.found.words, until)
    return [(item.label, item.urls) for item in materials(shelf, owner, section)]


def test_materials_with_formats_and_several_of_a_kind(write):
    assert shown(write(SCHEDULE, links=LINKS), "a", NEXT_DAY) == [
        ("Slides", (("PDF", "https://example.org/a.pdf"), ("source", "https://example.org/a.tex"))),
        ("Recording", ((None, "https://example.org/1"),)),
        ("Part 2", ((None, "https://example.org/2"),)),
        ("Worksheet", ()),
        ("Solution", ((None, "https://example.org/solution"),)),
    ]


def test_material_comes_out_with_its_day(write):
    found = write(SCHEDULE, links=LINKS)

    assert "Solution" not in dict(shown(found, "a", CLASS_DAY))
    assert "Solution" in dict(shown(found, "a", NEXT_DAY))
    assert "Solution" in dict(shown(found, "a"))


def test_draft_is_never_shown(write):
    assert "Notes" not in dict(shown(write(SCHEDULE, links=LINKS), "a"))


def test_same_material_is_typed_once(write):
    found = write(SCHEDULE, links=LINKS)

    assert shown(found, "b") == [
        ("Slides", (("PDF", "https://example.org/a.pdf"), ("source", "https://example.org/a.tex"))),
        ("Code of the book", ((None, "https://example.org/book"),)),
    ]


def test_what_is_the_same_as_something_held_back_is_held_back(write):
    links = "a:\n  slides: {url: https://example.org/a, draft: yes}\nb:\n  slides: same as a.slides\n"

    assert shown(write(SCHEDULE, links=links), "b") == []


def test_materials_of_some_sections(write):
    course = "sections:\n  - {id: A, meetings: {days: mon}}\n  - {id: B, meetings: {days: tue}}\n"
    found = write(
        SCHEDULE, course, links="a:\n  slides: [{url: https://example.org/a, sections: A}, https://example.org/b]\n"
    )

    assert [len(shown(found, "a", section=section)) for section in (None, "A", "B")] == [2, 2, 1]


@pytest.mark.parametrize(
    ("links", "message"),
    [
        pytest.param(
            "a:\n  slides: same as c.slides\n",
            "data/links.yml:2:11: error: a.slides: `same as c.slides` finds nothing; write an address",
            id="the same as nothing",
        ),
        pytest.param(
            "a:\n  slides: files/a.pdf\n",
            "data/links.yml:2:11: error: a.slides: there is no file docs/files/a.pdf; add it, or write the path of "
            "another",
            id="file that is not there",
        ),
        pytest.param(
            "a:\n  slides: {url: https://example.org/a, formats: {PDF: https://example.org/b}}\n",
            "data/links.yml:2:11: error: a.slides: has both `url` and `formats`; delete one of the two",
            id="address and formats",
        ),
        pytest.param(
            "a:\n  slides: {url: https://example.org/a, released: 1 day after c}\n",
            "data/links.yml:2:50: error: a.slides.released: there is no entry or assignment `c`; write one of: a, b, "
            "term",
            id="release counted from nothing",
        ),
    ],
)
def test_mistake_in_a_material_is_told(write, links, message):
    messages = write(SCHEDULE, MEETINGS, links=links).messages

    assert [told for told in messages if "hint" not in told] == [message]


def test_link_that_is_held_back_is_in_no_fragment(write):
    schedule = "- {id: a, title: A, join: zoom, readings: [paper, {link: paper, title: Shown}]}\n"
    course = MEETINGS + "hand_in: forge\nresources: [{title: Book, link: book}]\n"
    held = ", title: Secret, draft: yes}\n"
    links = "".join(
        f"{key}: {{url: https://example.org/secret-{key}{held}" for key in ("zoom", "paper", "forge", "book")
    )
    work = "- {id: w, title: W, due: 2026-03-06}\n"
    found = write(schedule, course, links=links, assignments=work).found
    fragments = environment(ROOT / "overrides" / "fragments", found)
    table = {"view": "weeks", "section": None, "anchors": True, "kinds": (), "table": weeks(found.calendar)}

    html = fragment(fragments, "schedule", page_url=str, **table)
    html += fragment(fragments, "due_dates", page_url=str, dates=key_dates(found.calendar), section=None, anchors=True)
    html += fragment(fragments, "resources", page_url=str, groups=[None], alone=False)

    assert "ecret" not in html
    assert "Shown" in html


def test_file_that_only_held_back_materials_name(write):
    links = (
        "a:\n  slides: {url: index.md, draft: yes}\n  notes: {url: files/x.pdf, draft: yes}\nb:\n  slides: index.md\n"
    )

    assert held_files(write(SCHEDULE, links=links).found.calendar, None) == {"files/x.pdf"}


def test_material_comes_out_when_it_may_for_all_sections(write):
    course = "sections:\n  - {id: A, meetings: {days: mon}}\n  - {id: B, meetings: {days: fri}}\n"
    links = "a:\n  solution: {url: https://example.org/solution, released: 1 day after a}\n"
    found = write(SCHEDULE, course, links=links)

    assert shown(found, "a", datetime(2026, 3, 4, tzinfo=UTC)) == []
    assert len(shown(found, "a", datetime(2026, 3, 7, tzinfo=UTC))) == 1
