/* base/clock.h: how much time has passed, by a clock that nobody sets. */
#ifndef CS_BASE_CLOCK_H
#define CS_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t cs_now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static inline int64_t cs_now_ms(void) {
  return cs_now_us() / 1000;
}

static inline double cs_now_seconds(void) {
  return (double)cs_now_us() / 1e6;
}

#endif
