/* Lexicons: classes of cues in the order in which they are written, and the
 * cues of a theme, which are a small lexicon of its own. A term stands once. */
#include "host/record.h"

#include <lauxlib.h>
#include <stddef.h>
#include <string.h>

/* The words for what a class says, in the order of cs_says. */
static void says_names(const char *names[CS_SAYS_COUNT]) {
  for (int says = 0; says < CS_SAYS_COUNT; says++) {
    names[says] = cs_says_name((cs_says)says);
  }
}

static bool has_term(const cs_lexicon *lexicon, uint32_t term) {
  for (size_t i = 0; i < lexicon->entry_count; i++) {
    if (lexicon->entries[i].term == term) {
      return true;
    }
  }
  return false;
}

static void add_entry(cs_reader *reader, cs_lexicon *lexicon, uint32_t term) {
  if (has_term(lexicon, term)) {
    cs_reader_complain(reader, "the term \"%s\" stands in this lexicon already",
                       cs_terms_pattern(reader->plugin->terms, term));
    return;
  }
  lexicon->entries[lexicon->entry_count++] =
      (cs_cue_entry){.term = term, .class_ = (uint32_t)lexicon->class_count - 1};
}

/* A term or c.case "TERM"; both are terms of the class that was begun last. */
static void read_term(cs_reader *reader, size_t place, void *into) {
  (void)place;
  lua_State *L = reader->L;
  if (lua_type(L, -1) != LUA_TSTRING) {
    const cs_rule *rule = cs_api_rule(L, -1);
    if (rule != NULL && rule->op == CS_RULE_TERM) {
      add_entry(reader, into, rule->term);
    } else {
      cs_reader_expected(reader, "a term (a string, or c.case \"TERM\")");
    }
    return;
  }
  size_t length;
  const char *pattern = lua_tolstring(L, -1, &length);
  uint32_t term;
  cs_error error;
  if (cs_plugin_term(&term, reader->plugin, pattern, length, false, &error) == CS_OK) {
    add_entry(reader, into, term);
  } else {
    cs_reader_complain(reader, "%s", error.message);
  }
}

/* Room for the entries of one more list of terms. */
static void begin_terms(cs_reader *reader, size_t count, void *into) {
  cs_lexicon *lexicon = into;
  size_t total = lexicon->entry_count + count;
  cs_cue_entry *entries = cs_arena_allocate(reader->plugin->arena, total, sizeof *entries);
  if (lexicon->entry_count != 0) {
    memcpy(entries, lexicon->entries, lexicon->entry_count * sizeof *entries);
  }
  lexicon->entries = entries;
}

static void read_terms(cs_reader *reader, void *into) {
  cs_read_list(reader, "a list of terms", CS_PLUGIN_TERMS, begin_terms, read_term, into);
}

static void read_says(cs_reader *reader, void *into) {
  cs_says *says = into;
  const char *names[CS_SAYS_COUNT];
  says_names(names);
  int place = cs_read_word(reader, names, CS_SAYS_COUNT);
  *says = place >= 0 ? (cs_says)place : CS_SAYS_WEAKNESS;
}

static void read_weight(cs_reader *reader, void *into) {
  double *weight = into;
  lua_State *L = reader->L;
  if (lua_type(L, -1) != LUA_TNUMBER) {
    cs_reader_expected(reader, "a number above 0, at most 10");
    return;
  }
  double value = lua_tonumber(L, -1);
  if (!(value > 0 && value <= 10)) {
    cs_reader_complain(reader, "expected a number above 0, at most 10, found %g", value);
    return;
  }
  *weight = value;
}

