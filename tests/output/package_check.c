/* Checks an export against the rules of Data Package 2 and Table Schema, written
 * down here from the published profiles (https://datapackage.org/profiles/2.0/), and
 * every value of every file against its declaration. */
#include "help.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/memory.h"

#include <check.h>
#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* A file beside its descriptor. */
typedef struct table_file {
  const char *name;
  json_t *fields;
  json_t *schema;
  cells cells;
} table_file;

typedef struct package {
  json_t *root;
  table_file *files;
  size_t count;
} package;

static const char *string_of(json_t *object, const char *key) {
  json_t *value = json_object_get(object, key);
  ck_assert_msg(json_is_string(value), "%s is missing or no string", key);
  return json_string_value(value);
}

static size_t find_field(json_t *fields, const char *name) {
  for (size_t i = 0; i < json_array_size(fields); i++) {
    if (strcmp(string_of(json_array_get(fields, i), "name"), name) == 0) {
      return i;
    }
  }
  ck_abort_msg("there is no field %s", name);
}

static const table_file *find_file(const package *all, const char *name) {
  for (size_t i = 0; i < all->count; i++) {
    if (strcmp(all->files[i].name, name) == 0) {
      return &all->files[i];
    }
  }
  ck_abort_msg("there is no resource %s", name);
}

/* ---- The profile ---- */

/* Lower-case letters, digits and `more`; the first one a letter. */
static void check_name(const char *name, const char *more, size_t longest) {
  ck_assert_msg(name[0] >= 'a' && name[0] <= 'z', "'%s' does not begin with a letter", name);
  ck_assert_msg(strlen(name) <= longest, "'%s' is too long", name);
  for (const char *at = name; *at != '\0'; at++) {
    bool good = islower((unsigned char)*at) || isdigit((unsigned char)*at) || strchr(more, *at);
    ck_assert_msg(good, "'%s' has a '%c'", name, *at);
  }
}

typedef struct type_rule {
  const char *type;
  json_type bound; /* of minimum and maximum; JSON_NULL: it has none */
  json_type entry; /* of enum and categories; JSON_NULL: no categories */
} type_rule;

static const type_rule *rule_of(const char *type) {
  static const type_rule rules[] = {{"string", JSON_NULL, JSON_STRING},
                                    {"date", JSON_STRING, JSON_NULL},
                                    {"integer", JSON_INTEGER, JSON_INTEGER},
                                    {"number", JSON_INTEGER, JSON_NULL}};
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    if (strcmp(rules[i].type, type) == 0) {
      return &rules[i];
    }
  }
  ck_abort_msg("the type %s is not used here", type);
}

static void check_enum(json_t *list, json_type entry) {
  ck_assert(json_is_array(list) && json_array_size(list) > 0);
  for (size_t i = 0; i < json_array_size(list); i++) {
    ck_assert_int_eq(json_typeof(json_array_get(list, i)), entry);
    for (size_t j = 0; j < i; j++) {
      ck_assert(!json_equal(json_array_get(list, i), json_array_get(list, j)));
    }
  }
}

/* Categories are values or records of value and label. */
static void check_categories(json_t *list, json_type entry) {
  ck_assert(json_is_array(list) && json_array_size(list) > 0);
  for (size_t i = 0; i < json_array_size(list); i++) {
    json_t *each = json_array_get(list, i);
    if (json_is_object(each)) {
      string_of(each, "label");
      each = json_object_get(each, "value");
    }
    ck_assert_ptr_nonnull(each);
    ck_assert_int_eq(json_typeof(each), entry);
  }
}

static void check_constraints(json_t *constraints, const type_rule *rule) {
  const char *key;
  json_t *value;
  ck_assert(json_is_object(constraints) && json_object_size(constraints) > 0);
  json_object_foreach(constraints, key, value) {
    if (strcmp(key, "required") == 0 || strcmp(key, "unique") == 0) {
      ck_assert(json_is_boolean(value));
    } else if (strcmp(key, "enum") == 0) {
      check_enum(value, rule->entry);
    } else {
      ck_assert_msg(strcmp(key, "minimum") == 0 || strcmp(key, "maximum") == 0, "%s", key);
      ck_assert_int_eq(json_typeof(value), rule->bound);
    }
  }
}

