"""Checklists: described, printed, filled in at the site, taken back, and what follows from what failed."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.checklist": (
        "检查表：六个100%、现场核查、五不放过、五项验收标准；印出来、填好、收回、打分，不合格项转为问题。",
        "Checklists: print one, fill it in at the site, take it back scored; what failed becomes issues.",
    ),
    "help.checklist.list": (
        "列出检查表；--filled 列出填好的。",
        "List the checklists; with --filled those that were filled in.",
    ),
    "help.checklist.show": (
        "一张检查表的各项，或一次检查的结果。\n\n例：ledger checklist show 六个100%",
        "The items of a checklist, or what one inspection found.\n\nExample: ledger checklist show 六个100%",
    ),
    "help.checklist.form": (
        "印一张 A4 检查表带到现场（Excel、Word 或 YAML）。\n\n例：ledger checklist form 六个100% --xlsx 检查表.xlsx --site 某某工地 --unit 某建筑公司",
        "A one-page form to take to the site (Excel, Word or YAML).\n\nExample: ledger checklist form 六个100% --xlsx form.xlsx --site SITE",
    ),
    "help.checklist.take": (
        "收回填好的检查表并打分；填漏、填错的逐格指出。照片与表放在一起。\n\n例：ledger checklist take 检查表.xlsx --as zhang",
        "Take a filled form back, with a score; every fault is told at its cell. Photos lie beside the form.\n\nExample: ledger checklist take form.xlsx --as zhang",
    ),
    "help.checklist.issues": (
        "不合格项转为问题；先列出，加 --apply 才登记，已登记的不会再登记。\n\n例：ledger checklist issues 2026-05-20-六个100%-某某工地 --apply --as zhang",
        "Make issues of what failed: shown first, written with --apply, never twice.\n\nExample: ledger checklist issues RECORD --apply --as zhang",
    ),
    "metavar.inspection": ("检查记录", "RECORD"),
    "option.checklist": (
        "检查表名称，如 六个100%；show 也可写检查记录",
        "name of the checklist; for show, a record too",
    ),
    "option.inspection": (
        "检查记录的编号（ledger checklist list --filled）",
        "id of the record (ledger checklist list --filled)",
    ),
    "option.filled": ("列出填好的检查表", "list those that were filled in"),
    "option.form-xlsx": ("写成 Excel", "write an Excel form"),
    "option.form-docx": ("写成 Word", "write a Word form"),
    "option.form-yaml": ("写成 YAML", "write a YAML form"),
    "option.form-site": ("预先填上地点", "the site, filled in already"),
    "option.form-unit": ("预先填上受检单位", "the unit, filled in already"),
    "option.form-object": ("检查哪个对象（objects/ 里的编号），名称和区域随之填上", "the object it is about"),
    "option.form-issue": ("核查哪一项问题，名称和责任单位随之填上", "the issue it is about"),
    "option.filled-form": ("填好的检查表（.xlsx、.docx、.yaml）", "the filled form (.xlsx, .docx, .yaml)"),
    "option.inspection-id": ("检查记录的编号（默认 日期-检查表-地点）", "id of the record (default: date, list, site)"),
    "option.apply-failed": ("登记为问题", "write the issues"),
    "option.checklist-answers": (
        "以这份检查记录（如 五不放过、五项验收标准）回答验收标准",
        "answer the standards by this filled checklist",
    ),
    "column.checklist-name": ("检查表", "checklist"),
    "column.checklist-title": ("名称", "title"),
    "column.checklist-items": ("项数", "items"),
    "column.checklist-filled": ("已填", "filled in"),
    "column.checklist-record": ("检查记录", "record"),
    "column.checklist-date": ("检查日期", "date"),
    "column.checklist-unit": ("受检单位", "unit"),
    "column.checklist-rate": ("得分率", "score"),
    "column.checklist-failed": ("不合格", "failed"),
    "column.checklist-number": ("序号", "no."),
    "column.checklist-text": ("检查内容", "item"),
    "column.checklist-method": ("检查方法", "method"),
    "column.checklist-points": ("分值", "points"),
    "column.checklist-severity": ("严重程度", "severity"),
    "column.checklist-photo": ("照片", "photo"),
    "column.checklist-outcome": ("结果", "result"),
    "column.checklist-remark": ("情况说明", "remark"),
    "column.checklist-due": ("整改时限", "due"),
    "column.checklist-issue": ("问题编号", "issue"),
    "checklist.none": ("没有检查表“{name}”，现有：{known}", "there is no checklist “{name}”; there are: {known}"),
    "checklist.empty": ("没有一个检查项；请在 items 下逐项写", "no item: write them under `items`"),
    "checklist.count": ("{count} 份检查记录，合格 {passed} 份", "{count} {count:record|records}, {passed} passed"),
    "checklist.passing": (
        "合格线 {passing}%；有“严重”项不合格的一律不合格",
        "passes with {passing}%; a 严重 item that fails fails it all",
    ),
    "checklist.head": ("{id}\n{checklist}　{site}　{day}　检查人：{who}", "{id}\n{checklist}  {site}  {day}  by {who}"),
    "checklist.passed": (
        "{id}：合格，得分率 {rate}（{gained}/{possible}）",
        "{id}: passed, {rate} ({gained}/{possible})",
    ),
    "checklist.failed": (
        "{id}：不合格，得分率 {rate}（{gained}/{possible}），不合格项：{failed}",
        "{id}: failed, {rate} ({gained}/{possible}); items that failed: {failed}",
    ),
    "checklist.which-form": (
        "要写成哪种表：--xlsx 文件、--docx 文件 或 --yaml 文件",
        "which form: --xlsx FILE, --docx FILE or --yaml FILE",
    ),
    "checklist.written": (
        "{name} 已写到 {path}；填好后：ledger checklist take {path} --as 编号",
        "{name} written to {path}; once filled in: ledger checklist take {path} --as ID",
    ),
    "checklist.taken": ("已收：{file}", "taken: {file}"),
    "checklist.to-issues": (
        "{count} 项不合格；登记为问题：ledger checklist issues {id} --apply --as 编号",
        "{count} {count:item|items} failed; make issues of them: ledger checklist issues {id} --apply --as ID",
    ),
    "checklist.to-apply": (
        "{count} 项还没有登记为问题；登记：ledger checklist issues {id} --apply --as 编号",
        "{count} {count:item is|items are} no issue yet; write them: ledger checklist issues {id} --apply --as ID",
    ),
    "checklist.issues-written": ("已登记为问题：{ids}", "written as issues: {ids}"),
    "checklist.nothing-failed": ("{id}：没有不合格项", "{id}: nothing failed"),
    "checklist.all-there": ("{id}：不合格项都已登记为问题", "{id}: every failed item is an issue already"),
    "checklist.meanwhile": (
        "{id}：这些不合格项刚被别人登记了，请再看一遍",
        "{id}: somebody has just written these issues; look again",
    ),
    "checklist.not-taken": (
        "{file} 没有收，有 {count} 处要改；改好后再收：",
        "{file} was not taken; {count} {count:place|places} to mend, then take it again:",
    ),
    "checklist.no-form": (
        "{file} 里找不到检查表（没有“检查表”一格）；请用 ledger checklist form 印的表来填",
        "there is no checklist form in {file} (no cell 检查表); fill in one that `ledger checklist form` wrote",
    ),
    "checklist.word-spot": (
        "{file} 第{block}段的表 第{row}行第{column}列",
        "{file} table at block {block}, row {row}, column {column}",
    ),
    "checklist.taken-before": (
        "{file} 与 {id} 的内容完全相同，已经收过了",
        "{file} says the same as {id}: it was taken before",
    ),
    "checklist.head-missing": ("没有填{label}", "{label} is not filled in"),
    "checklist.no-site": (
        "没有填检查地点（或对象编号、问题编号）",
        "no site is given (nor an object, nor an issue)",
    ),
    "checklist.not-a-day": (
        "检查日期“{found}”读不出是哪一天，写法如 2026年5月20日",
        "“{found}” is no day; write 2026-05-20",
    ),
    "checklist.day-ahead": (
        "检查日期 {day} 还没有到（今天 {today}）",
        "the day {day} is still to come (today is {today})",
    ),
    "checklist.unknown-number": (
        "检查表里没有第 {number} 项（有：{known}）",
        "the list has no item {number} (it has: {known})",
    ),
    "checklist.row-twice": ("第 {number} 项填了两次", "item {number} stands there twice"),
    "checklist.row-missing": (
        "表上缺第 {number} 项“{text}”；请补上这一行",
        "item {number} “{text}” is missing: put the row back",
    ),
    "checklist.other-text": (
        "第 {number} 项的内容是“{found}”，现行检查表是“{text}”；请用现行的表重填",
        "item {number} says “{found}”, the list now asks “{text}”: fill in a new form",
    ),
    "checklist.no-outcome": ("第 {number} 项没有填结果", "item {number} has no result"),
    "checklist.bad-outcome": (
        "第 {number} 项的结果“{found}”看不懂，填 {known}（或 √、×、／）",
        "the result “{found}” of item {number} means nothing; write one of {known} (or √, ×, /)",
    ),
    "checklist.no-remark": (
        "第 {number} 项不合格，没有写情况说明",
        "item {number} failed, and nothing says what was seen",
    ),
    "checklist.no-photo": (
        "第 {number} 项须附照片：在“照片”一格写文件名，文件与表放在一起",
        "item {number} needs a photo: write its file name, and put the file beside the form",
    ),
    "checklist.photos-missing": (
        "{count} 张照片不在表旁边，什么也没收：",
        "{count} {count:photo does|photos do} not lie beside the form; nothing was taken:",
    ),
    "checklist.pictures-outside": (
        "不在检查项那一行里的图片没有收：{places}；是某一项的照片就移到那一行再收",
        "pictures that stand in no item's row were not taken: {places}; move those that prove an item into its row",
    ),
    "checklist.picture-unfit": (
        "{where} 的图片是收不了的格式：换成 jpg 或 png",
        "the picture at {where} is of a kind that can't be taken: use jpg or png",
    ),
    "checklist.photo-missing": ("{folder} 里没有文件 {name}", "there is no file {name} in {folder}"),
    "checklist.photo-damaged": (
        "照片 {path} 不在了或被改过，与收表时的校验码不符",
        "the photo {path} is gone or was changed since the form was taken",
    ),
    "checklist.of-another": (
        "检查记录 {id} 核查的是 {issue}，不是 {wanted}；填表时在“问题编号”写明",
        "the record {id} is about {issue}, not {wanted}",
    ),
    "option.failed-book": (
        "登记到哪本台账；不写是检查表写明的、验收用这张表的那一本，都没有就是总台账",
        "the book that they go into; else the one that the list names or that accepts by it, else the ledger's own",
    ),
    "checklist.form-no-file": (
        "{path} 不是文件：写填好的检查表（.xlsx、.docx、.yaml）",
        "{path} is no file: give the filled form (.xlsx, .docx, .yaml)",
    ),
    "checklist.there": (
        "检查记录 {id} 已经有了，没有收：用 --id 另给编号",
        "the record {id} is there already, and nothing was taken: give another id by --id",
    ),
    "checklist.photo-there": (
        "{path} 已经有了，是另一张照片，没有收：用 --id 另给编号，或改照片的名字",
        "{path} is there already and is another photo; nothing was taken: give another id by --id, or rename the photo",
    ),
    "checklist.unknown-issue": ("问题编号 {id} 不存在", "there is no issue {id}"),
    "checklist.unfit-id": (
        '检查记录的编号不能是“{id}”：它是文件名，不能带路径和 \\ / : * ? " < > |，不能以点开头，也不能是问题编号',
        "a record can't be called “{id}”: it is the name of a file, without a path and \\ / : * ? \" < > |, beginning with no dot, and not the number of an issue",
    ),
    "checklist.of-none": (
        "检查记录 {id} 没有写明核查的是哪个问题，不能用来验收 {wanted}；填表时写上：ledger checklist form {checklist} --issue {wanted}",
        "the record {id} names no issue, so it can't answer for {wanted}: ledger checklist form {checklist} --issue {wanted}",
    ),
    "checklist.no-answer": (
        "检查记录 {id} 里没有程序“{procedure}”的验收标准；看标准：ledger procedure show",
        "the record {id} answers none of the standards of “{procedure}”; see: ledger procedure show",
    ),
    "procedure.standards-twice": (
        "写了 checklist 就不再写 standards：验收标准就是那张检查表的各项",
        "with `checklist` there is no `standards`: the standards are the items of that list",
    ),
}
