/* Markdown and HTML marks inside a block. */
#include "help.h"
#include "suites.h"
#include "text/marks.h"

#include <stdio.h>
#include <string.h>

typedef struct example {
  const char *source;
  const char *clean;
} example;

static void expect_all(const example *examples, size_t count) {
  for (size_t i = 0; i < count; i++) {
    mark_reader scratch = {0};
    cs_buffer out = {0};
    cs_clean_block(&scratch, examples[i].source, strlen(examples[i].source), &out);
    ck_assert_str_eq(out.bytes != NULL ? out.bytes : "", examples[i].clean);
    cs_buffer_free(&out);
    cs_marks_free(&scratch);
  }
}

#define EXPECT_ALL(examples) expect_all(examples, sizeof(examples) / sizeof(examples)[0])

START_TEST(emphasis_goes) {
  static const example examples[] = {
      {"**All of it**", "All of it"},
      {"*One* and __two__ and _three_", "One and two and three"},
      {"***both***", "both"},
      {"**bold with *italics* in it**", "bold with italics in it"},
      {"in (**Recommendation 2.1**) *This was put to the council.*",
       "in (Recommendation 2.1) This was put to the council."},
      {"NHS Oakmere CCG should:**", "NHS Oakmere CCG should:"},
      {"**NHS Oakmere CCG should:", "NHS Oakmere CCG should:"},
      {"**one****two**", "onetwo"},
      {"`code` and ~~struck~~", "code and struck"},
  };
  EXPECT_ALL(examples);
}
END_TEST

START_TEST(what_is_no_emphasis_stays) {
  static const example examples[] = {
      {"5 * 3 * 2", "5 * 3 * 2"},
      {"2*3*4", "2*3*4"},
      {"an A* grade and a B* grade", "an A* grade and a B* grade"},
      {"*Note: figures are rounded", "*Note: figures are rounded"},
      {"snake_case_name and a_b", "snake_case_name and a_b"},
      {"about ~10 per cent", "about ~10 per cent"},
      {"_____", "_____"},
  };
  EXPECT_ALL(examples);
}
END_TEST

/* Marks and gaps are found wherever they stand in a block that is long or short. */
START_TEST(marks_are_found_anywhere) {
  static const char *const pieces[][2] = {
      {"  ", " "}, {"\t", "\t"}, {"\\*", "*"}, {"&amp;", "&"}, {"<b>", ""}, {"*b*", "b"},
      {"_", "_"},  {"^", "^"},   {"]", "]"},   {"\x1F", ""},   {" ", " "},  {"!", "!"},
  };
  static const char left[] = "abcdefg,ijklmno.qrst-vwxyzabcd(fghijklmn";
  static const char right[] = "ABCDE,GHIJKLMNOPQRSTUVWXYZABCDEFGHI.";
  for (size_t piece = 0; piece < sizeof pieces / sizeof *pieces; piece++) {
    for (int before = 1; before < 40; before++) {
      for (int behind = 1; behind < 36; behind += 5) {
        char source[100], clean[100];
        snprintf(source, sizeof source, "%.*s%s%.*s", before, left, pieces[piece][0], behind,
                 right);
        snprintf(clean, sizeof clean, "%.*s%s%.*s", before, left, pieces[piece][1], behind, right);
        expect_all(&(example){source, clean}, 1);
      }
    }
  }
}
END_TEST

START_TEST(links_become_their_text) {
  static const example examples[] = {
      {"[Recommendation 1.1](#)", "Recommendation 1.1"},
      {"[**Recommendation 1.14**](#).", "Recommendation 1.14."},
      {"[Recommendation 2.1](#) and [2.4.](#)", "Recommendation 2.1 and 2.4."},
      {"see [the guide](https://example.org/a_(b)) now", "see the guide now"},
      {"![a map](map.png)", "a map"},
      {"write to <team@example.org>", "write to team@example.org"},
      {"[text](page.html \"a title\")", "text"},
  };
  EXPECT_ALL(examples);
}
END_TEST

