/**
 * Search for an order that satisfies disjunctions of edges. Open {@link
 * dev.squall.check.transaction.search.OrderSolver} first. This package does not depend on transactions.
 */
package dev.squall.check.transaction.search;
