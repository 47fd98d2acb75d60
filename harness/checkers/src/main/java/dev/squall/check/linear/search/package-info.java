/**
 * Searches for a linearization of the calls on one object, for any model. Open {@link
 * dev.squall.check.linear.search.Portfolio} first, which runs the searches in turn, then {@link
 * dev.squall.check.linear.search.Problem}, their common input.
 */
package dev.squall.check.linear.search;
