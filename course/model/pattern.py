"""When a course meets: the term, the weekly meetings, the days off, the sections."""

from typing import Self

from pydantic import model_validator

from course.model import values as v
from course.model.base import Model, field, several
from course.model.people import Giver
from course.problems import Mistake


class Term(Model):
    """The weeks of teaching. Weeks are numbered from the one that holds `start`."""

    name: v.Text = field("Name as it is shown.", "Fall 2025")
    start: v.Date | None = field("First day of classes; a course without dates has none.", "2025-09-01", None)
    end: v.Date | None = field("Last day of classes.", "2025-12-17", None)
    week_start: v.Weekday = field("Weekday on which weeks begin.", "sun", 0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end and not self.start:
            raise Mistake(
                "contradiction", "has an `end` but no `start`; write both, or none for a course without dates"
            )
        if self.start and not self.end:
            raise Mistake("contradiction", "has a `start` but no `end`; write both, or none for a course without dates")
        if self.start and self.end < self.start:
            raise Mistake(
                "upside-down", f"ends on {self.end}, before it starts on {self.start}; write the later day as `end`"
            )
        return self


class Meeting(Model):
    """A weekly meeting: on these days, at these hours."""

    days: v.Weekdays = field("Weekdays, in English.", "[mon, wed]")
    time: v.TimeSpan | None = field("Start and end, or the start alone.", "10:30-11:45", None)
    title: v.Text | None = field("What the meeting is, where there are several.", "Lab", None)
    kinds: several(v.Id) = field("Kinds of entries that it is for; without it, all that no meeting names.", "[lab]", ())
    place: v.Text | None = field("Room, or `Online`.", "E3-5 Room 210", None)
    mode: v.Mode | None = field("`in person`, `online` or `hybrid`.", "hybrid", None)
    join: v.Id | None = field("Key in `links.yml` of the address to join at.", "zoom", None)
    note: v.Text | None = field("Something to know about it.", "Bring a laptop.", None)
    since: v.Date | None = field("First day that it holds, after a change in mid-term.", "2026-03-24", None)
    until: v.Date | None = field("Last day that it holds.", "2026-03-12", None)
    weeks: v.Weeks | None = field("Only in these weeks of the term: numbers, `odd` or `even`.", "1-7, 9", None)
    classes: v.Count = field("How many classes are held in one meeting.", "2", 1)

    @model_validator(mode="after")
    def _each_day_once(self) -> Self:
        if not self.days:
            raise ValueError("has no weekday; write e.g. `days: [mon, wed]`")
        twice = [day for n, day in enumerate(self.days) if day in self.days[:n]]
        if twice:
            raise Mistake("contradiction", f"`{v.WEEKDAYS[twice[0]]}` stands twice in `days`; write every weekday once")
        if self.since and self.until and self.until < self.since:
            raise Mistake(
                "upside-down", f"holds until {self.until}, before {self.since}; write the later day as `until`"
            )
        return self


class DayOff(Model):
    """Days of the term without meetings."""

    date: v.DateSpan = field("One day, or first and last day with two dots between.", "2025-10-06..2025-10-08")
    reason: v.Text | None = field("Shown in the schedule.", "Chuseok", None)
    kinds: several(v.Id) = field("Only meetings for these kinds of entries are off.", "[lab]", ())
    sections: several(v.SectionId) = field("Only these sections are off.", "[B]", ())
    show: v.Flag = field("`no` leaves the meetings out without a word in the schedule.", "no", True)


class MakeUp(Model):
    """A day on which meetings are made up for: it follows another weekday's timetable, or has hours of its own."""

    date: v.Date = field("The day.", "2025-10-10")
    follows: v.Weekday | None = field("Weekday whose meetings are held on this day, in place of its own.", "wed", None)
    time: v.TimeSpan | None = field("Hours of one more meeting.", "10:00-12:50", None)
    kinds: several(v.Id) = field("Kinds of entries that the meeting is for.", "[lab]", ())
    place: v.Text | None = field("A place that differs.", "Hall 3", None)
    classes: v.Count = field("How many classes are held in it.", "2", 1)
    sections: several(v.SectionId) = field("Only for these sections.", "[B]", ())
    note: v.Text | None = field("Shown in the schedule.", "Follows Wednesday's timetable", None)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.follows is None and self.time is None:
            text = (
                "it is not said which classes are on that day; write `follows: wed` for those of a weekday, or a `time`"
            )
            raise Mistake("contradiction", text)
        if self.follows is not None and self.time is not None:
            raise Mistake("contradiction", "both `follows` and `time` are written; delete one of the two")
        return self


class Section(Model):
    """A group of students with meetings of its own. Its meetings replace those of the course for the same kinds."""

    id: v.SectionId = field("Name by which entries and pages refer to it: letters, digits, `-` and `_`.", "A")
    title: v.Text | None = field("Name as it is shown; without it, `Section` and the id.", "Evening Section", None)
    meetings: several(Meeting) = field("Its weekly meetings.", "[{days: [tue], time: 09:30-10:45}]", ())
    days_off: several(DayOff) = field("Days without its meetings.", "[{date: 2026-04-03}]", ())
    makeup_days: several(MakeUp) = field("Its make-up days.", "[{date: 2026-02-14, time: 10:00-12:50}]", ())
    place: v.Text | None = field("Place of its meetings that name none.", "Hall 120", None)
    mode: v.Mode | None = field("How it meets.", "online", None)
    join: v.Id | None = field("Key in `links.yml` of the address to join at.", "join_b", None)
    people: several(Giver) = field("Who teaches it: names from `staff.yml`.", "[Instructor 1, TA 1]", ())
    hand_in: v.Text | None = field("Where its work is handed in: words, or a key of `links.yml`.", "handin_a", None)
    note: v.Text | None = field("Something to know about it.", "Cameras stay on.", None)
