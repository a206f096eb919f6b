"""What pages tell of now, in a browser whose clock and time zone are set; and what readers choose to see."""

import re
from datetime import datetime

import pytest

from tests.conftest import Copy, add_house, build, serving, violations

COURSE = """
title: Clocks
timezone: {zone}
hours: 24
term: {{name: Fall 2025, start: 2025-09-01, end: 2025-11-14}}
meetings: {{days: [mon, wed], time: 10:30-11:45, place: Room 1}}
days_off: {{date: 2025-10-06..2025-10-08, reason: Holiday}}
due_time: 23:59
silenced: {{check: placeholder, reason: a test}}
"""
SCHEDULE = "\n".join(f"- {{id: lec{n:02}, title: Lecture about {n}}}" for n in range(1, 20))
LINKS = "\n".join(f"lec{n:02}: {{slides: https://example.org/lec{n:02}.pdf}}" for n in range(1, 20) if n != 4)
WORK = """
- {id: a1, title: Task 1, due: 2025-10-02}
- {id: a2, title: Task 2, due: 2025-11-10}
- {id: a3, title: Task 3, due: 2025-11-12 12:00}
"""
PAGE = "{{ next_up() }}\n\n{{ due_dates() }}\n\n{{ schedule() }}\n"


def write(
    root,
    zone="Asia/Seoul",
    schedule=SCHEDULE,
    course=COURSE,
    work=WORK,
    links=LINKS,
    page=PAGE,
    staff="[]",
    now="2025-08-01",
):
    """A site as it was built on some day."""
    copy = Copy(root)
    data = {
        "course": course.format(zone=zone),
        "schedule": schedule,
        "assignments": work,
        "links": links,
        "staff": staff,
    }
    for name, text in data.items():
        copy.write(f"data/{name}.yml", text)
    copy.write("docs/index.md", page)
    add_house(root, "nav: [index.md]\n")
    built = build(root, root / "site", COURSE_NOW=now)
    assert built.code == 0, built.output
    return built.site


@pytest.fixture(scope="module")
def seoul(tmp_path_factory):
    with serving(write(tmp_path_factory.mktemp("seoul"))) as address:
        yield address


@pytest.fixture(scope="module")
def new_york(tmp_path_factory):
    with serving(write(tmp_path_factory.mktemp("new_york"), zone="America/New_York")) as address:
        yield address


@pytest.fixture(scope="module")
def sections(tmp_path_factory):
    course = COURSE.replace("meetings: {{days: [mon, wed], time: 10:30-11:45, place: Room 1}}\n", "") + (
        "sections:\n"
        "  - {{id: A, meetings: {{days: mon, time: 09:00-10:00, place: Hall}}}}\n"
        "  - {{id: B, meetings: {{days: tue, time: 09:00-10:00, place: Attic}}}}\n"
    )
    schedule = SCHEDULE.replace("id: lec02, ", "id: lec02, kind: lab, ").replace(
        "id: lec04, ", "id: lec04, kind: lab, "
    )
    schedule = "\n".join([*schedule.splitlines()[:8], "- {id: only, title: For A, sections: [A]}"])
    links = "\n".join(LINKS.splitlines()[:7])
    site = write(tmp_path_factory.mktemp("sections"), course=course, schedule=schedule, links=links)
    with serving(site) as address:
        yield address


