"""Sentences about documents from outside: why one is not read, and what of it was left out or is in doubt."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "document.unreadable": ("没有读取 {file}：{why}", "{file} was not read: {why}"),
    "document.standard-input": ("粘贴的文字（标准输入）", "what was pasted (standard input)"),
    # what it is instead
    "document.is-empty": (
        "文件是空的（0 字节）。请对方重新发送，或重新下载",
        "the file is empty (0 bytes). Ask for it again, or download it again",
    ),
    "document.is-old-word": (
        "这是旧格式（.doc 或 .wps）。请用 Word 或 WPS 打开，另存为 .docx",
        "this is the old format (.doc or .wps). Open it in Word or WPS and save it as .docx",
    ),
    "document.is-old-excel": (
        "这是旧格式（.xls 或 .et）。请用 Excel 或 WPS 打开，另存为 .xlsx",
        "this is the old format (.xls or .et). Open it in Excel or WPS and save it as .xlsx",
    ),
    "document.is-encrypted": (
        "文件有打开密码。请打开后取消密码，再另存一份",
        "the file is under a password. Open it, take the password off and save it again",
    ),
    "document.is-slides": (
        "这是演示文稿。请把里面的文字或表格复制到 Word，另存为 .docx",
        "these are slides. Copy the text or the table into Word and save it as .docx",
    ),
    "document.is-picture": (
        "这是图片，里面没有文字可读。请先做文字识别（OCR），核对后把文字存成 .txt 或 .docx",
        "this is a picture, which has no text to read. Have its text recognised (OCR), check it, and save it as .txt or .docx",
    ),
    "document.is-rich-text": (
        "这是 RTF 文件。请用 Word 或 WPS 打开，另存为 .docx",
        "this is an RTF file. Open it in Word or WPS and save it as .docx",
    ),
    "document.is-word-xml": (
        "这是 Word 的 XML 文件。请用 Word 或 WPS 打开，另存为 .docx",
        "this is Word's XML. Open it in Word or WPS and save it as .docx",
    ),
    "document.is-web-archive": (
        "这是网页存档（.mht 或邮件）。请用浏览器打开，另存为“网页，仅 HTML”，或把文字复制出来",
        "this is a web archive (.mht) or a mail. Open it in a browser and save it as HTML only, or copy the text",
    ),
    "document.is-open-document": (
        "这是 ODF 文档（.odt 或 .ods）。请打开后另存为 .docx 或 .xlsx",
        "this is an ODF document (.odt or .ods). Open it and save it as .docx or .xlsx",
    ),
    "document.is-ofd": (
        "这是版式文件 .ofd。请用 OFD 阅读器打开，导出为 PDF，或把文字复制出来存成 .txt",
        "this is an .ofd file. Open it in an OFD reader and export it as PDF, or copy the text into a .txt",
    ),
    "document.is-caj": (
        "这是 CAJ 文件。请用 CAJ 阅读器打开，另存为 PDF，或把文字复制出来存成 .txt",
        "this is a CAJ file. Open it in its reader and save it as PDF, or copy the text into a .txt",
    ),
    "document.is-archive": (
        "这是压缩包。请先解压，再逐个导入里面的文件",
        "this is an archive. Unpack it and import the files in it",
    ),
    "document.is-no-text": (
        "这不是文本，也不是认识的文件格式。可以读的有 .txt、.md、.docx、.pdf、.html、.xlsx",
        "this is no text and no format that is known here. What is read: .txt, .md, .docx, .pdf, .html, .xlsx",
    ),
    "document.no-cells": (
        "表格里一个字也没有。请核对是不是这个文件、是不是存成了空表",
        "there is not a word in the workbook. Is it the right file, or was it saved empty?",
    ),
    "document.no-text": (
        "文件里没有文字（可能全是图片）。请先做文字识别（OCR），核对后存成 .txt 或 .docx",
        "there is no text in the file (pictures only?). Have its text recognised (OCR), check it, and save it as .txt or .docx",
    ),
    "document.no-text-layer": (
        "这份 PDF 共 {pages} 页，没有文字层，是扫描件。请先做文字识别（OCR），核对后存成 .txt 或 .docx",
        "this PDF of {pages} pages has no text layer: it is a scan. Have its text recognised (OCR), check it, and save it as .txt or .docx",
    ),
    "document.encoding-unknown": (
        "认不出文字编码（试过 UTF-8、UTF-16、GB18030）。请用编辑器打开，另存为 UTF-8",
        "its encoding is not known (UTF-8, UTF-16 and GB18030 were tried). Open it in an editor and save it as UTF-8",
    ),
    # damaged, dangerous, too much
    "document.broken": (
        "文件不完整或已损坏（可能没有传完）。请对方重新发送，或打开后另存一份",
        "the file is cut short or damaged. Ask for it again, or open it and save it again",
    ),
    "document.part-broken": (
        "部件 {part} 已损坏，解压不出来。请对方重新发送，或用 Word、WPS 打开后另存一份",
        "the part {part} is damaged and can't be unpacked. Ask for it again, or open it in Word or WPS and save it again",
    ),
    "document.doctype": (
        "部件 {part} 里有 DOCTYPE 声明（可夹带实体），正常的文档没有，可能是攻击文件。请用 Word 或 WPS 打开核对后另存一份",
        "the part {part} has a DOCTYPE (it may bring entities), which no proper document has: an attack? Open it in Word or WPS, check it and save it again",
    ),
    "document.xml-monstrous": (
        "部件 {part} 的 XML 过长、过深或名称过多，不像正常的文档。请把文字复制到新文档再导入",
        "the XML of {part} is too long, too deep or has too many names for a document. Copy the text into a new one",
    ),
    "document.bomb": (
        "部件 {part} 解压后过大（累计 {size} MB；合计最多 {limit} MB，一个部件也不能膨胀过多），可能是压缩炸弹。请把文字复制到新文档再导入",
        "the part {part} unpacks to too much ({size} MB in all; {limit} MB are read, and no part that grows too much): a zip bomb? Copy the text into a new document",
    ),
    "document.too-many-parts": (
        "文件里有超过 {limit} 个部件，不像正常的文档。请把文字复制到新文档再导入",
        "the file has more than {limit} parts, which no usual document has. Copy the text into a new one",
    ),
    "document.too-big": (
        "文件有 {size} MB，超过上限 {limit} MB。请删去图片，或拆成几份",
        "the file has {size} MB, the limit is {limit} MB. Take out the pictures, or split it",
    ),
    "document.too-long": (
        "文字超过 {limit} 字。请拆成几份再导入",
        "it has more than {limit} characters. Split it",
    ),
    "document.too-many-pages": (
        "超过 {limit} 页。请拆成几份再导入",
        "it has more than {limit} pages. Split it",
    ),
    "document.too-deep": (
        "内容嵌套得太深，不像正常的文档。请把文字复制出来存成 .txt 再导入",
        "its elements lie too deep in each other for a document. Copy the text into a .txt",
    ),
    "document.table-too-big": (
        "表格合计超过 {limit} 格。请拆成几份再导入",
        "its tables have more than {limit} places. Split them",
    ),
    # doubts about the characters
    "document.encoding-guessed": (
        "文字编码拿不准，按 {encoding} 读取。请看一看有没有乱码",
        "the encoding is in doubt; it was read as {encoding}. See whether the characters are right",
    ),
    "document.bytes-damaged": (
        "有 {count} 处字节损坏（第一处在第 {line} 行），按 {encoding} 读取，读不出的字显示为 �",
        "{count} places are damaged (the first in line {line}); it was read as {encoding}, and � stands for what is lost",
    ),
    # what was left out
    "document.has-deletions": (
        "有 {count} 处修订删除的内容，没有读取；修订插入的内容已读取",
        "{count} pieces that tracked changes delete were left out; what they insert was read",
    ),
    "document.has-hidden-text": (
        "有 {count} 个隐藏的字，没有读取",
        "{count} hidden characters were left out",
    ),
    "document.has-contents": (
        "目录 {count} 行没有读取",
        "{count} lines of a table of contents were left out",
    ),
    "document.has-pictures": (
        "有 {count} 张图片，里面的文字没有读取",
        "there are {count} pictures; what is written in them was not read",
    ),
    "document.has-notes": (
        "有 {count} 处脚注或尾注，没有读取，请打开看一看",
        "there are {count} footnotes or endnotes, which were not read; have a look at them",
    ),
    "document.has-comments": (
        "有批注，没有读取，请打开看一看",
        "there are comments, which were not read; have a look at them",
    ),
    "document.has-macros": ("文件带有宏，没有执行，也没有读取", "the file has macros; they were neither run nor read"),
    "document.has-enclosed": (
        "里面嵌有 {count} 个其他文件，没有读取。请另存出来单独导入",
        "{count} other files are enclosed, which were not read. Save and import them on their own",
    ),
    "document.has-frame": (
        "网页的菜单、页脚和隐藏部分共 {count} 字没有读取：“{sample}…”",
        "{count} characters of menus, foot lines and hidden parts of the page were left out: “{sample}…”",
    ),
    "document.has-page-lines": (
        "去掉了 {count} 行页码、页眉、页脚，如：{words}",
        "{count} lines of page numbers, headers and footers were left out, such as: {words}",
    ),
    "document.has-radicals": (
        "有 {count} 个字是字形相同的部首（⽉、⻚之类，PDF 里复制出来的常见），读作通常的字（月、页）",
        "{count} radicals, such as U+2F49, were read as the words of the same shape (PDF programs confuse them)",
    ),
    "document.has-slanted-text": (
        "有 {count} 个斜着或横着的字（如水印），没有读取",
        "{count} characters that stand across (a watermark?) were left out",
    ),
    "document.pages-without-text": (
        "有 {count} 页没有文字层（第 {pages} 页），没有读取，请另做文字识别",
        "{count} pages have no text layer ({pages}) and were not read; have their text recognised",
    ),
    "document.pages-with-drawings": (
        "有 {count} 页线条太多或已损坏（第 {pages} 页），其中的表格可能没有认出来",
        "{count} pages have too many lines or are damaged ({pages}); their tables may not have been seen",
    ),
    "document.has-hidden-sheets": (
        "隐藏的工作表没有读取：{sheets}",
        "hidden sheets were not read: {sheets}",
    ),
    "document.has-hidden-rows": (
        "工作表“{sheet}”有 {count} 行被隐藏或筛掉，也已读取",
        "{count} rows of sheet “{sheet}” are hidden or filtered; they were read too",
    ),
}
