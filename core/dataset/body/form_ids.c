/* The ids of terms and forms of a run; both come in with their first piece of evidence. */
#include "dataset/body/body.h"
#include "dataset/internal.h"

#include <stdlib.h>

/* ---- Terms ---- */

static cs_status find_term(int64_t *id, cs_dataset *dataset, uint32_t term, cs_error *error) {
  cs_run_state *run = &dataset->run;
  cs_status status = CS_OK;
  if (run->terms[term] == 0) {
    const cs_value pattern = cs_string(run->patterns[term]);
    status = cs_sql_integer(&run->terms[term], 0, dataset, CS_FIND_TERM, &pattern, 1, error);
    if (status == CS_OK && run->terms[term] == 0) {
      status = cs_sql_run(dataset, CS_ADD_TERM, &pattern, 1, error);
      run->terms[term] = sqlite3_last_insert_rowid(dataset->db);
    }
  }
  *id = run->terms[term];
  return status;
}

/* ---- Forms ---- */

void cs_forget_forms(cs_dataset *dataset) {
  free(dataset->forms.items);
  dataset->forms = (cs_known_forms){0};
}

static inline size_t hash_of(uint32_t term, uint32_t role, uint32_t length) {
  return (size_t)((((uint64_t)term << 32 ^ length) * 8 + role) * 0x9E3779B97F4A7C15U >> 32);
}

void cs_form_expect(const cs_dataset *dataset, uint32_t term, uint32_t role, uint32_t length) {
  const cs_known_forms *forms = &dataset->forms;
  if (forms->capacity != 0) {
    __builtin_prefetch(&forms->items[hash_of(term, role, length) & (forms->capacity - 1)]);
  }
}

/* The place of a form: where it is, or where it would be. */
static struct cs_known_form *place_of(const cs_known_forms *forms, uint32_t term, uint32_t role,
                                      uint32_t length) {
  for (size_t at = hash_of(term, role, length);; at++) {
    struct cs_known_form *place = &forms->items[at & (forms->capacity - 1)];
    if (place->id == 0 || (place->term == term && place->role == role && place->length == length)) {
      return place;
    }
  }
}

static void grow(cs_known_forms *forms) {
  cs_known_forms larger = {.count = forms->count,
                           .capacity = forms->capacity == 0 ? 4096 : 2 * forms->capacity};
  larger.items = cs_allocate(larger.capacity, sizeof *larger.items);
  for (size_t i = 0; i < forms->capacity; i++) {
    const struct cs_known_form *each = &forms->items[i];
    if (each->id != 0) {
      *place_of(&larger, each->term, each->role, each->length) = *each;
    }
  }
  free(forms->items);
  *forms = larger;
}

/* The id of a form that is not known yet; a form comes in with its first piece of evidence. */
static cs_status find_form(int64_t *id, cs_dataset *dataset, const cs_evidence *evidence,
                           cs_error *error) {
  int64_t term = 0;
  cs_status status = find_term(&term, dataset, evidence->term, error);
  const cs_value values[] = {cs_integer(term), cs_integer(evidence->role),
                             cs_integer(evidence->length)};
  if (status == CS_OK) {
    status = cs_sql_integer(id, 0, dataset, CS_FIND_FORM, values, 3, error);
  }
  if (status == CS_OK && *id == 0) {
    status = cs_sql_run(dataset, CS_ADD_FORM, values, 3, error);
    *id = sqlite3_last_insert_rowid(dataset->db);
  }
  return status;
}

cs_status cs_form_id(uint32_t *form, cs_dataset *dataset, const cs_evidence *evidence,
                     cs_error *error) {
  cs_known_forms *forms = &dataset->forms;
  if (2 * forms->count >= forms->capacity) {
    grow(forms);
  }
  struct cs_known_form *place =
      place_of(forms, evidence->term, (uint32_t)evidence->role, evidence->length);
  cs_status status = CS_OK;
  if (place->id == 0) {
    int64_t id = 0;
    status = find_form(&id, dataset, evidence, error);
    if (status == CS_OK && (id < 1 || id > CS_BODY_MOST)) {
      status = cs_fail(error, CS_LIMIT, "%s: it has more forms of terms than a dataset may hold",
                       dataset->path);
    }
    if (status == CS_OK) {
      *place = (struct cs_known_form){evidence->term, (uint32_t)evidence->role, evidence->length,
                                      (uint32_t)id};
      forms->count++;
    }
  }
  *form = place->id;
  return status;
}

/* ---- Forms that are stored ---- */

void cs_forget_stored_forms(cs_dataset *dataset) {
  cs_forms_free(&dataset->stored.forms);
  cs_arena_free(dataset->stored.arena);
  dataset->stored = (cs_stored_forms){0};
}

static cs_status keep_pattern(cs_dataset *dataset, sqlite3_stmt *row, cs_error *error) {
  cs_stored_forms *stored = &dataset->stored;
  int64_t id = sqlite3_column_int64(row, 0);
  const char *pattern = (const char *)sqlite3_column_text(row, 1);
  if (id < 1 || id > CS_BODY_MOST || pattern == NULL) {
    return cs_fail(error, CS_MALFORMED,
                   "%s: a term of it is damaged: 'conspectus verify' tells "
                   "more",
                   dataset->path);
  }
  if ((size_t)id >= stored->pattern_count) {
    size_t count = 2 * (size_t)id + 1024;
    const char **patterns = cs_arena_allocate(stored->arena, count, sizeof *patterns);
    for (size_t i = 0; i < stored->pattern_count; i++) {
      patterns[i] = stored->patterns[i];
    }
    stored->patterns = patterns;
    stored->pattern_count = count;
  }
  stored->patterns[id] = cs_arena_string(stored->arena, pattern);
  return CS_OK;
}

static cs_status read_patterns(cs_dataset *dataset, cs_error *error) {
  sqlite3_stmt *row;
  bool more = true;
  if (dataset->stored.arena == NULL) {
    dataset->stored.arena = cs_arena_new();
  }
  cs_status status = cs_sql_start(&row, dataset, CS_EACH_TERM, NULL, 0, error);
  while (status == CS_OK && more) {
    status = cs_sql_next(&more, dataset, row, error);
    if (status == CS_OK && more && (status = keep_pattern(dataset, row, error)) != CS_OK) {
      sqlite3_reset(row);
    }
  }
  return status;
}

static const char *pattern_of(const cs_stored_forms *stored, uint32_t term) {
  return term < stored->pattern_count ? stored->patterns[term] : NULL;
}

cs_status cs_form_of(cs_form *form, const char **pattern, cs_dataset *dataset, uint32_t id,
                     cs_error *error) {
  cs_stored_forms *stored = &dataset->stored;
  int code;
  const cs_form *found = cs_form_find(&code, &stored->forms, dataset->db, id);
  cs_status status = CS_OK;
  if (found != NULL && pattern_of(stored, found->term) == NULL) {
    status = read_patterns(dataset, error);
  }
  if (status != CS_OK) {
    return status;
  }
  *pattern = found != NULL ? pattern_of(stored, found->term) : NULL;
  if (*pattern == NULL || found->role >= CS_ROLE_COUNT) {
    return cs_fail(error, code == SQLITE_NOMEM ? CS_LIMIT : CS_MALFORMED,
                   "%s: a hit is of a form or term that is not there: 'conspectus verify' tells "
                   "more",
                   dataset->path);
  }
  *form = *found;
  return CS_OK;
}
