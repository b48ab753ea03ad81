"""`ledger write`: the papers of the office, filled in from the ledger, as files that Word opens."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from docx import Document

import house
from conftest import Run

CARD = """escalations:
  - {kind: 提醒, date: 2026-05-02, by: wang, reason: 节点逾期, unit: 县水务局, month: 2026-04, card: 黄, points: -1}
"""
NOTICE = "publicity:\n  - {start: 2026-05-06, end: 2026-05-19, days: 10, medium: 县政府网站}\n"


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


def changed(place: Path, name: str, before: str, after: str) -> None:
    """A file of the ledger changed by hand."""
    path = place / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def own(place: Path, name: str, *lines: str) -> None:
    """A template of the office's own."""
    word = Document()
    for line in lines:
        word.add_paragraph(line)
    written = io.BytesIO()
    word.save(written)
    house.put(place / f"templates/letters/{name}.docx", written.getvalue())


def text(path: Path) -> str:
    """Every word of a document: its paragraphs, then its tables row by row."""
    word = Document(str(path))
    rows = ("　".join(cell.text for cell in row.cells) for table in word.tables for row in table.rows)
    return "\n".join((*(one.text for one in word.paragraphs), *rows))


def fields(done: CompletedProcess[str]) -> dict[str, object]:
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)["fields"]
    return found


