"""What is wrong between the braces of a page: links, macros, names and facts that do not exist."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from jinja2 import TemplateSyntaxError, meta, nodes

from course.calendar.office import reach
from course.calendar.outline import Outline, outline
from course.drafts import held_pages
from course.model.base import Model
from course.model.course import Course
from course.model.grades import Part
from course.model.materials import Material
from course.page import SYNTAX, Page
from course.problems import Problem, nearest, suggest

BLOCKS = (
    *("schedule", "due_dates", "meetings", "staff", "grading", "letters", "rules", "resources", "past_terms"),
    *("registration", "talk", "assignment", "next_up", "syllabus", "office_hours", "course_links", "calendars"),
)
"""The macros that print whole blocks, so that nothing else may stand on their line."""

VIEWS = ("weeks", "list", "days")
"""The shapes that `schedule` may have."""

OFFICE_VIEWS = ("list", "grid")
"""The shapes that `office_hours` may have."""

ARGUMENTS = {
    "schedule": ("view", "section", "group"),
    "due_dates": ("part", "section"),
    "meetings": ("section",),
    "calendars": ("section",),
    "staff": ("role",),
    "office_hours": ("view",),
    "grading": ("scheme",),
    "resources": ("group",),
    "talk": ("id",),
    "assignment": ("id",),
    "part": ("id",),
    **dict.fromkeys(("letters", "rules", "past_terms", "registration", "next_up", "syllabus", "course_links"), ()),
}
"""The arguments of the macros, in their order."""

NEEDS = {
    "staff": "create data/staff.yml",
    "office_hours": "write `office_hours` of somebody in data/staff.yml",
    "course_links": "write `course_links` in data/course.yml",
    "grading": "write `grading` in data/course.yml",
    "letters": "write `letters` in data/course.yml",
    "rules": "write `rules` in data/course.yml",
    "registration": "write `registration` in data/course.yml",
    "meetings": "write `meetings` in data/course.yml",
    "resources": "write `resources` in data/course.yml",
    "past_terms": "write `past_terms` in data/course.yml",
}
"""The macros that print one field of the course, and what to do where it is missing."""

BRACES = "check the brackets, the quotes and the braces of this line, as in `{{ schedule() }}`"
SIGNS = "; text with such braces stands between {% raw %} and {% endraw %}, an anchor is written {: #name }"
"""What to do about braces that cannot be read; the rest only where they may be no macro."""

_ONE_BRACE = re.compile(rf"(?<!\{{)\{{\s*(?:links\.\w|(?:{'|'.join(BLOCKS)}|part)\()[^{{}}]*\}}")


@dataclass(frozen=True)
class Facts:
    """What pages may say of a course: the arguments of macros by macro and name, and the parts that have dates."""

    course: Course
    outlined: Outline
    arguments: Mapping[tuple[str, str], Collection[str]]
    dated: frozenset[str]
    held: frozenset[str]
    held_pages: frozenset[str]

    @property
    def entries(self) -> Collection[str]:
        """The ids of all entries."""
        return self.arguments["talk", "id"]

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The anchors that the schedule prints: entries with their later days, groups, weeks, days."""
        later = {f"{name}-{n}" for name in self.entries for n in range(2, 10)}
        days = {f"day-{group.date}" for group in self.outlined.groups.values() if group.date}
        weeks = {f"week-{n}" for n in range(1, 60)}
        return frozenset({*self.entries, *later, *self.arguments["schedule", "group"], *weeks, *days})


def facts(course: Course) -> Facts:
    """What pages may say of a course."""
    outlined = outline(course)
    things = [line.entry for line in outlined.lines] + [task.assignment for task in outlined.tasks]
    held = frozenset(thing.id for thing in things if thing.draft)
    dated = frozenset(_parts_with_dates(course, outlined))
    return Facts(course, outlined, _arguments(course, outlined), dated, held, held_pages(course))


def problems(page: Page, facts: Facts | None, names: Collection[str]) -> Iterator[Problem]:
    """All problems between the braces of a page; without facts, those that can be told without a course.

    `names` are all names that macros may use, none where they are not known.
    """
    yield from _shape_problems(page)
    if isinstance(page.template, nodes.Template):
        yield from _name_problems(page, page.template, facts, names)
        if facts:
            yield from _link_problems(page, facts.course, page.template)
            yield from _fact_problems(page, facts.course, page.template)
            yield from _call_problems(page, facts, page.template)
            yield from _part_problems(page, page.template)