@pytest.fixture
def open_at(browser):
    """Opens an address at a moment, in a time zone; no page may raise an error."""
    contexts, wrong = [], []

    def open_page(address, moment, zone="Asia/Seoul", **options):
        contexts.append(browser.new_context(timezone_id=zone, locale="en-US", **options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.clock.install(time=datetime.fromisoformat(moment))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def told(page):
    """What the box says but for its link to the schedule, the lines of each of its parts in one."""
    parts = [part.inner_text() for part in page.locator(".next__part").all() if part.is_visible()]
    return [" / ".join(line for line in part.split("\n") if line not in ("", "Schedule")) for part in parts]


def lecture(n, when, left="", where=" / Room 1"):
    slides = "" if n == 4 else " / Slides"
    return f"Lecture about {n} Lecture {n} / {when} KST{left and ' '}{left}{where}{slides}"


def dues(first, left, second, later):
    days = {1: "Thu, Oct 2, 23:59", 2: "Mon, Nov 10, 23:59", 3: "Wed, Nov 12, 12:00"}
    told = [f"Task {n} / Due {days[n]} KST {text}" for n, text in ((first, left), (second, later))]
    return " / ".join(["Next deadlines", *told])


MOMENTS = {
    "before the term": (
        "2025-08-25T12:00",
        f"First class / {lecture(1, 'Mon, Sep 1, 10:30–11:45', 'in 7 days')}",
        dues(1, "in 38 days", 2, "in 77 days"),
    ),
    "on a Sunday": (
        "2025-09-14T20:00",
        f"Next class / {lecture(5, 'Mon, Sep 15, 10:30–11:45', 'tomorrow')}",
        dues(1, "in 18 days", 2, "in 57 days"),
        f"Latest materials / {lecture(3, 'Mon, Sep 8, 10:30–11:45', where='')}",
    ),
    "before class": (
        "2025-09-15T10:01",
        f"Next class / {lecture(5, 'Mon, Sep 15, 10:30–11:45', 'in 29 minutes')}",
        dues(1, "in 17 days", 2, "in 56 days"),
        f"Latest materials / {lecture(3, 'Mon, Sep 8, 10:30–11:45', where='')}",
    ),
    "during class": (
        "2025-09-15T11:44",
        f"Now / {lecture(5, 'Mon, Sep 15, 10:30–11:45')}",
        dues(1, "in 17 days", 2, "in 56 days"),
        f"Latest materials / {lecture(3, 'Mon, Sep 8, 10:30–11:45', where='')}",
    ),
    "after class": (
        "2025-09-15T11:45",
        f"Next class / {lecture(6, 'Wed, Sep 17, 10:30–11:45', 'in 2 days')}",
        dues(1, "in 17 days", 2, "in 56 days"),
        f"Latest materials / {lecture(5, 'Mon, Sep 15, 10:30–11:45', where='')}",
    ),
    "on a day off": (
        "2025-10-06T09:00",
        f"Next class / No class (Holiday) / {lecture(11, 'Mon, Oct 13, 10:30–11:45', 'in 7 days')}",
        dues(2, "in 35 days", 3, "in 37 days"),
        f"Latest materials / {lecture(10, 'Wed, Oct 1, 10:30–11:45', where='')}",
    ),
    "in a week without class": (
        "2025-10-10T09:00",
        f"Next class / {lecture(11, 'Mon, Oct 13, 10:30–11:45', 'in 3 days')}",
        dues(2, "in 31 days", 3, "in 33 days"),
        f"Latest materials / {lecture(10, 'Wed, Oct 1, 10:30–11:45', where='')}",
    ),
    "a minute before a deadline": (
        "2025-10-02T23:58",
        f"Next class / {lecture(11, 'Mon, Oct 13, 10:30–11:45', 'in 11 days')}",
        dues(1, "in 1 minute", 2, "in 39 days"),
        f"Latest materials / {lecture(10, 'Wed, Oct 1, 10:30–11:45', where='')}",
    ),
    "at a deadline": (
        "2025-10-02T23:59",
        f"Next class / {lecture(11, 'Mon, Oct 13, 10:30–11:45', 'in 11 days')}",
        dues(2, "in 39 days", 3, "in 41 days"),
        f"Latest materials / {lecture(10, 'Wed, Oct 1, 10:30–11:45', where='')}",
    ),
    "in the last week": (
        "2025-11-10T13:00",
        "Next class / There are no more classes.",
        dues(2, "in 10 hours", 3, "in 2 days"),
        f"Latest materials / {lecture(19, 'Mon, Nov 10, 10:30–11:45', where='')}",
    ),
    "when nothing is left": (
        "2025-11-12T12:00",
        "Next class / There are no more classes.",
        "Next deadlines / Nothing is due.",
        f"Latest materials / {lecture(19, 'Mon, Nov 10, 10:30–11:45', where='')}",
    ),
    "when the term is over": ("2025-11-15T00:00", "Fall 2025 is over."),
    "a year later": ("2026-10-01T10:30", "Fall 2025 is over."),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_box_tells_what_is_next(seoul, open_at, name):
    moment, *expected = MOMENTS[name]

    page = open_at(seoul, f"{moment}+09:00")

    assert told(page) == expected


def test_box_keeps_up_while_the_page_is_open(seoul, open_at):
    page = open_at(seoul, "2025-09-15T10:29:30+09:00")
    before = told(page)[0]
    page.clock.run_for(60_000)
    during = told(page)[0]
    page.clock.run_for(75 * 60_000)

    assert (before.split(" / ")[0], during.split(" / ")[0]) == ("Next class", "Now")
    assert told(page)[0].startswith("Next class / Lecture about 6")


def test_exam_that_is_the_next_class_is_told_once(tmp_path, open_at):
    schedule = "".join(
        f"- {{id: {name}, title: {name.title()}, kind: exam, date: 2025-09-{day}, part: exams}}\n"
        for name, day in (("first", "08"), ("second", "10"))
    )
    course = f"{COURSE}grading: {{{{id: exams, part: Exams, weight: 100}}}}\n"
    with serving(write(tmp_path, course=course, schedule=schedule, work="[]", links="{}")) as address:
        page = open_at(address, "2025-09-08T09:00+09:00")

        assert told(page) == [
            "First class / First Exam / Mon, Sep 8, 10:30–11:45 KST in 90 minutes / Room 1",
            "Next deadlines / Second / Wed, Sep 10, 10:30–11:45 KST in 2 days",
        ]


def test_box_without_scripts_is_the_list_of_what_was_coming_at_the_build(seoul, open_at):
    page = open_at(seoul, "2025-10-01T12:00+09:00", java_script_enabled=False)

    first, second = (lecture(n, when) for n, when in ((1, "Mon, Sep 1, 10:30–11:45"), (2, "Wed, Sep 3, 10:30–11:45")))
    assert told(page) == [
        f"Next class / {first} / {second}",
        "Next deadlines / Task 1 / Due Thu, Oct 2, 23:59 KST / Task 2 / Due Mon, Nov 10, 23:59 KST",
    ]
    assert [event.is_visible() for event in page.locator(".event").all()] == [True] * 19
    assert not page.locator("article").locator(".filter, .timetable__today, [hidden]").filter(visible=True).count()


STAFF = """
- name: TA 1
  role: TA
  office_hours:
    - {days: thu, time: 15:00-16:00, place: Den, not_on: 2025-09-11, changes: {date: 2025-09-18, time: 13:00-14:00}}
"""


FIRST, SECOND = "TA 1: Thu, Sep 4, 15:00–16:00, Den", "TA 1: Thu, Sep 11, 15:00–16:00 Cancelled, Den"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2025-09-04T14:50", f"{FIRST} in 10 minutes / {SECOND}"),
        ("2025-09-04T15:30", f"{FIRST} Now / {SECOND}"),
        ("2025-09-11T16:00", "TA 1: Thu, Sep 18, 15:00 13:00–14:00, Den in 7 days"),
    ],
)
def test_box_tells_office_hours_and_what_is_different_on_a_day(tmp_path, open_at, moment, expected):
    with serving(write(tmp_path, staff=STAFF, now="2025-09-03")) as address:
        page = open_at(address, f"{moment}+09:00")

        assert told(page)[-1].startswith(f"Office hours / {expected}")


def weeks(page):
    """The weeks that are past, and the one that is now, by their numbers."""
    return [
        [row.get_attribute("id") for row in page.locator(f".schedule tbody tr.{name}").all()]
        for name in ("is-past", "is-now")
    ]


@pytest.mark.parametrize("day", ["2025-09-15T00:00", "2025-09-16T12:00", "2025-09-21T23:59"])
def test_weeks_before_this_one_are_past(seoul, open_at, day):
    page = open_at(seoul, f"{day}+09:00")

    assert weeks(page) == [["week-1", "week-2"], ["week-3"]]
    assert page.locator('tr[aria-current="date"]').get_attribute("id") == "week-3"
    assert "This week" in page.locator("#week-3 th").inner_text()


def test_week_changes_at_midnight_of_the_course(seoul, open_at):
    page = open_at(seoul, "2025-09-21T23:59:50+09:00", zone="America/Los_Angeles")
    before = weeks(page)[1]
    page.clock.run_for(30_000)

    assert (before, weeks(page)[1]) == (["week-3"], ["week-4"])
    assert page.locator("#today").count() == 1


@pytest.mark.parametrize(("moment", "past"), [("2025-08-25T12:00", 0), ("2025-12-24T12:00", 11)])
def test_no_week_is_now_outside_the_term(seoul, open_at, moment, past):
    page = open_at(seoul, f"{moment}+09:00")

    assert [len(found) for found in weeks(page)] == [past, 0]
    assert not page.locator(".timetable__today").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_address_of_today_leads_to_this_week(seoul, open_at, width):
    size = {"width": width, "height": 800}

    page = open_at(f"{seoul}#today", "2025-10-14T12:00+09:00", viewport=size)

    page.wait_for_function("scrollY > 500")
    assert 0 <= page.locator("#week-7").bounding_box()["y"] < 200


def test_link_leads_to_this_week(seoul, open_at):
    page = open_at(seoul, "2025-10-14T12:00+09:00", viewport={"width": 390, "height": 800})

    page.locator(".timetable__today").click()

    page.wait_for_function("location.hash === '#today'")
    assert 0 <= page.locator("#week-7").bounding_box()["y"] < 200


def own_times(page, selector):
    found = [element for element in page.locator(f"{selector} .yours").all() if element.is_visible()]
    return [" ".join(element.inner_text().split()) for element in found]


@pytest.mark.parametrize(
    ("zone", "moment", "expected"),
    [
        ("Asia/Seoul", "2025-09-16T12:00+09:00", []),
        ("Asia/Tokyo", "2025-09-16T12:00+09:00", []),  # the same clock by another name
        ("America/Los_Angeles", "2025-09-16T12:00+09:00", ["07:59", "06:59", "Tue 19:00"]),
        ("America/Los_Angeles", "2025-11-02T08:59+00:00", ["07:59", "06:59", "Tue 19:00"]),  # clocks go back
        ("Europe/London", "2025-10-26T00:59+00:00", ["15:59", "14:59", "03:00"]),  # so do these
        ("Europe/London", "2025-10-26T01:01+00:00", ["15:59", "14:59", "03:00"]),
    ],
)
def test_due_dates_stand_in_the_readers_own_time_too(seoul, open_at, zone, moment, expected):
    page = open_at(seoul, moment, zone)

    assert own_times(page, ".dates") == [f"{text} your time" for text in expected]


@pytest.mark.parametrize(
    ("zone", "moment", "expected"),
    [
        ("America/New_York", "2025-10-30T12:00-04:00", None),
        ("Asia/Seoul", "2025-10-30T12:00-04:00", "Tue 00:30–01:45"),  # the course's clocks go back
        ("Asia/Seoul", "2025-10-24T12:00-04:00", "23:30–Tue 00:45"),
        ("Europe/London", "2025-10-24T12:00-04:00", "14:30–15:45"),  # a week in which only London's have
        ("Europe/London", "2025-10-30T12:00-04:00", "15:30–16:45"),
    ],
)
def test_next_class_stands_in_the_readers_own_time_too(new_york, open_at, zone, moment, expected):
    page = open_at(new_york, moment, zone)

    assert own_times(page, ".next__part--class") == ([f"{expected} your time"] if expected else [])


def test_every_entry_of_the_schedule_stands_in_the_readers_own_time_too(new_york, open_at):
    page = open_at(new_york, "2025-09-16T12:00-04:00", "Asia/Seoul")

    assert len(own_times(page, ".schedule")) == page.locator(".event, .mark").count()


def test_time_left_is_right_over_a_change_of_the_clocks(new_york, open_at):
    evening = open_at(new_york, "2025-11-01T20:00-04:00", "America/New_York")
    morning = open_at(new_york, "2025-11-02T11:00-05:00", "America/New_York")

    assert "Mon, Nov 3, 10:30–11:45 EST in 2 days" in told(evening)[0]
    assert "Mon, Nov 3, 10:30–11:45 EST tomorrow" in told(morning)[0]


def visible(page):
    return [event.get_attribute("id") for event in page.locator(".event[id]").all() if event.is_visible()]


GROUPS = """
- {id: lec01, title: Lecture about 1}
- title: Basics
  entries: [{id: lec02, title: Lecture about 2}, {id: lec03, title: Lecture about 3, cancelled: slot stays empty}]
- {id: lec04, title: Lecture about 4, date: 2025-09-10}
- {id: lec05, title: Lecture about 5, date: 2025-09-15 or 2025-09-16, time: 14:00-15:00}
"""
LIST = "{{ next_up() }}\n\n{{ schedule(view='list') }}\n"


@pytest.fixture(scope="module")
def groups(tmp_path_factory):
    """Groups with entries outside of them, a cancelled class, and one that is on one of two days."""
    site = write(tmp_path_factory.mktemp("groups"), schedule=GROUPS, links="{}", work="[]", page=LIST)
    with serving(site) as address:
        yield address


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (
            "2025-09-08T10:45",
            "Next class / Lecture about 3 Lecture 3 Cancelled / Mon, Sep 8, 10:30–11:45 KST"
            " / Lecture about 4 Lecture 4 / Wed, Sep 10, 10:30–11:45 KST in 2 days / Room 1",
        ),
        (
            "2025-09-15T20:00",
            "Next class / Lecture about 5 Lecture 5 / Mon, Sep 15 or Tue, Sep 16, 14:00–15:00 KST",
        ),
    ],
)
def test_class_that_is_off_or_on_no_certain_day_is_not_on_now(groups, open_at, moment, expected):
    page = open_at(groups, f"{moment}+09:00")

    assert told(page)[0] == expected


