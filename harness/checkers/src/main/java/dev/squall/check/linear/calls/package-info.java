/**
 * A history in numbers: the calls on one object, the steps of its model, and the decision about them. Open {@link
 * dev.squall.check.linear.calls.Calls} first. What decides belongs in {@code monitor} and {@code search}.
 */
package dev.squall.check.linear.calls;
