"""What findings are about: enterprises, rivers, outfalls; what happened to them, and what seems to be there again."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.object": (
        "对象：企业、水体、排口、地块、断面、工地，各有编码、位置、责任人和跨台账的经历。",
        "Objects: enterprises, rivers, outfalls, plots; each with its code, place, owners and history.",
    ),
    "help.object.new": (
        "登记一个对象。\n\n例：ledger object new 红旗河 --kind 水体 --owner 河长=张三（副镇长） --set 行政区域=甲县红旗镇",
        "Write an object down.\n\nExample: ledger object new 红旗河 --kind 水体 --owner 河长=张三 --set region=甲县红旗镇",
    ),
    "help.object.list": (
        "列出在册的对象，连同涉及它们的问题件数（未销号/全部）。",
        "List the objects on the register, with the issues about them (open/all).",
    ),
    "help.object.show": (
        "一个对象的登记和经历：每一件问题、任务、信访、回头看，按时间排列；像是反弹、就近转移、死灰复燃的会提醒。\n\n例：ledger object show 红旗河",
        "An object and everything that happened to it, in the order of time, with a warning where it seems to be back.\n\nExample: ledger object show 红旗河",
    ),
    "help.object.edit": (
        "修改对象，换责任人，或移出（销号、关停）。\n\n例：ledger object edit 某塑料厂 --struck-off 2026-05-20 --why 关停取缔",
        "Change an object, its owners, or strike it off.\n\nExample: ledger object edit NAME --struck-off 2026-05-20 --why REASON",
    ),
    "help.object.export": (
        "对象清单写成 Excel，每类一张表，填好后用 import 收回。\n\n例：ledger object export 对象.xlsx --kind 企业",
        "The objects as a workbook, one sheet a kind, to be filled in and taken back.\n\nExample: ledger object export objects.xlsx",
    ),
    "help.object.import": (
        "收回填好的对象清单，或收入单位自己的清单（可以多个文件，有一处不收就全都不写）；先列出改动，加 --apply 才写入。\n\n例：ledger object import 各镇/*.xlsx --kind 企业 --apply",
        "Take back filled workbooks of objects, or an office's own lists (all of them or none); shows the changes, writes with --apply.\n\nExample: ledger object import towns/*.xlsx --kind 企业 --apply",
    ),
    "option.object-file": ("填好的对象清单（.xlsx），可以多个", "the filled workbooks (.xlsx)"),
    "option.object-sheet-kind": (
        "表里的都是哪一类，如 企业（表名不是类别的要写）",
        "what the things of the sheets are, e.g. 企业 (where the sheets are not called so)",
    ),
    "metavar.object": ("对象", "OBJECT"),
    "metavar.owner": ("角色=姓名（职务）", "ROLE=NAME(POST)"),
    "option.object-word": ("对象的编号、名称、曾用名或编码", "id, name, former name or code"),
    "option.object-name": ("对象名称", "name of the object"),
    "option.object-kind": ("类别，如 企业、水体、排口", "kind: 企业, 水体, 排口 …"),
    "option.object-kinds": ("类别（可多次）", "kind (repeatable)"),
    "option.object-id": ("编号，也是文件名（默认与名称相同）", "id, and name of the file (default: the name)"),
    "option.object-set": (
        "字段=值，如 行政区域=甲县红旗镇东村、编码=PK-001、经度=119.95、属性.排口类型=雨污混流（可多次）",
        "key=value, e.g. region=…, code=…, lon=119.95, attributes.NAME=VALUE (repeatable)",
    ),
    "option.owner": (
        "责任人，如 河长=张三（副镇长）；换人时前任保留在案，不写姓名则卸任（可多次）",
        "owner, e.g. 河长=张三（副镇长）; a predecessor stays on record, no name ends the term (repeatable)",
    ),
    "option.struck-off": ("哪一天移出（销号、关停、消除）", "the day on which it was struck off"),
    "option.ending": ("移出原因", "why it was struck off"),
    "option.only-gone": ("只列已移出的", "only those struck off"),
    "option.all-objects": ("在册的和已移出的都列", "those struck off as well"),
    "column.object-id": ("对象", "object"),
    "column.object-name": ("名称", "name"),
    "column.object-kind": ("类别", "kind"),
    "column.object-code": ("编码", "code"),
    "column.object-other-names": ("曾用名", "former names"),
    "column.object-region": ("行政区域", "region"),
    "column.object-address": ("地址", "address"),
    "column.object-place": ("经纬度", "lon, lat"),
    "column.object-owners": ("责任人", "owners"),
    "column.object-former-owners": ("前任", "former owners"),
    "column.object-parent": ("所属对象", "part of"),
    "column.object-since": ("列入日期", "since"),
    "column.object-until": ("移出", "struck off"),
    "column.object-attributes": ("属性", "attributes"),
    "column.object-note": ("备注", "note"),
    "column.object-open": ("问题", "issues"),
    "column.object-issue": ("问题编号", "issue"),
    "column.object-day": ("日期", "day"),
    "column.object-happened": ("事项", "what happened"),
    "column.object-what": ("内容", "content"),
    "event.object-listed": ("列入", "listed"),
    "event.object-finding": ("问题", "finding"),
    "event.object-task": ("任务", "task"),
    "event.object-petition": ("信访件", "petition"),
    "event.object-verified": ("验收", "verified"),
    "event.object-closed": ("销号", "closed"),
    "event.object-reopened": ("重新打开", "reopened"),
    "event.object-lookback": ("回头看", "look-back"),
    "event.object-rebound": ("回头看：反弹", "look-back: rebound"),
    "event.object-struck-off": ("移出", "struck off"),
    "object.line": ("{what}：{text}", "{what}: {text}"),
    "object.parts": ("下属：{parts}", "parts: {parts}"),
    "object.scheme": (
        "{kind} {id}：措施 {count} 条，已完成 {done} 条（ledger plan show {id}）",
        "{kind} {id}: {done} of {count} measures done (ledger plan show {id})",
    ),
    "object.events": ("共 {count} 条经历（截至 {day}）", "{count:event|events} (as of {day})"),
    "help.object.sources": (
        "对象与来源对照（找差）：同一个对象，督察、信访查出过而自查从来没有查出的排在前。有就以 1 退出。\n\n例：ledger object sources --kind 企业",
        "Objects against sources: what others found and the office itself never did comes first. Exits with 1 where there is any.\n\nExample: ledger object sources --kind 企业",
    ),
    "option.own-source": (
        "算作自己查出的来源，可多次（默认 自查）",
        "a source that counts as found by oneself (自查 by default)",
    ),
    "column.sources-missed": ("比对", "compared"),
    "sources.missed": ("{others}查出，{own}没有", "found by {others}, never by {own}"),
    "sources.count": (
        "{count} 个对象查出过问题，{missed} 个从来没有由{own}查出（截至 {day}）",
        "{count:object|objects} with findings, {missed} never found by {own} (as of {day})",
    ),
    "object.count": (
        "共 {count} 个对象（截至 {day}；问题一栏是 未销号/全部）",
        "{count:object|objects} (as of {day}; issues: open/all)",
    ),
    "object.written": ("{id} 已登记：{file}", "{id} written down: {file}"),
    "object.changed": ("{id} 已修改：{file}", "{id} changed: {file}"),
    "object.unchanged": ("{id} 没有改动。", "{id} was not changed."),
    "object.none": (
        "没有叫“{word}”的对象。看有哪些：ledger object list --all；登记：ledger object new {word} --kind 类别",
        "there is no object “{word}”. See: ledger object list --all; write it down: ledger object new {word} --kind KIND",
    ),
    "object.ambiguous": (
        "叫“{word}”的不止一个，请写编号：{ids}",
        "more than one object is called “{word}”; name its id: {ids}",
    ),
    "object.exists": (
        "对象 {id} 已经有了。修改：ledger object edit {id}；是另一个：用 --id 另给编号",
        "there is an object {id} already. Change it: ledger object edit {id}; another one: give it an id with --id",
    ),
    "object.unfit-id": (
        "“{id}”不能作文件名：用 --id 另给编号，如 --id PK-001",
        "“{id}” can't be the name of a file: give another id, e.g. --id PK-001",
    ),
    "object.fixed-id": (
        "编号就是文件名，问题按它引用，不改；名称可以改（原名写进曾用名）",
        "the id is the name of the file, and issues refer to it: it stays; change the name instead",
    ),
    "object.fixed-owners": ("责任人用 --owner 河长=张三（副镇长）", "owners are told by --owner 河长=张三"),
    "object.fixed-until": ("移出用 --struck-off 日期 --why 原因", "strike it off with --struck-off DAY --why REASON"),
    "object.gone-ahead": (
        "移出日期 {until} 还没有到（今天是 {day}），没有改。到了那天再移出",
        "the day {until} on which it is struck off is still to come (today: {day}); nothing was changed. Do it then",
    ),
    "object.undated": (
        "{id} 在 {recorded} 改过：责任人、移出按日期列出 {day} 的；名称、编码、位置、属性不记日期，列的是现在的",
        "{id} was changed on {recorded}: owners and its end are those of {day}; names, code, place and attributes bear no days and are those of today",
    ),
    "object.later-plans": (
        "这些方案上最早的日期在 {day} 以后，没有列：{ids}",
        "plans whose earliest day is after {day} are left out: {ids}",
    ),
    "object.bad-owner": (
        "责任人“{found}”读不出角色：写 角色=姓名（职务），如 河长=张三（副镇长）",
        "“{found}” names no role: write ROLE=NAME(POST), e.g. 河长=张三（副镇长）",
    ),
    "object.why-for-nothing": (
        "--why 是移出的原因，与 --struck-off 一起用",
        "--why tells why it is struck off: use it with --struck-off",
    ),
    "object.nothing-said": (
        "改什么？--set 字段=值、--owner 角色=姓名，或 --struck-off 日期 --why 原因",
        "change what? --set KEY=VALUE, --owner ROLE=NAME or --struck-off DAY --why REASON",
    ),
    "object.code-twice": (
        "编码 {code} 已是 {other}（{name}）的：一个编码只给一个对象",
        "{other} ({name}) has the code {code} already: one code, one object",
    ),
    "object.name-twice": (
        "{kind}“{name}”与 {other} 同名：是同一个就并成一个，不是就写明行政区域",
        "{kind} “{name}” is called as {other} is: make them one, or say in which regions they lie",
    ),
    "object.distinct-unknown": (
        "核实并非里的 {word} 不在 objects/ 里",
        "{word}, which it was found not to be, is not in objects/",
    ),
    "object.no-ending": ("没有写原因", "no reason told"),
    "object.about-what-is-gone": (
        "{id} 已于 {until} 移出（{ending}）：又有涉及它的问题，像是死灰复燃，请到现场核查",
        "{id} was struck off on {until} ({ending}): an issue about it looks as if it had come back; look at the site",
    ),
    "object.parent-unknown": (
        "所属对象 {parent} 不在 objects/ 里",
        "the object {parent} that it is part of is not in objects/",
    ),
    "object.circle": (
        "{id} 经 {parent} 又属于自己：改其中一个的所属对象",
        "{id} is part of itself by way of {parent}: change one of them",
    ),
    "object.half-place": ("经度、纬度只写了一个：补上另一个", "only one of lon and lat is there: add the other"),
    "object.swapped": ("经度 {lon}、纬度 {lat} 像是写反了", "lon {lon} and lat {lat} seem to be swapped"),
    "object.elsewhere": (
        "经度 {lon}、纬度 {lat} 不在中国境内（经度 73–136，纬度 3–54，十进制的度）",
        "lon {lon}, lat {lat} is not in China (lon 73–136, lat 3–54, decimal degrees)",
    ),
    "object.until-before": (
        "移出日期 {until} 早于列入日期 {since}",
        "struck off on {until}, before it was listed on {since}",
    ),
    "object.kind-unlisted": (
        "类别“{kind}”不在 [objects] kinds 里：{known}",
        "the kind “{kind}” is not in [objects] kinds: {known}",
    ),
    "object.unknown": (
        "对象 {id} 不在 objects/ 里：登记 ledger object new {id} --kind 类别，或改成有的",
        "the object {id} is not in objects/: write it down (ledger object new {id} --kind KIND), or name another",
    ),
    "object.unknown-to": (
        "没有对象 {id}{hint}。登记：ledger object new {id} --kind 类别",
        "there is no object {id}{hint}. Write it down: ledger object new {id} --kind KIND",
    ),
    "object.rebound": (
        "{thing} 像是反弹（{day}）：{because}。到现场核查",
        "{thing} seems to have come back ({day}): {because}. Look at the site",
    ),
    "object.moved": (
        "{thing} 像是 {before} 就近转移过来的（{day}）：{because}。核查后不是的：ledger object edit {thing} --set 核实并非={distinct}",
        "{thing} may be {before}, moved near by ({day}): {because}. If it isn't: ledger object edit {thing} --set distinct={distinct}",
    ),
    "object.revived": (
        "{thing} 像是 {before} 死灰复燃（{day}）：{because}。核查后不是的：ledger object edit {thing} --set 核实并非={distinct}",
        "{thing} may be {before} come back ({day}): {because}. If it isn't: ledger object edit {thing} --set distinct={distinct}",
    ),
    "object.there-again": (
        "{thing} 移出以后又有了（{day}），像是死灰复燃：{because}。到现场核查，那件问题销号了就不再提",
        "{thing} had been struck off and is there again ({day}): {because}. Look at the site; this ends when that issue is closed",
    ),
    "object.opened-again": ("{id} 销号后重新打开，第 {cycle} 轮", "{id} was opened again, cycle {cycle}"),
    "object.closed-before": ("{other} 于 {day} 销号，又来 {id}", "{other} was closed on {day}, and now there is {id}"),
    "object.after-its-end": ("{until} 移出，之后又有 {id}", "struck off on {until}, and now there is {id}"),
    "object.same-code": ("编码相同（{code}）", "the same code ({code})"),
    "object.same-address": ("地址相同（{address}）", "the same address ({address})"),
    "object.same-owner": ("经营的人相同（{person}）", "the same person carries it on ({person})"),
    "object.equal-name": ("名称相同（{name}）", "the same name ({name})"),
    "object.same-name": ("名称相像（{before}、{now}）", "names alike ({before}, {now})"),
    "object.near": ("同类，相距 {km} 公里", "of one kind, {km} km apart"),
    "object.same-village": ("同类，同在{region}", "of one kind, both in {region}"),
    "object.nothing-to-export": ("没有这样的对象，没有写文件", "there is no such object; no file was written"),
    "object.exported": ("{count} 个对象写入 {path}：{sheets}", "{count:object|objects} written to {path}: {sheets}"),
    "object.row-new": ("新增 {id}：{cells}", "new {id}: {cells}"),
    "object.row-changed": ("修改 {id}：{cells}", "change {id}: {cells}"),
    "object.difference": ("{heading}“{old}”→“{new}”", "{heading} “{old}” → “{new}”"),
    "object.row-twice": (
        "{id} 在 {file} {sheet} 第 {row} 行已经有了：一个对象一行；是两个就加一列“编号”，各给一个",
        "{file} {sheet} row {row} is about {id} already: one row, one object; if they are two, give each an id in a column 编号",
    ),
    "object.row-nameless": ("既没有编号也没有名称", "it has neither an id nor a name"),
    "object.row-gone": (
        "台账里没有 {id}（导出以后删掉了，或是别的台账导出的），照表里写的新登记",
        "{id} is not in this ledger (gone since the export, or exported from another one): entered anew from the sheet",
    ),
    "object.row-stale": (
        "{id} 在导出之后又改过，分不清表里哪些是新的：重新导出再填",
        "{id} has changed since the export, so nobody can tell what is new here: export again",
    ),
    "object.no-headings": (
        "“{sheet}”里没有找到 编号、名称 的表头，没有读",
        "no row of headings was found in “{sheet}”; it was not read",
    ),
    "object.no-heading": (
        "{column} 列没有表头，里面 {count} 格没有收：写上表头再收",
        "column {column} has no heading; what stands in {count} of its cells was not taken: give it one",
    ),
    "object.beside": ("{what}，没有收成对象", "{what}, and was taken for no object"),
    "object.is-gone": (
        "{id} 已于 {until} 移出，这里又有它：是死灰复燃还是旧表，请核实",
        "{id} was struck off on {until}, and here it is again: has it come back, or is the list old?",
    ),
    "object.no-kind": (
        "从表名“{sheet}”看不出是哪一类：加 --kind 企业，或把表名改成类别；有的类别：{known}",
        "the name of the sheet “{sheet}” is no kind: add --kind 企业, or call the sheet by its kind: {known}",
    ),
    "object.name-elsewhere": (
        "{id} 登记在{region}，这里写的是别处：是两个就加一列“编号”，另给编号；是同一个就先改登记的行政区域",
        "{id} is written down in {region}, and here it lies elsewhere: if they are two, give this one an id in a column 编号",
    ),
    "object.other-kind": (
        "{id} 登记的是{kind}，这里是{told}：是同一个先改 ledger object edit {id} --set 类别={told}，不是就加一列“编号”另给编号",
        "{id} is written down as {kind}, and here it is {told}: if it is the same, ledger object edit {id} --set 类别={told}; if not, give it an id in a column 编号",
    ),
    "object.kind-kept": (
        "{id} 登记的是{kind}，表里是{told}：类别没有改",
        "{id} is written down as {kind} and stands here as {told}: its kind stays",
    ),
    "object.bad-degrees": (
        "“{found}”读不出{heading}：写十进制的度（如 119.95）或度分秒（如 119°57′00″）",
        "“{found}” is no {heading}: write decimal degrees (119.95) or degrees, minutes and seconds (119°57′00″)",
    ),
    "object.bad-place": (
        "“{found}”读不出经纬度：先经度后纬度，中间用逗号，如 119.95,31.72",
        "“{found}” is no place: longitude, comma, latitude, e.g. 119.95,31.72",
    ),
    "object.import-count": (
        "新增 {new} 个，修改 {changed} 个，不收 {refused} 处",
        "new: {new}, changed: {changed}, not taken: {refused}",
    ),
    "object.not-clean": (
        "没有写入：有 {count} 处不收，在表里改好再导入",
        "nothing was written: {count} can't be taken; mend them in the sheet and import again",
    ),
    "object.imported": ("已写入 {count} 个对象", "{count:object|objects} written"),
    "filling.who": (
        "没有写：要由登记在册的人办理",
        "nothing was written: this is written down by people of the register",
    ),
    "filling.unknown-key": ("没有字段“{key}”{hint}。可填：{known}", "there is no field “{key}”{hint}. Fields: {known}"),
}
