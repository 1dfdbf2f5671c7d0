/* run/window.h: replies that wait until it is their turn to be written.
 *
 * Documents have numbers from 0 in the order in which they are handed out, and are
 * written in that order. What is between the next to be written and the next to be
 * handed out is in the window, which is bounded in documents and in bytes: where it
 * is full, nothing more is handed out, so that memory does not grow with the corpus
 * however slow a document is.
 */
#ifndef CS_RUN_WINDOW_H
#define CS_RUN_WINDOW_H

#include "run/message.h"

enum { CS_WINDOW_SIZE = 256, CS_WINDOW_BYTES = 64 * 1024 * 1024 };

/* What came of a document: a message, or the cause of its loss. */
typedef struct cs_arrival {
  bool here;
  cs_message message; /* borrowed from the two below */
  cs_buffer reply;
  cs_arena *arena;
  char *cause; /* NULL where the message is there */
} cs_arrival;

/* A zeroed struct is empty. */
typedef struct cs_window {
  cs_arrival slots[CS_WINDOW_SIZE];
  uint32_t written; /* the next to be written */
  uint32_t handed;  /* the next to be handed out */
  size_t bytes;     /* of the replies in it */
} cs_window;

bool cs_window_is_full(const cs_window *window);

/* Reads a reply and keeps it, taking the buffer. CS_MALFORMED leaves the buffer alone. */
cs_status cs_window_take(cs_window *window, uint32_t document, cs_buffer *reply,
                         const cs_message_limits *limits, cs_error *error);
void cs_window_lose(cs_window *window, uint32_t document, const char *cause);

/* The arrival whose turn it is, or NULL; until one of the next two, which free it. */
const cs_arrival *cs_window_next(const cs_window *window);
void cs_window_advance(cs_window *window);
/* Drops the arrival whose turn it is: its document is awaited once more. */
void cs_window_await_again(cs_window *window);
void cs_window_free(cs_window *window);

#endif
