package dev.squall.system.file;

import dev.squall.fault.FaultFamily;
import dev.squall.system.yaml.YamlFormatException;
import dev.squall.world.WorldException;
import dev.squall.world.server.AfterEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A system that a file describes: its servers, as processes or containers, and its client. Texts are templates until
 * they are rendered for a node. Immutable.
 *
 * @param path the file
 * @param folder folder of the file, against which paths are resolved
 * @param workloads names of the workloads that the client serves, the default first
 * @param services servers by the name of their node, if each node has a server of its own, as the services of a compose
 *     file; empty if all nodes have the same server
 * @param ports numbers of the servers' ports by name; for processes the numbers are 1, 2, ..., since the harness
 *     chooses the real ports
 * @param readyWithin longest time until a started server must be ready
 * @param logs files and folders in each container, which are copied to the run's folder at the end
 * @param setUp command that runs once when all nodes are ready; may be empty
 * @param options settings of the system with their defaults, for templates
 * @param workloadOptions default options of the workloads
 */
public record SystemFile(
        Path path,
        Path folder,
        String name,
        String description,
        List<String> workloads,
        int nodeCount,
        ServerSpec server,
        Map<String, ServerSpec> services,
        Map<String, Integer> ports,
        Probe ready,
        Duration readyWithin,
        AfterEnd afterEnd,
        List<String> logs,
        List<FaultFamily> faults,
        List<String> setUp,
        Optional<Probe> primary,
        ClientSpec client,
        Map<String, String> options,
        Map<String, String> workloadOptions) {

    /**
     * Server of each node.
     *
     * @param prepare shell script that runs once in each node's folder before the first start; may be empty
     * @param files contents of files in the node's folder, by name
     * @param user user under which the server runs; empty for the owner of the node's folder
     * @param container limits and image of the container; empty if the server is a process
     */
    public record ServerSpec(
            List<String> command,
            String prepare,
            Map<String, String> environment,
            Map<String, String> files,
            String user,
            Optional<ContainerSpec> container) {}

    /**
     * Container of each node.
     *
     * @param image name of an image that the engine has; empty if there is a recipe
     * @param recipe Dockerfile; empty if there is an image
     * @param entrypoint words before the command; empty for the image's own
     * @param hasUsualRights true if the container has the engine's usual user and capabilities, as in a compose file;
     *     false if it has only those that are named
     * @param diskMebibytes size of a disk that can be filled
     * @param volumes host folders by path in the container
     */
    public record ContainerSpec(
            String image,
            Optional<Path> recipe,
            List<String> entrypoint,
            boolean hasUsualRights,
            long memoryBytes,
            double cpus,
            long processes,
            List<String> capabilities,
            int diskMebibytes,
            Map<String, Path> volumes) {}

    /**
     * Test of a node, by a port, by a command with exit code 0, or by the node's name. Exactly one is present.
     *
     * @param port name of a port that must accept a connection and keep it open
     */
    public record Probe(String port, List<String> command, String node) {}

    /**
     * Client of the system: an executable, or a Java class.
     *
     * @param shared true if one process serves all clients
     * @param className class that implements {@link dev.squall.world.server.NodeClient.Connector}; empty for an
     *     executable
     */
    public record ClientSpec(List<String> command, Map<String, String> environment, boolean shared, String className) {}

    /** Returns the server of a node. */
    public ServerSpec server(String nodeId) {
        return services.getOrDefault(nodeId, server);
    }

    /**
     * Reads a system file.
     *
     * @param anyMount true if volumes may be folders outside of the file's folder
     * @throws YamlFormatException if the file is no valid description; the message names file, line and field
     * @throws WorldException if the file cannot be read
     */
    public static SystemFile read(Path file, boolean anyMount) {
        return read(file, file.toAbsolutePath().getParent(), anyMount);
    }

    /** Reads a copy of a system file, whose paths are relative to another folder. */
    public static SystemFile read(Path file, Path folder, boolean anyMount) {
        try {
            return new SystemFileReader(file.toAbsolutePath().normalize(), folder, anyMount)
                    .read(Files.readString(file));
        } catch (IOException e) {
            throw new WorldException(
                    "the system file " + file + " cannot be read: " + e.getMessage() + "; expected a YAML file", e);
        } catch (YamlFormatException e) {
            throw new YamlFormatException(file + ", " + e.getMessage(), e);
        }
    }
}
