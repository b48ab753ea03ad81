"""A workbook that `ledger` never wrote, as new issues: proposed, reconciled with what it prints, compared with what is
in the ledger, and nothing of it written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.errors import Said, say
from ledger.model.attribute import ATTRIBUTES
from ledger.model.grid import Book
from ledger.model.issue import Issue
from ledger.model.layout import Layout, Printed, Row, lay_out
from ledger.model.mapping import Mapped, match, normal
from ledger.model.proposal import UNKNOWN_SOURCE, Proposal, propose
from ledger.model.rowreader import Circumstances, Remark
from ledger.model.sections import HEADING, Placed, chapter, over, placed_in, within
from ledger.model.units import plain

OWN_COLUMNS: Mapping[str, str | None] = {"问题编号": None, "_key": None, "_rev": None}
"""In a sheet that the ledger wrote, the number of an issue is the ledger's, and no number of the old paper."""
IDENTITY = ("source.finding", "title", "source.item")
"""What tells one issue from the next, the surest first."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that tells of an issue which is there already, in the ledger or further up in the workbook."""

    sheet: str
    row: int
    title: str
    of: Said


@dataclass(frozen=True, slots=True)
class Total:
    """A printed number beside what was counted."""

    sheet: str
    printed: Printed
    found: int
    agrees: bool


@dataclass(frozen=True)
class SheetIntake:
    """One sheet: how its headings were read, and the rows that are no issues."""

    layout: Layout
    columns: tuple[Mapped, ...]
    blocks: int
    """How many issues its rows tell of, whether or not they can be taken."""
    placed: tuple[Placed, ...] = ()
    """Where the headings between its rows go."""

    @property
    def open_questions(self) -> tuple[Mapped, ...]:
        """Headings that somebody has to decide about."""
        return tuple(one for one in self.columns if one.how == "ambiguous")

    @property
    def left_out(self) -> tuple[Row, ...]:
        """Rows below the headings that were taken for something else than an issue."""
        return tuple(row for row in self.layout.rows if row.kind not in {"data", "known"} and row.words)


@dataclass(frozen=True)
class Intake:
    """The whole plan: what would be written, and everything that stands against it or is worth a look."""

    file: str
    sheets: tuple[SheetIntake, ...]
    passed_over: tuple[str, ...]
    """Sheets without headings of a list of issues, or hidden ones."""
    proposals: tuple[Proposal, ...]
    duplicates: tuple[Duplicate, ...]
    totals: tuple[Total, ...]
    remarks: tuple[Remark, ...]
    unmet: tuple[str, ...] = ()
    """Headings that were decided about and are in no sheet."""
    strangers: tuple[str, ...] = ()
    """Units that the register doesn't know; none where there is no register."""
    seen: tuple[Said, ...] = ()
    """What the file holds beside its cells."""

    @property
    def questions(self) -> tuple[tuple[str, Mapped], ...]:
        """Every open question with its sheet."""
        return tuple((sheet.layout.sheet, one) for sheet in self.sheets for one in sheet.open_questions)

    @property
    def stopping(self) -> tuple[Remark, ...]:
        """The rows that can't be taken as they are."""
        return tuple(one for one in self.remarks if one.stops)

    @property
    def clean(self) -> bool:
        """Whether it can be written as it stands."""
        return not self.questions and not self.stopping and all(total.agrees for total in self.totals)


def take_in(book: Book, said: Mapping[str, str | None], around: Circumstances, known: Iterable[Issue]) -> Intake:
    """The plan for a workbook. `said` is what somebody decided about headings, `known` the issues of the ledger."""
    layouts = {grid.name: lay_out(grid, said, around.subject) for grid in book.grids if grid.state == "visible"}
    sheets, proposals = [], []
    decided = {normal(heading): field for heading, field in said.items()}
    for layout in layouts.values():
        if layout is None:
            continue
        columns = match(layout.headings, {**(OWN_COLUMNS if layout.is_own else {}), **said})
        blocks = _blocks(layout, columns)
        by_field = _by_field(columns)
        placed = tuple(placed_in(layout, by_field, decided, around))
        sheets.append(SheetIntake(layout, columns, len(blocks), placed))
        for rows in blocks:
            mine = over(placed, rows)
            proposals.append(propose(layout.sheet, rows, by_field, within(around, mine), chapter(mine)))
    remarks = tuple(remark for one in proposals for remark in one.remarks)
    stopped = {(one.sheet, one.row) for one in remarks if one.stops}
    fit = [one for one in proposals if not any((one.sheet, row) in stopped for row in one.rows)]
    fresh, duplicates = _without_known(fit, known)
    heard = {plain(heading) for sheet in sheets for one in sheet.columns for heading in _spellings(one)}
    heard |= {HEADING for sheet in sheets if sheet.placed}
    return Intake(
        book.file,
        tuple(sheets),
        tuple(
            o.name for o in book.grids if layouts.get(o.name) is None and (o.state == "visible" or o.name[:1] != "_")
        ),
        fresh,
        duplicates,
        tuple(total for sheet in sheets for total in _totals(sheet, proposals, sheets)),
        (*remarks, *_twice(fresh, sheets), *_hidden_rows(sheets), *_assumed(sheets, around)),
        tuple(one for one, field in said.items() if plain(one) not in heard and field != f"{ATTRIBUTES}.{one}"),
        _strangers(fresh, around),
        book.remarks,
    )


def _spellings(one: Mapped) -> tuple[str, ...]:
    return (one.heading, one.heading.replace("/", ""), one.heading.rpartition("/")[2])


def _by_field(columns: Sequence[Mapped]) -> dict[str, list[Mapped]]:
    found: dict[str, list[Mapped]] = {}
    for one in columns:
        if one.field:
            found.setdefault(one.field, []).append(one)
    return found


