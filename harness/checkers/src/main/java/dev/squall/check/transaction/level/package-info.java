/**
 * Isolation levels and anomalies: names, definitions, sources and the lattice of levels. Open {@link
 * dev.squall.check.transaction.level.IsolationLevel} first. Histories and algorithms do not belong here.
 */
package dev.squall.check.transaction.level;
