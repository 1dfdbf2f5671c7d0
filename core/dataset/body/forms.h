/* dataset/body/forms.h: the rows of the table form by their ids; they never change. */
#ifndef CS_DATASET_BODY_FORMS_H
#define CS_DATASET_BODY_FORMS_H

#include <sqlite3.h>
#include <stdint.h>

typedef struct cs_form {
  uint32_t term; /* 0: there is no such form */
  uint32_t role, length;
} cs_form;

/* A zeroed struct is empty. */
typedef struct cs_forms {
  cs_form *items;
  uint32_t count;
} cs_forms;

/* The form of an id, or NULL. What came since is read first, so that a pointer stands until the
 * next call. `*code` is SQLite's, and SQLITE_CORRUPT where there is none, or a row is damaged. */
const cs_form *cs_form_find(int *code, cs_forms *forms, sqlite3 *db, uint32_t id);
void cs_forms_free(cs_forms *forms);

#endif
