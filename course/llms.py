"""The pages of a site as `llms.txt` lists them (llmstxt.org): titles, addresses, descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from course.page import Page
from course.shared import Shared

Listed = tuple[str, str, str]
"""The title, the address and the description of a page."""


def pages(shared: Shared, texts: Iterable[Page], nav: Any) -> list[Listed]:
    """The pages of the menu `nav` in its order, then the others of `texts`."""
    named = dict(_named(nav))
    texts = {page.path: page for page in texts}
    order = [*(path for path in named if path in texts), *(path for path in texts if path not in named)]
    return [
        (named.get(path) or _title(shared, texts[path]), shared.page_url(path), _about(shared, texts[path]))
        for path in order
    ]


def _named(nav: Any) -> Iterable[tuple[str, str | None]]:
    """The pages of a menu with their titles, as far as it gives some."""
    for item in nav or ():
        title, inner = next(iter(item.items())) if isinstance(item, dict) else (None, item)
        if isinstance(inner, list):
            yield from _named(inner)
        else:
            yield inner, title


def _title(shared: Shared, page: Page) -> str:
    """The title of a page: what its head says, its first heading, the title of its entry, or its name."""
    said = page.front_matter.get("title") if isinstance(page.front_matter, Mapping) else None
    heading = re.search(r"(?m)^# +(.+?)[ #]*$", page.prose)
    entry = next((event.entry for event in shared.calendar.events if event.entry.page == page.path), None)
    return str(said or (heading and heading[1]) or (entry and shared.told(entry.title)) or page.path)


def _about(shared: Shared, page: Page) -> str:
    said = page.front_matter.get("description") if isinstance(page.front_matter, Mapping) else None
    return " ".join(str(said or shared.about(page.path) or "").split())
