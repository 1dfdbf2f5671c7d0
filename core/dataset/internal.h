/* dataset/internal.h: an open dataset, for the files of this folder and its rooms.
 *
 * A run is one transaction after another: from cs_begin_run to cs_dataset_end_run
 * the connection holds the write lock, but for the instant of a checkpoint.
 * Everything that a record changes is inside one savepoint.
 */
#ifndef CS_DATASET_INTERNAL_H
#define CS_DATASET_INTERNAL_H

#include "base/buffer.h"
#include "base/memory.h"
#include "dataset/body/forms.h"
#include "dataset/body/whole.h"
#include "dataset/codebook.h"
#include "dataset/statements.h"

#include <conspectus/dataset.h>
#include <sqlite3.h>

/* Ids that the next rows get. Rows are only ever added behind the last. */
typedef struct cs_next_ids {
  int64_t review;
  int64_t passage;
  int64_t coding;
} cs_next_ids;

/* An earlier codebook that stored documents were coded by. */
typedef struct cs_stale_codebook {
  int64_t id;
  bool readable; /* what is stored of the documents stands, but for the codings below */
  bool all;      /* every theme has to be coded anew */
  bool *themes;  /* for each theme of the run: it has to be */
  int64_t *gone; /* numbers of themes that the run has not */
  size_t gone_count;
} cs_stale_codebook;

/* What is known from the beginning of a run to its end. */
typedef struct cs_run_state {
  cs_arena *arena; /* owns the rest; NULL: no run is going on */
  int64_t id;
  int64_t codebook;
  int64_t *themes; /* number in the dataset of each theme of the codebook */
  size_t theme_count;
  const char **patterns;
  int64_t *terms; /* id in the dataset of each pattern; 0: not known yet */
  size_t term_count;
  cs_stale_codebook *stale;
  size_t stale_count;
  cs_next_ids next;
  bool removed; /* something was: organisations may be without a review */
} cs_run_state;

/* The texts of a row of review_body, in the order of its columns. */
typedef enum cs_body_text {
  CS_TEXT_PASSAGES,
  CS_TEXT_MILLIONS,
  CS_TEXT_CODINGS,
  CS_TEXT_CITATIONS,
  CS_TEXT_LABELS,
  CS_TEXT_SECTIONS,
  CS_TEXT_RECOMMENDATIONS,
  CS_TEXT_ADDRESSED,
  CS_TEXT_ADDRESSEES,
  CS_TEXT_CITED,
  CS_TEXT_HITS,
  CS_TEXT_MARKS,
  CS_TEXT_COUNT
} cs_body_text;

enum { CS_BODY_FIRST_TEXT = 4 }; /* column of the first in CS_BODY_COLUMNS */

/* While they are made. */
typedef struct cs_body_texts {
  cs_buffer text[CS_TEXT_COUNT];
} cs_body_texts;

/* Ids of forms that are known: a table of open addressing, half empty at least. */
typedef struct cs_known_forms {
  struct cs_known_form {
    uint32_t term; /* of the run's patterns */
    uint32_t role, length;
    uint32_t id; /* 0: an empty place */
  } * items;
  size_t count, capacity;
} cs_known_forms;

/* Forms and patterns of terms as they are stored, by their ids; read when first asked for. */
typedef struct cs_stored_forms {
  cs_forms forms;
  cs_arena *arena; /* owns the patterns */
  const char **patterns;
  size_t pattern_count;
} cs_stored_forms;

typedef struct cs_known_heading {
  int64_t id; /* 0: an empty place */
  char *canonical, *title;
} cs_known_heading;

enum { CS_KNOWN_HEADINGS = 256 };

struct cs_dataset {
  sqlite3 *db;
  char *path;
  bool writable;
  sqlite3_stmt *statements[CS_STATEMENT_COUNT]; /* prepared when first used */
  cs_run_state run;
  cs_put_result last;
  bool reading;      /* and neither writing nor verifying */
  char *damage;      /* what reading met; NULL: nothing */
  bool rows_checked; /* of all tables, before the run that writes them now */
  uint32_t trusted;  /* tables that were looked at, and all where nobody has to: verify/trust.h */
  cs_bodies bodies;
  uint32_t asked;   /* tables that the statement in hand reads */
  unsigned queries; /* cursors that are open */
  unsigned holds;   /* as cs_dataset_hold has it */
  bool held;        /* the transaction is theirs, and not a run's */
  cs_query_limits limits;
  cs_body_texts texts; /* space to work in */
  cs_known_forms forms;
  cs_stored_forms stored;
  cs_known_heading *headings; /* those by words, then those by id; NULL: none yet */
};

/* CS_USAGE where no run has begun; CS_UNREADABLE where it was rolled back by a failure. */
cs_status cs_check_running(const cs_dataset *dataset, cs_error *error);

/* body/form_ids.c: ids of terms and forms. */

/* What was known of forms is not so any more. */
void cs_forget_forms(cs_dataset *dataset);
void cs_forget_stored_forms(cs_dataset *dataset);
/* Calls what is known of a form into the processor's cache, as its id will be asked for soon. */
void cs_form_expect(const cs_dataset *dataset, uint32_t term, uint32_t role, uint32_t length);
/* The id of the form of a piece of evidence, which is added where it is not there. */
cs_status cs_form_id(uint32_t *form, cs_dataset *dataset, const cs_evidence *evidence,
                     cs_error *error);
/* A stored form and the pattern of its term, which stands until forms are forgotten. CS_MALFORMED
 * where it is not there. */
cs_status cs_form_of(cs_form *form, const char **pattern, cs_dataset *dataset, uint32_t id,
                     cs_error *error);

/* body/headings.c: the words of sections. */

void cs_forget_headings(cs_dataset *dataset);
/* The id of a heading, which is added where it is not there. */
cs_status cs_heading_id(int64_t *id, cs_dataset *dataset, const char *canonical, const char *title,
                        cs_error *error);
/* The heading of an id, which stands until the next is asked for; NULLs where there is none. */
cs_status cs_heading_of(const char **canonical, const char **title, cs_dataset *dataset, int64_t id,
                        cs_error *error);

/* Rows of one column of ids; a growing array that the caller frees. */
typedef struct cs_id_list {
  int64_t *items;
  size_t count, capacity;
} cs_id_list;

/* store/keys.c: what the key of a review is made of. */

/* Bytes of a base with its NUL; a key has room for 65 more. */
enum { CS_BASE_SIZE = 256, CS_KEY_SIZE = 512 };

/* cs_review_key, made safe as the name of a file. */
void cs_make_base(char base[CS_BASE_SIZE], const cs_review *review);

#endif
