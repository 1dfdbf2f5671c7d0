/* Dates: words are read in turn into dates that may lack month and year, which
 * are then filled in from the date behind. */
#include "review/dates.h"

#include "base/words.h"

#include <stdio.h>
#include <string.h>

/* 0 where a part is not given. */
typedef struct date {
  unsigned day, month, year;
} date;

enum { DATES_MAX = 16, NO_SUCH_PART = 99 };

typedef struct dates {
  date items[DATES_MAX];
  size_t count;
  bool year_first; /* the last one began with its year, as in 2018-09-03 */
} dates;

static const char *const month_names[12] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december",
};

/* Full names, and their beginnings from three letters on ("Sept"). */
static unsigned month_of(const char *word, size_t length) {
  for (unsigned month = 0; length >= 3 && month < 12; month++) {
    if (strncmp(month_names[month], word, length) == 0) {
      return month + 1;
    }
  }
  return 0;
}

/* The number that a word begins with; `rest` is what stands behind it ("rd"). */
static bool number_of(const char *word, unsigned *number, const char **rest) {
  size_t digits = strspn(word, "0123456789");
  if (digits == 0 || digits == 3 || digits > 4) {
    return false;
  }
  *number = 0;
  for (size_t at = 0; at < digits; at++) {
    *number = *number * 10 + (unsigned)(word[at] - '0');
  }
  *rest = word + digits;
  return true;
}

static bool is_ordinal_end(const char *word) {
  static const char *const ends[] = {"", "st", "nd", "rd", "th"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    if (strcmp(word, ends[i]) == 0) {
      return true;
    }
  }
  return false;
}

static date *last_date(dates *all) {
  return all->count != 0 ? &all->items[all->count - 1] : NULL;
}

static date *new_date(dates *all) {
  if (all->count == DATES_MAX) {
    memmove(all->items + 1, all->items + 2, (DATES_MAX - 2) * sizeof *all->items);
    all->count--;
  }
  all->items[all->count] = (date){.day = 0};
  all->year_first = false;
  return &all->items[all->count++];
}

static void add_year(dates *all, unsigned year) {
  date *last = last_date(all);
  if (last == NULL || last->year != 0) {
    last = new_date(all);
    all->year_first = true;
  }
  last->year = year;
}

/* `before` is the byte in front of the number: '/', '-' and '.' join the parts of one date. */
static void add_small_number(dates *all, unsigned number, char before, char behind) {
  date *last = last_date(all);
  number = number != 0 ? number : NO_SUCH_PART; /* 0 stands for a part that is not given */
  bool joined = last != NULL && (before == '/' || before == '.' || before == '-');
  if (joined && all->year_first && last->month == 0) {
    last->month = number;
  } else if (last != NULL && all->year_first && last->day == 0) {
    last->day = number;
  } else if (joined && last->day != 0 && last->month == 0 && (before != '-' || behind == '-')) {
    last->month = number;
  } else if (joined && last->day != 0 && last->month != 0 && last->year == 0 && before != '-') {
    last->year = 2000 + number;
  } else if (last != NULL && last->day == 0 && last->month != 0 && last->year == 0) {
    last->day = number;
  } else {
    new_date(all)->day = number;
  }
}

static void add_month(dates *all, unsigned month) {
  date *last = last_date(all);
  if (last == NULL || last->month != 0) {
    last = new_date(all);
  }
  last->month = month;
}

static void read_word(dates *all, const char *text, size_t length, const cs_word *word) {
  char folded[CS_WORD_SIZE];
  size_t size = cs_fold_word(text + word->start, word->length, folded);
  unsigned number = 0, month = month_of(folded, size);
  const char *rest;
  size_t end = word->start + word->length;
  if (month != 0) {
    add_month(all, month);
  } else if (number_of(folded, &number, &rest) && is_ordinal_end(rest)) {
    if (number >= 1000) {
      add_year(all, number);
    } else {
      add_small_number(all, number, word->start > 0 ? text[word->start - 1] : '\0',
                       end < length ? text[end] : '\0');
    }
  }
}

