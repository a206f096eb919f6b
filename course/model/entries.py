"""What is taught: entries, their topics and readings, and the groups that they stand in."""

from typing import Annotated, Any, Self, Union

from pydantic import BeforeValidator, Discriminator, Tag, model_validator

from course.model import values as v
from course.model.base import SHAPE, Model, changed, field, several
from course.model.people import Giver, Room
from course.model.when import Day, OldDay
from course.problems import Mistake, nearest


class Reading(Model):
    """Something to read: a key of `links.yml`, or a title; both may stand alone instead of lines of `key: value`."""

    link: v.Id | None = field("Key in `links.yml`; title and author may stand there.", "ddpm_paper", None)
    title: v.Text | None = field("Title, where `links.yml` has none.", "Denoising Diffusion", None)
    by: v.Text | None = field("Who wrote it.", "Jonathan Ho et al.", None)
    note: v.Text | None = field("Which part, or what to look for.", "sections 1 to 3", None)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"link" if v.is_id(value.strip()) else "title": value}
        return value

    @model_validator(mode="after")
    def _said(self) -> Self:
        if not (self.link or self.title):
            raise Mistake("contradiction", "has neither `link` nor `title`; write one of them")
        return self


def _by_category(value: Any) -> Any:
    is_one = isinstance(value, dict) and value.keys() <= Reading.model_fields.keys()
    return value if isinstance(value, dict) and not is_one else {"": value}


Readings = Annotated[dict[str, several(Reading)], BeforeValidator(_by_category)]
"""Readings by category; those of a plain list have the category ``""``."""


class Topic(Model):
    """A part of an entry: a title, or lines of `key: value`."""

    title: v.Text = field("Title as it is shown.", "Branching and merging")
    id: v.Id | None = field("Name under which `links.yml` has its materials.", "git_merge", None)
    people: several(Giver) = field("Who gives it.", "[Ada Lovelace]", ())
    topics: several("Topic") = field("Parts of it.", "[Conflicts, Rebasing]", ())
    note: v.Text | None = field("Something to know about it.", "optional", None)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"title": value} if isinstance(value, str) else value


_TIME = "Hours of its own; a start alone, `13:00-` for an open end, or `TBA`. With `date`, it takes that day's meeting."
_DATE = (
    "Pins it to a day, or to another [date](#dates); without it, it takes the next free meeting. On a day without a "
    "meeting, write `time` too, so that a slip of the date cannot pass for a class at other hours."
)


class _Entry(Model):
    """One thing in the schedule: a lecture, a session, a test, a talk, a break."""

    id: v.Id = field("Name by which links, assignments and pages refer to it.", "lec05")
    title: v.Text = field("Title as it is shown.", "Score-Based Models")
    subtitle: v.Text | None = field("A second line.", "From noise to data", None)
    kind: v.Id = field("One of the known kinds, or of `kinds` in `course.yml`.", "lecture", "lecture")
    number: v.Number | None = field("A number that differs from the computed one.", "1A", None)
    theme: v.Text | None = field("Its subject among several that come and go.", "Inference", None)
    date: Day | None = field(_DATE, "2025-10-27", None)
    time: v.TimeSpan | None = field(_TIME, "10:30-11:50", None)
    duration: v.Duration | None = field(
        "How long it takes, minutes without a unit; in a group with a `date` it follows the one before.", "45 min", None
    )
    classes: v.Count = field("How many meetings it takes.", "2", 1)
    moved_from: several(OldDay) = field(
        "The day it was on, which stays visible, and whose meeting stays empty.", "2025-10-09", ()
    )
    cancelled: v.Cancelled | None = field(
        "It stays visible; `slot stays empty` or `rest moves up` says what follows.", "rest moves up", None
    )
    place: v.Text | None = field("Place of this entry alone.", "Online (Zoom)", None)
    rooms: several(Room) = field("Who sits where.", "[{who: A to K, place: Hall 120}]", ())
    mode: v.Mode | None = field("`in person`, `online` or `hybrid`.", "online", None)
    join: v.Id | None = field("Key in `links.yml` of the address to join at.", "zoom", None)
    track: v.Text | None = field("Name of a track that runs beside others.", "Beginners", None)
    assignment: v.Id | None = field("Assignment that it presents; its materials are shown too.", "asgmt01", None)
    part: v.Id | None = field("Part of the grade it counts toward; puts it among the important dates.", "tests", None)
    audience: v.Text | None = field("Whom alone it is for.", "Graduate students", None)
    optional: v.Flag = field("Whether it is optional.", "yes", False)
    page: v.PagePath | None = field("Page about it; the title becomes a link.", "talks/guest1.md", None)
    people: several(Giver) = field(
        "Who gives it: names from `staff.yml`, or people from outside.", "[{name: Ada Lovelace}]", ()
    )
    topics: several(Topic) = field("What it is made of.", "[Queues, Stacks]", ())
    activities: several(Topic) = field("What people do in it.", "[Write a first program]", ())
    readings: Readings = field(
        "What to read; a list, or lists by category.", "{required: [ddpm_paper], suggested: [A Book]}", {}
    )
    note: v.Text | None = field("Something to know about it.", "Bring a laptop.", None)
    abstract: v.Text | None = field("What a talk is about; an empty line starts a paragraph.", "A talk about ...", None)
    bio: v.Text | None = field("Who the speaker is; an empty line starts a paragraph.", "Ada is ...", None)
    draft: v.Flag = field("Held back: it keeps its meeting, but nothing of it is shown.", "yes", False)


