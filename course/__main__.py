"""The commands of a course: `python -m course check` and others. Beside `macros.py`, the only code that knows today."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from course import messages, outside, paper, project, published, render, report, silence
from course.model.values import PAPERS
from course.problems import ERROR, WARNING, Problem
from course.reference import reference
from course.schema import schemas

GIVEN = {
    *("course", "links"),
    *("config", "context", "environment", "extra", "files", "filters", "filters_builtin", "fix_url", "git"),
    *("macros", "macros_info", "navigation", "now", "page", "plugin"),
}
"""What pages may use beside our macros: our variables, and what the macros plugin brings."""

FRAGMENTS = Path(__file__).parents[1] / "overrides" / "fragments"
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


class Moment(click.ParamType):
    """A day or a moment: `2025-10-01`, `2025-10-01T12:00`."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> datetime:
        """The moment that somebody has written."""
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is not a date; write year-month-day, like 2025-10-01", param, context)


@click.group()
def commands() -> None:
    """Checks and describes the data of a course."""


def output(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of commands that tell problems."""
    function = click.option("--summary", type=FILE, help="Add a table in Markdown to this file.")(function)
    forms = click.Choice(["text", "github", "json"])
    return click.option("--format", "form", type=forms, default="text", help="How to tell what is wrong.")(function)


@commands.command()
@click.argument("folder", type=FOLDER, default=".")
@click.option("--site", type=FOLDER, help="Check what is built in this folder, instead of its sources.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--now", type=Moment(), envvar="COURSE_NOW", help="The day to check for, if not today: 2025-10-01.")
@output
def check(folder: Path, site: Path | None, strict: bool, now: datetime | None, **how: Any) -> None:
    """Print everything that is wrong in data/, docs/ and mkdocs.yml of FOLDER; exit 1 if a build would fail."""
    found, now = read(folder, now), now or datetime.now(UTC)
    if site and found.course:
        built = published.Site(site, site.name)
        problems = sorted(published.problems(built, found, project.in_zone(now, found.course)), key=report.order)
        told, silent = silence.split(found.course, problems)
        tell(folder, told, len(silent), **how)
    else:
        told = found.problems
        tell(folder, told, len(found.silenced), **how)
    fatal = {ERROR, WARNING} if strict else {ERROR}
    raise SystemExit(any(problem.level in fatal for problem in told))


@commands.command()
@click.argument("folder", type=FOLDER, default=".")
@click.option("--since", help="Ask first for addresses that are new or changed since this commit; fail only on those.")
@click.option("--config", type=FILE, default="lychee.toml", help="Settings of lychee.")
@output
def links(folder: Path, since: str | None, config: Path, **how: Any) -> None:
    """Follow every address of other sites in data/ and docs/ of FOLDER; exit 1 if one of them is dead."""
    found = read(folder, None)
    if found.course is None:
        tell(folder, found.errors, 0, **how)
        raise SystemExit(1)
    places = [*outside.places(found)]
    new = outside.since(places, difference(folder, since)) if since else places
    answers = asked(folder, config, dict.fromkeys(place.url for place in new))
    told = [*outside.problems(new, answers)]
    fatal = any(problem.level == WARNING for problem in silence.split(found.course, told)[0])
    if since:
        others = [place for place in places if place not in new]
        told += outside.problems(others, asked(folder, config, dict.fromkeys(place.url for place in others)))
    told, silent = silence.split(found.course, told if since else sorted(told))
    tell(folder, told, len(silent), **how)
    raise SystemExit(fatal)


def asked(folder: Path, config: Path, addresses: Collection[str]) -> dict[str, tuple[int | None, str]]:
    """What lychee says of addresses that it did not reach; what it has reached it remembers for a day."""
    beside = Path(sys.executable).with_name("lychee")
    program = str(beside) if beside.exists() else shutil.which("lychee")
    if program is None:
        raise click.ClickException("the link checker is missing; run `python3 run.py links`, which installs it")
    if not addresses:
        return {}
    with TemporaryDirectory() as temporary:
        file = Path(temporary) / "addresses.txt"
        file.write_text("\n".join(addresses), "utf-8")
        options = ["--format", "json", "--include-fragments=none", "--accept", "200..=299"]
        settings = ["--config", str(config)] if config.exists() else []
        command = [program, *settings, *options, str(file)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        raise click.ClickException(f"the link checker stopped: {done.stderr.strip()}")
    return outside.answers(json.loads(done.stdout))


def difference(folder: Path, since: str) -> str:
    """What has changed in data and pages since a commit."""
    command = ["git", "diff", "--unified=0", "--no-color", since, "--", "data", "docs"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise click.ClickException(f"git knows no changes since `{since}`; name a commit or a branch that it has")
    return done.stdout


@commands.command("print")
@click.argument("folder", type=FOLDER, default=".")
@click.option("--site", type=FOLDER, help="The built site, if it is not FOLDER/site.")
@click.option("--paper", "size", type=click.Choice(PAPERS), help="The paper, if not that of data/course.yml.")
@click.option("--browser", envvar="COURSE_BROWSER", help="The path of Chromium, Chrome or Edge.")
@click.option("--now", type=Moment(), envvar="COURSE_NOW", help="The day that the site is built for, if not today.")
def print_(folder: Path, site: Path | None, size: str | None, browser: str | None, now: datetime | None) -> None:
    """Make syllabus.pdf of the home page of a built site, and card.png, the picture for shared links."""
    found, site = read(folder, now), (site or folder / "site").resolve()
    if found.course is None:
        tell(folder, found.errors, 0, "text", None)
        raise SystemExit(1)
    if not (site / "index.html").exists():
        raise click.ClickException("there is no page here; build the site first, with `python3 run.py build`")
    if browser is None:
        raise click.ClickException("no browser is named; run `python3 run.py build`, which looks for one")
    home = (site / "index.html").read_text("utf-8")
    fragments, address = render.environment(FRAGMENTS, found), published.Site(site, site.name).address
    policy, card = (render.fragment(fragments, name) for name in ("policy", "card"))
    syllabus = paper.printed(home, address, size or found.course.paper, policy)
    own = {path.name for path in (folder / "docs").glob("*")}  # what a course has made by itself
    for command, html, name in ((paper.to_pdf, syllabus, paper.SYLLABUS), (paper.to_picture, card, paper.CARD)):
        if name not in own:
            browse(command, browser, html, site / name)


def browse(command: Callable[..., Sequence[str]], browser: str, html: str, made: Path) -> None:
    """Has the browser make a file of a page, which stands beside it for as long as that takes."""
    page = made.with_suffix(".printed.html")
    page.write_text(html, "utf-8")
    made.unlink(missing_ok=True)
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        try:
            words = command(browser, profile, page, made)
            done = subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=120, check=False)
            said = done.stderr.strip().rpartition("\n")[2]
        except (OSError, subprocess.TimeoutExpired) as error:
            said = str(error)
        finally:
            page.unlink()
    if not made.exists():
        raise click.ClickException(f"the browser made no {made.name}: {said}")


@commands.command()
@click.argument("folder", type=FOLDER, default=".")
def generate(folder: Path) -> None:
    """Write what is made from the code: data/README.md, data/messages.md and data/schema/ of FOLDER."""
    macros = described(folder / "macros.py")
    written = {"README.md": reference(macros), "messages.md": messages.reference(names(folder))}
    written |= {f"schema/{name}.json": text for name, text in schemas().items()}
    (folder / "data" / "schema").mkdir(parents=True, exist_ok=True)
    for name, text in written.items():
        (folder / "data" / name).write_text(text, "utf-8")


def read(folder: Path, now: datetime | None) -> project.Project:
    """The project in a folder, as of a moment or of now."""
    return project.read(folder, names(folder), now or datetime.now(UTC))


def names(folder: Path) -> set[str]:
    """The names that macros on a page may use; none are known in a folder without `macros.py`."""
    if not (folder / "macros.py").exists():
        return set()
    return {call.partition("(")[0] for call in described(folder / "macros.py")} | GIVEN


def tell(folder: Path, problems: Sequence[Problem], silenced: int, form: str, summary: Path | None) -> None:
    """Print problems in one of the forms, with a count at the end; on a terminal, with the lines they are in."""
    if summary:
        with summary.open("a", encoding="utf-8") as file:
            file.write(report.summary(problems, silenced))
    if form == "json":
        click.echo(report.as_json(problems))
        return
    terminal = sys.stdout.isatty()
    for problem in problems:
        if form == "github":
            click.echo(report.annotation(replace(problem, file=(folder / problem.file).as_posix())))
        elif terminal:
            click.echo("\n".join(report.excerpt(problem, lambda file: lines_of(folder / file))))
        else:
            click.echo(report.told(problem))
    click.echo(report.counts(problems, silenced))


def lines_of(path: Path) -> list[str]:
    """The lines of a file; none where it is no text."""
    return path.read_text("utf-8-sig", "replace").splitlines() if path.is_file() else []


def described(macros: Path) -> dict[str, str]:
    """The macros of a file by how they are called, with the first lines of their docstrings."""
    functions = [node for node in ast.walk(ast.parse(macros.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
    return {
        f"{function.name}({', '.join(arg.arg for arg in function.args.args)})": ast.get_docstring(function)
        for function in functions
        if any(
            isinstance(decorator, ast.Attribute) and decorator.attr == "macro" for decorator in function.decorator_list
        )
    }


if __name__ == "__main__":
    commands(prog_name="python -m course")
