"""What `import` says of a workbook that came back."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "import.not-listed": ("“{found}”不在可填的词里：{known}", "“{found}” is none of the words for it: {known}"),
    "help.import": (
        "收回填好的 Excel：先列出将改什么，--apply 才写入。例：ledger import 市水务局.xlsx --apply",
        "Take filled-in workbooks back: shows the plan; --apply writes it. Example: ledger import FILE.xlsx --apply",
    ),
    "option.import-files": ("填好的工作簿，可以多个", "the returned workbooks"),
    "option.apply": ("写入（不写则只列出将改什么）", "write it (without: only show the plan)"),
    "option.on-conflict": (
        "两边都改过时：ask 逐条问，ours 用台账的，theirs 用表里的，skip 留着不动并收下其余",
        "where both sides changed: ask, ours (ledger), theirs (sheet), skip (leave those, take the rest)",
    ),
    "option.import-why": ("事由（表中改了整改状态而需要理由时）", "the reason, where an edited status needs one"),
    "import.bad-choice": (
        "--on-conflict 没有 {found}，可用：{known}",
        "--on-conflict has no {found}; there are: {known}",
    ),
    "import.no-terminal": (
        "这里没有终端，不能逐条问；请用 --on-conflict ours、theirs 或 skip",
        "there is no terminal to ask at; use --on-conflict ours, theirs or skip",
    ),
    "import.no-file": ("没有文件 {path}", "there is no file {path}"),
    "import.not-a-file": ("{path} 不是普通文件", "{path} is not a plain file"),
    "import.not-ours": (
        "{file} 不是 ledger 导出的工作簿（没有隐藏表 _ledger）。导入自己的旧台账：ledger import {file} --new",
        "{file} was not exported by ledger (no hidden sheet _ledger). For a ledger of your own: ledger import {file} --new",
    ),
    "import.newer": (
        "{file} 的格式是 {format}，这个版本的 ledger 不认识，请升级",
        "{file} has format {format}, which this version does not know; upgrade",
    ),
    "import.other-ledger": (
        "这是“{title}”的表，本台账是“{own}”，请确认没有拿错",
        "this sheet is of “{title}”, this ledger is “{own}”; make sure it is the right one",
    ),
    "import.no-sheet": (
        "找不到表“{sheet}”或它的表头，没有收",
        "the sheet “{sheet}” or its headings were not found; not taken",
    ),
    "import.no-sheets": (
        "{file} 里找不到导出时的表（{sheets}）或它们的表头",
        "{file} holds none of the exported sheets ({sheets}), or not their headings",
    ),
    "import.copied-sheet": (
        "是复制出来的表，没有收：不知道哪一张算数，请删去一张",
        "a copied sheet, not taken: nobody knows which of the two counts; delete one",
    ),
    "import.other-sheet": ("后加的表，没有收", "an added sheet, not taken"),
    "import.twin-columns": (
        "有两列“{heading}”，不知道收哪一列，请删去一列",
        "there are two columns “{heading}”; delete one",
    ),
    "import.added": ("多出的列没有收：{headings}", "added columns, not taken: {headings}"),
    "import.key-differs": (
        "隐藏的编号是 {key}，行里写的是 {seen}：可能只排序了看得见的列。这一行没有收",
        "the hidden key is {key}, the row says {seen}: perhaps only visible columns were sorted. Not taken",
    ),
    "import.unknown-key": ("导出时没有编号为 {key} 的行", "no row with the key {key} was exported"),
    "import.new-row": (
        "新增的行没有收。登记新问题：ledger new，或另存一张表用 ledger import --new",
        "an inserted row, not taken. Write it down with ledger new, or ledger import --new",
    ),
    "import.loose-text": ("表下面的文字没有收：{text}", "text below the rows, not taken: {text}"),
    "import.empty": (
        "{heading}清空了，空格不算删除（原为“{was}”）；要删请填 —",
        "{heading} was emptied, which is no deletion (it was “{was}”); write — to delete",
    ),
    "import.covered": (
        "{heading}在合并单元格里，看着有字其实是空的，没有收（原为“{was}”）",
        "{heading} lies under a merged cell and is empty; not taken (it was “{was}”)",
    ),
    "import.locked": (
        "{heading}写的是“{found}”，台账是“{now}”；这一列不收改动",
        "{heading} says “{found}”, the ledger “{now}”; this column is not taken back",
    ),
    "import.formula": ("是公式，请粘贴为数值", "it is a formula; paste it as a value"),
    "import.error": ("是错误值，请改正", "it is an error value; mend it"),
    "import.picture": (
        "是单元格图片，不能收；请存入佐证：ledger evidence add",
        "it is a picture in a cell; put it on file: ledger evidence add",
    ),
    "import.flag": ("是逻辑值，请写成文字", "it is a logical value; write words"),
    "import.not-cleared": ("这一项不能清空", "this can't be taken away"),
    "import.no-day": ("“{found}”不是日期，请写成 2026-05-31", "“{found}” is not a day; write 2026-05-31"),
    "import.no-number": (
        "“{found}”不是数字（不带单位，不小于 0）",
        "“{found}” is not a number (no unit, not negative)",
    ),
    "import.no-month": ("“{found}”不是月份，请写成 【2026-05】", "“{found}” is not a month; write 【2026-05】"),
    "import.no-report": ("没有进展情况，请填最新进展", "there is no report; fill in 最新进展"),
    "import.other-role": ("“{unit}”的职责这一列收不了", "this column does not hold the part of “{unit}”"),
    "import.cut": (
        "原文太长，导出时截断了，请在台账文件里改：ledger edit",
        "the text was cut when it was exported; change it in the file: ledger edit",
    ),
    "import.gone": ("台账里没有 {key}，或它的文件读不了", "{key} is not in the ledger, or its file can't be read"),
    "import.which-measure": (
        "编号为 {number} 的措施有 {count} 条，不知道是哪一条",
        "there are {count} measures numbered {number}",
    ),
    "import.no-move": ("没有办法回到“{status}”", "no move leads to “{status}”"),
    "import.no-way": ("不能改为“{status}”：{reasons}", "it can't become “{status}”: {reasons}"),
    "import.who": ("写入要有经办人：", "somebody known has to sign the import:"),
    "import.issue": ("{id} {title}", "{id} {title}"),
    "import.edit": ("  {field}：{old} → {new}    [{spots}]", "  {field}: {old} → {new}    [{spots}]"),
    "import.measure-field": ("措施 {number} {field}", "measure {number} {field}"),
    "import.spot": ("{file} {sheet}!{cell}", "{file} {sheet}!{cell}"),
    "import.row-spot": ("{file} {sheet} 第 {cell} 行", "{file} {sheet} row {cell}"),
    "import.nothing-there": ("（空）", "(nothing)"),
    "import.conflicts": ("冲突（台账没有动）：", "Conflicts (the ledger keeps its value):"),
    "import.skipped": ("留着没动的冲突：", "Conflicts that were left alone:"),
    "import.conflict.ledger": (
        "  {id} {field}：导出时 {base}，台账现在 {now}，表里 {new}    [{spots}]",
        "  {id} {field}: exported {base}, the ledger now {now}, the sheet {new}    [{spots}]",
    ),
    "import.conflict.sheets": (
        "  {id} {field}：台账现在 {now}，各表不一致：{sides}",
        "  {id} {field}: the ledger now {now}, the sheets disagree: {sides}",
    ),
    "import.conflict.rows": (
        "  {id} {field}：台账现在 {now}，同一编号的行不一致：{sides}",
        "  {id} {field}: the ledger now {now}, rows of one key disagree: {sides}",
    ),
    "import.side": ("{new}（{spots}）", "{new} ({spots})"),
    "import.refused": ("不收：", "Not taken:"),
    "import.refusal": ("  {spot} {heading}“{text}”：{why}", "  {spot} {heading} “{text}”: {why}"),
    "import.remarks": ("提醒：", "Notes:"),
    "import.remark": ("  {spot} {said}", "  {spot} {said}"),
    "import.more": ("  … 另有 {count} 处，全部见 --json", "  … and {count} more; all with --json"),
    "import.count": (
        "改动 {edits} 处，涉及 {issues} 件；冲突 {conflicts}，不收 {refused}，提醒 {remarks}",
        "{edits} changes in {issues} issues; conflicts: {conflicts}, not taken: {refused}, notes: {remarks}",
    ),
    "import.to-apply": (
        "以上还没有写入。写入：在命令后加 --apply",
        "Nothing was written yet. To write it, add --apply",
    ),
    "import.not-clean": (
        "没有写入：先解决冲突和不收的内容，或用 --on-conflict ours、theirs、skip（skip 收下其余）",
        "Nothing was written: settle what is open, or use --on-conflict ours, theirs or skip (skip takes the rest)",
    ),
    "import.done": ("已写入 {edits} 处改动，{issues} 件", "{edits} changes written, issues: {issues}"),
    "import.left": ("有 {count} 处没有收，台账没有动它们", "{count} were not taken; the ledger keeps its values"),
    "import.nothing": ("表里没有改动，台账没有动。", "The sheets change nothing."),
    "ask.conflict": (
        "{id} {field}：台账“{now}”。用哪个？o 台账，s 留着，{sides}",
        "{id} {field}: the ledger says “{now}”. Take which? o ledger, s skip, {sides}",
    ),
    "ask.side": ("{number} “{new}”", "{number} “{new}”"),
    "batch.touched": (
        "上次写入中断后，这些文件又被改过，没有动它们：{files}。请核对（ledger show）",
        "after an interrupted write these files were changed by hand and left alone: {files}. Check them (ledger show)",
    ),
    "batch.unreadable": (
        "{file} 坏了：上次成批写入没有完成，请核对最近改过的问题文件，再删去它",
        "{file} is damaged: a batch was not finished. Check the issue files changed last, then delete it",
    ),
    "move.import": ("导入", "import"),
}