static void check_field(json_t *field) {
  const char *key;
  json_t *value;
  check_name(string_of(field, "name"), "_", 32);
  ck_assert_uint_gt(strlen(string_of(field, "title")), 0);
  ck_assert_uint_gt(strlen(string_of(field, "description")), 0);
  const type_rule *rule = rule_of(string_of(field, "type"));
  json_object_foreach(field, key, value) {
    if (strcmp(key, "constraints") == 0) {
      check_constraints(value, rule);
    } else if (strcmp(key, "categories") == 0) {
      check_categories(value, rule->entry);
    } else {
      ck_assert_msg(json_is_string(value), "%s", key);
    }
  }
}

static void check_fields(json_t *fields) {
  ck_assert(json_is_array(fields) && json_array_size(fields) > 0);
  for (size_t i = 0; i < json_array_size(fields); i++) {
    check_field(json_array_get(fields, i));
    const char *name = string_of(json_array_get(fields, i), "name");
    ck_assert_msg(find_field(fields, name) == i, "two fields are named %s", name);
  }
}

static void check_pointers(const package *all, const table_file *file) {
  json_t *keys = json_object_get(file->schema, "foreignKeys");
  ck_assert(keys == NULL || json_array_size(keys) > 0);
  for (size_t i = 0; i < json_array_size(keys); i++) {
    json_t *each = json_array_get(keys, i), *reference = json_object_get(each, "reference");
    json_t *from = json_object_get(each, "fields"), *to = json_object_get(reference, "fields");
    ck_assert_uint_eq(json_array_size(from), 1);
    ck_assert_uint_eq(json_array_size(to), 1);
    find_field(file->fields, json_string_value(json_array_get(from, 0)));
    const table_file *other = find_file(all, string_of(reference, "resource"));
    find_field(other->fields, json_string_value(json_array_get(to, 0)));
  }
}

static void check_schema(const package *all, const table_file *file) {
  const char *key;
  json_t *value, *primary = json_object_get(file->schema, "primaryKey");
  static const char *const known[] = {"$schema",    "fields",      "missingValues",
                                      "primaryKey", "foreignKeys", NULL};
  json_object_foreach(file->schema, key, value) {
    bool is_known = false;
    for (size_t i = 0; known[i] != NULL; i++) {
      is_known = is_known || strcmp(key, known[i]) == 0;
    }
    ck_assert_msg(is_known, "%s", key);
  }
  check_fields(file->fields);
  value = json_object_get(file->schema, "missingValues");
  ck_assert_uint_eq(json_array_size(value), 1);
  ck_assert_str_eq(json_string_value(json_array_get(value, 0)), "");
  ck_assert(primary == NULL || json_array_size(primary) > 0);
  for (size_t i = 0; i < json_array_size(primary); i++) {
    find_field(file->fields, json_string_value(json_array_get(primary, i)));
  }
  check_pointers(all, file);
}

static void check_utf8(const char *bytes, size_t length) {
  for (size_t at = 0; at < length;) {
    utf8proc_int32_t code;
    utf8proc_ssize_t read = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
                                             (utf8proc_ssize_t)(length - at), &code);
    ck_assert_int_gt(read, 0);
    at += (size_t)read;
  }
}

static void check_resource(json_t *resource, const char *bytes, size_t length) {
  char hash[80] = "sha256:";
  const char *path = string_of(resource, "path");
  check_name(string_of(resource, "name"), "_-.", 64);
  ck_assert_ptr_null(strchr(path, '/'));
  ck_assert_ptr_null(strstr(path, ".."));
  ck_assert_str_eq(string_of(resource, "type"), "table");
  ck_assert_str_eq(string_of(resource, "format"), "csv");
  ck_assert_str_eq(string_of(resource, "mediatype"), "text/csv");
  ck_assert_str_eq(string_of(resource, "encoding"), "utf-8");
  ck_assert_str_eq(string_of(json_object_get(resource, "dialect"), "lineTerminator"), "\n");
  ck_assert_int_eq(json_integer_value(json_object_get(resource, "bytes")), (json_int_t)length);
  cs_sha256(bytes, length, hash + 7);
  ck_assert_str_eq(string_of(resource, "hash"), hash);
  ck_assert_ptr_null(json_object_get(resource, "data"));
}

