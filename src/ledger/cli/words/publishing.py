"""What `publish` says: ledgers brought into a database."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.publish": (
        "把台账发布到单位已有的数据库（PostgreSQL 及兼容的），报表、BI 直接查。\n\n台账写文件夹或 git+https:// 等地址，改名写 甲县=文件夹；不写就是当前台账。只发布有改动的；每个台账一次成功或一点不动。密码不写在地址里。\n\n例：ledger publish postgresql://publisher@db.example.org/ledgers 甲县=../county-a",
        "Publish ledgers to a database that the office runs already (PostgreSQL and what speaks as it does).\n\nA ledger is a folder, or a repository as git+https://; NAME=FOLDER gives it another name; none: this one. Only what changed is sent, each ledger whole or not at all. No password in the address.\n\nExample: ledger publish postgresql://publisher@db.example.org/ledgers county-a=../county-a",
    ),
    "option.publish-url": (
        "数据库地址；密码放 PGPASSWORD、~/.pgpass 或服务文件",
        "the database; its password from PGPASSWORD, ~/.pgpass or a service file",
    ),
    "option.publish-places": ("台账，不写就是当前的", "the ledgers; this one if none is named"),
    "option.publish-ddl": (
        "只印建表的语句，不连接：postgresql、plain（不分区）、citus、greenplum",
        "print the statements that make the tables and do nothing: postgresql, plain (no parts), citus, greenplum",
    ),
    "option.publish-grants": (
        "只印角色和权限的语句：读全部的、只读公开的、各发布自己台账的",
        "print the statements for roles: readers of all, of what is public, publishers of their own ledgers",
    ),
    "option.publish-plain": (
        "第一次建表时不分区（openGauss 等分区写法不同的）",
        "make tables without parts, for engines that part in ways of their own",
    ),
    "option.publish-force": (
        "库里的版本不在本台账的历史里也发布（先确认没有发布错台账、没有旧副本）",
        "publish although what is there is not in this ledger's history",
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
    "publish.denied": (
        "数据库不许这样做：{why}（管理员：ledger publish --grants）",
        "the database does not allow it: {why} (for its administrator: ledger publish --grants)",
    ),
    "publish.failed": (
        "数据库没有办成：{why}。库里还是原来的，排除之后再发布一次",
        "the database failed: {why}. It holds what it held; publish again once that is mended",
    ),
    "publish.in-the-way": (
        "别人一直在写，试了 {tries} 次没有成：{why}。稍后再发布",
        "others were writing, {tries} tries failed: {why}. Publish again in a while",
    ),
    "publish.newer-version": (
        "库里的表是更新的程序建的（版本 {there}，本程序 {ours}），请升级后再发布",
        "the tables are of a later program (version {there}, ours is {ours}): upgrade before publishing",
    ),
    "publish.print-alone": (
        "--ddl、--grants 只印语句，单独用，不写地址",
        "--ddl and --grants only print: use one alone, without an address",
    ),
    "publish.no-dialect": ("没有“{found}”，有 {known}", "no “{found}”; there are {known}"),
    "publish.stale": (
        "{name}：库里已有更新的 {theirs}，这里是较早的 {ours}。先 git pull 再发布",
        "{name}: the database has the later {theirs}, this is the earlier {ours}: git pull first",
    ),
    "publish.other-line": (
        "{name}：库里是 {theirs}，不在这里 {ours} 的历史里。先 git fetch 合并；确认无误的加 --force",
        "{name}: the database has {theirs}, which is not in the history of {ours}: fetch and merge first, or --force if you are sure",
    ),
    "publish.no-commit": (
        "{name}：库里是 git 版本 {theirs}，这个文件夹不在 git 里，看不出谁新谁旧。确认无误的加 --force",
        "{name}: the database has commit {theirs}, and this folder is in no git: nobody can tell which is later. --force if you are sure",
    ),
    "publish.another-ledger": (
        "{name}：库里这个名字是另一个台账（没有一件相同）。给 {place} 另起名字：名字=文件夹",
        "{name}: another ledger has this name there (not one issue in common). Give {place} another: NAME=FOLDER",
    ),
    "publish.broken": (
        "有 {count} 个文件读不了，没有发布（ledger validate 列出全部）",
        "{count:file|files} can't be read, nothing published (ledger validate lists all)",
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
    "publish.without-commit": ("没有 git", "no git"),
    "publish.modified": (
        "{name} 有没有提交的改动，已一起发布；提交后再发布一次，库里才对得上版本",
        "{name} has changes in no commit, published all the same; commit and publish again, so that the commit tells what is there",
    ),
    "publish.count": (
        "共 {total} 个台账：没有改动 {unchanged} 个，没有发布 {failed} 个",
        "{total:ledger|ledgers}: {unchanged} unchanged, {failed} not published",
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
    "dataset.done": (
        "{path}：{ledger}，{issues} 件，{rows} 行",
        "{path}: {ledger}, {issues:issue|issues}, {rows:row|rows}",
    ),
    "help.sql": (
        "用 SQL 查台账，或查 export --to parquet 写的数据集。\n\n表：issues、plans、measures、milestones、progress、extensions、steps、evidence、standings、units、objects；某一天的每件问题用 on_day(DATE '2026-10-31')。\n\n例：ledger sql \"select id, title, days_late from on_day(DATE '2026-10-31') where standing = 'overdue'\"",
        "Ask a ledger in SQL, or a dataset that export --to parquet wrote.\n\nTables: issues, plans, measures, milestones, progress, extensions, steps, evidence, standings, units, objects; on_day(DATE '2026-10-31') has every issue as it counts on a day.\n\nExample: ledger sql \"select id, title, days_late from on_day(DATE '2026-10-31') where standing = 'overdue'\"",
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
    "sql.tables": (
        '有哪些表和列：ledger sql "describe issues"',
        'what there is: ledger sql "describe issues"',
    ),
}  # fmt: skip
