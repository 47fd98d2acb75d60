/** Strings that only grow: whether gets and appends of unique elements are linearizable, decided in linear time. */
package dev.squall.check.append;
