"""Mistakes that went live on hand-written course sites: here none of them can be built."""

import pytest

from tests.conftest import data


def first(name, **wanted):
    return next(item for item in data(name) if wanted.items() <= item.items())


def test_link_key_spelled_differently_in_page_and_data(real):
    key = next(key for key, link in data("links").items() if isinstance(link, str))
    real.write("docs/extra.md", f"[Open]({{{{ links.{key}x }}}})")

    text = f"docs/extra.md:1:11: there is no `links.{key}x` in data/links.yml; did you mean `{key}`?"
    assert [problem for problem in real.problems() if problem.startswith("docs/")] == [text]


def test_material_under_an_id_that_is_not_in_the_schedule(real):
    entry = next(item["id"] for item in data("schedule") if item["id"] in data("links"))
    text = (real.root / "data" / "links.yml").read_text("utf-8")
    real.write("data/links.yml", text.replace(f"\n{entry}:\n", f"\n{entry}x:\n"))

    (problem,) = real.problems()

    assert problem.endswith(f"{entry}x: nothing uses this key; did you mean `{entry}`?")


def test_class_on_a_weekday_without_meeting(real):
    lecture = data("schedule")[0]
    start = data("course")["term"]["start"]
    last = int(start[-2:])
    days = [f"{start[:-2]}{day:02}" for day in range(last, last + 7)]
    problems = []
    for day in days:
        real.write("data/schedule.yml", f"- {{id: {lecture['id']}, title: A, date: {day}}}\n")
        problems += [problem for problem in real.problems() if "there is no meeting on" in problem]

    meeting_days = {day for meeting in data("course")["meetings"] for day in meeting["days"]}
    assert len(problems) == 7 - len(meeting_days)


@pytest.mark.parametrize(
    ("due", "message"),
    [
        ("Sun 2025-11-01", "2025-11-01 is a Saturday, not a Sunday; write `Sat 2025-11-01` or the date you mean"),
        ("Dev 16", "`Dev 16` is no date; write year-month-day, like 2025-09-01"),
        ("2025-11-31", "`2025-11-31` is no date: 2025-11 has 30 days; write a day from 01 to 30"),
    ],
)
def test_due_date_with_a_wrong_weekday_or_that_does_not_exist(real, due, message):
    real.write("data/assignments.yml", f"- {{id: a1, title: A, due: {due}}}\n")

    assert f"data/assignments.yml:1:27: a1.due: {message}" in real.problems()


def test_due_date_in_a_page_by_hand(real):
    real.write("docs/extra.md", "Hand in until November 1 (Sunday).\n")

    assert [problem for problem in real.problems() if problem.startswith("docs/")] == [
        "docs/extra.md:1:15: warning: the date `November 1` is typed by hand; write it in data/, "
        "and let a macro print it"
    ]


def test_script_that_does_not_exist(real):
    real.change("mkdocs.yml", "extra_css:", "extra_javascript: [javascripts/count.js]\nextra_css:")

    built = real.build()

    assert built.code == 1
    assert ": there is no file docs/javascripts/count.js; " in built.output


def test_script_in_a_page_that_does_not_exist(real):
    real.write("docs/extra.md", '<script src="../javascripts/count.js"></script>\n')

    (problem,) = [problem for problem in real.problems() if problem.startswith("docs/")]

    assert problem.startswith("docs/extra.md:1:14: there is no file docs/javascripts/count.js; ")


def test_key_that_is_defined_and_never_used(real):
    text = (real.root / "data" / "links.yml").read_text("utf-8")
    real.write("data/links.yml", f"{text}\nqqq: https://example.org/\n")

    (problem,) = real.problems()

    assert problem.endswith("warning: qqq: nothing uses this key; delete it")


def test_page_of_the_year_before_that_is_in_no_menu(real):
    real.write("docs/last-year.md", "# Last year\n")

    built = real.build("--strict")

    assert built.code == 1
    assert "last-year.md" in built.output


def test_weight_in_a_text_that_differs_from_the_grading(real):
    part = data("course")["grading"][0]
    text = (real.root / "data" / "course.yml").read_text("utf-8")
    old, new = f"weight: {part['weight']}}}", f"weight: {int(part['weight']) + 5}}}"
    real.write("data/course.yml", text.replace(old, new, 1))

    (problem,) = real.problems()

    assert problem.endswith("grading: the weights sum to 105, not to 100; change one of them by -5")
