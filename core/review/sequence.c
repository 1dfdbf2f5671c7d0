/* Sequence: whether a number at the start of a paragraph is a finding's label.
 *
 * The labels of a section follow one another, so a number is weighed against
 * the label before it and the next one that a paragraph opens with. What is a
 * label but breaks the sequence is a problem; what only looks like one ("2.5
 * per cent of ...") is text. */
#include "review/walk.h"

typedef struct candidate {
  cs_label label;
  cs_label next; /* the next candidate of the section; depth 0: none */
  uint32_t line;
  bool lower; /* the text behind it begins with a small letter */
  bool one_sequence;
} candidate;

static bool is_same(const cs_label *one, const cs_label *other) {
  return one->depth == other->depth && cs_label_same_parts(one, other, one->depth);
}

static bool was_used(const cs_walk *walk, const cs_label *label) {
  return cs_label_find(&walk->parser->finding_labels, label) != NULL;
}

static bool prefix_was_used(const cs_walk *walk, const cs_label *label) {
  cs_label prefix = cs_label_prefix(label);
  return prefix.depth != 0 && cs_label_find(&walk->prefixes, &prefix) != NULL;
}

/* The next candidate goes on from this one. */
static bool is_carried_on(const candidate *it) {
  return cs_label_siblings(&it->label, &it->next) &&
         cs_label_last(&it->next) > cs_label_last(&it->label);
}

static bool prefix_moves_on(const cs_label *from, const cs_label *to) {
  cs_label before = cs_label_prefix(from), behind = cs_label_prefix(to);
  return cs_label_prefix_follows(&before, &behind);
}

/* A small letter goes on with a sentence; only the very next label, which nobody else claims,
 * may stand before one. */
static bool lower_fits(const cs_label *last, const candidate *it) {
  bool expected =
      last->depth != 0 ? cs_label_follows(last, &it->label) : cs_label_last(&it->label) == 1;
  return expected && (it->next.depth == 0 || cs_label_follows(&it->label, &it->next));
}

static bool first_fits(const cs_walk *walk, const candidate *it) {
  cs_label prefix = cs_label_prefix(&it->label);
  if (walk->number.depth != 0 && is_same(&prefix, &walk->number)) {
    return true;
  }
  return cs_label_last(&it->label) == 1 || is_carried_on(it) ||
         (prefix_was_used(walk, &it->label) && !was_used(walk, &it->label)) ||
         (walk->before.depth != 0 && prefix_moves_on(&walk->before, &it->label));
}

/* "29 May was ..." among paragraphs 11 and 12: in a sequence that runs through the whole document
 * a number far off, which the next one does not go on from, is none of its labels. */
static bool one_sequence_fits(const cs_walk *walk, const candidate *it) {
  enum { NEAR = 5 };
  unsigned last = cs_label_last(&walk->last), now = cs_label_last(&it->label);
  if (now == last + 1) {
    return true;
  }
  return !cs_label_follows(&walk->last, &it->next) && !was_used(walk, &it->label) &&
         ((now > last && now <= last + NEAR) || cs_label_follows(&it->label, &it->next));
}

/* The label before it was printed, if not at a finding. */
static bool was_passed(const cs_walk *walk, const cs_label *label) {
  return cs_label_follows(&walk->passed, label);
}

static bool fits(const cs_walk *walk, const candidate *it) {
  const cs_label *last = &walk->last;
  if (it->lower) {
    return lower_fits(last, it);
  }
  if (was_passed(walk, &it->label)) {
    return true;
  }
  if (last->depth == 0) {
    return first_fits(walk, it);
  }
  if (it->one_sequence) {
    return one_sequence_fits(walk, it);
  }
  if (cs_label_siblings(last, &it->label)) {
    return true;
  }
  if (cs_label_follows(last, &it->next)) {
    return false; /* the section's own labels go on behind it */
  }
  return prefix_was_used(walk, &it->label) || is_carried_on(it) ||
         (cs_label_last(&it->label) == 1 && prefix_moves_on(last, &it->label));
}

