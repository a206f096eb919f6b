"""`llms.txt`: the facts of a course as plain text."""

import re

from tests.conftest import build

HOME = "https://example.org/c/"


def test_llms(small_site, golden):
    small_site.change("docs/tasks.md", "# Assignments", "---\ndescription: What is due.\n---\n\n# Assignments")
    small_site.change("mkdocs.yml", "nav: [index.md, tasks.md, ", "nav: [{Home: index.md}, {More: [tasks.md]}, ")

    built = build(small_site.root, small_site.root / "site", "--strict", SITE_URL=HOME, COURSE_NOW="2026-03-01")

    assert (built.code, built.output) == (0, "")
    golden("llms.txt", (built.site / "llms.txt").read_text("utf-8").rstrip())


def test_llms_of_courses_of_other_shapes(course_site):
    for name in ("three-sections", "fsdl-self-paced", "coderefinery-workshop-2022"):
        text = (course_site(name) / "llms.txt").read_text("utf-8")
        assert re.search(r"None|&\w+;|<[a-z]|\n\n\n|\*\*", text) is None, name
        assert text.startswith("# ")


def test_page_that_is_left_out_is_not_listed(small_site):
    small_site.write("docs/hidden.md", "# Hidden\n")
    small_site.write("docs/loose.md", "# Loose ends #\n")
    small_site.change("mkdocs.yml", "nav: [", "exclude_docs: hidden.md\nnot_in_nav: loose.md\nnav: [")

    built = build(small_site.root, small_site.root / "site", "--strict", SITE_URL=HOME)

    assert (built.code, built.output) == (0, "")
    text = (built.site / "llms.txt").read_text("utf-8")
    assert f"- [Loose ends]({HOME}loose/)\n" in text
    assert "Hidden" not in text
