/**
 * Linearizability of a history: the checkers that users call. Open {@link
 * dev.squall.check.linear.LinearizabilityChecker} first, or {@link dev.squall.check.linear.OnlineLinearizability}
 * for a history that is still being recorded.
 *
 * <p>The packages below, in the order in which a check passes through them: {@code model} (what an object does),
 * {@code calls} (a history in numbers), {@code monitor} and {@code search} (decisions), {@code explain}
 * (certificates from decisions), {@code certificate} (certificates and their verifier).
 */
package dev.squall.check.linear;
