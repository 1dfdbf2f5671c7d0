/* conspectus/conspectus.h: everything.
 *
 * The headers in the order of the stages: text, review, match, host, dataset,
 * run, analysis, output, script. Start with run.h to make a dataset and with analysis.h
 * to ask one.
 */
#ifndef CONSPECTUS_CONSPECTUS_H
#define CONSPECTUS_CONSPECTUS_H

#include <conspectus/agreement.h>
#include <conspectus/analysis.h>
#include <conspectus/attributes.h>
#include <conspectus/change.h>
#include <conspectus/correlation.h>
#include <conspectus/dataset.h>
#include <conspectus/family.h>
#include <conspectus/grades.h>
#include <conspectus/groups.h>
#include <conspectus/host.h>
#include <conspectus/likeness.h>
#include <conspectus/match.h>
#include <conspectus/output.h>
#include <conspectus/problem.h>
#include <conspectus/recommendations.h>
#include <conspectus/review.h>
#include <conspectus/run.h>
#include <conspectus/script.h>
#include <conspectus/sensitivity.h>
#include <conspectus/statistics.h>
#include <conspectus/status.h>
#include <conspectus/table.h>
#include <conspectus/text.h>
#include <conspectus/verdict.h>

#endif
