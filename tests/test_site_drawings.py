"""What is drawn on the pages, and the data that the script of the site reads."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import house
from ledger.formats.site import charts, data, gantt
from ledger.formats.site.readable import readable
from ledger.model.report import Report, build
from ledger.store import folder as store
from ledger.store.workspace import Workspace

DAY = date(2026, 5, 20)


@pytest.fixture
def report(folder: Path) -> Report:
    scan = store.scan(Workspace(house.build(folder)))
    return build(((one.issue, one.file) for one in scan.stored), DAY, Workspace(folder).office)


def read(script: bytes) -> dict[str, object]:
    return dict(json.loads(script.decode().partition("=")[2].rstrip(";\n")))


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=9))
def test_the_parts_of_a_bar_fill_it_in_their_proportion(numbers: list[int]) -> None:
    parts = [charts.Part("done", f"第{at}项", number) for at, number in enumerate(numbers)]
    drawn = ET.fromstring(charts.bar("now", "各项", parts))  # noqa: S314 - drawn here
    rects = drawn.findall(".//rect")
    assert len(rects) == sum(number > 0 for number in numbers)
    assert all(float(one.attrib["width"]) > 0 for one in rects)
    ends = [float(one.attrib["x"]) + float(one.attrib["width"]) for one in rects]
    assert all(end <= charts.WIDTH + 0.6 for end in ends)
    assert (drawn.findtext("desc") or "").startswith(f"共 {sum(numbers)} 件：")


@given(st.lists(st.integers(0, 50_000), min_size=1, max_size=30))
def test_a_line_stays_in_its_frame_and_ends_with_its_number(numbers: list[int]) -> None:
    points = tuple((DAY + timedelta(days=30 * at), number) for at, number in enumerate(numbers))
    drawn = ET.fromstring(charts.lines("t", "走势", [charts.Series("left", "未完成", points)]))  # noqa: S314 - as above
    line = drawn.find("polyline")
    assert line is not None
    places = [tuple(map(float, one.split(","))) for one in line.attrib["points"].split()]
    assert len(places) == len(points)
    assert all(0 <= x <= charts.WIDTH and 0 <= y <= charts.HEIGHT for x, y in places)
    ends = [one.text for one in drawn.findall("text") if "end" in one.attrib["class"]]
    assert ends == [str(numbers[-1])]
    axis = [int(one.text or "") for one in drawn.findall("text") if one.attrib.get("text-anchor") == "end"]
    assert axis[0] == 0
    assert axis[-1] >= max(numbers)
    assert 2 <= len(axis) <= 6


def test_two_lines_that_end_together_have_two_numbers_that_can_be_read() -> None:
    series = [charts.Series(key, key, ((DAY, 1), (DAY + timedelta(days=30), 7))) for key in ("left", "ahead")]
    drawn = ET.fromstring(charts.lines("t", "走势", series))  # noqa: S314 - as above
    places = [float(one.attrib["y"]) for one in drawn.findall("text") if "end" in one.attrib["class"]]
    assert abs(places[0] - places[1]) >= 13


def test_names_in_a_chart_are_texts() -> None:
    drawn = charts.bar("now", "<b>", [charts.Part("done", "<script>", 3)])
    assert "<script>" not in drawn
    assert "&lt;script&gt; 3 件" in drawn


def test_the_gantt_of_an_issue_says_what_was_due_and_done(report: Report) -> None:
    late, _, done, *_ = report.entries
    said = [(one.name, one.kind, one.said) for one in gantt.spans(late, report.office)]
    assert said == [
        ("整项", "late", "时限 2026-03-31，未完成"),
        ("措施1", "late", "时限 2026-03-31，未完成"),
        ("措施2", "late", "时限 2026-03-31，未完成"),
    ]
    assert gantt.spans(done, report.office)[0].said == "时限 2026-04-30，2026-04-10 完成"
    assert "措施2 时限 2026-03-31，未完成" in str(gantt.drawing(late, report.office))


def test_a_duty_without_any_day_has_no_gantt(report: Report) -> None:
    assert gantt.drawing(report.entries[4], report.office) == ""


def test_the_data_has_a_value_for_each_issue_in_every_column(report: Report) -> None:
    told = read(data.rows(report))
    ids = str(told["ids"]).split("\n")
    assert [f"{told['prefix']}{one}" for one in ids] == list(house.IDS)
    for name in ("standing", "status", "pace", "unit", "field", "region", "source", "batch", "due"):
        column = told[name]
        assert isinstance(column, list)
        assert len(column) == len(ids), name
    words, region = told["words"], told["region"]
    assert isinstance(words, dict)
    assert isinstance(region, list)
    assert [words["region"][at] for at in region] == ["红旗镇", "青石镇", "红旗镇", "红旗镇", "青石镇"]
    assert len(read(data.times(report))["rows"]) == len(ids)  # type: ignore[arg-type]
    assert len(str(read(data.texts(report))["lines"]).split("\n")) == len(ids)


def test_what_is_read_of_a_page_are_its_words_and_what_is_spoken() -> None:
    page = b'<p class="zhang"><a href="x.html#region=a" title="\xe5\xbc\xa0\xe4\xb8\x89">A &amp; B</a></p>'
    (text,) = readable("index.html", page)
    assert "zhang" not in text
    assert "张三" in text
    assert "A & B" in text
    assert "x.html#region=a" in text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), max_size=40))
def test_what_is_read_of_a_script_is_all_of_it(lines: list[str]) -> None:
    script = data._script("X", {"lines": "\n".join(lines)})  # noqa: SLF001 - the writer that every script goes through
    text = "\n".join(readable("x.js", script))
    squeezed = re.sub(r"[\\\s]", "", text)
    assert all(re.sub(r"[\\\s]", "", line) in squeezed for line in lines)
