"""Every page in a real browser: light and dark, wide and on a phone, with and without scripts, by people and by axe."""

from urllib.parse import urlsplit

import pytest

from tests.conftest import COURSES, violations

WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
LOOKS = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]


COURSE_NAMES = sorted(path.parent.name for path in COURSES.glob("*/facts.yml"))


@pytest.fixture(scope="module")
def paths(site):
    return ["404.html", *sorted(page.parent.relative_to(site).as_posix() for page in site.rglob("index.html"))]


@pytest.fixture
def open_page(browser, served):
    """Opens pages with a width and a colour scheme, and keeps what went wrong while they loaded."""
    contexts = []

    def open_with(path, width=1280, scheme="light", **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.wrong = []
        page.on("console", lambda line: page.wrong.append(line.text) if line.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("requestfailed", lambda request: page.wrong.append(f"failed: {request.url}"))
        page.on("response", lambda response: page.wrong.append(response.url) if response.status >= 400 else None)
        page.hosts = set()
        page.on("request", lambda request: page.hosts.add(urlsplit(request.url).netloc))
        page.goto(served + path, wait_until="networkidle")
        return page

    yield open_with
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_loads_without_an_error_and_fits_the_screen(open_page, paths, served, width, scheme):
    for path in paths:
        page = open_page(path, width, scheme)

        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

        assert (path, page.wrong, page.hosts, overflow) == (path, [], {urlsplit(served).netloc}, 0)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_passes_axe(open_page, paths, width, scheme):
    for path in paths:
        page = open_page(path, width, scheme)

        assert (path, violations(page)) == (path, [])


def test_every_page_fits_a_screen_of_320_pixels(open_page, paths):
    for path in paths:
        page = open_page(path, 320)

        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


FOCUSED = """() => {
    const element = document.activeElement;
    const shown = element.matches(".md-option, .md-header button") ? element.nextElementSibling : element;
    const { left, top, right, bottom, width, height } = shown.getBoundingClientRect();
    const outline = getComputedStyle(shown).outlineStyle;
    return {
        name: `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 30)}`,
        isSeen: width > 0 && height > 0 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
        isMarked: outline !== "none",
        isEnd: element === document.body,
    };
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_whatever_has_the_focus_is_seen_and_marked(open_page, paths, width):
    for path in paths:
        page = open_page(path, width)
        unseen, stops = [], 0
        for _ in range(400):
            page.keyboard.press("Tab")
            found = page.evaluate(FOCUSED)
            if found["isEnd"]:
                break
            stops += 1
            if not (found["isSeen"] and found["isMarked"]) and "md-search__scrollwrap" not in found["name"]:
                unseen.append(found)

        assert (path, unseen, found["isEnd"]) == (path, [], True)
        assert stops > 5


def test_menu_of_a_phone_opens_and_closes_by_keyboard(open_page):
    page = open_page("", 390)
    drawer = page.locator("#__drawer")
    button = page.get_by_role("button", name="Navigation")
    link = page.locator(".md-nav--primary a").first

    button.press("Enter")
    assert (drawer.is_checked(), link.is_visible()) == (True, True)
    page.keyboard.press("Escape")
    page.wait_for_function("!document.getElementById('__drawer').checked")
    assert button.evaluate("element => element === document.activeElement")
    button.press("Space")
    assert drawer.is_checked()


def test_search_opens_and_closes_by_keyboard(open_page):
    page = open_page("")

    page.keyboard.press("/")
    page.wait_for_function("document.activeElement.matches('.md-search__input')")
    page.keyboard.press("Escape")

    page.wait_for_function("!document.activeElement.matches('.md-search__input')")
    assert not page.locator("#__search").is_checked()


def test_every_page_fits_a_screen_at_four_times_its_size(open_page, paths):
    """1280 by 1024 pixels at 400 % (WCAG 2.2, 1.4.10)."""
    for path in paths:
        page = open_page(path, 320)
        page.set_viewport_size({"width": 320, "height": 256})

        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


@pytest.mark.parametrize("options", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}])
def test_wishes_of_the_system_are_kept(open_page, options):
    page = open_page("", **options)

    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
            const { transitionDuration, animationName } = getComputedStyle(element);
            return transitionDuration !== "0s" || animationName !== "none";
        }).length"""
    )
    pressed = page.locator('.filter button[aria-pressed="true"]').first
    other = page.locator('.filter button[aria-pressed="false"]').first
    style = "element => getComputedStyle(element).outlineStyle"
    if "reduced_motion" in options:
        assert moving == 0
    else:
        assert [element.evaluate(style) for element in (pressed, other)] == ["solid", "none"]


def test_schedule_is_there_without_scripts(open_page):
    page = open_page("", java_script_enabled=False)

    assert page.locator(".event").count() > 0
    assert page.locator(".event").first.is_visible()


def test_schedule_is_a_table_on_a_wide_screen_and_a_list_of_days_on_a_phone(open_page):
    wide, phone = open_page("", 1280), open_page("", 390)

    def tops(page):
        cells = page.locator(".schedule tbody tr").first.locator(".schedule__what")
        return [round(cell.bounding_box()["y"]) for cell in cells.all()]

    assert len(set(tops(wide))) == 1
    assert len(set(tops(phone))) == len(tops(phone)) > 1


@pytest.mark.parametrize(("width", "together"), [(1280, True), (390, False)])
def test_office_hours_that_overlap_stand_beside_each_other_where_there_is_room(browser, course_site, width, together):
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto((course_site("three-sections") / "index.html").as_uri(), wait_until="load")

        boxes = [page.locator(".week__shift", has_text=name).bounding_box() for name in ("TA 1", "TA 3")]

        rows, columns = ({round(box[key]) for box in boxes} for key in ("y", "x"))
        assert (len(rows) == 1, len(columns) == 2) == (together, together)


def test_grid_of_office_hours_keeps_to_the_hours(browser, course_site):
    """An hour later is further down, and in the same day in the same column."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto((course_site("three-sections") / "index.html").as_uri(), wait_until="load")

        hours = [hour.bounding_box()["y"] for hour in page.locator(".week__hours li").all()]
        shifts = {
            shift.inner_text().split(" ")[0]: shift.bounding_box()["y"] for shift in page.locator(".week__shift").all()
        }

        at = dict(zip(("1:00", "2:00", "3:00", "4:00", "5:00"), hours, strict=True))
        assert {hour: round(y - at[hour]) for hour, y in shifts.items()} == {"1:00": 1, "3:00": 1, "5:00": 1}


def test_switch_goes_from_system_to_light_to_dark(open_page):
    page = open_page("", scheme="dark")
    scheme = "document.body.dataset.mdColorScheme"
    seen = [page.evaluate(scheme)]

    for _ in range(2):
        page.locator("label[for^='__palette']:visible").click()
        seen.append(page.evaluate(scheme))

    assert seen == ["slate", "default", "slate"]


def test_search_finds_a_page(open_page):
    page = open_page("")
    word = page.locator("article h2").first.inner_text().split()[0]

    found = page.locator(".md-search-result__link")
    for _ in range(15):  # what is typed before the index is there may be lost
        page.locator(".md-search__input").fill("")
        page.locator(".md-search__input").press_sequentially(word)
        page.wait_for_timeout(1000)
        if found.count():
            break

    assert word.lower() in page.locator(".md-search-result__list").inner_text().lower()


def test_search_is_fetched_only_once_somebody_turns_to_it(open_page):
    page = open_page("")
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
    page.wait_for_timeout(500)
    before = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")

    page.keyboard.press("/")
    page.wait_for_timeout(1000)

    assert [name for name in before if "search" in name] == []
    assert "search_index.json" in asked
    assert page.locator(".md-search__input").evaluate("input => input === document.activeElement")


def test_font_for_formulas_is_fetched_only_where_there_are_some(open_page, paths):
    for path in paths:
        page = open_page(path)
        formulas = page.locator("math")
        fetched = page.evaluate(
            "performance.getEntriesByType('resource').map(entry => entry.name).filter(name => name.endsWith('woff2'))"
        )

        assert len(fetched) == min(formulas.count(), 1), path
        assert [formula.bounding_box()["height"] > 10 for formula in formulas.all()] == [True] * formulas.count()


@pytest.mark.parametrize("name", COURSE_NAMES)
def test_course_of_another_shape_passes_axe_fits_and_has_every_anchor_once(browser, course_site, name):
    """Tables of weeks, lists by group, programmes of days, sections: wide and light, on a phone and dark, at 320 px."""
    for width, scheme in ((1280, "light"), (390, "dark"), (320, "light")):
        with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
            page = context.new_page()
            page.goto((course_site(name) / "index.html").as_uri(), wait_until="load")
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
            told = violations(page)

        assert (width, overflow, told) == (width, 0, [])
        assert sorted(ids) == sorted(set(ids))
