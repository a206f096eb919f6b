"""The home page on paper: what its print style shows, and the PDF and the picture that a browser makes of a site."""

import json
import os
import shutil
import subprocess
import sys

import pypdf
import pytest

import run
from course import paper
from course.text import typed
from tests.conftest import HOW_TO_GET_CHROMIUM, ROOT

A4, LETTER = (595, 842), (612, 792)  # points
OTHER_SITE = "https://example.org/course/"


def call(folder, *options, **settings):
    command = [sys.executable, "-m", "course", "print", str(folder), *options]
    environment = os.environ | {"COURSE_BROWSER": ""} | settings
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def program():
    found = run.browser()
    if found is None:
        pytest.fail(HOW_TO_GET_CHROMIUM, pytrace=False)
    return found


@pytest.fixture(scope="module")
def made(site, program, tmp_path_factory):
    """This project's own site with its PDF and its picture."""
    folder = tmp_path_factory.mktemp("paper") / "site"
    shutil.copytree(site, folder)
    assert call(ROOT, "--site", folder, "--browser", program) == (0, "")
    return folder


@pytest.fixture(scope="module")
def pdf(made):
    return pypdf.PdfReader(made / paper.SYLLABUS)


@pytest.fixture
def on_paper(browser, served):
    """The home page as a reader in dark mode prints it."""
    with browser.new_context(color_scheme="dark", viewport={"width": 700, "height": 1000}) as context:
        page = context.new_page()
        page.goto(served, wait_until="networkidle")
        page.emulate_media(media="print", color_scheme="dark")
        yield page


def size_of(reader):
    return {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages}


def titles(outline):
    return [name for item in outline for name in (titles(item) if isinstance(item, list) else [item.title])]


def targets(reader):
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return [note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})]


