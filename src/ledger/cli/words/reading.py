"""Sentences about files that cannot be read, and texts that cannot be written."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "read.too-big": (
        "文件有 {size} KB，超过上限 {limit} KB，没有读取。照片、扫描件请放进 evidence 文件夹",
        (
            "the file has {size} KB, the limit is {limit} KB; it was not read. An issue takes a few KB: "
            "put photos and scans into the evidence folder"
        ),
    ),
    "read.empty": (
        "文件是空的，没有任何内容。请从备份或 git 恢复，确实不要了再删除文件",
        "the file is empty. Restore it from a backup or from git, or delete it if it is not wanted",
    ),
    "read.utf16": (
        "文件是 UTF-16 编码（记事本里叫 Unicode）。请用编辑器“另存为”，编码选 UTF-8",
        "the file is UTF-16. Save it again as UTF-8",
    ),
    "read.not-utf8": (
        "文件不是 UTF-8 编码，从这里起读不出来。请用编辑器“另存为”，编码选 UTF-8",
        "the file is not UTF-8 from here on. Save it again as UTF-8",
    ),
    "read.not-utf8.gbk": (
        "文件不是 UTF-8 编码，可能是 GBK，这一行应是：“{guess}”。请用编辑器“另存为”，编码选 UTF-8",
        "the file is not UTF-8, probably GBK: the line would read “{guess}”. Save it again as UTF-8",
    ),
    "read.bad-char": (
        "这里有一个不能显示的控制字符 {char}，多半是复制时带进来的。请删去它",
        "there is a control character {char} here, most likely pasted in. Delete it",
    ),
    "read.invisible-char": (
        "这里有一个看不见的字符 {char}（零宽字符、方向标记或特殊换行），看到的与实际的会不一致。请删去后重新输入",
        (
            "there is an invisible character {char} here (zero width, text direction or a special line break): "
            "what is seen differs from what is there. Delete it and type this spot again"
        ),
    ),
    "read.bad-char-escape": (
        "双引号里的反斜杠写法会变成不允许的字符 {char}。请删去它；反斜杠本身要保留时，改用单引号",
        (
            "a backslash in double quotes makes the character {char}, which is not allowed. Delete it, "
            "or use single quotes to keep the backslash itself"
        ),
    ),
    "read.conflict": (
        "这里有合并冲突还没有处理。请在两个版本中选定内容，删去 <<<<<<<、=======、>>>>>>> 这几行",
        "a merge conflict was left here. Choose what holds and delete the lines <<<<<<<, ======= and >>>>>>>",
    ),
    "read.tab": (
        "缩进用了 Tab 键。请改用空格：每一层缩进 2 个空格",
        "the indentation uses a tab. Use spaces: 2 for each level",
    ),
    "read.dup-key": (
        "“{name}”写了两次，第 {line} 行已经有了。请合并成一处，只留一个",
        "“{name}” is there twice: line {line} has it already. Keep one",
    ),
    "read.anchor": (
        "这里用了 & 或 * 引用写法，台账文件不支持。请把内容完整写出；如果本来就是文字，请把整句加引号",
        "anchors and aliases (& and *) are not supported. Write the content out; if it is text, put it in quotes",
    ),
    "read.merge-key": (
        "这里用了 <<: 合并写法，台账文件不支持。请把内容逐项写出",
        "merge keys (<<:) are not supported. Write the entries out",
    ),
    "read.tag": (
        "这里用了 ! 标签写法，台账文件不支持。请删去标签；如果本来就是文字，请把整句加引号",
        "tags (!) are not supported. Delete the tag; if it is text, put it in quotes",
    ),
    "read.directive": (
        "这里有 % 开头的指令行，台账文件不支持。请删去这一行（只留下面的内容）",
        "directives (% at the start of a line) are not supported. Delete the line",
    ),
    "read.multi-doc": (
        "从这里起是第二份内容（--- 之后）。一个文件只能记一个问题，请拆成两个文件",
        "a second document begins here (after ---). A file holds one issue: split it",
    ),
    "read.too-deep": (
        "嵌套超过 {limit} 层，没有继续读。请检查这里的括号或缩进",
        "more than {limit} levels within each other; reading stopped. Check brackets and indentation here",
    ),
    "read.not-mapping": (
        "内容不是“名称: 值”的形式。每一项请写成一行“名称: 值”，冒号用半角，冒号后加一个空格",
        "the content is not made of “name: value”. Write each entry as “name: value”, with a space after the colon",
    ),
    "read.fullwidth-colon": (
        "名称后面用了全角冒号“：”。请改成半角冒号加一个空格“: ”",
        "the name is followed by a full-width colon “：”. Use “: ”, a plain colon and a space",
    ),
    "read.hash-comment": (
        "“{rest}”会被当作注释丢掉。是内容就把整句加引号；是注释就在 # 后面加一个空格",
        (
            "“{rest}” would be dropped as a comment. If it is content, put the sentence in quotes; "
            "if it is a comment, put a space after #"
        ),
    ),
    "read.joined-dash": (
        "这一行缩进太深，“- ”会被接到上一行文字后面，不算列表的一项。请与同一列表的其他“- ”对齐；是文字就加引号",
        (
            "indented too far: this “- ” continues the text above and is no list entry. Align it with the list's other "
            "dashes; if it is text, put the whole value in quotes"
        ),
    ),
    "read.complex-key": (
        "这里的名称是一个列表或一组内容，名称只能是文字。请检查开头的括号或问号，是文字就加引号",
        "a name must be text. Check the leading bracket or question mark; if it is text, put it in quotes",
    ),
    "read.bad-key": (
        "冒号前面没有名称。请写上名称；如果名称就是这几个字，请加引号",
        "there is no name before the colon. Write one; if this is the name, put it in quotes",
    ),
    "read.syntax.colon": (
        "这一行的内容里又有“: ”，读不出哪里是名称、哪里是内容。请把整句加引号",
        "the value contains another “: ”. Put the whole value in quotes",
    ),
    "read.syntax.space-after-colon": (
        "冒号后面少一个空格。请写成“名称: 值”",
        "a space is missing after the colon. Write “name: value”",
    ),
    "read.syntax.no-colon": (
        "这一行没有“名称: 值”里的冒号。请补上半角冒号和空格；如果是接上一行的文字，请比上一行的名称多缩进 2 个空格",
        (
            "this line has no “name: value” colon. Add a colon and a space; if it continues the text above, "
            "indent it by 2 more spaces than the name above"
        ),
    ),
    "read.syntax.indent": (
        "这一行的缩进和上面对不上。同一层的各项要左对齐，下一层多缩进 2 个空格",
        "this line is not indented like those above. Align entries of one level, indent the next by 2 spaces",
    ),
    "read.syntax.sign": (
        "内容以“{sign}”开头，这个符号另有用途。请把整句加引号",
        "the value begins with “{sign}”, which has a meaning of its own. Put the whole value in quotes",
    ),
    "read.syntax.dash": (
        "列表的“- ”不能跟在冒号后面同一行。请另起一行；如果是文字，请把整句加引号",
        "a list's “- ” cannot follow the colon on the same line. Start a new line; if it is text, put it in quotes",
    ),
    "read.syntax.quote": (
        "这里的引号没有合上。请在句末补上同样的引号；句中本来就有引号时，外面换另一种引号，把整句加引号",
        (
            "the quote opened here never closes. Add the closing one; if the text itself has such quotes, "
            "put the other kind around the whole value"
        ),
    ),
    "read.syntax.after-quote": (
        "引号合上之后还有别的文字。请把整句加引号：句中有双引号就用单引号包住整句，反过来也一样",
        "there is text after the closing quote. Put the whole value in quotes of the other kind",
    ),
    "read.syntax.bracket": (
        "这里的括号没有合上。请补上右括号；如果是文字，请把整句加引号",
        "the bracket opened here never closes. Add the closing one; if it is text, put it in quotes",
    ),
    "read.syntax.after-bracket": (
        "以方括号或花括号开头的内容会被当作列表，后面不能再有文字。请把整句加引号",
        "a value that begins with a bracket is a list; no text may follow it. Put the whole value in quotes",
    ),
    "read.syntax.escape": (
        "双引号里的反斜杠 \\ 有特殊含义（例如 Windows 路径）。请改用单引号",
        "a backslash in double quotes has a meaning of its own (a Windows path?). Use single quotes",
    ),
    "read.syntax.other": (
        "这里的写法读不出来（{detail}）。请检查冒号、引号和缩进；内容里有特殊符号时，把整句加引号",
        (
            "this cannot be read ({detail}). Check colons, quotes and indentation; "
            "put values with special characters in quotes"
        ),
    ),
    "write.bad-char": (
        "“{field}”里有不能写进文件的字符 {char}，没有写入。请删去它再试",
        "“{field}” contains the character {char}, which cannot be stored. Nothing was written: delete it and try again",
    ),
    "write.unfaithful": (
        "改写后的内容再读一遍，与要写的不一致，没有写入，原文件未动。这是程序的错误，请把文件和操作告诉开发者",
        (
            "what was to be written did not read back as intended; nothing was written. "
            "This is a bug: please report the file and what you did"
        ),
    ),
    "write.not-as-read": (
        "文件的内容与刚才读到的不一样，没有写入，原文件未动。请重新打开再改",
        "the file no longer says what was read from it; nothing was written. Read it again and repeat the change",
    ),
}
