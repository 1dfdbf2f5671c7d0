/* conspectus/host.h: the host of the plugins.
 *
 * It loads families, lexicons, themes and scores from plugin folders, each in a
 * fresh, restricted Lua environment, checks them field by field, and codes
 * reviews with them. A plugin fails alone: what is wrong with it is a problem,
 * and everything else stands.
 */
#ifndef CONSPECTUS_HOST_H
#define CONSPECTUS_HOST_H

#include <conspectus/family.h>
#include <conspectus/problem.h>
#include <conspectus/review.h>
#include <conspectus/status.h>
#include <conspectus/verdict.h>

/* An example that a theme carries: it is the theme's test. */
typedef struct cs_theme_example {
  const char *text;
  bool coded;           /* whether the theme must code it */
  cs_polarity polarity; /* if so */
  cs_kind kind;         /* what kind of passage it stands for; a finding by default */
  bool repeat;
  bool cites; /* it stands for a passage that cites a recommendation */
} cs_theme_example;

typedef struct cs_theme {
  const char *id; /* lower-case letters, digits and '_', at most 32 */
  const char *title;
  const char *about;
  const char *version;
  const char *plugin; /* path of its file */
  char sha256[65];    /* of the file */
  const cs_rule *rule;
  const cs_lexicon *own; /* its own cues, or NULL */
  bool judges;           /* it has a judge function */
  const cs_theme_example *examples;
  size_t example_count;
} cs_theme;

typedef struct cs_host_options {
  const char *const *folders; /* plugin folders, each with families/, lexicons/, themes/, scores/ */
  size_t folder_count;        /* 0: where the program keeps its own, and CONSPECTUS_PATH */
  const char *last_folder;    /* one more behind these, or NULL */
  const char *const *themes;  /* only these themes; an unknown one fails with the nearest names */
  size_t theme_count;         /* 0: all */
  const char *theme_file;     /* one more theme file to load (try), or NULL; it replaces its id */
  size_t lua_bytes;           /* memory of a plugin; 0: 32 MiB */
  unsigned lua_milliseconds;  /* time of one call of a plugin; 0: 1,000 */
} cs_host_options;

typedef struct cs_host cs_host;

/* Loads all plugins, sorted by kind, id. In folders of the same id the later one
 * wins. What is wrong with a plugin is added to `problems` (stage host, severity
 * error), naming file, field, found and expected. Fails where a folder is not there, there is no
 * family, no appraisal lexicon or no usable theme, an unknown theme is asked for, or
 * a theme that is asked for, by name or file, cannot be loaded. */
cs_status cs_host_open(cs_host **out, const cs_host_options *options, cs_problems *problems,
                       cs_error *error);
void cs_host_close(cs_host *host); /* NULL is allowed */

/* Borrowed until the host is closed. */
const cs_theme *const *cs_host_themes(const cs_host *host, size_t *count);
const cs_family *const *cs_host_families(const cs_host *host, size_t *count);
const cs_lexicon *const *cs_host_lexicons(const cs_host *host, size_t *count);
const cs_terms *cs_host_terms(const cs_host *host);
/* SHA-256 over ids, versions and digests of all plugins, in order; lower-case hex. */
const char *cs_host_digest(const cs_host *host);

/* A plugin of any kind, scores too. Its strings live as long as the host. */
typedef struct cs_plugin_info {
  const char *kind; /* "family", "lexicon", "theme", "score" */
  const char *id;
  const char *version;
  const char *path;
  const char *sha256;
} cs_plugin_info;

/* The plugins in the order in which they were loaded; false behind the last. */
bool cs_host_plugin(cs_plugin_info *info, const cs_host *host, size_t index);

/* The plugin folders that a program looks in when none are given: beside the
 * source tree if it runs from its build folder, else where it was installed,
 * then those of CONSPECTUS_PATH (separated by ':'). The list ends with NULL and
 * belongs to the caller: cs_host_free_folders. */
char **cs_host_default_folders(void);
void cs_host_free_folders(char **folders);

/* ---- Coding ---- */

/* What a piece of evidence is: a term of the theme's rule, or a cue by what it says. */
typedef enum cs_role {
  CS_ROLE_TERM,
  CS_ROLE_WEAKNESS,
  CS_ROLE_STRENGTH,
  CS_ROLE_NEGATION,
  CS_ROLE_CONTRAST,
  CS_ROLE_PLAN,
  CS_ROLE_REPEAT,
  CS_ROLE_CONDITION,
  CS_ROLE_COUNT
} cs_role;

typedef struct cs_evidence {
  cs_role role;
  uint32_t term;  /* of cs_host_terms */
  uint32_t start; /* bytes of the clean text */
  uint32_t length;
} cs_evidence;

