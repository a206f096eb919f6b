"""Every check by its smallest mistakes: told once, in the words of `data/messages.md`, and not told once mended."""

import pytest

from course.__main__ import GIVEN, described
from course.messages import SUBJECTS, entries, examples, problems, reference
from course.problems import LEVELS
from tests.conftest import ROOT

NAMES = {call.partition("(")[0] for call in described(ROOT / "macros.py")} | GIVEN
EXAMPLES = [(check, n) for check in LEVELS for n in range(len(examples(check)))]


def told(check, found):
    """What is said, without the spare meetings that a short schedule leaves."""
    return [str(problem) for problem in found if problem.check != "spare-meetings" or check == "spare-meetings"]


def test_page_of_messages_is_what_the_checks_say():
    assert (ROOT / "data" / "messages.md").read_text("utf-8") == reference(NAMES)


def test_every_check_is_explained_once():
    explained = [check for subject in SUBJECTS for check in entries(subject)]

    assert sorted(explained) == sorted(LEVELS)
    assert [check for check in LEVELS if not examples(check)] == []


@pytest.mark.parametrize(("check", "n"), EXAMPLES)
def test_mistake_is_told_once_and_not_once_mended(check, n):
    example = examples(check)[n]

    bad, good = (problems(example, mended=mended, names=NAMES) for mended in (False, True))

    assert [problem.check for problem in bad if problem.check != "spare-meetings" or check == "spare-meetings"] == [
        check
    ]
    assert told(check, good) == []


@pytest.mark.parametrize(("check", "n"), EXAMPLES)
def test_message_says_what_to_write(check, n):
    """One line with a place, what is wrong, and after a semicolon or a question what to do about it."""
    (problem,) = [each for each in problems(examples(check)[n], mended=False, names=NAMES) if each.check == check]

    assert "\n" not in problem.text
    assert "; " in problem.text or "did you mean" in problem.text or ", so" in problem.text
