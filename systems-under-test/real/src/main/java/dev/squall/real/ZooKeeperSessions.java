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
 * The sessions with one node: each client has its own, as what is asked in a session waits for what was asked in it
 * before, and so a read for a write that the node cannot get done. One more is always open, for the next client: the
 * node needs the others to open one. A session that has expired is followed by a new one; one that is not used any more
 * is closed, since a client whose request has no answer goes on under another name. Thread-safe.
 */
final class ZooKeeperSessions implements AutoCloseable {

    private static final int SESSION_MILLIS = 4_000;
    private static final long UNUSED_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private final String address;
    private final Map<String, Session> ofClients = new LinkedHashMap<>();
    private Session spare;
    private boolean closed;

    /** @param address host and port, at which the node need not listen yet */
    ZooKeeperSessions(String address) {
        this.address = address;
        this.spare = new Session();
    }

    /** A client's session, which may have lost its connection, or not have one yet. Does not block for long. */
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

    /** The session that no client has yet. */
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

    /** For each waits until the node knows, or the connection is seen to be broken. */
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

    /** One after the other, as they expire; its fields are guarded by the sessions. */
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
