"""What is wrong in the Markdown pages: links and names that do not exist, facts typed by hand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import unquote, urlsplit

import yaml
from babel.dates import get_month_names
from jinja2 import Environment, TemplateSyntaxError, meta, nodes
from markdown.extensions.toc import slugify

from course.load import LOADER
from course.model import Course, Model, Part
from course.problems import Problem, suggest

BLOCKS = ("schedule", "due_dates", "meetings", "staff", "grading", "resources", "past_terms", "talk")
"""The macros that print whole blocks, so that nothing else may stand on their line."""

NEEDS = {
    "staff": "create data/staff.yml",
    "grading": "write `grading` in data/course.yml",
    "resources": "write `resources` in data/course.yml",
    "past_terms": "write `past_terms` in data/course.yml",
}
"""The macros that print one field of the course, and what to do where it is missing."""

_SYNTAX = Environment(autoescape=True)
_SYNTAX.filters |= {"pretty": str, "relative_url": str}  # what the macros plugin adds; only the names matter here
_FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^\s*(`{3,}(?!.*`)|~{3,})")
_NOT_PROSE = re.compile(r"https?://\S+|\]\([^)]*\)|<[^>]*>")
_SRC = re.compile(r"""<[a-z][^>]*\ssrc=["']?([^"'>\s]+)""", re.IGNORECASE)
_ONE_BRACE = re.compile(rf"(?<!\{{)\{{\s*(?:links\.\w|(?:{'|'.join(BLOCKS)}|part)\s*\()[^{{}}]*\}}")


@dataclass(frozen=True)
class Page:
    """A Markdown page: its path from `docs/`, as messages show it, and its text."""

    path: str
    text: str

    @property
    def file(self) -> str:
        """The page's file as messages name it."""
        return f"docs/{self.path}"

    @cached_property
    def front_matter(self) -> Mapping[str, object] | yaml.YAMLError:
        """The YAML between the two lines of hyphens at the start, or why it cannot be read."""
        match = _FRONT_MATTER.match(self.text)
        try:
            content = yaml.load(match[1], Loader=LOADER) if match else {}
        except yaml.YAMLError as error:
            return error
        return content if isinstance(content, dict) else {}

    @property
    def has_macros(self) -> bool:
        """Whether macros are rendered in the page: its front matter can switch them off."""
        front_matter = self.front_matter
        if isinstance(front_matter, yaml.YAMLError):
            return True
        return str(front_matter.get("render_macros")).lower() not in ("false", "no", "off")

    @cached_property
    def template(self) -> nodes.Template | TemplateSyntaxError:
        """What stands in the braces of the page, or why it cannot be read."""
        try:
            return _SYNTAX.parse(self.text if self.has_macros else "")
        except TemplateSyntaxError as error:
            return error

    def lines(self) -> Iterator[tuple[int, str]]:
        """The lines of the page with their numbers, without front matter and code."""
        match = _FRONT_MATTER.match(self.text)
        fence, skipped = "", match[0].count("\n") if match else 0
        for number, line in enumerate(self.text.splitlines(), 1):
            mark = _FENCE.match(line)
            if mark and not fence:
                fence = mark[1]
            elif fence:
                fence = "" if line.strip().startswith(fence) and not line.strip(" `~") else fence
            elif number > skipped:
                yield number, re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", line)

    def problem(self, line: int, token: str, text: str, *, warning: bool = False) -> Problem:
        """A problem at the first place of `token` in a line."""
        lines = self.text.splitlines()
        column = lines[line - 1].find(token) + 1 if line <= len(lines) else 1
        return Problem(self.file, line, max(column, 1), "", text, warning)


def problems(page: Page, course: Course | None, files: Collection[str], names: Collection[str]) -> Iterator[Problem]:
    """All problems of a page; without a course, those that can be told without one.

    `files` are the paths in `docs/`; `names` all names that macros may use, none where they are not known.
    """
    yield from _shape_problems(page)
    if isinstance(page.template, nodes.Template):
        yield from _name_problems(page, page.template, course, names)
        if course:
            yield from _link_problems(page, course, page.template)
            yield from _fact_problems(page, course, page.template)
            yield from _call_problems(page, course, page.template)
            yield from _part_problems(page, page.template)
            yield from _anchor_problems(page, course)
    yield from _date_problems(page, course.language if course else "en")
    yield from _source_problems(page, files)


def used_links(page: Page) -> set[tuple[str, ...]]:
    """The keys of `links.yml` that a page uses, as `("colab",)` or `("lec05", "slides")`."""
    if isinstance(page.template, TemplateSyntaxError):  # what it would use is not unused because of that
        return {tuple(chain.split(".")) for chain in re.findall(r"\blinks\.(\w+(?:\.\w+)*)", page.text)}
    return {chain[1:] for chain, _ in _chains(page.template) if chain[0] == "links" and len(chain) > 1}


def calls(page: Page, macro: str) -> bool:
    """Whether a page calls a macro."""
    return isinstance(page.template, nodes.Template) and any(name == macro for name, _ in _calls(page.template))


def asset_problems(file: str, text: str, named: Collection[str], files: Collection[str]) -> Iterator[Problem]:
    """Scripts and stylesheets that the configuration `text` names and that are not in `docs/`."""
    for path in named:
        if not re.match(r"https?://|//", path) and path not in files:
            before = text[: max(text.find(path), 0)]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            yield Problem(file, line, column, "", f"there is no file docs/{path}; {suggest(path, files)}")


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


# --- what stands in the braces -------------------------------------------------------------------------------------


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


def _calls(template: nodes.Template) -> Iterator[tuple[str, nodes.Call]]:
    for call in template.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            yield call.node.name, call


def _shape_problems(page: Page) -> Iterator[Problem]:
    if isinstance(page.front_matter, yaml.YAMLError):
        mark = getattr(page.front_matter, "problem_mark", None)
        text = "what stands between the lines of hyphens cannot be read; check its brackets, colons and indentation"
        yield page.problem(min(mark.line + 2, page.text.count("\n") + 1) if mark else 1, "", text)
    if isinstance(page.template, TemplateSyntaxError):
        text = f"what stands in the braces cannot be read ({page.template.message})"
        yield page.problem(page.template.lineno, "{", f"{text}; check the brackets, quotes and braces of this line")
    for number, line in page.lines() if page.has_macros else ():
        for match in _ONE_BRACE.finditer(line):
            yield page.problem(number, match[0], f"`{match[0]}` is printed as it stands; write `{{{match[0]}}}`")


def _link_problems(page: Page, course: Course, template: nodes.Template) -> Iterator[Problem]:
    for chain, node in _chains(template):
        if chain[0] == "links" and len(chain) > 1:
            text = link_mistake(course, chain[1:])
            if text:
                yield page.problem(node.lineno, ".".join(chain), text)


def _fact_problems(page: Page, course: Course, template: nodes.Template) -> Iterator[Problem]:
    for chain, node in _chains(template):
        value: object = course
        for n, step in enumerate(chain[1:] if chain[0] == "course" else (), 2):
            if isinstance(value, Model) and not hasattr(value, step):
                text = f"there is no `{'.'.join(chain[:n])}`; {suggest(step, type(value).model_fields)}"
                yield page.problem(node.lineno, ".".join(chain), text)
            value = getattr(value, step, None)


def _call_problems(page: Page, course: Course, template: nodes.Template) -> Iterator[Problem]:
    parts = {part.id for part in course.grading}
    dated = {item.part for item in (*course.assignments, *course.schedule) if item.part}
    dated |= (
        parts if dated - parts else set()
    )  # an unknown part is told in the data, and leaves another one without dates
    known = {
        "part": parts,
        "due_dates": parts,
        "talk": {entry.id for entry in course.schedule if entry.people},
    }
    lines = page.text.splitlines()
    for name, call in _calls(template):
        arguments = [
            node.value for node in (*call.args, *(pair.value for pair in call.kwargs)) if hasattr(node, "value")
        ]
        unknown = [str(value) for value in arguments if name in known and value not in known[name]]
        if unknown:
            text = f"`{name}` knows no `{unknown[0]}`; {suggest(unknown[0], known[name])}"
            yield page.problem(call.lineno, unknown[0], text)
        elif name in NEEDS and not getattr(course, name):
            text = f"`{name}` has nothing to print; {NEEDS[name]}, or delete this line"
            yield page.problem(call.lineno, name, text)
        elif name == "due_dates" and not (dated & set(arguments) if arguments else dated or course.assignments):
            text = f"`{name}` has nothing to print; write assignments, or `part` in the schedule, or delete this line"
            yield page.problem(call.lineno, name, text)
        elif name in BLOCKS and not re.fullmatch(r"\{\{[^{}]*\}\}\s*", lines[call.lineno - 1]):
            yield page.problem(call.lineno, name, f"`{name}` prints a whole block; put it on a line of its own")


def _part_problems(page: Page, template: nodes.Template) -> Iterator[Problem]:
    for node in template.find_all(nodes.Getattr):
        match node:
            case nodes.Getattr(node=nodes.Call(node=nodes.Name(name="part")), attr=attr) if (
                attr not in Part.model_fields
            ):
                text = f"a part of the grade has no `{attr}`; {suggest(attr, Part.model_fields)}"
                yield page.problem(node.lineno, attr, text)


def _name_problems(
    page: Page, template: nodes.Template, course: Course | None, names: Collection[str]
) -> Iterator[Problem]:
    for node in template.find_all(nodes.Output):
        for name in (child for child in node.nodes if isinstance(child, nodes.Name)):
            if name.name in (*BLOCKS, "part"):
                text = f"`{name.name}` is a macro; write `{name.name}()`"
                yield page.problem(name.lineno, name.name, text)
    foreign = [node for node in template.find_all(nodes.Filter) if node.name not in _SYNTAX.filters]
    for node in foreign:
        remedy = suggest(node.name, _SYNTAX.filters)
        yield page.problem(node.lineno, node.name, f"there is no filter `{node.name}`; {remedy}")
    if foreign or not names:  # Jinja looks for names only where it knows the filters
        return
    own = page.front_matter.keys() if isinstance(page.front_matter, dict) else set()
    unknown = meta.find_undeclared_variables(template) - set(names) - own - _SYNTAX.globals.keys()
    ids = {*course.ids(), *(part.id for part in course.grading)} if course else set()
    for node in template.find_all(nodes.Name):
        if node.name in unknown:
            quoted = (
                f'put it in quotes: `"{node.name}"`'
                if node.name in ids
                else suggest(node.name, [*BLOCKS, "part", "links"])
            )
            yield page.problem(node.lineno, node.name, f"there is no `{node.name}`; {quoted}")


def _anchor_problems(page: Page, course: Course) -> Iterator[Problem]:
    """Headings whose anchor is that of an entry in the schedule on the same page."""
    ids = {entry.id for entry in course.schedule} if calls(page, "schedule") else set()
    for number, line in page.lines():
        heading = re.match(r"#+\s+(.*)", line)
        anchor = slugify(heading[1], "-") if heading else None
        if anchor in ids:
            text = f"the heading and the entry `{anchor}` have the same anchor; give one of them another name"
            yield page.problem(number, "#", text)


# --- what stands beside them ---------------------------------------------------------------------------------------


def _date_problems(page: Page, language: str) -> Iterator[Problem]:
    pattern = _typed_date(language)
    for number, line in page.lines():
        for match in pattern.finditer(_NOT_PROSE.sub("", line)):
            text = f"the date `{match[0]}` is typed by hand; write it in data/, and let a macro print it"
            yield page.problem(number, match[0], text, warning=True)


@cache
def _typed_date(language: str) -> re.Pattern[str]:
    names = {"Sept"}
    for locale in {language, "en"}:
        for width in ("wide", "abbreviated"):
            names |= {name.rstrip(".") for name in get_month_names(width, locale=locale).values()}
    months = "|".join(sorted(map(re.escape, names - {"May"}), key=len, reverse=True))
    day, end = r"\d{1,2}(?:st|nd|rd|th)?", r"(?=\s*(?:$|[,.;:)(]|\d{4}))"  # May and may are words, too
    forms = (
        r"\b\d{4}[-/]\d{2}[-/]\d{2}\b",
        r"\b\d{1,2}([./])\d{1,2}\1\d{4}\b",
        rf"(?i:\b(?:{months})\.? {day}\b)",
        rf"(?i:\b{day}\.? (?:of )?(?:{months})(?!\w))",
        rf"\bMay {day}{end}",
        rf"\b{day}\.? (?:of )?May{end}",
    )
    return re.compile("|".join(forms))


def _source_problems(page: Page, files: Collection[str]) -> Iterator[Problem]:
    stem, _ = posixpath.splitext(page.path)
    folder = posixpath.dirname(stem) if posixpath.basename(stem) in ("index", "README") else stem
    for number, line in page.lines():
        for match in _SRC.finditer(line):
            address = urlsplit(match[1])
            path = posixpath.normpath(posixpath.join(folder, unquote(address.path)))
            if address.path and not (address.scheme or address.netloc or "{{" in match[1]) and path not in files:
                text = f"there is no file docs/{path}; {suggest(path, files)}"
                yield page.problem(number, match[1], text)
