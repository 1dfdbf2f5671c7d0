/* The exported files, one after the other. */
#include "output/files.h"

#include "base/memory.h"
#include "output/queries.h"

#include <conspectus/output.h>

/* ---- Words that a variable may be ---- */

static const char *const KINDS[] = {"finding", "recommendation", "example", "quote",
                                    "context", "preamble",       NULL};
static const char *const CODED_KINDS[] = {"finding", "recommendation", "example", "quote", NULL};
static const char *const POLARITIES[] = {"weakness", "strength", "mixed", "neutral", NULL};
static const char *const STAGES[] = {"text", "review", "match", "host", "dataset", "run", NULL};
static const char *const SEVERITIES[] = {"note", "warning", "error", NULL};

/* ---- Variables that several files have ---- */

#define PASSAGE                                                                                    \
  {                                                                                                \
    "passage", "Passage", "Stable key of the passage: review, kind and label.", CS_MEASURE_TEXT,   \
        true, NULL                                                                                 \
  }
#define AREA                                                                                       \
  { "area", "Area", "The place that was reviewed.", CS_MEASURE_TEXT, true, NULL }
#define REVIEW                                                                                     \
  { "review", "Review", "Stable key of the review: area and year.", CS_MEASURE_TEXT, true, NULL }
#define SECTION                                                                                    \
  {                                                                                                \
    "section", "Section", "Canonical name of the section, the same in every review.",              \
        CS_MEASURE_TEXT, true, NULL                                                                \
  }
#define LABEL                                                                                      \
  {                                                                                                \
    "label", "Label",                                                                              \
        "Printed number, or section and place where none is printed. Text: 2.1 and 2.10 differ.",  \
        CS_MEASURE_TEXT, true, NULL                                                                \
  }
#define THEME                                                                                      \
  { "theme", "Theme", "Name of the theme in the codebook.", CS_MEASURE_TEXT, true, NULL }

#define COUNT_OF(variables) (sizeof(variables) / sizeof *(variables))

/* ---- reviews ---- */

static const cs_variable REVIEWS[] = {
    {"review", "Review",
     "Stable key: area and year of the review, and 8 hex digits where two would be the same.",
     CS_MEASURE_TEXT, true, NULL},
    AREA,
    {"family", "Family", "Kind of review, with its own layout.", CS_MEASURE_TEXT, true, NULL},
    {"review_start", "First day of the review", "Missing where none was found.", CS_MEASURE_DATE,
     false, NULL},
    {"review_end", "Last day of the review", "Missing where none was found.", CS_MEASURE_DATE,
     false, NULL},
    {"published", "Day of publication", "Missing where none was found.", CS_MEASURE_DATE, false,
     NULL},
    {"region", "Region", "The regulator's region.", CS_MEASURE_TEXT, false, NULL},
    {"nhs_area", "NHS area", "The area of the health service.", CS_MEASURE_TEXT, false, NULL},
    {"title", "Title", "As printed.", CS_MEASURE_TEXT, false, NULL},
    {"words", "Words", "Words of the whole document.", CS_MEASURE_COUNT, true, NULL},
    {"findings", "Findings", "Number of findings.", CS_MEASURE_COUNT, true, NULL},
    {"recommendations", "Recommendations", "Number of recommendations.", CS_MEASURE_COUNT, true,
     NULL},
    {"children", "Children", "Number of children whose experiences were considered.",
     CS_MEASURE_COUNT, false, NULL},
    {"inspectors", "Inspectors", "Names, separated by semicolons.", CS_MEASURE_TEXT, false, NULL},
    {"providers", "Providers", "Organisations, separated by semicolons.", CS_MEASURE_TEXT, false,
     NULL},
    {"commissioners", "Commissioners", "Organisations, separated by semicolons.", CS_MEASURE_TEXT,
     false, NULL},
    {"source", "Source", "File that was read, below the folder that was given.", CS_MEASURE_TEXT,
     true, NULL},
    {"format", "Format", "Format of the source.", CS_MEASURE_TEXT, true, NULL},
    {"encoding", "Encoding", "Encoding of the source.", CS_MEASURE_TEXT, true, NULL},
    {"sha256", "SHA-256", "Digest of the source.", CS_MEASURE_TEXT, true, NULL},
};

