/**
 * Searches for an order of the calls on one object, for any model. Open {@link
 * dev.squall.check.linear.search.Portfolio} first, which decides in what order they are tried, then {@link
 * dev.squall.check.linear.search.Problem}, which all of them search.
 */
package dev.squall.check.linear.search;
