/* The views, in the order in which they are made: each for any program that reads the file, and
 * those of a connection of this program, which say the same over the tables of
 * dataset/body/tables.h, at a fraction of the cost.
 *
 * Passage, coding, evidence, section, recommendation, addressee and citation take the texts of
 * dataset/body/body.h apart in plain SQL, by MATERIALIZED steps, so that joins find their rows by
 * an index that SQLite makes for the query; json_each over an array of zeros counts. A LEFT JOIN
 * says which side SQLite goes through: it cannot know which is small. */
#include "dataset/body/body.h"
#include "dataset/schema/schema.h"
#include "dataset/schema/words.h"

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
/* What comes on top of the numbers of a passage. */
#define MILLIONS(at) "CASE m WHEN '' THEN 0 ELSE 1000000 * " NUMBER("m", at) " END"
#define LONG_3 "(" N3 " + " MILLIONS("1") ")"
#define LONG_4 "(" N4 " + " MILLIONS("2") ")"
#define LONG_5 "(" N5 " + " MILLIONS("3") ")"
#define LONG_6 "(" N6 " + " MILLIONS("4") ")"
/* Pairs. */
#define PAIR_1 "(" N1 " * 1000 + " N2 ")"
#define PAIR_2 "(" N2 " * 1000 + " N3 ")"
#define PAIR_3 "(" N3 " * 1000 + " N4 ")"
#define PAIR_5 "(" N5 " * 1000 + " N6 ")"
/* Steps, which may be negative: of a passage's start and line, of a citation's start. */
#define STEP_3 "((" LONG_3 " + 1) / 2 * (1 - 2 * (" N3 " % 2)))"
#define STEP_6 "((" LONG_6 " + 1) / 2 * (1 - 2 * (" N6 " % 2)))"
#define PAIR_STEP_3 "((" PAIR_3 " + 1) / 2 * (1 - 2 * (" N4 " % 2)))"
/* So many rows, whose keys count from 0. */
#define SERIES(count)                                                                              \
  "json_each('[' || substr(replace(hex(zeroblob(" count ")), '00', ',0'), 2) || ']')"
#define OF_PASSAGES SERIES("length(b.passages) / 8")
#define OF_CODINGS SERIES("length(b.codings) / 5")
#define OF_SECTIONS SERIES("length(b.sections) / 4")
#define OF_RECOMMENDATIONS SERIES("length(b.recommendations) / 2")
#define OF_ADDRESSEES SERIES("length(b.addressees) / 3")
#define OF_HITS SERIES("c.hits")
/* The characters of each passage. */
#define PART                                                                                       \
  "part AS MATERIALIZED (\n"                                                                       \
  "  SELECT b.review_id AS review_id, b.first_passage AS first_passage, k.key AS passage,\n"       \
  "    substr(b.passages, k.key * 8 + 1, 8) AS n, substr(b.millions, k.key * 4 + 1, 4) AS m\n"     \
  "  FROM review_body AS b JOIN " OF_PASSAGES " AS k)"
/* Where the passages start. */
#define PLACE                                                                                      \
  "place AS MATERIALIZED (\n"                                                                      \
  "  SELECT review_id, passage,\n"                                                                 \
  "    sum(" STEP_3 " + " LONG_4 ") OVER (PARTITION BY review_id ORDER BY passage) - " LONG_4      \
  " AS start\n"                                                                                    \
  "  FROM part)"
/* Stems of labels, and titles; numbers behind the stems. */
#define STEM                                                                                       \
  "stem AS MATERIALIZED (\n"                                                                       \
  "  SELECT b.review_id AS review_id, s.key AS at,\n"                                              \
  "    substr(s.value, 1, instr(s.value || char(31), char(31)) - 1) AS label,\n"                   \
  "    nullif(substr(s.value, instr(s.value || char(31), char(31)) + 1), '') AS title\n"           \
  "  FROM review_body AS b JOIN json_each(b.labels) AS s)"
