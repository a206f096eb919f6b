"""What all that is written beside the pages shares: feeds, structured data, course.json, llms.txt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from course.calendar.items import Calendar, Deadline, Event
from course.calendar.slots import section
from course.materials import Material, Shelf, materials, shown, urls
from course.model import materials as model
from course.model.course import Course
from course.model.people import Room, Speaker
from course.model.values import TBA
from course.text import OUTSIDE, first_sentence, plain
from course.words import Words


@dataclass(frozen=True)
class Shared:
    """A course, and what is not in its data.

    `built` is the moment that the site is built for; `page_url` turns the path of a page or file in `docs/` into its
    full address. `schedule_page` is the page that shows the whole schedule, if any does.
    """

    calendar: Calendar
    words: Words
    built: datetime
    page_url: Callable[[str], str]
    schedule_page: str | None = None

    @property
    def course(self) -> Course:
        """The course."""
        return self.calendar.course

    @property
    def shelf(self) -> Shelf:
        """What may be in the site."""
        return Shelf(self.calendar, self.words, self.built)

    def told(self, text: str) -> str:
        """A text without its markup."""
        return self.words.label["tba"] if text == TBA else plain(text)

    def where(self, rooms: tuple[Room, ...], place: str | None) -> str | None:
        """Where something is: a room for each who, or one place."""
        if rooms:
            return "; ".join(f"{plain(room.place)} ({plain(room.who)})" for room in rooms)
        return self.told(place) if place else None

    def giver(self, giver: str | Speaker) -> str:
        """Who gives something, with where the person works."""
        person = self.course.person(giver)
        affiliation = [plain(person.affiliation)] if isinstance(person, Speaker) and person.affiliation else []
        return ", ".join([self.told(person.name), *affiliation])

    def full(self, target: str) -> str:
        """The address of a page or file of the site, or one of the web."""
        return target if OUTSIDE.match(target) else self.page_url(target)

    def address(self, page: str | None) -> str | None:
        """The full address of a page; None for a site that does not know its own."""
        found = self.page_url(page) if page else ""
        return found if OUTSIDE.match(found) else None

    def event_address(self, event: Event) -> str | None:
        """The address of the page of an event, or of its place in the schedule."""
        anchor = event.entry.id if event.sections else event.anchor
        return self.address(event.entry.page or (f"{self.schedule_page}#{anchor}" if self.schedule_page else None))

    def shown(self, key: str | None) -> model.Material | None:
        """A flat key of `links.yml` that may be shown."""
        return shown(self.shelf, key)

    def url(self, key: str | None) -> str | None:
        """The address of a flat key of `links.yml`, as far as it is out."""
        item = self.shown(key)
        found = urls(self.course, item) if item else ()
        return self.full(found[0][1]) if found else None

    def linked(self, value: str) -> str:
        """Words as they are; of a key of `links.yml` its title and its address, as far as it is out."""
        if value not in self.course.links:
            return self.told(value)
        item, url = self.shown(value), self.url(value)
        told = [plain(item.title)] if item and item.title else []
        return ": ".join([*told, *([url] if url else [])]) or self.words.label["tba"]

    def materials(self, owner: str, sections: tuple[str, ...] = ()) -> list[Material]:
        """The materials under an id that may be shown; of those for some sections, what any of these may see."""
        return [
            material
            for material in materials(self.shelf, owner)
            if not (sections and material.item.sections) or {*sections} & {*material.item.sections}
        ]

    def hand_in(self, deadline: Deadline) -> dict[str, tuple[str, ...]]:
        """Where something is handed in, words or keys of `links.yml`; with the sections, where it is not the same."""
        found: dict[str, tuple[str, ...]] = {}
        for name in deadline.sections or self.calendar.sections:
            here = section(self.course, name)
            place = deadline.assignment.hand_in or (here.hand_in if here else None) or self.course.hand_in
            if place:
                found[place] = (*found.get(place, ()), name)
        return found if len(found) > 1 else dict.fromkeys(found, ())

    def about(self, page: str) -> str | None:
        """The description of a page that is about an entry: the first sentence of the abstract; None for others."""
        found = next((event.entry for event in self.calendar.events if event.entry.page == page), None)
        return first_sentence(plain(found.abstract.partition("\n\n")[0])) if found and found.abstract else None
