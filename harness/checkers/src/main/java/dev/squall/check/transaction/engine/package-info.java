/**
 * Engines that decide isolation levels: versions from reads, dependency graphs, commit orders. Open {@link
 * dev.squall.check.transaction.engine.Versions} first. The general solver is in {@code
 * dev.squall.check.transaction.search}.
 */
package dev.squall.check.transaction.engine;
