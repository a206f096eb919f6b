"""What a browser makes of a built site: the home page as a syllabus to print, and the picture for shared links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path
from urllib.parse import urljoin

SYLLABUS = "syllabus.pdf"
CARD = "card.png"
CARD_SIZE = (1200, 630)
"""Width and height in pixels, as the sites that show links ask for (Open Graph, 1.91 to 1)."""

SCRIPT = re.compile(r"(?is)<script\b.*?</script>")
LINK = re.compile(r"""(?is)<a\s(?:"[^"]*"|'[^']*'|[^>"'])*>""")
TARGET = re.compile(r"""(?is)(?<=\s)href=("[^"]*"|'[^']*'|[^\s>]+)""")

OPTIONS = (
    *("--headless", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--hide-scrollbars"),
    "--no-sandbox",  # there is none in containers, and nothing is opened but our own pages
    "--force-device-scale-factor=1",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # pages are printed without the network
)


def printed(html: str, address: str, paper: str, head: str) -> str:
    """The home page as it is printed: without scripts, on some paper, its links leading to the site's `address`.

    Where there is no address, what leads to other pages of the site is no link. `head` comes first in its head: what
    keeps it from running or fetching anything meanwhile (W3C, Content Security Policy Level 3).
    """

    def absolute(link: re.Match[str]) -> str:
        target = unescape(link[1].strip("\"'"))
        whole = urljoin(address, target)
        if target.startswith("#") or re.match(r"[a-z][\w+.-]*:", whole):
            return f'href="{escape(target if target.startswith("#") else whole)}"'
        return ""

    still = LINK.sub(lambda link: TARGET.sub(absolute, link[0]), SCRIPT.sub("", html))
    still = re.sub(r"<html\b", f'<html data-paper="{paper}"', still, count=1)
    return re.sub(r"<head\b[^>]*>", lambda found: found[0] + head, still, count=1)


def to_pdf(browser: str, profile: str, page: Path, pdf: Path) -> Sequence[str]:
    """The command that prints a page, with tags for screen readers and headings as bookmarks."""
    made = (f"--print-to-pdf={pdf}", "--no-pdf-header-footer", "--generate-pdf-document-outline")
    return (browser, *OPTIONS, f"--user-data-dir={profile}", *made, page.as_uri())


def to_picture(browser: str, profile: str, page: Path, picture: Path) -> Sequence[str]:
    """The command that takes a picture of a page that fills CARD_SIZE."""
    size = ",".join(map(str, CARD_SIZE))
    return (
        browser,
        *OPTIONS,
        f"--user-data-dir={profile}",
        f"--window-size={size}",
        f"--screenshot={picture}",
        page.as_uri(),
    )
