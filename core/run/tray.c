/* A ring of bytes with a table of what lies where. A document lies in one piece;
 * where it does not fit before the end of the ring it begins at its start.
 *
 * The coordinator goes by a table of its own. What the workers see is a copy of it, since they
 * can write to it, and one of them may be under somebody's command. */
#include "run/tray.h"

#include "base/memory.h"
#include "run/window.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef struct entry {
  uint32_t here; /* 0: empty */
  uint32_t document;
  size_t start, length;
} entry;

/* In the order of the tray's entries. */
typedef struct shown {
  entry entries[CS_WINDOW_SIZE];
  char bytes[CS_TRAY_BYTES];
} shown;

struct cs_tray {
  entry entries[CS_WINDOW_SIZE]; /* document n is at n modulo the size */
  size_t count;
  size_t first; /* where the first document lies */
  size_t end;   /* behind the last */
  shown *shown;
};

cs_tray *cs_tray_new(void) {
  void *shared =
      mmap(NULL, sizeof(shown), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) {
    return NULL;
  }
  cs_tray *tray = cs_allocate(1, sizeof *tray);
  tray->shown = shared;
  return tray;
}

void cs_tray_free(cs_tray *tray) {
  if (tray != NULL) {
    munmap(tray->shown, sizeof *tray->shown);
    free(tray);
  }
}

static entry *entry_of(cs_tray *tray, uint32_t document) {
  return &tray->entries[document % CS_WINDOW_SIZE];
}

static void show(cs_tray *tray, const entry *changed) {
  tray->shown->entries[changed - tray->entries] = *changed;
}

/* Where `length` bytes go; false where they do not. The ring is never quite full, so that
 * first == end means that it is empty. */
static bool find_room(size_t *start, const cs_tray *tray, size_t length) {
  if (tray->count == 0) {
    *start = 0;
    return length < CS_TRAY_BYTES;
  }
  if (tray->end < tray->first) {
    *start = tray->end;
    return length < tray->first - tray->end;
  }
  if (length <= CS_TRAY_BYTES - tray->end) {
    *start = tray->end;
    return true;
  }
  *start = 0;
  return length < tray->first;
}

bool cs_tray_put(cs_tray *tray, uint32_t document, const cs_buffer *bytes) {
  entry *into = entry_of(tray, document);
  size_t start;
  if (into->here != 0 || !find_room(&start, tray, bytes->length)) {
    return false;
  }
  if (bytes->length != 0) {
    memcpy(tray->shown->bytes + start, bytes->bytes, bytes->length);
  }
  if (tray->count++ == 0) {
    tray->first = start;
  }
  tray->end = start + bytes->length;
  *into = (entry){1, document, start, bytes->length};
  show(tray, into);
  return true;
}

bool cs_tray_has(const cs_tray *tray, uint32_t document) {
  const entry *found = &tray->entries[document % CS_WINDOW_SIZE];
  return found->here != 0 && found->document == document;
}

const char *cs_tray_find(size_t *length, const cs_tray *tray, uint32_t document) {
  const entry found = tray->shown->entries[document % CS_WINDOW_SIZE];
  if (found.here == 0 || found.document != document || found.start > CS_TRAY_BYTES ||
      found.length > CS_TRAY_BYTES - found.start) {
    return NULL;
  }
  *length = found.length;
  return tray->shown->bytes + found.start;
}

/* The document that follows among those that are there. */
static const entry *next_of(const cs_tray *tray, uint32_t document) {
  for (uint32_t i = 1; i < CS_WINDOW_SIZE; i++) {
    const entry *each = &tray->entries[(document + i) % CS_WINDOW_SIZE];
    if (each->here != 0) {
      return each;
    }
  }
  return NULL;
}

void cs_tray_remove(cs_tray *tray, uint32_t document) {
  entry *found = entry_of(tray, document);
  if (!cs_tray_has(tray, document)) {
    return;
  }
  found->here = 0;
  show(tray, found);
  tray->count--;
  const entry *next = tray->count != 0 ? next_of(tray, document) : NULL;
  tray->first = next != NULL ? next->start : 0;
}
