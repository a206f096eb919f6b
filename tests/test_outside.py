"""Addresses of other sites: where they stand, and what is made of the answers of a server of all tempers."""

import http.server
import socket
import subprocess
import sys
import threading
import time

import pytest

from course import outside, project
from tests.conftest import ROOT

CONFIG = 'cache = true\nmax_cache_age = "1d"\nmax_retries = 0\ntimeout = 3\nno_progress = true\n'


class Moody(http.server.BaseHTTPRequestHandler):
    """Answers what its path asks for; `/slow` not in time."""

    asked: list[str] = []  # noqa: RUF012 - one for all connections

    def do_GET(self):
        self.asked.append(self.path)
        if self.path == "/slow":
            time.sleep(6)
            return
        status = int(self.path.strip("/").partition("/")[0])
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/200")
        self.end_headers()
        self.wfile.write(b"x")

    do_HEAD = do_GET

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    Moody.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Moody) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}"
        found.shutdown()


def links(folder, *options):
    (folder / "lychee.toml").write_text(CONFIG, "utf-8")
    command = [sys.executable, "-m", "course", "links", str(folder), "--config", str(folder / "lychee.toml"), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def with_addresses(small, **addresses):
    """The small course with these addresses, and no others, as kinds of materials of its first class."""
    text = "".join(f"  {kind}: {address}\n" for kind, address in addresses.items())
    small.write("data/links.yml", f"lec01:\n{text}")
    for path, old in (
        ("data/course.yml", ", url: https://example.org/"),
        ("data/course.yml", ", link: spring2025"),
        ("data/course.yml", ", link: book"),
        ("data/schedule.yml", ", url: https://example.org/speaker"),
        ("data/staff.yml", ", url: https://example.org/instructor, email: one@example.org"),
    ):
        small.change(path, old, "")
    small.change("data/course.yml", '\npast_terms:\n  - {term: Spring 2025, title: "CS100: Tiny Things"}', "")
    small.change("data/course.yml", "silenced: {check: placeholder, reason: a course of the tests}\n", "")
    small.write("docs/index.md", "{{ schedule() }}\n\n{{ staff() }}\n")


def closed_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_every_answer(small, server):
    nobody = f"http://127.0.0.1:{closed_port()}/none"
    kinds = {
        "slides": 200,
        "recording": 301,
        "code": 403,
        "notes": 404,
        "handout": 410,
        "reading": 429,
        "solution": 500,
        "video": 999,
    }
    addresses = {kind: f"{server}/{status}" for kind, status in kinds.items()}
    with_addresses(small, **addresses, worksheet=nobody, quiz=f"{server}/slow")

    code, output = links(small.root)

    def told(line, kind, status, reason):
        return f"data/links.yml:{line}:{len(kind) + 5}: {status}: lec01.{kind}: {reason}"

    assert code == 1
    *lines, counts = output.splitlines()
    assert counts == "0 errors, 2 warnings, 6 hints"
    assert [line for line in lines if ": warning: " in line] == [
        told(5, "notes", "warning", f"`{server}/404` leads nowhere any more (404 Not Found); "
             "write where it is now, or delete it [dead-address]"),
        told(6, "handout", "warning", f"`{server}/410` leads nowhere any more (410 Gone); "
             "write where it is now, or delete it [dead-address]"),
    ]  # fmt: skip
    unsure = [line.partition(" (")[0] for line in lines if ": hint: " in line]
    assert unsure == [
        told(4, "code", "hint", f"could not tell whether `{server}/403` is there"),
        told(7, "reading", "hint", f"could not tell whether `{server}/429` is there"),
        told(8, "solution", "hint", f"could not tell whether `{server}/500` is there"),
        told(9, "video", "hint", f"could not tell whether `{server}/999` is there"),
        told(10, "worksheet", "hint", f"could not tell whether `{nobody}` is there"),
        told(11, "quiz", "hint", f"could not tell whether `{server}/slow` is there"),
    ]


def test_network_that_is_down_fails_nothing(small):
    with_addresses(small, slides=f"http://127.0.0.1:{closed_port()}/none")

    code, output = links(small.root)

    assert code == 0
    assert output.splitlines()[-1] == "0 errors, 0 warnings, 1 hint"


def test_what_was_fine_is_not_asked_again_for_a_day(small, server):
    with_addresses(small, slides=f"{server}/200", notes=f"{server}/404")

    first, asked = links(small.root)[0], [*Moody.asked]
    second = links(small.root)[0]

    assert (first, second) == (1, 1)
    assert "/200" in asked
    assert "/200" not in Moody.asked[len(asked) :]
    assert "/404" in Moody.asked[len(asked) :]


def test_new_addresses_come_first_and_alone_can_fail(small, server):
    def git(*words):
        names = ["-c", "user.name=TA", "-c", "user.email=ta@example.org"]
        subprocess.run(["git", *names, *words], cwd=small.root, check=True, capture_output=True)

    with_addresses(small, slides=f"{server}/404/old", code=f"{server}/200")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "old")
    unchanged, _ = links(small.root, "--since", "HEAD")
    small.change("data/links.yml", "  code:", f"  notes: {server}/410/new\n  code:")
    changed, output = links(small.root, "--since", "HEAD")

    assert (unchanged, changed) == (0, 1)
    assert [line.split(":")[1] for line in output.splitlines()[:-1]] == ["3", "2"]


def test_commit_that_git_does_not_know(small, server):
    with_addresses(small, slides=f"{server}/200")
    subprocess.run(["git", "init", "-q"], cwd=small.root, check=True)

    code, output = links(small.root, "--since", "nowhere")

    assert (code, output) == (1, "Error: git knows no changes since `nowhere`; name a commit or a branch that it has\n")


def test_course_with_errors_is_not_asked_about(small):
    small.change("data/links.yml", "forum: ", "forum ")

    code, output = links(small.root)

    assert code == 1
    assert "data/links.yml:" in output


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("[a](https://a.org/b_(c)) and <https://d.org>.", ["https://a.org/b_(c)", "https://d.org"]),
        ("(see https://a.org/b), https://a.org/c?d=e#f;", ["https://a.org/b", "https://a.org/c?d=e#f"]),
        ("`https://code.org` https://{{ host }}/x", []),
        ('<a href="https://a.org/b">a</a>', ["https://a.org/b"]),
    ],
)
def test_addresses_in_a_page(small, text, addresses):
    small.write("docs/other.md", f"---\ntitle: x\n---\n\n{text}\n")
    found = [place for place in outside.places(project.read(small.root)) if place.file == "docs/other.md"]

    assert [place.url for place in found] == addresses
    assert {place.line for place in found} <= {5}


def test_addresses_in_data_have_their_place(small):
    found = {place.url: (place.file, place.line, place.path) for place in outside.places(project.read(small.root))}

    assert found["https://example.org/lec01.pdf"] == ("data/links.yml", 2, "lec01.slides")
    assert found["https://example.org/instructor"] == ("data/staff.yml", 1, "Instructor 1.url")
