import pytest

from course.mathematics import FormulaError, to_mathml


def test_page_without_formulas_stays_as_it_is():
    assert to_mathml("<p>a &lt; b, 5 $</p>") == "<p>a &lt; b, 5 $</p>"


def test_inline_formula():
    html = to_mathml(r'<p>Let <span class="arithmatex">\(x &lt; 1\)</span>.</p>')

    assert html == (
        '<p>Let <span class="arithmatex"><math xmlns="http://www.w3.org/1998/Math/MathML" display="inline"><mrow>'
        "<mi>x</mi><mo>&#x0003C;</mo><mn>1</mn></mrow></math></span>.</p>"
    )


def test_block_formula():
    html = to_mathml('<div class="arithmatex">\\[\n\\frac{1}{2}\n\\]</div>')

    assert 'display="block"' in html
    assert "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>" in html


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        (r"\frac{1}{", "the formula has 2 `{` and 1 `}`; write the missing one"),
        (r"\left( x", "the formula cannot be read; check its braces and arguments"),
        (r"\text", "the formula cannot be read; check its braces and arguments"),
        (r"\begin{}", "the formula cannot be read; check its braces and arguments"),
        (r"\left", "the formula cannot be read; check its braces and arguments"),
        (r"\genfrac{}{}{0pt}{}{a}", "the formula cannot be read; check its braces and arguments"),
        (r"\fraq{1}{2}", r"the formula's `\fraq` is unknown; write it with other LaTeX commands"),
    ],
)
def test_formula_that_cannot_be_read(latex, message):
    with pytest.raises(FormulaError) as caught:
        to_mathml(rf'<span class="arithmatex">\({latex}\)</span>')

    assert (caught.value.formula, str(caught.value)) == (latex, message)