def _blocks(layout: Layout, columns: Sequence[Mapped]) -> list[list[Row]]:
    """The rows of each issue: one, or those that share a merged cell which names it."""
    by_field = _by_field(columns)
    identity = next((by_field[name][0].column for name in IDENTITY if name in by_field), None)
    blocks: list[list[Row]] = []
    for row in layout.rows:
        if row.kind != "data":
            continue
        before = blocks[-1][-1] if blocks else None
        if before and identity and layout.together(identity, before.number, row.number):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _strangers(proposals: Sequence[Proposal], around: Circumstances) -> tuple[str, ...]:
    units = around.office.units
    named = dict.fromkeys(name for one in proposals for name in one.units)
    return tuple(name for name in named if units.find(name) is None) if units.units else ()


def _hidden_rows(sheets: Sequence[SheetIntake]) -> list[Remark]:
    """A filter hides rows from a person's eye, and not from the count: they are taken, and it is said."""
    return [
        Remark(sheet.layout.sheet, hidden[0].number, None, "", say("intake.hidden-rows", count=len(hidden)))
        for sheet in sheets
        if (hidden := [row for row in sheet.layout.rows if row.hidden and row.kind == "data"])
    ]


def _assumed(sheets: Sequence[SheetIntake], around: Circumstances) -> Iterator[Remark]:
    """What a record must have and the workbook doesn't say: the program fills it in, and says so, with the rows."""
    assumed = {"source.received": around.day.isoformat(), "source.kind": UNKNOWN_SOURCE}
    for sheet in sheets:
        for name, value in assumed.items():
            if name in around.defaults or _by_sections(sheet, name):
                continue
            columns = [one.column for one in _by_field(sheet.columns).get(name, ())]
            data = [row for row in sheet.layout.rows if row.kind == "data"]
            empty = tuple(row.number for row in data if not any(row.text(column) for column in columns))
            title = say("field", path=name)
            if not columns:
                yield Remark(
                    sheet.layout.sheet, sheet.layout.top, None, "", say("intake.assumed", field=title, value=value)
                )
            elif empty:
                why = say("intake.assumed-rows", field=title, value=value, rows=empty)
                yield Remark(sheet.layout.sheet, empty[0], None, "", why)


def _twice(proposals: Sequence[Proposal], sheets: Sequence[SheetIntake]) -> Iterator[Remark]:
    """Two issues of one section under one number: one of the numbers may be wrong."""
    headings = {
        (sheet.layout.sheet, number): one.section.row
        for sheet in sheets
        for one in sheet.placed
        for number in one.section.rows
    }
    seen: dict[tuple[object, ...], Proposal] = {}
    for one in proposals:
        key = (one.sheet, headings.get((one.sheet, one.rows[0])), plain(one.item))
        first = seen.setdefault(key, one)
        if one.item and first is not one:
            why = say("intake.same-number", item=one.item, row=first.rows[0], title=first.title)
            yield Remark(one.sheet, one.rows[0], None, one.title, why)


def _by_sections(sheet: SheetIntake, name: str) -> bool:
    """Whether every row gets this field from the section that it stands under."""
    rows = {row.number for row in sheet.layout.rows if row.kind == "data"}
    return rows == {number for one in sheet.placed if one.field == name for number in one.section.rows}


def _without_known(
    proposals: Sequence[Proposal], known: Iterable[Issue]
) -> tuple[tuple[Proposal, ...], tuple[Duplicate, ...]]:
    """The proposals that are new, and the others. With a number, number and title decide; else title and finding."""
    taken = {
        key: say("intake.same-issue", id=issue.id)
        for issue in known
        for key in _keys(issue.source.item or "", issue.title, issue.source.finding or "")
    }
    fresh, duplicates = [], []
    for one in proposals:
        keys = _keys(one.item, one.title, one.finding)
        same = next((taken[key] for key in keys if key in taken), None)
        if same is not None:
            duplicates.append(Duplicate(one.sheet, one.rows[0], one.title, same))
            continue
        fresh.append(one)
        taken |= dict.fromkeys(keys, say("intake.same-row", sheet=one.sheet, row=one.rows[0]))
    return tuple(fresh), tuple(duplicates)


def _keys(item: str, title: str, finding: str) -> tuple[tuple[str, ...], ...]:
    numbered = ((("item", plain(item), plain(title))),) if item else ()
    return (*numbered, ("words", plain(item), plain(title), plain(finding))) if title else ()


def _totals(sheet: SheetIntake, proposals: Sequence[Proposal], sheets: Sequence[SheetIntake]) -> list[Total]:
    """Each printed number beside the count of its sheet or section; a title may also speak of the whole workbook."""
    result = []
    for printed in sheet.layout.printed:
        own = [one for one in proposals if one.sheet == sheet.layout.sheet]
        inside = [one for one in own if _in_section(one, printed, sheet.layout)]
        known = sheet.layout.known if printed.section is None else 0
        count = {"issues": len(inside) + known, "measures": sum(one.measures for one in inside)}
        whole = {
            "issues": sum(one.blocks + one.layout.known for one in sheets),
            "measures": sum(one.measures for one in proposals),
        }
        agrees = printed.number == count[printed.of] or (
            printed.section is None and printed.number == whole[printed.of]
        )
        result.append(Total(sheet.layout.sheet, printed, count[printed.of], agrees))
    return result


def _in_section(one: Proposal, printed: Printed, layout: Layout) -> bool:
    if printed.section is None:
        return True
    following = [row.number for row in layout.rows if row.kind == "section" and row.number > printed.section]
    return printed.section < one.rows[0] < min(following, default=one.rows[0] + 1)
