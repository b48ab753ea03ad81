"""What is said about the papers that an office writes from its templates."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.write": (
        "写公文（docx）：月报、半年报、验收销号申请表、边督边改公开情况一览表、公示、函件，及 templates/letters/ 里自己的模板。不写名称就列出能写什么。\n\n例：ledger write 月报 --month 2026-10",
        "Write a paper (docx) from a template of templates/letters/: monthly and half-yearly reports, the form for acceptance, the public list of petitions, notices, letters. Without a name: what can be written.\n\nExample: ledger write 月报 --month 2026-10",
    ),
    "option.paper": ("模板名称，如 月报；不写就列出全部", "the template, such as 月报; without, all are listed"),
    "option.paper-issue": (
        "写哪一项问题（申请表、公示、函件）；写几个编号或筛选条件就每项一份，写进文件夹",
        "the issue (forms, notices, letters); several, or filters: one paper each, in a folder",
    ),
    "option.paper-month": ("写哪个月（月报）；函件写哪个月评的牌", "the month of a report, or of a letter's card"),
    "option.paper-half": ("写哪半年（半年报）：2026H1、2026年上半年", "the half year of a report: 2026H1"),
    "option.paper-output": (
        "写到哪个文件（默认 名称-时期.docx、名称-编号.docx）；每项一份的写到哪个文件夹（默认 名称/）",
        "the file (default NAME-PERIOD.docx, NAME-ID.docx); for several papers the folder (default NAME/)",
    ),
    "option.paper-fields": (
        "列出这个模板可用的字段，不写文件",
        "list the fields that the template may use; write nothing",
    ),
    "metavar.paper": ("名称", "NAME"),
    "column.paper": ("名称", "paper"),
    "column.paper-about": ("写什么", "about"),
    "column.paper-command": ("写法", "how"),
    "column.paper-field": ("字段", "field"),
    "column.paper-kind": ("内容", "holds"),
    "column.paper-used": ("已用", "used"),
    "write.about-house": ("不涉及具体问题", "nothing in particular"),
    "write.about-issue": ("一项问题", "one issue"),
    "write.about-notice": ("一次公示", "a public notice"),
    "write.about-warning": ("一次督办措施", "a card or measure of supervision"),
    "write.about-petitions": ("信访举报件", "petitions"),
    "option.paper-year": ("写哪一年（年度报告）：2026", "the year of a report: 2026"),
    "write.bad-year": ("“{found}”不是年份：写成 2026", "“{found}” is no year: write 2026"),
    "write.about-period": ("一个月、半年或一年", "a month, half a year or a year"),
    "write.about-dispatch": ("一个月的调度", "a month's dispatch"),
    "write.how-dispatch": ("ledger dispatch --month {month} --docx {name}.docx",) * 2,
    "write.by-dispatch": (
        "“{name}”由月调度来写：ledger dispatch --docx {name}.docx",
        "“{name}” is written by the dispatch: ledger dispatch --docx {name}.docx",
    ),
    "write.about-checklist": ("一张检查表", "a checklist"),
    "write.how-checklist": ("ledger checklist form 检查表名称 --docx 检查表.docx",) * 2,
    "write.by-checklist": (
        "“{name}”是检查表的页面，由检查表来写：ledger checklist form 检查表名称 --docx 检查表.docx（有哪些：ledger checklist list）",
        "“{name}” is the page of a checklist: ledger checklist form NAME --docx FILE.docx (see ledger checklist list)",
    ),
    "write.how-house": ("ledger write {name}（不加别的）", "ledger write {name}"),
    "write.how-issue": ("ledger write {name} 编号 …", "ledger write {name} ID …"),
    "write.how-notice": ("ledger write {name} 编号 …", "ledger write {name} ID …"),
    "write.without-notice": (
        "有 {count} 项本轮没有公示，没有写：{issues}",
        "{count} without a public notice, not written: {issues}",
    ),
    "write.how-warning": ("ledger write {name} 编号 …", "ledger write {name} ID …"),
    "write.without-warning": (
        "有 {count} 项没有登记督办措施，没有写：{issues}",
        "{count} without a card on record, not written: {issues}",
    ),
    "write.how-petitions": (
        "ledger write {name}（可加 --batch 等筛选）",
        "ledger write {name} (--batch and other filters)",
    ),
    "write.how-period": (
        "ledger write {name} --month {month}（或 --half {year}H1、--year {year}）",
        "ledger write {name} --month {month} (or --half {year}H1, --year {year})",
    ),
    "write.unreadable": ("模板读不了", "can't be read"),
    "write.other": ("由别的命令写，或字段有误", "another command's, or its fields are wrong"),
    "write.unknown": ("没有这些字段：{fields}", "no such fields: {fields}"),
    "write.own": (
        "模板在 {folder}，用 Word 改；自己的模板放进去就列在这里。字段：ledger write 名称 --fields",
        "templates are in {folder}: change them in Word, or add your own. Fields: ledger write NAME --fields",
    ),
    "write.text": ("文字", "a text"),
    "write.texts": ("逐条", "a list of texts"),
    "write.entries": ("逐条：{parts}", "a list of: {parts}"),
    "write.syntax": (
        "写法见 docs/letters.md：文字写 {{{{ 字段 }}}}，逐条写 {{%p for 项 in 字段 %}} … {{{{ 项.内容 }}}} … {{%p endfor %}}，表格里用 {{%tr … %}}。模板：{file}",
        "see docs/letters.md: {{{{ FIELD }}}} for a text, {{%p for 项 in FIELD %}} … {{{{ 项.PART }}}} … {{%p endfor %}} for a list, {{%tr … %}} in tables. Template: {file}",
    ),
    "write.which": ("没有写要写哪个：ledger write 列出能写的", "say which paper: ledger write lists them"),
    "write.which-issue": (
        "“{name}”写的是一项问题，要写编号：ledger write {name} 编号；每项一份的写几个编号，或加筛选，如 --status 已验收",
        "“{name}” is about one issue: ledger write {name} ID; for one each, several ids or filters such as --status",
    ),
    "write.ids-or-filters": ("编号和筛选条件只能写一种", "name issues or give filters, not both"),
    "write.folder": (
        "每项一份的写进文件夹，“{path}”是文件名：-o 文件夹",
        "several papers need a folder, and “{path}” is a file: -o FOLDER",
    ),
    "write.minutes-inside": (
        "纪要里略去了问题编号 {ids}：属于不对外公开的台账，或者不属于哪一本；议题和决定的文字照写，请核对",
        "left out of the minutes: {ids}, of books that are not public or of none; look at the texts, which stand as recorded",
    ),
    "write.none-selected": ("没有符合条件的问题：{selection}", "no issue is selected: {selection}"),
    "write.none-on-record": (
        "选中的 {count} 项都没有“{name}”可写的登记。公示登记用 ledger publicize，督办措施用 ledger escalate --apply",
        "none of the {count} selected has on record what “{name}” is about: ledger publicize, ledger escalate --apply",
    ),
    "write.bound": ("已写 {name} {count} 份：{folder}", "{name} written, {count:paper|papers}: {folder}"),
    "write.of": ("{issue} 这一份：{why}", "{issue}: {why}"),
    "write.no-issue": (
        "“{name}”不是写一项问题的，不要写编号 {issue}",
        "“{name}” is not about one issue: leave out {issue}",
    ),
    "write.which-period": (
        "“{name}”写的是一个时期：加上 --month 2026-10、--half 2026H1 或 --year 2026",
        "“{name}” is about a period: add --month 2026-10, --half 2026H1 or --year 2026",
    ),
    "write.no-period": (
        "“{name}”不按时期写，不要写 --month、--half、--year；要某一天的，用 --as-of",
        "“{name}” has no period: leave out --month, --half and --year; for a day, use --as-of",
    ),
    "write.one-period": ("--month、--half、--year 只能写一个", "--month, --half and --year exclude each other"),
    "write.bad-half": ("“{found}”不是半年：写成 2026H1 或 2026年上半年", "“{found}” is no half year: write 2026H1"),
    "write.period-ahead": (
        "{name} 从 {first} 开始，今天是 {day}，还没有可写的",
        "{name} begins on {first} and today is {day}: there is nothing to write yet",
    ),
    "write.no-card": (
        "{id} 没有登记过督办措施（牌、提醒、督办、约谈）。按月评定并登记：ledger escalate --month 2026-10 --apply",
        "{id} has no card or measure of supervision on record: ledger escalate --month 2026-10 --apply",
    ),
    "write.broken": (
        "有 {count} 个文件读不了（{files}），没有写：缺了它们的数字不对。ledger validate 列出问题",
        "{count:file|files} can't be read ({files}), so nothing was written; ledger validate names what is wrong",
    ),
    "write.done": ("已写 {name}：{path}（{day}）", "{name} written: {path} ({day})"),
    "write.running": ("时期还没有过完，数字截至 {day}", "the period is not over: figures as of {day}"),
    "letter.person": (
        "“{field}”里有人员登记里的姓名“{person}”，公开前请核对",
        "the field {field} names {person} of the register: check it before it goes out",
    ),
}
