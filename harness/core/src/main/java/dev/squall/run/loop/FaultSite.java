package dev.squall.run.loop;

import dev.squall.world.World;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * World in which a fault driver injects its faults, and the log that records them.
 *
 * @param primary returns the current primary according to the journals, if any
 */
record FaultSite(World world, HistoryLog log, Supplier<Optional<String>> primary) {}
