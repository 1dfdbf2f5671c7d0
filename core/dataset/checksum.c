/* Checksums of values, for SQL and for the columns of a row. */
#ifdef CS_LOADABLE
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
#endif

#include "dataset/checksum.h"

#include <endian.h>
#include <libdeflate.h>
#include <string.h>

enum { CHECKSUM_BYTES = 4, MOST_VALUES = 100 };

/* Bytes on their way into a sum, because a call takes longer than a few bytes do. */
typedef struct stream {
  uint32_t sum;
  unsigned length;
  unsigned char bytes[256];
} stream;

static void flush(stream *it) {
  it->sum = libdeflate_crc32(it->sum, it->bytes, it->length);
  it->length = 0;
}

/* The bytes are not zeroed: a sum may be of one number. */
static void start(stream *it) {
  it->sum = libdeflate_crc32(0, NULL, 0);
  it->length = 0;
}

static uint32_t end(stream *it) {
  flush(it);
  return it->sum;
}

static void add_bytes(stream *it, const void *bytes, size_t length) {
  if (length > sizeof it->bytes - it->length) {
    flush(it);
  }
  if (length > sizeof it->bytes) {
    it->sum = libdeflate_crc32(it->sum, bytes, length);
  } else if (length > 0) {
    memcpy(it->bytes + it->length, bytes, length);
    it->length += (unsigned)length;
  }
}

static void add_number(stream *it, sqlite3_int64 number) {
  uint64_t little = htole64((uint64_t)number);
  add_bytes(it, &little, sizeof little);
}

/* Texts are asked for as blobs, which need no copy with a NUL behind it. */
static void add_text(stream *it, const void *text, int length) {
  add_number(it, length);
  if (text != NULL) {
    add_bytes(it, text, (size_t)length);
  }
}

static void add_value(stream *it, sqlite3_value *value) {
  const void *text;
  int type = sqlite3_value_type(value);
  add_number(it, type);
  switch (type) {
  case SQLITE_NULL:
    break;
  case SQLITE_INTEGER:
    add_number(it, sqlite3_value_int64(value));
    break;
  default: /* there are no others than texts in these rows */
    text = sqlite3_value_blob(value);
    add_text(it, text, sqlite3_value_bytes(value));
  }
}

uint32_t cs_checksum(sqlite3_value **values, int count) {
  stream it;
  start(&it);
  for (int i = 0; i < count; i++) {
    add_value(&it, values[i]);
  }
  return end(&it);
}

/* ---- SQL ---- */

static void row_checksum(sqlite3_context *context, int count, sqlite3_value **values) {
  sqlite3_result_int64(context, (sqlite3_int64)cs_checksum(values, count));
}

static void column_checksums(sqlite3_context *context, int count, sqlite3_value **values) {
  unsigned char sums[MOST_VALUES * CHECKSUM_BYTES];
  count = count < MOST_VALUES ? count : MOST_VALUES;
  for (int i = 0; i < count; i++) {
    uint32_t sum = cs_checksum(&values[i], 1);
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
  stream it;
  start(&it);
  int type = sqlite3_column_type(row, column);
  add_number(&it, type);
  if (type == SQLITE_INTEGER) {
    add_number(&it, sqlite3_column_int64(row, column));
  } else if (type == SQLITE_TEXT) {
    const void *text = sqlite3_column_blob(row, column);
    add_text(&it, text, sqlite3_column_bytes(row, column));
  }
  return end(&it);
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
