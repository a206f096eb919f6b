import pytest

from course import project

WORK = '{{ due_dates("work") }}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "See {{ links.forun }}.",
            ["docs/work.md:7:8: there is no `links.forun` in data/links.yml; did you mean `forum`?"],
            id="unknown link",
        ),
        pytest.param(
            "See {{ links.lec01 }}.",
            [
                "docs/work.md:7:8: `links.lec01` is a group of addresses; write `links.lec01.slides` or "
                "`links.lec01.recording`"
            ],
            id="group without its part",
        ),
        pytest.param(
            "See {{ links.lec01.slide }}.",
            ["docs/work.md:7:8: there is no `links.lec01.slide` in data/links.yml; did you mean `slides`?"],
            id="unknown part",
        ),
        pytest.param(
            "See {{ links['forum']['x'] }}.",
            ["docs/work.md:7:1: `links.forum` is an address and has no parts; write `links.forum`"],
            id="part of an address",
        ),
        pytest.param(
            "{{ schedul() }}",
            ["docs/work.md:7:4: there is no `schedul`; did you mean `schedule`?"],
            id="unknown name",
        ),
        pytest.param(
            "{{ part('wrok').weight }}",
            ["docs/work.md:7:10: `part` knows no `wrok`; did you mean `work`?"],
            id="unknown part of the grade",
        ),
        pytest.param(
            '{{ talk("talk9") }}',
            ["docs/work.md:7:10: `talk` knows no `talk9`; did you mean `talk1`?"],
            id="unknown talk",
        ),
        pytest.param(
            "{{ schedule( }}",
            [
                "docs/work.md:7:1: the braces cannot be read (unexpected '}', expected ')'); "
                "close every {{ with }} and every {% with %}"
            ],
            id="braces that are not closed",
        ),
        pytest.param(
            "Hand in by Nov 1 (Sunday).",
            [
                "docs/work.md:7:12: warning: the date `Nov 1` is typed by hand; write it in data/, "
                "and let a macro print it"
            ],
            id="typed date",
        ),
        pytest.param(
            "Hand in on the 16th of December, or 2026-03-14.",
            [
                "docs/work.md:7:16: warning: the date `16th of December` is typed by hand; write it in data/, "
                "and let a macro print it",
                "docs/work.md:7:37: warning: the date `2026-03-14` is typed by hand; write it in data/, "
                "and let a macro print it",
            ],
            id="typed dates of other shapes",
        ),
        pytest.param(
            '<script src="../assets/count.js"></script>',
            [
                "docs/work.md:7:14: there is no file docs/assets/count.js; "
                "write one of: index.md, talks/talk1.md, work.md"
            ],
            id="script that does not exist",
        ),
    ],
)
def test_page_with_a_mistake(small, text, message):
    small.change("docs/work.md", WORK, f"{WORK}\n\n{text}")

    assert problems(small) == message


@pytest.mark.parametrize(
    "text",
    [
        "{{ links.forum }} and {{ links['lec01'].slides }}",
        "`2026-03-14` and\n\n```\nNov 1\n```",
        "{% raw %}{{ schedul() }}{% endraw %}",
        "In May students; in March 2024; version 1.2.3; [a](https://example.org/2026-03-14/)",
        "{% for n in range(3) %}{{ n }}{% endfor %}{{ page.title }}",
        '<img src="../index.md" alt="x">',
    ],
)
def test_page_without_a_mistake(small, text):
    small.change("docs/work.md", WORK, f"{WORK}\n\n{text}")

    assert problems(small) == []


def test_page_that_switches_macros_off(small):
    small.write("docs/raw.md", "---\nrender_macros: false\n---\n\n{{ nothing }} {% at all\n")

    assert problems(small) == []


def test_page_in_another_encoding(small):
    small.write("docs/raw.md", "Grüße\n".encode("latin-1"))

    assert problems(small) == ["docs/raw.md:1:1: this is not UTF-8 text; save the file as UTF-8"]


def test_name_from_the_front_matter(small):
    small.write("docs/raw.md", "---\nmotto: less\n---\n\n{{ motto }}\n")

    assert problems(small) == []


def test_macro_whose_data_is_missing(small):
    small.change("data/schedule.yml", ", assignment: asgmt01", "")
    small.change("data/links.yml", "asgmt01:\n  code: https://example.org/asgmt01\n", "")
    (small.root / "data" / "assignments.yml").unlink()

    text = "`due_dates` has nothing to print; write `assignments` in data/assignments.yml, or delete it"
    assert problems(small) == [f"docs/index.md:23:4: {text}", f"docs/work.md:5:4: {text}"]


def test_staff_page_without_a_staff_file(small):
    (small.root / "data" / "staff.yml").unlink()

    assert problems(small) == [
        "docs/index.md:9:4: `staff` has nothing to print; write `staff` in data/staff.yml, or delete it"
    ]


def problems(copy):
    names = {"schedule", "due_dates", "staff", "grading", "resources", "past_terms", "meetings", "talk", "part"}
    names |= {"links", "course", "page"}
    return [str(problem) for problem in project.read(copy.root, names).problems]
