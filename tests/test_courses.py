"""Real courses of other shapes: each is a whole small site, and its pages say what its table of facts says.

The facts (`facts.yml`) were taken from the courses, not from the data files, and they are read here without the
project's own code.
"""

import re
from datetime import date, datetime
from functools import cache
from urllib.parse import urlsplit

import icalendar
import pytest
import yaml
from bs4 import BeautifulSoup

from tests.conftest import COURSES

NAMES = sorted(path.parent.name for path in COURSES.glob("*/facts.yml"))
FACTS = {name: yaml.load((COURSES / name / "facts.yml").read_text("utf-8"), Loader=yaml.BaseLoader) for name in NAMES}
SCHEDULE = [(name, n) for name in NAMES for n in range(len(FACTS[name].get("schedule", [])))]
DUE = [(name, n) for name in NAMES for n in range(len(FACTS[name].get("due", [])))]
PAGES = [
    (name, key, page) for name in NAMES for key in ("shows", "absent", "links") for page in FACTS[name].get(key, {})
]


@pytest.fixture(scope="module")
def sites(course_site):
    """The pages of a course by their paths."""

    @cache
    def pages(name):
        site = course_site(name)
        paths = {path.relative_to(site).as_posix(): path for path in site.rglob("index.html")}
        return {name: BeautifulSoup(path.read_text("utf-8"), "html.parser") for name, path in paths.items()}

    return pages


def text_of(element):
    """What a reader sees, with dashes and spaces of all kinds made equal."""
    return even(element.get_text(" "))


def even(text):
    return re.sub(r"\s+([,.;:)])", r"\1", re.sub(r"\s*[–-]\s*", "-", " ".join(text.split())).replace("( ", "("))


def moment(text):
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def holder(pages, kind, name, section, start=None):
    """The element that shows an entry or an assignment, to one section if it is named."""
    found = [element for page in pages.values() for element in page.select(f'article [data-{kind}="{name}"]')]
    found = [item for item in found if "mark" not in item.get("class", [])]
    if section:
        found = [item for item in found if section in item.get("data-sections", section).split()]
    if start:
        found = [item for item in found if item.has_attr("data-start") and moment(item["data-start"]) == start] or found
    assert found, f"{name} is on no page"
    return found[0]


def row_of(element):
    """The whole of what is shown with an element: its date may stand beside it."""
    row = element.find_parent(class_="agenda__row")
    if row:
        return row
    cell = element.find_parent("td")
    row = cell.find_parent("tr") if cell else None
    if row and "schedule__what" in cell.get("class", []):
        shown = BeautifulSoup("<div></div>", "html.parser").div
        for part in (cell.find_previous_sibling("td"), element):
            shown.append(BeautifulSoup(str(part), "html.parser"))
        return shown
    return row or element


@pytest.mark.parametrize("name", NAMES)
def test_course_is_built_strictly(sites, name):
    assert "index.html" in sites(name)


@pytest.mark.parametrize(("name", "n"), SCHEDULE)
def test_schedule_says_the_fact(sites, name, n):
    fact = FACTS[name]["schedule"][n]
    start = moment(fact["start"]) if "start" in fact else None
    event = holder(sites(name), "entry", fact["entry"], fact.get("section"), start)
    row = row_of(event)

    told = {key: moment(event[f"data-{key}"]) for key in ("start", "end") if event.has_attr(f"data-{key}")}
    wanted = {key: moment(fact[key]) for key in ("start", "end") if key in fact}
    links = {link["href"] for link in row.find_all("a", href=True)}
    struck = even(" ".join(text_of(element) for element in row.find_all("s")))

    assert told == ({} if "undated" in fact else wanted)
    assert [text for text in fact.get("shows", []) if even(text) not in text_of(row)] == []
    assert [text for text in fact.get("struck", []) if even(text) not in struck] == []
    assert [link for link in fact.get("links", []) if link not in links] == []
    assert (event.get("data-status") == "cancelled") == ("cancelled" in fact)


@pytest.mark.parametrize(("name", "n"), DUE)
def test_due_dates_say_the_fact(sites, name, n):
    fact = FACTS[name]["due"][n]
    kind = "entry" if "entry" in fact else "assignment"
    element = next(
        element
        for page in sites(name).values()
        for element in page.select(f'.dates [data-{kind}="{fact[kind]}"]')
        if "section" not in fact or fact["section"] in element.get("data-sections", fact["section"]).split()
    )

    told = [moment(text) for text in element.get("data-due", element.get("data-start", "")).split()]
    wanted = fact.get("due", [fact["start"]] if "start" in fact else [])
    struck = text_of(BeautifulSoup(" ".join(map(str, element.find_all("s"))), "html.parser"))

    assert told == [moment(text) for text in ([wanted] if isinstance(wanted, str) else wanted)]
    if "released" in fact:
        released = moment(element["data-released"])
        assert str(released).startswith(fact["released"][:10])
    assert [text for text in fact.get("shows", []) if even(text) not in text_of(element)] == []
    assert [text for text in fact.get("struck", []) if even(text) not in struck] == []
    assert (element.get("data-status") == "cancelled") == ("cancelled" in fact)


@pytest.mark.parametrize(("name", "key", "page"), PAGES)
def test_page_says_the_facts(sites, name, key, page):
    path = page.removesuffix(".md").removesuffix("index")
    html = sites(name)[f"{path}/index.html".lstrip("/") if path and not path.endswith("/") else f"{path}index.html"]
    article, text = html.find("article"), text_of(html.find("article"))
    links = {link["href"] for link in article.find_all("a", href=True)}
    facts = FACTS[name][key][page]

    if key == "absent":
        assert [fact for fact in facts if even(fact) in text or fact in links] == []
    elif key == "shows":
        assert [fact for fact in facts if even(fact) not in text] == []
    else:
        assert [fact for fact in facts if fact not in links] == []


@pytest.mark.parametrize("name", NAMES)
def test_events_of_the_feed_lead_to_their_places(course_site, sites, name):
    home = f"https://example.org/{name}/"
    read = icalendar.Calendar.from_ical((course_site(name) / "all.ics").read_bytes())
    addresses = [urlsplit(str(event["url"]).removeprefix(home)) for event in read.walk("VEVENT") if "url" in event]

    lost = [
        address.geturl()
        for address in addresses
        if address.fragment and sites(name)[f"{address.path}index.html"].find(id=address.fragment) is None
    ]

    assert {f"{address.path}index.html" for address in addresses} <= sites(name).keys()
    assert lost == []
