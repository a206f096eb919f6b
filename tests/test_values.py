from datetime import date, time
from decimal import Decimal

import pytest

from course import values as v


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (v.read_date, "2025-09-01", date(2025, 9, 1)),
        (v.read_date, "Mon 2025-09-01", date(2025, 9, 1)),
        (v.read_date, "monday, 2025-09-01", date(2025, 9, 1)),
        (v.read_span, "2025-10-06..2025-10-08", v.Span(date(2025, 10, 6), date(2025, 10, 8))),
        (v.read_span, "2025-10-06", v.Span(date(2025, 10, 6), date(2025, 10, 6))),
        (v.read_hours, "10:30-11:45", v.Hours(time(10, 30), time(11, 45))),
        (v.read_hours, "9:00 – 9:50", v.Hours(time(9), time(9, 50))),
        (v.read_hours, "16:00", v.Hours(time(16), None)),
        (v.read_due, "2025-10-02 23:59", v.Due(date(2025, 10, 2), time(23, 59))),
        (v.read_due, "Thu 2025-10-02 23:59", v.Due(date(2025, 10, 2), time(23, 59))),
        (v.read_due, "2025-10-02", v.Due(date(2025, 10, 2), None)),
        (v.read_released, "with sess01", v.Released(None, "sess01")),
        (v.read_released, "2025-09-24", v.Released(date(2025, 9, 24), None)),
        (v.read_weekday, "Wed", 2),
        (v.read_weekday, "sunday", 6),
        (v.read_weight, "12.5 %", Decimal("12.5")),
        (v.read_flag, "no", False),
        (v.read_page, "talks/guest1.md", "talks/guest1.md"),
        (v.read_address, "mailto:a@example.org", "mailto:a@example.org"),
        (v.read_timezone, "Asia/Seoul", "Asia/Seoul"),
    ],
)
def test_value_that_is_right(read, text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (v.read_text, "", "has no value; write one, or delete the line"),
        (v.read_text, ["a"], "expects one value, not several; write it on one line"),
        (v.read_date, "Dev 16", "`Dev 16` is no date; write year-month-day, like 2025-09-01"),
        (
            v.read_date,
            "2025-13-01",
            "`2025-13-01` is no date: the months go from 01 to 12; write year-month-day, like 2025-09-01",
        ),
        (
            v.read_date,
            "2025-11-31",
            "`2025-11-31` is no date: 2025-11 has 30 days; write a day from 01 to 30",
        ),
        (
            v.read_date,
            "Sun 2025-11-01",
            "2025-11-01 is a Saturday, not a Sunday; write `Sat 2025-11-01` or the date you mean",
        ),
        (v.read_date, "Mum 2025-09-01", "`Mum` is no weekday; write one of: mon, tue, wed, thu, fri, sat, sun"),
        (
            v.read_span,
            "2025-10-08..2025-10-06",
            "`2025-10-08..2025-10-06` ends before it starts; write 2025-10-06..2025-10-08",
        ),
        (v.read_time, "25:00", "`25:00` is no hour; write hours and minutes from 00:00 to 23:59, like 10:30"),
        (
            v.read_hours,
            "11:45-10:30",
            "`11:45-10:30` ends before it starts; write the start first, like 10:30-11:45",
        ),
        (
            v.read_released,
            "soon",
            "`soon` is no date; write year-month-day, like 2025-09-01, or `with` and the id of an entry, "
            "like `with sess01`",
        ),
        (v.read_weekday, "Montag", "`Montag` is no weekday; did you mean `mon`?"),
        (v.read_id, "Lec 05", "`Lec 05` is no name; use a letter, then letters, digits and _, like `lec_05`"),
        (
            v.read_address,
            "example.org/page",
            "`example.org/page` is no address; write it in full, without spaces, like https://example.org/page",
        ),
        (
            v.read_address,
            "javascript:alert(1)",
            "`javascript:alert(1)` is no address; write it in full, without spaces, like https://example.org/page",
        ),
        (v.read_email, "me at home", "`me at home` is no mail address; write it like name@example.org"),
        (
            v.read_page,
            "../secret.md",
            "`../secret.md` is no page; write the path of a Markdown file from docs/, like talks/guest1.md",
        ),
        (
            v.read_address,
            "https://py,thon.org/",
            "`https://py,thon.org/` is no address; write it in full, without spaces, like https://example.org/page",
        ),
        (
            v.read_address,
            "https://[x",
            "`https://[x` is no address; write it in full, without spaces, like https://example.org/page",
        ),
        (v.read_timezone, "localtime", "`localtime` is no time zone; write region and city, like `Asia/Seoul`"),
        (
            v.read_date,
            "9999-12-31",
            "`9999-12-31` is no date of a course: the year is 9999; write year-month-day, like 2025-09-01",
        ),
        (
            v.read_span,
            "2026-03-31 - 2026-04-02",
            "`2026-03-31 - 2026-04-02` is no date; write year-month-day, like 2025-09-01; "
            "several days are written 2025-10-06..2025-10-08",
        ),
        (v.read_weight, "120", "`120` is no weight; write percent from 0 to 100, like 20"),
        (v.read_flag, "maybe", "`maybe` is neither yes nor no; write `yes` or `no`"),
        (v.read_timezone, "Seoul", "`Seoul` is no time zone; write region and city, like `Asia/Seoul`"),
    ],
)
def test_value_that_is_wrong(read, text, message):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        read(text)

    assert str(caught.value) == message
