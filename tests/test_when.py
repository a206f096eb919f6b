from datetime import date, time

import pytest

from course.model.values import Span
from course.model.when import Relative, When, filled, read_day, read_past, read_when


def on(year, month, day):
    return Span(date(year, month, day), date(year, month, day))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Thu 2025-10-02", {"days": (on(2025, 10, 2),)}),
        ("2025-10-02 23:59", {"days": (on(2025, 10, 2),), "hour": time(23, 59)}),
        ("2025-10-06..2025-10-08", {"days": (Span(date(2025, 10, 6), date(2025, 10, 8)),)}),
        ("2025-10-15 or 2025-10-16", {"days": (on(2025, 10, 15), on(2025, 10, 16))}),
        ("week 5", {"week": (5, 5)}),
        ("week 14-16", {"week": (14, 16)}),
        ("week 5 thu 23:59", {"week": (5, 5), "weekday": 3, "hour": time(23, 59)}),
        ("8 days after sess01 23:59", {"relative": Relative(8, "day", "after", None, "sess01"), "hour": time(23, 59)}),
        ("day before lec07", {"relative": Relative(-1, "day", "before", None, "lec07")}),
        ("2 weeks after end of term", {"relative": Relative(2, "week", "after", "end", "term")}),
        ("2 hours before lab03", {"relative": Relative(-2, "hour", "before", None, "lab03")}),
        ("next class after lec07", {"relative": Relative(1, "class", "after", None, "lec07")}),
        ("2 classes before test1", {"relative": Relative(-2, "class", "before", None, "test1")}),
        ("before lab03", {"relative": Relative(0, "day", "before", None, "lab03")}),
        ("with sess01", {"relative": Relative(0, "day", "with", None, "sess01")}),
        ("end of lec03", {"relative": Relative(0, "day", "with", "end", "lec03")}),
        ("3 days after release of asgmt01", {"relative": Relative(3, "day", "after", "release", "asgmt01")}),
        ("tba", {"text": "TBA", "tba": True}),
        ("about 2026-04-01", {"tba": True, "about": date(2026, 4, 1)}),
        ("none", {"none": True}),
        ("week <n> sun 23:59", {"blank": True}),
    ],
)
def test_date_that_is_right(text, told):
    assert read_when(text) == When(**{"text": text} | told)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "soon",
            "`soon` is not a date; write year-month-day, like 2025-09-01; or e.g. `8 days after sess01 23:59`, "
            "`next class after lec07`, `before lab03` or `with sess01`",
        ),
        ("2025-11-31", "`2025-11-31` is not a date: 2025-11 has 30 days; write a day from 01 to 30"),
        ("2025-10-02 25:00", "`25:00` is not a time of day; write hours and minutes from 00:00 to 23:59, like 10:30"),
        (
            "2025-10-08..2025-10-06",
            "`2025-10-08..2025-10-06` ends before it starts; write 2025-10-06..2025-10-08",
        ),
        ("week five", "`week five` is not a week; write e.g. `week 5`, `week 14-16` or `week 5 thu 23:59`"),
        ("week 9-5", "`week 9-5` ends before it starts; write `week 5-9`"),
        (
            "8 fortnights after sess01",
            "`8 fortnights after sess01` cannot be read; write e.g. `8 days after sess01 23:59`, "
            "`next class after lec07`, `before lab03` or `with sess01`",
        ),
        ("about then", "`then` is not a date; write year-month-day, like 2025-09-01"),
        ("month <n>", "`month 1` is not a date; write year-month-day, like 2025-09-01"),
    ],
)
def test_date_that_is_wrong(text, message):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        read_when(text)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (read_day, "2025-10-02 10:30", "`2025-10-02 10:30` has an hour; write the hour under `time`"),
        (read_day, "2 hours after lec07", "`2 hours after lec07` has an hour; write the hour under `time`"),
        (read_past, "week 5", "`week 5` is not a day; write the day it was on, like 2025-10-09"),
    ],
)
def test_date_that_a_field_cannot_have(read, text, message):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        read(text)

    assert str(caught.value) == message


def test_blanks_are_filled():
    assert filled(read_when("week <n> sun 23:59"), 3, None) == read_when("week 3 sun 23:59")
    assert filled(read_when("day before <id>"), 3, "lec07") == read_when("day before lec07")
