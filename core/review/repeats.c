/* Repeats: a hash table of passages, at most half of it in use. */
#include "review/repeats.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static uint64_t hash_of(const cs_passage *passage) {
  uint64_t hash = 0xCBF29CE484222325u + (uint64_t)passage->kind; /* FNV-1a */
  for (const char *at = passage->label; *at != '\0'; at++) {
    hash = (hash ^ (unsigned char)*at) * 0x100000001B3u;
  }
  return hash * UINT64_C(0x9E3779B97F4A7C15) >> 32;
}

static bool are_alike(const cs_passage *one, const cs_passage *other) {
  return one->kind == other->kind && strcmp(one->label, other->label) == 0;
}

uint32_t cs_review_repeats(uint32_t *repeats, const cs_review *review) {
  uint32_t count = 0;
  size_t size = 2;
  while (size < 2 * (size_t)review->passage_count) {
    size *= 2;
  }
  uint32_t *slots = cs_allocate(size, sizeof *slots); /* a passage's number + 1; 0: free */
  for (uint32_t each = 0; each < review->passage_count; each++) {
    const cs_passage *passage = &review->passages[each];
    size_t slot = hash_of(passage) & (size - 1);
    while (slots[slot] != 0 && !are_alike(&review->passages[slots[slot] - 1], passage)) {
      slot = (slot + 1) & (size - 1);
    }
    if (slots[slot] == 0) {
      slots[slot] = each + 1;
    } else {
      repeats[count++] = each;
    }
  }
  free(slots);
  return count;
}
