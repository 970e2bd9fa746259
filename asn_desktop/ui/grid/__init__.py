"""A grid that behaves like a spreadsheet: attendance, marks, answers."""

from asn_desktop.ui.grid.model import Cells, GridColumn, Kind, Place, number
from asn_desktop.ui.grid.saving import GridSaving
from asn_desktop.ui.grid.widget import Grid

__all__ = ["Cells", "Grid", "GridColumn", "GridSaving", "Kind", "Place", "number"]
