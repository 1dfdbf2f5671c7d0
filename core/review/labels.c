/* Labels: read without allocation; a key packs ten bits a part and the depth. */
#include "review/labels.h"

#include "base/ascii.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { PART_DIGITS = 3 };

static size_t digits_at(const char *at, size_t length) {
  size_t count = 0;
  while (count < length && cs_is_ascii_digit(at[count])) {
    count++;
  }
  return count;
}

bool cs_label_read(const char *at, size_t length, cs_label *label) {
  cs_label read = {.depth = 0};
  size_t place = 0;
  if (length == 0 || !cs_is_ascii_digit(at[0])) {
    return false;
  }
  for (;;) {
    size_t digits = digits_at(at + place, length - place);
    if (digits == 0 || digits > PART_DIGITS || read.depth == CS_LABEL_PARTS) {
      return false;
    }
    unsigned value = 0;
    for (size_t end = place + digits; place < end; place++) {
      value = value * 10 + (unsigned)(at[place] - '0');
    }
    read.parts[read.depth++] = (uint16_t)value;
    if (place + 1 >= length || at[place] != '.' || !cs_is_ascii_digit(at[place + 1])) {
      break;
    }
    place++;
  }
  read.length = (uint8_t)place;
  *label = read;
  return true;
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

bool cs_label_opens(const char *at, size_t length, cs_label *label, uint32_t *body) {
  if (!cs_label_read(at, length, label)) {
    return false;
  }
  size_t place = label->length;
  if (place < length && (at[place] == '.' || at[place] == ')' || at[place] == ':')) {
    place++;
  }
  size_t blanks = place;
  while (place < length && is_blank(at[place])) {
    place++;
  }
  if (place == blanks || place == length) {
    return false;
  }
  *body = (uint32_t)place;
  return true;
}

bool cs_label_same_parts(const cs_label *one, const cs_label *other, unsigned depth) {
  if (one->depth < depth || other->depth < depth) {
    return false;
  }
  for (unsigned part = 0; part < depth; part++) {
    if (one->parts[part] != other->parts[part]) {
      return false;
    }
  }
  return true;
}

bool cs_label_siblings(const cs_label *one, const cs_label *other) {
  return one->depth != 0 && one->depth == other->depth &&
         cs_label_same_parts(one, other, one->depth - 1U);
}

unsigned cs_label_last(const cs_label *label) {
  return label->depth != 0 ? label->parts[label->depth - 1] : 0;
}

bool cs_label_follows(const cs_label *label, const cs_label *next) {
  return cs_label_siblings(label, next) && cs_label_last(next) == cs_label_last(label) + 1;
}

cs_label cs_label_prefix(const cs_label *label) {
  cs_label prefix = *label;
  if (prefix.depth != 0) {
    prefix.parts[--prefix.depth] = 0;
  }
  return prefix;
}

bool cs_label_prefix_follows(const cs_label *prefix, const cs_label *next) {
  if (prefix->depth == 0 || next->depth == 0) {
    return false;
  }
  unsigned shared = 0;
  while (shared < prefix->depth && shared < next->depth &&
         prefix->parts[shared] == next->parts[shared]) {
    shared++;
  }
  if (shared == prefix->depth || shared == next->depth) {
    return shared == prefix->depth && next->depth == shared + 1U && next->parts[shared] == 1;
  }
  if (next->parts[shared] != prefix->parts[shared] + 1) {
    return false;
  }
  for (unsigned part = shared + 1; part < next->depth; part++) {
    if (next->parts[part] != 1) {
      return false;
    }
  }
  return true;
}

static size_t write_part(unsigned part, char *out) {
  size_t used = 0;
  for (unsigned unit = part >= 100 ? 100 : part >= 10 ? 10 : 1; unit != 0; unit /= 10) {
    out[used++] = (char)('0' + part / unit % 10);
  }
  return used;
}

void cs_label_write(const cs_label *label, char out[CS_LABEL_SIZE]) {
  size_t used = 0;
  for (unsigned part = 0; part < label->depth; part++) {
    if (part != 0) {
      out[used++] = '.';
    }
    used += write_part(label->parts[part] % 1000U, out + used);
  }
  out[used] = '\0';
}

static uint64_t label_key(const cs_label *label) {
  uint64_t key = label->depth;
  for (unsigned part = 0; part < CS_LABEL_PARTS; part++) {
    key = key << 10 | label->parts[part];
  }
  return key;
}

static size_t slot_of(const cs_label_table *table, uint64_t key) {
  size_t slot = (size_t)((key * 0x9E3779B97F4A7C15ULL) >> 20) & (table->size - 1);
  while (table->slots[slot].key != 0 && table->slots[slot].key != key) {
    slot = (slot + 1) & (table->size - 1);
  }
  return slot;
}

static void grow(cs_label_table *table) {
  cs_label_table larger = {.size = table->size == 0 ? 64 : table->size * 2, .used = table->used};
  larger.slots = cs_allocate(larger.size, sizeof *larger.slots);
  for (size_t slot = 0; slot < table->size; slot++) {
    if (table->slots[slot].key != 0) {
      larger.slots[slot_of(&larger, table->slots[slot].key)] = table->slots[slot];
    }
  }
  free(table->slots);
  *table = larger;
}

const cs_label_slot *cs_label_use(cs_label_table *table, const cs_label *label, uint32_t index) {
  if (table->used * 2 >= table->size) {
    grow(table);
  }
  uint64_t key = label_key(label);
  cs_label_slot *slot = &table->slots[slot_of(table, key)];
  if (slot->key == 0) {
    slot->key = key;
    slot->first = index;
    table->used++;
  }
  slot->uses++;
  return slot;
}

const cs_label_slot *cs_label_find(const cs_label_table *table, const cs_label *label) {
  if (table->size == 0) {
    return NULL;
  }
  const cs_label_slot *slot = &table->slots[slot_of(table, label_key(label))];
  return slot->key != 0 ? slot : NULL;
}

void cs_label_table_free(cs_label_table *table) {
  free(table->slots);
  *table = (cs_label_table){.slots = NULL};
}
