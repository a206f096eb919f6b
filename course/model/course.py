"""A whole course: the keys of `course.yml`, and one field for each other file."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator

from course.model import values as v
from course.model.base import Model, field, given, several
from course.model.entries import Item
from course.model.grades import ALL, Part, Rule, Scheme
from course.model.materials import Link, Material
from course.model.pattern import DayOff, MakeUp, Meeting, Section, Term
from course.model.people import OfficeHour, Person, Room, Speaker
from course.model.work import Assignment
from course.problems import Mistake


class Institution(Model):
    """Who gives the course."""

    name: v.Text = field("Name as it is shown.", "KAIST")
    url: v.Address | None = field("Its home page.", "https://www.kaist.ac.kr/", None)


class Kind(Model):
    """A kind of entry or assignment, with what all of the kind have in common."""

    label: v.Text | None = field("Name as it is shown; known kinds have one.", "In-Class Test", None)
    colour: v.Colour | None = field(f"One of: {', '.join(v.COLOURS)}.", "purple", None)
    icon: v.Icon | None = field("An icon that Material for MkDocs brings.", "material/flask", None)
    numbered: v.Flag = field("Whether entries are counted: Lecture 1, Lecture 2.", "yes", False)
    counted_with: v.Id | None = field("Kind that it shares its count with.", "lecture", None)
    highlight: v.Flag = field("Whether entries stand out in the schedule.", "yes", False)
    time: v.TimeSpan | None = field("Hours that differ from the weekly meeting's.", "10:30-11:50", None)
    place: v.Text | None = field("A place that differs from the weekly meeting's.", "E3-5 Room 201", None)
    rooms: several(Room) = field("Who sits where.", "[{who: A to K, place: Hall 120}]", ())


class Resource(Model):
    """Something to read, watch or use beside the course."""

    title: v.Text = field("Title as it is shown.", "Tutorial on Diffusion Models for Imaging and Vision")
    by: v.Text | None = field("Who wrote it.", "Stanley H. Chan", None)
    link: v.Id | None = field("Key of its address in `links.yml`.", "chan_tutorial", None)
    group: v.Text | None = field("Heading that it stands under, with others of the same.", "Tutorials", None)
    year: v.Text | None = field("Year that it is from.", "2024", None)
    language: v.Language | None = field("Its language, where it is not the course's.", "ko", None)
    note: v.Text | None = field("Something to know about it.", "free online", None)


class PastTerm(Model):
    """The course in an earlier term."""

    term: v.Text = field("Name of the term.", "Fall 2024")
    title: v.Text | None = field(
        "Name of the course then.", '"CS492(D): Diffusion Models and Their Applications"', None
    )
    link: v.Id = field("Key of its address in `links.yml`.", "fall2024")


class CourseLink(Model):
    """Where the course goes on outside its pages, or a page of its own: the forum, the place to hand in, the chat."""

    title: v.Text = field("Name as it is shown.", "Forum")
    link: v.Id | None = field("Key of its address in `links.yml`.", "forum", None)
    page: v.PagePath | None = field("A page in `docs/`, in place of `link`.", "syllabus.md", None)
    icon: v.Icon | None = field("An icon that Material for MkDocs brings.", "material/forum", None)
    note: v.Text | None = field("What it is for.", "questions and answers", None)

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not (self.link or self.page):
            raise Mistake("contradiction", "leads nowhere; write `link` with a key of data/links.yml, or a `page`")
        if self.link and self.page:
            raise Mistake("contradiction", "has both `link` and `page`; delete one of the two")
        return self


class Registration(Model):
    """Whether people can register; the state alone may stand instead of lines of `key: value`."""

    state: v.State = field(f"One of: {', '.join(v.STATES)}.", "open")
    text: v.Text | None = field("How, or what else is possible.", "Anyone may follow the livestream.", None)
    link: v.Id | None = field("Key in `links.yml` of the address to register at.", "register", None)


_Registration = Annotated[
    Registration, BeforeValidator(lambda value: {"state": value} if isinstance(value, str) else value)
]


class Silenced(Model):
    """A warning or a hint that is meant to be so; it is not told again."""

    check: v.Check = field("Name of the check, as it stands in brackets behind the message.", "weights")
    at: v.Text | None = field(
        "Where alone: the path in the message, or the file; without it, everywhere.", "grading", None
    )
    reason: v.Text = field("Why it is right as it is.", "five percent are a bonus")


class Course(Model):
    """A whole course: the keys of `course.yml`, and one field for each other file."""

    code: v.Text | None = field("Number of the course.", "CS492(C)", None)
    title: v.Text = field("Name of the course.", "Diffusion and Flow Models")
    institution: Institution | None = field("Who gives it.", "{name: KAIST, url: https://www.kaist.ac.kr/}", None)
    timezone: v.Timezone = field("Time zone of all dates and hours, or `UTC`.", "Asia/Seoul")
    language: v.Language = field(
        "Language of dates, labels and of the theme; a country may follow: `pt-BR`.", "en", "en"
    )
    hours: v.Clock | None = field("12 or 24, where the language's own way is not meant.", "24", None)
    term: Term = field("The weeks of teaching.", "{name: Fall 2025, start: 2025-09-01, end: 2025-12-17}")
    meetings: several(Meeting) = field("The weekly meetings.", "[{days: [mon, wed], time: 10:30-11:45}]", ())
    days_off: several(DayOff) = field(
        "Days without meetings; those on which there would be none are not shown.",
        "[{date: 2025-11-12, reason: Break}]",
        (),
    )
    makeup_days: several(MakeUp) = field("Days that make up for others.", "[{date: 2025-10-10, follows: wed}]", ())
    sections: several(Section) = field("Groups of students with meetings of their own.", "[{id: A}, {id: B}]", ())
    registration: _Registration | None = field("Whether people can register.", "open", None)
    tentative: v.Flag = field("Whether `subject to change` stands above the dates.", "yes", False)
    due_time: v.Time | None = field(
        "Hour of every due date that names none and is counted from no class.", "23:59", None
    )
    hand_in: v.Text | None = field("Where work is handed in: words, or a key of `links.yml`.", "KLMS", None)
    kinds: dict[v.Id, Kind] = field("Kinds of your own, and changes to the known ones.", "{lab: {}}", {})
    materials: dict[v.Id, v.Text] = field("Kinds of materials of your own, with labels.", "{poster: Poster}", {})
    schemes: several(Scheme) = field("Several ways to be graded.", "[{id: graduate, title: Graduate students}]", ())
    grading: several(Part) = field("Parts of the grade.", "[{id: exam, part: Exam, weight: 100}]", ())
    letters: dict[str, v.Amount] = field("Letter grades, with the percent that each begins at.", "{A: 90, B: 80}", {})
    rules: several(Rule) = field("Rules of the course.", "[{title: Late days, text: Three for all.}]", ())
    resources: several(Resource) = field("Useful resources.", "[{title: A Book, link: book}]", ())
    course_links: several(CourseLink) = field(
        "Where the course goes on: forum, hand-in, chat.", "[{title: Forum, link: forum}]", ()
    )
    past_terms: several(PastTerm) = field("Earlier terms.", "[{term: 2024, title: CS1, link: cs1_2024}]", ())
    paper: v.Paper = field(f"Paper of the syllabus; one of: {', '.join(v.PAPERS)}.", "letter", "a4")
    silenced: several(Silenced) = field(
        "Warnings and hints that are not told, each with its reason.",
        "[{check: weights, reason: five percent are a bonus}]",
        (),
    )
    schedule: several(Item) = field("`schedule.yml`: what is taught, in order.", "[{id: lec01, title: Introduction}]")
    assignments: several(Assignment) = field("`assignments.yml`: what is due.", "[]", ())
    staff: several(Person) = field("`staff.yml`: who teaches.", "[]", ())
    links: dict[v.Id, Link] = field("`links.yml`: every address of materials and shared links.", "{}", {})

    @property
    def name(self) -> str:
        """Number and title, as headings show them."""
        return f"{self.code}: {self.title}" if self.code else self.title

    @property
    def instructors(self) -> tuple[Person, ...]:
        """The people of the first role in `staff.yml`."""
        return self.roles[0][1] if self.roles else ()

    @cached_property
    def roles(self) -> tuple[tuple[str, tuple[Person, ...]], ...]:
        """The roles in the order of `staff.yml`, each with its people."""
        names = dict.fromkeys(role for person in self.staff for role in person.role)
        return tuple((role, tuple(person for person in self.staff if role in person.role)) for role in names)

    @cached_property
    def first_roles(self) -> tuple[tuple[str, tuple[Person, ...]], ...]:
        """The roles as in `roles`, each person only under the first of its own."""
        first = ((role, tuple(person for person in people if person.role[0] == role)) for role, people in self.roles)
        return tuple((role, people) for role, people in first if people)

    @property
    def office_hours(self) -> tuple[tuple[Person, OfficeHour], ...]:
        """All office hours, each with its person."""
        return tuple((person, hours) for person in self.staff for hours in person.office_hours)

    def sections_of(self, person: Person) -> tuple[str, ...]:
        """The sections that somebody of the staff teaches."""
        return tuple(each.id for each in self.sections if each.id in person.sections or person.name in each.people)

    def teachers(self, section: Section) -> tuple[str | Speaker, ...]:
        """Who teaches a section: those whom it names, and those who name it."""
        more = (each.name for each in self.staff if section.id in each.sections and each.name not in section.people)
        return (*section.people, *more)

    def link(self, key: str) -> Material:
        """A flat key of `links.yml`; raises KeyError where it is missing or a group."""
        link = self.links[key]
        if not isinstance(link, Material):
            raise KeyError(key)
        return link

    def group(self, key: str) -> dict[str, tuple[Material, ...]]:
        """The materials under one key of `links.yml`; none where there is no such group."""
        group = self.links.get(key)
        return group if isinstance(group, dict) else {}

    def person(self, giver: str | Speaker) -> Person | Speaker:
        """Who gives an entry: the member of the staff with this name, or somebody from outside."""
        if isinstance(giver, Speaker):
            return giver
        return next((person for person in self.staff if person.name == giver), None) or Speaker(name=giver)

    def parts(self) -> Iterator[Part]:
        """The parts of the grade, each before the parts that it is made of."""
        stack = [*reversed(self.grading)]
        while stack:
            part = stack.pop()
            yield part
            stack += reversed(part.parts)

    def part(self, key: str | None) -> Part | None:
        """The part of the grade with this id."""
        return next((part for part in self.parts() if part.id == key), None)

    @property
    def points(self) -> Decimal:
        """The points of all parts of the grade together; 0 where the course counts none."""
        return sum((part.points for part in self.grading if part.points is not None), Decimal(0))

    def scheme_ids(self) -> tuple[str, ...]:
        """The ids of the schemes; that of the only one where there are not several."""
        return tuple(scheme.id for scheme in self.schemes) or (ALL,)


FILES = ("schedule", "assignments", "staff", "links")
"""The files beside `course.yml`: each holds the field of `Course` that has its name."""

KINDS = {
    "lecture": Kind(numbered="yes"),
    "lab": Kind(colour="teal"),
    "tutorial": Kind(colour="blue"),
    "discussion": Kind(colour="blue"),
    "seminar": Kind(colour="blue"),
    "session": Kind(colour="green", highlight="yes"),
    "demo": Kind(colour="purple", highlight="yes"),
    "test": Kind(colour="red", highlight="yes"),
    "quiz": Kind(colour="red"),
    "exam": Kind(colour="red", highlight="yes"),
    "review": Kind(colour="teal"),
    "presentation": Kind(colour="blue", highlight="yes"),
    "guest": Kind(colour="orange", numbered="yes"),
    "project": Kind(colour="purple"),
    "event": Kind(colour="grey"),
    "break": Kind(colour="grey"),
    "deadline": Kind(colour="grey"),
    "homework": Kind(colour="purple"),
    "survey": Kind(colour="grey"),
}
"""The known kinds; `kinds` in `course.yml` changes them and adds others."""


NO_KIND = Kind()
"""What is known of a kind that does not exist, and of no kind at all."""


def kinds(course: Course) -> dict[str, Kind]:
    """All kinds of a course: the known ones as the course changes them, and its own."""
    own = {key: KINDS.get(key, Kind()).model_copy(update=given(kind)) for key, kind in course.kinds.items()}
    return {**KINDS, **own}
