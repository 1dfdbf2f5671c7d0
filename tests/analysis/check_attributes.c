/* Tables of areas: what they say, and what is wrong with them. */
#include "suites.h"

#include <conspectus/attributes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[64];

static cs_status read_bytes(cs_attributes **out, const void *bytes, size_t length,
                            cs_error *error) {
  snprintf(path, sizeof path, "/tmp/conspectus-areas-XXXXXX");
  int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  ck_assert_int_eq(write(file, bytes, length), (ssize_t)length);
  close(file);
  cs_status status = cs_attributes_read(out, path, error);
  unlink(path);
  return status;
}

static cs_status read_text(cs_attributes **out, const char *text, cs_error *error) {
  return read_bytes(out, text, strlen(text), error);
}

START_TEST(cells_by_area_and_column) {
  cs_attributes *table;
  cs_error error = {0};
  ck_assert_msg(read_text(&table,
                          "Region, area ,rank\n"
                          "North,Cole,2\n"
                          "\n"
                          "\"South, and \"\"East\"\"\",Ash, 10 \n"
                          ",Bray\n",
                          &error) == CS_OK,
                "%s", error.message);
  ck_assert_uint_eq(cs_attributes_rows(table), 3);
  ck_assert_uint_eq(cs_attributes_columns(table), 2);
  ck_assert_str_eq(cs_attributes_names(table)[1], "rank");
  ck_assert_str_eq(cs_attributes_areas(table)[0], "Ash");
  size_t region = cs_attributes_column(table, "region"), rank = cs_attributes_column(table, "RANK");
  ck_assert_uint_eq(region, 0);
  ck_assert_str_eq(cs_attribute(table, "ash", region), "South, and \"East\"");
  ck_assert_str_eq(cs_attribute(table, "Ash", rank), "10");
  ck_assert_str_eq(cs_attribute(table, "Bray", region), "");
  ck_assert_str_eq(cs_attribute(table, "Bray", rank), "");
  ck_assert_ptr_null(cs_attribute(table, "Dunn", rank));
  ck_assert(cs_attributes_column(table, "area") == SIZE_MAX);
  cs_attributes_free(table);
}
END_TEST

START_TEST(separators_and_encodings) {
  static const struct {
    const char *bytes;
    size_t length;
  } files[] = {
      {"\xEF\xBB\xBF"
       "area;region\r\nC\xC3\xB4t\xC3\xA9;N\r\n",
       26},
      {"area\tregion\rC\xF4t\xE9\tN\r", 19},
      {"\xFF\xFE"
       "a\0r\0e\0a\0,\0r\0e\0g\0i\0o\0n\0\n\0C\0\xF4\0t\0\xE9\0,\0N\0\n\0",
       40},
  };
  cs_attributes *table;
  cs_error error = {0};
  ck_assert_msg(read_bytes(&table, files[_i].bytes, files[_i].length, &error) == CS_OK, "%s",
                error.message);
  ck_assert_str_eq(cs_attribute(table, "C\xC3\xB4t\xC3\xA9", 0), "N");
  cs_attributes_free(table);
}
END_TEST

START_TEST(faults_have_their_line) {
  static const struct {
    const char *text;
    const char *says[2];
  } faults[] = {
      {"", {"empty"}},
      {"\n\n", {"no rows"}},
      {"area,region\n", {"no rows below its header"}},
      {"name,region\nAsh,N\n", {"line 1", "no column 'area'"}},
      {"area,region,Region\nAsh,N,S\n", {"'Region' is there twice"}},
      {"area,area\nAsh,N\n", {"'area' is there twice"}},
      {"area,region\nAsh,N\n\nash,S\n", {"line 4", "in line 2"}},
      {"area,region\nOstley, Varne,N\n", {"line 2: 3 cells where the header has 2"}},
      {"area,region\n,N\n", {"line 2", "the area is missing"}},
      {"area,region\nAsh,\"N\nBray,S\n", {"line 2 is never closed"}},
      {"area,region\nAsh,\"N\"x\n", {"line 2", "a quote stands inside"}},
  };
  cs_attributes *table;
  cs_error error = {0};
  ck_assert_int_eq(read_text(&table, faults[_i].text, &error), CS_MALFORMED);
  for (int i = 0; i < 2 && faults[_i].says[i] != NULL; i++) {
    ck_assert_msg(strstr(error.message, faults[_i].says[i]) != NULL, "%s", error.message);
  }
}
END_TEST

START_TEST(no_file_and_no_text) {
  cs_attributes *table;
  cs_error error = {0};
  ck_assert_int_eq(cs_attributes_read(&table, "/nowhere/areas.csv", &error), CS_NOT_FOUND);
  ck_assert_int_eq(cs_attributes_read(&table, "/tmp", &error), CS_UNREADABLE);
  static const char zip[256] = {'P', 'K', 3, 4};
  ck_assert_int_eq(read_bytes(&table, zip, sizeof zip, &error), CS_MALFORMED);
  ck_assert_ptr_nonnull(strstr(error.message, "save the table as CSV"));
}
END_TEST

static char *repeated(const char *head, const char *piece, size_t times) {
  size_t length = strlen(piece);
  char *text = malloc(strlen(head) + times * length + 2);
  ck_assert_ptr_nonnull(text);
  char *at = stpcpy(text, head);
  for (size_t i = 0; i < times; i++) {
    at = stpcpy(at, piece);
  }
  return text;
}

START_TEST(bounds_hold) {
  static const struct {
    const char *head, *piece;
    size_t times;
    const char *says;
  } large[] = {
      {"area", ",x", 5000, "twice"},
      {"area", ",", 5000, "more than 1000 columns"},
      {"area,x\nAsh,", "long ", 3000, "more than 10000 bytes"},
      {"area,x\n", "\"", 40001, "never closed"},
      {"area,x\n", "Ash,1\n", 200001, "rows"},
  };
  cs_attributes *table;
  cs_error error = {0};
  char *text = repeated(large[_i].head, large[_i].piece, large[_i].times);
  cs_status status = read_text(&table, text, &error);
  ck_assert(status == CS_LIMIT || status == CS_MALFORMED);
  ck_assert_msg(strstr(error.message, large[_i].says) != NULL, "%s", error.message);
  free(text);
}
END_TEST

/* A thousand columns and short rows: little to read, much to keep. */
START_TEST(cells_are_bounded_too) {
  cs_attributes *table;
  cs_error error = {0};
  char *header = repeated("area", ",", 900), *text = repeated(header, "\na", 1);
  char *rows = malloc(strlen(text) + 5000 * 8);
  char *at = stpcpy(rows, text);
  for (int i = 0; i < 5000; i++) {
    at += sprintf(at, "\na%d", i);
  }
  ck_assert_int_eq(read_text(&table, rows, &error), CS_LIMIT);
  ck_assert_ptr_nonnull(strstr(error.message, "cells"));
  free(header);
  free(text);
  free(rows);
}
END_TEST

Suite *attributes_suite(void) {
  Suite *suite = suite_create("attributes");
  TCase *tests = tcase_create("attributes");
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, cells_by_area_and_column);
  tcase_add_loop_test(tests, separators_and_encodings, 0, 3);
  tcase_add_loop_test(tests, faults_have_their_line, 0, 11);
  tcase_add_test(tests, no_file_and_no_text);
  tcase_add_loop_test(tests, bounds_hold, 0, 5);
  tcase_add_test(tests, cells_are_bounded_too);
  suite_add_tcase(suite, tests);
  return suite;
}
