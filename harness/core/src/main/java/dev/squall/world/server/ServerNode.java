package dev.squall.world.server;

/** State of one node in the cluster. All methods run on the thread of the timeline. */
final class ServerNode {

    private final String nodeId;
    private int life = -1;
    private boolean running;
    private boolean serving;
    private boolean paused;
    private boolean hasServed;
    private boolean leftDown;
    private int endsWithoutService;
    private boolean diskFull;
    private boolean downSinceFullDisk;
    private int endsOfFullDisk;
    private int timesSeenFull;
    private NodeClient client;

    ServerNode(String nodeId) {
        this.nodeId = nodeId;
    }

    String nodeId() {
        return nodeId;
    }

    /** Begins a new life and returns its number, 0 for the first. */
    int nextLife() {
        running = true;
        downSinceFullDisk = false;
        return ++life;
    }

    boolean lives(int someLife) {
        return running && life == someLife;
    }

    int life() {
        return life;
    }

    /** Returns true if the node has served its client in any life. */
    boolean hasServed() {
        return hasServed;
    }

    void countEnd() {
        endsWithoutService++;
    }

    /** Returns the number of ends by itself since the node served last. */
    int endsWithoutService() {
        return endsWithoutService;
    }

    /** Records that the node is not started again. */
    void leaveDown() {
        leftDown = true;
    }

    boolean isLeftDown() {
        return leftDown;
    }

    /** Records that the node's process runs, and sets its client. */
    void attach(NodeClient newClient) {
        client = newClient;
    }

    void serve() {
        serving = true;
        hasServed = true;
        endsWithoutService = 0;
    }

    /** Returns true if the node has been started and not killed since. */
    boolean isRunning() {
        return running;
    }

    /** Returns true if the node has served its client since it was started. */
    boolean isServing() {
        return serving;
    }

    boolean isPaused() {
        return paused;
    }

    void setPaused(boolean isPaused) {
        paused = isPaused;
    }

    boolean isDiskFull() {
        return diskFull;
    }

    /** Records that the node's disk is full from now on. */
    void fillDisk() {
        diskFull = true;
    }

    /** @param wasFull true if the disk was full until now */
    void freeDisk(boolean wasFull) {
        diskFull = false;
        timesSeenFull += wasFull ? 1 : 0;
    }

    /** Returns the number of times that the disk was still full when it was freed. */
    int timesSeenFull() {
        return timesSeenFull;
    }

    /** Records that the node's last life has ended by itself while its disk was full. */
    void countEndOfFullDisk() {
        endsOfFullDisk++;
        downSinceFullDisk = true;
    }

    boolean isDownSinceFullDisk() {
        return downSinceFullDisk;
    }

    int endsOfFullDisk() {
        return endsOfFullDisk;
    }

    NodeClient client() {
        return client;
    }

    /**
     * Records that the node's process is dead. Returns the last client, for the caller to close, or null if the life
     * had no client.
     */
    NodeClient end() {
        NodeClient last = client;
        client = null;
        running = false;
        serving = false;
        paused = false;
        return last;
    }
}
