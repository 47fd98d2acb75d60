package dev.squall.world.process;

import dev.squall.node.host.StdioMain;
import dev.squall.world.realtime.NodeCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Command of a node that is a Java program under this project's host, on the harness's own Java and class path.
 *
 * @param programName the class name of a {@link dev.squall.node.NodeProgram}
 * @param options options of the program
 * @param forced true if syncing forces writes to the medium; a killed process loses no writes either way
 * @param seed seed of the experiment; each life of each node draws from its own random stream
 */
public record HostedCommand(String programName, Map<String, String> options, boolean forced, long seed)
        implements NodeCommand {

    /**
     * System property that names a class data archive for the harness's class path; with an archive, nodes start in
     * half the time.
     */
    private static final String CLASS_DATA_PROPERTY = "squall.archive";

    /** System property with the boot class path that the archive was made with. With another, a JVM ignores it. */
    private static final String CLASS_DATA_BOOT_PROPERTY = "squall.archive.boot.class.path";

    /** Options for many small processes that start together: little compilation, little memory, shared classes. */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-Xmx128m", "-Xshare:auto", "-XX:-UsePerfData");

    /** Environment variables whose options apply to every JVM that the harness starts. */
    private static final List<String> OPTION_VARIABLES =
            List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC(?!\\S)");

    /**
     * Returns an option that chooses a garbage collector, or nothing if the user's environment chooses one. A JVM with
     * two collectors does not start.
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
            arguments.add("-Xbootclasspath/a:" + System.getProperty(CLASS_DATA_BOOT_PROPERTY));
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

    /** Makes the entries of the class path absolute, since each node runs in a folder of its own. */
    private static String classPath() {
        String separator = System.getProperty("path.separator");
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(separator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(separator, entries);
    }
}
