/**
 * Search for an order that satisfies disjunctions of edges. Open {@link
 * dev.squall.check.transaction.search.OrderSolver} first. Nothing here knows transactions.
 */
package dev.squall.check.transaction.search;
