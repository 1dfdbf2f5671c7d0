/* conspectus text: a document as the program reads it, and what each block of it became. */
#include "cli/cli.h"

#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

enum { LINE_WIDTH = 6, MARKS_WIDTH = 4, BECAME_WIDTH = 24, TEXT_INDENT = 38, WIDTH_DEFAULT = 80 };

static const cli_option options[] = {
    {"structure", 's', NULL, "beside each block its line, its marks and what it became"},
    {"problems", 0, NULL, "list what went wrong while reading, with lines"},
    {"family", 'F', "ID", "read as a review of this family"},
    CLI_OPTION_PLUGINS,
    {0},
};

typedef struct mark_letter {
  uint32_t mark;
  char letter;
} mark_letter;

static const mark_letter letters[] = {
    {CS_MARK_HEADING, 'H'}, {CS_MARK_BULLET, 'L'},   {CS_MARK_QUOTE, 'Q'},    {CS_MARK_STRONG, 'S'},
    {CS_MARK_TABLE, 'T'},   {CS_MARK_FOOTNOTE, 'F'}, {CS_MARK_CONTENTS, 'C'},
};

enum { LETTER_COUNT = sizeof letters / sizeof *letters };

/* A document, read as far as it can be. */
typedef struct document {
  const char *path;
  cs_text *text;
  cs_review *review; /* NULL where no family fits */
  cs_problems problems;
} document;

/* ---- Reading ---- */

/* Reads the text, and where there is a host the review; a text that is no review is
 * still a text, and why it is none is a problem of it. */
static cs_status read_document(document *out, cs_host *host, const char *path, const char *family,
                               cs_error *error) {
  cs_run_options how = {.family = family, .text = cs_text_default_limits};
  *out = (document){.path = path};
  if (host == NULL) {
    return cs_text_read(&out->text, path, &how.text, &out->problems, error);
  }
  cs_status status =
      cs_read_document(&out->text, &out->review, host, path, &how, &out->problems, error);
  if (status == CS_OK || status == CS_USAGE) {
    return status;
  }
  cs_error why = *error;
  cs_problems again = {0};
  out->text = NULL;
  out->review = NULL;
  status = cs_text_read(&out->text, path, &how.text, &again, error);
  cs_problems_clear(&again); /* they are in out->problems */
  if (status == CS_OK) {
    size_t length = strlen(path);
    bool named = strncmp(why.message, path, length) == 0 && why.message[length] == ':';
    cs_problem_add(&out->problems, CS_STAGE_REVIEW, CS_ERROR, 0, "%s",
                   named ? why.message + length + 2 : why.message);
  }
  return status;
}

static void free_document(document *this) {
  cs_review_free(this->review);
  cs_text_free(this->text);
  cs_problems_clear(&this->problems);
}

/* ---- What a block became ---- */

/* The first passage that ends behind `offset`, from passage `from` on. */
static uint32_t passage_at(const cs_review *review, uint32_t from, uint32_t offset) {
  while (from < review->passage_count &&
         review->passages[from].start + review->passages[from].length <= offset) {
    from++;
  }
  return from;
}

static const cs_section *section_at(const cs_review *review, uint32_t line) {
  for (uint32_t i = 0; i < review->section_count; i++) {
    if (review->sections[i].line == line && line != 0) {
      return &review->sections[i];
    }
  }
  return NULL;
}

/* "finding 2.18", "section early_help", "" for what the review does not hold. */
static void add_became(cs_buffer *out, const cs_review *review, const cs_block *block,
                       uint32_t *passage) {
  *passage = passage_at(review, *passage, block->start);
  const cs_passage *each = *passage < review->passage_count ? &review->passages[*passage] : NULL;
  const cs_section *section = section_at(review, block->line);
  if (each != NULL && each->start < block->start + block->length) {
    cs_buffer_add_format(out, "%s %s", cs_kind_name(each->kind), each->label);
  } else if (section != NULL) {
    cs_buffer_add_format(out, "section %s", section->canonical);
  } else {
    cs_buffer_add_string(out, "");
  }
}

/* ---- Printing ---- */

/* The text with its cells parted by bars. */
static void add_cells(cs_buffer *out, const char *text, size_t length) {
  for (size_t at = 0; at < length; at++) {
    if (text[at] == '\t') {
      cs_buffer_add_string(out, " | ");
    } else {
      cs_buffer_add_char(out, text[at]);
    }
  }
}

static void print_block(const document *this, const cs_block *block, const char *became,
                        size_t width) {
  char marks[LETTER_COUNT + 1];
  size_t count = 0;
  for (size_t i = 0; i < LETTER_COUNT; i++) {
    if ((block->marks & letters[i].mark) != 0) {
      marks[count++] = letters[i].letter;
    }
  }
  marks[count] = '\0';
  int used =
      printf("%*u %-*s %-*s  ", LINE_WIDTH, block->line, MARKS_WIDTH, marks, BECAME_WIDTH, became);
  if (used > TEXT_INDENT) {
    printf("\n%*s", TEXT_INDENT, "");
  }
  cs_buffer shown = {0};
  add_cells(&shown, this->text->bytes + block->start, block->length);
  cs_print_wrapped(stdout, shown.bytes, shown.length, width - TEXT_INDENT, TEXT_INDENT);
  cs_buffer_free(&shown);
  putchar('\n');
}

