package dev.squall.world.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {

    private static final int SILENCE_MILLIS = 50;

    private final Relay relay = new Relay();
    private ServerSocket server;
    private Socket client;
    private Socket accepted;

    @BeforeEach
    void connect() throws Exception {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        int port = relay.open("n1", "n2", server.getLocalPort());
        CompletableFuture<Socket> accepting = CompletableFuture.supplyAsync(() -> {
            try {
                return server.accept();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        client = new Socket(InetAddress.getLoopbackAddress(), port);
        accepted = accepting.get();
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        server.close();
    }

    @Test
    void bytesPassBothWays() throws IOException {
        client.getOutputStream().write(1);
        assertThat(accepted.getInputStream().read()).isEqualTo(1);
        accepted.getOutputStream().write(2);
        assertThat(client.getInputStream().read()).isEqualTo(2);
    }

    @Test
    void cutHoldsBytesBackUntilItHeals() throws IOException {
        relay.link("n1", "n2").cut();
        client.getOutputStream().write(1);
        accepted.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

        relay.link("n1", "n2").heal();
        accepted.setSoTimeout(0);
        assertThat(accepted.getInputStream().read()).isEqualTo(1);
        assertThat(relay.link("n1", "n2").held()).isEqualTo(1);
    }

    @Test
    void endOfAStreamIsPassedOn() throws IOException {
        accepted.close();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
}
