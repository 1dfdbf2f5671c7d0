/* Repeats: a hash table of passages, at most half of it in use. Labels that meet in it more often
 * than by chance were made to, and are sorted instead. */
#include "review/repeats.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static int compare(const cs_passage *one, const cs_passage *other) {
  return one->kind != other->kind ? (one->kind < other->kind ? -1 : 1)
                                  : strcmp(one->label, other->label);
}

/* ---- By sorting ---- */

static int by_label(const void *left, const void *right) {
  const cs_passage *one = *(const cs_passage *const *)left;
  const cs_passage *other = *(const cs_passage *const *)right;
  int order = compare(one, other);
  return order != 0 ? order : (one > other) - (one < other); /* then by place in the review */
}

static int by_number(const void *left, const void *right) {
  uint32_t one = *(const uint32_t *)left, other = *(const uint32_t *)right;
  return (one > other) - (one < other);
}

static uint32_t sort(uint32_t *repeats, const cs_review *review) {
  uint32_t count = 0;
  const cs_passage **sorted = cs_allocate(review->passage_count, sizeof *sorted);
  for (uint32_t each = 0; each < review->passage_count; each++) {
    sorted[each] = &review->passages[each];
  }
  qsort(sorted, review->passage_count, sizeof *sorted, by_label);
  for (uint32_t each = 1; each < review->passage_count; each++) {
    if (compare(sorted[each - 1], sorted[each]) == 0) {
      repeats[count++] = (uint32_t)(sorted[each] - review->passages);
    }
  }
  free(sorted);
  qsort(repeats, count, sizeof *repeats, by_number);
  return count;
}

/* ---- By a table ---- */

typedef struct seen {
  uint32_t *slots; /* a passage's number + 1; 0: free */
  size_t mask;
  size_t steps; /* that are left from one place to the next */
} seen;

static size_t slot_of(const seen *in, const cs_passage *passage) {
  uint64_t hash = UINT64_C(0xCBF29CE484222325) + (uint64_t)passage->kind; /* FNV-1a */
  for (const char *at = passage->label; *at != '\0'; at++) {
    hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001B3);
  }
  return (size_t)(hash * UINT64_C(0x9E3779B97F4A7C15) >> 32) & in->mask;
}

/* The passage's slot, or that of the one before it that it repeats; NULL where no step is left. */
static uint32_t *find(seen *in, const cs_review *review, const cs_passage *passage) {
  size_t slot = slot_of(in, passage);
  while (in->slots[slot] != 0 && compare(&review->passages[in->slots[slot] - 1], passage) != 0) {
    if (in->steps-- == 0) {
      return NULL;
    }
    slot = (slot + 1) & in->mask;
  }
  return &in->slots[slot];
}

uint32_t cs_review_repeats(uint32_t *repeats, const cs_review *review) {
  enum { STEPS = 32 }; /* a passage, on average; by chance it is one */
  uint32_t count = 0;
  size_t size = 2;
  while (size < 2 * (size_t)review->passage_count) {
    size *= 2;
  }
  seen in = {cs_allocate(size, sizeof *in.slots), size - 1, STEPS * size};
  for (uint32_t each = 0; each < review->passage_count; each++) {
    uint32_t *slot = find(&in, review, &review->passages[each]);
    if (slot == NULL) {
      count = sort(repeats, review);
      break;
    }
    if (*slot == 0) {
      *slot = each + 1;
    } else {
      repeats[count++] = each;
    }
  }
  free(in.slots);
  return count;
}
