/* output/queries.h: the rows of the exported files, as the database gives them.
 *
 * The columns of a query are the variables of its file, in the same order. Rows are
 * in the order of the review's key, the passage's place in it and the theme's number
 * in the codebook, never in the order in which they were stored.
 */
#ifndef CS_OUTPUT_QUERIES_H
#define CS_OUTPUT_QUERIES_H

extern const char cs_query_reviews[];
extern const char cs_query_judgements[];
extern const char cs_query_passages[];
extern const char cs_query_recommendations[];
extern const char cs_query_citations[];
extern const char cs_query_codings[];
/* The leading columns, then the codings as "NUMBER:POLARITY,..."; its parameter is the
 * least confidence in thousandths. */
extern const char cs_query_passage_theme[];
extern const char cs_query_codebook[];
extern const char cs_query_problems[];

#endif
