package dev.squall.report.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.squall.report.page.ReportException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * HTTP server with bounded time, threads and connections. A request that is incomplete after 5 s, and a response that
 * is not received after 60 s, end with their connection. The server accepts at most 256 connections. The limits hold
 * for every JDK server in the JVM, unless their properties were set before.
 */
public final class BoundedServer implements AutoCloseable {

    /**
     * Maximum number of threads; larger than the work needs, since a client that is slow or never ends its request
     * occupies a thread.
     */
    private static final int THREADS = 64;

    private static final long IDLE_THREAD_SECONDS = 30;
    private static final int BACKLOG = 50;

    static {
        // Limits of the JDK's server, which has no limits by default and reads these properties only once. The maximum
        // times for requests and responses are in seconds.
        limit("sun.net.httpserver.maxReqTime", 5);
        limit("sun.net.httpserver.maxRspTime", 60);
        limit("jdk.httpserver.maxConnections", 256);
    }

    /**
     * Forbids framing, content sniffing, caching, and use by other sites.
     *
     * @param headers headers of a response
     * @param referrerPolicy who may learn the address of a page
     */
    public static void protect(Headers headers, String referrerPolicy) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", referrerPolicy);
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private BoundedServer(HttpServer server) {
        this.server = server;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "serve");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
    }

    private static void limit(String property, int value) {
        System.getProperties().putIfAbsent(property, Integer.toString(value));
    }

    /**
     * Opens a port; requests wait until {@link #start}.
     *
     * @param address address to listen on; port 0 for any free port
     * @throws ReportException if the address is not available; the message is one sentence
     */
    public static BoundedServer listen(InetSocketAddress address) {
        try {
            return new BoundedServer(HttpServer.create(address, BACKLOG));
        } catch (BindException e) {
            throw new ReportException(
                    "cannot listen on port " + address.getPort() + " of " + address.getHostString() + ": "
                            + e.getMessage() + "; name a free one by --port, or 0 for any",
                    e);
        } catch (IOException e) {
            throw new ReportException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /**
     * Begins to answer requests.
     *
     * @param handler handler of all requests, called by several threads at once
     */
    public void start(HttpHandler handler) {
        server.createContext("/", handler);
        server.start();
    }

    /** Returns the address on which the server listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
