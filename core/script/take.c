/* Taking arguments: every fault is told with where it is, what was expected and what was
 * found; nothing is converted but whole numbers that were computed (4.0 is 4). */
#include "script/take.h"

#include "base/nearest.h"
#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const cs_bridge_value *cs_argument(const cs_bridge_call *call, size_t at) {
  static const cs_bridge_value nil = {.type = CS_BRIDGE_NIL};
  return at < call->argument_count ? &call->arguments[at] : &nil;
}

cs_status cs_take_count(const cs_bridge_call *call, size_t most, const char *usage,
                        cs_error *error) {
  size_t count = call->argument_count;
  while (count > most && (call->arguments[count - 1].type == CS_BRIDGE_NIL ||
                          call->arguments[count - 1].type == CS_BRIDGE_KEPT)) {
    count--; /* what stands behind the step of an iterator that is passed on */
  }
  if (count <= most) {
    return CS_OK;
  }
  return cs_fail(error, CS_PLUGIN, "%s: expected at most %zu argument%s, found %zu: %s", call->name,
                 most, most == 1 ? "" : "s", count, usage);
}

/* ---- Messages ---- */

enum { SHOWN_BYTES = 40 };

static void show(char *out, size_t size, const cs_bridge_value *value) {
  switch (value->type) {
  case CS_BRIDGE_STRING:
    snprintf(out, size, "\"%.*s%s\"", SHOWN_BYTES, value->string.bytes,
             value->string.length > SHOWN_BYTES ? "..." : "");
    break;
  case CS_BRIDGE_INTEGER:
    snprintf(out, size, "%lld", (long long)value->integer);
    break;
  case CS_BRIDGE_NUMBER:
    snprintf(out, size, "%.14g", value->number);
    break;
  case CS_BRIDGE_BOOLEAN:
    snprintf(out, size, "%s", value->boolean ? "true" : "false");
    break;
  default:
    snprintf(out, size, "%s", cs_bridge_type_name(value->type));
  }
}

cs_status cs_expected_in(const cs_bridge_call *call, const char *where,
                         const cs_bridge_value *value, const char *what, cs_error *error) {
  char found[SHOWN_BYTES + 16];
  show(found, sizeof found, value);
  return cs_fail(error, CS_PLUGIN, "%s: %s: expected %s, found %s", call->name, where, what, found);
}

cs_status cs_expected(const cs_bridge_call *call, size_t at, const char *what, cs_error *error) {
  char where[32];
  snprintf(where, sizeof where, "argument %zu", at + 1);
  return cs_expected_in(call, where, cs_argument(call, at), what, error);
}

/* ---- Single values ---- */

bool cs_as_number(double *number, const cs_bridge_value *value) {
  if (value->type == CS_BRIDGE_INTEGER) {
    *number = (double)value->integer;
    return true;
  }
  *number = value->type == CS_BRIDGE_NUMBER ? value->number : NAN;
  return value->type == CS_BRIDGE_NUMBER;
}

static bool as_whole(int64_t *whole, const cs_bridge_value *value) {
  if (value->type == CS_BRIDGE_INTEGER) {
    *whole = value->integer;
    return true;
  }
  if (value->type != CS_BRIDGE_NUMBER || value->number != floor(value->number) ||
      fabs(value->number) > 9007199254740992.0) {
    return false;
  }
  *whole = (int64_t)value->number;
  return true;
}

bool cs_is_plain_text(const cs_bridge_value *value) {
  return value->type == CS_BRIDGE_STRING && cs_is_text(value->string.bytes, value->string.length);
}

cs_status cs_take_number(double *number, const cs_bridge_call *call, size_t at, cs_error *error) {
  return cs_as_number(number, cs_argument(call, at)) ? CS_OK
                                                     : cs_expected(call, at, "a number", error);
}

cs_status cs_take_number_of(uint64_t *count, const cs_bridge_call *call, size_t at,
                            cs_error *error) {
  int64_t whole;
  if (!as_whole(&whole, cs_argument(call, at)) || whole < 0) {
    return cs_expected(call, at, "a whole number from 0 on", error);
  }
  *count = (uint64_t)whole;
  return CS_OK;
}

cs_status cs_take_text(const char **text, const cs_bridge_call *call, size_t at, cs_error *error) {
  const cs_bridge_value *value = cs_argument(call, at);
  if (!cs_is_plain_text(value)) {
    return cs_expected(call, at, "a text in UTF-8", error);
  }
  *text = value->string.bytes;
  return CS_OK;
}

