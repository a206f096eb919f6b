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

from babel import Locale, UnknownLocaleError
from pydantic import BeforeValidator, PlainValidator

from course.problems import ERROR, HINTS, LEVELS, WARNINGS, Mistake, nearest, suggest

TBA = "TBA"
"""What stands for anything that is to be announced, however it was typed."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MODES = ("in person", "online", "hybrid")
STATES = ("open", "closed", "waiting list")
CANCELLED = ("slot stays empty", "rest moves up")
COLOURS = ("blue", "green", "orange", "pink", "purple", "red", "teal", "grey")

PAPERS = ("a4", "letter")

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".svg", ".gif")

MOST = 400
"""How often something can be repeated."""

_RANGES = r"\d{1,3}(\s*-\s*\d{1,3})?(\s*,\s*\d{1,3}(\s*-\s*\d{1,3})?)*"
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
    """Hours of one day in the course's time zone.

    `end` is None where only the start is known; `later` says that it goes on until some unknown hour. `start` is
    None where the hours are to be announced.
    """

    start: time | None
    end: time | None = None
    later: bool = False


@dataclass(frozen=True)
class Repeat:
    """What something is repeated for: each of some numbers, or each entry that has one of `names` as its id or kind.

    Entries with one of `without` as their id are left out.
    """

    numbers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Best:
    """How many of equal results count: the best `counted` of `held`, or all but the `dropped` lowest."""

    counted: int | None = None
    held: int | None = None
    dropped: int | None = None


def read_text(value: Any) -> str:
    """One piece of text that is not empty."""
    if isinstance(value, list | dict):
        raise Mistake(
            "one-value", "expects one text, not a list or lines of `key: value`; put the whole text in quotes"
        )
    text = str(value).strip()
    if not text:
        raise Mistake("no-value", "has no value; write one, or delete this key")
    return text


def read_words(value: Any) -> str:
    """Text as it is shown; what is to be announced is TBA, however it is typed."""
    text = read_text(value)
    return TBA if text.lower() in ("tba", "tbd", "tbc") else text


def weekday(day: date) -> str:
    """The short English name of a day's weekday, as messages use it: `Mon`."""
    return WEEKDAY_NAMES[day.weekday()][:3]


def read_weekday(value: Any) -> int:
    """A weekday by its English name or its first three letters; Monday is 0."""
    text = read_text(value)
    names = (*WEEKDAYS, *(name.lower() for name in WEEKDAY_NAMES))
    if text.lower() in names:
        return names.index(text.lower()) % 7
    near = nearest(text, names)
    remedy = f"did you mean `{WEEKDAYS[names.index(near) % 7]}`?" if near else f"write one of: {', '.join(WEEKDAYS)}"
    raise ValueError(f"`{text}` is not a weekday; {remedy}")


def as_days(value: Any) -> Any:
    """Weekdays as a list: `[mon, wed]`, `mon, wed` and `mon` are all right."""
    return value if isinstance(value, list | tuple) else str(value).split(",")


def read_date(value: Any) -> date:
    """A day as year-month-day; a weekday in front is compared with the date."""
    text = read_text(value)
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"`{text}` is not a date; write year-month-day, like 2025-09-01")
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    if not 1900 <= year <= 2999:
        raise ValueError(
            f"`{text}` is not a date of a course: the year is {year}; write year-month-day, like 2025-09-01"
        )
    if not 1 <= month <= 12:
        raise ValueError(f"`{text}` is not a date: the months go from 01 to 12; write year-month-day, like 2025-09-01")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ValueError(f"`{text}` is not a date: {year}-{month:02} has {days} days; write a day from 01 to {days}")
    found = date(year, month, day)
    if match["weekday"] and read_weekday(match["weekday"]) != found.weekday():
        raise Mistake(
            "weekday",
            f"{found} is a {WEEKDAY_NAMES[found.weekday()]}, not a "
            f"{WEEKDAY_NAMES[read_weekday(match['weekday'])]}; write `{weekday(found)} {found}` or the date you mean",
        )
    return found


def read_span(value: Any) -> Span:
    """One day, or the first and the last day with two dots between them."""
    text = read_text(value)
    first, dots, last = text.partition("..")
    try:
        span = Span(read_date(first), read_date(last) if dots else read_date(first))
    except ValueError as error:
        if isinstance(error, Mistake):
            raise
        raise ValueError(f"{error}; several days are written 2025-10-06..2025-10-08") from None
    if span.last < span.first:
        raise Mistake("upside-down", f"`{text}` ends before it starts; write {span.last}..{span.first}")
    return span


def read_time(value: Any) -> time:
    """An hour of the day from 00:00 to 23:59."""
    text = read_text(value)
    match = _TIME.fullmatch(text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f"`{text}` is not a time of day; write hours and minutes from 00:00 to 23:59, like 10:30")
    return time(int(match[1]), int(match[2]))


