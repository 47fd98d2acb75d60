package dev.squall.real;

import dev.squall.node.Body;
import dev.squall.node.protocol.LinKv;
import dev.squall.world.server.NodeClient;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.FourLetterWordMain;
import org.apache.zookeeper.common.X509Exception.SSLContextException;

/**
 * Client of one ZooKeeper node, by ZooKeeper's own library, with one session for each requesting client. Each key is
 * stored as a node of ZooKeeper's tree. A compare-and-set reads a value with its version, and writes only if the
 * version is unchanged. So the compare-and-set is atomic even if the read was stale.
 */
final class ZooKeeperClient implements NodeClient {

    private static final String HOST = "127.0.0.1";
    private static final int STATUS_MILLIS_MAX = 1_000;
    private static final int ANY_VERSION = -1;

    private final int port;
    private final boolean syncedReads;
    private final ZooKeeperSessions sessions;

    ZooKeeperClient(int port, boolean syncedReads) {
        this.port = port;
        this.syncedReads = syncedReads;
        this.sessions = new ZooKeeperSessions(HOST + ":" + port);
    }

    private static String path(Object key) {
        return "/" + key;
    }

    @Override
    public CompletableFuture<Body> call(String client, Body request) {
        ZooKeeper now = sessions.of(client);
        if (!now.getState().isConnected()) {
            return CompletableFuture.completedFuture(Replies.notDone("no session with the node"));
        }
        CompletableFuture<Body> result = new CompletableFuture<>();
        if (request instanceof LinKv.Read read) {
            read(now, path(read.key()), result);
        } else if (request instanceof LinKv.Write write) {
            write(now, path(write.key()), Replies.bytes(write.value()), result);
        } else if (request instanceof LinKv.Cas cas) {
            compareAndSet(now, cas, result);
        } else {
            throw Replies.notUnderstood(request);
        }
        return result;
    }

    private void read(ZooKeeper now, String path, CompletableFuture<Body> result) {
        if (syncedReads) {
            now.sync(
                    path,
                    (code, ignored, context) -> {
                        if (code == Code.OK.intValue()) {
                            readHere(now, path, result);
                        } else {
                            result.complete(failure(code, path));
                        }
                    },
                    null);
        } else {
            readHere(now, path, result);
        }
    }

    private static void readHere(ZooKeeper now, String path, CompletableFuture<Body> result) {
        now.getData(
                path,
                false,
                (code, ignored, context, data, stat) ->
                        result.complete(code == Code.OK.intValue() ? Replies.read(data) : failure(code, path)),
                null);
    }

    /**
     * Sets the node of the tree, and creates it if it does not exist. If another client creates the node meanwhile,
     * sets the node of that client.
     */
    private static void write(ZooKeeper now, String path, byte[] value, CompletableFuture<Body> result) {
        now.setData(
                path,
                value,
                ANY_VERSION,
                (code, ignored, context, stat) -> {
                    if (code == Code.NONODE.intValue()) {
                        create(now, path, value, result);
                    } else {
                        result.complete(code == Code.OK.intValue() ? new LinKv.WriteOk() : failure(code, path));
                    }
                },
                null);
    }

    private static void create(ZooKeeper now, String path, byte[] value, CompletableFuture<Body> result) {
        now.create(
                path,
                value,
                ZooDefs.Ids.OPEN_ACL_UNSAFE,
                CreateMode.PERSISTENT,
                (code, ignored, context, name) -> {
                    if (code == Code.NODEEXISTS.intValue()) {
                        write(now, path, value, result);
                    } else {
                        result.complete(code == Code.OK.intValue() ? new LinKv.WriteOk() : failure(code, path));
                    }
                },
                null);
    }

    private static void compareAndSet(ZooKeeper now, LinKv.Cas cas, CompletableFuture<Body> result) {
        String path = path(cas.key());
        now.getData(
                path,
                false,
                (code, ignored, context, data, stat) -> {
                    if (code != Code.OK.intValue()) {
                        result.complete(code == Code.NONODE.intValue() ? failure(code, path) : notDone(code));
                    } else if (!Replies.read(data).equals(new LinKv.ReadOk(cas.from()))) {
                        result.complete(Replies.otherValue());
                    } else {
                        setVersion(now, path, Replies.bytes(cas.to()), stat.getVersion(), result);
                    }
                },
                null);
    }

    private static void setVersion(
            ZooKeeper now, String path, byte[] value, int version, CompletableFuture<Body> result) {
        now.setData(
                path,
                value,
                version,
                (code, ignored, context, stat) ->
                        result.complete(code == Code.OK.intValue() ? new LinKv.CasOk() : failure(code, path)),
                null);
    }

    /** Returns the definite error of a compare-and-set that failed before its write. */
    private static Body notDone(int code) {
        return Replies.notDone(Code.get(code).toString());
    }

    /** Returns the reply for a failed request. After a lost session, the effect of an open request is unknown. */
    private static Body failure(int code, String path) {
        return switch (Code.get(code)) {
            case NONODE -> Replies.noSuchKey();
            case BADVERSION -> Replies.otherValue();
            default -> Replies.unknown(KeeperException.create(Code.get(code), path));
        };
    }

    @Override
    public CompletableFuture<Boolean> isServing() {
        ZooKeeper now = sessions.spare();
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        if (now.getState().isConnected()) {
            now.exists("/", false, (code, path, context, stat) -> result.complete(code == Code.OK.intValue()), null);
        } else {
            result.complete(false);
        }
        return result;
    }

    @Override
    public CompletableFuture<Boolean> isPrimary() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return FourLetterWordMain.send4LetterWord(HOST, port, "srvr", false, STATUS_MILLIS_MAX)
                        .contains("Mode: leader");
            } catch (IOException | SSLContextException e) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        sessions.close();
    }
}
