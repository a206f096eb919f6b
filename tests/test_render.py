"""What people see, compared with files that were looked at; `pytest --accept` writes them anew."""

import re
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, UndefinedError, nodes

from course import project, render, subscribe
from course.calendar.calendar import events_of, key_dates
from course.calendar.upcoming import upcoming
from course.calendar.views import blocks, kinds, programme, weeks
from course.calendar.week import week
from course.shared import Shared
from tests.conftest import MEETINGS, ROOT, SMALL, Copy

FRAGMENTS = ROOT / "overrides" / "fragments"


@pytest.fixture(scope="module")
def found():
    return project.read(SMALL)


def show(found, name, **values):
    fragments = render.environment(FRAGMENTS, found)
    return render.fragment(fragments, name, page_url=lambda path: f"../{path.removesuffix('.md')}/", **values)


GIVEN = {
    "meetings": {"section": None},
    "staff": {},
    "grading": {"schemes": [None], "weighted": True},
    "resources": {"groups": [None], "alone": False},
    "past_terms": {},
}


def schedule(found, view="weeks", section=None):
    calendar = found.calendar
    by_day = dict(zip(("days", "loose", "later"), programme(calendar, section), strict=True))
    shapes = {
        "table": weeks(calendar, section),
        "blocks": blocks(calendar, section),
        "kinds": kinds(calendar, section),
        **by_day,
    }
    return show(found, "schedule", view=view, section=section, anchors=True, **shapes)


@pytest.mark.parametrize("view", ["weeks", "list", "days"])
def test_schedule(found, golden, view):
    golden(f"schedule_{view}.html", schedule(found, view))


@pytest.mark.parametrize("name", GIVEN)
def test_fragment(found, golden, name):
    given = GIVEN[name] | ({"roles": found.course.first_roles} if name == "staff" else {})
    golden(f"{name}.html", show(found, name, **given))


def test_due_dates(found, golden):
    golden("due_dates.html", show(found, "due_dates", dates=key_dates(found.calendar), section=None, anchors=True))


def test_next_up(found, golden):
    now = datetime(2026, 3, 3, 12, tzinfo=UTC)

    golden("next_up.html", show(found, "next_up", next=upcoming(found.calendar, now)))


def test_footing(found, golden):
    given = {"edit": "https://example.org/edit/index.md", "report": "https://example.org/new"}

    golden("footing.html", show(found, "footing", updated=datetime(2026, 3, 3, 12, tzinfo=UTC), **given))
    assert show(found, "footing", updated=None, edit=None, report="") == ""


def test_script_is_told_the_zone_the_language_and_the_words(found):
    assert show(found, "script", address="../javascripts/course.js") == (
        '<script src="../javascripts/course.js" data-zone="Europe/Berlin" data-language="en"'
        ' data-yours="{time} your time"></script>'
    )


def test_entry_leads_to_its_line_in_the_data(found):
    fragments = render.environment(FRAGMENTS, found, source_url=lambda place: f"https://example.org/{place}")
    given = {"view": "list", "section": None, "anchors": True, "kinds": (), "blocks": blocks(found.calendar)}

    html = render.fragment(fragments, "schedule", page_url=str, **given)

    line = (SMALL / "data" / "schedule.yml").read_text("utf-8").split("id: lec01")[0].count("\n") + 1
    links = BeautifulSoup(html, "html.parser").find(id="lec01").select(".more a")
    assert [link["href"] for link in links] == [
        "#lec01",
        "calendar/lec01.ics",
        f"https://example.org/data/schedule.yml:{line}",
    ]


def show_talk(found):
    """The page of the only talk."""
    shared = Shared(found.calendar, found.words, datetime(2026, 3, 1, tzinfo=UTC), str, found.schedule_page)
    return show(
        found, "talk", events=events_of(found.calendar, "talk1"), copy_of=lambda event: subscribe.copy(shared, event)
    )


def test_talk(found, golden):
    golden("talk.md", show_talk(found))


@pytest.mark.parametrize(
    ("site", "name"), [("https://example.org/cs101/", "calendars"), (None, "calendars_no_address")]
)
def test_calendars(found, golden, site, name):
    golden(
        f"{name}.html", show(found, "calendars", feeds=subscribe.subscriptions(found.calendar, found.words, site, None))
    )


@pytest.mark.parametrize(("is_home", "name"), [(True, "heading_home.html"), (False, "heading.html")])
def test_heading(found, golden, is_home, name):
    golden(name, show(found, "heading", is_home=is_home, home="../"))


STAFF = """
- name: Ada Lovelace
  role: [Instructor, Coordinator]
  url: https://example.org/ada
  email: ada@example.org
  photo: assets/ada.svg
  pronouns: she/her
  place: Room 3
  bio: Wrote the *first* program.
  office_hours:
    - {days: [tue, mon], time: 14:00-15:00, not_on: 2026-03-16, changes: {date: 2026-03-10, time: 13:00-14:00}}
    - {date: 2026-03-18, time: 09:00-10:00, link: booking, text: before the test}
- name: TA 1
  role: TA
  email: ta@example.org
  show_email: no
  sections: B
  office_hours:
    - {days: [tue], time: 14:30-16:00, place: Online, until: 2026-03-13}
    - {days: [wed], changes: {date: 2026-03-11, to: 2026-03-12, place: Hall, note: after the talk}}
- {name: TA 2, role: TA, office_hours: [by appointment]}
"""
SECTIONS = """
sections: [{id: A, people: [Ada Lovelace]}, {id: B, title: Evening Section}]
days_off: [{date: 2026-03-17, reason: Fair}]
course_links:
  - {title: Forum, link: forum, icon: material/forum, note: questions & answers}
  - {title: Home, page: index.md}
  - {title: Chat, link: chat}
"""
LINKS = """
booking: {url: https://example.org/booking, title: Book a slot}
forum: https://example.org/forum
chat: {url: https://example.org/chat, draft: yes}
"""


