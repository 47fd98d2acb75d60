/**
 * Isolation levels and anomalies: names, definitions, sources and the lattice of levels. Open {@link
 * dev.squall.check.transaction.level.IsolationLevel} first. No history and no algorithm belongs here.
 */
package dev.squall.check.transaction.level;