START_TEST(brackets_that_are_no_links_stay) {
  static const example examples[] = {
      {"the child [name withheld] said", "the child [name withheld] said"},
      {"[see below](below) and [x] (y)", "[see below](below) and [x] (y)"},
      {"a ] and a [ alone", "a ] and a [ alone"},
      {"f(x)[0](", "f(x)[0]("},
  };
  EXPECT_ALL(examples);
}
END_TEST

START_TEST(tags_go_and_words_stay) {
  static const example examples[] = {
      {"one<br>two<br/>three", "one two three"},
      {"<b>Bold</b> 3<sup>rd</sup>", "Bold 3rd"},
      {"<ul style=\"list-style-type: none\"><li>One</li><li>Two</li></ul>",
       "\xE2\x80\xA2 One \xE2\x80\xA2 Two"},
      {"<ul> \xE2\x80\xA2 One \xE2\x80\xA2 Two", "\xE2\x80\xA2 One \xE2\x80\xA2 Two"},
      {"<li>\xE2\x80\xA2 One", "\xE2\x80\xA2 One"},
      {"a < b and b > a", "a < b and b > a"},
      {"<name of trust> said 2<3", "<name of trust> said 2<3"},
      {"before<!-- a comment -->after", "beforeafter"},
      {"<td>1</td><td>2</td>", "1\t2"},
      {"<b unfinished", "<b unfinished"},
      {"</script>", "</script>"},
  };
  EXPECT_ALL(examples);
}
END_TEST

START_TEST(entities_become_characters) {
  static const example examples[] = {
      {"A&amp;E", "A&E"},
      {"A&E &c; R&D;", "A&E &c; R&D;"},
      {"child&#8217;s &pound;5&nbsp;a day", "child\xE2\x80\x99s \xC2\xA3"
                                            "5 a day"},
      {"&#x2013;", "\xE2\x80\x93"},
      {"&lt;b&gt;", "<b>"},
      {"&amp;lt;", "&lt;"},
      {"&#0; &#x110000; &#xD800;", "&#0; &#x110000; &#xD800;"},
      {"&#42;one&#42;", "*one*"},
      {"sa&shy;fe", "safe"},
  };
  EXPECT_ALL(examples);
}
END_TEST

START_TEST(escapes_give_the_character) {
  static const example examples[] = {
      {"\\*not so\\*", "*not so*"},
      {"C:\\path", "C:\\path"},
      {"line\\", "line"},
      {"1\\. One", "1. One"},
  };
  EXPECT_ALL(examples);
}
END_TEST

START_TEST(blanks_become_one) {
  static const example examples[] = {
      {"one  two   three", "one two three"},
      {"Date:\t 8 May", "Date:\t8 May"},
      {"a \t\t b", "a\tb"},
      {"word ** word", "word word"},
      {"12345678  9", "12345678 9"},
      {"1234567  8", "1234567 8"},
      {"123456  7", "123456 7"},
  };
  EXPECT_ALL(examples);
}
END_TEST

START_TEST(rows_keep_their_cells) {
  static const example examples[] = {
      {"| One | Two |", "One\tTwo"}, {"|a|b|c|", "a\tb\tc"},          {"a | **b** | c", "a\tb\tc"},
      {"| a |  | c |", "a\t\tc"},    {"| a \\| b | c |", "a | b\tc"}, {"|", ""},
  };
  for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
    mark_reader scratch = {0};
    cs_buffer out = {0};
    cs_clean_row(&scratch, examples[i].source, strlen(examples[i].source), &out);
    ck_assert_str_eq(out.bytes != NULL ? out.bytes : "", examples[i].clean);
    cs_buffer_free(&out);
    cs_marks_free(&scratch);
  }
}
END_TEST

