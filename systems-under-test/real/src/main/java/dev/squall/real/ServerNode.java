package dev.squall.real;

/** What is known of one node. For the timeline's thread. */
final class ServerNode {

    private final String nodeId;
    private int life = -1;
    private boolean running;
    private boolean serving;
    private boolean paused;
    private NodeClient client;

    ServerNode(String nodeId) {
        this.nodeId = nodeId;
    }

    String nodeId() {
        return nodeId;
    }

    /** Begins a new life, and answers its number. */
    int nextLife() {
        running = true;
        return ++life;
    }

    boolean lives(int someLife) {
        return running && life == someLife;
    }

    /** Its process runs, and has a client. */
    void attach(NodeClient newClient) {
        client = newClient;
    }

    void serve() {
        serving = true;
    }

    /** Whether it has been started, and not killed since. */
    boolean isRunning() {
        return running;
    }

    /** Whether it has served its client since it was started. */
    boolean isServing() {
        return serving;
    }

    boolean isPaused() {
        return paused;
    }

    void setPaused(boolean isPaused) {
        paused = isPaused;
    }

    NodeClient client() {
        return client;
    }

    /** Its process is dead; answers its client, which is of no use any more, or null if it had none yet. */
    NodeClient end() {
        NodeClient last = client;
        client = null;
        running = false;
        serving = false;
        paused = false;
        return last;
    }
}