def refused(done: CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stdout + done.stderr
    for word in words:
        assert word in done.stderr, word


def test_what_can_be_written_is_listed_with_the_command(ledger: Run, place: Path) -> None:
    own(place, "催办函", "{{ 主送单位 }}：请就“{{ 问题名称 }}”回复。")
    lines = ledger("write").stdout.split("\n")
    for name, about, how in (
        ("月报", "一个月、半年或一年", "ledger write 月报 --month 2026-04（或 --half 2026H1、--year 2026）"),
        ("验收销号申请表", "一项问题", "ledger write 验收销号申请表 编号"),
        ("边督边改公开情况一览表", "信访举报件", "ledger write 边督边改公开情况一览表"),
        ("公示", "一次公示", "ledger write 公示 编号"),
        ("催办函", "一次督办措施", "ledger write 催办函 编号"),
    ):
        line = next(one for one in lines if one.split()[:1] == [name])
        assert about in line
        assert how in line


def test_a_monthly_report_says_what_stats_say(ledger: Run, place: Path) -> None:
    told = fields(ledger("write", "月报", "--month", "2026-04", "--json"))
    stats = json.loads(ledger("stats", "--as-of", "2026-04-30", "--json").stdout)
    rates = {one["key"]: one for one in stats["rates"]}
    assert told["问题总数"] == str(stats["total"]) == "4"
    assert told["完成整改数"] == str(rates["completion"]["part"]) == "2"
    assert told["整改完成率"] == f"{rates['completion']['percent']}%" == "50.0%"
    assert (told["到期完成措施数"], told["到期措施数"]) == (
        str(rates["on-time"]["part"]),
        str(rates["on-time"]["whole"]),
    )
    assert told["平均超期天数"] == stats["average_days_late"] == "30.0"
    said = text(place / "月报-2026-04.docx")
    assert "某县督察整改台账月报\n2026年4月　县整改办\n" in said
    assert "截至2026年4月30日，台账共有问题4项，完成整改2项（其中已销号0项），整改完成率50.0%。" in said
    assert "2026年3月31日有问题4项，新增0项，现有4项。新完成整改2项；新销号0项；新增逾期1项（附表5）。" in said
    assert "超期最长的：“红旗河水质超标”（县水务局，超期30天）。" in said
    assert "ISSUE-001　红旗河水质超标　县水务局　2026年3月31日　逾期　最后期限2026年3月31日已过30天，未完成" in said
    assert "{" not in said


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("month", ["2026-03", "2026-04"])
def test_a_monthly_report_says_what_the_dispatch_of_the_month_says(ledger: Run, month: str) -> None:
    told: dict[str, Any] = fields(ledger("write", "月报", "--month", month, "--json"))
    dispatch = json.loads(ledger("dispatch", "--month", month, "--json").stdout)
    paces, reported = dispatch["paces"], dispatch["reported"]
    for name, key in (
        *(("已销号数", "closed"), ("超序时数", "ahead"), ("达到序时数", "on-pace")),
        *(("未达序时数", "behind"), ("逾期数", "overdue"), ("未启动数", "not-started")),
    ):
        assert told[name] == str(paces[key]), name
    assert told["问题总数"] == str(dispatch["total"]) == str(sum(paces.values()))
    assert (told["应报数"], told["未报数"]) == (str(sum(reported.values())), str(reported["missing"]))
    figures = {one["figure"]: one for one in dispatch["parts"]["figures"]["rows"]}
    for figure, names in (
        ("问题总数", ("上期总数", "新增数", "减少数", "问题总数")),
        ("完成整改", ("上期完成数", "新完成数", None, "完成整改数")),
        ("已销号", ("上期销号数", "新销号数", None, "已销号数")),
        ("逾期", (None, "新逾期数", None, "逾期数")),
    ):
        for name, part in zip(names, ("before", "came", "went", "now"), strict=True):
            assert name is None or told[name] == str(figures[figure][part]), name
    due = [one["id"] for one in dispatch["parts"]["due"]["rows"]]
    assert told["下期到期数"] == str(len(due))
    assert sorted(one["编号"] for one in told["下期到期"]) == sorted(due)


def test_every_table_of_a_report_has_the_figures_of_stats(ledger: Run, place: Path) -> None:
    petition(place)
    told: dict[str, Any] = fields(ledger("write", "半年报", "--half", "2026H1", "--json"))
    stats = json.loads(ledger("stats", "--json").stdout)
    for name, listed in (
        ("比率", stats["rates"]),
        ("时限口径", stats["deadlines"]["rates"]),
        ("回头看", stats["lookback"]["rates"]),
        ("信访比率", stats["petitions"]["rates"]),
    ):
        shown = [(one["名称"], one["分子"], one["分母"]) for one in told[name]]
        assert shown == [(one["name"], str(one["part"]), str(one["whole"])) for one in listed], name
    for name, key in (("各单位", "units"), ("各区域", "regions"), ("各要素", "fields"), ("各来源", "sources")):
        groups = {
            one["name"]: (str(one["total"]), f"{one['completion']}%") for one in stats["breakdowns"][key]["groups"]
        }
        assert {one["名称"]: (one["总数"], one["完成率"]) for one in told[name][:-1]} == groups, name


def test_a_half_yearly_report_has_tables_by_source_and_region(ledger: Run, place: Path) -> None:
    done = ledger("write", "年度报告", "--year", "2026", "-o", "年度.docx")
    assert done.returncode == 0, done.stderr
    done = ledger("write", "半年报", "--half", "2026年上半年", "-o", "上半年.docx")
    assert done.returncode == 0
    assert "时期还没有过完，数字截至 2026-05-20" in done.stderr
    said = text(place / "上半年.docx")
    for line in ("2026年上半年　县整改办", "信访　1　0　0　0　0　1　0　0.0%", "红旗镇　3　2　1　0　0　1　0　66.7%"):
        assert line in said, line
    assert "办结率（含阶段性办结）" in said
    assert "ISSUE-001　红旗河两岸有 17 个直排口，\n水体发黑发臭。　县水务局　2026年3月底前　逾期　已清淤 1 公里" in said


def test_only_what_was_selected_is_counted_and_the_report_says_so(ledger: Run, place: Path) -> None:
    told = fields(ledger("write", "月报", "--month", "2026-04", "--region", "红旗镇", "--json"))
    assert (told["问题总数"], told["范围"]) == ("3", "行政区域：红旗镇")
    assert "范围：行政区域：红旗镇。" in text(place / "月报-2026-04.docx")


def test_the_form_for_acceptance_has_a_box_for_each_gate(ledger: Run, place: Path) -> None:
    assert ledger("write", "验收销号申请表", "3").returncode == 0
    said = text(place / "验收销号申请表-ISSUE-003.docx")
    for line in (
        "问题来源　省级督察第三轮",
        "整改时限　2026年4月底前（2026年4月10日完成）",
        "1．建设管网（2026年4月10日完成）",
        "1．after.jpg（整改后照片，2026年4月11日）",
        "验收　验收通过　市生态环境局　2026年4月20日",
        "公示情况　未公示",
    ):
        assert line in said, line
    assert re.search("\n销号　　　　　年　月　日", said), "a box that nobody has filled"
    assert "李四" not in said


def petition(place: Path) -> None:
    changed(place, "issues/ISSUE-001.yaml", "plan:\n", """petition:
  number: D3SX202605280018
  key: 是
  investigation: 现场有 17 个直排口。群众张三（13812345678）陪同查看。
  verdict: 基本属实
accountability:
  - {date: 2026-05-06, kind: 诫勉, unit: 县水务局, post: 分管副局长, number: 1, disclosed_on: 2026-05-08}
  - {date: 2026-05-07, kind: 政务处分, unit: 县水务局, post: 分管副局长, number: 2}
plan:
""")  # fmt: skip


def test_the_public_list_of_petitions(ledger: Run, place: Path) -> None:
    petition(place)
    done = ledger("write", "边督边改公开情况一览表", "--batch", "第21批")
    assert done.returncode == 0
    said = text(place / "边督边改公开情况一览表-2026-05-20.docx")
    for words in (
        "县整改办群众信访举报转办和边督边改公开情况一览表\n（第21批　2026年5月20日）",
        "1　*D3SX202605280018　红旗河两岸有 17 个直排口，\n水体发黑发臭。　红旗镇　水　现场有 17 个直排口。",
        "基本属实　已清淤 1 公里　未办结　1人诫勉",
        "共1件：未办结1件；基本属实1件；水1件。",
    ):
        assert words in said, words
    assert "分管副局长" not in said
    assert "政务处分" not in said  # whoever decided it has not made it public
    assert "13812345678" not in said
    assert "138****5678" in said
    assert "“信访件”里有人员登记里的姓名“张三”，公开前请核对" in done.stderr


def test_a_paper_about_one_issue_points_out_personal_data(ledger: Run, place: Path) -> None:
    changed(place, "issues/ISSUE-001.yaml", "水体发黑发臭。", "水体发黑发臭，联系 13812345678。")
    done = ledger("write", "验收销号申请表", "1")
    assert done.returncode == 0
    assert "“问题原文”里像有手机号码" in done.stderr


def test_what_a_record_says_stays_text(ledger: Run, place: Path) -> None:
    words = "<覆盖率> & {{ 7*7 }} </w:t>"
    changed(place, "issues/ISSUE-001.yaml", "title: 红旗河水质超标", f'title: "{words}"')
    changed(place, "issues/ISSUE-001.yaml", "    红旗河两岸", f"    {words}红旗河两岸")
    for call in (("月报", "--month", "2026-04"), ("验收销号申请表", "1"), ("边督边改公开情况一览表",)):
        done = ledger("write", *call, "-o", "文.docx", "--force")
        assert done.returncode == 0, done.stderr
        assert words in text(place / "文.docx")


def test_a_notice_and_a_letter_are_written_from_what_is_on_record(ledger: Run, place: Path) -> None:
    refused(ledger("write", "公示", "3"), 4, "本轮没有公示", "ledger publicize")
    refused(ledger("write", "提醒函", "1"), 4, "没有登记过督办措施", "ledger escalate")
    changed(place, "issues/ISSUE-001.yaml", "history:", f"{CARD}history:")
    changed(place, "issues/ISSUE-003.yaml", "history:", f"{NOTICE}history:")
    assert ledger("write", "公示", "3").returncode == 0
    assert "公示期间：2026年5月6日至2026年5月19日（10个工作日）。" in text(place / "公示-ISSUE-003.docx")
    assert ledger("write", "提醒函", "1", "--month", "2026-04").returncode == 0
    assert "经2026年4月整改进展评定，你单位承担的“红旗河水质超标”" in text(place / "提醒函-ISSUE-001-2026-04.docx")
    refused(ledger("write", "提醒函", "1", "--month", "2026-03"), 4, "没有登记过督办措施")


def test_an_office_puts_templates_of_its_own_beside_them(ledger: Run, place: Path) -> None:
    own(place, "短报", "{{ 时期 }}完成{{ 完成整改数 }}项", "{%p for 项 in 红榜 %}", "{{ 项.编号 }}", "{%p endfor %}")
    assert ledger("write", "短报", "--month", "2026-04").returncode == 0
    assert text(place / "短报-2026-04.docx") == "2026年4月完成2项\nISSUE-001\nISSUE-005"
    own(place, "便函", "{{ 落款单位 }}")
    assert ledger("write", "便函").returncode == 0
    assert text(place / "便函-2026-05-20.docx") == "县整改办"


def test_a_field_that_there_is_not_stops_everything(ledger: Run, place: Path) -> None:
    own(place, "短报", "{{ 时期 }}完成{{ 完成数 }}项")
    refused(ledger("write", "短报", "--month", "2026-04"), 5, "templates/letters/短报.docx", "完成数", "完成整改数")
    assert not list(place.glob("*.docx"))
    assert "没有这些字段：完成数" in ledger("write").stdout
    own(place, "短报", "{{ 时期 }}", "{%p for 项 in 红榜 %}", "{{ 项.序号 }}", "{%p endfor %}")
    refused(ledger("write", "短报", "--month", "2026-04"), 5, "序号")


def test_a_template_that_is_no_document_is_listed_with_what_is_wrong(ledger: Run, place: Path) -> None:
    house.put(place / "templates/letters/旧函.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    (place / "templates/letters/夹子.docx").mkdir()
    own(place, "断句", "{% if 时期 %}没有结束")
    done = ledger("write")
    assert done.returncode == 0
    assert "旧版 .doc" in done.stderr
    assert done.stdout.count("模板读不了") == 3
    refused(ledger("write", "旧函"), 5, "旧版 .doc")


def test_the_fields_of_a_template(ledger: Run, place: Path) -> None:
    own(place, "短报", "{{ 时期 }}")
    lines = {line.split()[0]: line for line in ledger("write", "短报", "--fields").stdout.split("\n") if line}
    assert "√" in lines["时期"]
    assert "√" not in lines["问题总数"]
    assert "逐条：编号、名称、责任单位、简称、首位单位、时限、超期天数、序时进度、原因" in lines["红榜"]
    told = json.loads(ledger("write", "短报", "--fields", "--json").stdout)
    assert {"name": "时期", "list": False, "parts": [], "used": True} in told["fields"]
    assert not list(place.glob("*.docx"))


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        (("月报",), 2, "--month 2026-10"),
        (("月报", "1", "--month", "2026-04"), 2, "不要写编号 ISSUE-001"),
        (("月报", "--month", "2026-04", "--half", "2026H1"), 2, "只能写一个"),
        (("月报", "--month", "四月"), 2, "写成 2026-10"),
        (("半年报", "--half", "2026H3"), 2, "写成 2026H1"),
        (("年度报告", "--year", "26"), 2, "写成 2026"),
        (("年度报告", "--year", "2026", "--half", "2026H1"), 2, "只能写一个"),
        (("年度报告", "--year", "2027"), 2, "2027"),
        (("月报", "--month", "2026-06"), 2, "还没有可写的"),
        (("验收销号申请表",), 2, "要写编号"),
        (("验收销号申请表", "1", "--month", "2026-04"), 2, "不按时期写"),
        (("验收销号申请表", "99"), 3, "ISSUE-099"),
        (("月抱", "--month", "2026-04"), 3, "月报"),
        (("月报", "--month", "2026-04", "--region", "红旗真"), 3, "没有符合条件的问题：行政区域：红旗真"),
        (("边督边改公开情况一览表", "--batch", "第99批"), 3, "没有符合条件的问题"),
        (("--fields",), 2, "ledger write"),
        (("月报", "--month", "2026-04", "-o", "月报.xlsx"), 2, ".docx"),
        (("月报", "--month", "2026-04", "-o", "issues/月报.docx"), 2, "issues/"),
        (("月报", "--month", "2026-04", "-o", "没有/月报.docx"), 7, "没有"),
    ],
)
def test_what_is_refused(ledger: Run, place: Path, call: tuple[str, ...], code: int, words: str) -> None:
    before = house.contents(place)
    refused(ledger("write", *call), code, words)
    assert house.contents(place) == before


def test_a_file_is_written_over_only_when_told_so(ledger: Run, place: Path) -> None:
    call = ("write", "月报", "--month", "2026-04")
    assert ledger(*call).returncode == 0
    once = (place / "月报-2026-04.docx").read_bytes()
    refused(ledger(*call), 6, "月报-2026-04.docx")
    assert ledger(*call, "--force").returncode == 0
    assert (place / "月报-2026-04.docx").read_bytes() == once, "the same month, the same bytes"


def test_a_ledger_read_in_part_is_never_reported_on_as_whole(ledger: Run, place: Path) -> None:
    house.put(place / "issues/ISSUE-006.yaml", b"id: [")
    refused(ledger("write", "月报", "--month", "2026-04"), 5, "ISSUE-006.yaml", "没有写")
    assert not list(place.glob("*.docx"))


def test_an_empty_ledger_has_nothing_to_report(ledger: Run, folder: Path) -> None:
    house.put(folder / "ledger.toml", house.SETTINGS.encode())
    refused(ledger("write", "月报", "--month", "2026-04"), 5)
