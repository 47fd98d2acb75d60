package dev.squall.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.report.page.ReportException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayServerTest {

    private static final String FIRE = "{\"event\": \"fire n1\"}";

    private PlaySession session;
    private PlayServer server;
    private String host;
    private String path;

    /** A response as it came over the connection. */
    private record Response(int status, String head, String body) {

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(body);
        }
    }

    @BeforeEach
    void startServer() {
        session = Sessions.of("raft-kv", 3);
        server = PlayServer.start(session, 0);
        URI address = server.address();
        host = "127.0.0.1:" + address.getPort();
        path = address.getPath();
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    /** Sends a request with exactly these headers, which a client of the JDK would not let a test choose. */
    private Response send(String method, String to, List<String> headers, String body) throws IOException {
        List<String> lines = new ArrayList<>(List.of(method + " " + to + " HTTP/1.1"));
        lines.addAll(headers);
        lines.add("Connection: close");
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        if (content.length > 0) {
            lines.add("Content-Length: " + content.length);
        }
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            return new Response(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), answer.substring(end + 4));
        }
    }

    private Response get(String to) throws IOException {
        return send("GET", path + to, List.of("Host: " + host), "");
    }

    private Response post(String to, String body) throws IOException {
        return send(
                "POST",
                path + to,
                List.of("Host: " + host, "Origin: http://" + host, "Content-Type: application/json"),
                body);
    }

    private void assertRefused(Response response, int status, String words) throws IOException {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.json().get("error").asText()).contains(words);
        assertThat(session.view().position()).isZero();
    }

    @Test
    void pageStateAndStepsAreServed() throws IOException {
        assertThat(get("").head()).contains("200 OK").containsIgnoringCase("Content-type: text/html");
        assertThat(get("state").json().get("nodes")).hasSize(3);

        JsonNode after = post("take", FIRE).json();

        assertThat(after.get("position").asInt()).isEqualTo(1);
        assertThat(after.get("messages")).hasSize(2);
        assertThat(post("ask", "{\"client\": 0, \"function\": \"write\", \"value\": \"[0 1]\"}")
                        .json()
                        .get("operations"))
                .hasSize(1);
        assertThat(post("go", "{\"position\": 0}").json().get("position").asInt())
                .isZero();
        Response saved = get("scenario");
        assertThat(saved.head())
                .containsIgnoringCase("Content-disposition: attachment; filename=\"raft-kv-played.yaml\"");
        assertThat(saved.body()).contains("system: \"raft-kv\"");
    }

    @Test
    void addressesOfTwoServersHaveDifferentTokens() {
        try (PlayServer other = PlayServer.start(session, 0)) {
            assertThat(other.address().getPath()).hasSize(34).isNotEqualTo(path);
            assertThat(other.address().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"/", "/state", "/00000000000000000000000000000000/state", "/favicon.ico"})
    void requestWithoutTheTokenIsRefused(String to) throws IOException {
        assertRefused(send("GET", to, List.of("Host: " + host), ""), 404, "expected the address that squall play");
    }

    @ParameterizedTest
    @CsvSource({"evil.example", "evil.example:%d", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:%d", "[::1]:%d"})
    void requestWithAnotherHostIsRefused(String other) throws IOException {
        String named = other.formatted(server.address().getPort());

        assertRefused(send("GET", path + "state", List.of("Host: " + named), ""), 421, "another name");
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example",
        "null",
        "http://127.0.0.1",
        "https://127.0.0.1:%d",
        "http://localhost:%d",
        "http://127.0.0.1:%d.evil.example"
    })
    void requestFromAnotherOriginIsRefused(String origin) throws IOException {
        List<String> headers = List.of(
                "Host: " + host,
                "Origin: " + origin.formatted(server.address().getPort()),
                "Content-Type: application/json");

        assertRefused(send("POST", path + "take", headers, FIRE), 403, "another site");
        assertRefused(send("GET", path + "state", headers, ""), 403, "another site");
    }

    @Test
    void changeWithoutOriginIsRefused() throws IOException {
        List<String> headers = List.of("Host: " + host, "Content-Type: application/json");

        assertRefused(send("POST", path + "take", headers, FIRE), 403, "another site");
    }

    @Test
    void changeByAnotherMethodOrContentTypeIsRefused() throws IOException {
        List<String> headers = List.of("Host: " + host, "Origin: http://" + host, "Content-Type: text/plain");

        assertRefused(send("POST", path + "take", headers, FIRE), 415, "expected application/json");
        assertRefused(get("take"), 405, "expected POST");
        assertRefused(post("state", "{}"), 405, "expected GET");
    }

    @Test
    void bodyThatIsTooLargeOrNoRequestIsRefused() throws IOException {
        String large = "{\"event\": \"" + "x".repeat(PlayHandler.BODY_BYTES_MAX) + "\"}";

        assertRefused(post("take", large), 413, "expected at most 16384 bytes");
        assertRefused(post("take", "{"), 400, "no JSON");
        assertRefused(post("take", "[".repeat(8_000)), 400, "no JSON");
        assertRefused(post("take", "[1]"), 409, "no text 'event'");
        assertRefused(post("go", "{\"position\": \"1\"}"), 409, "no whole number 'position'");
        assertRefused(post("go", "{\"position\": 1}"), 409, "there is no position 1");
        assertRefused(post("take", "{\"event\": \"fire <b>\"}"), 409, "'fire <b>' is not possible now");
    }

    @Test
    void takenPortIsReportedInOneSentence() {
        int port = server.address().getPort();

        assertThatThrownBy(() -> PlayServer.start(session, port))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("cannot listen on port " + port + " of ")
                .hasMessageEndingWith("name a free one by --port, or 0 for any");
    }
}
