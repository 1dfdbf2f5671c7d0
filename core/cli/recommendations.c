/* conspectus recommendations: who is asked to act, and what hangs in the air. */
#include "cli/panel.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/nearest.h"

#include <conspectus/recommendations.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_BY_DEFAULT = 20 };

static const cli_option options[] = {
    {"section", 's', "NAME", "only load, unanswered, unsupported or citations"},
    {"area", 'a', "AREA", "only this area"},
    {"theme", 'T', "ID", "unanswered and unsupported: only of this theme"},
    {"limit", 'n', "N", "show at most N of a section (default 20; 0: all)"},
    CLI_OPTION_THRESHOLD,
    CLI_OPTION_MIXED,
    CLI_OPTION_UNTIL,
    CLI_OPTION_FAMILY,
    CLI_OPTION_FORMAT,
    {0},
};

typedef struct showing {
  const cli_view *view;
  const cs_recommendations *all;
  size_t limit; /* rows of a section; SIZE_MAX: all */
} showing;

static size_t bounded(const showing *on, size_t count) {
  return count < on->limit ? count : on->limit;
}

static void say_more(const showing *on, size_t count) {
  if (count > on->limit) {
    cli_paragraph(on->view, "And %zu more: --limit 0 shows all.", count - on->limit);
  }
}

static cs_status print(const showing *on, cs_table *table, size_t count, cs_error *error) {
  cs_status status = cs_table_print(stdout, table, CS_PRINT_TABLE, on->view->width, error);
  cs_table_free(table);
  say_more(on, count);
  return status;
}

/* ---- Load ---- */

static cs_status show_load(const showing *on, cs_error *error) {
  static const cs_column columns[] = {
      {"addressee", "Addressee", CS_STRING, 0}, {"count", "Recommen- dations", CS_INTEGER, 0},
      {"alone", "Alone", CS_INTEGER, 0},        {"shared", "Shared", CS_INTEGER, 0},
      {"areas", "Areas", CS_INTEGER, 0},
  };
  const cs_recommendations *all = on->all;
  cli_paragraph(on->view, "Load per addressee: %zu recommendation%s", all->count,
                all->count == 1 ? "" : "s");
  putchar('\n');
  if (all->load_count == 0) {
    cli_paragraph(on->view, "None is put to anybody who could be made out.");
    return CS_OK;
  }
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < bounded(on, all->load_count); i++) {
    const cs_load *load = &all->loads[i];
    cs_table_add(table, (cs_value[]){cs_string(load->addressee), cs_integer(load->recommendations),
                                     cs_integer(load->alone), cs_integer(load->shared),
                                     cs_integer(load->areas)});
  }
  cs_status status = print(on, table, all->load_count, error);
  if (all->unaddressed > 0) {
    cli_paragraph(on->view, "To whom they are put could not be made out: %zu.", all->unaddressed);
  }
  return status;
}

/* ---- Unanswered: a row a theme, its areas beside it ---- */

static size_t same_theme(const cs_recommendations *all, size_t first) {
  size_t end = first;
  while (end < all->unanswered_count &&
         all->unanswered[end].theme == all->unanswered[first].theme) {
    end++;
  }
  return end - first;
}

static uint32_t affected_by(const cs_panel *panel, const cs_panel_theme *theme) {
  uint32_t affected = 0;
  for (size_t i = 0; i < panel->area_count; i++) {
    const cs_cell *cell =
        cs_panel_cell(panel, cs_panel_latest(panel, i), (size_t)(theme - panel->themes));
    bool counts = panel->only_area == CS_ALL || panel->only_area == i;
    affected += counts && cs_panel_weak(panel, cell) > 0;
  }
  return affected;
}

