/* The tables, views and indexes, in the order in which they are made.
 *
 * Passages, codings and evidence of a review are one row of review_body, whose texts
 * dataset/body.h describes. The views passage, coding and evidence take them apart in plain SQL,
 * by MATERIALIZED steps, so that joins find their rows by an index that SQLite makes for the
 * query; json_each over an array of zeros counts. The views of a connection of this program say
 * the same over the tables of dataset/body_tables.h, at a fraction of the cost. Every foreign key
 * has an index on its side, because a deletion looks there. */
#include "dataset/body.h"
#include "dataset/schema.h"

#include <conspectus/host.h>

#define KIND_WORDS                                                                                 \
  " WHEN 0 THEN 'finding' WHEN 1 THEN 'recommendation' WHEN 2 THEN 'example'"                      \
  " WHEN 3 THEN 'quote' WHEN 4 THEN 'context' WHEN 5 THEN 'preamble' END"
_Static_assert(CS_FINDING == 0 && CS_RECOMMENDATION == 1 && CS_EXAMPLE == 2 && CS_QUOTE == 3 &&
                   CS_CONTEXT == 4 && CS_PREAMBLE == 5 && CS_KIND_COUNT == 6,
               "the stored numbers of kinds are part of the format");

#define POLARITY_WORDS                                                                             \
  " WHEN 0 THEN 'weakness' WHEN 1 THEN 'strength' WHEN 2 THEN 'mixed' WHEN 3 THEN 'neutral' END"
_Static_assert(CS_WEAKNESS == 0 && CS_STRENGTH == 1 && CS_MIXED == 2 && CS_NEUTRAL == 3 &&
                   CS_POLARITY_COUNT == 4,
               "the stored numbers of polarities are part of the format");

#define ROLE_WORDS                                                                                 \
  " WHEN 0 THEN 'term' WHEN 1 THEN 'weakness' WHEN 2 THEN 'strength' WHEN 3 THEN 'negation'"       \
  " WHEN 4 THEN 'contrast' WHEN 5 THEN 'plan' WHEN 6 THEN 'repeat'"                                \
  " WHEN 7 THEN 'condition' END"
_Static_assert(CS_ROLE_TERM == 0 && CS_ROLE_WEAKNESS == 1 && CS_ROLE_STRENGTH == 2 &&
                   CS_ROLE_NEGATION == 3 && CS_ROLE_CONTRAST == 4 && CS_ROLE_PLAN == 5 &&
                   CS_ROLE_REPEAT == 6 && CS_ROLE_CONDITION == 7 && CS_ROLE_COUNT == 8,
               "the stored numbers of roles are part of the format");

/* Views have only macros without arguments, which clang-format leaves where they are. */
#define CODE(text, at) "unicode(substr(" text ", " at ", 1))"
/* The number that a character stands for. */
#define NUMBER(text, at) "(" CODE(text, at) " - 1 - 2048 * (" CODE(text, at) " > 57343))"
#define N1 NUMBER("n", "1")
#define N2 NUMBER("n", "2")
#define N3 NUMBER("n", "3")
#define N4 NUMBER("n", "4")
#define N5 NUMBER("n", "5")
#define N6 NUMBER("n", "6")
#define N7 NUMBER("n", "7")
#define N8 NUMBER("n", "8")
#define N9 NUMBER("n", "9")
#define N10 NUMBER("n", "10")
#define PLACE "(" NUMBER("place", "1") " * 1000 + " NUMBER("place", "2") ")"
#define START "(" N3 " * 1000 + " N4 ")"
#define LENGTH "(" N5 " * 1000 + " N6 ")"
#define WORDS "(" N7 " * 1000 + " N8 ")"
#define LINE "(" N9 " * 1000 + " N10 ")"
/* So many rows, whose keys count from 0. */
#define SERIES(count)                                                                              \
  "json_each('[' || substr(replace(hex(zeroblob(" count ")), '00', ',0'), 2) || ']')"
#define OF_CODINGS SERIES("length(b.codings) / 5")
#define OF_HITS SERIES("c.hits")
_Static_assert(CS_BODY_PASSAGE == 10 && CS_BODY_CODING == 5 && CS_BODY_HIT == 2 &&
                   CS_BODY_THOUSANDS == 1000 && CS_BODY_SEPARATOR == 31,
               "as in the views");

