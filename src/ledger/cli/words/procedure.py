"""The closing procedure: what is wrong with one, why a gate can't be passed, what the dossier lacks."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "procedure.none": (
        "没有叫“{name}”的销号程序（ledger.toml 的 [closing] procedure）；有：{known}。程序放在 templates/procedures/名称.yaml",
        "there is no closing procedure “{name}”; there are: {known}. They live in templates/procedures/NAME.yaml",
    ),
    "procedure.name-twice": (
        "“{name}”已经有了，名称不能重复",
        "“{name}” is there already; names must differ",
    ),
    "procedure.unknown-name": (
        "前面没有“{name}”；可以写的：{known}",
        "there is no “{name}” before this; it can be: {known}",
    ),
    "procedure.not-once": (
        "kind: {kind} 的环节要正好一个，现在 {count} 个（验收写 verify，销号写 close）",
        "there must be exactly one gate of kind: {kind}, and there are {count}",
    ),
    "procedure.close-last": (
        "“{name}”是销号，须是最后一个环节",
        "“{name}” is the closing and must be the last gate",
    ),
    "procedure.own-elsewhere": (
        "“{name}”不是验收环节，own（自主验收）只能写在 kind: verify 的环节上",
        "“{name}” is not the verification; only that can be own",
    ),
    "procedure.own-unreviewed": (
        "“{name}”是自主验收，其后须有上级复核：再写一个 kind: sign 的环节，above: {name}",
        "“{name}” is an own verification: a review from above must follow, a gate of kind: sign with above: {name}",
    ),
    "procedure.days-elsewhere": (
        "“{name}”不是公示，不写 days",
        "“{name}” is no public notice and has no days",
    ),
    "procedure.days-missing": (
        "公示“{name}”没有写天数：days: 10，按自然日再写 working: false",
        "the notice “{name}” has no length: days: 10, with working: false for plain days",
    ),
    "procedure.notice-has-no-hand": (
        "“{name}”是公示，期满无异议就过，没有办理人，这一行不能写",
        "“{name}” is a public notice that passes by itself; nobody signs it, so this line can't stand",
    ),
    "procedure.document-elsewhere": (
        "“{name}”是验收，没有文号可记；要文号的环节用 kind: sign",
        "“{name}” is the verification, which bears no number; use a gate of kind: sign for that",
    ),
    "procedure.never-passed": (
        "“{name}”要的“{item}”办完它才会有，谁也过不去：写明材料种类 kinds，或移到后面的环节",
        "“{name}” asks for “{item}”, which is there only afterwards: nobody could pass. Name kinds, or ask for it later",
    ),
    "procedure.shown-by-nothing": (
        "“{name}”没说看什么：写 kinds（材料种类）、gate（环节）或 record（交办、方案、方案批准、备案、回头看）",
        "“{name}” doesn't say what shows it: give kinds, gate or record",
    ),
    "guard.gate-missing": (
        "环节“{gate}”到 {day} 还没有通过：{supply}",
        "the gate “{gate}” has not been passed by {day}: {supply}",
    ),
    "guard.notice-missing": (
        "没有公示（“{gate}”须 {days} 个{kind}）：{supply}",
        "there is no public notice (“{gate}”: {days} {kind}): {supply}",
    ),
    "guard.notice-short": (
        "公示 {start} 至 {end} 时间不够（“{gate}”），应到 {wanted}：重新公示",
        "the notice of {start} to {end} is too short (“{gate}”); it should end on {wanted}: publish again",
    ),
    "guard.notice-early": (
        "{start} 开始的公示早了（“{gate}”要在前面的环节办完、退回整改之后才开始）：{supply}",
        "the notice of {start} came too early (“{gate}” begins after the gates before it, and after a failure): {supply}",
    ),
    "guard.paper-missing": (
        "“{gate}”缺“{item}”：{supply}",
        "“{gate}” lacks “{item}”: {supply}",
    ),
    "guard.standard-unanswered": (
        "验收标准第 {number} 条没有对照（{text}）：ledger verify {id} --standard '{number}=凭什么说符合'",
        "standard {number} is not answered ({text}): ledger verify {id} --standard '{number}=HOW IT IS MET'",
    ),
    "guard.standard-unmet": (
        "验收标准第 {number} 条不符合（{text}）：{answer}。不能通过：整改后再验收，或 ledger verify {id} --fail --why 原因",
        "standard {number} is not met ({text}): {answer}. It can't pass: ledger verify {id} --fail --why REASON",
    ),
    "guard.standard-unknown": (
        "程序“{procedure}”的验收标准只有 {count} 条，没有第 {number} 条",
        "the procedure “{procedure}” has {count} standards, and no number {number}",
    ),
    "guard.standard-twice": (
        "验收标准第 {number} 条写了两次：只留一个 --standard '{number}=…'",
        "standard {number} is answered twice: leave one --standard '{number}=…'",
    ),
    "guard.gate-document": (
        "“{gate}”须有文号：{supply} --document 文号",
        "“{gate}” needs the number of its paper: {supply} --document NUMBER",
    ),
    "guard.level-unknown": (
        "“{gate}”由{levels}级办理，units.yaml 里没有写{unit}的层级：在它下面加 level: 县（或 市、省）",
        "“{gate}” is for the levels {levels}, and units.yaml doesn't tell that of {unit}: add level: 县 (or 市, 省) to it",
    ),
    "guard.level-wrong": (
        "{unit}是{level}级，“{gate}”由{levels}级办理：换人（--as）",
        "{unit} is of the level {level}; “{gate}” is for {levels}: let somebody else act (--as)",
    ),
    "guard.not-among": (
        "{who}所在的{unit}不是本项的{parts}，不能办“{gate}”：换人（--as），或 ledger edit 改方案里的单位",
        "{who} belongs to {unit}, which is not among the {parts} of this issue: “{gate}” is for them (--as)",
    ),
    "guard.gate-implements": (
        "{who}所在的{unit}是责任单位，不能办“{gate}”：换别的单位的人（--as）",
        "{who} belongs to {unit}, which carries out the plan, and can't decide at “{gate}” (--as)",
    ),
    "guard.same-hand": (
        "{who}已办过“{earlier}”，“{gate}”须由另一人办理（--as）",
        "{who} has passed “{earlier}”; “{gate}” takes somebody else (--as)",
    ),
    "guard.same-unit": (
        "{who}所在的{unit}已办过“{earlier}”，“{gate}”须由别的单位办理（--as）",
        "{unit}, to which {who} belongs, has passed “{earlier}”; “{gate}” takes another unit (--as)",
    ),
    "guard.not-above": (
        "“{gate}”须由办理“{earlier}”的{other}的上级办理，看不出{unit}是其上级：units.yaml 里写明 level 或 parent，或换人（--as）",
        "“{gate}” takes a level above {other}, which passed “{earlier}”; nothing shows that {unit} is: give level or parent in units.yaml, or let somebody else act",
    ),
    "guard.gate-status": (
        "{id} 现在是{status}，“{gate}”在{wanted}时办理",
        "{id} is {status}; “{gate}” needs {wanted}",
    ),
    "guard.gate-passed": (
        "“{gate}”已经通过，不用再办；看到了哪一步：ledger why {id}",
        "“{gate}” has been passed; see where it stands: ledger why {id}",
    ),
    "guard.closer-implements": (
        "{who}所在的{unit}是责任单位，不能给自己销号：换人办理（--as）",
        "{who} belongs to {unit}, which carries out the plan, and can't close it: let somebody else act (--as)",
    ),
    "guard.closer-of-verifier": (
        "{who}与验收人同在{unit}，销号须由别的单位办理（--as）；本单位人少确需如此的，在 ledger.toml [guards] 写 close_other_unit = false",
        "{who} is of {unit} like the verifier; another unit must close (--as), unless [guards] close_other_unit = false",
    ),
    "guard.verifier-filed-all": (
        "佐证材料都是{who}登记的，不能又由本人一人验收：换人验收（--as），或请别人补登佐证",
        "{who} put all the evidence on record and can't be the only one to judge it: let somebody else verify (--as)",
    ),
    "rule.unsigned-gate": (
        "{date} 的“{gate}”没有对应的办理记录（没有用 ledger pass 办理）",
        "“{gate}” of {date} was signed by no step (it did not go through ledger pass)",
    ),
    "rule.missing-gate-act": (
        "第 {number} 条办理记录是 {date} 的“{gate}”，环节办理里却没有了",
        "step {number} passed “{gate}” on {date}, and the decision is gone",
    ),
    "rule.gate-skipped": (
        "{date} 的“{gate}”之前没有办过“{missing}”；按别的程序办的，在 ledger.toml [closing] 写 since = 起用日期",
        "“{gate}” of {date} came without “{missing}”; if another procedure was in force then, give [closing] since in ledger.toml",
    ),
    "rule.gate-same-hand": (
        "{who}办了“{earlier}”又办“{gate}”，须由不同的人办理",
        "{who} passed “{earlier}” and “{gate}”; different people must",
    ),
    "rule.gate-same-unit": (
        "{unit}办了“{earlier}”又办“{gate}”，须由不同的单位办理",
        "{unit} passed “{earlier}” and “{gate}”; different units must",
    ),
    "rule.gate-not-above": (
        "办“{gate}”的{unit}看不出是{other}的上级（units.yaml 的 level、parent）",
        "{unit}, which passed “{gate}”, is not known to stand above {other} (level, parent in units.yaml)",
    ),
    "rule.standards-open": (
        "验收通过，验收标准第 {numbers} 条却没有对照或不符合",
        "accepted although the standards {numbers} are not answered or not met",
    ),
    "rule.closed-by-implementer": (
        "销号单位{unit}是责任单位：自己给自己销号",
        "closed by {unit}, which carries out the plan",
    ),
    "rule.closed-by-verifiers-unit": (
        "验收和销号都是{unit}：须由不同的单位办理",
        "verified and closed by {unit}; different units must",
    ),
    "rule.registrar-alone": (
        "佐证材料都是{who}登记的，又只由本人验收",
        "{who} put all the evidence on record and was the only one to judge it",
    ),
    "supply.sign": ("ledger pass {id} {gate}", "ledger pass {id} {gate}"),
    "supply.publicity": ("ledger publicize {id}", "ledger publicize {id}"),
    "supply.verify": ("ledger verify {id}", "ledger verify {id}"),
    "supply.close": ("ledger close {id}", "ledger close {id}"),
    "supply.evidence": ("ledger evidence add {id} 文件 -k {kind}", "ledger evidence add {id} FILE -k {kind}"),
    "supply.source": ("ledger edit {id} --set 问题原文=…", "ledger edit {id} --set source.finding=…"),
    "supply.plan": ("ledger edit {id} --set 整改目标=… --measure …", "ledger edit {id} --set plan.goal=… --measure …"),
    "supply.approval": (
        "ledger edit {id} --set 批准单位=… --set 批准日期=2026-05-31",
        "ledger edit {id} --set plan.approval.unit=… --set plan.approval.date=2026-05-31",
    ),
    "supply.filing": ("ledger close {id} --filed-on 2026-05-31", "ledger close {id} --filed-on 2026-05-31"),
    "supply.lookback": ("ledger lookback record {id}", "ledger lookback record {id}"),
    "pass.no-gate": (
        "程序“{procedure}”里没有环节“{name}”；有：{known}",
        "the procedure “{procedure}” has no gate “{name}”; it has: {known}",
    ),
    "pass.none-here": (
        "{id} 的程序“{procedure}”只有验收和销号，没有要用 pass 办的环节：ledger why {id}",
        "the procedure “{procedure}” of {id} has no gate to be passed so: ledger why {id}",
    ),
    "pass.none-due": (
        "{id} 的环节都办过了，没有轮到的；要写明是哪一个：{known}",
        "every gate of {id} has been passed; name the one you mean: {known}",
    ),
    "pass.other-due": (
        "{id} 现在轮到的是“{gate}”，不用 pass 办：{supply}",
        "what is due for {id} is “{gate}”, which is not passed so: {supply}",
    ),
    "pass.not-signed": (
        "“{gate}”不用 ledger pass 办：{supply}",
        "“{gate}” is not passed by ledger pass: {supply}",
    ),
    "refused.gate": (
        "{id} 不能办“{gate}”，原因 {count} 条：",
        "{id} can't pass “{gate}”; {count:reason|reasons}:",
    ),
    "file.not-closed": (
        "{id} 还没有销号，谈不上报备案：先 ledger close {id}",
        "{id} is not closed, so there is nothing to report: ledger close {id} first",
    ),
    "file.already": (
        "{id} 已于 {date} 报备案",
        "{id} was reported on {date}",
    ),
    "file.wrong-day": (
        "备案日期 {filed} 应在销号日 {closed} 到今天 {day} 之间",
        "the day of reporting {filed} should lie from the closing ({closed}) to today ({day})",
    ),
    "verify.bad-answer": (
        "看不懂“{found}”：写成 --standard '1=全部完成'；不符合的写 --standard '3!=仍有两处未改'",
        "“{found}” can't be read: write --standard '1=ALL DONE', and --standard '3!=TWO LEFT' for one that is not met",
    ),
    "why.gate": ("办“{gate}”", "pass “{gate}”"),
    "show.way": ("销号程序：{procedure}　{gates}", "closing procedure: {procedure}  {gates}"),
    "show.passed": ("√{gate} {date}", "√{gate} {date}"),
    "show.ahead": ("○{gate}", "○{gate}"),
    "move.file": ("报备案", "report the closing"),
    "event.gate-failed": ("{gate}不通过", "refused at {gate}"),
    "done.gate": ("{id} “{gate}”已通过：{title}", "{id} has passed “{gate}”: {title}"),
    "done.gate-failed": (
        "{id} “{gate}”不通过，退回整改，以前的环节要重新办：{title}",
        "{id} was refused at “{gate}” and goes back to work; every gate is to be passed anew: {title}",
    ),
    "done.file": ("{id} 已记报备案日期：{title}", "{id}: the reporting of the closing is on record: {title}"),
    "help.pass": (
        "办理销号程序的一个环节（申请验收、初验、复核、审签 …）；--fail 记不通过，退回整改。\n\n例：ledger pass ISSUE-014 初验 --as lisi",
        "Pass a gate of the closing procedure (application, first check, review …); --fail sends the work back.\n\nExample: ledger pass ISSUE-014 初验 --as lisi",
    ),
    "help.dossier": (
        "一事一档：哪些材料在案、缺哪些；--zip 打包成档案。\n\n例：ledger dossier ISSUE-014 --zip ISSUE-014.zip",
        "The dossier: what is on file and what is missing; --zip builds the archive.\n\nExample: ledger dossier ISSUE-014 --zip ISSUE-014.zip",
    ),
    "help.procedure": ("验收销号程序。", "Closing procedures."),
    "help.procedure.show": (
        "画出一个销号程序：各环节谁办、谁不能办、须有什么材料。\n\n例：ledger procedure show 分级验收",
        "Draw a closing procedure: who passes each gate, apart from whom, what must be on file.",
    ),
    "help.procedure.list": ("列出可用的销号程序。", "List the closing procedures."),
    "option.gate": (
        "环节名称，见 ledger procedure show；不写就是轮到的那一个",
        "name of the gate, see ledger procedure show; the one that is due, if not given",
    ),
    "option.gate-fail": ("记为不通过，退回整改（要有 --why）", "record a refusal and send the work back (needs --why)"),
    "option.procedure": ("程序名称；不写就是本台账用的", "name of the procedure; that of this ledger, if not given"),
    "option.joining": (
        "联合验收：共同验收的单位和人，可多次写，如 县住建局=王五",
        "accepting jointly: another unit and who speaks for it, once for each: UNIT=NAME",
    ),
    "metavar.joining": ("单位=姓名", "UNIT=NAME"),
    "option.standard": (
        "逐条对照验收标准，可多次写：'1=全部完成'；不符合写 '3!=原因'",
        "answer a standard of acceptance, once for each: '1=DONE', and '3!=WHY' for one not met",
    ),
    "option.filed-on": (
        "已销号的，记报上级备案的日期",
        "for a closed issue: the day it was reported to the level above",
    ),
    "option.zip": (
        "打包成档案：目录、编号的文件、校验码、台账记录",
        "build the archive: contents, numbered files, digests, the record",
    ),
    "metavar.gate": ("环节", "GATE"),
    "metavar.name": ("名称", "NAME"),
    "metavar.standard": ("序号=情况", "N=TEXT"),
    "column.procedure": ("程序", "procedure"),
    "column.in-force": ("使用", "in force"),
    "column.gates": ("环节", "gates"),
    "procedure.in-force": ("本台账", "here"),
    "procedure.unreadable": ("（文件有错：ledger validate）", "(broken file: ledger validate)"),
    "procedure.head": ("销号程序：{name}", "closing procedure: {name}"),
    "procedure.basis": ("依据：{basis}", "basis: {basis}"),
    "procedure.standards": ("验收标准", "standards of acceptance"),
    "procedure.dossier": ("一事一档", "dossier"),
    "gate.sign": ("签字：ledger pass", "signed: ledger pass"),
    "gate.publicity": ("公示：ledger publicize", "notice: ledger publicize"),
    "gate.verify": ("验收：ledger verify", "verification: ledger verify"),
    "gate.close": ("销号：ledger close", "closing: ledger close"),
    "gate.notice": ("期限：{days} 个{kind}，期满无异议", "length: {days} {kind}, and no open objection"),
    "gate.who": ("办理：{who}", "who: {who}"),
    "gate.among": ("本项的{parts}", "the {parts} of the issue"),
    "gate.levels": ("{levels}级单位", "units of the level {levels}"),
    "gate.role": ("有“{role}”职责的人", "people with the role {role}"),
    "gate.independent": ("不得是责任单位的", "nobody of an implementing unit"),
    "gate.own": (
        "责任单位所属政府可自己验收（其后有上级复核）",
        "the implementers' own government may accept (a review from above follows)",
    ),
    "gate.anybody": ("登记的人员", "anybody in the register"),
    "gate.apart": ("分开：{what}", "apart: {what}"),
    "gate.other-person": ("与{gates}不得同一人", "not who passed {gates}"),
    "gate.other-unit": ("与{gates}不得同一单位", "not a unit that passed {gates}"),
    "gate.above": ("须是{gate}单位的上级", "a level above who passed {gate}"),
    "gate.needs": ("在案：{items}", "on file: {items}"),
    "gate.document": ("文号：须有", "paper: its number is needed"),
    "gate.item-only": ("{name}（{only}）", "{name} ({only})"),
    "item.line": ("{name}：{by}{asked}", "{name}: {by}{asked}"),
    "item.gate": ("“{gate}”的办理记录", "the record of “{gate}”"),
    "item.record": ("台账记录", "the record itself"),
    "item.kinds": ("文件（{kinds}，{least} 份起）", "files ({kinds}, at least {least})"),
    "item.asked": ("；{gates}须有", "; needed for {gates}"),
    "dossier.head": (
        "{id} {title}　一事一档（{kind}，程序：{procedure}）",
        "{id} {title}  dossier ({kind}, procedure: {procedure})",
    ),
    "dossier.engineering": ("工程类", "engineering"),
    "dossier.other": ("非工程类", "not engineering"),
    "dossier.missing": ("没有", "nothing"),
    "dossier.missing-for": ("缺（{gates}须有）", "missing (needed for {gates})"),
    "dossier.supply": ("{said}　{supply}", "{said}  {supply}"),
    "dossier.lacks": ("{item}：{supply}", "{item}: {supply}"),
    "dossier.lacking": ("下一环节“{gate}”还缺 {count} 项：", "the next gate, “{gate}”, lacks {count}:"),
    "dossier.ready": ("下一环节“{gate}”要的材料齐全", "everything that the next gate, “{gate}”, asks for is there"),
    "dossier.closed": ("已销号", "closed"),
    "dossier.others": ("○ 98 其他材料 {count} 份", "○ 98 other files: {count}"),
    "dossier.former": ("○ 99 以前各轮材料 {count} 份", "○ 99 files of earlier cycles: {count}"),
    "dossier.unanswered": ("○ {number}. {text}　没有对照", "○ {number}. {text}  not answered"),
    "dossier.met": ("√ {number}. {text}　{answer}", "√ {number}. {text}  {answer}"),
    "dossier.unmet": ("× {number}. {text}　不符合：{answer}", "× {number}. {text}  not met: {answer}"),
    "dossier.damaged": (
        "佐证材料已不是存入时的样子，档案没有写出：",
        "evidence is not what was put on file; no archive was written:",
    ),
    "dossier.packed": ("{path}：{files} 个文件（截至 {day}）", "{path}: {files:file|files} (as of {day})"),
    "dossier.packed-missing": (
        "目录里有 {count} 项缺件：ledger dossier {id}",
        "{count} items are missing in it: ledger dossier {id}",
    ),
}
