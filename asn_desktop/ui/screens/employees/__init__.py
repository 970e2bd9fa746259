"""Pegawai: the list, the form of one person, the import of staff lists."""
