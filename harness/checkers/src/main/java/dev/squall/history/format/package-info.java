/**
 * Readers of the file formats of histories, and detection of a file's format. Open {@link
 * dev.squall.history.format.HistoryFormats} first; each format has its own class. Jepsen's EDN itself is read by {@link
 * dev.squall.history.HistoryReader}.
 */
package dev.squall.history.format;
