/**
 * Session guarantees of registers: read your writes, monotonic reads, monotonic writes, writes follow reads. Open
 * {@link dev.squall.check.session.SessionGuarantees} first, or {@link dev.squall.check.session.GuaranteeTally}, which
 * concludes from many runs.
 */
package dev.squall.check.session;
