/* The coordinator: finds the documents, asks the dataset which of them it has,
 * hands the others to workers and writes what they send, in the order in which
 * they were handed out. It alone touches the dataset. Whatever ends the run
 * early, the workers are gone when cs_run returns, and what was written whole is
 * committed, unless it was the dataset that failed. */
#include "run/run.h"

#include "run/coordinator.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  MOST_WORKERS = 256,
  TURN_MS = 100,   /* longest wait: so often the stop flag is looked at */
  GRACE_MS = 2000, /* for the documents at hand once the run is to stop */
  REPLY_BYTES = 256 * 1024 * 1024,
};

static const size_t worker_memory = (size_t)2 << 30;

static bool is_stopped(const cs_coordinator *run) {
  return run->options->stop != NULL && *run->options->stop != 0;
}

void cs_coordinator_tell(cs_coordinator *run, bool always) {
  double time = cs_now_seconds();
  if (run->options->progress != NULL && (always || time - run->told >= 0.1)) {
    run->told = time;
    run->progress.seconds = time - run->began;
    run->progress.problems = run->counts->problems;
    run->options->progress(run->options->progress_context, &run->progress);
  }
}

/* ---- With the workers ---- */

static cs_status take_reply(void *context, uint32_t document, cs_buffer *reply, cs_error *error) {
  cs_coordinator *run = context;
  cs_message_limits limits = run->limits;
  limits.stored = document < run->chosen_count && run->stored[document];
  return cs_window_take(&run->window, document, reply, &limits, error);
}

static bool take_loss(void *context, uint32_t document, const cs_loss *loss) {
  cs_coordinator *run = context;
  bool again =
      run->trouble != NULL && cs_trouble_add(run->trouble, document, loss, run->limits.theme_count);
  if (!again) {
    cs_window_lose(&run->window, document, loss->cause);
  }
  return again;
}

/* Puts what is stored of a document on the tray. False where there is no room now. What is
 * damaged, or too large, is read from its source after all. */
static bool serve(cs_coordinator *run, uint32_t number) {
  const cs_source source = cs_source_of(&run->documents.items[run->chosen[number]]);
  cs_arena *arena = cs_arena_new();
  cs_buffer bytes = {0};
  cs_record record;
  const bool *themes;
  bool served = true;
  if (!cs_tray_has(run->tray, number)) {
    run->stored[number] =
        cs_dataset_load(&record, &themes, arena, run->dataset, &source, NULL) == CS_OK;
    if (run->stored[number]) {
      cs_reading_pack(&bytes, number, &record, themes, run->limits.theme_count);
      run->stored[number] = bytes.length < CS_TRAY_BYTES;
    }
    served = !run->stored[number] || cs_tray_put(run->tray, number, &bytes);
  }
  cs_buffer_free(&bytes);
  cs_arena_free(arena);
  return served;
}

/* Hands out until the workers or the window are full. What must not be opened is lost at once. */
static void hand_out(cs_coordinator *run) {
  while (run->window.handed < run->chosen_count && !cs_window_is_full(&run->window)) {
    uint32_t next = run->window.handed;
    const char *fault = run->documents.items[run->chosen[next]].fault;
    if (fault == NULL && run->stored[next] && !serve(run, next)) {
      return;
    }
    if (fault == NULL && !cs_workers_hand(run->workers, next, run->chosen_count - next)) {
      return;
    }
    run->window.handed++;
    if (fault != NULL) {
      cs_window_lose(&run->window, next, fault);
    }
  }
}

static cs_status take_turn(cs_coordinator *run, const cs_receiver *receiver, cs_error *error) {
  cs_status status = CS_OK;
  if (cs_window_next(&run->window) == NULL) {
    status = cs_workers_wait(run->workers, TURN_MS, receiver, error);
  }
  if (status == CS_OK) {
    status = cs_coordinator_write(run, error);
  }
  cs_coordinator_tell(run, false);
  return status;
}

/* Reads all that was chosen, or until it is stopped: then what is at hand has a grace. */
static cs_status read_all(cs_coordinator *run, cs_error *error) {
  const cs_receiver receiver = {.reply = take_reply, .lost = take_loss, .context = run};
  double end = 0;
  cs_status status = CS_OK;
  while (status == CS_OK && run->window.written < run->chosen_count) {
    if (!is_stopped(run)) {
      hand_out(run);
    } else if (end == 0) {
      end = cs_now_seconds() + GRACE_MS / 1000.0;
    } else if (cs_now_seconds() >= end || run->window.written == run->window.handed) {
      return cs_fail(error, CS_INTERRUPTED, "stopped: %zu of %zu documents are done",
                     run->progress.done, run->progress.total);
    }
    status = take_turn(run, &receiver, error);
  }
  return status;
}

/* As many as there are processors for us, if it was not said. */
static unsigned worker_count(const cs_coordinator *run) {
  unsigned count = run->options->workers;
  cpu_set_t processors;
  if (count == 0) {
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    count = sched_getaffinity(0, sizeof processors, &processors) == 0
                ? (unsigned)CPU_COUNT(&processors)
            : online > 0 ? (unsigned)online
                         : 1;
  }
  count = count < MOST_WORKERS ? count : MOST_WORKERS;
  return count < run->chosen_count ? count : run->chosen_count;
}

