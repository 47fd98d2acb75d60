package dev.squall.world.process;

import dev.squall.world.Clocks;
import dev.squall.world.Crashable;
import dev.squall.world.DamageableDisks;
import dev.squall.world.Network;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import java.util.random.RandomGenerator;

/** Processes that this project's host runs: it reports their storage and moves their clocks. */
public final class HostedProcessCluster extends ProcessCluster implements Crashable, Clocks, DamageableDisks {

    /** Takes what {@link ProcessCluster} does; the command of the settings must be hosted. */
    public HostedProcessCluster(
            RealTimeline timeline, Network network, RandomGenerator random, RealTimeSettings settings) {
        super(timeline, network, random, settings);
    }
}
