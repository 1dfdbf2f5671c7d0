/* Plugins in which one string after the other is something else: whatever stands there is taken
 * or refused, with a word about it, and nobody ends by it. */
#include "suites.h"
#include "toy.h"

#include "base/buffer.h"
#include "host/plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
  cs_plugin_kind kind;
  const char *id, *path;
} sources[] = {
    {CS_PLUGIN_FAMILY, "clas", "plugins/families/clas.lua"},
    {CS_PLUGIN_FAMILY, "ilacs", "plugins/families/ilacs.lua"},
    {CS_PLUGIN_LEXICON, "repeat", "plugins/lexicons/repeat.lua"},
    {CS_PLUGIN_THEME, "apples", "tests/host/data/good/themes/apples.lua"},
    {CS_PLUGIN_SCORE, "recurrence", "plugins/scores/recurrence.lua"},
};

enum { SOURCES = sizeof sources / sizeof *sources };

/* `c` is what every one of them calls the library. */
static const char *const instead[] = {"7", "false", "{}", "{ {} }", "c.family", "\"\""};

enum { INSTEAD = sizeof instead / sizeof *instead };

static char written[] = "/tmp/conspectus-replaced-XXXXXX";

static void set_up(void) {
  strcpy(written + sizeof written - 7, "XXXXXX");
  int file = mkstemp(written);
  ck_assert_int_ge(file, 0);
  close(file);
}

static void tear_down(void) {
  unlink(written);
}

static void read_file(cs_buffer *out, const char *below) {
  char path[TOY_PATH], part[4096];
  size_t got;
  FILE *file = fopen(toy_path(path, below), "rb");
  ck_assert_ptr_nonnull(file);
  while ((got = fread(part, 1, sizeof part, file)) != 0) {
    cs_buffer_add(out, part, got);
  }
  fclose(file);
}

/* Writes the source with `other` in place of its bytes from `from` to `to`. */
static void write_replaced(const cs_buffer *source, size_t from, size_t to, const char *other) {
  FILE *file = fopen(written, "wb");
  ck_assert_ptr_nonnull(file);
  fwrite(source->bytes, 1, from, file);
  fputs(other, file);
  fwrite(source->bytes + to, 1, source->length - to, file);
  ck_assert_int_eq(fclose(file), 0);
}

/* Whether it was taken. */
static bool load(cs_plugin_kind kind, const char *id) {
  static const cs_host_options limits = {.lua_bytes = 8 << 20, .lua_milliseconds = 10000};
  cs_problems problems = {0};
  cs_error error = {0};
  cs_plugin *plugin = cs_plugin_load(kind, id, written, &limits, &problems, &error);
  bool taken = plugin != NULL;
  ck_assert(taken || problems.count != 0);
  ck_assert(taken || strstr(error.message, written) != NULL);
  cs_plugin_free(plugin);
  cs_problems_clear(&problems);
  return taken;
}

START_TEST(any_string_is_something_else) {
  cs_buffer source = {0};
  read_file(&source, sources[_i].path);
  write_replaced(&source, 0, 0, "");
  ck_assert(load(sources[_i].kind, sources[_i].id));
  size_t strings = 0, refused = 0;
  const char *end, *begin = source.bytes;
  for (; (begin = strchr(begin, '"')) != NULL; begin = end + 1) {
    end = strchr(begin + 1, '"');
    ck_assert_ptr_nonnull(end);
    strings++;
    for (size_t each = 0; each < INSTEAD; each++) {
      write_replaced(&source, (size_t)(begin - source.bytes), (size_t)(end + 1 - source.bytes),
                     instead[each]);
      refused += !load(sources[_i].kind, sources[_i].id);
    }
  }
  ck_assert_uint_gt(strings, 3);
  ck_assert_uint_gt(refused, strings); /* few strings may be anything else */
  cs_buffer_free(&source);
}
END_TEST

Suite *replaced_suite(void) {
  Suite *suite = suite_create("replaced");
  TCase *tests = tcase_create("replaced");
  tcase_set_timeout(tests, 300);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_loop_test(tests, any_string_is_something_else, 0, SOURCES);
  suite_add_tcase(suite, tests);
  return suite;
}
