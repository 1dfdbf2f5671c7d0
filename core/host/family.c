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

static const cs_field_form section_forms[] = {
    {"canonical", true, read_canonical, offsetof(cs_section_form, canonical)},
    {"titles", true, cs_read_patterns, offsetof(cs_section_form, titles)},
    {"holds", true, read_holds, offsetof(cs_section_form, holds)},
};

static void begin_sections(cs_reader *reader, size_t count, void *into) {
  cs_family *family = into;
  family->sections = cs_arena_allocate(reader->plugin->arena, count, sizeof *family->sections);
  family->section_count = count;
}

static void read_section(cs_reader *reader, size_t place, void *into) {
  cs_family *family = into;
  cs_read_fields(reader, section_forms, sizeof section_forms / sizeof *section_forms,
                 &family->sections[place]);
}

static void read_sections(cs_reader *reader, void *into) {
  cs_read_list(reader, "a list of sections", 256, begin_sections, read_section, into);
}

/* ---- The family ---- */

static const cs_field_form family_forms[] = {
    {"id", true, cs_read_id, offsetof(cs_family, id)},
    {"title", true, cs_read_string, offsetof(cs_family, title)},
    {"about", true, cs_read_string, offsetof(cs_family, about)},
    {"version", true, cs_read_string, offsetof(cs_family, version)},
    {"recognise", true, cs_read_patterns, offsetof(cs_family, recognise)},
    {"area", true, cs_read_patterns, offsetof(cs_family, area)},
    {"fields", false, read_header_fields, offsetof(cs_family, fields)},
    {"sections", true, read_sections, 0},
    {"numbered", false, cs_read_bool, offsetof(cs_family, numbered)},
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
  cs_read_fields(reader, family_forms, sizeof family_forms / sizeof *family_forms, family);
  family->plugin = reader->plugin->path;
  memcpy(family->sha256, reader->plugin->sha256, sizeof family->sha256);
}
