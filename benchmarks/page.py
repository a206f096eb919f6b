"""What each page sends and how fast it is on a phone: `python3 run.py benchmark`, or this file alone.

Builds this site, serves it as GitHub Pages does (gzip for texts, kept for ten minutes; but HTTP/1.1 without TLS), and
opens every page in headless Chromium as a phone with a processor that is four times slower, on slow 4G (Lighthouse's
numbers: 150 ms, 1.6 Mbit/s down, 750 kbit/s up). Then Lighthouse, as a phone, where Node.js is installed. A number that
misses its target has a mark. An optional number says how many rounds the medians are of (default 5).
"""

from __future__ import annotations

import functools
import gzip
import http
import http.server
import json
import mimetypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import run  # noqa: E402 - the project is no package

TYPES = ("HTML", "CSS", "JS", "picture", "font", "other")
TEXTS = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True, "has_touch": True}
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIGHTHOUSE = ROOT / "benchmarks" / "node_modules" / "lighthouse" / "cli" / "index.js"

TARGETS: dict[str, Callable[[dict[str, float]], bool]] = {
    "requests": lambda row: row["requests"] <= 9,
    "KB": lambda row: row["KB"] <= 100,
    "hosts": lambda row: row["hosts"] == 0,
    "failed": lambda row: row["failed"] == 0,
    "LCP": lambda row: row["LCP"] <= row["FCP"] * 1.1,
    "CLS": lambda row: row["CLS"] == 0,
    "TBT": lambda row: row["TBT"] < 100,
    "performance": lambda row: row["performance"] >= 98,
    "accessibility": lambda row: row["accessibility"] == 100,
    "best-practices": lambda row: row["best-practices"] == 100,
    "seo": lambda row: row["seo"] == 100,
    "course.css": lambda row: row["course.css"] < 8,
    "course.js": lambda row: row["course.js"] < 4,
    "largest picture": lambda row: row["largest picture"] <= 150,
}
TOLD = (
    "targets: at most 9 requests and 100 KB with gzip (stretch: 85), no other host, nothing failed, "
    "LCP within 10 % of FCP, CLS 0, TBT under 100 ms",
    "targets: performance at least 98, the others 100",
    "targets: course.css under 8 KB, course.js under 4 KB, no picture over 150 KB",
)
OBSERVE = """
  window.seen = {lcp: 0, shift: 0, tasks: []};
  const observe = (type, note) =>
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true});
  observe("largest-contentful-paint", entry => window.seen.lcp = entry.startTime);
  observe("layout-shift", entry => window.seen.shift += entry.hadRecentInput ? 0 : entry.value);
  observe("longtask", entry => window.seen.tasks.push([entry.startTime, entry.duration]));
"""
COLLECT = """() => {
  const fcp = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  const late = window.seen.tasks.filter(([start]) => start >= fcp).map(([, length]) => Math.max(length - 50, 0));
  return {FCP: fcp, LCP: window.seen.lcp, CLS: window.seen.shift, TBT: late.reduce((sum, each) => sum + each, 0)};
}"""


@dataclass(frozen=True)
class Answer:
    """What the server has sent: the path, the type of the content, the code, and all bytes, those of headers too."""

    path: str
    content: str
    code: int
    size: int


@dataclass
class Served:
    """A folder that is served on this machine, and what has been asked of it."""

    server: http.server.ThreadingHTTPServer
    answers: list[Answer] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where the folder's root is."""
        return f"http://127.0.0.1:{self.server.server_port}/"


def main(rounds: int) -> None:
    """Prints the measurements."""
    with tempfile.TemporaryDirectory() as folder:
        served = serve(Path(folder))
        address, site = f"{served.address}course/", Path(folder) / "course"
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", str(site)]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": address}
        subprocess.run(command, cwd=ROOT, check=True, env=environment)
        paths = sorted(page.parent.relative_to(site).as_posix() for page in site.rglob("index.html"))
        pages = [f"{path}/" for path in paths]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=run.browser(), args=QUIET)
            load(browser, served, address)  # the first round warms the caches
            measured = {page: middle(load(browser, served, address + page) for _ in range(rounds)) for page in pages}
            browser.close()
        print(f"medians of {rounds}; ! where a target is missed; 1 KB is 1000 bytes\n")
        show("page", measured, TOLD[0])
        if why := missing():
            print(f"Lighthouse is left out. {why}\n")
        else:
            show("Lighthouse", {page: middle(scores(address + page) for _ in range(rounds)) for page in pages}, TOLD[1])
        show("files", {"KB": sizes(site)}, TOLD[2])
        served.server.shutdown()


def serve(folder: Path) -> Served:
    """Serves a folder as GitHub Pages would."""

    class Handler(http.server.BaseHTTPRequestHandler):
        """Answers from the folder."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Sends a file, and notes it."""
            path = unquote(urlsplit(self.path).path).lstrip("/")
            head, body, content = answer(folder, path, "gzip" in self.headers.get("Accept-Encoding", ""))
            served.answers.append(Answer(path, content, int(head.split()[1]), len(head) + len(body)))
            self.wfile.write(head + body)

        def log_message(self, *arguments: object) -> None:
            """Says nothing."""

    served = Served(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler))
    threading.Thread(target=served.server.serve_forever, daemon=True).start()
    return served