/* ---- judgements ---- */

static const cs_variable JUDGEMENTS[] = {
    AREA,
    REVIEW,
    {"aspect", "Aspect", "What the review grades.", CS_MEASURE_TEXT, true, NULL},
    {"grade", "Grade", "As printed.", CS_MEASURE_TEXT, true, NULL},
    {"place", "Place", "Place among the grades of the review.", CS_MEASURE_PLACE, true, NULL},
    {"rank", "Rank of the grade", "Place among the grades of the family: 1 is the best.",
     CS_MEASURE_PLACE, false, NULL},
    {"section", "Section", "Canonical name of the section that is about the aspect, if one is.",
     CS_MEASURE_TEXT, false, NULL},
};

/* ---- passages ---- */

static const cs_variable PASSAGES[] = {
    PASSAGE,
    AREA,
    REVIEW,
    {"kind", "Kind", "What the passage is.", CS_MEASURE_TEXT, true, KINDS},
    SECTION,
    LABEL,
    {"words", "Words", "Words of the passage.", CS_MEASURE_COUNT, true, NULL},
    {"text", "Text", "The passage, its label and title left out.", CS_MEASURE_TEXT, false, NULL},
    {"printed", "Label printed", "1 where the document prints the label, else 0.", CS_MEASURE_FLAG,
     true, NULL},
    {"title", "Title", "Title of an example box.", CS_MEASURE_TEXT, false, NULL},
    {"section_title", "Title of the section", "As printed.", CS_MEASURE_TEXT, false, NULL},
    {"line", "Line", "Line of the source where the passage begins.", CS_MEASURE_COUNT, false, NULL},
    {"section_place", "Place of the section", "Place of the section in the review.",
     CS_MEASURE_PLACE, true, NULL},
};

/* ---- recommendations ---- */

static const cs_variable RECOMMENDATIONS[] = {
    PASSAGE,
    AREA,
    REVIEW,
    LABEL,
    {"group_label", "Label of the group",
     "Number of the group that it is printed in, or the heading over it.", CS_MEASURE_TEXT, false,
     NULL},
    {"addressed_to", "Addressed to", "As printed over the group.", CS_MEASURE_TEXT, false, NULL},
    {"addressees", "Addressees", "Organisations, separated by semicolons.", CS_MEASURE_TEXT, false,
     NULL},
    {"cited", "Cited", "Number of citations that point to it.", CS_MEASURE_COUNT, true, NULL},
};

/* ---- citations ---- */

static const cs_variable CITATIONS[] = {
    {"passage", "Passage", "Key of the passage that cites.", CS_MEASURE_TEXT, true, NULL},
    AREA,
    REVIEW,
    {"label", "Label", "Label that is cited, as printed; missing where the finding names none.",
     CS_MEASURE_TEXT, false, NULL},
    {"recommendation", "Recommendation",
     "Key of the recommendation; missing where the review has none of that label.", CS_MEASURE_TEXT,
     false, NULL},
    {"resolved", "Resolved", "1 where there is such a recommendation, else 0.", CS_MEASURE_FLAG,
     true, NULL},
    {"place", "Place", "Place among the citations of the review.", CS_MEASURE_PLACE, true, NULL},
};

/* ---- codings ---- */

static const cs_variable CODINGS[] = {
    PASSAGE,
    AREA,
    REVIEW,
    {"kind", "Kind", "What the passage is.", CS_MEASURE_TEXT, true, KINDS},
    SECTION,
    LABEL,
    THEME,
    {"polarity", "Polarity", "Whether the passage says good or bad of the theme.", CS_MEASURE_TEXT,
     true, POLARITIES},
    {"confidence", "Confidence",
     "How sure the coding is. All codings are here, those below the threshold too.",
     CS_MEASURE_SHARE, true, NULL},
    {"repeat", "Repeat", "1 where the text says that it was raised before, else 0.",
     CS_MEASURE_FLAG, true, NULL},
};

