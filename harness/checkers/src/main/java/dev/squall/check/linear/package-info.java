/**
 * Linearizability of a history: the checkers that users call. Open {@link
 * dev.squall.check.linear.LinearizabilityChecker} first, or {@link dev.squall.check.linear.OnlineLinearizability}
 * for a history that is still being recorded.
 *
 * <p>The packages below are named in the order in which a check passes through them. {@code model} is what an object
 * does, and {@code calls} a history in numbers. {@code monitor} and {@code search} make decisions. {@code explain}
 * makes certificates from decisions, and {@code certificate} holds certificates and their verifier.
 */
package dev.squall.check.linear;