/* The first form of findings behind the open section that had none yet; CS_NO_FORM where the next
 * heading does not come after it, so that it is not plain which one is missing. */
static int32_t missing_form(const cs_walk *walk, uint32_t block) {
  const cs_family *family = walk->parser->family;
  uint32_t heading = walk->parser->views[block].next_heading;
  for (int32_t form = walk->form + 1; form < (int32_t)family->section_count; form++) {
    const cs_section_form *each = &family->sections[form];
    if (each->holds == CS_HOLDS_FINDINGS && each->within.count == 0 && !walk->seen[form]) {
      bool plain = heading == walk->count || walk->parser->views[heading].form > form;
      return plain ? form : CS_NO_FORM;
    }
  }
  return CS_NO_FORM;
}

static void open_missing(cs_walk *walk, int32_t form, const candidate *it) {
  char label[CS_LABEL_SIZE];
  cs_label_write(&it->label, label);
  cs_problem_add(walk->parser->problems, CS_STAGE_REVIEW, CS_WARNING, it->line,
                 "%s begins a section whose heading is missing; by the order of sections it is %s",
                 label, walk->parser->family->sections[form].canonical);
  cs_walk_open_section(walk, form, "", 0, it->line);
}

/* The labels move on to another section. */
static void move_on(cs_walk *walk, uint32_t block, const candidate *it) {
  bool forward = prefix_moves_on(&walk->last, &it->label) && !prefix_was_used(walk, &it->label);
  int32_t form = forward ? missing_form(walk, block) : CS_NO_FORM;
  if (form != CS_NO_FORM) {
    open_missing(walk, form, it);
    return;
  }
  char last[CS_LABEL_SIZE], label[CS_LABEL_SIZE];
  cs_label_write(&walk->last, last);
  cs_label_write(&it->label, label);
  cs_problem_add(walk->parser->problems, CS_STAGE_REVIEW, CS_WARNING, it->line,
                 "the label %s does not belong to the section of %s; the finding is kept there",
                 label, last);
}

static void tell_first(const cs_walk *walk, const candidate *it) {
  cs_label prefix = cs_label_prefix(&it->label);
  char label[CS_LABEL_SIZE], number[CS_LABEL_SIZE];
  cs_label_write(&it->label, label);
  cs_label_write(&walk->number, number);
  if (walk->number.depth != 0 && prefix.depth != 0 && !is_same(&prefix, &walk->number)) {
    cs_problem_add(walk->parser->problems, CS_STAGE_REVIEW, CS_WARNING, it->line,
                   "the label %s stands under a heading numbered %s", label, number);
  } else if (cs_label_last(&it->label) != 1 && !prefix_was_used(walk, &it->label) &&
             !was_passed(walk, &it->label)) {
    cs_problem_add(walk->parser->problems, CS_STAGE_REVIEW, CS_WARNING, it->line,
                   "the labels of the section begin with %s; a finding may be missing before it",
                   label);
  }
}

static void tell_sibling(const cs_walk *walk, const candidate *it) {
  unsigned last = cs_label_last(&walk->last), now = cs_label_last(&it->label);
  char before[CS_LABEL_SIZE], label[CS_LABEL_SIZE];
  if (now == last + 1) {
    return;
  }
  cs_label_write(&walk->last, before);
  cs_label_write(&it->label, label);
  if (now > last + 1 && !was_passed(walk, &it->label)) {
    cs_problem_add(walk->parser->problems, CS_STAGE_REVIEW, CS_WARNING, it->line,
                   "the labels jump from %s to %s; a finding may be missing", before, label);
  } else if (now < last && !was_used(walk, &it->label)) {
    cs_problem_add(walk->parser->problems, CS_STAGE_REVIEW, CS_WARNING, it->line,
                   "the label %s stands behind %s", label, before);
  }
}

static candidate candidate_of(const cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  return (candidate){
      .label = cs_block_label(parser, block),
      .next = cs_walk_next_label(walk, block),
      .line = parser->text->blocks[block].line,
      .one_sequence = parser->family->one_sequence,
      .lower = cs_block_starts_lower(parser, block, parser->views[block].body),
  };
}

