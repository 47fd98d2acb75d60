package dev.squall.run.loop;

import dev.squall.world.World;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Access of faults to the world in which they strike and to the log that records them.
 *
 * @param primary the node that the journals last showed as primary, if any
 */
record FaultSite(World world, HistoryLog log, Supplier<Optional<String>> primary) {}
