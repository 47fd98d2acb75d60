package dev.squall.world.process;

import dev.squall.world.Clocks;
import dev.squall.world.Crashable;
import dev.squall.world.DamageableDisks;
import dev.squall.world.Network;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import java.util.random.RandomGenerator;

/** Cluster of processes that run under this project's host, which reports their storage and moves their clocks. */
public final class HostedProcessCluster extends ProcessCluster implements Crashable, Clocks, DamageableDisks {

    /** Creates a cluster as {@link ProcessCluster} does; the command in the settings must be hosted. */
    public HostedProcessCluster(
            RealTimeline timeline, Network network, RandomGenerator random, RealTimeSettings settings) {
        super(timeline, network, random, settings);
    }
}
