/* The CLAS family in C, so that the parser is tested without Lua: the lists of
 * plugins/families/clas.lua, word for word. The command tests read the same
 * documents through the plugin and compare. */
#include "clas_family.h"

#define LIST(items)                                                                                \
  { (items), sizeof(items) / sizeof *(items) }

static const char *recognise[] = {
    "Review of health services for children looked after and safeguarding",
    "Review of health services for looked after children and safeguarding",
    "Review of services for children looked after and safeguarding",
    "Children looked after and safeguarding the role of health services",
    "Review of health services for safeguarding and looked after children"};
static const char *area[] = {
    "Review of health services for children looked after and safeguarding in {area}",
    "Review of health services for looked after children and safeguarding in {area}",
    "Review of services for children looked after and safeguarding in {area}",
    "Review of health services for safeguarding and looked after children in {area}",
    "Children looked after and safeguarding The role of health services in {area}",
    "The role of health services in {area}"};
static const char *citation_words[] = {"Recommendation", "Recommendations",
                                       "Recommendation number*", "Rec", "Recs"};
static const char *group_endings[] = {"should", "should ensure that", "are recommended to",
                                      "is recommended to"};
static const char *joining_words[] = {"together with",
                                      "in consultation with",
                                      "in partnership with",
                                      "in conjunction with",
                                      "along with",
                                      "as well as",
                                      "working with",
                                      "supported by",
                                      "with",
                                      "and"};
static const char *box_titles[] = {"Good practice example*",
                                   "Good practice",
                                   "Effective practice",
                                   "Effective practice example*",
                                   "Example* of good practice",
                                   "Practice example*",
                                   "Case example*",
                                   "Case example ?",
                                   "Case study",
                                   "Case study ?",
                                   "... good practice example",
                                   "... good practice example ..."};
static const char *box_openers[] = {
    "Child ?",  "Baby ?",        "Young person ?", "Family ?",   "Parent ?", "Mother ?", "A woman",
    "A mother", "A young woman", "A young person", "A teenager", "A boy",    "A girl"};
static const char *note_phrases[] = {"brought ... to the attention of",
                                     "bring ... to the attention of",
                                     "drawn ... to the attention of",
                                     "draw ... to the attention of",
                                     "brought ... to the notice of",
                                     "bring ... to the notice of",
                                     "drawn ... to the notice of",
                                     "draw ... to the notice of",
                                     "put ... to {whom} as ... commissioner*",
                                     "put ... to {whom} which commission*",
                                     "report* ... to {whom} as ... commissioner*",
                                     "report* ... to {whom} which commission*",
                                     "raise* ... with {whom} as ... commissioner*",
                                     "raise* ... with {whom} which commission*",
                                     "share* ... with {whom} as ... commissioner*",
                                     "share* ... with {whom} which commission*",
                                     "considered by {whom} as ... commissioner*",
                                     "considered by {whom} which commission*"};
static const char *children_phrases[] = {"experiences of {number} children"};
static const char *organisation_endings[] = {"NHS Trust",
                                             "NHS Foundation Trust",
                                             "Foundation Trust",
                                             "Hospitals Trust",
                                             "Partnership Trust",
                                             "Healthcare Trust",
                                             "Clinical Commissioning Group",
                                             "CCG",
                                             "Limited",
                                             "Ltd",
                                             "CIC",
                                             "Community Interest Company",
                                             "Social Enterprise",
                                             "LLP",
                                             "PLC",
                                             "Council"};
static const char *review_dates[] = {"Date of review", "Dates of review", "Review dates",
                                     "Date of inspection"};
static const char *published[] = {"Date of publication", "Publication date", "Published"};
static const char *inspectors[] = {"Name* of CQC inspector*",
                                   "Name* s of CQC inspector*",
                                   "CQC inspector*",
                                   "Name* of inspector*",
                                   "Inspector*",
                                   "Inspection team"};
static const char *providers[] = {"Provider services included", "Provider services",
                                  "Providers included"};
static const char *commissioners[] = {"CCG* included", "CCG* s included",
                                      "Clinical Commissioning Group* included",
                                      "Commissioners included"};
static const char *nhs_area[] = {"NHS England area", "NHS England area team", "NHS area"};
static const char *region[] = {"CQC region"};
static const char *signatory[] = {"CQC Deputy Chief Inspector ...", "CQC Regional Director",
                                  "CQC Head of ..."};
static const char *contents_titles[] = {"Contents", "Table of contents"};
static const char *summary_titles[] = {"Summary of the review", "Summary"};
static const char *about_titles[] = {"About the review", "About this review"};
static const char *method_titles[] = {"How we carried out the review",
                                      "How we carried out this review",
                                      "How the review was carried out"};
