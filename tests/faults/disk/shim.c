/* Stands between a program and its disk (LD_PRELOAD): records what it writes below SHIM_DIR into the file SHIM_LOG, or
   fails the n-th write or flush, or ends the program at the n-th operation on some files. Record: op, name length, data length, offset, name, data; little endian, packed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int log_fd = -1, fail_errno, is_for_good;
static char fail_op;
static long fail_nth, seen;
static const char *dir;
static char part[64];
static long stab_nth, stabbed;
static size_t dir_len;
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void) {
    dir = getenv("SHIM_DIR");
    dir_len = dir ? strlen(dir) : 0;
}
/* op 'w', 'f' or 0 for none; nth 0 counts only. */
void shim_arm(char op, long nth, int number, int for_good) {
    fail_op = op, fail_nth = nth, fail_errno = number, is_for_good = for_good, seen = 0;
}
/* The program ends before the n-th operation on files whose path holds `of`; 0 for none. */
void shim_stab(const char *of, long nth) { strncpy(part, of, sizeof part - 1), stab_nth = nth, stabbed = 0; }
long shim_seen(void) { return seen; }
void shim_log(int fd) { log_fd = fd; }

static void record(char op, const char *name, uint64_t at, const void *bytes, uint32_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    uint16_t name_len = strlen(name);
    char head[15];
    if (log_fd < 0) return;
    if (!real) real = REAL(write);
    head[0] = op, memcpy(head + 1, &name_len, 2), memcpy(head + 3, &size, 4), memcpy(head + 7, &at, 8);
    if (real(log_fd, head, 15) != 15 || real(log_fd, name, name_len) != name_len
        || (size && real(log_fd, bytes, size) != (ssize_t)size)) abort();
}
void shim_mark(const char *text) { record('m', text, 0, "", 0); }

static const char *below(const char *path) {
    return dir_len && !strncmp(path, dir, dir_len) && path[dir_len] == '/' ? path + dir_len + 1 : NULL;
}
static const char *stab(const char *name) {
    if (name && stab_nth && strstr(name, part) && __sync_add_and_fetch(&stabbed, 1) == stab_nth)
        kill(getpid(), SIGKILL);
    return name;
}
static const char *name_of(int fd) {
    static __thread char path[PATH_MAX];
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = dir_len ? readlink(link, path, sizeof path - 1) : -1;
    if (size < 0) return NULL;
    path[size] = 0;
    return stab(below(path));
}
static int fails(char op) {
    if (op != fail_op) return 0;
    seen++;
    if (!fail_nth || (is_for_good ? seen < fail_nth : seen != fail_nth)) return 0;
    errno = fail_errno;
    return 1;
}
#define WRITE(NAME, OFF)                                                        \
ssize_t NAME(int fd, const void *bytes, size_t size, OFF at) {                  \
    const char *name = name_of(fd);                                             \
    if (name && fails('w')) return -1;                                          \
    ssize_t done = REAL(NAME)(fd, bytes, size, at);                             \
    if (name && done > 0) record('w', name, at, bytes, done);                   \
    return done;                                                                \
}
WRITE(pwrite, off_t)
WRITE(pwrite64, off64_t)
ssize_t write(int fd, const void *bytes, size_t size) {
    const char *name = name_of(fd);
    if (name && fails('w')) return -1;
    ssize_t done = REAL(write)(fd, bytes, size);
    if (name && done > 0) record('w', name, lseek(fd, 0, SEEK_CUR) - done, bytes, done);
    return done;
}
#define FLUSH(NAME)                                                             \
int NAME(int fd) {                                                              \
    const char *name = name_of(fd);                                             \
    if (name && fails('f')) return -1;                                          \
    int done = REAL(NAME)(fd);                                                  \
    if (name && !done) record('f', name, 0, "", 0);                             \
    return done;                                                                \
}
FLUSH(fsync)
FLUSH(fdatasync)
#define CUT(NAME, OFF)                                                          \
int NAME(int fd, OFF size) {                                                    \
    const char *name = name_of(fd);                                             \
    int done = REAL(NAME)(fd, size);                                            \
    if (name && !done) record('t', name, size, "", 0);                          \
    return done;                                                                \
}
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)
int unlink(const char *path) {
    const char *name = stab(below(path));
    int done = REAL(unlink)(path);
    if (name && !done) record('u', name, 0, "", 0);
    return done;
}
