/* Coding: one scan of a passage, the rules of the themes that have a term in it,
 * the default verdict, the judge.
 *
 * Where only a few themes are wanted, passages without a term of theirs are left out by a scan
 * that looks for nothing else.
 *
 * Codings come in order of passage, then theme. A theme that failed is found out
 * at once and its codings are taken out at the end.
 */
#include "host/internal.h"

#include "base/clock.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of what a plugin says of itself, so that there is room behind it for the place. */
enum { MOST_OF_CAUSE = CS_MESSAGE_SIZE - 160 };

static double rounded(double confidence) {
  return round(confidence * 1000) / 1000;
}

/* Whoever waits for the review may give up at a moment when no judge runs. */
static void note_time(const cs_host *host, uint32_t theme, int64_t microseconds) {
  if (host->note != NULL && microseconds / 1000 > host->note->slowest_ms) {
    host->note->slowest = theme + 1;
    host->note->slowest_ms = (uint32_t)(microseconds / 1000);
  }
}

cs_status cs_code_passage(bool *holds, cs_outcome *out, cs_host *host, cs_rule_index *index,
                          uint32_t theme, const cs_passage_view *passage,
                          const cs_scan_result *scan, cs_error *error) {
  cs_plugin *plugin = host->theme_plugins[theme];
  cs_status status = cs_rule_index_eval(holds, &host->match, index, theme, host->scan, error);
  if (status != CS_OK || !*holds) {
    return status;
  }
  cs_verdict_context context = {
      .kind = passage->kind, .cites = passage->cites, .own = plugin->as.theme.own};
  cs_judge(&host->verdict, host->hearing, &host->match, &context);
  *out = (cs_outcome){.polarity = host->verdict.polarity,
                      .confidence = host->verdict.confidence,
                      .repeat = host->verdict.repeat};
  if (plugin->as.theme.judges) {
    int64_t begun = cs_now_us();
    status = cs_ask_judge(out, host, plugin, passage, scan, error);
    plugin->judged_us += cs_now_us() - begun;
    note_time(host, theme, plugin->judged_us);
  }
  out->confidence = rounded(out->confidence);
  return status;
}

/* ---- Evidence ---- */

const char *cs_role_name(cs_role role) {
  static const char *const names[] = {"term",     "weakness", "strength", "negation",
                                      "contrast", "plan",     "repeat",   "condition"};
  return names[role];
}

static cs_role role_of(cs_says says) {
  static const cs_role roles[] = {
      [CS_SAYS_WEAKNESS] = CS_ROLE_WEAKNESS,   [CS_SAYS_STRENGTH] = CS_ROLE_STRENGTH,
      [CS_SAYS_NEGATION] = CS_ROLE_NEGATION,   [CS_SAYS_CONTRAST] = CS_ROLE_CONTRAST,
      [CS_SAYS_PLAN] = CS_ROLE_PLAN,           [CS_SAYS_REPEAT] = CS_ROLE_REPEAT,
      [CS_SAYS_CONDITION] = CS_ROLE_CONDITION,
  };
  return roles[says];
}

static void add_evidence(cs_codings *out, cs_role role, const cs_hit *hit, uint32_t base) {
  cs_grow(&out->evidence, &out->evidence_capacity, out->evidence_count, sizeof *out->evidence);
  out->evidence[out->evidence_count++] = (cs_evidence){
      .role = role, .term = hit->term, .start = base + hit->start, .length = hit->length};
}

static int compare(uint32_t a, uint32_t b) {
  return a < b ? -1 : a > b;
}

static int by_place(const void *left, const void *right) {
  const cs_evidence *a = left, *b = right;
  int order = compare(a->start, b->start);
  order = order != 0 ? order : compare(a->length, b->length);
  order = order != 0 ? order : compare((uint32_t)a->role, (uint32_t)b->role);
  return order != 0 ? order : compare(a->term, b->term);
}

/* From the piece number `first` on, nearly all of which is in order. */
static void sort_evidence(cs_codings *out, size_t first) {
  size_t sorted = first + 1;
  while (sorted < out->evidence_count &&
         by_place(&out->evidence[sorted - 1], &out->evidence[sorted]) <= 0) {
    sorted++;
  }
  if (sorted < out->evidence_count) {
    qsort(out->evidence + first, out->evidence_count - first, sizeof *out->evidence, by_place);
  }
}

/* The rule's hits and the cues, merged: both come in order of hits, so by place, and only where a
 * hit is more than one piece of evidence is there anything left to sort. */
