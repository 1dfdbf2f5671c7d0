/* Interned strings: an array of names and, over it, a hash table of their
 * numbers with linear probing. Names are never taken out. */
#include "match/intern.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

/* FNV-1a: short strings, read once each. */
static uint32_t hash_name(char kind, const char *string, size_t length) {
  uint32_t hash = (2166136261u ^ (unsigned char)kind) * 16777619u;
  for (size_t at = 0; at < length; at++) {
    hash = (hash ^ (unsigned char)string[at]) * 16777619u;
  }
  return hash ^ hash >> 15;
}

static void put(cs_intern *intern, uint32_t number) {
  size_t mask = intern->slot_count - 1;
  size_t slot = intern->names[number].hash & mask;
  while (intern->slots[slot] != 0) {
    slot = (slot + 1) & mask;
  }
  intern->slots[slot] = number + 1;
}

static void grow(cs_intern *intern) {
  free(intern->slots);
  intern->slot_count = intern->slot_count == 0 ? FIRST_SLOTS : intern->slot_count * 2;
  intern->slots = cs_allocate(intern->slot_count, sizeof *intern->slots);
  for (size_t number = 0; number < intern->count; number++) {
    put(intern, (uint32_t)number);
  }
}

static uint32_t find(const cs_intern *intern, uint32_t hash, char kind, const char *string,
                     size_t length) {
  if (intern->slot_count == 0) {
    return CS_INTERN_NONE;
  }
  size_t mask = intern->slot_count - 1;
  for (size_t slot = hash & mask; intern->slots[slot] != 0; slot = (slot + 1) & mask) {
    uint32_t number = intern->slots[slot] - 1;
    const cs_intern_name *name = &intern->names[number];
    if (name->hash == hash && name->kind == kind && name->length == length &&
        memcmp(name->string, string, length) == 0) {
      return number;
    }
  }
  return CS_INTERN_NONE;
}

uint32_t cs_intern_find(const cs_intern *intern, char kind, const char *string, size_t length) {
  return find(intern, hash_name(kind, string, length), kind, string, length);
}

uint32_t cs_intern_add(cs_intern *intern, char kind, const char *string, size_t length) {
  uint32_t hash = hash_name(kind, string, length);
  uint32_t number = find(intern, hash, kind, string, length);
  if (number != CS_INTERN_NONE) {
    return number;
  }
  cs_grow(&intern->names, &intern->capacity, intern->count, sizeof *intern->names);
  number = (uint32_t)intern->count++;
  intern->names[number] = (cs_intern_name){.string = cs_copy_bytes(string, length),
                                           .length = (uint32_t)length,
                                           .hash = hash,
                                           .kind = kind};
  if (intern->count * 2 > intern->slot_count) {
    grow(intern);
  } else {
    put(intern, number);
  }
  return number;
}

void cs_intern_copy(cs_intern *copy, const cs_intern *original) {
  *copy = (cs_intern){0};
  for (size_t number = 0; number < original->count; number++) {
    const cs_intern_name *name = &original->names[number];
    cs_intern_add(copy, name->kind, name->string, name->length);
  }
}

void cs_intern_free(cs_intern *intern) {
  for (size_t number = 0; number < intern->count; number++) {
    free(intern->names[number].string);
  }
  free(intern->names);
  free(intern->slots);
  *intern = (cs_intern){0};
}
