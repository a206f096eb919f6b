"""What `course/` may know: only modules before it in the row of CONTRIBUTING.md; no MkDocs, clock or environment."""

import ast
import re

import pytest

from tests.conftest import ROOT


def name_of(path):
    """The name of a module below `course`: `model.base`; that of a package is its folder's."""
    parts = path.relative_to(ROOT / "course").with_suffix("").parts
    return ".".join(parts).removesuffix("__init__").removesuffix(".")


MODULES = {name_of(path): ast.parse(path.read_text("utf-8")) for path in (ROOT / "course").rglob("*.py")}
DOCUMENTED = {name for name, tree in MODULES.items() if len(tree.body) > 1}  # packages that hold modules alone say so
(ROW,) = re.findall(r"^> (problems, .*)$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
ORDER = ROW.replace("\\", "").split(", ")


PACKAGES = ("course", "course.model", "course.calendar", "course.check", "course.pages")


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (
                [f"{node.module}.{name.name}" for name in node.names] if node.module in PACKAGES else [node.module]
            )


def test_row_names_every_module():
    assert sorted(ORDER) == sorted(DOCUMENTED)


@pytest.mark.parametrize("module", sorted(DOCUMENTED))
def test_imports_go_one_way(module):
    ours = {name.removeprefix("course.") for name in imported(MODULES[module]) if name.startswith("course.")}

    assert [name for name in ours & DOCUMENTED if ORDER.index(name) >= ORDER.index(module)] == []


@pytest.mark.parametrize("module", MODULES)
def test_course_knows_no_mkdocs_no_clock_and_no_environment(module):
    names = {node.attr for node in ast.walk(MODULES[module]) if isinstance(node, ast.Attribute)}

    assert {name.split(".")[0] for name in imported(MODULES[module])} & {
        "mkdocs",
        "mkdocs_macros",
        "os",
        "time",
    } == set()
    told = {"now"} if module == "__main__" else set()  # the commands are a door, as macros.py is
    assert names & {"now", "today", "utcnow", "environ", "getenv", "cwd"} - told == set()


def test_no_code_catches_everything():
    trees = [*MODULES.values(), *(ast.parse((ROOT / name).read_text("utf-8")) for name in ("macros.py", "run.py"))]
    caught = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]

    assert caught
    assert [
        ast.unparse(node.type) for node in caught if node.type is None or ast.unparse(node.type) == "Exception"
    ] == []
