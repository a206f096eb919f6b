"""How much time the course adds to a build, and what the home page weighs: `python3 run.py benchmark`.

Builds this site, and the same pages with the macros plugin and the hook switched off, in turn, each in a process of
its own, as after a first build; prints the medians, their ratio, and the size of the home page. An optional number
says how many rounds (default 7).
"""

from __future__ import annotations

import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = (
    r"  custom_dir: .*\n",
    r"hooks:\n(?:  .*\n)+",
    r"  macros:\n(?:    .*\n)+",
    r"extra_css:\n(?:  .*\n)+",
    r"watch: .*\n",
)


def main(rounds: int) -> None:
    """Prints the measurements."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "mkdocs.yml"
        plain.write_text(without_ours((ROOT / "mkdocs.yml").read_text("utf-8")), "utf-8")
        sites = {"course": Path(folder) / "course", "plain": Path(folder) / "plain"}
        settings = {"course": ROOT / "mkdocs.yml", "plain": plain}
        seconds: dict[str, list[float]] = {name: [] for name in sites}
        for turn in range(rounds + 1):
            for name, site in sites.items():
                taken = build(settings[name], site)
                if turn:  # the first round warms the caches
                    seconds[name].append(taken)
        home = (sites["course"] / "index.html").read_bytes()
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    print(f"build of this site          {medians['course']:.3f} s (median of {rounds})")
    print(f"build without macros, hook  {medians['plain']:.3f} s")
    print(f"ratio                       {medians['course'] / medians['plain']:.2f} (target: at most 1.25)")
    print(f"home page, HTML             {len(home)} bytes, {len(gzip.compress(home))} with gzip (target: under 20480)")


def without_ours(settings: str) -> str:
    """The settings with everything of ours taken out, so that MkDocs and Material alone are left."""
    for block in OURS:
        settings, cut = re.subn(block, "", settings)
        assert cut == 1, f"mkdocs.yml has no {block!r}"
    return f"{settings}\ndocs_dir: {ROOT / 'docs'}\n"


def build(settings: Path, site: Path) -> float:
    """Builds a site and returns the seconds it took, from the start of the process to its end."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(settings), "-d", str(site)]
    subprocess.run(command, check=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
