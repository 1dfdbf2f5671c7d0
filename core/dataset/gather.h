/* dataset/gather.h: writing the pages of a dataset in large pieces.
 *
 * SQLite writes a page at a time, and a run writes most pages one behind the other: each call costs
 * as much as the page in it. So what follows itself in the file of the database is gathered, up to
 * CS_GATHER_BYTES, and written in one call. Journals are written as they come, and so is everything
 * where there is a write-ahead log.
 *
 * What was gathered is written before the file is synced, cut short, unlocked or closed, or when
 * something is to be written elsewhere; its bytes and its size are told as if it had been. SQLite
 * syncs the file before it gives up the journal (synchronous = FULL), so that a killed process
 * loses nothing that the journal does not restore.
 *
 * What cannot be written is dropped, and the call that met it fails. So it may only be met by a
 * call whose failure SQLite takes for that of the transaction: writing, syncing, cutting and
 * unlocking are such. Most file controls are hints whose failure is not looked at.
 */
#ifndef CS_DATASET_GATHER_H
#define CS_DATASET_GATHER_H

enum { CS_GATHER_BYTES = 64 * 1024 };

/* The name of the VFS to open a dataset with that is written, on top of the default one; NULL,
 * which stands for that one itself, where it cannot be had. The default one may be another only
 * while no such dataset is open. */
const char *cs_gathering_vfs(void);

#endif
