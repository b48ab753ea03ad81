"""Word documents as LibreOffice prints them, in the fonts that a test machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = ("soffice", "pdftotext", "pdfinfo")
missing = [tool for tool in TOOLS if shutil.which(tool) is None]
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{}</fontconfig>
""".format(
    "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{other}</family></prefer></alias>'
        for name, other in (
            ("仿宋_GB2312", "Noto Serif CJK SC"),
            ("方正小标宋_GBK", "Noto Serif CJK SC"),
            ("楷体_GB2312", "Noto Serif CJK SC"),
            ("黑体", "Noto Sans CJK SC"),
        )
    )
)
"""The office's fonts under the names of those that a test machine has."""


def printed(folder: Path, name: str, data: bytes) -> Path:
    """A letter as LibreOffice prints it; the test is skipped where it has no Writer."""
    (folder / "fonts.conf").write_text(FONTS, encoding="utf-8")
    (folder / f"{name}.docx").write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / f"{name}.docx")],
        check=False,
        capture_output=True,
        timeout=120,
        env=os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf"), "LC_ALL": "C.UTF-8"},
    )
    if not (folder / f"{name}.pdf").exists():
        pytest.skip("looking at a letter needs LibreOffice with Writer (libreoffice-writer)")
    return folder / f"{name}.pdf"


def told(command: str, *words: str) -> str:
    return subprocess.run([command, *words], check=True, capture_output=True, text=True, timeout=60).stdout
