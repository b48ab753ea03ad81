"""Why a move is refused: what is missing, and the command that supplies it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "guard.wrong-status": (
        "{id} 现在是{status}，{move}须在{wanted}时办理",
        "{id} is {status}; “{move}” needs {wanted}",
    ),
    "guard.actor-missing": (
        "不知道谁在办理：用 --as 人员编号，或设 LEDGER_USER，或 git config user.email",
        "nobody is named: use --as ID, or set LEDGER_USER, or git config user.email",
    ),
    "guard.actor-unknown": (
        "人员登记里没有“{who}”：ledger people add 编号 --name 姓名 --unit 单位 --role 职责",
        "{who} is not in the register: ledger people add ID --name NAME --unit UNIT --role ROLE",
    ),
    "guard.actor-ambiguous": (
        "人员登记里叫 {who} 的不止一人，请用编号指明是谁（--as）：{ids}",
        "{who} is more than one person of the register: name one by id (--as): {ids}",
    ),
    "guard.void": (
        "{id} 已作废（{why}），不再办理；确要办的，另行登记：ledger new",
        "{id} is void ({why}); what has to be done after all is a new issue: ledger new",
    ),
    "guard.role-missing": (
        "{who}没有“{role}”职责：在 people.yaml 的 {person} 处加上，或换人办理（--as）",
        "{who} lacks the role {role}: add it to {person} in people.yaml, or let somebody else act (--as)",
    ),
    "guard.element-missing": (
        "方案缺{field}：ledger edit {id} --set {field}=…",
        "the plan lacks {field}: ledger edit {id} --set {field}=…",
    ),
    "guard.measures-missing": (
        "方案缺措施：ledger edit {id} --measure 做什么",
        "the plan lacks measures: ledger edit {id} --measure TEXT",
    ),
    "guard.deadline-missing": (
        "方案缺时限：ledger edit {id} --set 整改时限=2026年底前",
        "the plan lacks a deadline: ledger edit {id} --set plan.deadline.text=2026年底前",
    ),
    "guard.approval-missing": (
        "方案未登记批准：ledger edit {id} --set 批准单位=… --set 批准日期=2026-05-31",
        "the plan's approval is missing: ledger edit {id} --set plan.approval.unit=… --set plan.approval.date=2026-05-31",
    ),
    "guard.no-measures": (
        "本轮还没有整改措施：ledger edit {id} --measure 做什么",
        "this cycle has no measures yet: ledger edit {id} --measure TEXT",
    ),
    "guard.measure-open": (
        "措施 {number} 未完成（{text}）：ledger progress {id} --measure {number} --done",
        "measure {number} is open ({text}): ledger progress {id} --measure {number} --done",
    ),
    "guard.measure-earlier": (
        "措施 {number} 的完成日期 {done} 早于重新打开的 {reopened}，不算本轮完成",
        "measure {number} was done on {done}, before the reopening ({reopened})",
    ),
    "guard.evidence-earlier": (
        "佐证 {path} 的日期 {date} 早于重新打开的 {reopened}，不能证明本轮整改",
        "evidence {path} is dated {date}, before the reopening ({reopened})",
    ),
    "guard.unit-unknown": (
        "{who}的单位“{unit}”不在单位登记里，看不出是否独立：ledger units add {unit}，或在 people.yaml 改用规范名称",
        "the unit {unit} of {who} is not in the register, so independence can't be shown: ledger units add {unit}",
    ),
    "guard.measure-later": (
        "措施 {number} 的完成日期 {done} 晚于办理日 {day}：ledger progress 改正，或 --as-of 换日期",
        "measure {number} was done on {done}, after {day}",
    ),
    "guard.measure-short": (
        "措施 {number} 已记完成，工程量却只有 {done}/{total} {unit}：ledger progress {id} --measure {number} --quantity {total}",
        "measure {number} is marked done with {done} of {total} {unit}: ledger progress {id} --measure {number} --quantity {total}",
    ),
    "guard.milestone-later": (
        "时间节点 {number} 的完成日期 {done} 晚于办理日 {day}：ledger progress 改正，或 --as-of 换日期",
        "milestone {number} was reached on {done}, after {day}",
    ),
    "guard.milestone-open": (
        "时间节点 {number} 未完成（{text}）：ledger progress {id} --milestone {number} --done",
        "milestone {number} is open ({text}): ledger progress {id} --milestone {number} --done",
    ),
    "guard.evidence-missing": (
        "佐证材料 {have} 份，至少要 {want} 份：ledger evidence add {id} 文件 --kind 种类",
        "{have} pieces of evidence, {want} are needed: ledger evidence add {id} FILE --kind KIND",
    ),
    "guard.evidence-later": (
        "佐证 {path} 的日期 {date} 晚于办理日 {day}",
        "evidence {path} is dated {date}, after {day}",
    ),
    "guard.verifier-implements": (
        "{who}所在的{unit}是责任单位，不能自己验收自己：换督导或上级单位的人（--as）",
        "{who} belongs to {unit}, which carries out the plan: an independent verifier is needed (--as)",
    ),
    "guard.verifier-responsible": (
        "{who}是本项责任人，不能验收：换人办理（--as）",
        "{who} is the responsible person and can't verify: let somebody else act (--as)",
    ),
    "guard.not-verified": (
        "本轮没有通过的验收：ledger verify {id} --as 验收人",
        "there is no passed verification: ledger verify {id} --as VERIFIER",
    ),
    "guard.verified-later": ("验收日期 {date} 晚于销号日 {day}", "verified on {date}, after {day}"),
    "joint.unknown": (
        "--with {word}：人员登记里没有这个人，或不是这个单位的：ledger people list",
        "--with {word}: the register has nobody of that name in that unit: ledger people list",
    ),
    "joint.ambiguous": (
        "--with {word} 有几个人：{ids}，写 单位=姓名，或写人员编号",
        "--with {word} is several people: {ids}; write UNIT=NAME, or an id",
    ),
    "guard.part-open": (
        "下级 {part}（{title}）还是{status}，各块都验收了才能验收 {id}：ledger why {part}",
        "its part {part} ({title}) is {status}; {id} is accepted when all parts are: ledger why {part}",
    ),
    "guard.joins-twice": (
        "{who}写了两次：组织验收的人不用写进 --with，各单位各写一人",
        "{who} is named twice: who organizes the verification is not named in --with, the others once each",
    ),
    "guard.closer-verified": (
        "{who}是验收人，不能同时销号：换人办理（--as）",
        "{who} made the verification and can't close: let somebody else act (--as)",
    ),
    "guard.publicity-missing": (
        "没有公示记录：ledger publicize {id} --start 2026-05-12 --days 7",
        "there is no public notice: ledger publicize {id} --start 2026-05-12 --days 7",
    ),
    "guard.publicity-running": ("公示到 {end} 才期满，之后再销号", "the public notice runs until {end}"),
    "guard.objection-open": (
        "{date} 的异议未处理（{text}）：ledger publicize 编号 --settle 第几条 --outcome 处理结果",
        "the objection of {date} is open ({text}): ledger publicize ID --settle N --outcome TEXT",
    ),
    "guard.document-missing": (
        "缺销号文号：ledger close {id} --document 文号",
        "the closing paper is missing: ledger close {id} --document NUMBER",
    ),
    "guard.reason-missing": ("没有说明原因：--why 原因", "no reason was given: --why REASON"),
    "guard.day-before": (
        "办理日 {day} 早于上一步的日期 {last}：用 --as-of 指明正确的日期",
        "{day} is before the last step ({last}): name the right day with --as-of",
    ),
    "guard.day-future": (
        "办理日 {day} 还没有到（今天是 {today}）：事情办了再记",
        "{day} has not come yet (today is {today}): sign it when it is done",
    ),
    "guard.new-day-passed": (
        "新时限 {new} 早于办理日 {day}：新时限须在今后",
        "the new deadline {new} is before {day}: set a day that is still ahead",
    ),
    "guard.who-may": ("可以办理的人：{people}", "who may do it: {people}"),
    "guard.nobody-may": (
        "登记的人员里没有人可以办理：ledger people add 编号 --name 姓名 --unit 单位 --role 职责",
        "nobody in the register may do it: ledger people add ID --name NAME --unit UNIT --role ROLE",
    ),
}
