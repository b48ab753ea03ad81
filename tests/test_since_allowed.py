"""Whatever the commands write, `check --since` allows; and what a procedure asks for is asked of the base's."""

from __future__ import annotations

from pathlib import Path

import pytest

import town as towns
from town import Town, needs_git_and_keys

pytestmark = needs_git_and_keys


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return towns.built(tmp_path_factory.mktemp("town"))


@pytest.fixture
def town(made: Town, tmp_path: Path) -> Town:
    return towns.copied(made, tmp_path)


DONE_SINCE: tuple[tuple[str, ...], ...] = (
    ("zhang", "edit", "ISSUE-002", "--set", "region=青石镇"),
    ("zhang", "edit", "ISSUE-002", "--set", "plan.responsible_units=县整改办", "--why", "职能划转"),
    ("zhang", "progress", "ISSUE-002", "-m", "清淤 1 公里", "--forecast", "不能按期完成"),
    ("zhang", "progress", "ISSUE-002", "--measure", "1"),
    ("zhang", "progress", "ISSUE-002", "--measure", "1", "--undone"),
    ("zhang", "extend", "ISSUE-002", "--to", "2026-12-31", "--why", "再延", "--approver", "jia", "--document", "文1"),
    ("jia", "schedule", "ISSUE-002", "--judge", "达到序时", "--why", "设备已到货"),
    ("zhang", "publicize", "ISSUE-001", "--start", "2026-05-06", "--days", "5", "--working", "--no-notice"),
    ("zhang", "publicize", "ISSUE-001", "--objection", "还有臭味"),
    ("zhang", "publicize", "ISSUE-001", "--settle", "1", "--outcome", "已复核"),
    ("li", "verify", "ISSUE-001", "--fail", "--why", "排口未封"),
    ("li", "verify", "ISSUE-001", "--why", "复查合格"),
    ("wang", "close", "ISSUE-001", "--document", "县改办〔2026〕6号"),
    ("zhang", "lookback", "record", "ISSUE-001", "--text", "没有反弹"),
    ("li", "lookback", "record", "ISSUE-003", "--text", "反弹了", "--rebound"),
    ("wang", "reopen", "ISSUE-003", "--why", "回头看发现反弹", "--to", "2026-12-31", "--document", "文2"),
)


def test_whatever_the_commands_write_is_allowed(town: Town) -> None:
    register = town.root / "people.yaml"
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace("roles: [销号]", "roles: [销号, 审批]"), encoding="utf-8")
    base = town.commit("王五 may set a new day")
    for who, *words in DONE_SINCE:
        town.did(*words, who=who)
    assert [f"{one.place} {one.text}" for one in town.judged(base) if one.level != "warning"] == []


def test_a_look_back_that_reopens_in_one_go_is_allowed(town: Town) -> None:
    register = town.root / "people.yaml"
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace("roles: [审批]", "roles: [督导, 销号]"), encoding="utf-8")
    base = town.commit("某甲 looks back and may reopen")
    town.did("lookback", "record", "ISSUE-003", "--text", "反弹了", "--rebound", who="jia")
    assert "  cycle: 2" in town.file(3).read_text(encoding="utf-8")
    assert town.rules(base) == []


def test_who_judges_the_pace_is_asked_of_the_base(town: Town) -> None:
    base = town.git("rev-parse", "HEAD")
    loose = "[guards]\nroles = false\ndecide_independent = false\n"
    (town.root / "ledger.toml").write_text(towns.SETTINGS + loose, encoding="utf-8")
    town.did("schedule", "ISSUE-002", "--judge", "达到序时", "--why", "能按期完成", who="yi")
    assert "move-refused" in town.rules(base)


def test_a_judgement_written_by_hand_is_nothing_that_can_be_signed(town: Town) -> None:
    slipped = "appraisals:\n  - {date: 2026-05-01, by: jia, pace: 超序时, reason: 能提前完成}\nhistory:"
    town.rewrite(2, "history:", slipped)
    refused = town.ledger("adopt", "ISSUE-002", "--why", "补登")
    assert (refused.returncode, "序时研判 由它自己的命令改变" in refused.stderr) == (4, True)


def test_a_gap_that_is_explained_is_allowed(town: Town) -> None:
    base = town.git("rev-parse", "HEAD")
    town.did("new", "--set", "title=扬尘", *towns.FINDING)
    town.file(5).rename(town.file(6))
    town.file(6).write_text(
        town.file(6).read_text(encoding="utf-8").replace("ISSUE-005", "ISSUE-006"), encoding="utf-8"
    )
    town.did("void", "ISSUE-005", "--why", "漏号", who="wang")
    assert not [one for one in town.judged(base) if one.issue == "ISSUE-005" and one.level != "warning"]


GATES = """gates:
  - {{name: 初验, kind: sign, role: {role}}}
  - {{name: 验收, kind: verify}}
  - {{name: 销号, kind: close}}
"""


