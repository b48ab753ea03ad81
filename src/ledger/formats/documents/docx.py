"""Word documents: paragraphs and tables in their order, with the numbers that Word makes and doesn't store.

The parts are streamed through the guards that workbooks have. python-docx would hold the whole tree, and leaves out
what matters here: inserted text, content controls, text boxes, automatic numbers (docs/decisions/0017).
"""

from __future__ import annotations

from ledger.errors import Said, say
from ledger.formats.documents import numbering, wordstyles
from ledger.formats.documents.base import Content
from ledger.formats.documents.blocks import placed
from ledger.formats.documents.parts import in_words_of_documents, open_archive, related
from ledger.formats.documents.wordbody import Body
from ledger.formats.xlsx.markup import elements, feed, look_over
from ledger.formats.xlsx.package import Package
from ledger.formats.xlsx.unfit import UnfitError


def read(data: bytes, _: str) -> Content:
    """The document in `data`: tracked changes as if all were accepted, text boxes after the paragraph they hang on.

    Raises:
        UnfitError: it is damaged, not safe, or holds more than is read.
    """
    package = open_archive(data)
    with in_words_of_documents():
        body = _body(package)
    return Content(placed(body.parts), (*_of_body(body), *_of_parts(package, body)))


def _body(package: Package) -> Body:
    main = related(package, "").get("officeDocument", "word/document.xml")
    if main not in package:
        raise UnfitError(say("workbook.part-missing", part=main))
    others = related(package, main)
    styles = wordstyles.read_styles(
        elements(package, others["styles"], wordstyles.WANTED) if others.get("styles", "") in package else ()
    )
    lists = numbering.read_numbering(
        elements(package, others["numbering"], numbering.WANTED) if others.get("numbering", "") in package else ()
    )
    body = Body(main, styles, numbering.Counters(lists))
    feed(package, main, body.start, body.end, body.text)
    read_already = {main.casefold(), others.get("styles", "").casefold(), others.get("numbering", "").casefold()}
    for part in package.markup():
        if part not in read_already:
            look_over(package, part)
    return body


def _of_body(body: Body) -> list[Said]:
    """What stands in the text and was left out."""
    seen = body.seen
    return [
        say(key, count=count)
        for key, count in (
            ("document.has-deletions", seen.deletions),
            ("document.has-hidden-text", seen.hidden),
            ("document.has-contents", seen.contents),
            ("document.has-pictures", seen.pictures),
            ("document.has-notes", seen.notes),
        )
        if count
    ]


def _of_parts(package: Package, body: Body) -> list[Said]:
    remarks = []
    if any("/comments" in name for name in package.parts):
        remarks.append(say("document.has-comments"))
    if any(name.endswith("vbaproject.bin") for name in package.parts):
        remarks.append(say("document.has-macros"))
    if body.seen.enclosed:
        remarks.append(say("document.has-enclosed", count=body.seen.enclosed))
    return remarks
