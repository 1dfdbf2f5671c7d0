/* Keys: a review alone with its base has the base as its key; of several, each
 * has '-' and the first 8 hex digits of its digest behind it, or all 64 where
 * two begin alike. So the keys depend on what is stored and never on its order.
 *
 * A base ends in a year or "undated" and so never looks like a longer key. */
#include "dataset/store/store.h"

#include <stdio.h>
#include <string.h>

enum { SHORT_DIGITS = 8, LONG_DIGITS = 64 };

/* The base is a file's name too: whatever is neither a letter, a digit nor beyond ASCII is '-'. */
void cs_make_base(char base[CS_BASE_SIZE], const cs_review *review) {
  cs_review_key(review, base, CS_BASE_SIZE);
  for (char *at = base; *at != '\0'; at++) {
    unsigned char byte = (unsigned char)*at;
    bool kept = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80;
    *at = kept ? *at : '-';
  }
}

typedef struct sibling {
  int64_t id;
  char sha256[65];
  char key[CS_KEY_SIZE];
} sibling;

static void copy_column(char *to, size_t size, sqlite3_stmt *statement, int column) {
  const unsigned char *text = sqlite3_column_text(statement, column);
  snprintf(to, size, "%s", text != NULL ? (const char *)text : "");
}

/* Up to two reviews of the base; of those, with `prefix`, whose keys begin with it. */
static cs_status find_siblings(sibling found[2], size_t *count, cs_dataset *dataset,
                               const char *base, const char *prefix, cs_error *error) {
  const cs_value values[] = {cs_string(base), cs_string(prefix)};
  cs_statement which = prefix != NULL ? CS_REVIEWS_OF_PREFIX : CS_REVIEWS_OF_BASE;
  sqlite3_stmt *statement;
  cs_status status =
      cs_sql_start(&statement, dataset, which, values, prefix != NULL ? 2 : 1, error);
  bool row = true;
  *count = 0;
  while (status == CS_OK && row) {
    status = cs_sql_next(&row, dataset, statement, error);
    if (status == CS_OK && row && *count < 2) {
      sibling *each = &found[(*count)++];
      each->id = sqlite3_column_int64(statement, 0);
      copy_column(each->sha256, sizeof each->sha256, statement, 1);
      copy_column(each->key, sizeof each->key, statement, 2);
    }
  }
  return status;
}

static void make_key(char key[CS_KEY_SIZE], const char *base, const char *sha256, int digits) {
  snprintf(key, CS_KEY_SIZE, "%s-%.*s", base, digits, sha256);
}

static cs_status change_key(cs_dataset *dataset, const sibling *review, const char *key,
                            cs_error *error) {
  if (strcmp(review->key, key) == 0) {
    return CS_OK;
  }
  const cs_value set[] = {cs_integer(review->id), cs_string(key)};
  const cs_value rename[] = {cs_string(review->key), cs_string(key)};
  cs_status status = cs_sql_run(dataset, CS_SET_KEY, set, 2, error);
  return status == CS_OK ? cs_sql_run(dataset, CS_RENAME_TEXT, rename, 2, error) : status;
}

cs_status cs_assign_key(char key[CS_KEY_SIZE], cs_dataset *dataset, const char *base,
                        const char *sha256, cs_error *error) {
  sibling found[2];
  size_t count;
  cs_status status = find_siblings(found, &count, dataset, base, NULL, error);
  if (status != CS_OK || count == 0) {
    snprintf(key, CS_KEY_SIZE, "%s", base);
    return status;
  }
  char changed[CS_KEY_SIZE];
  if (count == 1) {
    make_key(changed, base, found[0].sha256, SHORT_DIGITS);
    status = change_key(dataset, &found[0], changed, error);
  }
  make_key(key, base, sha256, SHORT_DIGITS);
  if (status == CS_OK) {
    status = find_siblings(found, &count, dataset, base, key, error);
  }
  if (status != CS_OK || count == 0) {
    return status;
  }
  make_key(key, base, sha256, LONG_DIGITS);
  make_key(changed, base, found[0].sha256, LONG_DIGITS);
  return count == 1 ? change_key(dataset, &found[0], changed, error) : CS_OK;
}

cs_status cs_shorten_keys(cs_dataset *dataset, const char *base, const char *sha256,
                          cs_error *error) {
  sibling found[2];
  size_t count;
  char key[CS_KEY_SIZE];
  cs_status status = find_siblings(found, &count, dataset, base, NULL, error);
  if (status != CS_OK || count == 0) {
    return status;
  }
  if (count == 1) {
    return change_key(dataset, &found[0], base, error);
  }
  make_key(key, base, sha256, SHORT_DIGITS);
  status = find_siblings(found, &count, dataset, base, key, error);
  return status == CS_OK && count == 1 ? change_key(dataset, &found[0], key, error) : status;
}
