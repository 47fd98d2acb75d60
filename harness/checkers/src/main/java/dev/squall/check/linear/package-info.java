/**
 * Linearizability checkers: the public API. Open {@link dev.squall.check.linear.LinearizabilityChecker} first, or
 * {@link dev.squall.check.linear.OnlineLinearizability} for a history that is still being recorded.
 *
 * <p>A check passes through the packages below in this order. {@code model} holds sequential specifications of objects,
 * and {@code calls} holds histories encoded as integers. {@code monitor} and {@code search} decide linearizability.
 * {@code explain} makes certificates from decisions, and {@code certificate} holds certificates and their verifier.
 */
package dev.squall.check.linear;