/* ---- Values ---- */

static void check_date(const char *text) {
  int year, month, day, used = 0;
  ck_assert_msg(sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 && used == 10 &&
                    text[10] == '\0' && month >= 1 && month <= 12 && day >= 1 && day <= 31,
                "'%s' is no date", text);
}

static double check_number(const char *text, bool whole) {
  char *end;
  double number = strtod(text, &end);
  ck_assert_msg(*end == '\0' && end != text && strchr(text, ' ') == NULL, "'%s' is no number",
                text);
  ck_assert_msg(!whole || strspn(text, "-0123456789") == strlen(text), "'%s' is not whole", text);
  return number;
}

static void check_listed(json_t *list, const char *text) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    json_t *each = json_array_get(list, i);
    if (json_is_string(each) ? strcmp(json_string_value(each), text) == 0
                             : json_integer_value(each) == atoll(text)) {
      return;
    }
  }
  ck_abort_msg("'%s' is none of the words", text);
}

static void check_value(json_t *field, const char *text) {
  const char *type = string_of(field, "type");
  json_t *constraints = json_object_get(field, "constraints"), *bound;
  bool required = json_is_true(json_object_get(constraints, "required"));
  ck_assert_msg(*text != '\0' || !required, "%s is missing", string_of(field, "name"));
  if (*text == '\0') {
    return;
  }
  double number = 0;
  if (strcmp(type, "date") == 0) {
    check_date(text);
  } else if (strcmp(type, "string") != 0) {
    number = check_number(text, strcmp(type, "integer") == 0);
  }
  if ((bound = json_object_get(constraints, "minimum")) != NULL) {
    ck_assert_msg(number >= json_number_value(bound), "%s of %s", text, string_of(field, "name"));
  }
  if ((bound = json_object_get(constraints, "maximum")) != NULL) {
    ck_assert_msg(number <= json_number_value(bound), "%s of %s", text, string_of(field, "name"));
  }
  if ((bound = json_object_get(constraints, "enum")) != NULL) {
    check_listed(bound, text);
  }
}

static void check_values(const table_file *file) {
  size_t columns = json_array_size(file->fields);
  ck_assert_uint_ge(file->cells.rows, 1);
  for (size_t row = 0; row < file->cells.rows; row++) {
    ck_assert_msg(row_length(&file->cells, row) == columns, "row %zu of %s", row, file->name);
    for (size_t column = 0; column < columns; column++) {
      json_t *field = json_array_get(file->fields, column);
      const char *text = cell(&file->cells, row, column);
      if (row == 0) {
        ck_assert_str_eq(text, string_of(field, "name"));
      } else {
        check_value(field, text);
      }
    }
  }
}

/* ---- Keys ---- */

