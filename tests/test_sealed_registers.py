"""A checkpoint names the files beside the issues: whoever keeps it can show that a reading was not changed since."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import chained
import house
from conftest import Run

GAUGE = "id: PM2.5\nname: PM2.5\nrules: [不高于29.5]\nreadings:\n  - {at: 2026-04, value: 29}\n"
MEETING = "id: 调度会\nkind: 调度会\ndate: 2026-05-06\ndecisions:\n  - {number: 1, text: 封堵, units: [县水务局]}\n"


@pytest.fixture
def place(folder: Path) -> Path:
    chained.build(folder)
    house.put(folder / "indicators/PM2.5.yaml", GAUGE.encode())
    house.put(folder / "meetings/调度会.yaml", MEETING.encode())
    return folder


def seal(ledger: Run, day: str = "2026-05-20") -> None:
    done = ledger("seal", "--as", "zhang", env={"LEDGER_TODAY": day})
    assert done.returncode == 0, done.stderr


def kept(place: Path) -> list[Path]:
    return sorted((place / "checkpoints").iterdir())


def audited(ledger: Run, *more: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(ledger("audit", "--json", *more).stdout)
    return found


def test_a_checkpoint_names_every_file_beside_the_issues_by_what_sha256sum_says(place: Path, ledger: Run) -> None:
    seal(ledger)
    (file,) = kept(place)
    told = json.loads(file.read_bytes())["registers"]
    assert [one["file"] for one in told] == ["indicators/PM2.5.yaml", "meetings/调度会.yaml"]
    assert all(one["sha256"].startswith("sha256:") for one in told)
    found = audited(ledger)
    assert found["registers"] == {
        "sealed": "2026-05-20T00:00:00+08:00", "same": 2, "changed": [], "gone": [], "new": [],
    }  # fmt: skip
    assert found["exit_code"] == 0
    assert "2 个文件与 2026-05-20 00:00 存证时一字不差" in ledger("audit").stdout


def test_a_reading_that_was_changed_after_the_seal_is_told_by_its_file_and_one_that_was_not_is_proven(
    place: Path, ledger: Run
) -> None:
    seal(ledger)
    (place / "indicators/PM2.5.yaml").write_text(GAUGE.replace("value: 29", "value: 19"), "utf-8")
    found = audited(ledger)
    assert found["registers"]["changed"] == ["indicators/PM2.5.yaml"]  # type: ignore[index]  # a mapping
    assert found["registers"]["same"] == 1  # type: ignore[index]  # as above
    assert "indicators/PM2.5.yaml 在 2026-05-20 00:00 存证以后改过" in ledger("audit").stdout


def test_a_record_that_was_taken_out_is_no_clean_result(place: Path, ledger: Run) -> None:
    seal(ledger)
    (place / "meetings/调度会.yaml").unlink()
    found = audited(ledger)
    assert (found["exit_code"], found["registers"]["gone"]) == (1, ["meetings/调度会.yaml"])  # type: ignore[index]


def test_what_changed_beside_the_issues_is_worth_a_checkpoint_and_nothing_is_not(place: Path, ledger: Run) -> None:
    seal(ledger)
    seal(ledger, "2026-05-21")
    assert len(kept(place)) == 1
    words = ("indicator", "record", "PM2.5", "28", "--at", "2026-05-20", "--as", "zhang")
    assert ledger(*words, env={"LEDGER_TODAY": "2026-05-21"}).returncode == 0
    seal(ledger, "2026-05-21")
    first, second = kept(place)
    roots = [json.loads(one.read_bytes())["root"] for one in (first, second)]
    assert roots[0] == roots[1], "the root is of the issues alone"
    assert audited(ledger)["exit_code"] == 0


def test_whoever_kept_an_earlier_checkpoint_is_told_what_changed_since_that_one(
    place: Path, ledger: Run, tmp_path: Path
) -> None:
    seal(ledger)
    witness = tmp_path / "见证.json"
    witness.write_bytes(kept(place)[0].read_bytes())
    (place / "indicators/PM2.5.yaml").write_text(GAUGE.replace("value: 29", "value: 19"), "utf-8")
    seal(ledger, "2026-05-21")
    assert audited(ledger)["registers"]["changed"] == []  # type: ignore[index]  # a mapping
    found = audited(ledger, "--against", str(witness))
    told = [one for one in found["problems"] if one["rule"] == "register-since"]  # type: ignore[attr-defined]
    assert [one["file"] for one in told] == ["indicators/PM2.5.yaml"]


def test_a_checkpoint_of_before_stays_valid_and_the_next_one_names_them(place: Path, ledger: Run) -> None:
    for name in ("indicators/PM2.5.yaml", "meetings/调度会.yaml"):
        (place / name).unlink()
    seal(ledger)
    assert "registers" not in json.loads(kept(place)[0].read_bytes())
    house.put(place / "indicators/PM2.5.yaml", GAUGE.encode())
    found = audited(ledger)
    assert (found["exit_code"], found["registers"]) == (0, None)
    seal(ledger, "2026-05-21")
    assert [one["file"] for one in json.loads(kept(place)[1].read_bytes())["registers"]] == ["indicators/PM2.5.yaml"]
