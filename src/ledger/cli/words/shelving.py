"""What is said of the records that stand beside the issues."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "cabinet.twice": (
        "编号 {name} 在 {other} 里已经有了；请改其中一个文件的编号和文件名",
        "the id {name} stands in {other} already: change id and name of one of the two files",
    ),
    "cabinet.unreadable": (
        "{folder}/ 里有读不了的文件，请先改好：",
        "files in {folder}/ can't be read; mend them first:",
    ),
    "cabinet.file-name": (
        "文件名应以 {suffix} 结尾；改了名才会被读到",
        "its name must end in {suffix}; rename it, or nobody reads it",
    ),
    "cabinet.there": (
        "{path} 已经有了，没有写：用 --id 另给编号",
        "{path} is there already, and nothing was written: give another id by --id",
    ),
    "cabinet.leads-out": (
        "{path} 经过快捷方式（符号链接）指到台账外面；请换成真正的文件夹",
        "a link on the way of {path} leads out of the ledger; put a real folder there",
    ),
    "cabinet.none": (
        "没有{word} {name}。有哪些：看 {folder}/ 里的文件名",
        "there is no {word} {name}; see the names of files in {folder}/",
    ),
}
