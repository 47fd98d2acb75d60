package dev.squall.play;

import dev.squall.report.serve.BoundedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * HTTP server of one session's page, on the loopback interface alone. The address of the page has a random token. A
 * request without the token, with the name of another host, or from the page of another site is refused, so that no
 * website can drive the session.
 */
public final class PlayServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int TOKEN_BYTES = 16;

    private final BoundedServer server;
    private final String token;

    private PlayServer(BoundedServer server, String token) {
        this.server = server;
        this.token = token;
    }

    /**
     * Starts a server and returns at once; see {@link BoundedServer} for its limits.
     *
     * @param port port to listen on; 0 for any free port
     * @throws dev.squall.report.page.ReportException if the port is not available; the message is one sentence
     */
    public static PlayServer start(PlaySession session, int port) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        BoundedServer server = BoundedServer.listen(new InetSocketAddress(loopback(), port));
        server.start(new PlayGuard(server.address().getPort(), token, new PlayHandler(session)));
        return new PlayServer(server, token);
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByName(LOOPBACK);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("every machine has " + LOOPBACK, e);
        }
    }

    /** Returns the address of the page, with its token. */
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + server.address().getPort() + "/" + token + "/");
    }

    @Override
    public void close() {
        server.close();
    }
}
