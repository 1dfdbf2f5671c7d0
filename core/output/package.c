/* The descriptor: profiles https://datapackage.org/profiles/2.0/.
 *
 * fieldsMatch is left out, which means "exact" and is what holds: the published
 * profile of 2.0 wants a list where the standard wants a word, and only its absence
 * satisfies both. */
#include "output/package.h"

#include "base/buffer.h"
#include "output/number.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define PACKAGE_NAME_OF_EXPORT "conspectus-export"

const char cs_package_mark[] =
    "{\n  \"$schema\": \"https://datapackage.org/profiles/2.0/datapackage.json\",\n"
    "  \"name\": \"" PACKAGE_NAME_OF_EXPORT "\"";

/* ---- Values ---- */

static void set(json_t *object, const char *key, const char *string) {
  json_object_set_new(object, key, json_string(string));
}

static json_t *words_of(const char *const *words) {
  json_t *list = json_array();
  for (size_t i = 0; words[i] != NULL; i++) {
    json_array_append_new(list, json_string(words[i]));
  }
  return list;
}

/* ---- Fields ---- */

typedef struct bounds {
  const char *type;
  bool low, high;
  int least, most;
} bounds;

static const bounds BOUNDS[] = {
    [CS_MEASURE_TEXT] = {"string", false, false, 0, 0},
    [CS_MEASURE_DATE] = {"date", false, false, 0, 0},
    [CS_MEASURE_COUNT] = {"integer", true, false, 0, 0},
    [CS_MEASURE_PLACE] = {"integer", true, false, 1, 0},
    [CS_MEASURE_FLAG] = {"integer", false, false, 0, 0},
    [CS_MEASURE_SHARE] = {"number", true, true, 0, 1},
    [CS_MEASURE_HUNDRED] = {"number", true, true, 0, 100},
    [CS_MEASURE_BALANCE] = {"number", true, true, -1, 1},
    [CS_MEASURE_REAL] = {"number", false, false, 0, 0},
};

static bool is_only_key(const cs_export_file *file, const char *variable) {
  return file->key[0] != NULL && file->key[1] == NULL && strcmp(file->key[0], variable) == 0;
}

static json_t *constraints_of(const cs_export_file *file, const cs_variable *variable) {
  const bounds *bound = &BOUNDS[variable->measure];
  json_t *constraints = json_object();
  if (variable->required) {
    json_object_set_new(constraints, "required", json_true());
  }
  if (is_only_key(file, variable->name)) {
    json_object_set_new(constraints, "unique", json_true());
  }
  if (bound->low) {
    json_object_set_new(constraints, "minimum", json_integer(bound->least));
  }
  if (bound->high) {
    json_object_set_new(constraints, "maximum", json_integer(bound->most));
  }
  if (variable->words != NULL) {
    json_object_set_new(constraints, "enum", words_of(variable->words));
  } else if (variable->measure == CS_MEASURE_FLAG) {
    json_object_set_new(constraints, "enum", json_pack("[ii]", 0, 1));
  }
  return constraints;
}

static json_t *field_of(const cs_export_file *file, const cs_variable *variable) {
  json_t *field = json_object(), *constraints = constraints_of(file, variable);
  set(field, "name", variable->name);
  set(field, "title", variable->title);
  set(field, "description", variable->description);
  set(field, "type", BOUNDS[variable->measure].type);
  if (variable->words != NULL) {
    json_object_set_new(field, "categories", words_of(variable->words));
  } else if (variable->measure == CS_MEASURE_FLAG) {
    json_object_set_new(
        field, "categories",
        json_pack("[{s:i,s:s},{s:i,s:s}]", "value", 0, "label", "no", "value", 1, "label", "yes"));
  }
  if (json_object_size(constraints) > 0) {
    json_object_set(field, "constraints", constraints);
  }
  json_decref(constraints);
  return field;
}

/* ---- Schemas ---- */

static json_t *key_of(const cs_export_file *file) {
  json_t *key = json_array();
  for (size_t i = 0; i < CS_KEY_MAX && file->key[i] != NULL; i++) {
    json_array_append_new(key, json_string(file->key[i]));
  }
  return key;
}