@pytest.mark.parametrize("moment", ["2025-08-20T12:00", "2025-09-01T12:00", "2025-09-09T12:00", "2025-11-30T12:00"])
def test_list_of_groups_has_no_mistake_at_any_time(groups, open_at, moment):
    page = open_at(groups, f"{moment}+09:00", "America/Los_Angeles")

    page.clock.run_for(60_000)
    assert len(own_times(page, ".timetable")) >= 4


def test_materials_tell_no_time_left_once_their_class_is_over(seoul, open_at):
    page = open_at(seoul, "2025-09-15T09:45+09:00")

    page.clock.fast_forward(4 * 3_600_000)  # a tab that slept

    assert told(page)[2] == f"Latest materials / {lecture(5, 'Mon, Sep 15, 10:30–11:45', where='')}"


def test_schedule_is_filtered_by_kind_and_remembers_it(sections, open_at):
    page = open_at(sections, "2025-09-02T12:00+09:00")
    total = len(visible(page))
    page.get_by_role("button", name="Lab").click()

    assert (total, visible(page), page.locator(".filter__count").inner_text()) == (
        9,
        ["lec02", "lec04"],
        "2 of 12 shown",
    )
    assert page.url == f"{sections}?kind=lab"
    assert page.get_by_role("button", name="Lab").get_attribute("aria-pressed") == "true"

    page.goto(sections)
    assert visible(page) == ["lec02", "lec04"]
    page.get_by_role("group", name="Show").get_by_role("button", name="Everything").click()
    assert (len(visible(page)), page.url) == (9, sections)


