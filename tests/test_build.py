"""What `mkdocs build` does with mistakes: one line each, exit code 1, nothing published, no traceback."""

import re

import pytest

from tests.conftest import build

PLACE = re.compile(r"^(data|docs)/[\w./]+:\d+:\d+: .+")


def test_small_course_is_built_strictly(small_site):
    built = small_site.build("--strict")

    assert (built.code, built.output) == (0, "")


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("data/schedule.yml", "kind: session", "kidn: session", "there is no such key; did you mean `kind`?"),
        (
            "docs/index.md",
            "links.forum",
            "links.forun",
            "there is no `links.forun` in data/links.yml; did you mean `links.forum`?",
        ),
        ("data/course.yml", "end: 2026-03-20", "end: 2026-03-32", "`2026-03-32` is not a date"),
        ("data/course.yml", "code: CS101", "code: CS101\ncode: CS102", "`code` is already in line 1"),
        ("data/course.yml", "  - {days:", "\t- {days:", "a tab stands here"),
        ("docs/index.md", "{{ schedule() }}", "{{ schedul() }}", "there is no `schedul`; did you mean `schedule`?"),
        ("docs/index.md", "{{ schedule() }}", "{{ schedule( }}", "the double braces cannot be read"),
        (
            "docs/index.md",
            "{{ schedule() }}",
            "{{ course.tittle }}",
            "there is no `course.tittle`; did you mean `course.title`?",
        ),
        ("docs/tasks.md", r"\frac{1}{2}", r"\frac{1}{", "the formula has 2 `{` and 1 `}`; write the missing one"),
    ],
)
def test_mistake_stops_the_build_with_one_line(small_site, path, old, new, message):
    small_site.change(path, old, new)

    built = small_site.build()

    assert built.code == 1
    assert PLACE.fullmatch(built.output)
    assert built.output.startswith(f"{path}:")
    assert message in built.output
    assert not list(built.site.rglob("*.html"))


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (
            "docs/index.md",
            "{{ schedule() }}",
            "{{ 'x'.center() }}",
            "docs/index.md:27:1: error: center expected at least 1 argument, got 0; correct what stands in the braces",
        ),
        (
            "docs/tasks.md",
            "They make",
            "{{ links[page.title] }} They make",
            "docs/tasks.md:3:1: error: there is no `links.Assignments` in data/links.yml; "
            "write one of: lec01, asgmt01, talk1, book, spring2025, forum",
        ),
    ],
)
def test_mistake_that_only_shows_in_a_page_being_made(small_site, path, old, new, message):
    small_site.change(path, old, new)

    built = small_site.build()

    assert built.code == 1
    assert built.output.splitlines()[0] == message
    assert "Traceback" not in built.output
    assert not list(built.site.rglob("*.html"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "the file is missing"),
        (b"", "the file is empty"),
        ("- {id: l1, title: Größe}\n".encode("utf-16"), "this is not UTF-8 text"),
        (b"- {id: l1, title: Gr\xf6\xdfe}\n", "this is not UTF-8 text"),
    ],
    ids=["missing", "empty", "UTF-16", "Latin-1"],
)
def test_file_that_cannot_be_read_stops_the_build(small_site, content, message):
    small_site.write("data/schedule.yml", content or b"")
    if content is None:
        (small_site.root / "data" / "schedule.yml").unlink()

    built = small_site.build()

    assert built.code == 1
    assert re.fullmatch(rf"data/schedule.yml:1:\d+: error: {message}.*", built.output.strip())


def test_mistakes_of_all_files_come_in_one_run(small_site):
    small_site.change("data/schedule.yml", "kind: session", "kind: sesion")
    small_site.change("data/links.yml", "forum: ", "forun: ")
    small_site.change("docs/tasks.md", 'due_dates("work")', 'due_dates("wrok")')
    small_site.change("mkdocs.yml", "stylesheets/course.css", "stylesheets/curse.css")

    built = small_site.build()

    assert built.code == 1
    assert [line.split(":")[0] for line in built.output.strip().splitlines()] == [
        "data/schedule.yml",
        "docs/index.md",
        "docs/tasks.md",
        "mkdocs.yml",
    ]


def test_warning_fails_only_a_strict_build(small_site):
    small_site.change("docs/tasks.md", "They make up", "Due on Nov 1 (Sunday), they make up")

    text = "docs/tasks.md:3:8: warning: the date `Nov 1` is typed by hand; write it in data/, "
    assert small_site.build().code == 0
    assert text in small_site.build().output
    assert small_site.build("--strict").code == 1


