/* Recommendations: groups, each opened by a line that names the addressees
 * ("2. NHS Varne CCG together with ... should:"), and the items under them. */
#include "review/walk.h"

#include "base/words.h"
#include "review/organisations.h"
#include "review/titles.h"

#include <string.h>

enum { GROUP_BYTES = 1200, INLINE_BYTES = 240, LEAD_BYTES = 90 };

/* A block of a section of recommendations, its label read. */
typedef struct item {
  uint32_t block;
  uint32_t body;
  cs_label label;
  const char *text; /* behind the label */
  size_t length;
  uint32_t line;
} item;

static item item_of(const cs_walk *walk, uint32_t block) {
  const cs_parser *parser = walk->parser;
  uint32_t body = parser->views[block].body;
  return (item){
      .block = block,
      .body = parser->views[block].label.depth != 0 ? body : 0,
      .label = cs_block_label(parser, block),
      .text = cs_block_text(parser, block) + (parser->views[block].label.depth != 0 ? body : 0),
      .length = cs_block_length(parser, block) - (parser->views[block].label.depth != 0 ? body : 0),
      .line = parser->text->blocks[block].line,
  };
}

static bool is_item_of(const cs_walk *walk, uint32_t block, const cs_label *group) {
  const cs_parser *parser = walk->parser;
  if (block >= walk->count || parser->views[block].form != CS_NO_FORM) {
    return false;
  }
  cs_label label = cs_block_label(parser, block);
  return label.depth == group->depth + 1U && cs_label_same_parts(&label, group, group->depth);
}

/* The addressees without "should:"; false where the line opens no group. */
static bool opens_group(const cs_walk *walk, const item *it, cs_piece *addressed_to) {
  size_t ending;
  if (it->label.depth > 1 || it->length > GROUP_BYTES) {
    return false;
  }
  if (cs_phrases_end(&walk->parser->group_endings, it->text, it->length, &ending) && ending > 0 &&
      (it->text[it->length - 1] != '.' || walk->parser->family->one_sequence)) {
    *addressed_to = cs_trim_piece(it->text, ending);
    return true;
  }
  bool headed = it->label.depth == 1
                    ? is_item_of(walk, it->block + 1, &it->label)
                    : cs_block_marked(walk->parser, it->block, CS_MARK_HEADING | CS_MARK_STRONG) &&
                          it->length <= CS_HEADING_BYTES && it->text[it->length - 1] != '.';
  *addressed_to = cs_trim_piece(it->text, it->length);
  return headed;
}

/* Who the recommendations here are put to where no line says so; NULL: nobody. */
static const char *default_addressee(const cs_walk *walk) {
  return walk->parser->family->sections[walk->form].addressed_to;
}

static void open_group(cs_walk *walk, const item *it, cs_piece addressed_to) {
  char label[CS_LABEL_SIZE];
  if (default_addressee(walk) != NULL) {
    addressed_to = (cs_piece){default_addressee(walk), strlen(default_addressee(walk))};
  }
  cs_label_write(&it->label, label);
  walk->group =
      (int32_t)cs_add_group(walk->parser, label, addressed_to.at, addressed_to.length, it->line);
  walk->group_number = it->label;
  walk->labelled_items = false;
  walk->last_item = (cs_label){.depth = 0};
  walk->open = false;
}

static void tell_stray(const cs_walk *walk, const item *it) {
  char label[CS_LABEL_SIZE], group[CS_LABEL_SIZE];
  cs_label_write(&it->label, label);
  cs_label_write(&walk->group_number, group);
  cs_problem_add(walk->parser->problems, CS_STAGE_REVIEW, CS_WARNING, it->line,
                 "recommendation %s stands in group %s", label, group);
}

static void tell_jump(const cs_walk *walk, const item *it) {
  char label[CS_LABEL_SIZE], last[CS_LABEL_SIZE];
  cs_label_write(&it->label, label);
  cs_label_write(&walk->last_item, last);
  cs_problem_add(walk->parser->problems, CS_STAGE_REVIEW, CS_WARNING, it->line,
                 "recommendations jump from %s to %s; one may be missing", last, label);
}

static void check_label(cs_walk *walk, const item *it) {
  const cs_label *group = &walk->group_number;
  if (group->depth != 0 && !cs_label_same_parts(&it->label, group, group->depth)) {
    tell_stray(walk, it);
  } else if (cs_label_siblings(&walk->last_item, &it->label) &&
             cs_label_last(&it->label) > cs_label_last(&walk->last_item) + 1) {
    tell_jump(walk, it);
  }
  walk->last_item = it->label;
}

static void tell_ungrouped(const cs_walk *walk, const item *it) {
  char label[CS_LABEL_SIZE];
  cs_label_write(&it->label, label);
  cs_problem_add(walk->parser->problems, CS_STAGE_REVIEW, CS_WARNING, it->line,
                 "recommendation %s stands behind no line that says whom it is put to", label);
}

