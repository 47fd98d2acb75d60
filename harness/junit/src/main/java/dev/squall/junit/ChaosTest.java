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
 * <p>Each seed is a separate invocation of the test. A run is made and judged after {@code @BeforeEach}. The test
 * method is called only if the outcome is valid or {@linkplain #allow() allowed}. The method may take the finished
 * {@link dev.squall.run.Run} as a parameter, for further checks.
 *
 * <p>A violation, an unknown outcome and a vacuous run fail the invocation. A failure of the world or the harness is an
 * error of the invocation. The failure message has the verdict in words, the anomaly, and the operations that show it.
 * The failure message ends with the path of the run's report page, and the command that repeats the seed.
 *
 * <p>A test method that takes a {@link ChaosRunner} instead is called before any run. Such a method modifies the
 * experiment of these settings and the seed, and calls {@link ChaosRunner#run} at least once. Each run of the method is
 * made, judged and kept in the same way. An outcome that would fail the invocation makes the call of {@code run} throw
 * an exception.
 *
 * <p>In the simulated world the same seed gives the same history on any machine, and all times are virtual. In other
 * worlds times are real, and a seed fixes the random choices but not the course of the run. If the machine cannot run
 * the world, for instance because it has no container engine, the invocation is aborted with the reason. The world
 * {@code docker} needs {@code dev.squall:squall-docker} on the class path. A {@link #systemFile()} describes a system
 * that is no Java program: its servers as processes or containers, and its client.
 *
 * <p>There are two configuration parameters of the JUnit Platform. Both parameters are also read from system
 * properties, such as {@code -Dsquall.seed=17}:
 *
 * <ul>
 *   <li>{@value #SEED_PROPERTY}: the only seed to run.
 *   <li>{@value #RUNS_PROPERTY}: a folder in which every run is saved, with its history, journal and messages. By
 *       default only failed runs and real-time runs are saved. The default folder is {@code squall-runs} in the build's
 *       output folder, {@code target} or {@code build}.
 * </ul>
 *
 * <p>Invalid settings fail the test method as a whole, before any run, with a message of one sentence.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ChaosTestExtension.class)
public @interface ChaosTest {

    /** Name of the simulated world. */
    String SIMULATED = "simulated";

    /** Name of the process world, whose nodes are operating system processes. */
    String PROCESS = "process";

    /** Name of the docker world, whose nodes are containers; it is in {@code squall-docker}. */
    String DOCKER = "docker";

    /** Name of the configuration parameter with the only seed to run. */
    String SEED_PROPERTY = "squall.seed";

    /** Name of the configuration parameter with the folder in which every run is saved. */
    String RUNS_PROPERTY = "squall.runs";

    /** Program of the nodes, for a system without a {@link SystemFamily}. */
    Class<? extends NodeProgram> program() default NodeProgram.class;

    /** Name of a system of the {@link #family()}. The name may be omitted if the family has only one system. */
    String system() default "";

    /**
     * Family that declares the system. The class must have a constructor without arguments. By default the system may
     * be of any family that {@link dev.squall.system.Systems#installed()} finds on the class path.
     */
    Class<? extends SystemFamily> family() default SystemFamily.class;

    /**
     * System file, such as {@code src/test/chaos/kv.yaml}, relative to the working directory of the tests. It describes
     * the servers and the client of a system that was not written for this harness. Such a system runs in real time, in
     * the world of its file.
     */
    String systemFile() default "";

    /** Options of the system itself, each as {@code name=value}. */
    String[] options() default {};

    /**
     * Name of a workload of {@link dev.squall.system.Systems#workloads()}. The default, without a {@link
     * #workloadClass()}, is the system's default workload. The default workload of a {@link #program()} is lin-kv.
     */
    String workload() default "";

    /** Class of a workload of your own. The class must have a constructor without arguments. */
    Class<? extends Workload> workloadClass() default Workload.class;

    /**
     * Families of faults to inject; if empty, there are no faults. The default, all families of the lectures' model, is
     * limited to those that the system withstands, as with {@code --faults all} on the command line.
     */
    FaultFamily[] faults() default {
        FaultFamily.PARTITION,
        FaultFamily.PACKET,
        FaultFamily.KILL,
        FaultFamily.PAUSE,
        FaultFamily.CLOCK,
        FaultFamily.DISK
    };

    /**
     * True if each seed draws a subset of the faults, their interval and a rate, as {@link dev.squall.experiment.Swarm}
     * does. If false, every seed has all faults, and the values of {@link #nemesisIntervalMillis()} and {@link
     * #ratePerSecond()}.
     */
    boolean swarm() default true;

    /**
     * World of the nodes: {@link #SIMULATED}, {@link #PROCESS} or {@link #DOCKER}. In the last two worlds a run takes
     * {@link #timeLimitMillis()} of real time and a few seconds more, so use few {@link #seeds()}. A {@link
     * #systemFile()} determines the world itself.
     */
    String world() default SIMULATED;

    /** Number of nodes; 0 stands for 5, or for the number in the {@link #systemFile()}. */
    int nodes() default 0;

    /** Number of client threads for each node. */
    int clientsPerNode() default Experiment.Builder.CLIENTS_PER_NODE;

    /** Operations per second, of all clients together. */
    double ratePerSecond() default Experiment.Builder.RATE_PER_SECOND;

    /** Number of seeds to run, at least 1. */
    int seeds() default 100;

    /** First seed of the test. For instance, three seeds from 5 on are 5, 6 and 7. */
    long firstSeed() default 1;

    /** Duration of the phase with faults, in milliseconds of the world's time. */
    long timeLimitMillis() default 10_000;

    /**
     * Approximate duration of each fault and of each calm, in milliseconds. The duration is at most a quarter of the
     * time limit, so that each fault family strikes.
     */
    long nemesisIntervalMillis() default Experiment.Builder.NEMESIS_INTERVAL_MILLIS;

    /**
     * Mean latency of a message between nodes, in milliseconds. If negative, the latency is 2 ms in the simulated
     * world, and other worlds add no latency.
     */
    double latencyMillis() default -1;

    /** Time in milliseconds after which the outcome of an operation without reply is unknown. */
    long operationTimeoutMillis() default Experiment.Builder.OPERATION_TIMEOUT_MILLIS;

    /** Maximum time in milliseconds after healing until every client must be served again. */
    long recoveryBoundMillis() default Experiment.Builder.RECOVERY_BOUND_MILLIS;

    /** Share of the operations, in percent, that must succeed before healing; a run with fewer is vacuous. */
    double minOkPercent() default 5;

    /**
     * Outcomes that pass besides valid: only {@link Outcome#UNKNOWN} and {@link Outcome#VACUOUS} are possible. An
     * allowed outcome is published as a report entry of JUnit.
     */
    Outcome[] allow() default {};

    /**
     * Name of the expected anomaly, such as {@code stale-read}, for a deliberately flawed system. With an expected
     * anomaly, the test as a whole passes if and only if at least one seed shows the anomaly. Seeds that show the
     * anomaly are published as report entries of JUnit. Seeds that are valid, unknown or vacuous pass. Seeds that show
     * only other anomalies fail.
     */
    String expect() default "";
}
