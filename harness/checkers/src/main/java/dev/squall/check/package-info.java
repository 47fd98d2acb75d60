/** Checkers: pure functions from a history, or a node journal, to a verdict that is valid, violation or unknown. */
package dev.squall.check;
