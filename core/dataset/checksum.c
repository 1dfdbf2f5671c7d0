/* Checksums of values, for SQL and for the columns of a row. */
#ifdef CS_LOADABLE
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
#endif

#include "dataset/checksum.h"

#include <libdeflate.h>

enum { CHECKSUM_BYTES = 4, MOST_VALUES = 100 };

static uint32_t add_number(uint32_t sum, sqlite3_int64 number) {
  unsigned char bytes[8];
  for (int i = 0; i < 8; i++) {
    bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
  }
  return libdeflate_crc32(sum, bytes, sizeof bytes);
}

/* Texts are asked for as blobs, which need no copy with a NUL behind it. */
static uint32_t add_text(uint32_t sum, const void *text, int length) {
  sum = add_number(sum, length);
  return text != NULL ? libdeflate_crc32(sum, text, (size_t)length) : sum;
}

static uint32_t add_value(uint32_t sum, sqlite3_value *value) {
  const void *text;
  int type = sqlite3_value_type(value);
  sum = add_number(sum, type);
  switch (type) {
  case SQLITE_NULL:
    return sum;
  case SQLITE_INTEGER:
    return add_number(sum, sqlite3_value_int64(value));
  default: /* there are no others than texts in these rows */
    text = sqlite3_value_blob(value);
    return add_text(sum, text, sqlite3_value_bytes(value));
  }
}

uint32_t cs_checksum(sqlite3_value **values, int count) {
  uint32_t sum = libdeflate_crc32(0, NULL, 0);
  for (int i = 0; i < count; i++) {
    sum = add_value(sum, values[i]);
  }
  return sum;
}

/* ---- SQL ---- */

static void row_checksum(sqlite3_context *context, int count, sqlite3_value **values) {
  sqlite3_result_int64(context, (sqlite3_int64)cs_checksum(values, count));
}

static void column_checksums(sqlite3_context *context, int count, sqlite3_value **values) {
  unsigned char sums[MOST_VALUES * CHECKSUM_BYTES];
  count = count < MOST_VALUES ? count : MOST_VALUES;
  for (int i = 0; i < count; i++) {
    uint32_t sum = add_value(libdeflate_crc32(0, NULL, 0), values[i]);
    for (int j = 0; j < CHECKSUM_BYTES; j++) {
      sums[i * CHECKSUM_BYTES + j] = (unsigned char)(sum >> (8 * j));
    }
  }
  sqlite3_result_blob(context, sums, count * CHECKSUM_BYTES, SQLITE_TRANSIENT);
}

int cs_add_checksums(sqlite3 *db) {
  enum { FLAGS = SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC };
  int code = sqlite3_create_function_v2(db, "row_checksum", -1, FLAGS, NULL, row_checksum, NULL,
                                        NULL, NULL);
  return code != SQLITE_OK ? code
                           : sqlite3_create_function_v2(db, "column_checksums", -1, FLAGS, NULL,
                                                        column_checksums, NULL, NULL, NULL);
}

/* ---- Rows ---- */

/* Of what stands there now: of a number or a text, else of its type alone. */
static uint32_t of_column(sqlite3_stmt *row, int column) {
  int type = sqlite3_column_type(row, column);
  uint32_t sum = add_number(libdeflate_crc32(0, NULL, 0), type);
  if (type == SQLITE_INTEGER) {
    return add_number(sum, sqlite3_column_int64(row, column));
  }
  if (type == SQLITE_TEXT) {
    const void *text = sqlite3_column_blob(row, column);
    return add_text(sum, text, sqlite3_column_bytes(row, column));
  }
  return sum;
}

bool cs_column_fits(sqlite3_stmt *row, int column, int checksums, int place) {
  if (sqlite3_column_type(row, checksums) != SQLITE_BLOB ||
      sqlite3_column_bytes(row, checksums) < (place + 1) * CHECKSUM_BYTES) {
    return false;
  }
  const unsigned char *sums = sqlite3_column_blob(row, checksums);
  uint32_t written = 0;
  for (int j = 0; sums != NULL && j < CHECKSUM_BYTES; j++) {
    written |= (uint32_t)sums[place * CHECKSUM_BYTES + j] << (8 * j);
  }
  return sums != NULL && written == of_column(row, column);
}
