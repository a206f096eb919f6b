"""Computes the teaser picture of the home page: `python figures/teaser.py > docs/assets/teaser.svg`.

The forward process is the Ornstein-Uhlenbeck process dx = -x/2 dt + dw, which carries any density to the standard
Gaussian. It starts from a mixture of two Gaussians, so the density at every time is a mixture again, and its score (the
derivative of its logarithm) is known exactly. The reverse process dx = (x/2 + score) ds + dw (Anderson, 1982) runs from
the Gaussian back to the mixture; the flow dx = (x + score)/2 ds (Song et al., 2021) has the same densities without
noise.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from itertools import pairwise

Path = list[float]
Point = tuple[int, int]

MEANS, WEIGHTS, DEVIATION = (-1.8, 1.8), (0.5, 0.5), 0.3
TIME, STEPS, SHOWN = 6.0, 1100, 110  # units of the process, Euler-Maruyama steps, points that are drawn
TIMES = [TIME * (n / STEPS) ** 2 for n in range(STEPS + 1)]  # slow at first, so that the peaks stay in sight
PATHS, FLOWS, SEED = 14, 6, 492

# In units of the drawing, two to a pixel.
WIDTH, HEIGHT, BELL, GAP = 2400, 680, 230, 24  # BELL is the width of a density at an end
SCALE = HEIGHT / 7.2  # for one unit of x
LEFT, MIDDLE, RIGHT = BELL, WIDTH // 2, WIDTH - BELL

# Colours that stand out on white and on slate alike.
STYLE = """
path{fill:none;stroke-linejoin:round;stroke-width:2.5}
.forward path{stroke:#4f7cc9;stroke-opacity:.62}
.reverse path{stroke:#c2703d;stroke-opacity:.62}
.flow path{stroke:#c2703d;stroke-width:6}
.data path{fill:#c2703d;fill-opacity:.4;stroke:#c2703d}
.noise path{fill:#4f7cc9;fill-opacity:.4;stroke:#4f7cc9}
"""


def density(x: float, t: float) -> float:
    """The density of the forward process at time t."""
    return sum(_component(x, t, mean, weight) for mean, weight in zip(MEANS, WEIGHTS, strict=True))


def score(x: float, t: float) -> float:
    """The derivative of the logarithm of the density at time t."""
    shrink, variance = _moments(t)
    parts = [(_component(x, t, m, w), m) for m, w in zip(MEANS, WEIGHTS, strict=True)]
    return sum(p * (shrink * m - x) / variance for p, m in parts) / sum(p for p, _ in parts)


def _moments(t: float) -> tuple[float, float]:
    shrink = math.exp(-t / 2)
    return shrink, shrink**2 * DEVIATION**2 + 1 - shrink**2


def _component(x: float, t: float, mean: float, weight: float) -> float:
    shrink, variance = _moments(t)
    return weight * math.exp(-((x - shrink * mean) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance)


def walk(x: float, times: Sequence[float], drift: Callable[[float, float], float], noise: random.Random | None) -> Path:
    """A path from x by the Euler-Maruyama method, with unit noise or without."""
    path = [x]
    for t, following in pairwise(times):
        step = abs(following - t)
        kick = noise.gauss(0, math.sqrt(step)) if noise else 0.0
        path.append(path[-1] + drift(path[-1], t) * step + kick)
    return path


def forward(noise: random.Random, peak: int) -> Path:
    """A path from one of the two peaks into the Gaussian."""
    return walk(noise.gauss(MEANS[peak], DEVIATION), TIMES, lambda x, t: -x / 2, noise)


def reverse(x: float, noise: random.Random) -> Path:
    """A path from the Gaussian back to the two peaks."""
    return walk(x, TIMES[::-1], lambda x, t: x / 2 + score(x, t), noise)


def flow(x: float) -> Path:
    """The path of the flow from x back to the two peaks, which has no noise."""
    return walk(x, TIMES[::-1], lambda x, t: (x + score(x, t)) / 2, None)


def line(path: Path, left: int, right: int) -> str:
    """A path between two horizontal places."""
    shown = path[:: STEPS // SHOWN]
    return curve([(round(left + (right - left) * n / SHOWN), height(x)) for n, x in enumerate(shown)])


def bell(t: float, at: int, width: int) -> str:
    """The density at time t, upright at a horizontal place; a negative width draws it to the left."""
    xs = [n / 20 for n in range(-68, 69)]
    top = max(density(x, t) for x in xs)
    return curve([(round(at + width * density(x, t) / top), height(x)) for x in xs])


def height(x: float) -> int:
    """The vertical place of x."""
    return round(HEIGHT / 2 - SCALE * x)


def curve(points: Sequence[Point]) -> str:
    """A path element through points, in relative coordinates."""
    moves = " ".join(f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(points))
    return f'<path d="M{points[0][0]} {points[0][1]}l{moves}"/>'


def group(name: str, paths: Sequence[str]) -> str:
    """Paths that are drawn alike."""
    return "\n".join([f'<g class="{name}">', *paths, "</g>"])


def picture() -> str:
    """The whole picture as SVG; the same every time."""
    noise = random.Random(SEED)
    there = [forward(noise, n % 2) for n in range(PATHS)]
    back = [reverse(noise.gauss(0, 1), noise) for _ in range(PATHS)]
    flows = [flow(-1.6 + 3.2 * n / (FLOWS - 1)) for n in range(FLOWS)]
    groups = [
        group("forward", [line(path, LEFT + GAP, MIDDLE) for path in there]),
        group("reverse", [line(path, MIDDLE, RIGHT - GAP) for path in back]),
        group("flow", [line(path, MIDDLE, RIGHT - GAP) for path in flows]),
        group("data", [bell(0, LEFT, -BELL), bell(0, RIGHT, BELL)]),
        group("noise", [bell(TIME, MIDDLE, -BELL // 2), bell(TIME, MIDDLE, BELL // 2)]),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><style>{STYLE}</style>'
    return "\n".join([head, *groups, "</svg>"])


if __name__ == "__main__":
    print(picture())
