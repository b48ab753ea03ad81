"""Bad records beside the issues: files of objects, plans, indicators, meetings, checklists, scores and books that
people get wrong, and links, pipes and folders in their place.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import house
from bad_texts import Case

RECORDS = {
    "objects/红旗河.yaml": "id: 红旗河\nname: 红旗河\nkind: 水体\nregion: 红旗镇\nlon: 119.95\nlat: 31.72\n",
    "objects/北厂.yaml": "id: 北厂\nname: 北厂\nkind: 企业\ncode: 91-1\nowners: [{role: 经营者, person: 某丙}]\n",
    "plans/红旗河-一河一策.yaml": "id: 红旗河-一河一策\ntitle: 红旗河一河一策\nkind: 一河一策\nobject: 红旗河\n"
    "measures:\n  - {number: 1, text: 清淤3公里, due: 2026-06-30}\n",
    "indicators/PM2.5.yaml": "id: PM2.5\nname: 细颗粒物\nunit: 微克/立方米\nrules: [不高于30]\n"
    "base: {year: 2015, value: 40}\n"
    "years: [{year: 2026, value: 30}]\nreadings: [{at: 2026-04, value: 29.8}]\n",
    "meetings/2026-05-18-调度会.yaml": "id: 2026-05-18-调度会\nkind: 调度会\ndate: 2026-05-18\n"
    "attendees: [{unit: 县水务局, person: qian}]\ntopics: [{text: 红旗河整治, issues: [ISSUE-001]}]\n"
    "decisions:\n  - {number: 1, text: 清淤, units: [县水务局], deadline: 6月底前, due: 2026-06-30}\n",
    "checklists/记录.yaml": "id: 记录\nchecklist: 五不放过\ndate: 2026-05-18\ninspectors: [zhang]\nsite: 红旗河\n"
    "issue: ISSUE-001\nresults:\n  - {number: 1, text: 原因是否查清, outcome: 合格}\n"
    "  - {number: 2, text: 责任是否查清, outcome: 不合格}\n",
    "templates/books/我的台账.yaml": "title: 我的台账\nprefix: WD\n",
    "templates/checklists/我的表.yaml": "title: 我的表\nitems:\n  - {number: 1, text: 是否到位}\n",
    "templates/scores/我的办法.yaml": "title: 我的办法\nbase: 100\nfloor: 0\ncap: 110\ndimensions:\n"
    "  - {name: 完成, weight: 100}\nrules:\n  - {on: 逾期, points: -2, dimension: 完成}\n",
    "表.yaml": "checklist: 我的表\ndate: 2026-05-18\ninspectors: 张三\nsite: 红旗河\n"
    "results:\n  - {number: 1, outcome: 合格, photos: 照片.jpg}\n",
    "照片.jpg": "a photo\n",
}

OBJECT, PLAN = "objects/红旗河.yaml", "plans/红旗河-一河一策.yaml"
GAUGE, MEETING = "indicators/PM2.5.yaml", "meetings/2026-05-18-调度会.yaml"
RECORD, BOOK = "checklists/记录.yaml", "templates/books/我的台账.yaml"
LIST, RULES, FORM = "templates/checklists/我的表.yaml", "templates/scores/我的办法.yaml", "表.yaml"
FILES: dict[str, tuple[str, str, str]] = {
    "object-id": (OBJECT, "id: 红旗河", "id: 蓝旗河"),
    "object-no-name": (OBJECT, "name: 红旗河\n", ""),
    "object-kind-list": (OBJECT, "kind: 水体", "kind: [水体]"),
    "object-lon": (OBJECT, "lon: 119.95", "lon: 东经"),
    "object-lon-endless": (OBJECT, "lon: 119.95", "lon: 1e999999999"),
    "object-owners": (OBJECT, "kind: 水体", "kind: 水体\nowners: 张三"),
    "object-owner-no-role": (OBJECT, "kind: 水体", "kind: 水体\nowners: [{person: 张三}]"),
    "object-attributes": (OBJECT, "kind: 水体", "kind: 水体\nattributes: [a]"),
    "object-attribute-list": (OBJECT, "kind: 水体", "kind: 水体\nattributes: {长度: [1]}"),
    "object-parent-path": (OBJECT, "kind: 水体", "kind: 水体\nparent: ../x"),
    "object-parent-self": (OBJECT, "kind: 水体", "kind: 水体\nparent: 红旗河"),
    "object-unknown": (OBJECT, "kind: 水体", "kind: 水体\ncolour: red"),
    "object-open": (OBJECT, "kind: 水体", "kind: [水体"),
    "plan-object-none": (PLAN, "object: 红旗河", "object: 无此河"),
    "plan-objects-list": (PLAN, "object: 红旗河", "object: [红旗河]"),
    "plan-due": (PLAN, "due: 2026-06-30", "due: 2026-06-31"),
    "plan-number-twice": (PLAN, "measures:\n", "measures:\n  - {number: 1, text: 截污}\n"),
    "plan-measures": (PLAN, "measures:\n  - {number: 1, text: 清淤3公里, due: 2026-06-30}\n", "measures: 清淤\n"),
    "indicator-year-far": (GAUGE, "{year: 2026, value: 30}", "{year: 99999, value: 30}"),
    "indicator-year-zero": (GAUGE, "{year: 2026, value: 30}", "{year: 0, value: 30}"),
    "indicator-base-far": (GAUGE, "{year: 2015, value: 40}", "{year: 999999999, value: 40}"),
    "indicator-value": (GAUGE, "value: 29.8", "value: 很低"),
    "indicator-value-endless": (GAUGE, "value: 29.8", "value: 1e99999"),
    "indicator-value-class": (GAUGE, "value: 29.8", "value: Ⅲ类"),
    "indicator-time": (GAUGE, "at: 2026-04", "at: 2026-13"),
    "indicator-time-day": (GAUGE, "at: 2026-04", "at: 2026-02-30"),
    "indicator-rule": (GAUGE, "不高于30", "越低越好"),
    "indicator-rule-long": (GAUGE, "不高于30", "不高于" + "9" * 300),
    "indicator-issue": (GAUGE, "unit: 微克/立方米", "issues: [红旗]"),
    "indicator-total": (GAUGE, "unit: 微克/立方米", "total: -1"),
    "meeting-day": (MEETING, "date: 2026-05-18", "date: 2026-05-32"),
    "meeting-attendees": (MEETING, "attendees: [{unit: 县水务局, person: qian}]", "attendees: 县水务局"),
    "meeting-issue": (MEETING, "issues: [ISSUE-001]", "issues: [一]"),
    "meeting-issue-none": (MEETING, "issues: [ISSUE-001]", "issues: [ISSUE-999]"),
    "meeting-due": (MEETING, "due: 2026-06-30", "due: 6月底"),
    "meeting-deadline": (MEETING, "deadline: 6月底前, due: 2026-06-30", "deadline: 第二十五届全会前"),
    "meeting-number-twice": (MEETING, "decisions:\n", "decisions:\n  - {number: 1, text: 截污}\n"),
    "checklist-outcome": (RECORD, "outcome: 合格", "outcome: 还行"),
    "checklist-issue-none": (RECORD, "issue: ISSUE-001", "issue: ISSUE-999"),
    "checklist-object-none": (RECORD, "issue: ISSUE-001", "object: 无此河"),
    "checklist-photo-out": (
        RECORD,
        "outcome: 合格",
        f"outcome: 合格, photos: [{{path: ../../x.jpg, size: 1, sha256: '{'0' * 64}'}}]",
    ),
    "checklist-photo-gone": (
        RECORD,
        "outcome: 合格",
        f"outcome: 合格, photos: [{{path: evidence/记录/x.jpg, size: 1, sha256: '{'0' * 64}'}}]",
    ),
    "checklist-points": (RECORD, "outcome: 合格", "outcome: 合格, points: -5"),
    "book-prefix": (BOOK, "prefix: WD", "prefix: 我的"),
    "book-no-title": (BOOK, "title: 我的台账\n", ""),
    "book-record": (BOOK, "prefix: WD", "prefix: WD\nrecord: 名称"),
    "book-states": (BOOK, "prefix: WD", "prefix: WD\nstates: [一, 二]"),
    "book-procedure": (BOOK, "prefix: WD", "prefix: WD\nprocedure: ../x"),
    "book-columns": (BOOK, "prefix: WD", "prefix: WD\ncolumns: [{heading: a, field: nothing}]"),
    "described-no-items": (LIST, "items:\n  - {number: 1, text: 是否到位}\n", "items: []\n"),
    "described-points": (LIST, "number: 1, text", "number: 1, points: -1, text"),
    "described-twice": (LIST, "items:\n", "items:\n  - {number: 1, text: 又一项}\n"),
    "described-book": (LIST, "title: 我的表", "title: 我的表\nbook: [a]"),
    "rules-on": (RULES, "on: 逾期", "on: 迟到"),
    "rules-points": (RULES, "points: -2", "points: 很多"),
    "rules-weight": (RULES, "weight: 100", "weight: 90"),
    "rules-dimension": (RULES, "dimension: 完成", "dimension: 质量"),
    "rules-dimension-twice": (
        RULES,
        "{name: 完成, weight: 100}",
        "{name: 完成, weight: 50}\n  - {name: 完成, weight: 50}",
    ),
    "rules-floor": (RULES, "floor: 0", "floor: 120"),
    "rules-none": (RULES, "rules:\n  - {on: 逾期, points: -2, dimension: 完成}\n", "rules: 逾期\n"),
}
FORMS: dict[str, tuple[str, str]] = {
    "list-none": ("checklist: 我的表", "checklist: 无此表"),
    "list-path": ("checklist: 我的表", "checklist: ../books/我的台账"),
    "day-none": ("date: 2026-05-18", "date: 2026-02-30"),
    "day-future": ("date: 2026-05-18", "date: 2027-01-01"),
    "nobody": ("inspectors: 张三\n", ""),
    "outcome": ("outcome: 合格", "outcome: 还行"),
    "number-none": ("number: 1", "number: 9"),
    "photo-path": ("照片.jpg", "../照片.jpg"),
    "photo-none": ("照片.jpg", "没有.jpg"),
    "photo-device": ("照片.jpg", "CON"),
    "photo-folder": ("照片.jpg", "objects"),
    "issue-none": ("site: 红旗河", "issue: ISSUE-999"),
    "issue-word": ("site: 红旗河", "issue: 红旗"),
    "object-none": ("site: 红旗河", "object: 无此河"),
    "object-path": ("site: 红旗河", "object: ../../x"),
    "results-text": ("results:\n  - {number: 1, outcome: 合格, photos: 照片.jpg}\n", "results: 合格\n"),
    "open": ("site: 红旗河", "site: [红旗河"),
}


def with_records(folder: Path) -> None:
    """Put sound records beside the issues of a house."""
    for file, text in RECORDS.items():
        house.put(folder / file, text.encode())


def _wrong(file: str, old: str, new: str) -> Callable[[Path], object]:
    def put(folder: Path) -> None:
        with_records(folder)
        assert RECORDS[file].count(old), (file, old)
        house.put(folder / file, RECORDS[file].replace(old, new, 1).encode())

    return put


def _link(file: str, target: str) -> Callable[[Path], object]:
    """A link where a file or a folder of records was."""

    def put(folder: Path) -> None:
        with_records(folder)
        house.put(folder.parent / "out/kept.txt", b"of somebody else\n")
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            path.rename(folder.parent / "was")
        path.symlink_to(target)

    return put


def _pipe(file: str) -> Callable[[Path], object]:
    def put(folder: Path) -> None:
        with_records(folder)
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / file)

    return put


def _folder(file: str) -> Callable[[Path], object]:
    def put(folder: Path) -> None:
        with_records(folder)
        house.put(folder / file / "inner.txt", b"a\n")

    return put


HELD = ("objects", "plans", "indicators", "meetings", "checklists")
DESCRIBED = ("templates/books", "templates/checklists", "templates/scores", "templates/procedures", "templates/sheets")


def cases() -> Iterator[Case]:
    for name, (file, old, new) in FILES.items():
        yield Case(f"record/{name}", ("check",), _wrong(file, old, new), file)
    for name, (old, new) in FORMS.items():
        yield Case(f"form/{name}", ("checklist", "take", FORM, "--as", "zhang"), _wrong(FORM, old, new))
    for folder in (*HELD, *DESCRIBED):
        file, short = f"{folder}/p.yaml", folder.rpartition("/")[2] if "/" in folder else folder
        kind = "described" if "/" in folder else "held"
        yield Case(f"odd-{kind}/{short}-link", ("check",), _link(file, "/etc/passwd"), file)
        yield Case(f"odd-{kind}/{short}-pipe", ("check",), _pipe(file), file)
        yield Case(f"odd-{kind}/{short}-folder", ("validate",), _folder(file), file)
    yield Case("odd-held/other-ending", ("check",), _folder("objects/p.yml"), "objects/p.yml")
    yield from _leading_out()


def _leading_out() -> Iterator[Case]:
    words = {
        "objects": ("object", "new", "甲", "--kind", "企业"),
        "plans": ("plan", "new", "--object", "北厂"),
        "indicators": ("indicator", "new", "PM10", "--rule", "不高于3"),
        "meetings": ("meeting", "new", "--kind", "调度会"),
    }
    for folder, command in words.items():
        yield Case(f"leads-out/{folder}", (*command, "--as", "zhang"), _link(folder, "../out"))
    yield Case(
        "leads-out/photos",
        ("checklist", "take", FORM, "--id", "新记录", "--as", "zhang"),
        _link("evidence/新记录", "../../out"),
    )
