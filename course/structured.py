"""What search engines and previews of links read: schema.org's Course and Event, Open Graph, descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from course.calendar.items import Event
from course.calendar.slots import days, meetings, section, slots
from course.clock import Clock
from course.model.pattern import Meeting
from course.model.people import Speaker
from course.model.values import TBA, WEEKDAY_NAMES
from course.shared import Shared
from course.text import plain
from course.words import section_name

Data = dict[str, Any]

CONTEXT = "https://schema.org"
SCHEDULED, CANCELLED, RESCHEDULED = (f"{CONTEXT}/Event{status}" for status in ("Scheduled", "Cancelled", "Rescheduled"))
ATTENDANCE = {"in_person": "Offline", "online": "Online", "hybrid": "Mixed"}
MODES = {"in_person": "Onsite", "online": "Online", "hybrid": "Blended"}
"""How Google names the ways to meet (Course info structured data)."""

RECORDINGS = ("recording", "video")
"""The kinds of materials that are recordings."""


def course_data(shared: Shared, home: str | None, description: str) -> Data:
    """The course with its term, and with its sections where it has any (schema.org Course and CourseInstance)."""
    course = shared.course
    return _known(
        **{"@context": CONTEXT, "@type": "Course"},
        name=course.title,
        courseCode=course.code,
        description=description,
        url=home,
        inLanguage=course.language,
        provider=_provider(shared),
        hasCourseInstance=[_instance(shared, name, home) for name in shared.calendar.sections],
    )


def event_data(shared: Shared, page: str, image: str | None = None) -> list[Data]:
    """The events that a page is about, if it has an abstract of them (schema.org EducationEvent)."""
    return [
        {"@context": CONTEXT, **_event(shared, event, image)}
        for event in shared.calendar.events
        if event.entry.page == page and event.entry.abstract and len(event.timing.days) == 1
    ]


def open_graph(shared: Shared, said: dict[str, str | None], card: str | None) -> list[tuple[str, str]]:
    """What previews of a link show (ogp.me): `said` of the page, and the picture at the address `card`."""
    course = shared.course
    found = {
        **said,
        "site_name": course.name,
        "locale": Clock(course.language).full_language,
        **({"image": card, "image:width": "1200", "image:height": "630"} if card else {}),
        **({"image:alt": f"{course.name}, {course.term.name}"} if card else {}),
    }
    return [(f"og:{name}", text) for name, text in found.items() if text]


def _known(**said: Any) -> Data:
    """What is known of something, without what is empty."""
    return {name: value for name, value in said.items() if value not in (None, "", [], ())}


def _provider(shared: Shared) -> Data | None:
    giver = shared.course.institution
    return _known(**{"@type": "Organization"}, name=giver.name, url=giver.url) if giver else None


def _instance(shared: Shared, name: str, home: str | None) -> Data:
    course, pattern, here = shared.course, meetings(shared.course, name), section(shared.course, name)
    modes = {meeting.mode for meeting in pattern}
    said = (meeting.place for meeting in pattern if meeting.place != TBA)
    places = dict.fromkeys(place for place in said if place and not _is_online(place))
    givers = (course.teachers(here) if here else ()) or course.instructors
    title = f"{course.name}, {course.term.name}"
    return _known(
        **{"@type": "CourseInstance"},
        name=f"{title}, {section_name(course, shared.words.label, name)}" if name else title,
        url=home,
        inLanguage=course.language,
        startDate=_iso(course.term.start),
        endDate=_iso(course.term.end),
        courseMode=MODES.get(next(iter(modes))) if len(modes) == 1 else None,
        location=[{"@type": "Place", "name": shared.told(place)} for place in places],
        instructor=[*_people(shared, givers)],
        courseSchedule=[*_schedules(shared, name, pattern)],
    )


def _schedules(shared: Shared, name: str, pattern: Iterable[Meeting]) -> Iterator[Data]:
    """The weekly meetings, with the days on which they are not held."""
    course = shared.course
    held: dict[int, set[date]] = {}
    for slot in slots(course, name):
        for n, meeting in enumerate(pattern):
            if slot.meeting == meeting:
                held.setdefault(n, set()).add(slot.day)
    for n, meeting in enumerate(pattern):
        if n not in held:
            continue
        first, last = min(held[n]), max(held[n])
        hours = meeting.time
        yield _known(
            **{"@type": "Schedule"},
            name=plain(meeting.title) if meeting.title else None,
            repeatFrequency="Weekly",
            byDay=[f"{CONTEXT}/{WEEKDAY_NAMES[day]}" for day in meeting.days],
            startDate=_iso(first),
            endDate=_iso(last),
            startTime=f"{hours.start:%H:%M:%S}" if hours and hours.start else None,
            endTime=f"{hours.end:%H:%M:%S}" if hours and hours.end else None,
            scheduleTimezone=course.timezone,
            exceptDate=[_iso(day) for day in days(first, last) if day.weekday() in meeting.days and day not in held[n]],
        )


def _event(shared: Shared, event: Event, image: str | None) -> Data:
    entry, timing = event.entry, event.timing
    online = event.mode in ("online", "hybrid") or _is_online(event.place)
    mode = event.mode or ("online" if online else None)
    status = CANCELLED if entry.cancelled else RESCHEDULED if event.moved else SCHEDULED
    page = shared.event_address(event)
    virtual = {"@type": "VirtualLocation", "url": shared.url(event.join) or page} if online else None
    place = None if _is_online(event.place) or event.place == TBA else shared.where(event.rooms, event.place)
    locations = [*([{"@type": "Place", "name": place}] if place else []), *([virtual] if virtual else [])]
    return _known(
        **{"@type": "EducationEvent"},
        name=shared.told(entry.title),
        description="\n\n".join(" ".join(plain(each).split()) for each in entry.abstract.split("\n\n")),
        url=page,
        image=image,
        startDate=_iso(timing.start),
        endDate=_iso(timing.end),
        previousStartDate=[_iso(old.start) for old in event.moved if old.start],
        eventStatus=status,
        eventAttendanceMode=f"{CONTEXT}/{ATTENDANCE[mode]}EventAttendanceMode" if mode else None,
        location=locations[0] if len(locations) == 1 else locations,
        performer=[*_people(shared, entry.people)],
        organizer=_provider(shared),
        inLanguage=shared.course.language,
        recordedIn=[*_recordings(shared, event)],
    )


def _recordings(shared: Shared, event: Event) -> Iterator[Data]:
    for material in shared.materials(event.entry.id, event.sections):
        for _, url in material.urls if material.kind in RECORDINGS else ():
            yield {"@type": "CreativeWork", "name": plain(material.label), "url": shared.full(url)}


def _people(shared: Shared, givers: Iterable[Any]) -> Iterator[Data]:
    for giver in givers:
        person = shared.course.person(giver) if isinstance(giver, str) else giver
        if person.name == TBA:
            continue
        works = person.affiliation if isinstance(person, Speaker) else None
        role = person.role if isinstance(person, Speaker) else ", ".join(person.role)
        yield _known(
            **{"@type": "Person"},
            name=plain(person.name),
            url=person.url,
            jobTitle=plain(role) if role else None,
            affiliation={"@type": "Organization", "name": plain(works)} if works else None,
        )


def _is_online(place: str | None) -> bool:
    """Whether a place is `Online`, as its field says."""
    return bool(place and re.match(r"online\b", place, re.IGNORECASE))


def _iso(when: date | datetime | None) -> str | None:
    return when.isoformat() if when else None
