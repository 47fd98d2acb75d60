/**
 * Formats in which others store histories, and the choice among them. Open {@link
 * dev.squall.history.format.HistoryFormats} first; each format is a class of its own. Jepsen's EDN itself is read by
 * {@link dev.squall.history.HistoryReader}.
 */
package dev.squall.history.format;
