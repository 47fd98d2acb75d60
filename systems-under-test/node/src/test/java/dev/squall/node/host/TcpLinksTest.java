package dev.squall.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpLinksTest {

    private static final long DEADLINE_SECONDS = 20;

    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final List<End> ends = new ArrayList<>();

    /** The links of one life of a node. Its events run while the test waits. */
    private static final class End {

        private final ServerSocket server;
        private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
        private final TcpLinks links;
        private final List<String> received = new ArrayList<>();
        private final List<Object> told = new ArrayList<>();

        End(ServerSocket server) {
            this.server = server;
            this.links = new TcpLinks(server, events);
        }

        void open(String nodeId, int life, Map<String, String> addresses) {
            links.open(
                    new Control.SquallLinks(nodeId, life, addresses),
                    received::add,
                    (Message message) -> told.add(message.body()));
        }

        void await(BooleanSupplier condition) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime())
                        .as("the condition comes true; received %s, told %s", received, told)
                        .isLessThan(deadline);
                Runnable event = events.poll(10, TimeUnit.MILLISECONDS);
                if (event != null) {
                    event.run();
                }
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        for (End end : ends) {
            end.server.close();
        }
    }

    private End bind(String nodeId) throws IOException {
        return bind(nodeId, 0);
    }

    private End bind(String nodeId, int port) throws IOException {
        End end = new End(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
        addresses.put(nodeId, "127.0.0.1:" + end.server.getLocalPort());
        ends.add(end);
        return end;
    }

    @Test
    void messagesArriveOnceInOrderAndAreReported() throws Exception {
        End n1 = bind("n1");
        End n2 = bind("n2");
        n1.open("n1", 0, addresses);
        n2.open("n2", 0, addresses);

        IntStream.range(0, 3_000).forEach(i -> n1.links.carry("n2", "m" + i));
        n2.await(() -> n2.received.size() == 3_000);

        assertThat(n2.received)
                .containsExactlyElementsOf(
                        IntStream.range(0, 3_000).mapToObj(i -> "m" + i).toList());
        assertThat(n2.told).hasSize(3_000).startsWith(new Control.SquallReceived("n1", 0, 0));
        assertThat(n1.told).isEmpty();
    }

    @Test
    void heldMessagesArriveInOrderWhenTheirDisturbanceEnds() throws Exception {
        End n1 = bind("n1");
        End n2 = bind("n2");
        n1.open("n1", 0, addresses);
        n2.open("n2", 0, addresses);
        n1.links.disturb(disturbance(Control.SquallDisturbance.Kind.HOLD));
        n1.links.carry("n2", "held");
        n1.links.carry("n2", "held too");
        n1.links.disturb(new Control.SquallDisturbance(8, Control.SquallDisturbance.Kind.LOSS, 0, 1, 1, List.of("n2")));
        n1.links.heal(new Control.SquallHealing(8));
        assertThat(n1.told).containsExactly(new Control.SquallBites(8, 0));

        n1.links.heal(new Control.SquallHealing(7));
        n1.links.carry("n2", "after");
        n2.await(() -> n2.received.size() == 3);

        assertThat(n2.received).containsExactly("held", "held too", "after");
        assertThat(n1.told).contains(new Control.SquallBites(7, 2));
    }

    @Test
    void lateCopyArrivesBesideItsMessage() throws Exception {
        End n1 = bind("n1");
        End n2 = bind("n2");
        n1.open("n1", 0, addresses);
        n2.open("n2", 0, addresses);
        n1.links.disturb(disturbance(Control.SquallDisturbance.Kind.COPIES));

        n1.links.carry("n2", "twice");
        n2.await(() -> n2.received.size() == 2);

        assertThat(n2.received).containsExactly("twice", "twice");
    }

    private static Control.SquallDisturbance disturbance(Control.SquallDisturbance.Kind kind) {
        return new Control.SquallDisturbance(7, kind, 100, 1_000_000, 1, List.of("n2"));
    }

    @Test
    void linksCarryMessagesToSelfButNotToClients() throws Exception {
        End n1 = bind("n1");
        n1.open("n1", 0, addresses);

        n1.links.carry("c1", "to a client");
        n1.links.carry("n1", "to myself");
        n1.await(() -> !n1.received.isEmpty());

        assertThat(n1.received).containsExactly("to myself");
        assertThat(n1.told).containsExactly(new Control.SquallReceived("n1", 0, 0));
    }

    @Test
    void messageToAMissingPeerIsReportedLost() throws Exception {
        End n1 = bind("n1");
        End n2 = bind("n2");
        n2.server.close();
        n1.open("n1", 0, addresses);

        n1.links.carry("n2", "lost");
        n1.await(() -> !n1.told.isEmpty());

        assertThat(n1.told).containsExactly(new Control.SquallLost(0));
    }

    @Test
    void messageToASilentPeerIsLost() throws Exception {
        End n1 = bind("n1");
        // Not opened: the operating system accepts connections for it, as for a paused node.
        bind("n2");
        n1.open("n1", 0, addresses);

        n1.links.carry("n2", "lost");
        n1.await(() -> !n1.told.isEmpty());

        assertThat(n1.told).containsExactly(new Control.SquallLost(0));
    }

    @Test
    void linkReconnectsToAReturningPeer() throws Exception {
        End n1 = bind("n1");
        End n2 = bind("n2");
        n2.server.close();
        n1.open("n1", 0, addresses);
        n1.links.carry("n2", "lost");
        n1.await(() -> !n1.told.isEmpty());

        End again = bind("n2", n2.server.getLocalPort());
        again.open("n2", 1, addresses);
        n1.links.carry("n2", "after");
        again.await(() -> !again.received.isEmpty());

        assertThat(again.received).containsExactly("after");
    }

    @Test
    void linkReconnectsAfterABrokenConnection() throws Exception {
        End n1 = bind("n1");
        End n2 = bind("n2");
        n1.open("n1", 0, addresses);
        n2.open("n2", 0, addresses);
        n1.links.carry("n2", "before");
        n2.await(() -> n2.received.contains("before"));

        // A later connection of the same sender makes the peer close the present one.
        introduce(n2, "n1 0 1").close();
        n2.await(() -> {
            n1.links.carry("n2", "after");
            return n2.received.contains("after");
        });

        assertThat(n2.received).startsWith("before", "after");
    }

    @Test
    void nothingArrivesFromAnEndedLife() throws Exception {
        End n2 = bind("n2");
        n2.open("n2", 0, addresses);
        try (Socket earlier = introduce(n2, "n1 0 7")) {
            // Still on its way to the node when the later life introduces itself.
            send(earlier, "0 from an earlier life");
            assertThat(earlier.getInputStream().read()).isEqualTo('\n');
            try (Socket later = introduce(n2, "n1 1 0")) {
                send(earlier, "1 from an earlier life");
                send(later, "0 from the later life");
                n2.await(() -> !n2.received.isEmpty());
            }
        }

        assertThat(n2.received).containsExactly("from the later life");
    }

    @Test
    void earlierLifeIsRefusedAfterALaterOne() throws Exception {
        End n2 = bind("n2");
        n2.open("n2", 0, addresses);
        introduce(n2, "n1 1 0").close();

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), n2.server.getLocalPort())) {
            send(socket, "n1 0 7");
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    private static Socket introduce(End end, String introduction) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), end.server.getLocalPort());
        send(socket, introduction);
        assertThat(socket.getInputStream().read()).isEqualTo('\n');
        return socket;
    }

    private static void send(Socket socket, String line) throws IOException {
        try {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The other end may have closed its input.
        }
    }
}
