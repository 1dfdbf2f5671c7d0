/* Files that a script writes: kept in memory until the script has ended well, then put into
 * the folder that the user named, all of them or none. A name is a plain name, so nothing
 * gets out of the folder; what is there and was not made by a former run stays. */
#include "script/take.h"

#include "output/folder.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 40, MARK_BYTES = 1024 };

cs_status cs_script_count(cs_bridge_call *call, uint64_t bytes, cs_error *error) {
  cs_script *script = cs_script_of(call);
  script->written += bytes;
  if (script->options->trusted || script->written <= CS_SCRIPT_OUTPUT_BYTES) {
    return CS_OK;
  }
  return cs_fail(error, CS_LIMIT,
                 "%s: the script has written more than %d MiB (a loop without an "
                 "end? --trust lifts the limit)",
                 call->name, CS_SCRIPT_OUTPUT_BYTES / 1024 / 1024);
}

static bool is_file_name(const char *name) {
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
  size_t length = strlen(name);
  return length > 0 && length <= NAME_BYTES && strspn(name, allowed) == length && name[0] != '.' &&
         name[0] != '-';
}

/* Checks the name at argument 0, and that there is room and a folder for it. */
static cs_status take_name(const char **name, cs_bridge_call *call, cs_error *error) {
  cs_script *script = cs_script_of(call);
  cs_status status = cs_take_text(name, call, 0, error);
  if (status == CS_OK && !is_file_name(*name)) {
    status = cs_expected(call, 0,
                         "the name of a file, without folders: at most 40 letters, "
                         "digits, '_', '-' and '.'",
                         error);
  }
  if (status != CS_OK) {
    return status;
  }
  if (script->options->folder == NULL) {
    return cs_fail(error, CS_USAGE, "%s: there is no folder to write to: name one with -o DIR",
                   call->name);
  }
  if (script->file_count == CS_SCRIPT_FILES) {
    return cs_fail(error, CS_LIMIT, "%s: a script writes at most %d files", call->name,
                   CS_SCRIPT_FILES);
  }
  for (size_t i = 0; i < script->file_count; i++) {
    if (strcmp(script->files[i].name, *name) == 0) {
      return cs_fail(error, CS_PLUGIN, "%s: '%s' was written already", call->name, *name);
    }
  }
  return CS_OK;
}

static void add_file(cs_script *script, const char *name, char *bytes, size_t length) {
  script->files[script->file_count++] = (cs_script_file){cs_copy_string(name), bytes, length};
}

/* ---- Functions ---- */

typedef struct writing {
  cs_csv *csv;
  size_t rows;
} writing;

static cs_status write_row(void *context, const cs_value *values, cs_error *error) {
  writing *on = context;
  on->rows++;
  return cs_csv_row(on->csv, values, error);
}

/* write_csv(name, columns, rows): gives the number of rows. */
static cs_status write_csv(cs_bridge_call *call, cs_error *error) {
  const char *name;
  cs_script_columns columns;
  char *bytes = NULL;
  size_t length = 0;
  cs_status status = cs_take_count(call, 3, "write_csv(name, columns, rows)", error);
  if (status == CS_OK) {
    status = take_name(&name, call, error);
  }
  if (status == CS_OK) {
    status = cs_take_columns(&columns, call, 1, error);
  }
  if (status != CS_OK) {
    return status;
  }
  FILE *memory = open_memstream(&bytes, &length);
  if (memory == NULL) {
    return cs_fail(error, CS_LIMIT, "%s: there is no memory for it", call->name);
  }
  writing on = {.csv = cs_csv_begin(memory, columns.items, columns.count)};
  status = cs_take_rows(call, 2, &columns, write_row, &on, error);
  cs_status ended = cs_csv_end(on.csv, status == CS_OK ? error : NULL);
  fclose(memory);
  status = status == CS_OK ? ended : status;
  if (status != CS_OK) {
    free(bytes);
    return status;
  }
  add_file(cs_script_of(call), name, bytes, length);
  call->results[0] = cs_bridge_integer((int64_t)on.rows);
  call->result_count = 1;
  return CS_OK;
}

/* write_text(name, text) */
static cs_status write_text(cs_bridge_call *call, cs_error *error) {
  const char *name, *text;
  cs_status status = cs_take_count(call, 2, "write_text(name, text)", error);
  if (status == CS_OK) {
    status = take_name(&name, call, error);
  }
  if (status == CS_OK) {
    status = cs_take_text(&text, call, 1, error);
  }
  if (status == CS_OK && (text[0] == '\0' || text[0] == '\n')) {
    status = cs_expected(call, 1,
                         "a text whose first line is not empty, since it tells the file "
                         "from others",
                         error);
  }
  if (status == CS_OK) {
    status = cs_script_count(call, strlen(text), error);
  }
  if (status != CS_OK) {
    return status;
  }
  bool ends = text[strlen(text) - 1] == '\n';
  cs_buffer bytes = {0};
  cs_buffer_add_format(&bytes, "%s%s", text, ends ? "" : "\n");
  size_t length = bytes.length;
  add_file(cs_script_of(call), name, cs_buffer_take(&bytes), length);
  return CS_OK;
}

/* ---- Putting them into the folder ---- */

/* A file that is there is replaced only where its first line is that of the new one. */
static cs_status check_file(cs_folder *folder, const cs_script_file *file, cs_error *error) {
  const char *end = memchr(file->bytes, '\n', file->length);
  size_t length = end != NULL ? (size_t)(end - file->bytes) + 1 : file->length;
  char *mark = cs_copy_bytes(file->bytes, length < MARK_BYTES ? length : MARK_BYTES);
  cs_status status = cs_folder_check(folder, file->name, mark, error);
  free(mark);
  return status;
}

static cs_status write_file(cs_folder *folder, const cs_script_file *file, cs_error *error) {
  FILE *out;
  cs_written written;
  cs_status status = cs_folder_begin(&out, folder, file->name, error);
  if (status == CS_OK) {
    fwrite(file->bytes, 1, file->length, out); /* what fails, fails when it is made durable */
    status = cs_folder_end(&written, folder, error);
  }
  return status;
}

cs_status cs_script_commit(cs_script *script, cs_error *error) {
  cs_folder *folder;
  if (script->file_count == 0) {
    return CS_OK;
  }
  cs_status status = cs_folder_open(&folder, script->options->folder, error);
  if (status != CS_OK) {
    return status;
  }
  for (size_t i = 0; i < script->file_count && status == CS_OK; i++) {
    status = check_file(folder, &script->files[i], error);
  }
  for (size_t i = 0; i < script->file_count && status == CS_OK; i++) {
    status = write_file(folder, &script->files[i], error);
  }
  if (status == CS_OK) {
    status = cs_folder_commit(folder, error);
  }
  cs_folder_close(folder);
  return status;
}

void cs_script_drop_files(cs_script *script) {
  for (size_t i = 0; i < script->file_count; i++) {
    free(script->files[i].name);
    free(script->files[i].bytes);
  }
  script->file_count = 0;
}

const cs_bridge_entry cs_script_writing[] = {
    {"write_csv", write_csv, 0},
    {"write_text", write_text, 0},
    {NULL, NULL, 0},
};
