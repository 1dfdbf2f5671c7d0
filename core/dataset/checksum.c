/* The SQL function row_checksum(value, ...): CRC-32 over the values, each with its type and length.
 * Rows whose values could be others without breaking a rule (a confidence, a date) have it in a
 * column of their own, so that verify sees a byte that was changed behind the program's back. It
 * is no protection from whoever makes another checksum too. */
#include "dataset/checksum.h"

#include <libdeflate.h>
#include <stdint.h>

static uint32_t add_number(uint32_t sum, sqlite3_int64 number) {
  unsigned char bytes[8];
  for (int i = 0; i < 8; i++) {
    bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
  }
  return libdeflate_crc32(sum, bytes, sizeof bytes);
}

static uint32_t add_value(uint32_t sum, sqlite3_value *value) {
  const unsigned char *text;
  int type = sqlite3_value_type(value);
  sum = add_number(sum, type);
  switch (type) {
  case SQLITE_NULL:
    return sum;
  case SQLITE_INTEGER:
    return add_number(sum, sqlite3_value_int64(value));
  default: /* there are no others than texts in these rows */
    text = sqlite3_value_text(value);
    sum = add_number(sum, sqlite3_value_bytes(value));
    return text != NULL ? libdeflate_crc32(sum, text, (size_t)sqlite3_value_bytes(value)) : sum;
  }
}

static void row_checksum(sqlite3_context *context, int count, sqlite3_value **values) {
  uint32_t sum = libdeflate_crc32(0, NULL, 0);
  for (int i = 0; i < count; i++) {
    sum = add_value(sum, values[i]);
  }
  sqlite3_result_int64(context, (sqlite3_int64)sum);
}

int cs_add_checksum(sqlite3 *db) {
  return sqlite3_create_function_v2(db, "row_checksum", -1,
                                    SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC, NULL,
                                    row_checksum, NULL, NULL, NULL);
}
