/* conspectus/review.h: one document about one area at one time, taken apart.
 *
 * A review holds its header, its sections in order, and its passages in order;
 * recommendations, citations and notes point to passages by index. All offsets
 * are bytes of the clean text; a passage is one slice of it, its printed label,
 * list mark and box title left out. Strings belong to the review and live as
 * long as it does; a string that the document does not give is "" and never NULL.
 *
 * What does not fit the family is a problem with its line, and the review is
 * still kept.
 */
#ifndef CONSPECTUS_REVIEW_H
#define CONSPECTUS_REVIEW_H

#include <conspectus/family.h>
#include <conspectus/problem.h>
#include <conspectus/text.h>

typedef enum cs_kind {
  CS_FINDING,
  CS_RECOMMENDATION,
  CS_EXAMPLE,
  CS_QUOTE,
  CS_CONTEXT,
  CS_PREAMBLE,
  CS_KIND_COUNT
} cs_kind;

typedef struct cs_section {
  const char *canonical;
  const char *title; /* as printed, its number left out */
  uint32_t line;
} cs_section;

typedef struct cs_passage {
  cs_kind kind;
  uint32_t section;  /* index into sections */
  const char *label; /* printed ("2.18"), or canonical section and count ("early_help.u3") */
  bool printed;      /* whether the document printed the label */
  const char *title; /* of an example box, else "" */
  uint32_t start;
  uint32_t length;
  uint32_t words;
  uint32_t line;
} cs_passage;

typedef struct cs_recommendation {
  uint32_t passage;         /* index into passages, of kind CS_RECOMMENDATION */
  const char *group_label;  /* "11", or the heading over them: "Areas for improvement" */
  const char *addressed_to; /* as printed: "NHS Bury CCG together with ..." */
  uint32_t first_addressee; /* index into addressees */
  uint32_t addressee_count;
} cs_recommendation;

typedef struct cs_citation {
  uint32_t passage;  /* the passage that cites */
  const char *label; /* the label that is cited; "": the pointer names none */
  int32_t
      recommendation; /* index into recommendations; -1: no such recommendation, or none named */
  uint32_t start;     /* place of the label, or of the word that points */
  uint32_t length;
} cs_citation;

/* Roles of an organisation in this review, as bits. */
enum { CS_PROVIDER = 1 << 0, CS_COMMISSIONER = 1 << 1, CS_ADDRESSEE = 1 << 2 };

typedef struct cs_organisation {
  const char *name; /* the fullest form that the review gives */
  uint32_t roles;
} cs_organisation;

/* A remark that a matter was put to somebody ("This was brought to the attention of ..."). */
typedef struct cs_note {
  uint32_t passage;
  const char *put_to; /* as printed */
  uint32_t start;
  uint32_t length;
} cs_note;

typedef struct cs_abbreviation {
  const char *shortened; /* "PAHT" */
  const char *meaning;   /* "Pennine Acute Hospitals Trust" */
} cs_abbreviation;

typedef struct cs_judgement {
  const char *aspect;
  const char *grade;
  uint32_t rank;       /* 1: the family's best grade, and so on down; 0: not known */
  const char *section; /* canonical id of the section that is about the aspect, or "" */
} cs_judgement;

typedef struct cs_review {
  const cs_text *text; /* borrowed: must outlive the review */
  const char *family;
  const char *area;
  const char *title;
  char review_start[11]; /* ISO 8601, or "" */
  char review_end[11];
  char published[11];
  const char *nhs_area;
  const char *region;
  int32_t children; /* number of children considered; -1: not stated */
  uint32_t words;

  const char **inspectors;
  uint32_t inspector_count;
  cs_organisation *organisations;
  uint32_t organisation_count;
  cs_section *sections;
  uint32_t section_count;
  cs_passage *passages;
  uint32_t passage_count;
  cs_recommendation *recommendations;
  uint32_t recommendation_count;
  uint32_t *addressees; /* indexes into organisations, a run for each recommendation */
  uint32_t addressee_count;
  cs_citation *citations;
  uint32_t citation_count;
  cs_note *notes;
  uint32_t note_count;
  cs_abbreviation *abbreviations;
  uint32_t abbreviation_count;
  cs_judgement *judgements;
  uint32_t judgement_count;
  struct cs_arena *arena; /* owns everything above but the text */
} cs_review;

/* The family whose `recognise` fits, of several the one that fits first in the text; else one
 * whose `related` does; else NULL. Borrowed from `families`. */
const cs_family *cs_family_of(const cs_text *text, const cs_family *const *families, size_t count);

/* Whether its `recognise` fits. */
bool cs_family_fits(const cs_family *family, const cs_text *text);

/* The id that stands for no family: a document of which only the text is known. Its passages are
 * its paragraphs, all of kind CS_PREAMBLE; its area is a guess. It is no review of the area and
 * counts in no figure. */
#define CS_UNKNOWN_FAMILY "unknown"

/* Takes a text apart by its family. It fails, with CS_MALFORMED and a message
 * that says what was looked for, only where nothing that makes a review was
 * found: no area, or neither findings nor recommendations. */
cs_status cs_review_parse(cs_review **out, const cs_text *text, const cs_family *family,
                          cs_problems *problems, cs_error *error);

/* Keeps a document of no family, with a problem that says so. `name` is its file's, from which
 * area and date are guessed; it may hold folders. Fails only where the text has no paragraph. */
cs_status cs_review_keep_unknown(cs_review **out, const cs_text *text, const char *name,
                                 cs_problems *problems, cs_error *error);

/* Takes the day of publication from a file name that has one ("varne-2019-04-01.pdf"), with a
 * note, where the document prints none. */
void cs_review_date_by_name(cs_review *review, const char *name, cs_problems *problems);

/* Whether a document gives the same review by either file name, endings apart: one of no family
 * where the names are the same but for folders, others also where the same day is in both, or none.
 */
bool cs_review_same_by_name(const char *one, const char *other, bool known_family);

/* NULL is allowed. */
void cs_review_free(cs_review *review);

/* The key without its disambiguation: area and year of the review, "bury-2018",
 * "ostley-and-varne-2016"; the year of publication where there is no date of
 * review, and "undated" where there is neither. Written to `key`, at most `size`
 * bytes with the final NUL. */
void cs_review_key(const cs_review *review, char *key, size_t size);

/* "finding", "recommendation", ... Never freed. */
const char *cs_kind_name(cs_kind kind);

#endif
