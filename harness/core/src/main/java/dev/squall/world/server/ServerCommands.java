package dev.squall.world.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Preparation of the servers' folders and commands. Stateless. */
@FunctionalInterface
public interface ServerCommands {

    /** Command line and environment of a server, the same for each of its lives. */
    record Command(List<String> arguments, Map<String, String> environment) {}

    /**
     * Prepares a node's folder and returns the command of its server. Called once for each node.
     *
     * @param nodes addresses and ports of all nodes, as the node reaches them; its own ports are those to listen on
     * @param folder the node's folder on this machine
     * @param folderInside the node's folder as the server sees it
     * @throws IOException if the folder cannot be prepared
     */
    Command prepare(String nodeId, Endpoints nodes, Path folder, String folderInside) throws IOException;
}
