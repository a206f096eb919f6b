"""The shapes of a schedule: weeks, lists by group or week, days by the hour."""

from datetime import date

import pytest

from course.calendar.views import blocks, marks, programme, running, view, weeks
from tests.conftest import MEETINGS

WORK = """
- {id: long, title: Long, released: 2026-03-03, due: 2026-03-18 12:00}
- {id: short, title: Short, opens: 2026-03-09, due: 2026-03-14, closes: 2026-03-16}
- {id: open, title: Open, due: TBA}
"""


def shown(block):
    """The rows of a block, each as what it shows."""
    return [one(row) for row in block.rows]


def one(row):
    if row.mark:
        return f"{row.mark.what} {row.mark.deadline.assignment.id}"
    return row.off.reason if row.off else [event.anchor for event in row.events]


def test_week_table_has_a_column_for_each_weekday_of_the_pattern(write):
    course = "meetings:\n  - {days: [fri, mon], time: 10:00}\n  - {days: [wed], time: 12:00}\n"

    table = weeks(write("- {id: a, title: A}\n", course).found.calendar)

    assert [day.strftime("%a") for day in table.columns] == ["Mon", "Wed", "Fri"]
    assert [week.number for week in table.weeks] == [1, 2, 3]


def test_weeks_that_begin_on_another_day(write):
    term = "title: T\ntimezone: UTC\nterm: {name: T, start: Tue 2026-01-13, end: 2026-01-27, week_start: tue}\n"

    table = weeks(write("- {id: a, title: A}\n", "meetings: {days: [mon, tue]}\n", term).found.calendar)

    assert [(week.number, week.first, week.last) for week in table.weeks] == [
        (1, date(2026, 1, 13), date(2026, 1, 19)),
        (2, date(2026, 1, 20), date(2026, 1, 26)),
        (3, date(2026, 1, 27), date(2026, 2, 2)),
    ]
    assert [day.strftime("%a") for day in table.columns] == ["Tue", "Mon"]


def test_moved_entry_stays_at_its_old_place_too(write):
    schedule = """
        - {id: near, title: N, moved_from: 2026-03-04, date: 2026-03-05, time: 16:00}
        - {id: far, title: F, moved_from: 2026-03-09, date: 2026-03-17, time: 16:00}
        """

    found = weeks(write(schedule).found.calendar).weeks

    assert [event.anchor for event in found[0].cells[1].away] == ["near"]
    assert [event.anchor for event in found[0].cells[1].events] == ["near"]
    assert [event.anchor for event in found[1].cells[0].away] == ["far"]
    assert found[1].cells[0].events == ()
    assert [event.anchor for event in found[2].cells[0].events] == ["far"]


def test_spans_choices_and_weeks_are_strips_of_their_weeks(write):
    schedule = """
        - {id: span, title: S, date: 2026-03-05..2026-03-10}
        - {id: week, title: W, date: week 2}
        - {id: tba, title: T, date: TBA}
        """

    table = weeks(write(schedule).found.calendar)

    assert [[event.anchor for event in week.strips] for week in table.weeks] == [["span"], ["span", "week"], []]
    assert [event.anchor for event in table.rest] == ["tba"]


def test_day_off_without_a_row_is_not_shown(write):
    course = MEETINGS + "days_off:\n  - {date: 2026-03-04, show: no}\n  - {date: 2026-03-09, reason: Fair}\n"

    found = weeks(write("- {id: a, title: A}\n", course).found.calendar).weeks

    assert [[item.reason for item in cell.off] for week in found for cell in week.cells] == [
        [],
        [],
        ["Fair"],
        [],
        [],
        [],
    ]


def test_work_stands_in_its_weeks_and_runs_between(write):
    table = weeks(write("- {id: a, title: A}\n", assignments=WORK).found.calendar)

    told = [[f"{mark.what} {mark.deadline.assignment.id}" for mark in week.marks] for week in table.weeks]
    assert told == [["released long"], ["opens short", "due short"], ["closes short", "due long"]]
    assert [[item.assignment.id for item in week.running] for week in table.weeks] == [[], ["long"], []]
    assert [mark.deadline.assignment.id for mark in table.later] == ["open"]


def test_what_runs_on_a_day(write):
    found = write("- {id: a, title: A}\n", assignments=WORK).found.calendar
    day = date(2026, 3, 10)

    assert [item.assignment.id for item in running(found, day, day)] == ["short", "long"]


def test_release_that_an_entry_presents_is_left_to_the_entry(write):
    work = "- {id: w, title: W, released: with a, due: 2026-03-10}\n"

    alone = write("- {id: a, title: A}\n", assignments=work)
    presented = write("- {id: a, title: A, assignment: w}\n", assignments=work)

    assert [mark.what for mark in marks(alone.found.calendar)] == ["released", "due"]
    assert [mark.what for mark in marks(presented.found.calendar)] == ["due"]


