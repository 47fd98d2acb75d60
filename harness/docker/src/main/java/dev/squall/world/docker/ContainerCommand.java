package dev.squall.world.docker;

import dev.squall.node.host.TcpMain;
import dev.squall.world.process.NodeCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts nodes of a Java program in containers of an image.
 *
 * @param image the image's name
 * @param libraries the program, and what the image has on the class path
 * @param options the program's own
 * @param seed of the experiment
 */
public record ContainerCommand(String image, Libraries libraries, Map<String, String> options, long seed)
        implements NodeCommand {

    /** Where the nodes' folder is in each container. */
    static final String STORAGE = "/squall/storage";

    /** Where the folder with the setting of the node's clock is in each container. */
    static final String CLOCK = "/squall/clock";

    /** Puts the library that moves the wall clock between each process of the container and its C library. */
    static final List<String> ENVIRONMENT =
            List.of("LD_PRELOAD=/squall/clock.so", "SQUALL_CLOCK=" + CLOCK + "/" + ClockFile.NAME);

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

    /** The arguments are the same for each life, as the container is. */
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
