"""Dates that are counted from others."""

import pytest

SCHEDULE = """
- {id: a, title: A}
- {id: b, title: B}
- {id: c, title: C}
- {id: x, title: X, kind: exam, date: 2026-03-16}
"""


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ("2026-03-07", "Sat 2026-03-07"),
        ("week 2 thu 23:59", "Thu 2026-03-12 23:59"),
        ("week 2", "week 2-2"),
        ("8 days after a 23:59", "Tue 2026-03-10 23:59"),
        ("1 week after a", "Mon 2026-03-09"),
        ("day before b 18:00", "Tue 2026-03-03 18:00"),
        ("2 hours before b", "Wed 2026-03-04 08:00"),
        ("30 minutes after end of b", "Wed 2026-03-04 12:00"),
        ("before b", "Wed 2026-03-04 10:00"),
        ("after b", "Wed 2026-03-04 11:30"),
        ("with b", "Wed 2026-03-04 10:00"),
        ("end of b", "Wed 2026-03-04 11:30"),
        ("with b 12:00", "Wed 2026-03-04 12:00"),
        ("next class after a", "Wed 2026-03-04 10:00"),
        ("3 classes after a", "Wed 2026-03-11 10:00"),
        ("2 classes before x 08:00", "Mon 2026-03-09 08:00"),
        ("end of term 23:59", "Fri 2026-03-20 23:59"),
        ("2 days after start of term", "Wed 2026-03-04"),
        ("1 week after other", "Fri 2026-03-13"),
        ("2 days after release of other", "Wed 2026-03-04"),
        ("due of other", "Fri 2026-03-06 12:00"),
        ("TBA", "TBA"),
        ("about 2026-04-01", "TBA 2026-04-01"),
    ],
)
def test_due_date_is_counted(write, due, told):
    work = f"- {{id: w, title: W, due: {due}}}\n- {{id: other, title: O, released: with a, due: 2026-03-06 12:00}}\n"

    assert write(SCHEDULE, assignments=work).dues["w"] == [told]


def test_everything_moves_with_the_term(write):
    schedule = "- {id: a, title: A}\n- {id: g, title: G, date: week 2 thu, time: 16:00}\n"
    work = "- {id: w, title: W, released: with a, due: 8 days after a 23:59}\n"
    later = "title: T\ntimezone: Europe/Berlin\nterm: {name: T, start: 2026-09-07, end: 2026-09-25}\n"

    now, then = write(schedule, assignments=work), write(schedule, term=later, assignments=work)

    assert (now.days, now.dues) == (
        {"a": "Mon 2026-03-02 10:00-11:30", "g": "Thu 2026-03-12 16:00"},
        {"w": ["Tue 2026-03-10 23:59"]},
    )
    assert (then.days, then.dues) == (
        {"a": "Mon 2026-09-07 10:00-11:30", "g": "Thu 2026-09-17 16:00"},
        {"w": ["Tue 2026-09-15 23:59"]},
    )


def test_hours_are_counted_over_a_change_of_the_clock(write):
    schedule = "- {id: a, title: A, date: Sun 2026-03-29, time: 01:00-01:30}\n"
    work = "- {id: w, title: W, due: 24 hours after start of a}\n"

    assert write(schedule, assignments=work).dues["w"] == ["Mon 2026-03-30 02:00"]


def test_entry_that_is_counted_from_a_pinned_one_takes_its_meeting(write):
    found = write("- {id: p, title: P, date: 2026-03-02}\n- {id: q, title: Q, date: 1 week after p}\n" + SCHEDULE[1:60])

    assert found.days == {
        "p": "Mon 2026-03-02 10:00-11:30",
        "a": "Wed 2026-03-04 10:00-11:30",
        "q": "Mon 2026-03-09 10:00-11:30",
        "b": "Wed 2026-03-11 10:00-11:30",
        "c": "Mon 2026-03-16 10:00-11:30",
    }


def test_entry_that_is_counted_from_a_poured_one(write):
    found = write(SCHEDULE + "- {id: p, title: P, date: day after b, time: 16:00}\n")

    assert found.days["p"] == "Thu 2026-03-05 16:00"


