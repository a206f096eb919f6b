"""What has become of the dates of a course when a day is lost."""

import shutil

import pytest
import yaml

from course import project
from course.changes import Change, changes
from tests.conftest import ROOT, Copy, data, told


@pytest.fixture
def own(tmp_path):
    """A copy of this project's own course."""
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return Copy(tmp_path)


def test_meeting_taken_from_the_course_moves_the_later_entries_and_keeps_the_pinned(own):
    before = project.read(own.root).calendar
    floating = [item["id"] for item in data("schedule") if "date" not in item]
    lost = next(event.timing.day for event in before.events if event.entry.id == floating[2])
    course = yaml.load((own.root / "data" / "course.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    course["days_off"] = [*course.get("days_off", []), {"date": str(lost)}]
    own.write("data/course.yml", yaml.dump(course))
    own.write("data/schedule.yml", yaml.dump([item for item in data("schedule") if item["id"] != floating[-1]]))

    after = project.read(own.root).calendar

    old = {event.entry.id: event.timing.day for event in before.events}
    new = {event.entry.id: event.timing.day for event in after.events}
    moved = [change.entry for change in changes(before, after)]
    assert moved == floating[2:]
    assert [new[entry] for entry in floating[2:-1]] == [old[entry] for entry in floating[3:]]


def test_change_has_the_old_and_the_new_date(write):
    plain = "meetings: {days: [mon, wed], time: 10:00-11:30}\n"
    schedule = "- {id: a, title: A}\n- {id: b, title: B}\n- {id: x, title: X, date: 2026-03-16}\n"
    old = write(schedule, plain).found.calendar
    new = write(schedule + "- {id: y, title: Y}\n", plain + "days_off: {date: 2026-03-02}\n").found.calendar

    found = changes(old, new)

    assert [(change.entry, told(change.old), told(change.new)) for change in found] == [
        ("a", "Mon 2026-03-02 10:00-11:30", "Wed 2026-03-04 10:00-11:30"),
        ("b", "Wed 2026-03-04 10:00-11:30", "Mon 2026-03-09 10:00-11:30"),
        ("y", "", "Wed 2026-03-11 10:00-11:30"),
    ]
    assert changes(new, old)[-1] == Change("y", "", 1, found[-1].new, None)
    assert changes(new, new) == ()
