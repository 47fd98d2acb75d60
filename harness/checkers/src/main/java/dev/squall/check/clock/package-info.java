/**
 * Laws of logical clocks, checked on the timestamps in nodes' journals. Open {@link
 * dev.squall.check.clock.LogicalClockLaw} first. Laws of deliveries belong in {@code dev.squall.check.delivery}.
 */
package dev.squall.check.clock;
