/* The reader: bytes of a file, what kind they are, decoded, cut into lines, made
 * into blocks. The text owns its bytes and blocks; the source is not kept. */
#include "base/buffer.h"
#include "base/digest.h"
#include "base/memory.h"
#include "text/blocks.h"
#include "text/decode.h"
#include "text/lines.h"
#include "text/marks.h"
#include "text/page.h"
#include "text/pdf.h"

#include <conspectus/text.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PDF_MAGIC_WITHIN = 1024, READ_BYTES = 1 << 16 };

const cs_text_limits cs_text_default_limits = {
    .max_bytes = 32u << 20, .pdf_seconds = 60, .pdf_memory = 1u << 30};

/* --- what the bytes are ---------------------------------------------------------------- */

typedef struct magic {
  const char *bytes;
  size_t length;
  const char *what;
} magic;

static const magic foreign[] = {
    {"PK\x03\x04", 4, "a Word, OpenDocument or ZIP file: save it as text or PDF"},
    {"\xD0\xCF\x11\xE0", 4, "an old Word or Excel file: save it as text or PDF"},
    {"{\\rtf", 5, "a rich text file: save it as text or PDF"},
    {"\x1F\x8B", 2, "compressed by gzip: decompress it first"},
    {"BZh", 3, "compressed by bzip2: decompress it first"},
    {"\xFD"
     "7zXZ",
     5, "compressed by xz: decompress it first"},
    {"\x28\xB5\x2F\xFD", 4, "compressed by zstd: decompress it first"},
    {"\x89PNG", 4, "a picture: put it through text recognition (OCR) first"},
    {"\xFF\xD8\xFF", 3, "a picture: put it through text recognition (OCR) first"},
    {"SQLite format 3", 15, "an SQLite database, perhaps a dataset: give it to the other commands"},
    {"\x7F"
     "ELF",
     4, "a program"},
};

static bool is_pdf(const char *bytes, size_t length) {
  size_t last = length < PDF_MAGIC_WITHIN ? length : PDF_MAGIC_WITHIN;
  for (size_t at = 0; at + 5 <= last; at++) {
    unsigned char byte = (unsigned char)bytes[at];
    if (memcmp(bytes + at, "%PDF-", 5) == 0) {
      return true;
    }
    bool before = byte <= ' ' || byte >= 0x80; /* a mark or junk may stand before it, no prose */
    if (!before) {
      return false;
    }
  }
  return false;
}

static bool ends_with(const char *name, const char *ending) {
  size_t length = strlen(name), size = strlen(ending);
  if (length < size) {
    return false;
  }
  for (size_t i = 0; i < size; i++) {
    if ((name[length - size + i] | 32) != (ending[i] | 32)) {
      return false;
    }
  }
  return true;
}

/* Two headings with '#' make a document Markdown, whatever it is called. */
static bool is_markdown(const char *name, const cs_text *text) {
  if (ends_with(name, ".md") || ends_with(name, ".markdown")) {
    return true;
  }
  size_t headings = 0;
  for (size_t i = 0; i < text->block_count && headings < 2; i++) {
    headings += (text->blocks[i].marks & CS_MARK_HEADING) != 0;
  }
  return headings == 2;
}

static cs_status refuse(const char *bytes, size_t length, const char *name,
                        const cs_text_limits *limits, cs_error *error) {
  if (length == 0) {
    return cs_fail(error, CS_MALFORMED, "%s: the file is empty", name);
  }
  if (length > limits->max_bytes) {
    return cs_fail(error, CS_LIMIT, "%s: the file has %zu bytes, more than the limit of %zu", name,
                   length, limits->max_bytes);
  }
  for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
    if (length >= foreign[i].length && memcmp(bytes, foreign[i].bytes, foreign[i].length) == 0) {
      return cs_fail(error, CS_MALFORMED, "%s: this is no text but %s", name, foreign[i].what);
    }
  }
  return CS_OK;
}

/* --- from bytes to text ------------------------------------------------------------------ */

static void report_faults(const decoded *source, cs_problems *problems) {
  if (source->faults != 0) {
    cs_problem_add(problems, CS_STAGE_TEXT, CS_WARNING, source->first_fault,
                   "%zu %s not valid %s and became U+FFFD; this is the first line with one",
                   source->faults, source->faults == 1 ? "character is" : "characters are",
                   cs_encoding_name(source->encoding));
  }
}

/* A whole HTML page is read as text, but it is seldom what somebody meant to give. */
static bool take_page(decoded *source, cs_problems *problems) {
  if (!cs_is_page(source->bytes, source->length)) {
    return false;
  }
  cs_problem_add(
      problems, CS_STAGE_TEXT, CS_WARNING, 0,
      "this is an HTML page, whatever its name says; its text was read without its marks");
  if (source->bytes != source->buffer.bytes) {
    cs_buffer_add(&source->buffer, source->bytes, source->length);
    source->bytes = source->buffer.bytes;
  }
  cs_blank_unprinted(source->buffer.bytes, source->length);
  cs_buffer flat = {0};
  cs_flatten_page(&flat, source->bytes, source->length);
  cs_buffer_free(&source->buffer);
  source->buffer = flat;
  source->bytes = flat.bytes;
  source->length = flat.length;
  source->ascii = false; /* there are breaks in it that only the line splitter may see */
  return true;
}