def test_address_says_what_is_shown(sections, open_at):
    page = open_at(f"{sections}?kind=lab&section=B", "2025-09-02T12:00+09:00")

    dates = [element.inner_text() for element in page.locator(".agenda__dates > li").all() if element.is_visible()]
    assert visible(page) == ["lec02", "lec04"]
    assert dates == ["Section B Tue, Sep 9, 09:00–10:00", "Section B Tue, Sep 23, 09:00–10:00"]


@pytest.mark.parametrize(("section", "shown"), [("A", True), ("B", False)])
def test_entry_of_one_section_is_shown_to_it_alone(sections, open_at, section, shown):
    page = open_at(f"{sections}?section={section}", "2025-09-02T12:00+09:00")

    assert ("only" in visible(page), "lec01" in visible(page)) == (shown, True)


def test_box_follows_the_section(sections, open_at):
    page = open_at(sections, "2025-09-01T12:00+09:00")
    both = told(page)[0]
    page.locator(".next").get_by_role("button", name="A", exact=True).click()

    first = "Lecture about 1 Lecture 1 Section B / Tue, Sep 2, 09:00–10:00 KST tomorrow / Attic / Slides"
    second = "Lecture about 2 Lab Section A / Mon, Sep 8, 09:00–10:00 KST in 7 days / Hall / Slides"
    assert (both, told(page)[0]) == (f"Next class / {first} / {second}", f"Next class / {second}")


