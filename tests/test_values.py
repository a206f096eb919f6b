from datetime import date, time
from decimal import Decimal

import pytest

from course.model import values as v


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
        (v.read_hours, "13:00-", v.Hours(time(13), None, later=True)),
        (v.read_hours, "tba", v.Hours(None)),
        (v.read_words, "TBD", "TBA"),
        (v.read_id, "tba", "tba"),
        (v.read_duration, "100 min", 100),
        (v.read_duration, "1 h 30 min", 90),
        (v.read_duration, "2 hours", 120),
        (v.read_days, "2 weeks", 14),
        (v.read_count, "2", 2),
        (v.read_weeks, "1-3, 7", frozenset({1, 2, 3, 7})),
        (v.read_weeks, "odd", frozenset(range(1, 100, 2))),
        (v.read_number, "2A", "2A"),
        (v.read_repeat, "3", v.Repeat((1, 2, 3))),
        (v.read_repeat, "1-2, 14", v.Repeat((1, 2, 14))),
        (v.read_repeat, "lecture, guest1", v.Repeat(names=("lecture", "guest1"))),
        (v.read_best, "best 12 of 14", v.Best(12, 14)),
        (v.read_best, "drop 2", v.Best(dropped=2)),
        (v.read_mode, "In-person", "in_person"),
        (v.read_colour, "Teal", "teal"),
        (v.read_icon, "material/flask", "material/flask"),
        (v.read_language, "pt_BR", "pt-BR"),
        (v.read_clock, "24", 24),
        (v.read_cancelled, "rest moves up", "rest moves up"),
        (v.read_state, "waiting list", "waiting_list"),
        (v.read_section, "001", "001"),
        (v.read_target, "files/lec01.pdf", "files/lec01.pdf"),
        (v.read_target, "notes/1.md#part", "notes/1.md#part"),
        (v.read_target, "same as lec05.slides", "same as lec05.slides"),
        (v.read_target, "TBA", "TBA"),
        (v.read_file, "assets/a.jpg", "assets/a.jpg"),
        (v.read_amount, "2.5 %", Decimal("2.5")),
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
        (v.read_text, "", "has no value; write one, or delete this key"),
        (v.read_text, ["a"], "expects one text, not a list or lines of `key: value`; put the whole text in quotes"),
        (v.read_date, "Dev 16", "`Dev 16` is not a date; write year-month-day, like 2025-09-01"),
        (
            v.read_date,
            "2025-13-01",
            "`2025-13-01` is not a date: the months go from 01 to 12; write year-month-day, like 2025-09-01",
        ),
        (
            v.read_date,
            "2025-11-31",
            "`2025-11-31` is not a date: 2025-11 has 30 days; write a day from 01 to 30",
        ),
        (
            v.read_date,
            "Sun 2025-11-01",
            "2025-11-01 is a Saturday, not a Sunday; write `Sat 2025-11-01` or the date you mean",
        ),
        (v.read_date, "Mum 2025-09-01", "`Mum` is not a weekday; write one of: mon, tue, wed, thu, fri, sat, sun"),
        (
            v.read_span,
            "2025-10-08..2025-10-06",
            "`2025-10-08..2025-10-06` ends before it starts; write 2025-10-06..2025-10-08",
        ),
        (v.read_time, "25:00", "`25:00` is not a time of day; write hours and minutes from 00:00 to 23:59, like 10:30"),
        (
            v.read_hours,
            "11:45-10:30",
            "`11:45-10:30` ends before it starts; write the start first, like 10:30-11:45",
        ),
        (v.read_weekday, "Montag", "`Montag` is not a weekday; did you mean `mon`?"),
        (
            v.read_id,
            "Lec 05",
            "`Lec 05` cannot be an id; use lowercase letters, digits and _, beginning with a letter, like `lec_05`",
        ),
        (
            v.read_address,
            "example.org/page",
            "`example.org/page` is not an address; write it in full, without spaces, like https://example.org/page",
        ),
        (
            v.read_address,
            "javascript:alert(1)",
            "`javascript:alert(1)` is not an address; write it in full, without spaces, like https://example.org/page",
        ),
        (v.read_email, "me at home", "`me at home` is not a mail address; write it like name@example.org"),
        (
            v.read_page,
            "../secret.md",
            "`../secret.md` is not a page; write the path of a Markdown file from docs/, like talks/guest1.md",
        ),
        (
            v.read_address,
            "https://py,thon.org/",
            "`https://py,thon.org/` is not an address; write it in full, without spaces, like https://example.org/page",
        ),
        (
            v.read_address,
            "https://[x",
            "`https://[x` is not an address; write it in full, without spaces, like https://example.org/page",
        ),
        (v.read_timezone, "localtime", "`localtime` is not a time zone; write region and city, like `Asia/Seoul`"),
        (
            v.read_date,
            "9999-12-31",
            "`9999-12-31` is not a date of a course: the year is 9999; write year-month-day, like 2025-09-01",
        ),
        (
            v.read_span,
            "2026-03-31 - 2026-04-02",
            "`2026-03-31 - 2026-04-02` is not a date; write year-month-day, like 2025-09-01; "
            "several days are written 2025-10-06..2025-10-08",
        ),
        (v.read_weight, "120", "`120` is not a weight; write percent from 0 to 100, like 20"),
        (v.read_duration, "soon", "`soon` is not a length of time; write e.g. `100 min`, `2 h` or `1 h 30 min`"),
        (v.read_days, "2", "`2` is not a number of days; write e.g. `2 days` or `2 weeks`"),
        (v.read_count, "0", "`0` is not a number; write a number from 1 on, like 2"),
        (v.read_weeks, "all", "`all` are not weeks; write their numbers, like `1-7, 9`, or `odd` or `even`"),
        (v.read_number, "no. 5", "`no. 5` is not a number; write digits and letters, like `7` or `2A`"),
        (v.read_repeat, "0", "`0` is not a number of repetitions; write e.g. `14`, `2-14` or `1-12, 14`"),
        (v.read_best, "14 of 12", "`14 of 12` does not say what counts; write e.g. `best 12 of 14` or `drop 2`"),
        (v.read_mode, "onlin", "`onlin` is not a way to meet; did you mean `online`?"),
        (v.read_colour, "bleu", "`bleu` is none of the colours; did you mean `blue`?"),
        (v.read_paper, "leter", "`leter` is none of the papers; did you mean `letter`?"),
        (v.read_icon, "flask", "`flask` is not an icon; write its name with its set, like `material/flask`"),
        (v.read_language, "English", "`English` is not a language; write e.g. `en`, `ko` or `pt-BR`"),
        (v.read_clock, "am", "`am` is not a way to write hours; write 12 or 24"),
        (
            v.read_cancelled,
            "yes",
            "`yes` does not say what becomes of its meeting; write `slot stays empty` or `rest moves up`",
        ),
        (v.read_state, "opne", "`opne` is not a state of a registration; did you mean `open`?"),
        (v.read_section, "A 1", "`A 1` is not a name of a section; write letters and digits, like `A` or `001`"),
        (
            v.read_target,
            "www.example.org/1.pdf",
            "`www.example.org/1.pdf` is not an address; write it in full, without spaces, like "
            "https://example.org/page, "
            "or the path of a file in docs/, like files/lec01.pdf",
        ),
        (
            v.read_file,
            "/etc/passwd",
            "`/etc/passwd` is not a file; write its path from docs/, like assets/staff/ada.jpg",
        ),
        (v.read_amount, "a lot", "`a lot` is not a number; write e.g. 20 or 2.5"),
        (v.read_flag, "maybe", "`maybe` is neither yes nor no; write `yes` or `no`"),
        (v.read_timezone, "Seoul", "`Seoul` is not a time zone; write region and city, like `Asia/Seoul`"),
    ],
)
def test_value_that_is_wrong(read, text, message):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared below
        read(text)

    assert str(caught.value) == message
