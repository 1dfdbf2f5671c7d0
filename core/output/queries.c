/* The queries behind the exported files. */
#include "output/queries.h"

#define ORGANISATIONS(role)                                                                        \
  "(SELECT group_concat(name, '; ') FROM (SELECT o.name AS name FROM review_organisation x"        \
  " JOIN organisation o ON o.id = x.organisation_id"                                               \
  " WHERE x.review_id = r.id AND x.role = '" role "' ORDER BY o.name))"

#define PASSAGES_OF_KIND(kind)                                                                     \
  "(SELECT count(*) FROM passage p WHERE p.review_id = r.id AND p.kind = '" kind "')"

#define FINDINGS PASSAGES_OF_KIND("finding")
#define RECOMMENDATIONS PASSAGES_OF_KIND("recommendation")
#define PROVIDERS ORGANISATIONS("provider")
#define COMMISSIONERS ORGANISATIONS("commissioner")
#define INSPECTORS                                                                                 \
  "(SELECT group_concat(name, '; ') FROM (SELECT name FROM review_person x"                        \
  " WHERE x.review_id = r.id AND x.role = 'inspector' ORDER BY x.seq))"

const char cs_query_reviews[] =
    "SELECT r.key, r.area, r.family, r.review_start, r.review_end, r.published, r.region,"
    " r.nhs_area, r.title, r.words, " FINDINGS ", " RECOMMENDATIONS ", r.children,"
    " " INSPECTORS ", " PROVIDERS ", " COMMISSIONERS ", r.source, r.format, r.encoding, r.sha256"
    " FROM review r ORDER BY r.key";

const char cs_query_judgements[] =
    "SELECT r.area, r.key, j.aspect, j.grade, j.seq, j.rank, j.section"
    " FROM judgement j JOIN review r ON r.id = j.review_id ORDER BY r.key, j.seq";

/* CROSS JOIN keeps SQLite to this order, so that it sorts one review at a time. */
#define IN_ORDER                                                                                   \
  " FROM review r CROSS JOIN passage p ON p.review_id = r.id"                                      \
  " JOIN section s ON s.id = p.section_id"

const char cs_query_passages[] =
    "SELECT p.key, r.area, r.key, p.kind, s.canonical, p.label, p.words, passage_text(p.id),"
    " p.printed, p.title, s.title, p.line, s.seq" IN_ORDER " ORDER BY r.key, p.seq";

const char cs_query_recommendations[] =
    "SELECT p.key, r.area, r.key, p.label, c.group_label, c.addressed_to,"
    " (SELECT group_concat(name, '; ') FROM (SELECT o.name AS name FROM addressee a"
    "  JOIN organisation o ON o.id = a.organisation_id WHERE a.passage_id = p.id ORDER BY o.name)),"
    " (SELECT count(*) FROM citation x WHERE x.recommendation_id = p.id)"
    " FROM review r CROSS JOIN passage p ON p.review_id = r.id"
    " JOIN recommendation c ON c.passage_id = p.id ORDER BY r.key, p.seq";

const char cs_query_citations[] =
    "SELECT p.key, r.area, r.key, c.label,"
    " (SELECT x.key FROM passage x WHERE x.id = c.recommendation_id),"
    " c.recommendation_id IS NOT NULL, c.seq"
    " FROM review r CROSS JOIN passage p ON p.review_id = r.id"
    " JOIN citation c ON c.passage_id = p.id ORDER BY r.key, p.seq, c.seq";

const char cs_query_codings[] =
    "SELECT p.key, r.area, r.key, p.kind, s.canonical, p.label, t.id, c.polarity, c.confidence,"
    " c.repeat" IN_ORDER " JOIN coding c ON c.passage_id = p.id JOIN theme t ON t.id = c.theme_id"
    " ORDER BY r.key, p.seq, t.id";

const char cs_query_passage_theme[] =
    "SELECT p.key, r.area, r.key, p.kind, p.label,"
    " (SELECT group_concat(c.theme || ':' || c.polarity) FROM coding_row c"
    "  WHERE c.passage_id = p.id AND c.confidence >= ?1)"
    " FROM review r CROSS JOIN passage p ON p.review_id = r.id"
    " WHERE p.kind IN ('finding', 'recommendation', 'example', 'quote') ORDER BY r.key, p.seq";

const char cs_query_codebook[] = "SELECT id, title, replace(about, char(10), ' '), version, "
                                 "plugin, sha256 FROM theme ORDER BY id";

const char cs_query_problems[] =
    "SELECT p.source, r.key, p.stage, p.severity, nullif(p.line, 0),"
    " replace(p.message, char(10), ' ')"
    " FROM problem p LEFT JOIN review r ON r.id = p.review_id"
    " ORDER BY p.source, r.key, p.line, p.stage, p.severity, p.message";
