"""The numbers of entries and assignments: their own, or counted in the order of time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from course.calendar.items import Deadline, Event
from course.model.entries import Entry
from course.model.work import Assignment


def numbers(items: Iterable[Event | Deadline]) -> dict[str, str | None]:
    """The numbers by id; those of one thing, in several sections or sittings, are the same. Drafts are not counted."""
    items = [*items]
    totals = Counter(kind for kind, _ in {(_kind(item), _thing(item).id) for item in items})
    counted: Counter[str] = Counter()
    found: dict[str, str | None] = {}
    for item in items:
        thing, kind = _thing(item), _kind(item)
        if thing.id in found:
            continue
        own = re.match(r"\d+", thing.number) if thing.number else None
        counted[kind] = int(own[0]) if own else counted[kind] + (not thing.number)
        computed = str(counted[kind]) if item.kind.numbered and totals[kind] > 1 else None
        found[thing.id] = thing.number or computed
    return found


def _thing(item: Event | Deadline) -> Entry | Assignment:
    return item.entry if isinstance(item, Event) else item.assignment


def _kind(item: Event | Deadline) -> str:
    """The kind by which something is counted."""
    return item.kind.counted_with or _thing(item).kind or ""
