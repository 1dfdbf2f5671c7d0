/* review/repeats.h: passages of one kind that have the same label.
 *
 * A dataset tells passages apart by kind and label, so whoever stores them asks which are not the
 * first of theirs. It costs their number, whatever the labels.
 */
#ifndef CS_REVIEW_REPEATS_H
#define CS_REVIEW_REPEATS_H

#include <conspectus/review.h>

/* Lists the passages that stand behind another of their kind and label, ascending, in `repeats`,
 * which has room for all passages. Returns how many. */
uint32_t cs_review_repeats(uint32_t *repeats, const cs_review *review);

#endif
