import json

import pytest
from click import unstyle

from course import report
from course.problems import Problem

ERROR = Problem("data/links.yml", 2, 3, "lec01.slids", "there is no such key; did you mean `slides`?", "unknown-key")
WARNING = Problem("docs/a,b.md", 4, 1, "", "100 % wrong: 50 | 60; mend it", "typed-date")
HINT = Problem("data/course.yml", 9, 80, "meetings", "2 meetings <too many>; add entries", "spare-meetings")


def test_problem_on_one_line():
    assert report.told(ERROR) == (
        "data/links.yml:2:3: error: lec01.slids: there is no such key; did you mean `slides`? [unknown-key]"
    )


def test_excerpt_shows_the_line_with_a_caret_below_the_place():
    lines = list(report.excerpt(ERROR, lambda file: ["lec01:", "  slids: x"]))

    assert [unstyle(line) for line in lines] == [report.told(ERROR), "      slids: x", "      ^"]
    assert lines != [unstyle(line) for line in lines]


def test_excerpt_of_a_long_line_shows_what_is_around_the_place():
    line = "x" * 79 + "y" + "z" * 100

    _, shown, caret = (unstyle(each) for each in report.excerpt(HINT, lambda file: [""] * 8 + [line]))

    assert len(shown) <= 104
    assert shown[caret.index("^")] == "y"


@pytest.mark.parametrize("lines", [[], [""] * 9])
def test_excerpt_of_what_has_no_line(lines):
    assert [unstyle(line) for line in report.excerpt(HINT, lambda file: lines)] == [report.told(HINT)]


@pytest.mark.parametrize(
    ("problem", "annotation"),
    [
        (
            ERROR,
            "::error file=data/links.yml,line=2,col=3,title=unknown-key::"
            "lec01.slids: there is no such key; did you mean `slides`?",
        ),
        (
            WARNING,
            "::warning file=docs/a%2Cb.md,line=4,col=1,title=typed-date::100 %25 wrong: 50 | 60; mend it",
        ),
        (
            HINT,
            "::notice file=data/course.yml,line=9,col=80,title=spare-meetings::"
            "meetings: 2 meetings <too many>; add entries",
        ),
    ],
)
def test_annotation_for_github(problem, annotation):
    assert report.annotation(problem) == annotation


@pytest.mark.parametrize(
    ("problems", "silenced", "counts"),
    [
        ([], 0, "0 errors, 0 warnings"),
        ([ERROR, WARNING], 0, "1 error, 1 warning"),
        ([ERROR, ERROR, HINT], 2, "2 errors, 0 warnings, 1 hint, 2 silenced"),
    ],
)
def test_counts(problems, silenced, counts):
    assert report.counts(problems, silenced) == counts


def test_problems_for_other_programs():
    assert json.loads(report.as_json([ERROR])) == [
        {
            "file": "data/links.yml",
            "line": 2,
            "column": 3,
            "level": "error",
            "check": "unknown-key",
            "path": "lec01.slids",
            "text": "there is no such key; did you mean `slides`?",
        }
    ]


def test_summary_is_a_table_that_no_text_breaks():
    assert report.summary([WARNING, HINT]).splitlines() == [
        "### Check of the course: 0 errors, 1 warning, 1 hint",
        "",
        "| | where | what | check |",
        "| --- | --- | --- | --- |",
        r"| warning | `docs/a,b.md:4:1` | 100 % wrong: 50 \| 60; mend it | `typed-date` |",
        "| hint | `data/course.yml:9:80` | meetings: 2 meetings &lt;too many>; add entries | `spare-meetings` |",
    ]


def test_summary_of_nothing():
    assert report.summary([], 3) == "### Check of the course: 0 errors, 0 warnings, 3 silenced\n\nNothing is wrong.\n"
