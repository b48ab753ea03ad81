"""Bad texts: files of issues, settings, registers and waivers that people get wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import house

BAD = Path(__file__).parent / "data" / "bad"


@dataclass(frozen=True)
class Case:
    """An input that is wrong: what is put into the house's ledger, and the command that meets it."""

    name: str
    words: tuple[str, ...]
    put: Callable[[Path], object]
    about: str = ""
    """The file that is wrong, where others may have faults of their own: then the lines that name it count."""


def replaced(file: str, old: str, new: str | bytes) -> Callable[[Path], object]:
    """A file of the house with a piece of it gone wrong; the whole of it for an empty `old`."""

    def put(folder: Path) -> None:
        path, wrong = folder / file, new.encode() if isinstance(new, str) else new
        data = path.read_bytes() if path.exists() else b""
        assert old.encode() in data, (file, old)
        house.put(path, data.replace(old.encode(), wrong, 1) if old else wrong)

    return put


ISSUE: dict[str, tuple[str, str]] = {
    "day-of-no-calendar": ("received: 2026-05-04", "received: 2026-02-30"),
    "day-without-dashes": ("received: 2026-05-04", "received: 20260504"),
    "day-by-week": ("received: 2026-05-04", "received: 2026-W19-1"),
    "day-in-chinese": ("received: 2026-05-04", "received: 2026年5月4日"),
    "day-of-year-zero": ("received: 2026-05-04", "received: 0000-01-01"),
    "day-far-ahead": ("received: 2026-05-04", "received: 9999-12-31"),
    "day-empty": ("received: 2026-05-04", "received: ''"),
    "day-null": ("received: 2026-05-04", "received: ~"),
    "day-list": ("received: 2026-05-04", "received: [2026-05-04]"),
    "status-unknown": ("status: open", "status: opne"),
    "status-chinese-unknown": ("status: open", "status: 整改完"),
    "status-empty": ("status: open", "status: ''"),
    "status-list": ("status: open", "status: [open]"),
    "status-missing": ("status: open\n", ""),
    "title-empty": ("title: 锅炉低氮改造滞后", "title: ''"),
    "title-blank": ("title: 锅炉低氮改造滞后", "title: '  '"),
    "title-missing": ("title: 锅炉低氮改造滞后\n", ""),
    "title-mapping": ("title: 锅炉低氮改造滞后", "title: {a: b}"),
    "id-missing": ("id: ISSUE-002\n", ""),
    "id-other": ("id: ISSUE-002", "id: ISSUE-003"),
    "id-lower": ("id: ISSUE-002", "id: issue-002"),
    "id-path": ("id: ISSUE-002", "id: ../ISSUE-002"),
    "id-full-width": ("id: ISSUE-002", "id: ISSUE－００２"),
    "uid-missing": ("uid: 5b1c8f0e-0002-4000-8000-000000000002\n", ""),
    "uid-short": ("uid: 5b1c8f0e-0002-4000-8000-000000000002", "uid: 5"),
    "uid-slash": ("uid: 5b1c8f0e-0002-4000-8000-000000000002", "uid: ../../../../etc/passwd"),
    "fields-text": ("fields: [大气]", "fields: 大气"),
    "fields-nested": ("fields: [大气]", "fields: [[大气]]"),
    "fields-null": ("fields: [大气]", "fields: [~]"),
    "source-missing": ("source: {kind: 中央督察, batch: 第三轮, received: 2026-05-04}\n", ""),
    "source-text": ("source: {kind: 中央督察, batch: 第三轮, received: 2026-05-04}", "source: 中央督察"),
    "source-list": ("source: {kind: 中央督察, batch: 第三轮, received: 2026-05-04}", "source: [中央督察]"),
    "source-no-kind": ("kind: 中央督察, ", ""),
    "source-unknown-key": ("kind: 中央督察", "knid: 中央督察"),
    "plan-text": ("plan:\n  goal: 改造 23 台锅炉\n", "plan: 无\nother:\n  goal: 改造 23 台锅炉\n"),
    "plan-unknown-key": ("goal: 改造", "gaol: 改造"),
    "units-text": ("responsible_units: [县住建局]", "responsible_units: 县住建局"),
    "units-empty-name": ("responsible_units: [县住建局]", "responsible_units: ['']"),
    "deadline-text": ("deadline: {text: 2026年5月28日前, due: 2026-05-28}", "deadline: 5月底"),
    "deadline-no-such-day": ("due: 2026-05-28}\n  measures", "due: 2026-06-31}\n  measures"),
    "deadline-unknown-key": ("{text: 2026年5月28日前, due", "{txet: 2026年5月28日前, due"),
    "long-term-maybe": ("due: 2026-05-28}\n  measures", "long_term: maybe}\n  measures"),
    "measures-text": (
        "measures:\n    - {number: 1, text: 改造 23 台锅炉, due: 2026-05-28}",
        "measures: 改造",
    ),
    "measure-no-number": ("{number: 1, text", "{text"),
    "measure-no-text": ("number: 1, text: 改造 23 台锅炉", "number: 1"),
    "measure-bad-day": ("台锅炉, due: 2026-05-28", "台锅炉, due: 2026-13-01"),
    "measure-unknown-key": ("{number: 1, text", "{number: 1, 单位: 无, text"),
    "engineering-perhaps": ("region: 青石镇", "engineering: perhaps"),
    "engineering-list": ("region: 青石镇", "engineering: [true]"),
    "cycle-zero": ("region: 青石镇", "cycle: 0"),
    "cycle-text": ("region: 青石镇", "cycle: 二"),
    "cycle-huge": ("region: 青石镇", "cycle: 99999999999999999999"),
    "progress-text": ("region: 青石镇", "progress: 已完成"),
    "progress-bad-month": ("region: 青石镇", "progress:\n  - {month: 2026-13, date: 2026-05-10, by: qian, text: a}"),
    "progress-no-day": ("region: 青石镇", "progress:\n  - {month: 2026-05, by: qian, text: a}"),
    "history-text": ("region: 青石镇", "history: 登记"),
    "history-unknown-move": (
        "region: 青石镇",
        'history:\n  - {move: fly, after: open, by: zhang, date: 2026-05-05, at: "2026-05-05T09:00:00+08:00"}',
    ),
    "history-no-zone": (
        "region: 青石镇",
        'history:\n  - {move: register, after: open, by: zhang, date: 2026-05-05, at: "2026-05-05T09:00:00"}',
    ),
    "history-bad-hash": (
        "region: 青石镇",
        "history:\n  - {move: register, after: open, by: zhang, date: 2026-05-05, hash: 'sha256:1'}",
    ),
    "evidence-text": ("region: 青石镇", "evidence: 照片.jpg"),
    "evidence-outside": (
        "region: 青石镇",
        "evidence:\n  - {path: /etc/passwd, sha256: '" + "0" * 64 + "', size: 1, date: 2026-05-05, kind: a, by: b}",
    ),
    "evidence-bad-sum": (
        "region: 青石镇",
        "evidence:\n  - {path: evidence/ISSUE-002/a.jpg, sha256: xyz, size: 1, date: 2026-05-05, kind: a, by: b}",
    ),
    "evidence-negative": (
        "region: 青石镇",
        f"evidence:\n  - {{path: evidence/ISSUE-002/a, sha256: '{'0' * 64}', size: -1, date: 2026-05-05, kind: a}}",
    ),
    "quantity-text": ("number: 1, text: 改造 23 台锅炉", "number: 1, quantity: 很多, text: a"),
    "quantity-not-a-number": ("number: 1, text: 改造", "number: 1, quantity: {total: NaN, unit: 台}, text: 改造"),
    "quantity-endless": ("number: 1, text: 改造", "number: 1, quantity: {total: 1e999999999, unit: 台}, text: 改造"),
    "merged-by-lines": ("region: 青石镇\n", "<<<<<<< HEAD\nregion: 甲镇\n=======\nregion: 乙镇\n>>>>>>> other\n"),
    "merged-markers-left": ("region: 青石镇\n", "=======\nregion: 青石镇\n"),
    "a-key-twice": ("region: 青石镇\n", "region: 青石镇\nregion: 红旗镇\n"),
    "only-half-of-it": ("plan:\n  goal: 改造", "plan:\n  goal: '改造"),
}
READABLE = {"history-unknown-move"}
"""What can be read, and is found by the rules."""
TOML = {
    "empty-section": "[ledger\n",
    "no-equals": "[ledger]\ntitle\n",
    "no-value": "[ledger]\ntitle =\n",
    "no-quotes": "[ledger]\ntitle = 台账\n",
    "chinese-quotes": "[ledger]\ntitle = “台账”\n",
    "full-width-equals": "[ledger]\ntitle ＝ '台账'\n",
    "key-twice": "[ledger]\ntitle='a'\ntitle='b'\n",
    "section-twice": "[ledger]\n[ledger]\n",
    "yaml-instead": "ledger:\n  title: 台账\n",
    "json-instead": '{"ledger": {"title": "台账"}}\n',
    "unknown-section": "[leger]\ntitle = 'a'\n",
    "unknown-key": "[ledger]\ntitel = 'a'\n",
    "title-number": "[ledger]\ntitle = 3\n",
    "title-empty": "[ledger]\ntitle = ''\n",
    "title-two-lines": "[ledger]\ntitle = 'a\nb'\n",
    "prefix-lower": "[ledger]\nprefix = 'issue'\n",
    "prefix-chinese": "[ledger]\nprefix = '问题'\n",
    "prefix-long": f"[ledger]\nprefix = '{'A' * 40}'\n",
    "prefix-path": "[ledger]\nprefix = '../A'\n",
    "due-negative": "[check]\ndue_within = -1\n",
    "due-text": "[check]\ndue_within = '十五'\n",
    "due-fraction": "[check]\ndue_within = 1.5\n",
    "due-endless": "[check]\ndue_within = inf\n",
    "stale-zero": "[check]\nstale_days = 0\n",
    "copy-above": "[check]\ncopy_score = 101\n",
    "notify-text": "[notify]\ndays = 'daily'\n",
    "elements-unknown": "[guards]\nstart_elements = ['gaol']\n",
    "elements-text": "[guards]\nstart_elements = 'goal'\n",
    "flag-text": "[guards]\nroles = 'yes'\n",
    "evidence-negative": "[guards]\nverify_evidence = -2\n",
    "procedure-unknown": "[closing]\nprocedure = '无此程序'\n",
    "procedure-path": "[closing]\nprocedure = '../../etc/passwd'\n",
    "since-no-day": "[closing]\nsince = '明天'\n",
    "words-text": "[words]\nfields = '水'\n",
    "words-nested": "[words]\nfields = [['水']]\n",
    "control-character": "[ledger]\ntitle = 'a\x07b'\n",
    "nul": "[ledger]\ntitle = 'a\x00b'\n",
    "deep": "a = " + "[" * 3000 + "]" * 3000 + "\n",
    "list-at-top": "ledger = []\n",
    "section-is-text": "ledger = 'a'\n",
}
PEOPLE = {
    "no-list": "people: 张三\n",
    "no-id": "people:\n  - {names: [张三], unit: 甲局}\n",
    "no-names": "people:\n  - {id: zhang, unit: 甲局}\n",
    "id-twice": "people:\n  - {id: zhang, names: [张三], unit: 甲局}\n  - {id: zhang, names: [李四], unit: 甲局}\n",
    "id-capital": "people:\n  - {id: Zhang, names: [张三], unit: 甲局}\n",
    "id-chinese": "people:\n  - {id: 张三, names: [张三], unit: 甲局}\n",
    "id-blank": "people:\n  - {id: '', names: [张三], unit: 甲局}\n",
    "names-text": "people:\n  - {id: zhang, names: 张三, unit: 甲局}\n",
    "names-empty": "people:\n  - {id: zhang, names: [], unit: 甲局}\n",
    "role-unknown": "people:\n  - {id: zhang, names: [张三], unit: 甲局, roles: [验牧]}\n",
    "roles-text": "people:\n  - {id: zhang, names: [张三], unit: 甲局, roles: 验收}\n",
    "email-no-at": "people:\n  - {id: zhang, names: [张三], unit: 甲局, emails: [zhang]}\n",
    "email-twice": "people:\n  - {id: zhang, names: [张三], unit: 甲局, emails: [a@b.cn]}\n"
    "  - {id: li, names: [李四], unit: 甲局, emails: [A@B.cn]}\n",
    "key-no-key": "people:\n  - {id: zhang, names: [张三], unit: 甲局, keys: [abc]}\n",
    "unknown-key": "people:\n  - {id: zhang, nmaes: [张三], unit: 甲局}\n",
    "other-top": "persons: []\n",
    "list-at-top": "- id: zhang\n",
    "tab": "people:\n\t- id: zhang\n",
    "twice": "people: []\npeople: []\n",
    "anchor": "people: &a []\n",
}
UNITS = {
    "no-list": "units: 县水务局\n",
    "no-name": "units:\n  - aliases: [县水利局]\n",
    "name-empty": "units:\n  - name: ''\n",
    "name-twice": "units:\n  - name: 县水务局\n  - name: 县水务局\n",
    "alias-of-two": "units:\n  - {name: 甲局, aliases: [丙局]}\n  - {name: 乙局, aliases: [丙局]}\n",
    "alias-is-name": "units:\n  - {name: 甲局, aliases: [乙局]}\n  - {name: 乙局}\n",
    "level-unknown": "units:\n  - {name: 甲局, level: 股}\n",
    "parent-self": "units:\n  - {name: 甲局, parent: 甲局}\n",
    "parent-circle": "units:\n  - {name: 甲局, parent: 乙局}\n  - {name: 乙局, parent: 甲局}\n",
    "parent-unknown": "units:\n  - {name: 甲局, parent: 无此局}\n",
    "aliases-text": "units:\n  - {name: 甲局, aliases: 乙局}\n",
    "unknown-key": "units:\n  - nmae: 甲局\n",
    "open-bracket": "units: [\n",
    "number": "7\n",
}
WAIVERS = {
    "no-reason": "waivers:\n  - {issue: ISSUE-001, rules: [overdue], by: zhao, expires: 2026-12-31}\n",
    "no-end": "waivers:\n  - {issue: ISSUE-001, rules: [overdue], by: zhao, reason: 疫情}\n",
    "bad-end": "waivers:\n  - {issue: ISSUE-001, rules: [overdue], by: zhao, reason: 疫情, expires: 2026-02-30}\n",
    "no-such-rule": "waivers:\n  - {issue: ISSUE-001, rules: [overdoe], by: zhao, reason: 疫情, expires: 2026-12-31}\n",
    "text": "waivers: 全部\n",
    "unknown-key": "waiver: []\n",
    "tab": "waivers:\n\t- a\n",
}
CALENDAR = {
    "text": "放假\n",
    "no-such-day": "holidays: [2026-02-30]\n",
    "unknown-key": "hollidays: []\n",
    "open": "holidays: [\n",
    "days-text": "holidays: 国庆\n",
    "tab": "holidays:\n\t- 2026-10-01\n",
}


