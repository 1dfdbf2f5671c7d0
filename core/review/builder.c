/* Builder: arrays on the heap while they grow, copied to the arena at the end. */
#include "review/builder.h"

#include "base/words.h"

#include <stdlib.h>
#include <string.h>

uint32_t cs_add_section(cs_parser *parser, int32_t form, const char *title, size_t title_length,
                        uint32_t line) {
  cs_review *review = parser->review;
  cs_grow(&review->sections, &parser->room_sections, review->section_count,
          sizeof *review->sections);
  cs_grow(&parser->forms, &parser->room_forms, review->section_count, sizeof *parser->forms);
  parser->forms[review->section_count] = form;
  review->sections[review->section_count] = (cs_section){
      .canonical = cs_arena_string(review->arena, parser->family->sections[form].canonical),
      .title = cs_arena_bytes(review->arena, title, title_length),
      .line = line,
  };
  return review->section_count++;
}

/* Two headings may share a canonical id ("Child in need" in two places of the
 * family's list): the first form of the id counts for all of them. */
static uint32_t *counter_of(cs_parser *parser, int32_t form, cs_kind kind) {
  const cs_family *family = parser->family;
  int32_t first = 0;
  while (family->sections[first].within.count != 0 ||
         strcmp(family->sections[first].canonical, family->sections[form].canonical) != 0) {
    first++;
  }
  return &parser->counters[(size_t)first * CS_KIND_COUNT + kind];
}

/* "early_help.u12" */
static const char *append_count(cs_arena *arena, const char *canonical, uint32_t count) {
  enum { DIGITS = 10 };
  size_t length = strlen(canonical), place = DIGITS;
  char digits[DIGITS];
  do {
    digits[--place] = (char)('0' + count % 10);
    count /= 10;
  } while (count != 0);
  char *label = cs_arena_allocate(arena, length + 2 + DIGITS - place + 1, 1);
  memcpy(label, canonical, length);
  memcpy(label + length, ".u", 2);
  memcpy(label + length + 2, digits + place, DIGITS - place);
  return label; /* the arena's bytes are 0 */
}

static const char *count_label(cs_parser *parser, cs_kind kind) {
  const cs_review *review = parser->review;
  uint32_t section = review->section_count - 1;
  uint32_t count = ++*counter_of(parser, parser->forms[section], kind);
  return append_count(review->arena, review->sections[section].canonical, count);
}

static void tell_recurring(cs_parser *parser, const char *label, const cs_label_slot *slot,
                           uint32_t line) {
  uint32_t first = parser->review->passages[slot->first].line;
  cs_problem_add(parser->problems, CS_STAGE_REVIEW, CS_WARNING, line,
                 "the label %s stands on line %u already; this one is kept as %s~%u", label, first,
                 label, slot->uses);
}

static const char *printed_label(cs_parser *parser, cs_kind kind, const cs_label *label,
                                 uint32_t line) {
  cs_arena *arena = parser->review->arena;
  char printed[CS_LABEL_SIZE];
  cs_label_write(label, printed);
  cs_label_table *table =
      kind == CS_RECOMMENDATION ? &parser->recommendation_labels : &parser->finding_labels;
  const cs_label_slot *slot = cs_label_use(table, label, parser->review->passage_count);
  if (slot->uses == 1) {
    return cs_arena_string(arena, printed);
  }
  tell_recurring(parser, printed, slot, line);
  return cs_arena_format(arena, "%s~%u", printed, slot->uses);
}

uint32_t cs_add_passage(cs_parser *parser, cs_kind kind, const cs_label *label, uint32_t start,
                        uint32_t end, uint32_t line) {
  cs_review *review = parser->review;
  bool printed = label != NULL && label->depth != 0;
  const char *text = printed ? printed_label(parser, kind, label, line) : count_label(parser, kind);
  cs_grow(&review->passages, &parser->room_passages, review->passage_count,
          sizeof *review->passages);
  review->passages[review->passage_count] = (cs_passage){
      .kind = kind,
      .section = review->section_count - 1,
      .label = text,
      .printed = printed,
      .title = "",
      .start = start,
      .length = end - start,
      .line = line,
  };
  return review->passage_count++;
}

void cs_extend_passage(cs_parser *parser, uint32_t end) {
  cs_passage *passage = &parser->review->passages[parser->review->passage_count - 1];
  passage->length = end - passage->start;
}

uint32_t cs_add_group(cs_parser *parser, const char *label, const char *addressed_to, size_t length,
                      uint32_t line) {
  cs_arena *arena = parser->review->arena;
  cs_grow(&parser->groups, &parser->room_groups, parser->group_count, sizeof *parser->groups);
  parser->groups[parser->group_count] = (cs_group){
      .label = cs_arena_string(arena, label),
      .addressed_to = cs_arena_bytes(arena, addressed_to, length),
      .line = line,
  };
  return (uint32_t)parser->group_count++;
}