static void add_all_evidence(cs_codings *out, const cs_host *host, uint32_t base,
                             const cs_scan_result *scan) {
  size_t first = out->evidence_count, term = 0;
  const cs_match *match = &host->match;
  for (size_t i = 0; i < host->verdict.cue_count; i++) {
    const cs_cue *cue = &host->verdict.cues[i];
    for (; term < match->hit_count && match->hits[term] <= cue->hit; term++) {
      add_evidence(out, CS_ROLE_TERM, &scan->hits[match->hits[term]], base);
    }
    add_evidence(out, role_of(cue->says), &scan->hits[cue->hit], base);
  }
  for (; term < match->hit_count; term++) {
    add_evidence(out, CS_ROLE_TERM, &scan->hits[match->hits[term]], base);
  }
  sort_evidence(out, first);
}

static void add_coding(cs_codings *out, const cs_host *host, uint32_t passage, uint32_t theme,
                       uint32_t base, const cs_scan_result *scan, const cs_outcome *outcome) {
  size_t first = out->evidence_count;
  add_all_evidence(out, host, base, scan);
  cs_grow(&out->items, &out->capacity, out->count, sizeof *out->items);
  out->items[out->count++] = (cs_coding){.passage = passage,
                                         .theme = theme,
                                         .polarity = outcome->polarity,
                                         .confidence = outcome->confidence,
                                         .repeat = outcome->repeat,
                                         .first_evidence = (uint32_t)first,
                                         .evidence_count = (uint32_t)(out->evidence_count - first)};
}

/* ---- A review ---- */

typedef struct coding_run {
  cs_codings *out;
  cs_host *host;
  const cs_review *review;
  cs_problems *problems;
  const bool *themes;      /* for each whether it is wanted; NULL: all */
  const cs_wanted *wanted; /* what these need; NULL: all */
  cs_rule_index *index;    /* of these, at least */
  bool *cites;             /* for each passage */
  bool *failed;            /* for each theme */
  size_t *evidence;        /* for each theme, what its codings rest on so far */
} coding_run;

static bool is_coded(cs_kind kind) {
  return kind == CS_FINDING || kind == CS_RECOMMENDATION || kind == CS_EXAMPLE || kind == CS_QUOTE;
}

static const char *label_of(const cs_passage *passage) {
  return passage->label[0] != '\0' ? passage->label : "without a label";
}

static void tell_left_out(cs_problems *problems, const cs_theme *theme, const char *cause,
                          const cs_passage *passage) {
  cs_problem_add(problems, CS_STAGE_HOST, CS_ERROR, passage->line,
                 "theme %s, left out of this review: %.*s (%s %s)", theme->id, MOST_OF_CAUSE, cause,
                 cs_kind_name(passage->kind), label_of(passage));
}

void cs_host_tell_left_out(cs_problems *problems, const cs_host *host, uint32_t theme,
                           const cs_review *review, uint32_t passage, const char *cause) {
  const cs_theme *about = host->themes[theme];
  char whole[CS_MESSAGE_SIZE];
  snprintf(whole, sizeof whole, "%s: %s; mend the theme, or name the others with --theme",
           about->plugin, cause);
  if (passage < review->passage_count) {
    tell_left_out(problems, about, whole, &review->passages[passage]);
  } else {
    cs_problem_add(problems, CS_STAGE_HOST, CS_ERROR, 0, "theme %s, left out of this review: %s",
                   about->id, whole);
  }
}

void cs_host_leave_notes(cs_host *host, volatile cs_host_note *note) {
  host->note = note;
}

static void leave_note(const cs_host *host, uint32_t theme, uint32_t passage) {
  if (host->note != NULL) {
    host->note->passage = passage;
    host->note->theme = theme;
  }
}

/* What its judge holds goes at once, as others may need it. */
static void fail(coding_run *run, uint32_t theme, const cs_passage *passage, const char *cause) {
  run->failed[theme] = true;
  cs_plugin_forget(run->host->theme_plugins[theme]);
  tell_left_out(run->problems, run->host->themes[theme], cause, passage);
}

/* Whether what the coding would rest on is not too much for a review. */
static bool takes_evidence(coding_run *run, uint32_t theme) {
  size_t more = run->host->match.hit_count + run->host->verdict.cue_count;
  run->evidence[theme] += more;
  return run->evidence[theme] <= CS_MOST_EVIDENCE;
}

