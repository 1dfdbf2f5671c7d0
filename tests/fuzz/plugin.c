/* Target: a plugin's file, loaded as what it says it is, then used: a theme codes a toy
 * review, a family takes a text apart, a lexicon reads polarity. */
#include "fuzz.h"

#include "host/plugin.h"

#include <conspectus/review.h>
#include <conspectus/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Little enough that an endless loop is soon over. */
static const cs_host_options limits = {.lua_bytes = 8 << 20, .lua_milliseconds = 30};

static cs_plugin_kind kind_of(const char *bytes, size_t length) {
  static const char *const builders[] = {[CS_PLUGIN_FAMILY] = "c.family",
                                         [CS_PLUGIN_LEXICON] = "c.lexicon",
                                         [CS_PLUGIN_THEME] = "c.theme",
                                         [CS_PLUGIN_SCORE] = "c.score"};
  for (int kind = 0; kind < CS_PLUGIN_KINDS; kind++) {
    if (memmem(bytes, length, builders[kind], strlen(builders[kind])) != NULL) {
      return (cs_plugin_kind)kind;
    }
  }
  return CS_PLUGIN_THEME;
}

static const char document[] =
    "# Review of health services in Oakmere\n\nDate of review: 3 to 7 March 2014\n\n"
    "1. Early help\n\n1.1 The apples are bad, and they were not good before.\n\n"
    "1.2 Nurses see apples. Recommendation 1.1\n\nRecommendations\n\nThe trust should:\n\n"
    "1.1 Grow better apples.\n";

static void take_apart(const cs_family *family) {
  cs_text *text = NULL;
  cs_review *review = NULL;
  cs_problems problems = {0};
  cs_error error = {0};
  require(cs_text_from_bytes(&text, document, sizeof document - 1, "x.md", &cs_text_default_limits,
                             &problems, &error) == CS_OK);
  cs_family_fits(family, text);
  fuzz_expect_message(cs_review_parse(&review, text, family, &problems, &error), &error);
  cs_review_free(review);
  cs_text_free(text);
  fuzz_end_problems(&problems);
}

static void code_with(const char *path) {
  const char *folder = fuzz_source("tests/host/data/good");
  cs_host_options options = limits;
  cs_host *host = NULL;
  cs_problems problems = {0};
  cs_error error = {0};
  options.folders = &folder;
  options.folder_count = 1;
  options.theme_file = path;
  cs_status status = cs_host_open(&host, &options, &problems, &error);
  fuzz_expect_message(status, &error);
  if (status == CS_OK) {
    static char text[] = "The apples are bad. Again they were not good.";
    char section_id[] = "early_help";
    cs_text clean = {.length = sizeof text - 1};
    clean.bytes = calloc(sizeof text + CS_TEXT_PADDING, 1);
    memcpy(clean.bytes, text, sizeof text);
    cs_section section = {section_id, "Early help", 1};
    cs_passage passage = {
        .kind = CS_FINDING, .label = "1.1", .title = "", .length = sizeof text - 1};
    const cs_review review = {.text = &clean,
                              .area = "A",
                              .family = "toy",
                              .sections = &section,
                              .section_count = 1,
                              .passages = &passage,
                              .passage_count = 1};
    cs_codings codings = {0};
    cs_host_code(&codings, host, &review, &problems);
    cs_host_check_examples(host, &problems);
    cs_codings_free(&codings);
    free(clean.bytes);
  }
  cs_host_close(host);
  fuzz_end_problems(&problems);
}

static void run_plugin(const char *bytes, size_t length) {
  cs_problems problems = {0};
  cs_error error = {0};
  cs_plugin_kind kind = kind_of(bytes, length);
  const char *path = fuzz_path("fuzzed.lua");
  fuzz_write(path, bytes, length);
  cs_plugin *plugin = cs_plugin_load(kind, "fuzzed", path, &limits, &problems, &error);
  if (plugin == NULL) {
    require(problems.count != 0 && error.message[0] != '\0');
  } else {
    cs_terms *terms = cs_terms_new();
    fuzz_expect_message(cs_plugin_renumber(plugin, terms, &error), &error);
    cs_terms_free(terms);
    if (kind == CS_PLUGIN_FAMILY) {
      take_apart(&plugin->as.family);
    } else if (kind == CS_PLUGIN_THEME) {
      code_with(path);
    }
  }
  cs_plugin_free(plugin);
  fuzz_end_problems(&problems);
}

const fuzz_target fuzz_plugin = {"plugin", run_plugin, NULL};
