package dev.squall.junit;

import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.run.Worlds;
import dev.squall.system.SystemUnderTest;

/** Whether an experiment's system and world can do what it asks of them. */
final class Feasibility {

    private Feasibility() {}

    /**
     * @throws IllegalArgumentException if they cannot; the message is one sentence
     */
    static void require(Experiment experiment, SystemUnderTest system) {
        requireKnownWorld(experiment.world());
        requireNodes(experiment.world(), system);
        for (String fault : experiment.faults()) {
            if (!system.faults().contains(fault)) {
                throw new IllegalArgumentException("the fault " + fault + " is not in the system model of "
                        + system.name() + "; expected some of " + String.join(", ", system.faults()));
            }
        }
        if (experiment.world().equals(Experiment.PROCESS)
                && experiment.faults().contains(FaultFamily.FULL_DISK.faultName())) {
            throw new IllegalArgumentException("the fault full-disk needs nodes with disks of their own, and processes"
                    + " share this machine's; expected the world docker or simulated");
        }
        if (experiment.world().equals(Experiment.DOCKER) && experiment.latencyMillis() > 0) {
            throw new IllegalArgumentException("the latency in the world docker is " + experiment.latencyMillis()
                    + " ms; expected none, or the fault packet, which delays messages");
        }
    }

    private static void requireKnownWorld(String world) {
        if (!Worlds.names().contains(world)) {
            throw new IllegalArgumentException("the world is '" + world + "'; expected one of "
                    + String.join(", ", Worlds.names())
                    + (world.equals(Experiment.DOCKER) ? ", or squall-docker on the class path" : ""));
        }
    }

    private static void requireNodes(String world, SystemUnderTest system) {
        if (system.program().isPresent()) {
            return;
        }
        if (system.deployment().isEmpty()) {
            throw new IllegalArgumentException("the system " + system.name()
                    + " is somebody's own executable, which this annotation does not start; expected one with a"
                    + " NodeProgram");
        }
        if (!world.equals(Experiment.DOCKER)) {
            throw new IllegalArgumentException(
                    "the system " + system.name() + " runs in containers only; expected the world docker");
        }
    }
}
