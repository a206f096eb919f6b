"""What the tests share: a small course to change, builds by MkDocs, a served site, a browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from course import project
from course.calendar.timing import Timing

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
COURSES = ROOT / "tests" / "courses"
SMALL = COURSES / "small"
HOW_TO_GET_CHROMIUM = (
    "The browser tests need Chromium. Debian and Ubuntu: sudo apt-get install chromium; "
    "elsewhere: install Chrome, or run .venv/bin/python -m playwright install chromium"
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@dataclass(frozen=True)
class Build:
    """How `mkdocs build` ended, what it said beside its steps, and where the site is."""

    code: int
    output: str
    site: Path


@dataclass(frozen=True)
class Copy:
    """A copy of a project that a test may change."""

    root: Path

    def write(self, path: str, content: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def problems(self) -> list[str]:
        return [str(problem) for problem in project.read(self.root).problems]

    def build(self, *options: str) -> Build:
        return build(self.root, self.root / "site", *options)


@dataclass(frozen=True)
class Written:
    """A course written in a test: its project, and the messages about it."""

    found: project.Project
    messages: list[str]

    @property
    def days(self) -> dict[str, str]:
        """The day and hours of each event, by its anchor and sections."""
        return {
            event.anchor if not event.sections else f"{event.anchor}/{''.join(event.sections)}": told(event.timing)
            for event in self.found.calendar.events
        }

    @property
    def dues(self) -> dict[str, list[str]]:
        """The due times of each assignment."""
        return {
            "/".join([deadline.assignment.id, *deadline.sections]): [told(due.timing) for due in deadline.dues]
            for deadline in self.found.calendar.deadlines
        }


def told(timing: Timing | None) -> str:
    """A timing as tests write it: `Mon 2026-03-02 10:00-11:30`."""
    if timing is None:
        return ""
    if timing.tba:
        return f"TBA {timing.about or ''}".strip()
    days = " or ".join(
        f"{span.first:%a %Y-%m-%d}" + (f"..{span.last}" if span.last != span.first else "") for span in timing.days
    )
    if timing.weeks and not days:
        days = f"week {timing.weeks[0]}-{timing.weeks[1]}"
    hours = timing.hours
    start = f" {hours.start:%H:%M}" if hours and hours.start else ""
    end = f"-{hours.end:%H:%M}" if hours and hours.end else ""
    return f"{days}{start}{end}".strip()


TERM = """
title: Small Things
timezone: Europe/Berlin
hours: 24
term: {name: Spring 2026, start: 2026-03-02, end: 2026-03-20}
"""
MEETINGS = "meetings: {days: [mon, wed], time: 10:00-11:30}\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Written]:
    """Writes a course in three weeks of March 2026, and reads it."""

    def written(schedule: str, course: str = MEETINGS, term: str = TERM, **files: str) -> Written:
        root = Copy(tmp_path / "course")
        silenced = "\nsilenced: {check: placeholder, reason: a test}\n" if "example.org" in f"{schedule}{files}" else ""
        for name, text in {"course": term + textwrap.dedent(course) + silenced, "schedule": schedule, **files}.items():
            root.write(f"data/{name}.yml", textwrap.dedent(text))
        root.write("docs/index.md", "{{ schedule() }}\n")
        found = project.read(root.root)
        return Written(found, [str(problem) for problem in found.problems])

    return written


def build(root: Path, site: Path, *options: str, **settings: str) -> Build:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "COURSE_BROWSER": ""} | settings
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(site), *options]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line and not line.startswith("INFO")]
    return Build(done.returncode, "\n".join(lines), site)


def tool(name: str) -> str:
    """The path of a program that a package of the environment has brought."""
    return str(Path(sys.executable).with_name(name))


@pytest.fixture
def small(tmp_path: Path) -> Copy:
    """The small course as data and pages."""
    return _copy(SMALL, tmp_path / "small")


@pytest.fixture
def small_site(small: Copy) -> Copy:
    """The small course with all that MkDocs needs to build it."""
    add_house(small.root, "nav: [index.md, tasks.md, talks/talk1.md]\n")
    return small


def _copy(source: Path, target: Path) -> Copy:
    shutil.copytree(source, target)
    return Copy(target)


def add_house(root: Path, nav: str) -> None:
    """Adds to data and pages all that MkDocs needs to build them, with a menu of their own."""
    for name in ("mkdocs.yml", "macros.py"):
        shutil.copy(ROOT / name, root)
    for name in ("course", "overrides"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (root / "mkdocs.yml").read_text("utf-8")
    start, end = settings.index("nav:\n"), settings.index("theme:\n")
    Copy(root).write("mkdocs.yml", settings[:start] + nav + settings[end:])


@pytest.fixture(scope="session")
def course_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The site of a course of `tests/courses/`, built strictly once it is asked for."""

    @functools.cache
    def site(name: str) -> Path:
        now = {"COURSE_NOW": "2027-01-01"}  # after all of the terms, so that all that was held back is out
        done = build(COURSES / name, tmp_path_factory.mktemp(name) / "site", "--strict", **now)
        assert (done.code, done.output) == (0, "")
        return done.site

    return site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's own site, built strictly for an address that has a path."""
    folder = tmp_path_factory.mktemp("site") / "course"
    built = build(ROOT, folder, "--strict", SITE_URL="https://example.org/course/")
    assert built.code == 0, built.output
    return built.site


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of this project's own site on this machine, below the same path."""
    with serving(site.parent) as address:
        yield f"{address}course/"


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; fails with the line that installs one where there is none."""
    with sync_playwright() as playwright:
        found = _launch(playwright)
        if found is None:
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
            found = _launch(playwright)
        if found is None:
            pytest.fail(HOW_TO_GET_CHROMIUM, pytrace=False)
        yield found
        found.close()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What keeps people from using a page, as axe finds it, with the sizes of targets (WCAG 2.2, 2.5.8)."""
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


def _launch(playwright: Playwright) -> Browser | None:
    installed = [{"executable_path": path} for path in map(shutil.which, BROWSERS) if path]
    for choice in ({}, *installed, {"channel": "chrome"}, {"channel": "msedge"}):
        try:
            return playwright.chromium.launch(args=QUIET, **choice)
        except Error:
            continue
    return None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what people see into tests/golden/ anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a file of tests/golden/ that somebody looked at."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--accept"):
            file.write_text(f"{text}\n", "utf-8")
        assert f"{text}\n" == file.read_text("utf-8")

    return compare


def data(name: str) -> object:
    """One file of this project's data, read without the project's own code; a list where there is none."""
    file = ROOT / "data" / f"{name}.yml"
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader) if file.exists() else []
