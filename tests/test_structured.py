"""What search engines and previews of links read."""

import json
import re
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from course import project, structured
from course.shared import Shared
from course.text import first_sentence
from tests.conftest import COURSES, build

HOME = "https://example.org/c/"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def shared(found, now=NOW, home=HOME):
    return Shared(found.calendar, found.words, now, lambda path: f"{home}{path.removesuffix('.md')}", "index.md")


def test_course(write):
    course = """
        code: CS1
        institution: {name: Test College, url: https://example.org/}
        meetings:
          - {days: [mon, wed], time: 10:00-11:30, place: Hall, mode: in person}
          - {days: fri, time: 14:00, kinds: lab, place: Online, mode: in person}
        days_off: {date: 2026-03-11, reason: Break}
        """
    staff = "- {name: Ada, role: [Instructor, Dean], url: https://example.org/ada}\n- {name: Bob, role: TA}\n"
    found = write("- {id: a, title: A}\n", course, staff=staff).found

    assert structured.course_data(shared(found), HOME, "About things.") == {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": "Small Things",
        "courseCode": "CS1",
        "description": "About things.",
        "url": HOME,
        "inLanguage": "en",
        "provider": {"@type": "Organization", "name": "Test College", "url": "https://example.org/"},
        "hasCourseInstance": [
            {
                "@type": "CourseInstance",
                "name": "CS1: Small Things, Spring 2026",
                "url": HOME,
                "inLanguage": "en",
                "startDate": "2026-03-02",
                "endDate": "2026-03-20",
                "courseMode": "Onsite",
                "location": [{"@type": "Place", "name": "Hall"}],
                "instructor": [
                    {
                        "@type": "Person",
                        "name": "Ada",
                        "url": "https://example.org/ada",
                        "jobTitle": "Instructor, Dean",
                    }
                ],
                "courseSchedule": [
                    {
                        "@type": "Schedule",
                        "repeatFrequency": "Weekly",
                        "byDay": ["https://schema.org/Monday", "https://schema.org/Wednesday"],
                        "startDate": "2026-03-02",
                        "endDate": "2026-03-18",
                        "startTime": "10:00:00",
                        "endTime": "11:30:00",
                        "scheduleTimezone": "Europe/Berlin",
                        "exceptDate": ["2026-03-11"],
                    },
                    {
                        "@type": "Schedule",
                        "repeatFrequency": "Weekly",
                        "byDay": ["https://schema.org/Friday"],
                        "startDate": "2026-03-06",
                        "endDate": "2026-03-20",
                        "startTime": "14:00:00",
                        "scheduleTimezone": "Europe/Berlin",
                    },
                ],
            }
        ],
    }


def test_course_with_sections_has_an_instance_for_each():
    found = project.read(COURSES / "three-sections")

    data = structured.course_data(shared(found), None, "Sets.")

    told = [
        (each["name"], each.get("courseMode"), [person["name"] for person in each["instructor"]])
        for each in data["hasCourseInstance"]
    ]
    assert told == [
        ("DM101: Discrete Structures, Spring 2026, Section A", "Onsite", ["Instructor 1", "TA 1"]),
        ("DM101: Discrete Structures, Spring 2026, Section B", "Online", ["Instructor 2", "TA 2"]),
        ("DM101: Discrete Structures, Spring 2026, Section C", "Blended", ["Instructor 1", "TA 3"]),
    ]


def test_course_without_dates_has_no_schedule():
    found = project.read(COURSES / "fsdl-self-paced")

    (instance,) = structured.course_data(shared(found), HOME, "Deep learning.")["hasCourseInstance"]

    assert instance.keys() & {"startDate", "endDate", "courseSchedule", "courseMode"} == set()


TALK = """
- id: talk
  title: A *Talk*
  date: 2026-03-12
  time: 16:00-17:00
  page: talk.md
  place: Online
  abstract: |
    Joint work. With
    others.

    More of it.
"""
EVENT = {
    "@context": "https://schema.org",
    "@type": "EducationEvent",
    "name": "A Talk",
    "description": "Joint work. With others.\n\nMore of it.",
    "url": f"{HOME}talk",
    "startDate": "2026-03-12T16:00:00+01:00",
    "endDate": "2026-03-12T17:00:00+01:00",
    "eventStatus": "https://schema.org/EventScheduled",
    "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
    "location": {"@type": "VirtualLocation", "url": f"{HOME}talk"},
    "inLanguage": "en",
}


