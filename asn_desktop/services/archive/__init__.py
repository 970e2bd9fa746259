"""Everything as one zip of CSV, files and a description, which opens with no program and reads back."""

from asn_desktop.services.archive.restoring import ReadBack, read_back
from asn_desktop.services.archive.writing import Written, write

__all__ = ["ReadBack", "Written", "read_back", "write"]