def cases() -> Iterator[Case]:
    for path in sorted(BAD.glob("*.yaml")):
        yield Case(f"yaml/{path.stem}", ("validate",), replaced("issues/ISSUE-002.yaml", "", path.read_bytes()))
    for name, (old, new) in ISSUE.items():
        words = ("check", "--brief") if name in READABLE else ("validate",)
        yield Case(f"issue/{name}", words, replaced("issues/ISSUE-002.yaml", old, new), "issues/ISSUE-002.yaml")
    for name, text in TOML.items():
        yield Case(f"toml/{name}", ("progress", "1", "-m", "a", "--as", "qian"), replaced("ledger.toml", "", text))
    for name, text in PEOPLE.items():
        yield Case(f"people/{name}", ("check", "--brief"), replaced("people.yaml", "", text), "people.yaml")
    for name, text in UNITS.items():
        yield Case(f"units/{name}", ("check", "--brief"), replaced("units.yaml", "", text), "units.yaml")
    for name, text in WAIVERS.items():
        yield Case(f"waivers/{name}", ("check",), replaced("waivers.yaml", "", text), "waivers.yaml")
    for name, text in CALENDAR.items():
        yield Case(f"calendar/{name}", ("check",), replaced("calendar.yaml", "", text), "calendar.yaml")
    for name, data in {"gbk": "[ledger]\ntitle='台账'\n".encode("gbk"), "utf16": "[ledger]\n".encode("utf-16")}.items():
        yield Case(f"toml/{name}", ("list",), replaced("ledger.toml", "", data))
