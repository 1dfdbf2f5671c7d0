/* Arguments of a script: it declares its options, the command line is read by them, and
 * --help prints them behind the comment at the head of the file. */
#include "script/take.h"

#include "base/nearest.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef enum option_type { OPTION_STRING, OPTION_INTEGER, OPTION_NUMBER, OPTION_FLAG } option_type;

static const char *const type_names[] = {"string", "integer", "number", "flag"};
enum { OPTION_TYPES = 4, OPTIONS_MAX = 32, NAME_BYTES = 24 };

struct cs_script_option {
  const char *name;
  option_type type;
  const char *help; /* or NULL */
  bool required;
  cs_bridge_value value; /* the default, then what is given */
};

/* The program's own, which a script cannot have. */
static const char *const taken[] = {"output", "trust", "format", "plugins", "help"};

/* ---- Declarations ---- */

static bool is_option_name(const char *name) {
  size_t length = strlen(name);
  return length > 1 && length <= NAME_BYTES && name[0] >= 'a' && name[0] <= 'z' &&
         strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

static bool is_of_type(cs_bridge_value *value, option_type type) {
  double number;
  switch (type) {
  case OPTION_STRING:
    return cs_is_plain_text(value);
  case OPTION_INTEGER:
    return value->type == CS_BRIDGE_INTEGER;
  case OPTION_NUMBER:
    return cs_as_number(&number, value);
  case OPTION_FLAG:
    return false;
  }
  return false;
}

static cs_status take_type(option_type *type, const cs_bridge_call *call, const char *where,
                           const cs_bridge_value *value, cs_error *error) {
  for (int i = 0; value->type == CS_BRIDGE_STRING && i < OPTION_TYPES; i++) {
    if (strcmp(value->string.bytes, type_names[i]) == 0) {
      *type = (option_type)i;
      return CS_OK;
    }
  }
  return cs_expected_in(call, where, value,
                        "a type: \"string\", \"integer\", \"number\" or \"flag\"", error);
}

static cs_status check_name(const cs_bridge_call *call, const char *name, cs_error *error) {
  if (!is_option_name(name)) {
    return cs_fail(error, CS_PLUGIN,
                   "%s: '%.40s' cannot be an option: expected 2 to 24 lower-case letters, digits "
                   "and '_'",
                   call->name, name);
  }
  for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
    if (strcmp(taken[i], name) == 0) {
      return cs_fail(error, CS_PLUGIN, "%s: --%s is an option of the program's own", call->name,
                     name);
    }
  }
  return CS_OK;
}

static cs_status take_option(cs_script_option *option, const cs_bridge_call *call,
                             const cs_bridge_field *field, cs_error *error) {
  enum { TYPE, DEFAULT_TEXT, HELP, REQUIRED };
  char where[64];
  cs_status status = check_name(call, field->name, error);
  snprintf(where, sizeof where, "option '%.24s'", field->name);
  if (status == CS_OK && field->value.type != CS_BRIDGE_RECORD) {
    status =
        cs_expected_in(call, where, &field->value,
                       "a record as { type = \"number\", default = 0.5, help = \"...\" }", error);
  }
  if (status != CS_OK) {
    return status;
  }
  *option = (cs_script_option){.name = field->name};
  cs_bridge_value type = {.type = CS_BRIDGE_NIL};
  for (size_t i = 0; i < field->value.record.count; i++) {
    const cs_bridge_field *part = &field->value.record.fields[i];
    if (strcmp(part->name, "type") == 0) {
      type = part->value;
    } else if (strcmp(part->name, "default") == 0) {
      option->value = part->value;
    } else if (strcmp(part->name, "help") == 0 && cs_is_plain_text(&part->value)) {
      option->help = part->value.string.bytes;
    } else if (strcmp(part->name, "required") == 0 && part->value.type == CS_BRIDGE_BOOLEAN) {
      option->required = part->value.boolean;
    } else {
      return cs_expected_in(call, where, &part->value,
                            "type, default, help (a text) and required (true or false)", error);
    }
  }
  status = take_type(&option->type, call, where, &type, error);
  bool wrong = option->value.type != CS_BRIDGE_NIL && !is_of_type(&option->value, option->type);
  if (status == CS_OK && wrong) {
    status = cs_expected_in(call, where, &option->value, "a default of its type (a flag has none)",
                            error);
  }
  if (option->type == OPTION_FLAG) {
    option->value = cs_bridge_boolean(false);
  }
  return status;
}

