/**
 * Contract of all checkers: a checker is a pure function from a history, or a node's journal, to a verdict. Open {@link
 * dev.squall.check.Checker} first, then {@link dev.squall.check.Verdict}. Each property has a package below this one.
 */
package dev.squall.check;
