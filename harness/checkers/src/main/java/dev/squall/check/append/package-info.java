/**
 * Linear-time check of append-only strings: gets, and appends of unique elements. Open {@link
 * dev.squall.check.append.LinearizableAppends} first.
 */
package dev.squall.check.append;