def answer(folder: Path, path: str, zipped: bool) -> tuple[bytes, bytes, str]:
    """The head and the body of the answer for a path, and the type of its content."""
    file = folder / path / "index.html" if (folder / path).is_dir() else folder / path
    status = http.HTTPStatus.OK if file.is_file() else http.HTTPStatus.NOT_FOUND
    body = file.read_bytes() if file.is_file() else b"There is no such file."
    content = (mimetypes.guess_type(file.name)[0] or "application/octet-stream") if file.is_file() else "text/plain"
    headers = {"Content-Type": content, "Cache-Control": "max-age=600", "Vary": "Accept-Encoding"}
    if zipped and content.startswith(TEXTS):
        body, headers["Content-Encoding"] = squeezed(body), "gzip"
    headers["Content-Length"] = str(len(body))
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode(), body, content


@functools.cache
def squeezed(body: bytes) -> bytes:
    """A body with gzip."""
    return gzip.compress(body, mtime=0)


def load(browser: Browser, served: Served, address: str) -> dict[str, float]:
    """What a page sends and how fast it is, loaded by a browser that has seen nothing of the site."""
    context = browser.new_context(**PHONE)
    context.add_init_script(OBSERVE)
    page = context.new_page()
    asked, broken = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("requestfailed", lambda request: broken.append(request.url))
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW_4G)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    served.answers.clear()
    page.goto(address, wait_until="networkidle", timeout=120_000)
    page.wait_for_timeout(1000)
    times = page.evaluate(COLLECT)
    context.close()
    answers = [*served.answers]
    outside = [url for url in asked if not url.startswith((served.address, "data:", "blob:"))]
    by_type = {name: sum(item.size for item in answers if type_of(item) == name) / 1000 for name in TYPES}
    failed = {*broken, *(served.address + item.path for item in answers if item.code >= 400)}
    return {
        "requests": len(answers) + len(outside),
        "KB": sum(by_type.values()),
        **by_type,
        "hosts": len({urlsplit(url).netloc for url in outside}),
        "failed": len(failed),
        **times,
    }


def type_of(item: Answer) -> str:
    """One of TYPES."""
    names = {"text/html": "HTML", "text/css": "CSS", "text/javascript": "JS", "application/javascript": "JS"}
    groups = {"image": "picture", "font": "font"}
    return names.get(item.content) or groups.get(item.content.split("/")[0], "other")


def missing() -> str | None:
    """What Lighthouse needs that is not there."""
    return None if shutil.which("node") and LIGHTHOUSE.exists() else run.NODE


def scores(address: str) -> dict[str, float]:
    """The scores that Lighthouse gives to a page, from 0 to 100."""
    flags = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
    command = ["node", str(LIGHTHOUSE), address, "--output=json", "--quiet", f"--chrome-flags={flags}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = os.environ | ({"CHROME_PATH": run.browser()} if run.browser() else {})
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)
    told = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    for name in CATEGORIES:
        if not TARGETS[name](told):
            lost = ", ".join(limits(report, name))
            print(f"{urlsplit(address).path}: {name} {told[name]}, for {lost}", file=sys.stderr)
    return told


def limits(report: dict[str, Any], category: str) -> list[str]:
    """The audits that take something off a score."""
    parts = [part["id"] for part in report["categories"][category]["auditRefs"] if part["weight"]]
    audits = [(name, report["audits"][name]["score"]) for name in parts]
    return [f"{name} ({score:.2f})" for name, score in audits if score is not None and score < 1]


def sizes(site: Path) -> dict[str, float]:
    """Our own style and script with gzip, and the largest picture, in KB."""
    ours = {path.name: len(squeezed(path.read_bytes())) / 1000 for path in sorted(site.glob("*scripts/course.js"))}
    ours |= {path.name: len(squeezed(path.read_bytes())) / 1000 for path in site.glob("stylesheets/course.css")}
    kinds = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
    pictures = [path.stat().st_size / 1000 for path in site.rglob("*") if path.suffix.lower() in kinds]
    return ours | {"largest picture": max(pictures, default=0)}


def middle(rounds: Iterable[dict[str, float]]) -> dict[str, float]:
    """The median of every measure."""
    taken = [*rounds]
    return {name: statistics.median(each[name] for each in taken) for name in taken[0]}


def show(title: str, rows: dict[str, dict[str, float]], targets: str) -> None:
    """Prints one line for each row of numbers, with a mark behind those that miss their target."""
    names = [*next(iter(rows.values()))]
    cells = [[title, *names], *([name, *marked(row)] for name, row in rows.items())]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    print("\n".join(line(cell, widths) for cell in cells))
    print(f"{targets}\n")


def line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """The cells of a row under each other: words on the left, numbers on the right."""
    numbers = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return "  ".join([cells[0].ljust(widths[0]), *numbers]).rstrip()


def marked(row: dict[str, float]) -> list[str]:
    """The numbers of a row as text, with a mark at those that miss their target, and room for one at the others."""
    return [f"{number(name, value)}{' ' if TARGETS.get(name, bool)(row) else '!'}" for name, value in row.items()]


def number(name: str, value: float) -> str:
    """A measure as people read it: KB with one digit, shifts with three, the others whole."""
    if name == "CLS":
        return f"{value:.3f}"
    return f"{value:.1f}" if name in ("KB", *TYPES, "course.css", "course.js", "largest picture") else f"{value:.0f}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
