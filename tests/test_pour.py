"""Entries fall into meetings: patterns, days off, make-up days, pins, moves, cancellations."""

import pytest

from tests.conftest import MEETINGS

THREE = "- {id: a, title: A}\n- {id: b, title: B}\n- {id: c, title: C}\n"


def test_day_off_moves_what_follows(write):
    plain, lost = write(THREE), write(THREE, MEETINGS + "days_off: {date: 2026-03-04}\n")

    assert plain.days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "b": "Wed 2026-03-04 10:00-11:30",
        "c": "Mon 2026-03-09 10:00-11:30",
    }
    assert lost.days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "b": "Mon 2026-03-09 10:00-11:30",
        "c": "Wed 2026-03-11 10:00-11:30",
    }


def test_kinds_take_the_meetings_that_are_for_them(write):
    course = """
        meetings:
          - {days: [mon], time: 10:00-11:30}
          - {days: [fri], time: 14:00-16:00, kinds: [lab, tutorial], place: Lab 3}
        """
    schedule = """
        - {id: l1, title: L1, kind: lab}
        - {id: a, title: A}
        - {id: t1, title: T1, kind: tutorial}
        - {id: b, title: B}
        - {id: l2, title: L2, kind: lab}
        """

    assert write(schedule, course).days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "l1": "Fri 2026-03-06 14:00-16:00",
        "b": "Mon 2026-03-09 10:00-11:30",
        "t1": "Fri 2026-03-13 14:00-16:00",
        "l2": "Fri 2026-03-20 14:00-16:00",
    }


def test_day_off_for_some_kinds_alone(write):
    course = """
        meetings:
          - {days: [mon], time: 10:00-11:30}
          - {days: [mon], time: 14:00-16:00, kinds: [lab]}
        days_off: {date: 2026-03-02, kinds: [lab]}
        """

    found = write("- {id: a, title: A}\n- {id: l1, title: L1, kind: lab}\n", course)

    assert found.days == {"a": "Mon 2026-03-02 10:00-11:30", "l1": "Mon 2026-03-09 14:00-16:00"}


def test_change_of_hours_in_mid_term(write):
    course = """
        meetings:
          - {days: [mon], time: 10:00-11:30, place: Hall 1, until: 2026-03-08}
          - {days: [mon], time: 12:00-13:30, place: Hall 2, since: 2026-03-09}
        """

    found = write(THREE, course)

    assert [event.place for event in found.found.calendar.events] == ["Hall 1", "Hall 2", "Hall 2"]
    assert found.days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "b": "Mon 2026-03-09 12:00-13:30",
        "c": "Mon 2026-03-16 12:00-13:30",
    }


@pytest.mark.parametrize(
    ("weeks", "days"),
    [
        ("odd", ["Mon 2026-03-02", "Mon 2026-03-16"]),
        ("even", ["Mon 2026-03-09"]),
        ('"1, 3"', ["Mon 2026-03-02", "Mon 2026-03-16"]),
    ],
)
def test_meeting_of_some_weeks(write, weeks, days):
    schedule = "".join(f"- {{id: e{n}, title: E}}\n" for n, _ in enumerate(days))

    assert [*write(schedule, f"meetings: {{days: mon, weeks: {weeks}}}\n").days.values()] == days


def test_meeting_without_hours_or_without_an_end_invents_none(write):
    course = "meetings:\n  - {days: [mon]}\n  - {days: [tue], time: 10:00}\n"

    assert write("- {id: a, title: A}\n- {id: b, title: B}\n", course).days == {
        "a": "Mon 2026-03-02",
        "b": "Tue 2026-03-03 10:00",
    }


def test_makeup_day_follows_another_weekday(write):
    course = (
        MEETINGS + "days_off: {date: 2026-03-09}\nmakeup_days: {date: 2026-03-12, follows: mon, note: As on Monday}\n"
    )

    found = write("".join(f"- {{id: e{n}, title: E}}\n" for n in range(4)), course)

    assert [*found.days.values()] == [
        "Mon 2026-03-02 10:00-11:30",
        "Wed 2026-03-04 10:00-11:30",
        "Wed 2026-03-11 10:00-11:30",
        "Thu 2026-03-12 10:00-11:30",
    ]
    assert found.found.calendar.events[3].note == "As on Monday"


