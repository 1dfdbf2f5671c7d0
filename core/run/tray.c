/* A ring of bytes with a table of what lies where. A document lies in one piece;
 * where it does not fit before the end of the ring it begins at its start. */
#include "run/tray.h"

#include "run/window.h"

#include <string.h>
#include <sys/mman.h>

typedef struct entry {
  bool here;
  uint32_t document;
  size_t start, length;
} entry;

struct cs_tray {
  entry entries[CS_WINDOW_SIZE]; /* document n is at n modulo the size */
  size_t count;
  size_t first; /* where the first document lies */
  size_t end;   /* behind the last */
  char bytes[CS_TRAY_BYTES];
};

cs_tray *cs_tray_new(void) {
  void *shared =
      mmap(NULL, sizeof(cs_tray), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return shared != MAP_FAILED ? shared : NULL;
}

void cs_tray_free(cs_tray *tray) {
  if (tray != NULL) {
    munmap(tray, sizeof *tray);
  }
}

static entry *entry_of(cs_tray *tray, uint32_t document) {
  return &tray->entries[document % CS_WINDOW_SIZE];
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
  if (into->here || !find_room(&start, tray, bytes->length)) {
    return false;
  }
  if (bytes->length != 0) {
    memcpy(tray->bytes + start, bytes->bytes, bytes->length);
  }
  if (tray->count++ == 0) {
    tray->first = start;
  }
  tray->end = start + bytes->length;
  *into = (entry){true, document, start, bytes->length};
  return true;
}

const char *cs_tray_find(size_t *length, const cs_tray *tray, uint32_t document) {
  const entry *found = &tray->entries[document % CS_WINDOW_SIZE];
  if (!found->here || found->document != document || found->start > CS_TRAY_BYTES ||
      found->length > CS_TRAY_BYTES - found->start) {
    return NULL;
  }
  *length = found->length;
  return tray->bytes + found->start;
}

/* The document that follows among those that are there. */
static const entry *next_of(const cs_tray *tray, uint32_t document) {
  for (uint32_t i = 1; i < CS_WINDOW_SIZE; i++) {
    const entry *each = &tray->entries[(document + i) % CS_WINDOW_SIZE];
    if (each->here) {
      return each;
    }
  }
  return NULL;
}

void cs_tray_remove(cs_tray *tray, uint32_t document) {
  entry *found = entry_of(tray, document);
  if (!found->here || found->document != document) {
    return;
  }
  found->here = false;
  tray->count--;
  const entry *next = tray->count != 0 ? next_of(tray, document) : NULL;
  tray->first = next != NULL ? next->start : 0;
}
