"""How problems are told: on a terminal, to GitHub, to other programs, as a page of a summary."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from click import style

from course.problems import ERROR, HINT, LEVELS, WARNING, Problem

COLOURS = {ERROR: "red", WARNING: "yellow", HINT: "cyan"}
COMMANDS = {ERROR: "error", WARNING: "warning", HINT: "notice"}
"""GitHub's names of the levels, as its runners understand them in what a step prints."""

Reader = Callable[[str], Sequence[str]]
"""Gives the lines of a file as messages name it; none where it is no text."""


def told(problem: Problem) -> str:
    """A problem on one line, with the name of its check in brackets."""
    return f"{problem} [{problem.check}]"


def excerpt(problem: Problem, lines_of: Reader) -> Iterator[str]:
    """A problem for people at a terminal, in colour: the message, and the line with a caret below its place."""
    level = style(f"{problem.level}:", fg=COLOURS[problem.level], bold=True)
    yield f"{style(problem.place, bold=True)}: {level} {problem.message} {style(f'[{problem.check}]', dim=True)}"
    lines = lines_of(problem.file)
    if problem.line <= len(lines) and lines[problem.line - 1].strip():
        line = lines[problem.line - 1].expandtabs(1)
        start = max(problem.column - 61, 0)
        yield f"    {line[start : start + 100]}"
        yield f"    {' ' * (problem.column - 1 - start)}{style('^', fg=COLOURS[problem.level], bold=True)}"


def annotation(problem: Problem) -> str:
    """A problem as GitHub shows it at its line in a pull request."""
    place = {"file": problem.file, "line": problem.line, "col": problem.column, "title": problem.check}
    told = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place.items())
    return f"::{COMMANDS[problem.level]} {told}::{_escaped(problem.message)}"


def counts(problems: Iterable[Problem], silenced: int = 0) -> str:
    """How many problems there are of each level: `1 error, 2 warnings`; of hints and of silenced ones, if any."""
    found = Counter(problem.level for problem in problems)
    shown = {level: found[level] for level in (ERROR, WARNING)} | ({HINT: found[HINT]} if found[HINT] else {})
    words = [f"{count} {level}{'s' * (count != 1)}" for level, count in shown.items()]
    return ", ".join([*words, *([f"{silenced} silenced"] if silenced else [])])


def as_json(problems: Iterable[Problem]) -> str:
    """The problems for other programs: a list of mappings with `file`, `line`, `column`, `level` and so on."""
    keys = ("file", "line", "column", "level", "check", "path", "text")
    return json.dumps([{key: getattr(each, key) for key in keys} for each in problems], indent=1, ensure_ascii=False)


def summary(problems: Sequence[Problem], silenced: int = 0) -> str:
    """The problems as a Markdown table, for the summary of a job."""
    head = f"### Check of the course: {counts(problems, silenced)}\n"
    if not problems:
        return f"{head}\nNothing is wrong.\n"
    rows = [f"| {each.level} | `{each.place}` | {_cell(each.message)} | `{each.check}` |" for each in problems]
    return "\n".join([head, "| | where | what | check |", "| --- | --- | --- | --- |", *rows]) + "\n"


def order(problem: Problem) -> tuple[str, int, int, int]:
    """What problems are sorted by: file, line, column, level."""
    return problem.file, problem.line, problem.column, [*dict.fromkeys(LEVELS.values())].index(problem.level)


def _escaped(text: str, more: str = "") -> str:
    """A text without what ends a command of GitHub's runners."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
