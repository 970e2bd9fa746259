"""Qt's own words in Indonesian: buttons, file and print dialogs, menus of text fields. Qt ships none."""

from __future__ import annotations

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

WORDS = {
    # buttons
    "OK": "Oke",
    "&OK": "&Oke",
    "Cancel": "Batal",
    "&Cancel": "&Batal",
    "&Yes": "&Ya",
    "Yes to &All": "Ya untuk &semua",
    "&No": "&Tidak",
    "N&o to All": "T&idak untuk semua",
    "Save": "Simpan",
    "&Save": "&Simpan",
    "Save All": "Simpan semua",
    "Open": "Buka",
    "&Open": "&Buka",
    "Close": "Tutup",
    "&Close": "&Tutup",
    "Apply": "Terapkan",
    "Reset": "Atur ulang",
    "Restore Defaults": "Kembalikan bawaan",
    "Discard": "Buang",
    "Don't Save": "Jangan simpan",
    "Close without Saving": "Tutup tanpa menyimpan",
    "Help": "Bantuan",
    "Abort": "Hentikan",
    "Retry": "Ulangi",
    "Ignore": "Abaikan",
    "Show Details...": "Tampilkan rincian…",
    "Hide Details...": "Sembunyikan rincian…",
    # text fields
    "&Undo": "&Urungkan",
    "&Redo": "U&langi",
    "Cu&t": "Po&tong",
    "&Copy": "&Salin",
    "&Paste": "&Tempel",
    "Delete": "Hapus",
    "Select All": "Pilih semua",
    "Step &up": "&Naik",
    "Step &down": "&Turun",
    # file dialogs
    "Look in:": "Cari di:",
    "File &name:": "&Nama berkas:",
    "Files of type:": "Jenis berkas:",
    "&Look in:": "&Cari di:",
    "Files of &type:": "&Jenis berkas:",
    "List of places and bookmarks": "Daftar tempat",
    "Drive": "Diska",
    "Show ": "Tampilkan ",
    "Directories": "Folder",
    "Directory:": "Folder:",
    "&Choose": "&Pilih",
    "Name": "Nama",
    "Size": "Ukuran",
    "Type": "Jenis",
    "Kind": "Jenis",
    "Date Modified": "Diubah",
    "Folder": "Folder",
    "File Folder": "Folder",
    "File": "Berkas",
    "%1 File": "Berkas %1",
    "%1 bytes": "%1 bita",
    "Computer": "Komputer",
    "My Computer": "Komputer",
    "Back": "Kembali",
    "Forward": "Maju",
    "Parent Directory": "Folder di atasnya",
    "Create New Folder": "Buat folder baru",
    "Create a New Folder": "Buat folder baru",
    "&New Folder": "Folder &baru",
    "New Folder": "Folder baru",
    "List View": "Tampilan daftar",
    "Detail View": "Tampilan rinci",
    "Change to list view mode": "Tampilkan sebagai daftar",
    "Change to detail view mode": "Tampilkan dengan rincian",
    "Go back": "Kembali",
    "Go forward": "Maju",
    "Go to the parent directory": "Ke folder di atasnya",
    "Sidebar": "Bilah samping",
    "Files": "Berkas",
    "Recent Places": "Tempat terakhir",
    "All Files (*)": "Semua berkas (*)",
    "&Rename": "&Ganti nama",
    "&Delete": "&Hapus",
    "Show &hidden files": "Tampilkan berkas &tersembunyi",
    "Find Directory": "Cari folder",
    "Save As": "Simpan sebagai",
    "%1 already exists.\nDo you want to replace it?": "%1 sudah ada.\nGanti dengan yang baru?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nBerkas tidak ada.\nPeriksa kembali nama berkasnya."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nFolder tidak ada.\nPeriksa kembali nama foldernya."
    ),
    # print dialog
    "Print": "Cetak",
    "&Print": "&Cetak",
    "Printer": "Pencetak",
    "&Name:": "&Nama:",
    "P&roperties": "P&engaturan",
    "Location:": "Tempat:",
    "Preview": "Pratinjau",
    "Type:": "Jenis:",
    "Output &file:": "&Berkas hasil:",
    "Print range": "Yang dicetak",
    "Print all": "Semua",
    "Pages from": "Halaman",
    "to": "sampai",
    "Pages": "Halaman",
    "All Pages": "Semua halaman",
    "Even Pages": "Halaman genap",
    "Odd Pages": "Halaman ganjil",
    "Page &Set:": "&Himpunan halaman:",
    "Long side binding": "Jilid sisi panjang",
    "Short side binding": "Jilid sisi pendek",
    "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. "
    "E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.": (
        "Tulis halaman atau rentang dengan koma, misalnya 3,5-7,9 untuk halaman 3, 5, 6, 7, dan 9."
    ),
    "Scroll Left": "Geser ke kiri",
    "Scroll Right": "Geser ke kanan",
    "Current Page": "Halaman ini",
    "Selection": "Pilihan",
    "Output Settings": "Pengaturan hasil",
    "Copies:": "Rangkap:",
    "Copies": "Rangkap",
    "Collate": "Urut per rangkap",
    "Reverse": "Dari belakang",
    "Options": "Pilihan",
    "&Options >>": "&Pilihan >>",
    "&Options <<": "&Pilihan <<",
    "Color Mode": "Warna",
    "Color": "Berwarna",
    "Grayscale": "Hitam putih",
    "Double Sided Printing": "Cetak dua sisi",
    "None": "Satu sisi",
    "Off": "Satu sisi",
    "Long side": "Sisi panjang",
    "Short side": "Sisi pendek",
    "Long Edge": "Sisi panjang",
    "Short Edge": "Sisi pendek",
    "Print to File (PDF)": "Cetak ke berkas (PDF)",
    "Local file": "Berkas di komputer ini",
    "Write PDF file": "Tulis berkas PDF",
    "Print To File ...": "Cetak ke berkas …",
    "Paper": "Kertas",
    "Paper size:": "Ukuran kertas:",
    "Page size:": "Ukuran kertas:",
    "Page Setup": "Pengaturan halaman",
    "Orientation": "Arah",
    "Portrait": "Tegak",
    "Landscape": "Mendatar",
    "Reverse landscape": "Mendatar terbalik",
    "Reverse portrait": "Tegak terbalik",
    "Margins": "Tepi",
    "Width:": "Lebar:",
    "Height:": "Tinggi:",
    "Paper source:": "Sumber kertas:",
    "Custom": "Lain",
    "Millimeters (mm)": "Milimeter (mm)",
}


class Words(QTranslator):
    """Answers from WORDS whatever the context; unknown texts stay as they are."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _count: int = -1
    ) -> str:
        return WORDS.get(source, source)  # an empty text would be taken for a translation


def install(app: QApplication) -> None:
    app.installTranslator(Words(app))