def read_hours(value: Any) -> Hours:
    """A start and an end with a hyphen between them, a start alone, a start and a hyphen for an open end, or `TBA`."""
    text = read_words(value)
    if text == TBA:
        return Hours(None)
    apart = re.fullmatch(r"(\S+)\s+(?:to|until|bis|à|a)\s+(\S+)", text)
    if apart:
        raise ValueError(f"`{text}` are not hours; write {apart[1]}-{apart[2]}")
    start, *end = re.split(r"\s*[-–]\s*", text, maxsplit=1)
    later = end == [""]
    hours = Hours(read_time(start), read_time(end[0]) if end and not later else None, later)
    if hours.end and hours.end <= hours.start:
        raise Mistake("upside-down", f"`{text}` ends before it starts; write the start first, like 10:30-11:45")
    return hours


def read_duration(value: Any) -> int:
    """A length of time in minutes, which is also meant without a unit."""
    text = read_text(value)
    match = re.fullmatch(r"(?:(\d{1,2})\s*h(?:ours?)?)?\s*(?:(\d{1,4})\s*(?:min(?:utes?)?)?)?", text)
    minutes = 60 * int(match[1] or 0) + int(match[2] or 0) if match else 0
    if not minutes:
        raise ValueError(f"`{text}` is not a length of time; write e.g. `100 min`, `2 h` or `1 h 30 min`")
    return minutes


def read_count(value: Any) -> int:
    """A small number, from 1 on."""
    text = read_text(value)
    if not re.fullmatch(r"[1-9]\d?", text):
        raise ValueError(f"`{text}` is not a number; write a number from 1 on, like 2")
    return int(text)


def read_days(value: Any) -> int:
    """A number of days, weeks counted as seven."""
    text = read_text(value)
    match = re.fullmatch(r"(\d+)\s*(days?|weeks?)", text)
    if not match:
        raise ValueError(f"`{text}` is not a number of days; write e.g. `2 days` or `2 weeks`")
    return int(match[1]) * (7 if match[2].startswith("week") else 1)


def read_weeks(value: Any) -> frozenset[int]:
    """Numbers of weeks, with ranges: `1-7, 9`; `odd` or `even` for every other week."""
    text = read_text(value)
    if text in ("odd", "even"):
        return frozenset(range(1 if text == "odd" else 2, 100, 2))
    if not re.fullmatch(_RANGES, text):
        raise ValueError(f"`{text}` are not weeks; write their numbers, like `1-7, 9`, or `odd` or `even`")
    ends = [part.strip().partition("-")[::2] for part in text.split(",")]
    return frozenset(week for first, last in ends for week in range(int(first), int(last or first) + 1))


def read_number(value: Any) -> str:
    """The number of an entry or an assignment: digits and letters."""
    text = read_text(value)
    if not re.fullmatch(r"[\w.]{1,8}", text):
        raise ValueError(f"`{text}` is not a number; write digits and letters, like `7` or `2A`")
    return text


def read_repeat(value: Any) -> Repeat:
    """How often something is repeated: a number, several with ranges, or kinds and ids of entries."""
    text = read_text(value)
    if re.fullmatch(r"\d+", text):
        text = f"1-{text}"
    if not re.fullmatch(r"[\d\s,-]+", text):
        names = [name.strip() for name in text.split(",")]
        left_out = tuple(read_id(name.removeprefix("not ")) for name in names if name.startswith("not "))
        return Repeat(names=tuple(read_id(name) for name in names if not name.startswith("not ")), without=left_out)
    numbers = tuple(sorted(read_weeks(text))) if re.fullmatch(_RANGES, text) else ()
    if not 0 < len(numbers) <= MOST:
        raise ValueError(f"`{value}` is not a number of repetitions; write e.g. `14`, `2-14` or `1-12, 14`")
    return Repeat(numbers)


def read_best(value: Any) -> Best:
    """How many of equal results count: `best 12 of 14`, or `drop 2`."""
    text = read_text(value)
    match = re.fullmatch(r"(?:best\s+)?(\d+)\s+of\s+(\d+)|drop\s+(\d+)", text)
    if not match or (match[1] and int(match[1]) > int(match[2])):
        raise ValueError(f"`{text}` does not say what counts; write e.g. `best 12 of 14` or `drop 2`")
    return Best(*(int(number) if number else None for number in match.groups()))


def read_mode(value: Any) -> str:
    """How people meet: `in person`, `online` or `hybrid`."""
    text = read_text(value).lower().replace("-", " ").replace("_", " ")
    if text not in MODES:
        raise ValueError(f"`{text}` is not a way to meet; {suggest(text, MODES)}")
    return text.replace(" ", "_")


