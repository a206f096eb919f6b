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
