"""Addresses in the repository of a course: the line of a file, and a form to report a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit


@dataclass(frozen=True)
class Repository:
    """A repository by its address and, below it, the address at which the files of its folder `docs/` are edited."""

    url: str
    edit_uri: str

    def line(self, place: str) -> str:
        """Where a place like `data/schedule.yml:12` can be seen; nothing where the files have no addresses."""
        if not self.edit_uri:
            return ""
        docs = urljoin(f"{self.url.rstrip('/')}/", self.edit_uri).rstrip("/")
        file, _, line = place.partition(":")
        return f"{docs.removesuffix('/docs').replace('/edit/', '/blob/', 1)}/{file}#L{line}"

    def report(self, title: str, page: str) -> str:
        """A form for an issue about a page; nothing where the host has none that is known."""
        host = urlsplit(self.url).hostname or ""
        if host == "github.com":
            return f"{self.url.rstrip('/')}/issues/new?{urlencode({'title': title, 'body': page})}"
        if "gitlab" in host:
            said = {"issue[title]": title, "issue[description]": page}
            return f"{self.url.rstrip('/')}/-/issues/new?{urlencode(said)}"
        return ""
