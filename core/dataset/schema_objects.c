/* The tables, views and indexes, in the order in which they are made.
 *
 * The tables whose names end in _row are compact: enumerations are integers,
 * confidences are thousandths, evidence is a JSON array of [role, term, start,
 * length], taken apart by json_each only: SQLite 3.40 does not let the view of an
 * untrusted schema call json_extract. The views of the names without _row say the same in words,
 * and are what is documented in datasets/README.md. Every foreign key has an index on its side,
 * because a deletion looks there. */
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
    {"table", "passage_row",
     "CREATE TABLE passage_row (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  review_id INTEGER NOT NULL,\n"
     "  section INTEGER NOT NULL,\n"
     "  seq INTEGER NOT NULL,\n"
     "  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5),\n"
     "  label TEXT NOT NULL,\n"
     "  printed INTEGER NOT NULL,\n"
     "  title TEXT,\n"
     "  start INTEGER NOT NULL,\n"
     "  length INTEGER NOT NULL,\n"
     "  words INTEGER NOT NULL,\n"
     "  line INTEGER,\n"
     "  FOREIGN KEY (review_id, section) REFERENCES section (review_id, seq)\n"
     ")"},
    {"table", "recommendation",
     "CREATE TABLE recommendation (\n"
     "  passage_id INTEGER PRIMARY KEY REFERENCES passage_row (id),\n"
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
     "  passage_id INTEGER NOT NULL REFERENCES passage_row (id),\n"
     "  seq INTEGER NOT NULL,\n"
     "  label TEXT NOT NULL,\n"
     "  recommendation_id INTEGER REFERENCES recommendation (passage_id),\n"
     "  start INTEGER NOT NULL,\n"
     "  length INTEGER NOT NULL,\n"
     "  PRIMARY KEY (passage_id, seq)\n"
     ") WITHOUT ROWID"},
    {"table", "note",
     "CREATE TABLE note (\n"
     "  passage_id INTEGER NOT NULL REFERENCES passage_row (id),\n"
     "  seq INTEGER NOT NULL,\n"
     "  put_to TEXT NOT NULL,\n"
     "  start INTEGER NOT NULL,\n"
     "  length INTEGER NOT NULL,\n"
     "  PRIMARY KEY (passage_id, seq)\n"
     ") WITHOUT ROWID"},
    {"table", "coding_row",
     "CREATE TABLE coding_row (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  passage_id INTEGER NOT NULL REFERENCES passage_row (id),\n"
     "  theme INTEGER NOT NULL REFERENCES theme (number),\n"
     "  polarity INTEGER NOT NULL CHECK (polarity BETWEEN 0 AND 3),\n"
     "  confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 1000),\n"
     "  repeat INTEGER NOT NULL,\n"
     "  evidence TEXT NOT NULL\n"
     ")"},
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
    {"index", "passage_section",
     "CREATE INDEX passage_section ON passage_row (review_id, section)"},
    {"index", "review_organisation_organisation",
     "CREATE INDEX review_organisation_organisation ON review_organisation (organisation_id)"},
    {"index", "addressee_organisation",
     "CREATE INDEX addressee_organisation ON addressee (organisation_id)"},
    {"index", "citation_recommendation",
     "CREATE INDEX citation_recommendation ON citation (recommendation_id)"},
    {"index", "coding_passage",
     "CREATE UNIQUE INDEX coding_passage ON coding_row (passage_id, theme)"},
    {"index", "coding_theme", "CREATE INDEX coding_theme ON coding_row (theme)"},
    {"index", "problem_source", "CREATE INDEX problem_source ON problem_row (source_id)"},
    {"view", "plugin",
     "CREATE VIEW plugin AS\n"
     "SELECT kind, id, version, file, sha256 FROM plugin_row\n"
     "WHERE codebook_id = (SELECT codebook_id FROM run ORDER BY id DESC LIMIT 1)"},
    {"view", "passage",
     "CREATE VIEW passage AS\n"
     "SELECT p.id AS id,\n"
     "  r.key || ':' || CASE p.kind" KIND_WORDS " || ':' || p.label AS key,\n"
     "  p.review_id AS review_id, s.id AS section_id, p.seq AS seq,\n"
     "  CASE p.kind" KIND_WORDS " AS kind,\n"
     "  p.label AS label, p.printed AS printed, p.title AS title,\n"
     "  p.start AS start, p.length AS length, p.words AS words, p.line AS line\n"
     "FROM passage_row AS p\n"
     "JOIN section AS s ON s.review_id = p.review_id AND s.seq = p.section\n"
     "JOIN review AS r ON r.id = p.review_id"},
    {"view", "coding",
     "CREATE VIEW coding AS\n"
     "SELECT c.id AS id, c.passage_id AS passage_id, t.id AS theme_id,\n"
     "  CASE c.polarity" POLARITY_WORDS " AS polarity,\n"
     "  c.confidence / 1000.0 AS confidence, c.repeat AS repeat\n"
     "FROM coding_row AS c JOIN theme AS t ON t.number = c.theme"},
    {"view", "evidence",
     "CREATE VIEW evidence AS\n"
     "SELECT c.id AS coding_id, CASE r.value" ROLE_WORDS " AS role,\n"
     "  t.pattern AS term, s.value AS start, l.value AS length\n"
     "FROM coding_row AS c JOIN json_each(c.evidence) AS e\n"
     "JOIN json_each(e.value, '$[0]') AS r JOIN json_each(e.value, '$[1]') AS i\n"
     "JOIN json_each(e.value, '$[2]') AS s JOIN json_each(e.value, '$[3]') AS l\n"
     "JOIN term AS t ON t.id = i.value"},
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
