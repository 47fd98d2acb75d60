/** Histories of operations, and how they are read and written: Jepsen's EDN first of all. */
package dev.squall.history;
