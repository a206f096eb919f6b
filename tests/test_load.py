import pytest


def test_good_data(small):
    assert small.problems() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        pytest.param(
            "data/schedule.yml",
            "title: First Things",
            "titel: First Things",
            [
                "data/schedule.yml:1:15: error: lec01.titel: there is no such key; did you mean `title`?",
            ],
            id="misspelled key",
        ),
        pytest.param(
            "data/course.yml",
            "timezone: Europe/Berlin\n",
            "",
            ["data/course.yml:1:1: error: timezone: is missing; write e.g. `timezone: Asia/Seoul`"],
            id="missing field",
        ),
        pytest.param(
            "data/course.yml",
            "title: Small Things",
            "title:",
            ["data/course.yml:2:7: error: title: has no value; write e.g. `title: Diffusion and Flow Models`"],
            id="empty value",
        ),
        pytest.param(
            "data/course.yml",
            "start: 2026-03-02",
            "start: 2026-02-30",
            [
                "data/course.yml:5:34: error: term.start: `2026-02-30` is not a date: 2026-02 has 28 days; "
                "write a day from 01 to 28"
            ],
            id="date that does not exist",
        ),
        pytest.param(
            "data/course.yml",
            "end: 2026-03-20",
            "end: 2026-02-20",
            [
                "data/course.yml:5:7: error: term: ends on 2026-02-20, before it starts on 2026-03-02; "
                "write the later day as `end`"
            ],
            id="term upside down",
        ),
        pytest.param(
            "data/course.yml",
            "title: Small Things",
            "title: Small Things\ntitle: Great Things",
            ["data/course.yml:3:1: error: `title` is already in line 2, column 1; delete one of the two"],
            id="repeated key",
        ),
        pytest.param(
            "data/course.yml",
            "  - {date: 2026-03-11, reason: Holiday}",
            "\t- {date: 2026-03-11, reason: Holiday}",
            ["data/course.yml:9:1: error: a tab stands here; write spaces instead, two for each step"],
            id="tab",
        ),
        pytest.param(
            "data/course.yml",
            "days_off:\n  - {date: 2026-03-11, reason: Holiday}",
            "days_off: 2026-03-11",
            [
                "data/course.yml:8:11: error: days_off: expects lines of `key: value`; "
                "write e.g. `days_off: [{date: 2025-11-12, reason: Break}]`"
            ],
            id="value where a list is meant",
        ),
        pytest.param(
            "data/course.yml",
            "institution: {name: Test College, url: https://example.org/}",
            "institution: Test College",
            [
                "data/course.yml:3:14: error: institution: expects lines of `key: value`; "
                "write e.g. `institution: {name: KAIST, url: https://www.kaist.ac.kr/}`"
            ],
            id="value where a mapping is meant",
        ),
        pytest.param(
            "data/course.yml",
            "title: Small Things",
            "title: [Small, Things]",
            [
                "data/course.yml:2:8: error: title: expects one text, not a list or lines of `key: value`; put the "
                "whole text in quotes"
            ],
            id="list where a value is meant",
        ),
        pytest.param(
            "data/course.yml",
            "due_time: 23:59",
            "due_time: 23:59\nstaff: []",
            [
                "data/course.yml:11:1: error: staff: does not belong in this file; move what is below it to "
                "data/staff.yml, without `staff:` itself"
            ],
            id="key of another file",
        ),
        pytest.param(
            "data/course.yml",
            "  test: {time",
            "  Test: {time",
            [
                "data/course.yml:12:3: error: kinds.Test: `Test` cannot be an id; use lowercase letters, digits and _, "
                "beginning with a letter, like `test`"
            ],
            id="key that is no name",
        ),
        pytest.param(
            "data/course.yml",
            "place: Hall 2}",
            "palce: Hall 2}",
            ["data/course.yml:12:29: error: kinds.test.palce: there is no such key; did you mean `place`?"],
            id="misspelled key in a mapping of mappings",
        ),
        pytest.param(
            "data/course.yml",
            "place: Room 1}",
            "place: House 2, Room 1}",
            [
                "data/course.yml:7:59: error: meetings[1].Room 1: there is no such key; if a comma has cut a text "
                "in two, put it in quotes, and a list in [ and ]"
            ],
            id="comma between braces",
        ),
        pytest.param(
            "data/links.yml",
            "forum: https://example.org/forum",
            "forum: [x",
            [
                "data/links.yml:10:8: error: the `]` to this `[` is missing, or a comma between two items; write "
                "it where it belongs, and put text with one of , : [ ] { } in quotes"
            ],
            id="list that does not end",
        ),
        pytest.param(
            "data/links.yml",
            "  slides: https://example.org/lec01.pdf",
            "  slides: [[https://example.org/lec01.pdf]]",
            [
                "data/links.yml:2:12: error: lec01.slides[1]: expects lines of `key: value`; "
                "write e.g. `{url: https://example.org/1.pdf}`"
            ],
            id="list where an address is meant",
        ),
        pytest.param(
            "data/schedule.yml",
            "- {id: lec02, title: Second Things & <More>}",
            "- {id: lec02, title: Second Things",
            [
                "data/schedule.yml:2:3: error: the `}` to this `{` is missing, or a comma between two items; write "
                "it where it belongs, and put text with one of , : [ ] { } in quotes"
            ],
            id="bracket that is not closed",
        ),
        pytest.param(
            "data/schedule.yml",
            "- {id: lec01, title: First Things}",
            "- &a [*a]",
            [
                "data/schedule.yml:1:3: error: this `*` copies the block that it is in; delete the word with `*`, "
                "and write what should stand here",
            ],
            id="alias of itself",
        ),
        pytest.param(
            "data/schedule.yml",
            "- {id: lec01, title: First Things}",
            "- {[id]: lec01}",
            [
                "data/schedule.yml:1:4: error: a bracket stands where a key like `title` should; delete it, or put "
                "the whole text in quotes",
            ],
            id="key that is a list",
        ),
    ],
)
def test_data_that_cannot_be_read(small, path, old, new, message):
    small.change(path, old, new)

    assert small.problems() == sorted(message, key=_place)


