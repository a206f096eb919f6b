"""Every check explained, with the smallest mistakes that it finds: the source of `data/messages.md`, and of its tests.

The examples stand in the YAML files of this folder, by the check. An example changes one file of a small course, and
is run to learn what is said of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from course import outside, project, published, report
from course.problems import ERROR, HINT, LEVELS, WARNING, Problem
from course.syntax import LOADER

SUBJECTS = {
    "files": "Files and their syntax",
    "values": "Keys and values",
    "references": "References and addresses",
    "dates": "Dates",
    "grade": "Grade and titles",
    "pages": "Pages",
    "site": "Settings and the built site",
}
"""The files of this folder, and the headings that they make."""

COURSE = {
    "title": "title: Small Things",
    "timezone": "timezone: Europe/Berlin",
    "term": "term: {name: Spring 2026, start: 2026-03-02, end: 2026-03-20}",
    "meetings": "meetings: {days: [mon, wed], time: 10:00-11:30}",
}
BASE = {
    "data/course.yml": "",
    "data/schedule.yml": "- {id: lec01, title: First Things}\n",
    "docs/index.md": "{{ schedule() }}\n",
}
"""The course that the examples change; what they say of `data/course.yml` comes after `COURSE`."""

NOW = datetime(2026, 3, 2, tzinfo=UTC)

INTRODUCTION = """\
# What the checks find

This file is written by `python -m course generate`, from `course/messages/`; each example is run for it.

`python3 run.py check` tells everything that is wrong in `data/`, `docs/` and `mkdocs.yml`, a line each, with the name
of the check in brackets at its end. `python3 run.py check --site site` tells what is wrong in the built site. There are
three levels:

- an **error** stops every build: no right site can be made, or not the one that was meant. It can only be corrected.
- a **warning** is almost surely a slip. It fails a strict check and a strict build, which GitHub runs.
- a **hint** is unusual and may be meant, or hangs on the day. It never fails anything.

A warning or a hint that is right as it is can be silenced in `data/course.yml`, with a reason. `at` is the path in the
message, which stands for all below it (`lec05` for `lec05.slides`), or the file, with a line or without; it is
written in quotes where it has a colon. Without it, the check is silenced everywhere:

```yaml
silenced:
  - {check: weights, at: grading, reason: five percent are a bonus}
  - {check: html-comment, at: docs/index.md, reason: the comment is an example}
```

The examples are parts of a small course that meets on Mondays and Wednesdays from 2 to 20 March 2026; of
`data/course.yml` they show what is added to four other lines."""


@dataclass(frozen=True)
class Example:
    """A mistake in one file, and the same file mended; `bad` or `good` are None where there is no such file.

    `beside` are other files of the example, `moment` is when it is read, `bytes` how large its file is made,
    `answers` what other sites answer.
    """

    file: str
    bad: str | None
    good: str | None
    beside: Mapping[str, str]
    moment: datetime
    encoding: str
    bytes: int
    answers: Mapping[str, tuple[int, str]]


@cache
def entries(subject: str) -> Mapping[str, Mapping[str, Any]]:
    """The checks of one subject, with what they find and their examples."""
    text = (files(__name__) / f"{subject}.yml").read_text("utf-8")
    return yaml.load(text, Loader=LOADER)


def examples(check: str) -> tuple[Example, ...]:
    """The examples of a check; none where it is not described."""
    told = [entry for subject in SUBJECTS for name, entry in entries(subject).items() if name == check]
    return tuple(_example(item) for entry in told for item in entry["examples"])


def problems(example: Example, *, mended: bool, names: Collection[str] = ()) -> list[Problem]:
    """What is said of an example, or of it mended; spare meetings are told only where they are what it is about."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        _write(root, example, example.good if mended else example.bad)
        found = project.read(root, names, example.moment)
        told = [*found.problems]
        if any(path.startswith("site/") for path in (example.file, *example.beside)):
            now = project.in_zone(example.moment, found.course)
            told += published.problems(published.Site(root / "site", "site"), found, now)
        told += outside.problems(outside.places(found), example.answers) if example.answers else ()
    return sorted(told, key=report.order)


def reference(names: Collection[str]) -> str:
    """The page that explains all checks; `names` are the names that macros on pages may use."""
    blocks = [INTRODUCTION]
    for subject, heading in SUBJECTS.items():
        blocks += [f"## {heading}", *_table(entries(subject))]
        for check, entry in entries(subject).items():
            blocks += [f"### {check}", f"{LEVELS[check].capitalize()}. {entry['what']}"]
            for example in examples(check):
                blocks += _told(check, example, names)
    return "\n\n".join(blocks) + "\n"


def _example(item: Mapping[str, Any]) -> Example:
    when = datetime.fromisoformat(item["now"]).replace(tzinfo=UTC) if "now" in item else NOW
    bad, good = (None if item[key] == "null" else item[key] for key in ("bad", "good"))
    size = int(item.get("bytes", 0))
    answers = {url: (int(answer.split()[0]), answer) for url, answer in item.get("answers", {}).items()}
    return Example(item["file"], bad, good, item.get("with", {}), when, item.get("encoding", "utf-8"), size, answers)


def _write(root: Path, example: Example, text: str | None) -> None:
    content = {**BASE, **example.beside}
    if text is None:
        content.pop(example.file, None)
    else:
        content[example.file] = text
    said = content["data/course.yml"]
    kept = [line for key, line in COURSE.items() if not any(each.startswith(f"{key}:") for each in said.splitlines())]
    content["data/course.yml"] = "\n".join([*kept, said])
    for path, each in content.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        padding = " " * example.bytes if path == example.file else ""
        file.write_bytes(f"{each}{padding}".encode(example.encoding if path == example.file else "utf-8"))


def _table(checks: Mapping[str, Any]) -> Iterator[str]:
    rows = [f"| {level} | {_named(checks, level)} |" for level in (ERROR, WARNING, HINT) if _named(checks, level)]
    yield "\n".join(["| | checks |", "| --- | --- |", *rows])


def _named(checks: Mapping[str, Any], level: str) -> str:
    return ", ".join(f"[`{check}`](#{check})" for check in checks if LEVELS[check] == level)


def _told(check: str, example: Example, names: Collection[str]) -> Iterator[str]:
    said = next(problem for problem in problems(example, mended=False, names=names) if problem.check == check)
    day = f" on {example.moment:%d %B %Y}" if example.moment != NOW else ""
    yield f"> {said.place}: {said.level}: {_escaped(said.message)}"
    yield f"`{example.file}`{day}{_beside(example)}:"
    yield _block(example.file, example.bad, "there is no such file")
    yield "mended:"
    yield _block(example.file, example.good, "there is no such file any more")


def _beside(example: Example) -> str:
    told = [
        f"`{path}` has `{text.splitlines()[0]}`" for path, text in example.beside.items() if path.startswith("data/")
    ]
    return f", where {', '.join(told)}" if told else ""


def _block(file: str, text: str | None, nothing: str) -> str:
    kind = {"md": "markdown", "yml": "yaml", "html": "html"}.get(file.rpartition(".")[2], "text")
    return f"````{kind}\n{(f'({nothing})' if text is None else text.strip(chr(10)))}\n````"


def _escaped(text: str) -> str:
    """A text whose `<` is no HTML in Markdown; between backticks it is none anyway."""
    parts = text.split("`")
    return "`".join(part.replace("<", "&lt;") if n % 2 == 0 else part for n, part in enumerate(parts))
