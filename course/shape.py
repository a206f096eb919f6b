"""The shape of `course.json`, which other programs read. A change that breaks them raises `VERSION`."""

from __future__ import annotations

from course.model.base import Model, field

VERSION = 1
"""The version of the shape."""

Number = int | float


class Link(Model):
    """Something to open."""

    label: str = field("What it is called.", "Slides")
    kind: str = field("Kind of material, as in `links.yml`.", "slides")
    url: str = field("Its address.", "https://example.org/lec01.pdf")
    format: str | None = field("Its format, where there are several.", "PDF", None)
    language: str | None = field("Its language, where it is not the course's.", "ko", None)
    access: str | None = field("Who can open it.", "students only", None)
    sections: list[str] = field("The sections that it is for; none where it is for all.", "[A]", [])


class Someone(Model):
    """Somebody who gives an entry."""

    name: str = field("Full name.", "Ada Lovelace")
    role: str | None = field("Position.", "Research Scientist", None)
    affiliation: str | None = field("Where the person works.", "Analytical Engines", None)
    url: str | None = field("The person's own page.", "https://example.org/", None)


class Span(Model):
    """A time: a day (`2026-03-02`), or a moment with its offset from UTC (`2026-03-02T10:00:00+01:00`)."""

    start: str = field("Its start.", "2026-03-02T10:00:00+01:00")
    end: str | None = field("Its end; of whole days, the day after the last.", "2026-03-02T11:30:00+01:00", None)


class Meeting(Model):
    """A weekly meeting."""

    days: list[str] = field("Weekdays, in English.", "[mon, wed]")
    start: str | None = field("When it begins, by the clocks of the time zone.", "10:30", None)
    end: str | None = field("When it ends.", "11:45", None)
    title: str | None = field("What it is, where there are several.", "Lab", None)
    kinds: list[str] = field("The kinds of entries that it is for; none where it is for all others.", "[lab]", [])
    section: str | None = field("The section that it is for; none where it is for all.", "A", None)
    place: str | None = field("Room, or `Online`.", "E3-5 Room 210", None)
    mode: str | None = field("`in_person`, `online` or `hybrid`.", "online", None)
    since: str | None = field("First day that it holds, where that is not the term's.", "2026-03-24", None)
    until: str | None = field("Last day that it holds, where that is not the term's.", "2026-03-12", None)
    weeks: list[int] = field("The weeks of the term in which alone it is held.", "[1, 3, 5]", [])


class DayOff(Model):
    """Days without meetings."""

    first: str = field("The first day.", "2025-10-06")
    last: str = field("The last day.", "2025-10-08")
    reason: str | None = field("Why.", "Chuseok", None)
    kinds: list[str] = field("The kinds of entries that alone are not held.", "[lab]", [])
    sections: list[str] = field("The sections that alone do not meet.", "[B]", [])


class Elsewhere(Model):
    """Where the course goes on."""

    title: str = field("What it is called.", "Forum")
    url: str | None = field("Its address, as far as it is known.", "https://example.org/forum", None)
    note: str | None = field("Something to know about it.", "for questions", None)


class Change(Model):
    """What is different on a single day of office hours."""

    date: str = field("The day that they would be on.", "2026-04-09")
    to: str | None = field("Day that they are moved to.", "2026-04-10", None)
    start: str | None = field("When they begin then.", "13:00", None)
    end: str | None = field("When they end then.", "14:00", None)
    place: str | None = field("Place of that day.", "Online", None)
    note: str | None = field("Something to know about it.", "before the exam", None)


class Office(Model):
    """Office hours: on weekdays, on one day, or in words."""

    days: list[str] = field("Weekdays, in English.", "[tue]", [])
    date: str | None = field("One day alone.", "2026-03-09", None)
    start: str | None = field("When they begin, by the clocks of the time zone.", "14:00", None)
    end: str | None = field("When they end.", "15:00", None)
    place: str | None = field("Room, or `Online`.", "E3-5 Room 210", None)
    text: str | None = field("Words, in place of hours or beside them.", "by appointment", None)
    url: str | None = field("An address, say of a booking page.", "https://example.org/book", None)
    since: str | None = field("First day that they hold.", "2026-02-27", None)
    until: str | None = field("Last day that they hold.", "2026-04-30", None)
    not_on: list[str] = field("Days without them.", "[2026-04-16]", [])
    changes: list[Change] = field("What is different on single days.", "[{date: 2026-04-09, start: 13:00}]", [])