def test_pdf_has_tags_title_language_and_headings_as_bookmarks(pdf, site):
    root, home = pdf.trailer["/Root"], (site / "index.html").read_text("utf-8")

    assert (root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == (True, True)
    assert f'<html lang="{root["/Lang"]}"' in home
    assert f"<title>{pdf.metadata.title}</title>" in home
    headings = [line.removeprefix("## ") for line in home_page() if line.startswith("## ")]
    assert titles(pdf.outline) == [pdf.metadata.title, *headings]


def home_page():
    return (ROOT / "docs" / "index.md").read_text("utf-8").splitlines()


def test_pdf_has_numbered_pages_of_a4(pdf):
    assert size_of(pdf) == {A4}
    lines = [page.extract_text().splitlines()[0] for page in pdf.pages]
    assert lines == [f"{number} / {len(lines)}" for number in range(1, len(lines) + 1)]


def test_links_of_the_pdf_lead_to_the_published_site(pdf):
    found = targets(pdf)

    assert [address for address in found if address.startswith(OTHER_SITE)] != []
    assert [address for address in found if not address.startswith(("https://", "http://", "mailto:"))] == []
    assert [address for address in found if "127.0.0.1" in address] == []


def test_pdf_shows_neither_menu_nor_search_nor_its_own_link(pdf):
    text = "\n".join(page.extract_text() for page in pdf.pages)

    assert f"Current version: {OTHER_SITE}" in text
    assert [word for word in ("Search", "Skip to content", "Syllabus (PDF)", "Made with", "¶") if word in text] == []


def test_picture_for_shared_links_has_the_size_that_they_ask_for(made):
    header = (made / paper.CARD).read_bytes()[:24]

    assert header.startswith(b"\x89PNG")
    assert (int.from_bytes(header[16:20]), int.from_bytes(header[20:24])) == (1200, 630)
    assert (made / paper.CARD).stat().st_size < 150_000


def test_nothing_else_is_left_in_the_site(made, site):
    def files(folder):
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert files(made) - files(site) == {paper.SYLLABUS, paper.CARD}


def test_letter_is_chosen_in_the_data_or_by_an_option(small_site, program):
    small_site.change("data/course.yml", "code: CS101", "code: CS101\npaper: letter")
    site = small_site.build().site

    in_data = call(small_site.root, COURSE_BROWSER=program), size_of(pypdf.PdfReader(site / paper.SYLLABUS))
    by_option = call(small_site.root, "--paper", "a4", COURSE_BROWSER=program)

    assert in_data == ((0, ""), {LETTER})
    assert (by_option, size_of(pypdf.PdfReader(site / paper.SYLLABUS))) == ((0, ""), {A4})


def test_link_to_the_syllabus_is_there_only_where_it_is_made(small_site):
    small_site.change("docs/index.md", "{{ schedule() }}", "{{ syllabus() }}\n\n{{ schedule() }}")

    def links(browser):
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        subprocess.run(command, cwd=small_site.root, env=os.environ | {"COURSE_BROWSER": browser}, check=True)
        return (small_site.root / "site" / "index.html").read_text("utf-8").count('href="syllabus.pdf"')

    assert (links("/usr/bin/chromium"), links("")) == (1, 0)


def test_syllabus_that_a_course_has_made_by_itself_stays(small_site, program):
    small_site.write("docs/syllabus.pdf", b"%PDF own")
    site = small_site.build().site

    assert call(small_site.root, COURSE_BROWSER=program) == (0, "")
    assert (site / paper.SYLLABUS).read_bytes() == b"%PDF own"
    assert (site / paper.CARD).exists()


def test_what_is_in_the_way_of_printing_is_told(small_site, tmp_path):
    unbuilt = call(small_site.root, COURSE_BROWSER="chromium")
    (small_site.root / "site").mkdir()
    (small_site.root / "site" / "index.html").write_text("<html><p>T</p></html>", "utf-8")
    broken = tmp_path / "browser"
    broken.write_text("#!/bin/sh\necho one >&2\necho no screen >&2\n", "utf-8")
    broken.chmod(0o755)

    told = [unbuilt, *(call(small_site.root, COURSE_BROWSER=name) for name in ("", str(broken)))]

    assert told == [
        (1, "Error: there is no page here; build the site first, with `python3 run.py build`\n"),
        (1, "Error: no browser is named; run `python3 run.py build`, which looks for one\n"),
        (1, "Error: the browser made no syllabus.pdf: no screen\n"),
    ]
    assert sorted(path.name for path in (small_site.root / "site").iterdir()) == ["index.html"]


@pytest.mark.parametrize(
    ("browser", "steps", "said"),
    [
        ("there", ["mkdocs build --strict", "course print", "course check --site site --strict"], ""),
        ("", ["mkdocs build --strict", "course check --site site --strict"], f"{run.NO_BROWSER}\n"),
    ],
)
def test_build_prints_where_there_is_a_browser_and_says_so_where_there_is_none(
    monkeypatch, capsys, tmp_path, browser, steps, said
):
    calls = []
    (tmp_path / "there").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "there").chmod(0o755)
    monkeypatch.setenv("COURSE_BROWSER", str(tmp_path / browser) if browser else "")
    monkeypatch.setattr(run, "run", lambda *words: calls.append((" ".join(words), os.environ["COURSE_BROWSER"])))

    run.build([])

    named = str(tmp_path / "there") if browser else ""
    assert (calls, capsys.readouterr().err) == ([(step, named) for step in steps], said)


