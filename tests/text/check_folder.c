/* The whole folder of real reports, where tests/commands/ofsted.sh says that it is: nothing of a
 * page's furniture in any block, and no letter lost that is none of it. */
#include "base/buffer.h"
#include "help.h"
#include "suites.h"
#include "text/blocks.h"
#include "text/decode.h"
#include "text/lines.h"
#include "text/pdf.h"
#include "text/shape.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_LETTERS = 12, PATH_BYTES = 4096 };

static char folder[PATH_BYTES];

typedef struct letters {
  size_t count[26];
} letters;

static void count_letters(letters *out, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    int byte = tolower((unsigned char)text[i]);
    if (byte >= 'a' && byte <= 'z') {
      out->count[byte - 'a']++;
    }
  }
}

static bool read_file(cs_buffer *out, const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    return false;
  }
  for (size_t got = 1; got != 0; out->length += got) {
    got = fread(cs_buffer_reserve(out, 65536), 1, 65536, file);
  }
  fclose(file);
  return out->length != 0;
}

/* Its letters alone: the lines of a running head differ in nothing else. */
static void head_key(char *out, size_t size, const char *text, size_t length) {
  size_t used = 0;
  for (size_t i = 0; i < length && used + 1 < size; i++) {
    if (isalpha((unsigned char)text[i])) {
      out[used++] = (char)tolower((unsigned char)text[i]);
    }
  }
  out[used] = '\0';
}

/* A line was rightly removed if it is a page's number, or two others are like it. */
static void expect_furniture(const char *name, const lines *these, size_t index) {
  char key[300], other[300];
  const line *this = &these->items[index];
  const char *text = cs_line_text(these, index);
  if (cs_lone_number(text, this->length) >= 0 || cs_is_page_line(text, this->length)) {
    return;
  }
  size_t alike = 0;
  head_key(key, sizeof key, text, this->length);
  for (size_t i = 0; i < these->count; i++) {
    const line *each = &these->items[i];
    if (i != index && each->removed && !each->note && each->length != 0) {
      head_key(other, sizeof other, cs_line_text(these, i), each->length);
      alike += strcmp(key, other) == 0;
    }
  }
  ck_assert_msg(alike >= 2, "%s, line %u is lost", name, this->number);
}

/* No block behind the first page holds the line of a running head in its midst. */
static void expect_no_head(const char *name, const cs_text *text, const char *head, size_t length,
                           uint32_t page_end) {
  while (length > 0 && strchr("0123456789 \t", head[length - 1]) != NULL) {
    length--; /* the page's number, perhaps of the date a part */
  }
  letters seen = {{0}};
  size_t count = 0;
  count_letters(&seen, head, length);
  for (int i = 0; i < 26; i++) {
    count += seen.count[i];
  }
  for (size_t i = 0; count >= HEAD_LETTERS && i < text->block_count; i++) {
    const cs_block *block = &text->blocks[i];
    const char *at = text->bytes + block->start, *end = at + block->length;
    for (; block->line > page_end && at + length <= end; at++) {
      if (memcmp(at, head, length) == 0 && end[-1] != ':') { /* a check a byte takes too long */
        ck_abort_msg("%s, line %u: %.*s", name, block->line, (int)length, head);
      }
    }
  }
}

static void expect_clean_blocks(const char *name, const cs_text *text) {
  int note = 0;
  for (size_t i = 0; i < text->block_count; i++) {
    const cs_block *block = &text->blocks[i];
    const char *bytes = text->bytes + block->start;
    bool number = cs_lone_number(bytes, block->length) >= 0;
    ck_assert_msg(!number && !cs_is_page_line(bytes, block->length), "%s, line %u: %.*s", name,
                  block->line, (int)block->length, bytes);
    if ((block->marks & CS_MARK_FOOTNOTE) != 0) {
      bool counted = atoi(bytes) == note + 1 || atoi(bytes) == 1; /* some begin anew */
      ck_assert_msg(counted, "%s, line %u: note %d", name, block->line, note + 1);
      note = atoi(bytes);
    }
  }
}

/* No word of small letters carries the number of a note any more. */
static void expect_no_markers(const char *name, const cs_text *text) {
  int notes = 0;
  for (size_t i = 0; i < text->block_count; i++) {
    notes += (text->blocks[i].marks & CS_MARK_FOOTNOTE) != 0;
  }
  for (size_t i = 3; i < text->length; i++) {
    const char *at = text->bytes + i;
    bool marker = islower((unsigned char)at[-1]) && islower((unsigned char)at[-2]) &&
                  islower((unsigned char)at[-3]) && isdigit((unsigned char)at[0]) &&
                  !isalnum((unsigned char)at[1]);
    if (marker && at[0] - '0' <= notes) {
      ck_abort_msg("%s: a marker stays in %.4s", name, at - 3);
    }
  }
}

