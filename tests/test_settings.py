"""What the checks find in `mkdocs.yml`, beside what `data/messages.md` shows."""

import pytest

from course import project


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            "repo_ulr: https://github.com/a/b",
            "mkdocs.yml:1:1: error: repo_ulr: MkDocs knows no such key; did you mean `repo_url`?",
        ),
        (
            "nav: [index.md]\nnav: [tasks.md]",
            "mkdocs.yml:2:1: error: `nav` is already in line 1, column 1; delete one of the two",
        ),
        (
            "theme: {name: material, favicon: assets/favicn.svg}",
            "mkdocs.yml:1:34: error: theme.favicon: there is no file docs/assets/favicn.svg; add it, or write the "
            "path of another",
        ),
        (
            "theme: {name: material, icon: {logo: material/cub-outline}}",
            "mkdocs.yml:1:38: error: theme.icon.logo: there is no icon `material/cub-outline`; copy a name from "
            "squidfunk.github.io/mkdocs-material/reference/icons-emojis, like `material/flask`",
        ),
        ("", "mkdocs.yml:1:1: error: the file is empty; take it from the template again"),
    ],
)
def test_setting_that_cannot_be(small, settings, message):
    small.write("mkdocs.yml", settings)

    assert small.problems() == [message]


def test_page_with_another_name_in_the_menu_is_one_mistake(small):
    small.write("mkdocs.yml", "nav: [index.md, task.md, talks/talk1.md]")

    assert small.problems() == [
        "mkdocs.yml:1:17: error: nav[2]: there is no page docs/task.md; did you mean `tasks.md`?"
    ]


@pytest.mark.parametrize("settings", ["not_in_nav: /tasks.md", "exclude_docs: tasks.md", "draft_docs: 'ta*'"])
def test_page_that_is_meant_to_be_in_no_menu(small, settings):
    small.write("mkdocs.yml", f"nav: [index.md, talks/talk1.md]\n{settings}\n")

    assert small.problems() == []


def test_settings_that_are_missing(small):
    small.write("macros.py", "")

    assert small.problems() == ["mkdocs.yml:1:1: error: the file is missing; take it from the template again"]


def test_hidden_files_are_not_public(small):
    small.write("mkdocs.yml", "nav: [index.md, tasks.md, talks/talk1.md]")
    small.write("docs/.hidden.md", "Nobody sees this.")

    assert project.read(small.root).problems == ()


@pytest.mark.parametrize("name", ["guide.pdf", "Guide.PDF"])
def test_file_that_something_names_is_used(small, name):
    small.write("mkdocs.yml", "site_name: x")
    small.write("docs/files/guide.pdf", "%PDF")
    small.change("docs/tasks.md", "They make up", f"`{name}` They make up")

    assert small.problems() == []