class Member(Model):
    """One member of the staff, as the site shows it."""

    name: str = field("Full name.", "Ada Lovelace")
    roles: list[str] = field("The roles.", "[Instructor]")
    url: str | None = field("The person's own page.", "https://example.org/", None)
    email: str | None = field("Mail address, where the site shows it.", "ada@example.org", None)
    pronouns: str | None = field("Pronouns.", "she/her", None)
    sections: list[str] = field("The sections that the person teaches.", "[A]", [])
    place: str | None = field("Office.", "E3-1 Room 3420", None)
    photo: str | None = field("Address of the picture.", "https://example.org/ada.jpg", None)
    office_hours: list[Office] = field("Office hours.", "[{days: [tue], start: 14:00, end: 15:00}]", [])


class Class(Model):
    """Something in the schedule, once for each of its days, and for sections that differ."""

    id: str = field("Name of the entry in the data.", "lec05")
    name: str = field("What tells it from all others, as in `calendar/NAME.ics`.", "lec05-2-A")
    kind: str = field("Kind of entry.", "lecture")
    label: str = field("The kind as it is shown.", "Lecture")
    title: str = field("Title.", "Score-Based Models")
    number: str | None = field("Its number among its kind.", "5", None)
    subtitle: str | None = field("A second line.", "From noise to data", None)
    groups: list[str] = field("Headings that it stands under, from the outermost.", "[Fundamentals]", [])
    sections: list[str] = field("The sections that it is for; none where it is for all.", "[A]", [])
    status: str = field("`scheduled`, `moved` or `cancelled`.", "scheduled")
    times: list[Span] = field(
        "When it is; several where it is one of them; none where that is not known.", "[{start: 2026-03-02}]", []
    )
    moved_from: list[str] = field("When it was to begin before.", "[2025-10-09]", [])
    weeks: list[int] = field("First and last week of the term, where no day is known.", "[5, 5]", [])
    place: str | None = field("Where it is.", "Online (Zoom)", None)
    mode: str | None = field("`in_person`, `online` or `hybrid`.", "online", None)
    join: str | None = field("Address to join at.", "https://example.org/zoom", None)
    people: list[Someone] = field("Who gives it.", "[{name: Ada Lovelace}]", [])
    optional: bool = field("Whether it is optional.", "yes", False)
    audience: str | None = field("Whom alone it is for.", "Graduate students", None)
    part: str | None = field("Part of the grade that it counts toward.", "tests", None)
    abstract: str | None = field("What it is about.", "A talk about ...", None)
    note: str | None = field("Something to know about it.", "Bring a laptop.", None)
    url: str | None = field("Its page, or its place in the schedule.", "https://example.org/#lec05", None)
    materials: list[Link] = field("What there is to open.", "[{label: Slides, kind: slides, url: ...}]", [])


class Due(Model):
    """One of the times at which something is due."""

    at: str | None = field("When: a day, or a moment; none where no day is known.", "2025-10-02T23:59:00+09:00", None)
    weeks: list[int] = field("First and last week of the term, where no day is known.", "[5, 5]", [])
    credit: Number | None = field("Percent of the credit that is given until then.", "105", None)
    note: str | None = field("What is due then.", "draft", None)


class Place(Model):
    """Where something is handed in."""

    text: str = field("Words, or the address.", "KLMS")
    url: str | None = field("The address.", "https://example.org/hand-in", None)
    sections: list[str] = field("The sections that it is for; none where it is for all.", "[A]", [])


