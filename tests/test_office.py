"""Office hours: the single days on which somebody can be met."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from course.calendar.office import office_times, reach
from course.model.values import Span

TERM_DAYS = (date(2026, 3, 2), date(2026, 3, 20))
ENTRY = "- {id: a, title: A}\n"


@pytest.fixture
def times(write):
    """The office hours of one person or several in the three weeks, each as a line."""

    def found(staff, course="", days=TERM_DAYS, term=None):
        course = f"meetings: {{days: [mon, wed], time: 10:00-11:30}}\n{course}" if term is None else course
        done = write(ENTRY, course, staff=staff, **({"term": term} if term else {})).found
        assert done.errors == ()
        return [line(each) for each in office_times(done.course, *days)]

    return found


def line(each):
    hours = f" {each.start:%H:%M}" if each.start else ""
    hours += f"-{each.end:%H:%M}" if each.end else ""
    return (
        f"{each.day:%a %d}{hours}"
        + (f", {each.place}" if each.place else "")
        + (", cancelled" if each.cancelled else "")
        + (f", from {each.moved_from:%a %d %H:%M}" if each.moved_from else "")
    )


def one(hours, person=""):
    return f"- {{name: TA 1, role: TA{person}, office_hours: {hours}}}\n"


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ("{days: [tue], time: 14:00-15:00}", ["Tue 03 14:00-15:00", "Tue 10 14:00-15:00", "Tue 17 14:00-15:00"]),
        ("{days: [tue], time: 14:00, since: 2026-03-10}", ["Tue 10 14:00", "Tue 17 14:00"]),
        ("{days: [tue], until: 2026-03-10}", ["Tue 03", "Tue 10"]),
        ("{days: [tue], time: TBA, until: 2026-03-03}", ["Tue 03"]),
        ("{date: 2026-03-09, time: 10:00-12:00}", ["Mon 09 10:00-12:00"]),
        ("by appointment", []),
        (
            "{days: [tue], time: 14:00-15:00, not_on: [2026-03-10]}",
            ["Tue 03 14:00-15:00", "Tue 10 14:00-15:00, cancelled", "Tue 17 14:00-15:00"],
        ),
        (
            "{days: [tue], time: 14:00-15:00, changes: {date: 2026-03-10, time: 13:00-14:00}}",
            ["Tue 03 14:00-15:00", "Tue 10 13:00-14:00, from Tue 10 14:00", "Tue 17 14:00-15:00"],
        ),
        (
            "{days: [tue], time: 14:00-15:00, changes: {date: 2026-03-10, to: 2026-03-12}}",
            ["Tue 03 14:00-15:00", "Thu 12 14:00-15:00, from Tue 10 14:00", "Tue 17 14:00-15:00"],
        ),
        (
            "{days: [tue], time: 14:00-15:00, place: Hall, changes: {date: 2026-03-10, place: Online}}",
            ["Tue 03 14:00-15:00, Hall", "Tue 10 14:00-15:00, Online", "Tue 17 14:00-15:00, Hall"],
        ),
        (
            "{date: 2026-03-09, time: 10:00, changes: {date: 2026-03-09, time: 11:00}}",
            ["Mon 09 11:00, from Mon 09 10:00"],
        ),
        (
            "{days: [tue], changes: {date: 2026-03-11, time: 13:00-14:00}, not_on: 2026-03-12}",
            ["Tue 03", "Tue 10", "Tue 17"],
        ),
    ],
)
def test_days_of_office_hours(times, hours, told):
    assert times(one(hours)) == told


def test_place_is_the_office_where_none_is_said(times):
    told = times(
        one("[{days: tue, until: 2026-03-03}, {days: wed, place: Hall, until: 2026-03-04}]", ", place: Room 3")
    )

    assert told == ["Tue 03, Room 3", "Wed 04, Hall"]


def test_people_are_told_in_order_of_time(times):
    staff = one("{days: [wed, tue], time: 14:00, until: 2026-03-04}")
    staff += "- {name: TA 2, role: TA, office_hours: [{days: tue, time: 09:00-10:00, until: 2026-03-04}]}\n"

    assert times(staff) == ["Tue 03 09:00-10:00", "Tue 03 14:00", "Wed 04 14:00"]


def test_days_off_of_all_have_no_weekly_office_hours(times):
    course = "days_off: [{date: 2026-03-09..2026-03-11, reason: Fair}, {date: 2026-03-16..2026-03-18, kinds: [lab]}]\n"
    hours = "[{days: [tue], time: 14:00}, {date: 2026-03-11, time: 15:00}]"

    assert times(one(hours), course) == ["Tue 03 14:00", "Wed 11 15:00", "Tue 17 14:00"]


def test_change_on_a_day_off_says_that_they_are_held(times):
    course = "days_off: {date: 2026-03-09..2026-03-11, reason: Fair}\n"

    told = times(one("{days: [tue], time: 14:00, until: 2026-03-10, changes: {date: 2026-03-10}}"), course)

    assert told == ["Tue 03 14:00", "Tue 10 14:00"]


def test_days_off_of_one_section_change_nothing(times):
    course = "sections: [{id: A}, {id: B}]\ndays_off: {date: 2026-03-09..2026-03-11, sections: [B]}\n"

    assert times(one("{days: [tue], until: 2026-03-10}"), course) == ["Tue 03", "Tue 10"]


def test_only_what_is_within_the_days_asked_for(times):
    hours = (
        "{days: [tue], time: 14:00, changes: [{date: 2026-03-03, to: 2026-03-09}, {date: 2026-03-10, to: 2026-03-17}]}"
    )

    assert times(one(hours), days=(date(2026, 3, 9), date(2026, 3, 15))) == ["Mon 09 14:00, from Tue 03 14:00"]


def test_course_without_dates_has_weekly_office_hours_always(times):
    term = "title: T\ntimezone: UTC\nterm: {name: Any}\n"

    told = times(one("{days: [tue], time: 14:00}"), term=term, days=(date(2030, 1, 1), date(2030, 1, 8)))

    assert told == ["Tue 01 14:00", "Tue 08 14:00"]


def test_hours_are_in_the_zone_of_the_course(write):
    course = write(ENTRY, staff=one("{days: [fri], time: 14:00-15:00, until: 2026-04-03}")).found.course

    found = office_times(course, date(2026, 3, 27), date(2026, 4, 3))

    berlin = ZoneInfo("Europe/Berlin")
    assert [(each.start, each.end) for each in found] == [
        (datetime(2026, 3, 27, 14, tzinfo=berlin), datetime(2026, 3, 27, 15, tzinfo=berlin)),
        (datetime(2026, 4, 3, 14, tzinfo=berlin), datetime(2026, 4, 3, 15, tzinfo=berlin)),
    ]
    assert [each.start.utcoffset().seconds for each in found] == [3600, 7200]


def test_reach_goes_beyond_the_term_where_office_hours_do(write):
    staff = one("[{days: tue, changes: {date: 2026-03-17, to: 2026-03-24}}, {date: 2026-03-01}]")

    assert reach(write(ENTRY).found.course) == Span(*TERM_DAYS)
    assert reach(write(ENTRY, staff=staff).found.course) == Span(date(2026, 3, 1), date(2026, 3, 24))


def test_course_without_dates_has_no_reach(write):
    term = "title: T\ntimezone: UTC\nterm: {name: Any}\n"

    assert reach(write(ENTRY, "", term).found.course) is None


@pytest.mark.parametrize(
    ("hours", "message"),
    [
        (
            "{days: tue, not_on: 2026-03-10, changes: {date: 2026-03-10, time: 13:00}}",
            "says twice what is on 2026-03-10, in `not_on` and `changes`; write it once",
        ),
        (
            "{days: tue, date: 2026-03-10}",
            "has both `days` and a `date`; write two office hours, or delete one of them",
        ),
    ],
)
def test_contradiction(write, hours, message):
    found = write(ENTRY, staff=one(hours))

    assert [each for each in found.messages if "error" in each] == [
        f"data/staff.yml:1:40: error: TA 1.office_hours: {message}"
    ]
