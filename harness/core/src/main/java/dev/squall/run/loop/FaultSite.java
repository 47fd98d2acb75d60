package dev.squall.run.loop;

import dev.squall.world.World;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where faults strike, and where they are told.
 *
 * @param primary the node that the journals last showed as primary, if any
 */
record FaultSite(World world, HistoryLog log, Supplier<Optional<String>> primary) {}
