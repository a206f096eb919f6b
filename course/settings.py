"""The settings of the site, `mkdocs.yml`, as far as the course hangs on them: menu, files, addresses.

What is inherited from another file is read, too (`INHERIT`); a mistake is told in the file that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pathspec.gitignore import GitIgnoreSpec

from course import icons
from course.document import Document, Where, read
from course.problems import Problem, nearest, no_file, suggest

NAME = "mkdocs.yml"
SERVED = {"CNAME", "robots.txt", "favicon.ico", "humans.txt", "security.txt", "404.html"}
"""Files that browsers, robots and hosts ask for by themselves."""

KEYS = (
    *("INHERIT", "site_name", "site_url", "site_description", "site_author", "repo_url", "repo_name", "edit_uri"),
    *("edit_uri_template", "copyright", "remote_branch", "remote_name", "docs_dir", "site_dir", "dev_addr", "theme"),
    *("nav", "not_in_nav", "exclude_docs", "draft_docs", "validation", "extra", "extra_css", "extra_javascript"),
    *("extra_templates", "markdown_extensions", "plugins", "hooks", "watch", "strict", "use_directory_urls"),
)
"""What MkDocs reads in its settings (MkDocs 1.6, `mkdocs/config/defaults.py`)."""

TEXTS = {".md", ".css", ".js", ".html", ".svg", ".json", ".webmanifest"}
"""Files in which others may be named."""


@dataclass(frozen=True)
class Settings:
    """The settings of one site: its file, then the files that it inherits from; none where there is no file."""

    folder: Path
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    extra: frozenset[str] = field(default=frozenset())

    def get(self, *where: str | int) -> Any:
        """A setting as text, lists and mappings; None where it is not set."""
        document = self._holder(where)
        return _inside(document.content, where) if document else None

    def problem(self, check: str, where: Where, text: str) -> Problem:
        """A problem at a setting."""
        document = self._holder(where[:1]) or self.documents[0]
        return document.problem(check, where, text)

    @cached_property
    def pages(self) -> dict[Where, str]:
        """The pages of the menu, by where they stand; none where MkDocs makes the menu by itself."""
        return dict(_pages(self.get("nav"), ("nav",)))

    @cached_property
    def added(self) -> frozenset[str]:
        """The files that the theme's own folder adds to the site."""
        custom = self.get("theme", "custom_dir")
        folder = self.folder / custom if isinstance(custom, str) else None
        paths = folder.rglob("*") if folder else ()
        return frozenset(path.relative_to(folder).as_posix() for path in paths if path.is_file())

    def leaves_out(self, key: str, path: str) -> bool:
        """Whether a file is among those of `not_in_nav`, `exclude_docs` or `draft_docs` (patterns as in .gitignore)."""
        patterns = self.get(key)
        return isinstance(patterns, str) and GitIgnoreSpec.from_lines(patterns.splitlines()).match_file(path)

    def _holder(self, where: Where) -> Document | None:
        return next((each for each in self.documents if _inside(each.content, where) is not None), None)


def settings(root: Path) -> Settings:
    """Reads the settings of the site whose folder is `root`."""
    documents, problems, name = [], [], NAME
    while name and len(documents) < 5:
        path = root / name
        try:
            document, found = read(path, name, settings=True)
        except FileNotFoundError:
            break
        documents.append(document)
        problems += found
        parent = document.content.get("INHERIT") if isinstance(document.content, dict) else None
        name = parent if isinstance(parent, str) else None
    if not documents and (root / "macros.py").exists():
        text = "the file is missing; take it from the template again"
        problems.append(Problem(NAME, 1, 1, "", text, "missing-file"))
    made = Settings(root, tuple(documents), tuple(problems))
    extra = made.get("extra")
    return Settings(root, made.documents, made.problems, frozenset(extra if isinstance(extra, dict) else ()))