#define NUMBER_8 "CASE " N8 " WHEN 0 THEN '' ELSE " N8 " - 1 END"
_Static_assert(CS_BODY_PASSAGE == 8 && CS_BODY_PASSAGE_MILLIONS == 4 &&
                   CS_BODY_MILLIONS == 1000000 && CS_BODY_CODING == 5 && CS_BODY_HIT == 2 &&
                   CS_BODY_SECTION == 4 && CS_BODY_RECOMMENDATION == 2 && CS_BODY_ADDRESSEE == 3 &&
                   CS_BODY_CITATION == 6 && CS_BODY_MARKS == 6 && CS_BODY_THOUSANDS == 1000 &&
                   CS_BODY_SEPARATOR == 31 && CS_SECTION_IDS == 67108864,
               "as in the views");

const cs_schema_object cs_schema_views[] = {
    {"view", "plugin",
     "CREATE VIEW plugin AS\n"
     "SELECT kind, id, version, file, sha256 FROM plugin_row\n"
     "WHERE codebook_id = (SELECT codebook_id FROM run ORDER BY id DESC LIMIT 1)"},
    {"view", "passage",
     "CREATE VIEW passage AS\n"
     "WITH " PART ",\n" STEM ",\n"
     "p AS MATERIALIZED (\n"
     "  SELECT first_passage + passage AS id, part.review_id AS review_id, passage + 1 AS seq,\n"
     "    " N1 " AS section,\n"
     "    " N2 " AS kind,\n"
     "    stem.label || " NUMBER_8 " AS label,\n"
     "    stem.title AS title,\n"
     "    sum(" STEP_3 " + " LONG_4 ") OVER upto - " LONG_4 " AS start,\n"
     "    " LONG_4 " AS length,\n"
     "    " LONG_5 " AS words,\n"
     "    sum(" STEP_6 ") OVER upto AS line\n"
     "  FROM part LEFT JOIN stem ON stem.review_id = part.review_id AND stem.at = " N7 "\n"
     "  WINDOW upto AS (PARTITION BY part.review_id ORDER BY passage))\n"
     "SELECT p.id AS id, r.key || ':' || CASE p.kind / 4" CS_KIND_WORDS
     " || ':' || p.label AS key,\n"
     "  p.review_id AS review_id, p.review_id * 67108864 + p.section AS section_id, p.seq AS seq,\n"
     "  CASE p.kind / 4" CS_KIND_WORDS " AS kind,\n"
     "  p.label AS label, p.kind % 2 AS printed, p.title AS title,\n"
     "  p.start AS start, p.length AS length, p.words AS words, nullif(p.line, 0) AS line\n"
     "FROM p JOIN review AS r ON r.id = p.review_id"},
    {"view", "section",
     "CREATE VIEW section AS\n"
     "WITH one AS MATERIALIZED (\n"
     "  SELECT b.review_id AS review_id, k.key + 1 AS seq,\n"
     "    substr(b.sections, k.key * 4 + 1, 4) AS n\n"
     "  FROM review_body AS b JOIN " OF_SECTIONS " AS k),\n"
     "s AS MATERIALIZED (\n"
     "  SELECT review_id, seq, " PAIR_1 " AS heading, " PAIR_3 " AS line FROM one)\n"
     "SELECT s.review_id * 67108864 + s.seq AS id, s.review_id AS review_id, s.seq AS seq,\n"
     "  h.canonical AS canonical, h.title AS title, nullif(s.line, 0) AS line\n"
     "FROM s JOIN heading AS h ON h.id = s.heading"},
    {"view", "recommendation",
     "CREATE VIEW recommendation AS\n"
     "WITH one AS MATERIALIZED (\n"
     "  SELECT b.review_id AS review_id, b.first_passage AS first_passage,\n"
     "    substr(b.recommendations, k.key * 2 + 1, 2) AS n\n"
     "  FROM review_body AS b JOIN " OF_RECOMMENDATIONS " AS k),\n"
     "r AS MATERIALIZED (\n"
     "  SELECT review_id, first_passage + " N1 " AS passage_id, 2 * " N2 " AS at FROM one),\n"
     "g AS MATERIALIZED (\n"
     "  SELECT b.review_id AS review_id, a.key AS at, nullif(a.value, '') AS text\n"
     "  FROM review_body AS b JOIN json_each(b.addressed) AS a)\n"
     "SELECT r.passage_id AS passage_id, g.text AS group_label, h.text AS addressed_to\n"
     "FROM r JOIN g ON g.review_id = r.review_id AND g.at = r.at\n"
     "JOIN g AS h ON h.review_id = r.review_id AND h.at = r.at + 1"},
    {"view", "addressee",
     "CREATE VIEW addressee AS\n"
     "WITH one AS MATERIALIZED (\n"
     "  SELECT b.review_id AS review_id, b.first_passage AS first_passage,\n"
     "    substr(b.recommendations, k.key * 2 + 1, 2) AS n\n"
     "  FROM review_body AS b JOIN " OF_RECOMMENDATIONS " AS k),\n"
     "r AS MATERIALIZED (\n"
     "  SELECT review_id, first_passage + " N1 " AS passage_id, " N2 " AS at FROM one),\n"
     "other AS MATERIALIZED (\n"
     "  SELECT b.review_id AS review_id, substr(b.addressees, k.key * 3 + 1, 3) AS n\n"
     "  FROM review_body AS b JOIN " OF_ADDRESSEES " AS k),\n"
     "a AS MATERIALIZED (\n"
     "  SELECT review_id, " N1 " AS at, " PAIR_2 " AS organisation_id FROM other)\n"
     "SELECT r.passage_id AS passage_id, a.organisation_id AS organisation_id\n"
     "FROM r JOIN a ON a.review_id = r.review_id AND a.at = r.at"},
    {"view", "citation",
     "CREATE VIEW citation AS\n"
     "WITH " PART ",\n" PLACE ",\n" STEM ",\n"
     "one AS MATERIALIZED (\n"
     "  SELECT b.review_id AS review_id, b.first_passage AS first_passage, k.key + 1 AS seq,\n"
     "    k.value AS label, substr(b.citations, k.key * 6 + 1, 6) AS n\n"
     "  FROM review_body AS b JOIN json_each(b.cited) AS k),\n"
     "c AS MATERIALIZED (\n"
     "  SELECT review_id, first_passage, seq, label, " N1 " AS passage, " N2 " AS cited,\n"
     "    " PAIR_STEP_3 " AS step, " PAIR_5 " AS length\n"
     "  FROM one),\n"
     "own AS MATERIALIZED (\n"
     "  SELECT c.review_id AS review_id, c.seq AS seq, s.label || " NUMBER_8 " AS label\n"
     "  FROM c JOIN part ON part.review_id = c.review_id AND part.passage = c.cited - 1\n"
     "  JOIN stem AS s ON s.review_id = part.review_id AND s.at = " N7 "\n"
     "  WHERE c.cited > 0 AND c.label = '')\n"
     "SELECT c.first_passage + c.passage AS passage_id, c.seq AS seq,\n"
     "  coalesce(own.label, c.label) AS label,\n"
     "  CASE c.cited WHEN 0 THEN NULL ELSE c.first_passage + c.cited - 1 END\n"
     "    AS recommendation_id,\n"
     "  place.start + c.step AS start, c.length AS length\n"
     "FROM c JOIN place ON place.review_id = c.review_id AND place.passage = c.passage\n"
     "LEFT JOIN own ON own.review_id = c.review_id AND own.seq = c.seq"},
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
     "  CASE c.polarity / 2" CS_POLARITY_WORDS " AS polarity,\n"
     "  c.confidence / 1000.0 AS confidence, c.polarity % 2 AS repeat\n"
     "FROM c JOIN theme AS t ON t.number = c.theme"},
    {"view", "evidence",
     "CREATE VIEW evidence AS\n"
     "WITH " PART ",\n" PLACE ",\n"
     "one AS MATERIALIZED (\n"
     "  SELECT b.review_id AS review_id, k.key AS at, substr(b.codings, k.key * 5 + 1, 5) AS n\n"
     "  FROM review_body AS b JOIN " OF_CODINGS " AS k),\n"
     "many AS MATERIALIZED (\n"
     "  SELECT review_id, at, " N1 " AS passage, " N5 " AS hits FROM one),\n"
     "c AS MATERIALIZED (\n"
     "  SELECT review_id, at, passage, hits,\n"
     "    row_number() OVER (PARTITION BY review_id, passage ORDER BY at) AS nth,\n"
     "    sum((hits + 5) / 6) OVER (PARTITION BY review_id ORDER BY at) - (hits + 5) / 6 AS marks\n"
     "  FROM many),\n"
     "held AS MATERIALIZED (\n"
     "  SELECT review_id, passage, hits,\n"
     "    sum(hits) OVER (PARTITION BY review_id ORDER BY passage) - hits AS before\n"
     "  FROM c WHERE nth = 1),\n"
     "h AS MATERIALIZED (\n"
     "  SELECT c.review_id AS review_id, c.passage AS passage, k.key AS at,\n"
     "    substr(b.hits, (c.before + k.key) * 2 + 1, 2) AS n\n"
     "  FROM held AS c JOIN review_body AS b ON b.review_id = c.review_id\n"
     "  JOIN " OF_HITS " AS k),\n"
     "e AS MATERIALIZED (\n"
     "  SELECT review_id, passage, at,\n"
     "    " N1 " AS form,\n"
     "    sum(" N2 ") OVER (PARTITION BY review_id, passage ORDER BY at) AS step\n"
     "  FROM h),\n"
     "x AS MATERIALIZED (\n"
     "  SELECT b.first_coding + c.at AS coding_id, e.form AS form, e.review_id AS review_id,\n"
     "    e.passage AS passage, e.step AS step, e.at % 6 AS bit,\n"
     "    substr(b.marks, c.marks + e.at / 6 + 1, 1) AS n\n"
     "  FROM c JOIN e ON e.review_id = c.review_id AND e.passage = c.passage\n"
     "  JOIN review_body AS b ON b.review_id = c.review_id)\n"
     "SELECT x.coding_id AS coding_id, CASE f.role" CS_ROLE_WORDS " AS role,\n"
     "  t.pattern AS term, place.start + x.step AS start, f.length AS length\n"
     "FROM x JOIN form AS f ON f.id = x.form JOIN term AS t ON t.id = f.term_id\n"
     "JOIN place ON place.review_id = x.review_id AND place.passage = x.passage\n"
     "WHERE (" N1 " >> x.bit) % 2 = 1"},
    {"view", "problem",
     "CREATE VIEW problem AS\n"
     "SELECT p.id AS id, r.id AS review_id, p.source_id AS source_id,\n"
     "  coalesce(s.name, p.source) AS source,\n"
     "  p.stage AS stage, p.severity AS severity, p.line AS line, p.message AS message\n"
     "FROM problem_row AS p\n"
     "LEFT JOIN source AS s ON s.id = p.source_id\n"
     "LEFT JOIN review AS r ON r.source_id = p.source_id"},
};

