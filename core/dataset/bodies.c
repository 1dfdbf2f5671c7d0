/* Going through the bodies of all reviews. */
#include "dataset/bodies.h"

#include "dataset/internal.h"
#include "dataset/verify/trust.h"

static cs_status read_row(cs_dataset *dataset, sqlite3_stmt *row, const cs_body_reader *reader,
                          cs_error *error) {
  cs_body body;
  int code = cs_body_read(&body, row, CS_BODY_CODINGS | CS_BODY_CITATION_COUNT);
  cs_status status =
      code == SQLITE_OK
          ? reader->each(reader->context, &body, error)
          : cs_fail(error, code == SQLITE_NOMEM ? CS_LIMIT : CS_MALFORMED,
                    "%s: its row %lld of review_body is damaged: 'conspectus verify' tells more",
                    dataset->path, (long long)body.review);
  cs_body_free(&body);
  return status;
}

cs_status cs_each_body(cs_dataset *dataset, const cs_body_reader *reader, cs_error *error) {
  sqlite3_stmt *row;
  bool more = true;
  cs_status status =
      cs_check_tables(dataset, cs_tables_below("review_body") & ~CS_BODY_SUMS, error);
  if (status == CS_OK) {
    status = cs_sql_start(&row, dataset, CS_EACH_BODY, NULL, 0, error);
  }
  while (status == CS_OK && more) {
    status = cs_sql_next(&more, dataset, row, error);
    if (status == CS_OK && more) {
      status = read_row(dataset, row, reader, error);
      if (status != CS_OK) {
        sqlite3_reset(row);
      }
    }
  }
  return status;
}
