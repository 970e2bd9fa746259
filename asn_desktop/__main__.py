"""`asn-desktop` and `python -m asn_desktop`: commands go to the command line, nothing opens the window."""

from __future__ import annotations

import multiprocessing
import os
import sys

CHILD_FLAG = "--baca-lembar"  # a frozen program starts itself with this to read a spreadsheet apart


def main() -> int:
    multiprocessing.freeze_support()
    args = sys.argv[1:]
    if args[:1] == [CHILD_FLAG]:
        from asn_desktop.spreadsheets import child

        return child.main(args[1:])
    if not args or (args[0] == "--db" and len(args) == 2):
        return _window(args[1] if args else None)
    from asn_desktop import cli

    code = cli.main(args)
    if code == 0 and args[0] == "contoh":
        return _show_practice(cli.practice_database(args[1:]))
    return code


def _window(database: str | None) -> int:
    from asn_desktop import app

    return app.main(database)


def _show_practice(database: str) -> int:
    """Open the window on the practice data; where there is none to open, say so: all else is done."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        sys.stdout.write("Tidak ada layar, jadi jendela program tidak dibuka.\n")
        return 0
    try:
        return _window(database)
    except ImportError as error:  # Qt's system libraries are missing
        sys.stdout.write(
            f"Jendela program tidak dapat dibuka karena pustaka sistem untuk Qt belum ada "
            f"({error.name or error}). Pasang paket yang tercantum di README, lalu jalankan lagi.\n"
        )
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
