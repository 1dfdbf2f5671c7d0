/* passage_theme.csv. Themes are in order of their ids; the
 * columns of theme i are those at lead + 2 i and the one after it. */
#include "output/wide.h"

#include "base/memory.h"
#include "output/number.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 32 };

/* A theme by its number in the dataset. */
typedef struct numbered {
  int64_t number;
  size_t place; /* among the themes by id */
} numbered;

struct cs_wide {
  cs_arena *arena; /* owns names and descriptions */
  const cs_analysis_options *options;
  cs_variable *variables;
  size_t variable_count, variable_capacity;
  size_t lead;      /* leading columns */
  numbered *themes; /* by their numbers, ascending; their columns are by id */
  size_t theme_count, theme_capacity;
  cs_value *row; /* while it is written */
  cs_csv *csv;   /* borrowed */
};

/* ---- Names ---- */

static bool is_taken(const cs_wide *wide, const char *name) {
  for (size_t i = 0; i < wide->variable_count; i++) {
    if (strcmp(wide->variables[i].name, name) == 0) {
      return true;
    }
  }
  return false;
}

/* Words that R, Stata or SPSS keep for themselves. */
static bool is_reserved(const char *name) {
  static const char *const words[] = {
      "all", "and", "by",  "byte", "double", "else",  "eq",    "float", "for",   "function",
      "ge",  "gt",  "if",  "in",   "int",    "le",    "long",  "lt",    "ne",    "next",
      "not", "or",  "str", "strl", "to",     "using", "while", "with",  "break", "repeat"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (strcmp(words[i], name) == 0) {
      return true;
    }
  }
  /* Stata's str1, str20, ... */
  return strncmp(name, "str", 3) == 0 && name[3] != '\0' &&
         name[3 + strspn(name + 3, "0123456789")] == '\0';
}

/* START, as much of the theme's name as there is room for, END. */
static void put_together(char name[NAME_MAX_LENGTH + 1], const char *theme, const char *end) {
  size_t room = NAME_MAX_LENGTH - strlen(end), length = 0;
  bool letter = theme[0] >= 'a' && theme[0] <= 'z' && !is_reserved(theme);
  for (const char *at = letter ? "" : "t_"; *at != '\0'; at++) {
    name[length++] = *at;
  }
  for (const char *at = theme; *at != '\0' && length < room; at++) {
    bool plain = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
    name[length++] = plain ? *at : '_';
  }
  memcpy(name + length, end, strlen(end) + 1);
}

static const char *free_name(cs_wide *wide, const char *theme, const char *end) {
  char name[NAME_MAX_LENGTH + 1], counted[NAME_MAX_LENGTH / 2];
  put_together(name, theme, end);
  for (unsigned again = 2; is_taken(wide, name); again++) {
    snprintf(counted, sizeof counted, "_%u%s", again, end);
    put_together(name, theme, counted);
  }
  return cs_arena_string(wide->arena, name);
}

/* ---- Variables ---- */

static void add_variable(cs_wide *wide, cs_variable variable) {
  cs_grow(&wide->variables, &wide->variable_capacity, wide->variable_count,
          sizeof *wide->variables);
  wide->variables[wide->variable_count++] = variable;
}

static int by_number(const void *left, const void *right) {
  const numbered *a = left, *b = right;
  return a->number < b->number ? -1 : a->number > b->number;
}

static cs_status add_theme(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  cs_wide *wide = context;
  const char *id = values[0].string, *title = values[1].string;
  char least[CS_NUMBER_SIZE];
  cs_real_text(least, wide->options->threshold);
  cs_grow(&wide->themes, &wide->theme_capacity, wide->theme_count, sizeof *wide->themes);
  wide->themes[wide->theme_count] = (numbered){values[2].integer, wide->theme_count};
  wide->theme_count++;
  add_variable(wide, (cs_variable){free_name(wide, id, ""), cs_arena_string(wide->arena, title),
                                   cs_arena_format(wide->arena,
                                                   "1 where the passage is coded %s with a "
                                                   "confidence of at least %s, whatever the "
                                                   "polarity, else 0.",
                                                   id, least),
                                   CS_MEASURE_FLAG, true, NULL});
  add_variable(wide,
               (cs_variable){free_name(wide, id, "_weak"),
                             cs_arena_format(wide->arena, "%s: weakness", title),
                             cs_arena_format(wide->arena,
                                             "1 where it is coded weakness%s in %s with a "
                                             "confidence of at least %s, else 0.",
                                             wide->options->mixed ? " or mixed" : "", id, least),
                             CS_MEASURE_FLAG, true, NULL});
  return CS_OK;
}

