"""The data reference, `data/README.md`: every field and every macro, told by the code itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic.fields import FieldInfo

from course.model.base import Model, inner_model
from course.model.course import FILES, KINDS, Course
from course.model.entries import Entry, Group
from course.model.materials import Material
from course.model.people import Person
from course.model.work import Assignment
from course.shape import Export
from course.words import FALLBACK, languages, text

INTRODUCTION = """\
# The data of a course

This file is written by `python -m course generate`, from the descriptions in `course/model/` and `macros.py`.

Five YAML files hold the facts of a course, each once; `course.yml` and `schedule.yml` must be there. Everything is
read as text, so `10:30` and `no` need no quotes. Quotes are for text that holds `: ` or ` #`, that begins with a
sign such as `[`, `*` or `&`, or that holds a comma between `{` and `}`. Where a list is asked for, a single value
may stand alone. What is not known yet is written `TBA`: a title, a person, a place, an hour, a date, a material.
Titles, texts and notes may have inline Markdown and mathematics: `*stress*`, `` `code` ``, `$x^2$`.

After a change, `python3 run.py check` prints every mistake with its place and what to write instead."""

DATES = """\
Years, months and days are written `2025-10-02`; a weekday in front is allowed, and then it is checked (`Thu
2025-10-02`). Where a date may be counted from something else, it moves with it. The things are entries, assignments,
and `term`.

| to say | write |
| --- | --- |
| a day, with an hour | `2025-10-02`, `2025-10-02 23:59` |
| days in a row | `2025-10-06..2025-10-08` |
| one of several days | `2025-10-15 or 2025-10-16` |
| some time in a week, or in several | `week 5`, `week 14-16` |
| a day of a week | `week 5 thu`, `week 5 thu 23:59` |
| the same time as something; the same meeting, for an entry | `with sess01` |
| when something starts; when it ends | `before lab03`, `2 hours before lab03`, `after lec07` |
| the next free meeting after something, for an entry | `after midterm` |
| days or weeks from its day on | `8 days after sess01 23:59`, `day before lec07 23:59`, `1 week after asgmt01` |
| classes from it on | `next class after lec07`, `2 classes after lec07`, `class before test1` |
| a time of it: `start`, `end`, `release`, `due` | `end of lec03`, `2 days after release of asgmt01`, `end of term` |
| not known yet | `TBA`, `about 2026-04-01` |
| on no day at all | `none` |"""

LINKS = """\
Under the id of an entry, a topic, a group or an assignment stands one line per kind of material: `slides:
https://...`. A key with an address of its own is for pages: `{{ links.colab }}`; so is a part of a group: `{{
links.lec05.slides }}`. An address is one of the web, of a page of the site (`notes/1.md`) or of a file in `docs/`
(`files/lec01.pdf`); `TBA` stands for one that is not known yet. More is said with the keys below, and several
materials of a kind are a list:

```yaml
lec05:
  slides: https://example.org/lec05.pdf
  recording:
    - {url: https://example.org/5a, title: Part 1}
    - {url: https://example.org/5b, title: Part 2, language: ko, access: students only}
  worksheet: {formats: {PDF: files/lec05.pdf, source: files/lec05.tex}}
  solution: {url: https://example.org/lec05-solution.pdf, released: 1 day after lec05}
review:
  worksheet: same as lec05.worksheet
ddpm_paper: {url: https://arxiv.org/abs/2006.11239, title: Denoising Diffusion, by: Jonathan Ho et al.}
colab: https://example.org/colab
```"""

SCHEDULE = """\
A list of entries, in the order of teaching. Without a `date`, an entry takes the next free meeting of those that are
for its kind. A pinned entry does not hold up the others: the next one takes a meeting before it if one is free
there; `date: after midterm` makes it wait, and all that follow. `date: with lec04` shares the meeting of another
entry; a class on another day and at other hours has both `date` and `time`. Without any meetings, entries have no
dates. Entries may stand in groups, and groups in groups; the fields `kind`, `place`, `mode` and `date` of a group count
for everything in it."""

SECTIONS = """\
`sections: [A, C]` says that something is for these alone. `by_section` says what differs in one:

