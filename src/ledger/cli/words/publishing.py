"""What `publish` says: ledgers brought into a database."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.publish": (
        "把台账发布到单位已有的数据库（PostgreSQL 及兼容的），报表、BI 直接查。\n\n台账写文件夹或 git+https:// 等地址，改名写 甲县=文件夹；不写就是当前台账。只发布有改动的；每个台账一次成功或一点不动。密码不写在地址里。表、函数、角色见 docs/publish.md。\n\n例：ledger publish postgresql://publisher@db.example.org/ledgers 甲县=../county-a",
        "Publish ledgers to a database that the office runs already (PostgreSQL and what speaks as it does).\n\nA ledger is a folder, or a repository as git+https://; NAME=FOLDER gives it another name; none: this one. Only what changed is sent, each ledger whole or not at all. No password in the address. Tables, functions and roles: docs/publish.md.\n\nExample: ledger publish postgresql://publisher@db.example.org/ledgers county-a=../county-a",
    ),
    "option.publish-url": (
        "数据库地址；密码放 PGPASSWORD、~/.pgpass 或服务文件",
        "the database; its password from PGPASSWORD, ~/.pgpass or a service file",
    ),
    "option.publish-places": ("台账，不写就是当前的", "the ledgers; this one if none is named"),
    "option.publish-ddl": (
        "只印建表的语句，不连接；写法是 postgresql 或 plain（不分区），几台机器的是 citus 或 greenplum",
        "print the statements that make the tables and do nothing: postgresql or plain (no parts); for several machines citus or greenplum",
    ),
    "option.publish-grants": (
        "只印角色和权限的语句：读全部的、只读公开的、各发布自己台账的",
        "print the statements for roles: readers of all, of what is public, publishers of their own ledgers",
    ),
    "option.publish-plain": (
        "第一次建表时不分区（openGauss 等分区写法不同的）",
        "make tables without parts, for engines that part in ways of their own",
    ),
    "option.publish-jobs": (
        "同时用几个进程发布，每个一次发布一个台账；不写时按本机的处理器数，最多 4 个",
        "how many processes publish at once, each one ledger at a time; as many as there are processors, at most 4",
    ),
    "option.publish-force": (
        "库里的版本不在本台账的历史里，或没有一件相同，也发布（先确认没有发布错台账、没有旧副本）",
        "publish although what is there is not in this ledger's history, or has no issue in common",
    ),
    "publish.no-address": (
        "请写数据库地址：ledger publish postgresql://用户@主机/库名",
        "name the database: ledger publish postgresql://USER@HOST/DATABASE",
    ),
    "publish.bad-address": (
        "数据库地址写得不对，应如 postgresql://用户@主机:5432/库名",
        "this is no address of a database; write postgresql://USER@HOST:5432/DATABASE",
    ),
    "publish.password-in-address": (
        "地址里不要写密码：命令会留在记录里。请用环境变量 PGPASSWORD、~/.pgpass 或服务文件",
        "no password in the address, calls are kept in histories: use PGPASSWORD, ~/.pgpass or a service file",
    ),
    "publish.no-library": (
        "发布要用 psycopg：pip install 'rectification-ledger[sql]'",
        "publishing needs psycopg: pip install 'rectification-ledger[sql]'",
    ),
    "publish.no-connection": (
        "连不上数据库 {place}：{why}",
        "no connection to {place}: {why}",
    ),
    "publish.no-connection-next": (
        "核对地址和网络；要密码的，放 PGPASSWORD、~/.pgpass 或服务文件；还不行，请管理员看数据库开着没有、让不让你进",
        "See to the address and the network; a password goes into PGPASSWORD, ~/.pgpass or a service file; else ask the administrator whether the database runs and lets you in",
    ),
    "publish.denied": (
        "数据库不许这样做：{why}。请管理员执行 ledger publish --grants，并在 ledger.publishers 里写上你的角色和台账的名称",
        "the database does not allow it: {why}. Its administrator runs ledger publish --grants and puts your role and the ledger's name into ledger.publishers",
    ),
    "publish.not-yours": (
        "数据库不许你（{role}）发布这个台账：ledger.publishers 里没有写着归你（行级权限）。请管理员执行：INSERT INTO ledger.publishers VALUES ('{quoted}', '台账的名称')",
        "the database does not allow you ({role}) to publish this ledger, which is not yours in ledger.publishers (row-level rights). Its administrator runs: INSERT INTO ledger.publishers VALUES ('{quoted}', 'NAME OF THE LEDGER')",
    ),
    "publish.failed": (
        "数据库没有办成：{why}。库里还是原来的，排除之后再发布一次",
        "the database failed: {why}. It holds what it held; publish again once that is mended",
    ),
    "publish.locked": (
        "别人正在发布同一个台账，或占着锁（lock_timeout），等了 {tries} 次没有等到：{why}。稍后再发布",
        "somebody else is publishing this ledger, or holds a lock (lock_timeout), {tries} tries: {why}. Publish again in a while",
    ),
    "publish.depended-on": (
        "库里有别人建的视图或函数靠着要重新建的：{what}。先请建的人删掉，发布之后再建回来；库里什么也没有改",
        "others built views or functions on what has to be made anew: {what}. Have them dropped first and made again afterwards; nothing was changed",
    ),
    "publish.cancelled": (
        "数据库停下了这一步：{why}。多半是别人正在发布同一个台账、占着锁，或 statement_timeout 太短。库里还是原来的，稍后再发布，或请管理员放宽",
        "the database stopped it: {why}. Somebody else may be publishing this ledger or hold a lock, or statement_timeout is too short. It holds what it held: publish again in a while, or have it widened",
    ),
    "publish.encoding": (
        "数据库 {place} 的编码是 {found}，存不全汉字。请管理员另建：CREATE DATABASE 库名 ENCODING 'UTF8' TEMPLATE template0",
        "{place} has the encoding {found}, which lacks signs. Have another one made: CREATE DATABASE NAME ENCODING 'UTF8' TEMPLATE template0",
    ),
    "publish.foreign-tables": (
        "库里的 {tables} 不是 ledger 建的，没有动。请换一个库，或由管理员改名",
        "{tables} there were not made by ledger and were left alone: take another database, or have them renamed",
    ),
    "publish.in-the-way": (
        "别人一直在写，试了 {tries} 次没有成：{why}。稍后再发布",
        "others were writing, {tries} tries failed: {why}. Publish again in a while",
    ),
    "publish.newer-version": (
        "库里的表是更新的程序建的（版本 {there}，本程序 {ours}），请升级后再发布",
        "the tables are of a later program (version {there}, ours is {ours}): upgrade before publishing",
    ),
    "publish.older-version": (
        "库里的结构是版本 {there}，本程序要版本 {ours}，表不归你：请管理员发布一次，或执行 ledger publish --ddl postgresql --since {there} 印出的语句",
        "the tables are of version {there}, this program needs {ours}, and they are not yours: let their owner publish once, or run what ledger publish --ddl postgresql --since {there} prints",
    ),
    "publish.no-since": (
        "--since 写库里现在的版本（1 到 {last}），和 --ddl 一起用；版本：select max(version) from ledger.versions",
        "--since is the version that is there (1 to {last}), together with --ddl: select max(version) from ledger.versions",
    ),
    "metavar.dialect": ("写法", "DIALECT"),
    "metavar.version": ("版本", "VERSION"),
    "option.publish-since": (
        "只印把这个版本的库改成现在版本的语句，和 --ddl 一起用",
        "with --ddl: print the statements that bring a database of this version forward",
    ),
    "publish.print-alone": (
        "--ddl、--grants 只印语句，单独用，不写地址",
        "--ddl and --grants only print: use one alone, without an address",
    ),
    "publish.no-dialect": ("没有“{found}”，有 {known}", "no “{found}”; there are {known}"),
    "publish.stale": (
        "库里已有更新的 {theirs}，这里是较早的 {ours}。先 git pull 再发布",
        "the database has the later {theirs}, this is the earlier {ours}: git pull first",
    ),
    "publish.other-line": (
        "库里是 {theirs}，不在这里 {ours} 的历史里。先 git fetch 合并；确认无误的加 --force",
        "the database has {theirs}, which is not in the history of {ours}: fetch and merge first, or --force if you are sure",
    ),
    "publish.no-commit": (
        "库里是 git 版本 {theirs}，这个文件夹不在 git 里，看不出谁新谁旧。确认无误的加 --force",
        "the database has commit {theirs}, and this folder is in no git: nobody can tell which is later. --force if you are sure",
    ),
    "publish.shallow": (
        "这里是浅克隆，提交历史不全，看不出 {ours} 和库里的 {theirs} 谁新。先 git fetch --unshallow；确认无误的加 --force",
        "this is a shallow clone without the history that tells which of {ours} and the published {theirs} is later: git fetch --unshallow first, or --force if you are sure",
    ),
    "publish.git-failed": (
        "git 读不了这个文件夹所在的仓库：{why}。在那里运行 git status，排除之后再发布",
        "git can't read the repository of this folder: {why}. Run git status there, mend it and publish again",
    ),
    "publish.odd-name": (
        "{file} 的文件名或文件夹名不是 UTF-8，请改名",
        "the name of {file}, or of a folder of it, is not UTF-8: rename it",
    ),
    "publish.sparse": (
        "稀疏检出没有取出全部问题，少 {count} 件：{files}。先 git sparse-checkout disable 再发布",
        "a sparse checkout left {count:issue|issues} out: {files}. git sparse-checkout disable first, then publish",
    ),
    "publish.another-ledger": (
        "库里这个名字是另一个台账（没有一件相同）。给 {place} 另起名字：名字=文件夹；确是同一个台账的加 --force",
        "another ledger has this name there (not one issue in common). Give {place} another: NAME=FOLDER; --force if it is the same one",
    ),
    "publish.empty-ledger": (
        "{place} 里一件问题也没有，库里有。看看写对了文件夹没有；确实全部去掉了的加 --force",
        "there is no issue in {place}, and there are in the database. Is it the right folder? --force if all were taken out",
    ),
    "publish.broken": (
        "有 {count} 个文件读不了（ledger validate 列出全部）",
        "{count:file|files} can't be read (ledger validate lists all)",
    ),
    "publish.one-uid": (
        "{first} 和 {second} 的唯一标识相同，是复制出来的：ledger adopt {second}",
        "{first} and {second} have one uid, one is a copy: ledger adopt {second}",
    ),
    "publish.one-number": (
        "{files} 都是 {id}：改名其中一个（ledger check 说明怎么办）",
        "{files} are both {id}: rename one (ledger check says how)",
    ),
    "publish.first": (
        "{name}：首次发布，{issues} 件（{commit}）",
        "{name}: published for the first time, {issues:issue|issues} ({commit})",
    ),
    "publish.changed": (
        "{name}：共 {issues} 件，更新 {fresh} 件，不再有 {gone} 件（{commit}）",
        "{name}: {issues:issue|issues}, {fresh} brought up to date, {gone} gone ({commit})",
    ),
    "publish.unchanged": (
        "{name}：没有改动，{issues} 件（{commit}）",
        "{name}: unchanged, {issues:issue|issues} ({commit})",
    ),
    "publish.failed-ledger": ("{name}（{place}）没有发布：{why}", "{name} ({place}) not published: {why}"),
    "publish.failed-alone": ("{name} 没有发布：{why}", "{name} not published: {why}"),
    "publish.without-commit": ("没有 git", "no git"),
    "publish.process-died": (
        "发布它的进程中途没有了（多半是内存不够）：库里是它发布之前的或之后的，不会是一半。用 --jobs 1 再发布一次",
        "the process publishing it died, most often for want of memory: it is published wholly or not at all. Publish again with --jobs 1",
    ),
    "publish.modified": (
        "{name} 里有尚未提交的改动，已一起发布；提交后再发布一次，库里才对得上版本",
        "{name} has changes in no commit, published all the same; commit and publish again, so that the commit tells what is there",
    ),
    "publish.count": (
        "共 {total} 个台账：发布 {done} 个，没有改动 {unchanged} 个，没有发布 {failed} 个",
        "{total:ledger|ledgers}: {done} published, {unchanged} unchanged, {failed} not published",
    ),
    "option.export-to": ("导出成什么：xlsx，或 parquet（一个文件夹，整个台账）", "xlsx, or parquet: a folder, the whole ledger"),
    "dataset.whole": (
        "--to parquet 是整个台账，每一天的都在里面：不和 --xlsx、--sheet、--split、--template、--as-of、筛选一起用；要筛选用 ledger sql",
        "--to parquet gives the whole ledger with all its days: no --xlsx, --sheet, --split, --template, --as-of or filters; ask ledger sql instead",
    ),
    "dataset.which-folder": ("请写文件夹：ledger export 数据 --to parquet", "name the folder: ledger export DIR --to parquet"),
    "dataset.not-folder": ("{path} 不是文件夹，请换个地方", "{path} is no folder: choose another place"),
    "dataset.not-ours": (
        "{path} 里有别的文件，不是 ledger 写的数据集，没有动。请换一个空文件夹",
        "{path} holds files that are no dataset of ledger's and was left alone: choose an empty folder",
    ),
    "dataset.not-written": (
        "没有写成数据集 {path}：{reason}。原来有的还在；排除之后再导出一次",
        "the dataset {path} was not written: {reason}. What was there still is; mend that and export again",
    ),
    "dataset.other-form": (
        "{path} 是别的版本的 ledger 写的数据集（格式 {there}，本程序是 {ours}）：用那个版本，或换一个空文件夹重新 export",
        "{path} is a dataset of another version of ledger (form {there}, ours is {ours}): use that one, or export anew into an empty folder",
    ),
    "dataset.interrupted": (
        "{path}：上一次导出在替换文件时中断，新旧混在一起。再导出一次（哪个台账都行）就好：ledger export {path} --to parquet",
        "{path}: an export died while it put its files in place, old and new are mixed. Export once more, any ledger: ledger export {path} --to parquet",
    ),
    "dataset.link": (
        "数据集里有链接 {path}，它可能指到别处，没有读。请删掉它，要一起查就 export 到这里",
        "the dataset holds a link, {path}, which may lead anywhere, and was not read: remove it; to ask more ledgers together, export them into this dataset",
    ),
    "dataset.broken": (
        "数据集里有 {count} 个文件读不了：把这些台账再 export 一次，或删掉这些文件",
        "{count:file|files} of the dataset can't be read: export these ledgers again, or remove the files",
    ),
    "dataset.broken-file": ("{path} 读不了：{why}", "{path} can't be read: {why}"),
    "dataset.changing": (
        "{path}：一直有人在往里导出，查到的会新旧混在一起。稍后再查",
        "{path}: others keep exporting into it, the answer would mix old and new. Ask again in a while",
    ),
    "dataset.done": (
        "{path}：{ledger}，{issues} 件，{rows} 行",
        "{path}: {ledger}, {issues:issue|issues}, {rows:row|rows}",
    ),
    "help.sql": (
        "用 SQL 查台账，或查 export --to parquet 写的数据集。只能查，不能改，也读不到别的文件。\n\n表和函数与数据库里的相同（docs/publish.md）： ledgers issues plans measures milestones progress extensions steps evidence standings units objects；某一天的每件问题用 on_day('2026-10-31')，全部指标用 statistics('2026-10-31')。\n\n例：ledger sql \"select id, title, days_late from on_day('2026-10-31') where standing = 'overdue'\"\n\n查数据集：ledger sql --dataset 数据 \"select ledger, count(*) as number from issues group by ledger\"",
        "Ask a ledger in SQL, or a dataset that export --to parquet wrote. Nothing is changed, and no other file is read.\n\nTables and functions are those of the database (docs/publish.md): ledgers, issues, plans, measures, milestones, progress, extensions, steps, evidence, standings, units, objects; on_day('2026-10-31') has every issue as it counts on a day, statistics('2026-10-31') every figure.\n\nExample: ledger sql \"select id, title, days_late from on_day('2026-10-31') where standing = 'overdue'\"\n\nOf a dataset: ledger sql --dataset DIR \"select ledger, count(*) as number from issues group by ledger\"",
    ),
    "option.sql": ("一句 SQL", "a question in SQL"),
    "option.sql-dataset": ("查这个数据集，不查当前台账", "ask this dataset instead of the ledger here"),
    "sql.no-library": (
        "要用 pyarrow 和 duckdb：pip install 'rectification-ledger[parquet]'",
        "this needs pyarrow and duckdb: pip install 'rectification-ledger[parquet]'",
    ),
    "sql.no-dataset": (
        "{path} 里没有数据集：先 ledger export {path} --to parquet",
        "there is no dataset in {path}: ledger export {path} --to parquet writes one",
    ),
    "sql.failed": ("这句 SQL 没有办成：{why}", "this SQL failed: {why}"),
    "sql.nothing": (
        "没有写要查什么",
        "there is no question",
    ),
    "sql.not-text": (
        "这句 SQL 里有不是 UTF-8 的字节，请检查终端的编码",
        "this question holds bytes that are no UTF-8: see what your terminal writes",
    ),
    "sql.no-room": (
        "内存或临时文件夹不够：{why}。少查一些，或把 TMPDIR 指到宽裕的盘",
        "not enough memory, or room for temporary files: {why}. Ask for less, or let TMPDIR name a roomier drive",
    ),
    "sql.several": (
        "一次只能查一句，这里有 {count} 句",
        "one question at a time, these are {count}",
    ),
    "sql.not-a-question": (
        "只能查（SELECT），不能改，也不能读写别的文件",
        "only questions (SELECT): nothing is changed, no other file is read or written",
    ),
    "sql.tables": (
        "有哪些表：ledger sql \"show tables\"；有哪些列：ledger sql \"from columns_of('issues')\"",
        "the tables: ledger sql \"show tables\"; the columns of one: ledger sql \"from columns_of('issues')\"",
    ),
}  # fmt: skip
