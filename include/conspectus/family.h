/* conspectus/family.h: how the reviews of one inspectorate and time are laid out.
 *
 * A family is data, declared by a Lua plugin in plugins/families/; the parser in
 * core/review does the work. All strings are UTF-8. A `pattern` is a phrase of
 * words, matched on whole words and ignoring case, hyphens, apostrophe forms and
 * punctuation; inside a word '*' stands for any letters and '?' for one; a lone
 * '*' is any one word, a lone '...' any run of words.
 *
 * The strings and arrays live as long as whoever made the family says (the host
 * keeps them until it is closed).
 */
#ifndef CONSPECTUS_FAMILY_H
#define CONSPECTUS_FAMILY_H

#include <conspectus/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cs_patterns {
  const char **items;
  size_t count;
} cs_patterns;

/* The header fields that the parser knows. */
typedef enum cs_field {
  CS_FIELD_AREA,
  CS_FIELD_REVIEW_DATES,
  CS_FIELD_PUBLISHED,
  CS_FIELD_INSPECTORS,
  CS_FIELD_PROVIDERS,
  CS_FIELD_COMMISSIONERS,
  CS_FIELD_NHS_AREA,
  CS_FIELD_REGION,
  CS_FIELD_SIGNATORY, /* regional director, deputy chief inspector */
  CS_FIELD_COUNT
} cs_field;

/* What the paragraphs of a section are, unless a box, quote or label says otherwise. */
typedef enum cs_holds {
  CS_HOLDS_PREAMBLE,
  CS_HOLDS_CONTEXT,
  CS_HOLDS_QUOTES,
  CS_HOLDS_FINDINGS,
  CS_HOLDS_RECOMMENDATIONS,
  CS_HOLDS_NOTHING, /* contents page: read over */
} cs_holds;

/* A form with `within` is no section of its own but a part of one: its heading counts only while a
 * section with one of these canonical ids is open, what follows stays in that section, and its
 * `canonical` may be NULL. Where a title fits several forms, the part that fits the open section
 * comes first. */
typedef struct cs_section_form {
  const char *canonical; /* "early_help" */
  cs_patterns titles;    /* spellings of the heading, its number and grade left out */
  cs_holds holds;
  cs_patterns within;       /* canonical ids */
  cs_holds unnumbered;      /* what its paragraphs are before the first printed label */
  bool unnumbered_given;    /* else they are what the section holds */
  const char *addressed_to; /* who its recommendations are put to where no line says so, or NULL */
  bool unheaded;            /* begins with the first paragraph of prose behind the header */
} cs_section_form;

/* A grade and the wordings that stand for it. */
typedef struct cs_grade_form {
  const char *grade; /* "requires improvement" */
  cs_patterns words; /* "Requires improvement to be good", "Requires improvement"; no wildcards */
  bool same_rank;    /* no worse than the grade before: another name for its rank */
} cs_grade_form;

/* An aspect that is judged. `section` is what is compared with its grade. */
typedef struct cs_aspect_form {
  const char *aspect;    /* "help_and_protection" */
  cs_patterns names;     /* rows of the table of judgements, and headings that end in the grade */
  cs_patterns sentences; /* what a short line begins with that ends in the grade */
  const char *section;   /* canonical id of the section that is about it, or NULL: none, or all */
} cs_aspect_form;

typedef struct cs_family {
  const char *id; /* "clas" */
  const char *title;
  const char *about;
  const char *version;
  const char *plugin; /* file name, for messages */
  char sha256[65];    /* of the plugin's file */

  cs_patterns
      recognise; /* any of these, in the first 4,000 bytes, makes a document one of this family */
  cs_patterns related; /* the same for older and shorter kinds, which are read as far as they go */
  cs_patterns area;    /* title lines in which '{area}' stands for the name of the area */
  cs_patterns fields[CS_FIELD_COUNT]; /* how each header field is named */
  cs_section_form *sections;
  size_t section_count;

  bool numbered;       /* findings may begin with a printed label such as 2.18 or 5.1.4 */
  bool one_sequence;   /* labels have one part and run through findings and recommendations alike */
  cs_patterns imprint; /* the block that begins so, and all behind it, are the publisher's words */
  cs_patterns ranks;   /* what stands behind inspectors' names: "Her Majesty's Inspector" */
  cs_grade_form *grades; /* the best first */
  size_t grade_count;
  cs_aspect_form *judgements;
  size_t judgement_count;
  cs_patterns citation_words; /* "Recommendation", "Recommendations"; in brackets alone, a word
                                  points to a recommendation without naming it */
  cs_patterns group_endings;  /* a line that ends so opens a group of recommendations: "should:" */
  cs_patterns
      joining_words; /* what joins addressees: "together with", "in consultation with", "and" */
  cs_patterns box_titles;  /* heading lines of example boxes */
  cs_patterns box_openers; /* first words of boxes without a title: "Child ?" */
  cs_patterns
      note_phrases; /* "brought ... to the attention of"; what follows names who it was put to, or
                     * '{whom}' does: "raised with {whom} as ... commissioner*" */
  cs_patterns
      children_phrases; /* '{number}' stands for the figure: "experiences of {number} children" */
  cs_patterns organisation_endings; /* last words of organisations' names: "NHS Trust", "Limited" */
} cs_family;

/* The field's name in a plugin ("review_dates"). Never freed. */
const char *cs_field_name(cs_field field);
/* The word in a plugin ("findings"). Never freed. */
const char *cs_holds_name(cs_holds holds);

#endif
