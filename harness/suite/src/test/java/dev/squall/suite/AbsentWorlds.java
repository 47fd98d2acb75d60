package dev.squall.suite;

import dev.squall.experiment.Experiment;
import dev.squall.run.WorldProvider;
import dev.squall.run.WorldRequest;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.Cluster;
import dev.squall.world.World;
import dev.squall.world.WorldKind;
import java.util.Optional;

/** Provider of a container world that this machine lacks, for suites that name it. */
public final class AbsentWorlds implements WorldProvider {

    @Override
    public WorldKind kind() {
        return WorldKind.DOCKER;
    }

    @Override
    public Optional<String> whyAbsent() {
        return Optional.of("there is no container engine");
    }

    @Override
    public Class<? extends Cluster> clusterType(SystemUnderTest system) {
        return Cluster.class;
    }

    @Override
    public void require(Experiment experiment) {
        throw new UnsupportedOperationException("an absent world takes no experiment");
    }

    @Override
    public World create(WorldRequest request) {
        throw new UnsupportedOperationException("an absent world cannot be made");
    }
}