static void read_class_id(cs_reader *reader, void *into) {
  const char **id = into;
  cs_read_string(reader, into);
  if (*id != NULL && strspn(*id, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(*id)) {
    cs_reader_complain(reader, "expected lower-case letters, digits and '_', found \"%.40s\"", *id);
  }
}

/* The terms are read last, when the class is known, and straight into the lexicon. */
typedef struct class_record {
  cs_cue_class class_;
  bool terms_seen;
} class_record;

static void note_terms(cs_reader *reader, void *into) {
  (void)reader;
  bool *seen = into;
  *seen = true;
}

static const cs_field_form class_forms[] = {
    {"id", true, read_class_id, offsetof(class_record, class_.id)},
    {"says", true, read_says, offsetof(class_record, class_.says)},
    {"weight", false, read_weight, offsetof(class_record, class_.weight)},
    {"terms", true, note_terms, offsetof(class_record, terms_seen)},
};

static void begin_classes(cs_reader *reader, size_t count, void *into) {
  cs_lexicon *lexicon = into;
  lexicon->classes = cs_arena_allocate(reader->plugin->arena, count, sizeof *lexicon->classes);
}

static void check_class_id(cs_reader *reader, const cs_lexicon *lexicon, const char *id) {
  for (size_t i = 0; id != NULL && i < lexicon->class_count; i++) {
    if (lexicon->classes[i].id != NULL && strcmp(lexicon->classes[i].id, id) == 0) {
      size_t mark = cs_reader_enter(reader, ".id");
      cs_reader_complain(reader, "there is a class \"%.40s\" already", id);
      cs_reader_leave(reader, mark);
    }
  }
}

static void read_class(cs_reader *reader, size_t place, void *into) {
  (void)place;
  cs_lexicon *lexicon = into;
  class_record record = {.class_ = {.weight = 1}};
  cs_read_fields(reader, class_forms, sizeof class_forms / sizeof *class_forms, &record);
  check_class_id(reader, lexicon, record.class_.id);
  lexicon->classes[lexicon->class_count++] = record.class_;
  if (record.terms_seen) {
    size_t mark = cs_reader_enter(reader, ".terms");
    lua_pushliteral(reader->L, "terms");
    lua_rawget(reader->L, -2);
    read_terms(reader, lexicon);
    lua_pop(reader->L, 1);
    cs_reader_leave(reader, mark);
  }
}

void cs_read_classes(cs_reader *reader, void *into) {
  cs_read_list(reader, "a list of classes", 64, begin_classes, read_class, into);
}

static const cs_field_form lexicon_forms[] = {
    {"id", true, cs_read_id, offsetof(cs_lexicon, id)},
    {"title", true, cs_read_string, offsetof(cs_lexicon, title)},
    {"about", true, cs_read_string, offsetof(cs_lexicon, about)},
    {"version", true, cs_read_string, offsetof(cs_lexicon, version)},
    {"classes", true, cs_read_classes, 0},
};

void cs_read_lexicon(cs_reader *reader) {
  cs_lexicon *lexicon = &reader->plugin->as.lexicon;
  cs_read_fields(reader, lexicon_forms, sizeof lexicon_forms / sizeof *lexicon_forms, lexicon);
  lexicon->plugin = reader->plugin->path;
  memcpy(lexicon->sha256, reader->plugin->sha256, sizeof lexicon->sha256);
}

/* ---- The cues of a theme ---- */

static void read_own_class(cs_reader *reader, cs_lexicon *lexicon, cs_says says) {
  lexicon->classes[lexicon->class_count++] =
      (cs_cue_class){.id = cs_says_name(says), .says = says, .weight = 1};
  read_terms(reader, lexicon);
}

static void read_own_weakness(cs_reader *reader, void *into) {
  read_own_class(reader, into, CS_SAYS_WEAKNESS);
}

static void read_own_strength(cs_reader *reader, void *into) {
  read_own_class(reader, into, CS_SAYS_STRENGTH);
}

static const cs_field_form cue_forms[] = {
    {"weakness", false, read_own_weakness, 0},
    {"strength", false, read_own_strength, 0},
};

void cs_read_cues(cs_reader *reader, void *into) {
  cs_lexicon *own = into;
  own->classes = cs_arena_allocate(reader->plugin->arena, CS_SAYS_COUNT, sizeof *own->classes);
  cs_read_fields(reader, cue_forms, sizeof cue_forms / sizeof *cue_forms, own);
}
