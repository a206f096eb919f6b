from datetime import date, time

import pytest

from course.clock import Clock
from course.model.values import Hours, Span

HOURS = Hours(time(10, 30), time(23, 59))


@pytest.mark.parametrize(
    ("language", "cycle", "day", "hours", "days"),
    [
        ("en", None, "Mon, Feb 9", "10:30 AM – 11:59 PM", "Feb 27 – Mar 2"),
        ("en", 24, "Mon, Feb 9", "10:30–23:59", "Feb 27 – Mar 2"),
        ("de", None, "Mo., 9. Feb.", "10:30–23:59", "27. Feb. – 2. März"),
        ("pt-BR", None, "seg., 9 de fev.", "10:30–23:59", "27 de fev. – 2 de mar."),
        ("ko", None, "2월 9일 (월)", "AM 10:30 ~ PM 11:59", "2월 27일 ~ 3월 2일"),
    ],
)
def test_dates_and_hours_follow_the_language(language, cycle, day, hours, days):
    clock = Clock(language, cycle)

    assert clock.long_day(date(2026, 2, 9)) == day
    assert clock.hours(HOURS) == hours
    assert clock.days(Span(date(2026, 2, 27), date(2026, 3, 2))) == days