/* ---- passage_theme ---- */

static const cs_variable PASSAGE_THEME[] = {
    PASSAGE, AREA,
    REVIEW,  {"kind", "Kind", "What the passage is.", CS_MEASURE_TEXT, true, CODED_KINDS},
    LABEL,
};

/* ---- area_theme ---- */

static const cs_variable AREA_THEME[] = {
    AREA,
    {"review", "Review", "Key of the area's latest review.", CS_MEASURE_TEXT, true, NULL},
    THEME,
    {"weakness", "Weakness", "Findings coded weakness.", CS_MEASURE_COUNT, true, NULL},
    {"strength", "Strength", "Findings coded strength.", CS_MEASURE_COUNT, true, NULL},
    {"mixed", "Mixed", "Findings coded mixed.", CS_MEASURE_COUNT, true, NULL},
    {"neutral", "Neutral", "Findings coded neutral.", CS_MEASURE_COUNT, true, NULL},
    {"per_100_findings", "Per 100 findings", "Weak findings per 100 findings of the review.",
     CS_MEASURE_HUNDRED, false, NULL},
    {"residual", "Adjusted residual",
     "Of weak findings against all other areas; about normal where areas do not differ.",
     CS_MEASURE_REAL, false, NULL},
    {"p_value", "P value",
     "Fisher's exact test, two-sided. Exploratory: passages of one area depend on each other.",
     CS_MEASURE_SHARE, false, NULL},
    {"p_adjusted", "Adjusted p value", "Benjamini-Hochberg over all areas and themes.",
     CS_MEASURE_SHARE, false, NULL},
    {"findings", "Findings", "Number of findings of the review.", CS_MEASURE_COUNT, true, NULL},
    {"balance", "Balance",
     "Strengths less weaknesses by their sum; missing where there is neither.", CS_MEASURE_BALANCE,
     false, NULL},
};

/* ---- recurring ---- */

static const cs_variable RECURRING[] = {
    THEME,
    {"areas", "Areas", "Number of areas.", CS_MEASURE_COUNT, true, NULL},
    {"affected", "Affected", "Areas with a finding coded weakness.", CS_MEASURE_COUNT, true, NULL},
    {"prevalence", "Prevalence", "Affected areas by areas.", CS_MEASURE_SHARE, false, NULL},
    {"prevalence_low", "Prevalence, low", "Lower end of the 95 % Wilson interval.",
     CS_MEASURE_SHARE, false, NULL},
    {"prevalence_high", "Prevalence, high", "Upper end of the 95 % Wilson interval.",
     CS_MEASURE_SHARE, false, NULL},
    {"formality", "Formality",
     "Share of affected areas where a weak finding cites a recommendation, or one of the same "
     "review carries the theme.",
     CS_MEASURE_SHARE, false, NULL},
    {"repeated", "Repeated",
     "Share of affected areas where the text says that it was raised before.", CS_MEASURE_SHARE,
     false, NULL},
    {"carried_over", "Carried over",
     "Share of the areas weak in their previous review that are weak in the next; missing where "
     "no area has two reviews.",
     CS_MEASURE_SHARE, false, NULL},
    {"breadth", "Breadth", "Mean share of the sections that show it, over affected areas.",
     CS_MEASURE_SHARE, false, NULL},
    {"score", "Recurrence score", "Made of the components by the score plugin.", CS_MEASURE_HUNDRED,
     false, NULL},
    {"score_low", "Score, low", "Bootstrap over areas, 95 %; missing below 20 areas.",
     CS_MEASURE_HUNDRED, false, NULL},
    {"score_high", "Score, high", "Bootstrap over areas, 95 %; missing below 20 areas.",
     CS_MEASURE_HUNDRED, false, NULL},
    {"rank", "Rank", "1 is the highest score, ties share; missing below 20 areas.",
     CS_MEASURE_PLACE, false, NULL},
    {"rank_low", "Rank, low", "Bootstrap over areas, 95 %; missing below 20 areas.",
     CS_MEASURE_REAL, false, NULL},
    {"rank_high", "Rank, high", "Bootstrap over areas, 95 %; missing below 20 areas.",
     CS_MEASURE_REAL, false, NULL},
    {"p_first", "Among the first",
     "Share of bootstrap draws in which the rank is 5 or better, or as --first says; missing below "
     "20 areas.",
     CS_MEASURE_SHARE, false, NULL},
};

