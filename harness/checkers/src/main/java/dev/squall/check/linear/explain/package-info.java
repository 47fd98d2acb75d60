/**
 * Computation of certificates from decisions: an order of a valid history, or a minimal core of a violation. Open
 * {@link dev.squall.check.linear.explain.Explainer} first.
 */
package dev.squall.check.linear.explain;