void cs_add_recommendation(cs_parser *parser, uint32_t group) {
  cs_review *review = parser->review;
  cs_grow(&review->recommendations, &parser->room_recommendations, review->recommendation_count,
          sizeof *review->recommendations);
  cs_grow(&parser->groups_of, &parser->room_groups_of, review->recommendation_count,
          sizeof *parser->groups_of);
  parser->groups_of[review->recommendation_count] = group;
  review->recommendations[review->recommendation_count++] = (cs_recommendation){
      .passage = review->passage_count - 1,
      .group_label = parser->groups[group].label,
      .addressed_to = parser->groups[group].addressed_to,
  };
}

void cs_add_citation(cs_parser *parser, uint32_t passage, const cs_label *label, uint32_t start,
                     uint32_t length) {
  cs_review *review = parser->review;
  char printed[CS_LABEL_SIZE] = "";
  if (label != NULL) {
    cs_label_write(label, printed);
  }
  cs_grow(&review->citations, &parser->room_citations, review->citation_count,
          sizeof *review->citations);
  review->citations[review->citation_count++] = (cs_citation){
      .passage = passage,
      .label = cs_arena_string(review->arena, printed),
      .recommendation = -1,
      .start = start,
      .length = length,
  };
}

void cs_add_note(cs_parser *parser, uint32_t passage, uint32_t start, uint32_t end, uint32_t put_to,
                 uint32_t put_to_end) {
  cs_review *review = parser->review;
  cs_grow(&review->notes, &parser->room_notes, review->note_count, sizeof *review->notes);
  review->notes[review->note_count++] = (cs_note){
      .passage = passage,
      .put_to = cs_arena_bytes(review->arena, parser->text->bytes + put_to, put_to_end - put_to),
      .start = start,
      .length = end - start,
  };
}

void cs_add_abbreviation(cs_parser *parser, const char *shortened, size_t shortened_length,
                         const char *meaning, size_t meaning_length) {
  cs_review *review = parser->review;
  cs_grow(&review->abbreviations, &parser->room_abbreviations, review->abbreviation_count,
          sizeof *review->abbreviations);
  review->abbreviations[review->abbreviation_count++] = (cs_abbreviation){
      .shortened = cs_arena_bytes(review->arena, shortened, shortened_length),
      .meaning = cs_arena_bytes(review->arena, meaning, meaning_length),
  };
}

uint32_t cs_add_organisation(cs_parser *parser, const char *name, size_t length, uint32_t roles) {
  cs_review *review = parser->review;
  cs_grow(&review->organisations, &parser->room_organisations, review->organisation_count,
          sizeof *review->organisations);
  review->organisations[review->organisation_count] = (cs_organisation){
      .name = cs_arena_bytes(review->arena, name, length),
      .roles = roles,
  };
  return review->organisation_count++;
}

void cs_add_addressee(cs_parser *parser, uint32_t organisation) {
  cs_review *review = parser->review;
  cs_grow(&review->addressees, &parser->room_addressees, review->addressee_count,
          sizeof *review->addressees);
  review->addressees[review->addressee_count++] = organisation;
}

/* The words of the passages, and of what stands between them. */
static void count_words(cs_parser *parser) {
  cs_review *review = parser->review;
  const cs_text *text = parser->text;
  size_t behind = 0;
  for (uint32_t i = 0; i < review->passage_count; i++) {
    cs_passage *passage = &review->passages[i];
    passage->words = cs_count_words(text->bytes + passage->start, passage->length);
    review->words += passage->words;
    review->words += cs_count_words(text->bytes + behind, passage->start - behind);
    behind = passage->start + passage->length;
  }
  review->words += cs_count_words(text->bytes + behind, text->length - behind);
}

/* Returns a copy in the arena and frees the array. */
static void *moved(cs_arena *arena, void *items, size_t count, size_t size) {
  void *copy = cs_arena_allocate(arena, count, size);
  if (count != 0) {
    memcpy(copy, items, count * size);
  }
  free(items);
  return copy;
}

void cs_builder_finish(cs_parser *parser) {
  cs_review *to = parser->review;
  cs_arena *arena = to->arena;
  count_words(parser);
  to->organisations =
      moved(arena, to->organisations, to->organisation_count, sizeof *to->organisations);
  to->sections = moved(arena, to->sections, to->section_count, sizeof *to->sections);
  to->passages = moved(arena, to->passages, to->passage_count, sizeof *to->passages);
  to->recommendations =
      moved(arena, to->recommendations, to->recommendation_count, sizeof *to->recommendations);
  to->addressees = moved(arena, to->addressees, to->addressee_count, sizeof *to->addressees);
  to->citations = moved(arena, to->citations, to->citation_count, sizeof *to->citations);
  to->notes = moved(arena, to->notes, to->note_count, sizeof *to->notes);
  to->abbreviations =
      moved(arena, to->abbreviations, to->abbreviation_count, sizeof *to->abbreviations);
}
