/* analysis/panel.h: what other queries share with the panel's. */
#ifndef CS_ANALYSIS_PANEL_H
#define CS_ANALYSIS_PANEL_H

#include <conspectus/analysis.h>

/* A threshold in thousandths, rounded up: 0.5 means from 500 on and 0.5005 from 501 on. */
int64_t cs_thousandths(double threshold);

/* A common table expression `latest (id, key, area)`: each area's latest review, of those
 * that ended by ?1 where that is not NULL and are of family ?2 where that is not. The same
 * reviews as cs_panel_latest gives. */
#define CS_LATEST                                                                                  \
  "latest AS (SELECT id, key, area FROM (SELECT id, key, area, row_number() OVER"                  \
  " (PARTITION BY area ORDER BY coalesce(nullif(review_end, ''), nullif(published, ''), '') DESC," \
  "  key DESC) AS place FROM review"                                                               \
  "  WHERE (?1 IS NULL OR (coalesce(nullif(review_end, ''), nullif(published, ''), '') <> ''"      \
  "   AND coalesce(nullif(review_end, ''), nullif(published, ''), '') <= ?1))"                     \
  "   AND family <> '" CS_UNKNOWN_FAMILY "' AND (?2 IS NULL OR family = ?2 COLLATE NOCASE))"       \
  " WHERE place = 1)"

#endif
