/**
 * Certificates from decisions: the whole order of a valid history, and a minimal core of a violation. Open {@link
 * dev.squall.check.linear.explain.Explainer} first.
 */
package dev.squall.check.linear.explain;
