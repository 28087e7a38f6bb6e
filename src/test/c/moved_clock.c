/*
 * Moves the wall clock of one process, for tests: a library that is loaded before the C library (LD_PRELOAD). The
 * environment variable MOVED_CLOCK names a file with a number of seconds, which are added to the wall clock. It is read
 * at every call, so that a test can move the clock of a process that runs. The monotonic clocks stay as they are.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long ahead_seconds(void) {
    const char *file = getenv("MOVED_CLOCK");
    if (file == NULL) {
        return 0;
    }
    int before = errno;
    char digits[32];
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? -1 : read(fd, digits, sizeof digits - 1);
    if (fd >= 0) {
        close(fd);
    }
    errno = before;
    if (length < 0) {
        return 0;
    }
    digits[length] = 0;
    return strtol(digits, NULL, 10);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    long result = syscall(SYS_clock_gettime, clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += ahead_seconds();
    }
    return (int) result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    (void) zone;
    struct timespec fine;
    int result = clock_gettime(CLOCK_REALTIME, &fine);
    if (result == 0) {
        now->tv_sec = fine.tv_sec;
        now->tv_usec = fine.tv_nsec / 1000;
    }
    return result;
}

time_t time(time_t *now) {
    struct timespec fine;
    clock_gettime(CLOCK_REALTIME, &fine);
    if (now != NULL) {
        *now = fine.tv_sec;
    }
    return fine.tv_sec;
}
