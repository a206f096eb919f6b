"""Three readers of calendar files, each with its own idea of time zones, find the same in every feed.

icalendar asks the machine's zones, vobject and ical.js (Thunderbird) those that the files bring along.
"""

import json
import shutil
import subprocess
import warnings
from datetime import UTC, datetime

import icalendar
import pytest
import vobject

import run
from course import feed, project
from course.calendar import feeds
from course.shared import Shared
from tests.conftest import COURSES, ROOT

PROJECTS = {"": ROOT, **{path.name: path for path in sorted(COURSES.iterdir())}}


def write_feeds(found, folder):
    """All feeds of a course as files below a folder."""
    now = datetime(2027, 1, 1, tzinfo=UTC)  # after all of the terms, so that all that was held back is in
    shared = Shared(found.calendar, found.words, now, lambda path: f"https://example.org/{path}", found.schedule_page)
    for each in feeds.every(found.calendar):
        file = folder / each.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(feed.written(shared, each))
    return sorted(folder.rglob("*.ics"))


def told(when):
    if when is None:
        return None
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}" if isinstance(when, datetime) else str(when)


def by_icalendar(path):
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    assert [error for part in calendar.walk() for error in part.errors] == []
    return [
        {
            "uid": str(event["uid"]),
            "start": told(event["dtstart"].dt),
            "end": told(event["dtend"].dt if "dtend" in event else None),
            "alarms": [alarm["trigger"].dt.total_seconds() for alarm in event.walk("VALARM")],
        }
        for event in calendar.walk("VEVENT")
    ]


def by_vobject(path):
    vars(vobject.icalendar)["__tzidMap"].clear()  # it would take the zones of the files that it read before
    (calendar,) = vobject.readComponents(path.read_text("utf-8"))
    calendar.validate(raiseException=True)
    return [
        {
            "uid": event.uid.value,
            "start": told(event.dtstart.value),
            "end": told(event.dtend.value if hasattr(event, "dtend") else None),
            "alarms": [alarm.trigger.value.total_seconds() for alarm in event.contents.get("valarm", [])],
        }
        for event in calendar.contents.get("vevent", [])
    ]


def by_ical_js(paths):
    """What ical.js reads in all files, in one run of Node.js; fails with the line that installs what is missing."""
    node = shutil.which("node")
    if node is None or not (ROOT / "tests" / "node_modules" / "ical.js").exists():
        pytest.fail(f"{run.NODE}; then: npm ci --prefix tests", pytrace=False)
    script = str(ROOT / "tests" / "read_ics.mjs")
    done = subprocess.run([node, script], input="\n".join(map(str, paths)), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The feeds of every course, by the course."""
    folder = tmp_path_factory.mktemp("feeds")
    return {name: write_feeds(project.read(root), folder / (name or "own")) for name, root in PROJECTS.items()}


@pytest.fixture(scope="module")
def in_javascript(files):
    return by_ical_js([path for paths in files.values() for path in paths])


@pytest.mark.parametrize("name", PROJECTS)
def test_readers_agree(files, in_javascript, name):
    assert files[name]
    for path in files[name]:
        with warnings.catch_warnings(action="error"):
            found = by_icalendar(path)
            assert by_vobject(path) == found, path.name
        assert in_javascript[str(path)] == found, path.name


def test_readers_agree_around_clock_changes(write, tmp_path):
    """Clocks of Berlin go forward on 29 March 2026 at 2:00, and back on 25 October 2026 at 3:00."""
    term = """
title: Clocks
timezone: Europe/Berlin
term: {name: "2026", start: 2026-03-23, end: 2026-10-31}
"""
    schedule = """
        - {id: a, title: A, date: 2026-03-28, time: 22:00-23:30}
        - {id: b, title: B, date: 2026-03-29, time: 1:30-3:30}
        - {id: c, title: C, date: 2026-03-29}
        - {id: d, title: D, date: 2026-10-25, time: 0:30-3:30}
        - {id: gap, title: Gap, date: 2026-03-29, time: 3:00-3:15}
        - {id: e, title: E, date: 2026-10-26, time: 9:00-10:00}
        """
    work = "- {id: w, title: W, due: [2026-03-29 23:59, 2026-10-24 23:59, 2026-10-25 23:59]}\n"
    written = write(schedule, "", term, assignments=work)
    (path,) = [file for file in write_feeds(written.found, tmp_path / "feeds") if file.name == "all.ics"]

    found = by_icalendar(path)

    assert {event["uid"].removeprefix("clocks-2026-"): (event["start"], event["end"]) for event in found} == {
        "a": ("2026-03-28T21:00:00.000Z", "2026-03-28T22:30:00.000Z"),
        "b": ("2026-03-29T00:30:00.000Z", "2026-03-29T01:30:00.000Z"),
        "c": ("2026-03-29", None),
        "d": ("2026-10-24T22:30:00.000Z", "2026-10-25T02:30:00.000Z"),
        "gap": ("2026-03-29T01:00:00.000Z", "2026-03-29T01:15:00.000Z"),
        "e": ("2026-10-26T08:00:00.000Z", "2026-10-26T09:00:00.000Z"),
        "w-due": ("2026-03-29T21:59:00.000Z", None),
        "w-due.time2": ("2026-10-24T21:59:00.000Z", None),
        "w-due.time3": ("2026-10-25T22:59:00.000Z", None),
    }
    assert [event["alarms"] for event in found] == [[]] * 6 + [[-86400]] * 3
    assert by_vobject(path) == found
    assert by_ical_js([path])[str(path)] == found