EntryChange = changed("EntryChange", _Entry, ("id", "assignment", "part", "draft"))


class Entry(_Entry):
    """One thing in the schedule: a lecture, a session, a test, a talk, a break."""

    sections: several(v.SectionId) = field("Only for these sections.", "[A, C]", ())
    by_section: dict[v.SectionId, EntryChange] = field(
        "What differs in a section: any of these fields.", "{B: {classes: 2}}", {}
    )


class Group(Model):
    """Entries under a heading: a week, a part, a theme, a module, a day. What it says counts for all its entries."""

    title: v.Text = field("Heading.", "Fundamentals")
    id: v.Id | None = field("Name by which links and pages refer to it.", "week01", None)
    subtitle: v.Text | None = field("A second line.", "From neurons to networks", None)
    weeks: v.Text | None = field("Numbers of the weeks that it takes, shown before the heading.", "14-16", None)
    text: v.Text | None = field("A paragraph below the heading.", "What every later week builds on.", None)
    note: v.Text | None = field("Something to know about it.", "Review only.", None)
    page: v.PagePath | None = field("Page about it; the heading becomes a link.", "weeks/1.md", None)
    readings: Readings = field("What to read for all of it.", "[A Book]", {})
    assignments: several(v.Id) = field("Assignments that stand in it.", "[asgmt01, asgmt02]", ())
    date: v.Date | None = field("Day of all its entries.", "2026-03-22", None)
    start: v.Time | None = field("When its first entry starts.", "09:00", None)
    kind: v.Id | None = field("Kind of its entries that name none.", "lab", None)
    place: v.Text | None = field("Place of its entries that name none.", "Hall 1", None)
    mode: v.Mode | None = field("Mode of its entries that name none.", "online", None)
    draft: v.Flag = field("Held back with all its entries.", "yes", False)
    entries: tuple["Item", ...] = field("Its entries, and groups in it.", "[{id: lec01, title: Introduction}]", ())


def _is_group(value: Any) -> str:
    keys = value if isinstance(value, dict) else type(value).model_fields if isinstance(value, Model) else ()
    meant = "id" not in keys and any(nearest(str(key), ("entries",)) for key in keys)
    return f"{SHAPE}group" if "entries" in keys or meant else f"{SHAPE}entry"


Item = Annotated[
    Union[Annotated[Entry, Tag(f"{SHAPE}entry")], Annotated[Group, Tag(f"{SHAPE}group")]],  # noqa: UP007 (forward)
    Discriminator(_is_group),
]
Topic.model_rebuild()
Group.model_rebuild()
