"""`course.json`: what it says, that it has its shape, and that nothing that is held back is in it."""

import json
from datetime import UTC, datetime

import jsonschema
import pytest

from course import export, project, shape
from course.model.base import inner_model
from course.shared import Shared
from tests.conftest import COURSES, ROOT

HOME = "https://example.org/c/"
PROJECTS = {"": ROOT, **{path.name: path for path in sorted(COURSES.iterdir())}}


def shared(found, now=datetime(2026, 3, 1, tzinfo=UTC)):
    return Shared(found.calendar, found.words, now, lambda path: f"{HOME}{path}", "index.md")


def exported(found):
    return json.loads(export.export(shared(found), HOME))


@pytest.mark.parametrize("name", PROJECTS)
def test_every_course_has_the_shape(name):
    found = project.read(PROJECTS[name])

    written = exported(found)

    jsonschema.validate(written, shape.Export.model_json_schema())
    assert written["version"] == 1
    assert [event["id"] for event in written["events"]] == [event.entry.id for event in found.calendar.events]
    assert len({event["name"] for event in written["events"]}) == len(written["events"])
    assert len(written["deadlines"]) == len(found.calendar.deadlines)


def models(model, seen):
    if model not in seen:
        seen.add(model)
        yield model
        for field in model.model_fields.values():
            inner = inner_model(field.annotation)
            yield from models(inner, seen) if inner else ()


@pytest.mark.parametrize("model", [*models(shape.Export, set())])
def test_every_field_has_a_sentence(model):
    assert model.__doc__.endswith(".")
    assert [name for name, field in model.model_fields.items() if not field.description.endswith(".")] == []


COURSE = """
code: CS1
institution: {name: Test College}
meetings: {days: [mon, wed], time: 10:00-11:30, place: "*Hall*", mode: hybrid, join: zoom}
days_off:
  - {date: 2026-03-11, reason: Break}
  - {date: 2026-03-18, show: no}
grading:
  - {id: exam, part: Exam, weight: 62.5}
  - {id: work, part: Work, weight: 37.5, parts: [{id: a, part: A, weight: 37.5}]}
letters: {A: 90}
tentative: yes
hand_in: box
"""
SCHEDULE = """
- title: Part One
  entries:
    - id: a
      title: A
      people: [Ada, TBA, {name: Bob, role: Poet, affiliation: Engines}]
      note: Bring it.
- {id: b, title: B, moved_from: 2026-03-04, date: 2026-03-05, time: 9:00, part: exam}
- {id: c, title: C, date: 2026-03-09 or 2026-03-10, cancelled: slot stays empty}
- {id: d, title: D, date: week 3, draft: yes}
- {id: e, title: E, date: week 3}
"""
STAFF = """
- {name: Ada, role: [Lecturer, Dean], email: ada@example.org, photo: ada.svg,
   office_hours: [{days: tue, time: 14:00-15:00, link: zoom}, by appointment]}
"""
WORK = """
- {id: w, title: W, due: [{date: 2026-03-10 23:59, credit: 105}, 2026-03-12 23:59], was: 2026-03-06, part: a, points: 3}
- {id: x, title: X, draft: yes, due: 2026-03-10}
"""
LINKS = """
zoom: https://example.org/zoom
box: {url: https://example.org/box, title: Box}
a:
  slides: {formats: {PDF: index.md, TeX: https://example.org/a.tex}}
  notes: {url: https://example.org/secret, draft: yes}
  solution: {url: https://example.org/secret, released: 2026-03-02}
"""
EVENT = {"groups": [], "sections": [], "moved_from": [], "weeks": [], "people": [], "optional": False, "materials": []}


