/* Judgements: the words of the table are read as one stream from which the grades
 * are taken out; the aspects are looked for in what is left, and the first aspect
 * has the first grade. Where there are not as many grades as aspects, a grade
 * belongs to the aspect whose row it stands in. */
#include "review/judgements.h"

#include "base/buffer.h"
#include "base/words.h"
#include "review/titles.h"

#include <stdlib.h>
#include <string.h>

enum {
  FRONT_BLOCKS = 160, /* in which the table is looked for */
  ROW_BYTES = 240,    /* longest row, or line that ends in a grade */
  MARKS_MAX = 64      /* of aspects, of grades: further ones are not read */
};

/* An aspect or a grade of the stream. */
typedef struct mark {
  int32_t what;    /* index of the aspect or the grade */
  uint32_t at;     /* word of the stream */
  uint32_t block;  /* of its first word */
  uint32_t behind; /* of its last */
} mark;

typedef struct stream {
  cs_parser *parser;
  cs_buffer rest;   /* the words that are no grade's, parted by blanks */
  uint32_t *words;  /* per byte of `rest`: number of the word in the stream */
  uint32_t *blocks; /* per byte of `rest`: its block */
  size_t room_words, room_blocks;
  uint32_t count; /* words so far */
  mark grades[MARKS_MAX], aspects[MARKS_MAX];
  size_t grade_count, aspect_count;
} stream;

static void add_rest(stream *it, const char *text, size_t length, uint32_t block) {
  cs_buffer_add(&it->rest, text, length);
  cs_buffer_add_char(&it->rest, ' ');
  for (size_t at = it->rest.length - length - 1; at < it->rest.length; at++) {
    cs_grow(&it->words, &it->room_words, at, sizeof *it->words);
    cs_grow(&it->blocks, &it->room_blocks, at, sizeof *it->blocks);
    it->words[at] = it->count;
    it->blocks[at] = block;
  }
}

static void add_grade(stream *it, const cs_grade_reader *reader, cs_grade_part part,
                      uint32_t block) {
  if (part == CS_GRADE_OPENS && it->grade_count < MARKS_MAX) {
    it->grades[it->grade_count++] =
        (mark){.what = reader->open->grade, .at = it->count, .block = block};
  }
  if (it->grade_count != 0) {
    it->grades[it->grade_count - 1].behind = block;
  }
}

static void read_stream(stream *it, uint32_t from, uint32_t to) {
  cs_grade_reader reader = {.grades = &it->parser->grades};
  for (uint32_t block = from; block < to; block++) {
    const char *text = cs_block_text(it->parser, block);
    size_t length = cs_block_length(it->parser, block);
    cs_word word;
    for (size_t at = 0; cs_next_word(text, length, at, &word); at = word.start + word.length) {
      char folded[CS_WORD_SIZE];
      cs_fold_word(text + word.start, word.length, folded);
      cs_grade_part part = cs_grade_read(&reader, folded);
      if (part == CS_NOT_GRADE) {
        add_rest(it, text + word.start, word.length, block);
      } else {
        add_grade(it, &reader, part, block);
      }
      it->count++;
    }
  }
}

static int compare_marks(const void *one, const void *other) {
  uint32_t left = ((const mark *)one)->at, right = ((const mark *)other)->at;
  return left < right ? -1 : left > right;
}

static void find_aspects(stream *it) {
  const cs_parser *parser = it->parser;
  for (size_t i = 0; i < parser->family->judgement_count && i < MARKS_MAX; i++) {
    size_t start, end;
    if (cs_phrases_find(&parser->aspect_names[i], it->rest.bytes, it->rest.length, 0, &start,
                        &end)) {
      it->aspects[it->aspect_count++] = (mark){.what = (int32_t)i,
                                               .at = it->words[start],
                                               .block = it->blocks[start],
                                               .behind = it->blocks[end - 1]};
    }
  }
  qsort(it->aspects, it->aspect_count, sizeof *it->aspects, compare_marks);
}

/* The grade of an aspect's row, where the counts do not agree. */
static const mark *grade_in_row(const stream *it, size_t aspect) {
  uint32_t from = it->aspects[aspect].block, to = it->aspects[aspect].behind;
  bool last = aspect + 1 == it->aspect_count;
  for (size_t i = 0; i < it->grade_count; i++) {
    const mark *grade = &it->grades[i];
    bool shared = !last && grade->at > it->aspects[aspect + 1].at;
    if (grade->block >= from && grade->block <= to && !shared) {
      return grade;
    }
  }
  return NULL;
}

