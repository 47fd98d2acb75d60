/**
 * Searches for a linearization of the calls on one object, for any model. Open {@link
 * dev.squall.check.linear.search.Portfolio} first, which runs the searches in turn, then {@link
 * dev.squall.check.linear.search.Problem}, their common input. The steps of a search are in {@link
 * dev.squall.check.linear.search.Configurations}; for registers, {@link dev.squall.check.linear.search.HiddenWrites}
 * has fewer.
 */
package dev.squall.check.linear.search;