static void add_unanswered(cs_table *table, const showing *on, const cs_unanswered *first,
                           size_t count) {
  enum { NAMED_MAX = 8 };
  cs_buffer areas = {0}, share = {0};
  uint32_t passages = 0;
  for (size_t i = 0; i < count; i++) {
    passages += first[i].passages;
    if (i < NAMED_MAX) {
      cs_buffer_add_format(&areas, "%s%s %u", i > 0 ? ", " : "", first[i].area, first[i].passages);
    }
  }
  if (count > NAMED_MAX) {
    cs_buffer_add_format(&areas, " and %zu more", count - NAMED_MAX);
  }
  cs_buffer_add_format(&share, "%zu/%u", count, affected_by(on->view->panel, first->theme));
  cs_table_add(table, (cs_value[]){cs_string(first->theme->title), cs_string(share.bytes),
                                   cs_integer(passages), cs_string(areas.bytes)});
  cs_buffer_free(&areas);
  cs_buffer_free(&share);
}

static cs_status show_unanswered(const showing *on, cs_error *error) {
  static const cs_column columns[] = {{"theme", "Theme", CS_STRING, 0},
                                      {"areas", "Areas", CS_STRING, 0},
                                      {"passages", "Weak findings", CS_INTEGER, 0},
                                      {"where", "Where", CS_STRING, 0}};
  const cs_recommendations *all = on->all;
  cli_paragraph(on->view, "Weaknesses that no recommendation answers, of the areas that have them");
  putchar('\n');
  if (all->unanswered_count == 0) {
    cli_paragraph(on->view, "None: each is cited, or a recommendation of its review takes its "
                            "theme up.");
    return CS_OK;
  }
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  size_t themes = 0;
  for (size_t i = 0; i < all->unanswered_count; themes++) {
    size_t count = same_theme(all, i);
    if (themes < on->limit) {
      add_unanswered(table, on, &all->unanswered[i], count);
    }
    i += count;
  }
  return print(on, table, themes, error);
}

/* ---- Unsupported ---- */

static cs_status show_unsupported(const showing *on, cs_error *error) {
  static const cs_column columns[] = {{"passage", "Passage", CS_STRING, 0},
                                      {"why", "Why", CS_STRING, 0},
                                      {"text", "Text", CS_STRING, 0}};
  const cs_recommendations *all = on->all;
  cli_paragraph(on->view, "Recommendations that no finding supports: %zu of %zu",
                all->unsupported_count, all->count);
  putchar('\n');
  cs_status status = CS_OK;
  if (all->unsupported_count > 0) {
    cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < bounded(on, all->unsupported_count); i++) {
      const cs_unsupported *each = &all->unsupported[i];
      cs_table_add(table,
                   (cs_value[]){cs_string(each->passage),
                                cs_string(each->why == CS_UNCITED ? "not cited" : each->themes),
                                cs_string(each->text)});
    }
    status = print(on, table, all->unsupported_count, error);
    putchar('\n');
  }
  cli_paragraph(on->view,
                "Of %zu, %zu are cited by a finding; of the others %zu take up a theme in which a "
                "finding is weak or mixed. %zu cannot be told: they have no theme, and their "
                "review cites nothing.%s",
                all->count, all->cited, all->by_theme, all->not_told,
                all->unsupported_count == 0 ? ""
                                            : " Why: themes that no finding is weak in, or "
                                              "not cited in a review that cites.");
  return status;
}

/* ---- Citations ---- */

static cs_status show_citations(const showing *on, cs_error *error) {
  static const cs_column columns[] = {{"passage", "Passage", CS_STRING, 0},
                                      {"label", "Cites", CS_STRING, 0}};
  const cs_recommendations *all = on->all;
  cli_paragraph(on->view, "Citations that do not resolve: %zu of %zu", all->unresolved_count,
                all->citations);
  if (all->unresolved_count == 0) {
    return CS_OK;
  }
  putchar('\n');
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < bounded(on, all->unresolved_count); i++) {
    cs_table_add(table, (cs_value[]){cs_string(all->unresolved[i].passage),
                                     cs_string(all->unresolved[i].label)});
  }
  return print(on, table, all->unresolved_count, error);
}

/* ---- Sections ---- */

