"""What is wrong in the Markdown pages: links and names that do not exist, facts typed by hand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from babel.dates import get_month_names
from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from course.model import Course, Model
from course.problems import Problem, suggest

NEEDS = {
    "schedule": ("schedule", "data/schedule.yml"),
    "due_dates": ("assignments", "data/assignments.yml"),
    "staff": ("staff", "data/staff.yml"),
    "grading": ("grading", "data/course.yml"),
    "resources": ("resources", "data/course.yml"),
    "past_terms": ("past_terms", "data/course.yml"),
}
"""The macros that have nothing to print without a field of the data, and the file of that field."""

_SYNTAX = Environment(autoescape=True)
_FENCE = re.compile(r"^\s*(```|~~~)")
_NOT_PROSE = re.compile(r"`[^`]*`|https?://\S+|\]\([^)]*\)|<[^>]*>")
_SRC = re.compile(r"""<[a-z][^>]*\ssrc=["']([^"']*)["']""", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """A Markdown page: its path from `docs/`, as messages show it, and its text."""

    path: str
    text: str

    @property
    def file(self) -> str:
        """The page's file as messages name it."""
        return f"docs/{self.path}"

    @property
    def has_macros(self) -> bool:
        """Whether macros are rendered in the page: its front matter can switch them off."""
        return not re.search(r"^render_macros:\s*false\s*$", self.front_matter, re.MULTILINE)

    @property
    def front_matter(self) -> str:
        """The YAML between the two lines of hyphens at the start, if there is any."""
        front = re.match(r"---\n(.*?\n)---\n", self.text, re.DOTALL)
        return front[1] if front else ""

    @cached_property
    def template(self) -> nodes.Template | TemplateSyntaxError:
        """What stands in the braces of the page, or why it cannot be read."""
        try:
            return _SYNTAX.parse(self.text if self.has_macros else "")
        except TemplateSyntaxError as error:
            return error

    def problem(self, line: int, token: str, text: str, *, warning: bool = False) -> Problem:
        """A problem at the first place of `token` in a line."""
        column = self.text.splitlines()[line - 1].find(token) + 1 if self.text else 1
        return Problem(self.file, line, max(column, 1), "", text, warning)


def problems(page: Page, course: Course, files: Collection[str], names: Collection[str] | None) -> Iterator[Problem]:
    """All problems of a page. `files` are the paths in `docs/`; `names` all names that macros may use, if known."""
    template = page.template
    if isinstance(template, TemplateSyntaxError):
        text = f"the braces cannot be read ({template.message}); close every {{{{ with }}}} and every {{% with %}}"
        yield page.problem(template.lineno, "{", text)
    else:
        yield from _link_problems(page, course, template)
        yield from _fact_problems(page, course, template)
        yield from _call_problems(page, course, template)
        yield from _name_problems(page, template, names)
    yield from _date_problems(page, course)
    yield from _source_problems(page, files)


def used_links(page: Page) -> set[tuple[str, ...]]:
    """The keys of `links.yml` that a page uses, as `("colab",)` or `("lec05", "slides")`."""
    if isinstance(page.template, TemplateSyntaxError):  # what it would use is not unused because of that
        return {tuple(chain.split(".")) for chain in re.findall(r"\blinks\.(\w+(?:\.\w+)*)", page.text)}
    return {chain[1:] for chain, _ in _chains(page.template) if chain[0] == "links" and len(chain) > 1}


def asset_problems(file: str, text: str, named: Collection[str], files: Collection[str]) -> Iterator[Problem]:
    """Scripts and stylesheets that the configuration `text` names and that are not in `docs/`."""
    for path in named:
        if not re.match(r"https?://|//", path) and path not in files:
            before = text[: max(text.find(path), 0)]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            yield Problem(file, line, column, "", f"there is no file docs/{path}; {suggest(path, files)}")


def _chains(node: nodes.Node) -> Iterator[tuple[tuple[str, ...], nodes.Node]]:
    """The dotted names of a template: `links.lec05.slides` is `("links", "lec05", "slides")`."""
    chain = _chain(node)
    if chain:
        yield chain, node
        return
    for child in node.iter_child_nodes():
        yield from _chains(child)


def _chain(node: nodes.Node) -> tuple[str, ...]:
    match node:
        case nodes.Name(name=name):
            return (name,)
        case nodes.Getattr(node=inner, attr=attr):
            return (*_chain(inner), attr) if _chain(inner) else ()
        case nodes.Getitem(node=inner, arg=nodes.Const(value=str(key))):
            return (*_chain(inner), key) if _chain(inner) else ()
    return ()


