import pytest

from course.text import inline, plain


@pytest.mark.parametrize(
    ("text", "html", "without"),
    [
        ("Plain & <b>bold</b>", "Plain &amp; &lt;b&gt;bold&lt;/b&gt;", "Plain & <b>bold</b>"),
        ("*stress* and `code`", "<em>stress</em> and <code>code</code>", "stress and code"),
        ("$x^2 < y$", '<span class="arithmatex">\\(x^2 &lt; y\\)</span>', "x^2 < y"),
        ("<script>*x*</script>", "&lt;script&gt;<em>x</em>&lt;/script&gt;", "<script>x</script>"),
        (
            "[a](https://example.org/?a=1&b=2)",
            '<a href="https://example.org/?a=1&amp;b=2" rel="noopener" target="_blank">a</a>',
            "a",
        ),
        ("[p](talks/1.md#x)", '<a href="../talks/1.md#x">p</a>', "p"),
        ("1. One_two_three", "1. One_two_three", "1. One_two_three"),
        ("# no *heading*", "# no <em>heading</em>", "# no heading"),
    ],
)
def test_inline_markdown(text, html, without):
    assert inline(text, lambda path: f"../{path}") == html
    assert plain(text) == without


def test_link_that_leads_nowhere_is_an_error():
    with pytest.raises(ValueError, match=r"`javascript:x` is not an address for a link; write https://..., or"):
        inline("[a](javascript:x)", str)
