"""Bad versions of good courses, made mechanically, and what becomes of each: `python -m tests.mutations --list`.

A version is reported, or harmless (an equal course comes out), or a valid other course (the two courses differ in just
what was changed). Everything else is lost in silence. What is made hangs on nothing but the data.
"""

from __future__ import annotations

import difflib
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from course import project
from course.model.base import Model
from course.model.course import FILES
from course.problems import HINT, Problem
from tests.conftest import COURSES, ROOT

MOST = 18
"""How many versions of one kind are made of one course."""

NEAR = 3
"""How many lines a message may be away from the damage."""

REPORTED, HINTED, HARMLESS, OTHER, SILENT = "reported", "hinted", "harmless", "other", "silent"


@dataclass(frozen=True)
class Node:
    """A value of a data file: its path, where it begins and ends in the text, and its key's place, if it has one."""

    path: tuple[str | int, ...]
    start: int
    end: int
    value: Any
    plain: bool
    key: tuple[int, int] | None
    flow: bool


@dataclass(frozen=True)
class Version:
    """One damaged file: what was done at which place, in words that messages may name."""

    kind: str
    file: str
    content: bytes
    line: int
    words: tuple[str, ...]
    path: tuple[str, ...] = ()


@dataclass
class Result:
    """What has become of a version, and what was said of it."""

    version: Version
    outcome: str
    said: list[Problem] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)


BROKEN = ("bracket", "bytes", "truncated", "tab", "indentation")
"""The kinds of damage that a parser sees only further on."""

PATTERN = {"meetings", "days_off", "makeup_days", "term", "date", "time", "classes", "sections"}
MOVED = ("no-meeting", "taken", "too-few-meetings", "due-before-release", "due-order", "outside-term", "no-day")
"""What says when a course meets, and the checks that tell of it at the entries and due dates that move."""

MUST = (
    "tab",
    "indentation",
    "bracket",
    "repeated key",
    "key",
    "type",
    "empty",
    "reference",
    "no date",
    "hours",
    "bytes",
)
"""The kinds of damage that must be reported wherever they change the course at all."""


def nodes(text: str) -> list[Node]:
    """All values of a file, read without the project's own code."""
    return [*_nodes(yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)), (), None, False)]


def _nodes(node: yaml.Node, path: tuple, key: tuple[int, int] | None, flow: bool) -> Iterator[Node]:
    start, end = node.start_mark.index, node.end_mark.index
    plain = isinstance(node, yaml.ScalarNode) and not (node.style or "").strip()
    yield Node(path, start, end, _value(node), plain, key, flow)
    inner = flow or bool(getattr(node, "flow_style", False))
    if isinstance(node, yaml.SequenceNode):
        for n, each in enumerate(node.value):
            yield from _nodes(each, (*path, n), None, inner)
    elif isinstance(node, yaml.MappingNode):
        for name, each in node.value:
            place = (name.start_mark.index, name.end_mark.index)
            yield from _nodes(each, (*path, name.value), place, inner)


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    return [] if isinstance(node, yaml.SequenceNode) else {}


