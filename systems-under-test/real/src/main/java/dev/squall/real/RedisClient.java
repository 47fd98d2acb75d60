package dev.squall.real;

import dev.squall.node.Body;
import dev.squall.node.protocol.LinKv;
import dev.squall.world.server.Endpoints;
import dev.squall.world.server.NodeClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Client of Redis with Sentinel, by Jedis. The client asks the node's sentinel which server is the master, and sends
 * the request to that server. Jedis' own client for Sentinel uses the addresses that sentinels report, which cannot be
 * reached from this machine.
 */
final class RedisClient implements NodeClient {

    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int OPEN_CALLS_MAX = 64;
    private static final String INFO_PERIOD_MILLIS = "1000";

    /** Error codes by which a server refuses a request before the request has any effect. */
    private static final List<String> REFUSALS = List.of("READONLY", "LOADING", "MASTERDOWN", "NOREPLICAS", "MISCONF");

    /**
     * Script that returns 1 if the key held the value and was set, 0 if it held another value, -1 if it does not exist.
     */
    private static final String COMPARE_AND_SET =
            """
            local found = redis.call('GET', KEYS[1])
            if not found then return -1 end
            if found ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[2])
            return 1
            """;

    private final String nodeId;
    private final Endpoints endpoints;
    private final ExecutorService executor = Executors.newFixedThreadPool(OPEN_CALLS_MAX, RedisClient::daemon);
    private final Map<Integer, ConnectionPool> poolOfPort = new ConcurrentHashMap<>();

    RedisClient(String nodeId, Endpoints endpoints) {
        this.nodeId = nodeId;
        this.endpoints = endpoints;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "redis client");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletableFuture<Body> call(String client, Body request) {
        return CompletableFuture.supplyAsync(() -> callMaster(request), executor);
    }

    private Body callMaster(Body request) {
        Connection connection;
        try {
            connection = server(findMaster()).getResource();
        } catch (JedisException e) {
            return Replies.notDone(String.valueOf(e.getMessage()));
        }
        try (connection) {
            return call(new Jedis(connection), request);
        } catch (JedisDataException e) {
            String text = String.valueOf(e.getMessage());
            return REFUSALS.stream().anyMatch(text::startsWith) ? Replies.notDone(text) : Replies.unknown(e);
        } catch (JedisException e) {
            return Replies.unknown(e);
        }
    }

    private static Body call(Jedis master, Body request) {
        if (request instanceof LinKv.Read read) {
            String found = master.get(read.key().toString());
            return found == null ? Replies.noSuchKey() : Replies.read(found.getBytes(StandardCharsets.UTF_8));
        }
        if (request instanceof LinKv.Write write) {
            master.set(write.key().toString(), write.value().toString());
            return new LinKv.WriteOk();
        }
        if (request instanceof LinKv.Cas cas) {
            Object outcome = master.eval(
                    COMPARE_AND_SET,
                    List.of(cas.key().toString()),
                    List.of(cas.from().toString(), cas.to().toString()));
            return switch (((Long) outcome).intValue()) {
                case 1 -> new LinKv.CasOk();
                case 0 -> Replies.otherValue();
                default -> Replies.noSuchKey();
            };
        }
        throw Replies.notUnderstood(request);
    }

    private String findMaster() {
        try (Connection connection = sentinel().getResource()) {
            List<String> address = new Jedis(connection).sentinelGetMasterAddrByName(RedisServer.MASTER);
            return endpoints.nodeAt(address.get(0));
        }
    }

    private ConnectionPool sentinel() {
        return pool(endpoints.publishedPort(nodeId, RedisServer.SENTINEL_PORT));
    }

    private ConnectionPool server(String ofNode) {
        return pool(endpoints.publishedPort(ofNode, RedisServer.SERVER_PORT));
    }

    private ConnectionPool pool(int port) {
        return poolOfPort.computeIfAbsent(port, RedisClient::open);
    }

    private static ConnectionPool open(int port) {
        ConnectionPoolConfig limits = new ConnectionPoolConfig();
        limits.setMaxTotal(OPEN_CALLS_MAX);
        JedisClientConfig settings =
                DefaultJedisClientConfig.builder().timeoutMillis(TIMEOUT_MILLIS).build();
        return new ConnectionPool(new HostAndPort("127.0.0.1", port), settings, limits);
    }

    /**
     * Returns a future that is true if the sentinel knows all replicas and all other sentinels. A sentinel that does
     * not know them cannot replace a master.
     */
    @Override
    public CompletableFuture<Boolean> isServing() {
        return CompletableFuture.supplyAsync(this::sentinelKnowsAll, executor);
    }

    private boolean sentinelKnowsAll() {
        try (Connection connection = sentinel().getResource()) {
            Jedis sentinel = new Jedis(connection);
            // By default a sentinel asks the master for its replicas every ten seconds, which would delay the start of
            // runs.
            sentinel.sendCommand(Protocol.Command.SENTINEL, "DEBUG", "INFO-PERIOD", INFO_PERIOD_MILLIS);
            Map<String, String> master = sentinel.sentinelMaster(RedisServer.MASTER);
            String others = String.valueOf(endpoints.nodeIds().size() - 1);
            return others.equals(master.get("num-slaves")) && others.equals(master.get("num-other-sentinels"));
        } catch (JedisException e) {
            return false;
        }
    }

    @Override
    public CompletableFuture<Boolean> isPrimary() {
        return CompletableFuture.supplyAsync(() -> findMaster().equals(nodeId), executor);
    }

    @Override
    public void close() {
        executor.shutdown();
        poolOfPort.values().forEach(ConnectionPool::close);
    }
}
