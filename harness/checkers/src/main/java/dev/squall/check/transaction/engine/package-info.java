/**
 * Decision of isolation levels: versions from reads, dependency graphs, commit orders. Open {@link
 * dev.squall.check.transaction.engine.Versions} first. What only a search decides is in the package search.
 */
package dev.squall.check.transaction.engine;
