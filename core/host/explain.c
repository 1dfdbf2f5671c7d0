/* Explaining one text, and the examples of themes as their tests. */
#include "host/internal.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

enum { MAX_TEXT = 1 << 20, QUOTED = 48 };

/* ---- Explaining ---- */

/* Takes over what the host worked out; the explanation's old space serves next time. */
static void keep_parts(cs_explanation *out, cs_host *host) {
  cs_match match = out->match;
  out->match = host->match;
  host->match = match;
  cs_verdict verdict = out->verdict;
  out->verdict = host->verdict;
  host->verdict = verdict;
}

cs_status cs_host_try(cs_explanation *out, cs_host *host, uint32_t theme, const cs_tried *passage,
                      cs_error *error) {
  const char *text = passage->text;
  size_t length = passage->length;
  cs_passage_view view = {.kind = passage->kind,
                          .label = passage->label,
                          .section = passage->section,
                          .text = text,
                          .length = length,
                          .cites = passage->cites};
  if (theme >= host->theme_count) {
    return cs_fail(error, CS_USAGE, "there is no theme number %u", (unsigned)theme);
  }
  if (length > MAX_TEXT || !cs_is_text(text, length)) {
    return cs_fail(error, CS_MALFORMED, "the text to explain must be UTF-8 and at most 1 MiB");
  }
  cs_outcome outcome = {.polarity = CS_NEUTRAL};
  bool holds = false;
  const cs_scan_result *scan = cs_host_scan(host, text, length);
  cs_status heard = cs_host_hears(host, theme, error);
  if (heard != CS_OK) {
    return heard;
  }
  cs_plugin_forget(host->theme_plugins[theme]);
  const cs_rule *rule = host->themes[theme]->rule;
  out->trace.count = 0;
  cs_status status = passage->trace ? cs_rule_explain(&out->trace, rule, host->scan, error) : CS_OK;
  if (status == CS_OK) {
    status = cs_code_passage(&holds, &outcome, host, host->index, theme, &view, scan, error);
  }
  if (status != CS_OK) {
    return status;
  }
  keep_parts(out, host);
  out->holds = holds;
  out->nearness = holds ? CS_CLOSE : cs_rule_nearness(rule, host->scan);
  out->judged = outcome.judged;
  out->vetoed = outcome.vetoed;
  out->polarity = outcome.polarity;
  out->confidence = outcome.confidence;
  out->repeat = outcome.repeat;
  out->scan = scan;
  return CS_OK;
}

cs_status cs_host_explain(cs_explanation *out, cs_host *host, uint32_t theme, const char *text,
                          size_t length, cs_kind kind, bool cites, cs_error *error) {
  cs_tried passage = {.text = text,
                      .length = length,
                      .kind = kind,
                      .label = "",
                      .section = "",
                      .cites = cites,
                      .trace = true};
  return cs_host_try(out, host, theme, &passage, error);
}

void cs_explanation_free(cs_explanation *explanation) {
  cs_trace_free(&explanation->trace);
  cs_match_free(&explanation->match);
  cs_verdict_free(&explanation->verdict);
  *explanation = (cs_explanation){0};
}

/* ---- Examples ---- */

/* The beginning of a text, cut at a character. */
static void quote(char beginning[QUOTED + 4], const char *text) {
  size_t length = strlen(text);
  if (length <= QUOTED) {
    memcpy(beginning, text, length + 1);
    return;
  }
  size_t end = QUOTED;
  while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80) {
    end--;
  }
  memcpy(beginning, text, end);
  memcpy(beginning + end, "...", 4);
}

/* ": no sentence ..." - the outermost part that failed, or the cues that decided. */
static void add_reason(cs_buffer *text, const cs_host *host, const cs_explanation *found) {
  if (!found->holds) {
    cs_buffer_add_string(text, ", as its rule does not hold");
    return;
  }
  if (found->verdict.cue_count == 0) {
    cs_buffer_add_string(text, ", without any cue");
    return;
  }
  cs_buffer_add_string(text, ", by the cues");
  for (size_t i = 0; i < found->verdict.cue_count && i < 8; i++) {
    const cs_cue *cue = &found->verdict.cues[i];
    uint32_t term = found->scan->hits[cue->hit].term;
    cs_buffer_add_format(text, "%s \"%s\" (%s%s)", i == 0 ? "" : ",",
                         cs_terms_pattern(host->terms, term), cue->negated ? "negated, " : "",
                         cs_says_name(cue->says));
  }
}

static void add_result(cs_buffer *text, bool coded, cs_polarity polarity, bool repeat) {
  cs_buffer_add_string(text, coded ? cs_polarity_name(polarity) : "no coding");
  if (coded && repeat) {
    cs_buffer_add_string(text, ", repeated");
  }
}

static void tell_difference(const cs_host *host, const cs_theme *theme, size_t place,
                            const cs_explanation *found, cs_problems *problems) {
  const cs_theme_example *example = &theme->examples[place];
  char beginning[QUOTED + 4];
  cs_buffer text = {0};
  quote(beginning, example->text);
  cs_buffer_add_format(&text, "%s: example %zu (\"%s\"): expected ", theme->plugin, place + 1,
                       beginning);
  add_result(&text, example->coded, example->polarity, example->repeat);
  cs_buffer_add_string(&text, "; found ");
  add_result(&text, found->holds && !found->vetoed, found->polarity, found->repeat);
  if (found->judged) {
    cs_buffer_add_string(&text, ", by the theme's own judge");
  } else {
    add_reason(&text, host, found);
  }
  cs_problem_add(problems, CS_STAGE_HOST, CS_ERROR, 0, "%s", text.bytes);
  cs_buffer_free(&text);
}

static bool comes_out(const cs_theme_example *example, const cs_explanation *found) {
  bool coded = found->holds && !found->vetoed;
  if (coded != example->coded) {
    return false;
  }
  return !coded || (found->polarity == example->polarity && found->repeat == example->repeat);
}

size_t cs_host_check_theme(cs_host *host, uint32_t theme, cs_problems *problems) {
  const cs_theme *about = host->themes[theme];
  cs_explanation found = {0};
  size_t passed = 0;
  for (size_t i = 0; i < about->example_count; i++) {
    const cs_theme_example *example = &about->examples[i];
    cs_error error;
    cs_status status = cs_host_explain(&found, host, theme, example->text, strlen(example->text),
                                       example->kind, example->cites, &error);
    if (status != CS_OK) {
      cs_problem_add(problems, CS_STAGE_HOST, CS_ERROR, 0, "%s: example %zu: %s", about->plugin,
                     i + 1, error.message);
    } else if (!comes_out(example, &found)) {
      tell_difference(host, about, i, &found, problems);
    } else {
      passed++;
    }
  }
  cs_explanation_free(&found);
  return passed;
}

void cs_host_check_examples(cs_host *host, cs_problems *problems) {
  for (uint32_t theme = 0; theme < host->theme_count; theme++) {
    cs_host_check_theme(host, theme, problems);
  }
}
