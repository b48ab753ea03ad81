"""Records beside the issues, whatever their kind: their schemas, what is changed in them."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "option.schema-kind": ("哪一种文件：{kinds}", "which kind of file: {kinds}"),
    "option.schema-save": (
        "把每一种的都写进本台账的 templates/（升级以后用）",
        "write those of every kind into templates/ of this ledger (after an upgrade)",
    ),
    "schema.saved": ("已写 {files}", "wrote {files}"),
    "schema.as-they-were": (
        "templates/ 里的 JSON Schema 都是现行的，没有改动",
        "the JSON Schemas in templates/ are those of this program; nothing was changed",
    ),
    "help.indicator.export": (
        "指标的读数写成 Excel，一个指标一张表，补填后用 indicator record --from 收回。\n\n例：ledger indicator export 读数.xlsx PM2.5",
        "The readings of indicators as a workbook, a sheet each, to be filled in and taken back.\n\nExample: ledger indicator export readings.xlsx PM2.5",
    ),
    "option.readings-to": ("写到哪里（.xlsx）", "where to write (.xlsx)"),
    "option.readings-of": ("哪些指标（不写是全部）", "which indicators (none: all)"),
    "option.readings-from": (
        "读数表（.xlsx）：日期或月份、读数、说明三列，次序不拘；全部收下，或一个也不收",
        "a workbook of readings (.xlsx): columns of time, reading, note in any order; all are taken, or none",
    ),
    "option.readings-sheet": ("工作簿里的哪一张表", "which sheet of the workbook"),
    "option.readings-replace": (
        "与已登记不同的读数以表为准，原来的数留在“更正前”",
        "readings that differ from the record are replaced; what they said is kept",
    ),
    "readings.value-or-file": (
        "写一个读数（ledger indicator record {id} 29.8 --at 2026-04），或只用 --from 给一张表（可加 --sheet、--replace）",
        "give one reading (ledger indicator record {id} 29.8 --at 2026-04), or a workbook by --from (with --sheet, --replace)",
    ),
    "readings.no-sheet": ("工作簿里没有“{sheet}”这张表，有：{sheets}", "there is no sheet “{sheet}”; sheets: {sheets}"),
    "readings.none-headed": (
        "{file} 里没有读数表：表头要有“{time}”（日期、月份也行）和“{value}”（或指标的名称）两列，“{source}”可有可无",
        "{file} has no sheet of readings: its heading needs the columns “{time}” (日期, 月份) and “{value}” (or the indicator's name); “{source}” is optional",
    ),
    "readings.no-headings": ("表头没有“{time}”和“{value}”两列", "its heading lacks the columns “{time}” and “{value}”"),
    "readings.which-sheet": (
        "有几张表都像是读数：{sheets}。用 --sheet 指明，或把表名改成 {id}",
        "several sheets hold readings: {sheets}. Name one by --sheet, or call it {id}",
    ),
    "readings.twice": ("{at} 的读数在 {cell} 已有一个", "{cell} holds a reading of {at} already"),
    "readings.other-unit": (
        "表头的单位与指标的计量单位“{unit}”不同",
        "the unit of the heading is not that of the indicator, {unit}",
    ),
    "readings.sum-left-out": ("“{text}”一行不是读数，没有收", "the row “{text}” is no reading and is left out"),
    "readings.no-value": ("没有读数，没有收", "there is no reading in this row; it is left out"),
    "readings.no-time": ("有读数，没有时间", "a reading without a time"),
    "readings.not-over": ("{at} 还没有结束（今天 {day}），结束后再登记", "{at} is not over (today is {day})"),
    "readings.two-months": (
        "“{found}”可能是 1 月也可能是 10 月：单元格设成文本，写成 2026-01",
        "“{found}” may be January or October: make the cell a text and write 2026-01",
    ),
    "readings.no-such-time": (
        "“{found}”不是时间：写成 2026-05-20、2026-05、2026年5月或 2026",
        "“{found}” is no time: write 2026-05-20, 2026-05 or 2026",
    ),
    "readings.no-number": ("“{found}”不是一个数：只写数字", "“{found}” is no number: write the figure alone"),
    "readings.percent": (
        "“{found}”是百分数，指标的计量单位是“{unit}”：改读数，或把计量单位改成 %",
        "“{found}” is a percentage, and the indicator's unit is {unit}: change one of them",
    ),
    "readings.differs": ("{at} 已登记的是 {value}", "the record has {value} for {at}"),
    "readings.not-taken": ("不收 {count} 处，什么也没有写{differ}", "{count} not taken; nothing was written{differ}"),
    "readings.how-to-replace": ("。表上的对：加 --replace", ". Where the workbook is right: add --replace"),
    "readings.taken": (
        "{id}：新登记 {new} 次，更正 {replaced} 次，已有而相同 {same} 次：{file}",
        "{id}: {new} new, {replaced} corrected, {same} there already: {file}",
    ),
    "readings.nothing-new": (
        "{id}：{same} 次都已登记而且相同，没有改动",
        "{id}: all {same} are on record already; nothing was changed",
    ),
    "readings.no-indicators": (
        "indicators/ 里没有指标可导出。登记：ledger indicator new",
        "there is no indicator to export. Write one: ledger indicator new",
    ),
    "readings.exported": (
        "已写 {path}：{count} 个指标，{readings} 次读数",
        "wrote {path}: {count:indicator|indicators}, {readings:reading|readings}",
    ),
    "help.indicator.edit": (
        "修改指标；改要求、目标、基准，或撤销登记错的读数，要写明原因，原来的留在“更正记录”。\n\n例：ledger indicator edit PM2.5 --rule 不高于28 --why 市里下达新目标\nledger indicator edit PM2.5 --withdraw 2026-05 --why 填错月份",
        "Change an indicator; its demands, and readings that are taken out, only for a reason that is kept.\n\nExample: ledger indicator edit PM2.5 --withdraw 2026-05 --why REASON",
    ),
    "help.meeting.edit": (
        "修改会议，或者更正其中一项决定；更正决定要写明原因，原来的留在“更正记录”。\n\n例：ledger meeting edit 2026-05-06-调度会 1 --set 时限原文=5月底前 --why 纪要笔误",
        "Change a meeting, or one of its decisions for a reason that is kept with it.\n\nExample: ledger meeting edit 2026-05-06-调度会 1 --set deadline=5月底前 --why REASON",
    ),
    "help.plan.edit": (
        "修改对象方案，增加措施，或者更正其中一条措施；更正措施要写明原因，原来的留在“更正记录”。\n\n例：ledger plan edit 红旗河 1 --set 措施时限原文=7月底前 --why 汛期顺延\nledger plan edit 红旗河 --measure 增设闸门=9月底前",
        "Change a plan of an object, add measures, or change one of them for a reason that is kept.\n\nExample: ledger plan edit NAME 1 --set deadline=7月底前 --why REASON",
    ),
    "option.edit-set": (
        "字段=值，值空着就是去掉，如 责任单位=县水务局（可多次）",
        "key=value, nothing behind the sign takes a value away (repeatable)",
    ),
    "option.correction-why": ("更正的原因，留在案", "why it is changed; kept on record"),
    "option.withdraw": ("撤销这个时间的读数（可多次）", "take the reading of this time out (repeatable)"),
    "option.edit-decision": ("决定的序号；不写是会议本身", "number of the decision; none: the meeting itself"),
    "option.edit-measure": ("措施编号；不写是方案本身", "number of the measure; none: the plan itself"),
    "correction.by-program": ("由程序记录，不能改", "it is kept by the program and can't be changed"),
    "correction.fixed-number": ("序号不能改：别处按它引用", "the number stays: others refer to it"),
    "correction.not-in-plans": (
        "对象方案的措施没有这一项：完成用 ledger plan done 登记",
        "measures of these plans have no such field: ledger plan done tells that one is done",
    ),
    "correction.why": ("改 {what} 要写明原因：加 --why 原因", "changing {what} needs a reason: add --why REASON"),
    "correction.why-correct": (
        "更正读数要写明原因：加 --why 原因",
        "correcting a reading needs a reason: add --why REASON",
    ),
    "correction.why-for-nothing": (
        "--why 是更正的原因，与 --correct 一起用",
        "--why says why a reading is corrected: add --correct",
    ),
    "correction.no-reading": (
        "{id} 没有 {at} 的读数可撤销，有：{known}",
        "{id} has no reading of {at} to take out; there are: {known}",
    ),
    "correction.nothing-said": ("没有说改什么：加 --set 字段=值", "nothing to change was said: add --set key=value"),
    "correction.of-the-meeting": (
        "参会人员、议题是会议的，不是某项决定的：去掉序号",
        "attendees and topics are of the meeting, not of a decision: leave the number out",
    ),
    "correction.line": (
        "更正：{on} {what}，原为“{before}”：{why}（{by}）",
        "corrected: {on} {what}, was “{before}”: {why} ({by})",
    ),
    "correction.indicator": ("{id} 已修改（{state}）：{file}", "{id} changed ({state}): {file}"),
    "correction.meeting": ("{id} 已修改：{file}", "{id} changed: {file}"),
    "correction.decision": (
        "{id} 决定 {number} 已更正，时限 {due}：{file}",
        "{id}: decision {number} corrected, due {due}: {file}",
    ),
    "correction.plan": ("{id} 已修改：{file}", "{id} changed: {file}"),
    "alongside.indicator": ("指标：{id}（{state}）", "indicator: {id} ({state})"),
    "alongside.meeting": ("会议：{id}　{title}（{day}）", "meeting: {id}, {title} ({day})"),
    "alongside.passed": (
        "检查：{id}　{list}（{day}）合格，得分率 {score}",
        "checklist: {id}, {list} ({day}): passed, {score}",
    ),
    "alongside.failed": (
        "检查：{id}　{list}（{day}）不合格，得分率 {score}，不合格 {count} 项",
        "checklist: {id}, {list} ({day}): failed, {score}, {count:item|items} not in order",
    ),
    "alongside.accountability": (
        "问责（内部）：{issue}　{day} {kind} {whom}",
        "accountability (not public): {issue}, {day} {kind} {whom}",
    ),
    "elsewhere.count": (
        "对象：{count} 处像是同一个，或者移到了别处",
        "objects: {count:pair seems|pairs seem} to be one, or to have moved",
    ),
    "elsewhere.twice": (
        "{thing} 与 {before} 像是同一个对象（{because}）：只留一处登记；查过不是的，在其中一处写“核实并非”",
        "{thing} and {before} seem to be one thing ({because}): keep it in one ledger; if it is another, say so in `distinct`",
    ),
    "elsewhere.revived": (
        "{thing} 像是 {until} 移出的 {before} 死灰复燃（{because}）：到现场核实；查过不是的，写“核实并非”",
        "{thing} seems to be {before}, struck off on {until}, come back ({because}): look at it; if it is another, say so in `distinct`",
    ),
    "elsewhere.moved": (
        "{thing} 像是 {until} 移出的 {before} 就近转移过来的（{because}）：到现场核实；查过不是的，写“核实并非”",
        "{thing} seems to be {before}, struck off on {until}, moved near by ({because}): look at it; if it is another, say so in `distinct`",
    ),
    "audit.sum-registers": (
        "登记（对象、方案、指标、会议、检查记录）：{same} 个文件与 {when} 存证时一字不差，此后改过 {changed} 个，不见了 {gone} 个，新增 {new} 个",
        "registers: {same} files are byte for byte as sealed on {when}; {changed} changed since, {gone} gone, {new} new",
    ),
    "audit.register-since": (
        "{file} 在 {when} 存证以后改过：与存证时的副本（git、备份）对照，看改了什么、写没写原因",
        "{file} was changed after the checkpoint of {when}: hold it against git or a backup of then",
    ),
    "audit.register-gone": (
        "{file} 不见了：{when} 的存证点里有它。登记只移出、废止，不删除，请从 git 或备份恢复",
        "{file} is gone: the checkpoint of {when} has it. Records are struck off or replaced, never deleted; restore it",
    ),
    "schema.no-kind": (
        "没有“{found}”这一种文件，有：{kinds}",
        'there is no kind of file called "{found}"; kinds: {kinds}',
    ),
}