def read_colour(value: Any) -> str:
    """One of the colours that can be read on light and on dark pages."""
    text = read_text(value).lower()
    if text not in COLOURS:
        raise ValueError(f"`{text}` is none of the colours; {suggest(text, COLOURS)}")
    return text


def read_paper(value: object) -> str:
    """A size of paper."""
    text = read_text(value).lower()
    if text not in PAPERS:
        raise ValueError(f"`{text}` is none of the papers; {suggest(text, PAPERS)}")
    return text


def read_icon(value: Any) -> str:
    """The name of an icon that Material for MkDocs brings, as its icon search shows it."""
    text = read_text(value)
    if not re.fullmatch(r"(material|fontawesome|octicons|simple)/[a-z0-9/-]+", text):
        raise ValueError(f"`{text}` is not an icon; write its name with its set, like `material/flask`")
    return text


def read_language(value: Any) -> str:
    """A language, with a country where it matters: `en`, `pt-BR`."""
    text = read_text(value).replace("_", "-")
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", text) or not _is_known(text):
        raise ValueError(f"`{text}` is not a language; write e.g. `en`, `ko` or `pt-BR`")
    return text


def _is_known(language: str) -> bool:
    try:
        return bool(Locale.parse(language, sep="-"))
    except UnknownLocaleError:
        return False


def read_clock(value: Any) -> int:
    """Whether hours are written up to 12 or up to 24."""
    text = read_text(value)
    if text not in ("12", "24"):
        raise ValueError(f"`{text}` is not a way to write hours; write 12 or 24")
    return int(text)


def read_cancelled(value: Any) -> str:
    """What becomes of the meeting of a cancelled entry: it stays empty, or what follows moves up."""
    text = read_text(value).lower()
    if text not in CANCELLED:
        choices = " or ".join(f"`{choice}`" for choice in CANCELLED)
        raise ValueError(f"`{text}` does not say what becomes of its meeting; write {choices}")
    return text


def read_state(value: Any) -> str:
    """Whether people can register: `open`, `closed` or `waiting list`."""
    text = read_text(value).lower()
    if text not in STATES:
        raise ValueError(f"`{text}` is not a state of a registration; {suggest(text, STATES)}")
    return text.replace(" ", "_")


def read_id(value: Any) -> str:
    """A name that other files and pages refer to, so it must be a word of lower-case letters, digits and _."""
    text = read_text(value)
    if re.match(r"https?://", text):
        raise ValueError(f"`{text}` is an address; write it in data/links.yml under a key, and that key here")
    if not _ID.fullmatch(text):
        near = re.sub(r"[^a-z0-9_]+", "_", text.lower()).strip("_")
        example = near if _ID.fullmatch(near) else "lec05"
        raise ValueError(
            f"`{text}` cannot be an id; use lowercase letters, digits and _, beginning with a letter, like `{example}`"
        )
    return text


def is_id(text: str) -> bool:
    """Whether a text can be a name that other files refer to."""
    return bool(_ID.fullmatch(text))


def read_section(value: Any) -> str:
    """The name of a section: letters and digits."""
    text = read_text(value)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", text):
        raise ValueError(f"`{text}` is not a name of a section; write letters and digits, like `A` or `001`")
    return text


def read_address(value: Any) -> str:
    """A web address (http, https) or a mail address (mailto:)."""
    text = read_text(value)
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that are no IPv6 address
        parts = urlsplit("")
    if text.endswith((",", ";")):
        raise ValueError(f"`{text}` ends with `{text[-1]}`, which belongs to no address; delete it")
    web = parts.scheme in ("http", "https") and re.fullmatch(r"[\w-]+(\.[\w-]+)+", parts.hostname or "")
    mail = parts.scheme == "mailto" and "@" in parts.path
    if not (web or mail) or re.search(r"[\s<>\"]", text):
        raise ValueError(f"`{text}` is not an address; write it in full, without spaces, like https://example.org/page")
    return text


def read_target(value: Any) -> str:
    """An address, a page or a file of the site, `same as` another material, or `TBA`."""
    text = read_words(value)
    if text == TBA or re.fullmatch(r"same as [a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?", text):
        return text
    if ":" not in text and re.fullmatch(r"[^\s/][^\s]*\.\w+(#\S+)?", text) and not re.match(r"(www\.|\.)", text):
        return text
    try:
        return read_address(text)
    except ValueError as error:
        raise ValueError(f"{error}, or the path of a file in docs/, like files/lec01.pdf") from None


def read_file(value: Any) -> str:
    """A file of the site, told from the folder docs."""
    text = read_text(value)
    path = PurePosixPath(text)
    if not path.suffix or path.is_absolute() or ".." in path.parts or ":" in text:
        raise ValueError(f"`{text}` is not a file; write its path from docs/, like assets/staff/ada.jpg")
    return str(path)


