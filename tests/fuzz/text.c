/* Targets: a document's bytes to clean text; what pdftotext prints to clean text.
 * Whatever is read keeps every promise of conspectus/text.h. */
#include "fuzz.h"

#include "../text/layout.h"

#include <conspectus/text.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static void expect_composed(const cs_text *text) {
  utf8proc_uint8_t *composed = NULL;
  utf8proc_ssize_t size =
      utf8proc_map((const utf8proc_uint8_t *)text->bytes, (utf8proc_ssize_t)text->length, &composed,
                   UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  require(size == (utf8proc_ssize_t)text->length);
  require(memcmp(composed, text->bytes, text->length) == 0);
  free(composed);
}

static void expect_blocks(const cs_text *text) {
  size_t at = 0;
  uint32_t last = 1;
  for (size_t i = 0; i < text->block_count; i++) {
    const cs_block *block = &text->blocks[i];
    const char *bytes = text->bytes + block->start;
    size_t gap = i == 0 ? 0 : (block->marks & CS_MARK_BLANK_BEFORE) != 0 ? 2 : 1;
    require(block->start == at + gap);
    require(block->length > 0 && block->length <= text->length - block->start);
    require(block->line >= last);
    require(memchr(bytes, '\n', block->length) == NULL);
    require(bytes[0] != ' ' && bytes[block->length - 1] != ' ');
    at = block->start + block->length;
    last = block->line;
  }
  require(at == text->length);
}

void fuzz_expect_text(const cs_text *text) {
  require(text->block_count > 0);
  expect_blocks(text);
  for (size_t i = 0; i < CS_TEXT_PADDING; i++) {
    require(text->bytes[text->length + i] == '\0');
  }
  for (size_t i = 0; i < text->length; i++) {
    unsigned char byte = (unsigned char)text->bytes[i];
    require(byte >= ' ' || byte == '\n' || byte == '\t');
  }
  expect_composed(text);
}

/* A PDF would start pdftotext, which is not ours. */
static bool is_pdf(const char *bytes, size_t length) {
  size_t head = length < 1024 ? length : 1024;
  return memmem(bytes, head, "%PDF-", 5) != NULL;
}

static void read_as(const char *bytes, size_t length, const char *name) {
  cs_text *text = NULL;
  cs_problems problems = {0};
  cs_error error = {0};
  cs_status status =
      cs_text_from_bytes(&text, bytes, length, name, &cs_text_default_limits, &problems, &error);
  fuzz_expect_message(status, &error);
  if (status == CS_OK) {
    fuzz_expect_text(text);
  }
  cs_text_free(text);
  fuzz_end_problems(&problems);
}

static void run_text(const char *bytes, size_t length) {
  if (!is_pdf(bytes, length)) {
    read_as(bytes, length, "x.txt");
    read_as(bytes, length, "x.md");
  }
}

static void give_text(fuzz_take take, void *context) {
  static const char *const texts[] = {
      "# A **review**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> said\n\n- one\n- two\n",
      "<!DOCTYPE html><html><body><h1>A &amp; B</h1><p>one<br>two</p><ul><li>x</ul></body></html>",
      ("Page 1 of 2\n\fsafe-\nguarding o\xEF\xAC\x83"
       "ce [Recommendation 1.1](#)\n\nContents\na....4\n"),
      "\x93quoted\x94 in Windows\x92 own\n",
  };
  static const char utf16[] = "\xFF\xFEr\0e\0a\0d\0\n\0\xE9\0\n";
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    take(context, texts[i], strlen(texts[i]));
  }
  take(context, utf16, sizeof utf16);
}

static void run_layout(const char *bytes, size_t length) {
  cs_text text;
  if (layout_read(&text, bytes, length)) {
    fuzz_expect_text(&text);
    layout_free(&text);
  }
}

static void give_layout(fuzz_take take, void *context) {
  take(context, layout_page, layout_page_size);
}

const fuzz_target fuzz_text = {"text", run_text, give_text};
const fuzz_target fuzz_layout = {"layout", run_layout, give_layout};
