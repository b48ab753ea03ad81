"""The sections of 汇总: figures on one question each, with their partitions and their units below them."""

from __future__ import annotations

from ledger.formats.xlsx import styles
from ledger.formats.xlsx.pen import COLUMNS, Pen
from ledger.model.rates import OfUnit, Partition, Section


def write(pen: Pen, numeral: str, section: Section) -> None:
    """A table of rates and plain numbers, then one table for each partition that holds anything, then the units."""
    pen.section(f"{numeral}、{section.name}", len(section.rates) + len(section.counts))
    pen.rates()
    for count in section.counts:
        pen.figure(count.name, count.number, count.basis, count.whole)
    for rate in section.rates:
        pen.rate(rate)
    for one in section.partitions:
        if one.whole:
            _partition(pen, section, one)
    if section.units:
        _units(pen, section)


def _partition(pen: Pen, section: Section, one: Partition) -> None:
    basis = f"（{one.basis}）" if one.basis else ""
    pen.section(f"{section.name}：{one.name.removeprefix('按')}{basis}", len(one.parts) + 1)
    pen.headings((one.name.removeprefix("按"), "数量", "占比\n（%）"))
    for part in one.parts:
        name, share = pen.text(part.name, styles.LONG), one.share(part).percent
        pen.write([name, pen.number(part.number, styles.NUMBER), pen.number(share, styles.RATE)])
    pen.write(
        [pen.text("合计", styles.TOTAL_NAME), pen.number(one.whole, styles.TOTAL), pen.number(100, styles.TOTAL_RATE)]
    )


def _units(pen: Pen, section: Section) -> None:
    """Each unit with its rates side by side: numerator, denominator, percent."""
    pen.section(f"{section.name}：按责任单位（一项多单位时分别计入）", len(section.units))
    names = [rate.name for rate in section.units[0].rates]
    pen.headings(("责任单位", *(heading for name in names for heading in (name, "分母", "（%）")))[:COLUMNS])
    for unit in section.units:
        _unit(pen, unit)


def _unit(pen: Pen, unit: OfUnit) -> None:
    cells = [pen.text(unit.name, styles.LONG)]
    for rate in unit.rates:
        cells += [pen.number(rate.part, styles.NUMBER), pen.number(rate.whole, styles.NUMBER)]
        cells.append(pen.number(rate.percent, styles.RATE))
    pen.write(cells)
