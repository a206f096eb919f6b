"""Calendar feeds (iCalendar, RFC 5545): the classes of a course, and what is due."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache

import icalendar

from course.calendar import Calendar, Deadline, Event
from course.materials import materials
from course.model import Assignment, Course, Entry
from course.pour import MARGIN
from course.words import Words


def classes(course: Course, calendar: Calendar, words: Words, built: datetime, page_url: Callable[[str], str]) -> bytes:
    """The feed of all entries with their hours and places. `built` is when the site was built.

    `page_url` turns the path of a page in `docs/` into its full address.
    """
    feed = _feed(course, course.name)
    for event in calendar.events:
        feed.add_component(_class(course, words, built, page_url, event))
    return feed.to_ical()


def deadlines(
    course: Course, calendar: Calendar, words: Words, built: datetime, page_url: Callable[[str], str]
) -> bytes:
    """The feed of all due dates, each a point in time, or a day where no hour is known."""
    feed = _feed(course, f"{course.name}: {words.label['deadlines']}")
    for deadline in calendar.deadlines:
        feed.add_component(_due(course, words, built, page_url, deadline))
    return feed.to_ical()


def _feed(course: Course, name: str) -> icalendar.Calendar:
    feed = icalendar.Calendar()
    feed.add("prodid", f"-//{course.institution.name}//{course.code} {course.term.name}//EN")
    feed.add("version", "2.0")
    feed.add("name", f"{name} ({course.term.name})")  # RFC 7986, section 5.1
    feed.add("x-wr-calname", f"{name} ({course.term.name})")
    feed.add("x-wr-timezone", course.timezone)
    feed.add_component(_zone(course.timezone, course.term.start - MARGIN, course.term.end + MARGIN))
    return feed


@cache
def _zone(name: str, first: date, last: date) -> icalendar.Timezone:
    """The definition of a time zone for some days (RFC 5545, section 3.6.5)."""
    return icalendar.Timezone.from_tzid(name, first_date=first, last_date=last)


def _item(course: Course, item_id: str, built: datetime, title: str) -> icalendar.Event:
    item = icalendar.Event()
    item.add("uid", _uid(course, item_id))
    item.add("dtstamp", built.astimezone(UTC))
    item.add("summary", f"{course.code}: {title}")
    return item


def _uid(course: Course, item_id: str) -> str:
    """The same for the same entry of the same term, however often it moves (RFC 5545, section 3.8.4.7)."""
    words = (course.institution.name, course.code, course.term.name, item_id)
    return "-".join(re.sub(r"[^\w]+", "-", word.lower()).strip("-") for word in words)


def _class(
    course: Course, words: Words, built: datetime, page_url: Callable[[str], str], event: Event
) -> icalendar.Event:
    item = _item(course, event.entry.id, built, event.entry.title)
    item.add("dtstart", event.start)
    if event.end:
        item.add("dtend", event.end)
    if event.place:
        item.add("location", event.place)
    item.add("description", "\n".join([words.kinds[event.entry.kind], *_links(course, words, event.entry)]))
    if event.entry.page:
        item.add("url", page_url(event.entry.page))
    return item


def _due(
    course: Course, words: Words, built: datetime, page_url: Callable[[str], str], deadline: Deadline
) -> icalendar.Event:
    assignment = deadline.assignment
    item = _item(course, f"{assignment.id}-due", built, f"{words.label['due']}: {assignment.title}")
    item.add("dtstart", deadline.due)
    lines = [assignment.topic, *_links(course, words, assignment)]
    if any(lines):
        item.add("description", "\n".join(line for line in lines if line))
    if deadline.part and deadline.part.page:
        item.add("url", page_url(deadline.part.page))
    return item


def _links(course: Course, words: Words, item: Entry | Assignment) -> list[str]:
    return [f"{material.label}: {material.url}" for material in materials(course, words, item)]
