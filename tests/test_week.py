"""The week of office hours: its days, what stands beside what in the grid, and what is told beside it."""

from datetime import date, time

import pytest

from course.calendar.week import week

ENTRY = "- {id: a, title: A}\n"


@pytest.fixture
def made(write):
    """The week of office hours of people as of a day; `hours` are those of TA 1, TA 2 and so on."""

    def made(*hours, since=date.min, term=None, **given):
        staff = "".join(f"- {{name: TA {n}, role: TA, office_hours: {each}}}\n" for n, each in enumerate(hours, 1))
        found = write(ENTRY, staff=staff, **({"term": term} if term else {}), **given).found
        assert found.errors == ()
        return week(found.course, since)

    return made


def grid(day):
    """The office hours of a day as `name rows columns`, of all columns."""
    return [
        f"{each.person.name} {each.row}+{each.rows} {each.column}+{each.span}/{day.columns}"
        if each.row
        else each.person.name
        for each in day.shifts
    ]


def test_hours_that_overlap_stand_beside_each_other(made):
    (day,) = made(
        "{days: mon, time: 10:00-11:00}", "{days: mon, time: 10:30-11:30}", "{days: mon, time: 11:00-12:00}"
    ).days

    assert grid(day) == ["TA 1 1+12 1+1/2", "TA 2 7+12 2+1/2", "TA 3 13+12 1+1/2"]
    assert day.lanes == 2


def test_hours_that_only_touch_stand_below_each_other(made):
    (day,) = made("{days: mon, time: 10:00-10:50}", "{days: mon, time: 10:50-11:00}").days

    assert grid(day) == ["TA 1 1+10 1+1/1", "TA 2 11+2 1+1/1"]


def test_hours_that_begin_when_all_others_end_have_the_whole_width(made):
    two = "{days: mon, time: 09:00-10:00}"

    (day,) = made(two, two, "{days: mon, time: 10:00-11:00}").days

    assert grid(day) == ["TA 1 1+12 1+1/2", "TA 2 1+12 2+1/2", "TA 3 13+12 1+2/2"]


def test_groups_that_overlap_share_the_width_of_the_day_evenly(made):
    two, three = "{days: mon, time: 09:00-10:00}", "{days: mon, time: 13:00-14:00}"

    found = made(two, two, three, three, three)

    assert grid(found.days[0]) == [
        "TA 1 1+12 1+3/6",
        "TA 2 1+12 4+3/6",
        "TA 3 49+12 1+2/6",
        "TA 4 49+12 3+2/6",
        "TA 5 49+12 5+2/6",
    ]
    assert (found.lanes, found.rows) == (3, 60)


def test_hours_without_an_end_take_half_an_hour_and_those_without_a_start_come_last(made):
    found = made("{days: mon}", "{days: mon, time: TBA}", "{days: mon, time: 23:45}", "{days: mon, time: 22:10}")

    assert grid(found.days[0]) == ["TA 4 3+6 1+1/1", "TA 3 22+3 1+1/1", "TA 1", "TA 2"]
    assert found.hours == ((1, time(22)), (13, time(23)))
    assert [person.name for person, _ in found.untimed] == ["TA 1", "TA 2"]


def test_week_without_a_known_hour_has_no_grid(made):
    found = made("{days: [tue, mon]}")

    assert ([day.weekday for day in found.days], found.hours, found.lanes) == ([0, 1], (), 0)


@pytest.mark.parametrize(("start", "days"), [("mon", [0, 2, 6]), ("tue", [0, 2, 6]), ("sun", [6, 0, 2])])
def test_week_begins_on_monday_or_at_the_weekend(made, start, days):
    term = f"title: T\ntimezone: UTC\nterm: {{name: T, start: 2026-03-02, end: 2026-03-20, week_start: {start}}}\n"

    assert [day.weekday for day in made("{days: [wed, sun, mon], time: 10:00}", term=term).days] == days


def test_what_is_over_is_left_out(made):
    hours = "[{days: mon, time: 10:00, until: 2026-03-09}, {days: tue, time: 10:00, not_on: [2026-03-03, 2026-03-17]}]"

    before, after = made(hours, since=date(2026, 3, 9)), made(hours, since=date(2026, 3, 10))

    assert [day.weekday for day in before.days] == [0, 1]
    assert [day.weekday for day in after.days] == [1]
    assert [each.day for each in after.single] == [date(2026, 3, 17)]


def test_words_and_days_off_are_told_beside_the_week(made):
    course = """
        meetings: {days: [mon, wed], time: 10:00-11:30}
        days_off:
          - {date: 2026-03-09, reason: Fair}
          - {date: 2026-03-11, reason: Nobody is there anyway}
          - {date: 2026-03-16, kinds: [lab], reason: Only labs}
        """

    found = made("[by appointment, {days: mon, time: 12:00}]", course=course)

    assert [(person.name, hours.text) for person, hours in found.words] == [("TA 1", "by appointment")]
    assert [item.reason for item in found.off] == ["Fair"]


def test_days_off_that_are_over_are_not_told(made):
    course = "meetings: {days: [mon, wed], time: 10:00-11:30}\ndays_off: {date: 2026-03-09..2026-03-10, reason: Fair}\n"
    hours = "{days: mon, time: 12:00}"

    assert made(hours, course=course, since=date(2026, 3, 10)).off == ()
    assert [item.reason for item in made(hours, course=course, since=date(2026, 3, 9)).off] == ["Fair"]
