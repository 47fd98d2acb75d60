package dev.squall.jepsen;

import dev.squall.client.Completion;
import dev.squall.generator.Call;
import dev.squall.history.Operation;
import dev.squall.node.NodeProgram;
import dev.squall.workload.Workload;
import dev.squall.workload.standard.Workloads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Functions that Clojure namespaces call for clusters and operations, with Clojure data. */
public final class JepsenSystems {

    private JepsenSystems() {}

    /**
     * Starts the nodes of a program.
     *
     * @param programName class name of a {@link NodeProgram}, such as {@code dev.squall.lectures.raft.RaftProgram}
     * @param options options of the program
     * @param workloadName name of a workload in {@link Workloads}, such as {@code lin-kv}
     * @throws IllegalArgumentException if there is no such program or workload; the message is one sentence
     */
    public static JepsenCluster start(
            String programName,
            Map<String, String> options,
            String workloadName,
            List<String> nodeIds,
            String nodesFolder,
            long seed) {
        Workload workload = Workloads.named(workloadName)
                .orElseThrow(() -> new IllegalArgumentException("found the workload " + workloadName
                        + ", expected one of " + String.join(", ", Workloads.names())));
        return JepsenCluster.start(new JepsenCluster.Settings(
                program(programName), options, workload, nodeIds, Path.of(nodesFolder), seed));
    }

    private static NodeProgram program(String name) {
        try {
            return (NodeProgram) Class.forName(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "found the program " + name + ", expected the class of a node program on the class path, such as"
                            + " dev.squall.lectures.raft.RaftProgram",
                    e);
        }
    }

    /**
     * Invokes an operation on one of many independent keys, and waits for its completion.
     *
     * @param process number of the logical process
     * @param value the operation's value without its key, as Clojure data
     * @return the completion's type as a keyword's name, its value without the key as Clojure data, and the reason if
     *     it is not ok
     */
    public static List<Object> invoke(
            JepsenCluster cluster,
            long process,
            String node,
            String function,
            Object key,
            Object value,
            long timeoutMillis) {
        List<Object> keyed = Arrays.asList(ClojureData.fromClojure(key), ClojureData.fromClojure(value));
        Completion completion =
                cluster.invoke("c" + process, node, new Call(0, function, keyed), Duration.ofMillis(timeoutMillis));
        Object result = completion.type() == Operation.Type.OK
                ? ClojureData.toClojure(((List<?>) completion.value()).get(1))
                : value;
        return Arrays.asList(
                completion.type().name().toLowerCase(Locale.ROOT),
                result,
                Optional.of(completion.error())
                        .filter(error -> !error.isEmpty())
                        .orElse(null));
    }

    /** Kills a node, whose disk keeps all its writes. Returns true if the node was running. */
    public static boolean kill(JepsenCluster cluster, String node) {
        return cluster.ask(world -> world.kill(node).wasUp());
    }

    /** Restarts a killed node; does nothing if the node runs. Returns true always. */
    public static boolean restart(JepsenCluster cluster, String node) {
        return cluster.ask(world -> {
            world.restart(node);
            return true;
        });
    }

    /** Pauses a node. Returns true if the node is now paused. */
    public static boolean pause(JepsenCluster cluster, String node) {
        return cluster.ask(world -> {
            world.pause(node);
            return world.isPaused(node);
        });
    }

    /** Resumes a paused node. Returns true always. */
    public static boolean resume(JepsenCluster cluster, String node) {
        return cluster.ask(world -> {
            world.resume(node);
            return true;
        });
    }
}
