"""The dossier as it is handed over: its table of contents, and where each file lies in the archive.

Everything is told in the office's Chinese, whatever language the user's terminal speaks: the archive is a paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.model.acts import Change, Evidence, Step
from ledger.model.dossier import Dossier, Holding, Standard
from ledger.model.filenames import fitted
from ledger.model.issue import Issue
from ledger.model.naming import title_of
from ledger.model.office import Office

CONTENTS, RECORD = "目录.xlsx", "台账记录"
_TOLD_BY_THE_MOVE = {"status", "cycle"}
OTHERS, FORMER = "98-其他材料", "99-以前各轮材料"

MOVE_WORDS: dict[str, str] = {
    "register": "登记", "renumber": "更改编号", "merge": "合并", "start": "开始整改", "verify": "验收通过",
    "fail": "验收不通过", "close": "销号", "reopen": "重新打开", "edit": "修改", "amend": "调整责任单位",
    "import": "导入", "adopt": "补签", "progress": "填报进展", "evidence": "存入佐证", "extend": "申请延期",
    "approve": "批准延期", "reject": "不同意延期", "pass": "通过", "publicize": "公示", "lookback": "回头看",
    "escalate": "督办", "lift": "解除督办", "withdraw": "撤回登记", "account": "问责", "appraise": "序时研判",
    "void": "作废", "revisit": "回访", "file": "报备案",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leaf:
    """One line of the table of contents: an item with a thing that is there of it, or with nothing, which is said."""

    number: str
    item: str
    text: str
    date: date | None
    who: str
    file: str = ""
    """Where it lies in the archive; empty for what the record itself shows."""
    evidence: Evidence | None = None
    there: bool = True
    missing: bool = False
    """Whether a gate asks for it, and it is not there."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history."""

    number: int
    date: date
    what: str
    who: str
    unit: str
    why: str
    changes: str
    written: str
    digest: str


@dataclass(frozen=True, slots=True)
class Filing:
    """Everything that the table of contents says."""

    id: str
    title: str
    house: str
    unit: str
    procedure: str
    day: date
    leaves: tuple[Leaf, ...]
    standards: tuple[Standard, ...]
    events: tuple[Event, ...]

    @property
    def files(self) -> tuple[Leaf, ...]:
        """The lines that stand for a file."""
        return tuple(leaf for leaf in self.leaves if leaf.evidence is not None)


def filing(issue: Issue, dossier: Dossier, office: Office, day: date) -> Filing:
    """The dossier of an issue, ready to be handed over."""
    house = office.policy.ledger
    leaves = [leaf for holding in dossier.holdings for leaf in _leaves(holding, office)]
    leaves += _loose(OTHERS, dossier.others, office)
    for cycle in sorted({one.cycle for one in dossier.former}):
        older = [one for one in dossier.former if one.cycle == cycle]
        leaves += _loose(FORMER, older, office, f"第{cycle}轮-")
    events = tuple(_event(at, step, office) for at, step in enumerate(issue.history, 1))
    name = office.of(issue).procedure.name
    return Filing(issue.id, issue.title, house.title, house.unit, name, day, tuple(leaves), dossier.standards, events)


def _leaves(holding: Holding, office: Office) -> Iterator[Leaf]:
    number, item = f"{holding.number:02d}", holding.item.name
    if not holding.pieces:
        asked = "、".join(gate.name for gate in holding.gates)
        yield Leaf(number, item, f"缺（{asked}须有）" if asked else "无", None, "", there=False, missing=bool(asked))
    folder, taken = fitted(holding.title, ""), set[str]()
    for piece in holding.pieces:
        who = office.people.name(piece.by) if piece.by else ""
        if piece.file is None:
            yield Leaf(number, item, piece.text, piece.date, who)
            continue
        yield Leaf(number, item, _said(piece.file), piece.date, who, _place(folder, piece.file, taken), piece.file)


def _loose(folder: str, files: Sequence[Evidence], office: Office, prefix: str = "") -> Iterator[Leaf]:
    """Files that no item of the dossier names."""
    number, _, item = folder.partition("-")
    taken = set[str]()
    for one in files:
        place = _place(folder, one, taken, prefix)
        yield Leaf(number, item, _said(one), one.date, office.people.name(one.by), place, one)


def _place(folder: str, file: Evidence, taken: set[str], prefix: str = "") -> str:
    """A numbered name in the folder of its item: `05-整改后照片/01-照片.jpg`."""
    stem, dot, suffix = file.path.rpartition("/")[2].rpartition(".")
    number = f"{prefix}{len(taken) + 1:02d}-"
    name = fitted(f"{number}{stem if dot else suffix}", f".{suffix}" if dot else "", taken)
    taken.add(name)
    return f"{folder}/{name}"


def _said(file: Evidence) -> str:
    return f"{file.kind}：{file.note}" if file.note else file.kind


def _event(number: int, step: Step, office: Office) -> Event:
    what = MOVE_WORDS.get(step.move, step.move)
    if step.gate is not None:
        what = f"{step.gate}{'不通过' if step.move == 'fail' else what}"
    return Event(
        number,
        step.date,
        what,
        office.people.name(step.by),
        step.unit or "",
        step.why or "",
        "\n".join(_change(one) for one in step.changes if one.field not in _TOLD_BY_THE_MOVE),
        f"{step.at:%Y-%m-%d %H:%M}",
        step.hash or "",
    )


def _change(change: Change) -> str:
    name = title_of(".".join(part for part in change.field.split(".") if not part.isdecimal()))
    return f"{name}：{_told(change.old)} → {_told(change.new)}" if change.new is not None else f"新增{name}"


def _told(value: object) -> str:
    if value is None:
        return "（空）"
    if isinstance(value, list):
        return "、".join(map(_told, value))
    if isinstance(value, dict):
        return "，".join(f"{key} {_told(inner)}" for key, inner in value.items())
    return str(value)
