"""The closing procedure of a house: its gates in order, who may pass them, what must be on file, the dossier.

Where the public notice stands, who accepts and who closes differs from province to province (domain 2.2, 2.3), so the
procedure is data: shipped ones, or the office's own in `templates/procedures/NAME.yaml`. Two gates are moves (`verify`,
`close`); the others are signed decisions (`sign`) and notices that must have run their time (`publicity`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ledger.errors import Said, say
from ledger.model.levels import LEVELS, Level
from ledger.model.naming import nearest
from ledger.model.people import Role
from ledger.model.problem import Path, Problem
from ledger.model.values import Flag, Ordinal, Record, Term, Text, Texts

GateKind = Literal["sign", "publicity", "verify", "close"]
Part = Literal["责任单位", "牵头单位", "督导单位", "验收单位"]
Shown = Literal["交办", "方案", "方案批准", "备案", "回头看"]
"""What of the record itself shows an item of the dossier, where no gate and no file does."""

_ROLES: dict[GateKind, Role] = {"verify": "验收", "close": "销号"}
"""What the two moves always take, unless the procedure names another role for them."""


class Gate(Record):
    """One gate on the way to 销号."""

    name: Annotated[Text, Field(title="环节", description="申请验收、初验、公示、验收、复核、审签、销号 …")]
    kind: Annotated[
        GateKind, Field(title="环节种类", description="sign 签字的决定、publicity 公示期满、verify 验收、close 销号")
    ]
    role: Annotated[Role | None, Field(title="所需职责", description="人员登记里的；验收、销号可不写")] = None
    levels: Annotated[tuple[Level, ...], Field(title="办理层级", description="单位的层级，见 units.yaml")] = ()
    among: Annotated[tuple[Part, ...], Field(title="由谁办理", description="方案里的责任、牵头、督导、验收单位")] = ()
    independent: Annotated[Flag, Field(title="不得是责任单位", description="办理人的单位不得承担整改")] = False
    apart: Annotated[Texts, Field(title="不得同一人", description="与哪些环节不得由同一人办理")] = ()
    apart_units: Annotated[Texts, Field(title="不得同一单位", description="与哪些环节不得由同一单位办理")] = ()
    above: Annotated[Text | None, Field(title="须为上级", description="须是哪个环节办理单位的上级")] = None
    needs: Annotated[Texts, Field(title="须有材料", description="下面 dossier 里的名称")] = ()
    days: Annotated[Term | None, Field(title="公示天数", description="公示至少几天")] = None
    working: Annotated[Flag, Field(title="按工作日", description="公示天数是否为工作日")] = True
    document: Annotated[Flag, Field(title="须有文号", description="须记文号")] = False
    own: Annotated[Flag, Field(title="自主验收", description="责任单位所属政府可自己验收，其后须有上级复核")] = False
    state: Annotated[
        Text | None, Field(title="到达状态", description="签过这一环节后叫什么状态，如 修复；只用于 sign")
    ] = None

    @property
    def wanted_role(self) -> Role | None:
        """The role that whoever passes it must have; None where any known person will do."""
        return self.role or _ROLES.get(self.kind)


class Item(Record):
    """One item of the dossier (一事一档): shown by the record, by a gate that was passed, or by files of some kinds.

    Any of them will do: an acceptance that is on record needs no scan of it, unless the office names only `kinds`.
    """

    name: Annotated[Text, Field(title="材料", description="目录里的名称")]
    record: Annotated[Shown | None, Field(title="记录", description="交办、方案、方案批准、备案、回头看")] = None
    gate: Annotated[Text | None, Field(title="环节", description="哪个环节的办理记录")] = None
    kinds: Annotated[Texts, Field(title="材料种类", description="佐证材料的种类，有其一即可")] = ()
    least: Annotated[Ordinal, Field(title="至少几份", description="这些种类的文件至少几份")] = 1
    only: Annotated[Literal["工程类", "非工程类"] | None, Field(title="适用", description="不写就是都适用")] = None

    def applies_to(self, *, engineering: bool) -> bool:
        """Whether an issue of this kind needs it: 工程类 and 非工程类 differ."""
        return self.only is None or self.only == ("工程类" if engineering else "非工程类")


class Described(Record):
    """What an office says of a procedure in its file."""

    basis: Annotated[Text | None, Field(title="依据", description="所依据的办法")] = None
    gates: Annotated[tuple[Gate, ...], Field(title="各环节", description="按先后次序")]
    standards: Annotated[Texts, Field(title="验收标准", description="验收时逐条对照")] = ()
    checklist: Annotated[
        Text | None, Field(title="核对表", description="验收标准就是这张检查表的各项，不另写 standards")
    ] = None
    dossier: Annotated[tuple[Item, ...], Field(title="一事一档", description="档案目录，按次序")] = ()

    def named(self, name: str) -> Procedure:
        """The procedure of this description under a name: that of its file."""
        return Procedure(name=name, **dict(self))


class Procedure(Described):
    """A closing procedure."""

    name: Text

    def gate(self, name: str) -> Gate | None:
        """The gate of this name."""
        return next((gate for gate in self.gates if gate.name == name.strip()), None)

    def item(self, name: str) -> Item | None:
        """The dossier's item of this name."""
        return next((item for item in self.dossier if item.name == name), None)

    def before(self, gate: Gate) -> tuple[Gate, ...]:
        """The gates that come before this one."""
        return self.gates[: self.gates.index(gate)]

    def of_move(self, move: str) -> Gate:
        """The gate that is a move: `verify` (a failed verification is made by the same hands) or `close`."""
        return next(gate for gate in self.gates if gate.kind == ("close" if move == "close" else "verify"))

    @property
    def notice(self) -> Gate | None:
        """The first gate that is a public notice: how long a notice lasts where nobody says."""
        return next((gate for gate in self.gates if gate.kind == "publicity"), None)


