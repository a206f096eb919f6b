"""Sections: each is poured by itself, and whatever is said of a thing may differ in one."""

import pytest

from course.calendar.views import blocks, view, weeks

SECTIONS = """
sections:
  - {id: A, meetings: {days: [mon, wed], time: 10:00-11:30}, place: Hall 1}
  - {id: B, meetings: {days: [tue], time: 18:00-21:00, classes: 2}, mode: online, days_off: {date: 2026-03-10}}
"""


def test_every_section_has_its_own_dates(write):
    found = write("- {id: a, title: A}\n- {id: b, title: B}\n- {id: c, title: C}\n", SECTIONS)

    assert found.days == {
        "a/A": "Mon 2026-03-02 10:00-11:30",
        "a/B": "Tue 2026-03-03 18:00-21:00",
        "b/B": "Tue 2026-03-03 18:00-21:00",
        "b/A": "Wed 2026-03-04 10:00-11:30",
        "c/A": "Mon 2026-03-09 10:00-11:30",
        "c/B": "Tue 2026-03-17 18:00-21:00",
    }
    assert [(event.sections, event.number) for event in found.found.calendar.events[:3]] == [
        (("A",), "1"),
        (("B",), "1"),
        (("B",), "2"),
    ]


def test_section_merges_spreads_and_leaves_out(write):
    schedule = """
        - {id: a, title: A, by_section: {A: {classes: 2}}}
        - {id: b, title: B, by_section: {B: {date: with a}}}
        - {id: c, title: C, sections: [A]}
        - {id: d, title: D}
        """

    assert write(schedule, SECTIONS).days == {
        "a/A": "Mon 2026-03-02 10:00-11:30",
        "a-2/A": "Wed 2026-03-04 10:00-11:30",
        "a/B": "Tue 2026-03-03 18:00-21:00",
        "b/B": "Tue 2026-03-03 18:00-21:00",
        "d/B": "Tue 2026-03-03 18:00-21:00",
        "b/A": "Mon 2026-03-09 10:00-11:30",
        "c/A": "Wed 2026-03-11 10:00-11:30",
        "d/A": "Mon 2026-03-16 10:00-11:30",
    }


def test_what_all_sections_have_together_is_one_event(write):
    found = write("- {id: g, title: G, date: 2026-03-05, time: 17:00, place: Aula}\n", SECTIONS)

    (event,) = found.found.calendar.events
    assert (event.sections, event.place, event.mode) == ((), "Aula", None)


def test_everything_may_differ_in_a_section(write):
    schedule = """
        - id: a
          title: A
          people: [{name: One}]
          note: For all
          by_section:
            B: {title: Late, people: [{name: Two}], note: For some, place: Room 7, mode: hybrid, time: 19:00-20:00}
        """
    work = """
        - {id: w, title: W, due: 2026-03-06 12:00, hand_in: Forge, by_section: {B: {due: before a, hand_in: Mail}}}
        """
    found = write(schedule, SECTIONS, assignments=work)

    evening = next(event for event in found.found.calendar.events if event.sections == ("B",))
    assert (evening.entry.title, evening.entry.people[0].name, evening.entry.note) == (
        "Late",
        "Two",
        "For some",
    )
    assert (evening.place, evening.mode, evening.timing.start.isoformat()) == (
        "Room 7",
        "hybrid",
        "2026-03-03T19:00:00+01:00",
    )
    assert found.dues == {"w/B": ["Tue 2026-03-03 19:00"], "w/A": ["Fri 2026-03-06 12:00"]}
    hand_in = {deadline.sections: deadline.assignment.hand_in for deadline in found.found.calendar.deadlines}
    assert hand_in == {("B",): "Mail", ("A",): "Forge"}


