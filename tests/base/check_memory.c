/* Memory that is there or ends the process, growing arrays, arenas. */
#include "suites.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

START_TEST(allocated_memory_is_zeroed) {
  unsigned char *memory = cs_allocate(1000, 3);
  for (size_t i = 0; i < 3000; i++) {
    ck_assert_uint_eq(memory[i], 0);
  }
  free(memory);
}
END_TEST

START_TEST(nothing_can_be_allocated) {
  void *memory = cs_allocate(0, 8);
  ck_assert_ptr_nonnull(memory);
  memory = cs_reallocate(memory, 0, 0);
  ck_assert_ptr_nonnull(memory);
  free(memory);
}
END_TEST

START_TEST(too_much_ends_the_process) {
  free(cs_allocate(SIZE_MAX / 2, 3));
}
END_TEST

START_TEST(more_than_half_of_all_ends_the_process) {
  free(cs_reallocate(NULL, SIZE_MAX / 2 + 2, 1));
}
END_TEST

START_TEST(copies_end_with_a_nul) {
  char *copy = cs_copy_bytes("abcdef", 3);
  ck_assert_str_eq(copy, "abc");
  free(copy);
  copy = cs_copy_bytes(NULL, 0);
  ck_assert_str_eq(copy, "");
  free(copy);
  copy = cs_copy_string("whole");
  ck_assert_str_eq(copy, "whole");
  free(copy);
}
END_TEST

START_TEST(arrays_grow_and_keep_what_they_hold) {
  int *items = NULL;
  size_t capacity = 0;
  for (int i = 0; i < 1000; i++) {
    cs_grow(&items, &capacity, (size_t)i, sizeof *items);
    ck_assert_uint_gt(capacity, (size_t)i);
    items[i] = i;
  }
  for (int i = 0; i < 1000; i++) {
    ck_assert_int_eq(items[i], i);
  }
  free(items);
}
END_TEST

START_TEST(arrays_have_the_room_that_is_asked_for) {
  int *items = NULL;
  size_t capacity = 0, none = 0;
  cs_reserve(&items, &capacity, none, sizeof *items);
  ck_assert_ptr_null(items);
  cs_reserve(&items, &capacity, 1, sizeof *items);
  ck_assert_uint_ge(capacity, 1);
  ck_assert_ptr_nonnull(items);
  items[0] = 7;
  cs_reserve(&items, &capacity, 1000, sizeof *items);
  ck_assert_uint_ge(capacity, 1000);
  ck_assert_ptr_nonnull(items);
  ck_assert_int_eq(items[0], 7);
  items[999] = 8;
  int *same = items;
  cs_reserve(&items, &capacity, 1000, sizeof *items);
  ck_assert_ptr_eq(items, same);
  free(items);
}
END_TEST

START_TEST(arena_things_are_zeroed_aligned_and_apart) {
  cs_arena *arena = cs_arena_new();
  char *before = NULL;
  for (size_t size = 1; size < 3000; size += 7) {
    char *thing = cs_arena_allocate(arena, 1, size);
    ck_assert_uint_eq((uintptr_t)thing % alignof(max_align_t), 0);
    ck_assert_int_eq(thing[0], 0);
    ck_assert_int_eq(thing[size - 1], 0);
    memset(thing, 'x', size);
    ck_assert(before == NULL || before[0] == 'x');
    before = thing;
  }
  cs_arena_free(arena);
}
END_TEST

START_TEST(an_arena_holds_things_larger_than_its_chunks) {
  cs_arena *arena = cs_arena_new();
  char *small = cs_arena_string(arena, "small");
  char *large = cs_arena_allocate(arena, 200000, 1);
  memset(large, 'y', 200000);
  ck_assert_str_eq(small, "small");
  ck_assert_str_eq(cs_arena_string(arena, "after"), "after");
  cs_arena_free(arena);
}
END_TEST

START_TEST(arena_strings) {
  cs_arena *arena = cs_arena_new();
  ck_assert_str_eq(cs_arena_bytes(arena, "abcdef", 2), "ab");
  ck_assert_str_eq(cs_arena_bytes(arena, NULL, 0), "");
  ck_assert_str_eq(cs_arena_string(arena, ""), "");
  ck_assert_str_eq(cs_arena_format(arena, "%s-%d", "bury", 2018), "bury-2018");
  ck_assert_str_eq(cs_arena_format(arena, "%s", ""), "");
  cs_arena_free(arena);
  cs_arena_free(NULL);
}
END_TEST

Suite *memory_suite(void) {
  Suite *suite = suite_create("memory");
  TCase *tests = tcase_create("memory");
  tcase_add_test(tests, allocated_memory_is_zeroed);
  tcase_add_test(tests, nothing_can_be_allocated);
  const char *forks = getenv("CK_FORK");
  if (forks == NULL || strcmp(forks, "no") != 0) { /* they end the process */
    tcase_add_exit_test(tests, too_much_ends_the_process, 3);
    tcase_add_exit_test(tests, more_than_half_of_all_ends_the_process, 3);
  }
  tcase_add_test(tests, copies_end_with_a_nul);
  tcase_add_test(tests, arrays_grow_and_keep_what_they_hold);
  tcase_add_test(tests, arrays_have_the_room_that_is_asked_for);
  tcase_add_test(tests, arena_things_are_zeroed_aligned_and_apart);
  tcase_add_test(tests, an_arena_holds_things_larger_than_its_chunks);
  tcase_add_test(tests, arena_strings);
  suite_add_tcase(suite, tests);
  return suite;
}
