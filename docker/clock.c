/*
 * A wall clock of one process's own. CLOCK_REALTIME belongs to the whole machine, so that it cannot be set for one node;
 * this library, preloaded (LD_PRELOAD), stands between a process and its C library and moves what the process reads.
 *
 * SQUALL_CLOCK names a file of 40 bytes, five 64-bit integers in the machine's order: a sequence number that is odd
 * while the others are being written, an offset in nanoseconds, a rate in parts per billion by which it grows, the
 * monotonic time since when, in nanoseconds, and the number of readings of a wrong clock, which this library counts if it
 * may write the file. The file is mapped: what is written in place holds from the next reading.
 *
 * The monotonic clock stays true. Deadlines that are given in wall-clock time are turned back into true time when the
 * wait begins, so that waits last as long as the moved clock says; moving it does not end a wait under way.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define BILLION 1000000000LL
/* More than any uptime, less than any date: tells deadlines on the monotonic clock from those on the wall clock. */
#define EARLIEST_DATE_SECONDS BILLION
#define EXIT_CONFIGURATION 78

/* Calls what this library stands in front of. */
#define NEXT(function, ...) \
    ({ \
        static __typeof__(&function) next; \
        if (!next) next = (__typeof__(&function))dlsym(RTLD_NEXT, #function); \
        next(__VA_ARGS__); \
    })

struct setting {
    _Atomic uint64_t sequence;
    int64_t offset_nanos, rate_ppb, since_nanos;
    _Atomic uint64_t wrong_readings;
};

static volatile struct setting *file;
static int is_counted;

__attribute__((constructor)) static void map_file(void) {
    const char *name = getenv("SQUALL_CLOCK");
    if (!name || file) return;
    int descriptor = open(name, O_RDWR | O_CLOEXEC);
    is_counted = descriptor >= 0;
    if (!is_counted) descriptor = open(name, O_RDONLY | O_CLOEXEC);
    int protection = is_counted ? PROT_READ | PROT_WRITE : PROT_READ;
    void *mapped = descriptor < 0 ? MAP_FAILED : mmap(NULL, sizeof *file, protection, MAP_SHARED, descriptor, 0);
    if (mapped == MAP_FAILED) {
        fprintf(stderr, "squall clock: %s cannot be mapped: %s; expected a clock's setting\n", name, strerror(errno));
        _exit(EXIT_CONFIGURATION);
    }
    close(descriptor);
    file = mapped;
}

static int64_t nanos(struct timespec time) {
    return time.tv_sec * BILLION + time.tv_nsec;
}

static int64_t true_nanos(clockid_t clock) {
    struct timespec now;
    NEXT(clock_gettime, clock, &now);
    return nanos(now);
}

static struct timespec timespec_of(__int128 total_nanos) {
    if (total_nanos < 0) total_nanos = 0;
    return (struct timespec){(time_t)(total_nanos / BILLION), (long)(total_nanos % BILLION)};
}

static struct setting setting(void) {
    struct setting copy = {0};
    uint64_t before;
    if (!file) return copy;
    do {
        while ((before = atomic_load_explicit(&file->sequence, memory_order_acquire)) & 1) sched_yield();
        copy.offset_nanos = file->offset_nanos;
        copy.rate_ppb = file->rate_ppb;
        copy.since_nanos = file->since_nanos;
        atomic_thread_fence(memory_order_acquire);
    } while (atomic_load_explicit(&file->sequence, memory_order_relaxed) != before);
    return copy;
}

static __int128 moved_nanos(clockid_t clock) {
    struct setting now = setting();
    if (is_counted && (now.offset_nanos || now.rate_ppb)) {
        atomic_fetch_add_explicit(&file->wrong_readings, 1, memory_order_relaxed);
    }
    __int128 drift = now.rate_ppb ? (__int128)now.rate_ppb * (true_nanos(CLOCK_MONOTONIC) - now.since_nanos) : 0;
    return (__int128)true_nanos(clock) + now.offset_nanos + drift / BILLION;
}

/* A deadline on the true clock for one on the moved clock. */
static struct timespec true_deadline(const struct timespec *deadline) {
    __int128 remaining = nanos(*deadline) - moved_nanos(CLOCK_REALTIME);
    __int128 in_true_time = remaining * BILLION / (BILLION + setting().rate_ppb);
    return timespec_of(true_nanos(CLOCK_REALTIME) + in_true_time);
}

static int is_wall_clock(clockid_t clock) {
    return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (!is_wall_clock(clock)) return NEXT(clock_gettime, clock, time);
    *time = timespec_of(moved_nanos(clock));
    return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    int64_t now = (int64_t)moved_nanos(CLOCK_REALTIME);
    *time = (struct timeval){now / BILLION, now % BILLION / 1000};
    if (zone) memset(zone, 0, sizeof(struct timezone));
    return 0;
}

time_t time(time_t *out) {
    time_t now = (time_t)(moved_nanos(CLOCK_REALTIME) / BILLION);
    if (out) *out = now;
    return now;
}

int timespec_get(struct timespec *time, int base) {
    if (base != TIME_UTC) return NEXT(timespec_get, time, base);
    *time = timespec_of(moved_nanos(CLOCK_REALTIME));
    return base;
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *deadline) {
    /* A condition does not tell its clock. */
    if (deadline->tv_sec < EARLIEST_DATE_SECONDS) return NEXT(pthread_cond_timedwait, condition, mutex, deadline);
    struct timespec converted = true_deadline(deadline);
    return NEXT(pthread_cond_timedwait, condition, mutex, &converted);
}

int pthread_cond_clockwait(
        pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *deadline) {
    if (!is_wall_clock(clock)) return NEXT(pthread_cond_clockwait, condition, mutex, clock, deadline);
    struct timespec converted = true_deadline(deadline);
    return NEXT(pthread_cond_clockwait, condition, mutex, clock, &converted);
}

int sem_timedwait(sem_t *semaphore, const struct timespec *deadline) {
    struct timespec converted = true_deadline(deadline);
    return NEXT(sem_timedwait, semaphore, &converted);
}
