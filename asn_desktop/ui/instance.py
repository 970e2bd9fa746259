"""One window for each database: a second start brings the first window to the front.

The lock file says who has the database, the socket whether that program still lives: the number of a process
is given again, a socket is not.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QLockFile, QObject, QSysInfo, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

BEGINNING = 2.0  # seconds in which a program that has the lock begins to listen
ANSWER = 1000  # milliseconds


class Instance(QObject):
    """Of one database file. `take` first; `other` is the computer that has it when it cannot be taken."""

    called = Signal()  # somebody has started the program again

    def __init__(self, database: Path) -> None:
        super().__init__()
        self.other = ""
        self._file = Path(f"{database.resolve()}.lock")
        self._name = _name_of(database)
        self._lock = QLockFile(str(self._file))
        self._lock.setStaleLockTime(0)  # by its age alone no lock is stale: windows stay open all day
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """False when another window has the database; on this computer it has been brought to the front.

        True also where no lock can be written: that the place is read-only is told when the file is opened.
        """
        ends = monotonic() + BEGINNING
        while not self._lock.tryLock(0):
            if self._lock.error() != QLockFile.LockError.LockFailedError:
                return True
            if self._call():
                return False
            _process, host, _program = self._lock.getLockInfo()
            if host and host != QSysInfo.machineHostName():
                self.other = host
                return False
            if monotonic() > ends:  # nobody listens: it is left over, whoever has that number now
                self.force()
                ends = monotonic() + BEGINNING
            sleep(0.05)
        self._listen()
        return True

    def force(self) -> None:
        """Remove a lock that nobody holds any more."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def release(self) -> None:
        if self._server:
            self._server.close()
        self._lock.unlock()

    def _listen(self) -> None:
        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # left by a crash; we have the lock
        server.newConnection.connect(self._on_called)
        server.listen(self._name)

    def _on_called(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()):
            socket.disconnected.connect(socket.deleteLater)
            self.called.emit()

    def _call(self) -> bool:
        socket = QLocalSocket()
        if sys.platform == "win32":  # else Windows only lets the first window blink
            import ctypes  # noqa: PLC0415 - nowhere else

            ctypes.windll.user32.AllowSetForegroundWindow(-1)
        socket.connectToServer(self._name)
        if not socket.waitForConnected(ANSWER):
            return False
        socket.write(b"show\n")
        socket.waitForBytesWritten(ANSWER)
        socket.disconnectFromServer()
        return True


def _name_of(database: Path) -> str:
    """The same for each spelling of the file's name; another for each user of the computer."""
    user = ""
    with suppress(OSError, KeyError, ImportError):
        user = getpass.getuser()
    text = f"{user}\0{os.path.normcase(database.resolve())}"
    return f"asn-desktop-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