class Work(Model):
    """Something to hand in, or another date to keep; once for each of the sections that differ."""

    id: str = field("Name of it in the data.", "asgmt01")
    name: str = field("What tells it from all others, as in `calendar/NAME.ics`.", "asgmt01-A")
    title: str = field("Title.", "1st Programming Assignment")
    kind: str | None = field("Kind of assignment.", "homework", None)
    number: str | None = field("Its number among its kind.", "1", None)
    topic: str | None = field("What it is about.", "DDPM / DDIM", None)
    project: str | None = field("Id of the project that it is a milestone of.", "contest", None)
    sections: list[str] = field("The sections that it is for; none where it is for all.", "[A]", [])
    status: str = field("`scheduled`, `moved` or `cancelled`.", "scheduled")
    released: str | None = field("When it is handed out.", "2025-09-24", None)
    opens: str | None = field("When handing in opens.", "2025-09-24", None)
    due: list[Due] = field("When it is due, the earliest first.", "[{at: 2025-10-02T23:59:00+09:00}]", [])
    closes: str | None = field("When handing in closes.", "2025-10-09T23:59:00+09:00", None)
    was: list[str] = field("Earlier due dates.", "[2025-09-30]", [])
    hand_in: list[Place] = field("Where it is handed in.", "[{text: KLMS}]", [])
    place: str | None = field("Where it is done.", "Lab 3", None)
    team: str | None = field("Who works together.", "2 to 4 students", None)
    part: str | None = field("Part of the grade that it counts toward.", "programming", None)
    weight: Number | None = field("Percent of the grade.", "10", None)
    points: Number | None = field("Points.", "30", None)
    optional: bool = field("Whether it is optional.", "yes", False)
    audience: str | None = field("Whom alone it is for.", "Graduate students", None)
    note: str | None = field("Something to know about it.", "Two files.", None)
    url: str | None = field("Its page.", "https://example.org/programming-assignments/", None)
    materials: list[Link] = field("What there is to open.", "[{label: Code, kind: code, url: ...}]", [])


class Part(Model):
    """A part of the grade."""

    id: str = field("Name that classes and deadlines refer to.", "programming")
    title: str = field("Name as it is shown.", "Programming Assignments")
    weight: Number | None = field("Percent of the grade.", "20", None)
    weights: dict[str, Number] = field("Percent of the grade by scheme, where there are several.", "{graduate: 15}", {})
    points: Number | None = field("Points.", "140", None)
    note: str | None = field("Something to know about it.", "in teams", None)
    url: str | None = field("The page that explains it.", "https://example.org/programming-assignments/", None)
    parts: list[Part] = field("What it is made of.", "[{id: quiz, title: Quizzes, weight: 5}]", [])


class Term(Model):
    """The weeks of teaching."""

    name: str = field("Name.", "Fall 2025")
    start: str | None = field("First day of classes; a course without dates has none.", "2025-09-01", None)
    end: str | None = field("Last day of classes.", "2025-12-17", None)


class Group(Model):
    """A group of students with meetings of its own."""

    id: str = field("Name that others refer to.", "A")
    title: str | None = field("Name as it is shown, where it has one.", "Evening Section", None)
    people: list[str] = field("Who teaches it.", "[Instructor 1]", [])


class Institution(Model):
    """Who gives the course."""

    name: str = field("Name.", "KAIST")
    url: str | None = field("Its home page.", "https://www.kaist.ac.kr/", None)


class Export(Model):
    """A whole course. Times are days, or moments with their offset from UTC; texts are without markup."""

    version: int = field("Version of this shape.", "1")
    built: str = field("The moment that it was written.", "2025-10-01T12:00:00+00:00")
    url: str | None = field("Home page of the course.", "https://example.org/course/", None)
    code: str | None = field("Number of the course.", "CS492(C)", None)
    title: str = field("Name of the course.", "Diffusion and Flow Models")
    institution: Institution | None = field("Who gives it.", "{name: KAIST}", None)
    language: str = field("Language of its texts.", "en")
    timezone: str = field("Time zone of its dates.", "Asia/Seoul")
    tentative: bool = field("Whether dates may change.", "yes", False)
    term: Term = field("The weeks of teaching.", "{name: Fall 2025, start: 2025-09-01, end: 2025-12-17}")
    sections: list[Group] = field("Groups of students.", "[{id: A}]", [])
    meetings: list[Meeting] = field("The weekly meetings.", "[{days: [mon, wed], start: 10:30, end: 11:45}]", [])
    days_off: list[DayOff] = field("Days without meetings.", "[{first: 2025-11-12, last: 2025-11-12}]", [])
    staff: list[Member] = field("Who teaches.", "[{name: Ada Lovelace, roles: [Instructor]}]", [])
    links: list[Elsewhere] = field("Forum, hand-in, chat.", "[{title: Forum}]", [])
    events: list[Class] = field("The schedule, in order of time; what has no day comes last.", "[{id: lec05, ...}]", [])
    deadlines: list[Work] = field("What is due, in order of time.", "[{id: asgmt01, ...}]", [])
    grading: list[Part] = field("Parts of the grade.", "[{id: tests, title: Tests, weight: 20}]", [])
    letters: dict[str, Number] = field("Letter grades, with the percent that each begins at.", "{A: 90}", {})
    feeds: list[str] = field("Addresses of the calendar feeds of all and of each section.", "[all.ics]", [])


Part.model_rebuild()