def used_links(page: Page) -> set[tuple[str, ...]]:
    """The keys of `links.yml` that a page uses, as `("colab",)` or `("lec05", "slides")`."""
    if isinstance(page.template, TemplateSyntaxError):  # what it would use is not unused because of that
        return {tuple(chain.split(".")) for chain in re.findall(r"\blinks\.(\w+(?:\.\w+)*)", page.text)}
    return {chain[1:] for chain, _ in _chains(page.template) if chain[0] == "links" and len(chain) > 1}


def calls(page: Page, macro: str) -> bool:
    """Whether a page calls a macro."""
    return isinstance(page.template, nodes.Template) and any(name == macro for name, _ in _calls(page.template))


def shows_schedule(page: Page) -> bool:
    """Whether a page shows the whole schedule, so that all its anchors are there."""
    found = _calls(page.template) if isinstance(page.template, nodes.Template) else ()
    return any(name == "schedule" and {key for key, _ in _given(name, call)} <= {"view"} for name, call in found)


def about(page: Page, macro: str) -> set[str]:
    """The ids of the entries or assignments whose page a page is: those that it calls `talk` or `assignment` with."""
    found = _calls(page.template) if isinstance(page.template, nodes.Template) else ()
    given = [node for name, call in found if name == macro for _, node in _given(name, call)]
    return {node.value for node in given if isinstance(node, nodes.Const) and isinstance(node.value, str)}


def link_mistake(course: Course, key: tuple[str, ...]) -> str | None:
    """What is wrong with `links.KEY` or `links.GROUP.PART`; None where it is an address."""
    link = course.links.get(key[0])
    name = ".".join(("links", *key))
    if link is None:
        return f"there is no `links.{key[0]}` in data/links.yml; {_link_remedy(key[0], 'links', course.links)}"
    if isinstance(link, Material):
        return f"`links.{key[0]}` is an address and has no parts; write `links.{key[0]}`" if len(key) > 1 else None
    if len(key) == 1:
        parts = " or ".join(f"`{name}.{part}`" for part in link)
        return f"`{name}` is a group of addresses; write {parts}"
    return (
        None
        if key[1] in link
        else f"there is no `{name}` in data/links.yml; {_link_remedy(key[1], f'links.{key[0]}', link)}"
    )


def _link_remedy(key: str, around: str, known: Collection[str]) -> str:
    near = nearest(key, known)
    return f"did you mean `{around}.{near}`?" if near else suggest(key, known)


def _shape_problems(page: Page) -> Iterator[Problem]:
    if isinstance(page.template, TemplateSyntaxError):
        lines = page.text.split("\n")
        line = lines[page.template.lineno - 1] if page.template.lineno <= len(lines) else ""
        more = SIGNS if "{%" in line or "{#" in line else ""
        text = f"what stands in the double braces cannot be read; {BRACES}{more}"
        yield page.problem("braces", page.template.lineno, "{", text)
    for number, line in page.lines() if page.has_macros else ():
        for match in _ONE_BRACE.finditer(line):
            yield page.problem(
                "braces", number, match[0], f"`{match[0]}` is printed as it stands; write `{{{match[0]}}}`"
            )


def _link_problems(page: Page, course: Course, template: nodes.Template) -> Iterator[Problem]:
    for chain, node in _chains(template):
        if chain[0] == "links" and len(chain) > 1:
            text = link_mistake(course, chain[1:])
            if text:
                yield page.problem("unknown-link", node.lineno, ".".join(chain), text)


def _fact_problems(page: Page, course: Course, template: nodes.Template) -> Iterator[Problem]:
    printed = [node for output in template.find_all(nodes.Output) for node in output.nodes]
    for chain, node in _chains(template):
        value: object = course
        for n, step in enumerate(chain[1:] if chain[0] == "course" else (), 2):
            if isinstance(value, Model) and not hasattr(value, step):
                names = [".".join((*chain[: n - 1], name)) for name in type(value).model_fields]
                text = f"there is no `{'.'.join(chain[:n])}`; {suggest('.'.join(chain[:n]), names)}"
                yield page.problem("unknown-name", node.lineno, ".".join(chain), text)
            value = getattr(value, step, None)
        if chain[0] == "course" and len(chain) > 1 and isinstance(value, Model | tuple | dict) and node in printed:
            name = ".".join(chain)
            example = next(iter(type(value).model_fields)) if isinstance(value, Model) else "0"
            text = f"`{name}` is several values, and no text; write the one that is meant, like `{name}.{example}`"
            yield page.problem("macro", node.lineno, name, text)