static void judge(cs_parser *parser, int32_t aspect, int32_t grade, uint32_t block) {
  parser->judged[aspect] = (cs_judged){.grade = grade, .line = parser->text->blocks[block].line};
}

static void take_table(stream *it) {
  cs_parser *parser = it->parser;
  bool in_turn = it->aspect_count == it->grade_count;
  for (size_t i = 0; i < it->aspect_count; i++) {
    const mark *aspect = &it->aspects[i];
    const mark *grade = in_turn ? &it->grades[i] : grade_in_row(it, i);
    parser->judged[aspect->what].line = parser->text->blocks[aspect->block].line;
    if (grade != NULL) {
      judge(parser, aspect->what, grade->what, aspect->block);
    }
  }
}

static void read_over(const stream *it) {
  uint32_t from = it->aspects[0].block, to = from;
  for (size_t i = 0; i < it->aspect_count; i++) {
    to = it->aspects[i].behind > to ? it->aspects[i].behind : to;
  }
  for (size_t i = 0; i < it->grade_count; i++) {
    from = it->grades[i].block < from ? it->grades[i].block : from;
    to = it->grades[i].behind > to ? it->grades[i].behind : to;
  }
  for (uint32_t block = from; block <= to; block++) {
    it->parser->views[block].read_over = true;
  }
  it->parser->table_end = to + 1;
}

/* Whether the blocks hold the table; two rows at least make one. */
static bool read_table(cs_parser *parser, uint32_t from, uint32_t to) {
  stream it = {.parser = parser};
  read_stream(&it, from, to);
  bool found = false;
  if (it.rest.length != 0 && it.grade_count != 0) {
    find_aspects(&it);
    found = it.aspect_count >= 2;
  }
  if (found) {
    take_table(&it);
    read_over(&it);
  }
  cs_buffer_free(&it.rest);
  free(it.words);
  free(it.blocks);
  return found;
}

static bool may_be_row(const cs_parser *parser, uint32_t block) {
  uint32_t length = cs_block_length(parser, block);
  const char *text = cs_block_text(parser, block);
  size_t end;
  return length <= ROW_BYTES && text[length - 1] != '.' &&
         !cs_block_marked(parser, block, CS_MARK_BULLET | CS_MARK_CONTENTS | CS_MARK_FOOTNOTE) &&
         !cs_phrases_at(&parser->judging, text, length, 0, &end);
}

/* On the front page, before the contents, a line with a grade is no heading of what it judges. */
static void read_over_lines(cs_parser *parser, uint32_t count) {
  uint32_t contents = count;
  while (contents > 0 && !cs_block_marked(parser, contents - 1, CS_MARK_CONTENTS)) {
    contents--;
  }
  for (uint32_t block = 0; block < contents; block++) {
    const char *text = cs_block_text(parser, block);
    uint32_t length = cs_block_length(parser, block);
    size_t end;
    if (length <= ROW_BYTES && cs_phrases_at(&parser->judging, text, length, 0, &end) &&
        cs_grade_at_end(&parser->grades, text, length) != CS_NO_GRADE) {
      parser->views[block].read_over = true;
    }
  }
}

void cs_find_judgements(cs_parser *parser) {
  uint32_t count = (uint32_t)parser->text->block_count, from = 0;
  if (parser->family->judgement_count == 0) {
    return;
  }
  count = count < FRONT_BLOCKS ? count : FRONT_BLOCKS;
  read_over_lines(parser, count);
  for (uint32_t block = 0; block <= count; block++) {
    if (block < count && may_be_row(parser, block)) {
      continue;
    }
    if (block > from && read_table(parser, from, block)) {
      return;
    }
    from = block + 1;
  }
}

/* ---- Lines and headings ---- */

