"""The kinds of values that a person types: dates, hours, addresses, names. Each is read from text.

Every reader raises ValueError with a sentence that says what is wrong and what to write.
"""

from __future__ import annotations

import re
import zoneinfo
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import PlainValidator

from course.problems import nearest, suggest

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_DATE = re.compile(r"(?:(?P<weekday>[^\W\d]+),?\s+)?(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included; a single day is a span of one."""

    first: date
    last: date


@dataclass(frozen=True)
class Hours:
    """Hours of one day in the course's time zone; `end` is None where only the start is known."""

    start: time
    end: time | None


@dataclass(frozen=True)
class Due:
    """A day on which something is due, with its hour in the course's time zone if one is said."""

    day: date
    hour: time | None


@dataclass(frozen=True)
class Released:
    """When something is released: on a day, or with the entry that has the id `entry`."""

    day: date | None
    entry: str | None


def read_text(value: Any) -> str:
    """One piece of text that is not empty."""
    if isinstance(value, list | dict):
        raise ValueError("expects one value, not several; write it on one line")
    text = str(value).strip()
    if not text:
        raise ValueError("has no value; write one, or delete the line")
    return text


def weekday(day: date) -> str:
    """The short English name of a day's weekday, as messages use it: `Mon`."""
    return WEEKDAY_NAMES[day.weekday()][:3]


def read_weekday(value: Any) -> int:
    """A weekday by its English name or its first three letters; Monday is 0."""
    text = read_text(value)
    names = (*WEEKDAYS, *(name.lower() for name in WEEKDAY_NAMES))
    if text.lower() in names:
        return names.index(text.lower()) % 7
    raise ValueError(f"`{text}` is no weekday; {suggest(text, WEEKDAYS)}")


def read_date(value: Any) -> date:
    """A day as year-month-day; a weekday in front is compared with the date."""
    text = read_text(value)
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"`{text}` is no date; write year-month-day, like 2025-09-01")
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    if not 1900 <= year <= 2999:
        raise ValueError(f"`{text}` is no date of a course: the year is {year}; write year-month-day, like 2025-09-01")
    if not 1 <= month <= 12:
        raise ValueError(f"`{text}` is no date: the months go from 01 to 12; write year-month-day, like 2025-09-01")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ValueError(f"`{text}` is no date: {year}-{month:02} has {days} days; write a day from 01 to {days}")
    found = date(year, month, day)
    if match["weekday"] and read_weekday(match["weekday"]) != found.weekday():
        raise ValueError(
            f"{found} is a {WEEKDAY_NAMES[found.weekday()]}, not a "
            f"{WEEKDAY_NAMES[read_weekday(match['weekday'])]}; write `{weekday(found)} {found}` or the date you mean"
        )
    return found


def read_span(value: Any) -> Span:
    """One day, or the first and the last day with two dots between them."""
    text = read_text(value)
    first, dots, last = text.partition("..")
    try:
        span = Span(read_date(first), read_date(last) if dots else read_date(first))
    except ValueError as error:
        raise ValueError(f"{error}; several days are written 2025-10-06..2025-10-08") from None
    if span.last < span.first:
        raise ValueError(f"`{text}` ends before it starts; write {span.last}..{span.first}")
    return span


def read_time(value: Any) -> time:
    """An hour of the day from 00:00 to 23:59."""
    text = read_text(value)
    match = _TIME.fullmatch(text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f"`{text}` is no hour; write hours and minutes from 00:00 to 23:59, like 10:30")
    return time(int(match[1]), int(match[2]))


def read_hours(value: Any) -> Hours:
    """A start and an end with a hyphen between them, or a start alone."""
    text = read_text(value)
    start, *end = re.split(r"\s*[-–]\s*", text, maxsplit=1)
    hours = Hours(read_time(start), read_time(end[0]) if end else None)
    if hours.end and hours.end <= hours.start:
        raise ValueError(f"`{text}` ends before it starts; write the start first, like 10:30-11:45")
    return hours


def read_due(value: Any) -> Due:
    """A day, with an hour behind it where one is meant."""
    text = read_text(value)
    match = re.fullmatch(r"(.*\S)\s+(\S*:\S*)", text)
    return Due(read_date(match[1]), read_time(match[2])) if match else Due(read_date(text), None)