def test_sections_share_the_meetings_of_the_course_for_other_kinds(write):
    course = """
        meetings: {days: [mon], time: 10:00-11:30}
        sections:
          - {id: A, meetings: {days: [thu], time: 08:00-10:00, kinds: [lab]}}
          - {id: B, meetings: {days: [fri], time: 08:00-10:00, kinds: [lab]}}
        """

    assert write("- {id: a, title: A}\n- {id: l, title: L, kind: lab}\n", course).days == {
        "a": "Mon 2026-03-02 10:00-11:30",
        "l/A": "Thu 2026-03-05 08:00-10:00",
        "l/B": "Fri 2026-03-06 08:00-10:00",
    }


def test_day_off_and_makeup_day_of_some_sections(write):
    course = SECTIONS + "days_off: {date: 2026-03-02, sections: [A]}\n"
    course += "makeup_days: {date: 2026-03-07, time: 09:00-10:00, sections: [A]}\n"

    found = write("- {id: a, title: A}\n- {id: b, title: B}\n", course)

    assert found.days["a/A"] == "Wed 2026-03-04 10:00-11:30"
    assert found.days["b/A"] == "Sat 2026-03-07 09:00-10:00"
    assert found.days["a/B"] == "Tue 2026-03-03 18:00-21:00"


def test_pages_show_all_sections_or_one(write):
    found = write("- {id: a, title: A}\n- {id: b, title: B}\n", SECTIONS).found.calendar

    both, one = blocks(found), weeks(found, "B")

    assert (view(found, None), view(found, "B")) == ("list", "weeks")
    assert [[event.sections for event in row.events] for row in both[0].rows] == [[("A",), ("B",)], [("B",), ("A",)]]
    assert [day.strftime("%a") for day in one.columns] == ["Tue"]
    assert [event.entry.id for event in one.weeks[0].cells[0].events] == ["a", "b"]


@pytest.mark.parametrize(
    ("schedule", "course", "message"),
    [
        pytest.param(
            "- {id: a, title: A, sections: [A, C]}\n",
            SECTIONS,
            "data/schedule.yml:1:31: error: a.sections: there is no section `C`; write one of: A, B",
            id="unknown section",
        ),
        pytest.param(
            "- {id: a, title: A, by_section: {C: {note: N}}}\n",
            SECTIONS,
            "data/schedule.yml:1:33: error: a.by_section: there is no section `C`; write one of: A, B",
            id="unknown section in what differs",
        ),
        pytest.param(
            "- {id: a, title: A, by_section: {B: {tilte: N}}}\n",
            SECTIONS,
            "data/schedule.yml:1:38: error: a.by_section.B.tilte: there is no such key; did you mean `title`?",
            id="unknown field in what differs",
        ),
        pytest.param(
            "- {id: a, title: A, sections: [A]}\n- {id: b, title: B, date: with a}\n",
            SECTIONS,
            "data/schedule.yml:2:27: error: b.date: section B does not have `a`; write another date for it under "
            "`by_section`",
            id="together with what a section does not have",
        ),
        pytest.param(
            "- {id: a, title: A}\n",
            SECTIONS + "  - {id: C}\n",
            "data/course.yml:10:5: error: sections.C: section C has no meetings; write `meetings` for it here, or "
            "for all in "
            "the course",
            id="section without meetings",
        ),
        pytest.param(
            "- {id: a, title: A}\n",
            SECTIONS + "  - {id: A, meetings: {days: thu}}\n",
            "data/course.yml:10:10: error: sections.A.id: `A` is already the id at data/course.yml:8; write another "
            "one",
            id="two sections of one name",
        ),
        pytest.param(
            "- {id: a, title: A, sections: B, date: 2026-03-10}\n",
            SECTIONS,
            "data/schedule.yml:1:40: error: a.date: Tue 2026-03-10 is a day off of section B; write another date, or "
            "give the "
            "entry a `time` of its own",
            id="day off of a section",
        ),
    ],
)
def test_mistake_with_sections_is_told(write, schedule, course, message):
    assert message in write(schedule, course).messages