def test_gates_are_those_of_the_base(town: Town) -> None:
    """The change lets 登记 pass the first gate; the base asked for 督导 with another role."""
    rules = town.root / "templates/procedures/两级.yaml"
    rules.parent.mkdir(parents=True)
    rules.write_text(GATES.format(role="督导"), encoding="utf-8")
    (town.root / "ledger.toml").write_text(f'{towns.SETTINGS}[closing]\nprocedure = "两级"\n', encoding="utf-8")
    town.did("progress", "ISSUE-002", "--measure", "1", "--measure", "2", "-m", "完成")
    town.did("evidence", "add", "ISSUE-002", str(town.root.parent / "ledger/people.yaml"), "-k", "整改后照片")
    base = town.commit("a first gate", key="zhang")
    town.did("pass", "ISSUE-002", "初验", who="zhang")
    assert town.rules(base) == []
    town.git("checkout", "-q", "--", ".")
    rules.write_text(GATES.format(role="实施"), encoding="utf-8")
    town.did("pass", "ISSUE-002", "初验", who="yi")
    assert town.rules(base) == ["move-refused"]


def test_a_verification_without_the_bases_gates_is_refused(town: Town) -> None:
    rules = town.root / "templates/procedures/两级.yaml"
    rules.parent.mkdir(parents=True)
    rules.write_text(GATES.format(role="督导"), encoding="utf-8")
    settings = town.root / "ledger.toml"
    settings.write_text(f'{towns.SETTINGS}[closing]\nprocedure = "两级"\n', encoding="utf-8")
    town.did("progress", "ISSUE-002", "--measure", "1", "--measure", "2", "-m", "完成")
    town.did("evidence", "add", "ISSUE-002", str(town.root / "people.yaml"), "-k", "整改后照片")
    base = town.commit("a first gate", key="zhang")
    settings.write_text(towns.SETTINGS, encoding="utf-8")
    town.did("verify", "ISSUE-002", "--why", "合格", who="li")
    (refused,) = (one for one in town.judged(base) if one.level == "error")
    assert "初验" in str(refused.text)


BOOK = """title: 清单
prefix: QD
gates:
  - {{name: 踏勘, kind: sign, role: {role}, state: 已踏勘}}
  - {{name: 验收, kind: verify}}
  - {{name: 销号, kind: close}}
guards: {{start_elements: []}}
"""


def test_a_book_is_kept_by_the_description_of_the_base(town: Town) -> None:
    """The change lets 实施 pass the first gate of a book; the base asked for 督导."""
    book = town.root / "templates/books/清单.yaml"
    book.parent.mkdir(parents=True, exist_ok=True)
    book.write_text(BOOK.format(role="督导"), encoding="utf-8")
    (town.root / "ledger.toml").write_text(f'{towns.SETTINGS}[books."清单"]\n', encoding="utf-8")
    town.did("new", "--book", "清单", "--set", "title=一号点", *towns.FINDING)
    town.did("start", "QD-001")
    base = town.commit("a book", key="zhang")
    book.write_text(BOOK.format(role="实施"), encoding="utf-8")
    town.did("pass", "QD-001", "踏勘", who="yi")
    assert town.rules(base) == ["move-refused"]


def told(town: Town, base: str) -> list[str]:
    """What is told as a fault of the record; who signed the commits is not asked here."""
    return [f"{one.place} {one.text}" for one in town.judged(base) if one.level == "integrity"]


def copied(town: Town, number: int, new: int) -> None:
    text = town.file(number).read_text(encoding="utf-8")
    town.file(new).write_text(text.replace(f"ISSUE-{number:03d}", f"ISSUE-{new:03d}"), encoding="utf-8")


def test_a_number_that_was_given_up_by_a_signed_step_may_be_anothers(town: Town, made: Town, tmp_path: Path) -> None:
    clone = towns.copied(made, tmp_path / "clone")
    for one, title in ((clone, "窑炉"), (town, "扬尘")):
        one.did("new", "--set", f"title={title}", *towns.FINDING)
        one.commit(title)
    town.git("fetch", "-q", str(clone.root), "HEAD:other")
    town.did("renumber", "ISSUE-005", "--keep", "other", "--why", "两个分支取了同一个编号")
    base = town.commit("gives up its number")
    town.git("checkout", "-q", "other", "--", "issues/ISSUE-005.yaml")
    assert told(town, base) == []


def test_a_copy_made_an_issue_of_its_own_is_allowed(town: Town) -> None:
    copied(town, 4, 5)
    town.rewrite(5, "锅炉", "窑炉")
    base = town.commit("a copy")
    town.did("adopt", "ISSUE-005", "--why", "另一件", who="zhang")
    assert told(town, base) == []


def test_a_copy_may_be_removed_and_what_it_was_copied_from_may_not(town: Town) -> None:
    copied(town, 4, 5)
    base = town.commit("a copy")
    town.file(5).unlink()
    assert told(town, base) == []
    town.file(4).unlink()
    assert len(told(town, base)) == 2


def test_an_issue_that_moves_elsewhere_by_hand_leaves_its_number_to_nobody(town: Town) -> None:
    base = town.git("rev-parse", "HEAD")
    copied(town, 4, 9)
    copied(town, 2, 4)
    assert {"number-reused"} <= set(town.rules(base))
