"""What returned workbooks would change: every editable cell compared three ways, before anything is written.

What was exported (base), what the sheet says, what the ledger says now: a value changed in the sheet alone is an
edit, one changed on both sides to different ends is a conflict, and one changed in the ledger alone stays as it is,
so a newer edit of the files is never reverted by an older sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ledger.errors import Said, say
from ledger.model import locked
from ledger.model.filled import NEVER_CLEARED, UnfitError, even, normal, read, same
from ledger.model.hidden import Shown
from ledger.model.office import Office
from ledger.model.returned import Entry, Refused, Remark, Returned, Sheet, Spot

Target = tuple[str, str]
"""What is changed: the key of the issue or of its measure (`ISSUE-014#2`), and the field."""
Now = Mapping[Target, str]
"""What the ledger says now, by target, as texts in the form of an export."""
Kind = Literal["ledger", "sheets", "rows"]
"""Who disagrees: the ledger with a sheet, two sheets with each other, two rows of one sheet with one key."""

CUT = "…（全文见 YAML）"
"""How a text ends that was too long for a cell (`formats.xlsx.cells.CUT`): the sheet never held the whole."""

_PLAIN = frozenset({"text", "number", "date"})
"""What a cell holds that says no more than its text."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A value that a sheet wants: in its field's normal form, empty where it takes the old one away."""

    key: str
    field: str
    heading: str
    base: str
    now: str
    new: str
    spots: tuple[Spot, ...]
    report_heading: str = ""
    """What the column is called in this sheet that says how far the issue has come, if it may be filled in."""

    @property
    def target(self) -> Target:
        """What is changed."""
        return self.key, self.field

    @property
    def issue(self) -> str:
        """The issue that is changed."""
        return self.key.partition("#")[0]

    @property
    def measure(self) -> str | None:
        """The number of the measure that is changed."""
        return self.key.partition("#")[2] or None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that more than one side has changed, each to something else; `wanted` are the sheets' sides."""

    kind: Kind
    wanted: tuple[Edit, ...]


@dataclass(frozen=True)
class Changes:
    """Everything that a set of workbooks means for the ledger."""

    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[Refused, ...] = ()
    remarks: tuple[Remark, ...] = ()
    skipped: tuple[Conflict, ...] = field(default=())
    """Conflicts that were left alone by choice."""

    @property
    def clean(self) -> bool:
        """Whether everything that was filled in can be taken."""
        return not (self.conflicts or self.refused or self.skipped)


def differing(book: Returned) -> frozenset[str]:
    """The issues of which some row doesn't say what was exported. About all the others there is nothing to compare:
    whatever the ledger says of them by now, their rows change nothing and nothing is said of them.
    """
    return frozenset(entry.issue for sheet in book.sheets for entry in _differing(sheet))


def _differing(sheet: Sheet) -> Iterator[Entry]:
    editable = [name for name, (shown, _) in sheet.columns.items() if shown.editable]
    others = [name for name, (shown, _) in sheet.columns.items() if not shown.editable and name not in locked.UNMARKED]
    for entry in sheet.entries:
        if not (
            all(_is_as_exported(entry, name) for name in editable) and all(_is_marked(entry, name) for name in others)
        ):
            yield entry


def _is_as_exported(entry: Entry, name: str) -> bool:
    base, cell = entry.base.get(name), entry.cells.get(name)
    if base is None or (cell is None and not base):
        return True
    return cell is not None and cell.kind in _PLAIN and (cell.text == base or even(cell.text) == even(base))


def _is_marked(entry: Entry, name: str) -> bool:
    """Whether a locked cell bears the mark of what was exported."""
    cell = entry.cells.get(name)
    return cell is None or entry.marks.get(name) == locked.mark(cell.text, number=cell.kind == "number")


def compare(returned: Iterable[Returned], now: Now, office: Office, then: Callable[[Returned], Now]) -> Changes:
    """What the workbooks want, against what the ledger says `now`.

    `then` gives what the locked columns of a workbook would show if it were exported again for its day.
    """
    wishes: dict[Target, list[Edit]] = {}
    conflicts: list[Conflict] = []
    refused: list[Refused] = []
    remarks: list[Remark] = []
    for book in returned:
        refused += book.refused
        remarks += book.remarks
        shown = then(book)
        for sheet in book.sheets:
            reader = _Comparison(sheet, now, office, refused, remarks)
            for edit in reader.edits(conflicts):
                wishes.setdefault(edit.target, []).append(edit)
            remarks += _locked(sheet, shown, office)
    edits: list[Edit] = []
    for wished in wishes.values():
        decided = _decided(wished)
        if isinstance(decided, Conflict):
            conflicts.append(decided)
        elif decided is not None:
            edits.append(decided)
    twice = {one.target for conflict in conflicts for one in conflict.wanted}
    return Changes(
        tuple(one for one in edits if one.target not in twice),
        tuple(conflicts), tuple(refused), tuple(remarks),
    )  # fmt: skip


def _decided(wished: Sequence[Edit]) -> Edit | Conflict | None:
    """What several wishes about one value come to: one edit, nothing to do, or a conflict."""
    distinct: list[Edit] = []
    for one in wished:
        at = next((at for at, other in enumerate(distinct) if same(one.field, one.new, other.new)), None)
        if at is None:
            distinct.append(one)
        else:
            distinct[at] = replace(distinct[at], spots=(*distinct[at].spots, *one.spots))
    if len(distinct) > 1:
        return Conflict("sheets", tuple(distinct))
    one = distinct[0]
    if same(one.field, one.new, one.now):
        return None
    seen_now = any(same(each.field, each.base, each.now) for each in wished)
    return one if seen_now else Conflict("ledger", (one,))


