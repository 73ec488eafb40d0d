/* A disk where making sure of a write takes time, such as a USB stick or a network share.
 *
 * Loaded before the C library: every fsync and fdatasync takes SLOW_DISK_MS milliseconds more.
 * Each one is counted as a byte in the file SLOW_DISK_COUNT, so that a test can see that it was
 * slow at all.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void wait_a_little(void)
{
    const char *wanted = getenv("SLOW_DISK_MS");
    const char *count = getenv("SLOW_DISK_COUNT");
    long ms = wanted ? atol(wanted) : 0;
    struct timespec left = {ms / 1000, (ms % 1000) * 1000000L};

    if (count) {
        int file = open(count, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (file >= 0) {
            if (write(file, ".", 1) != 1) { /* the test will say that nothing was counted */
            }
            close(file);
        }
    }
    while (nanosleep(&left, &left) != 0) {
    }
}

int fsync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");

    wait_a_little();
    return real(file);
}

int fdatasync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");

    wait_a_little();
    return real(file);
}
