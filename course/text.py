"""Titles, texts and notes: inline Markdown and mathematics, never HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

EXTENSIONS = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.betterem": {},
    "pymdownx.caret": {},
    "pymdownx.mark": {},
    "pymdownx.tilde": {},
}
MAY_BE_MARKDOWN = re.compile(r"[*_`$~=^\[\\]")
SHORT = 30  # signs that a description has at least, so that `Joint work.` is not all of it
LONGEST = 72  # signs of an address that somebody might type
_FAMILY_FIRST = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE = re.compile(r"(?<!\b\w)[.!?](?=\s+[^\W\d_])|[。！？]")
OUTSIDE = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


def inline(text: str, page_url: Callable[[str], str]) -> Markup:
    """The HTML of a text; `page_url` turns the path of a page or file in `docs/` into its address.

    Raises ValueError for a link that leads neither to the web nor to a page or file of the site.
    """
    if not MAY_BE_MARKDOWN.search(text):
        return escape(text)
    html = _html(text)
    return Markup(re.sub(r'(?<=<a href=")[^"]*', lambda match: _address(unescape(match[0]), page_url), html))  # noqa: S704


def plain(text: str) -> str:
    """A text without its markup, for feeds and for labels; formulas stay as they were typed."""
    if not MAY_BE_MARKDOWN.search(text):
        return text
    html = re.sub(r'<span class="arithmatex">\\\((.*?)\\\)</span>', r"\1", _html(text))
    return unescape(re.sub(r"<[^>]+>", "", html))


def first_sentence(text: str) -> str:
    """The first sentence of a paragraph, with those behind it as long as it is short."""
    text = " ".join(text.split())
    ends = (match.end() for match in _SENTENCE.finditer(text))
    return text[: next((end for end in ends if end >= SHORT), len(text))]


def typed(address: str) -> str:
    """An address as it stands on paper, for people who type it; of one that nobody would type, its host."""
    bare = re.sub(r"^(https?://(www\.)?|mailto:)", "", address, flags=re.IGNORECASE).rstrip("/")
    return bare if len(bare) <= LONGEST else f"{bare.partition('/')[0]}/…"


def initials(name: str) -> str:
    """The initials of a name: of its first and its last word, a number in full: `AL` of Ada Lovelace, `T1` of TA 1.

    Titles such as `Prof.` and small words such as `van der` do not count where others are left; a name in Chinese,
    Japanese or Korean has one, as its family name comes first.
    """
    said = re.sub(r"\(.*?\)", "", plain(name)).partition(",")[0].strip() or name
    if _FAMILY_FIRST.match(said):
        return said[0]
    words = [word for word in re.findall(r"\d+|[^\s\d-]+", said) if any(map(str.isalnum, word))]
    full = [word for word in words if not re.fullmatch(r"[^\W\d]{2,}\.", word)]
    words = full if any(map(str.isalpha, "".join(full))) else words
    large = [word for word in words if not word[0].islower()]
    words = large if any(map(str.isalpha, "".join(large))) else words
    first = [word if word.isdigit() else next(filter(str.isalnum, word)).upper() for word in words]
    return "".join(first[:1] + first[1:][-1:]) or said[:1]


@cache
def _html(text: str) -> str:
    html = _parser().reset().convert(" ".join(text.split()))
    return html.removeprefix("<p>").removesuffix("</p>")


@cache
def _parser() -> markdown.Markdown:
    parser = markdown.Markdown(extensions=[*EXTENSIONS], extension_configs=EXTENSIONS)
    for name in ("html_block",):
        parser.preprocessors.deregister(name)
    for name in ("html", "entity", "image_link", "image_reference"):
        parser.inlinePatterns.deregister(name)
    for name in [item.name for item in parser.parser.blockprocessors._priority if item.name != "paragraph"]:
        parser.parser.blockprocessors.deregister(name)  # a title that begins with `1.` is no list
    parser.treeprocessors.register(_NewTab(parser), "new_tab", 0)
    return parser


class _NewTab(Treeprocessor):
    """Links to other sites open a new tab, as everywhere on the site."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if OUTSIDE.match(link.get("href", "")):
                link.set("target", "_blank")
                link.set("rel", "noopener")


def _address(address: str, page_url: Callable[[str], str]) -> Markup:
    if OUTSIDE.match(address) or address.startswith("#"):
        return escape(address)
    if ":" in address:
        raise ValueError(f"`{address}` is not an address for a link; write https://..., or the path of a page in docs/")
    path, hash_sign, anchor = address.partition("#")
    return escape(f"{page_url(path)}{hash_sign}{anchor}")
