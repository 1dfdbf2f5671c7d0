/* A ring: document n has slot n modulo the size. */
#include "run/window.h"

#include <stdlib.h>

static cs_arrival *slot_of(cs_window *window, uint32_t document) {
  return &window->slots[document % CS_WINDOW_SIZE];
}

static bool is_awaited(cs_window *window, uint32_t document) {
  return document >= window->written && document < window->handed &&
         !slot_of(window, document)->here;
}

bool cs_window_is_full(const cs_window *window) {
  return window->handed - window->written >= CS_WINDOW_SIZE || window->bytes >= CS_WINDOW_BYTES;
}

cs_status cs_window_take(cs_window *window, uint32_t document, cs_buffer *reply,
                         const cs_message_limits *limits, cs_error *error) {
  if (!is_awaited(window, document)) {
    return cs_fail(error, CS_MALFORMED, "a document that nobody asked for");
  }
  cs_arrival arrival = {.here = true, .arena = cs_arena_new()};
  cs_status status =
      cs_message_read(&arrival.message, arrival.arena, reply->bytes != NULL ? reply->bytes : "",
                      reply->length, limits, error);
  if (status == CS_OK && arrival.message.document != document) {
    status = cs_fail(error, CS_MALFORMED, "another document than it was asked for");
  }
  if (status != CS_OK) {
    cs_arena_free(arrival.arena);
    return status;
  }
  arrival.reply = *reply;
  *reply = (cs_buffer){0};
  window->bytes += arrival.reply.length;
  *slot_of(window, document) = arrival;
  return CS_OK;
}

void cs_window_lose(cs_window *window, uint32_t document, const char *cause) {
  if (is_awaited(window, document)) {
    *slot_of(window, document) = (cs_arrival){.here = true, .cause = cs_copy_string(cause)};
  }
}

const cs_arrival *cs_window_next(const cs_window *window) {
  const cs_arrival *next = &window->slots[window->written % CS_WINDOW_SIZE];
  return next->here ? next : NULL;
}

static void empty(cs_arrival *arrival) {
  cs_buffer_free(&arrival->reply);
  cs_arena_free(arrival->arena);
  free(arrival->cause);
  *arrival = (cs_arrival){0};
}

static void drop_next(cs_window *window) {
  cs_arrival *next = slot_of(window, window->written);
  window->bytes -= next->reply.length;
  empty(next);
}

void cs_window_await_again(cs_window *window) {
  drop_next(window);
}

void cs_window_advance(cs_window *window) {
  drop_next(window);
  window->written++;
}

void cs_window_free(cs_window *window) {
  for (size_t i = 0; i < CS_WINDOW_SIZE; i++) {
    empty(&window->slots[i]);
  }
}
