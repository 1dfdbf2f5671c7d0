/* script/texts.h: texts of reviews and passages. */
#ifndef CS_SCRIPT_TEXTS_H
#define CS_SCRIPT_TEXTS_H

#include "script/script.h"

/* A slice of a review's text, copied for the call. The review read last is kept. */
cs_status cs_script_slice(cs_bridge_value *out, cs_bridge_call *call, const char *review,
                          int64_t start, int64_t length, cs_error *error);

#endif
