"""What `import` says of a workbook that came back."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "import.not-listed": ("“{found}”不在可填的词里：{known}", "“{found}” is none of the words for it: {known}"),
    "help.import": (
        "收回填好的 Excel，或把公布的方案、清单、公示读成问题：先列出将做什么，--apply 才写入。\n\n例：ledger import 寄回/*.xlsx --apply\n\n读整改方案（txt md docx pdf html xlsx，- 是粘贴的文字）：ledger import 方案.docx --apply\n\n读年度工作方案：ledger import 工作方案.docx --as tasks\n\n导入单位的旧台账，存下表头对照：ledger import 旧台账.xlsx --new --map 整改任务=问题原文 --save-mapping 对照.yaml\n\n下次照用：ledger import 新台账.xlsx --new --mapping 对照.yaml --apply",
        "Take filled-in workbooks back, or read a published plan, list or notice: shows the plan; --apply writes it.\n\nExample: ledger import returned/*.xlsx --apply\n\nA published plan (txt md docx pdf html xlsx; - for pasted text): ledger import PLAN.docx --apply\n\nAn annual plan told in sentences: ledger import PLAN.docx --as tasks\n\nAn old ledger of the office, keeping what its headings mean: ledger import OLD.xlsx --new --map 整改任务=问题原文 --save-mapping map.yaml\n\nAnd the next one: ledger import NEXT.xlsx --new --mapping map.yaml --apply",
    ),
    "option.import-files": (
        "填好的工作簿，或方案、清单、公示等文件，可以多个；- 是标准输入",
        "returned workbooks, or plans, lists and notices; - is standard input",
    ),
    "option.apply": ("写入（不写则只列出将改什么）", "write it (without: only show the plan)"),
    "option.on-conflict": (
        "两边都改过时：ask 逐条问，ours 用台账的，theirs 用表里的，skip 留着不动并收下其余",
        "where both sides changed: ask, ours (ledger), theirs (sheet), skip (leave those, take the rest)",
    ),
    "option.import-why": (
        "事由（表中改了状态、责任单位而须说明时）",
        "the reason, where an edited status or unit needs one",
    ),
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
    "import.folder": (
        "{path} 是文件夹。要收里面的工作簿：ledger import {path}/*.xlsx",
        "{path} is a folder. To take the workbooks in it: ledger import {path}/*.xlsx",
    ),
    "import.lock": (
        "是 Excel 打开工作簿时的临时文件，跳过了；原工作簿可能还开着，请确认已保存",
        "Excel's lock beside an open workbook, passed over; make sure that the workbook was saved",
    ),
    "import.only-locks": (
        "{files} 只是 Excel 打开工作簿时的临时文件，请给出工作簿本身",
        "{files}: only locks that Excel keeps beside open workbooks; name the workbooks themselves",
    ),
    "import.several-unreadable": ("有 {count} 个文件收不了：", "{count:file|files} can't be taken:"),
    "import.no-base": (
        "{file} 里没有隐藏表 _base（导出时的原值），看不出改了哪些，收不了。请重新导出，再把改动填进去",
        "{file} lost its hidden sheet _base (what was exported), so nobody can tell what was changed. Export it again and fill it in anew",
    ),
    "import.foreign": (
        "这是另一本台账“{title}”的表，里面没有一件是本台账“{own}”的问题，整本没有收",
        "a workbook of another ledger, “{title}”: none of its issues is one of “{own}”; nothing of it is taken",
    ),
    "import.foreign-row": (
        "是另一本台账的 {key}，与本台账的 {key} 不是一件。这一行没有收",
        "it is {key} of another ledger, not the {key} of this one. The row is not taken",
    ),
    "import.renumbered": (
        "导出时的 {key} 现在编号是 {number}。这一行没有收，请重新导出再填",
        "what was {key} goes by {number} now. The row is not taken; export it again",
    ),
    "import.no-number-column": (
        "这张表没有编号列（{headings}），认不出各行是哪一件，整张没有收：请恢复这一列，或重新导出再填",
        "the sheet has lost the columns that tell its rows apart ({headings}); nothing of it is taken: put them back, or export again",
    ),
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
    "import.torn": (
        "这一件的文字太长，印在几行（续），现在少了一行或隐藏的编号，收不全，整件没有收。请重新导出再填，或用 ledger edit",
        "its texts go on in rows marked （续）, and one of these or the hidden key is gone: not taken. Export again, or use ledger edit",
    ),
    "import.below-first": (
        "写在续行里，没有收；请改在这一件的第一行",
        "written into a row that only goes on with a text: not taken. Change the first row of the issue",
    ),
    "import.key-differs": (
        "隐藏的编号是 {key}，行里写的是 {seen}：可能只排序了看得见的列。这一行没有收",
        "the hidden key is {key}, the row says {seen}: perhaps only visible columns were sorted. Not taken",
    ),
    "import.unknown-key": ("导出时没有编号为 {key} 的行", "no row with the key {key} was exported"),
    "import.new-row": (
        "新增的行没有收。登记新问题：ledger new，或另存一张表用 ledger import --new",
        "an inserted row, not taken. Write it down with ledger new, or ledger import --new",
    ),
    "import.text-between": (
        "行间的文字没有收：{text}",
        "text between the rows, not taken: {text}",
    ),
    "import.loose-text": ("表下面的文字没有收：{text}", "text below the rows, not taken: {text}"),
    "import.empty": (
        "{heading}清空了，空格不算删除（原为“{was}”）；要删请填 —",
        "{heading} was emptied, which is no deletion (it was “{was}”); write — to delete",
    ),
    "import.empty-kept": (
        "{heading}清空了，没有收（原为“{was}”）：这一项不能删，只能改写",
        "{heading} was emptied, not taken (it was “{was}”): it can be rewritten, not deleted",
    ),
    "import.by-hand": (
        "{heading}“{text}”没有收：这一列只供手填，台账里没有这一项，请保存好这份表",
        "{heading} “{text}” is not taken: the column is filled in by hand and the ledger has no field for it; keep this workbook",
    ),
    "import.units-need-why": (
        "整改已开始，换责任单位须说明原因：在命令后加 -m 原因",
        "work has begun; other units need a reason: add -m REASON",
    ),
    "import.covered": (
        "{heading}在合并单元格里，看着有字其实是空的，没有收（原为“{was}”）",
        "{heading} lies under a merged cell and is empty; not taken (it was “{was}”)",
    ),
    "import.locked": (
        "{heading}改了 {count} 格（{cells}，如“{found}”），没有收：{why}。要改请用 {command}",
        "{heading}: {count} cells were edited ({cells}; “{found}”), not taken: {why}. Use {command}",
    ),
    "import.locked.derived": ("这一列是算出来的", "this column is worked out from others"),
    "import.locked.act": ("这一项由办理动作记下，要署名", "it is set down by a step that somebody signs"),
    "import.locked.edit": ("这一列不是填报列", "this column is not there to be filled in"),
    "import.formula": ("是公式，请粘贴为数值", "it is a formula; paste it as a value"),
    "import.error": ("是错误值，请改正", "it is an error value; mend it"),
    "import.picture": (
        "是单元格图片，不能收；请存入佐证：ledger evidence add",
        "it is a picture in a cell; put it on file: ledger evidence add",
    ),
    "import.cut-off": (
        "是超过15位的数字，Excel 只留得住15位，末尾几位已经不对；请把单元格设为文本格式，照原件重新填",
        "a number of more than 15 digits, of which Excel keeps 15; format the cell as text and type it again",
    ),
    "import.flag": ("是逻辑值，请写成文字", "it is a logical value; write words"),
    "import.not-cleared": ("这一项不能清空", "this can't be taken away"),
    "import.no-day": ("“{found}”不是日期，请写成 2026-05-31", "“{found}” is not a day; write 2026-05-31"),
    "import.no-number": (
        "“{found}”不是数字（不带单位，不小于 0）",
        "“{found}” is not a number (no unit, not negative)",
    ),
    "import.no-month": ("“{found}”不是月份，请写成 【2026-05】", "“{found}” is not a month; write 【2026-05】"),
    "import.only-month": ("只有月份 {month}，没有进展情况", "there is a month ({month}) and no report"),
    "import.no-report": (
        "还没有报过进展，请同时填“{heading}”",
        "nothing was reported so far; fill in “{heading}” as well",
    ),
    "import.no-report-column": (
        "还没有报过进展，这张表也没有可填进展的列：先 ledger progress {id} -m 进展",
        "nothing was reported so far, and this sheet has no column for it: ledger progress {id} -m REPORT",
    ),
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
    "import.not-clean": ("没有写入：{advice}", "Nothing was written: {advice}"),
    "import.advice.refused": (
        "有 {count} 处不收。请在表里改好（或改回原值）再导入；只收其余：--on-conflict skip（冲突留着不动）",
        "{count} are not taken. Mend them in the sheet (or put the old value back) and import again; to take only the rest: --on-conflict skip (conflicts are left alone)",
    ),
    "import.advice.mend": (
        "有 {count} 处不收。请在表里改好（或改回原值）再导入",
        "{count} are not taken. Mend them in the sheet (or put the old value back) and import again",
    ),
    "import.advice.conflicts": (
        "有 {count} 处冲突。--on-conflict ours 用台账的，theirs 用表里的，ask 逐条问，skip 留着不动、收下其余",
        "{count} conflicts. --on-conflict ours keeps the ledger's value, theirs takes the sheet's, ask asks, skip leaves them and takes the rest",
    ),
    "import.advice.among-sheets": (
        "有 {count} 处冲突是表与表、行与行不一致，theirs 定不了用哪个：--on-conflict ask 逐条选，ours 用台账的，skip 留着不动、收下其余",
        "{count} conflicts are between sheets or rows, where theirs can't choose: --on-conflict ask asks for each, ours keeps the ledger's value, skip leaves them and takes the rest",
    ),
    "import.done": ("已写入 {edits} 处改动，{issues} 件", "{edits} changes written, issues: {issues}"),
    "import.left": ("有 {count} 处没有收，台账没有动它们", "{count} were not taken; the ledger keeps its values"),
    "import.nothing": ("表里没有改动，台账没有动。", "The sheets change nothing."),
    "ask.conflict": (
        "{id} {field}：导出时“{base}”，台账“{now}”。用哪个？o 台账，s 留着，{sides}",
        "{id} {field}: exported “{base}”, the ledger says “{now}”. Take which? o ledger, s skip, {sides}",
    ),
    "ask.side": ("{number} “{new}”（{spots}）", "{number} “{new}” ({spots})"),
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
