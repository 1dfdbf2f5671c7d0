/* script/take.h: arguments of a script's call, checked one by one.
 *
 * `at` counts arguments from 0; messages count them from 1, or name the field. Everything
 * that is taken lives as long as the call.
 */
#ifndef CS_SCRIPT_TAKE_H
#define CS_SCRIPT_TAKE_H

#include "script/script.h"

/* Argument `at`, or nil where there is none. */
const cs_bridge_value *cs_argument(const cs_bridge_call *call, size_t at);

/* Fails where there are more than `most`; `usage` shows how it is called. */
cs_status cs_take_count(const cs_bridge_call *call, size_t most, const char *usage,
                        cs_error *error);

/* "wilson: argument 2: expected WHAT, found ..."; CS_PLUGIN. */
cs_status cs_expected(const cs_bridge_call *call, size_t at, const char *what, cs_error *error);
/* The same for a value in a field or place that `where` names. */
cs_status cs_expected_in(const cs_bridge_call *call, const char *where,
                         const cs_bridge_value *value, const char *what, cs_error *error);

cs_status cs_take_number(double *number, const cs_bridge_call *call, size_t at, cs_error *error);
/* A whole number of at least 0. */
cs_status cs_take_number_of(uint64_t *count, const cs_bridge_call *call, size_t at,
                            cs_error *error);
/* Valid UTF-8 without NUL. */
cs_status cs_take_text(const char **text, const cs_bridge_call *call, size_t at, cs_error *error);
/* A list of numbers; nil in it is NaN where `gaps`, else refused. */
cs_status cs_take_numbers(double **numbers, size_t *count, const cs_bridge_call *call, size_t at,
                          bool gaps, cs_error *error);

/* Whether the value is text as above. */
bool cs_is_plain_text(const cs_bridge_value *value);
/* A number of either kind; false where it is none. */
bool cs_as_number(double *number, const cs_bridge_value *value);

/* ---- Records of named settings ---- */

typedef enum cs_setting_type {
  CS_SETTING_TEXT,
  CS_SETTING_NUMBER,
  CS_SETTING_WHOLE, /* a whole number */
  CS_SETTING_FLAG,  /* true or false */
  CS_SETTING_SHARE, /* a number from 0 to 1 */
  CS_SETTING_DAY,   /* "2018-12-31" */
} cs_setting_type;

typedef struct cs_setting {
  const char *name;
  cs_setting_type type;
} cs_setting;

/* Argument `at`: a record of settings, or nil, which is none. `values` gets one for each of
 * `count` settings, nil where it is not there. An unknown name fails, with the nearest;
 * `what` is what they are called: "filter". */
cs_status cs_take_settings(cs_bridge_value *values, const cs_bridge_call *call, size_t at,
                           const char *what, const cs_setting *settings, size_t count,
                           cs_error *error);

#endif
