"""How work is graded, and the rules of the course."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from course.model import values as v
from course.model.base import Model, field, several
from course.model.work import Late

ALL = ""
"""The scheme of a course that has one for everybody."""

Weights = Annotated[
    dict[str, v.Weight], BeforeValidator(lambda value: value if isinstance(value, dict) else {ALL: value})
]
"""Percent of the grade by scheme; a single number counts in all of them."""


class Scheme(Model):
    """One of several ways to be graded."""

    id: v.Id = field("Name by which weights and pages refer to it.", "graduate")
    title: v.Text = field("Name as it is shown.", "Graduate students")
    note: v.Text | None = field("Something to know about it.", "Half of the points in the exams are needed.", None)


class Part(Model):
    """A part of the grade."""

    id: v.Id = field("Name by which assignments, entries and pages refer to it.", "programming")
    part: v.Text = field("Name as it is shown.", "Programming Assignments")
    weight: Weights | None = field(
        "Percent of the grade; all weights sum to 100. With `schemes`, one for each: `{graduate: 15}`.", "20", None
    )
    points: v.Amount | None = field("Points, where the course counts points.", "140", None)
    best: v.Counting | None = field("Which results count: `best 12 of 14`, or `drop 2`.", "best 12 of 14", None)
    page: v.PagePath | None = field("Page that explains it.", "programming-assignments.md", None)
    late: Late | None = field("What lateness costs.", "20 % off for each late day", None)
    note: v.Text | None = field("Something to know about it.", "in teams", None)
    parts: several("Part") = field(
        "Parts of it; their weights or points sum to its own.", "[{id: quiz, part: Quizzes, weight: 5}]", ()
    )

    def weight_in(self, scheme: str) -> Decimal | None:
        """Percent of the grade in a scheme; None where it does not count there."""
        weights = self.weight or {}
        return weights.get(scheme, weights.get(ALL))


class Rule(Model):
    """A rule of the course."""

    title: v.Text = field("Heading.", "Late days")
    text: v.Text | None = field(
        "The rule; an empty line starts a paragraph.", "Late days are used up by themselves.", None
    )
    numbers: dict[str, v.Text] = field("Numbers by what they count.", "{late days: 12, at most for one item: 4}", {})
    parts: several(v.Id) = field("Parts of the grade that it applies to.", "[homework]", ())


Part.model_rebuild()