@pytest.fixture
def people(write, tmp_path):
    """A course with people who can be met."""
    Copy(tmp_path / "course").write("docs/assets/ada.svg", "<svg/>")
    done = write("- {id: a, title: A}\n", f"{MEETINGS}{SECTIONS}", staff=STAFF, links=LINKS).found
    assert done.errors == ()
    return done


def test_cards_of_the_staff(people, golden):
    golden("staff_cards.html", show(people, "staff", roles=people.course.first_roles))


@pytest.mark.parametrize("view", ["list", "grid"])
def test_office_hours(people, golden, view):
    golden(f"office_hours_{view}.html", show(people, "office_hours", view=view, week=week(people.course, date.min)))


def test_course_links(people, golden):
    golden("course_links.html", re.sub(r"<svg.*?</svg>", "<svg></svg>", show(people, "course_links")))


def test_person_with_several_roles_is_told_once_of_all_and_with_each_of_them(people):
    course = people.course

    everybody = [(role, [person.name for person in told]) for role, told in course.first_roles]
    by_role = {role: [person.name for person in told] for role, told in course.roles}

    assert everybody == [("Instructor", ["Ada Lovelace"]), ("TA", ["TA 1", "TA 2"])]
    assert by_role == {"Instructor": ["Ada Lovelace"], "Coordinator": ["Ada Lovelace"], "TA": ["TA 1", "TA 2"]}


def test_section_names_those_who_teach_it(people):
    html = BeautifulSoup(show(people, "meetings", section="B"), "html.parser")

    assert [note.get_text() for note in html.select(".section__note")] == ["TA 1"]


def test_text_is_escaped(found):
    html = schedule(found)

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
    told = re.sub(r"\{: .*\}", "", told)  # attributes of headings
    told = re.sub(r'[\w-]+="[^"]*"', "", told)  # attributes that a macro prints for several fragments

    assert re.findall(r"[^\W\d_]+", BeautifulSoup(told, "html.parser").get_text()) == []


def test_value_that_is_missing_or_has_parts_is_never_printed(found):
    fragments = render.environment(FRAGMENTS, found)

    for text, message in (
        ("{{ course.grading[1].late }}", "there is no value; write it in data/, or delete the braces"),
        ("{{ course.term }}", "this is no text but has parts; write a dot and one of: name, start, end, week_start"),
    ):
        with pytest.raises(UndefinedError) as caught:
            fragments.from_string(text).render()
        assert str(caught.value) == message


def test_title_of_a_talk_is_markdown_but_no_macro(small):
    small.change("data/schedule.yml", "title: A Talk", 'title: "C# and *A* in {{ x }}"')
    found = project.read(small.root)

    text = show_talk(found)

    assert text.startswith("# C# and <em>A</em> in &#123;&#123; x &#125;&#125;\n")


@pytest.mark.parametrize(("title", "label"), [("First Test", None), ("Contest", "Test")])
def test_kind_is_told_where_the_title_does_not_name_it(small, title, label):
    small.change("data/schedule.yml", "title: First Test", f"title: {title}")

    html = BeautifulSoup(schedule(project.read(small.root)), "html.parser")

    told = html.find(id="test1").select_one(".event__kind")
    assert (told.get_text() if told else None) == label


def test_zone_of_a_term_over_a_change_of_the_clock_has_both_names(small):
    small.change("data/course.yml", "end: 2026-03-20", "end: 2026-04-20")

    assert "10:00 – 11:30 AM CET/CEST" in show(project.read(small.root), "meetings")


JOIN = "  place: Online\n  join: zoom\n"


@pytest.mark.parametrize(
    ("hours", "until"),
    [
        ("16:00", "2026-03-18T18:00:00+01:00"),
        ("16:00-16:45", "2026-03-18T16:45:00+01:00"),
        ("TBA", "2026-03-19T00:00:00+01:00"),
    ],
)
def test_button_to_join_a_talk_says_until_when(small, hours, until):
    small.change("data/schedule.yml", "  time: 16:00\n", f"  time: {hours}\n")
    small.change("data/schedule.yml", "  place: Online\n", JOIN)
    small.write("data/links.yml", (small.root / "data/links.yml").read_text() + "zoom: https://example.org/zoom\n")

    (button,) = BeautifulSoup(show_talk(project.read(small.root)), "html.parser").select("a.md-button.join")

    assert (button["href"], button.get("data-until")) == ("https://example.org/zoom", until)


def test_talk_that_is_cancelled_cannot_be_joined(small):
    small.change("data/schedule.yml", "  place: Online\n", f"{JOIN}  cancelled: slot stays empty\n")
    small.write("data/links.yml", (small.root / "data/links.yml").read_text() + "zoom: https://example.org/zoom\n")

    assert BeautifulSoup(show_talk(project.read(small.root)), "html.parser").select(".join") == []
