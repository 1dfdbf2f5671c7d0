/* Passages on a terminal. Evidence may nest and overlap, so each byte of the text
 * gets the one role that is worth showing there, cues before terms, and the text
 * is printed in runs of one role. Control characters never reach the terminal. */
#include "cli/passage.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <conspectus/output.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How a role is shown; a later one in this order wins where two overlap. */
typedef struct mark {
  const char *role;
  const char *open; /* without colour */
  const char *close;
  const char *colour;
  const char *meaning;
} mark;

static const mark marks[] = {
    {"", "", "", "", ""},
    {"term", "[", "]", "\033[1m", "term of the theme"},
    {"contrast", "{~ ", "}", "\033[36m", "contrast"},
    {"plan", "{> ", "}", "\033[33m", "planned"},
    {"condition", "{? ", "}", "\033[36m", "circumstance"},
    {"repeat", "{= ", "}", "\033[1;35m", "raised before"},
    {"strength", "{+ ", "}", "\033[32m", "strength"},
    {"weakness", "{- ", "}", "\033[31m", "weakness"},
    {"negation", "{! ", "}", "\033[35m", "negation"},
};
enum { MARK_COUNT = sizeof marks / sizeof *marks };

static unsigned char mark_of(const char *role) {
  for (unsigned char i = 1; i < MARK_COUNT; i++) {
    if (strcmp(marks[i].role, role) == 0) {
      return i;
    }
  }
  return 0;
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t';
}

/* A blank at the edge of a run carries no mark: marks open and close at words. */
static void trim_blanks(unsigned char *at, const char *text, size_t length) {
  for (size_t byte = 0; byte < length; byte++) {
    if (is_blank(text[byte]) && (byte == 0 || at[byte - 1] != at[byte])) {
      at[byte] = 0;
    }
  }
  for (size_t byte = length; byte-- > 0;) {
    if (is_blank(text[byte]) && at[byte + 1] != at[byte]) {
      at[byte] = 0;
    }
  }
}

/* The mark of every byte; free() it. */
static unsigned char *marks_of(const cs_shown *shown) {
  unsigned char *at = cs_allocate(shown->length + 1, 1);
  for (size_t i = 0; i < shown->evidence_count; i++) {
    const cs_shown_evidence *each = &shown->evidence[i];
    unsigned char mark_here = mark_of(each->role);
    if (each->start > shown->length || each->length > shown->length - each->start) {
      continue; /* a damaged dataset: verify says so */
    }
    for (size_t byte = each->start; byte < each->start + each->length; byte++) {
      at[byte] = mark_here > at[byte] ? mark_here : at[byte];
    }
  }
  trim_blanks(at, shown->text, shown->length);
  return at;
}

void cli_add_evidence(cs_buffer *list, const cs_shown *shown) {
  for (size_t i = 0; i < shown->evidence_count; i++) {
    const cs_shown_evidence *each = &shown->evidence[i];
    if (each->start <= shown->length && each->length <= shown->length - each->start) {
      cs_buffer_add_format(list, "%s%s: %.*s", list->length > 0 ? "; " : "", each->role,
                           (int)each->length, shown->text + each->start);
    }
  }
}

/* ---- Text with marks, wrapped ---- */

typedef struct pen {
  size_t width;  /* 0: no bound */
  size_t column; /* where the next character goes */
  size_t indent;
  bool colour;
} pen;

/* Whether a mark begins or ends at a byte. */
static bool opens(const unsigned char *at, size_t byte) {
  return at[byte] != 0 && (byte == 0 || at[byte - 1] != at[byte]);
}

static bool closes(const unsigned char *at, size_t byte) {
  return at[byte] != 0 && at[byte + 1] != at[byte];
}

static size_t word_width(const char *text, const unsigned char *at, size_t from, size_t to,
                         bool colour) {
  size_t width = cs_display_width(text + from, to - from);
  for (size_t byte = from; byte < to && !colour; byte++) {
    width += opens(at, byte) ? strlen(marks[at[byte]].open) : 0;
    width += closes(at, byte) ? strlen(marks[at[byte]].close) : 0;
  }
  return width;
}

