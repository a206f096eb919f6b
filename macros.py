"""The only door between MkDocs and the course: macros for pages, generated files, problems in the log.

MkDocs loads this file twice, as a hook and as the macros module, so no work is done at import.
"""

from __future__ import annotations

import gc
import html
import logging
import os
import re
import subprocess
import traceback
from collections.abc import Collection
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urljoin

import jinja2
import material as theme
import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime, get_relative_url
from mkdocs_macros.errors import format_error

from course import export, feed, llms, materials, mathematics, paper, project, render, report, structured, subscribe
from course.calendar import calendar, feeds, office, views, week
from course.calendar.upcoming import upcoming
from course.links import Links
from course.repository import Repository
from course.shared import Shared
from course.words import base

log = logging.getLogger("mkdocs.course")

OVERRIDES = Path(__file__).parent / "overrides"
FRAGMENTS = OVERRIDES / "fragments"
GIVEN = ("course", "links", "files", "navigation", "page")  # names of ours, and of the macros plugin, set later
# What is imported by now stays; looking through it for garbage again and again takes a tenth of a build.
gc.freeze()

SCRIPT = "javascripts/course.js"
"""The script of all pages; it goes into the site without comments and indentation."""


# --- macros --------------------------------------------------------------------------------------------------------


def define_env(env: Any) -> None:
    """Gives pages their macros, `course` and `links`; stops the build with all errors of data and pages."""

    @env.macro
    def schedule(view: str | None = None, section: str | None = None, group: str | None = None) -> str:
        """The schedule: `weeks` as a table, a `list`, or `days` by the hour; of all, of a section, of a group."""
        view = view or ("list" if group else views.view(found.calendar, section))
        values: dict[str, Any] = {"view": view, "section": section, "anchors": first_on_page("schedule")}
        values["kinds"] = views.kinds(found.calendar, section, group)
        if view == "weeks":
            values["table"] = views.weeks(found.calendar, section, group)
        elif view == "days":
            values["days"], values["loose"], values["later"] = views.programme(found.calendar, section, group)
        else:
            values["blocks"] = views.blocks(found.calendar, section, group)
        return show("schedule", **values)

    @env.macro
    def next_up() -> str:
        """What is on now and comes next: classes, due dates, the latest materials; kept up by the page's script."""
        return show("next_up", next=upcoming(found.calendar, now))

    @env.macro
    def due_dates(part: str | None = None, section: str | None = None) -> str:
        """The important dates in order of time: of all, or of one part of the grade, or for one section."""
        dates = calendar.key_dates(found.calendar, part, section)
        return show("due_dates", dates=dates, section=section, anchors=first_on_page("due_dates"))

    @env.macro
    def meetings(section: str | None = None) -> str:
        """When and where the course meets every week: all sections, or one."""
        return show("meetings", section=section)

    @env.macro
    def calendars(section: str | None = None) -> str:
        """The calendar feeds, with what subscribes to them or downloads them: of the whole course, or of a section."""
        return show("calendars", feeds=subscribe.subscriptions(found.calendar, found.words, env.conf.site_url, section))

    @env.macro
    def staff(role: str | None = None) -> str:
        """The staff by role, with pictures, links, mail addresses and office hours; of one role alone, if named."""
        course = found.course
        roles = [item for item in course.roles if role == item[0]] if role else course.first_roles
        return show("staff", roles=roles)

    @env.macro
    def office_hours(view: str = "list") -> str:
        """When the staff can be met: a `list` by weekday, or the week as a `grid`; below it what is on single days."""
        return show("office_hours", view=view, week=week.week(found.course, office.horizon(found.course, now)))

    @env.macro
    def course_links() -> str:
        """Where the course goes on: forum, hand-in, chat."""
        return show("course_links")

    @env.macro
    def grading(scheme: str | None = None) -> str:
        """The parts of the grade with their weights or points: of all schemes, or of one."""
        schemes = [item for item in found.course.schemes if scheme in (None, item.id)] or [None]
        weighted = any(part.weight for part in found.course.parts())
        return show("grading", schemes=schemes, weighted=weighted)

    @env.macro
    def letters() -> str:
        """The letter grades, with the percent that each begins at."""
        return show("letters")

    @env.macro
    def rules() -> str:
        """The rules of the course."""
        return show("rules")

    @env.macro
    def registration() -> str:
        """Whether people can register, and where."""
        return show("registration")

    @env.macro
    def part(id: str) -> Any:
        """One part of the grade: `part("programming").weight` and its other fields."""
        return found.course.part(id)

    @env.macro
    def resources(group: str | None = None) -> str:
        """The useful resources by their groups, or those of one group."""
        names = dict.fromkeys(item.group for item in found.course.resources)
        return show("resources", groups=[group] if group else [*names], alone=bool(group))

    @env.macro
    def past_terms() -> str:
        """The course in earlier terms."""
        return show("past_terms")

    @env.macro
    def syllabus() -> str:
        """A link to the home page as a PDF, where the build makes one; on paper, where the current version is."""
        made = os.environ.get("COURSE_BROWSER") and get_relative_url(paper.SYLLABUS, env.page.file.url)
        return show("syllabus", made=made, address=env.conf.site_url)

    @env.macro
    def talk(id: str) -> str:
        """The page of an entry: title, who, when, where, materials, topics, readings, abstract, about the speakers."""
        shared = _shared(found, env.variables["files"], env.conf)
        events = _out(id, calendar.events_of(found.calendar, id))
        return show("talk", events=events, copy_of=partial(subscribe.copy, shared))

    @env.macro
    def assignment(id: str) -> str:
        """The page of an assignment: title, dates and all else that is known of it and of its milestones."""
        dates = _out(id, calendar.dates_of(found.calendar, id))
        own = dates[0].deadline.assignment
        return show("assignment", dates=dates, section=None, anchors=False, item=own)

    def show(name: str, **values: Any) -> str:
        return render.fragment(fragments, name, page_url=page_url, **values)

    def page_url(path: str) -> str:
        name, hash_sign, anchor = path.partition("#")
        return _on_site(env.variables["files"], name).url_relative_to(env.page.file) + hash_sign + anchor

    def first_on_page(name: str) -> bool:
        """Whether a macro is called for the first time on the page; only then its anchors are unique."""
        seen = (env.page.file.src_uri, name) in shown
        shown.add((env.page.file.src_uri, name))
        return not seen

    shown: set[tuple[str, str]] = set()
    for kind in (Exception, jinja2.TemplateSyntaxError):  # the plugin's own texts have a traceback
        format_error.register(kind, _stop)
    found = _read(env.conf, {*env.variables, *env.macros, *GIVEN})
    now = _now(found)
    cache = render.compiled(Path(env.conf.config_file_path).parent)
    repository = _repository(env.conf)
    fragments = render.environment(FRAGMENTS, found, cache, now, repository.line if repository else None)
    links = Links(found.calendar, lambda: env.page.file.src_uri, now)
    env.variables.update({"course": found.course, "links": links})
    env.variables.update({"_project": found, "_fragments": fragments})


