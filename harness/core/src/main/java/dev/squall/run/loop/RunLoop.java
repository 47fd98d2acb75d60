package dev.squall.run.loop;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.client.Completion;
import dev.squall.experiment.Experiment;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import dev.squall.world.Cluster;
import dev.squall.world.ClusterObserver;
import dev.squall.world.Seed;
import dev.squall.world.Timeline;
import dev.squall.world.World;
import dev.squall.world.realtime.NodeEnded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Loop of one run on its world's timeline. In the safety phase clients invoke operations while faults are injected.
 * After the safety phase all faults are healed, and in the liveness phase every node must serve requests again. Final
 * reads follow. If the experiment has {@code stopOnViolation} set, the run ends at the operation at which a violation
 * is first found. A run also ends if nodes refuse many requests in succession as not supported, answer many of them
 * against the protocol, or answer none of the first requests.
 */
public final class RunLoop implements ClusterObserver {

    /** Function of the nemesis operation that marks the beginning of the liveness phase. */
    public static final String BEGIN_LIVENESS_PHASE = "begin-liveness-phase";

    private static final long HEALED_POLL_NANOS = 5_000_000L;
    private static final long ONLINE_MEMORY_BYTES = 64L << 20;
    private static final long NOT_SCHEDULED = Long.MAX_VALUE;

    private final Plan plan;
    private final Workload workload;
    private final Cluster cluster;
    private final Timeline timeline;
    private final Recorder recorder;
    private final LiveVerdicts live;
    private final HistoryLog log;
    private final ClientPool clients;
    private final List<FaultDriver> faults;
    private final Seed seed;
    private RandomGenerator generatorRandom;
    private final Optional<ViolationWatch> watch;
    private final Refusals refusals = new Refusals();
    private final MalformedReplies malformed = new MalformedReplies();
    private final Silence silence;
    private final ServerMessages messages = new ServerMessages();
    private final boolean measuresMessages;
    private final int leastRefusals;

    private Generator generator = Generators.nothing();
    private Runnable afterPhase = () -> {};
    private boolean phaseEnding;
    private boolean pumping;
    private long wakeNanos = NOT_SCHEDULED;
    private long healedNanos;
    private boolean complete;
    private Optional<Stop> stop = Optional.empty();

    private RunLoop(
            Experiment experiment, Workload workload, Plan plan, World world, Recorder recorder, LiveVerdicts live) {
        this.plan = plan;
        this.workload = workload;
        this.cluster = world.cluster();
        this.timeline = world.timeline();
        this.recorder = recorder;
        this.live = live;
        this.log = new HistoryLog(timeline, recorder, this::onOperation);
        this.clients = new ClientPool(plan.client(), cluster, timeline, log, experiment, this::onCompletion);
        this.seed = experiment.randomSeed();
        this.generatorRandom = seed.stream("generator");
        this.faults = plan.faults(new FaultSite(world, log, live.analysis()::primary));
        this.watch = experiment.stopOnViolation()
                ? Optional.of(new ViolationWatch(workload.onlineChecker(onlineBudget(experiment)), live.analysis()))
                : Optional.empty();
        this.silence = new Silence(experiment);
        // Servers that a file describes speak a protocol of their own, whose messages nobody sees.
        this.measuresMessages =
                workload.measuresMessages() && experiment.systemFile().isEmpty();
        this.leastRefusals =
                plan.isScripted() ? Integer.MAX_VALUE : experiment.successes().tries();
    }

    /**
     * Runs an experiment to its end on the calling thread, closes the cluster, and returns the recording.
     *
     * @param script safety phase of the run; empty to draw it from the seed
     * @throws dev.squall.world.WorldException if the world fails; the recorder has the events until then
     * @throws IllegalArgumentException if the script does not fit the experiment; the message is one sentence
     */
    public static Recording record(
            Experiment experiment,
            SystemUnderTest system,
            Workload workload,
            Optional<Script> script,
            World world,
            Recorder recorder) {
        Plan plan = script.<Plan>map(fixed -> new ScriptedPlan(experiment, fixed, workload.client()))
                .orElseGet(() -> new DrawnPlan(experiment, workload));
        LiveVerdicts live = new LiveVerdicts(experiment, system, workload);
        RunLoop loop = new RunLoop(experiment, workload, plan, world, recorder, live);
        try {
            world.cluster().start(loop, loop::beginSafetyPhase);
            world.timeline().run();
        } finally {
            world.cluster().close();
        }
        return loop.recording(experiment);
    }

    private Recording recording(Experiment experiment) {
        Recording recording = new Recording(
                experiment,
                History.of(log.operations()),
                verdicts(),
                live.unjudged(),
                faults.stream().flatMap(driver -> driver.evidence().stream()).toList(),
                faults.stream()
                        .flatMap(driver -> driver.injected().stream())
                        .sorted(Comparator.comparingLong(ScriptedFault::atNanos))
                        .toList(),
                plan.isScripted(),
                complete,
                stop,
                live.states());
        recorder.end(timeline.nowNanos(), live.healedNanos(), recording);
        return recording;
    }

