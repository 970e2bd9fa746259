"""`asn-desktop` and `python -m asn_desktop`: commands go to the command line, nothing opens the window."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys

CHILD_FLAG = "--baca-lembar"  # a frozen program starts itself with this to read a spreadsheet apart
PRACTICE_FLAG = "--latihan"  # the window says that nothing in it counts


def main() -> int:
    multiprocessing.freeze_support()
    args = sys.argv[1:]
    if args[:1] == [CHILD_FLAG]:
        from asn_desktop.spreadsheets import child

        return child.main(args[1:])
    practice = PRACTICE_FLAG in args
    rest = [arg for arg in args if arg != PRACTICE_FLAG]
    if not rest or (rest[0] == "--db" and len(rest) == 2):
        return _window(rest[1] if rest else None, practice=practice)
    try:
        from asn_desktop import cli
    except KeyboardInterrupt:  # before the command line could see to it
        sys.stderr.write("asn-desktop: dihentikan.\n")
        return 1
    code = cli.main(args)
    if code == 0 and args[0] == "contoh":
        return _show_practice(cli.practice_database(args[1:]))
    return code


def _window(database: str | None, *, practice: bool = False) -> int:
    from asn_desktop import app

    return app.main(database, practice=practice)


def _show_practice(database: str) -> int:
    """Open the window on the practice data; where there is none to open, say so: all else is done."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        sys.stdout.write("Tidak ada layar, jadi jendela program tidak dibuka.\n")
        return 0
    if not _qt_works():
        sys.stdout.write(
            "Jendela tidak dibuka: layar tidak dapat dipakai atau pustaka sistem untuk Qt belum lengkap. "
            "Pasang paket yang tercantum di README, lalu jalankan lagi.\n"
        )
        return 0
    return _window(database)


def _qt_works() -> bool:
    """Tried in a process of its own: where a library is missing, Qt aborts instead of raising."""
    if getattr(sys, "frozen", False):
        return True  # it carries its libraries along
    attempt = "from PySide6.QtWidgets import QApplication; QApplication([])"
    done = subprocess.run([sys.executable, "-c", attempt], capture_output=True, check=False, timeout=60)
    return done.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main())
