package dev.squall.experiment;

import dev.squall.client.Completion;
import dev.squall.cluster.Cluster;
import dev.squall.cluster.ClusterObserver;
import dev.squall.cluster.Timeline;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.nemesis.NemesisPackage;
import dev.squall.nemesis.Surroundings;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Conducts one run on one world's timeline: a safety phase, in which clients work while anything may fail; then all is
 * healed; then a liveness phase, in which every node must serve again; then final reads.
 */
final class Conductor implements ClusterObserver {

    /** The nemesis operation in the history with which the safety phase is over. */
    static final String BEGIN_LIVENESS_PHASE = "begin-liveness-phase";

    private static final long NODES_UP_POLL_NANOS = 5_000_000L;
    private static final long NOT_SCHEDULED = Long.MAX_VALUE;

    private final Experiment experiment;
    private final Workload workload;
    private final Cluster cluster;
    private final Timeline timeline;
    private final Recorder recorder;
    private final JournalAnalysis analysis;
    private final HistoryLog log;
    private final ClientPool clients;
    private final Recovery recovery;
    private final List<NemesisDriver> nemeses = new ArrayList<>();
    private final RandomGenerator generatorRandom;

    private Generator generator = Generators.nothing();
    private Runnable afterPhase = () -> {};
    private boolean phaseEnding;
    private boolean pumping;
    private long wakeNanos = NOT_SCHEDULED;
    private long healedNanos;
    private boolean complete;

    Conductor(Experiment experiment, Workload workload, World world, Recorder recorder, JournalAnalysis analysis) {
        this.experiment = experiment;
        this.workload = workload;
        this.cluster = world.cluster();
        this.timeline = world.timeline();
        this.recorder = recorder;
        this.analysis = analysis;
        this.log = new HistoryLog(timeline, recorder);
        this.clients = new ClientPool(workload.client(), cluster, timeline, log, experiment, this::onCompletion);
        this.recovery = new Recovery(experiment, workload.probe());
        this.generatorRandom = experiment.randomSeed().stream("generator");
        for (String fault : experiment.faults()) {
            NemesisPackage family = NemesisPackage.named(fault).orElseThrow();
            if (!cluster.faculties().containsAll(family.needs())) {
                throw new IllegalArgumentException("the fault " + fault + " needs a cluster with " + family.needs()
                        + "; this one has " + cluster.faculties());
            }
            Surroundings surroundings = new Surroundings(
                    cluster, timeline, experiment.randomSeed().stream("nemesis " + fault), analysis::primary);
            nemeses.add(new NemesisDriver(family, surroundings, timeline, log, experiment));
        }
    }

    /** Runs to the end, on the calling thread. */
    void conduct() {
        cluster.start(this, this::beginSafetyPhase);
        timeline.run();
    }

    HistoryLog log() {
        return log;
    }

    Recovery recovery() {
        return recovery;
    }

    List<NemesisDriver> nemeses() {
        return nemeses;
    }

    /** Whether the run came to its end, rather than being interrupted. */
    boolean isComplete() {
        return complete;
    }

    private void beginSafetyPhase() {
        nemeses.forEach(NemesisDriver::advance);
        long intervalNanos = (long) (1e9 / experiment.ratePerSecond());
        Generator work = Generators.stagger(intervalNanos, workload.generator(experiment.concurrency()));
        long endNanos = timeline.nowNanos() + experiment.timeLimitNanos();
        runPhase(Generators.until(endNanos, work), this::heal);
    }

    private void heal() {
        nemeses.forEach(NemesisDriver::stopAndHeal);
        log.addNemesis("heal", null);
        beginLivenessPhaseWhenAllNodesAreUp();
    }

    private void beginLivenessPhaseWhenAllNodesAreUp() {
        for (String node : cluster.nodeIds()) {
            if (!cluster.isUp(node)) {
                timeline.schedule(timeline.nowNanos() + NODES_UP_POLL_NANOS, this::beginLivenessPhaseWhenAllNodesAreUp);
                return;
            }
        }
        healedNanos = timeline.nowNanos();
        log.addNemesis(BEGIN_LIVENESS_PHASE, null);
        runPhase(recovery.begin(timeline.nowNanos(), clients.allThreads()), this::beginFinalReads);
    }

    private void beginFinalReads() {
        runPhase(workload.finalReads(log.operations()), this::end);
    }

    private void end() {
        complete = true;
        analysis.onEnd(healedNanos);
        timeline.stop();
    }

    private void runPhase(Generator phase, Runnable next) {
        generator = phase;
        phaseEnding = false;
        afterPhase = next;
        pump();
    }

    /** Asks the generator until it has nothing to do now. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        while (!phaseEnding) {
            Context context = new Context(
                    timeline.nowNanos(),
                    clients.allThreads(),
                    clients.freeThreads(),
                    generatorRandom,
                    cluster.nodeIds());
            Step step = generator.next(context);
            if (step instanceof Step.Emit emit) {
                generator = emit.rest();
                clients.invoke(emit.call());
            } else if (step instanceof Step.Later later) {
                generator = later.rest();
                wakeAt(later.timeNanos());
                break;
            } else {
                phaseEnding = true;
            }
        }
        pumping = false;
        if (phaseEnding && clients.isIdle()) {
            Runnable next = afterPhase;
            afterPhase = () -> {};
            next.run();
        }
    }

    private void wakeAt(long timeNanos) {
        if (timeNanos < wakeNanos) {
            wakeNanos = timeNanos;
            timeline.schedule(timeNanos, this::wake);
        }
    }

    private void wake() {
        if (timeline.nowNanos() >= wakeNanos) {
            wakeNanos = NOT_SCHEDULED;
            pump();
        }
    }

    private void onCompletion(int thread, Call call, Completion completion) {
        recovery.onCompletion(timeline.nowNanos(), thread, completion);
        pump();
    }

    @Override
    public void onReply(Message reply) {
        clients.onReply(reply);
    }

    @Override
    public void onFact(String nodeId, int life, Fact fact) {
        long now = timeline.nowNanos();
        analysis.onFact(now, nodeId, life, fact);
        recorder.fact(now, nodeId, life, fact);
    }

    @Override
    public void onLifeEnd(String nodeId, int life) {
        analysis.onLifeEnd(timeline.nowNanos(), nodeId, life);
    }

    @Override
    public void onMessage(MessageEvent event, long messageNumber, Message message) {
        recorder.message(timeline.nowNanos(), event, messageNumber, message);
    }
}
