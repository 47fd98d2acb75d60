/** Flawed variants of the transactional store of shards. Each variant leaves out one rule of two-phase locking. */
package dev.squall.lectures.store.flawed;