@pytest.mark.parametrize(
    ("more", "links", "changed"),
    [
        ("", "", {}),
        ("  cancelled: slot stays empty\n", "", {"eventStatus": "https://schema.org/EventCancelled"}),
        (
            "  moved_from: 2026-03-11 16:00\n",
            "",
            {
                "eventStatus": "https://schema.org/EventRescheduled",
                "previousStartDate": ["2026-03-11T16:00:00+01:00"],
            },
        ),
        (
            "  join: zoom\n",
            "zoom: https://example.org/zoom\n",
            {"location": {"@type": "VirtualLocation", "url": "https://example.org/zoom"}},
        ),
        (
            "",
            "talk: {slides: https://example.org/s, recording: {url: https://example.org/r, released: 2026-03-01}}\n",
            {"recordedIn": [{"@type": "CreativeWork", "name": "Recording", "url": "https://example.org/r"}]},
        ),
        ("", "talk: {recording: {url: https://example.org/r, released: 2026-03-02}}\n", {}),
        (
            "  people: [TBA, {name: Ada, role: Poet, affiliation: Engines, url: https://example.org/ada}, Bob]\n",
            "",
            {
                "performer": [
                    {
                        "@type": "Person",
                        "name": "Ada",
                        "url": "https://example.org/ada",
                        "jobTitle": "Poet",
                        "affiliation": {"@type": "Organization", "name": "Engines"},
                    },
                    {"@type": "Person", "name": "Bob", "jobTitle": "TA"},
                ]
            },
        ),
        (
            "  mode: hybrid\n",
            "",
            {"eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode"},
        ),
    ],
)
def test_event(write, more, links, changed):
    staff = "- {name: Bob, role: TA}\n"

    found = write(TALK + more, links=links or "{}\n", staff=staff).found

    assert structured.event_data(shared(found), "talk.md") == [EVENT | changed]


def test_event_at_a_place(write):
    found = write(TALK.replace("place: Online", "place: Hall")).found

    (event,) = structured.event_data(shared(found), "talk.md", f"{HOME}card.png")

    assert event["location"] == {"@type": "Place", "name": "Hall"}
    assert event["image"] == f"{HOME}card.png"
    assert "eventAttendanceMode" not in event


def test_page_of_something_else_has_no_event(write):
    found = write(TALK).found

    assert structured.event_data(shared(found), "index.md") == []
    assert shared(found).about("index.md") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "One short. Then a second one which is long enough. A third.",
            "One short. Then a second one which is long enough.",
        ),
        ("It is about models, e.g. Those of images, which many people like. More.", None),
        (
            "확산 모형은 영상에서는 잘 동작하지만 글과 같은 이산 자료에서는 그렇지 않았다. 이 강연은 그에 관한 것이다.",
            None,
        ),
        ("Only one", None),
    ],
)
def test_first_sentence(text, sentence):
    wanted = sentence or re.sub(r" (More\.|이 강연은.*)$", "", text)

    assert first_sentence(text) == wanted


@pytest.mark.parametrize(("language", "told"), [("ko", "ko_KR"), ("pt-BR", "pt_BR"), ("de", "de_DE"), ("en", "en_US")])
def test_locale_has_a_country(small, language, told):
    (small.root / "data" / "course.yml").write_text(
        (small.root / "data" / "course.yml").read_text("utf-8") + f"language: {language}\n", "utf-8"
    )

    found = dict(structured.open_graph(shared(project.read(small.root)), {}, None))

    assert found["og:locale"] == told


def head(path):
    """The tags of a page's head by their names, and its structured data."""
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser").head
    tags = [(tag.get("property") or tag["name"], tag["content"]) for tag in page.find_all("meta", content=True)]
    assert len(tags) == len(dict(tags))
    return dict(tags), [json.loads(script.string) for script in page.find_all("script", type="application/ld+json")]


def test_head_of_the_built_site(small_site):
    small_site.change("data/schedule.yml", "title: A Talk", 'title: "</script> & \\"A\\" <b>"')
    small_site.change(
        "data/schedule.yml", "    One paragraph.", '    It says "a < b" & more, at some length, to be so.'
    )
    small_site.change("docs/tasks.md", "# Assignments", '---\ndescription: What\'s "due"\n---\n\n# Assignments')

    plain = build(small_site.root, small_site.root / "plain", "--strict", SITE_URL=HOME)
    drawn = build(small_site.root, small_site.root / "drawn", "--strict", SITE_URL=HOME, COURSE_BROWSER="1")

    assert (plain.code, plain.output, drawn.code) == (0, "", 0)
    home, (course,) = head(plain.site / "index.html")
    talk, (event,) = head(plain.site / "talks" / "talk1" / "index.html")
    tasks, nothing = head(plain.site / "tasks" / "index.html")
    assert (course["@type"], event["name"], nothing) == ("Course", '</script> & "A" <b>', [])
    assert (home["og:type"], talk["og:type"]) == ("website", "article")
    assert home["og:title"] == "CS101: Small Things"
    assert home["description"] == home["og:description"] == "CS101: Small Things, Test College, Spring 2026"
    assert talk["og:title"] == '</script> & "A" <b>'
    assert talk["description"] == talk["og:description"] == 'It says "a < b" & more, at some length, to be so.'
    assert talk["og:url"] == f"{HOME}talks/talk1/"
    assert tasks["description"] == 'What\'s "due"'
    assert (home["twitter:card"], "og:image" in home) == ("summary", False)
    with_card, _ = head(drawn.site / "index.html")
    assert with_card["twitter:card"] == "summary_large_image"
    assert {name: text for name, text in with_card.items() if name.startswith("og:image")} == {
        "og:image": f"{HOME}card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "CS101: Small Things, Spring 2026",
    }
    assert "og:" not in (plain.site / "404.html").read_text("utf-8")
