/* Likeness: profiles as a matrix, neighbours kept sorted while all pairs are gone
 * through, and a tree from the matrix of distances where there are few enough. */
#include <conspectus/likeness.h>

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double cs_bray_curtis(const double *a, const double *b, size_t count) {
  double differences = 0, all = 0;
  for (size_t i = 0; i < count; i++) {
    differences += fabs(a[i] - b[i]);
    all += a[i] + b[i];
  }
  return all > 0 ? differences / all : NAN;
}

/* ---- Profiles ---- */

/* Fills the rates of an area; false where all are 0. */
static bool read_profile(double *rates, const cs_panel *panel, size_t area) {
  const cs_panel_review *review = cs_panel_latest(panel, area);
  bool any = false;
  for (size_t theme = 0; theme < panel->theme_count; theme++) {
    uint32_t weak = cs_panel_weak(panel, cs_panel_cell(panel, review, theme));
    rates[theme] = review->findings > 0 ? 100.0 * weak / review->findings : 0;
    any = any || weak > 0;
  }
  return any;
}

static double *read_profiles(cs_likeness *to, const cs_panel *panel) {
  double *rates = cs_allocate(panel->area_count * panel->theme_count + 1, sizeof *rates);
  to->areas = cs_allocate(panel->area_count + 1, sizeof *to->areas);
  to->without = cs_allocate(panel->area_count + 1, sizeof *to->without);
  for (size_t area = 0; area < panel->area_count; area++) {
    if (read_profile(rates + to->area_count * panel->theme_count, panel, area)) {
      to->areas[to->area_count++] = (uint32_t)area;
    } else {
      to->without[to->without_count++] = (uint32_t)area;
    }
  }
  return rates;
}

/* ---- Neighbours ---- */

/* Puts it behind those that are at least as like, if there is room. `count` are there. */
static void keep(cs_neighbour *list, size_t count, size_t room, cs_neighbour it) {
  size_t at = count < room ? count : room;
  while (at > 0 && list[at - 1].likeness < it.likeness) {
    if (at < room) {
      list[at] = list[at - 1];
    }
    at--;
  }
  if (at < room) {
    list[at] = it;
  }
}

static void find_neighbours(cs_likeness *to, const double *rates, size_t themes, size_t nearest) {
  size_t count = to->area_count, others = count > 0 ? count - 1 : 0;
  to->nearest_count = nearest < others ? nearest : others;
  to->nearest = cs_allocate(count * to->nearest_count + 1, sizeof *to->nearest);
  for (size_t i = 0; i < count && to->nearest_count > 0; i++) {
    cs_neighbour *list = to->nearest + i * to->nearest_count;
    size_t kept = 0;
    for (size_t j = 0; j < count; j++) {
      if (j != i) {
        double far = cs_bray_curtis(rates + i * themes, rates + j * themes, themes);
        keep(list, kept++, to->nearest_count, (cs_neighbour){to->areas[j], 1 - far});
      }
    }
  }
}

/* ---- The tree ---- */

/* A cluster keeps the place of its first area; a merged one's other place is empty. */
typedef struct clusters {
  size_t count;   /* places */
  double *far;    /* between places, count x count */
  uint32_t *id;   /* as in cs_merge */
  uint32_t *size; /* areas; 0: empty */
} clusters;

static void find_nearest_pair(const clusters *of, size_t *left, size_t *right) {
  double least = INFINITY;
  for (size_t i = 0; i < of->count; i++) {
    for (size_t j = i + 1; of->size[i] > 0 && j < of->count; j++) {
      if (of->size[j] > 0 && of->far[i * of->count + j] < least) {
        least = of->far[i * of->count + j];
        *left = i;
        *right = j;
      }
    }
  }
}

static void join(clusters *of, size_t left, size_t right, uint32_t id) {
  double l = of->size[left], r = of->size[right];
  for (size_t k = 0; k < of->count; k++) {
    if (of->size[k] > 0 && k != left && k != right) {
      double far =
          (l * of->far[left * of->count + k] + r * of->far[right * of->count + k]) / (l + r);
      of->far[left * of->count + k] = of->far[k * of->count + left] = far;
    }
  }
  of->size[left] += of->size[right];
  of->size[right] = 0;
  of->id[left] = id;
}

static void make_tree(cs_likeness *to, const double *rates, size_t themes) {
  size_t count = to->area_count;
  if (count < 2 || count > CS_TREE_AREAS) {
    return;
  }
  clusters of = {.count = count,
                 .far = cs_allocate(count * count, sizeof(double)),
                 .id = cs_allocate(count, sizeof(uint32_t)),
                 .size = cs_allocate(count, sizeof(uint32_t))};
  for (size_t i = 0; i < count; i++) {
    of.id[i] = (uint32_t)i;
    of.size[i] = 1;
    for (size_t j = 0; j < count; j++) {
      of.far[i * count + j] = cs_bray_curtis(rates + i * themes, rates + j * themes, themes);
    }
  }
  to->merges = cs_allocate(count, sizeof *to->merges);
  while (to->merge_count + 1 < count) {
    size_t left = 0, right = 0;
    find_nearest_pair(&of, &left, &right);
    to->merges[to->merge_count] = (cs_merge){
        of.id[left], of.id[right], of.far[left * count + right], of.size[left] + of.size[right]};
    join(&of, left, right, (uint32_t)(count + to->merge_count));
    to->merge_count++;
  }
  free(of.far);
  free(of.id);
  free(of.size);
}

void cs_likeness_read(cs_likeness **out, const cs_panel *panel, size_t nearest) {
  cs_likeness *to = cs_allocate(1, sizeof *to);
  double *rates = read_profiles(to, panel);
  find_neighbours(to, rates, panel->theme_count, nearest);
  make_tree(to, rates, panel->theme_count);
  free(rates);
  *out = to;
}

void cs_likeness_free(cs_likeness *likeness) {
  if (likeness != NULL) {
    free(likeness->areas);
    free(likeness->without);
    free(likeness->nearest);
    free(likeness->merges);
    free(likeness);
  }
}
