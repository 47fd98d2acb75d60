package dev.squall.world.docker;

import dev.squall.node.host.TcpMain;
import dev.squall.world.docker.image.Libraries;
import dev.squall.world.realtime.NodeCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Command that starts nodes of a Java program in containers.
 *
 * @param image the image's name
 * @param libraries class path in the image, with the program
 * @param options options of the program
 * @param seed seed of the experiment
 */
public record ContainerCommand(String image, Libraries libraries, Map<String, String> options, long seed)
        implements NodeCommand {

    /** Path of the nodes' folder in each container. */
    static final String STORAGE = "/squall/storage";

    /** Path, in each container, of the folder with the setting of the node's clock. */
    static final String CLOCK = "/squall/clock";

    /** Environment variables that load the clock library into each process of the container. */
    static final List<String> ENVIRONMENT =
            List.of("LD_PRELOAD=/squall/clock.so", "SQUALL_CLOCK=" + CLOCK + "/" + ClockFile.NAME);

    /** Name of the clock library, in the root of images and in the folder of a node's clock. */
    static final String CLOCK_LIBRARY = "clock.so";

    /** Environment variables that load a mounted clock library into each process of the container. */
    static final List<String> MOUNTED_CLOCK =
            List.of("LD_PRELOAD=" + CLOCK + "/" + CLOCK_LIBRARY, "SQUALL_CLOCK=" + CLOCK + "/" + ClockFile.NAME);

    private static final List<String> JVM = List.of(
            "java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-XX:SharedArchiveFile=/squall/node.jsa",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off");

    /** Returns the arguments; they are the same for each life, because all lives use the same container. */
    @Override
    public List<String> arguments(String nodeId, int life, Path nodesFolder) {
        List<String> arguments = new ArrayList<>(JVM);
        arguments.addAll(List.of("-cp", libraries.classPath(), TcpMain.class.getName(), libraries.programName()));
        arguments.addAll(List.of("--storage", STORAGE, "--no-fsync"));
        arguments.addAll(List.of("--seed", Long.toString(31 * (31 * seed + nodeId.hashCode()))));
        options.forEach((key, value) -> arguments.add(key + "=" + value));
        return arguments;
    }

    @Override
    public boolean isHosted() {
        return true;
    }
}