static int by_text(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

/* The keys of all rows, sorted; a key is its parts with a line end behind each. */
static char **sorted_keys(const table_file *file, json_t *fields) {
  char **keys = cs_allocate(file->cells.rows + 1, sizeof *keys);
  for (size_t row = 1; row < file->cells.rows; row++) {
    cs_buffer key = {0};
    for (size_t i = 0; i < json_array_size(fields); i++) {
      size_t column = find_field(file->fields, json_string_value(json_array_get(fields, i)));
      cs_buffer_add_format(&key, "%s\n", cell(&file->cells, row, column));
    }
    keys[row - 1] = cs_buffer_take(&key);
  }
  qsort(keys, file->cells.rows - 1, sizeof *keys, by_text);
  return keys;
}

static void free_keys(char **keys) {
  for (size_t i = 0; keys[i] != NULL; i++) {
    free(keys[i]);
  }
  free(keys);
}

static void check_unique(const table_file *file, json_t *fields) {
  char **keys = sorted_keys(file, fields);
  for (size_t i = 1; i + 1 < file->cells.rows; i++) {
    ck_assert_msg(strcmp(keys[i - 1], keys[i]) != 0, "%s has %s twice", file->name, keys[i]);
  }
  free_keys(keys);
}

static void check_primary(const table_file *file) {
  json_t *primary = json_object_get(file->schema, "primaryKey");
  if (primary != NULL) {
    check_unique(file, primary);
  }
  for (size_t i = 0; i < json_array_size(file->fields); i++) {
    json_t *field = json_array_get(file->fields, i);
    if (json_is_true(json_object_get(json_object_get(field, "constraints"), "unique"))) {
      json_t *one = json_pack("[s]", string_of(field, "name"));
      check_unique(file, one);
      json_decref(one);
    }
  }
}

/* Every value that is there is one of the other file's. */
static void check_points(const package *all, const table_file *file, json_t *pointer) {
  json_t *reference = json_object_get(pointer, "reference");
  const table_file *other = find_file(all, string_of(reference, "resource"));
  char **keys = sorted_keys(other, json_object_get(reference, "fields"));
  const char *name = json_string_value(json_array_get(json_object_get(pointer, "fields"), 0));
  size_t column = find_field(file->fields, name);
  for (size_t row = 1; row < file->cells.rows; row++) {
    const char *text = cell(&file->cells, row, column);
    cs_buffer key = {0};
    cs_buffer_add_format(&key, "%s\n", text);
    ck_assert_msg(*text == '\0' || bsearch(&key.bytes, keys, other->cells.rows - 1, sizeof *keys,
                                           by_text) != NULL,
                  "%s.%s: there is no '%s'", file->name, name, text);
    cs_buffer_free(&key);
  }
  free_keys(keys);
}

/* ---- The package ---- */

static void read_resource(table_file *file, json_t *resource, const char *folder) {
  size_t length;
  char *bytes = read_whole(folder, string_of(resource, "path"), &length);
  check_resource(resource, bytes, length);
  check_utf8(bytes, length);
  *file = (table_file){.name = string_of(resource, "name"),
                       .schema = json_object_get(resource, "schema"),
                       .cells = read_cells(bytes, length, 4096)};
  file->fields = json_object_get(file->schema, "fields");
  free(bytes);
}

static package read_package(const char *folder) {
  size_t length;
  json_error_t fault;
  char *bytes = read_whole(folder, "datapackage.json", &length);
  package all = {.root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &fault)};
  ck_assert_msg(all.root != NULL, "line %d: %s", fault.line, fault.text);
  ck_assert_int_eq(bytes[length - 1], '\n');
  free(bytes);
  json_t *resources = json_object_get(all.root, "resources");
  all.count = json_array_size(resources);
  ck_assert_uint_gt(all.count, 0);
  all.files = cs_allocate(all.count, sizeof *all.files);
  for (size_t i = 0; i < all.count; i++) {
    read_resource(&all.files[i], json_array_get(resources, i), folder);
    ck_assert_ptr_eq(find_file(&all, all.files[i].name), &all.files[i]);
  }
  return all;
}

void check_package(const char *folder) {
  package all = read_package(folder);
  ck_assert_str_eq(string_of(all.root, "$schema"),
                   "https://datapackage.org/profiles/2.0/datapackage.json");
  check_name(string_of(all.root, "name"), "_-.", 64);
  string_of(all.root, "title");
  string_of(all.root, "description");
  string_of(all.root, "version");
  ck_assert_ptr_null(json_object_get(all.root, "created"));
  for (size_t i = 0; i < all.count; i++) {
    check_schema(&all, &all.files[i]);
    check_values(&all.files[i]);
    check_primary(&all.files[i]);
  }
  for (size_t i = 0; i < all.count; i++) {
    json_t *keys = json_object_get(all.files[i].schema, "foreignKeys");
    for (size_t j = 0; j < json_array_size(keys); j++) {
      check_points(&all, &all.files[i], json_array_get(keys, j));
    }
  }
  for (size_t i = 0; i < all.count; i++) {
    free_cells(&all.files[i].cells);
  }
  free(all.files);
  json_decref(all.root);
}