def test_several_due_times_with_credit_and_repetitions(write):
    work = """
        - {id: p, title: P, due: [{date: week 1 fri 17:00, credit: 105}, {date: week 2 fri 17:00}]}
        - {id: s, title: Survey <n>, repeat: "1-2, 4", released: week <n> tue, due: week <n> sun 23:59}
        - {id: q, title: "Before <title>", repeat: lecture, due: day before <id> 20:00}
        """
    found = write("- {id: a, title: A}\n- {id: b, title: B}\n", assignments=work)

    assert found.dues == {
        "q_a": ["Sun 2026-03-01 20:00"],
        "q_b": ["Tue 2026-03-03 20:00"],
        "p": ["Fri 2026-03-06 17:00", "Fri 2026-03-13 17:00"],
        "s_1": ["Sun 2026-03-08 23:59"],
        "s_2": ["Sun 2026-03-15 23:59"],
        "s_4": ["Sun 2026-03-29 23:59"],
    }
    titles = {deadline.assignment.id: deadline.assignment.title for deadline in found.found.calendar.deadlines}
    assert (titles["s_4"], titles["q_b"]) == ("Survey 4", "Before B")


def test_milestones_have_what_their_project_says(write):
    work = """
        - id: p
          title: Project
          team: in pairs
          hand_in: Forge
          milestones:
            - {id: m1, title: First, due: 2026-03-06}
            - {id: m2, title: Second, due: 1 week after m1, team: alone}
        """
    found = write(SCHEDULE, assignments=work)

    told = {
        item.assignment.id: (item.assignment.team, item.assignment.hand_in) for item in found.found.calendar.deadlines
    }
    assert found.dues == {"m1": ["Fri 2026-03-06"], "m2": ["Fri 2026-03-13"], "p": []}
    assert told == {"p": ("in pairs", "Forge"), "m1": ("in pairs", "Forge"), "m2": ("alone", "Forge")}


@pytest.mark.parametrize(
    ("schedule", "work", "messages"),
    [
        pytest.param(
            "- {id: a, title: A, date: 1 day after aa}\n",
            "[]",
            [
                "data/schedule.yml:1:27: error: a.date: there is no entry or assignment `aa`; did you mean `a`?",
            ],
            id="dangling",
        ),
        pytest.param(
            "- {id: a, title: A, date: after z}\n",
            "[]",
            ["data/schedule.yml:1:27: error: a.date: there is no entry `z`; write one of: a"],
            id="waiting for nothing",
        ),
        pytest.param(
            "- {id: a, title: A, date: 1 day after b}\n- {id: b, title: B, date: 1 day after a}\n",
            "[]",
            [
                "data/schedule.yml:2:27: error: b.date: `b` is counted from `a`, and `a` in data/schedule.yml:1 "
                "from `b`; give one of them a date"
            ],
            id="circle of two",
        ),
        pytest.param(
            "- {id: a, title: A, date: 1 day after a}\n",
            "[]",
            ["data/schedule.yml:1:27: error: a.date: `a` is counted from itself; give it a date"],
            id="circle of one",
        ),
        pytest.param(
            "- {id: a, title: A}\n",
            "- {id: v, title: V, due: 1 day after w}\n- {id: w, title: W, due: 1 day after v}\n",
            [
                "data/assignments.yml:1:26: error: v.due: `v` is counted from `w`, and `w` in "
                "data/assignments.yml:2 from `v`; give one of them a date"
            ],
            id="circle of assignments",
        ),
        pytest.param(
            "- {id: a, title: A, date: 1 day after w}\n",
            "- {id: w, title: W, due: 1 day after a}\n",
            [
                "data/schedule.yml:1:27: error: a.date: `a` is counted from `w`, and `w` in data/assignments.yml:1 "
                "from `a`; give one of them a date"
            ],
            id="circle of an entry and an assignment",
        ),
        pytest.param(
            "- {id: a, title: A, date: none}\n",
            "- {id: w, title: W, due: 1 day after a}\n",
            [
                "data/assignments.yml:1:26: error: w.due: `a` has no day to count from; give it one, or write a date "
                "here",
            ],
            id="counted from what has no day",
        ),
        pytest.param(
            "- {id: a, title: A}\n",
            "- {id: w, title: W, due: 9 classes after a}\n",
            ["data/assignments.yml:1:26: error: w.due: there are not 9 classes after `a`; write a date"],
            id="more classes than there are",
        ),
        pytest.param(
            "- {id: a, title: A}\n",
            "- {id: w, title: W, due: due of a}\n",
            [
                "data/assignments.yml:1:26: error: w.due: `a` is an entry of the schedule, which has no due; write "
                "`start of a` or `end of a`"
            ],
            id="due of an entry",
        ),
        pytest.param(
            "- {id: a, title: A}\n",
            "- {id: w, title: W, due: 1 day after v}\n- {id: v, title: V}\n",
            [
                "data/assignments.yml:1:26: error: w.due: `v` has no due date to count from; give it one, or write a "
                "date here"
            ],
            id="assignment without a due date",
        ),
        pytest.param(
            "- {id: a, title: A, date: 2026-03-03..2026-03-05}\n",
            "- {id: w, title: W, due: 2 hours after a}\n",
            [
                "data/assignments.yml:1:26: error: w.due: `a` has no hour, so that hours cannot be counted from it; "
                "write days, or a date"
            ],
            id="hours from whole days",
        ),
        pytest.param(
            "- {id: term, title: A}\n",
            "[]",
            ["data/schedule.yml:1:8: error: term.id: `term` means the term itself in dates; write another id"],
            id="entry with the name of the term",
        ),
    ],
)
def test_date_that_cannot_be_counted_is_told_once(write, schedule, work, messages):
    found = write(schedule, assignments=work).messages

    assert [message for message in found if "hint:" not in message] == messages


