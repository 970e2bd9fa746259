"""Lists as text: `;`, `,` or tab between cells, UTF-8 or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from asn_desktop.spreadsheets.faults import Fault

SAMPLE = 20_000  # characters from which the delimiter is guessed
LONGEST_CELL = 1_000_000
_END = "\x1eend\x1e"  # a last line of our own: swallowed, when a quotation mark was never closed
_SEP = re.compile(r"sep=([;,\t|])\r?\n?")


def rows(path: str, most: int) -> Iterator[list[str]]:
    """At most `most` cells. Raises Fault when the file is no list of text."""
    csv.field_size_limit(LONGEST_CELL)
    with open(path, encoding=_encoding(path), errors="replace", newline="") as file:  # noqa: PTH123
        sample = file.read(SAMPLE)
        file.seek(0)
        first = file.readline().lstrip("\ufeff").removeprefix("ï»¿")  # a BOM before Windows-1252
        told = _SEP.fullmatch(first)  # Excel's own way to name the delimiter; it is no row
        delimiter = told[1] if told else _delimiter(sample)
        yield from _parsed(chain([] if told else [first], file, [_END]), delimiter, most)


def _parsed(lines: Iterable[str], delimiter: str, most: int) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter)
    widest = start = 0
    try:
        for row in reader:
            if row[-1:] and row[-1].endswith(_END):
                if row == [_END]:
                    return
                break
            most -= len(row)
            if most < 0:
                raise Fault("too_big")
            if any("\n" in c and _swallows_rows(row, n, delimiter, widest) for n, c in enumerate(row)):
                break
            widest = max(widest, len(row))
            start = reader.line_num
            yield row
    except csv.Error:
        raise Fault("quote", str(start + 1)) from None
    raise Fault("quote", str(start + 1))


def _swallows_rows(row: list[str], column: int, delimiter: str, widest: int) -> bool:
    """A stray quotation mark takes whole rows into one cell, up to the next mark.

    Told from an address of several lines by its delimiters: every line has as many as its row would need.
    """
    found = [line.count(delimiter) for line in row[column].splitlines()]
    needed = [widest - 1] * len(found)
    needed[0] -= column
    needed[-1] -= len(row) - 1 - column
    return widest > 2 and found == needed


def _encoding(path: str) -> str:
    """Reads the whole file, a piece at a time. Raises Fault when it is not text."""
    with open(path, "rb") as file:  # noqa: PTH123
        head = file.read(4096)
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"{\\rtf")):
            raise Fault("not_list")
        start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
        if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"<style")):
            raise Fault("web_page")
        decoder = codecs.getincrementaldecoder("utf-8")()
        found = "utf-8"
        piece = head
        while piece:
            if b"\0" in piece:
                raise Fault("not_list")
            if found == "utf-8":
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    found = "cp1252"
            piece = file.read(1 << 20)
        if found == "utf-8":
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                found = "cp1252"
    return found


def _delimiter(text: str) -> str:
    """The one that splits most lines into the same number of cells, more than one."""

    def score(delimiter: str) -> tuple[int, int]:
        sample = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
        try:
            widths = Counter(len(row) for row in sample if row)
        except csv.Error:
            return (0, 0)
        width, lines = max(widths.items(), key=lambda w: (w[0] > 1, w[1], w[0]), default=(1, 0))
        return (lines, width) if width > 1 else (0, 0)

    return max(";,\t|", key=score)
