/* Helpers of the host's tests. */
#include "toy.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *toy_path(char path[TOY_PATH], const char *below) {
  const char *srcdir = getenv("srcdir");
  snprintf(path, TOY_PATH, "%s/%s", srcdir != NULL ? srcdir : ".", below);
  return path;
}

cs_status toy_open(cs_host **out, const char *first, const char *second,
                   const cs_host_options *more, cs_problems *problems, cs_error *error) {
  char paths[2][TOY_PATH];
  const char *folders[2];
  cs_host_options options = more != NULL ? *more : (cs_host_options){0};
  if (first != NULL) {
    folders[options.folder_count++] = toy_path(paths[0], first);
  }
  if (second != NULL) {
    folders[options.folder_count++] = toy_path(paths[1], second);
  }
  options.folders = folders;
  return cs_host_open(out, &options, problems, error);
}

cs_host *toy_host(const char *first, const char *second, cs_problems *problems) {
  cs_host *host = NULL;
  cs_error error = {0};
  /* under a slow checker loading takes long; tests of the limits say their own */
  cs_host_options options = {.lua_milliseconds = 60 * 1000};
  cs_status status = toy_open(&host, first, second, &options, problems, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  return host;
}

const char *toy_problem(const cs_problems *problems, const char *one, const char *other) {
  for (size_t i = 0; i < problems->count; i++) {
    const char *message = problems->items[i].message;
    if (strstr(message, one) != NULL && strstr(message, other) != NULL) {
      return message;
    }
  }
  return NULL;
}

uint32_t toy_theme(const cs_host *host, const char *id) {
  size_t count;
  const cs_theme *const *themes = cs_host_themes(host, &count);
  for (size_t i = 0; i < count; i++) {
    if (strcmp(themes[i]->id, id) == 0) {
      return (uint32_t)i;
    }
  }
  ck_abort_msg("no theme %s", id);
  return 0;
}

void toy_review_make(toy_review *toy, const char *const texts[], size_t count) {
  *toy = (toy_review){0};
  size_t total = 0;
  for (size_t i = 0; i < count; i++) {
    total += strlen(texts[i]) + 1;
  }
  toy->text.bytes = calloc(total + CS_TEXT_PADDING, 1);
  for (size_t i = 0, at = 0; i < count; i++) {
    size_t length = strlen(texts[i]);
    memcpy(toy->text.bytes + at, texts[i], length);
    toy->text.bytes[at + length] = '\n';
    snprintf(toy->labels[i], sizeof toy->labels[i], "1.%d", (int)i + 1);
    toy->passages[i] = (cs_passage){.kind = CS_FINDING,
                                    .label = toy->labels[i],
                                    .printed = true,
                                    .title = "",
                                    .start = (uint32_t)at,
                                    .length = (uint32_t)length,
                                    .line = (uint32_t)i + 1};
    at += length + 1;
  }
  toy->text.length = total;
  toy->section = (cs_section){.canonical = "early_help", .title = "Early help", .line = 1};
  toy->review = (cs_review){.text = &toy->text,
                            .family = "toy",
                            .area = "Ostley",
                            .title = "",
                            .sections = &toy->section,
                            .section_count = 1,
                            .passages = toy->passages,
                            .passage_count = (uint32_t)count};
}

void toy_review_free(toy_review *toy) {
  free(toy->text.bytes);
}

void toy_begin(toy_setting *all, const char *const texts[], size_t count) {
  *all = (toy_setting){0};
  all->host = toy_host("tests/host/data/good", NULL, &all->problems);
  all->apples = toy_theme(all->host, "apples");
  all->careful = toy_theme(all->host, "careful");
  toy_review_make(&all->toy, texts, count);
}

void toy_end(toy_setting *all) {
  cs_codings_free(&all->codings);
  cs_problems_clear(&all->problems);
  toy_review_free(&all->toy);
  cs_host_close(all->host);
}

const cs_coding *toy_coding(const cs_codings *codings, uint32_t passage, uint32_t theme) {
  for (size_t i = 0; i < codings->count; i++) {
    if (codings->items[i].passage == passage && codings->items[i].theme == theme) {
      return &codings->items[i];
    }
  }
  return NULL;
}
