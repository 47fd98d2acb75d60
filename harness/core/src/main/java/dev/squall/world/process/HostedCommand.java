package dev.squall.world.process;

import dev.squall.node.host.StdioMain;
import dev.squall.world.realtime.NodeCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Starts nodes of a Java program under this project's host, on the harness's own Java and class path.
 *
 * @param programName the class name of a {@link dev.squall.node.NodeProgram}
 * @param options the program's own
 * @param forced whether syncing forces writes to the medium: a process that is killed loses nothing either way
 * @param seed of the experiment; each life of each node draws from a stream of its own
 */
public record HostedCommand(String programName, Map<String, String> options, boolean forced, long seed)
        implements NodeCommand {

    /** Names an archive of class data for the harness's own class path, if any: nodes start in half the time. */
    private static final String CLASS_DATA_PROPERTY = "squall.archive";

    /** For many small processes that start together: little compilation, little memory, shared classes. */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-Xmx128m", "-Xshare:auto", "-XX:-UsePerfData");

    /** Environment variables whose options every JVM takes that the harness starts. */
    private static final List<String> OPTION_VARIABLES =
            List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC(?!\\S)");

    /**
     * Returns a choice of garbage collector for a JVM that the harness starts, or nothing if the user's environment
     * chooses one: a JVM with two choices does not start.
     */
    public static List<String> collector(String option, Map<String, String> environment) {
        boolean isChosen = OPTION_VARIABLES.stream()
                .anyMatch(name ->
                        COLLECTOR.matcher(environment.getOrDefault(name, "")).find());
        return isChosen ? List.of() : List.of(option);
    }

    @Override
    public List<String> arguments(String nodeId, int life, Path nodesFolder) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.addAll(JVM_OPTIONS);
        arguments.addAll(collector("-XX:+UseSerialGC", System.getenv()));
        String archive = System.getProperty(CLASS_DATA_PROPERTY);
        if (archive != null) {
            arguments.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        }
        arguments.addAll(List.of("-cp", classPath(), StdioMain.class.getName(), programName));
        arguments.addAll(List.of("--storage", nodesFolder.toAbsolutePath().toString()));
        arguments.addAll(List.of("--seed", Long.toString(31 * (31 * seed + nodeId.hashCode()) + life)));
        if (!forced) {
            arguments.add("--no-fsync");
        }
        options.forEach((key, value) -> arguments.add(key + "=" + value));
        return arguments;
    }

    @Override
    public boolean isHosted() {
        return true;
    }

    /** As nodes run in folders of their own, relative entries would not be found. */
    private static String classPath() {
        String separator = System.getProperty("path.separator");
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(separator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(separator, entries);
    }
}
