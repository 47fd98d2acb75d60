package dev.squall.real;

import dev.squall.world.server.Endpoints;
import dev.squall.world.server.NodeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Server of ZooKeeper, a tree replicated by atomic broadcast.
 *
 * @param syncedReads true if each read is preceded by a {@code sync}, which lets the node catch up with the leader
 */
record ZooKeeperServer(boolean syncedReads) implements Server {

    private static final int CLIENT_PORT = 2181;
    private static final String PEER_PORTS = ":2888:3888";

    /**
     * Settings of every node. Ticks are shorter than usual, so that a disconnected node detects the disconnection
     * within two seconds.
     */
    private static final List<String> SETTINGS = List.of(
            "tickTime=500",
            "initLimit=10",
            "syncLimit=4",
            "clientPort=" + CLIENT_PORT,
            "admin.enableServer=false",
            "4lw.commands.whitelist=srvr");

    @Override
    public String name() {
        return "zookeeper";
    }

    @Override
    public List<Integer> ports() {
        return List.of(CLIENT_PORT);
    }

    @Override
    public List<String> prepare(String nodeId, Map<String, String> addresses, Path folder, String folderInside)
            throws IOException {
        List<String> configuration = new ArrayList<>(SETTINGS);
        configuration.add("dataDir=" + folderInside + "/data");
        int number = 0;
        for (Map.Entry<String, String> node : addresses.entrySet()) {
            number++;
            configuration.add("server." + number + "=" + node.getValue() + PEER_PORTS);
            if (node.getKey().equals(nodeId)) {
                Path data = Files.createDirectories(folder.resolve("data"));
                Files.writeString(data.resolve("myid"), number + "\n");
            }
        }
        Files.write(folder.resolve("zoo.cfg"), configuration);
        return List.of(
                "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx96m",
                "-cp",
                "/usr/share/java/zookeeper.jar:/usr/share/java/slf4j-simple.jar",
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                folderInside + "/zoo.cfg");
    }

    @Override
    public NodeClient connect(String nodeId, Endpoints endpoints) {
        return new ZooKeeperClient(endpoints.publishedPort(nodeId, CLIENT_PORT), syncedReads);
    }
}
