from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from course.calendar.calendar import calendar, events_of, key_dates
from course.calendar.views import weeks
from course.load import load

BERLIN = ZoneInfo("Europe/Berlin")


def read(copy):
    course, _, problems = load(copy.root / "data")
    assert problems == []
    return calendar(course)


def days(dates):
    return {event.entry.id: event.timing.day for event in dates.events}


def test_entries_fall_into_free_meetings_in_order(small):
    assert days(read(small)) == {
        "lec01": date(2026, 3, 2),
        "lec02": date(2026, 3, 4),
        "sess01": date(2026, 3, 9),
        "test1": date(2026, 3, 16),
        "talk1": date(2026, 3, 18),
        "lec03": date(2026, 3, 18),
    }


def test_day_taken_away_moves_what_follows_and_keeps_what_is_pinned(small):
    small.change("data/course.yml", "{date: 2026-03-11, reason: Holiday}", "{date: 2026-03-04}")

    assert days(read(small)) == {
        "lec01": date(2026, 3, 2),
        "lec02": date(2026, 3, 9),
        "sess01": date(2026, 3, 11),
        "test1": date(2026, 3, 16),
        "talk1": date(2026, 3, 18),
        "lec03": date(2026, 3, 18),
    }


def test_hours_and_place_come_from_meeting_kind_or_entry(small):
    dates = read(small)

    told = {
        event.entry.id: (event.timing.start, event.timing.end, event.place, event.own_hours or event.own_place)
        for event in dates.events
    }

    assert told["lec01"] == (
        datetime(2026, 3, 2, 10, 0, tzinfo=BERLIN),
        datetime(2026, 3, 2, 11, 30, tzinfo=BERLIN),
        "Room 1",
        False,
    )
    assert told["test1"] == (
        datetime(2026, 3, 16, 10, 0, tzinfo=BERLIN),
        datetime(2026, 3, 16, 11, 0, tzinfo=BERLIN),
        "Hall 2",
        True,
    )
    assert told["talk1"] == (datetime(2026, 3, 18, 16, 0, tzinfo=BERLIN), None, "Online", True)


def test_entry_with_hours_of_its_own_beside_the_meeting_leaves_the_meeting_free(small):
    dates = read(small)

    assert [event.entry.id for event in dates.events if event.timing.day == date(2026, 3, 18)] == ["lec03", "talk1"]


def test_entry_with_hours_of_its_own_over_the_meeting_takes_it(small):
    small.change("data/schedule.yml", "  time: 16:00\n", "  time: 10:30-12:00\n")
    small.change("data/schedule.yml", "- {id: lec03, title: Last Things}\n", "")

    assert days(read(small))["talk1"] == date(2026, 3, 18)
    assert small.problems() == []


def test_entries_of_a_numbered_kind_are_counted_by_date(small):
    small.change(
        "data/schedule.yml", "- {id: lec03, title: Last Things}", "- {id: lec03, title: Last, date: 2026-03-02}"
    )

    numbers = {event.entry.id: event.number for event in read(small).events}

    assert numbers == {"lec03": "1", "lec01": "2", "lec02": "3", "sess01": None, "test1": None, "talk1": None}


def test_deadlines_with_release_and_hour(small):
    assert [
        (deadline.assignment.id, deadline.released and deadline.released.start, deadline.due.start)
        for deadline in read(small).deadlines
    ] == [
        (
            "asgmt01",
            datetime(2026, 3, 9, 10, 0, tzinfo=BERLIN),
            datetime(2026, 3, 14, 23, 59, tzinfo=BERLIN),
        ),
        ("survey", None, datetime(2026, 3, 20, 12, 0, tzinfo=BERLIN)),
    ]


def test_deadline_without_any_hour_is_a_day(small):
    small.change("data/course.yml", "due_time: 23:59\n", "")

    assert read(small).deadlines[0].due.start == date(2026, 3, 14)


def test_key_dates_hold_what_is_due_and_what_counts(small):
    dates = read(small)

    assert [(date.timing.day.day, date.part) for date in key_dates(dates)] == [(14, "work"), (16, "tests"), (20, None)]
    assert [date.timing.day.day for date in key_dates(dates, "tests")] == [16]


