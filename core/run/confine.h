/* run/confine.h: what a worker gives up before it sees anybody's document.
 *
 * Plugins are held by the sandbox and documents by the parsers' own bounds. This is for the
 * day on which one of these has a hole: whoever got through it is in a process that can read
 * the corpus and the system's programs, and neither write, nor talk to anybody, nor hurt its
 * neighbours. It goes over to what the worker starts (pdftotext).
 *
 * Each part is taken where the kernel has it. None changes what a worker finds.
 */
#ifndef CS_RUN_CONFINE_H
#define CS_RUN_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cs_confinement cs_confinement;

/* What holds, in bits. */
enum {
  CS_CONFINED_FILES = 1 << 0, /* by Landlock: which files may be opened, and for what */
  CS_CONFINED_CALLS = 1 << 1, /* by seccomp: which calls of the kernel may be made */
};

/* Made in the coordinator, before the workers are: these files and what is below these folders
 * may be read. A path that is not there is passed over. NULL: without Landlock. */
cs_confinement *cs_confinement_new(const char *const *paths, size_t count);
void cs_confinement_free(cs_confinement *confinement); /* NULL is allowed */

/* Confines this process, for good; a single thread. The bits of what holds. */
unsigned cs_confine(const cs_confinement *confinement);

#endif
