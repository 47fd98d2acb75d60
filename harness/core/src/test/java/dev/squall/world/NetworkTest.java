package dev.squall.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.world.Latency.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static final long MILLISECOND = 1_000_000L;
    private static final Latency TEN_MILLIS = new Latency(10 * MILLISECOND, Distribution.CONSTANT);

    @Property
    void aLinkWithoutRulesLosesNothingAndKeepsTheOrder(
            @ForAll Distribution distribution,
            @ForAll @LongRange(max = 1_000 * MILLISECOND) long meanNanos,
            @ForAll @IntRange(max = 1_000_000) int gapNanos,
            @ForAll long seed) {
        Network network = network(new Latency(meanNanos, distribution), seed);
        long before = 0;
        for (int i = 0; i < 200; i++) {
            long now = (long) i * gapNanos;
            long arrival = network.route(0, 1, now);
            assertThat(arrival).isGreaterThanOrEqualTo(Math.max(now, before));
            assertThat(network.duplicateArrivalNanos()).isEqualTo(Network.NEVER);
            before = arrival;
        }
    }

    @Property(tries = 50)
    void latenciesHaveTheRequestedMean(@ForAll Distribution distribution, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Latency latency = new Latency(MILLISECOND, distribution);
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += latency.sampleNanos(random);
        }
        // Six standard errors of the widest of the distributions, the exponential.
        assertThat(sum / 20_000).isBetween(0.95 * MILLISECOND, 1.05 * MILLISECOND);
    }

    @Test
    void aNegativeMeanLatencyIsRefused() {
        assertThatThrownBy(() -> new Latency(-1, Distribution.CONSTANT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the mean latency is -1 ns, expected at least 0");
    }

    @Test
    void aCutLosesMessagesOnItsLinkAndNoOther() {
        Network network = network(TEN_MILLIS, 1);
        Rule cut = new Rule(0, 1, Packet::drop);
        network.add(cut);

        assertThat(network.route(0, 1, 0)).isEqualTo(Network.NEVER);
        assertThat(network.route(1, 0, 0)).isEqualTo(10 * MILLISECOND);
        assertThat(network.route(0, 2, 0)).isEqualTo(10 * MILLISECOND);
        assertThat(cut.effects()).isEqualTo(1);
    }

    @Test
    void removingARuleHealsIt() {
        Network network = network(TEN_MILLIS, 1);
        Rule cut = new Rule(0, 1, Packet::drop);
        network.add(cut);
        assertThat(network.isHealed()).isFalse();

        network.remove(cut);
        network.remove(cut);

        assertThat(network.isHealed()).isTrue();
        assertThat(network.route(0, 1, 5)).isEqualTo(10 * MILLISECOND + 5);
        assertThat(cut.effects()).isZero();
    }

    @Test
    void messageToSelfHasNoFaultsOrLatency() {
        Network network = network(TEN_MILLIS, 1);
        Rule cut = new Rule(1, 1, Packet::drop);
        network.add(cut);

        assertThat(network.route(1, 1, 7)).isEqualTo(7);
        assertThat(cut.effects()).isZero();
    }

    @Test
    void laterMessagesWaitBehindADelayedOne() {
        Network network = network(TEN_MILLIS, 1);
        Rule delay = new Rule(0, 1, packet -> packet.delay(30 * MILLISECOND));
        network.add(delay);
        assertThat(network.route(0, 1, 0)).isEqualTo(40 * MILLISECOND);
        network.remove(delay);

        assertThat(network.route(0, 1, MILLISECOND)).isEqualTo(40 * MILLISECOND);
        assertThat(network.route(0, 1, 50 * MILLISECOND)).isEqualTo(60 * MILLISECOND);
    }

    @Test
    void laterMessagesOvertakeAHeldBackOne() {
        Network network = network(TEN_MILLIS, 1);
        Rule holdBack = new Rule(0, 1, packet -> packet.holdBack(30 * MILLISECOND));
        network.add(holdBack);
        assertThat(network.route(0, 1, 0)).isEqualTo(40 * MILLISECOND);
        network.remove(holdBack);

        assertThat(network.route(0, 1, MILLISECOND)).isEqualTo(11 * MILLISECOND);
    }

    @Property
    void heldBackMessageKeepsItsLinkDelay(@ForAll @LongRange(min = 1, max = 1_000 * MILLISECOND) long heldBackNanos) {
        Network network = network(TEN_MILLIS, 1);
        Rule delay = new Rule(0, 1, packet -> packet.delay(100 * MILLISECOND));
        network.add(delay);
        long before = network.route(0, 1, 0);
        network.remove(delay);
        network.add(new Rule(0, 1, packet -> packet.holdBack(heldBackNanos)));

        assertThat(network.route(0, 1, MILLISECOND)).isEqualTo(before + heldBackNanos);
    }

    @Test
    void duplicateAffectsOnlyItsMessage() {
        Network network = network(TEN_MILLIS, 1);
        Rule duplicate = new Rule(0, 1, Packet::duplicate);
        network.add(duplicate);
        assertThat(network.route(0, 1, 0)).isEqualTo(10 * MILLISECOND);
        assertThat(network.duplicateArrivalNanos()).isEqualTo(20 * MILLISECOND);

        network.remove(duplicate);
        network.route(0, 1, 0);
        assertThat(network.duplicateArrivalNanos()).isEqualTo(Network.NEVER);
    }

    @Test
    void lateCopyArrivesLongAfterItsMessage() {
        Network network = network(TEN_MILLIS, 1);
        network.add(new Rule(0, 1, packet -> packet.duplicateAfter(5_000 * MILLISECOND)));

        assertThat(network.route(0, 1, 0)).isEqualTo(10 * MILLISECOND);
        assertThat(network.duplicateArrivalNanos()).isEqualTo(5_020 * MILLISECOND);
    }

    @Test
    void heldMessagesAreReleasedInOrderWhenTheirRuleIsRemoved() {
        Network network = network(TEN_MILLIS, 1);
        Rule hold = new Rule(0, 1, Packet::hold);
        network.add(hold);
        List<String> released = new ArrayList<>();
        for (String message : List.of("first", "second")) {
            assertThat(network.route(0, 1, 0)).isEqualTo(Network.HELD);
            network.hold(() -> released.add(message + " at " + network.routeReleased(0, 1, 70 * MILLISECOND)));
        }
        assertThat(network.route(0, 2, 0)).isEqualTo(10 * MILLISECOND);
        assertThat(released).isEmpty();

        network.remove(hold);

        assertThat(released).containsExactly("first at " + 80 * MILLISECOND, "second at " + 80 * MILLISECOND);
        assertThat(network.route(0, 1, 60 * MILLISECOND))
                .as("a message sent later waits behind those released")
                .isEqualTo(80 * MILLISECOND);
    }

    @Test
    void messageStaysHeldWhenAnotherRuleIsRemoved() {
        Network network = network(TEN_MILLIS, 1);
        Rule first = new Rule(0, 1, Packet::hold);
        Rule second = new Rule(0, 1, Packet::hold);
        network.add(first);
        network.add(second);
        List<Long> released = new ArrayList<>();
        assertThat(network.route(0, 1, 0)).isEqualTo(Network.HELD);
        network.hold(() -> released.add(network.routeReleased(0, 1, 0)));

        network.remove(second);
        assertThat(released).isEmpty();
        network.remove(first);
        assertThat(released).hasSize(1);
        assertThat(second.effects()).as("no rule applies to a held message").isZero();
    }

    @Test
    void lostMessageHasNoSecondCopy() {
        Network network = network(TEN_MILLIS, 1);
        network.add(new Rule(0, 1, Packet::duplicate));
        network.add(new Rule(0, 1, Packet::drop));

        assertThat(network.route(0, 1, 0)).isEqualTo(Network.NEVER);
        assertThat(network.duplicateArrivalNanos()).isEqualTo(Network.NEVER);
    }

    @Test
    void delaysAddUpAndLossEndsTheRules() {
        Network network = network(TEN_MILLIS, 1);
        Rule first = new Rule(0, 1, packet -> packet.delay(MILLISECOND));
        Rule second = new Rule(0, 1, packet -> packet.delay(2 * MILLISECOND));
        network.add(first);
        network.add(second);
        assertThat(network.route(0, 1, 0)).isEqualTo(13 * MILLISECOND);

        network.add(new Rule(0, 1, Packet::drop));
        Rule last = new Rule(0, 1, Packet::duplicate);
        network.add(last);
        network.route(0, 1, 0);

        assertThat(first.effects()).isEqualTo(2);
        assertThat(last.effects()).isZero();
    }

    private static Network network(Latency latency, long seed) {
        return new Network(3, latency, new SplittableRandom(seed));
    }

    /** Does one thing to every message of one link. */
    private static final class Rule implements LinkRule {

        private final int from;
        private final int to;
        private final Consumer<Packet> effect;
        private long bites;

        Rule(int from, int to, Consumer<Packet> effect) {
            this.from = from;
            this.to = to;
            this.effect = effect;
        }

        @Override
        public void apply(int sender, int receiver, Packet packet) {
            if (sender == from && receiver == to) {
                bites++;
                effect.accept(packet);
            }
        }

        @Override
        public long effects() {
            return bites;
        }
    }
}