static void print_word(const char *text, const unsigned char *at, size_t from, size_t to,
                       bool colour) {
  for (size_t byte = from; byte < to; byte++) {
    if (at[byte] != 0 && (opens(at, byte) || (colour && byte == from))) {
      fputs(colour ? marks[at[byte]].colour : marks[at[byte]].open, stdout);
    }
    unsigned char here = (unsigned char)text[byte];
    if (here >= 0x20 && here != 0x7F) {
      putchar(here);
    }
    if (at[byte] != 0 && (closes(at, byte) || (colour && byte + 1 == to))) {
      fputs(colour ? "\033[0m" : marks[at[byte]].close, stdout);
    }
  }
}

static void new_line(pen *with) {
  printf("\n%*s", (int)with->indent, "");
  with->column = with->indent;
}

static void print_marked(const char *text, size_t length, const unsigned char *at, pen *with) {
  for (size_t byte = 0; byte < length;) {
    size_t from = byte;
    while (from < length && is_blank(text[from])) {
      from++;
    }
    bool paragraph = memchr(text + byte, '\n', from - byte) != NULL;
    size_t to = from;
    while (to < length && !is_blank(text[to])) {
      to++;
    }
    size_t width = word_width(text, at, from, to, with->colour);
    bool full = with->width != 0 && with->column + 1 + width > with->width;
    if (with->column > with->indent && (full || paragraph)) {
      new_line(with);
    } else if (with->column > with->indent) {
      putchar(' ');
      with->column++;
    }
    print_word(text, at, from, to, with->colour);
    with->column += width;
    byte = to;
  }
}

/* "key  (section)", the section below the key where both are wider than the terminal. */
static void print_section(const cs_shown *shown, size_t width) {
  size_t used = strlen(shown->passage);
  cs_buffer text = {0};
  cs_buffer_add_format(&text, "(%s)", shown->section);
  if (width == 0 || used + 2 + text.length <= width) {
    printf("  %s", text.bytes);
  } else {
    printf("\n    ");
    cs_print_wrapped(stdout, text.bytes, text.length, width > 4 ? width - 4 : width, 4);
  }
  cs_buffer_free(&text);
}

void cli_print_place(const cs_shown *shown, size_t width, bool colour) {
  printf("%s%s%s", colour ? "\033[1m" : "", shown->passage, colour ? "\033[0m" : "");
  if (shown->section[0] != '\0') {
    print_section(shown, width);
  }
  putchar('\n');
}

static void print_head(const cs_shown *shown, size_t width, bool colour) {
  cli_print_place(shown, width, colour);
  printf("  %s: %s, confidence %.2f%s", shown->theme, shown->polarity, shown->confidence,
         shown->repeat ? ", raised before" : "");
  if (shown->cites[0] != '\0') {
    printf("; cites %s", shown->cites);
  }
  putchar('\n');
}

void cli_print_marked(const cs_shown *shown, size_t width, bool colour) {
  unsigned char *at = marks_of(shown);
  pen with = {.width = width, .column = 4, .indent = 4, .colour = colour};
  printf("    ");
  print_marked(shown->text, shown->length, at, &with);
  printf("\n\n");
  free(at);
}

void cli_print_shown(const cs_shown *shown, size_t width, bool colour) {
  print_head(shown, width, colour);
  cli_print_marked(shown, width, colour);
}

void cli_print_legend(bool colour) {
  printf("Marks:");
  for (size_t i = 1; i < MARK_COUNT; i++) {
    printf("%s %s%s%s", i == 5 ? "\n      " : "", colour ? marks[i].colour : marks[i].open,
           marks[i].meaning, colour ? "\033[0m" : marks[i].close);
  }
  putchar('\n');
}

/* ---- Rules ---- */

static const char *rule_words(const cs_rule *rule) {
  static const char *const words[CS_RULE_OPS] = {
      [CS_RULE_ANY] = "any of",
      [CS_RULE_ALL] = "all of",
      [CS_RULE_NONE] = "none of",
      [CS_RULE_SENTENCE] = "in one sentence, all of",
      [CS_RULE_ORDER] = "in this order, all of",
  };
  return words[rule->op] != NULL ? words[rule->op] : "";
}

