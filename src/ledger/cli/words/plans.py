"""What `import` says of a published document: how it was read, what is doubtful, and what has changed since."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "option.layout": (
        "按哪种版式读文件（两种版式分不出时由你定；名称见输出）",
        "the layout to read a document by, where two are as likely; the output names them",
    ),
    "option.as-import": (
        "经办人：人员编号、姓名或邮箱；写 tasks 则把工作方案、意见读成目标任务分解表（可与经办人各写一次）",
        "who acts: id, name or e-mail; `tasks` reads a narrative plan as tasks (may be given beside the person)",
    ),
    "metavar.as-import": ("人员编号|tasks", "ID|tasks"),
    "plan.two-people": ("经办人只能有一个，写了：{found}", "only one person can act; named were: {found}"),
    "plan.mixed": (
        "ledger 导出的表和别处的文件请分开导入；不是台账导出的有：{files}",
        "import the ledger's own workbooks and other documents one after the other; the others are: {files}",
    ),
    "plan.only-documents": (
        "--layout 和 --as tasks 只用于别处的文件（方案、清单、公示）",
        "--layout and --as tasks are for documents from elsewhere (plans, lists, notices)",
    ),
    "plan.not-for-documents": (
        "{options} 只用于工作簿，读文件时没有用处",
        "{options}: only for workbooks; a document has no use for it",
    ),
    "plan.layout-of-tasks": (
        "--as tasks 不分版式：去掉 --layout，或去掉 --as tasks",
        "--as tasks knows no layouts: leave out --layout, or --as tasks",
    ),
    "plan.is-folder": (
        "{path} 是文件夹。要读里面的文件：ledger import {path}/*.docx",
        "{path} is a folder. To read the files in it: ledger import {path}/*.docx",
    ),
    "plan.is-no-file": (
        "{path} 不是普通文件（是快捷方式、管道、设备之类）：请给文件本身，或者用 - 从标准输入读",
        "{path} is not a plain file (a link, a pipe, a device): name the file itself, or pipe it in and say -",
    ),
    "plan.lock": (
        "{file} 是打开文件时的临时文件，跳过了；原文件可能还开着，请确认已保存",
        "{file} is a lock beside an open file, passed over; make sure that the file itself was saved",
    ),
    "plan.only-locks": (
        "{files} 只是打开文件时的临时文件，请给出文件本身",
        "{files}: only locks that are kept beside open files; name the files themselves",
    ),
    "plan.paste": (
        "请粘贴文字，完了另起一行按 Ctrl-D（Windows 按 Ctrl-Z 再回车）",
        "Paste the text; end it with Ctrl-D on a line of its own (on Windows Ctrl-Z and Enter)",
    ),
    "plan.nothing-pasted": (
        "标准输入里什么也没有：先复制文字再粘贴，或直接给文件：ledger import 文件",
        "nothing came through standard input: paste a text, or name a file: ledger import FILE",
    ),
    "plan.other-layout": (
        "不按 {asked}，可读作 {name}，{count} 项：去掉 --layout",
        "not as {asked}, but as {name}, {count} items can be read: leave out --layout",
    ),
    "plan.layout": ("{name}（{title}）", "{name} ({title})"),
    "plan.read": (
        "{file}：读作 {layout}，把握 {percent}%，共 {count} 项",
        "{file}: read as {layout}, {percent} % sure, items: {count}",
    ),
    "plan.read-tasks": ("{file}：读成任务 {count} 项", "{file}: tasks read: {count}"),
    "plan.issued": (
        "文件日期 {day}，没写年份的时限按 {year} 年",
        "the document is of {day}; dates without a year are of {year}",
    ),
    "plan.year": (
        "文件没有日期；没写年份的时限按 {year} 年（标题）",
        "the document has no day; dates without a year are of {year} (its title)",
    ),
    "plan.undated": (
        "文件里看不出日期；没写年份的时限不算日期",
        "the document tells no day of its own: dates without a year are left without a day",
    ),
    "plan.known-same": (
        "这份文件以前导入过，{count} 项已在台账；新的 {new} 项",
        "this very document was imported before: {count} items are in the ledger, {new} are new",
    ),
    "plan.known": (
        "是以前导入过的文件的改动稿：已在台账 {count} 项，其中有改动 {changed} 项；新的 {new} 项；不再有的 {gone} 项",
        "a changed state of a document imported before: known {count}, of these changed {changed}; new {new}; gone {gone}",
    ),
    "plan.new": ("拟新增 {count} 件：", "{count:issue|issues} would be new:"),
    "plan.column.number": ("编号", "number"),
    "plan.column.title": ("问题名称", "title"),
    "plan.column.units": ("责任单位", "units"),
    "plan.column.amounts": ("数量、指标", "amounts"),
    "plan.column.deadline": ("时限", "deadline"),
    "plan.column.measures": ("措施", "acts"),
    "plan.lasting": ("长期坚持", "lasting"),
    "plan.at-once": ("立行立改", "at once"),
    "plan.measures": ("整改措施", "measures"),
    "plan.changed": ("有改动的 {count} 件（台账 → 文件）：", "{count} changed (ledger → document):"),
    "plan.changed-issue": ("  {id} {title}", "  {id} {title}"),
    "plan.difference": ("    {field}：{old} → {new}", "    {field}: {old} → {new}"),
    "plan.gone": (
        "文件里不再有的 {count} 件（台账没有动）：",
        "{count} no longer in the document (the ledger keeps them):",
    ),
    "plan.gone-issue": ("  {id} {number} {title}", "  {id} {number} {title}"),
    "plan.repeated": ("与别处来的问题相同或相似的 {count} 项：", "{count} are like issues from elsewhere:"),
    "plan.repeated-skipped": (
        "  {number} {title}：与 {id} 相同（{percent}%），不再新增（仍要新增：--force）",
        "  {number} {title}: the same as {id} ({percent} %), left out (--force writes it all the same)",
    ),
    "plan.repeated-alike": (
        "  {number} {title}：与 {id}“{of}”相似（{percent}%），请核对",
        "  {number} {title}: like {id} “{of}” ({percent} %); check it",
    ),
    "plan.alike": ("与 {id}“{title}”相似（{percent}%）", "like {id} “{title}” ({percent} %)"),
    "plan.count": ("核对 {said}", "count {said}"),
    "plan.count-apart": ("核对 {said}{more}", "count {said}{more}"),
    "plan.counts-alike": ("；同样的还有 {count} 处：{texts}", "; likewise {count} more: {texts}"),
    "plan.stops": ("要先定下来的 {count} 处：", "to be decided first: {count}"),
    "plan.line": ("  {at}{text}：{said}", "  {at}{text}: {said}"),
    "plan.doubt": ("请看一下的 {count} 处：", "to look at: {count}"),
    "plan.note": ("知会 {count} 处：", "notes: {count}"),
    "plan.quoted": ("“{text}”", " “{text}”"),
    "plan.more": ("  … 另有 {count} 处，全部见 --json", "  … and {count} more; all with --json"),
    "plan.on-page": ("第 {page} 页", "page {page}, "),
    "plan.at-line": ("{page}第 {line} 行", "{page}line {line}"),
    "plan.at-row": ("{page}第 {line} 段表格第 {row} 行", "{page}table in paragraph {line}, row {row}"),
    "plan.at-cell": ("工作表“{sheet}”{cell}", "sheet “{sheet}” {cell}"),
    "plan.tie": (
        "也可读作 {name}（把握 {percent}%），分不出哪个对：请用 --layout {taken} 或 --layout {name} 定",
        "may as well be {name} ({percent} % sure): decide with --layout {taken} or --layout {name}",
    ),
    "plan.rival": (
        "也有些像 {name}（把握 {percent}%）；读得不对时用 --layout {name}，读得对用 --layout {taken}",
        "is somewhat like {name} ({percent} % sure): --layout {name} if it was misread, --layout {taken} if not",
    ),
    "plan.orphan": ("没有归入任何一项，请核对有没有漏", "taken by no item: is anything lost?"),
    "plan.misprint": (
        "日期残缺（不在任何一项里），请查原文{hint}",
        "the date is damaged (in no item); look up the original{hint}",
    ),
    "plan.left-out": ("“{label}”台账没有对应的字段，没有收", "“{label}” has no field in a record; not taken"),
    "plan.times": ("  {said}（{count} 项，内容见 --json）", "  {said} (items: {count}; the words with --json)"),
    "plan.of-measure": ("措施 {number} 的", "of measure {number}"),
    "plan.deadline-damaged": (
        "{measure}时限残缺，只留原文、不填日期：{why}{hint}",
        "deadline {measure} damaged, kept as words without a day: {why}{hint}",
    ),
    "plan.deadline-deadline": (
        "{measure}时限没有读成日期，只留原文：{why}{hint}",
        "no day was read in the deadline {measure}, kept as words: {why}{hint}",
    ),
    "plan.twice": ("编号和内容与第 {first} 项完全相同", "number and words are those of item {first}"),
    "plan.unknown-unit": (
        "单位登记里没有“{unit}”（ledger units add）",
        "“{unit}” is not in the register (ledger units add)",
    ),
    "plan.assumed": (
        "文件里没有{field}，记作 {value}；另有所指请用 --set {field}=…",
        "the document gives no {field}: {value} is put; say another with --set {field}=…",
    ),
    "plan.no-list": (
        "{file} 里没有找到问题清单：看到 {count} 行有编号，但没有可读的项",
        "no list found in {file}: {count} numbered lines seen, none of them an item that can be read",
    ),
    "plan.seen": ("  {said}", "  {said}"),
    "plan.try-tasks": (
        "  像是工作方案，能读出 {count} 项任务：ledger import {file} --as tasks",
        "  it reads like a plan that sets {count} tasks: ledger import {file} --as tasks",
    ),
    "plan.try-new": (
        "  旧台账请试 ledger import {file} --new（可用 --map 指明表头）",
        "  for an old ledger try ledger import {file} --new (--map says what a heading means)",
    ),
    "plan.map-columns": (
        "  没有收的列要指明读作什么：ledger import {file} --new --map 列名=字段",
        "  to say what a column that was not taken means: ledger import {file} --new --map HEADING=FIELD",
    ),
    "plan.nothing-new": ("没有要新增的，台账没有动。", "Nothing is new; the ledger is as it was."),
    "plan.ready": (
        "以上还没有写入。写入 {count} 件：加 --apply",
        "Nothing was written yet. To write {count}, add --apply",
    ),
    "plan.not-ready": (
        "没有写入：先把上面“要先定下来的”定了；看过仍要写入 {count} 件：--apply --force",
        "Nothing was written: decide what stands above first; to write {count} all the same, --apply --force",
    ),
    "plan.despite": (
        "核对过仍要写入这 {count} 件：--apply --force",
        "to write these {count} all the same once you looked: --apply --force",
    ),
    "plan.changes-left": (
        "改动和消失的没有自动写入台账：逐件核对后用 ledger edit 编号 --set 字段=内容",
        "What changed or is gone was not written: look at each and use ledger edit ID --set FIELD=TEXT",
    ),
}
