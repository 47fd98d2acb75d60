package dev.squall.report.serve;

import dev.squall.report.page.ReportException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * HTTP server that shows a folder of runs in browsers, while runs are recorded into it. The server only reads from the
 * folder: missing or outdated pages are rendered elsewhere.
 */
public final class RunsServer implements AutoCloseable {

    private final BoundedServer server;
    private final LivePages pages;

    private RunsServer(BoundedServer server, LivePages pages) {
        this.server = server;
        this.pages = pages;
    }

    /**
     * Starts a server and returns at once; see {@link BoundedServer} for its limits.
     *
     * @param runs folder of the runs
     * @param address address to listen on; port 0 for any free port
     * @throws ReportException if the folder does not exist, or the address is not available
     */
    public static RunsServer start(Path runs, InetSocketAddress address) {
        ServedFiles files = new ServedFiles(runs);
        BoundedServer server = BoundedServer.listen(address);
        LivePages pages;
        try {
            pages = LivePages.of(files.root());
        } catch (ReportException e) {
            server.close();
            throw e;
        }
        server.start(new RequestGuard(address.getHostString(), new RunsHandler(files, pages)));
        return new RunsServer(server, pages);
    }

    /** Returns the address on which the server listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        pages.close();
    }
}
