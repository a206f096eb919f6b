"""What authors of Material sites are used to write works in a page, and asks no other host for anything."""

import re

import pytest
from bs4 import BeautifulSoup

PAGE = """\
# Everything

A ==mark==, a ~~strike~~, an ^^insert^^, a note.[^1]
An icon :material-cube-outline:, a :smile:, a key ++ctrl+c++, `#!python code()`.

[Button](index.md){ .md-button }
[Tab](https://example.org/){target=_blank rel=noopener}

| a | b |
| - | - |
| 1 | 2 |

!!! warning "Careful"

    Inside.

??? note "Folded"

    Inside.

=== "One"

    First.

=== "Two"

    Second.

```python
def code():
    return 1
```

- [x] done

Term
:   What it means.

$$
x^2
$$

[^1]: Below.
"""


@pytest.fixture
def page(small_site):
    small_site.write("docs/tasks.md", PAGE)
    built = small_site.build("--strict")
    assert (built.code, built.output) == (0, "")
    return (built.site / "tasks" / "index.html").read_text("utf-8")


def test_markdown_of_material(page):
    article = BeautifulSoup(page, "html.parser").find("article")

    counts = {
        selector: len(article.select(selector))
        for selector in (
            *("mark", "del", "ins", ".footnote-ref", ".twemoji svg", ".keys kbd", "p code.highlight", "a.md-button"),
            *('a[target="_blank"][rel="noopener"][href="https://example.org/"]', "table td", ".admonition.warning"),
            *("details.note", ".tabbed-block", "div.highlight pre", "input[type=checkbox][checked]", "dl dt"),
            *("math[display=block]", ".footnote li"),
        )
    }

    assert [selector for selector, count in counts.items() if count == 0] == []


def test_formula_needs_no_script(page):
    scripts = [script.get("src", "") for script in BeautifulSoup(page, "html.parser").find_all("script")]

    assert "<math " in page
    assert [src for src in scripts if "math" in src.lower() or "katex" in src.lower()] == []


def test_emoji_is_a_character(page):
    assert "a 😄," in BeautifulSoup(page, "html.parser").find("article").get_text()


def test_page_with_everything_asks_no_other_host(page):
    loaded = re.findall(r'(?:src|<link[^>]*rel="(?:stylesheet|icon|preconnect)"[^>]*href)="([^"]+)"', page)

    assert loaded
    assert [address for address in loaded if re.match(r"(https?:)?//", address)] == []
