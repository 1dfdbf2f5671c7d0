/* fuzz/fuzz.h: the entries of Conspectus that take bytes from somewhere else, each as a
 * target: bytes in, and nothing may come of it but a result or a message.
 *
 * A target works under libFuzzer (fuzzer.c) and alone (check_fuzz.c). It must not depend
 * on what it was given before. A promise that is broken ends the process: `require`.
 */
#ifndef CS_FUZZ_H
#define CS_FUZZ_H

#include <conspectus/dataset.h>
#include <conspectus/host.h>
#include <conspectus/problem.h>
#include <stddef.h>

/* Takes one input to begin with. */
typedef void (*fuzz_take)(void *context, const char *bytes, size_t length);

typedef struct fuzz_target {
  const char *name;
  /* `bytes` ends where its memory does. */
  void (*run)(const char *bytes, size_t length);
  /* Gives inputs that are made by the program or are too short for files of their own;
   * NULL: there are none. */
  void (*give)(fuzz_take take, void *context);
} fuzz_target;

extern const fuzz_target fuzz_text, fuzz_layout;              /* text.c */
extern const fuzz_target fuzz_review, fuzz_coding;            /* review.c */
extern const fuzz_target fuzz_message;                        /* message.c */
extern const fuzz_target fuzz_csv;                            /* csv.c */
extern const fuzz_target fuzz_plugin;                         /* plugin.c */
extern const fuzz_target fuzz_dataset, fuzz_sql, fuzz_script; /* dataset.c, queries.c */

/* All of them; NULL at the end. */
extern const fuzz_target *const fuzz_targets[];
/* NULL where there is none of that name. */
const fuzz_target *fuzz_find(const char *name);

/* ---- What targets share ---- */

#define require(truth) ((truth) ? (void)0 : fuzz_broken(#truth, __FILE__, __LINE__))
_Noreturn void fuzz_broken(const char *what, const char *file, int line);

/* Fails where a failure says nothing. */
void fuzz_expect_message(cs_status status, const cs_error *error);
/* The same for each problem; empties the list. */
void fuzz_end_problems(cs_problems *problems);

/* A path in a folder of this process alone, which goes when it ends. Four stand at a time. */
const char *fuzz_path(const char *name);
/* A path below the source tree. */
const char *fuzz_source(const char *below);
void fuzz_write(const char *path, const char *bytes, size_t length);
/* The bytes of a file; the caller frees them. */
char *fuzz_read(size_t *length, const char *path);

/* The shipped plugins, and a small set of invented ones; loaded at the first call. */
cs_host *fuzz_host(void);
cs_host *fuzz_toy_host(void);

/* A small dataset coded by the toy host, at `path`. */
void fuzz_make_dataset(const char *path);

/* ---- What documents have in common ---- */

struct cs_text;
void fuzz_expect_text(const cs_text *text);

#endif