const cs_schema_object cs_schema_objects[] = {
    {"table", "codebook",
     "CREATE TABLE codebook (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  digest TEXT NOT NULL,\n"
     "  version TEXT NOT NULL,\n"
     "  UNIQUE (digest, version)\n"
     ")"},
    {"table", "plugin_row",
     "CREATE TABLE plugin_row (\n"
     "  codebook_id INTEGER NOT NULL REFERENCES codebook (id),\n"
     "  kind TEXT NOT NULL,\n"
     "  id TEXT NOT NULL,\n"
     "  version TEXT NOT NULL,\n"
     "  file TEXT NOT NULL,\n"
     "  sha256 TEXT NOT NULL,\n"
     "  PRIMARY KEY (codebook_id, kind, id)\n"
     ") WITHOUT ROWID"},
    {"table", "theme",
     "CREATE TABLE theme (\n"
     "  id TEXT NOT NULL PRIMARY KEY,\n"
     "  number INTEGER NOT NULL UNIQUE,\n"
     "  title TEXT NOT NULL,\n"
     "  about TEXT NOT NULL,\n"
     "  version TEXT NOT NULL,\n"
     "  plugin TEXT NOT NULL,\n"
     "  sha256 TEXT NOT NULL\n"
     ")"},
    {"table", "term",
     "CREATE TABLE term (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  pattern TEXT NOT NULL UNIQUE\n"
     ")"},
    {"table", "form",
     "CREATE TABLE form (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  term_id INTEGER NOT NULL REFERENCES term (id),\n"
     "  role INTEGER NOT NULL CHECK (role BETWEEN 0 AND 7),\n"
     "  length INTEGER NOT NULL,\n"
     "  UNIQUE (term_id, role, length)\n"
     ")"},
    {"table", "run",
     "CREATE TABLE run (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  started TEXT NOT NULL,\n"
     "  finished TEXT,\n"
     "  version TEXT NOT NULL,\n"
     "  plugins TEXT NOT NULL,\n"
     "  codebook_id INTEGER NOT NULL REFERENCES codebook (id),\n"
     "  documents INTEGER,\n"
     "  coded INTEGER,\n"
     "  unchanged INTEGER,\n"
     "  left_out INTEGER,\n"
     "  forgotten INTEGER,\n"
     "  problems INTEGER,\n"
     "  passages INTEGER,\n"
     "  codings INTEGER,\n"
     "  bytes INTEGER\n"
     ")"},
    {"table", "source",
     "CREATE TABLE source (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  path TEXT NOT NULL UNIQUE,\n"
     "  name TEXT NOT NULL,\n"
     "  size INTEGER NOT NULL,\n"
     "  modified INTEGER,\n"
     "  sha256 TEXT,\n"
     "  outcome TEXT NOT NULL CHECK (outcome IN ('review', 'duplicate', 'left_out')),\n"
     "  duplicate_of INTEGER REFERENCES source (id),\n"
     "  codebook_id INTEGER NOT NULL REFERENCES codebook (id)\n"
     ")"},
    {"table", "review",
     "CREATE TABLE review (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  key TEXT NOT NULL UNIQUE,\n"
     "  base TEXT NOT NULL,\n"
     "  area TEXT NOT NULL,\n"
     "  title TEXT,\n"
     "  family TEXT NOT NULL,\n"
     "  review_start TEXT,\n"
     "  review_end TEXT,\n"
     "  published TEXT,\n"
     "  year INTEGER,\n"
     "  region TEXT,\n"
     "  nhs_area TEXT,\n"
     "  children INTEGER,\n"
     "  source TEXT NOT NULL,\n"
     "  source_id INTEGER NOT NULL UNIQUE REFERENCES source (id),\n"
     "  sha256 TEXT NOT NULL UNIQUE,\n"
     "  format TEXT NOT NULL,\n"
     "  encoding TEXT NOT NULL,\n"
     "  words INTEGER NOT NULL,\n"
     "  passages INTEGER NOT NULL,\n"
     "  codings INTEGER NOT NULL\n"
     ")"},
    {"table", "review_person",
     "CREATE TABLE review_person (\n"
     "  review_id INTEGER NOT NULL REFERENCES review (id),\n"
     "  seq INTEGER NOT NULL,\n"
     "  name TEXT NOT NULL,\n"
     "  role TEXT NOT NULL,\n"
     "  PRIMARY KEY (review_id, seq)\n"
     ") WITHOUT ROWID"},
    {"table", "organisation",
     "CREATE TABLE organisation (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  name TEXT NOT NULL UNIQUE\n"
     ")"},
    {"table", "review_organisation",
     "CREATE TABLE review_organisation (\n"
     "  review_id INTEGER NOT NULL REFERENCES review (id),\n"
     "  organisation_id INTEGER NOT NULL REFERENCES organisation (id),\n"
     "  role TEXT NOT NULL CHECK (role IN ('provider', 'commissioner')),\n"
     "  PRIMARY KEY (review_id, organisation_id, role)\n"
     ") WITHOUT ROWID"},
    {"table", "abbreviation",
     "CREATE TABLE abbreviation (\n"
     "  review_id INTEGER NOT NULL REFERENCES review (id),\n"
     "  seq INTEGER NOT NULL,\n"
     "  short TEXT NOT NULL,\n"
     "  long TEXT NOT NULL,\n"
     "  PRIMARY KEY (review_id, seq)\n"
     ") WITHOUT ROWID"},
    {"table", "judgement",
     "CREATE TABLE judgement (\n"
     "  review_id INTEGER NOT NULL REFERENCES review (id),\n"
     "  seq INTEGER NOT NULL,\n"
     "  aspect TEXT NOT NULL,\n"
     "  grade TEXT NOT NULL,\n"
     "  rank INTEGER CHECK (rank > 0),\n"
     "  section TEXT,\n"
     "  PRIMARY KEY (review_id, seq)\n"
     ") WITHOUT ROWID"},
    {"table", "section",
     "CREATE TABLE section (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  review_id INTEGER NOT NULL REFERENCES review (id),\n"
     "  seq INTEGER NOT NULL,\n"
     "  canonical TEXT NOT NULL,\n"
     "  title TEXT NOT NULL,\n"
     "  line INTEGER,\n"
     "  UNIQUE (review_id, seq)\n"
     ")"},
    {"table", "review_body",
     "CREATE TABLE review_body (\n"
     "  review_id INTEGER PRIMARY KEY REFERENCES review (id),\n"
     "  first_passage INTEGER,\n"
     "  first_coding INTEGER,\n"
     "  passages TEXT NOT NULL,\n"
     "  labels TEXT NOT NULL,\n"
     "  codings TEXT NOT NULL,\n"
     "  hits TEXT NOT NULL\n"
     ")"},
    {"table", "recommendation",
     "CREATE TABLE recommendation (\n"
     "  passage_id INTEGER PRIMARY KEY,\n"
     "  group_label TEXT,\n"
     "  addressed_to TEXT\n"
     ")"},
    {"table", "addressee",
     "CREATE TABLE addressee (\n"
     "  passage_id INTEGER NOT NULL REFERENCES recommendation (passage_id),\n"
     "  organisation_id INTEGER NOT NULL REFERENCES organisation (id),\n"
     "  PRIMARY KEY (passage_id, organisation_id)\n"
     ") WITHOUT ROWID"},
    {"table", "citation",
     "CREATE TABLE citation (\n"
     "  passage_id INTEGER NOT NULL,\n"
     "  seq INTEGER NOT NULL,\n"
     "  label TEXT NOT NULL,\n"
     "  recommendation_id INTEGER REFERENCES recommendation (passage_id),\n"
     "  start INTEGER NOT NULL,\n"
     "  length INTEGER NOT NULL,\n"
     "  PRIMARY KEY (passage_id, seq)\n"
     ") WITHOUT ROWID"},
    {"table", "note",
     "CREATE TABLE note (\n"
     "  passage_id INTEGER NOT NULL,\n"
     "  seq INTEGER NOT NULL,\n"
     "  put_to TEXT NOT NULL,\n"
     "  start INTEGER NOT NULL,\n"
     "  length INTEGER NOT NULL,\n"
     "  PRIMARY KEY (passage_id, seq)\n"
     ") WITHOUT ROWID"},
    {"table", "problem_row",
     "CREATE TABLE problem_row (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  source_id INTEGER REFERENCES source (id),\n"
     "  source TEXT,\n"
     "  stage TEXT NOT NULL,\n"
     "  severity TEXT NOT NULL CHECK (severity IN ('note', 'warning', 'error')),\n"
     "  line INTEGER,\n"
     "  message TEXT NOT NULL\n"
     ")"},
    {"table", "sqlar",
     "CREATE TABLE sqlar (\n"
     "  name TEXT PRIMARY KEY,\n"
     "  mode INT,\n"
     "  mtime INT,\n"
     "  sz INT,\n"
     "  data BLOB\n"
     ")"},
    {"index", "source_original", "CREATE INDEX source_original ON source (duplicate_of)"},
    {"index", "review_base", "CREATE INDEX review_base ON review (base)"},
    {"index", "review_body_passage",
     "CREATE INDEX review_body_passage ON review_body (first_passage)"},
    {"index", "review_body_coding",
     "CREATE INDEX review_body_coding ON review_body (first_coding)"},
    {"index", "review_organisation_organisation",
     "CREATE INDEX review_organisation_organisation ON review_organisation (organisation_id)"},
    {"index", "addressee_organisation",
     "CREATE INDEX addressee_organisation ON addressee (organisation_id)"},
    {"index", "citation_recommendation",
     "CREATE INDEX citation_recommendation ON citation (recommendation_id)"},
    {"index", "problem_source", "CREATE INDEX problem_source ON problem_row (source_id)"},
    {"view", "plugin",
     "CREATE VIEW plugin AS\n"
     "SELECT kind, id, version, file, sha256 FROM plugin_row\n"
     "WHERE codebook_id = (SELECT codebook_id FROM run ORDER BY id DESC LIMIT 1)"},
    {"view", "passage",
     "CREATE VIEW passage AS\n"
     "WITH one AS MATERIALIZED (\n"
     "  SELECT b.review_id AS review_id, b.first_passage + l.key AS id, l.key + 1 AS seq,\n"
     "    l.value AS label, instr(l.value, char(31)) AS cut,\n"
     "    substr(b.passages, l.key * 10 + 1, 10) AS n\n"
     "  FROM review_body AS b JOIN json_each(b.labels) AS l),\n"
     "p AS MATERIALIZED (\n"
     "  SELECT id, review_id, seq,\n"
     "    CASE cut WHEN 0 THEN label ELSE substr(label, 1, cut - 1) END AS label,\n"
     "    CASE cut WHEN 0 THEN NULL ELSE substr(label, cut + 1) END AS title,\n"
     "    " N1 " AS section,\n"
     "    " N2 " AS kind,\n"
     "    " START " AS start,\n"
     "    " LENGTH " AS length,\n"
     "    " WORDS " AS words,\n"
     "    " LINE " AS line\n"
     "  FROM one)\n"
     "SELECT p.id AS id, r.key || ':' || CASE p.kind / 4" KIND_WORDS " || ':' || p.label AS key,\n"
     "  p.review_id AS review_id, s.id AS section_id, p.seq AS seq,\n"
     "  CASE p.kind / 4" KIND_WORDS " AS kind,\n"
     "  p.label AS label, p.kind % 2 AS printed, p.title AS title,\n"
     "  p.start AS start, p.length AS length, p.words AS words, nullif(p.line, 0) AS line\n"
     "FROM p JOIN section AS s ON s.review_id = p.review_id AND s.seq = p.section\n"
     "JOIN review AS r ON r.id = p.review_id"},
    {"view", "coding",
     "CREATE VIEW coding AS\n"
     "WITH one AS MATERIALIZED (\n"
     "  SELECT b.first_coding + k.key AS id, b.first_passage AS first_passage,\n"
     "    substr(b.codings, k.key * 5 + 1, 5) AS n\n"
     "  FROM review_body AS b JOIN " OF_CODINGS " AS k),\n"
     "c AS MATERIALIZED (\n"
     "  SELECT id,\n"
     "    first_passage + " N1 " AS passage_id,\n"
     "    " N2 " AS theme,\n"
     "    " N3 " AS polarity,\n"
     "    " N4 " AS confidence\n"
     "  FROM one)\n"
     "SELECT c.id AS id, c.passage_id AS passage_id, t.id AS theme_id,\n"
     "  CASE c.polarity / 2" POLARITY_WORDS " AS polarity,\n"
     "  c.confidence / 1000.0 AS confidence, c.polarity % 2 AS repeat\n"
     "FROM c JOIN theme AS t ON t.number = c.theme"},
    {"view", "evidence",
     "CREATE VIEW evidence AS\n"
     "WITH one AS MATERIALIZED (\n"
     "  SELECT b.review_id AS review_id, k.key AS at, substr(b.codings, k.key * 5 + 1, 5) AS n\n"
     "  FROM review_body AS b JOIN " OF_CODINGS " AS k),\n"
     "c AS MATERIALIZED (\n"
     "  SELECT review_id, at,\n"
     "    " N1 " AS passage,\n"
     "    " N5 " AS hits,\n"
     "    sum(" N5 ") OVER (PARTITION BY review_id ORDER BY at) AS upto\n"
     "  FROM one),\n"
     "h AS MATERIALIZED (\n"
     "  SELECT b.first_coding + c.at AS coding_id, k.key AS at,\n"
     "    substr(b.passages, c.passage * 10 + 3, 2) AS place,\n"
     "    substr(b.hits, (c.upto - c.hits + k.key) * 2 + 1, 2) AS n\n"
     "  FROM c JOIN review_body AS b ON b.review_id = c.review_id\n"
     "  JOIN " OF_HITS " AS k),\n"
     "e AS MATERIALIZED (\n"
     "  SELECT coding_id,\n"
     "    " N1 " AS form,\n"
     "    " PLACE "\n"
     "    + sum(" N2 ") OVER (PARTITION BY coding_id ORDER BY at) AS start\n"
     "  FROM h)\n"
     "SELECT e.coding_id AS coding_id, CASE f.role" ROLE_WORDS " AS role,\n"
     "  t.pattern AS term, e.start AS start, f.length AS length\n"
     "FROM e JOIN form AS f ON f.id = e.form JOIN term AS t ON t.id = f.term_id"},
    {"view", "problem",
     "CREATE VIEW problem AS\n"
     "SELECT p.id AS id, r.id AS review_id, p.source_id AS source_id,\n"
     "  coalesce(s.name, p.source) AS source,\n"
     "  p.stage AS stage, p.severity AS severity, p.line AS line, p.message AS message\n"
     "FROM problem_row AS p\n"
     "LEFT JOIN source AS s ON s.id = p.source_id\n"
     "LEFT JOIN review AS r ON r.source_id = p.source_id"},
};