def test_export(write):
    files = {"assignments": WORK, "staff": STAFF, "links": LINKS}

    written = exported(write(SCHEDULE, COURSE, **files).found)

    events, (work,) = written.pop("events"), written.pop("deadlines")
    assert written == {
        "version": 1,
        "built": "2026-03-01T00:00:00+00:00",
        "url": HOME,
        "code": "CS1",
        "title": "Small Things",
        "institution": {"name": "Test College"},
        "language": "en",
        "timezone": "Europe/Berlin",
        "tentative": True,
        "term": {"name": "Spring 2026", "start": "2026-03-02", "end": "2026-03-20"},
        "sections": [],
        "meetings": [
            {
                "days": ["mon", "wed"],
                "start": "10:00",
                "end": "11:30",
                "kinds": [],
                "place": "Hall",
                "mode": "hybrid",
                "weeks": [],
            }
        ],
        "days_off": [{"first": "2026-03-11", "last": "2026-03-11", "reason": "Break", "kinds": [], "sections": []}],
        "links": [],
        "staff": [
            {
                "name": "Ada",
                "roles": ["Lecturer", "Dean"],
                "email": "ada@example.org",
                "sections": [],
                "photo": f"{HOME}ada.svg",
                "office_hours": [
                    {
                        "days": ["tue"],
                        "start": "14:00",
                        "end": "15:00",
                        "url": "https://example.org/zoom",
                        "not_on": [],
                        "changes": [],
                    },
                    {"days": [], "text": "by appointment", "not_on": [], "changes": []},
                ],
            }
        ],
        "grading": [
            {"id": "exam", "title": "Exam", "weight": 62.5, "weights": {}, "parts": []},
            {
                "id": "work",
                "title": "Work",
                "weight": 37.5,
                "weights": {},
                "parts": [{"id": "a", "title": "A", "weight": 37.5, "weights": {}, "parts": []}],
            },
        ],
        "letters": {"A": 90},
        "feeds": [f"{HOME}{name}.ics" for name in ("all", "calendar", "deadlines", "office-hours")],
    }
    assert work == {
        "id": "w",
        "name": "w",
        "title": "W",
        "sections": [],
        "status": "moved",
        "due": [
            {"at": "2026-03-10T23:59:00+01:00", "weeks": [], "credit": 105},
            {"at": "2026-03-12T23:59:00+01:00", "weeks": []},
        ],
        "was": ["2026-03-06"],
        "hand_in": [{"text": "Box: https://example.org/box", "url": "https://example.org/box", "sections": []}],
        "part": "a",
        "points": 3,
        "optional": False,
        "materials": [],
    }
    hybrid = {"place": "Hall", "mode": "hybrid", "join": "https://example.org/zoom", "kind": "lecture"}
    assert events[0] == EVENT | hybrid | {
        "id": "a",
        "name": "a",
        "label": "Lecture",
        "title": "A",
        "number": "1",
        "groups": ["Part One"],
        "status": "scheduled",
        "times": [{"start": "2026-03-02T10:00:00+01:00", "end": "2026-03-02T11:30:00+01:00"}],
        "people": [
            {"name": "Ada", "role": "Lecturer, Dean"},
            {"name": "Bob", "role": "Poet", "affiliation": "Engines"},
        ],
        "note": "Bring it.",
        "url": f"{HOME}index.md#a",
        "materials": [
            {"label": "Slides", "kind": "slides", "url": f"{HOME}index.md", "format": "PDF", "sections": []},
            {"label": "Slides", "kind": "slides", "url": "https://example.org/a.tex", "format": "TeX", "sections": []},
        ],
    }
    told = {event["id"]: (event["status"], event["times"], event["moved_from"], event["weeks"]) for event in events[1:]}
    assert told == {
        "b": ("moved", [{"start": "2026-03-05T09:00:00+01:00"}], ["2026-03-04"], []),
        "c": (
            "cancelled",
            [{"start": "2026-03-09", "end": "2026-03-10"}, {"start": "2026-03-10", "end": "2026-03-11"}],
            [],
            [],
        ),
        "e": ("scheduled", [], [], [3, 3]),
    }


def test_sections(write):
    course = """
        meetings: {days: fri, time: 9:00-10:00, kinds: lab}
        sections:
          - {id: A, title: Morning, meetings: {days: mon, time: 10:00-11:00}, hand_in: Here, people: Ada}
          - {id: B, meetings: {days: tue, time: TBA, since: 2026-03-03}, hand_in: There, days_off: {date: 2026-03-10}}
        """

    written = exported(
        write("- {id: a, title: A}\n", course, assignments="- {id: w, title: W, due: 2026-03-10}\n").found
    )

    assert written["sections"] == [
        {"id": "A", "title": "Morning", "people": ["Ada"]},
        {"id": "B", "people": []},
    ]
    assert written["meetings"] == [
        {"days": ["fri"], "start": "09:00", "end": "10:00", "kinds": ["lab"], "weeks": []},
        {"days": ["mon"], "start": "10:00", "end": "11:00", "kinds": [], "section": "A", "weeks": []},
        {"days": ["tue"], "kinds": [], "section": "B", "since": "2026-03-03", "weeks": []},
    ]
    assert [(item["first"], item["sections"]) for item in written["days_off"]] == [("2026-03-10", ["B"])]
    assert [(event["name"], event["sections"]) for event in written["events"]] == [("a-A", ["A"]), ("a-B", ["B"])]
    assert written["deadlines"][0]["hand_in"] == [
        {"text": "Here", "sections": ["A"]},
        {"text": "There", "sections": ["B"]},
    ]
