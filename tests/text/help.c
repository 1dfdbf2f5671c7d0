/* Help for tests of the text stage. */
#include "help.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

cs_text *read_bytes(const char *bytes, size_t length, const char *name, cs_problems *problems) {
  cs_text *text = NULL;
  cs_error error = {0};
  cs_status status =
      cs_text_from_bytes(&text, bytes, length, name, &cs_text_default_limits, problems, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  expect_sound(text);
  return text;
}

cs_text *read_string(const char *source) {
  cs_problems problems = {0};
  cs_text *text = read_bytes(source, strlen(source), "test.txt", &problems);
  ck_assert_msg(problems.count == 0, "%s", problems.count != 0 ? problems.items[0].message : "");
  return text;
}

void expect_text(const char *source, const char *expected) {
  cs_text *text = read_string(source);
  ck_assert_str_eq(text->bytes, expected);
  cs_text_free(text);
}

static void describe(const cs_text *text, const cs_block *block, char *out, size_t size) {
  char letters[10] = "";
  size_t used = 0;
  for (size_t bit = 0; bit < 8; bit++) {
    if ((block->marks >> bit & 1) != 0) {
      letters[used++] = "BHLQSTFC"[bit];
    }
  }
  letters[used] = '\0';
  snprintf(out, size, "%s %.*s", used != 0 ? letters : ".", (int)block->length,
           text->bytes + block->start);
}

void expect_blocks(const char *source, const char *const *expected) {
  cs_text *text = read_string(source);
  char found[4000];
  size_t i = 0;
  for (; i < text->block_count && expected[i] != NULL; i++) {
    describe(text, &text->blocks[i], found, sizeof found);
    ck_assert_str_eq(found, expected[i]);
  }
  ck_assert_msg(i == text->block_count && expected[i] == NULL, "%zu blocks:\n%s", text->block_count,
                text->bytes);
  cs_text_free(text);
}

static void expect_composed(const cs_text *text) {
  utf8proc_uint8_t *composed = NULL;
  utf8proc_ssize_t size =
      utf8proc_map((const utf8proc_uint8_t *)text->bytes, (utf8proc_ssize_t)text->length, &composed,
                   UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  ck_assert_int_eq(size, (utf8proc_ssize_t)text->length);
  ck_assert_mem_eq(composed, text->bytes, text->length);
  free(composed);
}

void expect_sound(const cs_text *text) {
  ck_assert_uint_gt(text->block_count, 0);
  size_t at = 0;
  uint32_t line = 1;
  for (size_t i = 0; i < text->block_count; i++) {
    const cs_block *block = &text->blocks[i];
    const char *bytes = text->bytes + block->start;
    size_t gap = i == 0 ? 0 : (block->marks & CS_MARK_BLANK_BEFORE) != 0 ? 2 : 1;
    bool sound = block->start == at + gap && block->length > 0 && block->line >= line &&
                 memchr(bytes, '\n', block->length) == NULL && bytes[0] != ' ' &&
                 bytes[block->length - 1] != ' ';
    if (!sound) { /* a check for each block would take longer than reading */
      ck_abort_msg("block %zu at line %u is not sound: %.40s", i, block->line, bytes);
    }
    at = block->start + block->length;
    line = block->line;
  }
  ck_assert_uint_eq(at, text->length);
  for (size_t i = 0; i < CS_TEXT_PADDING; i++) {
    ck_assert_int_eq(text->bytes[text->length + i], 0);
  }
  size_t controls = 0;
  for (size_t i = 0; i < text->length; i++) {
    unsigned char byte = (unsigned char)text->bytes[i];
    controls += byte < ' ' && byte != '\n' && byte != '\t';
  }
  ck_assert_uint_eq(controls, 0);
  expect_composed(text);
}