```yaml
- {id: c15, title: Flows, by_section: {B: {date: with c14}}}      # in B, c14 and c15 share one meeting
- {id: c20, title: Automata, by_section: {A: {classes: 2}}}        # in A, it takes two
```"""

REPEAT = """\
Something repeated is written once:

```yaml
- {id: survey, title: Survey <n>, repeat: 14, released: week <n> tue, due: week <n> sun 23:59}
- {id: summary, title: Summary <n>, repeat: "lecture, guest", due: day before <id> 23:59}
```

The first makes `survey_1` to `survey_14`, the second `summary_lec01` and so on. Groups and `links.yml` may name each
of them."""


KINDS_TOLD = """\
These need no declaration; `kinds` and `materials` in `course.yml` add others, and change the labels of these."""

MACROS = """\
A page in `docs/` calls them between double braces, each on a line of its own; `part` alone stands within a sentence.
Pages also have the addresses as `links` and the fields of `course.yml` as `course`: `{{ course.hand_in }}`, `{{
course.term.name }}`. Arguments may be left out; they are written in quotes, with their names: `{{
schedule(view="list", section="A") }}`. Without a `view`, the schedule is a table of weeks; a list where there are
several sections or no dates; the programme of days where groups have a `date`.

A page with `draft: true` between two lines of `---` at its top is held back: nothing of it is in the site."""


EXPORT = """\
Every site has a file `course.json`, for programs that want to know the course: bots, timetables, search. What is
`required` is always there, and so are lists, which may be empty; what else is not known is left out. What is held back
is not in it. `version` changes when programs must. Beside it stand `llms.txt`, the same facts as text, and the calendar
feeds: `all.ics`, `calendar.ics`, `deadlines.ics`, `office-hours.ics`, those of sections (`all-A.ics`), and one file for
each event and each deadline (`calendar/lec05.ics`). Pages may link to all of them."""


def reference(macros: Mapping[str, str]) -> str:
    """The whole reference as Markdown; `macros` are the descriptions of the macros by their calls."""
    about = {name: field for name, field in Course.model_fields.items() if name not in FILES}
    blocks = [INTRODUCTION, "## Dates", DATES, "## course.yml", _table(about), *_models(about, set())]
    blocks += ["## schedule.yml", SCHEDULE, "### An entry", *_model(Entry, told := set())]
    blocks += ["### A group", *_model(Group, told), "### What differs by section", SECTIONS]
    blocks += ["## assignments.yml", "A list.", *_model(Assignment, told), "### Repetition", REPEAT]
    blocks += ["## staff.yml", "A list.", *_model(Person, told)]
    blocks += ["## links.yml", LINKS, _table(Material.model_fields)]
    blocks += ["## Known kinds", KINDS_TOLD, f"Of entries and assignments: {_listed(KINDS)}."]
    blocks += [f"Of materials: {_listed(text(FALLBACK)['materials'])}.", f"Languages: {_listed(sorted(languages()))}."]
    blocks += ["## Macros", MACROS, _macros(macros)]
    blocks += ["## course.json", EXPORT, *_model(Export, set())]
    return "\n\n".join(blocks) + "\n"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _model(model: type[Model], told: set[type[Model]]) -> Iterator[str]:
    told.add(model)
    yield model.__doc__
    yield _table(model.model_fields)
    yield from _models(model.model_fields, told)


def _models(fields: Mapping[str, FieldInfo], told: set[type[Model]]) -> Iterator[str]:
    """The models inside fields, each told once; what differs by section has the fields of what it changes."""
    for name, field in fields.items():
        inner = inner_model(field.annotation)
        if inner and inner not in told and name != "by_section":
            yield f"### {name}"
            yield from _model(inner, told)


def _table(fields: Mapping[str, FieldInfo]) -> str:
    rows = ["| key | | meaning | example |", "| --- | --- | --- | --- |"]
    for name, field in fields.items():
        needed = "required" if field.is_required() else ""
        rows.append(f"| `{name}` | {needed} | {field.description} | `{name}: {field.examples[0]}` |")
    return "\n".join(rows)


def _macros(macros: Mapping[str, str]) -> str:
    rows = ["| macro | prints |", "| --- | --- |"]
    rows += [f"| `{{{{ {call} }}}}` | {text} |" for call, text in macros.items()]
    return "\n".join(rows)
