"""argparse in Indonesian."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import Any, NoReturn

from asn_desktop.domain import dates
from asn_desktop.domain.errors import UserError

_MISUSE = (
    (r"the following arguments are required: (.*)", r"belum ada: \1"),
    (r"argument (\S+?)(?:/\S+)?: expected (?:one|at least one) argument", r"\1 harus diikuti isinya"),
    (r"argument PERINTAH: invalid choice: '?(.*?)'? \(choose from (.*)\)", r"perintah “\1” tidak ada"),
    (
        r"argument (\S+?)(?:/\S+)?: invalid choice: '?(.*?)'? \(choose from (.*)\)",
        r"\1: “\2” tidak ada pilihannya",
    ),
    (r"argument (\S+?)(?:/\S+)?: invalid \w+ value: '(.*)'", r"\1: “\2” bukan bilangan bulat"),
    (
        r"argument (\S+?)(?:/\S+)?: ignored explicit argument '(.*)'",
        r"\1 tidak memakai isian, jadi “\2” keliru",
    ),
    (r"argument (\S+?)(?:/\S+)?: not allowed with argument (.*)", r"\1 tidak dapat dipakai bersama \2"),
    (r"unrecognized arguments: (.*)", r"tidak dikenal: \1"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 kurang lengkap; mungkin maksudnya \2"),
    (r"argument (\S+?)(?:/\S+)?: (.*)", r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """Headings, help and complaints in Indonesian."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, allow_abbrev=False, formatter_class=Formatter)
        self.arguments = self.add_argument_group("Isian")
        self.choices = self.add_argument_group("Pilihan")
        self.choices.add_argument("-h", "--help", "--bantuan", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        for pattern, words in _MISUSE:
            if found := re.fullmatch(pattern, message):
                message = found.expand(words)
                break
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}. Lihat {self.prog} --help.\n")


class Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


def a_text(text: str) -> str:
    """Text that a database and a PDF can hold; a terminal may hand over bytes that are no text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("berisi huruf yang tidak terbaca") from None
    return text


def a_year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1990 <= int(text[:9]) <= 2100):
        raise argparse.ArgumentTypeError(f"“{text}” bukan tahun; isi 1990 sampai 2100")
    return int(text)


def a_date(text: str) -> date:
    """24-11-2026, 2026-11-24 or 24 November 2026."""
    try:
        found = dates.parse(text)
    except UserError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from error
    if found is None:
        raise argparse.ArgumentTypeError("tanggal harus diisi, misalnya 24-11-2026")
    return found
