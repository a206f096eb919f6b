"""`mkdocs serve` follows edits of data, templates and macros, shows mistakes, and recovers when they are mended."""

import os
import queue
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

LIMIT = 60  # seconds until a change must have been seen


class Serving:
    """A running `mkdocs serve`: what it prints, line by line, and the pages that it serves."""

    def __init__(self, root):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{self.port}"],
            cwd=root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", "SITE_URL": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines = queue.Queue()
        threading.Thread(target=lambda: [self.lines.put(line) for line in self.process.stdout], daemon=True).start()

    def wait_for(self, text):
        """The lines printed up to one that holds `text`."""
        seen, end = [], time.monotonic() + LIMIT
        while time.monotonic() < end:
            try:
                seen.append(self.lines.get(timeout=1))
            except queue.Empty:
                continue
            if text in seen[-1]:
                return "".join(seen)
        raise AssertionError(f"no {text!r} in:\n{''.join(seen)}")

    def home(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as answer:
            return answer.read().decode()


@pytest.fixture
def serving(small_site):
    server = Serving(small_site.root)
    server.wait_for("Serving on")
    yield server
    server.process.terminate()
    server.process.wait()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/schedule.yml", "First Things", "Very First Things"),
        ("overrides/fragments/schedule_weeks.html", "<table ", '<table data-new="Very First Things" '),
        ("docs/index.md", "Ask in", "Very First Things. Ask in"),
        ("macros.py", 'show("schedule", **values)', 'show("schedule", **values) + "Very First Things"'),
    ],
)
def test_edit_is_followed(small_site, serving, path, old, new):
    assert "Very First Things" not in serving.home()

    small_site.change(path, old, new)
    serving.wait_for("Reloading browsers")

    assert "Very First Things" in serving.home()


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (
            "data/schedule.yml",
            "kind: session",
            "kind: sesion",
            "data/schedule.yml:3:49: error: sess01.kind: there is no kind",
        ),
        ("docs/index.md", "links.forum", "links.forun", "docs/index.md:1:23: error: there is no `links.forun`"),
        (
            "docs/index.md",
            "{{ schedule() }}",
            "{{ staff('Instructor', 2) }}",
            "docs/index.md:27:4: error: `staff` takes 1 value",
        ),
    ],
)
def test_mistake_is_shown_and_its_mending_followed(small_site, serving, path, old, new, message):
    small_site.change(path, old, new)
    said = serving.wait_for("An error happened during the rebuild")
    small_site.change(path, new, old)
    serving.wait_for("Reloading browsers")

    assert message in said
    assert "Traceback" not in said
    assert "First Things" in serving.home()
