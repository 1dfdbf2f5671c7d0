/* Invented reports, one of each family that ships, with as many of its variants as one holds. */
#ifndef TESTS_HOST_REPORTS_H
#define TESTS_HOST_REPORTS_H

#define LEADERS "The impact of leaders on social work practice with children and families"
#define HELP "The experiences and progress of children who need help and protection"
#define CARE "The experiences and progress of children in care"
#define LEAVERS "The experiences and progress of care leavers"
#define CLAS_TITLE "Review of Health services for Children Looked After and Safeguarding in Varne"

/* On Varne and Ostley; on Varne; on Varne. */
extern const char report_ilacs[];
extern const char report_sif[];
extern const char report_clas[];

#endif