def test_link_to_a_page_or_section_that_does_not_exist_fails_a_strict_build(small_site):
    small_site.change("docs/tasks.md", "They make up", "[a](nowhere.md) [b](index.md#nowhere) They make up")

    built = small_site.build("--strict")

    assert built.code == 1
    assert "nowhere.md" in built.output
    assert "#nowhere" in built.output


def test_page_that_mkdocs_leaves_out_is_not_linked_to(small_site):
    settings = (small_site.root / "mkdocs.yml").read_text("utf-8")
    small_site.write("mkdocs.yml", settings.replace(", talks/talk1.md]", "]") + "\nexclude_docs: talks/\n")

    built = small_site.build()

    assert built.code == 1
    assert "docs/talks/talk1.md:1:1: error: the data links to this page, but MkDocs leaves it out" in built.output
    assert "Traceback" not in built.output


def test_site_has_the_language_of_its_course(small_site):
    small_site.change("mkdocs.yml", "  name: material\n  language: en", "  name: material\n  language: de")

    built = small_site.build("--strict")

    assert '<html lang="en"' in (built.site / "index.html").read_text("utf-8")


def test_nothing_that_is_held_back_is_in_the_site(small_site):
    """Drafts of a page, an entry, an assignment, a group and a material; a material that comes out later."""
    small_site.write("docs/hidden.md", "---\ndraft: true\n---\n\n# Secret page\n")
    small_site.write("docs/later.md", "# A page for later\n")
    small_site.change("mkdocs.yml", "nav: [index.md, ", "nav: [index.md, hidden.md, later.md, ")
    small_site.change(
        "data/schedule.yml", "title: Second Things & <More>", "title: Secret entry, draft: yes, page: hidden.md"
    )
    small_site.change("data/schedule.yml", "title: Last Things", "title: Last Things, page: hidden.md")
    small_site.change("data/assignments.yml", "title: Survey", "title: Secret work, draft: yes")
    small_site.write(
        "data/links.yml",
        (small_site.root / "data" / "links.yml").read_text("utf-8")
        + "lec02:\n  slides: https://example.org/secret-entry\n"
        + "lec03:\n  slides: {url: https://example.org/secret-slides, draft: yes}\n"
        + "  solution: {url: https://example.org/secret-solution, released: 1 day after lec03}\n"
        + "  notes: {url: later.md, released: 1 day after lec03}\n",
    )

    before, after = small_site.root / "before", small_site.root / "after"
    early = build(small_site.root, before, "--strict", COURSE_NOW="2026-03-18T18:00+01:00")
    late = build(small_site.root, after, "--strict", COURSE_NOW="2026-03-20")

    assert (early.code, early.output, late.code) == (0, "", 0)
    assert [path for path in texts(before) if b"ecret" in path.read_bytes()] == []
    assert not (before / "hidden").exists()
    assert ((before / "later").exists(), (after / "later").exists()) == (False, True)
    told = [path.name for path in texts(after) if b"ecret" in path.read_bytes()]
    assert sorted(told) == ["all.ics", "calendar.ics", "course.json", "index.html", "lec03.ics", "llms.txt"]
    assert b"secret-solution" in (after / "index.html").read_bytes()


def test_page_that_is_held_back_is_taken_from_a_menu_with_headings(small_site):
    small_site.change(
        "mkdocs.yml",
        "nav: [index.md, tasks.md, talks/talk1.md]",
        "nav: [index.md, {More: [tasks.md, {Talks: [talks/talk1.md]}]}]",
    )
    small_site.change("data/schedule.yml", "  place: Online\n", "  place: Online\n  draft: yes\n")

    built = small_site.build("--strict")

    assert (built.code, built.output) == (0, "")
    assert not (built.site / "talks").exists()


def test_material_at_a_place_of_a_page(small_site):
    small_site.change("docs/tasks.md", "# Assignments\n", "# Assignments\n\n## Notes\n")
    small_site.change("data/links.yml", "  slides: https://example.org/lec01.pdf", "  notes: tasks.md#notes")
    small_site.change("docs/index.md", "; begin with the [slides]({{ links.lec01.slides }})", "")

    built = small_site.build("--strict")

    assert (built.code, built.output) == (0, "")
    assert 'href="tasks/#notes"' in (built.site / "index.html").read_text("utf-8")


def texts(site):
    return [path for path in site.rglob("*") if path.suffix in (".html", ".json", ".ics", ".xml", ".md", ".txt")]


def test_moment_that_is_no_date(small_site):
    built = build(small_site.root, small_site.root / "site", COURSE_NOW="soon")

    assert built.code == 1
    assert "COURSE_NOW: `soon` is not a date; write year-month-day, like 2025-10-01" in built.output
