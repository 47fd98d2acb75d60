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
 * Shows a folder of runs to browsers, while runs are written into it. It only reads there: pages that are missing, or
 * older than their runs, are rendered elsewhere.
 */
public final class RunsServer implements AutoCloseable {

    /** A client that is slow, or never ends its request, holds a thread: so there are more than work would need. */
    private static final int THREADS = 64;

    private static final long IDLE_THREAD_SECONDS = 30;
    private static final int BACKLOG = 50;

    static {
        // Limits of the JDK's server, which has none of its own; it reads them once. Times are in seconds.
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
     * Begins to serve; returns at once. A request that is not complete after 5 s, and an answer that is not taken after
     * 60 s, end with their connection; there are at most 256 connections. These limits hold for every server of this
     * kind in the JVM, unless it was given others.
     *
     * @param runs the folder of the runs
     * @param address where to listen; port 0 for any that is free
     * @throws ReportException if there is no such folder, or the address cannot be had
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