def problems(
    made: Settings, files: Collection[str], drafts: Collection[str], generated: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with the menu, with scripts and stylesheets, and with the addresses of the site.

    `files` are those in `docs/`, `drafts` the pages that are held back, `generated` the files that the build makes.
    """
    yield from made.problems
    if made.documents and not made.problems:
        yield from _key_problems(made)
        yield from _menu_problems(made, files, drafts, generated)
        yield from _asset_problems(made, files)
        yield from _address_problems(made)
        yield from _domain_problems(made, files)
        yield from _repository_problems(made)
        yield from _unused_problems(made, files)


def _pages(items: Any, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(items, str):
        yield where, items
    elif isinstance(items, list | dict):
        for key, item in enumerate(items) if isinstance(items, list) else items.items():
            yield from _pages(item, (*where, key))


def _key_problems(made: Settings) -> Iterator[Problem]:
    """Keys that MkDocs does not know, and that it would only speak of in a build."""
    for document in made.documents:
        for key in document.content if isinstance(document.content, dict) else ():
            if key not in KEYS:
                text = f"MkDocs knows no such key; {suggest(key, KEYS)}"
                yield document.problem("unknown-key", (key,), text, at_key=True)


def _menu_problems(
    made: Settings, files: Collection[str], drafts: Collection[str], generated: Collection[str]
) -> Iterator[Problem]:
    pages = [path for path in files if path.endswith(".md")]
    meant = {path.partition("#")[0] for path in made.pages.values()}
    for where, path in made.pages.items():
        if not re.match(r"\w+:|/|#", path) and path.partition("#")[0] not in {*files, *generated, *made.added}:
            near = nearest(path, pages) or nearest(f"{path}.md", pages)
            meant.add(near or "")  # one mistake: the page is in the menu, under another name
            remedy = f"did you mean `{near}`?" if near else "create it, or delete this item"
            text = f"there is no page docs/{path}; {remedy}"
            yield made.problem("unknown-page", where, text)
    for path in pages if made.pages else ():
        aside = any(made.leaves_out(key, path) for key in ("not_in_nav", "exclude_docs", "draft_docs"))
        if path not in meant and path not in drafts and not aside:
            text = "this page is public and in no menu; add it to `nav` in mkdocs.yml, to `not_in_nav`, or delete it"
            yield Problem(f"docs/{path}", 1, 1, "", text, "page-in-no-menu")


def _asset_problems(made: Settings, files: Collection[str]) -> Iterator[Problem]:
    """Scripts and stylesheets that are in neither `docs/` nor the theme's own folder."""
    known = {*files, *made.added}
    for key in ("extra_css", "extra_javascript"):
        for n, item in enumerate(made.get(key) or ()):
            path = item.get("path") if isinstance(item, dict) else item
            if isinstance(path, str) and not re.match(r"https?://|//", path) and path not in known:
                yield made.problem("unknown-path", (key, n), no_file(path, known))
    for where in (("theme", "favicon"), ("theme", "logo")):
        path = made.get(*where)
        if isinstance(path, str) and not re.match(r"https?://|//", path) and path not in known:
            yield made.problem("unknown-path", where, no_file(path, known))
    named = made.get("theme", "icon")
    for key, name in named.items() if isinstance(named, dict) else ():
        if isinstance(name, str) and not icons.exists(name):
            text = f"there is no icon `{name}`; copy a name from {icons.SEARCH}, like `material/flask`"
            yield made.problem("unknown-icon", ("theme", "icon", key), text)


def _address_problems(made: Settings) -> Iterator[Problem]:
    """An address of the site that is not the one that GitHub Pages gives to the repository."""
    site, repository = made.get("site_url"), made.get("repo_url")
    if not (isinstance(site, str) and isinstance(repository, str)):
        return
    found = re.fullmatch(r"https://github\.com/([\w.-]+)/([\w.-]+?)(?:\.git)?/?", repository)
    if not found or not (urlsplit(site).hostname or "").endswith(".github.io"):
        return
    owner, name = found[1].lower(), found[2]
    home = f"https://{owner}.github.io/"
    wanted = home if name.lower() == f"{owner}.github.io" else f"{home}{name}/"
    if site.rstrip("/").lower() != wanted.rstrip("/").lower():
        text = f"`{site}` is not where GitHub publishes {found[1]}/{name}; write {wanted}, or correct `repo_url`"
        yield made.problem("site-address", ("site_url",), text)


def _domain_problems(made: Settings, files: Collection[str]) -> Iterator[Problem]:
    """A file for the site's own domain whose name is wrong, or that names another one than `site_url`."""
    root = [path.name for path in made.folder.iterdir() if path.is_file()]
    for file in [*(f"docs/{path}" for path in files if "/" not in path), *root]:
        name = file.removeprefix("docs/")
        if _is_domain(name) and file != "docs/CNAME":
            text = "a file of this name has no effect"
            remedy = "delete it, and set the domain on GitHub, under Settings → Pages"
            yield Problem(file, 1, 1, "", f"{text}; {remedy}", "custom-domain")
    if "CNAME" in files:
        domain = (made.folder / "docs" / "CNAME").read_text("utf-8", "replace").strip()
        host = urlsplit(made.get("site_url") or "").hostname or ""
        if domain.lower() != host:
            text = f"says `{domain}`, and `site_url` in mkdocs.yml says `{host}`; correct the one that is wrong"
            yield Problem("docs/CNAME", 1, 1, "", text, "custom-domain")


def _is_domain(name: str) -> bool:
    """Whether a file was meant to name the site's own domain, however it is spelled."""
    return name.partition(".")[0].upper() in ("CNAME", "CMANE", "CNMAE", "CNAMES")


def _repository_problems(made: Settings) -> Iterator[Problem]:
    """Settings that were made for another repository than the one that this is a copy of."""
    config, told = made.folder / ".git" / "config", made.get("repo_url")
    if not (config.is_file() and isinstance(told, str)):
        return
    origin = re.search(r'\[remote "origin"\][^\[]*?url\s*=\s*(\S+)', config.read_text("utf-8", "replace"))
    found = re.search(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$", origin[1]) if origin else None
    if found and found[1].lower() not in told.lower():
        text = f"this folder is a copy of github.com/{found[1]}; write its address, if the site is published from there"
        yield made.problem("repository", ("repo_url",), text)


def _unused_problems(made: Settings, files: Collection[str]) -> Iterator[Problem]:
    """Files in `docs/` whose names stand nowhere: in no page, data file, stylesheet, script or setting."""
    others = [path for path in files if not (path.endswith(".md") or path in SERVED or _is_domain(path))]
    others = [path for path in others if not any(part.startswith(".") for part in path.split("/"))]
    if not others:
        return
    sources = [made.folder / "docs" / path for path in files if Path(path).suffix in TEXTS]
    sources += [*made.folder.glob("data/*.yml"), *made.folder.glob("*.yml"), *made.folder.glob("overrides/**/*.html")]
    sources += made.folder.glob("overrides/**/*.css")
    texts = {path: path.read_text("utf-8", "replace") for path in sources}
    for path in others:
        name, own = path.rpartition("/")[2], made.folder / "docs" / path
        aside = made.leaves_out("exclude_docs", path)
        stem = Path(name).stem  # one that is named with another ending, or in capitals, is told there
        words = (name, stem) if len(stem) > 3 else (name,)
        others = "\n".join(text for source, text in texts.items() if source != own).casefold()
        if not aside and not any(word.casefold() in others for word in words):
            text = "this file is public and no page uses it; link to it, or delete it"
            yield Problem(f"docs/{path}", 1, 1, "", text, "unused-file")


def _inside(content: Any, where: Where) -> Any:
    for step in where:
        if isinstance(content, dict):
            content = content.get(step)
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        else:
            return None
    return content