static const struct {
  const char *name;
  cs_status (*show)(const showing *on, cs_error *error);
  cs_table *(*table)(const cs_recommendations *all);
} sections[] = {{"load", show_load, cs_load_table},
                {"unanswered", show_unanswered, cs_unanswered_table},
                {"unsupported", show_unsupported, cs_unsupported_table},
                {"citations", show_citations, cs_unresolved_table}};

enum { SECTION_COUNT = sizeof sections / sizeof *sections };

/* Its place, SECTION_COUNT for all, or -1 after saying what is wrong. */
static int section_of(const cli_arguments *arguments) {
  const char *name = cli_value(arguments, "section");
  const char *names[SECTION_COUNT];
  if (name == NULL) {
    return SECTION_COUNT;
  }
  for (int i = 0; i < SECTION_COUNT; i++) {
    names[i] = sections[i].name;
    if (strcmp(names[i], name) == 0) {
      return i;
    }
  }
  const char *nearest = cs_nearest(name, names, SECTION_COUNT);
  cli_usage(arguments, "--section takes load, unanswered, unsupported or citations, not '%s'%s%s%s",
            name, nearest != NULL ? ": did you mean '" : "", nearest != NULL ? nearest : "",
            nearest != NULL ? "'?" : "");
  return -1;
}

static int print_sections(const showing *on, int only) {
  cs_error error;
  for (int i = 0; i < SECTION_COUNT; i++) {
    if (only != SECTION_COUNT && only != i) {
      continue;
    }
    if (sections[i].show(on, &error) != CS_OK) {
      return cli_failed(&error);
    }
    putchar('\n');
  }
  cli_view_basis(on->view);
  return cli_done(EXIT_DONE);
}

static int read_and_print(const cli_view *view, const cli_arguments *arguments, int only) {
  cs_error error;
  cs_recommendations *all;
  uint32_t limit;
  if (!cli_count(&limit, arguments, "limit", 0, 1000000000, SHOWN_BY_DEFAULT)) {
    return EXIT_USAGE;
  }
  if (cs_recommendations_read(&all, view->panel, view->dataset, &view->options, &error) != CS_OK) {
    return cli_failed(&error);
  }
  cs_dataset_let_go(view->dataset);
  showing on = {view, all, limit != 0 ? limit : SIZE_MAX};
  int status;
  if (view->as == CS_PRINT_TABLE) {
    status = print_sections(&on, only);
  } else {
    cs_table *table = sections[only].table(all);
    status = cli_print(table, arguments);
    cs_table_free(table);
  }
  cs_recommendations_free(all);
  return status;
}

static int recommendations(const cli_arguments *arguments) {
  cli_view view;
  int only = section_of(arguments);
  if (only < 0) {
    return EXIT_USAGE;
  }
  int status = cli_view_open(&view, arguments);
  if (status == 0 && view.as != CS_PRINT_TABLE && only == SECTION_COUNT) {
    status = cli_usage(arguments, "a file has one table: choose it with --section load, "
                                  "unanswered, unsupported or citations");
  } else if (status == 0) {
    status = view.as == CS_PRINT_TABLE && cli_view_is_empty(&view, arguments)
                 ? cli_done(EXIT_DONE)
                 : read_and_print(&view, arguments, only);
  }
  cli_view_close(&view);
  return status;
}

const cli_command cli_recommendations = {
    .name = "recommendations",
    .operands = "DATASET",
    .summary = "who is asked to act, what is unanswered, what is unsupported",
    .about =
        "Of each area's latest review: how many recommendations are put to each organisation; "
        "the weaknesses that no recommendation answers (no weak finding cites one, and none of "
        "the review carries the theme); the recommendations that no finding supports (none cites "
        "it, and none is weak or mixed in its themes); the citations that do not resolve. Load and "
        "citations are of all themes, also with --theme.\n\n"
        "--format csv and json give one section in full: --section.",
    .example = "conspectus recommendations reviews.db --section unanswered",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .function = recommendations,
};
