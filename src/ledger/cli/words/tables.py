"""Sentences about tables of published documents, petition rounds, and the counts that a document prints of itself."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "table.destroyed": (
        "没有找到清单：第 {line} 行起有表头（{headings}），看到 {count} 个编号任务，但单元格次序已乱，没有读取",
        "no list found; {count} numbered tasks seen, cell order destroyed (headings in line {line}: {headings})",
    ),
    "petition.bad-number": (
        "受理编号“{number}”不合格式（来电D或来信X、轮次、省、日期、四位序号）{hint}",
        "the number “{number}” is not built like one of a petition (D or X, round, province, day, four figures){hint}",
    ),
    "petition.bad-truth": (
        "是否属实写的是“{text}”，应为 {known} 之一，请核对",
        "whether it is true says “{text}”, not one of {known}; please check",
    ),
    "petition.only-counted": (
        "没有找到清单：这是信访举报件的批次统计（表在第 {line} 行），没有逐件内容",
        "no list found: a notice that counts a round of petitions (table in line {line}) and names none of them",
    ),
    "table.number-twice": (
        "编号“{number}”在表中出现不止一次，请核对",
        "the number “{number}” stands more than once in the table; please check",
    ),
    "reconcile.agrees": (
        "“{text}”：印着 {count}，读出 {found}，一致",
        "“{text}”: printed {count}, found {found}, they agree",
    ),
    "reconcile.differs": (
        "“{text}”：印着 {count}，读出 {found}，不一致",
        "“{text}”: printed {count}, found {found}: they differ",
    ),
    "reconcile.pieces-differ": (
        "“{text}”：印着 {count} 篇，文件里找到 {found} 篇",
        "“{text}”: {count} pieces are announced, {found} are in the file",
    ),
    "reconcile.elsewhere": (
        "“{text}”说的是另一轮次或年份，不作比较",
        "“{text}” is of another round or year: not compared",
    ),
    "reconcile.unnamed": ("“{text}”没有说明数的是什么，不作比较", "“{text}” doesn't say what is counted: not compared"),
    "reconcile.nothing": (
        "“{text}”：没有读出可比的内容，不作比较",
        "“{text}”: nothing of that kind was read: not compared",
    ),
    "reconcile.another-agrees": (
        "“{text}”不是本清单的总数（读出 {found}，与另一处印着的总数一致），不作比较",
        "“{text}” is not the whole of this list ({found} found, as another printed count says): not compared",
    ),
    "reconcile.other-part": (
        "“{text}”说的不是本文件列出的清单，不作比较",
        "“{text}” is not of the list that this file holds: not compared",
    ),
    "reconcile.adds-up": ("“{text}”：相加得 {added}，一致", "“{text}” adds up to {added}, as printed"),
    "reconcile.adds-up-wrong": (
        "“{text}”：相加得 {added}，印着 {total}，不一致",
        "“{text}” adds up to {added}, printed is {total}: they differ",
    ),
    "reconcile.parts-agree": (
        "“{text}”：相加得 {added}，与“{whole}”一致",
        "“{text}” add up to {added}, as “{whole}” says",
    ),
    "reconcile.parts-differ": (
        "“{text}”：相加得 {added}，与“{whole}”不一致",
        "“{text}” add up to {added}, but “{whole}” is printed: they differ",
    ),
    "reconcile.column-agrees": (
        "表中“{row}”一行：{columns} 列都与各行相加一致",
        "row “{row}” of the table: all {columns} columns add up",
    ),
    "reconcile.column-differs": (
        "表中“{row}”一行第 {column} 列：印着 {printed}，各行相加得 {added}，不一致",
        "row “{row}” of the table, column {column}: printed {printed}, the rows add up to {added}: they differ",
    ),
    "reconcile.numbers-run": ("编号 {text} 连续，没有缺漏", "the numbers {text} run on without a gap"),
    "reconcile.numbers-some": (
        "编号 {text} 中有 {count} 个，像是一份长清单的节选，不核对",
        "of the numbers {text}, {count} are here: it seems an extract of a longer list and is not compared",
    ),
    "reconcile.numbers-missing": (
        "编号 {text} 中缺 {count} 个：{missing}",
        "of the numbers {text}, {count} are missing: {missing}",
    ),
    "reconcile.numbers-twice": ("编号 {text} 中有重复：{twice}", "of the numbers {text} some stand twice: {twice}"),
}
