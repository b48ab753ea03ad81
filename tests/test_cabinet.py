"""Records beside the issues: found by their id, told at their line, written all or none."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field

from ledger.errors import ConflictError, NotFoundError, UnreadableError
from ledger.model.values import Name, Record, Text
from ledger.store import cabinet
from ledger.store.cabinet import Drawer
from ledger.store.workspace import Workspace


class River(Record):
    """A record as any other."""

    id: Annotated[Name, Field(title="编号")]
    chief: Annotated[Text | None, Field(title="河长")] = None


RIVERS = Drawer("rivers", River, "河道")


@pytest.fixture
def ledger(tmp_path: Path) -> Workspace:
    (tmp_path / "ledger.toml").write_text("[ledger]\n")
    return Workspace(tmp_path)


def test_a_ledger_without_the_folder_has_none_of_these_records(ledger: Workspace) -> None:
    assert cabinet.scan(ledger, RIVERS) == cabinet.Contents()


def test_what_is_added_is_found_again_in_a_file_of_its_name(ledger: Workspace) -> None:
    assert cabinet.add(ledger, RIVERS, [River(id="红旗河", chief="张三")]) == ("rivers/红旗河.yaml",)
    assert (ledger.root / "rivers/红旗河.yaml").read_text("utf-8") == "id: 红旗河\nchief: 张三\n"
    assert cabinet.get(ledger, RIVERS, "红旗河").record.chief == "张三"


def test_of_two_new_records_none_is_written_where_one_is_there_already(ledger: Workspace) -> None:
    cabinet.add(ledger, RIVERS, [River(id="红旗河")])
    with pytest.raises(ConflictError):
        cabinet.add(ledger, RIVERS, [River(id="新河"), River(id="红旗河")])
    assert cabinet.scan(ledger, RIVERS).names == ("红旗河",)


def test_a_change_leaves_the_rest_of_the_file_as_the_hand_wrote_it(ledger: Workspace) -> None:
    (ledger.root / "rivers").mkdir()
    (ledger.root / "rivers/红旗河.yaml").write_text("# 2026年移交\nid: 红旗河\nchief: 张三  # 代理\n", "utf-8")
    was = cabinet.get(ledger, RIVERS, "红旗河")
    cabinet.write(ledger, RIVERS, [(was, was.record.model_copy(update={"chief": "李四"}))])
    assert (ledger.root / was.file).read_text("utf-8") == "# 2026年移交\nid: 红旗河\nchief: 李四  # 代理\n"


def test_a_file_that_somebody_changed_meanwhile_is_not_written_over(ledger: Workspace) -> None:
    cabinet.add(ledger, RIVERS, [River(id="红旗河", chief="张三")])
    was = cabinet.get(ledger, RIVERS, "红旗河")
    (ledger.root / was.file).write_text("id: 红旗河\nchief: 王五\n", "utf-8")
    with pytest.raises(ConflictError):
        cabinet.write(ledger, RIVERS, [(was, was.record.model_copy(update={"chief": "李四"}))])
    assert cabinet.get(ledger, RIVERS, "红旗河").record.chief == "王五"


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("id: 新河\n", "id-differs", 1),
        ("id: 红旗河\nchef: 张三\n", "unknown-key", 2),
        ("id: 红旗河\nchief: 张三\nchief: 李四\n", "dup-key", 3),
        ("id: [\n", "syntax", 1),
    ],
)
def test_a_fault_is_told_at_its_line_and_the_others_are_there_all_the_same(
    ledger: Workspace, text: str, rule: str, line: int
) -> None:
    cabinet.add(ledger, RIVERS, [River(id="新河")])
    (ledger.root / "rivers/红旗河.yaml").write_text(text, "utf-8")
    found = cabinet.scan(ledger, RIVERS)
    assert found.names == ("新河",)
    assert [(one.rule, one.place and (one.place.file, one.place.line)) for one in found.problems] == [
        (rule, ("rivers/红旗河.yaml", line))
    ]
    with pytest.raises(UnreadableError):
        cabinet.whole(ledger, RIVERS)
    with pytest.raises(UnreadableError):
        cabinet.get(ledger, RIVERS, "红旗河")


def test_of_two_files_of_one_id_the_second_is_told(ledger: Workspace) -> None:
    cabinet.add(ledger, RIVERS, [River(id="红旗河", chief="张三")])
    (ledger.root / "rivers/镇南").mkdir()
    (ledger.root / "rivers/镇南/红旗河.yaml").write_text("id: 红旗河\n", "utf-8")
    found = cabinet.scan(ledger, RIVERS)
    assert [one.chief for one in found] == ["张三"]
    assert [(one.rule, one.place and one.place.file) for one in found.problems] == [
        ("dup-id", "rivers/镇南/红旗河.yaml")
    ]


def test_the_nearest_name_is_proposed_for_one_that_is_not_there(ledger: Workspace) -> None:
    cabinet.add(ledger, RIVERS, [River(id="红旗河")])
    with pytest.raises(NotFoundError) as refused:
        cabinet.get(ledger, RIVERS, "红旗")
    assert "红旗河" in str(refused.value.hint)


@pytest.mark.parametrize("name", ["../新河", ".新河", "新/河", "CON", "新河 "])
def test_an_id_that_no_file_can_have_is_none(name: str) -> None:
    with pytest.raises(ValueError, match="not fit to be the name"):
        River(id=name)
