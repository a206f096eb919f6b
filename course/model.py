"""What a course is: one model per thing that a person writes in `data/`.

A field's description is written for the person who types the YAML; it becomes `data/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from course import values as v


class Model(BaseModel):
    """A mapping in a data file: it never changes once read, and has no other keys than these."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def field(description: str, example: str, default: Any = ...) -> Any:
    """A field with a sentence for its writer and an example that can be pasted."""
    return Field(default, description=description, examples=[example])


class Institution(Model):
    """Who gives the course."""

    name: v.Text = field("Name as it is shown.", "KAIST")
    url: v.Address | None = field("Its home page.", "https://www.kaist.ac.kr/", None)


class Term(Model):
    """The weeks of teaching. Weeks are numbered from the one that holds `start`."""

    name: v.Text = field("Name as it is shown.", "Fall 2025")
    start: v.Date = field("First day of classes.", "2025-09-01")
    end: v.Date = field("Last day of classes.", "2025-12-17")

    @model_validator(mode="after")
    def _in_order(self) -> Term:
        if self.end < self.start:
            raise ValueError(f"ends on {self.end}, before it starts on {self.start}; write the later day as `end`")
        return self


class Meeting(Model):
    """A weekly meeting: on these days, at these hours."""

    days: tuple[v.Weekday, ...] = field("Weekdays, in English.", "[mon, wed]")
    time: v.TimeSpan = field("Start and end, or the start alone.", "10:30-11:45")
    place: v.Text | None = field("Room, or `Online`.", "E3-5 Room 210", None)

    @model_validator(mode="after")
    def _each_day_once(self) -> Meeting:
        if not self.days:
            raise ValueError("has no weekday; write e.g. `days: [mon, wed]`")
        twice = [day for n, day in enumerate(self.days) if day in self.days[:n]]
        if twice:
            raise ValueError(f"`{v.WEEKDAYS[twice[0]]}` stands twice in `days`; write every weekday once")
        return self


class DayOff(Model):
    """Days of the term without meetings."""

    date: v.DateSpan = field("One day, or first and last day with two dots between.", "2025-10-06..2025-10-08")
    reason: v.Text | None = field("Shown in the schedule.", "Chuseok", None)


class Kind(Model):
    """A kind of entry, with what all entries of the kind have in common."""

    label: v.Text | None = field("Name as it is shown; known kinds have one.", "In-Class Test", None)
    numbered: v.Flag = field("Whether entries are counted: Lecture 1, Lecture 2.", "yes", False)
    highlight: v.Flag = field("Whether entries stand out in the schedule.", "yes", False)
    time: v.TimeSpan | None = field("Hours that differ from the weekly meeting's.", "10:30-11:50", None)
    place: v.Text | None = field("A place that differs from the weekly meeting's.", "E3-5 Room 201", None)


class Part(Model):
    """A part of the grade."""

    id: v.Id = field("Name by which assignments, entries and pages refer to it.", "programming")
    part: v.Text = field("Name as it is shown.", "Programming Assignments")
    weight: v.Weight = field("Percent of the grade; all weights sum to 100.", "20")
    page: v.PagePath | None = field("Page that explains it.", "programming-assignments.md", None)
    late: v.Text | None = field("What lateness costs.", "20 % off for each late day", None)


class Resource(Model):
    """Something to read or watch beside the course."""

    title: v.Text = field("Title as it is shown.", "Tutorial on Diffusion Models for Imaging and Vision")
    by: v.Text | None = field("Who wrote it.", "Stanley H. Chan", None)
    link: v.Id = field("Key of its address in `links.yml`.", "chan_tutorial")


class PastTerm(Model):
    """The course in an earlier term."""

    term: v.Text = field("Name of the term.", "Fall 2024")
    title: v.Text = field("Name of the course then.", '"CS492(D): Diffusion Models and Their Applications"')
    link: v.Id = field("Key of its address in `links.yml`.", "fall2024")


class Speaker(Model):
    """Who gives an entry, from outside the staff."""

    name: v.Text = field("Full name.", "Ada Lovelace")
    role: v.Text | None = field("Position.", "Research Scientist", None)
    affiliation: v.Text | None = field("Where the person works.", "Analytical Engines", None)
    url: v.Address | None = field("The person's own page.", "https://example.org/", None)


