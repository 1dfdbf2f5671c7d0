/* Characters: tables from odd ones to clean ones. The tables are sorted by code
 * point and searched by halves; what is in none of them stays as it is. */
#include "text/characters.h"

#include <string.h>
#include <utf8proc.h>

typedef struct replacement {
  uint32_t first;
  uint32_t last;
  const char *clean;
} replacement;

static const replacement replacements[] = {
    {0x00A0, 0x00A0, " "},            /* no-break space */
    {0x00AD, 0x00AD, ""},             /* soft hyphen */
    {0x034F, 0x034F, ""},             /* combining grapheme joiner */
    {0x1680, 0x1680, " "},            /* ogham space */
    {0x180E, 0x180E, ""},             /* vowel separator */
    {0x2000, 0x200A, " "},            /* spaces of many widths */
    {0x200B, 0x200B, ""},             /* zero width space */
    {0x200E, 0x200F, ""},             /* direction marks */
    {0x2010, 0x2011, "-"},            /* hyphen, no-break hyphen */
    {0x202A, 0x202E, ""},             /* direction of writing */
    {0x202F, 0x202F, " "},            /* narrow no-break space */
    {0x205F, 0x205F, " "},            /* mathematical space */
    {0x2060, 0x2064, ""},             /* word joiner, invisible signs */
    {0x2066, 0x2069, ""},             /* direction of writing */
    {0x3000, 0x3000, " "},            /* ideographic space */
    {0xE000, 0xF8FF, "\xE2\x80\xA2"}, /* private use: bullets of symbol fonts */
    {0xFB00, 0xFB00, "ff"},
    {0xFB01, 0xFB01, "fi"},
    {0xFB02, 0xFB02, "fl"},
    {0xFB03, 0xFB03, "ffi"},
    {0xFB04, 0xFB04, "ffl"},
    {0xFB05, 0xFB06, "st"},
    {0xFE00, 0xFE0F, ""}, /* variation selectors */
    {0xFEFF, 0xFEFF, ""}, /* a byte order mark inside the text */
    {0xFFF9, 0xFFFC, ""}, /* annotation and object marks */
};

static const char *replaced(uint32_t point) {
  size_t low = 0, high = sizeof replacements / sizeof replacements[0];
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (point > replacements[middle].last) {
      low = middle + 1;
    } else if (point < replacements[middle].first) {
      high = middle;
    } else {
      return replacements[middle].clean;
    }
  }
  return NULL;
}

size_t cs_write_clean(uint32_t point, char *out) {
  if (point >= 0x80 && point < 0xA0 && point != 0x85) {
    point = cs_windows_1252((unsigned char)point); /* a mistaken conversion somewhere before us */
  }
  if (point == 0x85 || point == 0x2028 || point == 0x2029) {
    out[0] = BREAK_LINE;
    return 1;
  }
  const char *clean = replaced(point);
  if (clean != NULL) {
    size_t length = strlen(clean);
    memcpy(out, clean, length);
    return length;
  }
  return (size_t)utf8proc_encode_char((utf8proc_int32_t)point, (utf8proc_uint8_t *)out);
}

uint32_t cs_windows_1252(unsigned char byte) {
  static const uint16_t table[32] = {
      0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  };
  return byte >= 0x80 && byte < 0xA0 ? table[byte - 0x80] : byte;
}

size_t cs_read_point(const char *text, size_t length, uint32_t *point) {
  unsigned char byte = (unsigned char)text[0];
  if (byte < 0x80) {
    *point = byte;
    return 1;
  }
  utf8proc_int32_t read;
  utf8proc_ssize_t size =
      utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &read);
  *point = size > 0 ? (uint32_t)read : 0xFFFD;
  return size > 0 ? (size_t)size : 1;
}

/* Below U+0300, and among punctuation, shapes and dingbats, nothing composes or is composed; nor
 * among the symbols and ligatures that documents are full of and that become other characters. */
bool cs_may_compose(uint32_t point) {
  bool punctuation = point >= 0x2010 && point <= 0x205E;
  bool shape = point >= 0x2500 && point <= 0x27BF;
  bool replaced = (point >= 0xE000 && point <= 0xF8FF) || (point >= 0xFB00 && point <= 0xFB06);
  return point >= 0x300 && !punctuation && !shape && !replaced && point != 0xFFFD;
}

bool cs_is_bullet_glyph(uint32_t point) {
  static const uint16_t glyphs[] = {
      0x00B7, 0x2022, 0x2023, 0x2043, 0x2219, 0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x25B6, 0x25BA,
      0x25CB, 0x25CF, 0x25E6, 0x25FC, 0x25FE, 0x2713, 0x2714, 0x2756, 0x27A2, 0x27A4,
  };
  for (size_t i = 0; point >= glyphs[0] && i < sizeof glyphs / sizeof glyphs[0]; i++) {
    if (glyphs[i] == point) {
      return true;
    }
  }
  return false;
}

bool cs_is_lower(uint32_t point) {
  if (point < 0x80) {
    return point >= 'a' && point <= 'z';
  }
  return utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_LL;
}

bool cs_is_letter(uint32_t point) {
  if (point < 0x80) {
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
  }
  utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}
