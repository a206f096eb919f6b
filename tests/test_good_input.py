"""Unusual data that is right, so that no check may refuse it."""

import pytest


@pytest.mark.parametrize(
    "title",
    [
        "Have fun :)",
        "Options a), b) and c)",
        "Intervals [0, 1)",
        "World Wars",
        "Top 10 of 20",
        "GPT-2 and Web 2.0",
        "'$O(n^2)$ and $x_{1}$'",
        "C++ & C",
        "Zoë über naïve Çelik",
        "'What is \"truth\"?'",
        "2026",
        "yes",
        "10:30",
    ],
)
def test_title(write, title):
    found = write(f"- {{id: a, title: Start, classes: 5}}\n- id: b\n  title: {title}\n")

    assert found.messages == []


@pytest.mark.parametrize(
    "titles",
    [
        ["Lab 2", "Lab 3", "Lab 4", "Lab 5"],
        ["Chapter 3", "Chapter 5"],
        ["Part 1: A", "Part 2: B", "Part 3: C"],
        ["DDIM 1", "DDIM 2 / Guidance 1", "Guidance 2"],
        ["Lab 0", "Lab 1"],
    ],
)
def test_numbers_in_titles(write, titles):
    entries = "".join(f"- {{id: e{n}, title: '{title}'}}\n" for n, title in enumerate(titles))

    assert write(f"{entries}- {{id: rest, title: Rest, classes: {6 - len(titles)}}}\n").messages == []


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/a/b/compare/v1...v2",
        "https://www.kaist.ac.kr/how-to-write-your-first-paper",
        "https://www.kaist.ac.kr/todo-app?x=1&y=a,b#c:d",
        "https://en.wikipedia.org/wiki/Diffusion_(physics)",
        "https://한국.kr/",
    ],
)
def test_address(write, address):
    found = write("- {id: a, title: A, classes: 6}\n", links=f"a:\n  slides: {address}\n")

    assert found.messages == []


@pytest.mark.parametrize("role", ["Co-Instructor", "Head Course Assistant", "Teaching Assistants", "UCS1", "Grader 2"])
def test_role(write, role):
    staff = "- {name: A, role: Instructor}\n- {name: B, role: Course Assistant}\n- {name: C, role: Course Assistant}\n"

    assert write("- {id: a, title: A, classes: 6}\n", staff=f"{staff}- {{name: D, role: {role}}}\n").messages == []


@pytest.mark.parametrize("name", ["Spring 2026", "2025/26 Spring", "2025-2026", "Frühjahr 26", "Term 2", "S26"])
def test_name_of_a_term(write, name):
    term = f"title: T\ntimezone: Europe/Berlin\nterm: {{name: {name}, start: 2026-03-02, end: 2026-03-20}}\n"

    assert write("- {id: a, title: A, classes: 6}\n", term=term).messages == []


@pytest.mark.parametrize(
    "hours",
    [
        "[{days: tue, time: 14:00-15:00}, {days: tue, time: 15:00-16:00}]",
        "[{days: tue, time: 15:00-16:00}, {days: tue, time: 14:00-15:00}]",
        "[{days: tue, time: 14:00-15:00, until: 2026-03-10}, {days: tue, time: 14:30-16:00, since: 2026-03-11}]",
        "[{days: tue, time: 14:00-15:00, not_on: 2026-03-10}, {date: 2026-03-10, time: 14:00-16:00}]",
        "[{days: tue}, {days: tue, time: 14:00-15:00}]",
        "{days: tue, time: 14:00-15:00, until: 2026-03-24, changes: {date: 2026-03-24, to: 2026-03-25}}",
        "{days: mon, time: TBA, changes: {date: Mon 2026-03-09, time: 13:00}}",
    ],
)
def test_office_hours(write, hours):
    staff = f"- {{name: TA 1, role: TA, office_hours: {hours}}}\n"

    assert write("- {id: a, title: A, classes: 6}\n", staff=staff).messages == []


@pytest.mark.parametrize("described", ["description: >-\n  Several\n  lines.", "tags:\n  - one\n\ntitle: B"])
def test_front_matter_of_several_lines(small, described):
    text = (small.root / "docs" / "tasks.md").read_text("utf-8")
    small.write("docs/tasks.md", f"---\nhide: [navigation]\n{described}\n---\n\n{text}")

    assert small.problems() == []
