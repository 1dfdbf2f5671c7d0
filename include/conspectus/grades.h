/* conspectus/grades.h: does what is read agree with what the inspectors concluded?
 *
 * Where a family gives grades, the balance of strength and weakness that was read in an
 * area's findings is set against the grade, aspect by aspect: over the whole review, and
 * over the section that is about the aspect. An area counts once an aspect, with its
 * latest review that grades it. Grades are in the order of their family, the best being
 * the highest, so that agreement is positive.
 */
#ifndef CONSPECTUS_GRADES_H
#define CONSPECTUS_GRADES_H

#include <conspectus/analysis.h>

/* An area's grade of an aspect and what was read. Balance: strengths less weaknesses by
 * their sum, over codings of findings; NaN where there is neither. */
typedef struct cs_graded {
  const char *aspect;
  const char *section; /* canonical id, or "" for the whole review */
  const char *area;
  const char *review;
  const char *grade;
  uint32_t rank; /* 1 is the best */
  uint32_t strength;
  uint32_t weakness;
  double balance;
} cs_graded;

/* Of fewer areas a correlation says nothing: three points are in one order or nearly so. */
enum { CS_GRADE_LEAST_AREAS = 4 };

typedef struct cs_grade_fit {
  const char *aspect;
  const char *section; /* as above */
  size_t first, count; /* its rows among the graded */
  size_t areas;        /* with a balance: the n of what follows */
  double spearman;     /* of balance and grade, the best grade highest: see correlation.h; NaN,
                          with its interval and tau_b, below CS_GRADE_LEAST_AREAS */
  cs_interval interval;
  double tau_b;
} cs_grade_fit;

typedef struct cs_grades_read {
  cs_graded *graded; /* by aspect, section, then area */
  size_t graded_count;
  cs_grade_fit *fits; /* aspects in order of name, but "overall" first; "" before a section */
  size_t fit_count;
  struct cs_arena *arena;
} cs_grades_read;

/* Mixed codings count as weakness where the panel says so. A theme that the panel is
 * narrowed to narrows the codings; an area narrows nothing. */
cs_status cs_grades_compare(cs_grades_read **out, const cs_panel *panel, cs_dataset *dataset,
                            const cs_analysis_options *options, cs_error *error);
void cs_grades_read_free(cs_grades_read *grades); /* NULL is allowed */

#endif
