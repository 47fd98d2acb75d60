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
 * Server of Redis with Sentinel. Each node is a Redis server and a sentinel. One server is the master and replicates
 * writes asynchronously to the other servers. A majority of the sentinels promotes a replica when the master cannot be
 * reached.
 */
record RedisServer() implements Server {

    static final int SERVER_PORT = 6379;
    static final int SENTINEL_PORT = 26379;

    /** Sentinels' name for the master. */
    static final String MASTER = "squall";

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<Integer> ports() {
        return List.of(SERVER_PORT, SENTINEL_PORT);
    }

    /**
     * Writes the first configuration of the server and the sentinel. Server and sentinel rewrite their files when roles
     * change, so a new life continues with the roles of the life before.
     */
    @Override
    public List<String> prepare(String nodeId, Map<String, String> addresses, Path folder, String folderInside)
            throws IOException {
        String firstMaster = addresses.values().iterator().next();
        Files.write(folder.resolve("redis.conf"), server(addresses.get(nodeId), firstMaster, folderInside));
        int majority = addresses.size() / 2 + 1;
        Files.write(folder.resolve("sentinel.conf"), sentinel(firstMaster, majority, folderInside));
        String sentinel = "redis-sentinel " + folderInside + "/sentinel.conf";
        String server = "redis-server " + folderInside + "/redis.conf";
        return List.of("sh", "-c", sentinel + " && exec " + server);
    }

    private static List<String> server(String address, String firstMaster, String folderInside) {
        List<String> lines = new ArrayList<>(List.of(
                "port " + SERVER_PORT,
                "bind 0.0.0.0",
                "protected-mode no",
                "dir " + folderInside,
                "appendonly yes",
                "repl-diskless-sync-delay 0"));
        if (!address.equals(firstMaster)) {
            lines.add("replicaof " + firstMaster + " " + SERVER_PORT);
        }
        return lines;
    }

    private static List<String> sentinel(String firstMaster, int majority, String folderInside) {
        return List.of(
                "port " + SENTINEL_PORT,
                "bind 0.0.0.0",
                "protected-mode no",
                "dir " + folderInside,
                "daemonize yes",
                "logfile " + folderInside + "/sentinel.log",
                "sentinel monitor " + MASTER + " " + firstMaster + " " + SERVER_PORT + " " + majority,
                "sentinel down-after-milliseconds " + MASTER + " 1000",
                "sentinel failover-timeout " + MASTER + " 3000");
    }

    @Override
    public NodeClient connect(String nodeId, Endpoints endpoints) {
        return new RedisClient(nodeId, endpoints);
    }
}