static void read_line(cs_parser *parser, uint32_t block) {
  const char *text = cs_block_text(parser, block);
  uint32_t length = cs_block_length(parser, block);
  size_t end;
  if (length > ROW_BYTES || !cs_phrases_at(&parser->judging, text, length, 0, &end)) {
    return;
  }
  int32_t grade = cs_grade_at_end(&parser->grades, text, length);
  if (grade != CS_NO_GRADE && block < parser->body_start) {
    parser->views[block].read_over = true; /* it goes on with no field of the header */
  }
  for (size_t i = 0; grade != CS_NO_GRADE && i < parser->family->judgement_count; i++) {
    if (parser->judged[i].grade == CS_NO_GRADE &&
        cs_phrases_at(&parser->aspect_sentences[i], text, length, 0, &end)) {
      judge(parser, (int32_t)i, grade, block);
    }
  }
}

/* The aspect of which most words stand in the heading; CS_NO_GRADE for none. */
static int32_t aspect_of(const cs_parser *parser, const char *text, size_t length) {
  int32_t found = CS_NO_GRADE;
  size_t longest = 0;
  for (size_t i = 0; i < parser->family->judgement_count; i++) {
    size_t start, end;
    if (cs_phrases_find(&parser->aspect_names[i], text, length, 0, &start, &end) &&
        end - start > longest) {
      longest = end - start;
      found = (int32_t)i;
    }
  }
  return found;
}

static void tell_other_grade(const cs_parser *parser, int32_t aspect, int32_t grade,
                             uint32_t line) {
  const cs_family *family = parser->family;
  cs_problem_add(parser->problems, CS_STAGE_REVIEW, CS_WARNING, line,
                 "the heading gives %s the grade \"%s\", line %u \"%s\"; the latter is kept",
                 family->judgements[aspect].aspect, family->grades[grade].grade,
                 parser->judged[aspect].line, family->grades[parser->judged[aspect].grade].grade);
}

static void read_heading(cs_parser *parser, uint32_t block) {
  const cs_view *view = &parser->views[block];
  char words[CS_TITLE_BYTES];
  int32_t grade;
  if (view->form == CS_NO_FORM || view->grade == CS_NO_GRADE) {
    return;
  }
  const cs_block *last = &parser->text->blocks[block + view->span - 1];
  const char *text = cs_block_text(parser, block);
  size_t length = last->start + last->length - parser->text->blocks[block].start;
  length = cs_grade_strip(&parser->grades, text, length, words, sizeof words, &grade);
  int32_t aspect = aspect_of(parser, words, length);
  if (aspect == CS_NO_GRADE) {
    return;
  }
  if (parser->judged[aspect].grade == CS_NO_GRADE) {
    judge(parser, aspect, view->grade, block);
  } else if (parser->judged[aspect].grade != view->grade) {
    tell_other_grade(parser, aspect, view->grade, parser->text->blocks[block].line);
  }
}

/* 1 for the first grade, and one more for each that does not share the rank before it. */
static uint32_t rank_of(const cs_family *family, int32_t grade) {
  uint32_t rank = 1;
  for (int32_t i = 1; i <= grade; i++) {
    rank += !family->grades[i].same_rank;
  }
  return rank;
}

static void add_judgements(cs_parser *parser) {
  const cs_family *family = parser->family;
  cs_review *review = parser->review;
  review->judgements =
      cs_arena_allocate(review->arena, family->judgement_count, sizeof *review->judgements);
  for (size_t i = 0; i < family->judgement_count; i++) {
    const cs_judged *judged = &parser->judged[i];
    if (judged->grade != CS_NO_GRADE) {
      review->judgements[review->judgement_count++] = (cs_judgement){
          .aspect = cs_arena_string(review->arena, family->judgements[i].aspect),
          .grade = cs_arena_string(review->arena, family->grades[judged->grade].grade),
          .rank = rank_of(family, judged->grade),
          .section = cs_arena_string(review->arena, family->judgements[i].section != NULL
                                                        ? family->judgements[i].section
                                                        : "")};
    } else if (judged->line != 0 || i == 0) {
      cs_problem_add(parser->problems, CS_STAGE_REVIEW, CS_WARNING, judged->line,
                     "no grade was found for %s", family->judgements[i].aspect);
    }
  }
}

void cs_parse_judgements(cs_parser *parser) {
  if (parser->family->judgement_count == 0) {
    return;
  }
  for (uint32_t block = 0; block < parser->text->block_count; block++) {
    read_line(parser, block);
  }
  for (uint32_t block = 0; block < parser->text->block_count; block++) {
    read_heading(parser, block);
  }
  add_judgements(parser);
}
