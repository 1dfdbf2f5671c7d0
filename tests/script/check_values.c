/* Values on their way between Lua and the program, rows and filters. */
#include "ran.h"
#include "suites.h"

START_TEST(rows_are_tables_of_their_own) {
  expect_prints("for a in c.data:areas() do a.area = 'x' a[1] = 2 end "
                "for a in c.data:areas() do print(a.area, a.reviews, a.latest, a.region) end",
                "Ashby\t2\tashby-2017\tnil\nBexley\t1\tbexley-2015\tnil\n");
}
END_TEST

START_TEST(filters_hold_together) {
  expect_prints("for p in c.data:passages { theme = 'alpha', polarity = 'weakness' } do "
                "print(p.passage, p.text, p.cites) end "
                "for p in c.data:passages { theme = 'alpha', min_confidence = 0.85 } do "
                "print(p.label) end "
                "for p in c.data:passages { theme = 'beta', polarity = 'weakness' } do "
                "print(p.label) end "
                "for p in c.data:codings { latest = true, repeated = true } do "
                "print(p.passage, p.confidence) end",
                "ashby-2014:finding:1.1\tword000\ttrue\nashby-2017:finding:1.2\tword001\tfalse\n"
                "1.1\nashby-2017:finding:1.2\t0.8\n");
}
END_TEST

START_TEST(every_kind_of_row_comes) {
  expect_prints(
      "local function count(step) local n = 0 for _ in step do n = n + 1 end return n end "
      "local d = c.data print(count(d:areas()), count(d:reviews()), count(d:passages()), "
      "count(d:codings()), count(d:recommendations()), count(d:evidence()), "
      "count(d:judgements()), count(d:themes()))",
      "2\t3\t16\t3\t2\t3\t0\t3\n");
}
END_TEST

START_TEST(sql_binds_what_it_is_given) {
  expect_prints("for r in c.data:sql('SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e', 1, 0.5, "
                "\"x'--\", nil, true) do print(r.a, r.b, r.c, r.d, r.e) end",
                "1\t0.5\tx'--\tnil\t1\n");
}
END_TEST

START_TEST(a_loop_may_be_left) {
  expect_prints("for i = 1, 100 do for a in c.data:areas() do if i == 100 then print(a.area) end "
                "break end end "
                "local step = c.data:areas() print(step().area, step().area, step(), step())",
                "Ashby\nAshby\tBexley\tnil\tnil\n");
}
END_TEST

START_TEST(lists_may_have_gaps_and_records_may_not_mix) {
  expect_prints("c.print_table({ 'a', 'b', 'c' }, { { 1, nil, 'x' }, { b = true }, {} })",
                "a  b  c\n-  -  -\n1  \xE2\x80\x93  x\n\xE2\x80\x93  1  \xE2\x80\x93\n"
                "\xE2\x80\x93  \xE2\x80\x93  \xE2\x80\x93\n");
  expect_fails("c.print_table({ 'a' }, { { 1, a = 2 } })", CS_PLUGIN, "both a list and a record");
  expect_fails("c.rank { [1] = 1, [500] = 2 }", CS_PLUGIN, "too many gaps");
  expect_fails("c.rank { [1.5] = 1 }", CS_PLUGIN, "a key of the table is 1.5");
  expect_fails("c.rank { [0] = 1 }", CS_PLUGIN, "a key of the table is 0");
}
END_TEST

START_TEST(bytes_that_are_no_text_are_refused) {
  expect_fails("c.sentences('a\\xff')", CS_PLUGIN, "expected a text in UTF-8");
  expect_fails("c.words('a\\0b')", CS_PLUGIN, "expected a text in UTF-8");
  expect_fails("c.print_table({ 'a' }, { { 'a\\0b' } })", CS_PLUGIN, "row 1, column 'a'");
  expect_prints("print('a\\0b\\xff')", "ab\n");
}
END_TEST

START_TEST(sentences_and_words) {
  expect_prints("for _, s in ipairs(c.sentences('One is. Two (Recommendation 1.2). Three?')) do "
                "print(s.start, s.stop, s.text) end "
                "print(table.concat(c.words(\"The Trust\\u{2019}s 2.5 GPs\"), ' '))",
                "1\t7\tOne is.\n9\t33\tTwo (Recommendation 1.2).\n35\t40\tThree?\n"
                "the trust 2.5 gps\n");
}
END_TEST

START_TEST(raised_values_go_through_as_they_are) {
  expect_prints("local ok, e = pcall(c.bootstrap, { 1 }, function() error({ code = 7 }) end) "
                "print(ok, e.code)",
                "false\t7\n");
}
END_TEST

Suite *values_suite(void) {
  Suite *suite = suite_create("values");
  TCase *all = tcase_create("all");
  tcase_add_test(all, rows_are_tables_of_their_own);
  tcase_add_test(all, filters_hold_together);
  tcase_add_test(all, every_kind_of_row_comes);
  tcase_add_test(all, sql_binds_what_it_is_given);
  tcase_add_test(all, a_loop_may_be_left);
  tcase_add_test(all, lists_may_have_gaps_and_records_may_not_mix);
  tcase_add_test(all, bytes_that_are_no_text_are_refused);
  tcase_add_test(all, sentences_and_words);
  tcase_add_test(all, raised_values_go_through_as_they_are);
  suite_add_tcase(suite, all);
  return suite;
}
