"""Every command that writes, each with a ledger in which it has something to do."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import counties
import foreign
import house
from test_import import fill
from test_import_documents import PLAN

Act = Callable[..., None]
"""Runs `ledger` with the words given, in the folder of the scene."""
SHIPPED = Path(__file__).parents[1] / "src/ledger/store/shipped/ledger/templates"
PLACES = {("ISSUE-001", "行政区域"): "甲镇", ("ISSUE-002", "行政区域"): "乙镇", ("ISSUE-005", "行政区域"): "丙镇"}
REPORT = "情况说明"


@dataclass(frozen=True)
class Scene:
    """A command and what must be there before."""

    name: str
    words: tuple[str, ...]
    prepare: Callable[[Path, Act], object] = lambda folder, _act: house.build(folder)
    day: str = house.DAY


def scene(name: str, words: str, prepare: Callable[[Path, Act], object] | None = None, day: str = house.DAY) -> Scene:
    return Scene(name, tuple(words.split()), prepare or (lambda folder, _act: house.build(folder)), day)


def git(folder: Path, *words: str, fails: bool = False) -> None:
    named = ("-c", "user.name=zhang", "-c", "user.email=zhang@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *named, *words], cwd=folder, capture_output=True, check=False)
    assert (done.returncode != 0) == fails, done.stderr.decode()


def cloned(folder: Path, _act: Act) -> None:
    house.build(folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "台账")


def extended(folder: Path, act: Act) -> None:
    house.build(folder)
    act("extend", "2", "--to", "2026-06-30", "--why", "设备未到", "--as", "zhang")


def shown(folder: Path, act: Act) -> None:
    house.build(folder)
    act("site", "网站")


def with_photo(folder: Path, _act: Act) -> None:
    house.put(house.build(folder) / "现场.jpg", house.PHOTO * 20 + b"1")
    house.put(folder / "现场2.jpg", house.PHOTO * 20 + b"2")


def worked_on(folder: Path, act: Act) -> None:
    with_photo(folder, act)
    act("evidence", "add", "1", "现场.jpg", "-k", "整改后照片", "--as", "qian")
    act("progress", "1", "--measure", "1,2", "--done", "--as", "qian")


def edited_by_hand(folder: Path, act: Act) -> None:
    house.build(folder)
    act("edit", "2", "--set", "行政区域=甲镇", "--as", "zhang")
    path = folder / "issues/ISSUE-002.yaml"
    path.write_text(path.read_text("utf-8").replace("region: 甲镇", "region: 乙镇"), "utf-8")


def filled_in(folder: Path, act: Act) -> None:
    house.build(folder)
    act("export", "台账.xlsx")
    fill(folder / "台账.xlsx", PLACES)


def from_elsewhere(folder: Path, _act: Act) -> None:
    foreign.write(house.build(folder) / "旧台账.xlsx")


def published(folder: Path, _act: Act) -> None:
    house.put(house.build(folder) / "方案.txt", PLAN.encode())


def petitioned(folder: Path, act: Act) -> None:
    shutil.copytree(SHIPPED, house.build(folder) / "templates")
    numbered = ("--set", "受理编号=D2AH202505280001", "--template", "petition", "--as", "zhang")
    act("new", "夜间恶臭扰民", *numbered)
    act("edit", "6", "--set", "是否办结=阶段性办结", "--as", "zhang")


def staged(folder: Path, act: Act) -> None:
    counties.written(folder)
    act("start", "1", "--as-of", "2026-01-05", "--as", "works")
    act("progress", "1", "--measure", "1", "--done", "--done-on", "2026-02-01", "--as", "works")
    for kind in ("情况说明", "集体讨论记录", "自查报告", "现场核查记录"):
        house.put(folder / f"{kind}.txt", kind.encode())
        act("evidence", "add", "1", f"{kind}.txt", "-k", kind, "--date", "2026-02-01", "--as", "works")


def in_conflict(folder: Path, act: Act) -> None:
    cloned(folder, act)
    act("init", "--git")
    for place in ("丙镇", "甲镇"):
        act("edit", "1", "--set", f"行政区域={place}", "--as", "zhang")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", place)
    git(folder, "switch", "-qc", "other", "HEAD~1")
    act("edit", "1", "--set", "行政区域=乙镇", "--as", "zhang")
    git(folder, "commit", "-qam", "乙")
    git(folder, "merge", "main", fails=True)


def met(folder: Path, act: Act) -> None:
    """Two folders in which one number was given are one; evidence, a link and a waiver hang on it."""
    house.build(folder)
    first, second = folder / "issues/ISSUE-006.yaml", folder / "issues/乡镇/ISSUE-006.yaml"
    texts = []
    for name in ("甲.txt", "乙.txt"):
        house.put(folder / name, name.encode())
        house.put(folder / "共.txt", b"both")
        act("new", "扬尘", "--set", "source.received=2026-05-20", "--as", "zhang")
        act("evidence", "add", "6", name, "共.txt", "-k", "情况说明", "--as", "zhang")
        texts.append(first.read_bytes())
        first.unlink()
        (folder / f"evidence/ISSUE-006/{name}").rename(folder / name)
        shutil.rmtree(folder / "evidence/ISSUE-006")
    for name in ("甲.txt", "乙.txt", "共.txt"):
        house.put(folder / f"evidence/ISSUE-006/{name}", (folder / name).read_bytes())
    house.put(second, texts[0])
    act("new", "噪声", "--set", "source.received=2026-05-20", "--as", "zhang")
    act("edit", "7", "--set", "parent=ISSUE-006", "--as", "zhang")
    house.put(first, texts[1])
    waived = "waivers:\n  - {issue: ISSUE-006, reason: 停工, by: zhao, expires: 2026-12-31}\n"
    house.put(folder / "waivers.yaml", waived.encode())


def met_again(folder: Path, act: Act) -> None:
    """Work went on under the old number while somebody else gave the issue a new one."""
    met(folder, act)
    theirs = folder / "issues/乡镇/ISSUE-006.yaml"
    other = theirs.read_bytes()
    theirs.unlink()
    ours = folder / "issues/ISSUE-006.yaml"
    before = ours.read_bytes()
    house.put(folder / "复查.txt", b"again")
    act("evidence", "add", "6", "复查.txt", "-k", "情况说明", "--as", "zhang")
    after = ours.read_bytes()
    house.put(ours, before)
    house.put(theirs, other)
    uid = other.partition(b"uid: ")[2].split()[0].decode().strip("'\"")
    act("renumber", "6", "--keep", uid, "--follow", "7", "--stay", "waivers.yaml", "--as", "zhang")
    house.put(ours, after)


SCENES = (
    scene("new", "new 新问题 --as zhang"),
    scene("new in git", "new 新问题 --as zhang", cloned),
    scene("edit", "edit 2 --set 行政区域=甲镇 --as zhang"),
    scene("start", "start 2 --as qian --as-of 2026-05-06"),
    scene("progress", "progress 1 -m 已清淤2公里 --as qian"),
    scene("extend", "extend 2 --to 2026-06-30 --why 设备未到 --as zhang"),
    scene("extend --approve", "extend 2 --approve --document 整改办〔2026〕7号 --as zhao", extended),
    scene("evidence add", "evidence add 1 现场.jpg 现场2.jpg -k 整改后照片 --as qian", with_photo),
    scene("pass", "pass 1 申请验收 --document 水〔2026〕3号 --as works", staged),
    scene("verify", "verify 1 --as li", worked_on),
    scene("publicize", "publicize 3 --start 2026-05-20 --days 7 -o 公告.docx --as zhang"),
    scene("close", "close 3 --as wang"),
    scene("reopen", "reopen 4 --why 回头看发现反弹 --as wang"),
    scene("adopt", "adopt 2 --why 区划调整 --as zhao", edited_by_hand),
    scene("void", "void 2 --why 重复登记 --as zhao"),
    scene("people add", "people add sun --name 某丙 --unit 县整改办 --role 登记"),
    scene("units add", "units add 县林业局 --level 县"),
    scene("seal", "seal --as zhang"),
    scene("seal in git", "seal --as zhang", cloned),
    scene("snapshot", "snapshot 2026-04 --as zhang"),
    scene("import --apply", "import 台账.xlsx --apply --as zhang", filled_in),
    scene("import --new", "import 旧台账.xlsx --new --apply --as zhang --set 交办日期=2026-01-05", from_elsewhere),
    scene("import document", "import 方案.txt --apply --as zhang", published),
    scene("escalate", "escalate --month 2026-04 --apply --letters 函件 --as zhang"),
    scene("lookback record", "lookback record 4 -m 又见直排 --rebound --as zhang"),
    scene("revisit", "revisit 6 --satisfaction 基本满意 -m 表示好转 --as zhang", petitioned),
    scene("init", "init . --title 台账 --unit 县整改办", lambda _folder, _act: None),
    scene("init --ci", "init . --ci github --ci cron"),
    scene("export", "export 台账.xlsx"),
    scene("write", "write 月报 --month 2026-04"),
    scene("site", "site 网站"),
    scene("site again", "site 网站 --region 红旗镇", shown),
    scene("dossier --zip", "dossier 3 --zip 档案.zip"),
    scene("renumber", "renumber 6 --follow 7 --follow waivers.yaml --as zhang", met),
    scene("renumber again", "renumber 6 --stay waivers.yaml --as zhang", met_again),
    scene("resolve", "resolve 1 --ours --why 以本镇为准 --as zhang", in_conflict),
)
