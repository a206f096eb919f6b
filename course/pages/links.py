"""Links and pictures in pages: files and anchors that do not exist, texts that say nothing."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from course.page import Page
from course.problems import Problem, nearest, no_anchor, no_file

_TEXT = r"((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)"
_TARGET = r"\(\s*(?:<([^<>\n]*)>|((?:[^\s()]|\([^\s()]*\))*))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_LINK = re.compile(rf"(!?)\[{_TEXT}\]{_TARGET}")
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?([^\s>]+)>?", re.MULTILINE)
_RAW = re.compile(r"""<[a-z][^>]*?\s(src|href)=["']?([^"'>\s]+)[^>]*>""", re.IGNORECASE)
_ANCHOR_TEXT = re.compile(r"<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)

SCHEMES = ("http", "https", "mailto", "tel", "webcal", "data", "ftp", "sms")
_SPACED = re.compile(r"\]\([^()<>{}\s\"']+(?: [^()<>{}\s\"']+)+\)")
_APART = re.compile(r"(?<!!)\[[^\[\]\n]+\] \((?:https?:|[\w./-]+\.(?:md|pdf|html|png|jpg)\))")
_UNCLOSED = re.compile(r"\]\((?:https?:|[\w./-]+\.\w+)[^()\n]*$", re.MULTILINE)
_BY_NAME = re.compile(r"(?<![\w\]!])\[(?!\d+\])([^\[\]\n]+)\]\[([^\[\]\n]*)\](?!\()")
_NOTE = re.compile(r"\[\^([^\[\]\n]+)\](?!:)")

EMPTY_WORDS = frozenset(
    (
        *("here", "click here", "this", "this link", "this page", "link", "more", "read more"),
        *("hier", "hier klicken", "klicken sie hier", "ici", "cliquez ici", "lien", "aquí", "haz clic aquí", "enlace"),
        *("aqui", "clique aqui", "여기", "링크"),
    )
)
"""Texts of links that say nothing where they are read alone, as screen readers do (WCAG 2.2, 2.4.4)."""

Anchors = Mapping[str, frozenset[str] | None]


def problems(page: Page, files: Collection[str], known: Anchors) -> Iterator[Problem]:
    """Links that lead nowhere, and links whose text does not say where to."""
    for match in _LINK.finditer(page.prose):
        yield from _target_problems(page, match, match[3] or match[4] or "", files, known)
        if not match[1]:
            yield from _text_problems(page, match, match[2])
    for match in _DEFINED.finditer(page.prose):
        yield from _target_problems(page, match, match[1], files, known)
    for match in _ANCHOR_TEXT.finditer(page.prose):
        yield from _text_problems(page, match, re.sub(r"<[^>]*>", "", match[1]))
    for match in _RAW.finditer(page.prose):
        yield from _raw_problems(page, match, files)
    yield from _broken_problems(page)


def _target_problems(
    page: Page, match: re.Match[str], target: str, files: Collection[str], known: Anchors
) -> Iterator[Problem]:
    address = urlsplit(target)
    if address.scheme and address.scheme not in SCHEMES and "{" not in target:
        near = nearest(address.scheme, SCHEMES) or "https"
        text = f"`{address.scheme}:` begins no address; write `{near}:`, or the path of a page"
        yield page.found("unknown-path", match, text)
    if address.scheme or address.netloc or "{" in target:
        return
    if target.startswith("/"):
        text = f"`{target}` begins at the root of the host; write the path from this page's folder, without the `/`"
        yield page.found("unknown-path", match, text)
        return
    path = unquote(address.path)
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
    if not target:
        yield page.found("unknown-path", match, "this link has no address; write one between the round brackets")
    elif whole not in files:
        yield page.found(_kind(whole), match, no_file(whole, files, posixpath.dirname(page.path) or "."))
    elif address.fragment and known.get(whole) is not None and unquote(address.fragment) not in known[whole]:
        yield page.found("unknown-anchor", match, no_anchor(whole, unquote(address.fragment), known[whole]))


def _broken_problems(page: Page) -> Iterator[Problem]:
    """What was meant as a link or a note, and is printed as it stands."""
    for pattern, text in (
        (_SPACED, "an address with a space breaks off there; write `<` before the whole address and `>` after it"),
        (_APART, "a space parts this link from its address; delete the space between `]` and `(`"),
        (_UNCLOSED, "the address of this link has no end; write `)` behind it"),
    ):
        for match in pattern.finditer(page.prose):
            yield page.found("broken-link", match, text)
    defined = {name.strip().casefold() for name in re.findall(r"^ *\[([^\]\n]+)\]:", page.prose, re.MULTILINE)}
    for match in _BY_NAME.finditer(page.prose):
        name = match[2] or match[1]
        if name.strip().casefold() not in defined:
            text = f"nothing says what `[{name}]` is; write a line `[{name}]: https://...`, or the address in ( )"
            yield page.found("broken-link", match, text)
    for match in _NOTE.finditer(page.prose):
        if f"^{match[1]}".casefold() not in defined:
            text = f"there is no note `{match[1]}`; write a line `[^{match[1]}]: ...` with its text"
            yield page.found("broken-link", match, text)


def _kind(path: str) -> str:
    return "unknown-page" if path.endswith(".md") else "unknown-path"


def _text_problems(page: Page, match: re.Match[str], words: str) -> Iterator[Problem]:
    if " ".join(words.split()).strip(" .!:*_→»>").casefold() in EMPTY_WORDS:
        text = f"the link says only `{words.strip()}`; write what it leads to, such as `the slides of lecture 5`"
        yield page.found("link-text", match, text)


def _raw_problems(page: Page, match: re.Match[str], files: Collection[str]) -> Iterator[Problem]:
    attribute, target = match[1].lower(), match[2]
    address = urlsplit(target)
    if address.scheme or address.netloc or address.path[:1] in ("", "/") or "{" in target:
        return
    if attribute == "href" and address.path.endswith(".md"):
        text = f"`{match[0]}` will not lead to the page once the site is built; write `[text]({target})` instead"
        yield page.found("unknown-page", match, text)
        return
    stem, _ = posixpath.splitext(page.path)
    folders = (stem, posixpath.dirname(stem))  # as the page's address ends in a slash, or in .html
    if posixpath.basename(stem) in ("index", "README"):
        folders = folders[1:]
    paths = [posixpath.normpath(posixpath.join(base, unquote(address.path))) for base in folders]
    found = {f"{path}{end}" for path in paths for end in ("", ".md", "/index.md")} & {*files}
    home = any(path == "." for path in paths)
    if not (found or home):
        line = page.prose.count("\n", 0, match.start(2)) + 1
        yield page.problem("unknown-path", line, target, no_file(paths[0], files))
