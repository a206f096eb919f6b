from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest

from course import feed, project
from tests.conftest import SMALL

BUILT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def page_url(path):
    return f"https://example.org/course/{path.removesuffix('.md')}/"


def write(function, folder=SMALL):
    found = project.read(folder)
    return function(feed.Feed(found.calendar, found.words, BUILT, page_url))


def events(content):
    return {str(event["uid"]): event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")}


@pytest.mark.parametrize(("function", "name"), [(feed.classes, "calendar.ics"), (feed.deadlines, "deadlines.ics")])
def test_feed(golden, function, name):
    golden(name, write(function).decode().replace("\r\n", "\n").strip())


def test_lines_end_as_the_standard_says():
    content = write(feed.classes)

    assert content.count(b"\n") == content.count(b"\r\n") > 0
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_class_has_zone_place_materials_and_page():
    talk = events(write(feed.classes))["test-college-cs101-spring-2026-talk1"]

    assert talk.start == datetime(2026, 3, 18, 16, 0, tzinfo=BERLIN)
    assert "dtend" not in talk
    assert str(talk["location"]) == "Online"
    assert str(talk["url"]) == "https://example.org/course/talks/talk1/"
    assert str(talk["description"]) == "Guest Lecture\nRecording: https://example.org/talk1.mp4"


def test_uid_stays_when_an_entry_moves(small):
    before = events(write(feed.classes, small.root))
    small.change("data/course.yml", "2026-03-11", "2026-03-04")
    after = events(write(feed.classes, small.root))

    assert before.keys() == after.keys()
    assert before["test-college-cs101-spring-2026-lec02"].start != after["test-college-cs101-spring-2026-lec02"].start


def test_deadline_is_a_point_in_time():
    due = events(write(feed.deadlines))["test-college-cs101-spring-2026-asgmt01-due"]

    assert due.start == datetime(2026, 3, 14, 23, 59, tzinfo=BERLIN)
    assert "dtend" not in due


def test_deadline_without_hour_is_a_day(small):
    small.change("data/course.yml", "due_time: 23:59\n", "")

    due = events(write(feed.deadlines, small.root))["test-college-cs101-spring-2026-asgmt01-due"]

    assert due.start == date(2026, 3, 14)


def feed_of(write, function, schedule, course="meetings: {days: [mon, wed], time: 10:00-11:30}\n", **files):
    found = write(schedule, course, **files).found
    return events(function(feed.Feed(found.calendar, found.words, BUILT, page_url)))


def test_days_choices_and_cancelled_entries(write):
    schedule = """
        - {id: span, title: S, date: 2026-03-05..2026-03-06}
        - {id: choice, title: C, date: 2026-03-09 or 2026-03-10}
        - {id: gone, title: "*G*", cancelled: rest moves up}
        - {id: tba, title: TBA, place: TBA, date: 2026-03-12, time: TBA}
        - {id: week, title: W, date: week 2}
        """

    found = feed_of(write, feed.classes, schedule)

    told = {uid.removeprefix("small-things-spring-2026-"): event for uid, event in found.items()}
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

    classes = feed_of(write, feed.classes, schedule, course)
    due = feed_of(write, feed.deadlines, schedule, course, assignments=work)

    assert sorted(uid.removeprefix("small-things-spring-2026-") for uid in classes) == [
        "a.A",
        "a.A.part2",
        "a.B",
        "a.B.part2",
    ]
    assert sorted(uid.removeprefix("small-things-spring-2026-") for uid in due) == [
        "w-due.A",
        "w-due.A.time2",
        "w-due.B",
        "w-due.B.time2",
    ]
