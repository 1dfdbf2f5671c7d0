/* conspectus/dataset.h: one SQLite file with everything.
 *
 * The tables are described in datasets/README.md. Texts are kept as a standard
 * SQLite Archive (table sqlar, zlib format), named KEY.txt; a passage is a slice
 * of its review's text. A review is written whole or not at all. Rows come in
 * the order in which reviews are put; keys, and everything that is exported, do
 * not depend on that order.
 */
#ifndef CONSPECTUS_DATASET_H
#define CONSPECTUS_DATASET_H

#include <conspectus/host.h>
#include <conspectus/review.h>
#include <conspectus/status.h>
#include <conspectus/table.h>
#include <stdbool.h>

typedef struct cs_dataset cs_dataset;
struct cs_arena;

typedef enum cs_open_mode {
  CS_OPEN_READ,   /* it must exist and be one; what is read of it must be as it was written */
  CS_OPEN_VERIFY, /* the same, but whatever is in it is read: for cs_dataset_verify() */
  CS_OPEN_WRITE,  /* made if it is not there; refused if it is a file of another kind */
} cs_open_mode;

/* Opens a dataset. CS_NOT_FOUND, CS_UNREADABLE, CS_MALFORMED (no dataset; damaged),
 * CS_NEWER (made by a newer version) and CS_BUSY, each with what to do about it. */
cs_status cs_dataset_open(cs_dataset **out, const char *path, cs_open_mode mode, cs_error *error);
/* Rolls back what was not committed. NULL is allowed. */
void cs_dataset_close(cs_dataset *dataset);
const char *cs_dataset_path(const cs_dataset *dataset);

/* ---- Writing ---- */

/* A document as it was found on disk. */
typedef struct cs_source {
  const char *path; /* as it was given: a file, or a folder and what is below it */
  const char *name; /* below the folder that was given; of a single file its base name */
  uint64_t size;    /* bytes */
  int64_t modified; /* nanoseconds since 1970 */
  char sha256[65];  /* "" where it could not be read */
} cs_source;

/* All that a worker found out about one document. */
typedef struct cs_record {
  cs_source source;
  const cs_review *review; /* NULL: it was not read as a review; its text may be NULL */
  const char *format;      /* "plain", ...; "" where it could not be read */
  const char *encoding;
  const void *packed; /* the clean text as cs_pack made it, or NULL without a review */
  size_t packed_size;
  size_t text_size; /* bytes of the clean text */
  const cs_codings *codings;
  const cs_problems *problems;
} cs_record;

/* Packs a text for a record: zlib format where that is shorter, else the text
 * itself; `*packed` is the caller's to free. CS_LIMIT above 64 MiB. */
cs_status cs_pack(void **packed, size_t *packed_size, const char *text, size_t length,
                  cs_error *error);

/* Unpacks it; `*text` has CS_TEXT_PADDING zero bytes behind it and is the caller's to free. */
cs_status cs_unpack_text(char **text, const void *packed, size_t packed_size, size_t length,
                         cs_error *error);

/* Takes the write lock (CS_BUSY: another run is at it) and begins a run. The
 * codebook of `host`, which must stay open until the run ends, becomes the
 * dataset's. `family` is the one that all documents are taken for (NULL: each is
 * recognised); those that were read otherwise are read anew. `*recode` tells whether any of what is
 * stored was coded by other plugins or another version; cs_dataset_has then says so document by
 * document, so that a run which was stopped half-way through coding anew can be completed. */
cs_status cs_dataset_begin_run(cs_dataset *dataset, const cs_host *host, const char *family,
                               bool *recode, cs_error *error);
/* Whether this very document (path, size and time of change) is stored already,
 * and was coded by the codebook of this run. One whose bytes could not be read
 * never is. A document that is known by another name now gets the new one. */
cs_status cs_dataset_has(bool *has, cs_dataset *dataset, const cs_source *source, cs_error *error);
typedef enum cs_known {
  CS_KNOWN_NOT,   /* it has to be read */
  CS_KNOWN_TEXT,  /* it has not changed, and this run would read it the same way: only some of its
                     themes have to be coded anew, from the stored text */
  CS_KNOWN_WHOLE, /* nothing has to be done */
  CS_KNOWN_COPY,  /* the same, of a duplicate: see cs_dataset_reads_copy */
} cs_known;

/* cs_dataset_has, and whether the stored text will do where it has not: with the same version of
 * the program and the same families as those of the run that stored it. */