/* What was read, and as what. */
static void print_heading(const document *this, size_t width) {
  const cs_text *text = this->text;
  const cs_review *review = this->review;
  cs_buffer line = {0};
  printf("%s: %s, %s, %zu bytes, %zu blocks\n", this->path, cs_format_name(text->format),
         cs_encoding_name(text->encoding), text->source_size, text->block_count);
  if (review != NULL) {
    char key[200];
    cs_review_key(review, key, sizeof key);
    cs_buffer_add_format(&line,
                         "Read as %s: %s (%s), %u sections, %u passages, %u recommendations, %u "
                         "judgements.",
                         review->family, review->area, key, review->section_count,
                         review->passage_count, review->recommendation_count,
                         review->judgement_count);
  } else {
    cs_buffer_add_string(&line,
                         "Read as text only; --problems says why no family of reviews fits.");
  }
  cs_buffer_add_string(&line, " Marks: H heading, L list item, Q quote, S emphasised, T table row, "
                              "F footnote, C contents; | parts cells.");
  cs_print_wrapped(stdout, line.bytes, line.length, width, 0);
  printf("\n\n%*s %-*s %-*s  text\n", LINE_WIDTH, "line", MARKS_WIDTH, "mark", BECAME_WIDTH,
         "became");
  cs_buffer_free(&line);
}

static void print_structure(const document *this) {
  size_t width = cli_width() != 0 ? cli_width() : WIDTH_DEFAULT;
  width = width > TEXT_INDENT + 20 ? width : TEXT_INDENT + 20;
  const cs_text *text = this->text;
  print_heading(this, width);
  cs_buffer became = {0};
  uint32_t passage = 0;
  for (size_t i = 0; i < text->block_count; i++) {
    cs_buffer_reset(&became);
    cs_buffer_add_string(&became, "");
    if (this->review != NULL) {
      add_became(&became, this->review, &text->blocks[i], &passage);
    }
    print_block(this, &text->blocks[i], became.bytes != NULL ? became.bytes : "", width);
  }
  cs_buffer_free(&became);
}

/* A block a line, as the text is kept; wrapped on a terminal. */
static void print_text(const document *this) {
  const cs_text *text = this->text;
  size_t width = cli_width();
  if (width == 0) {
    fwrite(text->bytes, 1, text->length, stdout);
    putchar('\n');
    return;
  }
  for (size_t i = 0; i < text->block_count; i++) {
    const cs_block *block = &text->blocks[i];
    if (i != 0 && (block->marks & CS_MARK_BLANK_BEFORE) != 0) {
      putchar('\n');
    }
    cs_print_wrapped(stdout, text->bytes + block->start, block->length, width, 0);
    putchar('\n');
  }
}

static void print_document(const document *this, bool structure, bool heading) {
  if (structure) {
    print_structure(this);
    return;
  }
  cli_message("%s: %s, %s, %zu bytes, %zu blocks", this->path, cs_format_name(this->text->format),
              cs_encoding_name(this->text->encoding), this->text->source_size,
              this->text->block_count);
  if (heading) {
    printf("==> %s <==\n", this->path);
  }
  print_text(this);
}

static void print_problems(const document *this, bool listed) {
  if (listed) {
    cli_problems(&this->problems, this->path);
  } else if (this->problems.count != 0) {
    size_t count = this->problems.count + this->problems.dropped;
    cli_message("%s: %zu problem%s; --problems lists %s", this->path, count, count == 1 ? "" : "s",
                count == 1 ? "it" : "them");
  }
}

static int text(const cli_arguments *arguments) {
  bool structure = cli_flag(arguments, "structure"), listed = cli_flag(arguments, "problems");
  const char *family = cli_value(arguments, "family");
  cs_host *host = NULL;
  int status = structure || listed || family != NULL ? cli_host(&host, arguments, NULL, NULL) : 0;
  if (status != 0) {
    return status;
  }
  if (family != NULL) {
    cs_error error;
    cs_run_options asked = {.family = family};
    if (cs_run_check_family(&asked, host, &error) != CS_OK) {
      status = cli_failed(&error);
      cs_host_close(host);
      return status;
    }
  }
  for (int i = 0; i < arguments->operand_count; i++) {
    document each;
    cs_error error;
    if (read_document(&each, host, arguments->operands[i], family, &error) != CS_OK) {
      status = cli_failed(&error);
    } else {
      if (i > 0) {
        putchar('\n');
      }
      print_document(&each, structure, arguments->operand_count > 1);
      fflush(stdout); /* before its problems, where both go to one terminal */
      print_problems(&each, listed);
    }
    free_document(&each);
  }
  cs_host_close(host);
  return cli_done(status);
}

const cli_command cli_text = {
    .name = "text",
    .operands = "FILE...",
    .summary = "a document as the program reads it",
    .about = "Prints the clean text of documents: a paragraph a line, without page furniture, "
             "broken lines and marks. With --structure each block stands beside the line of the "
             "source where it begins, what the source marked it as, and what it became: section, "
             "finding, recommendation. Where no family of reviews fits, the blocks alone.",
    .example = "conspectus text --structure datasets/sample/harrowmere-2018.md",
    .options = options,
    .least_operands = 1,
    .most_operands = -1,
    .function = text,
};
