import math

import pytest

from figures import teaser
from tests.conftest import ROOT

FILE = ROOT / "docs" / "assets" / "teaser.svg"


def test_picture_is_the_one_that_is_computed():
    assert FILE.read_text("utf-8") == f"{teaser.picture()}\n"


def test_picture_is_light():
    assert FILE.stat().st_size < 60_000


@pytest.mark.parametrize("t", [0, 0.5, teaser.TIME])
def test_density_sums_to_one(t):
    step = 0.01

    total = sum(teaser.density(n * step, t) * step for n in range(-800, 800))

    assert total == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("x", [-2.0, -0.3, 0.9])
def test_score_is_the_slope_of_the_logarithm_of_the_density(x):
    h, t = 1e-5, 0.7

    slope = (math.log(teaser.density(x + h, t)) - math.log(teaser.density(x - h, t))) / (2 * h)

    assert teaser.score(x, t) == pytest.approx(slope, abs=1e-6)


def test_flow_carries_the_gaussian_to_the_peaks():
    ends = [teaser.flow(x)[-1] for x in (-1.5, -0.5, 0.5, 1.5)]

    assert [min(abs(end - mean) for mean in teaser.MEANS) < 3 * teaser.DEVIATION for end in ends] == [True] * 4
