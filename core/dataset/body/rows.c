/* Which rows a body has of a table, one after the other. */
#include "dataset/body/cursor.h"

static uint32_t count_items(const cs_body *body, cs_body_kind kind) {
  const uint32_t counts[CS_ROWS_COUNT] = {
      [CS_ROWS_PASSAGE] = body->passage_count,
      [CS_ROWS_CODING] = body->coding_count,
      [CS_ROWS_EVIDENCE] = body->coding_count,
      [CS_ROWS_SECTION] = body->section_count,
      [CS_ROWS_RECOMMENDATION] = body->recommendation_count,
      [CS_ROWS_ADDRESSEE] = body->recommendation_count,
      [CS_ROWS_CITATION] = body->citation_count,
  };
  return counts[kind];
}

/* The first coding of a passage at or behind `passage`. */
static uint32_t first_coding_of(const cs_body *body, uint32_t passage) {
  uint32_t low = 0, high = body->coding_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (body->codings[middle].passage < passage) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static void choose_one(cs_body_cursor *cursor, uint32_t item) {
  cursor->at = item;
  cursor->end = item + 1;
}

static void choose_passage(cs_body_cursor *cursor, uint32_t passage) {
  cs_body_kind kind = cs_body_kind_of(cursor);
  if (kind == CS_ROWS_PASSAGE) {
    choose_one(cursor, passage);
  } else if (kind == CS_ROWS_CODING) {
    cursor->at = first_coding_of(&cursor->body, passage);
    cursor->end = first_coding_of(&cursor->body, passage + 1);
  } else {
    cursor->only = passage;
  }
}

void cs_body_choose(cs_body_cursor *cursor, sqlite3_int64 id) {
  const cs_body *body = &cursor->body;
  cursor->at = cursor->within = 0;
  cursor->end = count_items(body, cs_body_kind_of(cursor));
  cursor->only = -1;
  if (cursor->plan == CS_PLAN_CODING) {
    choose_one(cursor, (uint32_t)(id - body->first_coding));
  } else if (cursor->plan == CS_PLAN_SECTION) {
    choose_one(cursor, (uint32_t)(id % CS_SECTION_IDS - 1));
  } else if (cursor->plan == CS_PLAN_PASSAGE) {
    choose_passage(cursor, (uint32_t)(id - body->first_passage));
  }
}

/* The first addressee of a group at or behind `group`. */
static uint32_t first_addressee_of(const cs_body *body, uint32_t group) {
  uint32_t low = 0, high = body->addressee_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (body->addressees[middle].group < group) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* The next addressee of the recommendation's group. */
static bool next_addressee(cs_body_cursor *cursor) {
  const cs_body *body = &cursor->body;
  uint32_t group = body->recommendations[cursor->at].group;
  if (cursor->within == 0) {
    cursor->within = first_addressee_of(body, group);
  }
  cursor->addressee = cursor->within++;
  return cursor->addressee < body->addressee_count &&
         body->addressees[cursor->addressee].group == group;
}

/* Whether the item at hand has a row, or another. */
static bool has_row(cs_body_cursor *cursor) {
  const cs_body *body = &cursor->body;
  const uint32_t at = cursor->at;
  switch (cs_body_kind_of(cursor)) {
  case CS_ROWS_EVIDENCE:
    return cs_body_next_hit(&cursor->hit, &cursor->within, body, &body->codings[at]);
  case CS_ROWS_RECOMMENDATION:
    return cursor->only < 0 || body->recommendations[at].passage == cursor->only;
  case CS_ROWS_ADDRESSEE:
    return (cursor->only < 0 || body->recommendations[at].passage == cursor->only) &&
           next_addressee(cursor);
  case CS_ROWS_CITATION:
    return cursor->only < 0 || body->citations[at].passage == cursor->only;
  default:
    return true;
  }
}

bool cs_body_settle(cs_body_cursor *cursor) {
  for (; cursor->loaded && cursor->at < cursor->end; cursor->at++, cursor->within = 0) {
    if (has_row(cursor)) {
      return true;
    }
  }
  return false;
}

void cs_body_leave(cs_body_cursor *cursor) {
  cs_body_kind kind = cs_body_kind_of(cursor);
  if (kind != CS_ROWS_EVIDENCE && kind != CS_ROWS_ADDRESSEE) {
    cursor->at++;
  }
}
