"""What is said of the words inside an item of a published plan: numbers, dates, units and quantities in doubt."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "extract.misread-number": (
        "编号“{number}”里像是混有扫描错认的字母，可能是“{suggestion}”。请对照原文",
        "the number “{number}” seems to hold a misread letter, perhaps it is “{suggestion}”; look at the original",
    ),
    "extract.no-finding": (
        "没有读出问题原文，请对照原文补上",
        "no finding was read; look at the original and put it in",
    ),
    "extract.no-year": (
        "“{part}”没写年份，文件里也看不出是哪一年，没有算出日期。请写明年份",
        "“{part}” has no year and the document tells none, so no date was made; write the year",
    ),
    "extract.no-base": (
        "“{part}”要从某一天起算，文件里看不出是哪一天，没有算出日期。请写明起算日",
        "“{part}” counts from a day that the document does not tell, so no date was made; give that day",
    ),
    "extract.no-deadline": (
        "整改时限一栏有 {length} 字，不像时限，没有读取。请对照原文",
        "{length} characters stand where the deadline should; they were not read, look at the original",
    ),
    "extract.deadline-in-goal": (
        "没有单列整改时限，整改目标里写着“{part}”（{due}）。要作为时限的，请确认后填写",
        "no deadline is stated, but the goal says “{part}” ({due}); enter it if it is meant as the deadline",
    ),
    "extract.damaged-date": (
        "“{part}”的日期残缺，看不出原来的数字。请查原文补全{hint}",
        "the date in “{part}” is damaged; look up the original and fill it in{hint}",
    ),
    "extract.units-rest": (
        "责任单位一栏里的“{part}”不是单位名称，没有收入，请核对",
        "“{part}” among the units is no unit's name and was left out; please check",
    ),
    "extract.more-quantities": (
        "措施 {number} 有几个工程量，只取了第一个，其余：{parts}",
        "measure {number} has several quantities, only the first was taken; the others: {parts}",
    ),
    "extract.more-quantities-here": (
        "“{first}”所在的措施（没有编号）有几个工程量，只取了这一个，其余：{parts}",
        "the measure without a number that says “{first}” has several quantities, only this was taken; the others: {parts}",
    ),
    "extract.private-title": (
        "问题名称取自原文，其中的电话或证件号码已遮住（{title}）；原文照录，外发前请处理",
        "the title is taken from the finding, telephone or identity numbers masked ({title}); the finding stays as it is",
    ),
}
