/* Help for tests of the text stage: reading a text from a string, and looking at it. */
#ifndef TESTS_TEXT_HELP_H
#define TESTS_TEXT_HELP_H

#include <conspectus/text.h>

/* The text of `length` bytes; a failure fails the test. Free with cs_text_free. */
cs_text *read_bytes(const char *bytes, size_t length, const char *name, cs_problems *problems);

/* The same for a string that is called "test.txt" and gives no problem. */
cs_text *read_string(const char *source);

/* Reads the string and compares the clean text with the expected one. */
void expect_text(const char *source, const char *expected);

/* Reads the string and compares each block's marks and text, written as "HB heading":
 * the letters B blank before, H heading, L list item, Q quote, S strong, T table, F
 * footnote, C contents, '.' for none, a blank, then the text. The list ends with NULL. */
void expect_blocks(const char *source, const char *const *expected);

/* Fails the test if the text breaks a promise of its header. */
void expect_sound(const cs_text *text);

#endif
