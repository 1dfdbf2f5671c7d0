/* text/pdf.h: the text of a PDF, by pdftotext as a child process.
 *
 * The child gets the bytes on its standard input, so that no file name reaches
 * it, and is held to limits of processor time, wall-clock time, memory, files
 * and output. Whatever it does costs this document only.
 */
#ifndef CS_TEXT_PDF_H
#define CS_TEXT_PDF_H

#include "base/buffer.h"

#include <conspectus/text.h>

/* Adds the text to `out`, UTF-8 with a form feed behind each page. What pdftotext
 * had to say becomes a problem, or the message of the failure. */
cs_status cs_pdf_text(cs_buffer *out, const char *bytes, size_t length, const char *name,
                      const cs_text_limits *limits, cs_problems *problems, cs_error *error);

#endif
