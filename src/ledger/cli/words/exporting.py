"""What the output formats say, and what is wrong with the description of a sheet."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "export.unknown-format": (
        "没有“{name}”这种导出格式。可用的格式：{known}。",
        "There is no export format “{name}”. The formats are: {known}.",
    ),
    "export.unlinked": (
        "“{sheet}”链接太多，最后 {count} 行的只写文字、点不开（Excel 每张表最多 {most} 个链接）；少选一些问题（如 --unit）就都能点开",
        "“{sheet}” has too many links: in its last {count} rows they are plain text (Excel bears {most} on a sheet); of fewer issues (--unit) all can be linked",
    ),
    "export.split-by": (
        "--split 只能是 unit（按责任单位分），不能是“{found}”",
        "--split can only be unit, not “{found}”",
    ),
    "export.split-into": (
        "--split 写成多个工作簿，{path} 应是文件夹",
        "--split writes several workbooks: give a folder, not {path}",
    ),
    "export.not-folder": ("{path} 是文件，--split 要写进文件夹", "{path} is a file; --split writes into a folder"),
    "export.exists-in": (
        "{folder} 里已有 {files}，里面可能有人填过的内容，一个也没有写。换个文件夹，或用 --force 覆盖",
        "{folder} holds {files} already, and somebody may have filled them in; nothing was written. Take another folder, or --force",
    ),
    "export.part": ("{file}  {unit}  {count} 件", "{file}  {unit}  issues: {count}"),
    "export.split-done": (
        "已导出到 {folder}，{files} 个工作簿（截至 {day}）；几个单位共同负责的，各本都有",
        "{folder} written, workbooks: {files} (as of {day}); what several units answer for is in each of theirs",
    ),
    "option.sheet": (
        "只要哪张表，可多次：月调度表、验收销号表 …（templates/sheets）",
        "only this sheet, may be repeated (templates/sheets)",
    ),
    "option.split": ("按责任单位分成多个工作簿，写进文件夹", "a workbook for every responsible unit, into a folder"),
    "sheet.none": ("没有“{name}”这张表，现有：{known}", "there is no sheet “{name}”; there are: {known}"),
    "sheet.unknown-field": (
        "没有“{field}”这个字段可以列进 {subject} 的表。能用的字段见 docs/sheets.md",
        "a sheet about {subject} can't show “{field}”. The fields are in docs/sheets.md",
    ),
    "sheet.not-editable": (
        "“{field}”导入时收不回来，不能写 editable: true。这种表里能收回的：{known}",
        "an import can't take “{field}” back here, so it can't be editable. It takes: {known}",
    ),
    "sheet.wrong-kind": (
        "“{field}”导入时按 {kind} 收回，kind 应写 {kind}，不是 {found}",
        "an import takes “{field}” back as {kind}: its kind is {kind}, not {found}",
    ),
    "sheet.dup-heading": (
        "表头“{heading}”重复了，导入时分不清",
        "the heading “{heading}” is there twice; an import could not tell them apart",
    ),
    "sheet.bad-heading": (
        "表头“{heading}”不能以下划线开头，那是程序用的列",
        "the heading “{heading}” begins with _, like the program's own columns",
    ),
    "sheet.total-of-words": (
        "“{heading}”不是数字列（kind: number），不能求和",
        "“{heading}” is no column of numbers (kind: number) and has no sum",
    ),
    "sheet.alarm-alone": (
        "变色要两列一起：一列日期（kind: date），一列剩余或逾期天数",
        "colours need two columns: one with the date (kind: date), one with the days left or passed",
    ),
    "sheet.bad-name": (
        "“{name}”不能作工作表名：31 字以内，不能有 \\ / ? * [ ] :，不能以 _ 或 . 开头，不能叫 汇总。请给文件换个名字",
        "“{name}” can't be a worksheet's name: at most 31 characters, none of \\ / ? * [ ] :, no _ or . in front, not 汇总. Rename the file",
    ),
}