    private List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>(live.verdicts());
        if (measuresMessages) {
            verdicts.add(messages.verdict(log.operations().stream()
                    .filter(operation -> operation.isClient() && operation.type() == Operation.Type.INVOKE)
                    .count()));
        }
        return verdicts;
    }

    /**
     * Returns the online checker's budget for one operation. In virtual time the memory is the limit. The memory limit
     * is the same on every machine, so the run ends at the same operation. In real time the limit is 100 ms, since the
     * world goes on meanwhile.
     */
    private static Budget onlineBudget(Experiment experiment) {
        return new Budget(
                experiment.world().isVirtual() ? Duration.ofMinutes(1) : Duration.ofMillis(100), ONLINE_MEMORY_BYTES);
    }

    private void beginSafetyPhase() {
        faults.forEach(FaultDriver::begin);
        runPhase(plan.operations(timeline.nowNanos()), this::heal);
        endSafetyPhaseIfAllDown();
    }

    private void heal() {
        faults.forEach(FaultDriver::stopAndHeal);
        log.addNemesis("heal", null);
        if (plan.hasLivenessPhase()) {
            beginLivenessPhaseWhenHealed();
        } else {
            end();
        }
    }

    private void beginLivenessPhaseWhenHealed() {
        boolean isHealed = cluster.network().isSettled()
                && cluster.nodeIds().stream().allMatch(node -> cluster.isUp(node) || cluster.isLeftDown(node));
        if (!isHealed) {
            timeline.schedule(timeline.nowNanos() + HEALED_POLL_NANOS, this::beginLivenessPhaseWhenHealed);
            return;
        }
        healedNanos = timeline.nowNanos();
        // A new random stream makes the liveness phase independent of the draws of the safety phase.
        generatorRandom = seed.stream("liveness generator");
        log.addNemesis(BEGIN_LIVENESS_PHASE, null);
        runPhase(live.probes(), this::beginFinalReads);
    }

    private void beginFinalReads() {
        runPhase(workload.finalReads(log.operations()), this::endHealed);
    }

    private void endHealed() {
        live.onEnd(healedNanos);
        end();
    }

    private void end() {
        complete = true;
        timeline.stop();
    }

    private void runPhase(Generator phase, Runnable next) {
        generator = phase;
        phaseEnding = false;
        afterPhase = next;
        pump();
    }

    /** Takes all steps that the generator has at this instant. */
    private void pump() {
        if (pumping || isStopped()) {
            return;
        }
        pumping = true;
        while (!phaseEnding && !isStopped()) {
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
        if (phaseEnding && !isStopped() && clients.isIdle()) {
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

    /**
     * Passes a recorded operation to the verdicts; after a violation that ends the run, no operation is invoked and no
     * event is recorded.
     */
    private void onOperation(Operation operation) {
        live.onOperation(operation);
        if (stop.isEmpty() && watch.isPresent()) {
            stop = watch.get().accept(operation);
        }
        refusals.onOperation(operation);
        malformed.onOperation(operation);
        silence.onOperation(operation);
        if (!plan.isScripted() && silence.isNew()) {
            recorder.notice(silence.words() + "; " + Silence.EXPECTED);
        }
        if (isStopped()) {
            timeline.stop();
        }
    }

    private boolean isStopped() {
        return stop.isPresent()
                || refusals.isReached(leastRefusals)
                || malformed.isTooMany()
                || silence.isTooLong() && !plan.isScripted();
    }

    private void onCompletion(int thread, Call call, Completion completion) {
        pump();
    }

    @Override
    public void onReply(Message reply) {
        if (clients.onReply(reply)) {
            silence.onReply();
        }
    }

    @Override
    public void onFact(String nodeId, int life, Fact fact) {
        long now = timeline.nowNanos();
        recorder.fact(now, nodeId, life, fact);
        live.onFact(now, nodeId, life, fact);
        if (fact instanceof NodeEnded end) {
            recorder.notice(NodeEnds.words(nodeId, end));
        }
    }

    @Override
    public void onLifeEnd(String nodeId, int life, boolean whole) {
        long now = timeline.nowNanos();
        recorder.lifeEnd(now, nodeId, life, whole);
        live.onLifeEnd(now, nodeId, life, whole);
        if (cluster.isLeftDown(nodeId)) {
            endSafetyPhaseIfAllDown();
        }
    }

    /** Skips the rest of the safety phase if no node will ever serve again. */
    private void endSafetyPhaseIfAllDown() {
        boolean isOver = healedNanos != 0 || !cluster.nodeIds().stream().allMatch(cluster::isLeftDown);
        if (!isOver) {
            generator = Generators.nothing();
            pump();
        }
    }

    @Override
    public void onOddity(String nodeId, String words) {
        recorder.notice("node " + nodeId + " " + words);
    }

    @Override
    public void onMessage(MessageEvent event, long messageNumber, Message message) {
        recorder.message(timeline.nowNanos(), event, messageNumber, message);
        if (measuresMessages && event == MessageEvent.SENT) {
            messages.onSent(message);
        }
    }
}
