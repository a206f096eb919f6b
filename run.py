"""Runs the project in an environment of its own, which it sets up first: `python3 run.py serve`.

Any Python can read this file, so that one that is too old can be told so.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time

FLOOR = (3, 11, 5)
HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))
BUILD_LOCK = "requirements-lock.txt"
TEST_LOCK = os.path.join("tests", "requirements-lock.txt")
NODE = "This needs Node.js 20.19 or newer with npm: see nodejs.org; on Debian and Ubuntu: sudo apt-get install npm"
NO_BROWSER = "Left out: syllabus.pdf and card.png, which need Chromium, Chrome or Edge; COURSE_BROWSER may name one"

COMMANDS = {
    "serve": "show the site at http://127.0.0.1:8000/ and rebuild it at every change",
    "build": "build the site into the folder site/, check it, and fail on any warning",
    "check": "print every mistake in data/, docs/ and mkdocs.yml",
    "test": "run all checks and tests, those in a browser included",
    "links": "follow every address of other sites in data/ and docs/",
    "benchmark": "measure how long builds and a large course take, what pages send, and how fast they are on a phone",
    "lock": "pin everything that requirements.txt and tests/requirements.txt need",
}
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "%ProgramFiles%\\Google\\Chrome\\Application\\chrome.exe",
    "%LocalAppData%\\Google\\Chrome\\Application\\chrome.exe",
    "%ProgramFiles(x86)%\\Microsoft\\Edge\\Application\\msedge.exe",
)
SOURCES = ("data", "docs", "overrides", "course", "macros.py", "mkdocs.yml")


def main(arguments):
    """Runs one command and returns its exit code."""
    if sys.version_info[:3] < FLOOR:
        return say("This needs Python %d.%d.%d or newer; this one is %d.%d.%d." % (FLOOR + sys.version_info[:3]))
    if not arguments or arguments[0] not in COMMANDS:
        lines = ["  %-10s %s" % command for command in COMMANDS.items()]
        return say("\n".join(["Usage: python3 run.py COMMAND", ""] + lines))
    command, rest = arguments[0], arguments[1:]
    problem = install(BUILD_LOCK if command in ("serve", "build", "check") else TEST_LOCK)
    if problem:
        return say(problem)
    os.chdir(HERE)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    return globals()[command](rest)


def serve(rest):
    """Serves the site; after a mistake at the start it waits for the mended file."""
    os.environ["COURSE_BROWSER"] = ""  # nothing is printed while one writes
    while True:
        before = stamp()
        code = run("mkdocs", "serve", *rest)
        if code != 1:
            return code
        say("\nMend what is told above and save it; then the site starts again by itself. Ctrl+C ends.")
        while stamp() == before:
            time.sleep(0.5)


def build(rest):
    """Builds the site, and checks what only the built site shows."""
    os.environ["COURSE_BROWSER"] = "" if rest else browser() or ""
    built = run("mkdocs", "build", "--strict", *rest)
    if built or rest:
        return built
    if not os.environ["COURSE_BROWSER"]:
        say(NO_BROWSER)
    elif run("course", "print"):
        return 1
    return run("course", "check", "--site", "site", "--strict")


def check(rest):
    """Checks data and pages."""
    return run("course", "check", "--strict", *rest)


def test(rest):
    """Checks the style of the code, then runs the tests."""
    problem = install_node("tests")
    if problem:
        return say(problem)
    return run("ruff", "check", ".") or run("ruff", "format", "--check", ".") or run("pytest", *rest)


def links(rest):
    """Follows the addresses of other sites."""
    return run("course", "links", *rest)


def benchmark(rest):
    """Runs the benchmarks."""
    problem = install_node("benchmarks")
    if problem:
        say(problem)
    names = ("build.py", "pour.py", "page.py")
    return max(subprocess.call([PYTHON, os.path.join("benchmarks", name)] + rest) for name in names)


def lock(rest):
    """Writes both lock files."""
    pins, tests = "requirements.txt", os.path.join("tests", "requirements.txt")
    command = [
        "pip",
        "compile",
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
        "--python-version",
        "3.11.5",
    ]
    command += ["--quiet", "--custom-compile-command", "python3 run.py lock"] + rest
    built = run("uv", *(command + [pins, "-o", BUILD_LOCK]))
    return built or run("uv", *(command + [tests, "-c", BUILD_LOCK, "-o", TEST_LOCK]))


def install(lock_file):
    """Brings the environment in line with a lock file, or returns what is in the way of that."""
    path, mark = os.path.join(HERE, lock_file), os.path.join(VENV, "installed")
    if not os.path.exists(path):
        return "The file %s is missing; take it from the repository again." % lock_file
    everything = os.path.join(HERE, TEST_LOCK)  # what has the packages of the tests has those of the build
    enough = [digest(each) for each in (path, everything) if os.path.exists(each)]
    if os.path.exists(mark):
        with open(mark) as file:
            if file.read() in enough:
                return None
    if not has_pip() and subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]):
        return "The environment .venv could not be made; on Debian and Ubuntu: sudo apt-get install python3-venv"
    say("Installing what %s lists into .venv ..." % lock_file)
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", path]
    if subprocess.call([PYTHON] + pip):
        return "The packages could not be installed; look at the lines above, and at your connection."
    with open(mark, "w") as file:
        file.write(digest(path))
    return None


def install_node(folder):
    """Brings the packages of a folder with a package-lock.json in line with it, or returns what is in the way."""
    home = os.path.join(HERE, folder)
    mark, wanted = os.path.join(home, "node_modules", "installed"), digest(os.path.join(home, "package-lock.json"))
    if os.path.exists(mark):
        with open(mark) as file:
            if file.read() == wanted:
                return None
    npm = shutil.which("npm")
    if npm is None:
        return NODE
    say("Installing what %s/package-lock.json lists ..." % folder)
    if subprocess.call([npm, "ci", "--silent"], cwd=home):
        return "The packages of %s/package.json could not be installed. %s" % (folder, NODE)
    with open(mark, "w") as file:
        file.write(wanted)
    return None


def browser():
    """The browser that COURSE_BROWSER names, else one that is installed; None where there is none, or it is empty."""
    named = os.environ.get("COURSE_BROWSER")
    if named is not None:
        return shutil.which(named)
    found = [path for path in map(shutil.which, BROWSERS) if path]
    found += [path for path in map(os.path.expandvars, PLACES) if os.path.exists(path)]
    return found[0] if found else None


def digest(path):
    """What tells one version of a file from another."""
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def has_pip():
    """Whether the environment is there, and whole."""
    with open(os.devnull, "w") as nothing:
        pip = [PYTHON, "-m", "pip", "--version"]
        return os.path.exists(PYTHON) and not subprocess.call(pip, stdout=nothing, stderr=nothing)


def run(module, *arguments):
    """Runs a Python module in the environment and returns its exit code; Ctrl+C counts as a good end."""
    try:
        return subprocess.call([PYTHON, "-m", module] + list(arguments))
    except KeyboardInterrupt:
        return 0


def stamp():
    """The latest change of any source file."""
    files = [os.path.join(HERE, name) for name in SOURCES]
    for name in SOURCES:
        for folder, _, names in os.walk(os.path.join(HERE, name)):
            files += [os.path.join(folder, each) for each in names if not each.endswith(".pyc")]
    return max(os.path.getmtime(each) for each in files if os.path.exists(each))


def say(text):
    """Prints a text to standard error and returns the exit code of a failure."""
    sys.stderr.write(text + "\n")
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
