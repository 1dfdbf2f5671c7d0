/* Rules on a terminal, and why a passage was coded or was not: part by part as the rule was
 * evaluated, then the cues that decided. */
#include "cli/explanation.h"

#include <conspectus/output.h>
#include <stdio.h>
#include <string.h>

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
