"""People: the staff, and who gives a single entry."""

from typing import Any, Self

from pydantic import model_validator

from course.model import values as v
from course.model.base import Model, either, field, several
from course.problems import Mistake
from course.text import initials


class Speaker(Model):
    """Somebody from outside the staff who gives an entry."""

    name: v.Text = field("Full name.", "Ada Lovelace")
    role: v.Text | None = field("Position.", "Research Scientist", None)
    affiliation: v.Text | None = field("Where the person works.", "Analytical Engines", None)
    url: v.Address | None = field("The person's own page.", "https://example.org/", None)


Giver = either(v.Text, Speaker)
"""Who gives an entry: the name of a member of the staff, `TBA`, or somebody from outside as lines of `key: value`."""


class OfficeChange(Model):
    """What is different on a single day of office hours; all that is not said here stays as it is."""

    date: v.Date = field("The day that they would be on; on a day off this says that they are held.", "2026-04-09")
    to: v.Date | None = field("Day that they are moved to.", "2026-04-10", None)
    time: v.TimeSpan | None = field("Hours of that day.", "13:00-14:00", None)
    place: v.Text | None = field("Place of that day.", "Online", None)
    note: v.Text | None = field("Something to know about it.", "before the exam", None)

    @model_validator(mode="after")
    def _elsewhere(self) -> Self:
        if self.to == self.date:
            raise Mistake("contradiction", "is moved to the day that it is on; write another day, or delete `to`")
        return self


class OfficeHour(Model):
    """Hours in which somebody can be met: on weekdays, or on one day alone; or words (`by appointment`)."""

    days: v.Weekdays = field(
        "Weekdays of the term, in English; not held on days off of the whole course, but where `changes` names one.",
        "[tue]",
        (),
    )
    date: v.Date | None = field("One day alone, in place of `days`.", "2026-03-09", None)
    time: v.TimeSpan | None = field("Hours.", "14:00-15:00", None)
    place: v.Text | None = field("Room, or `Online`; without it, the `place` of the person.", "E3-5 Room 210", None)
    text: v.Text | None = field("Words, in place of hours or beside them.", "by appointment", None)
    link: v.Id | None = field("Key of an address in `links.yml`, say of a booking page.", "appointments", None)
    since: v.Date | None = field("First day that it holds, in place of the term's.", "2026-02-27", None)
    until: v.Date | None = field("Last day that it holds, in place of the term's.", "2026-04-30", None)
    not_on: several(v.Date) = field("Days without it.", "[2026-04-16]", ())
    changes: several(OfficeChange) = field(
        "What is different on single days.", "[{date: 2026-04-09, time: 13:00-14:00}]", ()
    )

    @model_validator(mode="before")
    @classmethod
    def _words(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _said(self) -> Self:
        if not (self.days or self.date or self.text):
            raise Mistake(
                "contradiction",
                "does not say when; write e.g. `{days: [tue], time: 14:00-15:00}`, or words such as `by appointment`",
            )
        if self.days and self.date:
            raise Mistake(
                "contradiction", "has both `days` and a `date`; write two office hours, or delete one of them"
            )
        if self.since and self.until and self.until < self.since:
            raise Mistake(
                "upside-down", f"holds until {self.until}, before {self.since}; write the later day as `until`"
            )
        said = [*self.not_on, *(change.date for change in self.changes)]
        twice = next((day for n, day in enumerate(said) if day in said[:n]), None)
        if twice:
            raise Mistake("contradiction", f"says twice what is on {twice}, in `not_on` and `changes`; write it once")
        return self


class Person(Model):
    """One member of the staff."""

    name: v.Text = field("Full name.", "Ada Lovelace")
    role: several(v.Text) = field(
        "Role, or a list of roles; people of one role stand together, the first role heads every page.", "Instructor"
    )
    url: v.Address | None = field("The person's own page.", "https://example.org/", None)
    email: v.Email | None = field("Mail address.", "ada@example.org", None)
    show_email: v.Flag = field("`no` keeps the mail address off the site.", "no", True)
    photo: v.PicturePath | None = field("Picture, a file in `docs/`.", "assets/staff/ada.jpg", None)
    pronouns: v.Text | None = field("Pronouns.", "she/her", None)
    place: v.Text | None = field("Office.", "E3-1 Room 3420", None)
    bio: v.Text | None = field("A sentence about the person.", "Wrote the first program.", None)
    sections: several(v.SectionId) = field(
        "Sections that the person teaches, beside those that name the person among their `people`.", "[A]", ()
    )
    office_hours: several(OfficeHour) = field("Office hours.", "[{days: [tue], time: 14:00-15:00}]", ())

    @property
    def public_email(self) -> str | None:
        """The mail address, where it may be shown."""
        return self.email if self.show_email else None

    @property
    def initials(self) -> str:
        """What stands where a photo is missing."""
        return initials(self.name)


class Room(Model):
    """Where some of the people sit."""

    who: v.Text = field("Who sits there.", "surnames A to K")
    place: v.Text = field("Room.", "Hall 120")
