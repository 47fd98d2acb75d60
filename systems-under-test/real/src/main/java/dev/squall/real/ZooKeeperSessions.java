package dev.squall.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * Sessions with one node. Each client has its own session, because requests in a session wait for each other: a read in
 * a shared session would wait for a write that the node cannot complete. A spare session is always open for the next
 * client, because a disconnected node cannot open one. A new session replaces an expired one. Unused sessions are
 * closed, since a client whose request has no reply continues under another name. Thread-safe.
 */
final class ZooKeeperSessions implements AutoCloseable {

    private static final int SESSION_MILLIS = 4_000;
    private static final long UNUSED_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private final String address;
    private final Map<String, Session> ofClients = new LinkedHashMap<>();
    private Session spare;
    private boolean closed;

    /** @param address host and port of the node, which need not listen yet */
    ZooKeeperSessions(String address) {
        this.address = address;
        this.spare = new Session();
    }

    /** Returns a client's session. The session may be disconnected. Does not block for long. */
    synchronized ZooKeeper of(String client) {
        Session session = ofClients.get(client);
        if (session == null && closed) {
            return spare.handle;
        }
        if (session == null) {
            closeUnused();
            session = spare;
            spare = new Session();
            ofClients.put(client, session);
        }
        session.usedNanos = System.nanoTime();
        return session.handle;
    }

    /** Returns the spare session, which no client uses yet. */
    synchronized ZooKeeper spare() {
        return spare.handle;
    }

    private void closeUnused() {
        long now = System.nanoTime();
        List<ZooKeeper> unused = new ArrayList<>();
        for (Iterator<Session> sessions = ofClients.values().iterator(); sessions.hasNext(); ) {
            Session session = sessions.next();
            if (now - session.usedNanos > UNUSED_NANOS_MAX) {
                sessions.remove();
                unused.add(session.retire());
            }
        }
        if (!unused.isEmpty()) {
            Thread thread = new Thread(() -> closeAll(unused), "close sessions");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Closes all sessions. For each session, waits until the node has confirmed the end or the connection is broken.
     */
    @Override
    public void close() {
        List<ZooKeeper> all = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            all.add(spare.retire());
            ofClients.values().forEach(session -> all.add(session.retire()));
        }
        closeAll(all);
    }

    private static void closeAll(List<ZooKeeper> handles) {
        try {
            for (ZooKeeper handle : handles) {
                handle.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Session of one client, which is reopened whenever it expires. The lock of the enclosing {@link ZooKeeperSessions}
     * guards the fields.
     */
    private final class Session implements Watcher {

        private ZooKeeper handle = open(this);
        private long usedNanos;
        private boolean retired;

        @Override
        public void process(WatchedEvent event) {
            synchronized (ZooKeeperSessions.this) {
                if (event.getState() == Event.KeeperState.Expired && !retired) {
                    handle = open(this);
                }
            }
        }

        private ZooKeeper retire() {
            retired = true;
            return handle;
        }
    }

    private ZooKeeper open(Watcher watcher) {
        ZKClientConfig configuration = new ZKClientConfig();
        configuration.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
        try {
            return new ZooKeeper(address, SESSION_MILLIS, watcher, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
