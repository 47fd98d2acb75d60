package dev.squall.lectures.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.links.flawed.CounterWrittenAfterSending;
import dev.squall.lectures.links.flawed.CountersInMemory;
import dev.squall.lectures.links.flawed.NoDeduplication;
import dev.squall.lectures.links.flawed.NoHoldBackBuffer;
import dev.squall.lectures.links.flawed.NoRetransmission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LinkChaosTest {

    private static final int SEEDS = 300;
    private static final boolean CRASHES = true;
    private static final boolean IN_ORDER = true;

    static Stream<Arguments> soundLinks() {
        return Stream.of(
                Arguments.of(new ReliableLinkProgram(), !CRASHES, !IN_ORDER),
                Arguments.of(new FifoLinkProgram(), !CRASHES, IN_ORDER),
                Arguments.of(new RecoverableFifoLinkProgram(), CRASHES, IN_ORDER));
    }

    @ParameterizedTest
    @MethodSource("soundLinks")
    void soundLinkKeepsItsGuaranteeInItsModel(LinkProgram program, boolean crashes, boolean inOrder) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(new LinkChaos(program, seed, crashes).run(inOrder))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    static Stream<Arguments> brokenPromises() {
        return Stream.of(
                Arguments.of(new NoRetransmission(), !CRASHES, !IN_ORDER, "lost"),
                Arguments.of(new NoDeduplication(), !CRASHES, !IN_ORDER, "duplicated"),
                Arguments.of(new NoHoldBackBuffer(), !CRASHES, IN_ORDER, "out of order"),
                Arguments.of(new ReliableLinkProgram(), !CRASHES, IN_ORDER, "out of order"),
                Arguments.of(new FifoLinkProgram(), CRASHES, IN_ORDER, "lost"),
                Arguments.of(new CountersInMemory(), CRASHES, IN_ORDER, "lost"),
                Arguments.of(new CountersInMemory(), CRASHES, IN_ORDER, "duplicated"),
                Arguments.of(new CounterWrittenAfterSending(), CRASHES, IN_ORDER, "lost"));
    }

    @ParameterizedTest
    @MethodSource("brokenPromises")
    void flawedOrMisusedLinkBreaksItsGuarantee(LinkProgram program, boolean crashes, boolean inOrder, String promise) {
        List<String> wrong = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            wrong.addAll(new LinkChaos(program, seed, crashes).run(inOrder));
        }
        assertThat(wrong).anyMatch(description -> description.startsWith(promise));
    }
}
