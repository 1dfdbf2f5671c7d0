/* Forms are read all at once: a review has hundreds of them. */
#include "dataset/body/forms.h"

#include "dataset/body/body.h"

#include <stdlib.h>
#include <string.h>

static int add_form(cs_forms *forms, sqlite3_stmt *row) {
  sqlite3_int64 id = sqlite3_column_int64(row, 0), term = sqlite3_column_int64(row, 1);
  sqlite3_int64 role = sqlite3_column_int64(row, 2), length = sqlite3_column_int64(row, 3);
  if (id < 1 || id > CS_BODY_MOST || term < 1 || term > UINT32_MAX || role < 0 ||
      role > UINT32_MAX || length < 0 || length > UINT32_MAX) {
    return SQLITE_CORRUPT;
  }
  if (id >= forms->count) {
    uint32_t count = (uint32_t)id < 1024 ? 2048 : 2 * (uint32_t)id;
    cs_form *items = realloc(forms->items, count * sizeof *items);
    if (items == NULL) {
      return SQLITE_NOMEM;
    }
    memset(items + forms->count, 0, (count - forms->count) * sizeof *items);
    *forms = (cs_forms){items, count};
  }
  forms->items[id] = (cs_form){(uint32_t)term, (uint32_t)role, (uint32_t)length};
  return SQLITE_OK;
}

static int read_forms(cs_forms *forms, sqlite3 *db) {
  sqlite3_stmt *row = NULL;
  int code =
      sqlite3_prepare_v2(db, "SELECT id, term_id, role, length FROM main.form", -1, &row, NULL);
  while (code == SQLITE_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    code = add_form(forms, row);
  }
  sqlite3_finalize(row);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

static const cs_form *look_up(const cs_forms *forms, uint32_t id) {
  return id < forms->count && forms->items[id].term != 0 ? &forms->items[id] : NULL;
}

const cs_form *cs_form_find(int *code, cs_forms *forms, sqlite3 *db, uint32_t id) {
  const cs_form *found = look_up(forms, id);
  *code = SQLITE_OK;
  if (found == NULL && (*code = read_forms(forms, db)) == SQLITE_OK) {
    found = look_up(forms, id);
    *code = found != NULL ? SQLITE_OK : SQLITE_CORRUPT;
  }
  return found;
}

void cs_forms_free(cs_forms *forms) {
  free(forms->items);
  *forms = (cs_forms){0};
}