const size_t cs_schema_object_count = sizeof cs_schema_objects / sizeof cs_schema_objects[0];

const char *const cs_schema_fast_views[] = {
    "CREATE TEMP VIEW passage AS "
    "SELECT p.id AS id, r.key || ':' || CASE p.kind" KIND_WORDS " || ':' || p.label AS key, "
    "p.review_id AS review_id, s.id AS section_id, p.seq AS seq, CASE p.kind" KIND_WORDS
    " AS kind, "
    "p.label AS label, p.printed AS printed, p.title AS title, "
    "p.start AS start, p.length AS length, p.words AS words, p.line AS line "
    "FROM passage_row AS p JOIN main.section AS s ON s.review_id = p.review_id AND s.seq = "
    "p.section "
    "JOIN main.review AS r ON r.id = p.review_id",
    "CREATE TEMP VIEW coding AS "
    "SELECT c.id AS id, c.passage_id AS passage_id, t.id AS theme_id, "
    "CASE c.polarity" POLARITY_WORDS " AS polarity, "
    "c.confidence / 1000.0 AS confidence, c.repeat AS repeat "
    "FROM coding_row AS c JOIN main.theme AS t ON t.number = c.theme",
    "CREATE TEMP VIEW evidence AS "
    "SELECT e.coding_id AS coding_id, CASE e.role" ROLE_WORDS " AS role, "
    "t.pattern AS term, e.start AS start, e.length AS length "
    "FROM evidence_row AS e JOIN main.term AS t ON t.id = e.term",
};

const size_t cs_schema_fast_view_count =
    sizeof cs_schema_fast_views / sizeof cs_schema_fast_views[0];
