"""The built site says what the data says; the data is read here without the project's own code.

Nothing of this course is typed here, and what a course may leave out may be missing, so a change in `data/` needs no
change of a test.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT, data

COURSE = data("course")
LINKS = data("links")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.fixture(scope="module")
def home(site):
    return BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def pages(site):
    return {path: BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in site.rglob("index.html")}


def day_of(text):
    """A date as data files may write it, with its weekday in front or without."""
    return date.fromisoformat(text.split()[-1])


def span(text):
    first, _, last = text.partition("..")
    first, last = day_of(first), day_of(last or first)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


OFF = {day for item in COURSE.get("days_off", []) for day in span(item["date"])}
PATTERN = {DAYS.index(day.lower()[:3]) for meeting in COURSE["meetings"] for day in meeting["days"]}
TERM = span(f"{COURSE['term']['start']}..{COURSE['term']['end']}")
CLASSES = [day for day in TERM if day.weekday() in PATTERN and day not in OFF]


def shown_days(home):
    """The day of each entry as the schedule shows it: on the entry, or beside it."""
    days = {}
    for event in home.select(".event"):
        own = event.select_one(".event__note time")
        beside = event.find_parent("td").find_previous_sibling("td").find("time")
        days[event["id"]] = datetime.fromisoformat((own or beside)["datetime"]).date()
    return days


def text_of(element):
    return " ".join(element.get_text(" ").split())


def test_schedule_has_every_entry_once(home):
    assert sorted(event["id"] for event in home.select(".event")) == sorted(item["id"] for item in data("schedule"))


def test_pinned_entries_stand_on_their_days(home):
    pinned = {item["id"]: day_of(item["date"]) for item in data("schedule") if "date" in item}
    shown = shown_days(home)

    assert {entry: shown[entry] for entry in pinned} == pinned


def test_other_entries_fall_into_the_classes_in_their_order(home):
    shown = shown_days(home)
    days = [shown[item["id"]] for item in data("schedule") if "date" not in item]

    assert days == sorted(days)
    assert [day for day in days if day not in CLASSES] == []
    assert [day for day in CLASSES if day <= max(days) and day not in shown.values()] == []


def test_every_entry_stands_in_its_week(home):
    monday = TERM[0] - timedelta(days=TERM[0].weekday())
    for entry, day in shown_days(home).items():
        row = home.find(id=entry).find_parent("tr")
        assert row["id"] == f"week-{(day - monday).days // 7 + 1}", entry


def test_every_entry_shows_its_title_and_people(home):
    for item in data("schedule"):
        event = text_of(home.find(id=item["id"]))
        assert item["title"] in event
        assert [person["name"] for person in item.get("people", []) if person["name"] not in event] == []


def test_every_entry_links_to_its_page(home):
    for item in data("schedule"):
        addresses = [link["href"] for link in home.find(id=item["id"]).find_all("a")]
        if "page" in item:
            assert item["page"].removesuffix(".md") + "/" in addresses


def test_every_material_stands_under_its_entry(home):
    for item in data("schedule"):
        wanted = {**LINKS.get(item["id"], {}), **LINKS.get(item.get("assignment"), {})}
        shown = [link["href"] for link in home.find(id=item["id"]).select(".material")]
        assert sorted(shown) == sorted(wanted.values()), item["id"]


def test_every_day_off_is_told_with_its_reason(home):
    for item in COURSE.get("days_off", []):
        for day in set(span(item["date"])) & set(TERM):
            if day.weekday() in PATTERN:
                cell = home.select_one(f'.schedule__day time[datetime="{day}"]').find_parent("td")
                assert item.get("reason", "") in text_of(cell.find_next_sibling("td").select_one(".off"))


def test_every_due_date_is_told(home):
    rows = [(text_of(row), row.find("time")["datetime"]) for row in home.select(".dates__item--due")]
    for item in data("assignments"):
        hour = item["due"].split()[-1] if ":" in item["due"] else COURSE.get("due_time")
        day = day_of(item["due"].removesuffix(hour or "") if ":" in item["due"] else item["due"])
        due = f"{day}T{hour.zfill(5)}" if hour else str(day)
        assert [when for text, when in rows if item["title"] in text and when.startswith(due)], item["id"]
    assert len(rows) == len(data("assignments"))


def test_everything_that_counts_is_among_the_important_dates(home):
    listed = text_of(home.select_one(".dates"))

    assert [item["title"] for item in data("schedule") if "part" in item and item["title"] not in listed] == []


def test_every_date_on_every_page_has_its_own_weekday(pages):
    shown = 0
    for page in pages.values():
        for element in page.find_all("time"):
            moment = datetime.fromisoformat(element["datetime"])
            weekday = moment.strftime("%a")
            text = text_of(element)
            if "," in text or element.select_one(".schedule__weekday"):
                assert text.startswith(weekday), text
                assert re.search(rf"\b{moment.strftime('%b')}[a-z]* {moment.day}\b", text), text
                shown += 1
    assert shown > len(data("schedule"))


def test_every_weight_is_told_and_they_sum_to_100(home):
    rows = {text_of(row.find("th")): text_of(row.find("td")) for row in home.select(".grading tbody tr")}
    told = {item["part"]: weight for item in COURSE["grading"] for name, weight in rows.items() if item["part"] in name}

    assert told == {item["part"]: f"{item['weight'].rstrip(' %')} %" for item in COURSE["grading"]}
    assert sum(Decimal(weight.removesuffix(" %")) for weight in rows.values()) == 100


def test_all_staff_are_told_with_role_link_and_mail(home):
    listed = home.select_one(".staff").parent
    for person in data("staff"):
        assert person["name"] in text_of(listed)
        assert person["role"] in text_of(listed)
        for key, address in (("url", "{}"), ("email", "mailto:{}")):
            if key in person and not (key == "email" and person.get("show_email") in ("no", "false")):
                assert listed.find("a", href=address.format(person[key]))


def test_resources_and_past_terms_are_told(home):
    for item in (*COURSE.get("resources", []), *COURSE.get("past_terms", [])):
        assert text_of(home.find("a", href=LINKS[item["link"]], string=item["title"])) == item["title"]


def test_every_address_of_the_data_is_on_the_site(pages):
    shown = {link["href"] for page in pages.values() for link in page.find_all("a", href=True)}
    wanted = {address for link in LINKS.values() for address in (link.values() if isinstance(link, dict) else [link])}

    assert wanted - shown == set()


def test_every_talk_has_a_page_that_tells_all(site):
    for item in (item for item in data("schedule") if "abstract" in item and "page" in item):
        page = BeautifulSoup((site / item["page"].removesuffix(".md") / "index.html").read_text("utf-8"), "html.parser")
        article = text_of(page.find("article"))
        assert text_of(page.find("article").find("h1")).startswith(item["title"])
        assert [person["name"] for person in item["people"] if person["name"] not in article] == []
        assert " ".join(item["abstract"].split()) in article
        assert [link["href"] for link in page.select(".material")] == list(LINKS.get(item["id"], {}).values())
        assert page.find("a", href=re.compile(f"#{item['id']}$"))


def test_sections_of_the_home_page_come_in_their_order(home):
    headings = [text_of(heading).removesuffix(" ¶") for heading in home.find("article").find_all("h2")]

    assert headings == [line.removeprefix("## ") for line in home_page().splitlines() if line.startswith("## ")]


def home_page():
    return (ROOT / "docs" / "index.md").read_text("utf-8")


def test_every_page_has_the_heading_of_the_course_and_one_title(pages):
    for path, page in pages.items():
        article = page.find("article")
        assert f"{COURSE['code']}: {COURSE['title']}" in text_of(article.find("header")), path
        assert COURSE["term"]["name"] in text_of(article.find("header")), path
        assert len(article.find_all("h1")) == 1, path


def test_no_page_asks_another_host_for_anything(pages):
    for path, page in pages.items():
        asked = [element["src"] for element in page.find_all(src=True)]
        asked += [
            link["href"] for link in page.find_all("link") if link["rel"][0] in ("stylesheet", "icon", "preconnect")
        ]
        assert [address for address in asked if re.match(r"(https?:)?//", address)] == [], path


def test_nothing_unfinished_is_on_a_page(pages):
    for path, page in pages.items():
        text = page.find("article").get_text()
        assert re.search(r"\{\{|\{%|\bNone\b|Undefined|Macro Rendering Error|\$\$", text) is None, path


def test_links_that_open_a_tab_keep_it_apart(pages):
    for path, page in pages.items():
        for link in page.find_all("a", target="_blank"):
            assert "noopener" in link["rel"], (path, link)


def test_feeds_are_on_the_site(site):
    assert (site / "calendar.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert (site / "deadlines.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_templates_are_not_on_the_site(site):
    assert sorted(path.name for path in site.iterdir() if path.name in ("fragments", "partials", "main.html")) == []