static void add_item(cs_walk *walk, const item *it) {
  if (walk->group == CS_NO_GROUP) {
    if (it->label.depth > 1) {
      tell_ungrouped(walk, it);
    }
    const char *whom = default_addressee(walk) != NULL ? default_addressee(walk) : "";
    cs_arena *arena = walk->parser->review->arena;
    const char *title = cs_arena_bytes(arena, walk->group_title, walk->group_title_length);
    walk->group = (int32_t)cs_add_group(walk->parser, title, whom, strlen(whom), it->line);
    walk->group_number = (cs_label){.depth = 0};
    walk->labelled_items = false;
  }
  if (it->label.depth != 0) {
    if (!walk->parser->family->one_sequence) { /* else the sequence has checked it */
      check_label(walk, it);
    }
    walk->labelled_items = true;
  }
  cs_walk_add(walk, CS_RECOMMENDATION, &it->label, it->block, it->body);
  cs_add_recommendation(walk->parser, (uint32_t)walk->group);
}

/* "NHS Varne CCG should review ...": a paragraph that names its own addressee. */
static bool names_addressee(const cs_walk *walk, const item *it, cs_piece *addressed_to) {
  size_t start, end;
  size_t most = it->length < INLINE_BYTES ? it->length : INLINE_BYTES;
  if (!cs_phrases_find(&walk->parser->group_endings, it->text, most, 0, &start, &end) ||
      start == 0 || memchr(it->text, '.', start) != NULL) {
    return false;
  }
  *addressed_to = cs_trim_piece(it->text, start);
  return addressed_to->length != 0;
}

static bool is_bullet(const cs_walk *walk, uint32_t block) {
  return cs_block_marked(walk->parser, block, CS_MARK_BULLET);
}

/* An unlabelled block behind an item that is open: a bullet in a list, a line that goes on. */
static bool continues_item(const cs_walk *walk, const item *it) {
  if (!walk->open) {
    return false;
  }
  const cs_parser *parser = walk->parser;
  bool own = is_bullet(walk, it->block) && default_addressee(walk) != NULL; /* "ensure that ..." */
  if (cs_block_starts_lower(parser, it->block, 0) && !own &&
      !cs_block_ends_sentence(parser, walk->newest)) {
    return true;
  }
  if (!walk->labelled_items) {
    return false;
  }
  /* A paragraph that stands apart behind a list is no part of it. */
  return is_bullet(walk, it->block) || !is_bullet(walk, walk->newest);
}

/* "The local authority should:", "Care leavers": a line that leads to a list, or orders it. */
static bool is_lead(const cs_walk *walk, const item *it) {
  char last = it->text[it->length - 1];
  bool upper = it->text[0] >= 'A' && it->text[0] <= 'Z';
  return !is_bullet(walk, it->block) &&
         (last == ':' ||
          (upper && it->length <= LEAD_BYTES && !cs_block_ends_sentence(walk->parser, it->block)));
}

/* "Within three months:" is the title of the group that follows; "The authority should:" is none.
 */
static void take_title(cs_walk *walk, const item *it) {
  size_t length = it->text[it->length - 1] == ':' ? it->length - 1 : it->length, ending;
  if (length > LEAD_BYTES ||
      cs_phrases_end(&walk->parser->group_endings, it->text, it->length, &ending)) {
    return;
  }
  cs_piece title = cs_trim_piece(it->text, length);
  walk->group_title = title.at;
  walk->group_title_length = title.length;
  walk->group = CS_NO_GROUP;
}

static void read_unlabelled(cs_walk *walk, const item *it) {
  cs_piece addressed_to;
  bool grouped = walk->group != CS_NO_GROUP;
  bool addressed = default_addressee(walk) != NULL;
  if (addressed && is_lead(walk, it)) {
    take_title(walk, it);
    cs_walk_add(walk, CS_PREAMBLE, NULL, it->block, 0);
    walk->open = false;
  } else if (grouped && continues_item(walk, it)) {
    cs_walk_extend(walk, it->block);
  } else if (!grouped && names_addressee(walk, it, &addressed_to)) {
    open_group(walk, it, addressed_to);
    add_item(walk, it);
    walk->group = CS_NO_GROUP;
  } else if (is_bullet(walk, it->block) || (grouped && !walk->labelled_items) ||
             (addressed && !walk->labelled_items)) {
    add_item(walk, it);
  } else {
    cs_walk_add(walk, CS_PREAMBLE, NULL, it->block, 0);
    walk->open = false;
  }
}

/* "2.5 per cent of ...": a number within a sentence that a line end has brought to the front. */
static bool is_number_in_text(const cs_walk *walk, const item *it) {
  const cs_label *group = &walk->group_number;
  return it->label.depth != 0 && walk->open && it->text[0] >= 'a' && it->text[0] <= 'z' &&
         group->depth != 0 && !cs_label_same_parts(&it->label, group, group->depth);
}

/* A block of a family whose labels run through findings and recommendations. */
static item item_in_sequence(cs_walk *walk, uint32_t block) {
  item it = item_of(walk, block);
  cs_label label;
  if (!cs_walk_takes_label(walk, block, &label)) {
    it.text -= it.body;
    it.length += it.body;
    it.body = 0;
    it.label = (cs_label){.depth = 0};
  }
  return it;
}

void cs_walk_recommendation(cs_walk *walk, uint32_t block) {
  bool one_sequence = walk->parser->family->one_sequence;
  item it = one_sequence ? item_in_sequence(walk, block) : item_of(walk, block);
  if (is_number_in_text(walk, &it)) {
    cs_walk_extend(walk, block);
    return;
  }
  cs_piece addressed_to;
  if (opens_group(walk, &it, &addressed_to)) {
    open_group(walk, &it, addressed_to);
  } else if (it.label.depth != 0) {
    add_item(walk, &it);
  } else {
    read_unlabelled(walk, &it);
  }
}
