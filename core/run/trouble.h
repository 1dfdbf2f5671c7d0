/* run/trouble.h: documents that cost a worker, and what they are tried again without.
 *
 * A theme whose rule or judge ran when the worker came to its end is left out of the
 * document from then on, and all others code it. Where none ran, or where the end came
 * from outside, the document is tried once more as it is. What outlasts its time without
 * any theme, and without a judge that took most of it, is not tried again: it would take as long.
 *
 * The coordinator keeps its own copy of what it shows to the workers, so that none of them
 * can have a document tried for ever.
 */
#ifndef CS_RUN_TROUBLE_H
#define CS_RUN_TROUBLE_H

#include "run/workers.h"

enum {
  CS_TROUBLE_THEMES = 16, /* left out of one document at most; with another one it is lost */
  CS_TROUBLE_CAUSE = 200,
};

typedef struct cs_left_out {
  uint32_t theme; /* index */
  uint32_t passage;
  char cause[CS_TROUBLE_CAUSE];
} cs_left_out;

typedef struct cs_trouble cs_trouble;

/* To be made before the workers are. NULL where there is no memory for it. */
cs_trouble *cs_trouble_new(void);
void cs_trouble_free(cs_trouble *trouble); /* NULL is allowed */

/* Takes down that a document cost a worker. Whether it is to be tried again; a document whose
 * place is CS_WINDOW_SIZE further on takes the place of the one before. */
bool cs_trouble_add(cs_trouble *trouble, uint32_t document, const cs_loss *loss,
                    size_t theme_count);

/* What a document is tried without, in the order in which it happened: how many. They are copied
 * from memory that every worker can write, so what is none is left out. */
size_t cs_trouble_find(cs_left_out found[CS_TROUBLE_THEMES], const cs_trouble *trouble,
                       uint32_t document, size_t theme_count);

#endif
