/* conspectus/text.h: a document as clean UTF-8 text.
 *
 * The reader takes the bytes of a file and gives text that the later stages can
 * rely on: valid UTF-8 in NFC, '\n' line ends, no soft hyphens, ligatures or
 * non-breaking spaces, no page furniture, no Markdown or HTML marks, words and
 * paragraphs that a line or page end had broken put together again. Every
 * offset in Conspectus is a byte offset into this clean text.
 *
 * The clean text is a sequence of blocks. A block is one paragraph, heading,
 * list item, field or table row, on one line; blocks are separated by one '\n',
 * or by two where the source had an empty line between them. Blocks do not
 * overlap, are in order, and are never empty. Blanks inside a block are single
 * spaces, or single tabs where the source had a tab, a table cell, a further value
 * in a field's column, or (PDF) a gap between columns; an empty table cell leaves
 * two tabs side by side.
 */
#ifndef CONSPECTUS_TEXT_H
#define CONSPECTUS_TEXT_H

#include <conspectus/problem.h>
#include <conspectus/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cs_format {
  CS_FORMAT_PLAIN,
  CS_FORMAT_MARKDOWN,
  CS_FORMAT_PDF,
  CS_FORMAT_HTML, /* a whole page, whatever its name says */
} cs_format;

typedef enum cs_encoding {
  CS_ENCODING_UTF8,
  CS_ENCODING_UTF8_BOM,
  CS_ENCODING_UTF16LE,
  CS_ENCODING_UTF16BE,
  CS_ENCODING_WINDOWS_1252,
} cs_encoding;

/* What the source said about a block by its marks, which the clean text no longer shows. */
enum {
  CS_MARK_BLANK_BEFORE = 1 << 0, /* an empty line, a page end or the start stood before it */
  CS_MARK_HEADING = 1 << 1,      /* a Markdown or HTML heading */
  CS_MARK_BULLET = 1 << 2,       /* a list item; the bullet itself is taken off */
  CS_MARK_QUOTE = 1 << 3,        /* a Markdown blockquote */
  CS_MARK_STRONG = 1 << 4,       /* the whole block was emphasised */
  CS_MARK_TABLE = 1 << 5,        /* a table row; its cells are separated by tabs */
  CS_MARK_FOOTNOTE = 1 << 6,     /* a footnote with its number; it stands behind the paragraph that
                                    its page ends in, whose marker ("Board1") is taken off */
  CS_MARK_CONTENTS = 1 << 7,     /* a line of a table of contents, or its heading */
};

typedef struct cs_block {
  uint32_t start;  /* byte offset in the clean text */
  uint32_t length; /* bytes, the line end not included */
  uint32_t line;   /* line of the source where it begins, from 1 (PDF: of pdftotext's output) */
  uint32_t marks;  /* CS_MARK_ bits */
} cs_block;

typedef struct cs_text {
  char *bytes; /* `length` bytes, then CS_TEXT_PADDING zero bytes */
  size_t length;
  cs_block *blocks;
  size_t block_count;
  cs_format format;
  cs_encoding encoding;
  size_t source_size; /* bytes of the file */
  char sha256[65];    /* of the file's bytes, lower-case hex */
} cs_text;

/* Zero bytes behind the text, so that a vector scan may read past its end. */
enum { CS_TEXT_PADDING = 64 };

typedef struct cs_text_limits {
  size_t max_bytes;     /* of a file, and of the text that a PDF turns into */
  unsigned pdf_seconds; /* processor and wall-clock time of pdftotext */
  size_t pdf_memory;    /* bytes of address space of pdftotext */
} cs_text_limits;

/* 32 MiB of text, 60 s and 1 GiB for a PDF. Never freed. */
extern const cs_text_limits cs_text_default_limits;

/* Reads a file. A missing, unreadable, empty, oversized or binary file, or a PDF
 * that cannot be read, fails with a message that names the file; lesser faults
 * (bytes that are not valid in the file's encoding) are added to `problems`. */
cs_status cs_text_read(cs_text **out, const char *path, const cs_text_limits *limits,
                       cs_problems *problems, cs_error *error);

/* The same for bytes in memory, which are copied; `name` is used in messages
 * and, by its ending (.md, .markdown), as a hint of the format. */
cs_status cs_text_from_bytes(cs_text **out, const char *bytes, size_t length, const char *name,
                             const cs_text_limits *limits, cs_problems *problems, cs_error *error);

/* NULL is allowed. */
void cs_text_free(cs_text *text);

/* "plain", "markdown", "pdf", "html"; "UTF-8", "UTF-8 with BOM", "UTF-16LE", ... Never freed. */
const char *cs_format_name(cs_format format);
const char *cs_encoding_name(cs_encoding encoding);

#endif
