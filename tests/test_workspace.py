"""The ledger that somebody stands in, its settings and registers, and what is said when they are wrong."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

import house
from ledger.errors import LedgerError, MachineError, NotFoundError, UnreadableError, UsageError
from ledger.store import git, templates
from ledger.store.workspace import Workspace, find


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return Workspace(house.build(tmp_path / "ledger"))


def refusal(workspace: Workspace) -> LedgerError:
    with pytest.raises(LedgerError) as refused:
        _ = workspace.office
    return refused.value


def test_the_ledger_is_found_from_any_folder_inside_it(office: Workspace) -> None:
    deep = office.root / "evidence/ISSUE-003"
    assert find(deep) == find(office.root) == office


def test_no_ledger_above_is_said_with_the_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as refused:
        find(tmp_path)
    assert refused.value.what.fill["folder"] == str(tmp_path)


def test_settings_and_registers_make_the_house(office: Workspace) -> None:
    found = office.office
    assert found.policy.ledger.title == "某县督察整改台账"
    assert found.units.find("县水利局") == found.units.find("县水务局")
    person = found.people.find("zhang@example.gov.cn")
    assert person is not None
    assert person.id == "zhang"


def test_settings_that_are_not_there_have_their_defaults(tmp_path: Path) -> None:
    house.put(tmp_path / "ledger.toml", b"")
    found = Workspace(tmp_path).office
    assert found.policy.ledger.prefix == "ISSUE"
    assert (found.people.people, found.units.units) == ((), ())


def test_every_wrong_setting_is_told_with_its_line_and_a_correction(office: Workspace) -> None:
    text = '[ledger]\ntitel = "x"\n\n[check]\ndue_within = -3\n\n[guards]\nstart_elements = ["gaol"]\n'
    house.put(office.root / "ledger.toml", text.encode())
    refused = refusal(office)
    assert isinstance(refused, UsageError)
    assert [(one.fill["line"], one.fill["key"]) for one in refused.reasons] == [
        (2, "ledger.titel"),
        (5, "check.due_within"),
        (8, "guards.start_elements"),
    ]
    assert "title" in str(refused.reasons[0].fill["hint"])


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"[ledger\n", "settings.not-toml"),
        (b"[notify]\ndays = [3]\n[notify]\ndays = [7]\n", "settings.twice"),
        (b"[notify]\ndays = [3]\ndays = [7]\n", "settings.twice"),
        ("[ledger]\ntitle = '台账'".encode("gbk"), "settings.not-utf8"),
    ],
)
def test_settings_that_cannot_be_read_are_a_usage_error(office: Workspace, data: bytes, key: str) -> None:
    house.put(office.root / "ledger.toml", data)
    refused = refusal(office)
    assert isinstance(refused, UsageError)
    assert refused.what.key == key


def test_settings_with_a_byte_order_mark_are_read(office: Workspace) -> None:
    house.put(office.root / "ledger.toml", b"\xef\xbb\xbf" + house.SETTINGS.encode())
    assert office.policy.ledger.unit == "县整改办"


def test_a_broken_register_is_told_with_every_fault(office: Workspace) -> None:
    house.put(office.root / "people.yaml", b"people:\n  - id: Zhang\n    names: []\n    unit: a\n    roles: [boss]\n")
    refused = refusal(office)
    assert isinstance(refused, UnreadableError)
    assert [one.fill["place"] for one in refused.reasons] == ["people.yaml:2:9", "people.yaml:3:12", "people.yaml:5:13"]


def test_two_people_of_one_id_are_a_broken_register(office: Workspace) -> None:
    """The last of them would sign for both."""
    person = "  - {{id: zhang, names: [{}], unit: 甲局}}\n".format
    house.put(office.root / "people.yaml", f"people:\n{person('张三')}{person('李四')}".encode())
    (fault,) = Workspace(office.root).register_faults
    assert (fault.rule, str(fault.place)) == ("dup-person", "people.yaml:3:10")
    with pytest.raises(UnreadableError):
        _ = Workspace(office.root).office


def test_what_registers_say_that_cannot_be_so_is_told_at_its_place(office: Workspace) -> None:
    assert Workspace(office.root).register_doubts == ()
    units = ("甲局, aliases: [丙局]", "乙局, aliases: [丙局], level: 股", "丁局, parent: 戊局", "己局, parent: 己局")
    people = "{id: zhang, names: [张三], unit: 甲局, emails: [zhang, a@b.cn], keys: [abc]}"
    other = "{id: li, names: [李四], unit: 甲局, emails: [A@B.cn], keys: [ssh-ed25519 AAAA]}"
    lines = "".join(f"  - {{name: {one}}}\n" for one in units)
    house.put(office.root / "units.yaml", f"units:\n{lines}".encode())
    house.put(office.root / "people.yaml", f"people:\n  - {people}\n  - {other}\n".encode())
    told = [(one.text.key, str(one.place)) for one in Workspace(office.root).register_doubts]
    assert told == [
        ("people.no-email", "people.yaml:2:49"),
        ("people.no-key", "people.yaml:2:72"),
        ("people.email-twice", "people.yaml:3:46"),
        ("units.name-of-two", "units.yaml:3:12"),
        ("units.level-unknown", "units.yaml:3:38"),
        ("units.parent-unknown", "units.yaml:4:24"),
        ("units.parent-circle", "units.yaml:5:24"),
    ]


def test_a_register_that_holds_only_its_comments_is_empty(office: Workspace) -> None:
    house.put(office.root / "units.yaml", "# 单位登记\n".encode())
    assert office.office.units.units == ()


def test_a_register_behind_a_link_is_refused(office: Workspace, tmp_path: Path) -> None:
    real = house.put(tmp_path / "people.yaml", house.PEOPLE.encode())
    (office.root / "people.yaml").unlink()
    (office.root / "people.yaml").symlink_to(real)
    assert isinstance(refusal(office), MachineError)


def test_the_ledgers_own_calendar_wins_over_the_published_one(office: Workspace) -> None:
    festival = date(2026, 5, 20)
    assert office.office.calendar.is_workday(festival)
    house.put(office.root / "calendar.yaml", b"holidays: [2026-05-20]\n")
    assert not Workspace(office.root).office.calendar.is_workday(festival)


def test_a_faulty_calendar_is_refused_and_not_half_used(office: Workspace) -> None:
    house.put(office.root / "calendar.yaml", b"holidays: [2026-02-30, soon]\nhollidays: []\n")
    refused = refusal(office)
    assert refused.exit_code in {2, 5}
    assert len(refused.reasons) == 3


# --- templates ---


def test_a_template_is_the_start_of_a_record(office: Workspace) -> None:
    house.put(office.templates / "water.yaml", "source: {kind: 信访}\nfields: [水]\n".encode())
    assert templates.names(office) == ("water",)
    assert templates.load(office, "water") == {"source": {"kind": "信访"}, "fields": ["水"]}


def test_without_a_default_template_a_record_starts_empty(office: Workspace) -> None:
    assert templates.load(office, "default") == {}


def test_an_unknown_template_is_answered_with_those_that_exist(office: Workspace) -> None:
    house.put(office.templates / "water.yaml", b"level: x\n")
    for name in ("watr", "../../etc/passwd", "/etc/passwd"):
        with pytest.raises(NotFoundError) as refused:
            templates.load(office, name)
        assert refused.value.what.fill["known"] == ("water",)
    with pytest.raises(NotFoundError) as refused:
        templates.load(office, "watr")
    assert refused.value.hint is not None
    assert refused.value.hint.fill["word"] == "water"


def test_a_broken_template_is_unreadable_at_its_place(office: Workspace) -> None:
    house.put(office.templates / "bad.yaml", b"a: 1\na: 2\n")
    with pytest.raises(UnreadableError) as refused:
        templates.load(office, "bad")
    assert refused.value.reasons[0].fill["place"] == "templates/bad.yaml:2:1"


# --- git ---


def test_gits_own_user_is_found_in_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert git.identity(tmp_path) == (None, None)
    for key, value in (("user.name", "张三"), ("user.email", "zhang@example.gov.cn")):
        subprocess.run(["git", "-C", str(tmp_path), "config", key, value], check=True)
    assert git.identity(tmp_path) == ("张三", "zhang@example.gov.cn")
    subprocess.run(["git", "-C", str(tmp_path), "config", "user.name", ""], check=True)
    assert git.identity(tmp_path) == (None, "zhang@example.gov.cn")


def test_a_machine_without_git_has_no_git_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git.identity(tmp_path) == (None, None)
