/**
 * Immutable histories of operations, and readers and writers of Jepsen's EDN format. Open {@link
 * dev.squall.history.History} first, then {@link dev.squall.history.Operation}. Checks do not belong here.
 */
package dev.squall.history;
