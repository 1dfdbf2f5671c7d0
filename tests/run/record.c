/* A record with everything in it, for tests. */
#include "record.h"

#include "base/digest.h"

#include <stdio.h>
#include <string.h>

static void fill_review(sample_record *sample) {
  sample->review = (cs_review){
      .family = "clas",
      .area = sample->area,
      .title = "A review of health services",
      .review_start = "2018-03-05",
      .review_end = "2018-03-09",
      .published = "2018-05-01",
      .nhs_area = "Invented North",
      .region = "Invented",
      .children = 12,
      .words = 15,
      .inspectors = sample->inspectors,
      .inspector_count = 2,
      .organisations = sample->organisations,
      .organisation_count = 2,
      .sections = sample->sections,
      .section_count = 2,
      .passages = sample->passages,
      .passage_count = 3,
      .recommendations = sample->recommendations,
      .recommendation_count = 1,
      .addressees = sample->addressees,
      .addressee_count = 2,
      .citations = sample->citations,
      .citation_count = 2,
      .notes = sample->notes,
      .note_count = 1,
      .abbreviations = sample->abbreviations,
      .abbreviation_count = 1,
      .judgements = sample->judgements,
      .judgement_count = 1,
  };
}

/* "The first finding." at 0, "The second finding." at 19, "Do it." at 39. */
static void fill_parts(sample_record *sample) {
  sample->inspectors[0] = "A. Person";
  sample->inspectors[1] = "B. Person";
  sample->organisations[0] = (cs_organisation){"Fernley Trust", CS_PROVIDER | CS_ADDRESSEE};
  sample->organisations[1] = (cs_organisation){"Fernley CCG", CS_COMMISSIONER | CS_ADDRESSEE};
  sample->sections[0] = (cs_section){"early_help", "Early help", 3};
  sample->sections[1] = (cs_section){"leadership", "Leadership", 9};
  sample->passages[0] = (cs_passage){CS_FINDING, 0, "1.1", true, "", 0, 18, 3, 4};
  sample->passages[1] = (cs_passage){CS_FINDING, 1, "leadership.u1", false, "", 19, 19, 3, 10};
  sample->passages[2] = (cs_passage){CS_RECOMMENDATION, 1, "1.1", true, "A box", 39, 6, 2, 12};
  sample->recommendations[0] = (cs_recommendation){2, "1", "Fernley Trust and CCG", 0, 2};
  sample->addressees[0] = 0;
  sample->addressees[1] = 1;
  sample->citations[0] = (cs_citation){0, "1.1", 0, 4, 5};
  sample->citations[1] = (cs_citation){1, "9.9", -1, 23, 6};
  sample->notes[0] = (cs_note){1, "the CCG", 23, 6};
  sample->abbreviations[0] = (cs_abbreviation){"FT", "Fernley Trust"};
  sample->judgements[0] = (cs_judgement){"Overall", "Good", 2, "leadership"};
}

static void fill_codings(sample_record *sample) {
  sample->codings_items[0] = (cs_coding){0, 1, CS_WEAKNESS, 0.75, true, 0, 2};
  sample->codings_items[1] = (cs_coding){1, 0, CS_STRENGTH, 0.5, false, 2, 1};
  sample->evidence[0] = (cs_evidence){CS_ROLE_TERM, 2, 0, 3};
  sample->evidence[1] = (cs_evidence){CS_ROLE_WEAKNESS, 1, 4, 5};
  sample->evidence[2] = (cs_evidence){CS_ROLE_TERM, 0, 23, 6};
  sample->codings = (cs_codings){.items = sample->codings_items,
                                 .count = 2,
                                 .evidence = sample->evidence,
                                 .evidence_count = 3};
}

void sample_record_fill(sample_record *sample, unsigned number) {
  *sample = (sample_record){0};
  snprintf(sample->area, sizeof sample->area, "Area %04u", number);
  snprintf(sample->text, sizeof sample->text,
           "The first finding.\nThe second finding.\nDo it.\nThis is number %u.", number);
  fill_review(sample);
  fill_parts(sample);
  fill_codings(sample);
  sample->problem = (cs_problem){CS_STAGE_REVIEW, CS_WARNING, 7, "a line that fits nowhere"};
  sample->problems = (cs_problems){.items = &sample->problem, .count = 1, .dropped = 2};
  sample->record = (cs_record){
      .review = &sample->review,
      .format = "plain",
      .encoding = "UTF-8",
      .packed = sample->text,
      .packed_size = strlen(sample->text),
      .text_size = strlen(sample->text),
      .codings = &sample->codings,
      .problems = &sample->problems,
  };
  cs_sha256(sample->text, strlen(sample->text), sample->record.source.sha256);
}
