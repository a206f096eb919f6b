import pytest


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        pytest.param(
            "data/schedule.yml",
            "id: lec02",
            "id: lec01",
            "data/schedule.yml:2:8: error: lec01.id: `lec01` is already the id at data/schedule.yml:1; write another "
            "one",
            id="one id twice",
        ),
        pytest.param(
            "data/assignments.yml",
            "id: survey",
            "id: lec03",
            "data/assignments.yml:2:8: error: lec03.id: `lec03` is already the id at data/schedule.yml:18; write "
            "another one",
            id="one id in two files",
        ),
        pytest.param(
            "data/schedule.yml",
            "kind: session",
            "kind: sesion",
            "data/schedule.yml:3:49: error: sess01.kind: there is no kind of entry `sesion`; did you mean `session`?",
            id="unknown kind",
        ),
        pytest.param(
            "data/schedule.yml",
            "assignment: asgmt01",
            "assignment: asgmt1",
            "data/schedule.yml:3:70: error: sess01.assignment: there is no assignment `asgmt1`; did you mean "
            "`asgmt01`?",
            id="unknown assignment",
        ),
        pytest.param(
            "data/schedule.yml",
            "part: tests",
            "part: test",
            "data/schedule.yml:4:70: error: test1.part: there is no part of the grade `test`; did you mean `tests`?",
            id="unknown part of an entry",
        ),
        pytest.param(
            "data/schedule.yml",
            "talks/talk1.md",
            "talks/talk2.md",
            "data/schedule.yml:11:9: error: talk1.page: there is no file docs/talks/talk2.md; did you mean "
            "`talks/talk1.md`?",
            id="unknown page of an entry",
        ),
        pytest.param(
            "data/assignments.yml",
            "part: work",
            "part: wrok",
            "data/assignments.yml:1:101: error: asgmt01.part: there is no part of the grade `wrok`; did you mean "
            "`work`?",
            id="unknown part of an assignment",
        ),
        pytest.param(
            "data/assignments.yml",
            "with sess01",
            "with sess02",
            "data/assignments.yml:1:65: error: asgmt01.released: there is no entry or assignment `sess02`; "
            "did you mean `sess01`?",
            id="release with an unknown entry",
        ),
        pytest.param(
            "data/course.yml",
            "tasks.md",
            "task.md",
            "data/course.yml:14:53: error: grading.work.page: there is no file docs/task.md; did you mean `tasks.md`?",
            id="unknown page of a part",
        ),
        pytest.param(
            "data/course.yml",
            "link: spring2025",
            "link: spring2024",
            "data/course.yml:19:60: error: past_terms.CS100: Tiny Things.link: data/links.yml has no address "
            "`spring2024`; did you mean `spring2025`?",
            id="unknown link",
        ),
        pytest.param(
            "data/course.yml",
            "weight: 40",
            "weight: 30",
            "data/course.yml:14:3: warning: grading: the weights sum to 90, not to 100; change one of them by +10",
            id="weights that do not sum to 100",
        ),
        pytest.param(
            "data/course.yml",
            "{date: 2026-03-11, reason: Holiday}",
            "{date: 2026-03-11, reason: Holiday}\n  - {date: 2025-03-11..2025-03-12}",
            "data/course.yml:10:5: warning: days_off[2]: lies outside the term (2026-03-02 to 2026-03-20); "
            "correct the date, or delete it",
            id="day off of another year",
        ),
        pytest.param(
            "data/course.yml",
            "days: [mon, wed]",
            "days: []",
            "data/course.yml:7:5: error: meetings[1]: has no weekday; write e.g. `days: [mon, wed]`",
            id="meeting without weekdays",
        ),
        pytest.param(
            "data/course.yml",
            "days: [mon, wed]",
            "days: [mon, wed, wed]",
            "data/course.yml:7:5: error: meetings[1]: `wed` stands twice in `days`; write every weekday once",
            id="weekday twice",
        ),
        pytest.param(
            "data/course.yml",
            "- {id: tests, part: Tests",
            "- {id: work, part: Tests",
            "data/course.yml:15:10: error: grading.work.id: `work` is already the id at data/course.yml:14; write "
            "another one",
            id="one id of a part twice",
        ),
        pytest.param(
            "data/course.yml",
            "due_time: 23:59",
            "due_time: 23:59\nlanguage: ja",
            "data/course.yml:11:11: error: language: there are no words for `ja`; write one of: de, en, es, fr, ko, "
            "pt; "
            "or translate course/words/en.yml into course/words/ja.yml",
            id="language without words",
        ),
        pytest.param(
            "data/links.yml",
            "  recording: https://example.org/lec01.mp4",
            "  recordng: https://example.org/lec01.mp4",
            "data/links.yml:3:3: error: lec01.recordng: `recordng` is not a kind of material; did you mean "
            "`recording`?",
            id="unknown kind of material",
        ),
        pytest.param(
            "data/links.yml",
            "  recording: https://example.org/lec01.mp4",
            "recording: https://example.org/lec01.mp4",
            "data/links.yml:3:1: error: recording: it is not said what has these `recording`; write its id as a "
            "line above, like `lec01:`, and indent this",
            id="material below no id",
        ),
        pytest.param(
            "data/links.yml",
            "talk1:\n",
            "tlak1:\n",
            "data/links.yml:6:1: error: tlak1: there is no entry or assignment `tlak1`; did you mean `talk1`?",
            id="materials under a misspelled id",
        ),
        pytest.param(
            "data/links.yml",
            "asgmt01:\n  code: https://example.org/asgmt01",
            "asgmt01: https://example.org/asgmt01",
            "data/links.yml:4:1: error: asgmt01: it is not said what this address of `asgmt01` is; write e.g. "
            "`asgmt01: {slides: https://...}`",
            id="material without a kind",
        ),
        pytest.param(
            "data/links.yml",
            "forum: ",
            "zzz: https://example.org/z\nforum: ",
            "data/links.yml:10:1: warning: zzz: nothing uses this address; write `{{ links.zzz }}` in a page, or "
            "delete it",
            id="key that nothing uses",
        ),
    ],
)
def test_facts_that_do_not_agree(small, path, old, new, message):
    small.change(path, old, new)

    assert small.problems() == [message]


def test_repeated_id_is_told_once_though_it_leaves_materials_without_an_entry(small):
    small.change("data/schedule.yml", "id: talk1", "id: lec01")

    told = [problem for problem in small.problems() if problem.startswith("data/")]

    assert told == [
        "data/schedule.yml:5:7: error: lec01.id: `lec01` is already the id at data/schedule.yml:1; write another one"
    ]


def test_kinds_and_materials_of_the_course_are_known(small):
    small.change("data/course.yml", "kinds:\n", "materials: {poster: Poster}\nkinds:\n  lab: {label: Lab}\n")
    small.change("data/schedule.yml", "kind: session", "kind: lab")
    small.change("data/links.yml", "  code:", "  poster:")

    assert small.problems() == []
