"""Addresses that put a feed, or a single event, into somebody's own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote, urlencode, urljoin

from course.calendar.feeds import ALL, CLASSES, DEADLINES, OFFICE, Feed, feeds, single
from course.calendar.items import Calendar, Event
from course.calendar.timing import choices
from course.feed import description, location, summary, title
from course.shared import Shared
from course.words import Words, section_name

DESKTOP = "Apple, Thunderbird"
"""Programs that open addresses that begin with `webcal:`."""

GOOGLE, OUTLOOK = "Google Calendar", "Outlook"


@dataclass(frozen=True)
class Subscription:
    """A feed on a page: its title, its path, its full address and, by the names of programs, where they take it.

    A site that does not know its own address has only the path to fetch the feed from.
    """

    title: str
    path: str
    address: str | None
    ways: tuple[tuple[str, str], ...]


def subscriptions(
    calendar: Calendar, words: Words, site: str | None, section: str | None = None
) -> tuple[Subscription, ...]:
    """The feeds that have anything in them, that of everything first.

    `site` is the address of the site. With sections, and none of them named, that of everything for each of them
    stands behind that of the whole course.
    """
    sections = [each.id for each in calendar.course.sections] if section is None else []
    first, *others = feeds(calendar, section)
    found = [first, *(feeds(calendar, name)[0] for name in sections), *others]
    return tuple(_subscription(calendar, words, site, each) for each in found if not each.is_empty)


def _subscription(calendar: Calendar, words: Words, site: str | None, feed: Feed) -> Subscription:
    label = words.label
    told = {
        ALL: section_name(calendar.course, label, feed.section) if feed.section else label["all_dates"],
        CLASSES: label["classes"],
        DEADLINES: label["deadlines"],
        OFFICE: label["office_hours"],
    }[feed.what]
    found = urljoin(site, feed.name) if site else None
    ways = _ways(found, title(calendar.course, words, feed)) if found else ()
    return Subscription(told, feed.name, found, ways)


def _ways(whole: str, name: str) -> tuple[tuple[str, str], ...]:
    web = f"webcal:{whole.partition(':')[2]}"
    said = urlencode({"url": whole, "name": name}, quote_via=quote)  # Outlook shows `+` as it stands
    return (
        (DESKTOP, web),
        (GOOGLE, f"https://calendar.google.com/calendar/r?{urlencode({'cid': web})}"),
        (OUTLOOK, f"https://outlook.office.com/calendar/0/addfromweb?{said}"),
    )


def copy(shared: Shared, event: Event) -> Subscription | None:
    """One event, to be copied into a calendar; None for one without a day."""
    moments = next(choices(event.timing), None)
    if moments is None:
        return None
    return Subscription(summary(shared, event), single(event), None, ((GOOGLE, _google(shared, event, *moments)),))


def _google(shared: Shared, event: Event, start: date | datetime, end: date | datetime | None) -> str:
    """Where Google Calendar takes a copy of an event."""
    lines = [description(shared, event), shared.event_address(event)]
    said = {
        "action": "TEMPLATE",
        "text": summary(shared, event),
        "dates": f"{_basic(start)}/{_basic(end or _end(start))}",
        "details": "\n".join(line for line in lines if line),
        "location": location(shared, event),
        "ctz": shared.course.timezone,
    }
    return f"https://calendar.google.com/calendar/render?{urlencode({key: text for key, text in said.items() if text})}"


def _end(start: date | datetime) -> date | datetime:
    """The end of what has none: Google asks for one."""
    return start if isinstance(start, datetime) else start + timedelta(days=1)


def _basic(when: date | datetime) -> str:
    """A day or a moment of the course's own clocks, in the basic form of ISO 8601."""
    return f"{when:%Y%m%dT%H%M%S}" if isinstance(when, datetime) else f"{when:%Y%m%d}"
