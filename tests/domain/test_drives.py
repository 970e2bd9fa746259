from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from asn_desktop.domain import drives

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /proc rw,nosuid - proc proc rw
41 22 0:40 / /mnt/berkas rw,relatime shared:9 - cifs //server/berkas rw,vers=3.1.1
42 22 0:41 / /mnt/smb3 rw - smb3 //server/b rw
43 22 0:42 / /srv/nfs rw - nfs4 server:/data rw
44 22 0:43 / /home/siti/jauh rw - fuse.sshfs siti@server: rw
45 41 8:2 / /mnt/berkas/lokal rw - ext4 /dev/sdb1 rw
46 22 0:44 / /mnt/nama\040dengan\040spasi rw - nfs server:/x rw
47 22 8:3 / /media/stik rw - vfat /dev/sdc1 rw
48 22 0:45 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
49 22 0:46 / /mnt/dua rw - cifs //server/a rw
50 22 8:4 / /mnt/dua rw - xfs /dev/sdd1 rw
a broken line
51 22 0:47 / /mnt/rusak rw
"""


@pytest.mark.parametrize(
    ("folder", "kind", "network"),
    [
        ("/home/siti", "ext4", False),
        ("/", "ext4", False),
        ("/mnt/berkas", "cifs", True),
        ("/mnt/berkas/asn", "cifs", True),
        ("/mnt/berkasku", "ext4", False),
        ("/mnt/berkas/lokal/asn", "ext4", False),
        ("/mnt/smb3/x", "smb3", True),
        ("/srv/nfs/asn", "nfs4", True),
        ("/home/siti/jauh/asn", "fuse.sshfs", True),
        ("/mnt/nama dengan spasi/x", "nfs", True),
        ("/media/stik/asn", "vfat", False),
        ("/run/user/1000/gvfs/smb-share:server=a", "fuse.gvfsd-fuse", True),
        ("/mnt/dua/asn", "xfs", False),
        ("/mnt/rusak", "ext4", False),
    ],
)
def test_what_a_folder_lies_on(folder, kind, network):
    found = drives.filesystem(MOUNTS, PurePosixPath(folder))
    assert (found, drives.is_network(found)) == (kind, network)


def test_no_list_of_mounts():
    assert drives.filesystem("", PurePosixPath("/home")) == ""
    assert not drives.is_network("")


@pytest.mark.parametrize(
    ("name", "is_unc"),
    [
        (r"\\server\berkas\asn.db", True),
        ("//server/berkas/asn.db", True),
        (r"\\?\UNC\server\berkas\asn.db", True),
        (r"\\?\C:\data\asn.db", False),
        (r"\\.\C:\data", False),
        (r"C:\data\asn.db", False),
        (r"\data\asn.db", False),
        ("asn.db", False),
    ],
)
def test_names_of_other_computers(name, is_unc):
    assert drives.is_unc(name) is is_unc
