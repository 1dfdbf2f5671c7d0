/* What a script prints: lines, paragraphs, and tables as the program prints its own. With
 * --format csv or json only tables go to stdout, so that it can be read by a program. */
#include "script/take.h"

#include "output/display.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static cs_status cannot_write(const cs_bridge_call *call, cs_error *error) {
  return cs_fail(error, CS_UNREADABLE, "%s: cannot write: %s", call->name, strerror(errno));
}

static FILE *file_of_words(const cs_script *script) {
  return script->options->as == CS_PRINT_TABLE ? script->options->out : script->options->notes;
}

static cs_status put(cs_bridge_call *call, FILE *file, const char *bytes, size_t length,
                     cs_error *error) {
  return fwrite(bytes, 1, length, file) == length ? CS_OK : cannot_write(call, error);
}

/* print(...): the values, separated by tabs, and a line end. Line ends, tabs and the blanks
 * in front of a line stay; what could steer a terminal does not. */
static cs_status print_line(cs_bridge_call *call, cs_error *error) {
  cs_buffer line = {0};
  for (size_t i = 0; i < call->argument_count; i++) {
    if (i > 0) {
      cs_buffer_add_char(&line, '\t');
    }
    cs_plain_add(&line, call->arguments[i].string.bytes, call->arguments[i].string.length);
  }
  cs_buffer_add_char(&line, '\n');
  cs_status status = cs_script_count(call, line.length, error);
  if (status == CS_OK) {
    status = put(call, file_of_words(cs_script_of(call)), line.bytes, line.length, error);
  }
  cs_buffer_free(&line);
  return status;
}

enum { INDENT_MAX = 40 };

/* print_text(text, indent): a paragraph that fits the terminal. */
static cs_status print_text(cs_bridge_call *call, cs_error *error) {
  const char *text;
  uint64_t indent = 0;
  cs_script *script = cs_script_of(call);
  cs_status status = cs_take_count(call, 2, "print_text(text, indent)", error);
  if (status == CS_OK) {
    status = cs_take_text(&text, call, 0, error);
  }
  if (status == CS_OK && cs_argument(call, 1)->type != CS_BRIDGE_NIL) {
    status = cs_take_number_of(&indent, call, 1, error);
  }
  if (status == CS_OK && indent > INDENT_MAX) {
    status = cs_expected(call, 1, "at most 40 blanks", error);
  }
  if (status == CS_OK) {
    status = cs_script_count(call, strlen(text) + indent, error);
  }
  if (status != CS_OK) {
    return status;
  }
  FILE *file = file_of_words(script);
  size_t width = script->options->width != 0 ? script->options->width : 80;
  fprintf(file, "%*s", (int)indent, "");
  cs_print_wrapped(file, text, strlen(text), width - indent, indent);
  return fputc('\n', file) == EOF ? cannot_write(call, error) : CS_OK;
}

static cs_status add_row(void *table, const cs_value *values, cs_error *error) {
  (void)error;
  cs_table_add(table, values);
  return CS_OK;
}

/* print_table(columns, rows) */
static cs_status print_table(cs_bridge_call *call, cs_error *error) {
  cs_script_columns columns;
  const cs_script_options *options = cs_script_of(call)->options;
  cs_status status = cs_take_count(call, 2, "print_table(columns, rows)", error);
  if (status == CS_OK) {
    status = cs_take_columns(&columns, call, 0, error);
  }
  if (status != CS_OK) {
    return status;
  }
  cs_table *table = cs_table_new(columns.items, columns.count);
  status = cs_take_rows(call, 1, &columns, add_row, table, error);
  if (status == CS_OK) {
    status = cs_table_print(options->out, table, options->as,
                            options->width != 0 ? options->width : 80, error);
  }
  cs_table_free(table);
  return status;
}

const cs_bridge_entry cs_script_printing[] = {
    {"print", print_line, CS_BRIDGE_GLOBAL | CS_BRIDGE_SHOWN},
    {"print_text", print_text, 0},
    {"print_table", print_table, 0},
    {NULL, NULL, 0},
};