def read_released(value: Any) -> Released:
    """A day, or `with` and the id of an entry of the schedule."""
    text = read_text(value)
    word, _, entry = text.partition(" ")
    if word == "with" and entry:
        return Released(None, read_id(entry))
    try:
        return Released(read_date(text), None)
    except ValueError as error:
        raise ValueError(f"{error}, or `with` and the id of an entry, like `with sess01`") from None


def read_id(value: Any) -> str:
    """A name that other files and pages refer to, so it must be a word of lower-case letters, digits and _."""
    text = read_text(value)
    if not _ID.fullmatch(text):
        near = re.sub(r"[^a-z0-9_]+", "_", text.lower()).strip("_")
        example = near if _ID.fullmatch(near) else "lec05"
        raise ValueError(f"`{text}` is no name; use a letter, then letters, digits and _, like `{example}`")
    return text


def read_address(value: Any) -> str:
    """A web address (http, https) or a mail address (mailto:)."""
    text = read_text(value)
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that are no IPv6 address
        parts = urlsplit("")
    web = parts.scheme in ("http", "https") and re.fullmatch(r"[\w-]+(\.[\w-]+)+", parts.hostname or "")
    mail = parts.scheme == "mailto" and "@" in parts.path
    if not (web or mail) or re.search(r"[\s<>\"]", text):
        raise ValueError(f"`{text}` is no address; write it in full, without spaces, like https://example.org/page")
    return text


def read_email(value: Any) -> str:
    """A mail address of one person."""
    text = read_text(value)
    if not re.fullmatch(r"[^@\s<>\":]+@[^@\s<>\":]+\.[^@\s<>\":.]+", text):
        raise ValueError(f"`{text}` is no mail address; write it like name@example.org")
    return text


def read_page(value: Any) -> str:
    """A page of the site, told from the folder docs."""
    text = read_text(value)
    path = PurePosixPath(text)
    if path.suffix != ".md" or path.is_absolute() or ".." in path.parts:
        raise ValueError(f"`{text}` is no page; write the path of a Markdown file from docs/, like talks/guest1.md")
    return str(path)


def read_weight(value: Any) -> Decimal:
    """Percent of the final grade."""
    text = read_text(value)
    if not re.fullmatch(r"\d+(\.\d+)?\s*%?", text) or Decimal(text.rstrip("% ")) > 100:
        raise ValueError(f"`{text}` is no weight; write percent from 0 to 100, like 20")
    return Decimal(text.rstrip("% "))


def read_flag(value: Any) -> bool:
    """Yes or no."""
    text = read_text(value).lower()
    if text not in ("yes", "no", "true", "false"):
        raise ValueError(f"`{text}` is neither yes nor no; write `yes` or `no`")
    return text in ("yes", "true")


def read_timezone(value: Any) -> str:
    """A time zone by its name in the IANA database."""
    text = read_text(value)
    try:
        if "/" not in text and text != "UTC":  # names such as `localtime` mean another zone on every machine
            raise ValueError(text)
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        zones = {zone for zone in zoneinfo.available_timezones() if "/" in zone}
        near = nearest(text, zones) or "Asia/Seoul"
        raise ValueError(f"`{text}` is no time zone; write region and city, like `{near}`") from None
    return text


Text = Annotated[str, PlainValidator(read_text)]
Id = Annotated[str, PlainValidator(read_id)]
Weekday = Annotated[int, PlainValidator(read_weekday)]
Date = Annotated[date, PlainValidator(read_date)]
DateSpan = Annotated[Span, PlainValidator(read_span)]
Time = Annotated[time, PlainValidator(read_time)]
TimeSpan = Annotated[Hours, PlainValidator(read_hours)]
DueTime = Annotated[Due, PlainValidator(read_due)]
Release = Annotated[Released, PlainValidator(read_released)]
Address = Annotated[str, PlainValidator(read_address)]
Email = Annotated[str, PlainValidator(read_email)]
PagePath = Annotated[str, PlainValidator(read_page)]
Weight = Annotated[Decimal, PlainValidator(read_weight)]
Flag = Annotated[bool, PlainValidator(read_flag)]
Timezone = Annotated[str, PlainValidator(read_timezone)]
