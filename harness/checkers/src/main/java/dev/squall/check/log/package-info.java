/**
 * Checkers of logs whose messages are sent and polled by offsets. Open {@link dev.squall.check.log.LogChecker} first.
 */
package dev.squall.check.log;
