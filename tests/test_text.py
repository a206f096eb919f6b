import pytest

from course.text import initials, inline, plain


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


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Ada Lovelace", "AL"),
        ("Yunhong Min", "YM"),
        ("Ada", "A"),
        ("TA 1", "T1"),
        ("TA 12", "T12"),
        ("I1", "I1"),
        ("Instr. 1", "I1"),
        ("Prof. Dr. Ada King Lovelace", "AL"),
        ("Prof. Lovelace", "L"),
        ("J. R. Hartley", "JH"),
        ("Ada Lovelace Jr.", "AL"),
        ("Ada Lovelace, PhD", "AL"),
        ("van der Berg", "B"),
        ("Anna van der Berg", "AB"),
        ("bell hooks", "BH"),
        ("Jean-Luc", "JL"),
        ("Émile O'Brien", "ÉO"),
        ("김철수", "김"),
        ("김 철수", "김"),
        ("Kim Cheolsu (김철수)", "KC"),
        ("山田太郎", "山"),
        ("नरेंद्र मोदी", "नम"),
        ("*Ada* B.", "AB"),
        ("5", "5"),
        ("(?)", "("),
    ],
)
def test_initials(name, told):
    assert initials(name) == told
