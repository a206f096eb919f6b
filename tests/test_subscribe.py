"""Addresses that put feeds and events into people's own calendars."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from course import subscribe
from course.calendar.calendar import events_of
from course.shared import Shared

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SECTIONS = """
sections:
  - {id: A, title: Morning, meetings: {days: mon, time: 10:00-11:00}}
  - {id: B, meetings: {days: tue, time: 12:00-13:00}}
"""


def told(found, site="https://example.org/c/", section=None):
    return [
        (each.title, each.path)
        for each in subscribe.subscriptions(found.found.calendar, found.found.words, site, section)
    ]


def test_feeds_of_a_course(write):
    found = write("- {id: a, title: A}\n", assignments="- {id: w, title: W, due: 2026-03-20}\n")

    assert told(found) == [
        ("All dates", "all.ics"),
        ("Classes", "calendar.ics"),
        ("Due dates", "deadlines.ics"),
    ]


def test_feeds_that_are_empty_are_not_offered(write):
    assert told(write("- {id: a, title: A}\n")) == [("All dates", "all.ics"), ("Classes", "calendar.ics")]
    assert told(write("- {id: a, title: A, date: none}\n")) == []


def test_feeds_of_sections_and_office_hours(write):
    staff = "- {name: TA 1, role: TA, office_hours: {days: tue, time: 9:00-10:00}}\n"
    found = write("- {id: a, title: A}\n", SECTIONS, staff=staff)

    assert told(found) == [
        ("All dates", "all.ics"),
        ("Morning", "all-A.ics"),
        ("Section B", "all-B.ics"),
        ("Classes", "calendar.ics"),
        ("Office hours", "office-hours.ics"),
    ]
    assert told(found, section="B") == [
        ("Section B", "all-B.ics"),
        ("Classes", "calendar-B.ics"),
        ("Office hours", "office-hours.ics"),
    ]


def test_ways_to_subscribe(write):
    found = write("- {id: a, title: A}\n", "code: C&A+1\nmeetings: {days: [mon], time: 10:00-11:30}\n").found

    everything, _ = subscribe.subscriptions(found.calendar, found.words, "https://example.org/c/")
    (_, web), (_, google), (_, outlook) = everything.ways

    assert everything.address == "https://example.org/c/all.ics"
    assert web == "webcal://example.org/c/all.ics"
    assert google == "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fexample.org%2Fc%2Fall.ics"
    assert outlook == (
        "https://outlook.office.com/calendar/0/addfromweb?url=https%3A%2F%2Fexample.org%2Fc%2Fall.ics"
        "&name=C%26A%2B1%3A%20Small%20Things%20%28Spring%202026%29"
    )


def test_site_without_an_address_has_downloads_alone(write):
    found = write("- {id: a, title: A}\n").found

    everything, _ = subscribe.subscriptions(found.calendar, found.words, None)

    assert everything == subscribe.Subscription("All dates", "all.ics", None, ())


@pytest.mark.parametrize(
    ("entry", "dates"),
    [
        ("date: 2026-03-04, time: 16:00-17:30", "20260304T160000/20260304T173000"),
        ("date: 2026-03-04, time: 16:00", "20260304T160000/20260304T160000"),
        ("date: 2026-03-05..2026-03-06", "20260305/20260307"),
        ("date: 2026-03-05, time: TBA", "20260305/20260306"),
    ],
)
def test_copy_of_an_event(write, entry, dates):
    found = write(f"- {{id: a, title: A, {entry}, place: Hall, note: Bring a pen.}}\n", "").found
    shared = Shared(found.calendar, found.words, NOW, lambda path: f"https://example.org/{path}", "index.md")

    copy = subscribe.copy(shared, events_of(found.calendar, "a")[0])
    ((name, address),) = copy.ways

    assert (name, copy.path) == ("Google Calendar", "calendar/a.ics")
    assert parse_qs(urlsplit(address).query) == {
        "action": ["TEMPLATE"],
        "text": ["A"],
        "dates": [dates],
        "details": ["Lecture\nBring a pen.\nhttps://example.org/index.md#a"],
        "location": ["Hall"],
        "ctz": ["Europe/Berlin"],
    }


def test_event_without_a_day_has_no_copy(write):
    found = write("- {id: a, title: A, date: none}\n").found
    shared = Shared(found.calendar, found.words, NOW, str)

    assert subscribe.copy(shared, events_of(found.calendar, "a")[0]) is None