def test_dates_from_a_term_without_dates(write):
    found = write(
        "- {id: a, title: A}\n",
        course="",
        term="title: T\ntimezone: UTC\nterm: {name: T}\n",
        assignments="- {id: v, title: V, due: end of term}\n- {id: w, title: W, due: week 5 fri}\n",
    )

    assert found.messages == [
        "data/assignments.yml:1:26: error: v.due: the term has no dates; write `start` and `end` of `term` in "
        "data/course.yml"
    ]
    assert found.dues["w"] == ["week 5-5"]


def test_hours_stay_the_same_where_they_are_written_for_several_days(write):
    assert write("- {id: x, title: X, date: 2026-03-09 or 2026-03-10, time: 09:00-10:00}\n").days["x"] == (
        "Mon 2026-03-09 or Tue 2026-03-10 09:00-10:00"
    )


@pytest.mark.parametrize(
    ("work", "messages"),
    [
        pytest.param(
            "- {id: w, title: W, due: week <n> sun}\n",
            [
                "data/assignments.yml:1:26: error: w.due: `week <n> sun`: what is in < > is only filled in by "
                "`repeat`; write a number or an id, or add `repeat`"
            ],
            id="blank that nothing fills",
        ),
        pytest.param(
            "- {id: w, title: W, repeat: 3, due: week <n> sun}\n",
            [
                "data/assignments.yml:1:18: warning: w.title: would be the same in every repetition; write `<n>` "
                "where its number belongs"
            ],
            id="repetitions of one title",
        ),
        pytest.param(
            "- {id: w, title: W, due: 2026-03-10, closes: 2026-03-09}\n",
            [
                "data/assignments.yml:1:46: warning: w.closes: closes on Mon 2026-03-09, before it is due on Tue "
                "2026-03-10; "
                "write a later date"
            ],
            id="closes before it is due",
        ),
        pytest.param(
            "- {id: w, title: W, due: [2026-03-10, 2026-03-09]}\n",
            [
                "data/assignments.yml:1:26: warning: w.due: the due times are not in order; write the earliest first",
            ],
            id="due times out of order",
        ),
        pytest.param(
            "- {id: w, title: W, due: 2026-03-10, was: 2026-03-10}\n",
            [
                "data/assignments.yml:1:43: warning: w.was: is the same as the due date; write the one that was "
                "announced before, or delete `was`"
            ],
            id="earlier date that is the due date",
        ),
    ],
)
def test_due_dates_that_do_not_agree(write, work, messages):
    found = write("- {id: a, title: A}\n", assignments=work).messages

    assert [message for message in found if "hint:" not in message] == messages


def test_a_long_chain_is_counted(write):
    work = "- {id: w0, title: W, due: 2026-03-02}\n"
    work += "".join(f"- {{id: w{n}, title: W, due: 1 day after w{n - 1}}}\n" for n in range(1, 16))

    assert write("- {id: a, title: A}\n", assignments=work).dues["w15"] == ["Tue 2026-03-17"]


def test_repetition_leaves_out_what_is_not_meant(write):
    schedule = "- {id: a, title: A}\n- {id: b, title: B}\n- {id: c, title: C}\n"
    work = "- {id: q, title: Q <n>, repeat: 'lecture, not b', due: with <id>}\n"

    assert [*write(schedule, assignments=work).dues] == ["q_a", "q_c"]


def test_chain_of_hundreds_is_counted_or_told(write):
    """In order every date is known when the next one needs it; the other way round it is too deep."""
    first = "- {id: w0, title: W, due: 2026-03-02, released: 2026-03-01}\n"
    rest = [f"- {{id: w{n}, title: W, due: 1 hour after due of w{n - 1}}}\n" for n in range(1, 400)]

    forward = write(
        "- {id: a, title: A}\n", assignments=first.replace("2026-03-02", "2026-03-02 00:00") + "".join(rest)
    )
    backward = write("- {id: a, title: A}\n", assignments="".join(reversed(rest)) + first)

    assert forward.dues["w399"] == ["Wed 2026-03-18 15:00"]
    assert any("hangs on more than 100 others" in message for message in backward.messages)
