"""What is handed in: assignments, milestones, other dates to keep."""

from typing import Any

from pydantic import model_validator

from course.model import values as v
from course.model.base import Model, changed, field, several
from course.model.people import Giver, Room
from course.model.when import AnyWhen, PastDay


class Late(Model):
    """What lateness costs: words, numbers, or both; words alone may stand instead of lines of `key: value`."""

    text: v.Text | None = field("The rule in words.", "20 % off for each late day", None)
    percent: v.Amount | None = field("Percent that every late day takes off.", "20", None)
    points: v.Amount | None = field("Points that every late day takes off.", "0.5", None)
    grace: v.Duration | None = field("How long after the due time nothing is taken off.", "15 min", None)
    until: v.Days | None = field("How long after the due time it is accepted at all.", "2 weeks", None)
    free: v.Days | None = field("How many late days cost nothing, over the whole course.", "5 days", None)

    @model_validator(mode="before")
    @classmethod
    def _words(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Due(Model):
    """A due time: a [date](#dates), or lines of `key: value` where several due times give different credit."""

    date: AnyWhen = field("When; without an hour `due_time` of `course.yml` counts.", "2025-10-02 23:59")
    credit: v.Amount | None = field("Percent of the credit that is given until then.", "105", None)
    note: v.Text | None = field("What is due then.", "draft", None)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return value if isinstance(value, dict | Model) else {"date": value}


class _Assignment(Model):
    """Something to hand in, or another date to keep."""

    id: v.Id = field("Name by which links and entries refer to it.", "asgmt01")
    title: v.Text = field("Title as it is shown.", "1st Programming Assignment")
    topic: v.Text | None = field("What it is about.", "DDPM / DDIM", None)
    kind: v.Id | None = field("One of the known kinds, or of `kinds` in `course.yml`.", "homework", None)
    number: v.Number | None = field("A number that differs from the computed one.", "2B", None)
    released: AnyWhen | None = field("When it is handed out: a [date](#dates).", "with sess01", None)
    opens: AnyWhen | None = field("When handing in opens.", "2025-09-24", None)
    due: several(Due) = field("When it is due: a [date](#dates), or a list of them.", "2025-10-02 23:59", ())
    closes: AnyWhen | None = field("When handing in closes, if after the due time.", "2025-10-09 23:59", None)
    was: several(PastDay) = field("Earlier due dates, which stay visible.", "2025-09-30", ())
    cancelled: v.Flag = field("Cancelled, but still visible.", "yes", False)
    late: Late | None = field("What lateness costs, where the part of the grade does not say.", "20 % off a day", None)
    part: v.Id | None = field("Part of the grade it counts toward.", "programming", None)
    weight: v.Amount | None = field("Percent of the grade.", "10", None)
    points: v.Amount | None = field("Points.", "30", None)
    hand_in: v.Text | None = field("Where it is handed in: words, or a key of `links.yml`.", "Gradescope", None)
    page: v.PagePath | None = field("Page about it; the title becomes a link.", "assignments/1.md", None)
    duration: v.Duration | None = field("How long it takes.", "100 min", None)
    place: v.Text | None = field("Where it is done.", "Lab 3", None)
    rooms: several(Room) = field("Who sits where.", "[{who: A to K, place: Hall 120}]", ())
    people: several(Giver) = field("Who looks after it: names from `staff.yml`.", "[TA 1]", ())
    team: v.Text | None = field("Who works together.", "2 to 4 students", None)
    optional: v.Flag = field("Whether it is optional.", "yes", False)
    audience: v.Text | None = field("Whom alone it is for.", "Graduate students", None)
    note: v.Text | None = field("Something to know about it.", "Two files.", None)
    draft: v.Flag = field("Held back: nothing of it is shown.", "yes", False)


AssignmentChange = changed("AssignmentChange", _Assignment, ("id", "part", "draft"))


class Assignment(_Assignment):
    """Something to hand in, or another date to keep."""

    repeat: v.Repetition | None = field(
        "Writes it once for many: `14`, `2-14` or `1-12, 14`, or kinds and ids of entries (`lecture, not lec01`). In "
        "its texts and dates `<n>` is the number; for entries, `<id>` is the id and `<title>` the title.",
        "14",
        None,
    )
    milestones: several("Assignment") = field(
        "What a project is handed in as; part, late rule, place of hand-in and audience are the project's.",
        "[{id: report1, title: First Report, due: 2026-03-01}]",
        (),
    )
    sections: several(v.SectionId) = field("Only for these sections.", "[A, C]", ())
    by_section: dict[v.SectionId, AssignmentChange] = field(
        "What differs in a section: any of these fields.", "{B: {due: 2026-01-28 18:00}}", {}
    )


Assignment.model_rebuild()
