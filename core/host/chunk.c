/* Reading a file of Lua: a regular file of bounded size in UTF-8. */
#include "host/chunk.h"

#include "base/utf8.h"
#include "host/plugin.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads all of an open file of at most `most` bytes; false with errno where it cannot. */
static bool read_all(int file, size_t size, cs_chunk *read_into) {
  read_into->bytes = cs_allocate(size + 1, 1);
  while (read_into->length < size) {
    ssize_t got = read(file, read_into->bytes + read_into->length, size - read_into->length);
    if (got < 0 && errno != EINTR) {
      return false;
    }
    if (got == 0) {
      break;
    }
    read_into->length += got > 0 ? (size_t)got : 0;
  }
  return true;
}

static cs_status read_source(cs_chunk *out, const char *path, cs_error *error) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat about;
  if (file < 0 || fstat(file, &about) != 0) {
    int why = errno;
    if (file >= 0) {
      close(file);
    }
    return cs_fail(error, why == ENOENT ? CS_NOT_FOUND : CS_UNREADABLE, "%s: cannot be read: %s",
                   path, strerror(why));
  }
  cs_status status = CS_OK;
  if (!S_ISREG(about.st_mode)) {
    status = cs_fail(error, CS_UNREADABLE, "%s: is not a file", path);
  } else if (about.st_size > CS_PLUGIN_FILE_BYTES) {
    status =
        cs_fail(error, CS_LIMIT, "%s: is larger than the %d KiB that a plugin or script may have",
                path, CS_PLUGIN_FILE_BYTES / 1024);
  } else if (!read_all(file, (size_t)about.st_size, out)) {
    status = cs_fail(error, CS_UNREADABLE, "%s: cannot be read: %s", path, strerror(errno));
  }
  close(file);
  return status;
}

static cs_status check_source(cs_chunk *out, const char *path, cs_error *error) {
  size_t mark = out->length >= 3 && memcmp(out->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  out->text = out->bytes + mark;
  out->text_length = out->length - mark;
  if (!cs_is_text(out->text, out->text_length)) {
    return cs_fail(error, CS_MALFORMED, "%s: is not UTF-8 text: save it as UTF-8", path);
  }
  return CS_OK;
}

cs_status cs_chunk_read(cs_chunk *out, const char *path, cs_error *error) {
  *out = (cs_chunk){0};
  cs_status status = read_source(out, path, error);
  if (status == CS_OK) {
    status = check_source(out, path, error);
  }
  if (status != CS_OK) {
    cs_chunk_free(out);
  }
  return status;
}

void cs_chunk_free(cs_chunk *source) {
  free(source->bytes);
  *source = (cs_chunk){0};
}
