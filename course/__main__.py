"""The commands of a course: `python -m course check` and others. Beside `macros.py`, the only code that knows today."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path

import click

from course import project, report
from course.problems import ERROR, WARNING, Problem
from course.reference import reference as write_reference

GIVEN = {
    *("course", "links"),
    *("config", "context", "environment", "extra", "files", "filters", "filters_builtin", "fix_url", "git"),
    *("macros", "macros_info", "navigation", "now", "page", "plugin"),
}
"""What pages may use beside our macros: our variables, and what the macros plugin brings."""

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Moment(click.ParamType):
    """A day or a moment: `2025-10-01`, `2025-10-01T12:00`."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> datetime:
        """The moment that somebody has written."""
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is no date; write year-month-day, like 2025-10-01", param, context)


@click.group()
def commands() -> None:
    """Checks and describes the data of a course."""


@commands.command()
@click.argument("folder", type=FOLDER, default=".")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="How to tell.")
@click.option("--summary", type=click.Path(path_type=Path), help="Add a table in Markdown to this file.")
@click.option("--now", type=Moment(), envvar="COURSE_NOW", help="The day to check for, if not today: 2025-10-01.")
def check(folder: Path, strict: bool, form: str, summary: Path | None, now: datetime | None) -> None:
    """Print everything that is wrong in data/, docs/ and mkdocs.yml of FOLDER; exit 1 if a build would fail."""
    names = {call.partition("(")[0] for call in described(folder / "macros.py")} | GIVEN
    found = project.read(folder, names, now or datetime.now(UTC))
    tell(folder, found.problems, len(found.silenced), form, summary)
    fatal = {ERROR, WARNING} if strict else {ERROR}
    raise SystemExit(any(problem.level in fatal for problem in found.problems))


def tell(folder: Path, problems: tuple[Problem, ...], silenced: int, form: str, summary: Path | None) -> None:
    """Print problems in one of the forms, with a count at the end; on a terminal, with the lines they are in."""
    if form == "json":
        click.echo(report.as_json(problems))
        return
    for problem in problems:
        if form == "github":
            click.echo(report.annotation(problem))
        elif click.get_text_stream("stdout").isatty():
            click.echo("\n".join(report.excerpt(problem, lambda file: lines_of(folder / file))))
        else:
            click.echo(report.told(problem))
    click.echo(report.counts(problems, silenced))
    if summary:
        with summary.open("a", encoding="utf-8") as file:
            file.write(report.summary(problems, silenced))


def lines_of(path: Path) -> list[str]:
    """The lines of a file; none where it is no text."""
    return path.read_text("utf-8-sig", "replace").splitlines() if path.is_file() else []


@commands.command()
@click.argument("macros", type=click.Path(exists=True, path_type=Path), default="macros.py")
def reference(macros: Path) -> None:
    """Print the data reference, data/README.md, with the macros of the file MACROS."""
    click.echo(write_reference(described(macros)), nl=False)


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
