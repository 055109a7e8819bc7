/* A disk that fails, for one file: loaded before libc by tests/faults/failing_disk.rs.
 *
 * FAIL_FILE  how the file's path ends
 * FAIL_CALL  sync, write or read
 * FAIL_FROM  how many such calls succeed first
 * FAIL_TIMES how many fail then
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long seen;

static int fails(const char *call, int file) {
    const char *wanted = getenv("FAIL_CALL"), *end = getenv("FAIL_FILE");
    const char *from = getenv("FAIL_FROM"), *times = getenv("FAIL_TIMES");
    char link[64], path[4096];
    ssize_t length;
    if (!wanted || !end || !from || !times || strcmp(wanted, call) != 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    if (length < (ssize_t)strlen(end)) return 0;
    path[length] = 0;
    if (strcmp(path + length - strlen(end), end) != 0) return 0;
    long number = atomic_fetch_add(&seen, 1);
    if (number < atol(from) || number >= atol(from) + atol(times)) return 0;
    errno = EIO;
    return 1;
}

#define NEXT(type, name, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

int fsync(int file) {
    return fails("sync", file) ? -1 : NEXT(int, "fsync", int)(file);
}
int fdatasync(int file) {
    return fails("sync", file) ? -1 : NEXT(int, "fdatasync", int)(file);
}
ssize_t write(int file, const void *bytes, size_t length) {
    return fails("write", file) ? -1 : NEXT(ssize_t, "write", int, const void *, size_t)(file, bytes, length);
}
ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
    return fails("write", file)
        ? -1 : NEXT(ssize_t, "pwrite", int, const void *, size_t, off_t)(file, bytes, length, at);
}
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    return fails("write", file)
        ? -1 : NEXT(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(file, bytes, length, at);
}
ssize_t read(int file, void *bytes, size_t length) {
    return fails("read", file) ? -1 : NEXT(ssize_t, "read", int, void *, size_t)(file, bytes, length);
}
ssize_t pread(int file, void *bytes, size_t length, off_t at) {
    return fails("read", file)
        ? -1 : NEXT(ssize_t, "pread", int, void *, size_t, off_t)(file, bytes, length, at);
}
ssize_t pread64(int file, void *bytes, size_t length, off64_t at) {
    return fails("read", file)
        ? -1 : NEXT(ssize_t, "pread64", int, void *, size_t, off64_t)(file, bytes, length, at);
}