def versions(name: str, folder: Path) -> Iterator[Version]:
    """The bad versions of one course, each once."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted((folder / "data").glob("*.yml"))}
    seen: set[tuple[str, bytes]] = set()
    names, values = _names(texts, folder), {stem: nodes(text) for stem, text in texts.items()}
    for kind, damage in KINDS.items():
        chance, made = random.Random(f"{name} {kind}"), 0  # noqa: S311 - the same in every run
        for _ in range(MOST * 8):
            stem = chance.choice([*texts])
            found = damage(chance, texts[stem], values[stem], names)
            if found is None or made == MOST:
                continue
            content, at, words = found
            raw = content if isinstance(content, bytes) else content.encode()
            if raw == texts[stem].encode() or (stem, raw) in seen:
                continue
            seen.add((stem, raw))
            made += 1
            line, path = texts[stem].count("\n", 0, at) + 1, _path(stem, values[stem], at)
            yield Version(kind, f"data/{stem}.yml", raw, line, words, path)


def _path(stem: str, found: list[Node], at: int) -> tuple[str, ...]:
    """The names on the way to a place of a file: keys, and the ids and parts of the grade of the items around it."""
    around = [node for node in found if (node.key or (node.start,))[0] <= at < max(node.end, node.start + 1)]
    deepest = max(around, key=lambda node: len(node.path), default=found[0]).path
    ids = [
        node.value
        for node in found
        if node.path and node.path[-1] in ("id", "part") and deepest[: len(node.path) - 1] == node.path[:-1]
    ]
    top = () if stem == "course" else (stem,)
    return (
        *top,
        *(step for step in deepest if isinstance(step, str)),
        *(each for each in ids if isinstance(each, str)),
    )


def _names(texts: dict[str, str], folder: Path) -> set[str]:
    """Everything that a value may refer to: ids, keys of links, people, pages and files."""
    found = {path.relative_to(folder / "docs").as_posix() for path in (folder / "docs").rglob("*") if path.is_file()}
    for stem, text in texts.items():
        for node in nodes(text):
            last = node.path[-1] if node.path else None
            if last == "id" or (stem == "staff" and last == "name"):
                found.add(node.value)
            if stem == "links" and len(node.path) == 1:
                found.add(str(last))
            if len(node.path) == 2 and node.path[0] == "kinds":
                found.add(str(last))
    return found


# --- kinds of damage -----------------------------------------------------------------------------------------------

Damage = Callable[[random.Random, str, list[Node], set[str]], "tuple[str | bytes, int, tuple[str, ...]] | None"]


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _pick(chance: random.Random, found: list[Node], suits: Callable[[Node], bool]) -> Node | None:
    suited = [node for node in found if suits(node)]
    return chance.choice(suited) if suited else None


FREE = {"numbers", "formats"}
"""Mappings whose keys are words that people read."""


def _scalar(node: Node) -> bool:
    return isinstance(node.value, str) and node.key is not None and bool(node.value)


def _misspelled(chance: random.Random, word: str) -> str:
    n = chance.randrange(len(word))
    return chance.choice([word[:n] + word[n + 1 :], word[:n] + word[n] + word[n:], word[:n] + "x" + word[n + 1 :]])


def tab(chance, text, found, names):
    lines = list(re.finditer(r"(?m)^ +(?=\S)", text))
    match = chance.choice(lines) if lines else None
    return match and (_put(text, match.start(), match.end(), "\t"), match.start(), ())


def indentation(chance, text, found, names):
    lines = list(re.finditer(r"(?m)^ *(?=[^\s#])", text))
    texts = [node for node in found if isinstance(node.value, str)]
    lines = [match for match in lines if not any(node.start < match.start() < node.end for node in texts)]
    match = chance.choice(lines)
    new = " " * max(len(match[0]) + chance.choice([-1, 1, 1]), 0)
    return _put(text, match.start(), match.end(), new), match.start(), ()


def bracket(chance, text, found, names):
    places = [match.start() for match in re.finditer(r"[\[\]{}\"']", text)]
    places = [at for at in places if "#" not in text[text.rfind("\n", 0, at) + 1 : at]]
    at = chance.choice(places) if places else None
    return at and (_put(text, at, at + 1, ""), at, ())


def repeated_key(chance, text, found, names):
    node = _pick(chance, found, lambda node: _scalar(node) and node.plain)
    if node is None:
        return None
    key = text[slice(*node.key)]
    if node.flow:
        return _put(text, node.end, node.end, f", {key}: {node.value}x"), node.key[0], (key,)
    column = node.key[0] - text.rfind("\n", 0, node.key[0]) - 1
    end = text.find("\n", node.end)
    return _put(text, end, end, f"\n{' ' * column}{key}: {node.value}x"), node.key[0], (key,)


def key(chance, text, found, names):
    node = _pick(chance, found, lambda node: node.key is not None and not {*node.path[:-1]} & FREE)
    if node is None:
        return None
    old = text[slice(*node.key)]
    new = _misspelled(chance, old) or "x"
    return _put(text, *node.key, new), node.key[0], (old, new)


def type_(chance, text, found, names):
    node = _pick(chance, found, lambda node: node.key is not None and node.path != ())
    if node is None:
        return None
    old = text[node.start : node.end]
    choices = ["[[a, b], [c]]", "{wrong: thing}"] if isinstance(node.value, str) else ["[[[17]], [[18]]]"]
    keep = "\n" if old.endswith("\n") else ""
    return _put(text, node.start, node.end, chance.choice(choices) + keep), node.start, _inside(node, found)


def empty(chance, text, found, names):
    node = _pick(chance, found, _scalar)
    if node is None:
        return None
    keep = "\n" if text[node.start : node.end].endswith("\n") else ""
    return _put(text, node.start, node.end, keep), node.key[0], (str(node.path[-1]),)


def reference(chance, text, found, names):
    suits = lambda node: isinstance(node.value, str) and node.value in names and node.path[-1] not in ("id", "name")  # noqa: E731
    node = _pick(chance, found, suits)
    if node is None:
        return None
    new = _misspelled(chance, node.value)
    return None if new in names else (_put(text, node.start, node.end, new), node.start, (node.value, new))


def other_reference(chance, text, found, names):
    suits = lambda node: isinstance(node.value, str) and node.value in names and node.path[-1] not in ("id", "name")  # noqa: E731
    node = _pick(chance, found, suits)
    if node is None:
        return None
    alike = sorted(each for each in names if ("." in each) == ("." in node.value) and each != node.value)
    new = chance.choice(alike)
    return _put(text, node.start, node.end, new), node.start, (node.value, new)


def definition(chance, text, found, names):
    node = _pick(chance, found, lambda node: node.path and node.path[-1] in ("id", "name") and _scalar(node))
    if node is None:
        return None
    new = _misspelled(chance, node.value)
    return _put(text, node.start, node.end, new), node.start, (node.value, new)


def _dates(found: list[Node], text: str) -> list[tuple[int, str]]:
    inside = [node for node in found if isinstance(node.value, str)]
    pattern = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
    return [
        (node.start + match.start(), match[0])
        for node in inside
        if not (node.path and node.path[-1] in ("url", "title", "text", "note", "abstract")) and "://" not in node.value
        for match in pattern.finditer(text[node.start : node.end])
    ]


def no_date(chance, text, found, names):
    dates = _dates(found, text)
    if not dates:
        return None
    at, old = chance.choice(dates)
    new = chance.choice([f"{old[:8]}32", f"{old[:5]}13-{old[8:]}", f"{old[:5]}02-30", old.replace("-", "."), "soon"])
    return _put(text, at, at + 10, new), at, (old, new)


def other_date(chance, text, found, names):
    dates = _dates(found, text)
    if not dates:
        return None
    at, old = chance.choice(dates)
    day = int(old[8:]) + chance.choice([-1, 1])
    new = f"{old[:8]}{day:02}"
    return (_put(text, at, at + 10, new), at, (old, new)) if 1 <= day <= 28 else None


def hours(chance, text, found, names):
    spans = [*re.finditer(r"(\d{1,2}:\d{2})-(\d{1,2}:\d{2})", text)]
    spans = [match for match in spans if "#" not in text[text.rfind("\n", 0, match.start()) + 1 : match.start()]]
    if not spans:
        return None
    match = chance.choice(spans)
    new = chance.choice([f"{match[2]}-{match[1]}", f"{match[1]}-25:00", f"{match[1]}-{match[2]}0"])
    return _put(text, match.start(), match.end(), new), match.start(), (new,)


def pair(chance, text, found, names):
    """Deletes a key with its value."""
    node = _pick(chance, found, lambda node: node.key is not None)
    if node is None:
        return None
    start, end = node.key[0], node.end
    if node.flow:
        after = re.match(r"\s*,\s*", text[end:])
        before = re.search(r",\s*$", text[:start])
        end += len(after[0]) if after else 0
        start -= len(before[0]) if before and not after else 0
    elif text[text.rfind("\n", 0, start) + 1 : start].strip() == "":
        start = text.rfind("\n", 0, start) + 1
        end = end if text[end - 1 : end] == "\n" else text.find("\n", end) + 1
    else:
        return None
    return _put(text, start, end, ""), node.key[0], (str(node.path[-1]), *_inside(node, found))


def item(chance, text, found, names):
    """Deletes an item of a list."""
    node = _pick(chance, found, lambda node: node.path and isinstance(node.path[-1], int))
    if node is None:
        return None
    start, end = node.start, node.end
    if node.flow:
        after = re.match(r"\s*,\s*", text[end:])
        before = re.search(r",\s*$", text[:start])
        end += len(after[0]) if after else 0
        start -= len(before[0]) if before and not after else 0
    else:
        start = text.rfind("\n", 0, start) + 1
        end = end if text[end - 1 : end] == "\n" else text.find("\n", end) + 1
    return _put(text, start, end, ""), node.start, _inside(node, found)


def _inside(node: Node, found: list[Node]) -> tuple[str, ...]:
    """The names that are inside of a value, and gone with it."""
    gone = [each for each in found if each.path[: len(node.path)] == node.path and isinstance(each.value, str)]
    return tuple({each.value for each in gone} | {str(step) for each in gone for step in each.path})


def swap_values(chance, text, found, names):
    """Swaps the values that two things have under the same key."""
    node = _pick(chance, found, lambda node: _scalar(node) and node.plain)
    others = [each for each in found if node and _scalar(each) and each.plain and each.path[-1] == node.path[-1]]
    others = [each for each in others if node and each.value != node.value]
    if not others:
        return None
    one, other = sorted([node, chance.choice(others)], key=lambda each: each.start)
    old_one, old_other = text[one.start : one.end], text[other.start : other.end]
    new = _put(_put(text, other.start, other.end, old_one), one.start, one.end, old_other)
    return (
        new,
        one.start,
        (one.value, other.value, text[: other.start].count("\n") and f":{text.count(chr(10), 0, other.start) + 1}"),
    )


def swap_items(chance, text, found, names):
    """Swaps two neighbours in a list."""
    node = _pick(chance, found, lambda node: node.path and isinstance(node.path[-1], int) and node.path[-1] > 0)
    if node is None:
        return None
    before = next(each for each in found if each.path == (*node.path[:-1], node.path[-1] - 1))
    one, other = text[before.start : before.end], text[node.start : node.end]
    if one.endswith("\n") or other.endswith("\n") or "\n" in one + other:
        return None
    new = _put(_put(text, node.start, node.end, one), before.start, before.end, other)
    return new, before.start, (*_inside(node, found), *_inside(before, found))


def typo(chance, text, found, names):
    node = _pick(chance, found, lambda node: isinstance(node.value, str) and len(node.value) > 2)
    if node is None:
        return None
    at = chance.randrange(node.start, node.end)
    new = text[:at] + chance.choice("axz19-_ :#") + text[at + 1 :]
    return new, at, (node.value,)


def number(chance, text, found, names):
    amounts = [node for node in found if isinstance(node.value, str) and re.fullmatch(r"\d{1,3}", node.value)]
    node = chance.choice(amounts) if amounts else None
    return node and (_put(text, node.start, node.end, str(int(node.value) + 5)), node.start, (node.value,))


def address(chance, text, found, names):
    node = _pick(chance, found, lambda node: isinstance(node.value, str) and node.value.startswith("https://"))
    if node is None:
        return None
    old = text[node.start : node.end]
    new = chance.choice(
        [old.replace("https://", ""), old.replace("https:", "https"), old.replace("://", ": //"), old[:9]]
    )
    return _put(text, node.start, node.end, new), node.start, (node.value,)


def truncated(chance, text, found, names):
    at = chance.randrange(len(text) // 4, len(text) - 1)
    gone = {node.value for node in found if isinstance(node.value, str) and node.end > at}
    return text[:at], at, tuple(gone | {str(node.path[-1]) for node in found if node.path and node.end > at})


def random_bytes(chance, text, found, names):
    raw, node = text.encode(), chance.choice(found)
    at = len(text[: node.start].encode())
    junk = bytes(
        chance.choice([chance.randrange(1, 9), chance.randrange(128, 256)]) for _ in range(chance.randrange(1, 5))
    )
    return raw[:at] + junk + raw[at:], node.start, ()


KINDS: dict[str, Damage] = {
    "tab": tab,
    "indentation": indentation,
    "bracket": bracket,
    "repeated key": repeated_key,
    "key": key,
    "type": type_,
    "empty": empty,
    "reference": reference,
    "no date": no_date,
    "hours": hours,
    "bytes": random_bytes,
    "address": address,
    "definition": definition,
    "truncated": truncated,
    "pair deleted": pair,
    "item deleted": item,
    "other reference": other_reference,
    "other date": other_date,
    "number": number,
    "values swapped": swap_values,
    "items swapped": swap_items,
    "typo": typo,
}


# --- what becomes of a version ---------------------------------------------------------------------------------------


def judge(root: Path, base: project.Project, version: Version) -> Result:
    """Reads a course with one file damaged, and puts the file back."""
    path = root / version.file
    good = path.read_bytes()
    path.write_bytes(version.content)
    try:
        found = project.read(root)
        known = {(problem.check, problem.text) for problem in base.problems}
        new = [problem for problem in found.problems if (problem.check, problem.text) not in known]
        grave = [problem for problem in new if problem.level != HINT]
        if grave:
            return Result(version, REPORTED if _is_placed(version, grave) else SILENT, new)
        if found.course == base.course:
            return Result(version, HARMLESS, new)
        differs = _differences(good, version, base, found)
        outcome = SILENT if differs is None else HINTED if new else OTHER
        return Result(version, outcome, new, differs or [])
    finally:
        path.write_bytes(good)


def _is_placed(version: Version, said: list[Problem]) -> bool:
    """Whether a message stands at the damage, around it, or at a place of use that names what was damaged."""
    here = [each for each in said if each.file == version.file]
    if any(abs(each.line - version.line) <= NEAR for each in here):
        return True
    broken = [each for each in here if version.kind in BROKEN or each.check == "syntax"]
    if any(each.line >= version.line or each.line == 1 for each in broken):
        return True  # what is cut off or left open shows where the next thing begins, or where the file does
    if {*version.path} & PATTERN and any(each.check in MOVED for each in said):
        return True
    names = [*filter(None, version.words), *version.path]
    return any(_names_it(f"{each.path} {each.text}", names) for each in said)


def _names_it(text: str, names: list[str]) -> bool:
    return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name in names)


def _differences(good: bytes, version: Version, base: project.Project, found: project.Project) -> list[str] | None:
    """The paths in which two courses differ; None unless they are just those in which the files differ."""
    stem = Path(version.file).stem
    raw = [yaml.load(text.decode("utf-8-sig"), Loader=yaml.BaseLoader) for text in (good, version.content)]
    models = [_dumped(each.course) for each in (base, found)]
    own = [each[stem] if stem in FILES else {k: v for k, v in each.items() if k not in FILES} for each in models]
    others = [{k: v for k, v in each.items() if (k in FILES) == (stem not in FILES) or k != stem} for each in models]
    others = [{k: v for k, v in each.items() if k != stem and (stem in FILES or k in FILES)} for each in others]
    if others[0] != others[1]:
        return None
    written, read = {*_differing(*raw)}, {*_differing(*own)}
    covered = all(any(_touch(one, other) for other in read) for one in written)
    exact = all(any(_touch(one, other) for other in written) for one in read)
    return sorted(".".join(path) for path in read) if covered and exact and read else None


def _dumped(value: Any) -> Any:
    """What somebody has written of a model, as lists and mappings."""
    if isinstance(value, Model):
        return {name: _dumped(getattr(value, name)) for name in value.model_fields_set}
    if isinstance(value, dict):
        return {key: _dumped(each) for key, each in value.items()}
    return [_dumped(each) for each in value] if isinstance(value, tuple) else value


def _touch(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    n = min(len(one), len(other))
    return one[:n] == other[:n]


def _differing(one: Any, other: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths at which two values differ, without the numbers of lists."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() | other.keys():
            if one.get(key, ...) != other.get(key, ...):
                yield from _differing(one.get(key), other.get(key), (*path, str(key)))
    elif isinstance(one, list | tuple) and isinstance(other, list | tuple):
        texts = [[repr(each) for each in several] for several in (one, other)]
        for action, a, b, c, d in difflib.SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
            if action == "replace" and b - a == d - c:
                for n in range(b - a):
                    yield from _differing(one[a + n], other[c + n], path)
            elif action != "equal":
                yield path
    elif one != other:
        yield path


def judged(name: str, folder: Path) -> Iterator[Result]:
    """What becomes of all bad versions of a course."""
    with TemporaryDirectory() as temporary:
        root = Path(temporary)
        for part in ("data", "docs"):
            shutil.copytree(folder / part, root / part, ignore=shutil.ignore_patterns("schema", "*.md.bak"))
        base = project.read(root)
        for version in versions(name, folder):
            yield judge(root, base, version)


def table(results: list[Result]) -> str:
    """The counts by kind of damage."""
    columns = (REPORTED, HINTED, HARMLESS, OTHER, SILENT)
    counts = Counter((each.version.kind, each.outcome) for each in results)
    lines = [f"{'damage':<16}{'made':>7}" + "".join(f"{column:>10}" for column in columns)]
    for kind in [*KINDS, "all"]:
        row = [sum(counts[each, column] for each in KINDS if kind in (each, "all")) for column in columns]
        lines.append(f"{kind:<16}{sum(row):>7}" + "".join(f"{count:>10}" for count in row))
    return "\n".join(lines)


FOLDERS = {"this course": ROOT} | {path.parent.name: path.parent for path in sorted(COURSES.glob("*/data"))}
"""The courses that are damaged, by name."""

if __name__ == "__main__":
    everything = [(name, result) for name, folder in FOLDERS.items() for result in judged(name, folder)]
    if "--list" in sys.argv:
        for name, result in everything:
            if result.outcome in (OTHER, HINTED, SILENT):
                told = "; ".join(map(str, result.said[:2])) or ", ".join(result.differs[:4])
                place = f"{name}/{result.version.file}:{result.version.line}"
                print(f"{result.outcome:<9}{result.version.kind:<16}{place} {result.version.words[:2]} {told}")
    print(table([result for _, result in everything]))
