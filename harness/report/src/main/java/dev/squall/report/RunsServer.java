package dev.squall.report;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows a folder of runs to browsers, while runs are written into it. It only reads there: pages that are missing, or
 * older than their runs, are rendered elsewhere.
 */
public final class RunsServer implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int BACKLOG = 50;

    private final HttpServer server;
    private final ExecutorService threads;
    private final LivePages pages;

    private RunsServer(HttpServer server, ExecutorService threads, LivePages pages) {
        this.server = server;
        this.threads = threads;
        this.pages = pages;
    }

    /**
     * Begins to serve; returns at once.
     *
     * @param runs the folder of the runs
     * @param address where to listen; port 0 for any that is free
     * @param clock tells how long ago a run was last written
     * @throws ReportException if there is no such folder, or the address cannot be had
     */
    public static RunsServer start(Path runs, InetSocketAddress address, Clock clock) {
        ServedFiles files = new ServedFiles(runs);
        LivePages pages = LivePages.of(files.root(), clock);
        HttpServer server = listen(address, pages);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "serve");
            thread.setDaemon(true);
            return thread;
        });
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

    /** Where it listens. */
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
