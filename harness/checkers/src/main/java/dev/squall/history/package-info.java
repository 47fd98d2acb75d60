/**
 * Histories of operations as values, and Jepsen's EDN, in which they are read and written. Open {@link
 * dev.squall.history.History} first, then {@link dev.squall.history.Operation}. Checks do not belong here.
 */
package dev.squall.history;