PLAIN = "基本"
SHORTEST = Procedure.model_construct(
    name=PLAIN,
    gates=(Gate.model_construct(name="验收", kind="verify"), Gate.model_construct(name="销号", kind="close")),
)
"""验收, then 销号: what every house does at least. A test holds it against the shipped file of this name; that it is
valid needs no proof at each start.
"""


def faults(described: Described) -> Iterator[Problem]:
    """Everything for which a procedure can't be followed, or would close what nobody has accepted."""
    names = [gate.name for gate in described.gates]
    yield from _twice(names, "gates")
    yield from _twice([item.name for item in described.dossier], "dossier")
    if described.checklist and described.standards:
        yield _problem("standards-twice", say("procedure.standards-twice"), ("checklist",))
    yield from _order(described)
    for at, gate in enumerate(described.gates):
        yield from _of_gate(described, at, gate)
    for at, item in enumerate(described.dossier):
        if not (item.record or item.gate or item.kinds):
            yield _problem("shown-by-nothing", say("procedure.shown-by-nothing", name=item.name), ("dossier", at))
        if item.gate is not None and item.gate not in names:
            yield _unknown(("dossier", at, "gate"), item.gate, names)


def _problem(rule: str, text: Said, path: Path, suggestion: str | None = None) -> Problem:
    return Problem(rule, "invalid", text, path=path, suggestion=suggestion)


def _twice(names: list[str], family: str) -> Iterator[Problem]:
    counted = Counter[str]()
    for at, name in enumerate(names):
        counted[name] += 1
        if counted[name] > 1:
            yield _problem("name-twice", say("procedure.name-twice", name=name), (family, at, "name"))


def _unknown(path: Path, name: str, known: list[str]) -> Problem:
    text = say("procedure.unknown-name", name=name, known=tuple(known))
    return _problem("unknown-name", text, path, nearest(name, tuple(known)))


def _order(described: Described) -> Iterator[Problem]:
    """Exactly one 验收 before exactly one 销号, which is the last gate; 自主验收 is looked at again from above."""
    kinds = [gate.kind for gate in described.gates]
    for kind in _ROLES:
        if (count := kinds.count(kind)) != 1:
            yield _problem("gate-order", say("procedure.not-once", kind=kind, count=count), ("gates",))
    if kinds.count("close") == 1 and kinds[-1] != "close":
        at = kinds.index("close")
        yield _problem("gate-order", say("procedure.close-last", name=described.gates[at].name), ("gates", at, "kind"))
    for at, gate in enumerate(described.gates):
        if gate.own and gate.kind != "verify":
            yield _problem("own-verification", say("procedure.own-elsewhere", name=gate.name), ("gates", at, "own"))
        elif gate.own and not any(_reviews(gate, later) for later in described.gates[at + 1 :]):
            yield _problem("own-verification", say("procedure.own-unreviewed", name=gate.name), ("gates", at, "own"))


def _reviews(own: Gate, later: Gate) -> bool:
    """Whether a later gate is a decision of a level that is higher whoever accepted."""
    if later.kind != "sign":
        return False
    ranks, theirs = [LEVELS.index(one) for one in own.levels], [LEVELS.index(one) for one in later.levels]
    return later.above == own.name or bool(ranks and theirs and max(theirs) < min(ranks))


def _of_gate(described: Described, at: int, gate: Gate) -> Iterator[Problem]:
    earlier = [one.name for one in described.gates[:at]]
    yield from _of_notice(at, gate) if gate.kind == "publicity" else _of_decision(at, gate)
    for key in ("apart", "apart_units"):
        for which, name in enumerate(getattr(gate, key)):
            if name not in earlier:
                yield _unknown(("gates", at, key, which), name, earlier)
    if gate.above is not None and gate.above not in earlier:
        yield _unknown(("gates", at, "above"), gate.above, earlier)
    items = {item.name: item for item in described.dossier}
    for which, name in enumerate(gate.needs):
        path: Path = ("gates", at, "needs", which)
        if name not in items:
            yield _unknown(path, name, list(items))
        elif _comes_too_late(items[name], earlier):
            yield _problem("never-passed", say("procedure.never-passed", name=gate.name, item=name), path)


def _of_decision(at: int, gate: Gate) -> Iterator[Problem]:
    """What a gate that somebody decides at can't say."""
    if gate.days is not None:
        yield _problem("gate-days", say("procedure.days-elsewhere", name=gate.name), ("gates", at, "days"))
    if gate.kind == "verify" and gate.document:
        yield _problem("gate-document", say("procedure.document-elsewhere", name=gate.name), ("gates", at, "document"))


def _of_notice(at: int, gate: Gate) -> Iterator[Problem]:
    if gate.days is None:
        yield _problem("gate-days", say("procedure.days-missing", name=gate.name), ("gates", at))
    for key in ("role", "levels", "among", "apart", "apart_units", "above", "document", "state"):
        if getattr(gate, key):
            yield _problem("gate-hands", say("procedure.notice-has-no-hand", name=gate.name), ("gates", at, key))


def _comes_too_late(item: Item, earlier: list[str]) -> bool:
    """Whether an item that a gate asks for exists only once the gate has been passed, so that nobody ever could."""
    if item.kinds:
        return False
    return item.record in {"备案", "回头看"} or (item.gate is not None and item.gate not in earlier)
