/* The layout of a message. Each function here both writes and reads its part, so
 * that the two cannot differ: `code_u32(c, &n)` writes n, or reads it. After the
 * first fault a reader reads zeros and empty strings and takes no more memory. */
#include "run/message.h"

#include "base/utf8.h"

#include <string.h>

typedef struct coder {
  cs_buffer *out; /* NULL: it reads */
  const char *at;
  size_t left;
  cs_arena *arena;
  const char *fault; /* the first, or NULL */
} coder;

static void fail(coder *c, const char *fault) {
  if (c->fault == NULL) {
    c->fault = fault;
  }
  c->left = 0;
}

/* ---- Numbers and strings ---- */

/* Inline, because a message has thousands of numbers of a length that is known here. */
static inline void code_bytes(coder *c, void *bytes, size_t length) {
  if (c->out != NULL) {
    cs_buffer_add(c->out, bytes, length);
  } else if (length > c->left) {
    fail(c, "it ends too early");
    memset(bytes, 0, length);
  } else {
    memcpy(bytes, c->at, length);
    c->at += length;
    c->left -= length;
  }
}

static inline void code_u32(coder *c, uint32_t *number) {
  code_bytes(c, number, sizeof *number);
}

static inline void code_i32(coder *c, int32_t *number) {
  code_bytes(c, number, sizeof *number);
}

static inline void code_size(coder *c, size_t *number) {
  uint64_t wide = *number;
  code_bytes(c, &wide, sizeof wide);
  *number = (size_t)wide;
}

static inline void code_double(coder *c, double *number) {
  code_bytes(c, number, sizeof *number);
}

/* A number below `limit`. */
static uint32_t code_choice(coder *c, uint32_t choice, uint32_t limit) {
  code_u32(c, &choice);
  if (choice >= limit) {
    fail(c, "a number stands for nothing");
    return 0;
  }
  return choice;
}

static void code_bool(coder *c, bool *truth) {
  *truth = code_choice(c, *truth, 2) != 0;
}

/* Bytes of the message itself, which the caller keeps; NULL where they are not all there. */
static const char *borrow(coder *c, size_t length) {
  if (length > c->left) {
    fail(c, "it ends too early");
    return NULL;
  }
  const char *bytes = c->at;
  c->at += length;
  c->left -= length;
  return bytes;
}

static const char *read_string(coder *c, size_t length) {
  const char *string = borrow(c, length + 1);
  if (string == NULL) {
    return "";
  }
  if (memchr(string, '\0', length + 1) != string + length || !cs_is_utf8(string, length)) {
    fail(c, "a string is not UTF-8 or has a NUL in it");
    return "";
  }
  return string;
}

/* A NULL is written as "". */
static void code_string(coder *c, const char **string) {
  uint32_t length = 0;
  if (c->out == NULL) {
    code_u32(c, &length);
    *string = read_string(c, length);
    return;
  }
  const char *written = *string != NULL ? *string : "";
  length = (uint32_t)strlen(written);
  code_u32(c, &length);
  cs_buffer_add(c->out, written, (size_t)length + 1);
}

/* A string that is kept in place; `size` with its NUL. */
static void code_short(coder *c, char *kept, size_t size) {
  const char *string = kept;
  code_string(c, &string);
  if (c->out == NULL) {
    size_t length = strlen(string);
    if (length >= size) {
      fail(c, "a date or digest is too long");
      length = 0;
    }
    memmove(kept, string, length);
    memset(kept + length, 0, size - length);
  }
}

/* ---- Arrays ---- */

typedef void (*code_item)(coder *c, void *item);

/* Each item takes at least `least` bytes, which bounds the memory taken for a count. */
static void code_array(coder *c, void **items, uint32_t *count, size_t size, size_t least,
                       code_item code) {
  code_u32(c, count);
  if (c->out == NULL) {
    if (*count > c->left / least) {
      fail(c, "it ends too early");
      *count = 0;
    }
    *items = *count != 0 ? cs_arena_allocate(c->arena, *count, size) : NULL;
  }
  for (uint32_t i = 0; i < *count; i++) {
    code(c, (char *)*items + i * size);
  }
}

/* The same with the count as a size_t, as lists that grow have it. */
static void code_list(coder *c, void **items, size_t *count, size_t size, size_t least,
                      code_item code) {
  uint32_t number = (uint32_t)*count;
  code_array(c, items, &number, size, least, code);
  *count = number;
}

/* An array member of `owner`, its items and its count, through a void * of its own. */
#define CODE_ARRAY(function, c, owner, items, count, least, code)                                  \
  do {                                                                                             \
    void *array = (owner)->items;                                                                  \
    function(c, &array, &(owner)->count, sizeof *(owner)->items, least, code);                     \
    (owner)->items = array;                                                                        \
  } while (0)

