"""What may be missing leaves no trace: no label, no gap, no empty element."""

import re
import shutil
from datetime import UTC, date, datetime
from functools import cache, partial

import pytest
import yaml
from bs4 import BeautifulSoup

from course import export, feed, project, render, structured, subscribe
from course.calendar import feeds
from course.calendar.calendar import dates_of, events_of, key_dates
from course.calendar.upcoming import upcoming
from course.calendar.views import blocks, kinds, programme, weeks
from course.calendar.week import week
from course.model.base import inner_model
from course.model.course import FILES, Course
from course.model.entries import Group
from course.model.materials import Material
from course.shared import Shared
from tests.conftest import COURSES, ROOT

NAMES = sorted(path.parent.name for path in COURSES.glob("*/facts.yml"))
TRACE = re.compile(r"\bNone\b|undefined|\(\s*\)|, ,|:$|^[,;·]|[,;·]$")
FRAGMENTS = ROOT / "overrides" / "fragments"


def models(model, seen):
    seen.add(model)
    for field in model.model_fields.values():
        inner = inner_model(field.annotation)
        if inner and inner not in seen:
            models(inner, seen)
    return seen


OPTIONAL = sorted(
    {
        name
        for model in models(Course, models(Group, {Material}))
        for name, field in model.model_fields.items()
        if not field.is_required()
    }
    - {*FILES, "schedule"}
)


@cache
def read(name):
    """The data of a course as text, lists and mappings, by file."""
    files = ("course", *FILES)
    paths = {file: COURSES / name / "data" / f"{file}.yml" for file in files}
    return {
        file: yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
        for file, path in paths.items()
        if path.exists()
    }


def without(value, key):
    """A value with a key taken out wherever it stands."""
    if isinstance(value, dict):
        return {name: without(inner, key) for name, inner in value.items() if name != key}
    return [without(inner, key) for inner in value] if isinstance(value, list) else value


def write(folder, name, files):
    shutil.copytree(COURSES / name / "docs", folder / "docs", dirs_exist_ok=True)
    (folder / "data").mkdir(exist_ok=True)
    for file, content in files.items():
        (folder / "data" / f"{file}.yml").write_text(yaml.dump(content, Dumper=yaml.CDumper), "utf-8")
    return project.read(folder)


def shown(found):
    """Everything that macros print of a course, by fragment."""
    course, calendar = found.course, found.calendar
    section = course.sections[0].id if course.sections else None
    by_day = dict(zip(("days", "loose", "later"), programme(calendar), strict=True))
    for view in ("weeks", "list", "days"):
        given = {
            "table": weeks(calendar, section),
            "blocks": blocks(calendar),
            "kinds": kinds(calendar, section),
            **by_day,
        }
        yield "schedule", {"view": view, "section": section if view == "weeks" else None, "anchors": True, **given}
    yield "due_dates", {"dates": key_dates(calendar), "section": None, "anchors": True}
    if course.meetings or course.sections:
        yield "meetings", {"section": None}
    yield "staff", {"roles": course.first_roles}
    for view in ("list", "grid") if course.office_hours else ():
        yield "office_hours", {"view": view, "week": week(course, date.min)}
    if course.course_links:
        yield "course_links", {}
    if course.grading:
        weighted = any(part.weight for part in course.parts())
        yield "grading", {"schemes": course.schemes or [None], "weighted": weighted}
    yield "rules", {}
    yield "resources", {"groups": [*dict.fromkeys(item.group for item in course.resources)], "alone": False}
    for event in calendar.events[:5]:
        yield "talk", {"events": events_of(calendar, event.entry.id), "copy_of": partial(subscribe.copy, shared(found))}
    for deadline in calendar.deadlines[:3]:
        dates = dates_of(calendar, deadline.assignment.id)
        yield "assignment", {"dates": dates, "section": None, "anchors": False, "item": deadline.assignment}
    yield "next_up", {"next": upcoming(calendar, datetime(2026, 2, 2, 9, tzinfo=UTC))}
    yield "heading", {"is_home": False, "home": "../"}
    yield "calendars", {"feeds": subscribe.subscriptions(calendar, found.words, "https://example.org/")}


def shared(found):
    now = datetime(2026, 2, 2, 9, tzinfo=UTC)
    return Shared(found.calendar, found.words, now, lambda path: f"https://example.org/{path}", found.schedule_page)


def written_beside(found):
    """What is written beside the pages, by its name."""
    here = shared(found)
    yield from ((each.name, feed.written(here, each).decode()) for each in feeds.every(found.calendar))
    yield "course.json", export.export(here, None)
    yield "structured", str(structured.course_data(here, None, "About it."))
    yield from (("event", str(structured.event_data(here, event.entry.page))) for event in found.calendar.events)


def traces(found):
    """What looks like the trace of something that is missing."""
    for name, content in written_beside(found):
        if match := re.search(r"\bNone\b|Undefined|\{\{", content):
            yield name, match[0]
    fragments = render.environment(FRAGMENTS, found, render.compiled(ROOT))
    for name, values in shown(found):
        html = BeautifulSoup(render.fragment(fragments, name, page_url=str, **values), "html.parser")
        for element in html.find_all(["p", "span", "dt", "dd", "a", "s", "strong", "caption"]):
            text = " ".join(element.get_text(" ").split())
            if not text and not element.find(["img", "svg"]) and not element.get("role"):
                yield name, f"empty {element}"
            elif element.name in ("p", "dt", "dd", "caption") and TRACE.search(text):
                yield name, text
        for empty in html.find_all(["ul", "dl"]):
            if not empty.find_all(True) and "dates" not in empty.get("class", []) and name not in ("rules", "talk"):
                yield name, f"empty {empty}"


@pytest.mark.parametrize("name", NAMES)
def test_whole_course_has_no_trace_of_anything_missing(name, tmp_path):
    found = write(tmp_path, name, read(name))

    assert found.errors == ()
    assert [*traces(found)] == []


@pytest.mark.parametrize("key", OPTIONAL)
def test_optional_field_may_be_missing(key, tmp_path):
    """Where other things refer to what is gone, that is told; where nothing does, nothing is left of it."""
    less = {name: {file: without(content, key) for file, content in read(name).items()} for name in NAMES}
    for name in [name for name in NAMES if less[name] != read(name)][:2]:
        found = write(tmp_path / name, name, less[name])
        assert found.errors or [*traces(found)] == [], name


@pytest.mark.parametrize("file", [*FILES][1:])
def test_file_may_be_missing(file, tmp_path):
    for name in NAMES:
        files = {other: content for other, content in read(name).items() if other != file}
        found = write(tmp_path / name, name, files)
        assert found.errors or [*traces(found)] == [], name
