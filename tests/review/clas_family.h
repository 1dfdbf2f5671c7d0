/* The CLAS family for the tests of core/review. */
#ifndef TESTS_REVIEW_CLAS_FAMILY_H
#define TESTS_REVIEW_CLAS_FAMILY_H

#include <conspectus/family.h>

/* Static; never freed. */
const cs_family *clas_family(void);

#endif