/* ---- A review ---- */

static void code_name(coder *c, void *item) {
  code_string(c, item);
}

static void code_organisation(coder *c, void *item) {
  cs_organisation *organisation = item;
  code_string(c, &organisation->name);
  organisation->roles = code_choice(c, organisation->roles, CS_ADDRESSEE << 1);
}

static void code_section(coder *c, void *item) {
  cs_section *section = item;
  code_string(c, &section->canonical);
  code_string(c, &section->title);
  code_u32(c, &section->line);
}

static void code_passage(coder *c, void *item) {
  cs_passage *passage = item;
  passage->kind = (cs_kind)code_choice(c, (uint32_t)passage->kind, CS_KIND_COUNT);
  code_u32(c, &passage->section);
  code_string(c, &passage->label);
  code_bool(c, &passage->printed);
  code_string(c, &passage->title);
  code_u32(c, &passage->start);
  code_u32(c, &passage->length);
  code_u32(c, &passage->words);
  code_u32(c, &passage->line);
}

static void code_recommendation(coder *c, void *item) {
  cs_recommendation *recommendation = item;
  code_u32(c, &recommendation->passage);
  code_string(c, &recommendation->group_label);
  code_string(c, &recommendation->addressed_to);
  code_u32(c, &recommendation->first_addressee);
  code_u32(c, &recommendation->addressee_count);
}

static void code_index(coder *c, void *item) {
  code_u32(c, item);
}

static void code_citation(coder *c, void *item) {
  cs_citation *citation = item;
  code_u32(c, &citation->passage);
  code_string(c, &citation->label);
  code_i32(c, &citation->recommendation);
  code_u32(c, &citation->start);
  code_u32(c, &citation->length);
}

static void code_note(coder *c, void *item) {
  cs_note *note = item;
  code_u32(c, &note->passage);
  code_string(c, &note->put_to);
  code_u32(c, &note->start);
  code_u32(c, &note->length);
}

static void code_abbreviation(coder *c, void *item) {
  cs_abbreviation *abbreviation = item;
  code_string(c, &abbreviation->shortened);
  code_string(c, &abbreviation->meaning);
}

static void code_judgement(coder *c, void *item) {
  cs_judgement *judgement = item;
  code_string(c, &judgement->aspect);
  code_string(c, &judgement->grade);
  code_u32(c, &judgement->rank);
  code_string(c, &judgement->section);
}

static void code_header(coder *c, cs_review *review) {
  code_string(c, &review->family);
  code_string(c, &review->area);
  code_string(c, &review->title);
  code_short(c, review->review_start, sizeof review->review_start);
  code_short(c, review->review_end, sizeof review->review_end);
  code_short(c, review->published, sizeof review->published);
  code_string(c, &review->nhs_area);
  code_string(c, &review->region);
  code_i32(c, &review->children);
  code_u32(c, &review->words);
}

static void code_review(coder *c, cs_review *review) {
  code_header(c, review);
  CODE_ARRAY(code_array, c, review, inspectors, inspector_count, 5, code_name);
  CODE_ARRAY(code_array, c, review, organisations, organisation_count, 9, code_organisation);
  CODE_ARRAY(code_array, c, review, sections, section_count, 14, code_section);
  CODE_ARRAY(code_array, c, review, passages, passage_count, 38, code_passage);
  CODE_ARRAY(code_array, c, review, recommendations, recommendation_count, 22, code_recommendation);
  CODE_ARRAY(code_array, c, review, addressees, addressee_count, 4, code_index);
  CODE_ARRAY(code_array, c, review, citations, citation_count, 21, code_citation);
  CODE_ARRAY(code_array, c, review, notes, note_count, 17, code_note);
  CODE_ARRAY(code_array, c, review, abbreviations, abbreviation_count, 10, code_abbreviation);
  CODE_ARRAY(code_array, c, review, judgements, judgement_count, 19, code_judgement);
}

/* ---- Codings and problems ---- */

static void code_coding(coder *c, void *item) {
  cs_coding *coding = item;
  code_u32(c, &coding->passage);
  code_u32(c, &coding->theme);
  coding->polarity = (cs_polarity)code_choice(c, (uint32_t)coding->polarity, CS_POLARITY_COUNT);
  code_double(c, &coding->confidence);
  code_bool(c, &coding->repeat);
  code_u32(c, &coding->first_evidence);
  code_u32(c, &coding->evidence_count);
}

_Static_assert(sizeof(cs_role) == sizeof(uint32_t) && sizeof(cs_evidence) == 4 * sizeof(uint32_t),
               "evidence is flat");

