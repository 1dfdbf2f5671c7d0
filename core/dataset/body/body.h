/* dataset/body/body.h: what a review consists of, as its row of review_body has it.
 *
 * Texts, so that plain SQL can take them apart: each number is one character, whose code
 * is the number and 1, and 2,048 more from 0xD800 on, where Unicode has no characters. So small
 * numbers take one byte. A pair is two numbers: thousands and rest. A step is a number that may be
 * negative: 2 n, or -2 n - 1 where n is below 0. Each of these is so many characters:
 *
 *   passages         section, kind * 4 + cites * 2 + printed, step from the end of the last
 *                    passage to the start, length, words, step from the last one's line (0:
 *                    missing), index of the label's stem, 1 and its number (0: none)
 *   millions         of each passage, what these have of millions, which come on top: step to the
 *                    start, length, words, step from the line; none at all where all are 0
 *   codings          index of the passage, number of the theme, polarity * 2 + repeat,
 *                    confidence in thousandths, how many hits its passage has
 *   sections         pairs of heading and line (0: missing)
 *   recommendations  index of the passage, index of the group
 *   addressees       index of the group, pair of the organisation; in this order
 *   citations        index of the passage, 1 and that of the recommendation (0: not resolved),
 *                    pairs of the step from the passage's start and of the length
 *   hits             of each passage that has codings: id of the form (a term in a role, of a
 *                    length), bytes from the last hit's start (the first: the passage's); a hit of
 *                    form 0 only moves on
 *   marks            of each coding, which hits of its passage are its own: a bit each, six in a
 *                    number, the lowest first
 *
 * Three are JSON arrays of strings: `labels`, the stems of labels, which are all but the number at
 * their end, and the passage's title behind a unit separator; `addressed`, two strings each, the
 * number or heading of a group of recommendations and whom it is addressed to ("": missing);
 * `cited`, what each citation prints, "" where that is the recommendation's label.
 *
 * A body read from a file is not believed: what was taken apart is checked as far as memory and
 * arithmetic go (counts, indexes, ids), and that what stands for a word does; the rest is for those
 * who know the text. It needs nothing but SQLite and the checksums, because the
 * loadable extension is made of it too.
 */
#ifndef CS_DATASET_BODY_BODY_H
#define CS_DATASET_BODY_BODY_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  CS_BODY_PASSAGE = 8, /* characters */
  CS_BODY_PASSAGE_MILLIONS = 4,
  CS_BODY_CODING = 5,
  CS_BODY_SECTION = 4,
  CS_BODY_RECOMMENDATION = 2,
  CS_BODY_ADDRESSEE = 3,
  CS_BODY_CITATION = 6,
  CS_BODY_HIT = 2,
  CS_BODY_MARKS = 6,        /* bits of a number */
  CS_BODY_MOST = 1100000,   /* the highest number that is written; the next fit too */
  CS_BODY_THOUSANDS = 1000, /* what a pair counts in */
  CS_BODY_MILLIONS = 1000000,
  CS_BODY_STEM = 63, /* bytes, at most, of one with a number */
  CS_BODY_SEPARATOR = 0x1F,
  CS_BODY_KINDS = 6,
  CS_BODY_POLARITIES = 4,
  CS_BODY_CONFIDENCE = 1000, /* at most */
};

/* The id of a section is its review's and its seq in one: a text has fewer bytes than that. */
#define CS_SECTION_IDS INT64_C(67108864)
/* Ids are from 1 up to this, so that none with a count on top goes beyond what fits. */
#define CS_BODY_MOST_ID (INT64_C(1) << 53)

typedef struct cs_body_passage {
  uint32_t section; /* its seq */
  uint32_t kind;
  bool printed;
  bool cites; /* a recommendation that is there */
  uint32_t start, length, words;
  uint32_t line;   /* 0: missing */
  uint32_t stem;   /* index */
  uint32_t number; /* and 1; 0: none */
} cs_body_passage;

typedef struct cs_body_coding {
  uint32_t passage; /* index */
  uint32_t theme;   /* number */
  uint32_t polarity;
  bool repeat;
  uint32_t confidence; /* thousandths */
  uint32_t first_hit;  /* index of the first of its passage */
  uint32_t hit_count;  /* of its passage */
  uint32_t first_mark;
} cs_body_coding;

typedef struct cs_body_section {
  uint32_t heading;
  uint32_t line; /* 0: missing */
} cs_body_section;

