package dev.squall.junit;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.fault.FaultFamily;
import dev.squall.node.NodeProgram;
import dev.squall.system.SystemFamily;
import dev.squall.workload.Workload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs a cluster under faults, once for each seed, and passes if every run is valid.
 *
 * <p>Each seed is an invocation of its own: the run is made and judged after {@code @BeforeEach}, and only if its
 * outcome is valid, or {@linkplain #allow() allowed}, is the method called, which may take the finished
 * {@link dev.squall.run.Run} as a parameter and look further. A violation, an unknown and a vacuous run fail the
 * invocation; a world or a harness that fails is an error of it. The message has the verdict in words, the anomaly, the
 * operations that show it, the path of the run's page, and how to repeat the seed.
 *
 * <p>A method that takes a {@link ChaosRunner} instead is called before there is a run. It changes what these settings
 * and the seed say, and calls {@link ChaosRunner#run}, at least once. Each run is made, judged and kept as above; that
 * call throws what would fail the invocation.
 *
 * <p>In the simulated world the same seed gives the same history on any machine, and all times are virtual. In others
 * times are real, and a seed fixes what is drawn by chance, but not how the run goes. A world that the machine
 * does not have, as there is no Docker engine, aborts the invocation with the reason. The world {@code docker} is in
 * {@code dev.squall:squall-docker}, which has to be on the class path. An executable that is not in Java cannot be
 * tested by this annotation; {@code squall run --bin} does that.
 *
 * <p>Two configuration parameters of the JUnit Platform, which are also read from system properties, such as
 * {@code -Dsquall.seed=17}:
 *
 * <ul>
 *   <li>{@value #SEED_PROPERTY}: this seed is run, and no other.
 *   <li>{@value #RUNS_PROPERTY}: a folder in which every run is kept, with its history, journal and messages. Without
 *       it, those that fail and those in real time are kept, in {@code squall-runs} in the build's own folder,
 *       {@code target} or {@code build}.
 * </ul>
 *
 * <p>Settings that make no sense fail the test method as a whole, before any run, with one sentence.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ChaosTestExtension.class)
public @interface ChaosTest {

    /** Name of the simulated world. */
    String SIMULATED = "simulated";

    /** Name of the world of processes. */
    String PROCESS = "process";

    /** Name of the container world, which is in squall-docker. */
    String DOCKER = "docker";

    /** Names the one seed to run. */
    String SEED_PROPERTY = "squall.seed";

    /** Names the folder in which runs are kept. */
    String RUNS_PROPERTY = "squall.runs";

    /** The program of the nodes, if there is no more to the system than its program. */
    Class<? extends NodeProgram> program() default NodeProgram.class;

    /** The name of a system of the {@link #family()}; it may be left out if the family has only one system. */
    String system() default "";

    /**
     * The family that declares the system, with a constructor without arguments; if it is left out, every family that
     * {@link dev.squall.system.Systems#installed()} finds on the class path.
     */
    Class<? extends SystemFamily> family() default SystemFamily.class;

    /** The system's own settings, each as {@code name=value}. */
    String[] options() default {};

    /**
     * The name of a workload of {@link dev.squall.system.Systems#workloads()}; if neither this nor
     * {@link #workloadClass()} is named, it is the system's usual one, which for a {@link #program()} is lin-kv.
     */
    String workload() default "";

    /** A workload of one's own, with a constructor without arguments. */
    Class<? extends Workload> workloadClass() default Workload.class;

    /** The families of faults that may strike; none if empty. */
    FaultFamily[] faults();

    /**
     * Whether each seed draws some of the faults, how often they strike and a rate, as
     * {@link dev.squall.experiment.Swarm} does; else every seed has all faults, about every
     * {@link #nemesisIntervalMillis()}, and {@link #ratePerSecond()}.
     */
    boolean swarm() default true;

    /**
     * Where nodes run: {@link #SIMULATED}, {@link #PROCESS} or {@link #DOCKER}. In real
     * time a run takes {@link #timeLimitMillis()} and some seconds: fewer {@link #seeds()} will do.
     */
    String world() default SIMULATED;

    int nodes() default Experiment.Builder.NODES;

    /** Client threads for each node. */
    int clientsPerNode() default Experiment.Builder.CLIENTS_PER_NODE;

    /** Operations a second, all clients together. */
    double ratePerSecond() default Experiment.Builder.RATE_PER_SECOND;

    /** How many seeds are run, at least one. */
    int seeds() default 100;

    /** The first of them; the others follow it. */
    long firstSeed() default 1;

    /** How long faults strike, in the time of the world. */
    long timeLimitMillis() default 10_000;

    /** About how long a fault, and a calm, lasts; at most a quarter of the time limit, so that each fault strikes. */
    long nemesisIntervalMillis() default Experiment.Builder.NEMESIS_INTERVAL_MILLIS;

    /**
     * Mean latency of a message between nodes; if negative, it is 2 in the simulated world, and none but the world's
     * own in others. Links between containers are as fast as they are.
     */
    double latencyMillis() default -1;

    /** After this an operation without an answer is indeterminate. */
    long operationTimeoutMillis() default Experiment.Builder.OPERATION_TIMEOUT_MILLIS;

    /** Within this every client must be served again after healing. */
    long recoveryBoundMillis() default Experiment.Builder.RECOVERY_BOUND_MILLIS;

    /** Share of the operations, in percent, that must succeed before healing; a run with fewer is vacuous. */
    double minOkPercent() default 5;

    /**
     * Outcomes that pass besides valid: {@link Outcome#UNKNOWN} and {@link Outcome#VACUOUS}, no others. What was
     * allowed is published as a report entry.
     */
    Outcome[] allow() default {};

    /**
     * The name of an anomaly that is to be found, such as {@code stale-read}, where the system is wrong on purpose.
     * Then the test as a whole passes if and only if at least one seed shows it, which is published as a report
     * entry. A seed that is valid, unknown or vacuous passes; one that shows only other anomalies fails.
     */
    String expect() default "";
}
