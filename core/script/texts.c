/* Texts, sentences, words, and questions in SQL. */
#include "script/texts.h"

#include "base/words.h"
#include "match/sentences.h"
#include "script/take.h"

#include <stdlib.h>
#include <string.h>

/* ---- Texts ---- */

/* Makes the text of a review the one at hand. */
static cs_status read_text(cs_script *script, const char *review, cs_error *error) {
  if (script->text_review != NULL && strcmp(script->text_review, review) == 0) {
    return CS_OK;
  }
  char *text;
  size_t length;
  cs_status status = cs_dataset_text(&text, &length, script->dataset, review, error);
  if (status != CS_OK) {
    return status;
  }
  free(script->text);
  free(script->text_review);
  script->text = text;
  script->text_length = length;
  script->text_review = cs_copy_string(review);
  return CS_OK;
}

cs_status cs_script_slice(cs_bridge_value *out, cs_bridge_call *call, const char *review,
                          int64_t start, int64_t length, cs_error *error) {
  cs_script *script = cs_script_of(call);
  cs_status status = read_text(script, review, error);
  if (status != CS_OK) {
    return status;
  }
  int64_t size = (int64_t)script->text_length;
  if (start < 0 || length < 0 || start > size || length > size - start) {
    return cs_fail(error, CS_MALFORMED,
                   "%s: a passage of '%s' lies outside of its text: "
                   "'conspectus verify' tells more",
                   call->name, review);
  }
  *out = (cs_bridge_value){.type = CS_BRIDGE_STRING};
  out->string.bytes = cs_arena_bytes(call->arena, script->text + start, (size_t)length);
  out->string.length = (size_t)length;
  return CS_OK;
}

typedef struct place {
  bool found;
  int64_t start;
  int64_t length;
} place;

static cs_status read_place(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  place *at = context;
  *at = (place){true, values[0].integer, values[1].integer};
  return CS_OK;
}

static cs_status passage_text(cs_bridge_call *call, const char *key, const char *colon,
                              cs_error *error) {
  place at = {0};
  const char *review = cs_arena_bytes(call->arena, key, (size_t)(colon - key));
  const cs_value parameters[] = {cs_string(review), cs_string(key)};
  cs_query_reader reader = {.row = read_place, .context = &at, .types = "ii"};
  cs_status status =
      cs_dataset_query(cs_script_of(call)->dataset,
                       "SELECT p.start, p.length FROM passage p JOIN review r ON r.id = p.review_id"
                       " WHERE r.key = ?1 AND p.key = ?2",
                       parameters, 2, &reader, error);
  if (status == CS_OK && !at.found) {
    return cs_fail(error, CS_PLUGIN, "%s: the dataset has no passage '%s'", call->name, key);
  }
  call->result_count = 1;
  return status == CS_OK
             ? cs_script_slice(&call->results[0], call, review, at.start, at.length, error)
             : status;
}

/* data:text(key): of a passage, or of a review as a whole. */
static cs_status give_text(cs_bridge_call *call, cs_error *error) {
  const char *key;
  cs_script *script = cs_script_of(call);
  cs_status status = cs_take_count(call, 1, "data:text(key)", error);
  if (status == CS_OK) {
    status = cs_take_text(&key, call, 0, error);
  }
  if (status != CS_OK) {
    return status;
  }
  const char *colon = strchr(key, ':');
  if (colon != NULL) {
    return passage_text(call, key, colon, error);
  }
  cs_error why;
  status = read_text(script, key, &why);
  if (status == CS_NOT_FOUND) {
    return cs_fail(error, CS_PLUGIN, "%s: the dataset has no review '%s'", call->name, key);
  }
  call->result_count = 1;
  return status == CS_OK
             ? cs_script_slice(&call->results[0], call, key, 0, (int64_t)script->text_length, error)
             : cs_fail(error, status, "%s", why.message);
}

/* ---- Sentences and words ---- */

static void add_sentence(cs_bridge_call *call, cs_bridge_value *out, const char *text,
                         const cs_sentence *sentence) {
  cs_bridge_field *fields = cs_arena_allocate(call->arena, 3, sizeof *fields);
  const char *copy = cs_arena_bytes(call->arena, text + sentence->start, sentence->length);
  fields[0] = (cs_bridge_field){"text", cs_bridge_string(copy)};
  fields[1] = (cs_bridge_field){"start", cs_bridge_integer((int64_t)sentence->start + 1)};
  fields[2] = (cs_bridge_field){
      "stop", cs_bridge_integer((int64_t)sentence->start + (int64_t)sentence->length)};
  *out = (cs_bridge_value){.type = CS_BRIDGE_RECORD, .record = {fields, 3}};
}

