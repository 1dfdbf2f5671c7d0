/* The tables and indexes, in the order in which they are made.
 *
 * What a review consists of is one row of review_body, whose texts dataset/body/body.h describes.
 * Every foreign key has an index on its side, because a deletion looks there. */
#include "dataset/schema/schema.h"

const cs_schema_object cs_schema_tables[] = {
    {"table", "codebook",
     "CREATE TABLE codebook (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  digest TEXT NOT NULL,\n"
     "  version TEXT NOT NULL,\n"
     "  checksum INTEGER NOT NULL,\n"
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
     "  checksum INTEGER NOT NULL,\n"
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
     "  sha256 TEXT NOT NULL,\n"
     "  checksum INTEGER NOT NULL\n"
     ")"},
    {"table", "term",
     "CREATE TABLE term (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  pattern TEXT NOT NULL UNIQUE,\n"
     "  checksum INTEGER NOT NULL\n"
     ")"},
    {"table", "form",
     "CREATE TABLE form (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  term_id INTEGER NOT NULL REFERENCES term (id),\n"
     "  role INTEGER NOT NULL CHECK (role BETWEEN 0 AND 7),\n"
     "  length INTEGER NOT NULL,\n"
     "  checksum INTEGER NOT NULL,\n"
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
     "  bytes INTEGER,\n"
     "  checksum INTEGER NOT NULL\n"
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
     "  codings INTEGER NOT NULL,\n"
     "  checksum INTEGER NOT NULL\n"
     ")"},
    {"table", "review_person",
     "CREATE TABLE review_person (\n"
     "  review_id INTEGER NOT NULL REFERENCES review (id),\n"
     "  seq INTEGER NOT NULL,\n"
     "  name TEXT NOT NULL,\n"
     "  role TEXT NOT NULL,\n"
     "  checksum INTEGER NOT NULL,\n"
     "  PRIMARY KEY (review_id, seq)\n"
     ") WITHOUT ROWID"},
    {"table", "organisation",
     "CREATE TABLE organisation (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  name TEXT NOT NULL UNIQUE,\n"
     "  checksum INTEGER NOT NULL\n"
     ")"},
    {"table", "review_organisation",
     "CREATE TABLE review_organisation (\n"
     "  review_id INTEGER NOT NULL REFERENCES review (id),\n"
     "  organisation_id INTEGER NOT NULL REFERENCES organisation (id),\n"
     "  role TEXT NOT NULL CHECK (role IN ('provider', 'commissioner')),\n"
     "  checksum INTEGER NOT NULL,\n"
     "  PRIMARY KEY (review_id, organisation_id, role)\n"
     ") WITHOUT ROWID"},
    {"table", "abbreviation",
     "CREATE TABLE abbreviation (\n"
     "  review_id INTEGER NOT NULL REFERENCES review (id),\n"
     "  seq INTEGER NOT NULL,\n"
     "  short TEXT NOT NULL,\n"
     "  long TEXT NOT NULL,\n"
     "  checksum INTEGER NOT NULL,\n"
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
     "  checksum INTEGER NOT NULL,\n"
     "  PRIMARY KEY (review_id, seq)\n"
     ") WITHOUT ROWID"},
    {"table", "heading",
     "CREATE TABLE heading (\n"
     "  id INTEGER PRIMARY KEY,\n"
     "  canonical TEXT NOT NULL,\n"
     "  title TEXT NOT NULL,\n"
     "  checksum INTEGER NOT NULL,\n"
     "  UNIQUE (canonical, title)\n"
     ")"},
    {"table", "review_body",
     "CREATE TABLE review_body (\n"
     "  review_id INTEGER PRIMARY KEY REFERENCES review (id),\n"
     "  first_passage INTEGER,\n"
     "  first_coding INTEGER,\n"
     "  checksums BLOB NOT NULL,\n"
     "  passages TEXT NOT NULL,\n"
     "  millions TEXT NOT NULL,\n"
     "  codings TEXT NOT NULL,\n"
     "  citations TEXT NOT NULL,\n"
     "  labels TEXT NOT NULL,\n"
     "  sections TEXT NOT NULL,\n"
     "  recommendations TEXT NOT NULL,\n"
     "  addressed TEXT NOT NULL,\n"
     "  addressees TEXT NOT NULL,\n"
     "  cited TEXT NOT NULL,\n"
     "  hits TEXT NOT NULL,\n"
     "  marks TEXT NOT NULL\n"
     ")"},
    {"table", "note",
     "CREATE TABLE note (\n"
     "  passage_id INTEGER NOT NULL,\n"
     "  seq INTEGER NOT NULL,\n"
     "  put_to TEXT NOT NULL,\n"
     "  start INTEGER NOT NULL,\n"
     "  length INTEGER NOT NULL,\n"
     "  checksum INTEGER NOT NULL,\n"
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
     "  message TEXT NOT NULL,\n"
     "  checksum INTEGER NOT NULL\n"
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
    {"index", "problem_source", "CREATE INDEX problem_source ON problem_row (source_id)"},
};

const size_t cs_schema_table_count = sizeof cs_schema_tables / sizeof cs_schema_tables[0];