/* By far the most of a message's items, which therefore lie in it as they do in memory. */
static void code_evidence(coder *c, cs_codings *codings) {
  const size_t size = sizeof *codings->evidence;
  uint32_t count = (uint32_t)codings->evidence_count;
  code_u32(c, &count);
  if (c->out != NULL) {
    cs_buffer_add(c->out, codings->evidence, count * size);
    return;
  }
  if (count > c->left / size) {
    fail(c, "it ends too early");
    count = 0;
  }
  codings->evidence = count != 0 ? cs_arena_allocate(c->arena, count, size) : NULL;
  codings->evidence_count = count;
  if (count != 0) {
    code_bytes(c, codings->evidence, count * size);
  }
  for (uint32_t i = 0; i < count; i++) {
    if ((uint32_t)codings->evidence[i].role >= CS_ROLE_COUNT) {
      fail(c, "a number stands for nothing");
      codings->evidence[i].role = CS_ROLE_TERM;
    }
  }
}

static void code_problem(coder *c, void *item) {
  cs_problem *problem = item;
  problem->stage = (cs_stage)code_choice(c, (uint32_t)problem->stage, CS_STAGE_RUN + 1);
  problem->severity = (cs_severity)code_choice(c, (uint32_t)problem->severity, CS_ERROR + 1);
  code_u32(c, &problem->line);
  code_string(c, &problem->message);
}

static void code_codings(coder *c, cs_codings *codings) {
  CODE_ARRAY(code_list, c, codings, items, count, 32, code_coding);
  code_evidence(c, codings);
}

static void code_problems(coder *c, cs_problems *problems) {
  CODE_ARRAY(code_list, c, problems, items, count, 17, code_problem);
  code_size(c, &problems->dropped);
}

/* ---- The whole ---- */

static void code_packed(coder *c, cs_record *record) {
  code_size(c, &record->text_size);
  code_size(c, &record->packed_size);
  if (c->out == NULL) {
    record->packed = borrow(c, record->packed_size);
  } else if (record->packed_size != 0) {
    cs_buffer_add(c->out, record->packed, record->packed_size);
  }
}

enum { NO_REVIEW, WHOLE_REVIEW, CODINGS_ONLY, CONTENTS };

/* The parts are passed by themselves, because a record has them as const. */
static void code_message(coder *c, cs_message *message, cs_review *review, cs_codings *codings,
                         cs_problems *problems) {
  uint32_t contents = message->codings                 ? CODINGS_ONLY
                      : message->record.review != NULL ? WHOLE_REVIEW
                                                       : NO_REVIEW;
  code_u32(c, &message->document);
  code_short(c, message->record.source.sha256, sizeof message->record.source.sha256);
  code_string(c, &message->record.format);
  code_string(c, &message->record.encoding);
  code_problems(c, problems);
  contents = code_choice(c, contents, CONTENTS);
  if (contents == WHOLE_REVIEW) {
    code_packed(c, &message->record);
    code_review(c, review);
  } else if (contents == CODINGS_ONLY) {
    code_string(c, &review->family);
    code_u32(c, &message->passages);
  }
  if (contents != NO_REVIEW) {
    code_codings(c, codings);
  }
  message->codings = contents == CODINGS_ONLY;
  message->record.review = contents != NO_REVIEW ? review : NULL;
  message->record.codings = contents != NO_REVIEW ? codings : NULL;
  message->record.problems = problems;
}

void cs_message_write(cs_buffer *out, const cs_message *message) {
  coder c = {.out = out};
  cs_message copy = *message;
  cs_review review = {0};
  cs_codings codings = {0};
  cs_problems problems = {0};
  if (copy.record.review != NULL) {
    review = *copy.record.review;
  }
  if (copy.record.codings != NULL) {
    codings = *copy.record.codings;
  }
  if (copy.record.problems != NULL) {
    problems = *copy.record.problems;
  }
  code_message(&c, &copy, &review, &codings, &problems);
}

cs_status cs_message_read(cs_message *out, cs_arena *arena, const char *bytes, size_t length,
                          const cs_message_limits *limits, cs_error *error) {
  coder c = {.at = bytes, .left = length, .arena = arena};
  cs_message message = {0};
  cs_review *review = cs_arena_allocate(arena, 1, sizeof *review);
  cs_codings *codings = cs_arena_allocate(arena, 1, sizeof *codings);
  cs_problems *problems = cs_arena_allocate(arena, 1, sizeof *problems);
  code_message(&c, &message, review, codings, problems);
  const char *fault = c.fault != NULL ? c.fault
                      : c.left != 0   ? "something follows its end"
                      : message.codings && !limits->stored
                          ? "codings of a review that is not stored"
                      : message.codings ? cs_codings_fault(&message.record, limits)
                                        : cs_record_fault(&message.record, limits);
  if (fault != NULL) {
    return cs_fail(error, CS_MALFORMED, "%s", fault);
  }
  *out = message;
  return CS_OK;
}
