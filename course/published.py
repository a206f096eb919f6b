"""What is wrong with a built site, as only the output shows: dead links, left-over braces, what is held back, size."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from course.calendar.outline import outline
from course.materials import is_shown, urls
from course.model.materials import Material
from course.problems import Problem
from course.project import Project

AGAIN = "run `python3 run.py build` again, and look for it in docs/ and data/ if it comes back"

LARGEST = 1_000_000
"""Bytes of the largest file that a student on a phone should have to fetch."""

TEXTS = (".html", ".json", ".ics", ".xml", ".txt", ".md")
QUOTED = ("code", "pre", "script", "style", "math", "textarea")
LINKS = {"href": ("a", "area", "link"), "src": ("img", "script", "iframe", "audio", "video", "source", "embed")}
LEFT_OVER = re.compile(r"\{\{.{0,60}?\}\}|\{%.{0,60}?%\}|Macro Rendering Error|Traceback \(most recent call last\)")


@dataclass
class Html(HTMLParser):
    """An HTML file: its anchors, its links with their places, and its text outside of code."""

    text: str
    anchors: set[str] = field(default_factory=set)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    words: list[tuple[str, int, int]] = field(default_factory=list)
    canonical: str | None = None
    quoted: int = 0

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Notes the anchors and links of an element."""
        said = {name: value or "" for name, value in attributes}
        self.quoted += tag in QUOTED
        self.anchors |= {said[name] for name in ("id", "name") if said.get(name)}
        if tag == "link" and said.get("rel") == "canonical":
            self.canonical = said.get("href")
            return
        line, column = self.getpos()
        for name, tags in LINKS.items():
            if tag in tags and name in said:
                self.links.append((said[name], line, column + 1))

    def handle_endtag(self, tag: str) -> None:
        """Notes where code ends."""
        self.quoted -= tag in QUOTED and self.quoted > 0

    def handle_data(self, data: str) -> None:
        """Notes the words that people read."""
        if not self.quoted:
            self.words.append((data, *self.getpos()))


@dataclass(frozen=True)
class Site:
    """A built site, by the folder that it is in and the folder's name in messages."""

    folder: Path
    shown: str

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """All files by their paths."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path for path in paths}

    @cached_property
    def pages(self) -> Mapping[str, Html]:
        """The pages by their paths; the error page is left out, whose addresses begin at the host's root."""
        found = {name: path for name, path in self.files.items() if name.endswith(".html") and name != "404.html"}
        return {name: Html(path.read_text("utf-8", "replace")) for name, path in found.items()}

    @cached_property
    def address(self) -> str:
        """Where the site is to be published, as its home page says; nothing where it does not."""
        return (self.pages["index.html"].canonical or "") if "index.html" in self.pages else ""

    def file(self, path: str) -> str | None:
        """The file behind a path of the site; None where there is none."""
        path = path.strip("/")
        inner = (path, posixpath.join(path, "index.html"), f"{path}.html")
        return next((each for each in inner if each in self.files), None)

    def problem(self, check: str, path: str, line: int, column: int, text: str) -> Problem:
        """A problem at a place of a file."""
        return Problem(f"{self.shown}/{path}", line, column, "", text, check)


def problems(site: Site, found: Project, now: datetime) -> Iterator[Problem]:
    """All that is wrong with a built site; `now` is the moment that it was built for."""
    if "index.html" not in site.files:
        text = "there is no page here; build the site first, with `python3 run.py build`"
        yield site.problem("missing-file", "index.html", 1, 1, text)
        return
    for name, page in site.pages.items():
        yield from _link_problems(site, found, name, page)
        yield from _word_problems(site, found, name, page)
    yield from _feed_problems(site)
    for name, path in site.files.items():
        if path.stat().st_size > LARGEST and not name.endswith(".map"):  # browsers do not fetch those
            size = f"{path.stat().st_size / 1_000_000:.1f} MB"
            remedy = "make it smaller, or link to it on a service for files"
            text = f"this file has {size}, which is slow to load on a phone; {remedy}"
            yield site.problem("large-file", name, 1, 1, text)
    if found.course:
        yield from _held_problems(site, found, now)


