"""The addresses of `links.yml` as pages write them: `links.colab`, `links.lec05.slides`."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from datetime import datetime
from typing import Any, NoReturn

from jinja2 import UndefinedError

from course.braces import link_mistake
from course.calendar.items import Calendar
from course.materials import is_shown, urls
from course.model.materials import Material
from course.model.values import TBA
from course.text import OUTSIDE

NOTHING = Material(url=TBA)
"""What an empty list of materials stands for."""


class Links:
    """The links of a course, or one group of them; a key that does not exist is an error, never empty text.

    `here` tells the page that is being made, from which files of the site are told; `now` is the moment that the site
    is built for.
    """

    def __init__(
        self, calendar: Calendar, here: Callable[[], str], now: datetime | None, key: tuple[str, ...] = ()
    ) -> None:
        self._calendar = calendar
        self._here = here
        self._now = now
        self._key = key

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python and Jinja ask of any object
            raise AttributeError(name)
        key, course = (*self._key, name), self._calendar.course
        link = course.links.get(key[0])
        if len(key) == 1 and isinstance(link, dict):
            return Links(self._calendar, self._here, self._now, key)
        mistake = link_mistake(course, key)
        if mistake:
            raise UndefinedError(mistake)
        return self._address(
            ".".join(key), link if isinstance(link, Material) else next(iter(link[name]), Material(url=TBA))
        )

    def _address(self, name: str, material: Material) -> str:
        if not is_shown(self._calendar, material, self._now):
            raise UndefinedError(f"`links.{name}` is held back; take it out of this page until it is released")
        found = urls(self._calendar.course, material)
        if not found:
            raise UndefinedError(f"`links.{name}` has no address yet; take it out of this page until it has one")
        address = found[0][1]
        return address if OUTSIDE.match(address) else posixpath.relpath(address, posixpath.dirname(self._here()) or ".")

    def __str__(self) -> NoReturn:
        text = link_mistake(self._calendar.course, self._key) if self._key else None
        raise UndefinedError(text or "`links` is not an address; write `links.` and a key of data/links.yml")
