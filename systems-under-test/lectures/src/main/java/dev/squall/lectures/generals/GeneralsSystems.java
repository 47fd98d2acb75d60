package dev.squall.lectures.generals;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.LATE;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.drawn;
import static dev.squall.system.Trial.exhaustive;
import static dev.squall.system.Trial.survives;

import dev.squall.lectures.generals.flawed.OrdersNotPassedOn;
import dev.squall.system.Claim;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import java.util.List;

/** The two generals (lecture 2.1) and the Byzantine generals (lecture 2.2). */
public final class GeneralsSystems implements SystemFamily {

    private static final SystemUnderTest TWO = SystemUnderTest.of(
                    "two-generals",
                    "two generals who acknowledge each other's messages, over links that lose nothing",
                    new TwoGeneralsProgram(),
                    GeneralsWorkload.NAME)
            .journal(nodes -> new GeneralsJournal())
            .withstanding(List.of(CLOCK));

    private static final SystemUnderTest BYZANTINE = SystemUnderTest.of(
                    "byzantine-generals",
                    "generals of whom some may be traitors, with oral messages over a synchronous network",
                    new ByzantineProgram(),
                    GeneralsWorkload.NAME)
            .journal(nodes -> new GeneralsJournal())
            .withstanding(List.of(CLOCK));

    @Override
    public String topic() {
        return "generals";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                TWO,
                BYZANTINE,
                TWO.flawed(
                                "over-fair-loss-links",
                                "two generals who acknowledge each other's messages, over links that lose some",
                                new TwoGeneralsProgram(),
                                new Flaw("nobody knows if the last message arrived", "generals-disagree"))
                        .withstanding(List.of(PARTITION, PACKET, LATE)),
                BYZANTINE.flawed(
                        "orders-not-passed-on",
                        "generals who do not compare what the commander told them",
                        new OrdersNotPassedOn(),
                        new Flaw("a traitor tells each lieutenant something else", "generals-disagree")));
    }

    @Override
    public List<Workload> workloads() {
        return List.of(new GeneralsWorkload());
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Claim(
                        "two-generals",
                        "2.1",
                        "no protocol over fair-loss links lets two generals attack together for certain",
                        exhaustive(on("two-generals"), new TwoGeneralsCases()),
                        caught(on("two-generals-over-fair-loss-links")
                                .nodeCount(2)
                                .timeLimitMillis(2_000)
                                .option(GeneralsOptions.DECIDE_AFTER, 100))),
                new Claim(
                        "byzantine-generals",
                        "2.2",
                        "loyal generals agree by oral messages if more than two thirds of all are loyal",
                        exhaustive(on("byzantine-generals").nodeCount(4), ByzantineCases.FOUR_GENERALS),
                        drawn(
                                on("byzantine-generals").nodeCount(7).option(ByzantineProgram.TOLERATED, 2),
                                ByzantineCases.SEVEN_GENERALS),
                        survives(
                                on("byzantine-generals")
                                        .nodeCount(4)
                                        .timeLimitMillis(2_000)
                                        .option(ByzantineProgram.TRAITORS, "n4"),
                                20),
                        exhaustive(on("byzantine-generals").nodeCount(3), ByzantineCases.THREE_GENERALS)
                                .breaking(),
                        caught(on("byzantine-generals-orders-not-passed-on")
                                .nodeCount(4)
                                .timeLimitMillis(2_000)
                                .option(GeneralsOptions.DECIDE_AFTER, 100)
                                .option(ByzantineProgram.TRAITORS, "n1"))));
    }
}