def test_makeup_day_replaces_the_timetable_of_its_own_weekday(write):
    course = "meetings:\n  - {days: [mon], time: 10:00}\n  - {days: [wed], time: 14:00}\n"
    course += "makeup_days: {date: 2026-03-04, follows: mon}\n"

    assert write(THREE, course).days["b"] == "Wed 2026-03-04 10:00"


def test_makeup_day_with_hours_of_its_own(write):
    course = (
        MEETINGS + "days_off: {date: 2026-03-04}\nmakeup_days: {date: 2026-03-07, time: 09:00-10:30, place: Annex}\n"
    )

    found = write(THREE, course)

    assert found.days["b"] == "Sat 2026-03-07 09:00-10:30"
    assert found.found.calendar.events[1].place == "Annex"


def test_several_classes_in_one_meeting(write):
    assert write(THREE, "meetings: {days: [wed], time: 18:00-21:00, classes: 2}\n").days == {
        "a": "Wed 2026-03-04 18:00-21:00",
        "b": "Wed 2026-03-04 18:00-21:00",
        "c": "Wed 2026-03-11 18:00-21:00",
    }


def test_entry_over_several_meetings_has_a_sitting_in_each(write):
    found = write("- {id: a, title: A, classes: 2}\n- {id: b, title: B}\n")

    assert found.days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "a-2": "Wed 2026-03-04 10:00-11:30",
        "b": "Mon 2026-03-09 10:00-11:30",
    }


def test_several_entries_share_one_meeting(write):
    found = write(
        "- {id: q, title: Q, kind: quiz, date: with b, duration: 20 min}\n- {id: a, title: A}\n- {id: b, title: B}\n"
    )

    assert found.days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "q": "Wed 2026-03-04 10:00-11:30",
        "b": "Wed 2026-03-04 10:00-11:30",
    }


def test_pinned_entry_takes_its_meeting_and_holds_nobody_up(write):
    found = write("- {id: x, title: X, date: Mon 2026-03-09}\n" + THREE)

    assert found.days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "b": "Wed 2026-03-04 10:00-11:30",
        "x": "Mon 2026-03-09 10:00-11:30",
        "c": "Wed 2026-03-11 10:00-11:30",
    }


def test_entry_that_comes_after_another_waits_with_all_that_follow(write):
    found = write(
        "- {id: a, title: A}\n- {id: mid, title: M, date: 2026-03-11}\n"
        "- {id: b, title: B, date: after mid}\n- {id: c, title: C}\n"
    )

    assert found.days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "mid": "Wed 2026-03-11 10:00-11:30",
        "b": "Mon 2026-03-16 10:00-11:30",
        "c": "Wed 2026-03-18 10:00-11:30",
    }


def test_moved_entry_leaves_its_old_meeting_empty(write):
    found = write("- {id: g, title: G, moved_from: 2026-03-04, date: 2026-03-05, time: 16:00}\n" + THREE)

    assert found.days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "g": "Thu 2026-03-05 16:00",
        "b": "Mon 2026-03-09 10:00-11:30",
        "c": "Wed 2026-03-11 10:00-11:30",
    }


def test_moved_entry_whose_old_day_was_no_meeting(write):
    found = write("- {id: g, title: G, moved_from: 2026-03-03, date: 2026-03-05, time: 16:00}\n")

    assert [message for message in found.messages if "hint" not in message] == []


@pytest.mark.parametrize(
    ("cancelled", "next_day"),
    [("slot stays empty", "Wed 2026-03-04 10:00-11:30"), ("rest moves up", "Mon 2026-03-02 10:00-11:30")],
)
def test_cancelled_entry_says_whether_the_rest_moves_up(write, cancelled, next_day):
    found = write(f"- {{id: x, title: X, cancelled: {cancelled}}}\n- {{id: a, title: A}}\n")

    assert found.days == {"x": "Mon 2026-03-02 10:00-11:30", "a": next_day}


