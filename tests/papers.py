"""Documents made by code: Word documents part by part, PDF files object by object, as programs write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbooks import packed

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{_OFFICE}" xmlns:wp="urn:wp" xmlns:wps="urn:wps" xmlns:v="urn:v" xmlns:a="urn:a" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)

# Word


def para(text: str, *, style: str = "", number: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph; `number` is a list and a level of it."""
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str, more: str = "") -> str:
    """A cell; plain text is put into a paragraph."""
    inner = content if content.startswith("<") else para(content)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inner}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{chr(10).join(row)}</w:tr>' for row in rows)}</w:tbl>"


def level(at: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    inner = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inner}</w:lvl>'


def lists(*described: str, uses: str = "") -> str:
    """numbering.xml with these lists, numbered from 1; `uses` adds more that refer to them (from 0)."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{one}</w:abstractNum>' for at, one in enumerate(described)
    )
    nums = "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(described)))
    return f"<w:numbering {_SPACES}>{abstract}{nums}{uses}</w:numbering>"


def styles(*described: str) -> str:
    return f"<w:styles {_SPACES}>{''.join(described)}</w:styles>"


def word_parts(body: str, **parts: str) -> dict[str, str | bytes]:
    """The parts of a document: `styles`, `numbering` and others by their names."""
    kinds = "".join(f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    mains = {"document": "document.main", "numbering": "numbering", "styles": "styles"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{office}.{mains[name]}+xml"/>'
        for name in ("document", *parts)
        if name in mains
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{kinds}</Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }


def word(body: str, **parts: str) -> bytes:
    return packed(word_parts(body, **parts))


# PDF

WIDTH, HEIGHT = 595, 842
EM = 14


def written(x: float, y: float, text: str, *, size: float = EM, matrix: str = "1 0 0 1") -> str:
    """Text on a page; `matrix` turns it."""
    return f"BT /F1 {size} Tf {matrix} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def drawn(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x} {y} m {to_x} {to_y} l S\n"


def ruled(xs: Sequence[float], ys: Sequence[float], texts: Sequence[Sequence[str]], *, size: float = EM) -> str:
    """A table with all its lines: edges from left to right and from top to bottom; lines of a cell parted by `\\n`."""
    content = "".join(drawn(xs[0], y, xs[-1], y) for y in ys) + "".join(drawn(x, ys[0], x, ys[-1]) for x in xs)
    for top, row in zip(ys, texts, strict=False):
        for left, text in zip(xs, row, strict=False):
            for at, line in enumerate(text.split("\n")):
                content += written(left + 5, top - (at + 1) * size * 1.2, line, size=size)
    return content


def pdf(*pages: str, size: tuple[int, int] = (WIDTH, HEIGHT), rotate: int = 0) -> bytes:
    """A file with these pages, in a font that draws a box for every character and tells which one it is."""
    signs = sorted({sign for content in pages for found in _SHOWN.finditer(content) for sign in _sign(found)})
    assert len(signs) < 256, "a font of one byte"
    codes = {sign: at for at, sign in enumerate(signs)}
    kids = " ".join(f"{7 + 2 * at} 0 R" for at in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        _font(signs),
        _stream("500 0 50 0 450 700 d1 50 0 400 700 re f"),
        _stream(_to_unicode(signs)),
        _stream("1000 0 50 -100 950 850 d1 50 -100 900 950 re f"),
    ]
    for at, content in enumerate(pages):
        coded = _SHOWN.sub(lambda found: f"<{bytes(codes[sign] for sign in _sign(found)).hex()}> Tj", content)
        shown = f"/MediaBox [0 0 {size[0]} {size[1]}] /Rotate {rotate} /Resources << /Font << /F1 3 0 R >> >>"
        bodies += [f"<< /Type /Page /Parent 2 0 R {shown} /Contents {8 + 2 * at} 0 R >>", _stream(coded)]
    return _file(bodies)


_SHOWN = re.compile(r"<([0-9a-f]*)> Tj")


def _sign(found: re.Match[str]) -> str:
    return bytes.fromhex(found[1]).decode("utf-16-be")


def _font(signs: Sequence[str]) -> str:
    widths = " ".join("500" if sign.isascii() else "1000" for sign in signs)
    shapes = " ".join("/half" if sign.isascii() else "/full" for sign in signs)
    return (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 0 "
        f"/LastChar {len(signs)} /Widths [{widths}] /CharProcs << /half 4 0 R /full 6 0 R >> /Resources << >> "
        f"/ToUnicode 5 0 R /Encoding << /Differences [0 {shapes}] >> >>"
    )


def _to_unicode(signs: Sequence[str]) -> str:
    entries = [f"<{at:02x}> <{sign.encode('utf-16-be').hex()}>" for at, sign in enumerate(signs)]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    mapping = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{mapping}endcmap end end"
    )


def _stream(content: str) -> str:
    return f"<< /Length {len(content.encode())} >>\nstream\n{content}\nendstream"


def _file(bodies: Sequence[str]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{entries}"
    trailer = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + (table + trailer).encode()