static unsigned next_random(unsigned *state) {
  *state = *state * 1664525U + 1013904223U;
  return *state >> 8;
}

/* A few words, each with its number, in one of the marks; some marks hold others. */
static void add_marked(cs_buffer *out, unsigned *state, unsigned *word, int depth) {
  static const char *const pairs[][2] = {
      {"**", "**"},      {"*", "*"},    {"__", "__"},
      {"`", "`"},        {"[", "](#)"}, {"<b>", "</b>"},
      {"<em>", "</em>"}, {"(", ")"},    {"<span x=\"1\">", "</span>"},
      {"\"", "\""},      {"", ""},
  };
  size_t kind = next_random(state) % (sizeof pairs / sizeof *pairs);
  unsigned count = 1 + next_random(state) % 3;
  cs_buffer_add_string(out, pairs[kind][0]);
  for (unsigned i = 0; i < count; i++) {
    if (i > 0) {
      cs_buffer_add_char(out, ' ');
    }
    if (depth > 0 && pairs[kind][0][0] != '`' && next_random(state) % 3 == 0) {
      add_marked(out, state, word, depth - 1);
    } else {
      cs_buffer_add_format(out, "w%u", ++*word);
    }
  }
  cs_buffer_add_string(out, pairs[kind][1]);
}

/* A document of headings, items, quotes, rows and paragraphs; the number of its words. */
static unsigned make_document(cs_buffer *out, unsigned state) {
  static const char *const openings[] = {"# ", "### ", "- ", "* ", "1. ",
                                         "> ", "| ",   "",   "+ ", "2.3 "};
  unsigned word = 0;
  for (int block = 0; block < 30; block++) {
    const char *opening = openings[next_random(&state) % (sizeof openings / sizeof *openings)];
    bool row = opening[0] == '|';
    cs_buffer_add_string(out, opening);
    for (int i = 0; i < 6; i++) {
      add_marked(out, &state, &word, 2);
      cs_buffer_add_string(out, row ? " | " : i % 3 == 2 && opening[0] == '\0' ? "\n" : " ");
    }
    cs_buffer_add_string(out, next_random(&state) % 3 == 0 ? "\n" : "\n\n");
  }
  return word;
}

/* Whatever the marks, the words of the clean text are those of the source, in their order. */
START_TEST(no_word_is_lost_or_moved) {
  for (unsigned seed = 1; seed <= 200; seed++) {
    cs_buffer source = {0};
    unsigned count = make_document(&source, seed), next = 1, number;
    cs_problems problems = {0};
    cs_text *text = read_bytes(source.bytes, source.length, "test.md", &problems);
    for (const char *at = text->bytes; (at = strchr(at, 'w')) != NULL; at++, next++) {
      ck_assert_msg(sscanf(at, "w%u", &number) == 1 && number == next, "seed %u: %u is not here",
                    seed, next);
    }
    ck_assert_msg(next == count + 1, "seed %u: %u of %u words", seed, next - 1, count);
    cs_text_free(text);
    cs_problems_clear(&problems);
    cs_buffer_free(&source);
  }
}
END_TEST

Suite *marks_suite(void) {
  Suite *suite = suite_create("marks");
  TCase *tests = tcase_create("marks");
  tcase_add_test(tests, emphasis_goes);
  tcase_add_test(tests, what_is_no_emphasis_stays);
  tcase_add_test(tests, marks_are_found_anywhere);
  tcase_add_test(tests, links_become_their_text);
  tcase_add_test(tests, brackets_that_are_no_links_stay);
  tcase_add_test(tests, tags_go_and_words_stay);
  tcase_add_test(tests, entities_become_characters);
  tcase_add_test(tests, escapes_give_the_character);
  tcase_add_test(tests, blanks_become_one);
  tcase_add_test(tests, rows_keep_their_cells);
  tcase_add_test(tests, no_word_is_lost_or_moved);
  suite_add_tcase(suite, tests);
  return suite;
}
