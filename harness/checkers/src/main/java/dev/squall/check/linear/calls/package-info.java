/**
 * Histories encoded as integers: the calls on one object, the transitions of its model, and the decision about them.
 * Open {@link dev.squall.check.linear.calls.Calls} first. Decision procedures belong in {@code monitor} and {@code
 * search}.
 */
package dev.squall.check.linear.calls;