def _place(problem):
    line, column = problem.split(":")[1:3]
    return int(line), int(column)


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        (
            "data/staff.yml",
            b"# nothing yet\n",
            "data/staff.yml:1:1: error: the file is empty; write its first entry (data/README.md says what goes into "
            "it), "
            "or delete the file",
        ),
        (
            "data/staff.yml",
            "- {name: Zoë, role: Instructor}\n".encode("latin-1"),
            "data/staff.yml:1:12: error: this is not UTF-8 text; save the file with the encoding UTF-8, and look at "
            "the letters here",
        ),
        (
            "data/staff.yml",
            b"- {name: A\x07, role: Instructor}\n",
            "data/staff.yml:1:11: error: an invisible character stands here; "
            "delete what is around column 11, and type it again",
        ),
        (
            "data/course.yml",
            b"- a\n",
            "data/course.yml:1:1: error: expects lines of `key: value`; write e.g. `code: CS492(C)`",
        ),
    ],
    ids=["empty", "other encoding", "control character", "list for a mapping"],
)
def test_file_that_cannot_be_read(small, path, content, message):
    small.write(path, content)

    assert message in small.problems()


@pytest.mark.parametrize("name", ["course", "schedule"])
def test_file_that_is_missing(small, name):
    (small.root / "data" / f"{name}.yml").unlink()

    assert small.problems() == [
        f"data/{name}.yml:1:1: error: the file is missing; create it (data/README.md says what goes into it)"
    ]


def test_file_that_nothing_reads(small):
    small.write("data/staf.yml", "- {name: A, role: B}\n")
    small.write("data/links.yaml", "a: https://example.org/\n")

    assert small.problems() == [
        "data/links.yaml:1:1: error: no data file has this name, so that nothing reads it; rename it to "
        "`links.yml`, or delete it",
        "data/staf.yml:1:1: error: no data file has this name, so that nothing reads it; rename it to `staff.yml`, "
        "or delete it",
    ]


def test_folder_where_a_file_is_meant(small):
    (small.root / "data" / "staff.yml").unlink()
    (small.root / "data" / "staff.yml").mkdir()

    assert (
        "data/staff.yml:1:1: error: this is a folder; delete or rename it, and create a file of this name"
        in small.problems()
    )


@pytest.mark.parametrize("name", ["group", "address"])
def test_names_that_the_model_uses_inside(small, name):
    small.change("data/links.yml", "lec01:\n  slides", f"{name}:\n  {name}: nowhere\nlec01:\n  slides")

    assert small.problems()[0].startswith(
        f"data/links.yml:2:{len(name) + 5}: error: {name}.{name}: `nowhere` is not an address"
    )


def test_alias_of_something_else(small):
    small.change("data/schedule.yml", "title: First Things", "title: First Things, place: &room Hall 3")
    small.change("data/schedule.yml", "title: Last Things", "title: Last Things, place: *room")

    assert small.problems() == []


def test_problems_of_all_files_in_one_run(small):
    small.change("data/course.yml", "2026-03-11", "2026-03-32")
    small.change("data/staff.yml", "one@example.org", "one")
    small.change("data/links.yml", "https://example.org/forum", "forum")

    assert [problem.split(":")[0] for problem in small.problems()] == [
        "data/course.yml",
        "data/links.yml",
        "data/staff.yml",
    ]


def test_wrong_references_are_told_beside_wrong_values(small):
    """What cannot be read is taken for its field's example, so that one run tells all; nothing is told of that."""
    small.change("data/course.yml", "title: Small Things", "titel: Small Things")
    small.change("data/staff.yml", "one@example.org", "one")
    small.change("data/assignments.yml", "due: 2026-03-14, part: work", "due: 2026-03-32, part: wrok")
    small.change("data/schedule.yml", "kind: session, assignment: asgmt01", "kind: sesion, assignment: asgmt1")
    small.change("docs/index.md", "links.forum", "links.fourm")

    assert small.problems() == [
        "data/assignments.yml:1:83: error: asgmt01.due: `2026-03-32` is not a date: 2026-03 has 31 days; "
        "write a day from 01 to 31",
        "data/assignments.yml:1:101: error: asgmt01.part: there is no part of the grade `wrok`; did you mean `work`?",
        "data/course.yml:2:1: error: titel: there is no such key; did you mean `title`?",
        "data/schedule.yml:3:49: error: sess01.kind: there is no kind of entry `sesion`; did you mean `session`?",
        "data/schedule.yml:3:69: error: sess01.assignment: there is no assignment `asgmt1`; did you mean `asgmt01`?",
        "data/staff.yml:1:86: error: Instructor 1.email: `one` is not a mail address; write it like name@example.org",
        "docs/index.md:1:23: error: there is no `links.fourm` in data/links.yml; did you mean `links.forum`?",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/schedule.yml", "id: sess01", "id: Session 1"),
        ("data/course.yml", "grading:", "gradign:"),
        ("data/staff.yml", "name: TA 1", "naem: TA 1"),
    ],
)
def test_nothing_is_told_of_what_refers_to_a_name_that_cannot_be_read(small, path, old, new):
    small.change(path, old, new)

    assert len(small.problems()) == 1


def test_file_with_windows_line_ends_and_a_mark(small):
    text = (small.root / "data" / "staff.yml").read_bytes()
    small.write("data/staff.yml", b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))

    assert small.problems() == []
