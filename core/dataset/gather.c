/* The VFS that gathers writes: the file of a database has a buffer with what was gathered for it,
 * and behind it the default VFS's file; all other files are the default VFS's own. */
#include "dataset/gather.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

typedef struct gathering {
  sqlite3_file base;
  sqlite3_file *real;       /* lies behind this */
  sqlite3_io_methods calls; /* without shared memory where the real file has none */
  sqlite3_int64 start;      /* where what was gathered belongs; void where nothing was */
  int length;               /* 0: nothing was */
  char *bytes;              /* room for CS_GATHER_BYTES; NULL until the first write */
  bool logged;              /* there is a write-ahead log: nothing is gathered */
} gathering;

/* The default VFS, which does everything but open a file. */
static sqlite3_vfs *real;

static gathering *of(sqlite3_file *file) {
  return (gathering *)(void *)file;
}

static const sqlite3_io_methods *real_calls(const gathering *it) {
  return it->real->pMethods;
}

static sqlite3_int64 end_of(const gathering *it) {
  return it->start + it->length;
}

/* Writes what was gathered; in every case nothing is any more. */
static int flush(gathering *it) {
  int length = it->length;
  it->length = 0;
  return length == 0 ? SQLITE_OK : real_calls(it)->xWrite(it->real, it->bytes, length, it->start);
}

/* ---- What is gathered ---- */

static bool fits(const gathering *it, int length, sqlite3_int64 offset) {
  return it->length != 0 && offset == end_of(it) && length <= CS_GATHER_BYTES - it->length;
}

static int write_bytes(sqlite3_file *file, const void *from, int length, sqlite3_int64 offset) {
  gathering *it = of(file);
  if (!fits(it, length, offset)) {
    int code = flush(it);
    if (code != SQLITE_OK) {
      return code;
    }
    it->start = offset;
  }
  if (it->bytes == NULL) {
    it->bytes = sqlite3_malloc(CS_GATHER_BYTES);
  }
  if (it->bytes == NULL || it->logged || length > CS_GATHER_BYTES) {
    return real_calls(it)->xWrite(it->real, from, length, offset);
  }
  memcpy(it->bytes + it->length, from, (size_t)length);
  it->length += length;
  return SQLITE_OK;
}

/* What the file has, and what was gathered on top of it. */
static int read_bytes(sqlite3_file *file, void *into, int length, sqlite3_int64 offset) {
  const gathering *it = of(file);
  int code = real_calls(it)->xRead(it->real, into, length, offset);
  sqlite3_int64 end = offset + length;
  sqlite3_int64 from = it->start > offset ? it->start : offset;
  sqlite3_int64 to = end_of(it) < end ? end_of(it) : end;
  if (from >= to || (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)) {
    return code;
  }
  memcpy((char *)into + (from - offset), it->bytes + (from - it->start), (size_t)(to - from));
  return to == end ? SQLITE_OK : code;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  const gathering *it = of(file);
  int code = real_calls(it)->xFileSize(it->real, size);
  if (code == SQLITE_OK && it->length != 0 && *size < end_of(it)) {
    *size = end_of(it);
  }
  return code;
}

/* ---- What comes behind it ---- */

/* What is cut off need not be written first, which may be impossible. */
static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
  gathering *it = of(file);
  if (it->length != 0 && end_of(it) > size) {
    it->length = it->start < size ? (int)(size - it->start) : 0;
  }
  int code = flush(it);
  return code == SQLITE_OK ? real_calls(it)->xTruncate(it->real, size) : code;
}

static int sync_file(sqlite3_file *file, int flags) {
  int code = flush(of(file));
  return code == SQLITE_OK ? real_calls(of(file))->xSync(of(file)->real, flags) : code;
}

static int lock_file(sqlite3_file *file, int how) {
  return real_calls(of(file))->xLock(of(file)->real, how);
}

/* Unlocked in every case. */
static int unlock_file(sqlite3_file *file, int how) {
  int code = flush(of(file)), unlocked = real_calls(of(file))->xUnlock(of(file)->real, how);
  return code != SQLITE_OK ? code : unlocked;
}

static int check_lock(sqlite3_file *file, int *reserved) {
  return real_calls(of(file))->xCheckReservedLock(of(file)->real, reserved);
}

/* That the file is about to be synced is told also where it is not (synchronous = OFF). */
static int control_file(sqlite3_file *file, int what, void *with) {
  int code = what == SQLITE_FCNTL_SYNC ? flush(of(file)) : SQLITE_OK;
  return code == SQLITE_OK ? real_calls(of(file))->xFileControl(of(file)->real, what, with) : code;
}

