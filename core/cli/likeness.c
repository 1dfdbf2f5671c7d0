/* conspectus compare --likeness: neighbours of each area, and a tree of all. */
#include "cli/panel.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <conspectus/likeness.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEAREST_BY_DEFAULT = 3, NEAREST_MAX = 100000, NAME_WIDTH = 26 };

static const char *name_of(const cli_view *view, uint32_t area) {
  return view->panel->areas[area].name;
}

/* ---- Neighbours ---- */

static cs_table *table_of(const cli_view *view, const cs_likeness *of) {
  static const cs_column columns[] = {{"area", "Area", CS_STRING, 0},
                                      {"nearest", "Most like it (likeness)", CS_STRING, 0}};
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < of->area_count; i++) {
    cs_buffer list = {0};
    if (view->panel->only_area != CS_ALL && view->panel->only_area != of->areas[i]) {
      continue;
    }
    for (size_t j = 0; j < of->nearest_count; j++) {
      const cs_neighbour *each = &of->nearest[i * of->nearest_count + j];
      cs_buffer_add_format(&list, "%s%s %.2f", j > 0 ? ", " : "", name_of(view, each->area),
                           each->likeness);
    }
    cs_table_add(table, (cs_value[]){cs_string(name_of(view, of->areas[i])),
                                     cs_string(list.length > 0 ? list.bytes : NULL)});
    cs_buffer_free(&list);
  }
  return table;
}

/* ---- The tree: a grid of characters, each told by the sides that lines leave it on ---- */

enum { LEFT = 1, RIGHT = 2, UP = 4, DOWN = 8 };

static const char *const LINES[16] = {
    " ", "╴", "╶", "─", "╵", "┘", "└", "┴", "╷", "┐", "┌", "┬", "│", "┤", "├", "┼",
};

typedef struct drawing {
  const cs_likeness *of;
  size_t width;  /* of the grid */
  double scale;  /* height of the last column */
  uint8_t *grid; /* area_count x width */
  size_t *row;   /* by cluster, as in cs_merge */
  size_t *order; /* places of areas, from top to bottom */
} drawing;

static size_t column_of(const drawing *on, double height) {
  return on->scale > 0 ? (size_t)(height / on->scale * (double)(on->width - 1) + 0.5) : 0;
}

static double height_of(const drawing *on, size_t cluster) {
  return cluster < on->of->area_count ? 0 : on->of->merges[cluster - on->of->area_count].height;
}

/* The areas of the left cluster, then those of the right one: each cluster is a chain. */
static void order_areas(drawing *on) {
  size_t count = on->of->area_count, clusters = count + on->of->merge_count;
  size_t *first = cs_allocate(clusters, sizeof *first), *last = cs_allocate(clusters, sizeof *last);
  size_t *next = cs_allocate(count, sizeof *next);
  for (size_t i = 0; i < clusters; i++) {
    if (i < count) {
      first[i] = last[i] = i;
    } else {
      const cs_merge *merge = &on->of->merges[i - count];
      next[last[merge->left]] = first[merge->right];
      first[i] = first[merge->left];
      last[i] = last[merge->right];
    }
  }
  for (size_t at = first[clusters - 1], i = 0; i < count; i++, at = next[at]) {
    on->order[i] = at;
    on->row[at] = i;
  }
  free(first);
  free(last);
  free(next);
}

static void draw_across(drawing *on, size_t row, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    on->grid[row * on->width + i] |= RIGHT;
    on->grid[row * on->width + i + 1] |= LEFT;
  }
}

static void draw_down(drawing *on, size_t column, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    on->grid[i * on->width + column] |= DOWN;
    on->grid[(i + 1) * on->width + column] |= UP;
  }
}

static void draw_merges(drawing *on) {
  size_t count = on->of->area_count;
  for (size_t i = 0; i < on->of->merge_count; i++) {
    const cs_merge *merge = &on->of->merges[i];
    size_t top = on->row[merge->left], bottom = on->row[merge->right];
    size_t column = column_of(on, merge->height);
    draw_across(on, top, column_of(on, height_of(on, merge->left)), column);
    draw_across(on, bottom, column_of(on, height_of(on, merge->right)), column);
    draw_down(on, column, top, bottom);
    on->row[count + i] = (top + bottom) / 2;
  }
}

/* The name in NAME_WIDTH columns. */
static void print_name(const char *name) {
  size_t length = 0, width = 0;
  while (name[length] != '\0') {
    size_t bytes = 1;
    while (((unsigned char)name[length + bytes] & 0xC0) == 0x80) {
      bytes++;
    }
    size_t more = cs_display_width(name + length, bytes);
    if (width + more > NAME_WIDTH) {
      break;
    }
    width += more;
    length += bytes;
  }
  cs_print_wrapped(stdout, name, length, 0, 0);
  printf("%*s", (int)(NAME_WIDTH - width) + 1, "");
}

