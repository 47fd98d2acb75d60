package dev.squall.report.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.squall.report.index.IndexPage;
import dev.squall.report.page.Html;
import dev.squall.report.page.ReportException;
import dev.squall.run.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * HTTP handler for the index page, report pages, and the files of runs. Only pages that Squall renders are sent as
 * HTML. Files that a node wrote are sent as plain text, whatever their names.
 */
final class RunsHandler implements HttpHandler {

    private static final String STATE_PATH = "/.state";
    private static final String REFRESH_SECONDS = "3";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";

    private final ServedFiles files;
    private final LivePages pages;

    public RunsHandler(ServedFiles files, LivePages pages) {
        this.files = files;
        this.pages = pages;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        try {
            if (path.equals("/") || path.equals("/" + IndexPage.INDEX_FILE)) {
                send(exchange, pages.index().getBytes(StandardCharsets.UTF_8), HTML);
            } else if (path.equals(STATE_PATH)) {
                send(exchange, pages.state().getBytes(StandardCharsets.UTF_8), TEXT);
            } else {
                sendFile(exchange);
            }
        } catch (ReportException e) {
            RequestGuard.refuse(exchange, 500, e.getMessage());
        }
    }

    private void sendFile(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        // A missing page is rendered on request, so only its folder must exist.
        boolean isPage = path.endsWith("/" + RunFolder.REPORT_FILE);
        Optional<Path> found =
                isPage ? files.find(exchange.getRequestURI().resolve("./")) : files.find(exchange.getRequestURI());
        if (found.isEmpty()) {
            RequestGuard.refuse(exchange, 404, "there is no such file among the runs");
        } else if (isPage && pages.isRun(found.get())) {
            if (pages.isUnderWay(found.get())) {
                exchange.getResponseHeaders().set("Refresh", REFRESH_SECONDS);
            }
            sendFile(exchange, pages.page(found.get()), HTML);
        } else if (!isPage && Files.isRegularFile(found.get())) {
            sendFile(exchange, found.get(), TEXT);
        } else if (!isPage && pages.isRun(found.get())) {
            exchange.getResponseHeaders().set("Location", pageOf(found.get()));
            RequestGuard.refuse(exchange, 302, "the run's page");
        } else {
            RequestGuard.refuse(exchange, 404, "there is no such file among the runs");
        }
    }

    private String pageOf(Path run) {
        String relative = files.root().relativize(run).toString().replace('\\', '/');
        return Html.href(relative + "/" + RunFolder.REPORT_FILE).substring(1);
    }

    /** Sends a file. Sends no more bytes of a growing file than the length announced at first. */
    private static void sendFile(HttpExchange exchange, Path file, String type) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            long length = Files.size(file);
            OutputStream out = begin(exchange, type, length);
            byte[] buffer = new byte[BUFFER_BYTES];
            for (long left = isHead(exchange) ? 0 : length; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return;
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static void send(HttpExchange exchange, byte[] body, String type) throws IOException {
        OutputStream out = begin(exchange, type, body.length);
        if (!isHead(exchange)) {
            out.write(body);
        }
    }

    /** Pages contain their own policy for scripts, as hashes; other files may run nothing at all. */
    private static OutputStream begin(HttpExchange exchange, String type, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        type.equals(HTML)
                                ? "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"
                                : "default-src 'none'; frame-ancestors 'none'; sandbox");
        // A length of zero would announce a body of unknown length.
        exchange.sendResponseHeaders(200, isHead(exchange) || length == 0 ? -1 : length);
        return exchange.getResponseBody();
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }
}