def test_work_beyond_the_term_has_weeks_of_its_own(write):
    work = "- {id: w, title: W, due: 2026-04-02}\n- {id: v, title: V, due: 2026-02-27}\n"

    table = weeks(write("- {id: a, title: A}\n", assignments=work).found.calendar)

    assert [week.number for week in table.weeks] == [0, 1, 2, 3, 5]
    assert table.weeks[0].cells == table.weeks[4].cells == ()


def test_list_by_week_has_everything_in_order(write):
    schedule = "- {id: a, title: A}\n- {id: b, title: B}\n- {id: n, title: N, date: none}\n"

    found = blocks(
        write(schedule, MEETINGS + "days_off: {date: 2026-03-04, reason: Fair}\n", assignments=WORK).found.calendar
    )

    assert [(block.week, shown(block)) for block in found] == [
        (1, [["a"], "released long", "Fair"]),
        (2, [["b"], "opens short", "due short"]),
        (3, ["closes short", "due long"]),
        (None, [["n"], "due open"]),
    ]


GROUPED = """
- {id: zero, title: Zero}
- title: One
  id: one
  assignments: [short]
  entries:
    - {id: a, title: A}
    - title: Inner
      entries: [{id: b, title: B}]
- title: Two
  entries: [{id: c, title: C}]
"""


def test_list_by_group_holds_days_off_and_work(write):
    calendar = write(
        GROUPED, MEETINGS + "days_off: {date: 2026-03-11, reason: Fair}\n", assignments=WORK
    ).found.calendar

    told = [(block.group.title if block.group else None, block.depth, shown(block)) for block in blocks(calendar)]

    assert told == [
        (None, 0, [["zero"], "released long"]),
        ("One", 0, [["a"], "opens short", "due short", "closes short"]),
        ("Inner", 1, [["b"], "Fair"]),
        ("Two", 0, [["c"], "due long", "due open"]),
    ]


def test_one_group_alone(write):
    found = blocks(write(GROUPED, assignments=WORK).found.calendar, group="one")

    assert [block.group.title for block in found] == ["One", "Inner"]


def test_group_says_things_for_all_its_entries(write):
    schedule = """
        - title: Labs
          kind: lab
          place: Lab 3
          entries:
            - {id: a, title: A}
            - {id: b, title: B, place: Lab 4}
            - {title: Inner, mode: online, entries: [{id: c, title: C, kind: lecture}]}
        """

    events = write(schedule).found.calendar.events

    assert [(event.entry.kind, event.place, event.mode) for event in events] == [
        ("lab", "Lab 3", None),
        ("lab", "Lab 4", None),
        ("lecture", "Lab 3", "online"),
    ]


DAYS = """
- title: Day 1
  date: 2026-03-05
  start: 09:00
  entries:
    - {id: open, title: Opening, duration: 30 min}
    - {id: pause, title: Coffee, kind: break, duration: 15 min}
    - {id: x, title: X, time: 10:00-11:00, track: Left}
    - {id: y, title: Y, time: 10:00-12:00, track: Right}
    - {id: z, title: Z, duration: 1 h, track: Left}
    - {id: end, title: Party, time: 18:00-}
"""


def test_whole_day_by_the_hour_with_tracks(write):
    found = write(DAYS, "").found.calendar

    (day,), loose, later = programme(found)

    assert view(found, None) == "days"
    assert (day.day, [group.title for group in day.groups], day.tracks) == (
        date(2026, 3, 5),
        ["Day 1"],
        ("Left", "Right"),
    )
    assert [(hour.span, [[event.anchor for event in cell] for cell in hour.cells]) for hour in day.hours] == [
        (2, [["open"]]),
        (2, [["pause"]]),
        (1, [["x"], ["y"]]),
        (1, [["z"], []]),
        (2, [["end"]]),
    ]
    assert (loose, later) == ((), ())


def test_entries_of_a_day_follow_each_other(write):
    assert write(DAYS, "").days == {
        "open": "Thu 2026-03-05 09:00-09:30",
        "pause": "Thu 2026-03-05 09:30-09:45",
        "x": "Thu 2026-03-05 10:00-11:00",
        "y": "Thu 2026-03-05 10:00-12:00",
        "z": "Thu 2026-03-05 11:00-12:00",
        "end": "Thu 2026-03-05 18:00",
    }


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu"])
def test_whole_day_in_any_zone(write, zone):
    term = f"title: T\ntimezone: {zone}\nterm: {{name: T}}\n"

    (event, *_) = write(DAYS, "", term).found.calendar.events

    assert event.timing.start.isoformat() == f"2026-03-05T09:00:00{'+00:00' if zone == 'UTC' else '+05:45'}"


def test_draft_keeps_its_meeting_and_is_not_shown(write):
    found = write(
        "- {id: a, title: A, draft: yes}\n- {id: b, title: B}\n", assignments="- {id: w, title: W, draft: yes}\n"
    )

    assert found.days == {"b": "Wed 2026-03-04 10:00-11:30"}
    assert found.dues == {}
