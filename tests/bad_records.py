"""Bad records beside the issues: commands that are given what can't be, and files that people get wrong.

Objects, plans, indicators, meetings, checklists, 督办, 问责, scores and books.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import house
from bad_texts import Case

LONG = "长" * 200
BIDI = "红\u202e旗"
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
Words = tuple[str, ...]

OBJECTS: dict[str, Words] = {
    "new-empty": ("new", "", "--kind", "企业"),
    "new-path": ("new", "../北厂", "--kind", "企业"),
    "new-id-path": ("new", "甲", "--kind", "企业", "--id", "../../甲"),
    "new-id-device": ("new", "甲", "--kind", "企业", "--id", "CON"),
    "new-id-hidden": ("new", "甲", "--kind", "企业", "--id", ".甲"),
    "new-id-long": ("new", "甲", "--kind", "企业", "--id", LONG),
    "new-id-bidi": ("new", BIDI, "--kind", "企业"),
    "new-id-taken": ("new", "北厂", "--kind", "企业"),
    "new-no-kind": ("new", "甲", "--kind", ""),
    "new-lon-text": ("new", "甲", "--kind", "企业", "-S", "经度=东经"),
    "new-lon-nan": ("new", "甲", "--kind", "企业", "-S", "经度=NaN"),
    "new-lon-endless": ("new", "甲", "--kind", "企业", "-S", "经度=1e999999999"),
    "new-unknown-field": ("new", "甲", "--kind", "企业", "-S", "颜色=红"),
    "new-attribute-no-name": ("new", "甲", "--kind", "企业", "-S", "属性.=红"),
    "new-no-sign": ("new", "甲", "--kind", "企业", "-S", "编码"),
    "new-parent-nobody": ("new", "甲", "--kind", "企业", "-S", "所属对象=无此厂"),
    "new-parent-path": ("new", "甲", "--kind", "企业", "-S", "所属对象=../x"),
    "new-day-none": ("new", "甲", "--kind", "企业", "-S", "列入日期=2026-02-30"),
    "new-owner-empty": ("new", "甲", "--kind", "企业", "--owner", ""),
    "new-owner-no-role": ("new", "甲", "--kind", "企业", "--owner", "=张三"),
    "edit-nobody": ("edit", "无此厂", "-S", "备注=a"),
    "edit-path": ("edit", "../../etc/passwd", "-S", "备注=a"),
    "edit-id": ("edit", "北厂", "-S", "编号=南厂"),
    "edit-no-name": ("edit", "北厂", "-S", "名称="),
    "edit-struck-off-no-day": ("edit", "北厂", "--struck-off", "明天", "-m", "关停"),
    "edit-struck-off-far": ("edit", "北厂", "--struck-off", "9999-12-31", "-m", "关停"),
    "show-nobody": ("show", "无此河"),
    "show-empty": ("show", ""),
    "show-nul-like": ("show", "\x1b[2J"),
    "export-folder": ("export", "objects"),
    "export-ending": ("export", "对象.doc"),
    "import-none": ("import", "没有.xlsx"),
    "import-text": ("import", "照片.jpg"),
    "import-folder": ("import", "objects"),
}
PLANS: dict[str, Words] = {
    "new-no-object": ("new", "--object", "无此厂"),
    "new-empty-object": ("new", "--object", ""),
    "new-id-path": ("new", "--object", "北厂", "--id", "../x"),
    "new-id-device": ("new", "--object", "北厂", "--id", "nul"),
    "new-id-taken": ("new", "--object", "北厂", "--id", "红旗河-一河一策"),
    "new-title-path": ("new", "../../x", "--object", "北厂", "--kind", "a/b"),
    "new-measure-empty": ("new", "--object", "北厂", "--measure", ""),
    "new-measure-only-day": ("new", "--object", "北厂", "--measure", "=6月底前"),
    "new-measure-no-day": ("new", "--object", "北厂", "--measure", "清淤=适当时候某日"),
    "new-replaces-none": ("new", "--object", "北厂", "--replaces", "无此方案"),
    "new-set-unknown": ("new", "--object", "北厂", "-S", "颜色=红"),
    "new-set-day": ("new", "--object", "北厂", "-S", "批准日期=昨天"),
    "done-no-plan": ("done", "无此方案", "1"),
    "done-no-measure": ("done", "红旗河-一河一策", "99"),
    "done-bad-day": ("done", "红旗河-一河一策", "1", "--date", "2026-13-01"),
    "done-future": ("done", "红旗河-一河一策", "1", "--date", "2099-01-01"),
    "edit-no-measure": ("edit", "红旗河-一河一策", "99", "-S", "整改措施=a", "-m", "a"),
    "edit-nothing": ("edit", "红旗河-一河一策"),
    "edit-no-why": ("edit", "红旗河-一河一策", "1", "-S", "整改措施=清淤5公里"),
    "list-no-object": ("list", "--object", "无此厂"),
    "show-none": ("show", "无此方案"),
}
INDICATORS: dict[str, Words] = {
    "new-empty": ("new", ""),
    "new-path": ("new", "../PM10"),
    "new-id-device": ("new", "PM10", "--id", "aux"),
    "new-id-taken": ("new", "PM2.5"),
    "new-kind": ("new", "PM10", "--kind", "小数"),
    "new-rule": ("new", "PM10", "--rule", "越低越好"),
    "new-rule-empty": ("new", "PM10", "--rule", ""),
    "new-rule-both": ("new", "PM10", "--rule", "不高于30以上"),
    "new-rule-long": ("new", "PM10", "--rule", "不高于" + "9" * 400),
    "new-year-far": ("new", "PM10", "--rule", "不高于3", "--year", "99999=3"),
    "new-year-zero": ("new", "PM10", "--rule", "不高于3", "--year", "0=3"),
    "new-year-negative": ("new", "PM10", "--rule", "不高于3", "--year", "-1=3"),
    "new-year-no-value": ("new", "PM10", "--rule", "不高于3", "--year", "2026"),
    "new-year-text": ("new", "PM10", "--rule", "不高于3", "--year", "明年=3"),
    "new-year-value": ("new", "PM10", "--rule", "不高于3", "--year", "2026=很少"),
    "new-base-far": ("new", "PM10", "--rule", "比2015年下降25%", "--base", "10000=39"),
    "new-base-value": ("new", "PM10", "--rule", "比2015年下降25%", "--base", "2015=NaN"),
    "new-total-negative": ("new", "PM10", "--kind", "工程量", "--total", "-1"),
    "new-total-endless": ("new", "PM10", "--kind", "工程量", "--total", "1e999999"),
    "new-by": ("new", "PM10", "--rule", "不高于3", "--by", "2026-02-30"),
    "new-issue-none": ("new", "PM10", "--rule", "不高于3", "--issue", "999"),
    "new-issue-word": ("new", "PM10", "--rule", "不高于3", "--issue", "红旗"),
    "new-object-none": ("new", "PM10", "--rule", "不高于3", "-S", "对象=无此河"),
    "new-stale": ("new", "PM10", "--rule", "不高于3", "-S", "读数间隔=0"),
    "record-none": ("record", "无此指标", "3"),
    "record-text": ("record", "PM2.5", "很低"),
    "record-empty": ("record", "PM2.5", ""),
    "record-endless": ("record", "PM2.5", "1e999999999"),
    "record-class": ("record", "PM2.5", "Ⅲ类"),
    "record-month-none": ("record", "PM2.5", "3", "--at", "2026-13"),
    "record-far": ("record", "PM2.5", "3", "--at", "9999"),
    "record-old": ("record", "PM2.5", "3", "--at", "1999-05"),
    "record-not-over": ("record", "PM2.5", "3", "--at", "2026-05"),
    "record-twice": ("record", "PM2.5", "3", "--at", "2026-04"),
    "record-correct-no-why": ("record", "PM2.5", "3", "--at", "2026-04", "--correct"),
    "record-correct-nothing": ("record", "PM2.5", "3", "--at", "2026-03", "--correct", "-m", "错"),
    "record-from-none": ("record", "PM2.5", "--from", "没有.xlsx"),
    "record-from-text": ("record", "PM2.5", "--from", "照片.jpg"),
    "record-from-folder": ("record", "PM2.5", "--from", "objects"),
    "edit-year-far": ("edit", "PM2.5", "--year", "99999=3", "-m", "改"),
    "edit-base-far": ("edit", "PM2.5", "--base", "1=3", "-m", "改"),
    "edit-withdraw-none": ("edit", "PM2.5", "--withdraw", "2020-01", "-m", "改"),
    "list-state": ("list", "--state", "还行"),
    "show-none": ("show", "无此指标"),
    "export-ending": ("export", "读数.pdf"),
    "export-none": ("export", "读数.xlsx", "无此指标"),
}
MEETINGS: dict[str, Words] = {
    "new-empty-kind": ("new", "--kind", ""),
    "new-path-kind": ("new", "--kind", "../会"),
    "new-id-path": ("new", "--kind", "调度会", "--id", "../../x"),
    "new-id-device": ("new", "--kind", "调度会", "--id", "COM1"),
    "new-taken": ("new", "--kind", "调度会", "--date", "2026-05-18"),
    "new-future": ("new", "--kind", "调度会", "--date", "2027-01-01"),
    "new-no-such-day": ("new", "--kind", "调度会", "--date", "2026-02-30"),
    "new-attend-empty": ("new", "--kind", "调度会", "--attend", ""),
    "new-attend-no-unit": ("new", "--kind", "调度会", "--attend", "=李四"),
    "new-topic-empty": ("new", "--kind", "调度会", "--topic", ""),
    "new-topic-none": ("new", "--kind", "调度会", "--topic", "整治=999"),
    "new-topic-object": ("new", "--kind", "调度会", "--topic", "整治=无此河"),
    "decide-none": ("decide", "无此会", "清淤"),
    "decide-empty": ("decide", "2026-05-18-调度会", " "),
    "decide-day": ("decide", "2026-05-18-调度会", "清淤", "--by", "2026年2月30日前"),
    "decide-unreadable-day": ("decide", "2026-05-18-调度会", "清淤", "--by", "第二十五届全会前"),
    "decide-unit-empty": ("decide", "2026-05-18-调度会", "清淤", "-u", ""),
    "decide-unit-day": ("decide", "2026-05-18-调度会", "清淤", "-u", "县水务局=13月底前"),
    "decide-about-none": ("decide", "2026-05-18-调度会", "清淤", "--about", "ISSUE-999"),
    "done-none": ("done", "2026-05-18-调度会", "9", "-m", "已清"),
    "done-no-result": ("done", "2026-05-18-调度会", "1"),
    "done-before": ("done", "2026-05-18-调度会", "1", "-m", "已清", "--on", "2026-05-01"),
    "done-after": ("done", "2026-05-18-调度会", "1", "-m", "已清", "--on", "2026-06-01"),
    "done-evidence-none": ("done", "2026-05-18-调度会", "1", "-m", "已清", "--evidence", "evidence/ISSUE-001/x.jpg"),
    "done-evidence-out": ("done", "2026-05-18-调度会", "1", "-m", "已清", "--evidence", "evidence/../../x.jpg"),
    "edit-no-decision": ("edit", "2026-05-18-调度会", "9", "-S", "决定事项=a", "-m", "错"),
    "edit-nothing": ("edit", "2026-05-18-调度会"),
    "list-issue-none": ("list", "--issue", "红旗"),
    "show-none": ("show", "2026-05-19-调度会"),
}
CHECKLISTS: dict[str, Words] = {
    "show-none": ("show", "无此表"),
    "show-path": ("show", "../../etc/passwd"),
    "form-none": ("form", "无此表", "--yaml", "新表.yaml"),
    "form-nothing": ("form", "我的表"),
    "form-ending": ("form", "我的表", "--xlsx", "新表.docx"),
    "form-issue-none": ("form", "我的表", "--yaml", "新表.yaml", "--issue", "999"),
    "form-object-none": ("form", "我的表", "--yaml", "新表.yaml", "--object", "无此河"),
    "form-there": ("form", "我的表", "--yaml", "表.yaml"),
    "form-into-ledger": ("form", "我的表", "--yaml", "issues/ISSUE-009.yaml"),
    "take-none": ("take", "没有.yaml"),
    "take-folder": ("take", "objects"),
    "take-picture": ("take", "照片.jpg"),
    "take-id-path": ("take", "表.yaml", "--id", "../x"),
    "take-id-device": ("take", "表.yaml", "--id", "CON"),
    "take-id-issue": ("take", "表.yaml", "--id", "ISSUE-001"),
    "take-id-hidden": ("take", "表.yaml", "--id", ".x"),
    "take-id-empty": ("take", "表.yaml", "--id", ""),
    "take-id-long": ("take", "表.yaml", "--id", LONG),
    "take-id-bidi": ("take", "表.yaml", "--id", BIDI),
    "take-id-taken": ("take", "表.yaml", "--id", "记录"),
    "issues-none": ("issues", "无此记录"),
    "issues-path": ("issues", "../ledger.toml"),
    "issues-book": ("issues", "记录", "--apply", "--book", "无此台账"),
}
OVERSIGHT: dict[str, Words] = {
    "supervise-kind": ("supervise", "add", "1", "喝茶", "-m", "a"),
    "supervise-none": ("supervise", "add", "999", "约谈", "-m", "a"),
    "supervise-word": ("supervise", "add", "红旗", "约谈", "-m", "a"),
    "supervise-level": ("supervise", "add", "1", "挂牌督办", "-m", "a", "--level", "股"),
    "supervise-no-why": ("supervise", "add", "1", "约谈", "-m", " "),
    "supervise-day": ("supervise", "add", "1", "约谈", "-m", "a", "--date", "2026-02-30"),
    "supervise-future": ("supervise", "add", "1", "约谈", "-m", "a", "--date", "2027-01-01"),
    "supervise-due-before": (
        ("supervise", "add", "1", "挂牌督办", "-m", "a", "--date", "2026-05-10", "--due", "2026-05-01")
    ),
    "supervise-unit": ("supervise", "add", "1", "约谈", "-m", "a", "--of", ""),
    "lift-nothing": ("supervise", "lift", "2", "-m", "a"),
    "lift-kind": ("supervise", "lift", "1", "-m", "a", "--kind", "喝茶"),
    "withdraw-nothing": ("supervise", "withdraw", "1", "--kind", "约谈", "-m", "a"),
    "list-object": ("supervise", "list", "--object", "无此河"),
    "account-kind": ("accountability", "add", "1", "--kind", "枪毙", "--post", "副局长"),
    "account-name": ("accountability", "add", "1", "--kind", "诫勉", "--post", "王五"),
    "account-name-spaced": ("accountability", "add", "1", "--kind", "诫勉", "--post", "王 五"),
    "account-name-wide": ("accountability", "add", "1", "--kind", "诫勉", "--post", "局长王　五"),
    "account-post-empty": ("accountability", "add", "1", "--kind", "诫勉", "--post", ""),
    "account-number-zero": ("accountability", "add", "1", "--kind", "诫勉", "--post", "副局长", "--number", "0"),
    "account-number-negative": ("accountability", "add", "1", "--kind", "诫勉", "--post", "副局长", "--number", "-3"),
    "account-number-text": ("accountability", "add", "1", "--kind", "诫勉", "--post", "副局长", "--number", "几"),
    "account-number-huge": (("accountability", "add", "1", "--kind", "诫勉", "--post", "副局长", "--number", "9" * 40)),
    "account-case": ("accountability", "add", "1", "--kind", "诫勉", "--post", "副局长", "--case", "ZR-999"),
    "account-day": ("accountability", "add", "1", "--kind", "诫勉", "--post", "副局长", "--decided", "上周"),
    "account-disclosed": (
        ("accountability", "add", "1", "--kind", "诫勉", "--post", "副局长", "--disclosed", "2026-02-30")
    ),
    "account-withdraw": ("accountability", "withdraw", "1", "--kind", "诫勉", "-m", "a"),
}
OTHERS: dict[str, Words] = {
    "score-year-far": ("score", "--year", "99999"),
    "score-year-text": ("score", "--year", "今年"),
    "score-unit": ("score", "--unit", "无此局"),
    "score-why": ("score", "--why", "无此局"),
    "score-rules": ("score", "--rules", "无此办法"),
    "score-rules-path": ("score", "--rules", "../books/我的台账"),
    "score-xlsx-ending": ("score", "--xlsx", "考评.pdf"),
    "score-xlsx-folder": ("score", "--xlsx", "objects"),
    "book-none": ("book", "show", "无此台账"),
    "book-path": ("book", "show", "../../etc/passwd"),
    "book-add-none": ("book", "add", "无此台账"),
    "book-add-prefix": ("book", "add", "我的台账", "--prefix", "我的"),
    "book-add-prefix-taken": ("book", "add", "我的台账", "--prefix", "ISSUE"),
    "book-add-folder-out": ("book", "add", "我的台账", "--folder", "../.."),
    "book-add-folder-device": ("book", "add", "我的台账", "--folder", "CON"),
    "book-add-key": ("book", "add", "我的台账", "--key", 'a"]\n[guards'),
    "book-add-title": ("book", "add", "我的台账", "--title", "a\nb"),
    "list-book": ("list", "--book", "无此台账"),
    "list-object": ("list", "--object", "无此河"),
    "new-book": ("new", "标题", "--book", "无此台账"),
}
_WRITING = {"new", "edit", "done", "record", "decide", "take", "issues", "add", "lift", "withdraw", "import"}

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


def _with_records(folder: Path) -> None:
    for file, text in RECORDS.items():
        house.put(folder / file, text.encode())


def _wrong(file: str, old: str, new: str) -> Callable[[Path], object]:
    def put(folder: Path) -> None:
        _with_records(folder)
        assert RECORDS[file].count(old), (file, old)
        house.put(folder / file, RECORDS[file].replace(old, new, 1).encode())

    return put


def _link(file: str, target: str) -> Callable[[Path], object]:
    """A link where a file or a folder of records was."""

    def put(folder: Path) -> None:
        _with_records(folder)
        house.put(folder.parent / "out/kept.txt", b"of somebody else\n")
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            path.rename(folder.parent / "was")
        path.symlink_to(target)

    return put


def _pipe(file: str) -> Callable[[Path], object]:
    def put(folder: Path) -> None:
        _with_records(folder)
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / file)

    return put


def _folder(file: str) -> Callable[[Path], object]:
    def put(folder: Path) -> None:
        _with_records(folder)
        house.put(folder / file / "inner.txt", b"a\n")

    return put


HELD = ("objects", "plans", "indicators", "meetings", "checklists")
DESCRIBED = ("templates/books", "templates/checklists", "templates/scores", "templates/procedures", "templates/sheets")


def cases() -> Iterator[Case]:
    groups = {"object": OBJECTS, "plan": PLANS, "indicator": INDICATORS, "meeting": MEETINGS, "checklist": CHECKLISTS}
    for group, listed in groups.items():
        for name, words in listed.items():
            yield Case(f"{group}/{name}", _as(group, *words), _with_records)
    for name, words in {**OVERSIGHT, **OTHERS}.items():
        yield Case(f"oversight/{name}", _as(*words), _with_records)
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


def _as(*words: str) -> tuple[str, ...]:
    return (*words, "--as", "zhang") if _WRITING & set(words[:2]) and words[0] != "book" else words
