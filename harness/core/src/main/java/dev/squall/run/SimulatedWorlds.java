package dev.squall.run;

import dev.squall.experiment.Experiment;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.Cluster;
import dev.squall.world.World;
import dev.squall.world.WorldKind;
import dev.squall.world.simulated.SimulatedCluster;
import dev.squall.world.simulated.SimulatedTimeline;
import java.util.Optional;

/** Provider of the simulated world. */
final class SimulatedWorlds implements WorldProvider {

    @Override
    public WorldKind kind() {
        return WorldKind.SIMULATED;
    }

    @Override
    public Optional<String> whyAbsent() {
        return Optional.empty();
    }

    @Override
    public Class<? extends Cluster> clusterType(SystemUnderTest system) {
        if (system.program().isEmpty()) {
            throw new IllegalArgumentException("the system " + system.name()
                    + " is an executable, which cannot be simulated; expected the world " + WorldKind.PROCESS);
        }
        return SimulatedCluster.class;
    }

    @Override
    public void require(Experiment experiment) {
        // Accepts every experiment, beyond the general checks of system and faults.
    }

    @Override
    public World create(WorldRequest request) {
        Experiment experiment = request.experiment();
        SimulatedTimeline timeline = new SimulatedTimeline();
        SimulatedCluster cluster = new SimulatedCluster(
                request.system().program().orElseThrow(),
                experiment.systemOptions(),
                experiment.nodeIds(),
                experiment.latency(),
                experiment.randomSeed(),
                timeline);
        return new World(timeline, cluster);
    }
}
