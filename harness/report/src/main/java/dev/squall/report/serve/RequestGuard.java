package dev.squall.report.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * HTTP filter that passes on only read requests that are addressed to this server. A foreign page with a name that
 * resolves to this machine (DNS rebinding) sends its own name in the {@code Host} header, so that the filter rejects
 * its requests. Headers of every response forbid framing, content sniffing and caching.
 *
 * @param ownName name or address on which the server was told to listen
 */
record RequestGuard(String ownName, HttpHandler next) implements HttpHandler {

    /** Pattern of numeric addresses, which cannot be used for DNS rebinding. */
    private static final Pattern FIGURES = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private static final Pattern PORT = Pattern.compile(":\\d*$");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            BoundedServer.protect(headers, "no-referrer");
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                headers.set("Allow", "GET, HEAD");
                refuse(exchange, 405, "only GET and HEAD are answered");
            } else if (!isOwn(exchange.getRequestHeaders().get("Host"))) {
                refuse(exchange, 421, "this server is asked by its address, or as localhost");
            } else {
                next.handle(exchange);
            }
        }
    }

    private boolean isOwn(List<String> hosts) {
        if (hosts == null || hosts.size() != 1) {
            return false;
        }
        String name = PORT.matcher(hosts.get(0).trim().toLowerCase(Locale.ROOT)).replaceFirst("");
        return name.equals("localhost")
                || name.equals(ownName.toLowerCase(Locale.ROOT))
                || FIGURES.matcher(name).matches();
    }

    /** Sends an error response with a sentence. */
    static void refuse(HttpExchange exchange, int status, String words) throws IOException {
        byte[] body = (words + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }
}
