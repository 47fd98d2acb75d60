package dev.squall.play;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.squall.report.serve.BoundedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP filter that passes on only requests of the session's own page. A foreign page cannot know the token. It would
 * also send its own name in {@code Origin}, or in {@code Host} if its name resolves to this machine (DNS rebinding).
 * Headers of every response forbid framing, content sniffing and caching.
 */
final class PlayGuard implements HttpHandler {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> hosts;
    private final String token;
    private final PlayHandler next;

    PlayGuard(int port, String token, PlayHandler next) {
        this.hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
        this.token = token;
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // The token is a part of the address, which no other server may learn.
            BoundedServer.protect(exchange.getResponseHeaders(), "same-origin");
            String host = host(exchange);
            String[] path = exchange.getRequestURI().getRawPath().split("/", 3);
            if (host.isEmpty()) {
                refuse(exchange, 421, "this server has another name; expected the address that squall play printed");
            } else if (!isOwnOrigin(exchange, host)) {
                refuse(exchange, 403, "a page of another site sent this request; expected the page of squall play");
            } else if (path.length != 3 || !isToken(path[1])) {
                refuse(exchange, 404, "there is nothing here; expected the address that squall play printed");
            } else {
                next.handle(exchange, path[2]);
            }
        }
    }

    /** Returns the server's name in the request; empty if the request names none or another. */
    private String host(HttpExchange exchange) {
        List<String> named = exchange.getRequestHeaders().get("Host");
        if (named == null || named.size() != 1) {
            return "";
        }
        String host = named.get(0).trim().toLowerCase(Locale.ROOT);
        return hosts.contains(host) ? host : "";
    }

    /** Returns true if the request comes from a page of this server; only a request to read may have no origin. */
    private static boolean isOwnOrigin(HttpExchange exchange, String host) {
        List<String> origins = exchange.getRequestHeaders().get("Origin");
        if (origins == null) {
            return !exchange.getRequestMethod().equals("POST");
        }
        return origins.size() == 1 && origins.get(0).trim().equals("http://" + host);
    }

    /** Compares in constant time, so that the time of an answer tells nothing about the token. */
    private boolean isToken(String found) {
        return MessageDigest.isEqual(found.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends an error response with a sentence, as JSON. */
    static void refuse(HttpExchange exchange, int status, String words) throws IOException {
        send(exchange, status, "application/json", JSON.writeValueAsBytes(Map.of("error", words)));
    }

    /** Sends a response. Only the page may run scripts; its own policy names them. */
    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set(
                "Content-Security-Policy",
                type.startsWith("text/html")
                        ? "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"
                        : "default-src 'none'; frame-ancestors 'none'; sandbox");
        boolean hasBody = !exchange.getRequestMethod().equals("HEAD") && body.length > 0;
        exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(body);
        }
    }
}
