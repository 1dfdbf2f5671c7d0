/* run/documents.h: the documents of a corpus, in the order in which they are read.
 *
 * The order is by name, then by path, byte by byte: neither the order of a folder
 * nor the locale nor the order of the arguments takes part in it. A file that was
 * given twice, or lies below two of the paths, counts once.
 *
 * In folders, which are searched whole, a file counts as a document by its ending
 * (.txt .text .md .markdown .pdf .htm .html, in capitals too). Files of word
 * processors are documents that cannot be read, and say so. Other files (tables
 * that lie beside the reviews, say) are counted and else passed over. What begins
 * with a dot is skipped. Symbolic links are not followed. A file that is given by
 * name is always a document, and may be a link.
 */
#ifndef CS_RUN_DOCUMENTS_H
#define CS_RUN_DOCUMENTS_H

#include "base/memory.h"

#include <conspectus/dataset.h>
#include <conspectus/problem.h>
#include <stdbool.h>
#include <sys/types.h>

/* Kept small, as an archive has many. */
typedef struct cs_document {
  const char *path;  /* to open it by: any bytes */
  const char *shown; /* the path as it can be shown: mostly the same string */
  const char *name;  /* below the folder that was given, as it can be shown */
  const char *fault; /* why it is not even opened, or NULL */
  uint64_t size;
  int64_t modified; /* nanoseconds since 1970 */
  dev_t device;
  ino_t inode;
} cs_document;

/* As a dataset knows it, of sha256 "". */
cs_source cs_source_of(const cs_document *document);

/* What is wrong with a path that is no document. */
typedef struct cs_path_fault {
  const char *path; /* as it can be shown */
  cs_problem problem;
} cs_path_fault;

/* A path that was given and is there. */
typedef struct cs_root {
  const char *path; /* as it can be shown, without "./" and superfluous '/' */
  bool whole;       /* a folder that was read whole and holds documents: what it lacks is gone */
} cs_root;

/* A zeroed struct is empty. */
typedef struct cs_documents {
  cs_document *items;
  size_t count, capacity;
  size_t other_count;    /* of other shards, behind them */
  cs_path_fault *faults; /* at most CS_PROBLEMS_MAX, then one that counts the others */
  size_t fault_count, fault_capacity;
  cs_root *roots;
  size_t root_count, root_capacity;
  size_t passed_over; /* files below folders that are no documents */
  cs_arena *arena;    /* owns the strings */
} cs_documents;

/* Finds them. CS_NOT_FOUND where none of the paths is there. */
cs_status cs_documents_find(cs_documents *out, const char *const *paths, size_t count,
                            cs_error *error);
/* Leaves only those of a shard, in order; the others follow them. */
void cs_documents_take_shard(cs_documents *documents, unsigned shard, unsigned shards);
void cs_documents_free(cs_documents *documents);

#endif
