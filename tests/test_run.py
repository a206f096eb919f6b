"""The runner: what it says to an old Python, to a wrong command, and how it waits for a mended file."""

import ast
import json
import subprocess
import sys

import pytest

import run
from tests.conftest import ROOT


def test_runner_can_be_read_by_any_python():
    ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 14), (3, 11, 4)])
def test_old_python_is_told_what_is_needed(monkeypatch, capsys, version):
    monkeypatch.setattr(sys, "version_info", version)

    code = run.main(["serve"])

    told = ".".join(map(str, version))
    assert (code, capsys.readouterr().err) == (2, f"This needs Python 3.11.5 or newer; this one is {told}.\n")


@pytest.mark.parametrize("arguments", [[], ["sevre"]])
def test_wrong_command_lists_the_right_ones(capsys, arguments):
    code = run.main(arguments)

    lines = capsys.readouterr().err.splitlines()
    assert code == 2
    assert lines[0] == "Usage: python3 run.py COMMAND"
    assert [line.split()[0] for line in lines[2:]] == list(run.COMMANDS)


def test_every_command_has_a_function():
    assert [name for name in run.COMMANDS if not callable(getattr(run, name, None))] == []


def test_environment_is_enough_without_the_tests(monkeypatch, tmp_path):
    """A course may delete tests/; one that has installed what they need has what a build needs."""
    for name in (run.BUILD_LOCK, run.TEST_LOCK):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(run, "HERE", str(tmp_path))
    monkeypatch.setattr(run, "VENV", str(tmp_path / ".venv"))
    mark = tmp_path / ".venv" / "installed"

    mark.write_text(run.digest(tmp_path / run.TEST_LOCK), "utf-8")
    both = run.install(run.BUILD_LOCK)
    mark.write_text(run.digest(tmp_path / run.BUILD_LOCK), "utf-8")
    (tmp_path / run.TEST_LOCK).unlink()

    assert (both, run.install(run.BUILD_LOCK)) == (None, None)
    assert run.install(run.TEST_LOCK) == f"The file {run.TEST_LOCK} is missing; take it from the repository again."


def test_missing_node_is_told_with_what_installs_it(monkeypatch, tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "package-lock.json").write_text("{}", "utf-8")
    monkeypatch.setattr(run, "HERE", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))

    assert run.install_node("tests") == run.NODE


def test_node_packages_are_installed_once_for_each_lock(monkeypatch, tmp_path):
    modules = tmp_path / "tests" / "node_modules"
    modules.mkdir(parents=True)
    (tmp_path / "tests" / "package-lock.json").write_text("{}", "utf-8")
    (modules / "installed").write_text(run.digest(tmp_path / "tests" / "package-lock.json"), "utf-8")
    monkeypatch.setattr(run, "HERE", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))

    assert run.install_node("tests") is None


def test_locks_of_node_name_no_registry_and_have_hashes():
    for folder in ("tests", "benchmarks"):
        packages = json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))["packages"]
        installed = {name: package for name, package in packages.items() if name}

        assert installed
        assert [name for name, has in installed.items() if "integrity" not in has or "resolved" in has] == []


@pytest.mark.parametrize("lock", [run.BUILD_LOCK, run.TEST_LOCK])
def test_lock_has_a_hash_for_everything_and_names_no_host(lock):
    text = (ROOT / lock).read_text("utf-8")
    packages = [block for block in text.replace("\\\n", "").splitlines() if "==" in block and not block.startswith("#")]

    assert len(packages) > 20
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in text


def test_check_command_tells_counts_and_fails(small):
    small.write("macros.py", (ROOT / "macros.py").read_text("utf-8"))
    small.write("mkdocs.yml", "site_name: Small\n")
    command = [sys.executable, "-m", "course", "check", str(small.root)]

    good = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    small.change("docs/tasks.md", "They make up", "On Nov 1 they make up")
    slip = subprocess.run([*command, "--strict"], cwd=ROOT, capture_output=True, text=True, check=False)
    small.change("docs/index.md", "{{ schedule() }}", "{{ schedul() }}")
    bad = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (good.returncode, good.stdout) == (0, "0 errors, 0 warnings, 11 silenced\n")
    assert (slip.returncode, slip.stdout.splitlines()[-1]) == (1, "0 errors, 1 warning, 11 silenced")
    assert (bad.returncode, bad.stdout.splitlines()) == (
        1,
        [
            "docs/index.md:27:4: error: there is no `schedul`; did you mean `schedule`? [unknown-name]",
            "docs/tasks.md:3:4: warning: the date `Nov 1` is typed by hand; write it in data/, in assignments.yml "
            "if it is a due date, and `{{ due_dates() }}` here [typed-date]",
            "1 error, 1 warning, 11 silenced",
        ],
    )


def test_browser_is_the_one_that_is_named_or_one_that_is_installed(monkeypatch, tmp_path):
    for name in ("msedge", "google-chrome", "mine"):
        (tmp_path / name).write_text("#!/bin/sh\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(run, "PLACES", (str(tmp_path / "none"), str(tmp_path / "mine")))
    monkeypatch.delenv("COURSE_BROWSER", raising=False)
    found = run.browser()
    monkeypatch.setattr(run, "BROWSERS", ())
    placed = run.browser()
    told = []
    for name in ("mine", "gone", ""):
        monkeypatch.setenv("COURSE_BROWSER", name)
        told.append(run.browser())

    assert (found, placed) == (str(tmp_path / "google-chrome"), str(tmp_path / "mine"))
    assert told == [str(tmp_path / "mine"), None, None]