def test_dates_that_are_no_day_take_no_meeting(write):
    found = write("""
        - {id: span, title: S, date: 2026-03-05..2026-03-10}
        - {id: choice, title: C, date: 2026-03-09 or 2026-03-10}
        - {id: week, title: W, date: week 2}
        - {id: tba, title: T, date: TBA, duration: 100 min}
        - {id: about, title: T, date: about 2026-04-01}
        - {id: none, title: N, date: none}
        - {id: a, title: A}
        """)

    assert found.days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "span": "Thu 2026-03-05..2026-03-10",
        "choice": "Mon 2026-03-09 or Tue 2026-03-10",
        "week": "week 2-2",
        "about": "TBA 2026-04-01",
        "tba": "TBA",
        "none": "",
    }


def test_course_without_meetings_is_numbered_without_dates(write):
    found = write(
        "- {id: a, title: A}\n- {id: b, title: B, number: 2A}\n- {id: c, title: C, number: 2B}\n- {id: d, title: D}\n",
        course="",
        term="title: T\ntimezone: UTC\nterm: {name: Self-paced}\n",
    )

    assert [(event.entry.id, event.number, event.timing.day) for event in found.found.calendar.events] == [
        ("a", "1", None),
        ("b", "2A", None),
        ("c", "2B", None),
        ("d", "3", None),
    ]
    assert found.messages == []


def test_kinds_may_share_one_count(write):
    course = MEETINGS + "kinds: {lecture: {numbered: yes}, exam: {numbered: yes, counted_with: lecture}}\n"

    found = write("- {id: a, title: A}\n- {id: x, title: X, kind: exam}\n- {id: b, title: B}\n", course)

    assert [event.number for event in found.found.calendar.events] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("schedule", "course", "message"),
    [
        pytest.param(
            "- {id: a, title: A, classes: 5}\n- {id: b, title: B, classes: 2}\n",
            MEETINGS,
            "data/schedule.yml:2:3: error: b: the schedule needs 2 more meetings than there are: none is left for "
            "`b`; delete entries or days of `days_off`, or end the term later",
            id="too few meetings",
        ),
        pytest.param(
            "- {id: a, title: A, classes: 4}\n",
            MEETINGS,
            "data/course.yml:6:11: hint: meetings: 2 meetings without an entry: Mon 2026-03-16, Wed 2026-03-18; "
            "add entries to the schedule, or list the days under `days_off`",
            id="meetings to spare",
        ),
        pytest.param(
            "- {id: a, title: A}\n",
            "meetings: {days: mon, kinds: [lab]}\n",
            "data/schedule.yml:1:3: error: a: no weekly meeting is for entries of kind `lecture`, such as `a`; "
            "name the kind in `kinds` of a meeting in data/course.yml, or write `date: none`",
            id="no meeting for a kind",
        ),
        pytest.param(
            "- {id: a, title: A, date: 2026-03-02}\n- {id: b, title: B, date: 2026-03-02}\n",
            MEETINGS,
            "data/schedule.yml:2:27: error: b.date: the meeting of Mon 2026-03-02 is already taken by `a` in "
            "data/schedule.yml:1; write another date, `date: with a` to share it, or a `time` that does not overlap",
            id="two in one meeting",
        ),
        pytest.param(
            "- {id: a, title: A, date: after b}\n- {id: b, title: B}\n",
            MEETINGS,
            "data/schedule.yml:1:27: error: a.date: hangs on `b`, which comes later in the schedule; move `b` "
            "above it, or give `b` a date",
            id="after one that comes later",
        ),
        pytest.param(
            "- {id: a, title: A}\n",
            MEETINGS + "makeup_days: {date: 2026-03-07}\n",
            "data/course.yml:7:14: error: makeup_days: it is not said which classes are on that day; write "
            "`follows: wed` for those of a weekday, or a `time`",
            id="make-up day without meetings",
        ),
        pytest.param(
            "- {id: a, title: A, date: Sun 2026-03-29, time: 02:30-03:30}\n",
            MEETINGS,
            "data/schedule.yml:1:49: error: a.time: there is no 02:30 on Sun 2026-03-29, since the clocks go forward "
            "over it; "
            "write an hour before or after",
            id="hour that the clock leaves out",
        ),
    ],
)
def test_what_does_not_fit_is_told(write, schedule, course, message):
    messages = write(schedule, course).messages

    assert [told for told in messages if "hint" in message or "hint" not in told] == [message]


