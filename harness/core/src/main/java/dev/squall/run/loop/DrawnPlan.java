package dev.squall.run.loop;

import dev.squall.client.Client;
import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultContext;
import dev.squall.fault.FaultFamily;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.workload.Workload;
import dev.squall.world.Cluster;
import java.util.ArrayList;
import java.util.List;

/** Plan of a random run: the workload draws the operations, and each fault family draws the times of its faults. */
final class DrawnPlan implements Plan {

    private final Experiment experiment;
    private final Workload workload;

    DrawnPlan(Experiment experiment, Workload workload) {
        this.experiment = experiment;
        this.workload = workload;
    }

    @Override
    public Client client() {
        return workload.client();
    }

    @Override
    public Generator operations(long beginNanos) {
        double rate = experiment.ratePerSecond();
        Generator calls = workload.generator(experiment.concurrency());
        Generator work = rate == 0 ? calls : Generators.stagger((long) (1e9 / rate), calls);
        return Generators.until(beginNanos + experiment.timeLimitNanos(), work);
    }

    @Override
    public List<FaultDriver> faults(FaultSite site) {
        List<FaultDriver> drivers = new ArrayList<>();
        Cluster cluster = site.world().cluster();
        for (FaultFamily family : experiment.faults()) {
            family.requirePossibleOn(cluster);
            FaultContext context = new FaultContext(
                    cluster,
                    site.world().timeline(),
                    experiment.randomSeed().stream("nemesis " + family),
                    site.primary());
            drivers.add(new DrawnFaults(family, context, site.log(), experiment.nemesisIntervalNanos()));
        }
        return drivers;
    }

    @Override
    public boolean hasLivenessPhase() {
        return true;
    }

    @Override
    public boolean isScripted() {
        return false;
    }
}
