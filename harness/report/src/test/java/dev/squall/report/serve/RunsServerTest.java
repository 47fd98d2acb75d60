package dev.squall.report.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.report.RecordedRuns;
import dev.squall.report.page.ReportException;
import dev.squall.run.RunLock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsServerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
    private static final String SECRET = "not for everybody";
    private static final String RUN = "store-simulated/20260101T000000Z-7";

    @TempDir
    private Path folder;

    private Path runs;
    private Path run;
    private RunsServer server;

    @BeforeEach
    void start() throws IOException {
        runs = folder.resolve("runs");
        run = RecordedRuns.violating(runs.resolve(RUN));
        Files.writeString(folder.resolve("secret"), SECRET);
        Files.createDirectories(folder.resolve("runs-of-others"));
        Files.writeString(folder.resolve("runs-of-others/secret"), SECRET);
        Files.createSymbolicLink(run.resolve("out"), folder.resolve("secret"));
        Files.createSymbolicLink(run.resolve("above"), folder);
        Files.createSymbolicLink(runs.resolve("latest"), Path.of(RUN));
        server = RunsServer.start(runs, new InetSocketAddress("127.0.0.1", 0));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The whole answer to a request that no client would correct before it is sent. */
    private String ask(String method, String target, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.setSoTimeout(30_000);
            String request = method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String get(String target) throws IOException {
        return ask("GET", target, "localhost");
    }

    /** More of them than the server has threads. */
    @Test
    void halfSentRequestsDelayNobodyForLong() throws IOException {
        List<Socket> halfOpen = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket("127.0.0.1", server.address().getPort());
                halfOpen.add(socket);
                socket.setSoTimeout(30_000);
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.ISO_8859_1));
            }

            assertThat(get("/")).startsWith("HTTP/1.1 200 ");

            for (Socket socket : halfOpen) {
                assertThat(isClosedUnanswered(socket)).isTrue();
            }
        } finally {
            for (Socket socket : halfOpen) {
                socket.close();
            }
        }
    }

    private static boolean isClosedUnanswered(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            // Closed before the server had read all that was sent.
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret",
                "/../runs-of-others/secret",
                "/%2e%2e/secret",
                "/%2E%2E%2Fsecret",
                "/..%2fsecret",
                "/..%5csecret",
                "/" + RUN + "/../../../secret",
                "/" + RUN + "/%2e%2e/%2e%2e/%2e%2e/secret",
                "/" + RUN + "/out",
                "/" + RUN + "/above/secret",
                "/" + RUN + "/above/report.html",
                "/%252e%252e/secret",
                "/latest/../../secret",
                "//../secret",
                "/./../secret",
                "/secret%00.html",
                "/%zz/secret",
                "http://localhost/../secret",
                "/" + RUN + "/nodes/../../../../secret",
            })
    void noAddressLeadsOutOfTheRuns(String target) throws IOException {
        assertThat(get(target)).matches("(?s)HTTP/1\\.1 (404|400) .*").doesNotContain(SECRET);
    }

    @Test
    void runFilesAreServedAsInertText() throws IOException {
        Path nodes = Files.createDirectories(run.resolve("nodes/n1"));
        Files.writeString(nodes.resolve("history.edn"), "");
        Files.writeString(nodes.resolve("report.html"), "<script>1</script>");
        Files.writeString(nodes.resolve("a+b c.html"), "<script>2</script>");

        assertThat(get("/latest/experiment.json")).startsWith("HTTP/1.1 200 ").contains("\"system\": \"store\"");
        assertThat(get("/" + RUN + "/nodes/n1/a+b%20c.html"))
                .containsIgnoringCase("Content-Type: text/plain")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .contains("default-src 'none'; frame-ancestors 'none'; sandbox")
                .contains("<script>2</script>");
        assertThat(get("/" + RUN + "/nodes/n1/report.html")).startsWith("HTTP/1.1 404 ");
        assertThat(get("/store-simulated/")).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
    void writingMethodsAreRefused(String method) throws IOException {
        assertThat(ask(method, "/", "localhost")).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD");
    }

    @Test
    void aHeadHasNoBody() throws IOException {
        assertThat(ask("HEAD", "/" + RUN + "/report.html", "localhost"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rebound.example", "rebound.example:80", "localhost.rebound.example", "1.2.3.4.example", ""})
    void foreignHostNameIsRefused(String host) throws IOException {
        assertThat(ask("GET", "/", host)).startsWith("HTTP/1.1 421 ").doesNotContain("20260101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8089", "[::1]:8089"})
    void loopbackHostNamesAreServed(String host) throws IOException {
        assertThat(ask("GET", "/", host)).startsWith("HTTP/1.1 200 ").contains("store 20260101T000000Z-7");
    }

    @Test
    void stalePageIsRenderedWithoutWriting() throws IOException {
        assertThat(get("/latest")).startsWith("HTTP/1.1 302 ").contains("Location: /" + RUN + "/report.html");
        assertThat(get("/" + RUN + "/report.html")).contains("<title>store: violation</title>");
        assertThat(run.resolve("report.html")).doesNotExist();

        Files.writeString(run.resolve("report.html"), "an old page");
        Files.setLastModifiedTime(run.resolve("report.html"), FileTime.from(NOW.minusSeconds(1_000_000_000)));
        assertThat(get("/" + RUN + "/report.html")).contains("<title>store: violation</title>");
        assertThat(run.resolve("report.html")).hasContent("an old page");
    }

    @Test
    @SuppressWarnings("try")
    void unfinishedRunIsUnderWayWhileItsProcessLives() throws IOException {
        String name = "store-simulated/20260101T000500Z-8";
        Path begun = RecordedRuns.interrupted(runs.resolve(name));
        RunLock lock = RunLock.take(begun);
        try (lock) {
            assertThat(get("/")).contains("under way");
            assertThat(get("/" + name + "/report.html"))
                    .containsIgnoringCase("\r\nRefresh: 3\r\n")
                    .contains("the run is under way.")
                    .doesNotContain("interrupted");
        }

        assertThat(get("/")).contains("not judged").doesNotContain("under way");
        assertThat(get("/" + name + "/report.html"))
                .doesNotContain("Refresh: 3")
                .contains("the run failed or was interrupted before it was judged.");
    }

    @Test
    void takenPortIsRefused() {
        InetSocketAddress taken = server.address();

        assertThatThrownBy(() -> RunsServer.start(runs, taken))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("cannot listen on port " + taken.getPort())
                .hasMessageContaining("name a free one by --port");
    }
}
