/* PDF through pdftotext. The documents are written here, by hand. */
#include "help.h"
#include "suites.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_PAGE = 5, OBJECTS_MAX = 200 };

/* The body of an object: catalogue, page tree, content, font, then the pages. */
static void add_body(cs_buffer *out, int number, const char *content, int pages) {
  switch (number) {
  case 1:
    cs_buffer_add_string(out, "<< /Type /Catalog /Pages 2 0 R >>");
    break;
  case 2:
    cs_buffer_add_format(out, "<< /Type /Pages /Count %d /Kids [", pages);
    for (int page = 0; page < pages; page++) {
      cs_buffer_add_format(out, "%d 0 R ", FIRST_PAGE + page);
    }
    cs_buffer_add_string(out, "] >>");
    break;
  case 3:
    cs_buffer_add_format(out, "<< /Length %zu >>\nstream\n%s\nendstream", strlen(content), content);
    break;
  case 4:
    cs_buffer_add_string(out, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                              "/Encoding /WinAnsiEncoding >>");
    break;
  default:
    cs_buffer_add_string(out, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                              "/Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> >>");
  }
}

/* A PDF whose pages all show `content`, with a table of where its objects are. */
static void make_pages(cs_buffer *out, const char *content, int pages) {
  size_t places[OBJECTS_MAX];
  int last = FIRST_PAGE + pages - 1;
  cs_buffer_add_string(out, "%PDF-1.4\n");
  for (int number = 1; number <= last; number++) {
    places[number] = out->length;
    cs_buffer_add_format(out, "%d 0 obj\n", number);
    add_body(out, number, content, pages);
    cs_buffer_add_string(out, "\nendobj\n");
  }
  size_t table = out->length;
  cs_buffer_add_format(out, "xref\n0 %d\n0000000000 65535 f \n", last + 1);
  for (int number = 1; number <= last; number++) {
    cs_buffer_add_format(out, "%010zu 00000 n \n", places[number]);
  }
  cs_buffer_add_format(out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
                       last + 1, table);
}

static void make_pdf(cs_buffer *out, const char *content) {
  make_pages(out, content, 1);
}

#define TWO_PARAGRAPHS                                                                             \
  "BT /F1 11 Tf 14 TL 60 780 Td (1.1 Nurses in the hub were well known to the) Tj T* "             \
  "(schools, which was a strength.) Tj 0 -40 Td (1.2 Records were late.) Tj ET"

/* What reading a PDF with this content fails with; CS_OK if it does not. */
static cs_status read_pdf(const char *content, const cs_text_limits *limits, cs_error *error) {
  cs_buffer bytes = {0};
  cs_problems problems = {0};
  cs_text *text = NULL;
  make_pdf(&bytes, content);
  cs_status status =
      cs_text_from_bytes(&text, bytes.bytes, bytes.length, "a.pdf", limits, &problems, error);
  cs_text_free(text);
  cs_buffer_free(&bytes);
  cs_problems_clear(&problems);
  return status;
}

static bool has_pdftotext(void) {
  cs_error error = {0};
  return read_pdf(TWO_PARAGRAPHS, &cs_text_default_limits, &error) != CS_UNREADABLE;
}

START_TEST(a_pdf_is_read) {
  cs_buffer bytes = {0};
  cs_problems problems = {0};
  make_pdf(&bytes, TWO_PARAGRAPHS);
  cs_text *text = read_bytes(bytes.bytes, bytes.length, "called.txt", &problems);
  ck_assert_int_eq(text->format, CS_FORMAT_PDF);
  ck_assert_str_eq(text->bytes, "1.1 Nurses in the hub were well known to the schools, which was "
                                "a strength.\n\n1.2 Records were late.");
  ck_assert_uint_eq(text->source_size, bytes.length);
  cs_text_free(text);
  cs_buffer_free(&bytes);
  cs_problems_clear(&problems);
}
END_TEST

START_TEST(columns_are_parted_by_tabs) {
  cs_buffer bytes = {0};
  cs_problems problems = {0};
  make_pdf(&bytes, "BT /F1 11 Tf 60 780 Td (Leadership) Tj 300 0 Td (Good) Tj ET");
  cs_text *text = read_bytes(bytes.bytes, bytes.length, "a.pdf", &problems);
  ck_assert_str_eq(text->bytes, "Leadership\tGood");
  cs_text_free(text);
  cs_buffer_free(&bytes);
  cs_problems_clear(&problems);
}
END_TEST

#define FULL_LINE "(Nurses work in many places and know most of the families well) Tj T* "

/* Lines of 62 characters: the last sentence ends ten or six before the place where its line would
 * be full. Only where it is a number that shows where paragraphs begin does the next line go on. */
START_TEST(a_line_with_room_ends_a_paragraph) {
#define LINES_OF(label, end)                                                                       \
  "BT /F1 9 Tf 12 TL 60 780 Td " FULL_LINE FULL_LINE FULL_LINE FULL_LINE FULL_LINE                 \
  "(and like their work.) Tj T* T* (" label ") Tj " FULL_LINE FULL_LINE "(" end                    \
  ") Tj T* " FULL_LINE FULL_LINE "(and like it.) Tj ET"
  static const char *const contents[] = {
      LINES_OF("", "and write to doctors of each child that they were asked."),
      LINES_OF("", "and write to doctors of each child that they ask."),
      LINES_OF("4. ", "and write to doctors of each child that they ask."),
  };
  static const char *const parts[] = {" Nurses", "\nNurses", " Nurses"};
  for (size_t i = 0; i < sizeof contents / sizeof contents[0]; i++) {
    cs_buffer bytes = {0};
    cs_problems problems = {0};
    make_pdf(&bytes, contents[i]);
    cs_text *text = read_bytes(bytes.bytes, bytes.length, "a.pdf", &problems);
    const char *end = strchr(strstr(text->bytes, "of each child"), '.') + 1;
    ck_assert_msg(strncmp(end, parts[i], strlen(parts[i])) == 0, "%zu: %s", i, text->bytes);
    cs_text_free(text);
    cs_buffer_free(&bytes);
    cs_problems_clear(&problems);
  }
}
END_TEST

