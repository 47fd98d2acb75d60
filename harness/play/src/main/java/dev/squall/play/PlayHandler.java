package dev.squall.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Pages and JSON of a session. {@code GET} reads: the page, {@code state} and {@code scenario}. {@code POST} changes:
 * {@code take}, {@code ask} and {@code go}; the response is the new state, or {@code {"error": ...}} with a sentence.
 */
final class PlayHandler {

    /** Maximum size of a request's body. */
    static final int BODY_BYTES_MAX = 16 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final Set<String> CHANGES = Set.of("take", "ask", "go");
    private static final Set<String> READS = Set.of("", "state", "scenario");

    private final PlaySession session;
    private final byte[] page;

    PlayHandler(PlaySession session) {
        this.session = session;
        this.page = PlayPage.of(session.system().name()).getBytes(StandardCharsets.UTF_8);
    }

    void handle(HttpExchange exchange, String path) throws IOException {
        boolean isChange = CHANGES.contains(path);
        List<String> methods = isChange ? List.of("POST") : List.of("GET", "HEAD");
        if (!isChange && !READS.contains(path)) {
            PlayGuard.refuse(exchange, 404, "there is nothing here; expected the address that squall play printed");
        } else if (!methods.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
            PlayGuard.refuse(
                    exchange,
                    405,
                    "found the method " + exchange.getRequestMethod() + "; expected " + String.join(" or ", methods));
        } else if (isChange) {
            change(exchange, path);
        } else {
            read(exchange, path);
        }
    }

    private void read(HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "" -> PlayGuard.send(exchange, 200, "text/html; charset=utf-8", page);
            case "state" -> PlayGuard.send(exchange, 200, JSON_TYPE, JSON.writeValueAsBytes(session.view()));
            default -> {
                String name = session.system().name().replaceAll("[^A-Za-z0-9._-]", "_") + "-played.yaml";
                exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"" + name + "\"");
                PlayGuard.send(
                        exchange,
                        200,
                        "text/yaml; charset=utf-8",
                        session.scenario().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void change(HttpExchange exchange, String path) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";")[0].trim().equalsIgnoreCase(JSON_TYPE)) {
            PlayGuard.refuse(exchange, 415, "found the content type " + type + "; expected " + JSON_TYPE);
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            PlayGuard.refuse(exchange, 413, "the request is too large; expected at most " + BODY_BYTES_MAX + " bytes");
            return;
        }
        try {
            change(path, JSON.readTree(body));
        } catch (StackOverflowError e) {
            PlayGuard.refuse(exchange, 409, "this step nests too deeply; expected one like those that the page offers");
            return;
        } catch (JsonProcessingException e) {
            PlayGuard.refuse(exchange, 400, "the request is no JSON; expected an object");
            return;
        } catch (PlayException e) {
            PlayGuard.refuse(exchange, 409, e.getMessage());
            return;
        }
        PlayGuard.send(exchange, 200, JSON_TYPE, JSON.writeValueAsBytes(session.view()));
    }

    private void change(String path, JsonNode request) {
        switch (path) {
            case "take" -> session.take(text(request, "event"));
            case "ask" -> session.ask(number(request, "client"), text(request, "function"), text(request, "value"));
            default -> session.goTo(number(request, "position"));
        }
    }

    private static String text(JsonNode request, String name) {
        JsonNode value = request.path(name);
        if (!value.isTextual()) {
            throw new PlayException("the request has no text '" + name + "'; expected one");
        }
        return value.textValue();
    }

    private static int number(JsonNode request, String name) {
        JsonNode value = request.path(name);
        if (!value.isInt()) {
            throw new PlayException("the request has no whole number '" + name + "'; expected one");
        }
        return value.intValue();
    }
}
