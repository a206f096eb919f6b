import pytest

from course.repository import Repository


@pytest.mark.parametrize(
    ("url", "edit_uri", "expected"),
    [
        ("https://github.com/a/b", "edit/main/docs/", "https://github.com/a/b/blob/main/data/schedule.yml#L12"),
        ("https://github.com/a/b/", "edit/main/docs/", "https://github.com/a/b/blob/main/data/schedule.yml#L12"),
        ("https://gitlab.com/a/b", "-/edit/main/docs/", "https://gitlab.com/a/b/-/blob/main/data/schedule.yml#L12"),
        ("https://github.com/a/b", "blob/main/docs/", "https://github.com/a/b/blob/main/data/schedule.yml#L12"),
        ("https://example.org/a", "https://forge.org/a/docs/", "https://forge.org/a/data/schedule.yml#L12"),
        ("https://github.com/a/b", "", ""),
    ],
)
def test_line_of_a_file_has_an_address(url, edit_uri, expected):
    assert Repository(url, edit_uri).line("data/schedule.yml:12") == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/issues/new?title=T+%26+U%3A+&body=https%3A%2F%2Fx.org%2F"),
        (
            "https://gitlab.example.org/a",
            "https://gitlab.example.org/a/-/issues/new"
            "?issue%5Btitle%5D=T+%26+U%3A+&issue%5Bdescription%5D=https%3A%2F%2Fx.org%2F",
        ),
        ("https://example.org/a", ""),
    ],
)
def test_mistake_of_a_page_can_be_reported(url, expected):
    assert Repository(url, "").report("T & U: ", "https://x.org/") == expected