static bool only_terms(const cs_rule *rule) {
  for (size_t i = 0; i < rule->child_count; i++) {
    if (rule->children[i]->op != CS_RULE_TERM) {
      return false;
    }
  }
  return rule->child_count > 0;
}

static void print_term_list(const cs_rule *rule, const cs_terms *terms, size_t indent,
                            size_t width) {
  size_t column = indent;
  printf("%*s", (int)indent, "");
  for (size_t i = 0; i < rule->child_count; i++) {
    const char *pattern = cs_terms_pattern(terms, rule->children[i]->term);
    size_t needed = cs_display_width(pattern, strlen(pattern)) + 3;
    if (width != 0 && column > indent && column + needed > width) {
      printf("\n%*s", (int)indent, "");
      column = indent;
    }
    printf("%s%s", pattern, i + 1 < rule->child_count ? " | " : "");
    column += needed;
  }
  putchar('\n');
}

/* What a rule asks for, with its number if it has one. */
static void print_asked(const cs_rule *rule, const cs_terms *terms) {
  switch (rule->op) {
  case CS_RULE_WITHIN:
    printf("within %u words, all of", rule->words);
    return;
  case CS_RULE_FRONT:
    printf("within the first %u words, all of", rule->words);
    return;
  case CS_RULE_TIMES:
    printf("in each of %u sentences, all of", rule->words);
    return;
  case CS_RULE_EXCEPT:
    printf("%s, except in", cs_terms_pattern(terms, rule->term));
    return;
  default:
    printf("%s", rule_words(rule));
  }
}

/* Depth is bounded by the loader; a rule is as deep as a person wrote it. */
static void print_node(const cs_rule *rule, const cs_terms *terms, size_t width, size_t indent) {
  if (rule->op == CS_RULE_TERM) {
    printf("%*s%s\n", (int)indent, "", cs_terms_pattern(terms, rule->term));
    return;
  }
  printf("%*s", (int)indent, "");
  print_asked(rule, terms);
  printf(":\n");
  if (only_terms(rule)) {
    print_term_list(rule, terms, indent + 2, width);
    return;
  }
  for (size_t i = 0; i < rule->child_count; i++) {
    print_node(rule->children[i], terms, width, indent + 2);
  }
}

void cli_print_rule(const cs_rule *rule, const cs_terms *terms, size_t width) {
  print_node(rule, terms, width, 2);
}

/* ---- Explanations ---- */

static const char *outcome_of(const cs_trace_step *step) {
  return !step->tried ? "not tried" : step->holds ? "yes" : "NO";
}

/* Of a sentence or run that failed though part of it was found: where most of it was. */
static void print_nearest(const cs_trace_step *step, const cs_scan_result *scan, int indent,
                          size_t width) {
  if (step->holds || !step->tried || step->best_sentence >= scan->sentence_count) {
    return;
  }
  const cs_sentence *sentence = &scan->sentences[step->best_sentence];
  size_t room = width > (size_t)indent + 24 ? width - (size_t)indent - 18 : 12;
  size_t length = sentence->length < room ? sentence->length : room;
  while (length > 0 && ((unsigned char)scan->text[sentence->start + length] & 0xC0) == 0x80) {
    length--;
  }
  printf("%*snearest in: ", indent + 4, "");
  cs_print_wrapped(stdout, scan->text + sentence->start, length, 0, 0);
  printf("%s\n", length < sentence->length ? "..." : "");
}

/* Terms under an `any` that did not hit say nothing new: only those that hit are named. */
static void print_step(const cs_trace_step *step, const cs_terms *terms) {
  int indent = 4 + 2 * (int)(step->depth < 20 ? step->depth : 20);
  if (step->rule->op == CS_RULE_TERM) {
    if (step->holds) {
      printf("%*sfound: %s\n", indent, "", cs_terms_pattern(terms, step->rule->term));
    }
    return;
  }
  printf("%*s%s  ", indent, "", outcome_of(step));
  print_asked(step->rule, terms);
  if (only_terms(step->rule) && (!step->holds || step->rule->op == CS_RULE_EXCEPT)) {
    printf(" (%zu terms, such as '%s')", step->rule->child_count,
           cs_terms_pattern(terms, step->rule->children[0]->term));
  }
  putchar('\n');
}