typedef struct cs_body_recommendation {
  uint32_t passage, group; /* indexes */
} cs_body_recommendation;

typedef struct cs_body_addressee {
  uint32_t group; /* index */
  uint32_t organisation;
} cs_body_addressee;

typedef struct cs_body_citation {
  uint32_t passage;       /* index */
  int64_t recommendation; /* index of its passage; -1: not resolved */
  uint32_t start, length;
  const char *label;
} cs_body_citation;

typedef struct cs_body_hit {
  uint32_t form;
  uint32_t start; /* in the review's text */
} cs_body_hit;

/* Strings one behind the other, a NUL behind each. */
typedef struct cs_body_strings {
  char *bytes;
  const char **items;
  uint32_t count;
} cs_body_strings;

typedef struct cs_body {
  int64_t review;
  int64_t first_passage; /* ids of what it has follow each other */
  int64_t first_coding;
  uint32_t passage_count, coding_count, section_count;
  uint32_t recommendation_count, addressee_count, citation_count;
  cs_body_passage *passages;
  cs_body_coding *codings; /* in order of passage, as far as it is right */
  cs_body_section *sections;
  cs_body_recommendation *recommendations;
  cs_body_addressee *addressees;
  cs_body_citation *citations;
  uint32_t *hits; /* their numbers, CS_BODY_HIT each */
  uint32_t hit_count;
  uint32_t *marks;
  uint32_t mark_count;
  cs_body_strings stems;  /* two each: that of a label, and a title or "" */
  cs_body_strings labels; /* of each passage; a stem without a number stands for itself */
  cs_body_strings groups; /* of each group two */
  cs_body_strings cited;
} cs_body;

/* The columns that cs_body_read wants of a row, in this order. What most is asked of comes
 * first: what is at the end of a long row costs most. `checksums` is of all the others, in the
 * order of CS_BODY_CHECKED. */
#define CS_BODY_IDS "review_id, first_passage, first_coding"
#define CS_BODY_FIRST_TEXTS "passages, millions"
#define CS_BODY_OTHER_TEXTS                                                                        \
  "codings, citations, labels, sections, recommendations, addressed, addressees, cited, hits, "    \
  "marks"
#define CS_BODY_FIRST_COLUMNS CS_BODY_IDS ", checksums, " CS_BODY_FIRST_TEXTS
#define CS_BODY_COLUMNS CS_BODY_FIRST_COLUMNS ", " CS_BODY_OTHER_TEXTS
#define CS_BODY_CHECKED CS_BODY_IDS ", " CS_BODY_FIRST_TEXTS ", " CS_BODY_OTHER_TEXTS

/* What is wanted of a row; passages always are. */
typedef enum cs_body_part {
  CS_BODY_CODINGS = 1,
  CS_BODY_LABELS = 2,
  CS_BODY_SECTIONS = 4,
  CS_BODY_RECOMMENDATIONS = 8, /* with groups and addressees */
  CS_BODY_CITATIONS = 16,      /* and labels */
  CS_BODY_HITS = 32,           /* and codings */
  CS_BODY_ALL = 63,
  CS_BODY_CITATION_COUNT = 64, /* how many citations there are, and nothing else of them */
} cs_body_part;

/* The columns of these parts, "NULL" for others, as CS_BODY_COLUMNS; in a buffer of 256 bytes. */
const char *cs_body_columns(char *buffer, int parts);

/* Takes the wanted parts of a row apart; the columns of the others may be anything. SQLITE_OK,
 * SQLITE_CORRUPT (not as it was written, or such as no run writes) or SQLITE_NOMEM; in every case
 * the body is to be freed. */
int cs_body_read(cs_body *out, sqlite3_stmt *row, int parts);
void cs_body_free(cs_body *body);

const char *cs_body_label(const cs_body *body, uint32_t passage);
const char *cs_body_title(const cs_body *body, uint32_t passage);

/* The next hit of a coding, from *at, which begins as 0; `start` is that of the one at *at - 1,
 * its own or not. False behind the last. */
bool cs_body_next_hit(cs_body_hit *hit, uint32_t *at, const cs_body *body,
                      const cs_body_coding *coding);

/* Numbers of marks that so many hits take. */
static inline uint32_t cs_body_marks(uint32_t hits) {
  return hits / CS_BODY_MARKS + (hits % CS_BODY_MARKS != 0);
}

#endif