cs_status cs_dataset_find(cs_known *known, cs_dataset *dataset, const cs_source *source,
                          cs_error *error);
/* Of a duplicate, when all documents were found: whether it has to be read. It has where it comes
 * before its original by name, then path; or where it stands in for an original that is gone or
 * that this run reads anew, and by its own name it would be read in another way. */
cs_status cs_dataset_reads_copy(bool *reads, cs_dataset *dataset, const cs_source *source,
                                cs_error *error);
/* Loads what coding needs of a CS_KNOWN_TEXT: sections, passages, citations, checked, the text
 * packed, which who unpacks it has to check, all alive as long as the arena. `*themes` says of each
 * theme of the host whether it has to be coded; it lives as long as the run. CS_MALFORMED where
 * what is stored is damaged. */
cs_status cs_dataset_load(cs_record *out, const bool **themes, struct cs_arena *arena,
                          cs_dataset *dataset, const cs_source *source, cs_error *error);
/* Stores the codings of such a record (nothing else of it is looked at), and the problems found
 * while coding it, in place of those of the themes that had to be coded, and of those that are
 * gone; whole, or not at all. */
cs_status cs_dataset_put_codings(cs_dataset *dataset, const cs_record *record, cs_error *error);
/* A document that this run found and leaves to another (of another shard): what is stored for it
 * stays as it is. */
cs_status cs_dataset_keep(cs_dataset *dataset, const cs_source *source, cs_error *error);
/* Stores a record, replacing what was stored for its path; whole, or (where it
 * fails) not at all. Of documents with the same bytes the first by name is stored,
 * whichever comes first; each other one becomes a problem that names it, and takes
 * its place should it go. Where two reviews would share a key, both get '-' and the
 * first 8 hex digits of their source's SHA-256 appended (all 64, should these be
 * the same too). */
cs_status cs_dataset_put(cs_dataset *dataset, const cs_record *record, cs_error *error);

typedef enum cs_outcome {
  CS_OUTCOME_REVIEW,
  CS_OUTCOME_DUPLICATE, /* it has the bytes of another, which is stored */
  CS_OUTCOME_LEFT_OUT,  /* it could not be read as a review */
} cs_outcome;

typedef struct cs_put_result {
  cs_outcome outcome;
  size_t problems; /* recorded for it, those found while storing it too; notes not counted */
} cs_put_result;

/* What became of the last record that was put. */
cs_put_result cs_dataset_last_put(const cs_dataset *dataset);
/* "review", "duplicate", "left_out". Never freed. */
const char *cs_outcome_name(cs_outcome outcome);

/* Removes what is stored for the paths at or below `root` (which are `root`, '/'
 * and more) that were not put or found by cs_dataset_has since the run began;
 * counts them. */
cs_status cs_dataset_forget_missing(size_t *forgotten, cs_dataset *dataset, const char *root,
                                    cs_error *error);
/* Adds a problem that belongs to no document, such as a plugin's or that of a
 * folder that cannot be opened. Those of earlier runs went when the run began. */
cs_status cs_dataset_put_problem(cs_dataset *dataset, const cs_problem *problem,
                                 const char *source_name, cs_error *error);
/* Makes durable what was put so far; the run goes on. Where somebody is reading the
 * dataset and does not end within seconds, that waits for the next checkpoint or
 * the end of the run, and the call succeeds all the same. */
cs_status cs_dataset_checkpoint(cs_dataset *dataset, cs_error *error);

typedef struct cs_run_counts {
  size_t documents; /* found */
  size_t coded;     /* read and coded in this run */
  size_t unknown;   /* of these, documents of no known family: they count in nothing below */
  size_t unchanged; /* stored before and not changed since */
  size_t left_out;  /* could not be read as a review */
  size_t forgotten; /* removed because the file is gone */
  size_t problems;  /* of this run: notes not counted */
  size_t passages;
  size_t codings;
  uint64_t bytes;     /* of the documents read */
  size_t recoded;     /* of those coded, from their stored texts; not stored */
  size_t passed_over; /* files below the folders whose ending is not a document's; not stored */
} cs_run_counts;

/* Ends the run and commits; `finished` false leaves its end open (interrupted). The
 * run is over also where this fails; what the last checkpoint left then stands. */
cs_status cs_dataset_end_run(cs_dataset *dataset, const cs_run_counts *counts, bool finished,
                             cs_error *error);