static int sector_size(sqlite3_file *file) {
  return real_calls(of(file))->xSectorSize(of(file)->real);
}

/* It does not keep the order of writes to several files, nor that of writes and file controls. */
static int traits_of(sqlite3_file *file) {
  const int lost = SQLITE_IOCAP_SEQUENTIAL | SQLITE_IOCAP_BATCH_ATOMIC;
  return real_calls(of(file))->xDeviceCharacteristics(of(file)->real) & ~lost;
}

static int close_file(sqlite3_file *file) {
  int code = flush(of(file)), closed = real_calls(of(file))->xClose(of(file)->real);
  sqlite3_free(of(file)->bytes);
  return code != SQLITE_OK ? code : closed;
}

/* ---- The shared memory of a write-ahead log ---- */

static int map_memory(sqlite3_file *file, int region, int size, int extend, void volatile **at) {
  int code = flush(of(file));
  of(file)->logged = true;
  return code == SQLITE_OK ? real_calls(of(file))->xShmMap(of(file)->real, region, size, extend, at)
                           : code;
}

static int lock_memory(sqlite3_file *file, int offset, int count, int flags) {
  return real_calls(of(file))->xShmLock(of(file)->real, offset, count, flags);
}

static void order_memory(sqlite3_file *file) {
  real_calls(of(file))->xShmBarrier(of(file)->real);
}

static int unmap_memory(sqlite3_file *file, int delete) {
  of(file)->logged = false;
  return real_calls(of(file))->xShmUnmap(of(file)->real, delete);
}

/* ---- The VFS ---- */

/* Version 3 would read the file as memory, past what was gathered. */
static const sqlite3_io_methods calls = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_bytes,
    .xWrite = write_bytes,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = traits_of,
    .xShmMap = map_memory,
    .xShmLock = lock_memory,
    .xShmBarrier = order_memory,
    .xShmUnmap = unmap_memory,
};

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out) {
  (void)vfs;
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) {
    return real->xOpen(real, path, file, flags, out);
  }
  gathering *it = of(file);
  *it = (gathering){.real = (sqlite3_file *)(void *)(it + 1), .calls = calls};
  it->real->pMethods = NULL;
  int code = real->xOpen(real, path, it->real, flags, out);
  if (it->real->pMethods != NULL) {
    bool maps = real_calls(it)->iVersion >= 2 && real_calls(it)->xShmMap != NULL;
    it->calls.iVersion = maps ? calls.iVersion : 1;
    it->base.pMethods = &it->calls;
  }
  return code;
}

static int delete_file(sqlite3_vfs *vfs, const char *path, int sync) {
  (void)vfs;
  return real->xDelete(real, path, sync);
}

static int access_file(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
  (void)vfs;
  return real->xAccess(real, path, flags, result);
}

static int full_path(sqlite3_vfs *vfs, const char *path, int size, char *out) {
  (void)vfs;
  return real->xFullPathname(real, path, size, out);
}

static int random_bytes(sqlite3_vfs *vfs, int count, char *out) {
  (void)vfs;
  return real->xRandomness(real, count, out);
}

static int sleep_for(sqlite3_vfs *vfs, int microseconds) {
  (void)vfs;
  return real->xSleep(real, microseconds);
}

static int current_time(sqlite3_vfs *vfs, double *days) {
  (void)vfs;
  return real->xCurrentTime(real, days);
}

static int last_error(sqlite3_vfs *vfs, int size, char *out) {
  (void)vfs;
  return real->xGetLastError(real, size, out);
}

const char *cs_gathering_vfs(void) {
  static const char name[] = "conspectus-gathering";
  static sqlite3_vfs gatherer = {
      .iVersion = 1, /* loads no libraries: a dataset's connection never does */
      .zName = name,
      .xOpen = open_file,
      .xDelete = delete_file,
      .xAccess = access_file,
      .xFullPathname = full_path,
      .xRandomness = random_bytes,
      .xSleep = sleep_for,
      .xCurrentTime = current_time,
      .xGetLastError = last_error,
  };
  sqlite3_vfs *found = sqlite3_vfs_find(NULL);
  if (found == NULL || found == &gatherer) {
    return NULL;
  }
  real = found;
  gatherer.szOsFile = (int)sizeof(gathering) + found->szOsFile;
  gatherer.mxPathname = found->mxPathname;
  return sqlite3_vfs_register(&gatherer, 0) == SQLITE_OK ? name : NULL;
}