def test_printed_page_has_no_scripts_and_leads_to_the_site():
    html = (
        '<!doctype html>\n<html lang="en"><script>x("<a href=y>")</script><link href="a.css">'
        '<a class="x" href="../talks/#one">A</a><a href=\'b.md?x=1&amp;y=2\' title="a > b">B</a><a href=c>C</a>'
        '<a id="here">D</a><a href="#one">E</a><a href="mailto:ta@example.org">F</a>'
    )

    assert paper.printed(html, "https://example.org/c/", "letter", "") == (
        '<!doctype html>\n<html data-paper="letter" lang="en"><link href="a.css">'
        '<a class="x" href="https://example.org/talks/#one">A</a>'
        '<a href="https://example.org/c/b.md?x=1&amp;y=2" title="a > b">B</a><a href="https://example.org/c/c">C</a>'
        '<a id="here">D</a><a href="#one">E</a><a href="mailto:ta@example.org">F</a>'
    )
    assert paper.printed('<html><a href="b/">B</a><a href="#one">E</a>', "", "a4", "") == (
        '<html data-paper="a4"><a >B</a><a href="#one">E</a>'
    )
    assert paper.printed("<html><head><title>T</title></head></html>", "", "a4", "<meta>") == (
        '<html data-paper="a4"><head><meta><title>T</title></head></html>'
    )


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://youtu.be/96XoVM7PYtQ", "youtu.be/96XoVM7PYtQ"),
        ("http://www.example.org/course/", "example.org/course"),
        ("mailto:ta@example.org", "ta@example.org"),
        (f"https://example.org/{'a' * 60}", f"example.org/{'a' * 60}"),
        (f"https://example.org/{'a' * 61}", "example.org/…"),
    ],
)
def test_address_on_paper_is_one_that_somebody_would_type(address, shown):
    assert typed(address) == shown


def test_print_shows_the_addresses_of_materials(on_paper):
    shown = on_paper.evaluate(
        "[...document.querySelectorAll('.schedule .material')].map(link => getComputedStyle(link, '::after').content)"
    )
    addresses = [link.get_attribute("href") for link in on_paper.locator(".schedule .material").all()]

    assert shown
    assert [json.loads(content.partition(" / ")[0]) for content in shown] == [typed(each) for each in addresses]


def test_print_is_dark_on_light_even_for_a_reader_in_dark_mode(on_paper):
    """Every text has the contrast that WCAG asks for (4.5 to 1) on white, as browsers leave backgrounds out."""
    pale = on_paper.evaluate("""() => {
      const light = colour => {
        const parts = colour.match(/[\\d.]+/g).map(Number);
        const [r, g, b] = (colour.startsWith("color(") ? parts.map(each => each * 255) : parts).map(each => each / 255)
          .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
        const alpha = parts[3] ?? 1;
        return alpha * (0.2126 * r + 0.7152 * g + 0.0722 * b) + 1 - alpha;
      };
      return [...document.querySelectorAll("article *")]
        .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .filter(each => each.checkVisibility())
        .filter(each => 1.05 / (light(getComputedStyle(each).color) + 0.05) < 4.5)
        .map(each => each.outerHTML.slice(0, 80));
    }""")

    assert pale == []
    assert on_paper.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


def test_print_leaves_out_what_only_a_screen_needs(on_paper):
    added = '<p class="no-print">A</p><p class="only-print">B</p><details><summary>C</summary><p id="d">D</p></details>'
    on_paper.evaluate("html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", added)

    def visible(*selectors):
        return {each for each in selectors if on_paper.locator(each).first.is_visible()}

    screen = ("header.md-header", ".md-tabs", ".md-footer", "article .no-print", ".headerlink", ".md-content__button")
    assert visible(*screen, "article .only-print", "#d") == {"article .only-print", "#d"}
    on_paper.emulate_media(media="screen")
    assert visible("article .no-print", "article .only-print", "#d") == {"article .no-print"}


def test_head_of_the_schedule_stands_on_every_page_and_no_row_is_broken(on_paper):
    styles = on_paper.evaluate("""[...document.querySelectorAll(".schedule :is(thead, tbody tr)")].map(
      each => [each.localName, getComputedStyle(each).display, getComputedStyle(each).breakInside].join(" "))""")

    assert set(styles) == {"thead table-header-group avoid", "tr table-row avoid"}
