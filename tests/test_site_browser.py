"""The site as a reader meets it: in a real Chromium, from the disk, by mouse, by keyboard alone, on a telephone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

import sites
from ledger.model.report import STANDING_WORDS
from levels_of_ledgers import city, counties
from sites import Watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = sites.needs_chromium
PAGES = ("index.html", "board.html", "timeline.html", "regions.html", "units.html", "issues/ISSUE-001.html")
Issue = dict[str, Any]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Issue]]:
    """A site, and what `ledger list` says of the same issues."""
    place = sites.several(tmp_path_factory.mktemp("site") / "ledger")
    lasting = place / "issues/ISSUE-009.yaml"  # what it had to do by a day is done, the rest goes on
    text = lasting.read_text(encoding="utf-8").replace("due: 2026-04-20\n", "due: 2026-04-20\n    long_term: true\n")
    lasting.write_text(text.replace("text: 完成整治}", "text: 完成整治, done_on: 2026-05-02}"), encoding="utf-8")
    made = sites.run(place, "site", str(place.parent / "out"))
    assert made.returncode == 0, made.stderr
    return place.parent / "out", json.loads(sites.run(place, "list", "--json").stdout)["issues"]


@pytest.fixture
def site(told: tuple[Path, list[Issue]]) -> Path:
    return told[0]


@pytest.fixture
def issues(told: tuple[Path, list[Issue]]) -> list[Issue]:
    return told[1]


@pytest.fixture(scope="module")
def running() -> Iterator[Browser]:
    with sites.browser() as one:
        yield one


@pytest.fixture
def seen(running: Browser) -> Iterator[Watched]:
    with sites.watched(running) as one:
        yield one


def unfinished(one: Issue) -> bool:
    return one["standing"] not in {"closed", "verified", "done"}


def left(one: Issue) -> int | None:
    return one["days_left"] if unfinished(one) and one["standing"] != "long-term" else None


def within(days: int) -> Callable[[Issue], bool]:
    return lambda one: (there := left(one)) is not None and 0 <= there <= days


DUE: dict[str, Callable[[Issue], bool]] = {
    "overdue": lambda one: (there := left(one)) is not None and there < 0,
    "15": within(15),
    "30": within(30),
    "90": within(90),
    "none": lambda one: one["due"] is None,
}
STANDING: dict[str, Callable[[Issue], bool]] = {
    "unfinished": unfinished,
    "late": lambda one: one["standing"] in {"overdue", "behind"},
}
READS: dict[str, Callable[[Issue], list[str]]] = {
    "status": lambda one: [one["status"]],
    "unit": lambda one: one["units"],
    "region": lambda one: [one["region"]],
    "field": lambda one: one["fields"],
    "source": lambda one: [one["source"]],
    "batch": lambda one: [one["batch"] or "（未填）"],
}


def expected(name: str, value: str, issues: list[Issue]) -> list[str]:
    if name == "due":
        fits = DUE[value]
    elif name == "standing":
        fits = STANDING.get(value, lambda one: one["standing"] == value)
    else:
        fits = lambda one: value in READS[name](one)  # noqa: E731 - one of three tests of the same kind
    return [one["id"] for one in issues if fits(one)]


@pytest.mark.parametrize("name", ["standing", "status", "unit", "region", "field", "source", "batch", "due"])
def test_every_choice_of_a_filter_finds_what_the_list_finds(
    name: str, site: Path, issues: list[Issue], seen: Watched
) -> None:
    seen.goto(site / "index.html")
    values = seen.page.eval_on_selector_all(f"#f-{name} option", "all => all.map(one => one.value)")
    assert len(values) > 2
    for value in values[1:]:
        seen.page.select_option(f"#f-{name}", value)
        wanted = expected(name, value, issues)
        assert seen.found.startswith(f"找到 {len(wanted)} 件")
        assert seen.ids() == wanted
    seen.page.select_option(f"#f-{name}", "")
    assert seen.ids() == [one["id"] for one in issues]
    assert seen.complaints == []


def test_the_pace_is_a_filter_and_its_parts_add_up(site: Path, issues: list[Issue], seen: Watched) -> None:
    seen.goto(site / "index.html")
    found: list[str] = []
    for value in seen.page.eval_on_selector_all("#f-pace option", "all => all.map(one => one.value)")[1:]:
        seen.page.select_option("#f-pace", value)
        found += seen.ids()
    assert sorted(found) == [one["id"] for one in issues]


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("ISSUE-012", lambda one: one["id"] == "ISSUE-012"),
        ("粪污", lambda one: "粪污" in one["title"]),
        ("ｉｓｓｕｅ－０１２", lambda one: one["id"] == "ISSUE-012"),
        ("白沙 堆场", lambda one: one["region"] == "白沙街道" and "堆场" in one["title"]),
        ("县住建局", lambda one: "县住建局" in one["units"]),
        ("没有这样的问题", lambda _: False),
    ],
)
def test_words_are_looked_for_as_people_type_them(
    words: str, fits: Callable[[Issue], bool], site: Path, issues: list[Issue], seen: Watched
) -> None:
    seen.goto(site / "index.html")
    seen.page.fill("#f-text", words)
    assert seen.ids() == [one["id"] for one in issues if fits(one)]


def test_the_texts_are_read_when_they_are_asked_for(site: Path, seen: Watched) -> None:
    seen.goto(site / "index.html")
    seen.page.fill("#f-text", "17个 直排口")
    assert seen.ids() == []
    assert not [one for one in seen.asked if one.endswith("texts.js")]
    seen.page.check("input[name=deep]")
    seen.page.wait_for_function("document.getElementById('found').textContent.startsWith('找到 1 件')")
    assert seen.ids() == ["ISSUE-001"]
    seen.page.uncheck("input[name=deep]")
    assert seen.ids() == []
    assert seen.complaints == []


def test_filters_hold_together_and_are_cleared_together(site: Path, issues: list[Issue], seen: Watched) -> None:
    seen.goto(site / "index.html")
    seen.page.select_option("#f-region", "云岭乡")
    seen.page.select_option("#f-field", "水")
    seen.page.fill("#f-text", "点位")
    both = [
        one["id"] for one in issues if one["region"] == "云岭乡" and "水" in one["fields"] and "点位" in one["title"]
    ]
    assert 0 < len(both) < len(issues)
    assert seen.ids() == both
    seen.page.click("button[type=reset]")
    seen.page.wait_for_function("document.getElementById('found').textContent.includes('全部')")
    assert len(seen.ids()) == len(issues)


def test_the_latest_come_first_when_asked(site: Path, issues: list[Issue], seen: Watched) -> None:
    seen.goto(site / "index.html")
    seen.page.select_option("#f-standing", "late")
    seen.page.select_option("#f-sort", "late")
    late = [one for one in issues if one["standing"] in {"overdue", "behind"}]
    assert seen.ids() == [one["id"] for one in sorted(late, key=lambda one: (one["days_left"], one["id"]))]


def test_a_link_carries_its_filters(site: Path, issues: list[Issue], seen: Watched) -> None:
    seen.goto(site / "regions.html")
    seen.page.click("table.heat tbody tr >> nth=0 >> td >> nth=0 >> a")
    seen.page.wait_for_selector("#list tbody a")
    region, field = seen.page.input_value("#f-region"), seen.page.input_value("#f-field")
    assert region
    assert seen.ids() == [one["id"] for one in issues if one["region"] == region and field in one["fields"]]
    seen.goto(site / "units.html")
    seen.page.click("table.sortable tbody a >> nth=0")
    seen.page.wait_for_selector("#list tbody a")
    unit = seen.page.input_value("#f-unit")
    assert seen.ids() == [one["id"] for one in issues if unit in one["units"]]


def test_the_board_has_every_issue_once(site: Path, issues: list[Issue], seen: Watched) -> None:
    seen.goto(site / "board.html")
    while seen.page.locator("#board button:visible").count():
        seen.page.locator("#board button:visible").first.click()
    shown = seen.page.locator("#board li a").all_inner_texts()
    assert sorted(shown) == sorted(one["id"] for one in issues)
    seen.page.select_option("#f-unit", "县水务局")
    heads = [int(one) for one in seen.page.locator("#board h2 .count").all_inner_texts()]
    assert sum(heads) == sum("县水务局" in one["units"] for one in issues)


def test_the_timeline_draws_what_was_due_and_done(site: Path, seen: Watched) -> None:
    seen.goto(site / "timeline.html")
    seen.page.fill("#f-text", "ISSUE-007")
    assert seen.page.locator("#timeline tbody tr").count() == 1
    said = seen.page.get_attribute("#timeline tbody svg", "aria-label")
    assert "ISSUE-007" in said
    assert "2026-02-08 交办" in said
    assert "节点1时限 2026-04-10，未完成" in said
    assert "措施1时限 2026-05-08，2026-05-01 完成" in said
    assert seen.page.locator("#timeline tbody path.g-late").count() == 1


def test_a_table_is_put_in_order_by_its_heads(site: Path, seen: Watched) -> None:
    seen.goto(site / "units.html")
    button = seen.page.locator("table.sortable thead button", has_text="未完成")
    for order in ("descending", "ascending"):
        button.click()
        numbers = [int(one) for one in seen.page.locator("table.sortable tbody td:nth-child(4)").all_inner_texts()]
        assert numbers == sorted(numbers, reverse=order == "descending")
        assert seen.page.locator(f"th[aria-sort={order}]").inner_text() == "未完成"


def test_the_keyboard_alone_is_enough(site: Path, issues: list[Issue], seen: Watched) -> None:
    seen.goto(site / "index.html")
    focused = "document.activeElement"
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate(f"{focused}.textContent") == "跳到查找和筛选"
    seen.page.keyboard.press("Enter")
    for _ in range(12):
        if seen.page.evaluate(f"{focused}.id") == "f-region":
            break
        seen.page.keyboard.press("Tab")
    for _ in range(5):
        if seen.page.input_value("#f-region") == "红旗镇":
            break
        seen.page.keyboard.press("ArrowDown")
    assert seen.page.input_value("#f-region") == "红旗镇"
    wanted = [one["id"] for one in issues if one["region"] == "红旗镇"]
    assert seen.found.startswith(f"找到 {len(wanted)} 件")
    for _ in range(20):
        if seen.page.evaluate(f"{focused}.closest('#list') !== null && {focused}.tagName === 'A'"):
            break
        seen.page.keyboard.press("Tab")
    assert seen.page.evaluate(f"getComputedStyle({focused}).outlineWidth") == "3px"
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/issues/*.html")
    assert wanted[0] in seen.page.inner_text("h1")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_complains_and_no_request_leaves_the_site(name: str, site: Path, seen: Watched) -> None:
    seen.goto(site / name)
    assert seen.complaints == []
    assert seen.asked
    assert [one for one in seen.asked if not one.startswith((site.as_uri(), "data:,"))] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_screen_shows_everything_without_turning_sideways(name: str, site: Path, running: Browser) -> None:
    with sites.watched(running, width=360) as seen:
        seen.goto(site / name)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360
        cut = seen.page.evaluate(
            "[...document.querySelectorAll('h1, h2, p, dd, label, button, .badge')].filter(one => "
            "one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scroll')).map(one => one.outerHTML)"
        )
        assert [one for one in cut if 'class="skip"' not in one] == []


@pytest.mark.parametrize(
    ("name", "width"), [*((name, 1280) for name in PAGES), ("index.html", 360), ("issues/ISSUE-001.html", 360)]
)
def test_the_checker_of_accessibility_finds_nothing(name: str, width: int, site: Path, running: Browser) -> None:
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    with sites.watched(running, width) as seen:
        seen.goto(site / name)
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        seen.page.evaluate(axe)
        found = seen.page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})")
        told = [(one["id"], one["impact"], [n["html"] for n in one["nodes"]][:3]) for one in found["violations"]]
        assert told == []
        assert len(found["passes"]) > 15


def test_the_headline_is_the_sum_of_its_parts(site: Path, issues: list[Issue], seen: Watched) -> None:
    seen.goto(site / "index.html")
    parts = {one.split(" ", 1)[1]: int(one.split(" ", 1)[0]) for one in seen.page.locator(".sum a").all_inner_texts()}
    assert sum(parts.values()) == int(seen.page.inner_text(".total .big")) == len(issues)
    for word, number in parts.items():
        assert number == sum(STANDING_WORDS[one["standing"]] == word for one in issues)
    seen.page.click(".sum a >> nth=0")
    seen.page.wait_for_function("document.getElementById('f-standing').value !== ''")
    assert seen.found.startswith(f"找到 {next(iter(parts.values()))} 件")


def test_a_chart_says_its_numbers(site: Path, issues: list[Issue], seen: Watched) -> None:
    seen.goto(site / "index.html")
    assert f"共 {len(issues)} 件" in seen.page.text_content("#now-d")
    last = seen.page.locator("details:has-text('走势的数字') tbody tr").last
    assert last.text_content().startswith("2026-05-20")
    assert f"2026-05-20 {len(issues)} 件" in seen.page.text_content("#trend-d")


def test_a_duty_whose_date_was_kept_is_not_called_late(site: Path, seen: Watched) -> None:
    seen.goto(site / "index.html")
    seen.page.fill("#f-text", "ISSUE-009")
    assert "长期坚持" in seen.page.inner_text("#list tbody")
    assert "逾期" not in seen.page.inner_text("#list tbody")
    seen.goto(site / "issues/ISSUE-009.html")
    assert "，，" not in seen.page.inner_text("main")


def test_what_is_reported_is_found_as_well(site: Path, seen: Watched) -> None:
    seen.goto(site / "index.html", "#text=" + quote("已清淤") + "&deep=1")
    seen.page.wait_for_function("document.getElementById('found').textContent.startsWith('找到')")
    assert seen.ids() == ["ISSUE-001"]


def test_the_links_of_the_overview_lead_to_as_many_as_they_say(site: Path, seen: Watched) -> None:
    seen.goto(site / "index.html")
    links = seen.page.eval_on_selector_all(
        "main a[href^='#']",
        "all => all.map(one => [one.getAttribute('href'), Number(one.textContent.match(/\\d+/)[0])])",
    )
    assert len(links) > 8
    for href, number in links:
        seen.page.evaluate("behind => { location.hash = behind; }", href)
        seen.page.wait_for_function(
            "n => document.getElementById('found').textContent.startsWith(`找到 ${n} 件`)", arg=number
        )


def test_paper_says_by_what_it_was_chosen_and_what_it_leaves_out(site: Path, seen: Watched) -> None:
    seen.goto(site / "index.html", "#field=" + quote("水"))
    assert not seen.page.is_visible("#asked")
    seen.page.emulate_media(media="print")
    assert seen.page.inner_text("#asked") == "条件：环境要素：水"
    seen.goto(site / "index.html")
    assert "第 1–50 件，共 65 件" in seen.page.inner_text("#turn")
    assert "其余没有印出" in seen.page.inner_text("#turn")
    seen.goto(site / "board.html")
    told = seen.page.locator("#board .rest").all_inner_texts()
    cards = seen.page.locator("#board li").count()
    assert cards + sum(int(number) for one in told for number in re.findall(r"另有 (\d+) 件没有列出", one)) == 65


def test_paper_gets_the_figures_and_no_buttons(site: Path, seen: Watched) -> None:
    seen.goto(site / "index.html")
    seen.page.emulate_media(media="print")
    assert not seen.page.is_visible("#filters")
    assert not seen.page.is_visible("nav")
    assert seen.page.is_visible("svg.chart >> nth=0")
    assert seen.page.pdf(format="A4").startswith(b"%PDF")


def test_a_roll_up_shows_late_children_under_their_parent_and_each_ledger_by_itself(
    tmp_path: Path, seen: Watched
) -> None:
    places = map(str, (city(tmp_path), *counties(tmp_path)))
    assert sites.run(tmp_path, "rollup", *places, "--site", "out").returncode == 0
    seen.goto(tmp_path / "out/issues/city/ISSUE-001.html")
    below = seen.page.inner_text("table:has(caption:has-text('下级问题'))")
    assert "共 2 件，其中逾期、节点逾期 1 件" in below
    assert "county-b/ISSUE-001" in below
    seen.page.click("a:has-text('county-b/ISSUE-001')")
    assert "逾期" in seen.page.inner_text("main")
    seen.goto(tmp_path / "out/index.html")
    table = seen.page.locator("table:has(caption:has-text('各台账')) tr").all_inner_texts()
    assert [one.split()[:4] for one in table[1:]] == [
        ["city", "3", "3", "0"], ["county-a", "3", "3", "0"], ["county-b", "1", "1", "1"], ["合计", "7", "7", "1"]
    ]  # fmt: skip
    seen.page.click("a:has-text('county-a') >> nth=0")
    seen.page.wait_for_function("document.getElementById('f-ledger').value === 'county-a'")
    assert seen.ids() == [f"county-a/ISSUE-00{number}" for number in (1, 2, 3)]
    assert seen.complaints == []