def _call_problems(page: Page, facts: Facts, template: nodes.Template) -> Iterator[Problem]:
    course, known, dated = facts.course, facts.arguments, facts.dated
    lines = page.text.split("\n")
    for name, call in _calls(template):
        given = _given(name, call)
        macros = [node for _, node in given if isinstance(node, nodes.Name) and node.name in (*BLOCKS, "part")]
        said = {
            key: node.value
            for key, node in given
            if isinstance(node, nodes.Const) and isinstance(node.value, str | int)
        }
        unknown = [(key, str(value)) for key, value in said.items() if value not in known.get((name, key), (value,))]
        if macros:
            example = next(iter(sorted(map(str, known.get((name, given[0][0]), ())))), macros[0].name)
            text = f'what is between the brackets of `{name}` must be in quotes; write e.g. `{name}("{example}")`'
            yield page.problem("macro", call.lineno, f"({macros[0].name}", text)
        elif unknown:
            key, value = unknown[0]
            what = "" if key == "id" else f"{key} "
            text = f"`{name}` knows no {what}`{value}`; {suggest(value, known[name, key])}"
            yield page.problem("macro", call.lineno, value, text)
        elif name in ARGUMENTS and (wrong := _wrong_arguments(name, call)):
            yield page.problem("macro", call.lineno, name, wrong)
        elif name in ("talk", "assignment") and said.get("id") in facts.held and page.path not in facts.held_pages:
            text = (
                f"`{said['id']}` is a draft; delete it here, or hide the page: `draft: true` between `---` at its top"
            )
            yield page.problem("macro", call.lineno, name, text)
        elif name in NEEDS and not (getattr(course, name) or (name == "meetings" and course.sections)):
            text = f"`{name}` has nothing to print; {NEEDS[name]}, or delete this line"
            yield page.problem("nothing-to-print", call.lineno, name, text)
        elif name == "due_dates" and not (said["part"] in dated if said.get("part") else dated or course.assignments):
            text = f"`{name}` finds nothing to print; write data/assignments.yml, or delete this line"
            yield page.problem("nothing-to-print", call.lineno, name, text)
        elif name == "calendars" and not _has_days(facts):
            text = f"`{name}` finds no day for a calendar; write `start` and `end` of `term`, or delete this line"
            yield page.problem("nothing-to-print", call.lineno, name, text)
        elif name in BLOCKS and not re.fullmatch(r"\{\{[^{}]*\}\}\s*", lines[call.lineno - 1]):
            text = f"`{name}` prints a whole block; put it on a line of its own, not indented"
            yield page.problem("macro", call.lineno, name, text)


def _has_days(facts: Facts) -> bool:
    """Whether anything of the course has a day."""
    held = any(line.entry.date and line.entry.date.days for line in facts.outlined.lines)
    due = any(each.date.days for task in facts.outlined.tasks for each in task.assignment.due)
    return held or due or reach(facts.course) is not None


def _wrong_arguments(name: str, call: nodes.Call) -> str | None:
    """What is wrong with the number and the names of a macro's arguments."""
    known, given = ARGUMENTS[name], [pair.key for pair in call.kwargs]
    unknown = next((key for key in given if key not in known), None)
    if unknown and known:
        return f"`{name}` has no `{unknown}`; {suggest(unknown, known)}"
    if len(call.args) > len(known) or unknown:
        if not known:
            return f"`{name}` takes nothing between its brackets; write `{name}()`"
        most = f"{len(known)} value{'s' * (len(known) > 1)}"
        return f"`{name}` takes {most} between its brackets at most; delete what is more"
    if known == ("id",) and not (call.args or given):
        return f'`{name}` does not say which one; write its id of data/ in the brackets, like `{name}("lec01")`'
    return None


