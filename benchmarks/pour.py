"""How long it takes to read, pour and check a large course: `python3 run.py benchmark`.

Makes courses of 100, 1,000 and 10,000 entries in five sections, each section with meetings of its own, and prints the
time to load them, to pour them, and to check them, and the time for one entry. The target is half a second for 1,000.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from course import check  # noqa: E402 - the project is no package
from course.calendar.calendar import calendar  # noqa: E402
from course.load import load  # noqa: E402
from course.problems import ERROR  # noqa: E402
from course.words import words  # noqa: E402

SECTIONS = "ABCDE"
DAYS = ("mon", "tue", "wed", "thu", "fri")


def main(rounds: int) -> None:
    """Prints the measurements."""
    print("entries   load s   pour s  check s    all s   for one entry")
    for entries in (100, 1_000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), entries)
            taken = [measure(Path(folder)) for _ in range(rounds)]
        steps = [statistics.median(step) for step in zip(*taken, strict=True)]
        told = "".join(f"{step:9.3f}" for step in (*steps, sum(steps)))
        print(f"{entries:7}{told}   {sum(steps) / entries * 1e6:9.0f} us")


def write(folder: Path, entries: int) -> None:
    """Writes a course with as many entries, ten a week in every section, and half as many assignments."""
    first = date(2026, 1, 5)
    last = first + timedelta(weeks=entries // 10 + 1)
    sections = "\n".join(
        f"  - {{id: {name}, meetings: {{days: [{', '.join(DAYS)}], time: '{8 + n:02}:00-{9 + n:02}:00', classes: 2}}}}"
        for n, name in enumerate(SECTIONS)
    )
    term = f"{{name: Long, start: {first}, end: {last}}}"
    course = f"title: Long\ntimezone: America/New_York\nterm: {term}\nsections:\n{sections}\n"
    schedule = "".join(f"- {{id: e{n}, title: Entry {n}}}\n" for n in range(entries))
    work = "".join(f"- {{id: w{n}, title: Work {n}, due: 3 days after e{n} 12:00}}\n" for n in range(0, entries, 2))
    links = "".join(f"e{n}:\n  slides: https://example.org/{n}.pdf\n" for n in range(entries))
    for name, text in {"course": course, "schedule": schedule, "assignments": work, "links": links}.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")


def measure(folder: Path) -> tuple[float, float, float]:
    """The seconds that it takes to load, to pour and to check a course."""
    start = time.perf_counter()
    course, source, problems = load(folder)
    loaded = time.perf_counter()
    dates = calendar(course)
    poured = time.perf_counter()
    found = [*check.findings(dates, source, check.Pages((), (), {}, {}), words(course))]
    checked = time.perf_counter()
    assert not problems
    assert not [finding for finding in found if finding.level == ERROR], found[:3]
    return loaded - start, poured - loaded, checked - poured


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
