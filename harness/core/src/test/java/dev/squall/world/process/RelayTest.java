package dev.squall.world.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.fault.FaultRule;
import dev.squall.fault.PacketFault;
import dev.squall.world.Latency;
import dev.squall.world.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
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
        await(relay.link("n1", "n2")::held);
        accepted.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

        relay.link("n1", "n2").heal();
        accepted.setSoTimeout(0);
        assertThat(accepted.getInputStream().read()).isEqualTo(1);
        assertThat(relay.link("n1", "n2").held()).isEqualTo(1);
    }

    @Test
    void stallHoldsTransfersUntilItIsLifted() throws IOException {
        Disturbance stall = disturb(PacketFault.Kind.STALL, 100, 1);
        client.getOutputStream().write(1);
        await(stall::effects);
        assertThat(accepted.getInputStream().available()).isZero();

        assertThat(stall.lift()).isEqualTo(1);

        assertThat(accepted.getInputStream().read()).isEqualTo(1);
    }

    @Test
    void resetEndsTheConnectionForBothEnds() throws IOException {
        Disturbance reset = disturb(PacketFault.Kind.RESET, 100, 1);

        client.getOutputStream().write(1);

        assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(reset.lift()).isEqualTo(1);
    }

    @Test
    void limitTakesItsDelayForEachKibibyte() throws IOException {
        Disturbance limit = disturb(PacketFault.Kind.BANDWIDTH, 100, 5_000_000);
        long before = System.nanoTime();
        client.getOutputStream().write(new byte[10 << 10]);
        accepted.getInputStream().readNBytes(10 << 10);

        // Slowness of the machine only adds to this time.
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(50_000_000);
        assertThat(limit.lift()).isPositive();
    }

    @Test
    void otherTransfersPassADelayUnharmed() throws IOException {
        Disturbance delay = disturb(PacketFault.Kind.DELAY, 100, 1_000);
        client.getOutputStream().write(7);
        accepted.getOutputStream().write(8);

        assertThat(accepted.getInputStream().read()).isEqualTo(7);
        assertThat(client.getInputStream().read()).isEqualTo(8);
        assertThat(delay.lift()).isEqualTo(1);
    }

    @Test
    void packetFaultDisturbsEveryLinkOfNodesAndClientsAndCountsIt() throws IOException {
        RelayRules rules = new RelayRules(relay, List.of("n1", "n2"));
        Network network = new Network(2, Latency.NONE, new SplittableRandom(0), rules);
        PacketFault fault = new PacketFault(PacketFault.Kind.SLOWNESS, 100, 1, 3, Map.of());
        FaultRule rule = FaultRule.enforcedByWorld(fault, fault.links(), List.of("n1", "n2"));
        network.add(rule);
        for (int i = 0; i < 3; i++) {
            client.getOutputStream().write(i);
            assertThat(accepted.getInputStream().read()).isEqualTo(i);
        }
        network.remove(rule);

        assertThat(rule.effects()).isEqualTo(3);
        assertThat(network.isHealed()).isTrue();
    }

    /** Waits until a transfer was counted. */
    private static void await(LongSupplier count) {
        while (count.getAsLong() == 0) {
            Thread.onSpinWait();
        }
    }

    private Disturbance disturb(PacketFault.Kind kind, int perCent, long delayNanos) {
        Disturbance disturbance = new Disturbance(new PacketFault(kind, perCent, delayNanos, 3, Map.of()));
        relay.link("n1", "n2").disturb(disturbance);
        return disturbance;
    }

    @Test
    void endOfAStreamIsPassedOn() throws IOException {
        accepted.close();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
}