START_TEST(a_pdf_without_text_is_named_as_such) {
  cs_error error = {0};
  ck_assert_int_eq(read_pdf("0 0 100 100 re f", &cs_text_default_limits, &error), CS_MALFORMED);
  ck_assert_ptr_nonnull(strstr(error.message, "a.pdf: "));
  ck_assert_ptr_nonnull(strstr(error.message, "OCR"));
}
END_TEST

START_TEST(a_broken_pdf_costs_itself_only) {
  static const char bytes[] = "%PDF-1.4\nnothing that makes a PDF follows\n";
  cs_problems problems = {0};
  cs_error error = {0};
  cs_text *text = NULL;
  cs_status status = cs_text_from_bytes(&text, bytes, sizeof bytes - 1, "b.pdf",
                                        &cs_text_default_limits, &problems, &error);
  ck_assert_int_eq(status, CS_MALFORMED);
  ck_assert_msg(strstr(error.message, "b.pdf: pdftotext cannot read") != NULL, "%s", error.message);
  ck_assert_ptr_null(strchr(error.message, '\n'));
}
END_TEST

/* Text behind an operator that does not exist is read, and what was said of it is a problem. */
START_TEST(a_damaged_pdf_that_gives_text_is_a_problem) {
  cs_buffer bytes = {0};
  cs_problems problems = {0};
  make_pdf(&bytes, "BT /F1 11 Tf 60 780 Td (Nurses are few.) Tj Oops <zz> Tj ET");
  cs_text *text = read_bytes(bytes.bytes, bytes.length, "a.pdf", &problems);
  ck_assert_ptr_nonnull(strstr(text->bytes, "Nurses are few."));
  ck_assert_uint_eq(problems.count, 1);
  ck_assert_int_eq(problems.items[0].severity, CS_WARNING);
  ck_assert_ptr_nonnull(
      strstr(problems.items[0].message, "may be missing; pdftotext says: Syntax"));
  cs_text_free(text);
  cs_buffer_free(&bytes);
  cs_problems_clear(&problems);
}
END_TEST

START_TEST(limits_hold) {
  cs_error error = {0};
  cs_text_limits limits = cs_text_default_limits;
  limits.pdf_memory = 1 << 20;
  ck_assert_int_eq(read_pdf(TWO_PARAGRAPHS, &limits, &error), CS_MALFORMED);
  limits = cs_text_default_limits;
  limits.pdf_seconds = 0;
  ck_assert_int_eq(read_pdf(TWO_PARAGRAPHS, &limits, &error), CS_LIMIT);
  ck_assert_msg(strstr(error.message, "stopped after 0 seconds") != NULL, "%s", error.message);
}
END_TEST

START_TEST(more_text_than_the_limit_is_refused) {
  cs_error error = {0};
  cs_problems problems = {0};
  cs_text *text = NULL;
  cs_buffer bytes = {0}, content = {0};
  cs_buffer_add_string(&content, "BT /F1 11 Tf 13 TL 60 820 Td ");
  cs_text_limits limits = cs_text_default_limits;
  for (int i = 0; i < 60; i++) {
    cs_buffer_add_string(&content, "T* (a line of some length that is repeated on each page) Tj ");
  }
  cs_buffer_add_string(&content, "ET");
  make_pages(&bytes, content.bytes, 50);
  limits.max_bytes = bytes.length;
  cs_status status =
      cs_text_from_bytes(&text, bytes.bytes, bytes.length, "a.pdf", &limits, &problems, &error);
  ck_assert_int_eq(status, CS_LIMIT);
  ck_assert_msg(strstr(error.message, "larger than the limit") != NULL, "%s", error.message);
  cs_buffer_free(&bytes);
  cs_buffer_free(&content);
}
END_TEST

START_TEST(a_missing_pdftotext_names_its_package) {
  cs_error error = {0};
  char *before = getenv("PATH") != NULL ? strdup(getenv("PATH")) : NULL;
  ck_assert_int_eq(setenv("PATH", "/nowhere", 1), 0);
  ck_assert_int_eq(read_pdf(TWO_PARAGRAPHS, &cs_text_default_limits, &error), CS_UNREADABLE);
  ck_assert_msg(strstr(error.message, "poppler-utils") != NULL, "%s", error.message);
  ck_assert_int_eq(before != NULL ? setenv("PATH", before, 1) : unsetenv("PATH"), 0);
  free(before);
}
END_TEST

Suite *pdf_suite(void) {
  Suite *suite = suite_create("pdf");
  TCase *tests = tcase_create("pdf");
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, a_missing_pdftotext_names_its_package);
  if (has_pdftotext()) {
    tcase_add_test(tests, a_pdf_is_read);
    tcase_add_test(tests, columns_are_parted_by_tabs);
    tcase_add_test(tests, a_line_with_room_ends_a_paragraph);
    tcase_add_test(tests, a_pdf_without_text_is_named_as_such);
    tcase_add_test(tests, a_broken_pdf_costs_itself_only);
    tcase_add_test(tests, a_damaged_pdf_that_gives_text_is_a_problem);
    tcase_add_test(tests, limits_hold);
    tcase_add_test(tests, more_text_than_the_limit_is_refused);
  }
  suite_add_tcase(suite, tests);
  return suite;
}
