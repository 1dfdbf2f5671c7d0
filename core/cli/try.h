/* cli/try.h: a theme on trial, shared by the files of `try`. */
#ifndef CS_CLI_TRY_H
#define CS_CLI_TRY_H

#include "base/memory.h"
#include "cli/agree.h"
#include "cli/explanation.h"
#include "cli/passage.h"

/* A passage as try sees it, from a dataset or a document. */
typedef struct trial_passage {
  const char *key;
  const char *area;
  const char *section;   /* title */
  const char *canonical; /* id of the section */
  const char *label;
  cs_kind kind;
  const char *text;
  size_t length;
  bool cites;
  bool stored; /* the dataset has a coding of the theme */
  cs_polarity polarity;
  double confidence;
} trial_passage;

/* Passages to print when all were seen. */
typedef struct kept_passage {
  trial_passage passage; /* strings of the arena */
  size_t group;          /* printed in this order; what it means is the keeper's */
  size_t unit;           /* of the agreement, or SIZE_MAX */
} kept_passage;

typedef struct trial {
  cs_host *host;
  const cs_theme *theme;
  const char *polarity; /* to show, or NULL */
  const char *passage;  /* to look at, or NULL */
  bool explain, changes, quiet;
  size_t limit, width;
  bool colour;
  size_t seen, coded, shown, near_misses, close_misses;
  size_t by_polarity[CS_POLARITY_COUNT];

  bool compared; /* the dataset has the theme */
  size_t gained, lost, changed;

  cs_agreement *against; /* human coding, or NULL; its answers of the program are replaced */
  double threshold;
  cs_answer *before; /* by unit: as the dataset has it */

  cs_arena *arena;
  kept_passage *kept;
  size_t kept_count, kept_capacity;
} trial;

/* Tries all passages of a dataset or document. */
cs_status cli_try_path(trial *on, const char *path, cs_error *error);
/* Takes one of them. */
cs_status cli_try_passage(trial *on, const trial_passage *passage, cs_error *error);

/* Whether one more may be shown. */
bool cli_try_room(trial *on);
/* Keeps a copy. */
void cli_try_keep(trial *on, const trial_passage *passage, size_t group, size_t unit);
/* Prints a passage as the theme now has it, with a line that tells what is special in it (or
 * NULL), and why if that is asked for. */
cs_status cli_try_print(trial *on, const trial_passage *passage, const char *special,
                        cs_error *error);

/* ---- Against human coding ---- */

/* Reads it; 0, or the exit status. */
int cli_try_against(trial *on, const char *path, const char *coded, bool complete);
/* Takes what the theme makes of a passage. */
void cli_try_compare(trial *on, const trial_passage *passage, const cs_explanation *explanation);
/* Prints what it won and lost. */
cs_status cli_try_verdict(trial *on, cs_error *error);

#endif
