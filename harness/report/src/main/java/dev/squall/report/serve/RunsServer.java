package dev.squall.report.serve;

import com.sun.net.httpserver.HttpServer;
import dev.squall.report.page.ReportException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * HTTP server that shows a folder of runs in browsers, while runs are recorded into it. The server only reads from the
 * folder: missing or outdated pages are rendered elsewhere.
 */
public final class RunsServer implements AutoCloseable {

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

    private final HttpServer server;
    private final ExecutorService threads;
    private final LivePages pages;

    private RunsServer(HttpServer server, ExecutorService threads, LivePages pages) {
        this.server = server;
        this.threads = threads;
        this.pages = pages;
    }

    private static void limit(String property, int value) {
        System.getProperties().putIfAbsent(property, Integer.toString(value));
    }

    /**
     * Starts a server and returns at once. A request that is incomplete after 5 s, and a response that is not received
     * after 60 s, end with their connection. The server accepts at most 256 connections. The limits hold for every JDK
     * server in the JVM, unless their properties were set before.
     *
     * @param runs folder of the runs
     * @param address address to listen on; port 0 for any free port
     * @throws ReportException if the folder does not exist, or the address is not available
     */
    public static RunsServer start(Path runs, InetSocketAddress address) {
        ServedFiles files = new ServedFiles(runs);
        LivePages pages = LivePages.of(files.root());
        HttpServer server = listen(address, pages);
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "serve");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", new RequestGuard(address.getHostString(), new RunsHandler(files, pages)));
        server.start();
        return new RunsServer(server, threads, pages);
    }

    private static HttpServer listen(InetSocketAddress address, LivePages pages) {
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (BindException e) {
            pages.close();
            throw new ReportException(
                    "cannot listen on port " + address.getPort() + " of " + address.getHostString() + ": "
                            + e.getMessage() + "; name a free one by --port, or 0 for any",
                    e);
        } catch (IOException e) {
            pages.close();
            throw new ReportException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /** Returns the address on which the server listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        pages.close();
    }
}
