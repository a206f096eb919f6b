import pytest

from course import project

WORK = '{{ due_dates("work") }}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "See {{ links.forun }}.",
            ["docs/tasks.md:7:8: error: there is no `links.forun` in data/links.yml; did you mean `links.forum`?"],
            id="unknown link",
        ),
        pytest.param(
            "See {{ links.lec01 }}.",
            [
                "docs/tasks.md:7:8: error: `links.lec01` is a group of addresses; write `links.lec01.slides` or "
                "`links.lec01.recording`"
            ],
            id="group without its part",
        ),
        pytest.param(
            "See {{ links.lec01.slide }}.",
            [
                "docs/tasks.md:7:8: error: there is no `links.lec01.slide` in data/links.yml; did you mean "
                "`links.lec01.slides`?"
            ],
            id="unknown part",
        ),
        pytest.param(
            "See {{ links['forum']['x'] }}.",
            ["docs/tasks.md:7:1: error: `links.forum` is an address and has no parts; write `links.forum`"],
            id="part of an address",
        ),
        pytest.param(
            "{{ schedul() }}",
            ["docs/tasks.md:7:4: error: there is no `schedul`; did you mean `schedule`?"],
            id="unknown name",
        ),
        pytest.param(
            "{{ schedule }}",
            ["docs/tasks.md:7:4: error: `schedule` is a macro; write `schedule()`"],
            id="macro without its brackets",
        ),
        pytest.param(
            "{ schedule() }",
            ["docs/tasks.md:7:1: error: `{ schedule() }` is printed as it stands; write `{{ schedule() }}`"],
            id="braces that are not doubled",
        ),
        pytest.param(
            "See {{ staff() }} here.",
            ["docs/tasks.md:7:8: error: `staff` prints a whole block; put it on a line of its own, not indented"],
            id="block in a sentence",
        ),
        pytest.param(
            "{{ office_hours(view='gird') }}",
            ["docs/tasks.md:7:23: error: `office_hours` knows no view `gird`; did you mean `grid`?"],
            id="unknown view of office hours",
        ),
        pytest.param(
            "{{ office_hours() }}",
            [
                "docs/tasks.md:7:4: error: `office_hours` has nothing to print; write `office_hours` of somebody in "
                "data/staff.yml, or delete this line"
            ],
            id="office hours of nobody",
        ),
        pytest.param(
            "{{ course_links() }}",
            [
                "docs/tasks.md:7:4: error: `course_links` has nothing to print; write `course_links` in "
                "data/course.yml, or delete this line"
            ],
            id="no links of the course",
        ),
        pytest.param(
            "{{ due_dates(tests) }}",
            ['docs/tasks.md:7:14: error: there is no `tests`; put it in quotes: `"tests"`'],
            id="id without quotes",
        ),
        pytest.param(
            "{{ due_dates(part='wrok') }}",
            ["docs/tasks.md:7:20: error: `due_dates` knows no part `wrok`; did you mean `work`?"],
            id="unknown part by name",
        ),
        pytest.param(
            "{{ due_dates(part) }}",
            [
                "docs/tasks.md:7:13: error: what is between the brackets of `due_dates` must be in quotes; write e.g. "
                '`due_dates("tests")`'
            ],
            id="macro where an id is meant",
        ),
        pytest.param(
            "{{ schedule(section='A') }}",
            ["docs/tasks.md:7:22: error: `schedule` knows no section `A`; there is none yet"],
            id="section of a course that has none",
        ),
        pytest.param(
            "{{ links.forum | uper }}",
            ["docs/tasks.md:7:18: error: there is no filter `uper`; did you mean `upper`?"],
            id="unknown filter",
        ),
        pytest.param(
            "{{ course.term.nam }}",
            ["docs/tasks.md:7:4: error: there is no `course.term.nam`; did you mean `course.term.name`?"],
            id="unknown fact",
        ),
        pytest.param(
            "{{ part('work').wieght }}",
            ["docs/tasks.md:7:17: error: a part of the grade has no `wieght`; did you mean `weight`?"],
            id="unknown field of a part of the grade",
        ),
        pytest.param(
            "{{ part('wrok').weight }}",
            ["docs/tasks.md:7:10: error: `part` knows no `wrok`; did you mean `work`?"],
            id="unknown part of the grade",
        ),
        pytest.param(
            '{{ talk("talk9") }}',
            [
                "docs/tasks.md:1:1: warning: this page has a heading of the first level already; write `##`, or "
                "delete it",
                "docs/tasks.md:7:10: error: `talk` knows no `talk9`; did you mean `talk1`?",
            ],
            id="unknown talk",
        ),
        pytest.param(
            "{{ schedule( }}",
            [
                "docs/tasks.md:7:1: error: what stands in the double braces cannot be read; check the brackets, "
                "the quotes and the braces of this line, as in `{{ schedule() }}`"
            ],
            id="braces that are not closed",
        ),
        pytest.param(
            "Hand in by Nov 1 (Sunday).",
            [
                "docs/tasks.md:7:12: warning: the date `Nov 1` is typed by hand; write it in data/, in "
                "assignments.yml if it is a due date, and `{{ due_dates() }}` here"
            ],
            id="typed date",
        ),
        pytest.param(
            "Hand in on the 16th of December, or 2026-03-14.",
            [
                "docs/tasks.md:7:16: warning: the date `16th of December` is typed by hand; write it in data/, in "
                "assignments.yml if it is a due date, and `{{ due_dates() }}` here",
                "docs/tasks.md:7:37: warning: the date `2026-03-14` is typed by hand; write it in data/, in "
                "assignments.yml if it is a due date, and `{{ due_dates() }}` here",
            ],
            id="typed dates of two shapes",
        ),
        pytest.param(
            "On Sept. 1, on 1.9.2026, on 9/1/2026, on may 1 or on May 1, 2026.",
            [
                "docs/tasks.md:7:4: warning: the date `Sept. 1` is typed by hand; write it in data/, in "
                "assignments.yml if it is a due date, and `{{ due_dates() }}` here",
                "docs/tasks.md:7:16: warning: the date `1.9.2026` is typed by hand; write it in data/, in "
                "assignments.yml if it is a due date, and `{{ due_dates() }}` here",
                "docs/tasks.md:7:29: warning: the date `9/1/2026` is typed by hand; write it in data/, in "
                "assignments.yml if it is a due date, and `{{ due_dates() }}` here",
                "docs/tasks.md:7:54: warning: the date `May 1` is typed by hand; write it in data/, in "
                "assignments.yml if it is a due date, and `{{ due_dates() }}` here",
            ],
            id="typed dates of more shapes",
        ),
        pytest.param(
            '<script src="../assets/count.js"></script>',
            ["docs/tasks.md:7:14: error: there is no file docs/assets/count.js; add it, or write the path of another"],
            id="script that does not exist",
        ),
    ],
)
def test_page_with_a_mistake(small, text, message):
    small.change("docs/tasks.md", WORK, f"{WORK}\n\n{text}")

    assert problems(small) == message


