/* Families: data and nothing else. The Lua keys are the C names. */
#include "host/record.h"

#include <lauxlib.h>
#include <stddef.h>
#include <string.h>

/* ---- Header fields ---- */

static void read_header_fields(cs_reader *reader, void *into) {
  cs_field_form forms[CS_FIELD_COUNT];
  for (int field = 0; field < CS_FIELD_COUNT; field++) {
    forms[field] = (cs_field_form){cs_field_name((cs_field)field), false, cs_read_patterns,
                                   (size_t)field * sizeof(cs_patterns)};
  }
  cs_read_fields(reader, forms, CS_FIELD_COUNT, into);
}

/* ---- Sections ---- */

static void read_holds(cs_reader *reader, void *into) {
  cs_holds *holds = into;
  const char *names[CS_HOLDS_NOTHING + 1];
  for (int i = 0; i <= CS_HOLDS_NOTHING; i++) {
    names[i] = cs_holds_name((cs_holds)i);
  }
  int place = cs_read_word(reader, names, CS_HOLDS_NOTHING + 1);
  *holds = place >= 0 ? (cs_holds)place : CS_HOLDS_FINDINGS;
}

static void read_canonical(cs_reader *reader, void *into) {
  const char **canonical = into;
  cs_read_string(reader, into);
  if (*canonical != NULL &&
      strspn(*canonical, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(*canonical)) {
    cs_reader_complain(reader, "expected lower-case letters, digits and '_', found \"%.40s\"",
                       *canonical);
  }
}

static void read_unnumbered(cs_reader *reader, void *into) {
  cs_section_form *form = into;
  read_holds(reader, &form->unnumbered);
  form->unnumbered_given = true;
}

static const cs_field_form section_forms[] = {
    {"canonical", false, read_canonical, offsetof(cs_section_form, canonical)},
    {"titles", false, cs_read_patterns, offsetof(cs_section_form, titles)},
    {"holds", true, read_holds, offsetof(cs_section_form, holds)},
    {"within", false, cs_read_patterns, offsetof(cs_section_form, within)},
    {"unnumbered", false, read_unnumbered, 0},
    {"addressed_to", false, cs_read_string, offsetof(cs_section_form, addressed_to)},
    {"unheaded", false, cs_read_bool, offsetof(cs_section_form, unheaded)},
};

static void begin_sections(cs_reader *reader, size_t count, void *into) {
  cs_family *family = into;
  family->sections = cs_arena_allocate(reader->plugin->arena, count, sizeof *family->sections);
  family->section_count = count;
}

/* What one field alone cannot tell. */
static void check_section(cs_reader *reader, const cs_section_form *form) {
  if (form->canonical == NULL && form->within.count == 0) {
    cs_reader_complain(reader, "the field \"canonical\" is missing; only a part of other sections "
                               "(\"within\") goes without");
  }
  if (form->titles.count == 0 && !form->unheaded) {
    cs_reader_complain(reader, "the field \"titles\" is missing; only a section that is "
                               "\"unheaded\" goes without");
  }
  if (form->unheaded && form->within.count != 0) {
    cs_reader_complain(reader, "a part of other sections (\"within\") cannot be \"unheaded\"");
  }
}

static void read_section(cs_reader *reader, size_t place, void *into) {
  cs_family *family = into;
  unsigned before = reader->faults;
  cs_read_fields(reader, section_forms, sizeof section_forms / sizeof *section_forms,
                 &family->sections[place]);
  if (reader->faults == before) {
    check_section(reader, &family->sections[place]);
  }
}

static bool is_canonical(const cs_family *family, const char *id) {
  for (size_t i = 0; i < family->section_count; i++) {
    const char *canonical = family->sections[i].canonical;
    if (canonical != NULL && family->sections[i].within.count == 0 && strcmp(canonical, id) == 0) {
      return true;
    }
  }
  return false;
}

/* Parts name sections that may stand behind them in the list. */
static void check_parts(cs_reader *reader, const cs_family *family) {
  for (size_t i = 0; i < family->section_count; i++) {
    const cs_patterns *within = &family->sections[i].within;
    for (size_t j = 0; j < within->count; j++) {
      if (!is_canonical(family, within->items[j])) {
        size_t mark = cs_reader_enter(reader, "[%zu].within[%zu]", i + 1, j + 1);
        cs_reader_complain(reader, "there is no section \"%.40s\" for this to be a part of",
                           within->items[j]);
        cs_reader_leave(reader, mark);
      }
    }
  }
}

static void read_sections(cs_reader *reader, void *into) {
  unsigned before = reader->faults;
  cs_read_list(reader, "a list of sections", 256, begin_sections, read_section, into);
  if (reader->faults == before) {
    check_parts(reader, into);
  }
}

/* ---- Judgements ---- */

static const cs_field_form grade_forms[] = {
    {"grade", true, cs_read_string, offsetof(cs_grade_form, grade)},
    {"words", true, cs_read_patterns, offsetof(cs_grade_form, words)},
    {"same_rank", false, cs_read_bool, offsetof(cs_grade_form, same_rank)},
};

static void begin_grades(cs_reader *reader, size_t count, void *into) {
  cs_family *family = into;
  family->grades = cs_arena_allocate(reader->plugin->arena, count, sizeof *family->grades);
  family->grade_count = count;
}

/* They may stand apart (in two lines of a cell), which no wildcard could say. */
static void check_words(cs_reader *reader, const cs_patterns *words) {
  for (size_t i = 0; i < words->count; i++) {
    if (strpbrk(words->items[i], "*?") != NULL || strstr(words->items[i], "...") != NULL) {
      size_t mark = cs_reader_enter(reader, ".words[%zu]", i + 1);
      cs_reader_complain(reader,
                         "a grade is written out in full: '*', '?' and '...' have no place");
      cs_reader_leave(reader, mark);
    }
  }
}

static void read_grade(cs_reader *reader, size_t place, void *into) {
  cs_family *family = into;
  cs_grade_form *form = &family->grades[place];
  unsigned before = reader->faults;
  cs_read_fields(reader, grade_forms, sizeof grade_forms / sizeof *grade_forms, form);
  if (reader->faults == before) {
    check_words(reader, &form->words);
  }
}

static void read_grades(cs_reader *reader, void *into) {
  cs_read_list(reader, "a list of grades", 16, begin_grades, read_grade, into);
}

static const cs_field_form aspect_forms[] = {
    {"aspect", true, read_canonical, offsetof(cs_aspect_form, aspect)},
    {"names", false, cs_read_patterns, offsetof(cs_aspect_form, names)},
    {"sentences", false, cs_read_patterns, offsetof(cs_aspect_form, sentences)},
    {"section", false, read_canonical, offsetof(cs_aspect_form, section)},
};

static void begin_aspects(cs_reader *reader, size_t count, void *into) {
  cs_family *family = into;
  family->judgements = cs_arena_allocate(reader->plugin->arena, count, sizeof *family->judgements);
  family->judgement_count = count;
}

static void read_aspect(cs_reader *reader, size_t place, void *into) {
  cs_family *family = into;
  cs_aspect_form *form = &family->judgements[place];
  unsigned before = reader->faults;
  cs_read_fields(reader, aspect_forms, sizeof aspect_forms / sizeof *aspect_forms, form);
  if (reader->faults == before && form->names.count + form->sentences.count == 0) {
    cs_reader_complain(reader, "an aspect needs \"names\" or \"sentences\" to be found by");
  }
}

static void read_aspects(cs_reader *reader, void *into) {
  cs_read_list(reader, "a list of aspects", 32, begin_aspects, read_aspect, into);
}

/* ---- The family ---- */

static const cs_field_form family_forms[] = {
    {"id", true, cs_read_id, offsetof(cs_family, id)},
    {"title", true, cs_read_string, offsetof(cs_family, title)},
    {"about", true, cs_read_string, offsetof(cs_family, about)},
    {"version", true, cs_read_string, offsetof(cs_family, version)},
    {"recognise", true, cs_read_patterns, offsetof(cs_family, recognise)},
    {"related", false, cs_read_patterns, offsetof(cs_family, related)},
    {"area", true, cs_read_patterns, offsetof(cs_family, area)},
    {"fields", false, read_header_fields, offsetof(cs_family, fields)},
    {"sections", true, read_sections, 0},
    {"numbered", false, cs_read_bool, offsetof(cs_family, numbered)},
    {"one_sequence", false, cs_read_bool, offsetof(cs_family, one_sequence)},
    {"imprint", false, cs_read_patterns, offsetof(cs_family, imprint)},
    {"ranks", false, cs_read_patterns, offsetof(cs_family, ranks)},
    {"grades", false, read_grades, 0},
    {"judgements", false, read_aspects, 0},
    {"citation_words", false, cs_read_patterns, offsetof(cs_family, citation_words)},
    {"group_endings", false, cs_read_patterns, offsetof(cs_family, group_endings)},
    {"joining_words", false, cs_read_patterns, offsetof(cs_family, joining_words)},
    {"box_titles", false, cs_read_patterns, offsetof(cs_family, box_titles)},
    {"box_openers", false, cs_read_patterns, offsetof(cs_family, box_openers)},
    {"note_phrases", false, cs_read_patterns, offsetof(cs_family, note_phrases)},
    {"children_phrases", false, cs_read_patterns, offsetof(cs_family, children_phrases)},
    {"organisation_endings", false, cs_read_patterns, offsetof(cs_family, organisation_endings)},
};

void cs_read_family(cs_reader *reader) {
  cs_family *family = &reader->plugin->as.family;
  unsigned before = reader->faults;
  cs_read_fields(reader, family_forms, sizeof family_forms / sizeof *family_forms, family);
  if (reader->faults == before && family->judgement_count != 0 && family->grade_count == 0) {
    cs_reader_complain(reader, "\"judgements\" need \"grades\": the words that grades are put in");
  }
  family->plugin = reader->plugin->path;
  memcpy(family->sha256, reader->plugin->sha256, sizeof family->sha256);
}