def test_what_is_due_without_an_hour_comes_last_on_its_day(small):
    small.change("data/course.yml", "due_time: 23:59\n", "")
    small.change("data/assignments.yml", "due: 2026-03-14", "due: 2026-03-16")

    assert [date.part for date in key_dates(read(small))] == ["tests", "work", None]


def test_weeks_are_numbered_from_the_start_and_hold_days_off(small):
    shown = weeks(read(small)).weeks

    assert [week.number for week in shown] == [1, 2, 3]
    assert [[event.entry.id for event in cell.events] for cell in shown[2].cells] == [["test1"], ["lec03", "talk1"]]
    assert [[item.reason for item in cell.off] for cell in shown[1].cells] == [[], ["Holiday"]]


def test_days_before_a_term_that_starts_in_mid_week_are_empty(small):
    small.change("data/course.yml", "start: 2026-03-02", "start: 2026-03-03")
    small.change("data/schedule.yml", "- {id: lec03, title: Last Things}\n", "")

    first = weeks(read(small)).weeks[0]

    assert [(cell.day, [event.entry.id for event in cell.events]) for cell in first.cells] == [
        (None, []),
        (date(2026, 3, 4), ["lec01"]),
    ]


def test_event_on_a_day_without_meeting_stands_with_the_meeting_day_before_it(small):
    small.change("data/schedule.yml", "  date: 2026-03-18\n", "  date: 2026-03-19\n")

    assert [event.entry.id for event in weeks(read(small)).weeks[2].cells[1].events] == ["lec03", "talk1"]


def test_hours_follow_the_clock_when_it_changes(small):
    small.change("data/course.yml", "end: 2026-03-20", "end: 2026-04-01")
    small.change("data/schedule.yml", "date: 2026-03-16", "date: 2026-03-30")

    start = events_of(read(small), "test1")[0].timing.start

    assert start.isoformat() == "2026-03-30T10:00:00+02:00"


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        pytest.param(
            "data/schedule.yml",
            "date: 2026-03-16",
            "date: 2026-03-17",
            [
                "data/schedule.yml:4:52: error: test1.date: there is no meeting on Tue 2026-03-17; write `Mon "
                "2026-03-16` or "
                "`Wed 2026-03-18`, or give the entry a `time` of its own",
            ],
            id="class on a day without meeting",
        ),
        pytest.param(
            "data/schedule.yml",
            "date: 2026-03-16",
            "date: 2026-03-11",
            [
                "data/schedule.yml:4:52: error: test1.date: Wed 2026-03-11 is a day off (Holiday); write another date, "
                "or give the entry a `time` of its own",
            ],
            id="class on a day off",
        ),
        pytest.param(
            "data/schedule.yml",
            "date: 2026-03-16",
            "date: 2025-03-16",
            [
                "data/schedule.yml:4:52: error: test1.date: Sun 2025-03-16 is outside the term; write a date from "
                "2026-03-02 "
                "to 2026-03-20, or give the entry a `time` of its own",
            ],
            id="class in another year",
        ),
        pytest.param(
            "data/schedule.yml",
            "- {id: lec03, title: Last Things}",
            "- {id: lec03, title: Last Things, date: 2026-03-16}",
            [
                "data/schedule.yml:18:41: error: lec03.date: the meeting of Mon 2026-03-16 is already taken by "
                "`test1` in "
                "data/schedule.yml:4; write another date, `date: with test1` to share it, or a `time` that does not "
                "overlap",
            ],
            id="two entries pinned to one meeting",
        ),
        pytest.param(
            "data/schedule.yml",
            "  date: 2026-03-18\n",
            "  date: 2062-03-18\n",
            [
                "data/schedule.yml:8:9: warning: talk1.date: Sat 2062-03-18 is far outside the term "
                "(2026-03-02 to 2026-03-20); check the year and the month"
            ],
            id="event far outside the term",
        ),
        pytest.param(
            "data/schedule.yml",
            "- {id: lec03, title: Last Things}",
            "- {id: lec03, title: Last Things}\n- {id: lec04, title: A}\n- {id: lec05, title: B}",
            [
                "data/schedule.yml:19:3: error: lec04: the schedule needs 2 more meetings than there are: none is "
                "left for `lec04`, `lec05`; delete entries or days of `days_off`, or end the term later"
            ],
            id="more entries than meetings",
        ),
        pytest.param(
            "data/schedule.yml",
            "- {id: lec03, title: Last Things}\n",
            "",
            [
                "data/course.yml:7:3: hint: meetings: 1 meeting without an entry: Wed 2026-03-18; "
                "add entries to the schedule, or list the days under `days_off`"
            ],
            id="fewer entries than meetings",
        ),
        pytest.param(
            "data/assignments.yml",
            "due: 2026-03-14",
            "due: 2026-03-07",
            [
                "data/assignments.yml:1:83: warning: asgmt01.due: Sat 2026-03-07 is before the release on Mon "
                "2026-03-09; "
                "write a later date, or release it earlier"
            ],
            id="due before the release",
        ),
        pytest.param(
            "data/assignments.yml",
            "due: Fri 2026-03-20 12:00",
            "due: Fri 2027-03-19 12:00",
            [
                "data/assignments.yml:2:36: warning: survey.due: Fri 2027-03-19 is far outside the term "
                "(2026-03-02 to 2026-03-20); check the year and the month"
            ],
            id="due in another year",
        ),
    ],
)
def test_dates_that_do_not_fit(small, path, old, new, message):
    small.change(path, old, new)

    assert sorted(small.problems()) == sorted(message)