def _out(name: str, things: tuple[Any, ...]) -> tuple[Any, ...]:
    """The events or dates of something that is not held back."""
    if not things:
        raise jinja2.UndefinedError(f"`{name}` is held back; take it out of this page, or write `draft: true` above it")
    return things


def _repository(config: MkDocsConfig) -> Repository | None:
    return Repository(config.repo_url, config.edit_uri or "") if config.repo_url else None


def _updated(found: project.Project, root: Path) -> datetime | None:
    """When the course was changed last, as git knows; None where it knows nothing."""
    command = ["git", "-c", "log.showSignature=false", "log", "-1", "--format=%cI"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:  # git is not installed
        return None
    return project.in_zone(datetime.fromisoformat(done.stdout.strip()), found.course) if done.stdout else None


def _now(found: project.Project) -> datetime:
    """The moment that the site is built for: now, or COURSE_NOW (2025-10-01T12:00), in the course's zone."""
    said = os.environ.get("COURSE_NOW")
    if not said:
        return get_build_datetime()
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise Abort(f"COURSE_NOW: `{said}` is not a date; write year-month-day, like 2025-10-01") from None
    return project.in_zone(moment, found.course)


def _read(config: MkDocsConfig, names: set[str]) -> project.Project:
    found = project.read(Path(config.config_file_path).parent, names)
    for problem in found.warnings:
        log.warning(report.told(problem))
    if found.errors:
        raise Abort("\n".join(map(report.told, found.errors)))
    return found


def _stop(error: Exception, markdown: str, page: Page) -> NoReturn:
    """Ends the build with one line for what went wrong in the braces of a page."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    inside = frames[0].lineno if frames else getattr(error, "lineno", 1)
    front_matter = page.file.content_string.count("\n") - markdown.count("\n")
    text = str(error).replace("define_env.<locals>.", "")
    remedy = "" if "; " in text else "; correct what stands in the braces"
    raise Abort(f"docs/{page.file.src_uri}:{inside + front_matter}:1: error: {text}{remedy}")


# --- hooks ---------------------------------------------------------------------------------------------------------


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Gives the site the name and the language of its course."""
    course, held = project_of(config).course, _held(project_of(config))
    config.site_name = course.name
    config.theme["language"] = _theme_language(course.language)
    config.mdx_configs.setdefault("toc", {})["permalink_title"] = project_of(config).words.label["permalink"]
    giver = [course.institution.name] if course.institution else []
    config.site_description = ", ".join([course.name, *giver, course.term.name])
    if config.nav and held:
        config.nav = _without(config.nav, held)
    return config


def _theme_language(language: str) -> str:
    """The language of the theme's own words: with its country where the theme knows it so, else without."""
    known = Path(theme.__file__).parent / "templates" / "partials" / "languages"
    return next((name for name in (language, base(language)) if (known / f"{name}.html").exists()), "en")


def _held(found: project.Project) -> frozenset[str]:
    """The pages and files that are held back at the moment that the site is built for."""
    return found.drafts | materials.held_files(found.calendar, _now(found))


def _without(nav: list[Any], drafts: Collection[str]) -> list[Any]:
    """A menu without the pages that are held back."""
    kept = []
    for item in nav:
        title, value = next(iter(item.items())) if isinstance(item, dict) else (None, item)
        inner = _without(value, drafts) if isinstance(value, list) else value
        if inner and (isinstance(inner, list) or inner not in drafts):
            kept.append({title: inner} if title else inner)
    return kept


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds what is written beside the pages to the files of the site, and lets pages print nothing but text."""
    config.plugins["macros"].env.finalize = render.printable
    script = files.get_file_from_path(SCRIPT)
    script.content_string = rjsmin.jsmin(script.content_string)
    found = project_of(config)
    for path in _held(found):
        files.remove(files.get_file_from_path(path))
    shared = _shared(found, files, config)
    for each in feeds.every(found.calendar):
        _add(files, config, each.name, feed.written(shared, each))
    _add(files, config, "course.json", export.export(shared, config.site_url))
    _add(files, config, "llms.txt", _llms(shared, files, config))
    return files


def _add(files: Files, config: MkDocsConfig, name: str, content: str | bytes) -> None:
    """Adds a file to the site; one that the course brings itself is kept."""
    if files.get_file_from_path(name) is None:
        files.append(File.generated(config, name, content=content))


def _llms(shared: Shared, files: Files, config: MkDocsConfig) -> str:
    """The facts of the course as plain text."""
    found = project_of(config)
    shown = [page for page in found.pages if _is_on_site(files.get_file_from_path(page.path))]
    text = render.fragment(
        _variables(config)["_fragments"],
        "llms",
        shared=shared,
        summary=config.site_description,
        hand_in=shared.hand_in,
        home=config.site_url,
        pages=llms.pages(shared, shown, config.nav),
        feeds=subscribe.subscriptions(found.calendar, found.words, config.site_url),
        export=shared.page_url("course.json"),
        page_url=shared.page_url,
    )
    return f"{text}\n"


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Gives the theme what stands on every page: what programs read in its head, heading block, footing."""

    def course_heading(page: Page) -> str:
        fragments = _variables(config)["_fragments"]
        home = get_relative_url("./", page.file.url)
        return render.fragment(fragments, "heading", is_home=page.is_homepage, home=home)

    def course_head(page: Page) -> str:
        found, about = project_of(config), html.unescape(page.meta["description"])
        shared = _shared(found, files, config)
        has_card = config.site_url and os.environ.get("COURSE_BROWSER")
        card = urljoin(config.site_url, paper.CARD) if has_card else None
        data = structured.event_data(shared, page.file.src_uri, card)
        if page.is_homepage:
            data.insert(0, structured.course_data(shared, page.canonical_url, about))
        said = {
            "title": config.site_name if page.is_homepage else _title(page),
            "type": "website" if page.is_homepage else "article",
            "url": page.canonical_url,
            "description": about,
        }
        return render.fragment(
            _variables(config)["_fragments"],
            "head",
            properties=structured.open_graph(shared, said, card),
            card="summary_large_image" if card else "summary",
            data=data,
        )

    def course_script(address: str) -> str:
        return render.fragment(_variables(config)["_fragments"], "script", address=address)

    def course_footing(page: Page) -> str:
        report = repository.report(f"{_title(page)}: ", page.canonical_url or page.file.src_uri) if repository else ""
        given = {"updated": updated, "edit": page.edit_url, "report": report}
        return render.fragment(_variables(config)["_fragments"], "footing", **given)

    repository = _repository(config)
    updated = _updated(project_of(config), Path(config.config_file_path).parent)
    env.globals |= {"course_head": course_head, "course_script": course_script, "course_footing": course_footing}
    env.globals["course_heading"] = course_heading
    env.bytecode_cache = render.compiled(Path(config.config_file_path).parent)
    return env


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Gives a page that has no `description` the first sentence of its talk, or its title with the course."""
    files = _variables(config)["files"]
    told = _shared(project_of(config), files, config).about(page.file.src_uri)
    title = "" if page.is_homepage else f"{_title(page)}: "
    page.meta["description"] = html.escape(
        str(page.meta.get("description") or told or f"{title}{config.site_description}")
    )
    return context


def _title(page: Page) -> str:
    """The title of a page without its markup."""
    return html.unescape(re.sub(r"<[^>]+>", "", page.title))


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turns the formulas of a page into MathML, and emoji from pictures of another host into characters."""
    try:
        return mathematics.to_mathml(render.own_emoji(content))
    except mathematics.FormulaError as error:
        source = page.file.content_string
        line = source[: max(source.find(error.formula), 0)].count("\n") + 1
        raise Abort(f"docs/{page.file.src_uri}:{line}:1: error: {error}") from None


def project_of(config: MkDocsConfig) -> project.Project:
    """The project that has been read for this build."""
    return _variables(config)["_project"]


def _variables(config: MkDocsConfig) -> Any:
    return config.plugins["macros"].variables


def _full_url(files: Files, config: MkDocsConfig) -> Any:
    def full_url(path: str) -> str:
        name, hash_sign, anchor = path.partition("#")
        return urljoin(config.site_url or "", _on_site(files, name).url) + hash_sign + anchor

    return full_url


def _shared(found: project.Project, files: Files, config: MkDocsConfig) -> Shared:
    return Shared(found.calendar, found.words, _now(found), _full_url(files, config), found.schedule_page)


def _on_site(files: Files, path: str) -> File:
    file = files.get_file_from_path(path)
    if not _is_on_site(file):
        text = "the data links to this page, but MkDocs leaves it out; see `exclude_docs` in mkdocs.yml"
        raise Abort(f"docs/{path}:1:1: error: {text}")
    return file


def _is_on_site(file: File | None) -> bool:
    return file is not None and file.inclusion.is_included()
