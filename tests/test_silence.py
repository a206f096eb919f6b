"""Warnings and hints can be silenced at one place, with a reason; errors cannot, and nothing is silenced in vain."""

from datetime import datetime

import pytest

from course import project

GRADING = "grading: [{id: a, part: A, weight: 60}, {id: b, part: B, weight: 45}]\n"
TWO = "- {id: a, title: A}\n- {id: b, title: B 2}\n"
SUM = (
    "data/course.yml:7:10: warning: grading: the weights sum to 105, not to 100; change one of them by -5",
    "data/schedule.yml:2:18: warning: b.title: there is no `B 1`; correct the number, or add what is missing",
)


def warnings(write, silenced):
    found = write(TWO, term=TERM, course=f"{GRADING}silenced: {silenced}\n").found
    return [str(problem) for problem in found.warnings], [problem.check for problem in found.silenced]


TERM = """title: Small Things
timezone: Europe/Berlin
term: {name: Spring 2026, start: 2026-03-02, end: 2026-03-20}



"""


def test_what_is_not_silenced_is_told(write):
    assert warnings(write, "[]") == ([*SUM], [])


@pytest.mark.parametrize("at", ["", ", at: grading", ", at: data/course.yml", ", at: 'data/course.yml:7'"])
def test_check_is_silenced_everywhere_or_at_one_place(write, at):
    told, silenced = warnings(write, f"{{check: weights{at}, reason: a bonus}}")

    assert (told, silenced) == ([SUM[1]], ["weights"])


def test_place_below_the_one_that_is_named(write):
    told, silenced = warnings(write, "{check: sequence, at: b, reason: the first part was last year}")

    assert (told, silenced) == ([SUM[0]], ["sequence"])


def test_what_silences_nothing_is_told(write):
    told, silenced = warnings(write, "{check: weights, at: schedule, reason: a bonus}")

    assert told == [
        SUM[0],
        "data/course.yml:8:11: warning: silenced: there is no message of `weights` at `schedule` to silence; "
        "delete this item, or correct its `at`",
        SUM[1],
    ]
    assert silenced == []


@pytest.mark.parametrize(
    ("silenced", "message"),
    [
        ("{check: weights}", "silenced.reason: is missing; write e.g. `reason: five percent are a bonus`"),
        (
            "{check: unknown-key, reason: x}",
            "silenced.check: `unknown-key` tells of errors, which cannot be silenced; correct what it tells, and "
            "delete this",
        ),
        ("{check: wieghts, reason: x}", "silenced.check: `wieghts` is not a check; did you mean `weights`?"),
    ],
)
def test_silencing_that_cannot_be(write, silenced, message):
    found = write(TWO, term=TERM, course=f"{GRADING}silenced: {silenced}\n").found

    assert [problem.message for problem in found.errors] == [message]


def test_hint_that_silences_nothing_today_is_fine(write):
    """What hangs on today comes and goes, so that an unchanged course never begins to fail."""
    told, _ = warnings(write, "{check: past-tba, reason: will be known}")

    assert told == [*SUM]


def test_hints_that_hang_on_today_are_told_as_of_a_moment_only(small):
    small.change("data/schedule.yml", "title: First Things", "title: First Things, place: TBA")

    early, late = (project.read(small.root, (), datetime(2026, 3, day)).hints for day in (1, 10))
    before, after = ([problem.check for problem in hints] for hints in (early, late))

    assert project.read(small.root).hints == ()
    assert "past-tba" not in before
    assert "past-tba" in after