/* ---- codebook and problems ---- */

static const cs_variable CODEBOOK[] = {
    THEME,
    {"title", "Title", "Name for people.", CS_MEASURE_TEXT, true, NULL},
    {"about", "About", "What belongs to the theme.", CS_MEASURE_TEXT, false, NULL},
    {"version", "Version", "Of the plugin that defines it.", CS_MEASURE_TEXT, true, NULL},
    {"plugin", "Plugin", "File that defines it.", CS_MEASURE_TEXT, true, NULL},
    {"sha256", "SHA-256", "Digest of that file.", CS_MEASURE_TEXT, true, NULL},
};

static const cs_variable PROBLEMS[] = {
    {"source", "Source", "File that the problem is in; missing where it is none of a file.",
     CS_MEASURE_TEXT, false, NULL},
    {"review", "Review", "Key of the review; missing where the file was not read as one.",
     CS_MEASURE_TEXT, false, NULL},
    {"stage", "Stage", "Where in the program it came up.", CS_MEASURE_TEXT, true, STAGES},
    {"severity", "Severity",
     "note: every result stands; warning: a part was left out or may be wrong; error: the "
     "document, or a theme in it, was lost.",
     CS_MEASURE_TEXT, true, SEVERITIES},
    {"line", "Line", "Line of the source; missing where it is the whole file.", CS_MEASURE_COUNT,
     false, NULL},
    {"message", "Message", "What is wrong, and what to do.", CS_MEASURE_TEXT, true, NULL},
};

/* ---- All of them ---- */

#define OF_REVIEW                                                                                  \
  { "review", "reviews", "review" }
#define OF_PASSAGE                                                                                 \
  { "passage", "passages", "passage" }
#define OF_THEME                                                                                   \
  { "theme", "codebook", "theme" }

