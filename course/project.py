"""A whole project read at once: its course, its calendar, its settings, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from course import braces, check, pages, silence, syntax
from course import settings as site
from course.calendar.calendar import calendar
from course.calendar.feeds import names as feed_names
from course.calendar.items import Calendar
from course.drafts import held_pages, without
from course.load import Source, load
from course.model.course import Course
from course.model.materials import Material
from course.page import Page
from course.pages.anchors import anchors
from course.problems import ERROR, HINT, WARNING, Finding, Problem
from course.words import Words, base, languages, words

EXPORTS = ("course.json", "llms.txt")
"""The files beside the feeds that a build adds to the site, so that pages may link to them."""


@dataclass(frozen=True)
class Project:
    """What a project's files say; `course`, `calendar` and `words` are None where an error is in the way.

    `source` tells where in the files something stands, `pages` are the pages in `docs/`. `schedule_page` is the one
    that shows the whole schedule, if any does; `drafts` are those that are held back; `silenced` are problems that the
    course does not want to be told.
    """

    source: Source
    pages: tuple[Page, ...]
    drafts: frozenset[str]
    problems: tuple[Problem, ...]
    course: Course | None = None
    calendar: Calendar | None = None
    words: Words | None = None
    schedule_page: str | None = None
    silenced: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return self._of(ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that fail only a strict build."""
        return self._of(WARNING)

    @property
    def hints(self) -> tuple[Problem, ...]:
        """The problems that fail nothing."""
        return self._of(HINT)

    def _of(self, level: str) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level == level)


def read(root: Path, names: Collection[str] = (), now: datetime | None = None) -> Project:
    """Reads `data/`, `docs/` and `mkdocs.yml` below `root`.

    `names` are all names that macros on a page may use; without them unknown names are not looked for. What hangs on
    today is told as of `now`, in the course's time zone where it has none; without it, it is not.
    """
    course, source, problems = load(root / "data")
    settings = site.settings(root)
    files = _files(root / "docs")
    texts, unreadable = _pages(root / "docs", files)
    problems += unreadable
    if course and base(course.language) not in languages():
        problems.append(source.problem(_no_words(course)))
        course = None
    readable = course or source.partial
    facts = braces.facts(readable) if readable else None
    known = _anchors(settings, texts, facts)
    names = {*names, *settings.extra} if names else names
    drafts = frozenset(page.path for page in texts if page.is_draft) | (held_pages(course) if course else frozenset())
    course = without(course, drafts) if course and drafts else course
    dates = calendar(course) if course else None
    made = {*feed_names(dates), *EXPORTS}
    for page in texts:
        problems += braces.problems(page, facts, names)
        problems += pages.problems(page, facts, {*files, *made, *settings.added}, known)
    problems += site.problems(settings, files, drafts, made)
    if course is None or dates is None:
        known_places = {(problem.file, problem.line, problem.path) for problem in problems}
        found = check.reference_findings(readable, frozenset(files), source) if readable else ()
        more = (source.problem(finding) for finding in found)
        problems += [each for each in more if (each.file, each.line, each.path) not in known_places]
        return Project(source, tuple(texts), drafts, _once(problems))
    labels = words(course)
    used = {key for page in texts for key in braces.used_links(page)} | _typed_mails(course, texts)
    findings = [
        *check.findings(
            dates,
            source,
            check.Pages(frozenset(files), used, {page.path: braces.about(page, "talk") for page in texts}, known),
            labels,
        )
    ]
    findings += check.findings_today(dates, in_zone(now, course)) if now else ()
    problems += [source.problem(finding) for finding in findings]
    problems += [source.problem(finding) for finding in silence.findings(course, problems)]
    told, silent = silence.split(course, set(problems))
    shown = next((page.path for page in texts if page.path not in drafts and braces.shows_schedule(page)), None)
    return Project(source, tuple(texts), drafts, _once(told), course, dates, labels, shown, tuple(silent))


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in the order of their places; of several at one place only the worst, as the others may follow."""
    levels = (ERROR, WARNING, HINT)
    found: dict[tuple[str, str], Problem] = {}
    for problem in sorted(problems, key=lambda problem: levels.index(problem.level)):
        found.setdefault((problem.place, problem.path), problem)
    return tuple(sorted(found.values()))


def in_zone(moment: datetime, course: Course) -> datetime:
    """A moment in the course's time zone, which is meant where the moment names none."""
    zone = ZoneInfo(course.timezone)
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _anchors(
    settings: site.Settings, texts: list[Page], facts: braces.Facts | None
) -> Mapping[str, frozenset[str] | None]:
    """The anchors of all pages; none can be told where the settings make them in a way of their own."""
    options = [
        item["toc"] for item in settings.get("markdown_extensions") or () if isinstance(item, dict) and "toc" in item
    ]
    own = any(isinstance(option, dict) and "slugify" in option for option in options)
    return {page.path: None if own else anchors(page, facts) for page in texts}


def _typed_mails(course: Course, texts: list[Page]) -> set[tuple[str, ...]]:
    """The keys of `links.yml` whose mail addresses stand in a page, as people write them there."""
    flat = {key: link.address for key, link in course.links.items() if isinstance(link, Material)}
    mails = {key: url.removeprefix("mailto:") for key, url in flat.items() if url.startswith("mailto:")}
    return {(key,) for key, mail in mails.items() if any(mail in page.prose for page in texts)}


def _no_words(course: Course) -> Finding:
    text = f"there are no words for `{course.language}`; write one of: {', '.join(sorted(languages()))}"
    return Finding(
        "language", ("language",), f"{text}; or translate course/words/en.yml into course/words/{course.language}.yml"
    )


def _files(docs: Path) -> tuple[str, ...]:
    """The files in `docs/` but for hidden ones, which MkDocs leaves out."""
    paths = (path.relative_to(docs) for path in docs.rglob("*") if path.is_file())
    return tuple(sorted(path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts)))


def _pages(docs: Path, files: Collection[str]) -> tuple[list[Page], list[Problem]]:
    texts, unreadable = [], []
    for path in files:
        if not path.endswith(".md"):
            continue
        raw, file = (docs / path).read_bytes(), f"docs/{path}"
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            unreadable.append(syntax.undecoded(file, raw, error))
            continue
        unreadable += syntax.conflict(file, text)
        texts.append(Page(path, text))
    return texts, unreadable