static const char *context_titles[] = {"Context of the review", "Context of this review",
                                       "Context for the review"};
static const char *report_titles[] = {"The report", "Report"};
static const char *people_titles[] = {
    "What people told us", "What children and young people told us",
    "What people who use services told us", "What people said", "What people said to us"};
static const char *journey_titles[] = {"The child's journey", "Child's journey"};
static const char *early_help_titles[] = {"Early help"};
static const char *children_in_need_titles[] = {"Children in need", "Child in need"};
static const char *child_protection_titles[] = {"Child protection",
                                                "Children in need of protection"};
static const char *looked_after_titles[] = {"Looked after children", "Children looked after",
                                            "Children who are looked after"};
static const char *management_titles[] = {"Management"};
static const char *leadership_titles[] = {"Leadership and management", "Leadership",
                                          "Management and leadership"};
static const char *governance_titles[] = {"Governance"};
static const char *training_titles[] = {"Training and supervision", "Supervision and training",
                                        "Training"};
static const char *recommendations_titles[] = {"Recommendations", "Our recommendations",
                                               "Recommendations for improvement"};
static const char *next_steps_titles[] = {"Next steps", "What happens next"};
static cs_section_form forms[] = {
    {.canonical = "contents", .titles = LIST(contents_titles), .holds = CS_HOLDS_NOTHING},
    {.canonical = "summary", .titles = LIST(summary_titles), .holds = CS_HOLDS_PREAMBLE},
    {.canonical = "about", .titles = LIST(about_titles), .holds = CS_HOLDS_PREAMBLE},
    {.canonical = "method", .titles = LIST(method_titles), .holds = CS_HOLDS_PREAMBLE},
    {.canonical = "context", .titles = LIST(context_titles), .holds = CS_HOLDS_CONTEXT},
    {.canonical = "report", .titles = LIST(report_titles), .holds = CS_HOLDS_PREAMBLE},
    {.canonical = "people", .titles = LIST(people_titles), .holds = CS_HOLDS_QUOTES},
    {.canonical = "journey", .titles = LIST(journey_titles), .holds = CS_HOLDS_PREAMBLE},
    {.canonical = "early_help", .titles = LIST(early_help_titles), .holds = CS_HOLDS_FINDINGS},
    {.canonical = "children_in_need",
     .titles = LIST(children_in_need_titles),
     .holds = CS_HOLDS_FINDINGS},
    {.canonical = "child_protection",
     .titles = LIST(child_protection_titles),
     .holds = CS_HOLDS_FINDINGS},
    {.canonical = "looked_after", .titles = LIST(looked_after_titles), .holds = CS_HOLDS_FINDINGS},
    {.canonical = "management", .titles = LIST(management_titles), .holds = CS_HOLDS_PREAMBLE},
    {.canonical = "leadership", .titles = LIST(leadership_titles), .holds = CS_HOLDS_FINDINGS},
    {.canonical = "governance", .titles = LIST(governance_titles), .holds = CS_HOLDS_FINDINGS},
    {.canonical = "training", .titles = LIST(training_titles), .holds = CS_HOLDS_FINDINGS},
    {.canonical = "recommendations",
     .titles = LIST(recommendations_titles),
     .holds = CS_HOLDS_RECOMMENDATIONS},
    {.canonical = "next_steps", .titles = LIST(next_steps_titles), .holds = CS_HOLDS_PREAMBLE},
};

static const cs_family family = {
    .id = "clas",
    .title = "CQC reviews of health services for children looked after and safeguarding",
    .about = "",
    .version = "1.0",
    .plugin = "clas.lua",
    .recognise = LIST(recognise),
    .area = LIST(area),
    .fields =
        {
            [CS_FIELD_REVIEW_DATES] = LIST(review_dates),
            [CS_FIELD_PUBLISHED] = LIST(published),
            [CS_FIELD_INSPECTORS] = LIST(inspectors),
            [CS_FIELD_PROVIDERS] = LIST(providers),
            [CS_FIELD_COMMISSIONERS] = LIST(commissioners),
            [CS_FIELD_NHS_AREA] = LIST(nhs_area),
            [CS_FIELD_REGION] = LIST(region),
            [CS_FIELD_SIGNATORY] = LIST(signatory),
        },
    .sections = forms,
    .section_count = sizeof forms / sizeof *forms,
    .numbered = true,
    .citation_words = LIST(citation_words),
    .group_endings = LIST(group_endings),
    .joining_words = LIST(joining_words),
    .box_titles = LIST(box_titles),
    .box_openers = LIST(box_openers),
    .note_phrases = LIST(note_phrases),
    .children_phrases = LIST(children_phrases),
    .organisation_endings = LIST(organisation_endings),
};

const cs_family *clas_family(void) {
  return &family;
}