def test_address_of_an_entry_shows_it_whatever_is_filtered_out(sections, open_at):
    page = open_at(f"{sections}?kind=lab#lec03", "2025-09-02T12:00+09:00")

    assert page.locator("#lec03").is_visible()
    assert "kind" not in page.url


def test_menu_of_an_entry_opens_and_closes_by_keyboard_and_copies_its_link(seoul, open_at):
    page = open_at(seoul, "2025-09-02T12:00+09:00", permissions=["clipboard-read", "clipboard-write"])
    summary = page.locator("#lec03 summary")

    summary.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.textContent === 'Copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Escape")

    assert copied == f"{seoul}#lec03"
    assert not page.locator("#lec03 .more a").first.is_visible()
    assert summary.evaluate("element => element === document.activeElement")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_pages_in_mid_term_pass_axe(seoul, sections, new_york, open_at, width, scheme):
    for address, moment in (
        (seoul, "2025-10-01T23:00"),
        (new_york, "2025-09-15T10:45"),
        (sections, "2025-09-08T10:00"),
    ):
        size = {"width": width, "height": 800}
        page = open_at(address, f"{moment}+09:00", viewport=size, color_scheme=scheme)

        assert violations(page) == []


def test_week_of_forty_entries_fits_a_phone_and_tells_the_one_that_is_on(tmp_path, open_at):
    days = [f"2025-09-{day:02}" for day in range(8, 13)]
    hours = [(f"{hour:02}:00", f"{hour:02}:50") for hour in range(9, 17)]
    schedule = "\n".join(
        f"- {{id: e{day[-2:]}{start[:2]}, title: Talk at {start} on {day}, date: {day}, time: {start}-{end}}}"
        for day in days
        for start, end in hours
    )
    course = re.sub("meetings: .*\n", "", COURSE)
    with serving(write(tmp_path, course=course, schedule=schedule, links="{}")) as address:
        page = open_at(address, "2025-09-10T10:30+09:00", viewport={"width": 390, "height": 800})

        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        first = told(page)[0]

    assert (page.locator(".event").count(), overflow) == (40, 0)
    assert [event.get_attribute("id") for event in page.locator(".event.is-on").all()] == ["e1010"]
    assert page.locator(".event.is-past").count() == 17
    assert first == (
        "Now / Talk at 10:00 on 2025-09-10 Lecture 18 / Wed, Sep 10, 10:00–10:50 KST"
        " / Talk at 11:00 on 2025-09-10 Lecture 19 / Wed, Sep 10, 11:00–11:50 KST in 30 minutes"
    )
