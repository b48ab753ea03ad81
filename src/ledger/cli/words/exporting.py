"""What the output formats say."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "export.unknown-format": (
        "没有“{name}”这种导出格式。可用的格式：{known}。",
        "There is no export format “{name}”. The formats are: {known}.",
    ),
}
