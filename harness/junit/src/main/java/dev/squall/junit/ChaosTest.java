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
 * <p>Each seed is an invocation of its own. The run is made and judged after {@code @BeforeEach}. The method is called
 * only if the outcome is valid or {@linkplain #allow() allowed}. It may take the finished {@link dev.squall.run.Run} as
 * a parameter and look further.
 *
 * <p>A violation, an unknown and a vacuous run fail the invocation. A failure of the world or the harness is an error
 * of the invocation. The message has the verdict in words, the anomaly, and the operations that show it. It ends with
 * the path of the run's page, and the command that repeats the seed.
 *
 * <p>A method that takes a {@link ChaosRunner} instead is called before there is a run. It changes the experiment given
 * by these settings and the seed, and calls {@link ChaosRunner#run} at least once. Each run is made, judged and kept as
 * above. An outcome that would fail the invocation makes that call throw.
 *
 * <p>In the simulated world the same seed gives the same history on any machine, and all times are virtual. In other
 * worlds times are real, and a seed fixes the random choices but not the course of the run. If the machine does not
 * have the world, for instance because it has no container engine, the invocation is aborted with the reason. The world
 * {@code docker} needs {@code dev.squall:squall-docker} on the class path. This annotation cannot test an executable
 * that is not in Java; {@code squall run --bin} can.
 *
 * <p>There are two configuration parameters of the JUnit Platform. They are also read from system properties, such as
 * {@code -Dsquall.seed=17}:
 *
 * <ul>
 *   <li>{@value #SEED_PROPERTY}: the one seed to run.
 *   <li>{@value #RUNS_PROPERTY}: a folder in which every run is kept, with its history, journal and messages. By
 *       default only failed runs and runs in real time are kept. Their folder is {@code squall-runs} in the build's
 *       output folder, {@code target} or {@code build}.
 * </ul>
 *
 * <p>Settings that are not valid fail the test method as a whole, before any run, with one sentence.
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

    /** Name of the container world, which is in {@code squall-docker}. */
    String DOCKER = "docker";

    /** Name of the configuration parameter with the one seed to run. */
    String SEED_PROPERTY = "squall.seed";

    /** Name of the configuration parameter with the folder in which every run is kept. */
    String RUNS_PROPERTY = "squall.runs";

    /** The program of the nodes, for a system that needs no {@link SystemFamily}. */
    Class<? extends NodeProgram> program() default NodeProgram.class;

    /** The name of a system of the {@link #family()}. May be left out if the family has only one system. */
    String system() default "";

    /**
     * The family that declares the system. The class has a constructor without arguments. By default the system may be
     * of any family that {@link dev.squall.system.Systems#installed()} finds on the class path.
     */
    Class<? extends SystemFamily> family() default SystemFamily.class;

    /** The system's own settings, each as {@code name=value}. */
    String[] options() default {};

    /**
     * The name of a workload of {@link dev.squall.system.Systems#workloads()}. By default, without a
     * {@link #workloadClass()}, it is the system's usual workload. The usual workload of a {@link #program()} is
     * lin-kv.
     */
    String workload() default "";

    /** The class of your own workload. The class has a constructor without arguments. */
    Class<? extends Workload> workloadClass() default Workload.class;

    /** The families of faults that may strike. If empty, there are no faults. */
    FaultFamily[] faults();

    /**
     * True if each seed draws some of the faults, their interval and a rate, as {@link dev.squall.experiment.Swarm}
     * does. If false, every seed has all faults, the {@link #nemesisIntervalMillis()} and the {@link #ratePerSecond()}.
     */
    boolean swarm() default true;

    /**
     * The world of the nodes: {@link #SIMULATED}, {@link #PROCESS} or {@link #DOCKER}. In the last two a run takes
     * {@link #timeLimitMillis()} of real time and some seconds more, so use few {@link #seeds()}.
     */
    String world() default SIMULATED;

    int nodes() default Experiment.Builder.NODES;

    /** Number of client threads for each node. */
    int clientsPerNode() default Experiment.Builder.CLIENTS_PER_NODE;

    /** Operations per second, of all clients together. */
    double ratePerSecond() default Experiment.Builder.RATE_PER_SECOND;

    /** Number of seeds to run, at least 1. */
    int seeds() default 100;

    /** The first seed. Three seeds from 5 on are 5, 6 and 7. */
    long firstSeed() default 1;

    /** Duration of the faults, in the world's time. */
    long timeLimitMillis() default 10_000;

    /**
     * Approximate duration of a fault, and of a calm. At most a quarter of the time limit, so that each fault strikes.
     */
    long nemesisIntervalMillis() default Experiment.Builder.NEMESIS_INTERVAL_MILLIS;

    /**
     * Mean latency of a message between nodes. If negative, it is 2 ms in the simulated world, and other worlds add no
     * latency. The container world rejects a positive value, because it cannot add latency to its links.
     */
    double latencyMillis() default -1;

    /** Time after which an operation without an answer is indeterminate. */
    long operationTimeoutMillis() default Experiment.Builder.OPERATION_TIMEOUT_MILLIS;

    /** Time after healing within which every client must be served again. */
    long recoveryBoundMillis() default Experiment.Builder.RECOVERY_BOUND_MILLIS;

    /** Share of the operations, in percent, that must succeed before healing; a run with fewer is vacuous. */
    double minOkPercent() default 5;

    /**
     * Outcomes that pass besides valid: {@link Outcome#UNKNOWN} and {@link Outcome#VACUOUS}, no others. An allowed
     * outcome is published as a report entry.
     */
    Outcome[] allow() default {};

    /**
     * The name of the expected anomaly, such as {@code stale-read}, for a system that is wrong on purpose. With it the
     * test as a whole passes if and only if at least one seed shows the anomaly. Such a seed is published as a report
     * entry. A seed that is valid, unknown or vacuous passes. A seed that shows only other anomalies fails.
     */
    String expect() default "";
}
