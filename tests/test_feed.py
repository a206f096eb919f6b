from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from course import feed, project
from course.calendar import feeds
from course.shared import Shared
from tests.conftest import SMALL

BUILT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def page_url(path):
    name, hash_sign, anchor = path.partition("#")
    return f"https://example.org/course/{name.removesuffix('.md')}/{hash_sign}{anchor}"


def made(found, name):
    """One feed of a course, by the name of its file."""
    shared = Shared(found.calendar, found.words, BUILT, page_url, found.schedule_page)
    return feed.written(shared, next(each for each in feeds.every(found.calendar) if each.name == name))


def read(name, folder=SMALL):
    return made(project.read(folder), name)


def events(content):
    return {str(event["uid"]): event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")}


@pytest.mark.parametrize("name", ["calendar.ics", "deadlines.ics"])
def test_feed(golden, name):
    golden(name, read(name).decode().replace("\r\n", "\n").strip())


def test_lines_end_as_the_standard_says():
    content = read("calendar.ics")

    assert content.count(b"\n") == content.count(b"\r\n") > 0
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_class_has_zone_place_materials_and_page():
    talk = events(read("calendar.ics"))["test-college-cs101-spring-2026-talk1"]

    assert talk.start == datetime(2026, 3, 18, 16, 0, tzinfo=BERLIN)
    assert "dtend" not in talk
    assert str(talk["location"]) == "Online"
    assert str(talk["url"]) == "https://example.org/course/talks/talk1/"
    assert str(talk["description"]) == "Guest Lecture\nSpeaker 1, Elsewhere\nRecording: https://example.org/talk1.mp4"


def test_uid_stays_when_an_entry_moves(small):
    before = events(read("calendar.ics", small.root))
    small.change("data/course.yml", "2026-03-11", "2026-03-04")
    after = events(read("calendar.ics", small.root))

    assert before.keys() == after.keys()
    assert before["test-college-cs101-spring-2026-lec02"].start != after["test-college-cs101-spring-2026-lec02"].start


def test_deadline_is_a_point_in_time():
    due = events(read("deadlines.ics"))["test-college-cs101-spring-2026-asgmt01-due"]

    assert due.start == datetime(2026, 3, 14, 23, 59, tzinfo=BERLIN)
    assert "dtend" not in due


def test_deadline_without_hour_is_a_day(small):
    small.change("data/course.yml", "due_time: 23:59\n", "")

    due = events(read("deadlines.ics", small.root))["test-college-cs101-spring-2026-asgmt01-due"]

    assert due.start == date(2026, 3, 14)


def feed_of(write, name, schedule, course="meetings: {days: [mon, wed], time: 10:00-11:30}\n", **files):
    found = events(made(write(schedule, course, **files).found, name))
    return {uid.removeprefix("small-things-spring-2026-"): event for uid, event in found.items()}


def test_days_choices_and_cancelled_entries(write):
    schedule = """
        - {id: span, title: S, date: 2026-03-05..2026-03-06}
        - {id: choice, title: C, date: 2026-03-09 or 2026-03-10}
        - {id: gone, title: "*G*", cancelled: rest moves up}
        - {id: tba, title: TBA, place: TBA, date: 2026-03-12, time: TBA}
        - {id: week, title: W, date: week 2}
        """

    told = feed_of(write, "calendar.ics", schedule)

    assert {uid: (event.start, event.end) for uid, event in told.items() if uid != "gone"} == {
        "span": (date(2026, 3, 5), date(2026, 3, 7)),
        "choice": (date(2026, 3, 9), date(2026, 3, 10)),
        "choice.choice2": (date(2026, 3, 10), date(2026, 3, 11)),
        "tba": (date(2026, 3, 12), date(2026, 3, 13)),
    }
    assert (str(told["gone"]["status"]), str(told["gone"]["summary"])) == ("CANCELLED", "G")
    assert (str(told["tba"]["summary"]), str(told["tba"]["location"])) == ("to be announced", "to be announced")


def test_sections_sittings_and_due_times_have_uids_of_their_own(write):
    course = "sections:\n  - {id: A, meetings: {days: mon}}\n  - {id: B, meetings: {days: tue}}\n"
    schedule = "- {id: a, title: A, classes: 2}\n"
    work = "- {id: w, title: W, due: [before a, 2026-03-20], by_section: {B: {title: V}}}\n"

    classes = feed_of(write, "calendar.ics", schedule, course)
    due = feed_of(write, "deadlines.ics", schedule, course, assignments=work)

    assert sorted(classes) == [
        "a.A",
        "a.A.part2",
        "a.B",
        "a.B.part2",
    ]
    assert sorted(due) == [
        "w-due.A",
        "w-due.A.time2",
        "w-due.B",
        "w-due.B.time2",
    ]


SECTIONS = """
sections:
  - {id: A, title: Morning, meetings: {days: mon, time: 10:00-11:00}, hand_in: box}
  - {id: B, meetings: {days: tue, time: 12:00-13:00}, mode: online, join: zoom}
hand_in: paper
"""
LINKS = """
box: {url: https://example.org/box, title: The Box}
zoom: https://example.org/zoom
a:
  slides: {formats: {PDF: https://example.org/a.pdf, source: https://example.org/a.tex}}
  notes: {url: https://example.org/for-b, sections: [B]}
  solution: {url: https://example.org/later, released: 2026-03-20}
w: {code: index.md}
"""


def test_files_of_a_course_with_sections(write):
    schedule = "- {id: a, title: A, sections: B, classes: 2}\n- {id: b, title: B, date: none}\n"
    work = "- {id: w, title: W, due: 2026-03-20}\n- {id: v, title: V}\n"
    found = write(schedule, SECTIONS, links="box: https://example.org\nzoom: https://example.org\n", assignments=work)

    assert feeds.names(found.found.calendar) == (
        *("all.ics", "calendar.ics", "deadlines.ics"),
        *("all-A.ics", "calendar-A.ics", "deadlines-A.ics", "all-B.ics", "calendar-B.ics", "deadlines-B.ics"),
        *("calendar/a-B.ics", "calendar/a-2-B.ics", "calendar/w.ics"),
    )
    assert feeds.names(None) == ("all.ics", "calendar.ics", "deadlines.ics")


def test_feed_of_a_section_has_only_what_is_for_it(write):
    schedule = """
        - {id: a, title: A}
        - {id: b, title: B, sections: B}
        - {id: c, title: C, date: 2026-03-19, time: 9:00-10:00}
        """
    work = "- {id: w, title: W, due: 2026-03-20, sections: [B]}\n"

    told = {
        name: sorted(feed_of(write, name, schedule, SECTIONS, links=LINKS, assignments=work))
        for name in ("all.ics", "all-A.ics", "all-B.ics", "deadlines-A.ics", "calendar/w-B.ics")
    }

    assert told == {
        "all.ics": ["a.A", "a.B", "b.B", "c", "w-due.B"],
        "all-A.ics": ["a.A", "c"],
        "all-B.ics": ["a.B", "b.B", "c", "w-due.B"],
        "deadlines-A.ics": [],
        "calendar/w-B.ics": ["w-due.B"],
    }


def test_class_tells_who_what_and_how_to_join(write):
    schedule = """
        - id: a
          title: A
          people: [TBA, {name: Ada, affiliation: Engines}]
          note: Bring *it*.
        - {id: b, title: B}
        """

    told = feed_of(write, "calendar.ics", schedule, SECTIONS, links=LINKS)

    assert str(told["a.A"]["description"]).splitlines() == [
        "Lecture 1",
        "to be announced; Ada, Engines",
        "Bring it.",
        "Slides PDF: https://example.org/a.pdf",
        "Slides source: https://example.org/a.tex",
    ]
    assert str(told["a.B"]["description"]).splitlines() == [
        "Lecture 1",
        "to be announced; Ada, Engines",
        "Bring it.",
        "Join: https://example.org/zoom",
        "Slides PDF: https://example.org/a.pdf",
        "Slides source: https://example.org/a.tex",
        "Notes: https://example.org/for-b",
    ]
    assert ("location" in told["a.A"], str(told["a.B"]["location"])) == (False, "Online")
    assert str(told["a.A"]["url"]) == "https://example.org/course/index/#a"


def test_class_has_no_address_where_no_page_shows_the_whole_schedule(small):
    text = (small.root / "docs" / "index.md").read_text("utf-8")
    small.write("docs/index.md", text.replace("{{ schedule() }}", "No schedule yet."))

    lecture = events(read("calendar.ics", small.root))["test-college-cs101-spring-2026-lec01"]

    assert "url" not in lecture


def test_deadline_says_where_to_hand_in_and_reminds_a_day_before(write):
    work = """
        - {id: w, title: W, topic: T, due: {date: 2026-03-20 23:59, note: draft}, note: Two files.}
        - {id: v, title: V, due: 2026-03-20, cancelled: yes, hand_in: zoom, place: Lab}
        """

    told = feed_of(write, "deadlines.ics", "- {id: a, title: A}\n", SECTIONS, links=LINKS, assignments=work)

    assert str(told["w-due"]["description"]).splitlines() == [
        "T",
        "draft",
        "Two files.",
        "Hand in on The Box: https://example.org/box (Morning)",
        "Hand in on paper (Section B)",
        "Code: https://example.org/course/index/",
    ]
    (alarm,) = told["w-due"].walk("VALARM")
    assert (str(alarm["action"]), alarm["trigger"].dt, str(alarm["description"])) == (
        "DISPLAY",
        timedelta(days=-1),
        "Due: W",
    )
    assert str(told["v-due"]["description"]) == "Hand in on https://example.org/zoom"
    assert (str(told["v-due"]["location"]), str(told["v-due"]["status"])) == ("Lab", "CANCELLED")
    assert told["v-due"].walk("VALARM") == []


def test_feed_to_subscribe_to_has_a_name_and_is_refreshed(write):
    found = write("- {id: a, title: A}\n", SECTIONS, links=LINKS).found

    read = icalendar.Calendar.from_ical(made(found, "calendar-A.ics"))
    single = icalendar.Calendar.from_ical(made(found, "calendar/a-A.ics"))

    assert str(read["x-wr-calname"]) == "Small Things: Classes: Morning (Spring 2026)"
    assert read["refresh-interval"].to_ical() == b"PT4H"
    assert single.keys() == {"VERSION", "PRODID"}


OFFICE = """
- name: TA 1
  role: TA
  office_hours:
    - {days: [tue], time: 14:00-15:00, place: Room 2, text: "*Knock*.", link: zoom, until: 2026-03-10,
       changes: {date: 2026-03-10, to: 2026-03-11, time: 13:00-14:00, note: before the exam}}
    - {days: [fri], time: TBA, not_on: [2026-03-13], since: 2026-03-13}
    - by appointment
"""


def test_office_hours(write):
    found = write("- {id: a, title: A}\n", SECTIONS, links=LINKS, staff=OFFICE).found

    read = {name: events(made(found, name)) for name in ("office-hours.ics", "all.ics", "all-A.ics", "calendar.ics")}

    told = {
        uid.removeprefix("small-things-spring-2026-office.ta-1."): (event.start, event.end, str(event["summary"]))
        for uid, event in read["office-hours.ics"].items()
    }
    assert told == {
        "2026-03-03.1400": (
            datetime(2026, 3, 3, 14, tzinfo=BERLIN),
            datetime(2026, 3, 3, 15, tzinfo=BERLIN),
            "Office hours: TA 1",
        ),
        "2026-03-10.1400": (
            datetime(2026, 3, 11, 13, tzinfo=BERLIN),
            datetime(2026, 3, 11, 14, tzinfo=BERLIN),
            "Office hours: TA 1",
        ),
        "2026-03-13": (date(2026, 3, 13), date(2026, 3, 14), "Office hours: TA 1"),
        "2026-03-20": (date(2026, 3, 20), date(2026, 3, 21), "Office hours: TA 1"),
    }
    moved = read["office-hours.ics"]["small-things-spring-2026-office.ta-1.2026-03-10.1400"]
    assert str(moved["description"]).splitlines() == ["Knock.", "before the exam", "https://example.org/zoom"]
    assert str(moved["location"]) == "Room 2"
    gone = read["office-hours.ics"]["small-things-spring-2026-office.ta-1.2026-03-13"]
    assert str(gone["status"]) == "CANCELLED"
    assert {name: len(found) for name, found in read.items()} == {
        **{"office-hours.ics": 4, "all.ics": 4 + 2, "all-A.ics": 4 + 1, "calendar.ics": 2}
    }
