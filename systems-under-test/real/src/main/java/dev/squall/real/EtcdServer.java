package dev.squall.real;

import dev.squall.world.server.Endpoints;
import dev.squall.world.server.NodeClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Server of etcd, a map replicated by Raft.
 *
 * @param serializableReads true if a node answers reads from its own state, without asking the leader
 */
record EtcdServer(boolean serializableReads) implements Server {

    private static final int CLIENT_PORT = 2379;
    private static final int PEER_PORT = 2380;

    @Override
    public String name() {
        return "etcd";
    }

    @Override
    public List<Integer> ports() {
        return List.of(CLIENT_PORT);
    }

    @Override
    public List<String> prepare(String nodeId, Map<String, String> addresses, Path folder, String folderInside) {
        String peers = addresses.entrySet().stream()
                .map(node -> node.getKey() + "=" + url(node.getValue(), PEER_PORT))
                .collect(Collectors.joining(","));
        String address = addresses.get(nodeId);
        return List.of(
                "etcd",
                "--name=" + nodeId,
                "--data-dir=" + folderInside + "/data",
                "--listen-client-urls=" + url("0.0.0.0", CLIENT_PORT),
                "--advertise-client-urls=" + url(address, CLIENT_PORT),
                "--listen-peer-urls=" + url("0.0.0.0", PEER_PORT),
                "--initial-advertise-peer-urls=" + url(address, PEER_PORT),
                "--initial-cluster=" + peers,
                "--initial-cluster-state=new");
    }

    private static String url(String address, int port) {
        return "http://" + address + ":" + port;
    }

    @Override
    public NodeClient connect(String nodeId, Endpoints endpoints) {
        return new EtcdClient(url("127.0.0.1", endpoints.publishedPort(nodeId, CLIENT_PORT)), serializableReads);
    }
}
