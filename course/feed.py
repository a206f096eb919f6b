"""Calendar feeds (iCalendar, RFC 5545): the classes of a course, what is due, and office hours."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import icalendar

from course.calendar.feeds import CLASSES, DEADLINES, OFFICE, Feed
from course.calendar.items import Calendar, Deadline, DueTime, Event
from course.calendar.office import OfficeTime, reach
from course.calendar.pour import MARGIN
from course.calendar.slots import days
from course.calendar.timing import choices
from course.materials import presented
from course.model.course import Course
from course.model.entries import Entry
from course.model.work import Assignment
from course.shared import Shared
from course.text import plain
from course.words import Words, base, section_name

REFRESH = timedelta(hours=4)
"""How often programs should look for changes."""

ALARM = timedelta(days=-1)
"""When people are reminded, counted from what is due."""


def written(shared: Shared, feed: Feed) -> bytes:
    """A feed as a file: classes with hours and places, or as whole days, and what is due; nothing without a day."""
    made = _head(shared, feed)
    for event in feed.events:
        for n, (start, end) in enumerate(choices(event.timing), 1):
            made.add_component(_class(shared, event, start, end, n))
    for deadline in feed.deadlines:
        for n, due in enumerate(deadline.dues, 1):
            if due.timing.day:
                made.add_component(_due(shared, deadline, due, n))
    for held in feed.times:
        made.add_component(_office(shared, held))
    return made.to_ical()


def title(course: Course, words: Words, feed: Feed) -> str:
    """The name of a feed, as calendar programs show it."""
    label = words.label
    what = {CLASSES: label["classes"], DEADLINES: label["deadlines"], OFFICE: label["office_hours"]}.get(feed.what)
    parts = [course.name, *([what] if what else [])]
    if feed.section:
        parts.append(section_name(course, label, feed.section))
    return f"{': '.join(parts)} ({course.term.name})"


def _head(shared: Shared, feed: Feed) -> icalendar.Calendar:
    """A feed without its events; one to subscribe to has a name, and says how often to look for changes."""
    course = shared.course
    giver = course.institution.name if course.institution else course.title
    made = icalendar.Calendar()
    made.add("prodid", f"-//{giver}//{course.code or course.title} {course.term.name}//{base(course.language).upper()}")
    made.add("version", "2.0")
    if feed.is_subscribed:
        name = title(course, shared.words, feed)
        made.add("name", name)  # RFC 7986, section 5.1
        made.add("x-wr-calname", name)
        made.add("x-wr-timezone", course.timezone)
        made.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})  # RFC 7986, section 5.7
        made.add("x-published-ttl", icalendar.vDuration(REFRESH))  # Outlook's name for it
    if course.timezone != "UTC":
        made.add_component(_zone(course.timezone, *_range(shared.calendar)))
    return made


def _range(calendar: Calendar) -> tuple[date, date]:
    """The days for which a feed must define its time zone."""
    reached = reach(calendar.course)
    known = [event.timing.day for event in calendar.events if event.timing.day]
    known += [deadline.due.day for deadline in calendar.deadlines if deadline.due and deadline.due.day]
    known += [reached.first, reached.last] if reached else [] if known else [date(2000, 1, 1)]
    return min(known) - MARGIN, max(known) + MARGIN


@cache
def _zone(name: str, first: date, last: date) -> icalendar.Timezone:
    """The definition of a time zone for some days (RFC 5545, section 3.6.5)."""
    zone, start = ZoneInfo(name), datetime.combine(first, time.min, UTC)
    made = icalendar.Timezone()
    made.add("tzid", name)
    for moment in (start, *_changes(zone, first, last)):
        before, after = (moment - timedelta(seconds=1)).astimezone(zone), moment.astimezone(zone)
        part = icalendar.TimezoneDaylight() if after.dst() else icalendar.TimezoneStandard()
        part.add("dtstart", (moment + before.utcoffset()).replace(tzinfo=None))  # as clocks stood until then
        part.add("tzoffsetfrom", before.utcoffset())
        part.add("tzoffsetto", after.utcoffset())
        part.add("tzname", after.tzname())
        made.add_component(part)
    return made


def _changes(zone: ZoneInfo, first: date, last: date) -> Iterator[datetime]:
    """The moments at which the clocks of a zone change."""
    for day in days(first, last):
        start = datetime.combine(day, time.min, UTC)
        if start.astimezone(zone).utcoffset() != (start + timedelta(days=1)).astimezone(zone).utcoffset():
            yield start + timedelta(minutes=_first_minute(zone, start))


def _first_minute(zone: ZoneInfo, start: datetime) -> int:
    """The first minute after a moment, within a day, at which the clocks differ from those at the moment."""
    before = start.astimezone(zone).utcoffset()
    return bisect(
        range(24 * 60), False, key=lambda n: (start + timedelta(minutes=n)).astimezone(zone).utcoffset() != before
    )


def _item(shared: Shared, item_id: str, name: str) -> icalendar.Event:
    item = icalendar.Event()
    item.add("uid", _uid(shared.course, item_id))
    item.add("dtstamp", shared.built.astimezone(UTC))
    item.add("summary", name)
    return item


def _of_course(shared: Shared, name: str) -> str:
    return f"{shared.course.code}: {name}" if shared.course.code else name


def _uid(course: Course, item_id: str) -> str:
    """The same for the same entry of the same term, however often it moves (RFC 5545, section 3.8.4.7)."""
    giver = course.institution.name if course.institution else ""
    words = (giver, course.code or course.title, course.term.name)
    return "-".join([*(_slug(word) for word in words if word), item_id])


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-")


def _count(what: str, number: int) -> list[str]:
    """Which of several it is, for all but the first."""
    return [f"{what}{number}"] if number > 1 else []


def summary(shared: Shared, event: Event) -> str:
    """The title of an event."""
    sections = _in_sections(shared, event.sections)
    return _of_course(shared, shared.told(event.entry.title) + sections)


def location(shared: Shared, event: Event) -> str | None:
    """Where an event is, as far as that is known."""
    return shared.where(event.rooms, event.place) or (shared.words.label["online"] if event.mode == "online" else None)


def description(shared: Shared, event: Event) -> str:
    """What is told of an event beside when and where it is."""
    return "\n".join(_class_lines(shared, event))


def _class(
    shared: Shared, event: Event, start: date | datetime, end: date | datetime | None, choice: int
) -> icalendar.Event:
    parts = [event.entry.id, *event.sections[:1], *_count("part", event.sitting[0]), *_count("choice", choice)]
    item = _item(shared, ".".join(parts), summary(shared, event))
    item.add("dtstart", start)
    if end:
        item.add("dtend", end)
    _tell(
        item,
        location=location(shared, event),
        url=shared.event_address(event),
        description=description(shared, event),
    )
    if event.entry.cancelled:
        item.add("status", "CANCELLED")
    return item


def _class_lines(shared: Shared, event: Event) -> Iterator[str]:
    entry, words = event.entry, shared.words
    kind = words.kinds.get(entry.kind, entry.kind)
    yield f"{kind} {event.number}" if event.number else kind
    if event.sitting[1] > 1:
        yield words.label["sitting"].format(number=event.sitting[0], total=event.sitting[1])
    if entry.people:
        yield "; ".join(shared.giver(giver) for giver in entry.people)
    yield from (plain(note) for note in (event.note, entry.note) if note)
    if shared.shown(event.join):
        yield f"{words.label['join']}: {shared.linked(event.join)}"
    yield from _links(shared, [entry, *presented(shared.calendar, entry)], event.sections)


def _due(shared: Shared, deadline: Deadline, due: DueTime, choice: int) -> icalendar.Event:
    assignment, label = deadline.assignment, shared.words.label
    parts = [f"{assignment.id}-due", *deadline.sections[:1], *_count("time", choice)]
    project = f"{plain(deadline.project.title)}: " if deadline.project else ""
    name = f"{label['due']}: {project}{plain(assignment.title)}"
    if due.due.credit is not None:
        name += f" ({label['credit'].format(percent=f'{due.due.credit:f}')})"
    item = _item(shared, ".".join(parts), _of_course(shared, name + _in_sections(shared, deadline.sections)))
    item.add("dtstart", due.timing.start)
    _tell(
        item,
        location=shared.where(assignment.rooms, assignment.place),
        url=shared.address(deadline.page),
        description="\n".join(_due_lines(shared, deadline, due)),
    )
    if assignment.cancelled:
        item.add("status", "CANCELLED")
    else:
        item.add_component(_alarm(item["summary"]))
    return item


def _office(shared: Shared, held: OfficeTime) -> icalendar.Event:
    """Office hours on one day; its UID has the day and the hour that were meant at first."""
    day, hour = held.change.date if held.change else held.day, held.hours.time.start if held.hours.time else None
    several = [each for each in held.person.office_hours if not (each.time and each.time.start)]
    count = [] if hour else _count("hours", several.index(held.hours) + 1)
    parts = ["office", _slug(held.person.name), str(day), *([f"{hour:%H%M}"] if hour else []), *count]
    item = _item(
        shared, ".".join(parts), _of_course(shared, f"{shared.words.label['office_hours']}: {plain(held.person.name)}")
    )
    item.add("dtstart", held.start or held.day)
    if held.end:
        item.add("dtend", held.end)
    said = [plain(text) for text in (held.hours.text, held.change and held.change.note) if text]
    said += [shared.linked(held.hours.link)] if held.hours.link else []
    _tell(item, location=shared.where((), held.place), description="\n".join(said))
    if held.cancelled:
        item.add("status", "CANCELLED")
    return item


def _due_lines(shared: Shared, deadline: Deadline, due: DueTime) -> Iterator[str]:
    """What is told of a deadline beside when it is."""
    assignment = deadline.assignment
    yield from (plain(text) for text in (assignment.topic, due.due.note, assignment.note) if text)
    for place, sections in shared.hand_in(deadline).items():
        yield f"{shared.words.label['hand_in']} {shared.linked(place)}{_in_sections(shared, sections)}"
    yield from _links(shared, [assignment], deadline.sections)


def _alarm(text: str) -> icalendar.Alarm:
    """A reminder; what is due is a moment, to which it is relative (RFC 5545, section 3.6.6)."""
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", ALARM)
    return alarm


def _in_sections(shared: Shared, sections: tuple[str, ...]) -> str:
    names = (section_name(shared.course, shared.words.label, name) for name in sections)
    return f" ({', '.join(names)})" if sections else ""


def _links(shared: Shared, owners: Sequence[Entry | Assignment], sections: tuple[str, ...]) -> list[str]:
    """The materials with their addresses."""
    return [
        f"{plain(material.label)}{f' {form}' if form and len(material.urls) > 1 else ''}: {shared.full(url)}"
        for owner in owners
        for material in shared.materials(owner.id, sections)
        for form, url in material.urls
    ]


def _tell(item: icalendar.Event, **said: str | None) -> None:
    for name, text in said.items():
        if text:
            item.add(name, text)
