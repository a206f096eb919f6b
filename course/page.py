"""A Markdown page: its text, its front matter, and what stands in its braces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import yaml
from jinja2 import Environment, TemplateSyntaxError, nodes

from course.problems import Problem
from course.syntax import LOADER

SYNTAX = Environment(autoescape=True)
"""What pages are read with; it renders nothing."""
SYNTAX.filters |= {"pretty": str, "relative_url": str}  # what the macros plugin adds; only the names matter here
_FRONT_MATTER = re.compile(r"\A-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^[\s>]*(`{3,}(?!.*`)|~{3,})")
_PRIVATE = re.compile(r"\{#.*?#\}|\{%-?\s*raw.*?endraw\s*-?%\}", re.DOTALL)
_UNSEEN = re.compile(rf"<!--.*?-->|{_PRIVATE.pattern}", re.DOTALL)
_HIDDEN = "\ue000"  # of a private area, so that nobody types it: code keeps its place, and is no text
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)|<(pre|code)\b.*?</\2>", re.DOTALL)
_CONTAINER = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|!!!|\?\?\?|===\s|\[\^[^\]]+\]:|:\s)")


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

    @property
    def is_draft(self) -> bool:
        """Whether the page is held back by its front matter: `draft: true`."""
        front_matter = self.front_matter
        return isinstance(front_matter, dict) and str(front_matter.get("draft")).lower() in ("true", "yes", "on")

    @cached_property
    def template(self) -> nodes.Template | TemplateSyntaxError:
        """What stands in the braces of the page, or why it cannot be read."""
        try:
            front_matter = _FRONT_MATTER.match(self.text)
            skipped = front_matter.end() if front_matter else 0
            text = "\n" * self.text[:skipped].count("\n") + self.text[skipped:]
            return SYNTAX.parse(text if self.has_macros else "")
        except TemplateSyntaxError as error:
            return error

    @cached_property
    def commented(self) -> str:
        """The text of the page, line by line, with front matter and code left blank."""
        return self._blanked(_PRIVATE)

    @cached_property
    def prose(self) -> str:
        """The text of the page, line by line, with front matter, code and comments left blank."""
        return self._blanked(_UNSEEN)

    @cached_property
    def headed(self) -> str:
        """As `prose`, but with the code in headings and other lines kept."""
        return self._blanked(_UNSEEN, code=True)

    def lines(self) -> Iterator[tuple[int, str]]:
        """The lines of the prose with their numbers."""
        return enumerate(self.prose.split("\n"), 1)

    def problem(self, check: str, line: int, token: str, text: str) -> Problem:
        """A problem at the first place of `token` in a line."""
        lines = self.text.split("\n")
        column = lines[line - 1].find(token.partition("\n")[0]) + 1 if line <= len(lines) else 1
        return Problem(self.file, line, max(column, 1), "", text, check)

    def found(self, check: str, match: re.Match[str], text: str) -> Problem:
        """A problem at a match in `prose` or `commented`."""
        token = match[0].lstrip("\n")
        line = match.string.count("\n", 0, match.end() - len(token)) + 1
        return self.problem(check, line, token, text)

    def _blanked(self, unseen: re.Pattern[str], *, code: bool = False) -> str:
        match = _FRONT_MATTER.match(self.text)
        skipped = match[0].count("\n") if match else 0
        text = "\n".join(self._without_blocks[0])
        plain = text if code else _CODE.sub(lambda match: _HIDDEN * len(match[0]), text)
        shown = unseen.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), plain)
        return "\n".join("" if number <= skipped else line for number, line in enumerate(shown.split("\n"), 1))

    @property
    def open_fence(self) -> int | None:
        """The line of a fence that opens a block of code which nothing closes."""
        return self._without_blocks[1]

    @cached_property
    def _without_blocks(self) -> tuple[list[str], int | None]:
        """The lines of the page, blank where they are in a block of code: fenced, or indented after a blank line.

        Beside them, the line of the fence that is open at the end.
        """
        fence, opened, inside, container, previous = "", None, False, 0, ""
        kept = []
        for number, line in enumerate(self.text.split("\n"), 1):
            mark, indent = _FENCE.match(line), len(line) - len(line.lstrip(" "))
            if line.strip() and indent < container:
                container = 0
            if fence:
                if line.strip(" >").startswith(fence) and not line.strip(" >`~"):
                    fence, opened = "", None
                kept.append("")
                continue
            inside = indent >= container + 4 and (inside or not previous.strip()) if line.strip() else inside
            if mark and not inside:
                fence, opened = mark[1], number
            kept.append("" if inside or fence else line)
            if _CONTAINER.match(line) and not inside:
                container = indent + 4
            previous = line
        return kept, opened