cs_status cs_take_numbers(double **numbers, size_t *count, const cs_bridge_call *call, size_t at,
                          bool gaps, cs_error *error) {
  const cs_bridge_value *list = cs_argument(call, at);
  if (list->type != CS_BRIDGE_LIST) {
    return cs_expected(call, at, "a list of numbers", error);
  }
  *count = list->list.count;
  *numbers = cs_arena_allocate(call->arena, *count + 1, sizeof **numbers);
  for (size_t i = 0; i < *count; i++) {
    const cs_bridge_value *item = &list->list.items[i];
    bool missing = gaps && item->type == CS_BRIDGE_NIL;
    if (!cs_as_number(&(*numbers)[i], item) && !missing) {
      char where[64];
      snprintf(where, sizeof where, "argument %zu, item %zu", at + 1, i + 1);
      return cs_expected_in(call, where, item, "a number", error);
    }
  }
  return CS_OK;
}

/* ---- Settings ---- */

static bool is_day(const char *text) {
  static const char form[] = "dddd-dd-dd";
  for (size_t i = 0; i < sizeof form; i++) {
    bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == 'd' ? !digit : text[i] != form[i]) {
      return false;
    }
  }
  return true;
}

static const char *const expected_of[] = {
    [CS_SETTING_TEXT] = "a text in UTF-8",       [CS_SETTING_NUMBER] = "a number",
    [CS_SETTING_WHOLE] = "a whole number",       [CS_SETTING_FLAG] = "true or false",
    [CS_SETTING_SHARE] = "a number from 0 to 1", [CS_SETTING_DAY] = "a day as \"2018-12-31\"",
};

/* Whether the value is of the type; whole numbers become integers. */
static bool fits(cs_bridge_value *value, cs_setting_type type) {
  double number;
  int64_t whole;
  switch (type) {
  case CS_SETTING_TEXT:
    return cs_is_plain_text(value);
  case CS_SETTING_NUMBER:
    return cs_as_number(&number, value);
  case CS_SETTING_WHOLE:
    if (!as_whole(&whole, value)) {
      return false;
    }
    *value = cs_bridge_integer(whole);
    return true;
  case CS_SETTING_FLAG:
    return value->type == CS_BRIDGE_BOOLEAN;
  case CS_SETTING_SHARE:
    return cs_as_number(&number, value) && number >= 0 && number <= 1;
  case CS_SETTING_DAY:
    return cs_is_plain_text(value) && is_day(value->string.bytes);
  }
  return false;
}

static cs_status unknown_setting(const cs_bridge_call *call, const char *what, const char *name,
                                 const cs_setting *settings, size_t count, cs_error *error) {
  const char **names = cs_arena_allocate(call->arena, count + 1, sizeof *names);
  cs_buffer list = {0};
  for (size_t i = 0; i < count; i++) {
    names[i] = settings[i].name;
    cs_buffer_add_format(&list, "%s%s", i == 0 ? "" : ", ", names[i]);
  }
  const char *nearest = cs_nearest(name, names, count);
  if (nearest != NULL) {
    cs_fail(error, CS_PLUGIN, "%s: unknown %s '%.40s'; did you mean '%s'?", call->name, what, name,
            nearest);
  } else {
    cs_fail(error, CS_PLUGIN, "%s: unknown %s '%.40s'; there are: %s", call->name, what, name,
            count > 0 ? list.bytes : "none");
  }
  cs_buffer_free(&list);
  return CS_PLUGIN;
}

static cs_status take_setting(cs_bridge_value *values, const cs_bridge_call *call, const char *what,
                              const cs_bridge_field *field, const cs_setting *settings,
                              size_t count, cs_error *error) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(settings[i].name, field->name) == 0) {
      values[i] = field->value;
      if (!fits(&values[i], settings[i].type)) {
        char where[64];
        snprintf(where, sizeof where, "%s '%s'", what, field->name);
        return cs_expected_in(call, where, &field->value, expected_of[settings[i].type], error);
      }
      return CS_OK;
    }
  }
  return unknown_setting(call, what, field->name, settings, count, error);
}

cs_status cs_take_settings(cs_bridge_value *values, const cs_bridge_call *call, size_t at,
                           const char *what, const cs_setting *settings, size_t count,
                           cs_error *error) {
  const cs_bridge_value *record = cs_argument(call, at);
  bool empty =
      record->type == CS_BRIDGE_NIL || (record->type == CS_BRIDGE_LIST && record->list.count == 0);
  memset(values, 0, count * sizeof *values);
  if (empty) {
    return CS_OK;
  }
  if (record->type != CS_BRIDGE_RECORD) {
    char expected[64];
    snprintf(expected, sizeof expected, "a record of %ss, as in { %s = ... }", what,
             count > 0 ? settings[0].name : "");
    return cs_expected(call, at, expected, error);
  }
  cs_status status = CS_OK;
  for (size_t i = 0; i < record->record.count && status == CS_OK; i++) {
    status = take_setting(values, call, what, &record->record.fields[i], settings, count, error);
  }
  return status;
}
