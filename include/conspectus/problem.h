/* conspectus/problem.h: what a run could not read, resolve or finish.
 *
 * A problem belongs to one document. It is recorded, never swallowed, and it
 * never stops the documents beside it.
 */
#ifndef CONSPECTUS_PROBLEM_H
#define CONSPECTUS_PROBLEM_H

#include <stddef.h>
#include <stdint.h>

typedef enum cs_stage {
  CS_STAGE_TEXT,
  CS_STAGE_REVIEW,
  CS_STAGE_MATCH,
  CS_STAGE_HOST,
  CS_STAGE_DATASET,
  CS_STAGE_RUN, /* finding the documents, and the workers that read them */
} cs_stage;

typedef enum cs_severity {
  CS_NOTE,    /* worth knowing; every result stands */
  CS_WARNING, /* a part was left out or may be wrong */
  CS_ERROR,   /* the document, or a theme in it, was lost */
} cs_severity;

typedef struct cs_problem {
  cs_stage stage;
  cs_severity severity;
  uint32_t line;       /* of the source file as it is on disk, from 1; 0: the whole file */
  const char *message; /* UTF-8, owned by the list */
} cs_problem;

/* A list that stops growing at CS_PROBLEMS_MAX: what comes after is counted in
 * `dropped`, so that a hostile document cannot fill the disk with its faults. */
enum { CS_PROBLEMS_MAX = 200 };

typedef struct cs_problems {
  cs_problem *items;
  size_t count;
  size_t dropped;
} cs_problems;

/* Appends one; the message is formatted as by printf, cut at CS_MESSAGE_SIZE and copied. */
void cs_problem_add(cs_problems *problems, cs_stage stage, cs_severity severity, uint32_t line,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Frees what the list holds and leaves it empty. */
void cs_problems_clear(cs_problems *problems);

/* "text", "review", "match", "host", "dataset", "run". Never freed. */
const char *cs_stage_name(cs_stage stage);

/* "note", "warning", "error". Never freed. */
const char *cs_severity_name(cs_severity severity);

#endif
