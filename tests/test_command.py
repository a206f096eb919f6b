"""The command `check` as people and programs call it, and the hook that refuses a commit with mistakes."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT


def check(folder, *options, cwd=ROOT, **settings):
    command = [sys.executable, "-m", "course", "check", str(folder), *options]
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | settings, capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout


@pytest.fixture
def slips(small):
    """The small course with an error, a warning and a hint, in two files."""
    small.change("data/schedule.yml", "kind: session", "kind: sesion")
    small.change("docs/tasks.md", "They make up", "On Nov 1 they make up")
    small.change("data/schedule.yml", "title: Last Things", "title: First Things")
    return small


def test_all_levels_are_told_in_the_order_of_files_and_lines(slips):
    code, output = check(slips.root)

    assert code == 1
    assert output.splitlines() == [
        "data/schedule.yml:3:49: error: sess01.kind: there is no kind of entry `sesion`; did you mean `session`? "
        "[unknown-kind]",
        "data/schedule.yml:18:22: hint: lec03.title: has the same title as the entry in data/schedule.yml:1; "
        "change one, or write one entry with `classes: 2` [repeated-title]",
        "docs/tasks.md:3:4: warning: the date `Nov 1` is typed by hand; write it in data/, in assignments.yml if "
        "it is a due date, and `{{ due_dates() }}` here [typed-date]",
        "1 error, 1 warning, 1 hint, 11 silenced",
    ]


def test_hint_fails_nothing(small):
    small.change("data/schedule.yml", "title: Last Things", "title: First Things")

    assert check(small.root, "--strict")[0] == 0


def test_annotations_and_a_summary(slips, tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")

    code, output = check(slips.root, "--format", "github", "--summary", str(summary))

    assert code == 1
    assert [line.partition(" ")[0] for line in output.splitlines()[:-1]] == ["::error", "::notice", "::warning"]
    assert summary.read_text("utf-8").startswith("before\n### Check of the course: 1 error, 1 warning, 1 hint")


def test_json_for_programs(slips):
    code, output = check(slips.root, "--format", "json")

    assert code == 1
    assert [(item["level"], item["check"], item["line"]) for item in json.loads(output)] == [
        ("error", "unknown-kind", 3),
        ("hint", "repeated-title", 18),
        ("warning", "typed-date", 3),
    ]


def test_day_to_check_for(small):
    small.change("data/schedule.yml", "title: First Things", "title: First Things, place: TBA")

    assert "past-tba" not in check(small.root, COURSE_NOW="2026-03-01")[1]
    assert "past-tba" in check(small.root, COURSE_NOW="2026-03-10")[1]
    assert "past-tba" in check(small.root, "--now", "2026-03-10T08:00")[1]
    assert check(small.root, "--now", "soon")[0] == 2


def test_terminal_shows_the_line_in_colour(slips):
    """On a pseudo-terminal, as nobody else would see it."""
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "course", "check", str(slips.root)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=child, stderr=child)
    os.close(child)
    said = b""
    while chunk := _read(parent):
        said += chunk
    process.wait()

    text = said.decode().replace("\r\n", "\n")
    assert "\x1b[" in text
    plain = re.sub(r"\x1b\[[\d;]*m", "", text).splitlines()
    assert plain[0].startswith("data/schedule.yml:3:49: error: ")
    assert plain[1].index("sesion") == plain[2].index("^")


def _read(parent):
    try:
        return os.read(parent, 4096)
    except OSError:  # Linux says so that the other end is closed
        return b""


def test_built_site_is_checked(small_site):
    built = small_site.build("--strict")
    good = check(small_site.root, "--site", str(built.site), "--strict")
    page = built.site / "tasks" / "index.html"
    page.write_text(page.read_text("utf-8").replace("They make up", '<a href="../nowhere/">x</a> {{ links.forum }}'))
    bad = check(small_site.root, "--site", str(built.site))

    assert good == (0, "0 errors, 0 warnings\n")
    assert bad[0] == 1
    assert [re.sub(r":\d+:\d+:", ":", line) for line in bad[1].splitlines()] == [
        "site/tasks/index.html: error: `../nowhere/` leads nowhere; correct it in docs/tasks.md, or in data/ if a "
        "macro prints it [dead-link]",
        "site/tasks/index.html: error: visitors see `{{ links.forum }}` as it stands; correct it in docs/tasks.md, "
        "or put it in backticks [left-over]",
        "2 errors, 0 warnings",
    ]


def test_site_that_is_not_built(small, tmp_path):
    assert (
        check(small.root, "--site", str(tmp_path))[1]
        .splitlines()[0]
        .endswith("error: there is no page here; build the site first, with `python3 run.py build` [missing-file]")
    )


def test_hook_refuses_a_commit_with_mistakes(small, tmp_path):
    """The hook of the repository, with a stand-in for the runner that calls the same command."""
    for name in ("course", ".githooks"):
        shutil.copytree(ROOT / name, small.root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "macros.py", small.root)
    runner = f"import subprocess, sys\nsys.exit(subprocess.call([{sys.executable!r}, '-m', 'course', *sys.argv[1:]]))\n"
    small.write("run.py", runner)

    def git(*words):
        names = ["-c", "user.name=TA", "-c", "user.email=ta@example.org", "-c", "core.hooksPath=.githooks"]
        return subprocess.run(["git", *names, *words], cwd=small.root, check=False, capture_output=True, text=True)

    git("init", "-q")
    git("add", "data", "docs")
    good = git("commit", "-m", "good")
    small.change("data/schedule.yml", "kind: session", "kind: sesion")
    git("add", "data")
    bad = git("commit", "-m", "bad")

    small.change("data/schedule.yml", "kind: sesion", "kind: session")
    hidden = git("commit", "-m", "the mistake is staged, and mended beside")

    assert good.returncode == 0, good.stderr
    assert (bad.returncode, hidden.returncode) == (1, 1)
    assert "there is no kind of entry `sesion`" in bad.stdout + bad.stderr