def _arguments(course: Course, outlined: Outline) -> dict[tuple[str, str], set[str] | tuple[str, ...]]:
    """What the arguments of macros may be, by macro and argument."""
    parts = {part.id for part in course.parts()}
    sections = {section.id for section in course.sections}
    return {
        ("part", "id"): parts,
        ("due_dates", "part"): parts,
        ("talk", "id"): {line.entry.id for line in outlined.lines},
        ("assignment", "id"): {task.assignment.id for task in outlined.tasks},
        ("schedule", "view"): VIEWS,
        ("office_hours", "view"): OFFICE_VIEWS,
        ("schedule", "group"): {group.id for group in outlined.groups.values() if group.id},
        ("staff", "role"): {role for role, _ in course.roles},
        ("grading", "scheme"): {scheme.id for scheme in course.schemes},
        ("resources", "group"): {resource.group for resource in course.resources if resource.group},
        **{(name, "section"): sections for name in ("schedule", "due_dates", "meetings", "calendars")},
    }


def _parts_with_dates(course: Course, outlined: Outline) -> set[str]:
    """The parts of the grade for which something is due or held."""
    dated = {task.assignment.part for task in outlined.tasks} | {line.entry.part for line in outlined.lines}
    parts = {part.id for part in course.parts()}
    if dated - parts - {None}:  # an unknown part is told in the data; the one that was meant is not without dates
        return parts
    around = {part.id for part in course.parts() if any(inner.id in dated for inner in part.parts)}
    return (dated | around) - {None}


def _given(name: str, call: nodes.Call) -> list[tuple[str, nodes.Node]]:
    """The arguments of a call by their names."""
    order = ARGUMENTS.get(name, ())
    return [*zip(order, call.args, strict=False), *((pair.key, pair.value) for pair in call.kwargs)]


def _part_problems(page: Page, template: nodes.Template) -> Iterator[Problem]:
    for output in template.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.Call) and _chain(node.node) == ("part",):
                text = "a part of the grade is no text; write a dot and a field behind it: `part(...).weight`"
                yield page.problem("macro", node.lineno, "part", text)
    for node in template.find_all(nodes.Getattr):
        of_a_part = isinstance(node.node, nodes.Call) and _chain(node.node.node) == ("part",)
        if of_a_part and node.attr not in Part.model_fields:
            text = f"a part of the grade has no `{node.attr}`; {suggest(node.attr, Part.model_fields)}"
            yield page.problem("unknown-name", node.lineno, node.attr, text)


def _name_problems(
    page: Page, template: nodes.Template, facts: Facts | None, names: Collection[str]
) -> Iterator[Problem]:
    for node in template.find_all(nodes.Output):
        for name in (child for child in node.nodes if isinstance(child, nodes.Name)):
            if name.name in (*BLOCKS, "part"):
                text = f"`{name.name}` is a macro; write `{name.name}()`"
                yield page.problem("macro", name.lineno, name.name, text)
    foreign = [node for node in template.find_all(nodes.Filter) if node.name not in SYNTAX.filters]
    for node in foreign:
        remedy = suggest(node.name, SYNTAX.filters)
        yield page.problem("unknown-name", node.lineno, node.name, f"there is no filter `{node.name}`; {remedy}")
    for node in template.find_all(nodes.Test):
        if node.name not in SYNTAX.tests:
            foreign.append(node)
            text = f"there is no test `{node.name}`; {suggest(node.name, SYNTAX.tests)}"
            yield page.problem("unknown-name", node.lineno, node.name, text)
    if foreign or not names:  # Jinja looks for names only where it knows the filters
        return
    own = page.front_matter.keys() if isinstance(page.front_matter, dict) else set()
    unknown = meta.find_undeclared_variables(template) - set(names) - own - SYNTAX.globals.keys()
    ids = set().union(*(known for (_, key), known in facts.arguments.items() if key == "id")) if facts else set()
    for node in template.find_all(nodes.Name):
        if node.name in unknown:
            known = [*BLOCKS, "part", "links"]
            remedy = "put {% raw %} and {% endraw %} around text with double braces, or write a macro"
            remedy = suggest(node.name, known) if nearest(node.name, known) else remedy
            if node.name in ids:
                remedy = f'put it in quotes: `"{node.name}"`'
            yield page.problem("unknown-name", node.lineno, node.name, f"there is no `{node.name}`; {remedy}")


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
