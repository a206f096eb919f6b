"""`course.json`: what other programs want to know of a course; what is held back is not in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from course.calendar.feeds import every
from course.calendar.items import Deadline, DueTime, Event
from course.calendar.slots import meetings, shared_meetings
from course.calendar.timing import Timing, choices
from course.model import grades, pattern, people
from course.model.grades import ALL
from course.model.values import TBA, WEEKDAYS, Hours
from course.shape import (
    VERSION,
    Change,
    Class,
    DayOff,
    Due,
    Elsewhere,
    Export,
    Group,
    Institution,
    Link,
    Meeting,
    Member,
    Number,
    Office,
    Part,
    Place,
    Someone,
    Span,
    Term,
    Work,
)
from course.shared import Shared
from course.text import plain


def export(shared: Shared, home: str | None) -> str:
    """`course.json`; `home` is the address of the site."""
    return exported(shared, home).model_dump_json(exclude_none=True, indent=1) + "\n"


def exported(shared: Shared, home: str | None) -> Export:
    """A whole course as other programs read it."""
    course, calendar = shared.course, shared.calendar
    giver = course.institution
    return Export(
        version=VERSION,
        built=shared.built.isoformat(timespec="seconds"),
        url=home,
        code=course.code,
        title=course.title,
        institution=Institution(name=giver.name, url=giver.url) if giver else None,
        language=course.language,
        timezone=course.timezone,
        tentative=course.tentative,
        term=Term(name=course.term.name, start=_iso(course.term.start), end=_iso(course.term.end)),
        sections=[
            Group(
                id=each.id,
                title=each.title,
                people=[plain(shared.course.person(giver).name) for giver in shared.course.teachers(each)],
            )
            for each in course.sections
        ],
        meetings=_meetings(shared),
        days_off=_days_off(shared),
        staff=[_member(shared, person) for person in course.staff],
        links=[
            Elsewhere(
                title=plain(item.title),
                url=shared.url(item.link) if item.link else shared.address(item.page),
                note=_text(shared, item.note),
            )
            for item in course.course_links
            if item.page or shared.shown(item.link)
        ],
        events=[_class(shared, event) for event in calendar.events],
        deadlines=[_work(shared, deadline) for deadline in calendar.deadlines],
        grading=[_part(shared, part) for part in course.grading],
        letters={letter: _number(percent) for letter, percent in course.letters.items()},
        feeds=[shared.page_url(feed.name) for feed in every(calendar) if feed.is_subscribed and not feed.is_empty],
    )


def _meetings(shared: Shared) -> list[Meeting]:
    """The weekly meetings: those that all have, then those of each section."""
    course, common = shared.course, shared_meetings(shared.course)
    told = [_meeting(shared, meeting, None) for meeting in common]
    for each in course.sections:
        told += [_meeting(shared, meeting, each.id) for meeting in meetings(course, each.id) if meeting not in common]
    return told


def _meeting(shared: Shared, meeting: pattern.Meeting, name: str | None) -> Meeting:
    return Meeting(
        days=[WEEKDAYS[day] for day in meeting.days],
        **_hours(meeting.time),
        title=_text(shared, meeting.title),
        kinds=[*meeting.kinds],
        section=name,
        place=_text(shared, meeting.place),
        mode=meeting.mode,
        since=_iso(meeting.since),
        until=_iso(meeting.until),
        weeks=sorted(meeting.weeks or ()),
    )


def _days_off(shared: Shared) -> list[DayOff]:
    """The days off that the site tells."""
    course = shared.course
    found = [(item, [*item.sections]) for item in course.days_off]
    found += [(item, [section.id]) for section in course.sections for item in section.days_off]
    return [
        DayOff(
            first=_iso(item.date.first),
            last=_iso(item.date.last),
            reason=_text(shared, item.reason),
            kinds=[*item.kinds],
            sections=sections,
        )
        for item, sections in found
        if item.show
    ]


def _member(shared: Shared, person: people.Person) -> Member:
    return Member(
        name=plain(person.name),
        roles=[plain(role) for role in person.role],
        url=person.url,
        email=person.public_email,
        pronouns=_text(shared, person.pronouns),
        sections=[*shared.course.sections_of(person)],
        place=_text(shared, person.place),
        photo=shared.page_url(person.photo) if person.photo else None,
        office_hours=[
            Office(
                days=[WEEKDAYS[day] for day in hours.days],
                date=_iso(hours.date),
                **_hours(hours.time),
                place=_text(shared, hours.place),
                text=_text(shared, hours.text),
                url=shared.url(hours.link),
                since=_iso(hours.since),
                until=_iso(hours.until),
                not_on=[_iso(day) for day in hours.not_on],
                changes=[
                    Change(
                        date=_iso(change.date),
                        to=_iso(change.to),
                        **_hours(change.time),
                        place=_text(shared, change.place),
                        note=_text(shared, change.note),
                    )
                    for change in hours.changes
                ],
            )
            for hours in person.office_hours
        ],
    )


def _class(shared: Shared, event: Event) -> Class:
    entry = event.entry
    notes = [plain(note) for note in (event.note, entry.note) if note]
    return Class(
        id=entry.id,
        name=event.name,
        kind=entry.kind,
        label=shared.words.kinds.get(entry.kind, entry.kind),
        title=shared.told(entry.title),
        number=event.number,
        subtitle=_text(shared, entry.subtitle),
        groups=[plain(shared.calendar.groups[path].title) for path in event.groups if path in shared.calendar.groups],
        sections=[*event.sections],
        status="cancelled" if entry.cancelled else "moved" if event.moved else "scheduled",
        times=[Span(start=_iso(start), end=_iso(end)) for start, end in choices(event.timing)],
        moved_from=_starts(event.moved),
        weeks=[*event.timing.weeks] if event.timing.weeks else [],
        place=shared.where(event.rooms, None if event.place == TBA else event.place),
        mode=event.mode,
        join=shared.url(event.join),
        people=[_someone(shared, giver) for giver in entry.people if giver != TBA],
        optional=entry.optional,
        audience=_text(shared, entry.audience),
        part=entry.part,
        abstract=_text(shared, entry.abstract),
        note="\n".join(notes) or None,
        url=shared.event_address(event),
        materials=_links(shared, entry.id, event.sections),
    )


def _someone(shared: Shared, giver: str | people.Speaker) -> Someone:
    person = shared.course.person(giver)
    if isinstance(person, people.Person):
        return Someone(name=plain(person.name), role=", ".join(map(plain, person.role)), url=person.url)
    return Someone(
        name=shared.told(person.name),
        role=_text(shared, person.role),
        affiliation=_text(shared, person.affiliation),
        url=person.url,
    )


def _work(shared: Shared, deadline: Deadline) -> Work:
    item = deadline.assignment
    return Work(
        id=item.id,
        name=deadline.name,
        title=shared.told(item.title),
        kind=item.kind,
        number=deadline.number,
        topic=_text(shared, item.topic),
        project=deadline.project.id if deadline.project else None,
        sections=[*deadline.sections],
        status="cancelled" if item.cancelled else "moved" if deadline.was else "scheduled",
        released=_start(deadline.released),
        opens=_start(deadline.opens),
        due=[_due(shared, due) for due in deadline.dues],
        closes=_start(deadline.closes),
        was=_starts(deadline.was),
        hand_in=_places(shared, deadline),
        place=shared.where(item.rooms, None if item.place == TBA else item.place),
        team=_text(shared, item.team),
        part=deadline.part.id if deadline.part else None,
        weight=_number(item.weight),
        points=_number(item.points),
        optional=item.optional,
        audience=_text(shared, item.audience),
        note=_text(shared, item.note),
        url=shared.address(deadline.page),
        materials=_links(shared, item.id, deadline.sections),
    )


def _due(shared: Shared, due: DueTime) -> Due:
    weeks = due.timing.weeks if not due.timing.days else None
    return Due(
        at=_start(due.timing),
        weeks=[*weeks] if weeks else [],
        credit=_number(due.due.credit),
        note=_text(shared, due.due.note),
    )


def _places(shared: Shared, deadline: Deadline) -> list[Place]:
    links = shared.course.links
    return [
        Place(text=shared.linked(place), url=shared.url(place) if place in links else None, sections=[*names])
        for place, names in shared.hand_in(deadline).items()
    ]


def _part(shared: Shared, part: grades.Part) -> Part:
    weights = part.weight or {}
    return Part(
        id=part.id,
        title=plain(part.part),
        weight=_number(weights.get(ALL)),
        weights={scheme: _number(percent) for scheme, percent in weights.items() if scheme != ALL},
        points=_number(part.points),
        note=_text(shared, part.note),
        url=shared.address(part.page),
        parts=[_part(shared, inner) for inner in part.parts],
    )


def _links(shared: Shared, owner: str, sections: tuple[str, ...]) -> list[Link]:
    return [
        Link(
            label=plain(material.label),
            kind=material.kind,
            url=shared.full(url),
            format=form,
            language=material.item.language,
            access=_text(shared, material.item.access),
            sections=[*material.item.sections],
        )
        for material in shared.materials(owner, sections)
        for form, url in material.urls
    ]


def _hours(hours: Hours | None) -> dict[str, str | None]:
    """The start and the end of hours, as far as they are known."""
    start, end = (hours.start, hours.end) if hours else (None, None)
    return {"start": f"{start:%H:%M}" if start else None, "end": f"{end:%H:%M}" if end else None}


def _text(shared: Shared, text: str | None) -> str | None:
    """A text without its markup; None where it is not known."""
    return shared.told(text) if text and text != TBA else None


def _number(amount: Decimal | None) -> Number | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)


def _start(timing: Timing | None) -> str | None:
    """The day or the moment of a timing; None for one without a day."""
    return _iso(timing.start) if timing and timing.days else None


def _starts(timings: Iterable[Timing]) -> list[str]:
    return [found for timing in timings if (found := _start(timing))]


def _iso(when: date | datetime | None) -> str | None:
    return when.isoformat() if when else None
