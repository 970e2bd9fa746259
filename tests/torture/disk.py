"""The disk as a power cut could leave it, rebuilt from the log of `shim.c`.

What was made safe (fsync) is there. Of what was written later, each piece may be there, missing, torn at 512
bytes, or a hole; of new names, renames and removals not yet safe, any first ones (a journal, as ext4 and NTFS
keep it) or any at all (a stick without one).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

SECTOR = 512
NAMES = {"create", "rename", "link", "unlink", "mkdir"}


class Op(NamedTuple):
    """`thing` numbers files in the order they were made; a name can stand for several of them in turn."""

    kind: str
    path: str
    other: str
    thing: int
    offset: int
    data: bytes


def read_log(log: Path) -> list[Op]:
    """Everything that happened, in order."""
    names: dict[str, int] = {}
    things: dict[int, int] = {}
    ops = []
    for kind, inode, offset, data, path, other in _records(log.read_bytes()):
        if kind == "create":
            things[inode] = names[path] = len(ops)
        elif kind == "mkdir":
            things.pop(inode, None)  # the disk uses the numbers of removed files again
        elif kind == "rename" and path in names:
            names[other] = names.pop(path)
        elif kind == "link":
            names[other] = names[path]
        thing = names.get(path, -1) if kind in {"rename", "link"} else things.get(inode, -1)
        if kind == "rename":
            thing = names.get(other, -1)
        ops.append(Op(kind, path, other, thing, offset, data))
        if kind == "unlink":
            names.pop(path, None)
    return ops


def _records(raw: bytes) -> Iterator[tuple[str, int, int, bytes, str, str]]:
    at = 0
    while at < len(raw):
        end = raw.index(b"\n", at)
        kind, inode, offset, length, path, other = raw[at:end].decode().split("\t")
        at = end + 1 + int(length)
        yield kind, int(inode), int(offset), raw[end + 1 : at], path, other


@dataclass(frozen=True)
class Disk:
    """`heeded` says of which files an fsync counts: to see what would be lost without."""

    root: str
    ops: Sequence[Op]
    heeded: Callable[[str], bool] = lambda _path: True

    def after_cut(self, moment: int, dice: random.Random) -> Mapping[str, bytes]:
        """Files by their path below the root when the power went after `ops[:moment]`."""
        names = self._names(moment, dice, journal=dice.random() < 0.5)
        safe: dict[int, int] = {}
        for n, op in enumerate(self.ops[:moment]):
            if op.kind == "sync" and self.heeded(op.path):
                safe[op.thing] = n
        luck = dice.choice([0.0, 1.0, dice.random()])
        pieces: dict[int, list[tuple[int, Op]]] = {thing: [] for thing in names.values()}
        for n, op in enumerate(self.ops[:moment]):
            if op.kind in {"write", "truncate"} and op.thing in pieces:
                pieces[op.thing].append((n, op))
        return {
            path: _content(
                ((n < safe.get(thing, -1) or dice.random() < luck), op, dice) for n, op in pieces[thing]
            )
            for path, thing in names.items()
        }

    def intact(self) -> Mapping[str, bytes]:
        """All that was written, as the program sees it."""
        names: dict[str, int] = {}
        made = {self.root}
        for op in self.ops:
            if op.kind in NAMES:
                _rename(names, made, op)
        return {self._short(path): self._written(t, len(self.ops)) for path, t in names.items()}

    def _written(self, thing: int, moment: int) -> bytes:
        return _content(
            (True, op, None) for op in self.ops[:moment] if op.thing == thing and op.kind in _DATA
        )

    def _names(self, moment: int, dice: random.Random, *, journal: bool) -> dict[str, int]:
        folders: dict[str, int] = {}
        newest = -1
        for n, op in enumerate(self.ops[:moment]):
            if op.kind == "sync" and self.heeded(op.path):
                newest = n  # a journal is written up to here
                if op.thing < 0:
                    folders[op.path] = n
        changes = [n for n, op in enumerate(self.ops[:moment]) if op.kind in NAMES]
        unsafe = [n for n in changes if n > newest]
        first_lost = dice.choice([*unsafe, moment])
        names: dict[str, int] = {}
        made = {self.root}
        for n in changes:
            op = self.ops[n]
            where = op.path.rpartition("/")[0]
            is_safe = n < first_lost if journal else n < folders.get(where, -1)
            if is_safe or (not journal and dice.random() < 0.5):
                _rename(names, made, op)
        return {self._short(p): t for p, t in names.items() if p.rpartition("/")[0] in made}

    def whole(self, moment: int) -> dict[str, list[tuple[int, bytes | None]]]:
        """For each name that was given in one go (by a rename or a link): when, and what it stood for from
        then on; None when it was taken away."""
        found: dict[str, list[tuple[int, bytes | None]]] = {}
        for n, op in enumerate(self.ops[:moment]):
            if op.kind in {"rename", "link"} and op.thing >= 0:
                found.setdefault(self._short(op.other), []).append((n, self._written(op.thing, n)))
            if op.kind in {"rename", "unlink"} and (gone := self._short(op.path)) in found:
                found[gone].append((n, None))
        return found

    def _short(self, path: str) -> str:
        return path.removeprefix(f"{self.root}/")


_DATA = {"write", "truncate"}


def _rename(names: dict[str, int], made: set[str], op: Op) -> None:
    if op.kind == "create":
        names[op.path] = op.thing
    elif op.kind == "mkdir":
        made.add(op.path)
    elif op.kind == "unlink":
        names.pop(op.path, None)
        made.discard(op.path)
    elif op.kind == "link" and op.path in names:
        names[op.other] = names[op.path]
    elif op.kind == "rename" and op.path in names:
        names[op.other] = names.pop(op.path)
    elif op.kind == "rename" and op.path in made:
        made.discard(op.path)
        made.add(op.other)
        for path in [p for p in names if p.startswith(f"{op.path}/")]:
            names[op.other + path[len(op.path) :]] = names.pop(path)


def _content(pieces: Iterator[tuple[bool, Op, random.Random | None]]) -> bytes:
    data = bytearray()
    for is_there, op, dice in pieces:
        if op.kind == "truncate":
            if is_there:
                del data[op.offset :]
                data.extend(bytes(op.offset - len(data)))
            continue
        end = op.offset + len(op.data)
        fate = "whole" if is_there or dice is None else dice.choice(["lost", "lost", "torn", "hole"])
        if fate == "lost":
            continue
        data.extend(bytes(max(0, end - len(data))))
        if fate == "whole":
            data[op.offset : end] = op.data
        elif fate == "torn" and dice is not None:
            for at in range(0, len(op.data), SECTOR):
                if dice.random() < 0.5:
                    part = op.data[at : at + SECTOR]
                    data[op.offset + at : op.offset + at + len(part)] = part
    return bytes(data)


def lay_out(files: Mapping[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
