package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExhaustiveLecturesTest {

    @Test
    void soundSystemsHoldAndFlawedOnesBreakInEveryScheduleOfTheirScopes() throws Exception {
        Squall.Result result =
                Squall.run("lectures", "--exhaustive", "--json", "fifo-link", "lamport-clock", "raft-election");

        assertThat(result.exitCode()).as(result.all()).isZero();
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.at("/fifo-link/outcome").asText()).isEqualTo("valid");
        assertThat(json.at("/fifo-link/exhausted").asBoolean()).isTrue();
        assertThat(json.at("/fifo-link-no-hold-back-buffer/anomaly").asText()).isEqualTo("fifo-order-broken");
        assertThat(json.at("/raft-kv-vote-not-stable/anomaly").asText()).isEqualTo("two-leaders-in-one-term");
        assertThat(result.err())
                .contains("holds    fifo-link: valid, all of")
                .contains("fifo-order-broken after 3 events, the shortest schedule")
                .contains("7 of 7 systems are as the lectures say");
    }

    @Test
    void claimWithoutAScopeIsNamedAndProvesNothing() {
        Squall.Result result = Squall.run("lectures", "--exhaustive", "failure-detector");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
        assertThat(result.out()).contains("claims without a scope: failure-detector");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--thorough", "--world process"})
    void otherWaysToVerifyAreRefusedBesideIt(String other) {
        Squall.Result result = Squall.run(("lectures --exhaustive fifo-link " + other).split(" "));

        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.err()).contains("--exhaustive explores by itself; leave out " + other.split(" ")[0]);
    }
}