static void check_letters(const char *name, const lines *these, const cs_text *text) {
  letters before = {{0}}, after = {{0}};
  for (size_t i = 0; i < these->count; i++) {
    const line *each = &these->items[i];
    if (each->length != 0 && (!each->removed || each->note)) {
      count_letters(&before, cs_line_text(these, i), each->length);
    }
  }
  count_letters(&after, text->bytes, text->length);
  for (int i = 0; i < 26; i++) {
    ck_assert_msg(before.count[i] == after.count[i], "%s: %zu of letter %c became %zu", name,
                  before.count[i], 'a' + i, after.count[i]);
  }
}

static void check_text_of(const char *name, const cs_buffer *printed) {
  decoded source = {0};
  lines split;
  cs_text text = {0};
  cs_decode(&source, printed->bytes, printed->length, CS_ENCODING_UTF8);
  cs_lines_split(&split, source.bytes, source.length, source.ascii);
  cs_make_blocks(&text, &split, &source, CS_FORMAT_PDF);
  uint32_t page_end = 0;
  for (size_t i = 1; i < split.count && page_end == 0; i++) {
    page_end = split.items[i].page_start ? split.items[i].number : 0;
  }
  check_letters(name, &split, &text);
  expect_clean_blocks(name, &text);
  expect_no_markers(name, &text);
  for (size_t i = 0; i < split.count; i++) {
    const line *each = &split.items[i];
    if (each->removed && !each->note && each->length != 0) {
      expect_furniture(name, &split, i);
      expect_no_head(name, &text, cs_line_text(&split, i), each->length, page_end);
    }
  }
  expect_sound(&text);
  free(text.bytes);
  free(text.blocks);
  cs_lines_free(&split);
  cs_buffer_free(&source.buffer);
}

/* Whether the file is a PDF; one that is not is read as what it is. */
static bool check_file(const char *name) {
  char path[PATH_BYTES + 256];
  cs_buffer bytes = {0}, printed = {0};
  cs_problems problems = {0};
  cs_error error = {0};
  snprintf(path, sizeof path, "%s/%s", folder, name);
  ck_assert_msg(read_file(&bytes, path), "%s cannot be read", path);
  bool pdf = bytes.length > 5 && memcmp(bytes.bytes, "%PDF-", 5) == 0;
  if (pdf) {
    cs_status status = cs_pdf_text(&printed, bytes.bytes, bytes.length, name,
                                   &cs_text_default_limits, &problems, &error);
    ck_assert_msg(status == CS_OK, "%s", error.message);
    check_text_of(name, &printed);
  } else {
    cs_text *text = read_bytes(bytes.bytes, bytes.length, name, &problems);
    ck_assert_int_eq(text->format, CS_FORMAT_HTML);
    cs_text_free(text);
  }
  cs_problems_clear(&problems);
  cs_buffer_free(&printed);
  cs_buffer_free(&bytes);
  return pdf;
}

START_TEST(the_folder_is_read_without_furniture_or_loss) {
  DIR *found = opendir(folder);
  size_t pdfs = 0, others = 0;
  ck_assert_ptr_nonnull(found);
  for (struct dirent *each; (each = readdir(found)) != NULL;) {
    size_t length = strlen(each->d_name);
    if (length > 4 && strcmp(each->d_name + length - 4, ".pdf") == 0) {
      bool pdf = check_file(each->d_name);
      pdfs += pdf;
      others += !pdf;
    }
  }
  closedir(found);
  printf("%zu PDFs and %zu pages of the folder were read\n", pdfs, others);
  ck_assert_uint_gt(pdfs, 0);
}
END_TEST

Suite *folder_suite(void) {
  Suite *suite = suite_create("folder");
  TCase *tests = tcase_create("folder");
  const char *reports = getenv("CONSPECTUS_REPORTS");
  snprintf(folder, sizeof folder, "%s", reports != NULL ? reports : "");
  DIR *found = opendir(folder);
  tcase_set_timeout(tests, 600);
  if (found != NULL) {
    closedir(found);
    tcase_add_test(tests, the_folder_is_read_without_furniture_or_loss);
  } else {
    printf("skipped: tests/commands/ofsted.sh runs this over real reports\n");
  }
  suite_add_tcase(suite, tests);
  return suite;
}
