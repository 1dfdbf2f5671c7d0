/* dataset/statements.h: the statements that write and look up, prepared once.
 *
 * Parameters are cs_value, so that the type of each is said where it is bound.
 * Texts are bound without a copy: they have to stand until the call returns.
 */
#ifndef CS_DATASET_STATEMENTS_H
#define CS_DATASET_STATEMENTS_H

#include <conspectus/dataset.h>
#include <sqlite3.h>

typedef enum cs_statement {
  CS_ADD_CODEBOOK,
  CS_FIND_CODEBOOK,
  CS_DELETE_PLUGINS,
  CS_ADD_PLUGIN,
  CS_ADD_THEME,
  CS_THEME_NUMBER,
  CS_ADD_TERM,
  CS_FIND_TERM,
  CS_ADD_FORM,
  CS_FIND_FORM,
  CS_ADD_RUN,
  CS_END_RUN,
  CS_NEXT_REVIEW,
  CS_NEXT_PASSAGE,
  CS_NEXT_CODING,
  CS_STALE_CODEBOOKS,
  CS_SAME_VERSION,
  CS_DIFFERENT_PLUGINS,
  CS_SAME_THEME,
  CS_GONE_THEMES,
  CS_ORIGINAL_SEEN,
  CS_FIND_ORIGINAL,
  CS_SET_CODEBOOK,
  CS_SET_CODINGS,
  CS_DELETE_THEME_PROBLEMS,
  CS_DELETE_HOST_PROBLEMS,
  CS_DELETE_OLD_THEMES,
  CS_SAVEPOINT,
  CS_RELEASE,
  CS_ROLLBACK_TO,
  CS_MARK_ANEW,
  CS_MARK_SEEN,
  CS_FIND_SOURCE,
  CS_SOURCE_NAME,
  CS_ADD_SOURCE,
  CS_CHANGE_SOURCE,
  CS_DELETE_SOURCE,
  CS_RENAME_SOURCE,
  CS_RENAME_REVIEW_SOURCE,
  CS_UNSEEN_SOURCES,
  CS_MAKE_DUPLICATE,
  CS_MAKE_ORIGINAL,
  CS_REDIRECT_DUPLICATES,
  CS_FIRST_DUPLICATE,
  CS_UNSEEN_DUPLICATES,
  CS_LIST_DUPLICATES,
  CS_ADD_PROBLEM,
  CS_DELETE_PROBLEMS,
  CS_MOVE_PROBLEMS,
  CS_REVIEW_OF_SOURCE,
  CS_HAS_FAMILY,
  CS_REVIEW_OF_DIGEST,
  CS_MOVE_REVIEW,
  CS_REVIEWS_OF_BASE,
  CS_REVIEWS_OF_PREFIX,
  CS_SET_KEY,
  CS_RENAME_TEXT,
  CS_ADD_TEXT,
  CS_ADD_REVIEW,
  CS_ADD_PERSON,
  CS_FIND_ORGANISATION,
  CS_ADD_ORGANISATION,
  CS_ADD_REVIEW_ORGANISATION,
  CS_ADD_ABBREVIATION,
  CS_ADD_JUDGEMENT,
  CS_FIND_HEADING,
  CS_ADD_HEADING,
  CS_LOAD_HEADING,
  CS_EACH_TERM,
  CS_ADD_BODY,
  CS_SET_BODY_CODINGS,
  CS_LOAD_BODY,
  CS_EACH_BODY,
  CS_ADD_NOTE,
  CS_DELETE_NOTES,
  CS_DELETE_BODY,
  CS_DELETE_JUDGEMENTS,
  CS_DELETE_ABBREVIATIONS,
  CS_DELETE_REVIEW_ORGANISATIONS,
  CS_DELETE_PERSONS,
  CS_DELETE_TEXT,
  CS_DELETE_REVIEW,
  CS_HAS_KEY,
  CS_FIND_TEXT,
  CS_LOAD_REVIEW,
  CS_LOAD_ORGANISATIONS,
  CS_LOAD_PERSONS,
  CS_LOAD_ABBREVIATIONS,
  CS_LOAD_JUDGEMENTS,
  CS_LOAD_NOTES,
  CS_LOAD_PROBLEMS,
  CS_LOAD_LOOSE_PROBLEMS,
  CS_COUNT_RUNS,
  CS_STATEMENT_COUNT
} cs_statement;

/* Says what SQLite's last failure on this connection means and what to do. `doing`
 * completes "cannot ..."; it never returns CS_OK. */
cs_status cs_sql_fail(sqlite3 *db, const char *path, const char *doing, cs_error *error);

/* Binds the values to the parameters from 1 on. Returns SQLite's code. */
int cs_sql_bind(sqlite3_stmt *statement, const cs_value *values, size_t count);

/* Runs SQL that gives no rows. */
cs_status cs_sql_exec(cs_dataset *dataset, const char *sql, cs_error *error);

/* Runs a statement to its end; its rows, if any, are read over. */
cs_status cs_sql_run(cs_dataset *dataset, cs_statement which, const cs_value *values, size_t count,
                     cs_error *error);

/* Begins a statement whose rows are wanted; it is reset, never finalized. */
cs_status cs_sql_start(sqlite3_stmt **out, cs_dataset *dataset, cs_statement which,
                       const cs_value *values, size_t count, cs_error *error);
/* Steps to the next row. At the end `*row` is false; then and on failure the
 * statement is reset. Who stops before calls sqlite3_reset. */
cs_status cs_sql_next(bool *row, cs_dataset *dataset, sqlite3_stmt *statement, cs_error *error);

/* The first column of the first row; `missing` where there is no row. */
cs_status cs_sql_integer(int64_t *out, int64_t missing, cs_dataset *dataset, cs_statement which,
                         const cs_value *values, size_t count, cs_error *error);

/* Finalizes all. */
void cs_sql_forget(cs_dataset *dataset);

#endif
