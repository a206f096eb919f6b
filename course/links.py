"""The addresses of `links.yml` as pages write them: `links.colab`, `links.lec05.slides`."""

from __future__ import annotations

from typing import Any, NoReturn

from jinja2 import UndefinedError

from course.braces import link_mistake
from course.model import Course


class Links:
    """The links of a course, or one group of them; a key that does not exist is an error, never empty text."""

    def __init__(self, course: Course, key: tuple[str, ...] = ()) -> None:
        self._course = course
        self._key = key

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python and Jinja ask of any object
            raise AttributeError(name)
        key = (*self._key, name)
        link = self._course.links.get(key[0])
        if len(key) == 1 and isinstance(link, dict):
            return Links(self._course, key)
        mistake = link_mistake(self._course, key)
        if mistake:
            raise UndefinedError(mistake)
        return link if isinstance(link, str) else link[name]

    def __str__(self) -> NoReturn:
        text = link_mistake(self._course, self._key) if self._key else None
        raise UndefinedError(text or "`links` is no address; write `links.` and a key of data/links.yml")
