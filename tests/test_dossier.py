"""一事一档: what is there, what is missing and what supplies it; and the archive that is handed over."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import build
import counties
import house
from counties import Walker, office
from ledger.cli.words.catalogue import Catalogue
from ledger.model.acts import MERGE, REMARKS, Evidence
from ledger.model.dossier import Dossier, dossier
from ledger.model.filing import MOVE_WORDS, filing
from ledger.model.workflow import MOVES

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ZH = Catalogue("zh")


def listed(found: Dossier) -> dict[str, bool]:
    return {one.item.name: one.there for one in found.holdings}


def supplied(found: Dossier, item: str) -> str:
    (said,) = (one.supply for one in found.holdings if one.item.name == item)
    return ZH(said) if said else ""


# --- what is there ---


def test_engineering_and_other_issues_have_other_lists() -> None:
    walker = Walker(office("分级验收"))
    names = [
        listed(dossier(counties.issue(walker.house, engineering=e), walker.house, date(2026, 2, 1)))
        for e in (True, False)
    ]
    assert list(names[0])[3:6] == ["整改前后照片", "监测和竣工材料", "行政处罚材料"]
    assert list(names[1])[3:6] == ["情况说明", "集体讨论记录", "行政处罚材料"]


def test_each_item_comes_with_the_command_that_supplies_it() -> None:
    house_ = office("分级验收")
    bare = counties.issue(house_).model_copy(update={"evidence": ()})
    bare = bare.model_copy(update={"source": bare.source.model_copy(update={"finding": None})})
    found = dossier(bare, house_, date(2026, 2, 1))
    wanted = {
        "交办原文": "ledger edit ISSUE-001 --set 问题原文=…",
        "方案批准": "ledger edit ISSUE-001 --set 批准单位=… --set 批准日期=2026-05-31",
        "情况说明": "ledger evidence add ISSUE-001 文件 -k 情况说明",
        "验收申请": "ledger pass ISSUE-001 申请验收",
        "初验意见": "ledger pass ISSUE-001 初验",
        "验收意见": "ledger verify ISSUE-001",
        "公示及异议处理": "ledger publicize ISSUE-001",
        "审签": "ledger pass ISSUE-001 审签",
        "销号": "ledger close ISSUE-001",
        "备案": "ledger close ISSUE-001 --filed-on 2026-05-31",
        "回头看": "ledger lookback record ISSUE-001",
    }
    assert {item: supplied(found, item) for item in wanted} == wanted
    assert [one.item.name for one in found.lacking] == ["情况说明", "集体讨论记录", "自查报告"]


def test_it_fills_up_on_the_way() -> None:
    walker = Walker(office("分级验收"))
    issue, day = counties.issue(walker.house), counties.BEGUN
    for gate, item in (
        ("申请验收", "验收申请"),
        ("初验", "初验意见"),
        ("验收", "验收意见"),
        ("审签", "审签"),
        ("公示", "公示及异议处理"),
        ("销号", "销号"),
    ):
        bare = issue.model_copy(update={"evidence": tuple(one for one in issue.evidence if one.kind != item)})
        assert listed(dossier(bare, walker.house, day))[item] is False
        issue, day = walker.through(issue, gate, day=day)
        assert listed(dossier(issue, walker.house, walker.after(issue, day)))[item] is True
    found = dossier(issue, walker.house, walker.after(issue, day))
    assert found.next is None
    assert [one.answer.text for one in found.standards if one.answer] == ["逐条核对，符合"] * 5
    assert supplied(found, "方案批准") == "", "a closed issue takes no more papers"
    assert supplied(found, "备案")


def test_a_refusal_is_kept_and_is_not_a_pass() -> None:
    walker = Walker(office("分级验收"))
    issue, day = walker.through(counties.issue(walker.house), "申请验收", "初验!")
    found = dossier(issue, walker.house, walker.after(issue, day))
    (first,) = (one for one in found.holdings if one.item.name == "初验意见")
    assert (first.there, [one.text.partition("；")[0] for one in first.pieces]) == (False, ["不通过"])


def test_a_file_lies_in_one_folder_only_and_none_is_lost() -> None:
    walker = Walker(office("分级验收"))
    strange = counties.paper(8, "会议纪要"), counties.paper(9, "航拍"), counties.paper(10, "整改后照片")
    old = counties.paper(11, "整改后照片").model_copy(update={"cycle": 2})
    issue = counties.issue(walker.house)
    issue = issue.model_copy(update={"evidence": (*issue.evidence, *strange, old)})
    papers = filing(issue, dossier(issue, walker.house, date(2026, 2, 1)), walker.house, date(2026, 2, 1))
    placed = {leaf.evidence.path: leaf.file for leaf in papers.files if leaf.evidence}
    assert sorted(placed) == sorted(one.path for one in issue.evidence)
    assert len(set(placed.values())) == len(placed)
    assert placed[strange[0].path] == "05-集体讨论记录/02-08-会议纪要.pdf"
    assert placed[strange[1].path].startswith("98-其他材料/")
    assert placed[old.path].startswith("99-以前各轮材料/第2轮-")


def test_names_in_the_archive_are_fit_for_every_system() -> None:
    """What is called like a device or is endless is cut; two of one name stay two."""
    walker = Walker(office("基本"))
    long = "很" * 33
    files = (
        counties.paper(1, "整改后照片").model_copy(update={"path": f"evidence/ISSUE-001/甲/{long}.jpg"}),
        counties.paper(2, "整改后照片").model_copy(update={"path": f"evidence/ISSUE-001/乙/{long}.jpg"}),
    )
    issue = counties.issue(walker.house, engineering=True).model_copy(update={"evidence": files})
    papers = filing(issue, dossier(issue, walker.house, date(2026, 2, 1)), walker.house, date(2026, 2, 1))
    names = [leaf.file for leaf in papers.files]
    assert len(set(names)) == 2
    assert all(len(part.encode()) <= 120 for name in names for part in name.split("/"))


def test_every_move_has_a_word_on_paper() -> None:
    assert set(MOVE_WORDS) == {*REMARKS, *MOVES, "register", MERGE}


# --- the command ---


def staged(folder: Path) -> Path:
    """The county of `house`, its issues closed by the procedure with the notice behind the acceptance."""
    house.build(folder)
    house.put(folder / "ledger.toml", (house.SETTINGS + '[closing]\nprocedure = "公示在后"\n').encode())
    return folder


def told(ledger: Run, *args: str) -> Any:  # noqa: ANN401 - what JSON holds
    return json.loads(ledger("dossier", *args, "--json").stdout)


def test_what_is_missing_for_the_next_gate_makes_it_exit_1(ledger: Run, folder: Path) -> None:
    staged(folder)
    done = ledger("dossier", "1")
    assert done.returncode == 1
    assert "× 10 自查报告" not in done.stdout
    for line in (
        "ISSUE-001 红旗河水质超标　一事一档（非工程类，程序：公示在后）",
        "√ 01 交办原文",
        "× 04 情况说明",
        "缺（申请验收须有）　ledger evidence add ISSUE-001 文件 -k 情况说明",
        "下一环节“申请验收”还缺 3 项：",
    ):
        assert line in done.stdout, line
    found = told(ledger, "1")
    assert (found["next"], found["exit_code"], len(found["lacking"])) == ("申请验收", 1, 3)


def test_a_house_of_the_shortest_way_still_wants_its_evidence(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("dossier", "1")
    assert (done.returncode, "佐证材料 0 份，至少要 1 份" in done.stdout) == (1, True)
    assert ledger("dossier", "4").returncode == 0, "closed: nothing is asked for any more"


def test_the_archive_holds_everything_and_proves_itself(ledger: Run, folder: Path, tmp_path: Path) -> None:
    house.build(folder)
    target = tmp_path / "档案.zip"
    done = ledger("dossier", "3", "--zip", str(target))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        assert names == ["目录.xlsx", "台账记录/ISSUE-003.yaml", names[2], "SHA256SUMS"]
        assert names[2].endswith("/01-after.jpg")
        assert archive.read(names[2]) == house.PHOTO
        assert archive.read("台账记录/ISSUE-003.yaml") == (folder / "issues/ISSUE-003.yaml").read_bytes()
        sums = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines())
        assert {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names[:-1]} == sums
        book = openpyxl.load_workbook(io.BytesIO(archive.read("目录.xlsx")))
    assert book.sheetnames == ["目录", "办理记录"]
    cells = [[str(cell or "") for cell in row] for row in book["目录"].iter_rows(values_only=True)]
    assert cells[0][0].startswith("ISSUE-003　管网建设")
    (photo,) = (row for row in cells if row[5] == names[2])
    assert photo[6] == hashlib.sha256(house.PHOTO).hexdigest()
    history = [[str(cell or "") for cell in row] for row in book["办理记录"].iter_rows(values_only=True)]
    assert [row[2] for row in history[3:]] == ["登记", "开始整改", "验收通过"]
    assert history[-1][3:5] == ["李四", "市生态环境局"]


def test_the_contents_name_the_checkpoint_that_the_ledger_can_be_held_against(
    ledger: Run, folder: Path, tmp_path: Path
) -> None:
    house.build(folder)
    sealed = ledger("seal", "--json", "--as", "zhang")
    assert sealed.returncode == 0, sealed.stderr
    root = json.loads(sealed.stdout)["root"]
    assert ledger("dossier", "3", "--zip", str(tmp_path / "档案.zip")).returncode == 0
    with zipfile.ZipFile(tmp_path / "档案.zip") as archive:
        book = openpyxl.load_workbook(io.BytesIO(archive.read("目录.xlsx")))
    assert [sheet.oddFooter.right.text for sheet in book.worksheets] == [f"根 {root}"] * 2


def test_the_same_dossier_gives_the_same_bytes(ledger: Run, folder: Path, tmp_path: Path) -> None:
    house.build(folder)
    made = []
    for name in ("甲.zip", "乙.zip"):
        assert (
            ledger(
                "dossier", "3", "--zip", str(tmp_path / name), env={"TZ": "UTC" if made else "Asia/Shanghai"}
            ).returncode
            == 0
        )
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_what_stands_there_already_is_kept(ledger: Run, folder: Path, tmp_path: Path) -> None:
    house.build(folder)
    target = house.put(tmp_path / "档案.zip", b"mine")
    refused = ledger("dossier", "3", "--zip", str(target))
    assert (refused.returncode, target.read_bytes(), "--force" in refused.stderr) == (6, b"mine", True)
    assert ledger("dossier", "3", "--zip", str(target), "--force").returncode == 0
    assert zipfile.is_zipfile(target)
    assert ledger("dossier", "3", "--zip", str(folder / "evidence/x.zip")).returncode == 2
    assert ledger("dossier", "3", "--zip", str(tmp_path / "档案.rar")).returncode == 2
    assert ledger("dossier", "9", "--zip", str(tmp_path / "九.zip")).returncode == 3


@pytest.mark.parametrize("how", ["changed", "gone", "a link", "a folder"])
def test_damaged_evidence_is_never_handed_over(ledger: Run, folder: Path, tmp_path: Path, how: str) -> None:
    house.build(folder)
    photo = folder / "evidence/ISSUE-003/after.jpg"
    photo.unlink()
    if how == "changed":
        photo.write_bytes(house.PHOTO[:-1] + b"!")
    elif how == "a link":
        photo.symlink_to(house.put(tmp_path / "outside.jpg", house.PHOTO))
    elif how == "a folder":
        photo.mkdir()
    target = tmp_path / "档案.zip"
    done = ledger("dossier", "3", "--zip", str(target))
    assert (done.returncode, "evidence/ISSUE-003/after.jpg" in done.stderr) == (8, True), done.stderr
    assert not target.exists()
    assert list(tmp_path.glob(".*.tmp")) == []
    looked = ledger("dossier", "3")
    assert (looked.returncode, "evidence/ISSUE-003/after.jpg" in looked.stdout) == (8, True)


def test_a_link_in_the_way_does_not_lead_out(ledger: Run, folder: Path, tmp_path: Path) -> None:
    house.build(folder)
    outside = tmp_path / "outside"
    (folder / "evidence/ISSUE-003").rename(outside)
    (folder / "evidence/ISSUE-003").symlink_to(outside, target_is_directory=True)
    done = ledger("dossier", "3", "--zip", str(tmp_path / "档案.zip"))
    assert (done.returncode, (tmp_path / "档案.zip").exists()) == (8, False)


def test_the_record_is_what_it_was_on_the_day(ledger: Run, folder: Path) -> None:
    house.build(folder)
    before = told(ledger, "3", "--as-of", "2026-04-15")
    verdicts = [one for one in before["items"] if one["item"] == "验收意见"]
    assert (before["next"], verdicts[0]["there"]) == ("验收", False)
    assert ledger("dossier", "3", "--as-of", "2025-12-31").returncode == 2


def test_pieces_say_number_date_and_who() -> None:
    walker = Walker(office("公示在后"))
    issue, day = walker.through(counties.issue(walker.house), *walker.names())
    found = dossier(issue, walker.house, walker.after(issue, day))
    (signed,) = (one for one in found.holdings if one.item.name == "审签")
    (piece,) = signed.pieces
    assert (piece.by, piece.date, "文〔2026〕7号" in piece.text) == ("signs", issue.passages[-1].date, True)
    (evidence,) = (p.file for one in found.holdings if one.item.name == "自查报告" for p in one.pieces)
    assert isinstance(evidence, Evidence)
    assert build.names(build.faults(issue, house=walker.house)) == []
