/* A table with a place for each document that can be in the window, as on the tray, and the
 * same in memory that the workers see. Pages of it that nobody has trouble with are never
 * touched. */
#include "run/trouble.h"

#include "base/memory.h"
#include "run/window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef struct entry {
  uint32_t document;
  bool used;
  bool tried; /* once more as it was */
  uint32_t count;
  cs_left_out items[CS_TROUBLE_THEMES];
} entry;

struct cs_trouble {
  entry entries[CS_WINDOW_SIZE]; /* document n is at n modulo the size */
  entry *shown;                  /* the same */
};

cs_trouble *cs_trouble_new(void) {
  cs_trouble *trouble = cs_allocate(1, sizeof *trouble);
  void *shown = mmap(NULL, sizeof trouble->entries, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shown == MAP_FAILED) {
    free(trouble);
    return NULL;
  }
  trouble->shown = shown;
  return trouble;
}

void cs_trouble_free(cs_trouble *trouble) {
  if (trouble != NULL) {
    munmap(trouble->shown, sizeof trouble->entries);
    free(trouble);
  }
}

static entry *entry_of(cs_trouble *trouble, uint32_t document) {
  entry *found = &trouble->entries[document % CS_WINDOW_SIZE];
  if (!found->used || found->document != document) {
    found->used = true;
    found->document = document;
    found->tried = false;
    found->count = 0;
  }
  return found;
}

static bool is_left_out(const entry *of, uint32_t theme) {
  for (uint32_t i = 0; i < of->count; i++) {
    if (of->items[i].theme == theme) {
      return true;
    }
  }
  return false;
}

/* One that ran although it was left out shows that the notes cannot be trusted. */
static bool leave_out(entry *from, const cs_loss *loss) {
  uint32_t theme = loss->at.theme - 1;
  if (from->count >= CS_TROUBLE_THEMES || is_left_out(from, theme)) {
    return false;
  }
  cs_left_out *item = &from->items[from->count++];
  item->theme = theme;
  item->passage = loss->at.passage;
  snprintf(item->cause, sizeof item->cause, "%s", loss->cause);
  return true;
}

bool cs_trouble_add(cs_trouble *trouble, uint32_t document, const cs_loss *loss,
                    size_t theme_count) {
  entry *about = entry_of(trouble, document);
  bool again = !about->tried && !loss->too_slow;
  bool of_theme = loss->at.theme >= 1 && loss->at.theme <= theme_count;
  if (of_theme && (!loss->from_outside || about->tried)) {
    again = leave_out(about, loss);
  } else {
    about->tried = true;
  }
  trouble->shown[document % CS_WINDOW_SIZE] = *about;
  return again;
}

size_t cs_trouble_find(cs_left_out found[CS_TROUBLE_THEMES], const cs_trouble *trouble,
                       uint32_t document, size_t theme_count) {
  const entry *at = &trouble->shown[document % CS_WINDOW_SIZE];
  size_t count = 0, claimed = at->used && at->document == document ? at->count : 0;
  for (size_t i = 0; i < claimed && i < CS_TROUBLE_THEMES; i++) {
    cs_left_out *item = &found[count];
    memcpy(item, &at->items[i], sizeof *item);
    item->cause[sizeof item->cause - 1] = '\0';
    count += item->theme < theme_count;
  }
  return count;
}
