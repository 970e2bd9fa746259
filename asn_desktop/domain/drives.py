"""Whether a folder lies on another computer, told from its name or from the list of mounts."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

# Of other computers, and shared folders of virtual machines: neither locks nor maps as SQLite needs it.
NETWORK = frozenset(
    "cifs smb3 smbfs nfs nfs4 afs ncpfs ncp coda davfs ceph lustre glusterfs gfs2 ocfs2 beegfs vboxsf vmhgfs "
    "prl_fs fuse.sshfs fuse.rclone fuse.davfs fuse.davfs2 fuse.gvfsd-fuse fuse.glusterfs fuse.ceph "
    "fuse.curlftpfs fuse.smbnetfs fuse.s3fs fuse.goofys fuse.vmhgfs-fuse fuse.kio-fuse".split()
)


def is_network(filesystem: str) -> bool:
    return filesystem.casefold() in NETWORK


def filesystem(mountinfo: str, folder: PurePosixPath) -> str:
    """Which one `folder`, without links, lies on, from the text of /proc/self/mountinfo; "" when not told."""
    found, depth = "", -1
    for line in mountinfo.splitlines():
        before, dash, after = line.partition(" - ")
        parts, kinds = before.split(" "), after.split(" ")
        if not dash or len(parts) < 5 or not kinds[0]:
            continue
        mount = PurePosixPath(_unescaped(parts[4]))
        if folder.is_relative_to(mount) and len(mount.parts) >= depth:  # later mounts cover earlier ones
            found, depth = kinds[0], len(mount.parts)
    return found


def is_unc(name: str) -> bool:
    r"""Windows' \\server\share, in all its spellings."""
    name = name.replace("/", "\\")
    if re.match(r"\\\\[?.]\\", name):
        return name[4:].upper().startswith("UNC\\")
    return bool(re.match(r"\\\\[^\\]", name))


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda hit: chr(int(hit[1], 8)), text)