/* Whether a part of the step that is not an exclusion held. */
static bool has_part(const cs_trace *trace, size_t step) {
  uint32_t depth = trace->steps[step].depth;
  for (size_t i = step + 1; i < trace->count && trace->steps[i].depth > depth; i++) {
    const cs_trace_step *part = &trace->steps[i];
    if (part->depth == depth + 1 && part->holds && part->rule->op != CS_RULE_NONE) {
      return true;
    }
  }
  return false;
}

static void print_cues(const cs_explanation *explanation) {
  const cs_scan_result *scan = explanation->scan;
  if (explanation->verdict.cue_count == 0) {
    printf("  No cue decided the polarity.\n");
    return;
  }
  printf("  Cues that decided:\n");
  for (size_t i = 0; i < explanation->verdict.cue_count; i++) {
    const cs_cue *cue = &explanation->verdict.cues[i];
    const cs_hit *hit = &scan->hits[cue->hit];
    printf("    %-9s %5.2f  '%.*s' (%s%s)\n", cs_says_name(cue->says), cue->weight,
           (int)hit->length, scan->text + hit->start, cue->class_->id,
           cue->negated ? ", negated" : "");
  }
}

void cli_print_explanation(const cs_explanation *explanation, const cs_terms *terms, size_t width) {
  printf("  The rule %s:\n", explanation->holds ? "holds" : "does not hold");
  for (size_t i = 0; i < explanation->trace.count; i++) {
    const cs_trace_step *step = &explanation->trace.steps[i];
    print_step(step, terms);
    if (has_part(&explanation->trace, i)) {
      print_nearest(step, explanation->scan, 4 + 2 * (int)(step->depth < 20 ? step->depth : 20),
                    width);
    }
  }
  if (!explanation->holds) {
    return;
  }
  print_cues(explanation);
  if (explanation->vetoed) {
    printf("  The theme's own judge refused it: not coded.\n");
    return;
  }
  printf("  Coded %s, confidence %.2f%s%s.\n", cs_polarity_name(explanation->polarity),
         explanation->confidence, explanation->repeat ? ", raised before" : "",
         explanation->judged ? ", changed by the theme's own judge" : "");
}

static cs_kind kind_named(const char *name) {
  for (int kind = 0; kind < CS_KIND_COUNT; kind++) {
    if (strcmp(cs_kind_name((cs_kind)kind), name) == 0) {
      return (cs_kind)kind;
    }
  }
  return CS_FINDING;
}

static cs_status explain_as(cs_host *host, uint32_t theme, const cs_shown *shown, size_t width,
                            cs_error *error) {
  cs_explanation explanation = {0};
  cs_status status = cs_host_explain(&explanation, host, theme, shown->text, shown->length,
                                     kind_named(shown->kind), shown->cites[0] != '\0', error);
  if (status == CS_OK) {
    cli_print_explanation(&explanation, cs_host_terms(host), width);
    putchar('\n');
  }
  cs_explanation_free(&explanation);
  return status;
}

cs_status cli_explain_shown(cs_host *host, const cs_shown *shown, size_t width, cs_error *error) {
  size_t count;
  const cs_theme *const *themes = cs_host_themes(host, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (strcmp(themes[i]->id, shown->theme) == 0) {
      if (strcmp(themes[i]->version, shown->theme_version) != 0) {
        cli_message("warning: the dataset was coded with version %s of %s, this explains version "
                    "%s",
                    shown->theme_version, shown->theme, themes[i]->version);
      }
      return explain_as(host, i, shown, width, error);
    }
  }
  cli_message("warning: there is no theme plugin '%s' here to explain with", shown->theme);
  return CS_OK;
}