/* sentences(text) */
static cs_status give_sentences(cs_bridge_call *call, cs_error *error) {
  const char *text;
  cs_status status = cs_take_count(call, 1, "sentences(text)", error);
  if (status == CS_OK) {
    status = cs_take_text(&text, call, 0, error);
  }
  if (status != CS_OK) {
    return status;
  }
  size_t length = strlen(text);
  char *padded = cs_arena_allocate(call->arena, length + CS_TEXT_PADDING, 1);
  memcpy(padded, text, length);
  cs_tokens tokens = {0};
  cs_sentences found = {0};
  cs_tokens_read(&tokens, padded, length);
  cs_sentences_read(&found, &tokens, padded, length);
  cs_bridge_value *items = cs_arena_allocate(call->arena, found.count + 1, sizeof *items);
  for (size_t i = 0; i < found.count; i++) {
    add_sentence(call, &items[i], padded, &found.items[i]);
  }
  call->results[0] = (cs_bridge_value){.type = CS_BRIDGE_LIST, .list = {items, found.count}};
  call->result_count = 1;
  cs_tokens_free(&tokens);
  cs_sentences_free(&found);
  return CS_OK;
}

/* words(text): as terms are compared, in lower case and without possessives. */
static cs_status give_words(cs_bridge_call *call, cs_error *error) {
  const char *text;
  cs_status status = cs_take_count(call, 1, "words(text)", error);
  if (status == CS_OK) {
    status = cs_take_text(&text, call, 0, error);
  }
  if (status != CS_OK) {
    return status;
  }
  size_t length = strlen(text), count = 0;
  size_t most = cs_count_words(text, length);
  cs_bridge_value *items = cs_arena_allocate(call->arena, most + 1, sizeof *items);
  cs_word word;
  for (size_t from = 0; count < most && cs_next_word(text, length, from, &word); count++) {
    char folded[CS_WORD_SIZE];
    size_t size = cs_fold_word(text + word.start, word.length, folded);
    items[count] = cs_bridge_string(cs_arena_bytes(call->arena, folded, size));
    from = word.start + word.length;
  }
  call->results[0] = (cs_bridge_value){.type = CS_BRIDGE_LIST, .list = {items, count}};
  call->result_count = 1;
  return CS_OK;
}

/* ---- SQL ---- */

static cs_status next_row(cs_bridge_call *call, void *state, cs_error *error) {
  cs_rows *rows = state;
  const char *const *names;
  const cs_value *values;
  size_t count = cs_rows_columns(rows, &names);
  cs_status status = cs_rows_next(&values, rows, error);
  if (status == CS_OK && values != NULL) {
    call->results[0] = cs_script_record(call->arena, names, values, count);
    call->result_count = 1;
  }
  return status;
}

static void end_rows(void *state) {
  cs_rows_close(state);
}

/* Two columns of one name would be one field. */
static cs_status check_names(const cs_bridge_call *call, const cs_rows *rows, cs_error *error) {
  const char *const *names;
  size_t count = cs_rows_columns(rows, &names);
  for (size_t i = 0; i < count; i++) {
    for (size_t j = 0; j < i; j++) {
      if (strcmp(names[i], names[j]) == 0) {
        return cs_fail(error, CS_PLUGIN,
                       "%s: two columns are named '%s': give one of them a name with AS",
                       call->name, names[i]);
      }
    }
  }
  return CS_OK;
}

static cs_status take_parameter(cs_value *out, const cs_bridge_call *call, size_t at,
                                cs_error *error) {
  const cs_bridge_value *value = cs_argument(call, at);
  switch (value->type) {
  case CS_BRIDGE_NIL:
    *out = cs_missing();
    return CS_OK;
  case CS_BRIDGE_BOOLEAN:
    *out = cs_integer(value->boolean);
    return CS_OK;
  case CS_BRIDGE_INTEGER:
    *out = cs_integer(value->integer);
    return CS_OK;
  case CS_BRIDGE_NUMBER:
    *out = cs_real(value->number);
    return CS_OK;
  default:
    break;
  }
  if (!cs_is_plain_text(value)) {
    return cs_expected(call, at, "a text in UTF-8, a number, true, false or nil", error);
  }
  *out = cs_string(value->string.bytes);
  return CS_OK;
}

/* data:sql(statement, parameter, ...) */
static cs_status begin_sql(cs_bridge_call *call, cs_error *error) {
  const char *sql;
  cs_status status = cs_take_text(&sql, call, 0, error);
  size_t count = call->argument_count > 0 ? call->argument_count - 1 : 0;
  cs_value *parameters = cs_arena_allocate(call->arena, count + 1, sizeof *parameters);
  for (size_t i = 0; i < count && status == CS_OK; i++) {
    status = take_parameter(&parameters[i], call, i + 1, error);
  }
  if (status != CS_OK) {
    return status;
  }
  cs_error why;
  cs_rows *rows;
  status = cs_rows_open(&rows, cs_script_of(call)->dataset, sql, parameters, count, &why);
  if (status != CS_OK) {
    return cs_fail(error, status == CS_USAGE ? CS_PLUGIN : status, "%s: %s", call->name,
                   why.message);
  }
  status = check_names(call, rows, error);
  if (status != CS_OK) {
    cs_rows_close(rows);
    return status;
  }
  call->iterator = (cs_bridge_iterator){next_row, end_rows, rows};
  return CS_OK;
}

const cs_bridge_entry cs_script_texts[] = {
    {"data:sql", begin_sql, CS_BRIDGE_ITERATES},
    {"data:text", give_text, 0},
    {"sentences", give_sentences, 0},
    {"words", give_words, 0},
    {NULL, NULL, 0},
};