def read_picture(value: Any) -> str:
    """A picture, a file of the site."""
    path = read_file(value)
    if PurePosixPath(path).suffix.lower() not in PICTURES:
        raise ValueError(f"`{path}` is not a picture; write the path of a {', '.join(PICTURES)} file in docs/")
    return path


def read_email(value: Any) -> str:
    """A mail address of one person."""
    text = read_text(value)
    if not re.fullmatch(r"[^@\s<>\":]+@[^@\s<>\":]+\.[^@\s<>\":.]+", text):
        raise ValueError(f"`{text}` is not a mail address; write it like name@example.org")
    return text


def read_page(value: Any) -> str:
    """A page of the site, told from the folder docs."""
    text = read_text(value)
    path = PurePosixPath(text)
    if path.suffix != ".md" or path.is_absolute() or ".." in path.parts:
        raise ValueError(f"`{text}` is not a page; write the path of a Markdown file from docs/, like talks/guest1.md")
    return str(path)


def read_weight(value: Any) -> Decimal:
    """Percent of the final grade."""
    text = read_text(value)
    if not re.fullmatch(r"\d+(\.\d+)?\s*%?", text) or Decimal(text.rstrip("% ")) > 100:
        raise ValueError(f"`{text}` is not a weight; write percent from 0 to 100, like 20")
    return Decimal(text.rstrip("% "))


def read_amount(value: Any) -> Decimal:
    """A number that is not negative, a percent sign allowed."""
    text = read_text(value)
    if not re.fullmatch(r"\d{1,6}(\.\d+)?\s*%?", text):
        raise ValueError(f"`{text}` is not a number; write e.g. 20 or 2.5")
    return Decimal(text.rstrip("% "))


def read_flag(value: Any) -> bool:
    """Yes or no."""
    text = read_text(value).lower()
    if text not in ("yes", "no", "true", "false"):
        raise ValueError(f"`{text}` is neither yes nor no; write `yes` or `no`")
    return text in ("yes", "true")


def read_check(value: Any) -> str:
    """The name of a check whose findings can be silenced."""
    text = read_text(value)
    if LEVELS.get(text) == ERROR:
        raise ValueError(f"`{text}` tells of errors, which cannot be silenced; correct what it tells, and delete this")
    if text not in LEVELS:
        raise ValueError(f"`{text}` is not a check; {suggest(text, [*WARNINGS, *HINTS])}")
    return text


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
        raise ValueError(f"`{text}` is not a time zone; write region and city, like `{near}`") from None
    return text


Text = Annotated[str, PlainValidator(read_words)]
Id = Annotated[str, PlainValidator(read_id)]
Weekday = Annotated[int, PlainValidator(read_weekday)]
Weekdays = Annotated[tuple[Weekday, ...], BeforeValidator(as_days)]
Date = Annotated[date, PlainValidator(read_date)]
DateSpan = Annotated[Span, PlainValidator(read_span)]
Time = Annotated[time, PlainValidator(read_time)]
TimeSpan = Annotated[Hours, PlainValidator(read_hours)]
Address = Annotated[str, PlainValidator(read_address)]
Email = Annotated[str, PlainValidator(read_email)]
PagePath = Annotated[str, PlainValidator(read_page)]
Weight = Annotated[Decimal, PlainValidator(read_weight)]
Flag = Annotated[bool, PlainValidator(read_flag)]
Timezone = Annotated[str, PlainValidator(read_timezone)]
Target = Annotated[str, PlainValidator(read_target)]
FilePath = Annotated[str, PlainValidator(read_file)]
PicturePath = Annotated[str, PlainValidator(read_picture)]
Amount = Annotated[Decimal, PlainValidator(read_amount)]
SectionId = Annotated[str, PlainValidator(read_section)]
Duration = Annotated[int, PlainValidator(read_duration)]
Days = Annotated[int, PlainValidator(read_days)]
Weeks = Annotated[frozenset[int], PlainValidator(read_weeks)]
Number = Annotated[str, PlainValidator(read_number)]
Repetition = Annotated[Repeat, PlainValidator(read_repeat)]
Counting = Annotated[Best, PlainValidator(read_best)]
Mode = Annotated[str, PlainValidator(read_mode)]
Paper = Annotated[str, PlainValidator(read_paper)]
Colour = Annotated[str, PlainValidator(read_colour)]
Icon = Annotated[str, PlainValidator(read_icon)]
Language = Annotated[str, PlainValidator(read_language)]
Clock = Annotated[int, PlainValidator(read_clock)]
Cancelled = Annotated[str, PlainValidator(read_cancelled)]
State = Annotated[str, PlainValidator(read_state)]
Check = Annotated[str, PlainValidator(read_check)]
Count = Annotated[int, PlainValidator(read_count)]