static void try_theme(coding_run *run, uint32_t index, uint32_t theme, const cs_passage_view *view,
                      const cs_scan_result *scan) {
  const cs_passage *passage = &run->review->passages[index];
  bool holds = false;
  cs_outcome outcome;
  cs_error error;
  leave_note(run->host, theme + 1, index);
  cs_status status =
      cs_code_passage(&holds, &outcome, run->host, run->index, theme, view, scan, &error);
  leave_note(run->host, 0, index);
  if (status == CS_OK && holds && !outcome.vetoed && !takes_evidence(run, theme)) {
    status = cs_fail(&error, CS_LIMIT,
                     "%s: its terms stand more than %d times in one review: make them longer, with "
                     "fewer wildcards",
                     run->host->themes[theme]->plugin, CS_MOST_EVIDENCE);
  }
  if (status != CS_OK) {
    fail(run, theme, passage, error.message);
  } else if (holds && !outcome.vetoed) {
    add_coding(run->out, run->host, index, theme, passage->start, scan, &outcome);
  }
}

static bool is_wanted(const coding_run *run, uint32_t theme) {
  return (run->themes == NULL || run->themes[theme]) && !run->failed[theme];
}

/* Themes that the passage may be of, but was read without. */
static void fail_muted(coding_run *run, const cs_passage *passage) {
  cs_error error;
  if (run->host->muted_count == 0) {
    return;
  }
  for (uint32_t theme = 0; theme < run->host->theme_count; theme++) {
    if (is_wanted(run, theme) && cs_host_hears(run->host, theme, &error) != CS_OK) {
      fail(run, theme, passage, error.message);
    }
  }
}

static void code_passage(coding_run *run, uint32_t index) {
  const cs_passage *passage = &run->review->passages[index];
  const char *text = run->review->text->bytes + passage->start;
  if (run->wanted != NULL && !cs_wanted_reads(run->wanted, text, passage->length)) {
    return;
  }
  const cs_scan_result *scan = cs_host_scan(run->host, text, passage->length);
  fail_muted(run, passage);
  size_t count;
  const uint32_t *themes = cs_rule_index_read(&count, run->index, run->host->scan);
  cs_passage_view view = {
      .kind = passage->kind,
      .label = passage->label,
      .section = run->review->section_count > passage->section
                     ? run->review->sections[passage->section].canonical
                     : "",
      .text = text,
      .length = passage->length,
      .cites = run->cites[index],
  };
  for (size_t each = 0; each < count; each++) {
    if (is_wanted(run, themes[each])) {
      try_theme(run, index, themes[each], &view, scan);
    }
  }
}

/* Takes the codings of failed themes out, and their evidence. */
static void drop_failed(cs_codings *out, const bool *failed, size_t theme_count) {
  size_t kept = 0, kept_evidence = 0;
  if (memchr(failed, true, theme_count) == NULL) {
    return;
  }
  for (size_t i = 0; i < out->count; i++) {
    cs_coding coding = out->items[i];
    if (failed[coding.theme]) {
      continue;
    }
    memmove(out->evidence + kept_evidence, out->evidence + coding.first_evidence,
            coding.evidence_count * sizeof *out->evidence);
    coding.first_evidence = (uint32_t)kept_evidence;
    kept_evidence += coding.evidence_count;
    out->items[kept++] = coding;
  }
  out->count = kept;
  out->evidence_count = kept_evidence;
}

static void mark_citing(bool *cites, const cs_review *review) {
  for (uint32_t i = 0; i < review->citation_count; i++) {
    if (review->citations[i].passage < review->passage_count) {
      cites[review->citations[i].passage] = true;
    }
  }
}

void cs_host_code(cs_codings *out, cs_host *host, const cs_review *review, cs_problems *problems) {
  cs_host_code_themes(out, host, review, NULL, problems);
}

void cs_host_code_themes(cs_codings *out, cs_host *host, const cs_review *review,
                         const bool *wanted, cs_problems *problems) {
  const cs_wanted *few = wanted != NULL ? cs_host_wanted(host, wanted) : NULL;
  coding_run run = {
      .themes = wanted,
      .wanted = few,
      .index = few != NULL ? cs_wanted_index(few) : host->index,
      .out = out,
      .host = host,
      .review = review,
      .problems = problems,
      .cites = cs_allocate(review->passage_count, sizeof(bool)),
      .failed = cs_allocate(host->theme_count, sizeof(bool)),
      .evidence = cs_allocate(host->theme_count, sizeof(size_t)),
  };
  out->count = out->evidence_count = 0;
  for (size_t theme = 0; theme < host->theme_count; theme++) {
    cs_plugin_forget(host->theme_plugins[theme]);
  }
  mark_citing(run.cites, review);
  for (uint32_t i = 0; i < review->passage_count; i++) {
    if (is_coded(review->passages[i].kind)) {
      code_passage(&run, i);
    }
  }
  drop_failed(out, run.failed, host->theme_count);
  free(run.evidence);
  free(run.failed);
  free(run.cites);
}

void cs_codings_free(cs_codings *codings) {
  free(codings->items);
  free(codings->evidence);
  *codings = (cs_codings){0};
}