typedef struct cs_coding {
  uint32_t passage; /* index into the review's passages */
  uint32_t theme;   /* index into cs_host_themes */
  cs_polarity polarity;
  double confidence; /* 0..1, rounded to 3 decimals */
  bool repeat;
  uint32_t first_evidence; /* index into evidence */
  uint32_t evidence_count;
} cs_coding;

/* Codings in order of passage, then theme; evidence of each in order of place. */
typedef struct cs_codings {
  cs_coding *items;
  size_t count, capacity;
  cs_evidence *evidence;
  size_t evidence_count, evidence_capacity;
} cs_codings;

/* With more a theme fails: what its codings rest on in a review, and hits of its terms in a passage
 * (or of those of a lexicon). Books would not have as many. */
enum { CS_MOST_EVIDENCE = 1 << 15, CS_MOST_HITS = 1 << 19 };

void cs_codings_free(cs_codings *codings);

/* Codes findings, recommendations, examples and quotes of a review. A plugin that
 * fails loses its theme for this review only: its codings are left out and a
 * problem (stage host, severity error) says why. */
void cs_host_code(cs_codings *out, cs_host *host, const cs_review *review, cs_problems *problems);

/* The same by some of the themes only: those that `wanted` (one for each; NULL: all) says. */
void cs_host_code_themes(cs_codings *out, cs_host *host, const cs_review *review,
                         const bool *wanted, cs_problems *problems);

/* Where a host says whose rule or judge it is at, for another process to find if this one does
 * not come back. */
typedef struct cs_host_note {
  uint32_t theme;   /* index into cs_host_themes, plus 1; 0: no theme's */
  uint32_t passage; /* index into the review's passages */
  uint32_t slowest; /* as theme: whose judge has taken longest of this review, and how long */
  uint32_t slowest_ms;
} cs_host_note;

/* From now on coding leaves its notes there; NULL: nowhere. Borrowed. */
void cs_host_leave_notes(cs_host *host, volatile cs_host_note *note);

/* Adds the problem of a theme that cost the process which asked it about this passage, and that
 * the review was then coded without. Both indexes are those of the note. */
void cs_host_tell_left_out(cs_problems *problems, const cs_host *host, uint32_t theme,
                           const cs_review *review, uint32_t passage, const char *cause);

/* What `try --explain` and `show --explain` tell of one passage and theme. The
 * parts are filled anew; `scan` is borrowed until the next call of the host. */
typedef struct cs_explanation {
  bool holds;
  cs_nearness nearness;
  cs_trace trace; /* empty where it was not asked for */
  cs_match match;
  cs_verdict verdict; /* the default one; only if it holds */
  bool judged;        /* the theme's own judge changed or vetoed it */
  bool vetoed;
  cs_polarity polarity; /* the final one */
  double confidence;
  bool repeat;
  const cs_scan_result *scan;
} cs_explanation;

cs_status cs_host_explain(cs_explanation *out, cs_host *host, uint32_t theme, const char *text,
                          size_t length, cs_kind kind, bool cites, cs_error *error);
/* A passage with all that a judge is told of it. */
typedef struct cs_tried {
  const char *text;
  size_t length;
  cs_kind kind;
  const char *label;   /* "" where it is not known */
  const char *section; /* canonical id, or "" */
  bool cites;
  bool trace; /* the trace is what takes time: false for many passages */
} cs_tried;

cs_status cs_host_try(cs_explanation *out, cs_host *host, uint32_t theme, const cs_tried *passage,
                      cs_error *error);
void cs_explanation_free(cs_explanation *explanation);

/* Runs the examples that the themes carry; each that does not come out as it says
 * is a problem naming file, example, found and expected. */
void cs_host_check_examples(cs_host *host, cs_problems *problems);
/* The same of one theme; how many of its examples come out as they say. */
size_t cs_host_check_theme(cs_host *host, uint32_t theme, cs_problems *problems);

/* ---- Scores ---- */

/* What the four components beside the prevalence weigh in a score: 0..1, adding up
 * to 1. All 0 stands for equal weights. */
typedef struct cs_weights {
  double formality;
  double repeated;
  double carried_over;
  double breadth;
} cs_weights;

/* Components of a theme's recurrence, each 0..1; NaN: missing. */
typedef struct cs_components {
  uint32_t areas;
  uint32_t affected;
  double prevalence;
  double formality;
  double repeated;
  double carried_over;
  double breadth;
  cs_weights weights;
} cs_components;

/* The score plugin `id` ("recurrence") on these components. */
cs_status cs_host_score(double *score, cs_host *host, const char *id,
                        const cs_components *components, cs_error *error);

const char *cs_role_name(cs_role role); /* "term", "weakness", ... Never freed. */

#endif