static json_t *pointers_of(const cs_export_file *file) {
  json_t *list = json_array();
  for (size_t i = 0; i < CS_POINTERS_MAX && file->pointers[i].variable != NULL; i++) {
    const cs_pointer *each = &file->pointers[i];
    json_array_append_new(list,
                          json_pack("{s:[s],s:{s:s,s:[s]}}", "fields", each->variable, "reference",
                                    "resource", each->file, "fields", each->points_to));
  }
  return list;
}

/* Sets a list, unless it is empty. */
static void set_list(json_t *object, const char *key, json_t *list) {
  if (json_array_size(list) > 0) {
    json_object_set(object, key, list);
  }
  json_decref(list);
}

static json_t *schema_of(const cs_resource *resource) {
  json_t *schema = json_object(), *fields = json_array();
  for (size_t i = 0; i < resource->variable_count; i++) {
    json_array_append_new(fields, field_of(resource->file, &resource->variables[i]));
  }
  set(schema, "$schema", "https://datapackage.org/profiles/2.0/tableschema.json");
  json_object_set_new(schema, "fields", fields);
  json_object_set_new(schema, "missingValues", json_pack("[s]", ""));
  set_list(schema, "primaryKey", key_of(resource->file));
  set_list(schema, "foreignKeys", pointers_of(resource->file));
  return schema;
}

static json_t *resource_of(const cs_resource *of) {
  json_t *resource = json_object();
  cs_buffer text = {0};
  set(resource, "name", of->file->name);
  set(resource, "type", "table");
  cs_buffer_add_format(&text, "%s.csv", of->file->name);
  set(resource, "path", text.bytes);
  set(resource, "title", of->file->title);
  set(resource, "description", of->file->description);
  set(resource, "format", "csv");
  set(resource, "mediatype", "text/csv");
  set(resource, "encoding", "utf-8");
  json_object_set_new(resource, "bytes", json_integer((json_int_t)of->written.bytes));
  cs_buffer_reset(&text);
  cs_buffer_add_format(&text, "sha256:%s", of->written.sha256);
  set(resource, "hash", text.bytes);
  cs_buffer_free(&text);
  json_object_set_new(resource, "dialect", json_pack("{s:s}", "lineTerminator", "\n"));
  json_object_set_new(resource, "schema", schema_of(of));
  return resource;
}

/* ---- The package ---- */

static json_t *description_of(const cs_analysis_options *options) {
  cs_buffer text = {0};
  char threshold[CS_NUMBER_SIZE];
  cs_real_text(threshold, options->threshold);
  cs_buffer_add_format(&text,
                       "Area reviews taken apart into passages and coded by themes. In "
                       "passage_theme, area_theme and recurring only codings with a confidence of "
                       "at least %s count; %s.",
                       threshold,
                       options->mixed ? "findings coded mixed count as weakness too"
                                      : "findings coded mixed do not count as weakness");
  if (options->until != NULL) {
    cs_buffer_add_format(&text,
                         " In area_theme and recurring an area counts with its latest review up "
                         "to %s; reviews that say no day do not count.",
                         options->until);
  } else {
    cs_buffer_add_string(&text, " In area_theme and recurring an area counts once, with its latest "
                                "review.");
  }
  json_t *description = json_string(text.bytes);
  cs_buffer_free(&text);
  return description;
}

cs_status cs_package_write(FILE *file, const cs_resource *resources, size_t count,
                           const cs_analysis_options *options, cs_error *error) {
  json_t *package = json_object(), *list = json_array();
  for (size_t i = 0; i < count; i++) {
    json_array_append_new(list, resource_of(&resources[i]));
  }
  set(package, "$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
  set(package, "name", PACKAGE_NAME_OF_EXPORT);
  set(package, "title", "Area reviews, coded by themes");
  json_object_set_new(package, "description", description_of(options));
  set(package, "version", PACKAGE_VERSION);
  json_object_set_new(package, "resources", list);
  bool written = json_dumpf(package, file, JSON_INDENT(2)) == 0 && fputc('\n', file) != EOF;
  json_decref(package);
  return written ? CS_OK : cs_fail(error, CS_UNREADABLE, "cannot write the descriptor");
}
