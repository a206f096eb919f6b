"""The only door between MkDocs and the course: macros for pages, generated files, problems in the log.

MkDocs loads this file twice, as a hook and as the macros module, so no work is done at import.
"""

from __future__ import annotations

import gc
import logging
import traceback
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urljoin

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime, get_relative_url
from mkdocs_macros.errors import format_error

from course import calendar, feed, mathematics, pages, project, render
from course.links import Links

log = logging.getLogger("mkdocs.course")

FRAGMENTS = Path(__file__).parent / "overrides" / "fragments"
GIVEN = ("course", "links", "files", "navigation", "page")  # names of ours, and of the macros plugin, set later
# What is imported by now stays; looking through it for garbage again and again takes a tenth of a build.
gc.freeze()

FEEDS = {"calendar.ics": feed.classes, "deadlines.ics": feed.deadlines}


# --- macros --------------------------------------------------------------------------------------------------------


def define_env(env: Any) -> None:
    """Gives pages their macros, `course` and `links`; stops the build with all errors of data and pages."""

    @env.macro
    def schedule() -> str:
        """The schedule as a table of weeks; on a phone, as a list of days."""
        return show("schedule")

    @env.macro
    def due_dates(part: str | None = None) -> str:
        """The important dates in order of time; `due_dates("programming")` those of one part of the grade."""
        return show("due_dates", dates=calendar.key_dates(found.calendar, part))

    @env.macro
    def meetings() -> str:
        """When and where the course meets every week."""
        return show("meetings")

    @env.macro
    def staff() -> str:
        """The staff by role, with links and mail addresses."""
        return show("staff")

    @env.macro
    def grading() -> str:
        """The parts of the grade with their weights."""
        return show("grading")

    @env.macro
    def part(id: str) -> Any:
        """One part of the grade: `part("programming").weight` and its other fields."""
        return found.course.part(id)

    @env.macro
    def resources() -> str:
        """The useful resources."""
        return show("resources")

    @env.macro
    def past_terms() -> str:
        """The course in earlier terms."""
        return show("past_terms")

    @env.macro
    def talk(id: str) -> str:
        """The page of a talk: title, speakers, when, where, materials, abstract, about the speakers."""
        return show("talk", event=calendar.event(found.calendar, id))

    def show(name: str, **values: Any) -> str:
        return render.fragment(fragments, name, page_url=page_url, **values)

    def page_url(path: str) -> str:
        return _on_site(env.variables["files"], path).url_relative_to(env.page.file)

    for kind in (Exception, jinja2.TemplateSyntaxError):  # the plugin's own texts have a traceback
        format_error.register(kind, _stop)
    found = _read(env.conf, {*env.variables, *env.macros, *GIVEN})
    cache = render.compiled(Path(env.conf.config_file_path).parent)
    fragments = render.environment(FRAGMENTS, found, cache)
    env.variables.update({"course": found.course, "links": Links(found.course)})
    env.variables.update({"_project": found, "_fragments": fragments})


def _read(config: MkDocsConfig, names: set[str]) -> project.Project:
    root = Path(config.config_file_path).parent
    found = project.read(root, names)
    assets = [*config.extra_css, *map(str, config.extra_javascript)]
    files = [path.relative_to(config.docs_dir).as_posix() for path in Path(config.docs_dir).rglob("*")]
    text = Path(config.config_file_path).read_text("utf-8")
    missing = list(pages.asset_problems(Path(config.config_file_path).name, text, assets, files))
    for problem in found.warnings:
        log.warning(problem.told())
    if found.errors or missing:
        raise Abort("\n".join(map(str, [*found.errors, *missing])))
    return found


def _stop(error: Exception, markdown: str, page: Page) -> NoReturn:
    """Ends the build with one line for what went wrong in the braces of a page."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    inside = frames[0].lineno if frames else getattr(error, "lineno", 1)
    front_matter = page.file.content_string.count("\n") - markdown.count("\n")
    text = str(error).replace("define_env.<locals>.", "")
    remedy = "" if "; " in text else "; mend what stands in the braces"
    raise Abort(f"docs/{page.file.src_uri}:{inside + front_matter}:1: {text}{remedy}")


# --- hooks ---------------------------------------------------------------------------------------------------------


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Gives the site the name and the language of its course."""
    course = _variables(config)["course"]
    config.site_name = course.name
    config.theme["language"] = course.language
    config.site_description = f"{course.name}, {course.institution.name}, {course.term.name}"
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the calendar feeds to the files of the site, and lets pages print nothing but text."""
    config.plugins["macros"].env.finalize = render.printable
    found = _variables(config)["_project"]
    for name, write in FEEDS.items():
        content = write(found.course, found.calendar, found.words, get_build_datetime(), _full_url(files, config))
        files.append(File.generated(config, name, content=content))
    return files


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Gives the theme the heading block that stands on every page."""

    def course_heading(page: Page) -> str:
        fragments = _variables(config)["_fragments"]
        home = get_relative_url("./", page.file.url)
        return render.fragment(fragments, "heading", is_home=page.is_homepage, home=home)

    env.globals["course_heading"] = course_heading
    env.bytecode_cache = render.compiled(Path(config.config_file_path).parent)
    return env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turns the formulas of a page into MathML, and emoji from pictures of another host into characters."""
    try:
        return mathematics.to_mathml(render.own_emoji(html))
    except mathematics.FormulaError as error:
        source = page.file.content_string
        line = source[: max(source.find(error.formula), 0)].count("\n") + 1
        raise Abort(f"docs/{page.file.src_uri}:{line}:1: {error}") from None


def _variables(config: MkDocsConfig) -> Any:
    return config.plugins["macros"].variables


def _full_url(files: Files, config: MkDocsConfig) -> Any:
    return lambda path: urljoin(config.site_url or "", _on_site(files, path).url)


def _on_site(files: Files, path: str) -> File:
    file = files.get_file_from_path(path)
    if file is None or not file.inclusion.is_included():
        raise Abort(
            f"docs/{path}:1:1: the data links to this page, but MkDocs leaves it out; see `exclude_docs` in mkdocs.yml"
        )
    return file
