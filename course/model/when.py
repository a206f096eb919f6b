"""When something is: all forms in which a date can be written.

| form | examples |
| --- | --- |
| a day, with an hour | `2025-10-02`, `Thu 2025-10-02 23:59` |
| days in a row; one of several days | `2025-10-06..2025-10-08`; `2025-10-15 or 2025-10-16` |
| a week of the term, a day of it | `week 5`, `week 14-16`, `week 5 thu 23:59` |
| counted from something | `8 days after sess01 23:59`, `before lab03`, `next class after lec07` |
| together with it | `with sess01`, `end of lec03`, `end of term 23:59`, `release of asgmt01` |
| not known yet | `TBA`, `about 2026-04-01` |
| on no day | `none` |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any

from pydantic import PlainValidator

from course.model.values import TBA, Span, read_date, read_id, read_span, read_time, read_weekday, read_words
from course.problems import Mistake

UNITS = ("minute", "hour", "day", "week", "class")
POINTS = ("start", "end", "release", "due")
ADVICE = "write e.g. `8 days after sess01 23:59`, `next class after lec07`, `before lab03` or `with sess01`"

_HOUR = re.compile(r"(.*\S)\s+(\S*:\S*|\d+\s*[ap]m)", re.IGNORECASE)
_WEEK = re.compile(r"week\s+(\d{1,2})(?:\s*-\s*(\d{1,2}))?(?:\s+([^\W\d]+))?", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?:(?:(?P<count>\d\d?\d?|next|an?|one)\s+)?(?P<unit>{'|'.join(UNITS)})(?:e?s)?\s+(?=before|after))?"
    rf"(?P<way>before|after|with)?\s*(?:(?P<point>{'|'.join(POINTS)})\s+of\s+)?(?P<anchor>[a-z][a-z0-9_]*)"
)
_WORDS = re.compile(r"\b(before|after|with|of)\b")
_BLANK = re.compile(r"<(n|id)>")


@dataclass(frozen=True)
class Relative:
    """Counted from another thing: `count` units after it, before it where negative, with it where 0.

    `point` is one of POINTS where it is said which time of the thing counts.
    """

    count: int
    unit: str
    way: str
    point: str | None
    anchor: str


@dataclass(frozen=True)
class When:
    """A date as somebody wrote it; exactly one of `days`, `week`, `relative`, `tba` and `none` is set.

    `days` are several where one of them is meant. `week` is the first and the last week of the term; `weekday` a day
    of it, Monday 0. `hour` is in the course's time zone. A `blank` is filled in for each repetition.
    """

    text: str
    days: tuple[Span, ...] = ()
    week: tuple[int, int] | None = None
    weekday: int | None = None
    relative: Relative | None = None
    hour: time | None = None
    tba: bool = False
    about: date | None = None
    none: bool = False
    blank: bool = False


def read_when(value: Any) -> When:
    """A date in any of the forms."""
    text = read_words(value)
    if _BLANK.search(text):
        read_when(re.sub("<n>", "1", re.sub("<id>", "x", text)))
        return When(text, blank=True)
    if text in (TBA, "none"):
        return When(text, tba=text == TBA, none=text == "none")
    if re.match(r"(about|around) ", text):
        return When(text, tba=True, about=read_date(text.partition(" ")[2]))
    match = _HOUR.fullmatch(text)
    days, hour = (match[1], read_time(match[2])) if match else (text, None)
    if re.match(r"weeks?\b\s*(?!after|before)", days, re.IGNORECASE) and not _WORDS.search(days):
        return _in_week(text, days, hour)
    if _WORDS.search(days):
        return When(text, relative=_relative(text, days), hour=hour)
    if not any(character.isdigit() for character in days.split(" ")[-1]):
        raise ValueError(
            f"`{text}` is not a date; write year-month-day, like 2025-09-01; or {ADVICE.partition(' ')[2]}"
        )
    spans = tuple(read_span(day) if ".." in day else _one(day) for day in re.split(r"\s+or\s+", days))
    if len(set(spans)) < len(spans):
        raise ValueError(f"`{text}` names a day twice; write every choice once")
    return When(text, days=spans, hour=hour)


def read_day(value: Any) -> When:
    """A date without an hour, for things that have their hours beside it."""
    when = read_when(value)
    if when.blank:
        raise Mistake(
            "blank",
            f"`{when.text}`: what is in < > is only filled in for assignments with `repeat`; write a number or an id",
        )
    if when.relative and (when.relative.way, when.relative.count) == ("before", 0):
        anchor = when.relative.anchor
        raise ValueError(f"`{when.text}` names no day; write `class before {anchor}` or `day before {anchor}`")
    if when.hour or (when.relative and when.relative.unit in ("hour", "minute")):
        raise ValueError(f"`{when.text}` has an hour; write the hour under `time`")
    return when


def read_past(value: Any) -> When:
    """A day that something was on before, with an hour where that is worth telling."""
    when = read_when(value)
    if not when.days and not when.blank:
        raise ValueError(f"`{when.text}` is not a day; write the day it was on, like 2025-10-09")
    return when


def read_old_day(value: Any) -> When:
    """A day that an entry was on before."""
    when = read_past(value)
    if when.blank:
        raise Mistake("blank", f"`{when.text}` has a blank that nothing fills in; write the day it was on")
    return when


def filled(when: When, number: int, anchor: str | None) -> When:
    """A date with its blanks filled, as one of several repetitions has it."""
    text = when.text.replace("<n>", str(number)).replace("<id>", anchor or "<id>")
    return read_when(text) if when.blank else when


def _one(day: str) -> Span:
    return Span(read_date(day), read_date(day))


def _in_week(text: str, days: str, hour: time | None) -> When:
    match = _WEEK.fullmatch(days)
    if not match:
        raise ValueError(f"`{text}` is not a week; write e.g. `week 5`, `week 14-16` or `week 5 thu 23:59`")
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        raise Mistake("upside-down", f"`{text}` ends before it starts; write `week {last}-{first}`")
    if match[3] and first != last:
        raise ValueError(f"`{text}` is a day of several weeks; write one week, or no weekday")
    return When(text, week=(first, last), weekday=read_weekday(match[3]) if match[3] else None, hour=hour)


def _relative(text: str, words: str) -> Relative:
    match = _COUNTED.fullmatch(words)
    if not match or not (match["way"] or match["point"]):
        raise ValueError(f"`{text}` cannot be read; {ADVICE}")
    way = match["way"] or "with"
    if match["anchor"] in POINTS and not match["point"]:
        raise ValueError(f"`{text}` does not say whose {match['anchor']}; write e.g. `{match['anchor']} of asgmt01`")
    if match["unit"] is None and match["count"]:
        raise ValueError(f"`{text}` counts nothing; {ADVICE}")
    count = int(match["count"]) if (match["count"] or "").isdigit() else 1
    if not count:
        raise ValueError(f"`{text}` counts nothing; write `with {match['anchor']}`")
    count = 0 if match["unit"] is None else count if way == "after" else -count
    return Relative(count, match["unit"] or "day", way, match["point"], read_id(match["anchor"]))


AnyWhen = Annotated[When, PlainValidator(read_when)]
Day = Annotated[When, PlainValidator(read_day)]
PastDay = Annotated[When, PlainValidator(read_past)]
OldDay = Annotated[When, PlainValidator(read_old_day)]
