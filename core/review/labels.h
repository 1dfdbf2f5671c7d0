/* review/labels.h: printed labels such as 2.18 or 5.1.4, as numbers.
 *
 * A label has one to four parts of at most three digits. Its prefix is all
 * parts but the last: 5.1.4 belongs to 5.1. The table remembers which labels
 * a document has used; it is a hash, so that neither many labels nor many
 * questions cost more than their number.
 */
#ifndef CS_REVIEW_LABELS_H
#define CS_REVIEW_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CS_LABEL_PARTS = 4, CS_LABEL_SIZE = 20 };

typedef struct cs_label {
  uint16_t parts[CS_LABEL_PARTS]; /* 0 where they are not in use */
  uint8_t depth;                  /* parts in use; 0: no label */
  uint8_t length;                 /* bytes as printed, a final point not counted */
} cs_label;

/* Reads the digits and points that `at` begins with; false where they are no label. */
bool cs_label_read(const char *at, size_t length, cs_label *label);

/* The label that a block opens with ("2.18 The trust", "1. NHS", "3\tEarly help"), and in `body`
 * how many bytes it and the blanks behind it take. False where no text follows. */
bool cs_label_opens(const char *at, size_t length, cs_label *label, uint32_t *body);

/* Whether the first `depth` parts are the same and both have that many. */
bool cs_label_same_parts(const cs_label *one, const cs_label *other, unsigned depth);
/* Whether they have the same prefix, their last parts left out. */
bool cs_label_siblings(const cs_label *one, const cs_label *other);
/* Whether `next` is the next of its siblings: 2.18, 2.19. */
bool cs_label_follows(const cs_label *label, const cs_label *next);
/* The last part; 0 for no label. */
unsigned cs_label_last(const cs_label *label);
/* The label of which this one is a child; depth 0 for one that has one part. */
cs_label cs_label_prefix(const cs_label *label);
/* Whether the prefix `next` comes next after `prefix`: 2 to 3, 5.1 to 5.2, 4 to 5.1, 5.3 to 6. */
bool cs_label_prefix_follows(const cs_label *prefix, const cs_label *next);
/* Writes "2.18". */
void cs_label_write(const cs_label *label, char out[CS_LABEL_SIZE]);

typedef struct cs_label_slot {
  uint64_t key; /* 0: free */
  uint32_t first;
  uint32_t uses;
} cs_label_slot;

typedef struct cs_label_table {
  cs_label_slot *slots;
  size_t size; /* a power of two, or 0 */
  size_t used;
} cs_label_table;

/* Records a use of the label by thing number `index` and returns its slot, in
 * which `first` is the first thing that used it and `uses` counts this one. The
 * slot is borrowed until the next call. */
const cs_label_slot *cs_label_use(cs_label_table *table, const cs_label *label, uint32_t index);
/* NULL where nothing used the label. Borrowed until the next use. */
const cs_label_slot *cs_label_find(const cs_label_table *table, const cs_label *label);
void cs_label_table_free(cs_label_table *table);

#endif