static cs_status read_chosen(cs_coordinator *run, const cs_reader *reader, cs_error *error) {
  if (run->chosen_count == 0) {
    return CS_OK;
  }
  const cs_worker_options options = {
      .count = worker_count(run),
      .seconds = cs_document_seconds(run->options),
      .memory = run->options->worker_bytes != 0 ? run->options->worker_bytes : worker_memory,
      .reply_bytes = REPLY_BYTES,
      .confinement = run->confinement,
      .reader = *reader,
  };
  cs_status status = cs_workers_start(&run->workers, &options, error);
  if (status == CS_OK) {
    status = read_all(run, error);
  }
  cs_workers_stop(run->workers);
  return status;
}

/* ---- The whole ---- */

static cs_status forget_gone(cs_coordinator *run, cs_error *error) {
  cs_status status = CS_OK;
  for (size_t i = 0; i < run->documents.root_count && status == CS_OK; i++) {
    const cs_root *root = &run->documents.roots[i];
    size_t forgotten = 0;
    if (root->whole) {
      status = cs_dataset_forget_missing(&forgotten, run->dataset, root->path, error);
    }
    run->counts->forgotten += forgotten;
  }
  return status;
}

static cs_status work(cs_coordinator *run, cs_reading *reading, const cs_reader *reader,
                      cs_error *error) {
  cs_status status = cs_coordinator_choose(run, error);
  cs_coordinator_tell(run, true);
  if (status == CS_OK) {
    reading->documents = run->documents.items;
    reading->chosen = run->chosen;
    run->tray = run->stored_count != 0 ? cs_tray_new() : NULL;
    if (run->tray == NULL && run->stored_count != 0) {
      memset(run->stored, 0, run->chosen_count * sizeof *run->stored); /* all are read */
    }
    reading->tray = run->tray;
    reading->trouble = run->trouble = run->chosen_count != 0 ? cs_trouble_new() : NULL;
    status = read_chosen(run, reader, error);
  }
  return status == CS_OK ? forget_gone(run, error) : status;
}

/* Ends the run in the dataset, whole or half; what failed first is what is told. */
static cs_status end(cs_coordinator *run, cs_status status, cs_error *error) {
  cs_error other;
  cs_status ended = cs_dataset_end_run(run->dataset, run->counts, status == CS_OK, &other);
  if (status == CS_OK && ended != CS_OK) {
    status = cs_fail(error, ended, "%s", other.message);
  }
  cs_coordinator_tell(run, true);
  return status;
}

static void set_up(cs_coordinator *run, cs_host *host) {
  run->limits = cs_reading_limits(host);
  run->counts->documents = run->documents.count;
  run->counts->passed_over = run->documents.passed_over;
  run->progress.total = run->documents.count;
}

cs_status cs_run_with(cs_run_counts *counts, cs_dataset *dataset, cs_host *host,
                      const cs_run_options *options, const cs_reader *reader, cs_error *error) {
  cs_coordinator *all = cs_allocate(1, sizeof *all);
  cs_reading reading;
  *counts = (cs_run_counts){0};
  *all = (cs_coordinator){.options = options, .dataset = dataset, .counts = counts};
  all->began = all->saved = cs_now_seconds();
  bool recode; /* the dataset minds it itself, document by document */
  cs_status status = cs_reading_prepare(&reading, host, options, error);
  if (status == CS_OK) {
    status = cs_documents_find(&all->documents, options->paths, options->path_count, error);
  }
  if (status == CS_OK && options->shards != 0) {
    cs_documents_take_shard(&all->documents, options->shard, options->shards);
  }
  if (status == CS_OK) {
    set_up(all, host);
    status = cs_dataset_begin_run(dataset, host, options->family, &recode, error);
    if (status == CS_OK) {
      const cs_reader own = {.read = cs_reading_read, .context = &reading};
      all->confinement =
          reader == NULL ? cs_confinement_new(options->paths, options->path_count) : NULL;
      status = end(all, work(all, &reading, reader != NULL ? reader : &own, error), error);
    }
  }
  cs_window_free(&all->window);
  cs_documents_free(&all->documents);
  cs_tray_free(all->tray);
  cs_trouble_free(all->trouble);
  cs_confinement_free(all->confinement);
  free(all->stored);
  free(all->chosen);
  free(all);
  return status;
}

cs_status cs_run(cs_run_counts *counts, cs_dataset *dataset, cs_host *host,
                 const cs_run_options *options, cs_error *error) {
  return cs_run_with(counts, dataset, host, options, NULL, error);
}

cs_status cs_run_check_family(const cs_run_options *options, cs_host *host, cs_error *error) {
  cs_reading reading;
  return cs_reading_prepare(&reading, host, options, error);
}

cs_status cs_run_check_paths(const cs_run_options *options, cs_error *error) {
  for (size_t i = 0; i < options->path_count; i++) {
    struct stat status;
    if (stat(options->paths[i], &status) != 0) {
      bool missing = errno == ENOENT || errno == ENOTDIR;
      return cs_fail(error, missing ? CS_NOT_FOUND : CS_UNREADABLE, "%s: %s", options->paths[i],
                     missing ? "there is no such file or folder" : strerror(errno));
    }
  }
  return CS_OK;
}