@pytest.mark.parametrize(
    "text",
    [
        "{{ links.forum }} and {{ links['lec01'].slides }}",
        "`2026-03-14` and\n\n```\nNov 1\n```",
        "{% raw %}{{ schedul() }}{% endraw %}",
        "In May students; in March 2024; version 1.2.3; [a](https://example.org/2026-03-14/)",
        "{% for n in range(3) %}{{ n }}{% endfor %}{{ page.title }}",
        '<img src="../index.md?v=1#x" alt="x"> <img src="https://example.org/a.png" alt="y">',
        '```html\n<script src="none.js">\n```\n\n`<script src="none.js">`',
        "{{ links.forum | pretty }} {{ links.forum | upper }}",
        "In May 30 students came; Assignment 1 May be late.",
        "<!-- more -->\n\n> ```\n> Nov 1\n> ```\n\n{# Nov 1 #}",
        '<iframe src="../talks/talk1/"></iframe> <img src="/favicon.ico" alt="x"> $x_{part (a)}$',
        "`{ schedule() }`",
        "## With `code`, too\n\n[a](#with-code-too) [b](index.md#week-2) [c](index.md#lec01)",
        "Setext\n------\n\n[a](#setext) [b][r] [c](tasks.md 'T')\n\n[r]: <index.md#schedule>",
        '## Twice\n\n## Twice\n\n## Ünï\n\n[a](#twice_1) [b](#uni) [c](#d)\n\n<p id="d">x</p>',
        "A note[^1], [again](#fn:1).\n\n[^1]: Note.",
        "20 % of the grade inflation; worth 3 hours",
        "Text\n\n    <!-- c --> [x](no.md) ![](x.png) a@b.kr\n\n- Item\n\n        [x](no.md)\n",
        "Write `<!-- x -->` and then `![](x.png)` so; git@github.com:a/b.git",
        "<pre>[x](no.md)</pre> <code>![](x.png)</code>",
        "!!! note\n\n    ## In a note\n\n- one\n\n    ## In a list\n\n[a](#in-a-note) [b](#in-a-list)",
        "## :material-flask: Lab\n\n## A <small>b</small>\n\n[a](#lab) [b](#a-b) [c](#__tabbed_1_1)",
        "a[i][j] and x[0][1]; [1, 2] [3]",
        "[`code`](index.md) ![`x`](talks/talk1.md)",
    ],
)
def test_page_without_a_mistake(small, text):
    small.change("docs/tasks.md", WORK, f"{WORK}\n\n{text}")

    assert problems(small) == []