/* ---- Help ---- */

/* The comment at the head of the file, without its dashes. */
static void print_head(const cs_script *script) {
  size_t length;
  const char *at = cs_bridge_text(script->bridge, &length), *end = at + length;
  while (at < end && (*at == '\n' || *at == '\r')) {
    at++;
  }
  while (end - at >= 2 && at[0] == '-' && at[1] == '-') {
    const char *line_end = memchr(at, '\n', (size_t)(end - at));
    line_end = line_end != NULL ? line_end : end;
    const char *from = at + 2 < line_end && at[2] == ' ' ? at + 3 : at + 2;
    bool marked = line_end - at >= 3 && (at[2] == '-' || at[2] == '[');
    if (!marked) {
      fprintf(script->options->out, "%.*s\n", (int)(line_end - from), from);
    }
    at = line_end < end ? line_end + 1 : end;
  }
}

static void print_option(FILE *out, const cs_script_option *option) {
  static const char *const shown[] = {" TEXT", " N", " X", ""};
  char left[64];
  int used = snprintf(left, sizeof left, "  --%s%s", option->name, shown[option->type]);
  fprintf(out, used < 24 ? "%-24s" : "%s\n                        ", left);
  cs_buffer help = {0};
  cs_buffer_add_string(&help, option->help != NULL ? option->help : "");
  switch (option->value.type) {
  case CS_BRIDGE_STRING:
    cs_buffer_add_format(&help, " (default %s)", option->value.string.bytes);
    break;
  case CS_BRIDGE_INTEGER:
    cs_buffer_add_format(&help, " (default %lld)", (long long)option->value.integer);
    break;
  case CS_BRIDGE_NUMBER:
    cs_buffer_add_format(&help, " (default %.10g)", option->value.number);
    break;
  default:
    cs_buffer_add_string(&help, option->required ? " (needed)" : "");
  }
  cs_print_wrapped(out, help.length > 0 ? help.bytes : "", help.length, 54, 24);
  fputc('\n', out);
  cs_buffer_free(&help);
}

void cs_script_help(const cs_script *script, const cs_script_option *options, size_t count) {
  FILE *out = script->options->out;
  fprintf(out, "Usage: conspectus script %s DATASET%s\n\n", script->path,
          count > 0 ? " [OPTION]..." : "");
  print_head(script);
  if (count > 0) {
    fprintf(out, "\nOptions:\n");
  }
  for (size_t i = 0; i < count; i++) {
    print_option(out, &options[i]);
  }
}

/* ---- The command line ---- */

/* A fault of the user's and not of the script's: it ends the script, whatever catches it. */
static void refuse(cs_bridge_call *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void refuse(cs_bridge_call *call, const char *format, ...) {
  cs_script *script = cs_script_of(call);
  char reason[256];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reason, sizeof reason, format, arguments);
  va_end(arguments);
  cs_fail(&script->usage, CS_USAGE, "%s\nTry 'conspectus script %s --help'.", reason, script->path);
  call->stop = true;
}

static cs_script_option *find_option(cs_bridge_call *call, const char *word, size_t length,
                                     cs_script_option *options, size_t count) {
  const char *names[OPTIONS_MAX];
  for (size_t i = 0; i < count; i++) {
    names[i] = options[i].name;
    if (strlen(names[i]) == length && memcmp(names[i], word, length) == 0) {
      return &options[i];
    }
  }
  char *name = cs_arena_bytes(call->arena, word, length);
  const char *nearest = cs_nearest(name, names, count);
  if (nearest != NULL) {
    refuse(call, "this script has no option '--%.40s'; did you mean '--%s'?", name, nearest);
  } else {
    refuse(call, "this script has no option '--%.40s'", name);
  }
  return NULL;
}

