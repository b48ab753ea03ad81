"""What is said of the books of a ledger."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "attribute.not-a-word": (
        "{name}只能写 {known}，这里写的是“{found}”",
        "{name} must be one of {known}, and “{found}” is none",
    ),
    "attribute.not-a-number": (
        "{name}要写数字，如 12.5，这里写的是“{found}”",
        "{name} must be a number such as 12.5, and “{found}” is none",
    ),
    "attribute.not-a-day": (
        "{name}要写日期，如 2026-05-31，这里写的是“{found}”",
        "{name} must be a day such as 2026-05-31, and “{found}” is none",
    ),
    "attribute.bad-age": (
        "at_most 要写几天、几个月或几年，如 365天、6个月、1年，这里写的是“{found}”",
        "at_most must be so many 天, 个月 or 年, such as 365天, 6个月, 1年, and “{found}” is none",
    ),
    "attribute.no-such-object": (
        "{name}要写登记过的对象（{kind}），没有“{found}”{hint}。登记：ledger object new {found} --kind {kind}",
        "{name} must be an object ({kind}), and there is no “{found}”{hint}. To write it down: ledger object new {found} --kind {kind}",
    ),
    "attribute.other-kind": (
        "{name}要写{wanted}，“{found}”登记的是{kind}",
        "{name} must be of the kind {wanted}, and “{found}” is of the kind {kind}",
    ),
    "attribute.needless-key": (
        "{key} 只对 kind 为 {kind} 的登记项有用，“{name}”不是",
        "{key} says something of fields of the kind {kind} only, and “{name}” is none",
    ),
    "attribute.unknown": (
        "本台账没有“{name}”这一登记项，有的是：{known}",
        "this book has no field “{name}”; it has: {known}",
    ),
    "attribute.dropped": (
        "本台账没有“{name}”这一登记项，有的是：{known}；不要了就清空：--set {name}=",
        "this book has no field “{name}”; it has: {known}. To take it out: --set {name}=",
    ),
    "attribute.unknown-here": (
        "“{name}”是其他台账的登记项，总台账的问题没有登记项；清空：--set {name}=",
        "“{name}” would be a field of another book; issues of the ledger's own book have none. To take it out: --set {name}=",
    ),
    "attribute.unknown-key": (
        "没有字段 {key}。“{title}”的登记项有：{known}{hint}",
        "there is no field {key}. The fields of “{title}” are: {known}{hint}",
    ),
    "attribute.missing": (
        "缺{name}：ledger edit {id} --set {name}=…",
        "{name} is missing: ledger edit {id} --set {name}=…",
    ),
    "attribute.must": (
        "{name}须是“{wanted}”，现在写的是“{found}”：办好了再改，ledger edit {id} --set {name}=…",
        "{name} must be {wanted} by now, and is “{found}”: when it is so, ledger edit {id} --set {name}=…",
    ),
    "attribute.needed-twice": (
        "“{name}”的 needed 和 gate 只写一个：何时填只能有一种说法",
        "“{name}” has both needed and gate: say once by when it is filled in",
    ),
    "attribute.no-gate": (
        "“{name}”要在“{gate}”前填，而本说明的 gates 里没有要签字的“{gate}”；有：{known}",
        "“{name}” is wanted before “{gate}”, and there is no such gate to be signed here; there are: {known}",
    ),
    "attribute.needed-gate": ("{gate}前必填", "needed before {gate}"),
    "attribute.must-be": ("到时须是“{words}”", "{words} by then"),
    "attribute.missing-new": ("登记时须写{name}：--set {name}=…", "{name} must be given: --set {name}=…"),
    "attribute.is-a-field": (
        "“{name}”是每个问题都有的字段（{field}），登记项请换个名称或不写",
        "every issue has “{name}” already ({field}): give the field another name, or leave it out",
    ),
    "attribute.bad-name": (
        "登记项的名称“{name}”里不能有空格、点、等号、冒号、#，也不能以数字开头",
        "the name “{name}” must have no blanks, dots, =, : or # in it, and no digit in front",
    ),
    "attribute.no-words": (
        "“{name}”是选择项，要用 words 写明可选的词",
        "“{name}” is a choice: say in words what can be chosen",
    ),
    "attribute.needless-words": (
        "“{name}”不是选择项，words 没有用；要选择就写 kind: choice",
        "“{name}” is no choice, so words say nothing; write kind: choice if it is to be one",
    ),
    "book.more-than-a-line": (
        "--key、--title 里有换行或看不见的字符，什么也没写：写成一行",
        "--key or --title holds a line break or characters that can't be seen; nothing was written: give one line",
    ),
    "book.states": (
        "states 要写 {wanted} 个状态（未启动、整改中、已验收、已销号在这里各叫什么），写了 {count} 个",
        "states must name {wanted} states (what 未启动, 整改中, 已验收, 已销号 are called here), and names {count}",
    ),
    "book.state-twice": (
        "“{word}”已是另一状态（{state}）的叫法，按状态找就分不清；每个状态另取一个词",
        "“{word}” is what another state ({state}) is called already, and nobody could look for either: take another word",
    ),
    "book.state-of-another": (
        "“{word}”是别的状态的通用叫法，这里写的是“{state}”在本台账里的叫法，会把人看错；请换一个词",
        "“{word}” is what everybody calls another state than “{state}”, which it stands for here: take another word",
    ),
    "book.procedure-twice": (
        "procedure 和 gates 只能写一样：用现成的销号程序，或在这里写自己的",
        "procedure and gates exclude each other: follow a procedure by name, or describe one here",
    ),
    "book.gates-missing": (
        "写了 {key} 而没有写 gates，它不起作用",
        "{key} says nothing where there are no gates",
    ),
    "book.no-procedure": (
        "没有叫“{name}”的销号程序；有：{known}。自己的写在 templates/procedures/，或在这里写 gates",
        "there is no closing procedure “{name}”; there are: {known}. Describe yours in templates/procedures/, or as gates",
    ),
    "book.none": (
        "没有叫“{name}”的台账说明；有：{known}。自己的写在 templates/books/{name}.yaml，见 docs/books.md",
        "no book is described as “{name}”; there are: {known}. Describe your own in templates/books/{name}.yaml",
    ),
    "book.not-kept": (
        "本台账没有“{name}”这一本；有：{known}。新开一本：ledger book add 名称",
        "this ledger keeps no book “{name}”; it keeps: {known}. To begin one: ledger book add NAME",
    ),
    "book.same-prefix": (
        "编号前缀 {value} 已是“{other}”的，两本台账的编号会混在一起；请写一个别的 prefix",
        "the prefix {value} is that of “{other}”, and the numbers would get mixed up: set another prefix",
    ),
    "book.same-folder": (
        "文件夹 issues/{value} 已是“{other}”的，请写一个别的 folder",
        "the folder issues/{value} is that of “{other}”: set another folder",
    ),
    "book.same-of": (
        "“{value}”已经有一本：{other}；一本台账说明只能用一次，main 指总台账",
        "“{value}” is kept already: {other}; a description serves one book, and main is the ledger's own",
    ),
    "book.prefix-runs-into": (
        "编号前缀 {value} 和“{other}”的 {prefix} 只差末尾的数字，编号写短了分不清是哪一本；请写一个别的 prefix",
        "the prefixes {value} and {prefix} (of “{other}”) differ in digits at the end only, and a short number may mean either: set another prefix",
    ),
    "book.same-word": (
        "“{value}”已指“{other}”，--book {value} 说不清是哪一本；请另取名称",
        "“{value}” means “{other}” already, and --book {value} would mean either: call it otherwise",
    ),
    "book.unread": (
        "台账“{name}”的说明有错，读不出来：它的问题（{prefix}-…）不按登记项和状态名称显示，不公开，改好以前不能办理；错在哪里：ledger validate",
        "the description of the book “{name}” can't be read: its issues ({prefix}-…) are shown without its fields and states, never to the public, and can't be changed before it is mended; ledger validate says where",
    ),
    "book.no-such-prefix": (
        '编号前缀 {prefix} 不是在用的任何一本台账的，这一件不公开。在 ledger.toml 里把那一本加回来（ledger book add 名称），或把前缀改回去；是总台账以前用的，写 [ledger] former_prefixes = ["{prefix}"]',
        'no book that is kept has the prefix {prefix}, so this is never public. Keep that book again in ledger.toml (ledger book add NAME), or give it this prefix; if it was the ledger\'s own before: [ledger] former_prefixes = ["{prefix}"]',
    ),
    "book.left-inside": (
        "{count} 件不属于在用的任何一本台账，没有公开：{ids}。ledger validate 说明怎么办",
        "{count} in no book that is kept, and left out of what is public: {ids}. ledger validate says what to do",
    ),
    "book.made-public": (
        "“{name}”自带的说明不对外公开，这里写成了公开（public）：这一本的问题会进公开网页、公示。不是有意的就写 public: false",
        "“{name}” is never shown to the public as shipped, and here it is public: its issues go to the public site and notices. If that is not meant, write public: false",
    ),
    "book.accounts-in-public": (
        "“{name}”登记的是问责（accountability），却对外公开：问责的人和决定会进公开网页。请写 public: false",
        "“{name}” holds sanctions (accountability) and is public: who was sanctioned goes to the public site. Write public: false",
    ),
    "book.not-begun": ("没有开“{name}”：", "“{name}” was not begun:"),
    "book.begun": (
        "已开台账“{title}”：编号 {prefix}-001 起，文件在 issues/{folder}/",
        "the book “{title}” is begun: its numbers are {prefix}-001 and on, its files lie in issues/{folder}/",
    ),
    "publicize.kept-inside": (
        "{id} 所在的台账不对外公开（public: false），不能公示",
        "{id} is in a book that is never shown to the public (public: false), so there is no notice of it",
    ),
    "stats.no-books": (
        "这里只有总台账，没有别的台账可分；新开一本：ledger book add 名称",
        "this ledger keeps its own book alone, so there is nothing to break down; to begin one: ledger book add NAME",
    ),
    "stats.other-kind": (
        "合计的 {total} 件里有 {number} 件不是整改问题：{title}；只看一本：--book 名称，分开看：--by book",
        "{number} of the {total} added up here are no findings: {title}; for one book: --book NAME, for each: --by book",
    ),
    "by.book": ("台账", "book"),
    "breakdown.books": ("按台账", "By book"),
    "book.kept": ("在用", "kept"),
    "book.how-to-begin": (
        "新开一本：ledger book add 名称；自己的台账写在 templates/books/，见 docs/books.md",
        "to begin one: ledger book add NAME; your own stand in templates/books/, see docs/books.md",
    ),
    "book.numbers": (
        "编号 {prefix}-001 起，文件在 issues/{folder}/",
        "numbers {prefix}-001 and on, in issues/{folder}/",
    ),
    "book.not-public": ("不对外公开", "never shown to the public"),
    "book.chain": ("状态：{states}", "states: {states}"),
    "book.record": ("登记项：", "fields:"),
    "book.columns": ("导出各列：{headings}", "columns of its sheet: {headings}"),
    "attribute.kind-text": ("文字", "text"),
    "attribute.kind-number": ("数字", "number"),
    "attribute.kind-day": ("日期", "day"),
    "attribute.kind-choice": ("选择", "choice"),
    "attribute.kind-object": ("对象", "object"),
    "attribute.at-most": ("最长 {age}", "at most {age}"),
    "attribute.needed-new": ("登记时必填", "needed when it is written down"),
    "attribute.needed-start": ("启动前必填", "needed before it is started"),
    "attribute.needed-verify": ("验收前必填", "needed before it is verified"),
    "column.book": ("台账", "book"),
    "column.kept": ("在用", "kept"),
    "column.prefix": ("编号前缀", "prefix"),
    "column.states": ("状态", "states"),
}