def _link_problems(site: Site, found: Project, name: str, page: Html) -> Iterator[Problem]:
    for target, line, column in page.links:
        inside = _inside(site, name, target)
        if inside is None:
            continue
        path, anchor = inside
        file = site.file(path)
        if file is None:
            text = f"`{target}` leads nowhere; correct it in {_source(found, name)}, or in data/ if a macro prints it"
            yield site.problem("dead-link", name, line, column, text)
        elif anchor and file in site.pages and anchor not in site.pages[file].anchors:
            text = f"`{target}` leads to no place of its page; correct it in {_source(found, name)}, or in data/"
            yield site.problem("dead-link", name, line, column, text)


def _source(found: Project, name: str) -> str:
    """The file in `docs/` that a page of the site is made from."""
    path = name.removesuffix("index.html").rstrip("/") or "index"
    known = {page.path for page in found.pages}
    return next((f"docs/{each}" for each in (f"{path}.md", f"{path}/index.md") if each in known), "docs/")


def _inside(site: Site, name: str, target: str) -> tuple[str, str] | None:
    """The path and the anchor of a link within the site; None for one that leads out of it."""
    base = site.address or "https://site.invalid/"
    folder = name.removesuffix("index.html")
    whole = urlsplit(urljoin(urljoin(base, folder if name.endswith("index.html") else name), target.strip()))
    home = urlsplit(base)
    if (whole.scheme, whole.netloc) != (home.scheme, home.netloc) or not whole.path.startswith(home.path):
        return None
    return unquote(whole.path.removeprefix(home.path)), unquote(whole.fragment)


def _word_problems(site: Site, found: Project, name: str, page: Html) -> Iterator[Problem]:
    for words, line, offset in page.words:
        match = LEFT_OVER.search(words)
        if match:
            text = (
                f"visitors see `{match[0]}` as it stands; correct it in {_source(found, name)}, or put it in backticks"
            )
            lines, start = words.count("\n", 0, match.start()), words.rfind("\n", 0, match.start()) + 1
            column = match.start() - start + (0 if lines else offset) + 1
            yield site.problem("left-over", name, line + lines, column, text)


def _feed_problems(site: Site) -> Iterator[Problem]:
    """Addresses of the site in feeds; a calendar's long lines are folded (RFC 5545, section 3.1)."""
    for name, path in site.files.items():
        if site.address and name.endswith((".ics", ".xml")):
            content = re.sub(r"\r?\n[ \t]", "", path.read_text("utf-8", "replace"))
            for target in sorted({*re.findall(rf"{re.escape(site.address)}[^\s<>\"\\]*", content)}):
                inside, anchor = _inside(site, name, target) or ("", "")
                file = site.file(inside)
                if file is None or (anchor and file in site.pages and anchor not in site.pages[file].anchors):
                    text = f"`{target}` leads nowhere; correct the page that the data names"
                    yield site.problem("dead-link", name, 1, 1, text)


def _held_problems(site: Site, found: Project, now: datetime) -> Iterator[Problem]:
    for path in found.drafts:
        file = site.file(path.removesuffix(".md").removesuffix("index"))
        if file:
            yield site.problem("held-back", file, 1, 1, f"docs/{path} must stay hidden for now, and is here; {AGAIN}")
    secrets = {*_secrets(found, now)}
    for name, file in site.files.items() if secrets else ():
        if name.endswith(TEXTS):
            for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
                for secret in [each for each in secrets if each in line]:
                    text = f"`{secret}` must stay hidden for now, and is here; {AGAIN}"
                    yield site.problem("held-back", name, number, line.index(secret) + 1, text)


def _secrets(found: Project, now: datetime) -> Iterator[str]:
    """The addresses and titles that nobody may read, most of them for now, and that nothing else has in common."""
    course, outlined = found.course, outline(found.course)
    known: dict[bool, set[str]] = {True: set(), False: set()}
    for link in course.links.values():
        for item in [link] if isinstance(link, Material) else [one for several in link.values() for one in several]:
            known[is_shown(found.calendar, item, now)] |= {url for _, url in urls(course, item)}
    for thing in [line.entry for line in outlined.lines] + [task.assignment for task in outlined.tasks]:
        known[not thing.draft].add(thing.title)
    known[False] |= {person.email for person in course.staff if person.email and not person.show_email}
    public = "\n".join(known[True])
    return (secret for secret in sorted(known[False]) if secret not in public)