static void print_grid(const cli_view *view, const drawing *on) {
  for (size_t i = 0; i < on->of->area_count; i++) {
    const uint8_t *row = on->grid + i * on->width;
    size_t end = on->width;
    while (end > 0 && row[end - 1] == 0) {
      end--;
    }
    print_name(name_of(view, on->of->areas[on->order[i]]));
    for (size_t j = 0; j < end; j++) {
      fputs(LINES[row[j]], stdout);
    }
    putchar('\n');
  }
  printf("%*s0%*.2f\n", NAME_WIDTH + 1, "", (int)on->width - 1, on->scale);
}

static void print_tree(const cli_view *view, const cs_likeness *of) {
  size_t clusters = of->area_count + of->merge_count;
  size_t room = view->width > NAME_WIDTH + 14 ? view->width - NAME_WIDTH - 1 : 13;
  drawing on = {.of = of, .width = room < 100 ? room : 100};
  for (size_t i = 0; i < of->merge_count; i++) {
    on.scale = of->merges[i].height > on.scale ? of->merges[i].height : on.scale;
  }
  on.grid = cs_allocate(of->area_count * on.width, 1);
  on.row = cs_allocate(clusters, sizeof *on.row);
  on.order = cs_allocate(of->area_count, sizeof *on.order);
  order_areas(&on);
  draw_merges(&on);
  print_grid(view, &on);
  free(on.grid);
  free(on.row);
  free(on.order);
}

/* ---- Below ---- */

static void name_without(const cli_view *view, const cs_likeness *of) {
  enum { NAMED_MAX = 20 };
  cs_buffer text = {0};
  cs_buffer_add_string(&text, "No weak finding, so no profile: ");
  for (size_t i = 0; i < of->without_count && i < NAMED_MAX; i++) {
    cs_buffer_add_format(&text, "%s%s", i > 0 ? ", " : "", name_of(view, of->without[i]));
  }
  if (of->without_count > NAMED_MAX) {
    cs_buffer_add_format(&text, " and %zu more", of->without_count - NAMED_MAX);
  }
  cs_buffer_add_char(&text, '.');
  if (of->without_count > 0) {
    cs_print_wrapped(stdout, text.bytes, text.length, view->width, 0);
    putchar('\n');
  }
  cs_buffer_free(&text);
}

static void print_below(const cli_view *view, const cs_likeness *of) {
  putchar('\n');
  if (of->merge_count > 0 && view->panel->only_area == CS_ALL) {
    print_tree(view, of);
    putchar('\n');
    cli_paragraph(view, "Areas that join further left are more alike (average linkage; the scale "
                        "is unlikeness).");
  } else if (of->area_count > CS_TREE_AREAS) {
    cli_paragraph(view, "No tree: there are more than %d areas.", CS_TREE_AREAS);
  }
  cli_paragraph(view, "Likeness: 1 less the Bray-Curtis difference of weak findings per 100 "
                      "findings, over all themes; 1 is the same, 0 no theme in common. With few "
                      "weak findings it rests on little.");
  name_without(view, of);
  putchar('\n');
  cli_view_basis(view);
}

static int print_people(const cli_view *view, const cs_likeness *of) {
  cs_error error;
  if (of->area_count < 2) {
    cli_paragraph(view, "Fewer than two areas have a weak finding: nothing is like anything.");
    return cli_done(EXIT_DONE);
  }
  cs_table *table = table_of(view, of);
  cs_status status = cs_table_print(stdout, table, CS_PRINT_TABLE, view->width, &error);
  cs_table_free(table);
  if (status != CS_OK) {
    return cli_failed(&error);
  }
  print_below(view, of);
  return cli_done(EXIT_DONE);
}

int cli_likeness(const cli_view *view, const cli_arguments *arguments) {
  cs_likeness *of;
  uint32_t nearest;
  if (!cli_count(&nearest, arguments, "nearest", 1, NEAREST_MAX, NEAREST_BY_DEFAULT)) {
    return EXIT_USAGE;
  }
  cs_dataset_let_go(view->dataset);
  cs_likeness_read(&of, view->panel, nearest);
  int status;
  if (view->as == CS_PRINT_TABLE) {
    status = print_people(view, of);
  } else {
    cs_table *table = cs_likeness_table(view->panel, of);
    status = cli_print(table, arguments);
    cs_table_free(table);
  }
  cs_likeness_free(of);
  return status;
}