const cs_export_file cs_exports[CS_EXPORT_COUNT] = {
    [CS_EXPORT_REVIEWS] = {"reviews",
                           "Reviews",
                           "A row a review.",
                           cs_query_reviews,
                           REVIEWS,
                           COUNT_OF(REVIEWS),
                           8,
                           {"review"},
                           {{0}}},
    [CS_EXPORT_JUDGEMENTS] = {"judgements",
                              "Judgements",
                              "A row a grade that a review gives itself; none in families without "
                              "grades.",
                              cs_query_judgements,
                              JUDGEMENTS,
                              COUNT_OF(JUDGEMENTS),
                              4,
                              {"review", "place"},
                              {OF_REVIEW}},
    [CS_EXPORT_PASSAGES] = {"passages",
                            "Passages",
                            "A row a passage, with its text.",
                            cs_query_passages,
                            PASSAGES,
                            COUNT_OF(PASSAGES),
                            8,
                            {"passage"},
                            {OF_REVIEW}},
    [CS_EXPORT_RECOMMENDATIONS] = {"recommendations",
                                   "Recommendations",
                                   "A row a recommendation.",
                                   cs_query_recommendations,
                                   RECOMMENDATIONS,
                                   COUNT_OF(RECOMMENDATIONS),
                                   6,
                                   {"passage"},
                                   {OF_PASSAGE, OF_REVIEW}},
    [CS_EXPORT_CITATIONS] = {"citations",
                             "Citations",
                             "A row a place where a passage points to a recommendation.",
                             cs_query_citations,
                             CITATIONS,
                             COUNT_OF(CITATIONS),
                             6,
                             {"review", "place"},
                             {OF_PASSAGE,
                              OF_REVIEW,
                              {"recommendation", "recommendations", "passage"}}},
    [CS_EXPORT_CODINGS] = {"codings",
                           "Codings",
                           "A row a theme in a passage, whatever its confidence.",
                           cs_query_codings,
                           CODINGS,
                           COUNT_OF(CODINGS),
                           10,
                           {"passage", "theme"},
                           {OF_PASSAGE, OF_REVIEW, OF_THEME}},
    [CS_EXPORT_PASSAGE_THEME] = {"passage_theme",
                                 "Passages by themes",
                                 "A row a finding, recommendation, example or quote; of each theme "
                                 "a column that is 1 where the passage is coded with it, and one "
                                 "that is 1 where it is coded as a weakness.",
                                 cs_query_passage_theme,
                                 PASSAGE_THEME,
                                 COUNT_OF(PASSAGE_THEME),
                                 5,
                                 {"passage"},
                                 {OF_PASSAGE, OF_REVIEW}},
    [CS_EXPORT_AREA_THEME] = {"area_theme",
                              "Areas by themes",
                              "A row a theme in the latest review of an area.",
                              NULL,
                              AREA_THEME,
                              COUNT_OF(AREA_THEME),
                              11,
                              {"review", "theme"},
                              {OF_REVIEW, OF_THEME}},
    [CS_EXPORT_RECURRING] = {"recurring",
                             "Recurring weaknesses",
                             "A row a theme, the highest score first.",
                             NULL,
                             RECURRING,
                             COUNT_OF(RECURRING),
                             14,
                             {"theme"},
                             {OF_THEME}},
    [CS_EXPORT_CODEBOOK] = {"codebook",
                            "Codebook",
                            "A row a theme.",
                            cs_query_codebook,
                            CODEBOOK,
                            COUNT_OF(CODEBOOK),
                            6,
                            {"theme"},
                            {{0}}},
    [CS_EXPORT_PROBLEMS] = {"problems",
                            "Problems",
                            "A row for all that could not be read, resolved or finished.",
                            cs_query_problems,
                            PROBLEMS,
                            COUNT_OF(PROBLEMS),
                            6,
                            {NULL},
                            {OF_REVIEW}},
};

const char *const cs_export_names[CS_EXPORT_ALL + 1] = {"reviews.csv",
                                                        "judgements.csv",
                                                        "passages.csv",
                                                        "recommendations.csv",
                                                        "citations.csv",
                                                        "codings.csv",
                                                        "passage_theme.csv",
                                                        "area_theme.csv",
                                                        "recurring.csv",
                                                        "codebook.csv",
                                                        "problems.csv",
                                                        "datapackage.json",
                                                        "load.R",
                                                        "load.do",
                                                        "load.sps",
                                                        "passages_spss.csv",
                                                        NULL};

const char *const *cs_export_files(void) {
  return cs_export_names;
}

static cs_type type_of(cs_measure measure) {
  switch (measure) {
  case CS_MEASURE_TEXT:
  case CS_MEASURE_DATE:
    return CS_STRING;
  case CS_MEASURE_COUNT:
  case CS_MEASURE_PLACE:
  case CS_MEASURE_FLAG:
    return CS_INTEGER;
  default:
    return CS_REAL;
  }
}

cs_column *cs_columns_of(const cs_variable *variables, size_t count) {
  cs_column *columns = cs_allocate(count + 1, sizeof *columns);
  for (size_t i = 0; i < count; i++) {
    columns[i] = (cs_column){.name = variables[i].name,
                             .title = variables[i].title,
                             .type = type_of(variables[i].measure),
                             .decimals = 3};
  }
  return columns;
}