static bool read_number(double *number, const char *word) {
  char *end;
  bool plain = word[0] != '\0' && strspn(word, "+-0123456789.eE") == strlen(word);
  *number = strtod(word, &end);
  return plain && *end == '\0' && isfinite(*number);
}

static void read_value(cs_bridge_call *call, cs_script_option *option, const char *word) {
  double number = 0;
  if (option->type == OPTION_STRING) {
    option->value = cs_bridge_string(word);
    if (!cs_is_plain_text(&option->value)) {
      refuse(call, "--%s takes a text in UTF-8", option->name);
    }
    return;
  }
  bool good = read_number(&number, word);
  if (option->type == OPTION_INTEGER) {
    good = good && number == floor(number) && fabs(number) <= 9007199254740992.0;
    option->value = good ? cs_bridge_integer((int64_t)number) : option->value;
  } else {
    option->value = good ? cs_bridge_number(number) : option->value;
  }
  if (!good) {
    refuse(call, "--%s takes a %snumber, not '%.40s'", option->name,
           option->type == OPTION_INTEGER ? "whole " : "", word);
  }
}

static void read_words(cs_bridge_call *call, cs_script_option *options, size_t count) {
  const cs_script_options *given = cs_script_of(call)->options;
  for (size_t i = 0; i < given->argument_count && !call->stop; i++) {
    const char *word = given->arguments[i];
    if (strncmp(word, "--", 2) != 0 || word[2] == '\0') {
      refuse(call, "'%.40s' is not expected: this script takes only options", word);
      return;
    }
    const char *equals = strchr(word, '=');
    size_t length = equals != NULL ? (size_t)(equals - word) - 2 : strlen(word) - 2;
    cs_script_option *option = find_option(call, word + 2, length, options, count);
    if (option == NULL) {
      return;
    }
    option->required = false;
    if (option->type == OPTION_FLAG) {
      option->value = cs_bridge_boolean(true);
      if (equals != NULL) {
        refuse(call, "--%s takes no value", option->name);
      }
    } else if (equals == NULL && i + 1 == given->argument_count) {
      refuse(call, "option '--%s' needs a value", option->name);
    } else {
      read_value(call, option, equals != NULL ? equals + 1 : given->arguments[++i]);
    }
  }
}

static void give_values(cs_bridge_call *call, const cs_script_option *options, size_t count) {
  cs_bridge_field *fields = cs_arena_allocate(call->arena, count + 1, sizeof *fields);
  for (size_t i = 0; i < count; i++) {
    fields[i] = (cs_bridge_field){options[i].name, options[i].value};
    if (options[i].required && !call->stop) {
      refuse(call, "option '--%s' is needed", options[i].name);
    }
  }
  call->results[0] = (cs_bridge_value){.type = CS_BRIDGE_RECORD, .record = {fields, count}};
  call->result_count = 1;
}

/* arguments { name = { type =, default =, help =, required = } }: a record of values */
static cs_status take_arguments(cs_bridge_call *call, cs_error *error) {
  cs_script *script = cs_script_of(call);
  const cs_bridge_value *declared = cs_argument(call, 0);
  bool none = declared->type == CS_BRIDGE_LIST && declared->list.count == 0;
  if (declared->type != CS_BRIDGE_RECORD && !none) {
    return cs_expected(call, 0, "a record of options by name", error);
  }
  size_t count = none ? 0 : declared->record.count;
  if (count > OPTIONS_MAX) {
    return cs_fail(error, CS_PLUGIN, "%s: at most %d options", call->name, OPTIONS_MAX);
  }
  cs_script_option *options = cs_arena_allocate(call->arena, count + 1, sizeof *options);
  cs_status status = CS_OK;
  for (size_t i = 0; i < count && status == CS_OK; i++) {
    status = take_option(&options[i], call, &declared->record.fields[i], error);
  }
  if (status != CS_OK) {
    return status;
  }
  script->arguments_taken = true;
  if (script->options->help) {
    cs_script_help(script, options, count);
    call->stop = true;
    return CS_OK;
  }
  read_words(call, options, count);
  give_values(call, options, count);
  return CS_OK;
}

const cs_bridge_entry cs_script_arguments[] = {
    {"arguments", take_arguments, 0},
    {NULL, NULL, 0},
};