static cs_status read_plain(cs_text *text, const char *bytes, size_t length, const char *name,
                            bool pdf, cs_problems *problems, cs_error *error) {
  cs_encoding encoding = CS_ENCODING_UTF8;
  if (!pdf && !cs_find_encoding(bytes, length, &encoding)) {
    return cs_fail(error, CS_MALFORMED,
                   "%s: this is a binary file; text or PDF is what can be read", name);
  }
  decoded source = {0};
  lines split;
  cs_decode(&source, bytes, length, encoding);
  bool page = !pdf && take_page(&source, problems);
  cs_lines_split(&split, source.bytes, source.length, source.ascii);
  text->format = pdf ? CS_FORMAT_PDF : page ? CS_FORMAT_HTML : CS_FORMAT_PLAIN;
  cs_make_blocks(text, &split, &source, text->format);
  text->encoding = encoding;
  if (text->format == CS_FORMAT_PLAIN && is_markdown(name, text)) {
    text->format = CS_FORMAT_MARKDOWN;
  }
  report_faults(&source, problems);
  cs_lines_free(&split);
  cs_buffer_free(&source.buffer);
  if (text->block_count == 0) {
    return cs_fail(error, CS_MALFORMED, "%s: there is no text in this file", name);
  }
  return CS_OK;
}

static void tell_other_name(const char *name, cs_problems *problems) {
  size_t length = strlen(name);
  if (length < 4 || strcasecmp(name + length - 4, ".pdf") != 0) {
    cs_problem_add(problems, CS_STAGE_TEXT, CS_NOTE, 0, "this is a PDF, whatever its name says");
  }
}

static cs_status read_pdf(cs_text *text, const char *bytes, size_t length, const char *name,
                          const cs_text_limits *limits, cs_problems *problems, cs_error *error) {
  cs_buffer printed = {0};
  tell_other_name(name, problems);
  cs_status status = cs_pdf_text(&printed, bytes, length, name, limits, problems, error);
  if (status == CS_OK) {
    status = read_plain(text, printed.bytes, printed.length, name, true, problems, error);
  }
  cs_buffer_free(&printed);
  return status;
}

cs_status cs_text_from_bytes(cs_text **out, const char *bytes, size_t length, const char *name,
                             const cs_text_limits *limits, cs_problems *problems, cs_error *error) {
  cs_status status = refuse(bytes, length, name, limits, error);
  if (status != CS_OK) {
    return status;
  }
  cs_text *text = cs_allocate(1, sizeof *text);
  text->source_size = length;
  cs_sha256(bytes, length, text->sha256);
  status = is_pdf(bytes, length) ? read_pdf(text, bytes, length, name, limits, problems, error)
                                 : read_plain(text, bytes, length, name, false, problems, error);
  if (status != CS_OK) {
    cs_text_free(text);
    return status;
  }
  *out = text;
  return CS_OK;
}

/* --- files ---------------------------------------------------------------------------------- */

/* Reads on until the end, or one byte past the limit, which is then refused. */
static cs_status read_all(int file, size_t expected, cs_buffer *bytes, const char *path,
                          const cs_text_limits *limits, cs_error *error) {
  for (;;) {
    size_t room = bytes->length < expected ? expected - bytes->length + 1 : READ_BYTES;
    char *end = cs_buffer_reserve(bytes, room);
    ssize_t done = read(file, end, room);
    if (done < 0 && errno == EINTR) {
      continue;
    }
    if (done < 0) {
      return cs_fail(error, CS_UNREADABLE, "%s: cannot read the file: %s", path, strerror(errno));
    }
    bytes->length += (size_t)done;
    if (done == 0 || bytes->length > limits->max_bytes) {
      return CS_OK;
    }
  }
}

static cs_status read_open_file(int file, cs_buffer *bytes, const char *path,
                                const cs_text_limits *limits, cs_error *error) {
  struct stat about;
  if (fstat(file, &about) != 0) {
    return cs_fail(error, CS_UNREADABLE, "%s: cannot look at the file: %s", path, strerror(errno));
  }
  if (S_ISDIR(about.st_mode)) {
    return cs_fail(error, CS_UNREADABLE, "%s: this is a folder, not a file", path);
  }
  if (!S_ISREG(about.st_mode)) {
    return cs_fail(error, CS_UNREADABLE, "%s: this is no regular file", path);
  }
  if ((uint64_t)about.st_size > limits->max_bytes) {
    return cs_fail(error, CS_LIMIT, "%s: the file has %llu bytes, more than the limit of %zu", path,
                   (unsigned long long)about.st_size, limits->max_bytes);
  }
  return read_all(file, (size_t)about.st_size, bytes, path, limits, error);
}

cs_status cs_text_read(cs_text **out, const char *path, const cs_text_limits *limits,
                       cs_problems *problems, cs_error *error) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) {
    return cs_fail(error, errno == ENOENT || errno == ENOTDIR ? CS_NOT_FOUND : CS_UNREADABLE,
                   "%s: cannot open the file: %s", path, strerror(errno));
  }
  cs_buffer bytes = {0};
  cs_status status = read_open_file(file, &bytes, path, limits, error);
  close(file);
  if (status == CS_OK) {
    status = cs_text_from_bytes(out, bytes.bytes, bytes.length, path, limits, problems, error);
  }
  cs_buffer_free(&bytes);
  return status;
}

void cs_text_free(cs_text *text) {
  if (text == NULL) {
    return;
  }
  free(text->bytes);
  free(text->blocks);
  free(text);
}

const char *cs_format_name(cs_format format) {
  static const char *const names[] = {"plain", "markdown", "pdf", "html"};
  return names[format];
}

const char *cs_encoding_name(cs_encoding encoding) {
  static const char *const names[] = {"UTF-8", "UTF-8 with BOM", "UTF-16LE", "UTF-16BE",
                                      "Windows-1252"};
  return names[encoding];
}