/* cs_next_word keeps "03.09.2018" in one piece; its points are joints here. */
static void read_words(dates *all, const char *text, size_t length) {
  cs_word word;
  for (size_t at = 0; cs_next_word(text, length, at, &word); at = word.start + word.length) {
    const char *point = memchr(text + word.start, '.', word.length);
    if (point != NULL && point > text + word.start) {
      word.length = (uint32_t)(point - (text + word.start));
    }
    read_word(all, text, length, &word);
  }
}

static void drop_dayless(dates *all) {
  size_t kept = 0;
  for (size_t i = 0; i < all->count; i++) {
    if (all->items[i].day != 0) {
      all->items[kept++] = all->items[i];
    } else if (kept != 0 && all->items[kept - 1].year == 0) {
      all->items[kept - 1].year = all->items[i].year;
    }
  }
  all->count = kept;
}

static bool is_before(const date *one, const date *other) {
  if (one->year != other->year) {
    return one->year < other->year;
  }
  return one->month != other->month ? one->month < other->month : one->day < other->day;
}

/* From the last to the first, so that "4, 5 and 8 November 2013" fills in all three. */
static void fill_in(dates *all) {
  for (size_t i = all->count; i-- > 1;) {
    date *earlier = &all->items[i - 1];
    const date *later = &all->items[i];
    if (earlier->month == 0) {
      earlier->month = later->month;
    }
    if (earlier->year == 0) {
      earlier->year = later->year;
      if (earlier->year != 0 && is_before(later, earlier)) {
        earlier->year--;
      }
    }
  }
}

static bool is_leap(unsigned year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Of a month from 1 to 12. */
static unsigned days_of(unsigned month, unsigned year) {
  static const unsigned char days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year) ? 1U : 0U);
}

static bool is_possible(const date *day) {
  return day->year >= 1900 && day->year <= 2199 && day->month >= 1 && day->month <= 12 &&
         day->day >= 1 && day->day <= days_of(day->month, day->year);
}

static void write_date(const date *day, char out[11]) {
  snprintf(out, 11, "%04u-%02u-%02u", day->year % 10000U, day->month % 100U, day->day % 100U);
}

/* Whether months are all that is printed ("May and June 2017"); the last gets its last day. */
static bool read_months(dates *all) {
  for (size_t i = 0; i < all->count; i++) {
    if (all->items[i].month == 0 || all->items[i].day != 0) {
      return false;
    }
  }
  if (all->count == 0 || all->items[all->count - 1].year == 0) {
    return false;
  }
  fill_in(all);
  date *last = &all->items[all->count - 1];
  last->day = last->month <= 12 ? days_of(last->month, last->year) : NO_SUCH_PART;
  return true;
}

static bool write_span(const date *first, const date *last, char start[11], char end[11]) {
  if (!is_possible(first) || !is_possible(last) || is_before(last, first)) {
    return false;
  }
  write_date(first, start);
  write_date(last, end);
  return true;
}

cs_dates_found cs_dates_read(const char *text, size_t length, char start[11], char end[11]) {
  enum { BYTES_MAX = 400 };
  dates all = {.count = 0};
  start[0] = end[0] = '\0';
  read_words(&all, text, length < BYTES_MAX ? length : BYTES_MAX);
  if (read_months(&all)) {
    date first = all.items[0];
    first.day = 1;
    return write_span(&first, &all.items[all.count - 1], start, end) ? CS_DATES_MONTHS
                                                                     : CS_DATES_IMPOSSIBLE;
  }
  drop_dayless(&all);
  if (all.count == 0) {
    return CS_DATES_NONE;
  }
  fill_in(&all);
  return write_span(&all.items[0], &all.items[all.count - 1], start, end) ? CS_DATES_GOOD
                                                                          : CS_DATES_IMPOSSIBLE;
}
