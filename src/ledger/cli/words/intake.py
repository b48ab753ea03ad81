"""What `import --new` says of a workbook that ledger never wrote, and `export --template` of one that it fills."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "intake.no-file": ("没有文件 {path}", "there is no file {path}"),
    "intake.bad-mapping": ("对照有错，什么也没做：", "the mapping is wrong; nothing was done:"),
    "intake.unknown-field": (
        "没有可导入的字段 {field}{hint}；不要这一列写 忽略",
        "no field {field} can be imported{hint}; to leave a column out write 忽略",
    ),
    "intake.no-default": ("{field} 不能各行通用", "{field} can't be the same for every row"),
    "intake.no-headings": (
        (
            "{file} 里没有找到问题清单的表头（至少三个认得的标题，其中有问题名称或问题描述）。看过的工作表：{sheets}。"
            "名称那一列叫别的，就说明是哪一列：--map 排口名称=问题名称；公布的清单、竖表请不加 --new：ledger import {file}"
        ),
        (
            "no headings of a list of issues in {file} (three known ones, a title or finding among them). Looked at: {sheets}. "
            "If the titles have a heading of their own, say which: --map 排口名称=问题名称. "
            "A published list, or a table for each issue: ledger import {file}, without --new"
        ),
    ),
    "intake.sheet": (
        "工作表“{sheet}”：表头在第 {top}–{bottom} 行，{count} 件",
        "sheet “{sheet}”: headings in rows {top}–{bottom}, {count:issue|issues}",
    ),
    "intake.sheet-one": (
        "工作表“{sheet}”：表头在第 {top} 行，{count} 件",
        "sheet “{sheet}”: headings in row {top}, {count:issue|issues}",
    ),
    "intake.heading": ("  {column} 列 {heading} {meaning}", "  column {column} {heading} {meaning}"),
    "intake.means": ("读作 {field}", "is {field}"),
    "intake.means-words": (
        "只作为进展里的文字（状态不由表格改变）",
        "becomes words of the progress (no cell changes a state)",
    ),
    "intake.weak": ("× 不导入：{field}另有一列", "× left out: another column has {field}"),
    "intake.ignored": ("× 不导入：已说明忽略", "× left out, as you said"),
    "intake.unmapped": ("× 不导入：没有对应的字段{hint}", "× left out: no field matches{hint}"),
    "intake.ambiguous": (
        "？可能是 {field}，请说明：--map {heading}={first}",
        "? may be {field}; say which: --map {heading}={first}",
    ),
    "intake.rivals": (
        "？与 {rivals} 都像是 {field}，请说明：--map {heading}=忽略",
        "? {rivals} may be {field} as well; decide: --map {heading}=忽略",
    ),
    "intake.row": ("  第 {row} 行{kind}，不是问题：{words}", "  row {row} is {kind}, no issue: {words}"),
    "intake.section": (
        "    → 第 {first}–{last} 行的{field}记上“{value}”（本行自己填了的不变）；另有所指或不要：--map 分类标题=字段 或 忽略",
        "    → {field} of rows {first}–{last}: “{value}” (unless a row says it itself); elsewhere or nowhere: --map 分类标题=FIELD or 忽略",
    ),
    "intake.section-ignored": ("    × 不记入：已说明忽略", "    × kept nowhere, as you said"),
    "intake.known": (
        "  另有 {count} 行是台账导出的，已在台账中；改动用 ledger import（不加 --new）收回",
        "  {count} more rows were exported by the ledger; take their changes back with ledger import, without --new",
    ),
    "intake.strangers": (
        "单位登记里没有的单位（ledger units add）：{units}",
        "units that the register doesn't know (ledger units add): {units}",
    ),
    "intake.kind.section": ("是分类标题", "a section"),
    "intake.kind.total": ("是合计", "a total"),
    "intake.kind.note": ("是说明", "a note"),
    "intake.kind.numbering": ("是栏号", "a row of column numbers"),
    "intake.kind.heading": ("是重复的表头", "a repeated heading"),
    "intake.passed-over": (
        "没有当作问题清单的工作表（没有表头，或是隐藏的）：{sheets}",
        "sheets passed over (no headings, or hidden): {sheets}",
    ),
    "intake.unmet": (
        "对照里的这些标题在表中没有：{headings}",
        "headings of the mapping that are in no sheet: {headings}",
    ),
    "intake.agrees": (
        "核对“{sheet}”“{words}”：印着 {printed}，数出 {found}，一致",
        "“{sheet}”, “{words}”: printed {printed}, counted {found}, they agree",
    ),
    "intake.differs": (
        "核对“{sheet}”“{words}”：印着 {printed}，数出 {found}，不一致",
        "“{sheet}”, “{words}”: printed {printed}, counted {found}: they differ",
    ),
    "intake.proposed": ("拟新增 {count} 件：", "{count:issue|issues} would be new:"),
    "intake.column.rows": ("行", "rows"),
    "intake.column.item": ("原文编号", "item"),
    "intake.column.title": ("问题名称", "title"),
    "intake.column.units": ("责任单位", "units"),
    "intake.column.deadline": ("整改时限", "deadline"),
    "intake.column.measures": ("措施", "measures"),
    "intake.duplicates": ("已有或重复 {count} 件，不再新增：", "{count} are there already and are skipped:"),
    "intake.duplicate": ("  “{sheet}”第 {row} 行 {title}：{of}", "  “{sheet}” row {row} {title}: {of}"),
    "intake.same-issue": ("与 {id} 相同", "the same as {id}"),
    "intake.same-row": ("与“{sheet}”第 {row} 行相同", "the same as “{sheet}” row {row}"),
    "intake.stopping": ("不能导入的 {count} 处：", "{count} that can't be taken:"),
    "intake.looking": ("请看一下的 {count} 处：", "{count} to look at:"),
    "intake.remark": ("  工作表“{sheet}”{at}{text}：{why}", "  “{sheet}” {at}{text}: {why}"),
    "intake.at-row": ("第 {row} 行", "row {row}"),
    "intake.quoted": (" 内容“{text}”", " “{text}”"),
    "intake.picture": (
        "是图片，没有导入；请用 ledger evidence add 存入",
        "a picture, not imported; file it with ledger evidence add",
    ),
    "intake.formula": (
        "是没有存值的公式，请在 Excel 里粘贴为数值",
        "a formula without a stored value; paste it as a value in Excel",
    ),
    "intake.error": ("是错误值，请在 Excel 里改正", "an error value; correct it in Excel"),
    "intake.no-title": (
        "这一行没有问题名称或问题原文；是上一件的续行请合并单元格",
        "neither title nor finding in this row; if it belongs to the row above, merge the cells",
    ),
    "intake.item-number": (
        "编号是数字单元格，末尾的 0 可能已丢（1.10 成了 1.1），请核对",
        "the number is a numeric cell: a trailing 0 may be lost (1.10 became 1.1); check it",
    ),
    "intake.not-in-list": ("{field}只能是 {known}，没有导入", "{field} can only be {known}; left out"),
    "intake.not-a-day": (
        "不是日期{hint}，请在表里改成 2026-05-31 或 2026年5月31日",
        "not a day{hint}; write it in the sheet as 2026-05-31",
    ),
    "intake.default-day": (
        "交办日期不能是 {found}{hint}，应写成 2026-05-31",
        "the day of hand-over can't be {found}{hint}; write 2026-05-31",
    ),
    "intake.default-word": ("{field}不能是 {found}，只能是 {known}", "{field} can't be {found}, only {known}"),
    "intake.says-nothing": ("没有写出{field}，这一格没有导入", "says no {field}; left out"),
    "intake.bad-funds": (
        "“{found}”不是以万元计的金额，没有导入；表头写明其他单位的，请先换算成万元",
        "“{found}” is no amount in 10,000 yuan; left out. Where the heading has another unit, convert it first",
    ),
    "intake.funds-shared": (
        "“{found}”万元是几条措施合计的，没有说各条多少，没有导入；请写到各条措施上",
        "“{found}” is the sum for several measures and nobody says of which how much; left out",
    ),
    "intake.no-unit": ("“{found}”不是单位，没有导入", "“{found}” is no unit; left out"),
    "intake.two-units": (
        "“{unit}”像是两个单位写在一起，现按一个单位导入；是两个请改成“{apart}”",
        "“{unit}” looks like two units and is taken as one; if it is two, write “{apart}”",
    ),
    "intake.unknown-element": (
        "环境要素没有“{word}”{hint}，照原文导入；可用的见 ledger config show",
        "“{word}” is no environment field of the house{hint}; kept as it stands (ledger config show)",
    ),
    "intake.item-day": (
        "编号里的日期 {day} 不存在，请核对",
        "the number holds the day {day}, which never was; check it",
    ),
    "intake.same-number": (
        "原文编号 {item} 与第 {row} 行“{title}”相同，名称不同，都导入；请核对",
        "the number {item} is that of row {row}, “{title}”, as well; both are taken, check them",
    ),
    "intake.private": (
        "问题名称取自原文，其中的电话或证件号码已遮住（{title}）；原文照录，外发前请处理",
        "the title is taken from the finding, telephone or identity numbers masked ({title}); the finding stays as it is",
    ),
    "intake.private-title": (
        "问题名称里有电话或证件号码，会出现在每张表里，请在表里改掉",
        "the title holds a telephone or identity number, which every sheet would show; change it",
    ),
    "intake.joined-title": (
        "问题名称由原文的几行接成：{title}",
        "the title is put together from several lines: {title}",
    ),
    "intake.many-deadlines": (
        "这一件有几个时限而没有分开的措施，几个时限写在一起",
        "this issue has several deadlines and no measures of its own for them; they were put together",
    ),
    "intake.deadline-number": (
        "时限是数字，不是日期格式{hint}；只作文字保留",
        "the deadline is a number, not a date{hint}; kept as text only",
    ),
    "intake.deadline-unread": (
        "时限没有读成日期：{why}{hint}；只作文字保留",
        "the deadline was not read: {why}{hint}; kept as text only",
    ),
    "intake.deadline-base": (
        "时限要看从哪天起算，按今天是 {due}；只作文字保留。请说明：--set 交办日期=2026-01-05",
        "the deadline depends on the day it counts from (today: {due}); kept as text only. Say: --set source.received=2026-01-05",
    ),
    "intake.hidden-rows": (
        "从这一行起有 {count} 行是隐藏的，也读入了",
        "{count} rows from here on are hidden; they were read too",
    ),
    "intake.assumed": (
        "表里没有{field}，记作 {value}；可用 --set 说明",
        "no {field} in the sheet: {value} is written; use --set to say it",
    ),
    "intake.assumed-rows": (
        "第 {rows} 行没有填{field}，记作 {value}；可用 --set 说明",
        "rows {rows} say no {field}: {value} is written; use --set to say it",
    ),
    "intake.unsigned": (
        "不知道是谁在导入（{who}）。请用 --as 说明，人员见 ledger people list",
        "nobody known is importing ({who}). Say --as ID; see ledger people list",
    ),
    "intake.refused": ("{file} 没有导入，什么也没写：", "{file} was not imported; nothing was written:"),
    "intake.broken": (
        "台账有 {count} 件无法读取（{files}），说不准哪些已经有了，没有导入。看原因：ledger validate",
        "{count} files of the ledger can't be read ({files}), so nobody can tell what is there already: ledger validate",
    ),
    "intake.meanwhile": (
        "台账刚才有问题新增或移走，什么也没写。请重新执行命令",
        "issues came or went meanwhile; nothing was written. Run the command again",
    ),
    "intake.undecided": (
        "“{sheet}”的“{heading}”还没有说明是什么，用 --map",
        "“{heading}” of “{sheet}” is undecided; use --map",
    ),
    "intake.stops": (
        "“{sheet}”第 {row} 行：{why}（不要这几行，其余照导：--force）",
        "“{sheet}” row {row}: {why} (to leave such rows out: --force)",
    ),
    "intake.mapping-saved": ("对照已存到 {path}（{count} 列）", "the mapping of {count} columns is in {path}"),
    "intake.done": ("已新增 {count} 件：{first} 至 {last}", "{count} issues are new: {first} to {last}"),
    "intake.nothing": ("没有可新增的，什么也没写", "nothing is new; nothing was written"),
    "intake.ready": (
        "以上只是计划，没有写入。写入 {count} 件：加 --apply",
        "this is a plan; nothing was written. To write {count} issues add --apply",
    ),
    "intake.not-clean": (
        "以上只是计划，没有写入；先处理“？”“不一致”和不能导入的各处",
        "this is a plan; nothing was written. First see to what is marked ?, differs or can't be taken",
    ),
    "option.new": (
        "读 ledger 没有写过的工作簿（单位的旧台账），拟成新问题",
        "read a workbook that ledger never wrote, and propose new issues",
    ),
    "option.force-new": (
        "不能导入的行（项）不要，合计对不上也导入，台账已有的也新增；与 --new 连用时覆盖已有的对照文件",
        "leave out what can't be taken, go on though counts differ or the ledger has it; with --new, overwrite a mapping",
    ),
    "intake.only-new": (
        "--map、--set、--mapping、--save-mapping、--force 只用于导入旧台账，要加 --new",
        "--map, --set, --mapping, --save-mapping and --force belong to --new",
    ),
    "intake.one-file": ("--new 一次只读一个文件", "--new reads one file at a time"),
    "option.map": (
        "标题=字段：某列是什么，如 整改任务=问题原文；不要的列写 忽略（可多次）",
        "heading=field (repeatable)",
    ),
    "option.default": (
        "字段=内容：各行没有填时都用它，如 问题来源=中央督察（可多次）",
        "field=value for rows that say nothing (repeatable)",
    ),
    "option.mapping": ("表头对照文件", "a mapping file"),
    "option.save-mapping": ("把这次的表头对照存成文件，下次用 --mapping", "keep this mapping for next time"),
    "option.template-workbook": (
        "填进单位自己的工作簿：其中一行写 {{{{问题编号}}}} 等标记，有哪些标记见 docs/own-workbooks.md",
        "fill the office's own workbook, with a row of markers (docs/own-workbooks.md)",
    ),
    "template.too-big": (
        "模板 {file} 太大，没有读取：模板只要表头、样式和一行标记",
        "the template {file} is too big; it needs headings, styles and one row of markers",
    ),
    "template.not-loaded": (
        "模板 {file} 读不出来（{reason}）。请用 Excel 或 LibreOffice 打开后另存为 .xlsx 再试",
        "the template {file} can't be loaded ({reason}); open it in Excel or LibreOffice and save it as .xlsx again",
    ),
    "template.no-markers": (
        "{file} 里没有标记。在要填的一行写上 {{{{问题编号}}}}、{{{{问题描述}}}} 等",
        "no markers in {file}: put {{{{问题编号}}}}, {{{{问题描述}}}} … into the row to be filled",
    ),
    "template.faults": ("模板 {file} 不能填，没有导出：", "the template {file} can't be filled; nothing was written:"),
    "template.fault": ("工作表“{sheet}”的 {cell}：{why}", "sheet “{sheet}”, {cell}: {why}"),
    "template.unknown": ("没有“{name}”这种标记{hint}", "there is no marker “{name}”{hint}"),
    "template.wide": (
        "{sheet}!{cell}：“{text}”用了全角括号，标记要写成半角的 {{{{ }}}}",
        "{sheet}!{cell}: “{text}” has full-width braces; write {{{{ }}}}",
    ),
    "template.half": (
        "{sheet}!{cell}：“{text}”里的标记没有写全，前后都要有两个括号：{{{{问题名称}}}}",
        "{sheet}!{cell}: a marker in “{text}” is not whole; write two braces on either side: {{{{问题名称}}}}",
    ),
    "template.margin": ("页眉页脚", "header or footer"),
    "template.margin-row": (
        "工作表“{sheet}”的页眉页脚里不能写 {name}，可写：{known}",
        "sheet “{sheet}”: the header or footer can't say {name}; it can say: {known}",
    ),
    "template.merged": (
        "工作表“{sheet}”的 {area} 是合并单元格，跨到了标记行（第 {row} 行）之外，新增的行会被它盖住。请取消合并",
        "sheet “{sheet}”: {area} is merged beyond the row of markers ({row}) and would cover the new rows. Unmerge it",
    ),
    "template.one-row": (
        "{cells} 的公式只引用“{sheet}”第 {row} 行的一格，填好后仍只算第一件；要算全部请写成区域，如 SUM(H{row}:H{row})",
        "the formulas in {cells} take one cell of row {row} of “{sheet}”, and so the first issue alone; for all of them write an area, as SUM(H{row}:H{row})",
    ),
    "template.clipped": (
        "“{sheet}”里这些行的文字太长，字号已缩到最小，打印仍不全：{rows}。请加宽模板的列",
        "texts of “{sheet}” are too long to be printed whole, even in the smallest letters: {rows}. Make the columns wider",
    ),
    "template.remarks": ("请看一下：{what}", "have a look: {what}"),
    "template.two-rows": (
        "{sheet}：第 {rows} 行都有问题的标记，只能有一行",
        "{sheet}: rows {rows} all have markers of issues; there can be one such row",
    ),
    "template.two-subjects": (
        "{sheet}：第 {row} 行的标记分属不同事项（措施、逾期、回头看），请分到不同工作表",
        "{sheet}: the markers of row {row} are about different things (measures, what is late, look-backs); use a sheet for each",
    ),
    "template.itself": (
        "{path} 就是模板，模板不会被改写，请另给文件名",
        "{path} is the template itself, which is never written to; give another name",
    ),
    "template.with-sheet": (
        "--template 的内容由模板里的标记决定，不能再用 --sheet",
        "the markers decide what --template fills in; --sheet can't be used with it",
    ),
    "template.lossy": (
        "模板 {file} 里有填表时会丢失的东西，没有导出。可以不要的话加 --force：",
        "filling {file} would lose what is listed; nothing was written. If that is acceptable add --force:",
    ),
    "template.dropped": (
        "提醒：模板里的这些没有带到填好的表里：{what}",
        "note: the filled workbook is without these of the template: {what}",
    ),
    "template.loses": ("{what}（见 {parts}）", "{what} ({parts})"),
    "template.loses.drawings": (
        "形状、文本框，或不在文件里的图片",
        "shapes, text boxes, pictures that are not in the file",
    ),
    "template.loses.charts": ("图表", "charts"),
    "template.loses.cell-pictures": ("单元格图片", "pictures in cells"),
    "template.loses.slicers": ("切片器、日程表", "slicers, timelines"),
    "template.loses.pivots": ("数据透视表", "pivot tables"),
    "template.loses.controls": ("控件、嵌入对象", "controls, embedded objects"),
    "template.loses.threads": ("批注会话", "threaded comments"),
    "template.loses.macros": ("宏", "macros"),
    "template.loses.signatures": ("数字签名", "digital signatures"),
    "template.loses.header-pictures": ("页眉页脚图片", "pictures in headers and footers"),
    "template.loses.x14-rules": ("新式条件格式（数据条、图标集）", "newer conditional formats (data bars, icon sets)"),
    "template.loses.x14-lists": ("引用别的工作表的下拉列表", "drop-down lists that refer to another sheet"),
    "template.loses.sparklines": ("迷你图", "sparklines"),
    "template.loses.protected-ranges": ("允许编辑区域", "ranges that may be edited under protection"),
    "template.loses.chart-sheets": ("图表工作表", "chart sheets"),
    "template.loses.background": ("工作表背景图", "background pictures of sheets"),
    "template.loses.connections": ("外部数据连接、查询、数据模型", "data connections, queries, the data model"),
    "template.loses.xml-maps": ("XML 映射", "XML maps"),
    "template.loses.dynamic-arrays": ("动态数组公式的标记", "the marks of dynamic array formulas"),
    "template.loses.add-ins": ("加载项、自定义功能区", "add-ins, a ribbon of its own"),
    "template.loses.labels": ("敏感度标签", "sensitivity labels"),
    "template.loses.printer-settings": (
        "打印机的专有设置（纸张、方向、缩放都还在）",
        "settings of the printer (paper, orientation and scale stay)",
    ),
    "template.loses.comment-looks": (
        "批注框的大小和字体（批注文字还在）",
        "the size and fonts of comments (their words stay)",
    ),
    "template.loses.views": ("自定义视图", "custom views"),
    "template.loses.custom-data": ("附带的 XML 数据和自定义属性", "attached XML data and custom properties"),
    "template.loses.revisions": ("共享工作簿的修订记录", "the revisions of a shared workbook"),
    "template.loses.thumbnail": ("预览图", "the preview picture"),
    "template.loses.phonetics": ("拼音", "phonetic guides"),
    "template.loses.ignored-errors": ("已忽略的错误提示（绿色三角）", "error marks that were dismissed"),
    "template.loses.sheet-settings": (
        "排序记录、监视窗口、合并计算等设置",
        "sort state, watched cells, consolidation and the like",
    ),
    "template.loses.read-only": ("只读建议、修改密码", "read-only recommendation, password for changes"),
    "template.loses.other-sheets": ("宏表、对话框表", "macro and dialog sheets"),
}
