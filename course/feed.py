"""Calendar feeds (iCalendar, RFC 5545): the classes of a course, and what is due."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

import icalendar

from course.calendar.items import Calendar, Deadline, DueTime, Event
from course.calendar.pour import MARGIN
from course.calendar.timing import Timing
from course.materials import Shelf, materials, presented
from course.model.course import Course
from course.model.entries import Entry
from course.model.values import TBA
from course.model.work import Assignment
from course.text import OUTSIDE, plain
from course.words import Words, base


@dataclass(frozen=True)
class Feed:
    """What all feeds of a site share.

    `built` is the moment that it is built for; `page_url` turns the path of a page or file in `docs/` into its full
    address.
    """

    calendar: Calendar
    words: Words
    built: datetime
    page_url: Callable[[str], str]

    @property
    def course(self) -> Course:
        """The course that the feeds are of."""
        return self.calendar.course


def classes(feed: Feed) -> bytes:
    """The feed of all entries with their hours and places, or as whole days; without a day they are left out."""
    written = _feed(feed, feed.course.name)
    for event in feed.calendar.events:
        for n, (start, end) in enumerate(_times(event.timing), 1):
            written.add_component(_class(feed, event, start, end, n))
    return written.to_ical()


def deadlines(feed: Feed) -> bytes:
    """The feed of all due dates, each a point in time, or a day where no hour is known."""
    written = _feed(feed, f"{feed.course.name}: {feed.words.label['deadlines']}")
    for deadline in feed.calendar.deadlines:
        for n, due in enumerate(deadline.dues, 1):
            if due.timing.day:
                written.add_component(_due(feed, deadline, due, n))
    return written.to_ical()


def _times(timing: Timing) -> Iterator[tuple[date | datetime, date | datetime | None]]:
    """The start and the end of each choice of days; whole days end as the next one begins (RFC 5545, section 3.6.1)."""
    hours = timing.hours
    if timing.is_one_day:
        yield timing.start, timing.end
    elif isinstance(timing.start, datetime):
        zone = timing.start.tzinfo
        for span in timing.days:
            end = datetime.combine(span.first, hours.end, zone) if hours.end else None
            yield datetime.combine(span.first, hours.start, zone), end
    else:
        yield from ((span.first, span.last + timedelta(days=1)) for span in timing.days)


def _feed(feed: Feed, name: str) -> icalendar.Calendar:
    course = feed.course
    giver = course.institution.name if course.institution else course.title
    written = icalendar.Calendar()
    written.add(
        "prodid", f"-//{giver}//{course.code or course.title} {course.term.name}//{base(course.language).upper()}"
    )
    written.add("version", "2.0")
    written.add("name", f"{name} ({course.term.name})")  # RFC 7986, section 5.1
    written.add("x-wr-calname", f"{name} ({course.term.name})")
    written.add("x-wr-timezone", course.timezone)
    if course.timezone != "UTC":
        written.add_component(_zone(course.timezone, *_range(feed.calendar)))
    return written


def _range(calendar: Calendar) -> tuple[date, date]:
    """The days for which a feed must define its time zone."""
    term = calendar.course.term
    days = [event.timing.day for event in calendar.events if event.timing.day]
    days += [deadline.due.day for deadline in calendar.deadlines if deadline.due and deadline.due.day]
    days += [day for day in (term.start, term.end) if day] or [date(2000, 1, 1)]
    return min(days) - MARGIN, max(days) + MARGIN


@cache
def _zone(name: str, first: date, last: date) -> icalendar.Timezone:
    """The definition of a time zone for some days (RFC 5545, section 3.6.5)."""
    return icalendar.Timezone.from_tzid(name, first_date=first, last_date=last)


def _item(feed: Feed, item_id: str, title: str) -> icalendar.Event:
    item = icalendar.Event()
    item.add("uid", _uid(feed.course, item_id))
    item.add("dtstamp", feed.built.astimezone(UTC))
    item.add("summary", f"{feed.course.code}: {title}" if feed.course.code else title)
    return item


def _uid(course: Course, item_id: str) -> str:
    """The same for the same entry of the same term, however often it moves (RFC 5545, section 3.8.4.7)."""
    giver = course.institution.name if course.institution else ""
    words = (giver, course.code or course.title, course.term.name)
    named = [re.sub(r"[^\w]+", "-", word.lower()).strip("-") for word in words if word]
    return "-".join([*named, item_id])


def _count(what: str, number: int) -> list[str]:
    """Which of several it is, for all but the first."""
    return [f"{what}{number}"] if number > 1 else []


def _class(
    feed: Feed, event: Event, start: date | datetime, end: date | datetime | None, choice: int
) -> icalendar.Event:
    entry, label = event.entry, feed.words.label
    parts = [entry.id, *event.sections[:1], *_count("part", event.sitting[0]), *_count("choice", choice)]
    title = label["tba"] if entry.title == TBA else plain(entry.title)
    item = _item(
        feed, ".".join(parts), f"{title} ({label['section']} {', '.join(event.sections)})" if event.sections else title
    )
    item.add("dtstart", start)
    if end:
        item.add("dtend", end)
    places = [f"{plain(room.place)} ({plain(room.who)})" for room in event.rooms] or [event.place]
    if places != [None]:
        item.add("location", label["tba"] if places == [TBA] else plain("; ".join(places)))
    item.add(
        "description",
        "\n".join(
            [feed.words.kinds.get(entry.kind, entry.kind), *_links(feed, [entry, *presented(feed.calendar, entry)])]
        ),
    )
    if entry.page:
        item.add("url", feed.page_url(entry.page))
    if entry.cancelled:
        item.add("status", "CANCELLED")
    return item


def _due(feed: Feed, deadline: Deadline, due: DueTime, choice: int) -> icalendar.Event:
    assignment, label = deadline.assignment, feed.words.label
    parts = [f"{assignment.id}-due", *deadline.sections[:1], *_count("time", choice)]
    project = f"{plain(deadline.project.title)}: " if deadline.project else ""
    title = f"{label['due']}: {project}{plain(assignment.title)}"
    if due.due.credit is not None:
        title += f" ({label['credit'].format(percent=f'{due.due.credit:f}')})"
    if deadline.sections:
        title += f" ({label['section']} {', '.join(deadline.sections)})"
    item = _item(feed, ".".join(parts), title)
    item.add("dtstart", due.timing.start)
    topic = plain(assignment.topic) if assignment.topic else None
    lines = [topic, *_links(feed, [assignment])]
    if any(lines):
        item.add("description", "\n".join(line for line in lines if line))
    page = assignment.page or (deadline.part.page if deadline.part else None)
    if page:
        item.add("url", feed.page_url(page))
    if assignment.cancelled:
        item.add("status", "CANCELLED")
    return item


def _links(feed: Feed, owners: Sequence[Entry | Assignment]) -> list[str]:
    shelf = Shelf(feed.calendar, feed.words, feed.built)
    return [
        f"{plain(material.label)}: {url if OUTSIDE.match(url) else feed.page_url(url)}"
        for owner in owners
        for material in materials(shelf, owner.id)
        for _, url in material.urls
    ]
