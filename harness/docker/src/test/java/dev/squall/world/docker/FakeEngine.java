package dev.squall.world.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Engine on a loopback port with prepared answers, in place of engines that are not at hand. It answers other requests
 * with status 404.
 */
public final class FakeEngine implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    private record Answer(int status, String body) {}

    public FakeEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Returns an engine with a supported version. */
    public static FakeEngine current() throws IOException {
        return new FakeEngine().version("28.2.2", "1.50");
    }

    public FakeEngine version(String version, String apiVersion) {
        return answering(
                "GET",
                "/version",
                200,
                "{\"Version\":\"" + version + "\",\"ApiVersion\":\"" + apiVersion + "\",\"Os\":\"linux\"}");
    }

    /** @param path end of the path, without the interface's version and without a query */
    public FakeEngine answering(String method, String path, int status, String body) {
        answers.put(method + " " + path, new Answer(status, body));
        return this;
    }

    public FakeEngine complaining(String method, String path, int status, String complaint) {
        return answering(method, path, status, "{\"message\":\"" + complaint + "\"}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+/", "/");
            Answer answer = answers.getOrDefault(
                    exchange.getRequestMethod() + " " + path, new Answer(404, "{\"message\":\"no such thing\"}"));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    public DockerClientConfig config() {
        return DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost("tcp://127.0.0.1:" + server.getAddress().getPort())
                .build();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