const size_t cs_schema_view_count = sizeof cs_schema_views / sizeof cs_schema_views[0];

const char *const cs_schema_fast_views[] = {
    "CREATE TEMP VIEW passage AS "
    "SELECT p.id AS id, r.key || ':' || CASE p.kind" CS_KIND_WORDS " || ':' || p.label AS key, "
    "p.review_id AS review_id, p.section_id AS section_id, p.seq AS seq, "
    "CASE p.kind" CS_KIND_WORDS " AS kind, "
    "p.label AS label, p.printed AS printed, p.title AS title, "
    "p.start AS start, p.length AS length, p.words AS words, p.line AS line "
    "FROM passage_row AS p JOIN main.review AS r ON r.id = p.review_id",
    "CREATE TEMP VIEW section AS "
    "SELECT id, review_id, seq, canonical, title, line FROM section_row",
    "CREATE TEMP VIEW recommendation AS "
    "SELECT passage_id, group_label, addressed_to FROM recommendation_row",
    "CREATE TEMP VIEW addressee AS SELECT passage_id, organisation_id FROM addressee_row",
    "CREATE TEMP VIEW citation AS "
    "SELECT passage_id, seq, label, recommendation_id, start, length FROM citation_row",
    "CREATE TEMP VIEW coding AS "
    "SELECT c.id AS id, c.passage_id AS passage_id, t.id AS theme_id, "
    "CASE c.polarity" CS_POLARITY_WORDS " AS polarity, "
    "c.confidence / 1000.0 AS confidence, c.repeat AS repeat "
    "FROM coding_row AS c JOIN main.theme AS t ON t.number = c.theme",
    "CREATE TEMP VIEW evidence AS "
    "SELECT e.coding_id AS coding_id, CASE e.role" CS_ROLE_WORDS " AS role, "
    "t.pattern AS term, e.start AS start, e.length AS length "
    "FROM evidence_row AS e JOIN main.term AS t ON t.id = e.term",
};

const size_t cs_schema_fast_view_count =
    sizeof cs_schema_fast_views / sizeof cs_schema_fast_views[0];
