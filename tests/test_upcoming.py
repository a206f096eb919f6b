from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from course.calendar.upcoming import upcoming

BERLIN = ZoneInfo("Europe/Berlin")
SCHEDULE = "- {id: a, title: A}\n- {id: b, title: B}\n- {id: c, title: C}\n"


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def next_of(found, moment):
    return upcoming(found.found.calendar, at(moment))


@pytest.mark.parametrize(
    ("moment", "held", "past"),
    [
        ("2026-03-02T09:00", ["a", "b", "c"], []),
        ("2026-03-02T11:29", ["a", "b", "c"], []),  # it is still on
        ("2026-03-02T11:30", ["b", "c"], ["a"]),
        ("2026-03-10T00:00", [], ["c", "b", "a"]),
    ],
)
def test_events_are_held_until_they_are_over(write, moment, held, past):
    found = next_of(write(SCHEDULE), moment)

    assert ([item.event.entry.id for item in found.held], [item.event.entry.id for item in found.past]) == (held, past)


def test_whole_term_has_a_first_and_a_last_moment(write):
    work = "- {id: w, title: W, due: 2026-03-25 12:00}\n"

    found = next_of(write(SCHEDULE, assignments=work), "2026-03-02T09:00")

    assert (found.first, found.last) == (at("2026-03-02T10:00"), at("2026-03-25T12:00"))


def test_course_without_dates_has_nothing_next(write):
    term = "title: T\ntimezone: UTC\nterm: {name: Always}\n"

    found = next_of(write(SCHEDULE, "", term=term), "2026-03-02T09:00")

    assert (found.held, found.past, found.owed, found.pauses, found.first, found.last) == ((), (), (), (), None, None)


@pytest.mark.parametrize(
    ("entry", "begins", "ends"),
    [
        ("date: 2026-03-03, time: 16:00-17:00", "2026-03-03T16:00", "2026-03-03T17:00"),
        ("date: 2026-03-03, time: '16:00'", "2026-03-03T16:00", "2026-03-03T18:00"),  # some end is taken
        ("date: 2026-03-03, time: '16:00-'", "2026-03-03T16:00", "2026-03-04T00:00"),
        ("date: 2026-03-03, time: TBA", "2026-03-03T00:00", "2026-03-04T00:00"),
        ("date: 2026-03-05..2026-03-06", "2026-03-05T00:00", "2026-03-07T00:00"),
        ("date: 2026-03-10 or 2026-03-12", "2026-03-10T00:00", "2026-03-13T00:00"),
    ],
)
def test_event_is_bounded_by_what_is_known_of_it(write, entry, begins, ends):
    found = write(f"- {{id: a, title: A, {entry}}}\n")

    (held,) = next_of(found, "2026-03-01T00:00").held

    assert (held.begins, held.ends) == (at(begins), at(ends))


def test_due_dates_and_tests_are_owed_in_order(write):
    course = (
        "meetings: {days: [mon, wed], time: 10:00-11:30}\n"
        "grading: [{id: exams, part: Exams, weight: 50}, {id: tasks, part: Tasks, weight: 50}]\n"
    )
    schedule = """
        - {id: exam, title: E, date: 2026-03-09, part: exams}
        - {id: gone, title: G, cancelled: rest moves up}
        """
    work = """
        - {id: day, title: A day, due: 2026-03-10, part: tasks}
        - {id: hour, title: An hour, due: [2026-03-04 12:00, 2026-03-06 12:00], part: tasks}
        - {id: never, title: Never, due: TBA, part: tasks}
        - {id: off, title: Off, due: 2026-03-05, cancelled: yes, part: tasks}
        """

    found = next_of(write(schedule, course, assignments=work), "2026-03-04T12:00")

    told = [((item.deadline or item.event).where[1], item.until) for item in found.owed]
    assert told == [(1, at("2026-03-06T12:00")), (0, at("2026-03-09T10:00")), (0, at("2026-03-11T00:00"))]


def test_days_off_are_told_where_a_class_would_be(write):
    course = """
        meetings: {days: [mon, wed], time: 10:00-11:30}
        days_off:
          - {date: 2026-03-09..2026-03-13, reason: Spring}
          - {date: 2026-03-16, show: no}
          - {date: 2026-03-18, kinds: lab}
        """

    found = next_of(write(SCHEDULE, course), "2026-03-02T09:00")

    assert [pause.begins for pause in found.pauses] == [at("2026-03-09T00:00"), at("2026-03-11T00:00")]


def test_day_off_of_one_section_is_no_pause(write):
    course = """
        sections:
          - {id: A, meetings: {days: mon, time: 09:00-10:00}, days_off: {date: 2026-03-09}}
          - {id: B, meetings: {days: mon, time: 10:00-11:00}}
        """

    assert next_of(write(SCHEDULE, course), "2026-03-02T09:00").pauses == ()


@pytest.mark.parametrize(
    ("zone", "built"), [("America/Los_Angeles", "2026-03-04T01:00"), ("Asia/Seoul", "2026-03-02T20:00")]
)
def test_office_hours_of_today_are_told_wherever_the_site_is_built(write, zone, built):
    """The moment of a build is in UTC, where it may be another day."""
    term = f"title: T\ntimezone: {zone}\nterm: {{name: T, start: 2026-03-02, end: 2026-03-06}}\n"
    staff = "- {name: TA 1, role: TA, office_hours: {days: tue, time: 17:30-18:00}}\n"
    found = write(SCHEDULE, term=term, staff=staff).found

    met = upcoming(found.calendar, datetime.fromisoformat(f"{built}+00:00")).met

    assert [item.time.day.isoformat() for item in met] == ["2026-03-03"]
