"""Dates and hours as the course's language writes them (Unicode CLDR, by Babel)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_day_names, get_timezone_name

from course.model.values import Hours, Span


@dataclass(frozen=True)
class Clock:
    """How dates and hours are written; `cycle` is 12 or 24, or None for the language's own way."""

    language: str
    cycle: int | None = None
    _told: dict[Any, str] = field(default_factory=dict, compare=False)

    @cached_property
    def locale(self) -> Locale:
        """What Babel knows of the language."""
        return Locale.parse(self.language, sep="-")

    @property
    def full_language(self) -> str:
        """The language with its country: `ko_KR`; the one where most speak it, if none is named."""
        known = get_global("likely_subtags").get(self.locale.language, "")
        return f"{self.locale.language}_{self.locale.territory or known.rpartition('_')[2]}"

    def day(self, when: date) -> str:
        """A day without its weekday and year: `Sep 1`."""
        return self._written("MMMd", when)

    def weekday(self, when: date) -> str:
        """The short name of a day's weekday: `Mon`."""
        return self._written("E", when)

    def long_day(self, when: date) -> str:
        """A day with its weekday: `Mon, Sep 1`."""
        return self._written("MMMEd", when)

    def full_day(self, when: date) -> str:
        """A day with everything: `Monday, September 1, 2025`."""
        return format_date(_date(when), "full", locale=self.locale)

    def weekday_name(self, number: int) -> str:
        """The name of a weekday, Monday being 0, as it stands alone."""
        return get_day_names("wide", "stand-alone", locale=self.locale)[number]

    def days(self, span: Span) -> str:
        """Days in a row, from the first to the last; a single day with its weekday."""
        if span.first == span.last:
            return self.long_day(span.first)
        return _even(format_interval(span.first, span.last, "MMMd", locale=self.locale))

    def hour(self, when: time | datetime) -> str:
        """An hour: `23:59`, or `11:59 PM`."""
        if self._has_24:
            return f"{when:%H:%M}"
        return _even(format_time(when.time() if isinstance(when, datetime) else when, "short", locale=self.locale))

    def hours(self, hours: Hours) -> str:
        """Hours from start to end, or the start alone."""
        if hours.end is None:
            return self.hour(hours.start)
        if self._has_24:
            return f"{self.hour(hours.start)}–{self.hour(hours.end)}"
        return _even(format_interval(hours.start, hours.end, "hm", locale=self.locale))

    def language_name(self, language: str) -> str:
        """The name of another language in this one: `Korean`."""
        return Locale.parse(language, sep="-").get_display_name(self.locale) or language

    def zone_name(self, zone: str) -> str:
        """The name of a time zone, whatever the season: `Korean Time` of `Asia/Seoul`."""
        return get_timezone_name(zone, width="long", locale=self.locale, zone_variant="generic")

    @cached_property
    def _has_24(self) -> bool:
        return self.cycle == 24 or (
            self.cycle is None and not re.search("[ahK]", self.locale.time_formats["short"].pattern)
        )

    def _written(self, skeleton: str, when: date) -> str:
        key = (skeleton, _date(when))
        if key not in self._told:
            self._told[key] = format_skeleton(skeleton, _date(when), locale=self.locale)
        return self._told[key]


def _date(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _even(text: str) -> str:
    """A text with thin and narrow spaces made ordinary, so that it can be found and copied."""
    return re.sub(r"[\u2009\u202f]", " ", text)
