/**
 * Strings that only grow: gets and appends of unique elements, decided in linear time. Open {@link
 * dev.squall.check.append.LinearizableAppends} first.
 */
package dev.squall.check.append;