def test_page_that_switches_macros_off(small):
    small.write("docs/raw.md", "---\nrender_macros: false\n---\n\n{{ nothing }} {% at all\n")

    assert problems(small) == []


def test_page_in_another_encoding(small):
    small.write("docs/raw.md", "Grüße\n".encode("latin-1"))

    assert problems(small) == [
        "docs/raw.md:1:3: error: this is not UTF-8 text; save the file with the encoding UTF-8, and look at the "
        "letters here"
    ]


@pytest.mark.parametrize("value", ["no", "False", "false  # why"])
def test_page_that_switches_macros_off_in_other_words(small, value):
    small.write("docs/raw.md", f"---\nrender_macros: {value}\n---\n\n{{{{ nothing }}}}\n")

    assert problems(small) == []


def test_front_matter_that_cannot_be_read(small):
    small.write("docs/raw.md", "---\nhide: [navigation\n---\n\nText\n")

    assert problems(small) == [
        "docs/raw.md:3:1: error: the settings between the two lines of `---` cannot be read; check brackets, "
        "colons and indentation"
    ]


@pytest.mark.parametrize("heading", ["## Lec01", "## First {: #lec01 }"])
def test_heading_with_the_anchor_of_an_entry(small, heading):
    small.change("docs/index.md", "## Schedule", heading)

    assert problems(small) == [
        "docs/index.md:25:1: error: the schedule uses `#lec01`, too; write another address after the heading: `{: "
        "#about-lec01 }`"
    ]


def test_name_from_the_front_matter(small):
    small.write("docs/raw.md", "---\nmotto: less\n---\n\n{{ motto }}\n")

    assert problems(small) == []


def test_macro_whose_data_is_missing(small):
    (small.root / "data" / "staff.yml").unlink()

    assert problems(small) == [
        "docs/index.md:9:4: error: `staff` has nothing to print; create data/staff.yml, or delete this line"
    ]


def test_dates_of_a_part_that_has_none(small):
    small.change("data/course.yml", "weight: 40}", "weight: 30}\n  - {id: notes, part: Notes, weight: 10}")
    small.change("docs/tasks.md", 'due_dates("work")', 'due_dates("notes")')

    assert problems(small) == [
        "docs/tasks.md:5:4: error: `due_dates` finds nothing to print; write data/assignments.yml, or delete this line"
    ]


def test_dates_of_graded_entries_alone(small):
    small.change("data/schedule.yml", ", assignment: asgmt01", "")
    small.change("data/links.yml", "asgmt01:\n  code: https://example.org/asgmt01\n", "")
    small.change("docs/tasks.md", 'due_dates("work")', 'due_dates("tests")')
    (small.root / "data" / "assignments.yml").unlink()

    assert problems(small) == []


def test_page_that_has_mistakes_beside_a_mistake_in_the_data(small):
    small.change("data/course.yml", "code: CS101", "cod: CS101")
    small.change("docs/tasks.md", "They make up", "On Nov 1 {{ schedul() }} they make up")

    assert [problem.split(":")[0] for problem in problems(small)] == [
        "data/course.yml",
        "docs/tasks.md",
        "docs/tasks.md",
    ]


def problems(copy):
    names = {"schedule", "due_dates", "staff", "grading", "resources", "past_terms", "meetings", "talk", "part"}
    names |= {"office_hours", "course_links", "links", "course", "page"}
    return [str(problem) for problem in project.read(copy.root, names).problems]
