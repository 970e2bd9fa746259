/* Stands between a program and the disk, for files below TORTURE_ROOT (preloaded).
 *
 * TORTURE_LOG: every change of a file or a folder is written there in the order it happened, with its data, so
 * that the disk can be rebuilt as a power cut at any moment could leave it. A record is a line
 * "kind inode offset length path other\n", parted by tabs, followed by `length` bytes; the names of the tests hold
 * no tabs.
 * TORTURE_ROOM: a file with a number, the bytes that may still be written before the disk is "full" (-1: all);
 * TORTURE_FAULT is the errno then. Read anew at each write, so that a test can make room again.
 * TORTURE_CLOCK: seconds by which the clock of the PC is wrong.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#undef _FORTIFY_SOURCE
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static const char *root, *room;
static size_t root_length;
static int log_fd = -1, fault = ENOSPC;
static long long clock_offset;
static int started;

#define REAL(name) \
    static __typeof__(name) *real_##name; \
    if (!real_##name) real_##name = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void start(void) {
    if (started) return;
    started = 1;
    root = getenv("TORTURE_ROOT");
    root_length = root ? strlen(root) : 0;
    room = getenv("TORTURE_ROOM");
    const char *to = getenv("TORTURE_LOG"), *code = getenv("TORTURE_FAULT"), *wrong = getenv("TORTURE_CLOCK");
    if (code) fault = atoi(code);
    if (wrong) clock_offset = atoll(wrong);
    if (to) log_fd = syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

__attribute__((constructor)) static void at_start(void) { start(); }

/* The full path of `path`, or NULL when it is not below the root. */
static const char *mine(int folder, const char *path, char *buffer) {
    start();
    if (!root || !path) return NULL;
    if (path[0] != '/') {
        char link[64];
        ssize_t n;
        if (folder == AT_FDCWD) {
            if (!getcwd(buffer, PATH_MAX)) return NULL;
            n = strlen(buffer);
        } else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            n = readlink(link, buffer, PATH_MAX - 1);
            if (n < 0) return NULL;
        }
        snprintf(buffer + n, PATH_MAX - n, "/%s", path);
        path = buffer;
    }
    return strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || !path[root_length]) ? path : NULL;
}

static const char *mine_fd(int fd, char *buffer) {
    char link[64];
    start();
    if (!root || fd == log_fd) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, buffer, PATH_MAX - 1);
    if (n <= 0 || buffer[0] != '/') return NULL; /* a pipe, a socket */
    buffer[n] = 0;
    return mine(AT_FDCWD, buffer, NULL);
}

static unsigned long long inode(int fd, const char *path) {
    struct stat found;
    if ((path ? lstat(path, &found) : fstat(fd, &found)) != 0) return 0;
    return found.st_ino;
}

static void put(const char *kind, unsigned long long ino, long long offset, const struct iovec *data, int parts,
                size_t length, const char *path, const char *other) {
    if (log_fd < 0) return;
    char head[2 * PATH_MAX + 128];
    int n = snprintf(head, sizeof head, "%s\t%llu\t%lld\t%zu\t%s\t%s\n", kind, ino, offset, length, path,
                     other ? other : "-");
    struct iovec all[64];
    all[0] = (struct iovec){head, n};
    int count = 1;
    for (size_t left = length; parts-- > 0 && left && count < 64; data++) {
        size_t part = data->iov_len < left ? data->iov_len : left;
        all[count++] = (struct iovec){data->iov_base, part};
        left -= part;
    }
    int kept = errno;
    flock(log_fd, LOCK_EX); /* other processes of the program write here too */
    syscall(SYS_writev, log_fd, all, count);
    flock(log_fd, LOCK_UN);
    errno = kept;
}

static void note(const char *kind, unsigned long long ino, long long offset, const char *path, const char *other) {
    put(kind, ino, offset, NULL, 0, 0, path, other);
}

/* How many of `wanted` bytes there is room for; takes them. -1: refuse. */
static ssize_t take(size_t wanted) {
    if (!room) return wanted;
    char text[32] = {0};
    int fd = syscall(SYS_openat, AT_FDCWD, room, O_RDWR | O_CLOEXEC, 0);
    if (fd < 0) return wanted;
    syscall(SYS_read, fd, text, sizeof text - 1);
    long long left = atoll(text);
    ssize_t got = wanted;
    if (left >= 0) {
        got = (long long)wanted <= left ? (ssize_t)wanted : left;
        int n = snprintf(text, sizeof text, "%lld            ", left - got);
        syscall(SYS_pwrite64, fd, text, n, 0);
        if (got == 0 && wanted) got = -1;
    }
    syscall(SYS_close, fd);
    if (got < 0) errno = fault;
    return got;
}

static int opened(int folder, const char *path, int flags, mode_t mode) {
    char buffer[PATH_MAX];
    const char *full = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) ? mine(folder, path, buffer) : NULL;
    if (!full) return syscall(SYS_openat, folder, path, flags, mode);
    pthread_mutex_lock(&turn);
    struct stat before;
    int was_there = stat(full, &before) == 0;
    int fd;
    if (!was_there && (flags & O_CREAT) && take(512) < 0)
        fd = -1;
    else
        fd = syscall(SYS_openat, folder, path, flags, mode);
    if (fd >= 0 && !was_there) note("create", inode(fd, NULL), 0, full, NULL);
    if (fd >= 0 && was_there && (flags & O_TRUNC)) note("truncate", inode(fd, NULL), 0, full, NULL);
    pthread_mutex_unlock(&turn);
    return fd;
}

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
        return opened(AT_FDCWD, path, flags, mode); \
    }
#define OPENS_AT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
        return opened(folder, path, flags, mode); \
    }
OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }

/* offset -1: where the file stands. */
static ssize_t wrote(int fd, const struct iovec *data, int parts, off_t offset) {
    char buffer[PATH_MAX];
    const char *full = mine_fd(fd, buffer);
    if (!full) {
        if (offset >= 0) return syscall(SYS_pwritev, fd, data, parts, (long)offset, 0L);
        return syscall(SYS_writev, fd, data, parts);
    }
    size_t wanted = 0;
    for (int i = 0; i < parts; i++) wanted += data[i].iov_len;
    pthread_mutex_lock(&turn);
    ssize_t may = take(wanted), done = -1;
    if (may >= 0) {
        struct iovec some[64];
        int count = 0;
        for (size_t left = may; count < parts && count < 64 && left; count++) {
            size_t part = data[count].iov_len < left ? data[count].iov_len : left;
            some[count] = (struct iovec){data[count].iov_base, part};
            left -= part;
        }
        off_t at = offset;
        if (at < 0)
            at = fcntl(fd, F_GETFL) & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
        done = offset >= 0 ? syscall(SYS_pwritev, fd, some, count, (long)offset, 0L)
                           : syscall(SYS_writev, fd, some, count);
        if (done > 0) put("write", inode(fd, NULL), at, some, count, done, full, NULL);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

static ssize_t wrote_one(int fd, const void *data, size_t length, off_t offset) {
    struct iovec one = {(void *)data, length};
    return wrote(fd, &one, 1, offset);
}
ssize_t write(int fd, const void *data, size_t n) { return wrote_one(fd, data, n, -1); }
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) { return wrote_one(fd, data, n, at); }
ssize_t pwrite64(int fd, const void *data, size_t n, off_t at) { return wrote_one(fd, data, n, at); }
ssize_t writev(int fd, const struct iovec *data, int parts) { return wrote(fd, data, parts, -1); }
ssize_t pwritev(int fd, const struct iovec *data, int parts, off_t at) { return wrote(fd, data, parts, at); }
ssize_t pwritev64(int fd, const struct iovec *data, int parts, off_t at) { return wrote(fd, data, parts, at); }

/* Copies inside the kernel are not seen: the program falls back to reading and writing. */
ssize_t sendfile(int out, int in, off_t *at, size_t n) { errno = EINVAL; return -1; }
ssize_t sendfile64(int out, int in, off_t *at, size_t n) { errno = EINVAL; return -1; }
ssize_t copy_file_range(int in, off_t *a, int out, off_t *b, size_t n, unsigned f) { errno = EXDEV; return -1; }
int fallocate(int fd, int mode, off_t at, off_t n) { errno = EOPNOTSUPP; return -1; }
int fallocate64(int fd, int mode, off_t at, off_t n) { errno = EOPNOTSUPP; return -1; }
int posix_fallocate(int fd, off_t at, off_t n) { return EINVAL; }
int posix_fallocate64(int fd, off_t at, off_t n) { return EINVAL; }

static int cut(int fd, off_t length) {
    char buffer[PATH_MAX];
    const char *full = mine_fd(fd, buffer);
    int result = syscall(SYS_ftruncate, fd, (long)length);
    if (full && result == 0) note("truncate", inode(fd, NULL), length, full, NULL);
    return result;
}
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off_t length) { return cut(fd, length); }

static int settled(int fd, long call) {
    char buffer[PATH_MAX];
    const char *full = mine_fd(fd, buffer);
    int result = syscall(call, fd);
    if (full && result == 0) note("sync", inode(fd, NULL), 0, full, NULL);
    return result;
}
int fsync(int fd) { return settled(fd, SYS_fsync); }
int fdatasync(int fd) { return settled(fd, SYS_fdatasync); }

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    char a[PATH_MAX], b[PATH_MAX];
    const char *old = mine(from_folder, from, a), *new = mine(to_folder, to, b);
    pthread_mutex_lock(&turn);
    int result = syscall(SYS_renameat2, from_folder, from, to_folder, to, 0);
    if (result == 0 && (old || new))
        note("rename", 0, 0, old ? old : "-", new);
    pthread_mutex_unlock(&turn);
    return result;
}
int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { return renameat(a, from, b, to); }

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    char a[PATH_MAX], b[PATH_MAX];
    const char *old = mine(from_folder, from, a), *new = mine(to_folder, to, b);
    int result = syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
    if (result == 0 && old && new) note("link", 0, 0, old, new);
    return result;
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int folder, const char *path, int flags) {
    char buffer[PATH_MAX];
    const char *full = mine(folder, path, buffer);
    pthread_mutex_lock(&turn);
    int result = syscall(SYS_unlinkat, folder, path, flags);
    if (result == 0 && full) note("unlink", 0, 0, full, NULL);
    pthread_mutex_unlock(&turn);
    return result;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
    struct stat found;
    if (lstat(path, &found) != 0) return -1;
    return unlinkat(AT_FDCWD, path, S_ISDIR(found.st_mode) ? AT_REMOVEDIR : 0);
}

int mkdirat(int folder, const char *path, mode_t mode) {
    char buffer[PATH_MAX];
    const char *full = mine(folder, path, buffer);
    if (full && take(512) < 0) return -1;
    int result = syscall(SYS_mkdirat, folder, path, mode);
    if (result == 0 && full) note("mkdir", inode(-1, full), 0, full, NULL);
    return result;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int clock_gettime(clockid_t which, struct timespec *at) {
    start();
    int result = syscall(SYS_clock_gettime, which, at);
    if (result == 0 && which == CLOCK_REALTIME) at->tv_sec += clock_offset;
    return result;
}
int gettimeofday(struct timeval *at, void *zone) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return 0;
}
time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}
