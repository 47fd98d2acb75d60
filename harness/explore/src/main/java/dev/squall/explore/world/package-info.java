/**
 * World in which a search decides everything that may happen next: deliveries, losses, copies, timers, crashes,
 * restarts and invocations. Open {@link dev.squall.explore.world.ControlledWorld} first. It judges nothing.
 */
package dev.squall.explore.world;
