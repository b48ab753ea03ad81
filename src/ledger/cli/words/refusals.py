"""What a command says when it says no."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "refused.new": (
        "不能登记新问题，原因 {count} 条：",
        "the issue can't be written down, for {count:reason|reasons}:",
    ),
    "refused.fail": ("{id} 不能记为验收不通过，原因 {count} 条：", "{id} can't fail its verification; {count:reason|reasons}:"),
    "refused": ("{id} 不能{move}，原因 {count} 条：", "{id} can't do “{move}”; {count:reason|reasons}:"),
    "call.no-option": ("没有选项 {what}{near}。用法：{command} --help", "there is no option {what}{near}. See {command} --help"),
    "call.no-command": ("没有命令 {what}{near}。全部命令：ledger --help", "there is no command {what}{near}. See ledger --help"),
    "call.no-argument": ("缺参数 {what}。用法：{command} --help", "the argument {what} is missing. See {command} --help"),
    "call.no-value-of": ("缺选项 {what}。用法：{command} --help", "the option {what} is missing. See {command} --help"),
    "call.which-command": ("要做什么？全部命令：ledger --help", "which command? See ledger --help"),
    "call.extra": ("多出的参数：{what}。带空格的文字请加引号", "unexpected: {what}. Put texts with spaces in quotes"),
    "call.chinese-dash": (
        "{what}：选项前面是两个英文减号 --（短选项一个 -），不是中文破折号",
        "{what}: options begin with plain hyphens, --, and no other dash",
    ),
    "call.chinese-quotes": (
        '多出的参数：{what}。引号要用英文的 " "，中文引号不起作用',
        'unexpected: {what}. Use plain quotes " " around texts with spaces',
    ),
    "call.stray-setting": (
        "多出的参数：{what}。每个 字段=值 前面都要写 --set：--set {first}",
        "unexpected: {what}. Put --set before each key=value: --set {first}",
    ),
    "call.stray-day": (
        "多出的参数：{what}。日期写在选项后面，是不是 {option} {what}？",
        "unexpected: {what}. A day follows its option: did you mean {option} {what}?",
    ),
    "call.stray-ids": (
        "多出的参数：{what}。一次办一件：{command} 每次只写一个编号",
        "unexpected: {what}. One issue at a time: call {command} for each",
    ),
    "call.no-value": ("选项 {what} 后面缺值", "the option {what} needs a value"),
    "call.bad-value": ("{what} 的值不对：{why}", "wrong value for {what}: {why}"),
    "call.at-least": ("应不小于 {least}", "it should be {least} or more"),
    "call.at-most": ("应不大于 {most}", "it should be {most} or less"),
    "call.integer": ("应是整数", "it should be a whole number"),
    "call.number": ("应是数字", "it should be a number"),
    "call.other": ("命令写得不对：{what}", "wrong call: {what}"),
    "refused.not-started": ("还没有开始整改：ledger start {id}", "work has not begun: ledger start {id}"),
    "ledger.none": (
        "{folder} 及其上级文件夹里没有台账（ledger.toml）。新建：ledger init；或用 -C 指明文件夹",
        "no ledger (ledger.toml) in {folder} or above it. Start one: ledger init; or name the folder with -C",
    ),
    "issue.none": ("台账里没有 {id}（共 {count} 件）", "there is no {id} in the ledger ({count:issue|issues})"),
    "issue.twice": ("{id} 有两个文件：{files}。给后登记的一件换号：ledger renumber {id}", "{id} has two files: {files}. Give the later one another number: ledger renumber {id}"),
    "template.none": ("没有模板“{name}”，现有：{known}", "no template “{name}”; there are: {known}"),
    "template.none-at-all": (
        "没有模板“{name}”，这本台账还没有模板：放在 templates/名称.yaml，随带的用 ledger init 补上",
        "no template “{name}”, nor any other: they stand in templates/NAME.yaml; ledger init adds those that are shipped",
    ),
    "template.named": ("{name}（{title}）", "{name} ({title})"),
    "data.unreadable": ("{file} 读不了：", "{file} can't be read:"),
    "problem.line": ("{place}: {rule}: {text}{hint}", "{place}: {rule}: {text}{hint}"),
    "problem.bare": ("{text}{hint}", "{text}{hint}"),
    "settings.bad": ("设置文件 {file} 有错：", "the settings in {file} are wrong:"),
    "settings.wrong": ("{file}:{line}: {key}：{text}{hint}", "{file}:{line}: {key}: {text}{hint}"),
    "settings.not-toml": (
        '{file}:{line}:{column}: 这一行不是正确的 键 = 值（文字要加英文引号，如 title = "某县台账"）',
        '{file}:{line}:{column}: this is no key = value (texts stand in plain quotes, as in title = "Our ledger")',
    ),
    "settings.nul": (
        "{file}:{line}: \\u0000 不是字，数据库和表格都存不了，请删去",
        "{file}:{line}: \\u0000 is no sign that a database or a workbook can hold: take it out",
    ),
    "settings.bare-heading": (
        '{file}:{line}:{column}: 方括号里的汉字要加英文引号，如 [books."入河排污口"]',
        '{file}:{line}:{column}: a heading that is not in ASCII stands in plain quotes, as in [books."入河排污口"]',
    ),
    "settings.twice": (
        "{file}:{line}:{column}: 前面已经写过：[节] 和键都只能写一次，把两处并成一处",
        "{file}:{line}:{column}: it stands further up already: a [section] and a key come once; put both into one",
    ),
    "settings.not-utf8": ("{file} 不是 UTF-8 编码，请另存为 UTF-8", "{file} is not UTF-8; save it as UTF-8"),
    "conflict.locked": (
        "另一个程序正在写这本台账（{holder}），等了 10 秒仍未放开。稍后再试",
        "another process is writing this ledger ({holder}) and did not finish within 10 seconds. Try again",
    ),
    "numbers.no-history": (
        ("提醒：git 读不出这里的历史（库有损坏，或属于别人），编号只看了文件夹里现有的：请用 git fsck、git status 查明，"
        "并核对此前有没有发过这个号"),
        ("note: git can't read the history here (damaged, or somebody else's), so the number was chosen by what is in the "
        "folder: see git fsck and git status, and make sure that it was never given before"),
    ),
    "lock.taken-over": (
        "注意：上一个写入的程序（{holder}）没有正常结束，已接着写（{lock}）",
        "note: the last writer ({holder}) died before it was done; its lock ({lock}) was taken over",
    ),
    "lock.none": (
        "注意：{folder} 所在的磁盘不支持文件锁。编号仍不会重复，刚被别人改过的文件仍不会被覆盖；请不要几个人同时改同一件",
        (
            "note: the drive of {folder} knows no file locks. Numbers are still given once and a file changed meanwhile "
            "is still refused; but don't let several people change one issue at the same moment"
        ),
    ),
    "conflict.changed": (
        "{file} 刚才被别人改过，您的改动没有写入。请重新执行命令",
        "{file} was changed meanwhile; nothing was written. Run the command again",
    ),
    "conflict.gone": ("{file} 刚才被移走或删除，没有写入", "{file} was moved or deleted meanwhile; nothing was written"),
    "env.disk-full": ("磁盘空间不足，{path} 未改动", "the disk is full; {path} was not changed"),
    "env.read-only": ("磁盘只读，{path} 未改动", "the disk is read-only; {path} was not changed"),
    "env.closed-folder": (
        "文件夹 {folder} 只能读（没有写的权限，或设成了只读），{path} 未改动。请管理这个文件夹的人放开权限",
        "the folder {folder} can only be read (no right to write, or set read-only); {path} was not changed. Ask whoever runs it",
    ),
    "env.no-permission": (
        "没有权限读写 {path}（是不是正开着 Excel/WPS？），未改动",
        "no permission for {path} (is it open in Excel?); nothing was changed",
    ),
    "os.missing": ("没有这个文件", "there is no such file"),
    "os.exists": ("{text} 已有同名的文件，请把它移走", "{text} is in the way: move it"),
    "os.folder": ("是文件夹", "it is a folder"),
    "os.not-a-folder": ("路径中间有一段不是文件夹", "a part of the path is no folder"),
    "os.denied": ("没有权限", "permission denied"),
    "os.long-name": ("文件名太长", "the name is too long"),
    "os.loop": ("快捷方式（符号链接）绕成了圈", "links go in a circle"),
    "os.device": ("磁盘读写出错", "the disk can't be read or written"),
    "os.other": ("系统报错：{text}", "{text}"),
    "env.unsure": (
        "{path} 已写入，但磁盘没有确认（{reason}）：断电后可能又是原来的内容，请用 ledger show 或打开文件核对",
        "{path} was written, but the disk did not confirm it ({reason}): after a power cut the old content may be back; look at it with ledger show, or open it",
    ),
    "env.unfinished": (
        "{path} 没有写完，也没能退回（{reason}）：磁盘好了以后，下一条命令（如 ledger validate）会接着做完，或退回原样",
        "{path} is half written and could not be taken back ({reason}): once the disk is well, the next command, say ledger validate, ends it or takes it back",
    ),
    "env.unforeseen": (
        "读写 {path} 失败：{reason}。请用 ledger validate 核对台账，再重做一次",
        "{path} failed: {reason}. Look the ledger over with ledger validate, then do it again",
    ),
    "env.failed": ("读写 {path} 失败：{reason}，未改动", "{path} failed: {reason}; nothing was changed"),
    "init.exists": ("{folder} 已经是一本台账", "{folder} is a ledger already"),
    "new.no-title": (
        "缺问题名称。例：ledger new 红旗河水质超标 --set 问题原文=…",
        "a title is missing. Example: ledger new 'Title' --set source.finding=…",
    ),
    "usage.bad-values": ("有的内容不对，什么也没写：", "some values are wrong; nothing was written:"),
    "usage.bad-day": (
        "{option}：“{found}”不是 2000–2099 年里的日期，写法如 2026-05-31",
        "{option}: “{found}” is no day of 2000–2099; write it as 2026-05-31",
    ),
    "usage.bad-id": ("“{found}”不像问题编号，编号如 ISSUE-014", "“{found}” is not an id; ids look like ISSUE-014"),
    "usage.not-a-status": ("“{found}”不是状态，是进度：用 {option}", "“{found}” is no status: use {option}"),
    "usage.bad-status": ("没有状态 {found}，可用：{known}", "no status {found}; there are: {known}"),
    "amend.unknown-key": ("没有字段 {key}{hint}。可用的有：{known}", "no field {key}{hint}. There are: {known}"),
    "amend.own-link": ("{id} 不能是它自己的上级、关联问题或重复件", "{id} can't be its own parent, relative or duplicate"),
    "amend.dead-link": ("台账里没有 {other}（共 {count} 件）{hint}", "there is no {other} in the ledger ({count:issue|issues}){hint}"),
    "amend.no-sign": ("{text} 里没有等号，应写成 字段=值", "{text} has no equals sign; write key=value"),
    "amend.protected": (
        "{field} 由它自己的命令改变，不能直接改（start、progress、extend、schedule --judge、evidence add、verify、close、reopen）",
        "{field} changes only through its own command (start, progress, extend, schedule --judge, evidence add, verify, close, reopen)",
    ),
    "amend.needs-yaml": (
        "{field} 是一组内容，请指明其中的字段，或写成 [{{…}}] 的形式",
        "{field} is a block; name a field in it, or write it as [{{…}}]",
    ),
    "amend.no-such-entry": ("没有第 {number} 条（共 {count} 条）", "there is no entry {number} ({count} in all)"),
    "amend.refused": ("{id} 的改动没有保存：", "the changes to {id} were not saved:"),
    "amend.only-grows": (
        "{field}里已有的记录不能改动或删去，只能在后面添加，或补上空着的内容",
        "what stands under {field} can't be changed or removed, only added to, or completed where it was left open",
    ),
    "amend.done-by-progress": (
        "完成日期和完成量由进展填报来记：ledger progress {id} --measure 编号 --done",
        "what is done is marked by: ledger progress {id} --measure NUMBER --done",
    ),
    "amend.other-cycle": ("新措施只能属于当前的第 {cycle} 轮", "a new measure can only belong to the present cycle ({cycle})"),
    "amend.units-need-a-signature": (
        "整改已开始，换责任单位须署名并说明原因：ledger edit {id} --set 责任单位=… --why 原因 --as 经办人",
        "work has begun; a change of units needs a signature and a reason: ledger edit {id} --set … --why REASON --as ID",
    ),
    "amend.element-emptied": (
        "{id} 整改已开始，{field}可以换，不能清空",
        "work on {id} has begun: {field} can be replaced, not taken away",
    ),
    "amend.deadline-fixed": (
        "整改已开始（或已有延期），公布的时限不能改写；要改期：ledger extend {id} --to 日期 --why 原因",
        "work has begun (or more time was asked for), so the published deadline stays; ask for more time: ledger extend {id} --to DATE --why REASON",
    ),
    "amend.plan-closed": (
        "{id} 已办销号，方案不能再改；如需再整改：ledger reopen {id} --why 原因",
        "{id} is closed; its plan can't change any more: ledger reopen {id} --why REASON",
    ),
    "amend.plan-verified": (
        "{id} 已通过验收，方案不能再改；如需再整改：ledger verify {id} --fail --why 原因",
        "{id} is verified; its plan can't change any more: ledger verify {id} --fail --why REASON",
    ),
    "edit.not-landed": ("{file} 的改动有错，没有保存：", "the changes to {file} have faults and were not saved:"),
    "write.too-big": (
        "写入后文件有 {size} KB，超过上限 {limit} KB，没有写入。大段材料请作为佐证存入：ledger evidence add",
        "the file would have {size} KB, the limit is {limit} KB; nothing was written: file long papers as evidence",
    ),
    "edit.kept": ("您改的内容另存在 {path}，没有丢", "what you typed is kept in {path}"),
    "edit.emptied": ("内容被清空了，没有保存", "the text was emptied; it was not saved"),
    "edit.no-editor": (
        "这里没有终端，打不开编辑器。改字段：ledger edit 编号 --set 字段=值；或用 EDITOR 指明编辑器",
        "there is no terminal for an editor. Change fields: ledger edit ID --set KEY=VALUE; or name an EDITOR",
    ),
    "edit.editor-failed": ("编辑器 {editor} 没有正常结束，没有保存", "the editor {editor} failed; nothing was saved"),
    "show.not-yet": ("{id} 在 {received} 才交办，{day} 还没有它", "{id} was received on {received}; on {day} it was not there"),
    "progress.nothing": (
        "没有说进展。例：ledger progress ISSUE-014 -m 已清淤2公里 --measure 1",
        "nothing was reported. Example: ledger progress ISSUE-014 -m TEXT --measure 1",
    ),
    "progress.what-done": (
        "完成的是哪一条？用 --measure 编号 或 --milestone 序号 指明",
        "what was done? Name it with --measure NUMBER or --milestone NUMBER",
    ),
    "progress.no-plan": ("{id} 还没有方案，没有措施可记", "{id} has no plan yet"),
    "progress.no-measure": ("没有措施 {number}，现有编号：{known}", "no measure {number}; there are: {known}"),
    "progress.no-milestone": ("没有第 {number} 个节点（共 {count} 个）", "no milestone {number} ({count} in all)"),
    "progress.no-quantity": ("措施 {number} 没有登记工程量，不能填完成量", "measure {number} has no quantity"),
    "progress.month-ahead": ("{month} 还没到（办理日 {day}）", "{month} has not begun on {day}"),
    "progress.closed": (
        "{id} 已办销号，不再填报进展；如有反弹：ledger reopen {id} --why 原因",
        "{id} is closed: ledger reopen {id} --why REASON",
    ),
    "progress.not-begun": (
        "{id} 还没有开始整改，不能记完成：ledger start {id}",
        "{id} has not begun, so nothing can be marked as done: ledger start {id}",
    ),
    "progress.former-cycle": (
        "措施 {number} 是第 {cycle} 轮的，那一轮的记录不再改动；本轮另加措施：ledger edit 编号 --measure 做什么",
        "measure {number} belongs to cycle {cycle}, which is not touched any more: ledger edit ID --measure TEXT",
    ),
    "progress.done-already": (
        "措施 {number} 已于 {date} 完成；要改日期先撤销：ledger progress {id} --measure {number} --undone",
        "measure {number} was done on {date}; take that back first: ledger progress {id} --measure {number} --undone",
    ),
    "progress.undone-count": (
        "撤销措施 {number} 的完成，请一并写明实际完成多少{unit}：--quantity 数量",
        "say with --quantity how many {unit} of measure {number} are done",
    ),
    "progress.too-early": ("{day} 时问题还没交办（{received} 才收到）", "on {day} it had not been received ({received})"),
    "progress.future": (
        "{date} 晚于办理日 {day}：还没到的日子不能记，请改日期",
        "{date} is after {day}: what is still to come can't be recorded, give another date",
    ),
    "progress.finished": ("{id} {status}，措施不能再改", "{id} is {status}; its measures can't change any more"),
    "extend.what": (
        "延期要说到哪一天、为什么：--to 2026-06-30 --why 原因；批准用 --approve",
        "say to which day and why: --to 2026-06-30 --why REASON; approve with --approve",
    ),
    "extend.finished": ("{id} {status}，不需要延期", "{id} is {status}: there is nothing to extend"),
    "extend.no-deadline": (
        "{id} 没有硬期限，无从延期；要先定时限：ledger edit {id} --set 整改时限=2026年底前",
        "{id} has no hard date to extend; set one first: ledger edit {id} --set plan.deadline.text=2026年底前",
    ),
    "extend.not-later": (
        "新时限 {new} 不晚于现在的时限 {due}，不是延期：--to 写 {due} 之后的日期",
        "{new} is not later than the deadline {due}, so it extends nothing: name a later day with --to",
    ),
    "extend.too-late": (
        "提醒：{day} 已过时限 {due}，申请记录在案，但不停止逾期计算",
        "note: the deadline {due} has passed on {day}; the request is kept but does not stop the clock",
    ),
    "extend.none-waiting": ("{id} 没有待批准的延期申请", "{id} has no request waiting"),
    "extend.no-document": (
        "代为登记{who}的批准须有文号：--document 文号；或由本人办理：ledger extend {id} --approve",
        "to record that {who} approved, name the paper: --document NUMBER; or let them do it: ledger extend {id} --approve",
    ),
    "extend.no-paper": (
        "批准延期须有批复文号：ledger extend {id} --approve --document 文号",
        "an approval needs its paper: ledger extend {id} --approve --document NUMBER",
    ),
    "extend.who-may": ("可以批准的人：{people}", "who may approve it: {people}"),
    "extend.own-request": ("{who} 不能批准自己提出的延期", "{who} can't approve their own request"),
    "reopen.no-deadline": (
        "提醒：没有给新一轮时限（--to），仍按原时限 {due} 计算，已经逾期",
        "note: no deadline was set for the new cycle (--to), so {due} counts, which has passed",
    ),
    "reopen.past": ("新时限 {date} 早于 {day}", "the new deadline {date} is before {day}"),
    "evidence.none": ("找不到文件 {path}", "no file {path}"),
    "evidence.not-a-file": (
        "{path} 不是普通文件（是快捷方式、管道、设备之类），不能作佐证：请放文件本身",
        "{path} is not a plain file (a link, a pipe, a device), so it is no evidence: put the file itself there",
    ),
    "evidence.link": (
        "{path} 是快捷方式（符号链接），不能作佐证：请给它所指的文件",
        "{path} is a link, so it is no evidence: give the file it points to",
    ),
    "evidence.folder": (
        "{path} 是文件夹，不能作佐证：请逐个给里面的文件，如 {path}/*",
        "{path} is a folder, so it is no evidence: give the files in it, e.g. {path}/*",
    ),
    "evidence.empty": (
        "{path} 是空文件，不能作佐证：请换成有内容的",
        "{path} is empty, so it is no evidence: give a file with something in it",
    ),
    "evidence.bad-name": (
        "文件名“{name}”有别的系统不认的字符或太长：请改名再存，如“{better}”",
        "the name “{name}” can't be kept on every system: rename the file, to “{better}” for example",
    ),
    "evidence.name-taken": (
        "{path} 已有同名而内容不同的文件：请改名再存",
        "{path} exists with other content: rename the file",
    ),
    "evidence.same-name": (
        "{file} 与 {other} 同名（大小写不算）：请把其中一个改名再存",
        "{file} and {other} have one name (big and small letters alike): rename one of them",
    ),
    "evidence.same-content": (
        "{file} 与 {other} 内容相同：只存一份",
        "{file} and {other} are the same file: give one of them",
    ),
    "evidence.twice": (
        "{file} 已在案：{path}（{kind}，{date}），不必再存；种类、日期登错了：ledger evidence add {id} {file} --correct --kind 种类",
        "{file} is on record already: {path} ({kind}, {date}); to correct that: ledger evidence add {id} {file} --correct --kind KIND",
    ),
    "evidence.not-on-record": (
        "{file} 没有在案，没有可更正的；登记：ledger evidence add {id} {file} --kind 种类",
        "{file} is not on record, so there is nothing to correct: ledger evidence add {id} {file} --kind KIND",
    ),
    "evidence.judged": (
        "{path} 是验收时已看过的材料（{id} 现在是{status}），种类不能再改；确要改的，先退回整改：ledger verify {id} --fail --why 原因",
        "{path} was judged already ({id} is {status}); to correct it send the work back first: ledger verify {id} --fail --why REASON",
    ),
    "evidence.closed": ("{id} 已办销号，不能再补佐证；如需再整改：ledger reopen {id}", "{id} is closed: ledger reopen {id}"),
    "evidence.elsewhere": ("{path} 不在 evidence/{id}/ 之下", "{path} is not below evidence/{id}/"),
    "evidence.leads-out": (
        "{path} 经过快捷方式（符号链接）指到 evidence/ 外面；请换成真正的文件夹",
        "a link on the way of {path} leads out of evidence/; put a real folder there",
    ),
    "evidence.missing": ("佐证材料不见了：{path}。请放回原文件", "evidence is missing: {path}. Put the file back"),
    "evidence.changed": (
        "佐证材料被改动：{path} 与存入时的校验码不符。请找回原文件",
        "evidence was changed: {path} is not what was put on file. Restore it",
    ),
    "export.old-excel": (
        "导出的是新格式，文件名要以 .xlsx 结尾（旧格式 .xls 不支持）：ledger export --xlsx {path}",
        "the workbook is in the new format, its name ends in .xlsx: ledger export --xlsx {path}",
    ),
    "export.broken": (
        "有 {count} 件无法读取（{files}），没有导出。看原因：ledger validate；仍要导出：--skip-broken",
        "{count:file|files} can't be read ({files}); nothing was written. Reasons: ledger validate; or --skip-broken",
    ),
    "export.empty": (
        "截至 {day} 台账里没有问题，没有导出。登记一件：ledger new；从文件导入：ledger import",
        "there is no issue in the ledger as of {day}; nothing was written. Add one: ledger new; or ledger import",
    ),
    "export.nothing": ("没有符合条件的问题（{selection}），没有导出", "no issue is selected ({selection}); nothing was written"),
    "export.exists": ("{path} 已存在，里面可能有人填过的内容。换个名字，或用 --force 覆盖",
                      "{path} exists, and somebody may have filled it in. Take another name, or --force"),
    "export.wrong-suffix": (
        "{path} 不是 {suffix} 文件名，没有导出；这样的名字可能是台账自己的文件，--force 也不覆盖",
        "{path} doesn't end in {suffix}; nothing was written, with --force neither: it might be the ledger's own file",
    ),
    "export.reserved": (
        "{path} 在台账自己的文件夹 {folder} 里，不能导出到那里。换个地方",
        "{path} lies in {folder}, which holds the ledger itself; nothing was written. Take another place",
    ),
    "export.is-folder": ("{path} 是文件夹，请给出文件名", "{path} is a folder; give a file name"),
    "people.no-unit": ("缺所在单位：--unit 县水务局", "the person's unit is missing: --unit NAME"),
    "people.bad-id": (
        "人员编号“{found}”不行：只用小写字母、数字，字母开头，如 lisi；姓名写在 --name",
        "“{found}” won't do as a person's id: lower-case letters and digits, a letter first; the name goes to --name",
    ),
    "people.twice": (
        "人员编号 {id} 已有；要加职责、改单位，请改 people.yaml",
        "the id {id} is taken; to change roles or unit, edit people.yaml",
    ),
    "units.several": (
        "“{found}”是几个单位，一次登记一个：ledger units add {first}；别名写在 --alias",
        "“{found}” is several units; enter one at a time: ledger units add {first}; other names go to --alias",
    ),
    "people.taken": (
        "“{word}”已登记给 {id}（ledger people list）。同名的人请加单位区别，如 {word}（水务局）",
        "“{word}” is {id} already (ledger people list). Tell namesakes apart by their unit: {word} (UNIT)",
    ),
    "units.taken": ("{name} 已登记为 {unit} 的名称", "{name} is a name of {unit} already"),
}  # fmt: skip