_OWN_TIME = "Hours of this entry alone. With `date`, it takes that day's meeting where they overlap."
_PINNED = (
    "Pins the entry to a day; without it, it takes the next free meeting. On a day without a meeting, write `time` "
    "too, so that a slip of the date cannot pass for a class at other hours."
)


class Entry(Model):
    """One thing in the schedule: a lecture, a session, a test, a talk."""

    id: v.Id = field("Name by which links, assignments and pages refer to it.", "lec05")
    title: v.Text = field("Title as it is shown.", "Score-Based Models")
    kind: v.Id = field("One of the known kinds, or of `kinds` in `course.yml`.", "lecture", "lecture")
    date: v.Date | None = field(_PINNED, "2025-10-27", None)
    time: v.TimeSpan | None = field(_OWN_TIME, "10:30-11:50", None)
    place: v.Text | None = field("Place of this entry alone.", "Online (Zoom)", None)
    assignment: v.Id | None = field("Assignment that it presents; its materials are shown too.", "asgmt01", None)
    part: v.Id | None = field("Part of the grade it counts toward; puts it among the important dates.", "tests", None)
    page: v.PagePath | None = field("Page about it; the title becomes a link.", "talks/guest1.md", None)
    people: tuple[Speaker, ...] = field("Speakers from outside the staff.", "[{name: Ada Lovelace}]", ())
    abstract: v.Text | None = field("What a talk is about; an empty line starts a paragraph.", "A talk about ...", None)
    bio: v.Text | None = field("Who the speaker is; an empty line starts a paragraph.", "Ada is ...", None)

    @staticmethod
    def paragraphs(text: str) -> tuple[str, ...]:
        """The paragraphs of an abstract or of a bio."""
        return tuple(text.split("\n\n"))


class Assignment(Model):
    """Something to hand in, or another date to keep."""

    id: v.Id = field("Name by which links and entries refer to it.", "asgmt01")
    title: v.Text = field("Title as it is shown.", "1st Programming Assignment")
    topic: v.Text | None = field("What it is about.", "DDPM / DDIM", None)
    released: v.Release | None = field("A day, or `with` and the id of an entry.", "with sess01", None)
    due: v.DueTime = field("Day and hour; without an hour `due_time` of `course.yml` counts.", "2025-10-02 23:59")
    part: v.Id | None = field("Part of the grade it counts toward.", "programming", None)
    optional: v.Flag = field("Whether it is optional.", "yes", False)


class Person(Model):
    """One member of the staff."""

    name: v.Text = field("Full name.", "Ada Lovelace")
    role: v.Text = field("Role; people of one role stand together, the first role heads every page.", "Instructor")
    url: v.Address | None = field("The person's own page.", "https://example.org/", None)
    email: v.Email | None = field("Public mail address.", "ada@example.org", None)


def _link_shape(value: Any) -> str:
    return "group" if isinstance(value, dict) else "address"


Link = Annotated[
    Annotated[v.Address, Tag("address")] | Annotated[dict[v.Id, v.Address], Tag("group")],
    Discriminator(_link_shape),
]

LINK_SHAPES = ("address", "group")


