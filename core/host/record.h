/* host/record.h: tables of a plugin read into C structs, field by field.
 *
 * What a record may hold is a table of forms. Every fault is told with its path
 * ("classes[2].terms[5]"), what was expected and what was found; nothing is
 * converted, nothing is filled in. Everything here may raise (out of memory) and
 * runs inside cs_sandbox_call; what is made belongs to the plugin's arena.
 */
#ifndef CS_HOST_RECORD_H
#define CS_HOST_RECORD_H

#include "host/plugin.h"

typedef struct cs_reader {
  lua_State *L;
  cs_plugin *plugin;
  cs_problems *problems;
  cs_error *first; /* the first fault; may be NULL */
  unsigned faults;
  char path[160]; /* of the value on top of the stack, for messages */
} cs_reader;

typedef struct cs_field_form {
  const char *name;
  bool required;
  void (*read)(cs_reader *reader, void *into); /* the value is on top of the stack */
  size_t offset;                               /* of what is read, in the record */
} cs_field_form;

/* Tells a fault of the value at reader->path. */
void cs_reader_complain(cs_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same as 'expected ..., found ...' of the value on top. */
void cs_reader_expected(cs_reader *reader, const char *expected);

/* Reads the table on top into `record`: unknown and missing fields are faults. */
void cs_read_fields(cs_reader *reader, const cs_field_form *forms, size_t count, void *record);

/* Goes through the list on top: `each` is called with every item on top and its
 * place from 0. Returns the number of items; with a fault, 0. `begin` (may be
 * NULL) is called with the number before the first. */
typedef void cs_item_reader(cs_reader *reader, size_t place, void *into);
size_t cs_read_list(cs_reader *reader, const char *expected, size_t most,
                    void (*begin)(cs_reader *reader, size_t count, void *into),
                    cs_item_reader *each, void *into);

/* Enters and leaves a part of a path: "[3]" or ".name". */
size_t cs_reader_enter(cs_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void cs_reader_leave(cs_reader *reader, size_t mark);

/* Readers of single values; `into` is what the name says. */
void cs_read_string(cs_reader *reader, void *into);   /* const char *: not empty */
void cs_read_id(cs_reader *reader, void *into);       /* const char *: the id of the plugin */
void cs_read_bool(cs_reader *reader, void *into);     /* bool */
void cs_read_patterns(cs_reader *reader, void *into); /* cs_patterns */
void cs_read_function(cs_reader *reader, void *into); /* bool; kept as the plugin's function */

/* The place of the text on top among `count` names, or -1 with a fault that lists them. */
int cs_read_word(cs_reader *reader, const char *const names[], size_t count);

/* The readers of the kinds: the record's table is on top, `into` the plugin. */
void cs_read_family(cs_reader *reader);
void cs_read_lexicon(cs_reader *reader);
void cs_read_theme(cs_reader *reader);
void cs_read_score(cs_reader *reader);

/* Classes of cues: the value on top is a lexicon's `classes`; `into` a cs_lexicon. */
void cs_read_classes(cs_reader *reader, void *into);
/* The cues of a theme: a table of lists of terms by what they say. */
void cs_read_cues(cs_reader *reader, void *into);

#endif
