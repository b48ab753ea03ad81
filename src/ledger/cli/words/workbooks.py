"""Sentences about workbooks from outside: why one is not read, and what of it was left out."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "workbook.unreadable": ("没有读取 {file}：{why}", "{file} was not read: {why}"),
    "workbook.at-cell": ("工作表“{sheet}”的 {cell}：{what}", "sheet “{sheet}”, {cell}: {what}"),
    "workbook.row": ("第 {row} 行", "row {row}"),
    "workbook.top": ("开头处", "the beginning"),
    # what it is instead
    "workbook.is-empty": (
        "文件是空的（0 字节）。请对方重新发送",
        "the file is empty (0 bytes). Ask for it again",
    ),
    "workbook.is-old": (
        "这是旧格式（.xls 或 .et）。请用 Excel 或 WPS 打开，另存为 .xlsx",
        "this is the old format (.xls or .et). Open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.is-encrypted": (
        "文件有打开密码。请用 Excel 或 WPS 打开，取消密码后另存为 .xlsx",
        "the file is under a password. Open it in Excel or WPS, take the password off and save it as .xlsx",
    ),
    "workbook.is-web": (
        "这是网页或 XML 表格，只是改了扩展名。请用 Excel 或 WPS 打开，另存为 .xlsx",
        "this is a web page or an XML table under another name. Open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.is-pdf": (
        "这是 PDF 文件，只是改了扩展名。公布的清单请改回 .pdf 再导入；要按表格导入，请对方发原来的 .xlsx",
        "this is a PDF under another name. Import a published list as .pdf; for a table, ask for the .xlsx that it was made of",
    ),
    "workbook.is-text": (
        "这是文本文件（可能是 CSV），只是改了扩展名。请用 Excel 或 WPS 打开，另存为 .xlsx",
        "this is a text file (CSV?) under another name. Open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.is-unknown": (
        "这不是 Excel 文件。请用 Excel 或 WPS 打开原表，另存为 .xlsx",
        "this is no Excel file. Open the table in Excel or WPS and save it as .xlsx",
    ),
    "workbook.is-binary": (
        "这是二进制工作簿（.xlsb）。请用 Excel 打开，另存为 .xlsx",
        "this is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx",
    ),
    "workbook.is-other-office": (
        "这是文字、演示或 ODF 文档，不是 Excel 工作簿。表格请另存为 .xlsx",
        "this is a text, a presentation or an ODF document, not an Excel workbook. Save a table as .xlsx",
    ),
    "workbook.is-archive": (
        "这是压缩包，里面没有工作簿。请先解压，再导入里面的 .xlsx",
        "this is an archive without a workbook. Unpack it and import the .xlsx files in it",
    ),
    # the file as a whole
    "workbook.broken": (
        "文件不完整或已损坏（可能没有传完）。请对方重新发送，或用 Excel、WPS 打开后另存为 .xlsx",
        "the file is cut short or damaged. Ask for it again, or open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.too-big": (
        "文件有 {size} MB，超过上限 {limit} MB。请删去图片，或只把表格另存为 .xlsx",
        "the file has {size} MB, the limit is {limit} MB. Take out the pictures, or save the table alone as .xlsx",
    ),
    "workbook.too-many-parts": (
        "文件里有超过 {limit} 个部件，不像正常的工作簿。请把表格复制到新工作簿，另存为 .xlsx",
        "the file has more than {limit} parts, which no usual workbook has. Copy the table into a new one, save it as .xlsx",
    ),
    "workbook.doubled-part": (
        "部件 {part} 出现了两次，分不清以哪个为准。请用 Excel 或 WPS 打开核对后另存为 .xlsx",
        "the part {part} is there twice, and it can't be told which counts. Open and check it, then save it as .xlsx",
    ),
    "workbook.bomb": (
        "部件 {part} 解压后过大（累计 {size} MB；上限 {limit} MB，且不超过压缩前的 {ratio} 倍），可能是压缩炸弹。空行太多时，请删去空行后另存为 .xlsx",
        "the part {part} unpacks to too much ({size} MB in all; the limits are {limit} MB and {ratio} times its packed size): a zip bomb? If it has many empty rows, delete them and save it as .xlsx",
    ),
    "workbook.too-much": (
        "内容过多（上限 {cells} 格、{characters} 字）。请拆成几个工作簿，分别另存为 .xlsx",
        "it holds too much (the limits are {cells} cells and {characters} characters). Split it and save each as .xlsx",
    ),
    "workbook.sheets-wrong": (
        "工作表有 {count} 张，须有 1 至 {limit} 张且不重名。请用 Excel 或 WPS 打开后另存为 .xlsx",
        "it has {count} worksheets; 1 to {limit} are read, each with its own name. Open it in Excel or WPS and save it as .xlsx",
    ),
    # its parts
    "workbook.part-missing": (
        "缺少部件 {part}。请用 Excel 或 WPS 打开后另存为 .xlsx",
        "the part {part} is missing. Open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.part-broken": (
        "部件 {part} 已损坏，解压不出来。请对方重新发送，或用 Excel、WPS 打开后另存为 .xlsx",
        "the part {part} is damaged and can't be unpacked. Ask for it again, or open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.doctype": (
        "部件 {part} 里有 DOCTYPE 声明（可夹带实体），正常的工作簿没有，可能是攻击文件。请用 Excel 或 WPS 把表格另存为 .xlsx",
        "the part {part} has a DOCTYPE (it may bring entities), which no proper workbook has: an attack? Save the table as .xlsx in Excel or WPS",
    ),
    "workbook.xml-broken": (
        "部件 {part} 第 {line} 行的 XML 有错。请用 Excel 或 WPS 打开后另存为 .xlsx",
        "the XML of {part} is wrong in line {line}. Open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.xml-monstrous": (
        "部件 {part} 的 XML 过长、过深或名称过多，不像正常的工作簿。请把表格复制到新工作簿，另存为 .xlsx",
        "the XML of {part} is too long, too deep or has too many names for a workbook. Copy the table into a new one, save it as .xlsx",
    ),
    "workbook.text-too-long": (
        "部件 {part} 里有一段文字超过 {limit} 字，超出 Excel 一格的上限。请分成几格后另存为 .xlsx",
        "a text in {part} has more than {limit} characters, the most an Excel cell takes. Split it and save it as .xlsx",
    ),
    # its cells
    "workbook.cell-broken": (
        "存的内容“{text}”与单元格的类型不符，文件已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx",
        "what is stored, “{text}”, is not of the cell's type: the file is damaged. Open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.cell-far": (
        "这一格有内容，超出了可读的范围（{rows} 行、到 {columns} 列）。请清除表格以外的内容后另存为 .xlsx",
        "this cell holds something beyond what is read ({rows} rows, up to column {columns}). Clear what is outside the table and save it as .xlsx",
    ),
    "workbook.cell-too-long": (
        "这一格超过 {limit} 字，超出 Excel 的上限。请分成几格后另存为 .xlsx",
        "this cell has more than {limit} characters, the most Excel takes. Split it and save it as .xlsx",
    ),
    "workbook.cells-disordered": (
        "单元格重复、次序颠倒或位置不对，文件已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx",
        "cells are doubled, out of order or in a wrong place: the file is damaged. Open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.rows-disordered": (
        "工作表“{sheet}”的行号“{row}”重复、颠倒或不是行号，文件已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx",
        "sheet “{sheet}”: the row number “{row}” is doubled, out of order or none: the file is damaged. Open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.sheet-deep": (
        "这里的 XML 嵌套不对，文件已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx",
        "the XML is wrongly nested here: the file is damaged. Open it in Excel or WPS and save it as .xlsx",
    ),
    "workbook.merge-broken": (
        "工作表“{sheet}”的合并区域“{area}”不对，或合并区域太多。请取消多余的合并后另存为 .xlsx",
        "sheet “{sheet}”: the merged area “{area}” is wrong, or there are too many. Unmerge what is not needed and save it as .xlsx",
    ),
    "workbook.merges-overlap": (
        "工作表“{sheet}”的合并区域互相重叠，文件已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx",
        "sheet “{sheet}”: merged areas overlap: the file is damaged. Open it in Excel or WPS and save it as .xlsx",
    ),
    # what was left out
    "workbook.has-macros": ("文件带有宏，没有执行，也没有读取", "the file has macros; they were neither run nor read"),
    "workbook.has-pictures": (
        "文件里有 {count} 张图片，没有导入。请把需要的图片放进 evidence 文件夹",
        "the file has {count} pictures, which were not imported. Put those that matter into the evidence folder",
    ),
    "workbook.has-comments": (
        "文件里有批注，没有导入，请打开看一看",
        "the file has comments, which were not imported; have a look at them",
    ),
    "workbook.has-links": (
        "文件引用了其他工作簿，没有去读",
        "the file refers to other workbooks, which were not looked at",
    ),
    "workbook.has-hidden-sheets": (
        "有隐藏的工作表：{sheets}",
        "there are hidden sheets: {sheets}",
    ),
}
