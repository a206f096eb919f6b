"""A whole project read at once: its course, its calendar, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from course import braces, check, pages
from course.calendar.calendar import calendar
from course.calendar.items import Calendar
from course.drafts import held_pages, without
from course.load import load
from course.model.course import Course
from course.page import Page
from course.problems import Finding, Problem
from course.words import Words, base, languages, words


@dataclass(frozen=True)
class Project:
    """What a project's files say; `course`, `calendar` and `words` are None where an error is in the way.

    `schedule_page` is the page that shows the schedule, if any does; `drafts` are pages that are held back.
    """

    course: Course | None
    calendar: Calendar | None
    words: Words | None
    schedule_page: str | None
    drafts: frozenset[str]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if not (problem.warning or problem.hint))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that fail only a strict build."""
        return tuple(problem for problem in self.problems if problem.warning)


def read(root: Path, names: Collection[str] = ()) -> Project:
    """Reads `data/` and `docs/` below `root`.

    `names` are all names that macros on a page may use; without them unknown names are not looked for.
    """
    course, source, problems = load(root / "data")
    files = _files(root / "docs")
    texts, unreadable = _pages(root / "docs", files)
    problems += unreadable
    drafts = frozenset(page.path for page in texts if page.is_draft)
    if course and base(course.language) not in languages():
        problems.append(source.problem(_no_words(course)))
        course = None
    facts = braces.facts(course) if course else None
    problems += [
        problem
        for page in texts
        for problem in (*braces.problems(page, facts, names), *pages.problems(page, facts, files))
    ]
    if course is None:
        return Project(None, None, None, None, drafts, tuple(sorted(set(problems))))
    drafts |= held_pages(course)
    course = without(course, drafts) if drafts else course
    dates, labels = calendar(course), words(course)
    used = set().union(*(braces.used_links(page) for page in texts))
    findings = [
        *check.findings(course, dates, frozenset(files), source),
        *check.link_findings(course, used, labels.materials),
    ]
    problems += [source.problem(finding) for finding in findings]
    shown = next((page.path for page in texts if page.path not in drafts and braces.calls(page, "schedule")), None)
    return Project(course, dates, labels, shown, drafts, tuple(sorted(set(problems))))


def _no_words(course: Course) -> Finding:
    text = f"there are no words for `{course.language}`; write one of: {', '.join(sorted(languages()))}"
    return Finding(("language",), f"{text}; or translate course/words/en.yml into course/words/{course.language}.yml")


def _files(docs: Path) -> tuple[str, ...]:
    return tuple(sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()))


def _pages(docs: Path, files: Collection[str]) -> tuple[list[Page], list[Problem]]:
    texts, unreadable = [], []
    for path in files:
        if not path.endswith(".md"):
            continue
        try:
            texts.append(Page(path, (docs / path).read_text("utf-8-sig")))
        except UnicodeDecodeError:
            text = "this is not UTF-8 text; save the file as UTF-8"
            unreadable.append(Problem(f"docs/{path}", 1, 1, "", text))
    return texts, unreadable