/* ---- Merging ---- */

/* Joins datasets of the same program version and plugins (CS_MALFORMED: what differs) into
 * `output`, as one run over all of their documents would have made it. One that is there is added
 * to, as a whole or not at all; what it has already stays. Of a document that several have in
 * different states the latest is taken. Runs are not taken over: the merge is a run of its own.
 * `stop` is that of cs_run. A dataset that is damaged is refused (CS_MALFORMED). */
cs_status cs_dataset_merge(cs_run_counts *counts, const char *const *inputs, size_t count,
                           const char *output, const volatile int *stop, cs_error *error);

/* ---- Reading ---- */

/* From here to cs_dataset_let_go everything is read as it is at the first reading, whatever a
 * run commits meanwhile: what is put together from several readings is of one state. They nest.
 * A run that wants to commit waits, so that nobody should be waited for in between. */
cs_status cs_dataset_hold(cs_dataset *dataset, cs_error *error);
void cs_dataset_let_go(cs_dataset *dataset);

/* Clean text of a review by its key; the caller frees `*text` (NUL behind it).
 * CS_NOT_FOUND without such a review, CS_MALFORMED where its text is damaged. */
cs_status cs_dataset_text(char **text, size_t *length, cs_dataset *dataset, const char *review_key,
                          cs_error *error);

/* Rows of a query, one at a time. The values stand until the function returns;
 * what it returns other than CS_OK ends the query and is passed on. `columns` is
 * called once, before the first row and also where there is none, and may be NULL.
 * Strings are valid UTF-8, U+FFFD standing for what is not; a blob is given as its
 * bytes in lower-case hex.
 *
 * A dataset may come from anywhere, and a column of SQLite may hold anything: `types` says
 * of each column what `row` takes for granted, 't' a text, 'i' an integer or nothing (which
 * then reads as 0), '*' whatever it is. Where a value is another the query fails with
 * CS_MALFORMED. NULL: nothing is taken for granted. */
typedef struct cs_query_reader {
  cs_status (*columns)(void *context, const char *const *names, size_t count, cs_error *error);
  cs_status (*row)(void *context, const cs_value *values, size_t count, cs_error *error);
  void *context;
  const char *types;
} cs_query_reader;

/* Runs one read-only statement with `?` parameters bound to `parameters`, as many as
 * it has. SQL that would write, attach, load or change a setting is refused
 * (CS_USAGE), and so is a second statement. The functions passage_text(id) and
 * sqlar_uncompress(data, sz) are there. */
cs_status cs_dataset_query(cs_dataset *dataset, const char *sql, const cs_value *parameters,
                           size_t parameter_count, const cs_query_reader *reader, cs_error *error);

/* The same as a cursor, for who wants the rows one by one and perhaps not all. The
 * parameters are copied. A cursor is closed before its dataset. */
typedef struct cs_rows cs_rows;

cs_status cs_rows_open(cs_rows **out, cs_dataset *dataset, const char *sql,
                       const cs_value *parameters, size_t count, cs_error *error);
/* The names of the columns, and how many; borrowed from the cursor. */
size_t cs_rows_columns(const cs_rows *rows, const char *const **names);
/* The next row, or NULL behind the last; the values stand until the next call. */
cs_status cs_rows_next(const cs_value **values, cs_rows *rows, cs_error *error);
void cs_rows_close(cs_rows *rows); /* NULL is allowed */

/* Bounds on what queries may take, for SQL that nobody has read. 0 and NULL: none. */
typedef struct cs_query_limits {
  int value_bytes;             /* of a text or blob */
  int64_t heap_bytes;          /* of all that SQLite holds, in the whole process */
  bool (*stop)(void *context); /* asked now and then; true ends the query: CS_INTERRUPTED */
  void *context;
} cs_query_limits;

/* They hold from now on, until others are set; the bound on values stays where 0 is given. */
void cs_dataset_limit(cs_dataset *dataset, const cs_query_limits *limits);

/* Checks everything that can be checked: SQLite's integrity, foreign keys, that
 * every text unpacks to its size, that every passage and piece of evidence lies in
 * its text, that keys are right and unique, labels unique per kind, counts agree.
 * Each fault is a problem (stage dataset, severity error). Only a failure to check
 * is a failure of the call. Memory is that of one review at a time. */
cs_status cs_dataset_verify(cs_dataset *dataset, cs_problems *faults, cs_error *error);

#endif