static bool may_be_label(const cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  return parser->family->numbered && cs_may_be_label(parser, &parser->views[block]);
}

static void remember(cs_walk *walk, const cs_label *label) {
  cs_label prefix = cs_label_prefix(label);
  bool higher =
      !cs_label_siblings(&walk->last, label) || cs_label_last(label) > cs_label_last(&walk->last);
  if (higher) {
    walk->last = *label;
  }
  if (prefix.depth != 0) {
    cs_label_use(&walk->prefixes, &prefix, 0);
  }
}

void cs_walk_pass_label(cs_walk *walk, uint32_t block) {
  if (!walk->parser->family->one_sequence || !may_be_label(walk, block)) {
    return;
  }
  cs_label label = cs_block_label(walk->parser, block);
  bool begins = walk->passed.depth == 0 && walk->last.depth == 0 && cs_label_last(&label) == 1;
  if (begins || cs_label_follows(&walk->passed, &label) || cs_label_follows(&walk->last, &label)) {
    walk->passed = label;
  }
}

bool cs_walk_takes_label(cs_walk *walk, uint32_t block, cs_label *label) {
  if (!may_be_label(walk, block)) {
    return false;
  }
  candidate it = candidate_of(walk, block);
  if (!fits(walk, &it)) {
    char printed[CS_LABEL_SIZE];
    cs_label_write(&it.label, printed);
    cs_problem_add(walk->parser->problems, CS_STAGE_REVIEW, CS_NOTE, it.line,
                   "%s at the start of the paragraph does not fit the labels around it; it is "
                   "read as text",
                   printed);
    return false;
  }
  walk->labelled = true;
  if (walk->last.depth == 0) {
    tell_first(walk, &it);
  } else if (cs_label_siblings(&walk->last, &it.label)) {
    tell_sibling(walk, &it);
  } else {
    move_on(walk, block, &it);
  }
  remember(walk, &it.label);
  *label = it.label;
  return true;
}

static bool holds_findings(const cs_walk *walk) {
  return walk->form != CS_NO_FORM &&
         walk->parser->family->sections[walk->form].holds == CS_HOLDS_FINDINGS;
}

static bool holds_recommendations(const cs_walk *walk) {
  return walk->form != CS_NO_FORM &&
         walk->parser->family->sections[walk->form].holds == CS_HOLDS_RECOMMENDATIONS;
}

/* The first label of a document whose recommendations have none: the heading of the findings was
 * not found before it. */
static bool begins_sequence(const cs_walk *walk, uint32_t block) {
  cs_label label = cs_block_label(walk->parser, block);
  return walk->parser->family->one_sequence && may_be_label(walk, block) &&
         holds_recommendations(walk) && walk->group != CS_NO_GROUP && !walk->labelled_items &&
         walk->last.depth == 0 && cs_label_last(&label) == 1;
}

bool cs_walk_infers_section(cs_walk *walk, uint32_t block) {
  if (begins_sequence(walk, block)) {
    candidate it = candidate_of(walk, block);
    int32_t form = missing_form(walk, block);
    if (form != CS_NO_FORM) {
      open_missing(walk, form, &it);
    }
    return form != CS_NO_FORM;
  }
  if (!may_be_label(walk, block) || walk->parser->family->one_sequence || holds_findings(walk) ||
      holds_recommendations(walk)) {
    return false; /* labels of one sequence say nothing of sections */
  }
  candidate it = candidate_of(walk, block);
  bool begins = !it.lower && cs_label_last(&it.label) == 1;
  bool due =
      walk->before.depth == 0 ? it.label.parts[0] == 1 : prefix_moves_on(&walk->before, &it.label);
  int32_t form = begins && due ? missing_form(walk, block) : CS_NO_FORM;
  if (form == CS_NO_FORM) {
    return false;
  }
  open_missing(walk, form, &it);
  return true;
}
