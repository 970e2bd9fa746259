"""People: the list, one record, and what may be done with it."""

from asn_desktop.services.employees.lists import (
    EmployeeRow,
    Filter,
    count,
    describe,
    export,
    ids,
    page,
    quick,
)
from asn_desktop.services.employees.records import (
    EmployeeDetail,
    EmployeeForm,
    archive,
    blank,
    detail,
    faults,
    get,
    save,
    tidied,
    warnings,
)

__all__ = [
    "EmployeeDetail",
    "EmployeeForm",
    "EmployeeRow",
    "Filter",
    "archive",
    "blank",
    "count",
    "describe",
    "detail",
    "export",
    "faults",
    "get",
    "ids",
    "page",
    "quick",
    "save",
    "tidied",
    "warnings",
]