def test_every_sitting_has_the_place_of_its_own_meeting(write):
    course = "meetings:\n  - {days: mon, time: 10:00, place: Hall 1}\n  - {days: wed, time: 14:00, place: Hall 2}\n"

    events = write("- {id: a, title: A, classes: 2}\n", course).found.calendar.events

    assert [(event.anchor, event.place) for event in events] == [("a", "Hall 1"), ("a-2", "Hall 2")]


def test_entry_that_is_counted_from_a_poured_one_is_not_overtaken(write):
    found = write("- {id: a, title: A}\n- {id: q, title: Q, date: next class after a}\n- {id: b, title: B}\n")

    assert found.days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "q": "Wed 2026-03-04 10:00-11:30",
        "b": "Mon 2026-03-09 10:00-11:30",
    }


def test_chain_of_pins_in_any_order(write):
    schedule = "- {id: c, title: C, date: 1 week after b}\n- {id: b, title: B, date: 1 week after a}\n"

    assert write(schedule + "- {id: a, title: A, date: 2026-03-02}\n").days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "b": "Mon 2026-03-09 10:00-11:30",
        "c": "Mon 2026-03-16 10:00-11:30",
    }


def test_classes_are_counted_where_they_are_held(write):
    schedule = "- {id: a, title: A}\n- {id: g, title: G, moved_from: 2026-03-04, date: 2026-03-05, time: 16:00}\n"

    assert write(schedule, assignments="- {id: w, title: W, due: next class after a}\n").dues["w"] == [
        "Mon 2026-03-09 10:00"
    ]


def test_day_off_for_a_kind_reaches_the_meeting_that_names_no_kinds(write):
    course = MEETINGS + "days_off: {date: 2026-03-02, kinds: [lecture]}\n"

    assert write("- {id: a, title: A}\n", course).days == {"a": "Wed 2026-03-04 10:00-11:30"}


def test_moved_class_empties_the_meeting_of_its_old_hour_alone(write):
    course = "meetings:\n  - {days: mon, time: 10:00-11:00}\n  - {days: mon, time: 14:00-15:00}\n"
    schedule = "- {id: g, title: G, moved_from: 2026-03-02 10:00, date: 2026-03-03, time: 16:00}\n- {id: a, title: A}\n"

    assert write(schedule, course).days["a"] == "Mon 2026-03-02 14:00-15:00"


@pytest.mark.parametrize(
    ("schedule", "message"),
    [
        pytest.param(
            "- {id: g, title: G, moved_from: 2026-03-03, date: 2026-03-05, time: 16:00}\n",
            "data/schedule.yml:1:33: hint: g.moved_from: there is no meeting on Tue 2026-03-03 to move away from; "
            "write `Mon 2026-03-02` or `Wed 2026-03-04`, unless it had hours of its own",
            id="moved from a day without a meeting",
        ),
        pytest.param(
            "- {id: a, title: A, classes: 3, date: 2026-03-16}\n",
            "data/schedule.yml:1:30: error: a.classes: takes 3 meetings, and only 2 are free from Mon 2026-03-16 on; "
            "write "
            "fewer, or an earlier date",
            id="pinned with too few meetings behind it",
        ),
        pytest.param(
            "- {id: a, title: A, date: week 20}\n",
            "data/schedule.yml:1:27: warning: a.date: `week 20` is not in the term, which has weeks 1 to 3; "
            "write one of these, or a date",
            id="week that the term does not have",
        ),
        pytest.param(
            "- {title: D, date: 2026-03-05, entries: [{id: a, title: A, duration: 30 min}]}\n",
            "data/schedule.yml:1:70: warning: D.entries.a.duration: its start is unknown, as the entry above has "
            "no end; write `time` here, or `start` for the group",
            id="length without an hour",
        ),
        pytest.param(
            "- {id: a, title: A, time: 10:00-11:00, duration: 90 min}\n",
            "data/schedule.yml:1:50: error: a.duration: does not agree with `time`; delete one of the two",
            id="length that is not that of the hours",
        ),
        pytest.param(
            "- {id: a, title: A, note: '[x](nowhere.md)'}\n",
            "data/schedule.yml:1:27: error: a.note: a link in this text leads nowhere: there is no file "
            "docs/nowhere.md; add it, or "
            "write the path of another",
            id="link in a note",
        ),
    ],
)
def test_what_is_odd_is_told(write, schedule, message):
    assert message in write(schedule).messages