@dataclass(frozen=True)
class _Comparison:
    """One sheet against the ledger; what it refuses and remarks goes to the lists it was given."""

    sheet: Sheet
    now: Now
    office: Office
    refused: list[Refused]
    remarks: list[Remark]

    def edits(self, conflicts: list[Conflict]) -> Iterator[Edit]:
        """Every value that the sheet changes, each once; rows that share a key and disagree are conflicts."""
        by_key: dict[str, list[Entry]] = {}
        for entry in self.sheet.entries:
            by_key.setdefault(entry.key, []).append(entry)
        for entries in by_key.values():
            for name, (shown, column) in self.sheet.columns.items():
                if not shown.editable:
                    continue
                disagreeing = len({_said(entry, name) for entry in entries}) > 1
                found = [e for one in entries if (e := self._edit(one, shown, column)) is not None]
                if disagreeing and found:
                    as_it_was = [one for one in entries if _said(one, name) == even(one.base[name])]
                    unchanged = (_as_it_was(one, found[0], column) for one in as_it_was)
                    conflicts.append(Conflict("rows", (*found, *unchanged)))
                elif found:
                    yield replace(found[0], spots=tuple(spot for one in found for spot in one.spots))

    def _edit(self, entry: Entry, shown: Shown, column: int) -> Edit | None:
        """What the cell wants changed; nothing where it says what was exported, or nothing at all."""
        name, base, spot = shown.field, entry.base.get(shown.field), replace(entry.spot, column=column)
        cell = entry.cells.get(name)
        if base is None:
            return None
        if cell is None or not even(cell.text):
            if even(base):
                emptied = "import.empty-kept" if name in NEVER_CLEARED else "import.empty"
                key = "import.covered" if name in entry.covered else emptied
                self.remarks.append(Remark(spot, say(key, heading=shown.heading, was=base)))
            return None
        if cell.kind in _PLAIN and even(cell.text) == even(base):
            return None
        try:
            return self._wanted(entry, shown, base, read(name, cell, self.office), spot)
        except UnfitError as error:
            self.refused.append(Refused(spot, shown.heading, cell.text, error.said))
            return None

    def _wanted(self, entry: Entry, shown: Shown, base: str, new: str, spot: Spot) -> Edit | None:
        name = shown.field
        key = entry.key if name.startswith("measure.") else entry.key.partition("#")[0]
        was = normal(name, base, self.office)
        if same(name, new, was):
            return None
        if base.endswith(CUT) or new.endswith(CUT):
            raise UnfitError(say("import.cut"))
        if (key, name) not in self.now:
            raise UnfitError(say("import.gone", key=key))
        now = normal(name, self.now[key, name], self.office)
        report, _ = self.sheet.columns.get("progress", (None, 0))
        heading = report.heading if report is not None and report.editable else ""
        return Edit(key, name, shown.heading, was, now, new, (spot,), heading)


def _said(entry: Entry, name: str) -> str:
    cell = entry.cells.get(name)
    return even(cell.text) if cell else ""


def _as_it_was(entry: Entry, edit: Edit, column: int) -> Edit:
    """The side of a row that shares its key with an edited one and still says what was exported."""
    return replace(edit, new=edit.base, spots=(replace(entry.spot, column=column),))


def _locked(sheet: Sheet, then: Now, office: Office) -> Iterator[Remark]:
    """The columns that are not taken back and somebody wrote into, each once, with its cells."""
    for name, (shown, column) in sheet.columns.items():
        if shown.editable or name in locked.UNMARKED:
            continue
        edited = [one for one in sheet.entries if _is_edited(one, name, then.get((one.key, name)), office)]
        if edited:
            spots = [replace(one.spot, column=column) for one in edited]
            first, cells = edited[0], tuple(spot.cell for spot in spots)
            yield Remark(spots[0], locked.told(shown.heading, name, first.key, first.cells[name].text, cells))


def _is_edited(entry: Entry, name: str, then: str | None, office: Office) -> bool:
    """Whether a locked cell says neither what was exported nor what the ledger would show in it."""
    cell, exported = entry.cells.get(name), entry.marks.get(name)
    if cell is None or (exported is None and then is None):
        return False
    if exported == locked.mark(cell.text, number=cell.kind == "number"):
        return False
    return then is None or not (
        even(cell.text) == even(then) or normal(name, cell.text, office) == normal(name, then, office)
    )


Choice = Literal["ours", "skip"] | int
"""Of a conflict: keep the ledger's value, leave the field alone and say so, or take the side of that number."""


def settle(changes: Changes, choose: Callable[[Conflict], Choice | None]) -> Changes:
    """The changes after somebody has decided about conflicts; None leaves one standing."""
    edits, open_, skipped = list(changes.edits), [], list(changes.skipped)
    for conflict in changes.conflicts:
        choice = choose(conflict)
        if choice is None:
            open_.append(conflict)
        elif choice == "skip":
            skipped.append(conflict)
        elif choice != "ours":
            edit = conflict.wanted[choice]
            if not same(edit.field, edit.new, edit.now):
                edits.append(edit)
    return replace(changes, edits=tuple(edits), conflicts=tuple(open_), skipped=tuple(skipped))


def refuse(changes: Changes, reasons: Mapping[Target, Said]) -> Changes:
    """The changes without the edits against which there is a reason: those are refused where they stand."""
    kept = tuple(one for one in changes.edits if one.target not in reasons)
    more = tuple(
        Refused(one.spots[0], one.heading, one.new, reasons[one.target])
        for one in changes.edits
        if one.target in reasons
    )
    return replace(changes, edits=kept, refused=(*changes.refused, *more))