def test_due_on_the_day_of_the_release(small):
    small.change(
        "data/assignments.yml", "released: with sess01, due: 2026-03-14", "released: 2026-03-14, due: 2026-03-14"
    )

    assert small.problems() == []


def test_hours_of_the_kind_decide_which_meeting_is_taken(small):
    small.change("data/course.yml", "test: {time: 10:00-11:00", "test: {time: 19:00-21:00")

    evening = days(read(small))

    assert evening["test1"] == evening["lec03"] == date(2026, 3, 16)


def test_kind_whose_hours_are_no_class_hours_may_stand_on_any_day(small):
    small.change("data/course.yml", "test: {time: 10:00-11:00", "test: {time: 19:00-21:00")
    small.change("data/schedule.yml", "date: 2026-03-16", "date: 2026-03-17")

    assert days(read(small))["test1"] == date(2026, 3, 17)


def test_entry_takes_every_meeting_that_its_hours_overlap(small):
    small.change("data/course.yml", "meetings:\n", "meetings:\n  - {days: [mon], time: 14:00-15:00}\n")
    small.change("data/schedule.yml", "kind: test, date: 2026-03-16", "kind: test, time: 11:00-14:30, date: 2026-03-09")

    taken = [event.entry.id for event in read(small).events if event.timing.day == date(2026, 3, 9)]

    assert taken == ["test1"]


def test_entries_of_a_day_with_two_meetings_tell_hours_and_place(small):
    small.change("data/course.yml", "meetings:\n", "meetings:\n  - {days: [mon], time: 14:00-15:00, place: Lab}\n")

    first = read(small).events[:3]

    assert [(event.entry.id, event.place, event.own_hours, event.own_place) for event in first] == [
        ("lec01", "Room 1", True, True),
        ("lec02", "Lab", True, True),
        ("sess01", "Room 1", False, False),
    ]


def test_two_entries_over_one_meeting_are_told(small):
    small.change(
        "data/schedule.yml",
        "- {id: lec03, title: Last Things}",
        "- {id: x, title: X, date: 2026-03-16, time: 09:00-10:30}",
    )

    assert small.problems() == [
        "data/schedule.yml:18:27: error: x.date: the meeting of Mon 2026-03-16 is already taken by `test1` in "
        "data/schedule.yml:4; write another date, `date: with test1` to share it, or a `time` that does not overlap"
    ]


def test_empty_schedule(small):
    small.write("data/schedule.yml", "[]\n")
    small.write("data/assignments.yml", "[]\n")

    assert "data/course.yml:7:3: hint: meetings: 5 meetings without an entry: Mon 2026-03-02, Wed 2026-03-04, " in (
        "\n".join(small.problems())
    )