cs_status cs_wide_new(cs_wide **out, cs_dataset *dataset, const cs_analysis_options *options,
                      cs_error *error) {
  cs_wide *wide = cs_allocate(1, sizeof *wide);
  const cs_export_file *file = &cs_exports[CS_EXPORT_PASSAGE_THEME];
  wide->arena = cs_arena_new();
  wide->options = options;
  wide->lead = file->variable_count;
  for (size_t i = 0; i < wide->lead; i++) {
    add_variable(wide, file->variables[i]);
  }
  cs_query_reader reader = {.row = add_theme, .context = wide, .types = "tti"};
  cs_status status = cs_dataset_query(dataset, "SELECT id, title, number FROM theme ORDER BY id",
                                      NULL, 0, &reader, error);
  if (status != CS_OK) {
    cs_wide_free(wide);
    return status;
  }
  if (wide->theme_count != 0) {
    qsort(wide->themes, wide->theme_count, sizeof *wide->themes, by_number);
  }
  wide->row = cs_allocate(wide->variable_count + 1, sizeof *wide->row);
  *out = wide;
  return CS_OK;
}

void cs_wide_free(cs_wide *wide) {
  if (wide == NULL) {
    return;
  }
  free(wide->variables);
  free(wide->themes);
  free(wide->row);
  cs_arena_free(wide->arena);
  free(wide);
}

const cs_variable *cs_wide_variables(const cs_wide *wide, size_t *count) {
  *count = wide->variable_count;
  return wide->variables;
}

/* ---- Rows ---- */

static void set_coding(cs_wide *wide, int64_t number, long polarity) {
  const numbered wanted = {.number = number};
  const numbered *found = wide->theme_count != 0 ? bsearch(&wanted, wide->themes, wide->theme_count,
                                                           sizeof *wide->themes, by_number)
                                                 : NULL;
  if (found == NULL) {
    return;
  }
  cs_value *coded = &wide->row[wide->lead + 2 * found->place];
  bool weak = polarity == CS_WEAKNESS || (wide->options->mixed && polarity == CS_MIXED);
  coded[0] = cs_integer(1);
  coded[1] = cs_integer(weak);
}

static cs_status write_wide_row(void *context, const cs_value *values, size_t count,
                                cs_error *error) {
  (void)count;
  cs_wide *wide = context;
  for (size_t i = 0; i < wide->variable_count; i++) {
    wide->row[i] = i < wide->lead ? values[i] : cs_integer(0);
  }
  const cs_value *codings = &values[wide->lead];
  const char *at = codings->type == CS_STRING ? codings->string : "";
  while (*at != '\0') {
    char *end;
    int64_t number = strtoll(at, &end, 10);
    long polarity = *end == ':' ? strtol(end + 1, &end, 10) : CS_NEUTRAL;
    set_coding(wide, number, polarity);
    at = *end == ',' ? end + 1 : "";
  }
  return cs_csv_row(wide->csv, wide->row, error);
}

cs_status cs_wide_write(cs_wide *wide, cs_csv *csv, cs_dataset *dataset, const char *query,
                        cs_error *error) {
  /* Thousandths, rounded up, as in the analyses. */
  double thousandths = wide->options->threshold * 1000 - 1e-9;
  int64_t least = (int64_t)thousandths;
  least += (double)least < thousandths;
  cs_value parameter = cs_integer(least);
  cs_query_reader reader = {.row = write_wide_row, .context = wide};
  wide->csv = csv;
  return cs_dataset_query(dataset, query, &parameter, 1, &reader, error);
}
