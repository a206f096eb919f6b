"""The commands of a course: `python -m course check` and `python -m course reference`."""

from __future__ import annotations

import ast
from pathlib import Path

import click
import yaml

from course import project
from course.load import LOADER
from course.reference import reference as write_reference

GIVEN = {
    *("course", "links"),
    *("config", "context", "environment", "extra", "files", "filters", "filters_builtin", "fix_url", "git"),
    *("macros", "macros_info", "navigation", "now", "page", "plugin"),
}
"""What pages may use beside our macros: our variables, and what the macros plugin brings."""

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def commands() -> None:
    """Checks and describes the data of a course."""


@commands.command()
@click.argument("folder", type=FOLDER, default=".")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def check(folder: Path, strict: bool) -> None:
    """Print everything that is wrong in data/ and docs/ of FOLDER; exit 1 if a build would fail."""
    names = {call.partition("(")[0] for call in described(folder / "macros.py")}
    found = project.read(folder, names | GIVEN | extra(folder / "mkdocs.yml"))
    for problem in found.problems:
        click.echo(str(problem))
    errors, warnings = len(found.errors), len(found.warnings)
    hints = len(found.problems) - errors - warnings
    counts = {"error": errors, "warning": warnings} | ({"hint": hints} if hints else {})
    click.echo(", ".join(f"{count} {level}{'s' * (count != 1)}" for level, count in counts.items()))
    raise SystemExit(bool(errors or (strict and warnings)))


def extra(settings: Path) -> set[str]:
    """The variables that a `mkdocs.yml` gives to pages under `extra`."""
    try:
        root = yaml.compose(settings.read_text("utf-8"), Loader=LOADER) if settings.exists() else None
    except yaml.YAMLError:  # MkDocs tells
        root = None
    sections = {key.value: value for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}
    section = sections.get("extra")
    return {key.value for key, _ in section.value} if isinstance(section, yaml.MappingNode) else set()


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