def _link_problems(page: Page, course: Course, template: nodes.Template) -> Iterator[Problem]:
    for chain, node in _chains(template):
        if chain[0] == "links" and len(chain) > 1:
            text = link_mistake(course, chain[1:])
            if text:
                yield page.problem(node.lineno, ".".join(chain), text)


def link_mistake(course: Course, key: tuple[str, ...]) -> str | None:
    """What is wrong with `links.KEY` or `links.GROUP.PART`; None where it is an address."""
    link = course.links.get(key[0])
    name = ".".join(("links", *key))
    if link is None:
        return f"there is no `links.{key[0]}` in data/links.yml; {suggest(key[0], course.links)}"
    if isinstance(link, str):
        return f"`links.{key[0]}` is an address and has no parts; write `links.{key[0]}`" if len(key) > 1 else None
    if len(key) == 1:
        parts = " or ".join(f"`{name}.{part}`" for part in link)
        return f"`{name}` is a group of addresses; write {parts}"
    return None if key[1] in link else f"there is no `{name}` in data/links.yml; {suggest(key[1], link)}"


def _fact_problems(page: Page, course: Course, template: nodes.Template) -> Iterator[Problem]:
    for chain, node in _chains(template):
        value: object = course
        for n, step in enumerate(chain[1:] if chain[0] == "course" else (), 2):
            if isinstance(value, Model) and not hasattr(value, step):
                text = f"there is no `{'.'.join(chain[:n])}`; {suggest(step, type(value).model_fields)}"
                yield page.problem(node.lineno, ".".join(chain), text)
            value = getattr(value, step, None)


def _call_problems(page: Page, course: Course, template: nodes.Template) -> Iterator[Problem]:
    parts, entries = {part.id for part in course.grading}, {entry.id for entry in course.schedule}
    known = {"part": parts, "due_dates": parts, "talk": entries}
    for call in template.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name):
            continue
        name = call.node.name
        if name in NEEDS and not getattr(course, NEEDS[name][0]):
            field, file = NEEDS[name]
            yield page.problem(
                call.lineno, name, f"`{name}` has nothing to print; write `{field}` in {file}, or delete it"
            )
        for arg in call.args:
            if name in known and isinstance(arg, nodes.Const) and arg.value not in known[name]:
                text = f"`{name}` knows no `{arg.value}`; {suggest(str(arg.value), known[name])}"
                yield page.problem(call.lineno, str(arg.value), text)


def _name_problems(page: Page, template: nodes.Template, names: Collection[str] | None) -> Iterator[Problem]:
    if names is None:
        return
    own = set(re.findall(r"^(\w+):", page.front_matter, re.MULTILINE))
    unknown = meta.find_undeclared_variables(template) - set(names) - own - _SYNTAX.globals.keys()
    for node in template.find_all(nodes.Name):
        if node.name in unknown:
            yield page.problem(node.lineno, node.name, f"there is no `{node.name}`; {suggest(node.name, names)}")


def _prose(page: Page) -> Iterator[tuple[int, str]]:
    """The lines of a page with their numbers, without front matter, code, addresses and tags."""
    fenced, lines = False, page.text.splitlines()
    front = page.front_matter.count("\n") + 2 if page.front_matter else 0
    for number, line in enumerate(lines[front:], front + 1):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, _NOT_PROSE.sub("", line)


def _date_problems(page: Page, course: Course) -> Iterator[Problem]:
    pattern = _typed_date(course.language)
    for number, line in _prose(page):
        for match in pattern.finditer(line):
            text = f"the date `{match[0]}` is typed by hand; write it in data/, and let a macro print it"
            yield page.problem(number, match[0], text, warning=True)


@cache
def _typed_date(language: str) -> re.Pattern[str]:
    names = set()
    for width in ("wide", "abbreviated"):
        names |= {name.rstrip(".") for name in get_month_names(width, locale=language).values()}
        names |= set(get_month_names(width, locale="en").values())
    month = rf"(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b{month} {day}\b|\b{day}\.? (?:of )?{month}(?!\w)")


def _source_problems(page: Page, files: Collection[str]) -> Iterator[Problem]:
    stem, _ = posixpath.splitext(page.path)
    folder = posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem
    for number, line in enumerate(page.text.splitlines(), 1):
        for match in _SRC.finditer(line):
            path = posixpath.normpath(posixpath.join(folder, match[1]))
            if not re.match(r"[a-z]+:|//|\{\{|#", match[1]) and path not in files:
                text = f"there is no file docs/{path}; {suggest(path, files)}"
                yield page.problem(number, match[1], text)