class Course(Model):
    """A whole course: the keys of `course.yml`, and one field for each other file."""

    code: v.Text = field("Number of the course.", "CS492(C)")
    title: v.Text = field("Name of the course.", "Diffusion and Flow Models")
    institution: Institution = field("Who gives it.", "{name: KAIST, url: https://www.kaist.ac.kr/}")
    timezone: v.Timezone = field("Time zone of all dates and hours.", "Asia/Seoul")
    language: v.Text = field("Language of dates and labels; there is a file for it in `course/words/`.", "en", "en")
    term: Term = field("The weeks of teaching.", "{name: Fall 2025, start: 2025-09-01, end: 2025-12-17}")
    meetings: tuple[Meeting, ...] = field("The weekly meetings.", "[{days: [mon, wed], time: 10:30-11:45}]")
    days_off: tuple[DayOff, ...] = field("Days without meetings.", "[{date: 2025-11-12, reason: Break}]", ())
    tentative: v.Flag = field("Whether `subject to change` stands above the dates.", "yes", False)
    due_time: v.Time | None = field("Hour of every due date that names none.", "23:59", None)
    hand_in: v.Text | None = field("Where work is handed in.", "KLMS", None)
    kinds: dict[v.Id, Kind] = field("Kinds of entries of your own, and changes to the known ones.", "{lab: {}}", {})
    materials: dict[v.Id, v.Text] = field("Kinds of materials of your own, with labels.", "{poster: Poster}", {})
    grading: tuple[Part, ...] = field("Parts of the grade.", "[{id: exam, part: Exam, weight: 100}]", ())
    resources: tuple[Resource, ...] = field("Useful resources.", "[{title: A Book, link: book}]", ())
    past_terms: tuple[PastTerm, ...] = field("Earlier terms.", "[{term: 2024, title: CS1, link: cs1_2024}]", ())
    schedule: tuple[Entry, ...] = field(
        "`schedule.yml`: what is taught, in order.", "[{id: lec01, title: Introduction}]"
    )
    assignments: tuple[Assignment, ...] = field("`assignments.yml`: what is due.", "[]", ())
    staff: tuple[Person, ...] = field("`staff.yml`: who teaches.", "[]", ())
    links: dict[v.Id, Link] = field("`links.yml`: every address of materials and shared links.", "{}", {})

    @model_validator(mode="after")
    def _meets(self) -> Course:
        if not self.meetings:
            raise ValueError("`meetings` is empty; write e.g. `meetings: [{days: [mon, wed], time: 10:30-11:45}]`")
        return self

    @property
    def name(self) -> str:
        """Number and title, as headings show them."""
        return f"{self.code}: {self.title}"

    @property
    def instructors(self) -> tuple[Person, ...]:
        """The people of the first role in `staff.yml`."""
        return self.roles[0][1] if self.roles else ()

    @property
    def roles(self) -> tuple[tuple[str, tuple[Person, ...]], ...]:
        """The roles in the order of `staff.yml`, each with its people."""
        names = dict.fromkeys(person.role for person in self.staff)
        return tuple((role, tuple(person for person in self.staff if person.role == role)) for role in names)

    def link(self, key: str) -> str:
        """The address of a flat key of `links.yml`; raises KeyError where it is missing or a group."""
        address = self.links[key]
        if not isinstance(address, str):
            raise KeyError(key)
        return address

    def group(self, key: str) -> dict[str, str]:
        """The addresses under one key of `links.yml`; none where there is no such group."""
        group = self.links.get(key)
        return group if isinstance(group, dict) else {}

    def part(self, key: str | None) -> Part | None:
        """The part of the grade with this id."""
        return next((part for part in self.grading if part.id == key), None)

    def ids(self) -> Iterator[str]:
        """The ids of all entries and assignments, in the order of the files."""
        yield from (entry.id for entry in self.schedule)
        yield from (assignment.id for assignment in self.assignments)


FILES = ("schedule", "assignments", "staff", "links")
"""The files beside `course.yml`: each holds the field of `Course` that has its name."""

KINDS = {
    "lecture": Kind(numbered="yes"),
    "session": Kind(highlight="yes"),
    "demo": Kind(highlight="yes"),
    "test": Kind(highlight="yes"),
    "presentation": Kind(highlight="yes"),
    "guest": Kind(numbered="yes"),
}
"""The known kinds; `kinds` in `course.yml` changes them and adds others."""


def hours_of(course: Course, entry: Entry) -> v.Hours | None:
    """The hours that an entry has by itself or by its kind; None where it has those of its meeting."""
    return entry.time or kinds(course).get(entry.kind, Kind()).time


def kinds(course: Course) -> dict[str, Kind]:
    """All kinds of entries of a course: the known ones as the course changes them, and its own."""
    own = {key: KINDS.get(key, Kind()).model_copy(update=_set(kind)) for key, kind in course.kinds.items()}
    return {**KINDS, **own}


def _set(model: Model) -> dict[str, Any]:
    return {name: getattr(model, name) for name in model.model_fields_set}


def inner_model(annotation: Any) -> type[Model] | None:
    """The model inside a field's type: `Entry` in `tuple[Entry, ...]`; None where there is none."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    inner = (inner_model(argument) for argument in get_args(annotation))
    return next((model for model in inner if model), None)
