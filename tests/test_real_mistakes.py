"""Mistakes that went live on hand-written course sites: here none of them can be built."""

from datetime import datetime

import pytest

from course import project


def test_link_key_spelled_differently_in_page_and_data(small):
    small.change("docs/index.md", "links.forum", "links.fourm")

    assert small.problems() == [
        "docs/index.md:1:23: error: there is no `links.fourm` in data/links.yml; did you mean `links.forum`?"
    ]


def test_recording_under_an_id_that_is_not_in_the_schedule(small):
    small.change("data/links.yml", "talk1:\n", "talk_1:\n")

    assert small.problems() == [
        "data/links.yml:6:1: error: talk_1: there is no entry or assignment `talk_1`; did you mean `talk1`?"
    ]


@pytest.mark.parametrize("day", ["2026-03-17", "2026-03-12", "2026-03-13", "2026-03-14", "2026-03-15"])
def test_class_on_a_weekday_without_meeting(small, day):
    small.change("data/schedule.yml", "title: Last Things", f"title: Last Things, date: {day}")

    (problem,) = small.problems()

    assert problem.startswith("data/schedule.yml:18:41: error: lec03.date: there is no meeting on ")


@pytest.mark.parametrize(
    ("due", "message"),
    [
        ("Sun 2026-03-14", "2026-03-14 is a Saturday, not a Sunday; write `Sat 2026-03-14` or the date you mean"),
        ("Dev 16", "`Dev 16` is not a date; write year-month-day, like 2025-09-01"),
        ("2026-03-32", "`2026-03-32` is not a date: 2026-03 has 31 days; write a day from 01 to 31"),
    ],
)
def test_due_date_with_a_wrong_weekday_or_that_does_not_exist(small, due, message):
    small.change("data/assignments.yml", "due: 2026-03-14", f"due: {due}")

    assert small.problems() == [f"data/assignments.yml:1:83: error: asgmt01.due: {message}"]


def test_due_date_in_a_page_by_hand(small):
    small.change("docs/tasks.md", "They make up", "Due on November 1 (Sunday). They make up")

    assert small.problems() == [
        "docs/tasks.md:3:8: warning: the date `November 1` is typed by hand; write it in data/, in assignments.yml "
        "if it is a due date, and `{{ due_dates() }}` here"
    ]


def test_due_date_on_one_page_and_missing_in_the_list(small_site):
    """The page of a part and the list on the home page print the same dates from the same place."""
    small_site.change("data/assignments.yml", "id: survey", "part: work, id: survey")

    built = small_site.build("--strict")

    for page in ("index.html", "tasks/index.html"):
        html = (built.site / page).read_text("utf-8")
        assert html.count('data-due="2026-03-20T12:00:00+01:00"') == 1, page


def test_recording_reaches_the_page_of_the_talk(small_site):
    built = small_site.build("--strict")

    address = "https://example.org/talk1.mp4"
    assert address in (built.site / "talks" / "talk1" / "index.html").read_text("utf-8")
    assert address in (built.site / "index.html").read_text("utf-8")


def test_script_that_does_not_exist(small_site):
    small_site.change("mkdocs.yml", "extra_css:", "extra_javascript: [javascripts/count.js]\nextra_css:")

    built = small_site.build()

    assert built.code == 1
    assert ": there is no file docs/javascripts/count.js; " in built.output


def test_script_in_a_page_that_does_not_exist(small):
    small.change("docs/tasks.md", "They make up", '<script src="../javascripts/count.js"></script>They make up')

    (problem,) = small.problems()

    assert problem.startswith("docs/tasks.md:3:14: error: there is no file docs/javascripts/count.js; ")


def test_key_that_is_defined_and_never_used(small):
    small.change("data/links.yml", "book: ", "zzz: https://example.org/\nbook: ")

    assert small.problems() == [
        "data/links.yml:8:1: warning: zzz: nothing uses this address; write `{{ links.zzz }}` in a page, or delete it"
    ]


def test_page_of_the_year_before_that_is_in_no_menu(small_site):
    small_site.write("docs/last-year.md", "# Last year\n")

    built = small_site.build("--strict")

    assert built.code == 1
    assert "last-year.md" in built.output


def test_weight_in_a_text_is_that_of_the_grading(small_site):
    small_site.change("data/course.yml", "weight: 60", "weight: 55")
    small_site.change("data/course.yml", "weight: 40", "weight: 45")

    built = small_site.build("--strict")

    assert "They make up 55 % of the grade" in (built.site / "tasks" / "index.html").read_text("utf-8")


def test_weights_that_do_not_sum_to_100(small):
    small.change("data/course.yml", "weight: 60", "weight: 65")

    assert small.problems() == [
        "data/course.yml:14:3: warning: grading: the weights sum to 105, not to 100; change one of them by -5"
    ]


def test_recording_of_another_week(small):
    small.change("data/links.yml", "talk1.mp4", "lec01.mp4")

    assert small.problems() == [
        "data/links.yml:7:14: hint: talk1.recording: the same address stands at `lec01.recording` in "
        "data/links.yml:3; correct one of the two, or write `same as lec01.recording` if both are meant to be one"
    ]


def test_title_twice_in_a_row_with_the_second_number(small):
    small.change("data/schedule.yml", "title: First Things", "title: Flow Matching 2")
    small.change("data/schedule.yml", "title: Second Things & <More>", "title: Flow Matching 2")

    assert small.problems() == [
        "data/schedule.yml:1:22: warning: lec01.title: `Flow Matching 2` comes twice, and `Flow Matching 1` never; "
        "correct one of the numbers"
    ]


def test_recording_that_never_reached_the_page_of_a_talk_whose_join_button_stayed(small):
    small.change(
        "data/links.yml", "talk1:\n  recording: https://example.org/talk1.mp4", "zoom: https://example.org/zoom"
    )
    small.change("data/schedule.yml", "  place: Online\n", "  place: Online\n  join: zoom\n")

    found = project.read(small.root, (), datetime.fromisoformat("2026-03-20T00:00+01:00"))

    assert [str(problem) for problem in found.problems] == [
        "data/schedule.yml:11:9: hint: talk1.join: was on Wed 2026-03-18, and its address to join at is still "
        "shown; delete `join`, and write `recording: ...` under `talk1` in data/links.yml, if there is one"
    ]


def test_file_for_a_custom_domain_under_a_wrong_name(small):
    small.write("mkdocs.yml", "site_url: https://course.example.org/\n")
    small.write("docs/CNAME.txt", "course.example.org\n")

    assert small.problems() == [
        "docs/CNAME.txt:1:1: warning: a file of this name has no effect; delete it, and set the domain on GitHub, "
        "under Settings → Pages"
    ]


def test_page_of_the_year_before_is_told_without_a_build(small):
    small.write("mkdocs.yml", "nav: [index.md, tasks.md, talks/talk1.md]\n")
    small.write("docs/last-year.md", "# Last year\n")

    assert small.problems() == [
        "docs/last-year.md:1:1: warning: this page is public and in no menu; add it to `nav` in mkdocs.yml, to "
        "`not_in_nav`, or delete it"
    ]


def test_text_that_gives_other_points_than_the_weight(small):
    small.change("docs/tasks.md", "They make up", "The assignments give 70 points.\n\nThey make up")

    assert small.problems() == [
        "docs/tasks.md:3:17: warning: `70 points` is typed by hand, and data/course.yml says 60 % for `work`; "
        'write `{{ part("work").weight }} %` instead'
    ]
