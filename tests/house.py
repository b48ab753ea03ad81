"""A small ledger as an office writes it by hand: five issues of every state, with comments, people and units.

On `DAY` the first is late, the second falls due in eight days, the third waits to be closed, the fourth is closed,
the fifth is a duty without an end.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

DAY = "2026-05-20"
PHOTO = b"\xff\xd8\xff a photograph of a clean river"
IDS = ("ISSUE-001", "ISSUE-002", "ISSUE-003", "ISSUE-004", "ISSUE-005")

SETTINGS = """[ledger]
title = "某县督察整改台账"
unit = "县整改办"
"""

PEOPLE = """# 人员登记
people:
  - id: zhang
    names: [张三]
    unit: 县整改办
    emails: [zhang@example.gov.cn]
    roles: [登记, 督导]
  - id: li      # 验收的人
    names: [李四]
    unit: 市生态环境局
    roles: [验收]
  - id: wang
    names: [王五]
    unit: 县整改办
    roles: [销号]
  - id: zhao
    names: [某甲]
    unit: 县人民政府
    roles: [审批]
  - id: qian
    names: [某乙]
    unit: 县水务局
    roles: [实施, 验收]
"""

UNITS = """units:
  - name: 县水务局
    aliases: [县水利局]
  - name: 县住建局
  - name: 县整改办
  - name: 县人民政府
  - name: 市生态环境局
    aliases: [市环保局]
"""

LATE = """# yaml-language-server: $schema=../templates/issue.schema.json
id: ISSUE-001
uid: 5b1c8f0e-0001-4000-8000-000000000001
title: 红旗河水质超标      # 群众多次反映
status: in-progress
level: 中央
region: 红旗镇
fields: [水]

# 来源照抄交办单，一字不改
source:
  kind: 信访
  batch: 第21批
  item: 1.10
  finding: |
    红旗河两岸有 17 个直排口，
    水体发黑发臭。
  received: 2026-01-04
plan:
  goal: '水质达到Ⅲ类'
  responsible_units: [县水务局]
  supervisor_units: [市生态环境局]
  person: qian
  deadline:
    text: 2026年3月底前
    due: 2026-03-31
  measures:
    - number: 1
      text: 清淤 3 公里
      quantity: {total: 3, unit: 公里, done: 1}
    # 第二条由住建配合
    - number: 2
      text: 封堵直排口
progress:
  - month: 2026-04
    date: 2026-04-25
    by: qian
    text: 已清淤 1 公里
history:
  - {move: register, after: open, by: zhang, unit: 县整改办, date: 2026-01-05, at: "2026-01-05T09:00:00+08:00"}
  - move: start
    before: open
    after: in-progress
    by: zhang
    unit: 县整改办
    date: 2026-01-12
    at: 2026-01-12T09:30:00+08:00
"""

SOON = """id: ISSUE-002
uid: 5b1c8f0e-0002-4000-8000-000000000002
title: 锅炉低氮改造滞后
status: open
region: 青石镇
fields: [大气]
source: {kind: 中央督察, batch: 第三轮, received: 2026-05-04}
plan:
  goal: 改造 23 台锅炉
  responsible_units: [县住建局]
  supervisor_units: [市环保局]
  deadline: {text: 2026年5月28日前, due: 2026-05-28}
  measures:
    - {number: 1, text: 改造 23 台锅炉, due: 2026-05-28}
"""

DONE = """id: {id}
uid: 5b1c8f0e-{number:04d}-4000-8000-000000000003
title: {title}
status: {status}
region: 红旗镇
fields: [水, 农业农村]
source: {{kind: 省级督察, batch: 第三轮, received: 2026-01-04}}
plan:
  goal: 消除直排
  responsible_units: [县住建局]
  supervisor_units: [市生态环境局]
  deadline: {{text: 2026年4月底前, due: 2026-04-30}}
  measures:
    - {{number: 1, text: 建设管网, done_on: 2026-04-10}}
evidence:
  - path: evidence/{id}/after.jpg
    sha256: {sha256}
    size: {size}
    date: 2026-04-11
    kind: 整改后照片
    by: zhang
verifications:
  - {{date: 2026-04-20, by: li, unit: 市生态环境局, result: 通过, evidence: [evidence/{id}/after.jpg]}}
{closures}history:
  - {{move: register, after: open, by: zhang, unit: 县整改办, date: 2026-01-05, at: "2026-01-05T09:00:00+08:00"}}
  - {{move: start, before: open, after: in-progress, by: zhang, unit: 县整改办, date: 2026-01-06, at: "2026-01-06T09:00:00+08:00"}}
  - {{move: verify, before: in-progress, after: verified, by: li, unit: 市生态环境局, date: 2026-04-20, at: "2026-04-20T09:00:00+08:00"}}
"""  # noqa: E501 - one step, one line, as a hand would write it

CLOSURE = "closures:\n  - {date: 2026-05-06, by: wang, unit: 县整改办}\n"
CLOSING = """  - {move: close, before: verified, after: closed, by: wang, unit: 县整改办, date: 2026-05-06, at: "2026-05-06T09:00:00+08:00"}
"""  # noqa: E501 - as above

LASTING = """id: ISSUE-005
uid: 5b1c8f0e-0005-4000-8000-000000000005
title: 河道长效管护
status: in-progress
region: 青石镇
fields: [水]
source: {kind: 年度目标任务, batch: 2026年, received: 2026-01-04}
plan:
  goal: 河道不返黑
  lead_units: [县水务局]
  responsible_units: [县水务局]
  supervisor_units: [县整改办]
  deadline: {text: 长期坚持, long_term: 是}
  measures:
    - {number: 1, text: 每月巡河}
progress:
  - {month: 2026-05, date: 2026-05-10, by: qian, text: 巡河 4 次}
history:
  - {move: register, after: open, by: zhang, unit: 县整改办, date: 2026-01-05, at: "2026-01-05T09:00:00+08:00"}
  - {move: start, before: open, after: in-progress, by: zhang, unit: 县整改办, date: 2026-01-06, at: "2026-01-06T09:00:00+08:00"}
"""  # noqa: E501 - as above


def build(folder: Path) -> Path:
    """Write the ledger into `folder`."""
    texts = {
        "ledger.toml": SETTINGS,
        "people.yaml": PEOPLE,
        "units.yaml": UNITS,
        "issues/ISSUE-001.yaml": LATE,
        "issues/ISSUE-002.yaml": SOON,
        "issues/ISSUE-003.yaml": finished(3, "管网建设", "verified"),
        "issues/2025/ISSUE-004.yaml": finished(4, "雨污分流", "closed", CLOSURE) + CLOSING,
        "issues/ISSUE-005.yaml": LASTING,
    }
    for name, text in texts.items():
        put(folder / name, text.encode())
    for number in (3, 4):
        put(folder / f"evidence/ISSUE-{number:03d}/after.jpg", PHOTO)
    return folder


def finished(number: int, title: str, status: str, closures: str = "") -> str:
    """An issue whose work is done and accepted."""
    return DONE.format(
        id=f"ISSUE-{number:03d}",
        number=number,
        title=title,
        status=status,
        closures=closures,
        sha256=hashlib.sha256(PHOTO).hexdigest(),
        size=len(PHOTO),
    )


def put(path: Path, data: bytes) -> Path:
    """Write a file and the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` but the program's own state, to see that nothing was written."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".ledger" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
