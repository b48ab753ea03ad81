"""What a command says when it has done its work."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "init.done": (
        "已在 {folder} 建立台账，写入 {files} 个文件：",
        "A ledger was started in {folder}; {files:file|files} written:",
    ),
    "init.person": (
        "首位登记人员：{name}（{id}，职责：登记）。验收、销号须由别人办理：ledger people add …",
        "First person: {name} ({id}, role 登记). Others must verify and close: ledger people add …",
    ),
    "init.not-a-name": (
        "提醒：“{name}”取自 git 或 --as，不像真实姓名。请在 people.yaml 的 names 处改成本人姓名，在 unit 处填所在单位",
        "note: “{name}” comes from git or --as. If it is no real name, correct names and unit in people.yaml",
    ),
    "init.no-person": (
        "还没有登记人员。先登记：ledger people add zhangsan --name 张三 --unit 单位 --role 登记",
        "Nobody is in the register yet: ledger people add zhangsan --name 张三 --unit UNIT --role 登记",
    ),
    "new.unsigned": (
        "提醒：这条登记没有署名（经办人：{who}）。登记人员后用 --as 指明：ledger people add …",
        "note: this entry is unsigned (acting: {who}). Enter people and name yourself with --as: ledger people add …",
    ),
    "new.unsigned-nobody": (
        "提醒：这条登记没有署名，不知道谁在办理。登记人员后用 --as 指明：ledger people add …",
        "note: this entry is unsigned, nobody was named. Enter people and name yourself with --as: ledger people add …",
    ),
    "remark": ("提醒：{text}{hint}", "note: {text}{hint}"),
    "edit.done": ("{id} 已修改：{file}", "{id} changed: {file}"),
    "edit.nothing": ("{id} 没有改动。", "{id} was not changed."),
    "edit.again": ("文件有错，没有保存。继续修改？", "The text has faults and was not saved. Edit again?"),
    "done.signed": ("经办人：{who}（{unit}），日期：{date}", "signed by {who} ({unit}) on {date}"),
    "done.start": ("{id} 开始整改：{title}", "{id} started: {title}"),
    "done.progress": ("{id} 已记录进展（{status}）：{file}", "{id}: progress recorded ({status}): {file}"),
    "done.extend": (
        "{id} 已登记延期申请；批准前仍按原时限计算。批准：ledger extend {id} --approve --as 审批人",
        "{id}: extension requested; the old date counts until approved: ledger extend {id} --approve --as APPROVER",
    ),
    "done.extend-approved": (
        "{id} 延期已批准；原时限保留在案。",
        "{id}: extension approved; the original date stays on record.",
    ),
    "done.evidence-corrected": (
        "{id} 佐证材料的登记已更正：{file}",
        "{id}: what the evidence is was corrected: {file}",
    ),
    "done.evidence": ("{id} 佐证材料已存入：{file}", "{id}: evidence on file: {file}"),
    "done.verify": ("{id} 验收通过（{status}）：{title}", "{id} verified ({status}): {title}"),
    "done.fail": (
        "{id} 验收不通过，退回整改（{status}）：{title}",
        "{id} failed verification, back to work ({status}): {title}",
    ),
    "done.close": ("{id} 已销号：{title}", "{id} closed: {title}"),
    "done.close-as": ("{id} 已办结，现在是“{status}”：{title}", "{id} closed ({status}): {title}"),
    "done.reopen": (
        "{id} 重新打开，进入新一轮（{status}）：{title}",
        "{id} reopened as a new cycle ({status}): {title}",
    ),
    "ask.closer": ("销号人（可办理的有：{people}）", "Who closes it ({people})"),
    "ask.document": ("销号文号", "Number of the closing paper"),
    "list.count": ("共 {count} 件（截至 {day}）", "{count} in all (as of {day})"),
    "list.some": ("{count} 件，全部 {total} 件（截至 {day}）", "{count} of {total:issue|issues} (as of {day})"),
    "list.in-use.regions": ("台账里的行政区域有：{values}", "regions in use: {values}"),
    "list.in-use.fields": ("台账里的环境要素有：{values}", "fields in use: {values}"),
    "list.in-use.sources": ("台账里的问题来源有：{values}", "sources in use: {values}"),
    "list.in-use.batches": ("台账里的轮次批次有：{values}", "batches in use: {values}"),
    "list.unknown-unit": (
        "单位登记里没有“{unit}”。全部单位：ledger units list",
        "the register does not know “{unit}”. All units: ledger units list",
    ),
    "list.idle-unit": ("没有一件写着“{unit}”", "no issue names “{unit}”"),
    "list.broken": (
        "另有 {count} 件无法读取：{files}。看原因：ledger validate",
        "{count} more can't be read: {files}. Reasons: ledger validate",
    ),
    "overdue.count": (
        "逾期 {final} 件，节点或措施逾期 {nodes} 处（截至 {day}）",
        "{final} issues overdue, {nodes} milestones or measures late (as of {day})",
    ),
    "check.count": (
        "检查 {files} 件（截至 {day}）：无法读取 {broken}，台账问题 {errors}，逾期 {overdue}，节点逾期 {behind}，临期 {soon}，逾期未报进展 {stale}",
        "files checked: {files} (as of {day}); {broken} unreadable, {errors} faults, {overdue} overdue, {behind} nodes missed, {soon} due soon, {stale} stale",
    ),
    "check.late-only": (
        "登记表有错，只查了文件和期限，没有查方案、验收、单位和人员。改好登记表再查一次",
        "a register is broken: files and deadlines were checked, but no plans, verifications, units and people",
    ),
    "check.nothing": (
        "一个问题文件也没有。路径对吗？登记第一个用 ledger new 问题名称。",
        "There is not a single issue file. Is this the right folder? Write the first down by ledger new TITLE.",
    ),
    "validate.count": ("检查 {files} 件，无法读取 {broken} 件。", "files checked: {files}, unreadable: {broken}."),
    "export.done": ("已导出 {count} 件到 {path}（截至 {day}）", "{path} written, issues: {count} (as of {day})"),
    "reading.text": ("时限原文：{text}（从 {base} 起算）", "phrase: {text} (counted from {base})"),
    "reading.milestone": ("  节点 {due}：{text}", "  milestone {due}: {text}"),
    "reading.last": ("最后期限：{due}", "last hard date: {due}"),
    "reading.immediate": ("立行立改：是", "immediate: yes"),
    "reading.long-term": ("长期坚持：是", "long-term: yes"),
    "reading.due": ("时限“{text}”读作 {due}", "deadline “{text}” is read as {due}"),
    "reading.nodes": (
        "时限“{text}”读作 {due}，时间节点：{nodes}",
        "deadline “{text}” is read as {due}, with milestones on {nodes}",
    ),
    "reading.at-once": (
        "立行立改：按{days}个工作日算，至 {due}",
        "at once: {days:working day|working days}, until {due}",
    ),
    "reading.passed": (
        "提醒：读出的 {due} 早于交办日期 {received}{hint}。请写明年份，或改正交办日期",
        "note: {due} lies before the day it was received, {received}{hint}. Write the year, or correct that day",
    ),
    "reading.damaged": ("时限“{text}”读不出日期：{why}{hint}", "no date can be read in “{text}”: {why}{hint}"),
    "config.root": ("台账：{root}", "ledger: {root}"),
    "people.added": ("已登记 {name}（{id}），职责：{roles}", "{name} ({id}) entered, roles: {roles}"),
    "units.added": ("已登记 {name}", "{name} entered"),
    "units.added-as": ("已登记 {name}，别名：{aliases}", "{name} entered, also called {aliases}"),
    "why.head": ("{id} {title}：{standing}（截至 {day}）", "{id} {title}: {standing} (as of {day})"),
    "why.deadline": ("  时限：{text}（读作 {due}）", "  deadline: {text} (read as {due})"),
    "why.extended": (
        "  原时限 {original}，经批准延至 {due}",
        "  originally {original}, extended with approval to {due}",
    ),
    "why.problem": ("  {text}（{place}）[{rule}]", "  {text} ({place}) [{rule}]"),
    "why.no-problem": ("  没有查到问题。", "  Nothing wrong was found."),
    "why.blocked": ("  还不能{move}：", "  what stands against “{move}”:"),
    "why.block": ("    - {text}", "    - {text}"),
    "why.free": ("  可以{move}：{command}", "  ready to {move}: {command}"),
    "why.who": ("  可以办理的人：{people}", "  who may do it: {people}"),
    "why.finished": (
        "  已办结，没有下一步；如有反弹：ledger reopen",
        "  Closed; nothing follows. After a rebound: ledger reopen",
    ),
    "bug": (
        "程序出错了（不是您的数据有错）。请把上面的内容和所用命令发给维护者。台账文件要么是旧的，要么是新的，不会是坏的。",
        "This is a bug in the program, not in your data. Please report the lines above with the command you used.",
    ),
}
